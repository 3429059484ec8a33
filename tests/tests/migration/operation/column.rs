use super::*;
use sea_orm_clickhouse::sea_query_clickhouse::table::ColumnPosition;

migrator!(Portable, |manager|
    up {
        let alter = Table::alter()
            .table("pet")
            .add_column(ColumnDef::new("tiny").tiny_integer().not_null().default(1))
            .add_column(ColumnDef::new("large").big_unsigned().not_null().default(18_446_744_073_709_551_615_u64))
            .add_column(ColumnDef::new("ratio").double().not_null().default(0.5))
            .add_column(ColumnDef::new("price").decimal_len(10, 2).not_null())
            .add_column(ColumnDef::new("text").text().not_null().default("'"))
            .add_column(ColumnDef::new("slash").string().not_null().default("a\\b\"`%s?"))
            .add_column(ColumnDef::new("flag").boolean().not_null().default(true))
            .add_column(ColumnDef::new("day").date().null())
            .add_column(ColumnDef::new("at").timestamp_with_time_zone().null())
            .add_column(ColumnDef::new("key").uuid().null())
            .add_column(ColumnDef::new("mood").enumeration("mood", ["good", "bad"]).not_null().default("bad"))
            .add_column(ColumnDef::new("tags").custom("Array(String)").not_null())
            .add_column_if_not_exists(ColumnDef::new("name").string().not_null())
            .to_owned();
        manager.alter_table(alter).await
    }
    down {
        let mut alter = Table::alter();
        alter.table("pet");
        for name in ["tiny", "large", "ratio", "price", "text", "slash", "flag", "day", "at", "key", "mood", "tags"] {
            alter.drop_column(name);
        }
        manager.alter_table(alter).await
    }
);

#[tokio::test]
async fn columns_of_each_portable_type_are_added_and_the_rows_that_are_there_have_their_defaults() {
    let test = pets().await;
    let before = columns(&test, "pet").await;
    Portable::up(&test.db, None).await.unwrap();
    assert_eq!(
        columns(&test, "pet").await[3..],
        [
            "tiny Int8 DEFAULT 1",
            "large UInt64 DEFAULT 18446744073709551615",
            "ratio Float64 DEFAULT 0.5",
            "price Decimal(10, 2)",
            "text String DEFAULT '\\''",
            "slash String DEFAULT 'a\\\\b\"`%s?'",
            "flag Bool DEFAULT true",
            "day Nullable(Date32)",
            "at Nullable(DateTime64(9, 'UTC'))",
            "key Nullable(UUID)",
            "mood Enum8('good' = 1, 'bad' = 2) DEFAULT 'bad'",
            "tags Array(String)",
        ]
    );
    let added = "SELECT name, tiny, large, ratio, price, text, slash, flag, day, at, key, mood, tags FROM pet ORDER BY id";
    let values = "1|18446744073709551615|0.5|0|'|a\\b\"`%s?|true|NULL|NULL|NULL|bad|[]";
    assert_eq!(
        rows(&test, added).await,
        [format!("Ada|{values}"), format!("Bob|{values}")]
    );
    // One statement for all.
    let steps = "SELECT count() FROM seaql_migrations_log WHERE event = 'step applied'";
    assert_eq!(rows(&test, steps).await, ["1"]);

    Portable::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await, before);
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
}

migrator!(Own, |manager|
    up {
        let column = |name: &'static str, data_type| ClickHouseColumnDef::new(name, data_type);
        let alter = ClickHouseTable::alter("pet")
            .add_column(column("words", DataType::Int32).materialized(Expr::cust("length(splitByChar(' ', name))")), ColumnPosition::Last)
            .add_column(column("upper", DataType::String).alias(Expr::cust("upper(name)")), ColumnPosition::Last)
            .add_column(column("first", DataType::String).default("it's"), ColumnPosition::First)
            .add_column(column("second", DataType::low_cardinality(DataType::String)), ColumnPosition::After("first".to_owned()));
        manager.clickhouse().execute(&alter).await
    }
    down {
        let alter = ClickHouseTable::alter("pet").drop_column("words").drop_column("upper").drop_column("first").drop_column("second");
        manager.clickhouse().execute(&alter).await
    }
);

#[tokio::test]
async fn computed_columns_and_columns_in_their_place_are_added() {
    let test = pets().await;
    Own::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT *, words, upper FROM pet ORDER BY id").await,
        ["it's||1|Ada|3|1|ADA", "it's||2|Bob|NULL|1|BOB"]
    );
    Own::down(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
}

migrator!(Rename, |manager|
    up {
        manager.alter_table(Table::alter().table("pet").rename_column("name", "title").to_owned()).await
    }
    down {
        manager.alter_table(Table::alter().table("pet").rename_column("title", "name").to_owned()).await
    }
);

#[tokio::test]
async fn a_column_is_renamed_with_its_values_and_back() {
    let test = pets().await;
    Rename::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT title FROM pet ORDER BY id").await,
        ["Ada", "Bob"]
    );
    assert!(
        !SchemaManager::new(&test.db)
            .has_column("pet", "name")
            .await
            .unwrap()
    );
    Rename::down(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT name FROM pet ORDER BY id").await,
        ["Ada", "Bob"]
    );
}

migrator!(Array, |manager|
    up {
        let tags = ColumnDef::new("tags").array(ColumnType::String(StringLen::None)).to_owned();
        manager.alter_table(Table::alter().table("pet").add_column(tags).to_owned()).await
    }
    down { manager.alter_table(Table::alter().table("pet").drop_column("tags").to_owned()).await }
);

migrator!(Unique, |manager|
    up {
        let tag = ColumnDef::new("tag").string().unique_key().to_owned();
        manager.alter_table(Table::alter().table("pet").add_column(tag).to_owned()).await
    }
    down { manager.alter_table(Table::alter().table("pet").drop_column("tag").to_owned()).await }
);

#[tokio::test]
async fn what_is_not_read_of_an_alter_table_is_an_error_with_the_way_out() {
    let test = pets().await;
    let error = refused::<Array>(&test).await;
    assert!(error.contains("Array is not available in MySQL"), "{error}");
    assert!(error.contains("`ClickHouseTable::alter(..)`"), "{error}");
    let test = pets().await;
    let error = refused::<Unique>(&test).await;
    assert!(error.contains("the unique key of column `tag`"), "{error}");
    assert_eq!(columns(&test, "pet").await.len(), 3);
}
