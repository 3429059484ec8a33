//! The columns of `sea_orm_migration::schema`.

use sea_orm_migration::{prelude::*, schema::*};

use crate::Database;

#[tokio::test]
async fn the_helpers_of_seaorm_make_columns_of_the_portable_types() {
    let database = Database::new().await;
    let columns = [
        (pk_uuid("c"), "UUID"),
        (char_len("c", 3), "String"),
        (char_null("c"), "Nullable(String)"),
        (char("c"), "String"),
        (string_len("c", 9), "String"),
        (string("c"), "String"),
        (string_null("c"), "Nullable(String)"),
        (text("c"), "String"),
        (tiny_integer("c"), "Int8"),
        (small_integer("c"), "Int16"),
        (integer("c"), "Int32"),
        (integer_null("c"), "Nullable(Int32)"),
        (big_integer("c"), "Int64"),
        (tiny_unsigned("c"), "UInt8"),
        (small_unsigned("c"), "UInt16"),
        (unsigned("c"), "UInt32"),
        (big_unsigned("c"), "UInt64"),
        (float("c"), "Float32"),
        (double("c"), "Float64"),
        (decimal_len("c", 12, 3), "Decimal(12, 3)"),
        (decimal("c"), "Decimal(38, 10)"),
        (date_time("c"), "DateTime64(9, 'UTC')"),
        (date_time_default_now("c"), "DateTime64(9, 'UTC')"),
        (timestamp("c"), "DateTime64(9, 'UTC')"),
        (timestamp_default_now("c"), "DateTime64(9, 'UTC')"),
        (timestamp_with_time_zone("c"), "DateTime64(9, 'UTC')"),
        (
            timestamp_with_time_zone_null("c"),
            "Nullable(DateTime64(9, 'UTC'))",
        ),
        (timestamp_with_time_zone_default_now("c"), "DateTime64(9, 'UTC')"),
        (time("c"), "Time64(9)"),
        (date("c"), "Date32"),
        (date_null("c"), "Nullable(Date32)"),
        (year("c"), "UInt16"),
        (binary_len("c", 4), "String"),
        (binary("c"), "String"),
        (binary_len("c", 16), "UUID"),
        (var_binary("c", 7), "String"),
        (blob("c"), "String"),
        (boolean("c"), "Bool"),
        (boolean_null("c"), "Nullable(Bool)"),
        (money_len("c", 12, 2), "Decimal(12, 2)"),
        (money("c"), "Decimal(38, 10)"),
        (json("c"), "JSON"),
        (json_binary("c"), "JSON"),
        (uuid("c"), "UUID"),
        (uuid_null("c"), "Nullable(UUID)"),
        (custom("c", "LowCardinality(String)"), "LowCardinality(String)"),
        (custom("c", "Array(UInt8)"), "Array(UInt8)"),
        (
            enumeration("c", "mood", ["sad", "ok"]),
            "Enum8('sad' = 1, 'ok' = 2)",
        ),
    ];
    let mut table = Table::create().table("t").col(pk_auto("id")).take();
    let mut expected = vec!["id Int32".to_owned()];
    for (i, (mut column, data_type)) in columns.into_iter().enumerate() {
        let name = format!("c{i}");
        let primary = column.get_column_spec().primary_key;
        let mut named =
            ColumnDef::new_with_type(Alias::new(&name), column.get_column_type().unwrap().clone());
        let spec = column.take();
        let spec = spec.get_column_spec();
        match spec.nullable {
            Some(true) => named.null(),
            _ => named.not_null(),
        };
        if let Some(default) = &spec.default {
            named.default(default.clone());
            expected.push(format!("{name} {data_type} = now64(6)"));
        } else {
            expected.push(format!("{name} {data_type}"));
        }
        assert!(!primary || data_type == "UUID");
        table.col(named);
    }
    database.manager().create_table(table).await.unwrap();
    assert_eq!(database.columns("t").await, expected);
}

#[tokio::test]
async fn a_table_with_timestamps_and_its_own_key_is_sorted_by_it() {
    let database = Database::new().await;
    let table = table_auto("user")
        .col(pk_uuid("id"))
        .col(string("name").comment("it's a name"))
        .check(Expr::col("name").ne(""))
        .comment("users")
        .take();
    database.manager().create_table(table).await.unwrap();
    let shown = database
        .texts("SELECT concat(engine, ' ', sorting_key, ' ', comment) FROM system.tables WHERE database = currentDatabase()")
        .await;
    assert_eq!(shown, ["MergeTree id users"]);
    let comment = "SELECT comment FROM system.columns WHERE database = currentDatabase() AND name = 'name'";
    assert_eq!(database.texts(comment).await, ["it's a name"]);
    let insert = |name: &str| {
        Query::insert()
            .into_table("user")
            .columns(["id", "name"])
            .values_panic([
                sea_orm_migration::sea_orm::prelude::Uuid::nil().into(),
                name.into(),
            ])
            .to_owned()
    };
    let manager = database.manager();
    manager.execute(insert("x")).await.unwrap();
    let refused = manager.execute(insert("")).await.unwrap_err().to_string();
    assert!(refused.contains("VIOLATED_CONSTRAINT"), "{refused}");
}

#[tokio::test]
async fn a_composite_key_is_the_sorting_key_in_its_order() {
    let database = Database::new().await;
    let table = Table::create()
        .table("t")
        .col(integer("a"))
        .col(integer("b"))
        .primary_key(Index::create().name("pk").col("b").col("a"))
        .to_owned();
    database.manager().create_table(table).await.unwrap();
    let key = "SELECT sorting_key FROM system.tables WHERE database = currentDatabase()";
    assert_eq!(database.texts(key).await, ["b, a"]);
}
