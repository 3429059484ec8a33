//! Each method of SeaORM's `SchemaManager`.

use sea_orm_clickhouse::{
    migration::compat::{ForClickHouse, SchemaManagerExt},
    prelude::*,
};
use sea_orm_migration::{prelude::*, schema::*};
use sea_schema::{mysql::MySql, probe::SchemaProbe};

use crate::Database;

async fn table(database: &Database) {
    let create = Table::create()
        .table("t")
        .col(big_pk_auto("id"))
        .col(string("name").default("x"))
        .col(integer_null("number"))
        .to_owned();
    database.manager().create_table(create).await.unwrap();
}

#[tokio::test]
async fn a_table_is_made_renamed_emptied_and_dropped() {
    let database = Database::new().await;
    table(&database).await;
    let manager = database.manager();
    let insert = Query::insert()
        .into_table("t")
        .columns(["id", "name"])
        .values_panic([1.into(), "a".into()])
        .to_owned();
    manager.execute(insert).await.unwrap();

    manager
        .rename_table(Table::rename().table("t", "u").to_owned())
        .await
        .unwrap();
    assert_eq!(database.texts("SELECT name FROM u").await, ["a"]);
    manager
        .truncate_table(Table::truncate().table("u").to_owned())
        .await
        .unwrap();
    assert!(database.texts("SELECT name FROM u").await.is_empty());
    manager
        .drop_table(Table::drop().table("u").cascade().to_owned())
        .await
        .unwrap();
    assert!(database.tables().await.is_empty());
    manager
        .drop_table(Table::drop().table("u").if_exists().to_owned())
        .await
        .unwrap();
}

#[tokio::test]
async fn columns_are_added_modified_renamed_and_dropped() {
    let database = Database::new().await;
    table(&database).await;
    let manager = database.manager();
    let alter = Table::alter()
        .table("t")
        .add_column(unsigned("count").default(7))
        .add_column_if_not_exists(string("name"))
        .modify_column(big_integer_null("number"))
        .rename_column("name", "title")
        .to_owned();
    manager.alter_table(alter).await.unwrap();
    assert_eq!(
        database.columns("t").await,
        [
            "id Int64",
            "title String = 'x'",
            "number Nullable(Int64)",
            "count UInt32 = 7"
        ]
    );
    let alter = Table::alter().table("t").drop_column("number").to_owned();
    manager.alter_table(alter).await.unwrap();
    assert_eq!(
        database.columns("t").await,
        ["id Int64", "title String = 'x'", "count UInt32 = 7"]
    );
}

/// ClickHouse alone would keep it.
#[tokio::test]
async fn a_modified_column_loses_a_default_that_is_not_declared_again() {
    let database = Database::new().await;
    table(&database).await;
    let alter = Table::alter().table("t").modify_column(text("name")).to_owned();
    database.manager().alter_table(alter).await.unwrap();
    assert_eq!(
        database.columns("t").await,
        ["id Int64", "name String", "number Nullable(Int32)"]
    );
    let alter = Table::alter()
        .table("t")
        .modify_column(text("name").default("y"))
        .to_owned();
    database.manager().alter_table(alter).await.unwrap();
    assert_eq!(database.columns("t").await[1], "name String = 'y'");
}

async fn indexes(database: &Database) -> Vec<String> {
    let sql = "SELECT concat(name, ' ', expr, ' ', type_full) FROM system.data_skipping_indices WHERE database = currentDatabase() \
               ORDER BY name";
    database.texts(sql).await
}

#[tokio::test]
async fn an_index_is_a_skip_index_by_the_types_of_its_columns() {
    let database = Database::new().await;
    let manager = database.manager();
    let create = Table::create()
        .table("t")
        .col(pk_auto("id"))
        .col(string("name"))
        .col(timestamp_null("at"))
        .col(uuid("key"))
        .col(double("ratio"))
        .index(Index::create().name("inline").col("key"))
        .index(Index::create().col("at"))
        .to_owned();
    manager.create_table(create).await.unwrap();
    let insert = "INSERT INTO t (id, name) SELECT number, toString(number) FROM numbers(100000)";
    manager.get_connection().execute_unprepared(insert).await.unwrap();
    for index in [
        Index::create()
            .name("both")
            .table("t")
            .col("name")
            .col("id")
            .to_owned(),
        Index::create()
            .name("hash")
            .table("t")
            .col("id")
            .index_type(IndexType::Hash)
            .to_owned(),
        Index::create().name("ratio").table("t").col("ratio").to_owned(),
        Index::create()
            .name("words")
            .table("t")
            .full_text()
            .col("name")
            .to_owned(),
    ] {
        manager.create_index(index).await.unwrap();
    }
    assert_eq!(
        indexes(&database).await,
        [
            "both name, id bloom_filter",
            "hash id bloom_filter",
            "idx_at at minmax",
            "inline key bloom_filter",
            "ratio ratio minmax",
            "words name text(tokenizer = splitByNonAlpha)",
        ]
    );
    // The rows from before are indexed as well.
    let explained = database
        .texts("EXPLAIN indexes = 1 SELECT * FROM t WHERE name = 'nobody'")
        .await;
    assert!(explained.join("\n").contains("both"), "{explained:?}");
    let bytes = database
        .texts("SELECT toString(min(data_compressed_bytes) > 0) FROM system.data_skipping_indices WHERE database = currentDatabase() AND name IN ('both', 'hash', 'ratio', 'words')")
        .await;
    assert_eq!(bytes, ["1"]);

    manager
        .drop_index(Index::drop().name("both").table("t").to_owned())
        .await
        .unwrap();
    assert_eq!(indexes(&database).await.len(), 5);
}

#[tokio::test]
async fn foreign_and_unique_keys_are_left_out_by_option() {
    let database = Database::with_options("skip_foreign_keys=true&skip_unique_keys=true").await;
    let manager = database.manager();
    let create = Table::create()
        .table("t")
        .col(pk_auto("id"))
        .col(string_uniq("email"))
        .col(integer("user_id"))
        .index(Index::create().unique().name("u").col("email"))
        .foreign_key(
            ForeignKey::create()
                .name("fk")
                .from("t", "user_id")
                .to("user", "id"),
        )
        .to_owned();
    manager.create_table(create).await.unwrap();
    manager
        .create_index(
            Index::create()
                .unique()
                .name("v")
                .table("t")
                .col("email")
                .to_owned(),
        )
        .await
        .unwrap();
    manager
        .create_foreign_key(
            ForeignKey::create()
                .name("fk")
                .from("t", "user_id")
                .to("user", "id")
                .to_owned(),
        )
        .await
        .unwrap();
    manager
        .drop_foreign_key(ForeignKey::drop().name("fk").table("t").to_owned())
        .await
        .unwrap();
    let alter = Table::alter()
        .table("t")
        .add_column(string_uniq("other"))
        .drop_foreign_key("fk")
        .to_owned();
    manager.alter_table(alter).await.unwrap();
    assert_eq!(
        database.columns("t").await,
        ["id Int32", "email String", "user_id Int32", "other String"]
    );
    let shown = database.texts("SHOW CREATE TABLE t").await;
    assert!(
        !shown[0].contains("FOREIGN") && !shown[0].contains("INDEX"),
        "{shown:?}"
    );
}

#[tokio::test]
async fn statements_of_clickhouse_run_beside_those_of_seaorm() {
    let database = Database::new().await;
    let manager = database.manager();
    let event = ClickHouseTable::create("event")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .col(ClickHouseColumnDef::new("name", DataType::String))
        .index(SkipIndex::new(
            "by_name",
            Expr::col("name"),
            SkipIndexType::Set(10),
        ))
        .engine(Engine::replacing_merge_tree())
        .order_by(["id"]);
    manager.execute(ForClickHouse::new(event)).await.unwrap();
    let clickhouse = manager.clickhouse();
    let alter = ClickHouseTable::alter("event").add_column(
        ClickHouseColumnDef::new("host", DataType::IPv6),
        Default::default(),
    );
    clickhouse.execute(alter).await.unwrap();
    assert_eq!(
        database.columns("event").await,
        ["id UInt64", "name String", "host IPv6"]
    );

    assert!(clickhouse.has_table("event").await.unwrap());
    assert!(!clickhouse.has_table("events").await.unwrap());
    assert!(clickhouse.has_column("event", "host").await.unwrap());
    assert!(!clickhouse.has_column("event", "port").await.unwrap());
    assert!(clickhouse.has_index("event", "by_name").await.unwrap());
    assert!(!clickhouse.has_index("event", "by_host").await.unwrap());
    let shown = sea_orm_clickhouse::sea_query_clickhouse::statement::Show::tables();
    assert_eq!(clickhouse.query(shown).await.unwrap().len(), 1);
}

/// They come from SeaORM's own builders of these questions.
#[tokio::test]
async fn the_questions_of_sea_schema_are_answered() {
    let database = Database::new().await;
    table(&database).await;
    let manager = database.manager();
    manager
        .create_index(Index::create().name("i").table("t").col("name").to_owned())
        .await
        .unwrap();
    manager
        .get_connection()
        .execute_unprepared("CREATE MATERIALIZED VIEW v ENGINE = MergeTree ORDER BY id AS SELECT id FROM t")
        .await
        .unwrap();
    let asks = async |select: SelectStatement, name: &str| {
        let row = database.db.query_one(&select).await.unwrap().unwrap();
        row.try_get::<bool>("", name).unwrap()
    };
    assert!(asks(MySql.has_table("t"), "has_table").await);
    assert!(!asks(MySql.has_table("it's"), "has_table").await);
    assert!(asks(MySql.has_column("t", "name"), "has_column").await);
    assert!(!asks(MySql.has_column("t", "names"), "has_column").await);
    assert!(asks(MySql.has_index("t", "i"), "has_index").await);
    assert!(!asks(MySql.has_index("t", "j"), "has_index").await);
    let rows = database.db.query_all(&MySql.query_tables()).await.unwrap();
    let mut names: Vec<String> = rows
        .iter()
        .map(|row| row.try_get("", "table_name").unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["t", "v"]);
}

#[tokio::test]
async fn a_statement_of_clickhouse_is_run_while_it_lives() {
    use sea_orm_migration::sea_orm::{DbBackend, StatementBuilder};

    let database = Database::new().await;
    let statement = ForClickHouse::new(ClickHouseTable::drop("t")).build(&DbBackend::MySql);
    let error = database.db.execute_raw(statement).await.unwrap_err().to_string();
    assert!(
        error
            .contains("a statement of `ForClickHouse` is run after it was dropped; keep it until it has run"),
        "{error}"
    );
    // What cannot be built is an error of its own, and not SQL.
    let nothing = ForClickHouse::new(ClickHouseTable::alter("t"));
    let error = database.manager().execute(nothing).await.unwrap_err().to_string();
    assert!(error.contains("ALTER TABLE"), "{error}");
}
