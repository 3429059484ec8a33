use super::*;

const INDEXES: &str = "SELECT name, expr, type_full, granularity FROM system.data_skipping_indices WHERE database = currentDatabase() \
                       ORDER BY name";

/// Enough rows for an index to be of use.
async fn many() -> TestDatabase {
    database(
        "CREATE TABLE pet (id Int64, name String, born Date) ORDER BY id; \
         INSERT INTO pet SELECT number, toString(number), toDate(number % 1000) FROM numbers(100000)",
    )
    .await
}

migrator!(Portable, |manager|
    up {
        manager.create_index(Index::create().name("by_name").table("pet").col("name").to_owned()).await?;
        manager.create_index(Index::create().name("by_born").table("pet").col("born").to_owned()).await?;
        manager.create_index(Index::create().name("words").table("pet").full_text().col("name").to_owned()).await
    }
    down {
        for name in ["by_name", "by_born", "words"] {
            manager.drop_index(Index::drop().name(name).table("pet").to_owned()).await?;
        }
        Ok(())
    }
);

#[tokio::test]
async fn a_portable_index_is_a_skip_index_of_all_rows_and_is_dropped() {
    let test = many().await;
    let manager = SchemaManager::new(&test.db);
    Portable::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, INDEXES).await,
        [
            "by_born|born|minmax|1",
            "by_name|name|bloom_filter|1",
            "words|name|text(tokenizer = splitByNonAlpha)|100000000"
        ]
    );
    // The rows from before are indexed as well.
    let sizes = "SELECT countIf(data_compressed_bytes = 0) FROM system.data_skipping_indices WHERE database = currentDatabase()";
    assert_eq!(rows(&test, sizes).await, ["0"]);
    assert!(manager.has_index("pet", "by_name").await.unwrap());
    assert!(!manager.has_index("pet", "by_age").await.unwrap());
    Portable::down(&test.db, None).await.unwrap();
    assert!(rows(&test, INDEXES).await.is_empty());
    assert!(!manager.has_index("pet", "by_name").await.unwrap());
    assert_eq!(rows(&test, "SELECT count() FROM pet").await, ["100000"]);
}

migrator!(Renamed, |manager|
    up {
        let index = SkipIndex::new("second", Expr::cust("lower(name)"), SkipIndexType::Set(100));
        let alter = ClickHouseTable::alter("pet").drop_index("first").add_index(index).materialize_index("second");
        manager.clickhouse().execute(&alter).await
    }
    down {
        let index = SkipIndex::new("first", Expr::cust("lower(name)"), SkipIndexType::Set(100));
        let alter = ClickHouseTable::alter("pet").drop_index("second").add_index(index).materialize_index("first");
        manager.clickhouse().execute(&alter).await
    }
);

#[tokio::test]
async fn an_index_gets_another_name_in_one_statement() {
    let test = many().await;
    let add = "ALTER TABLE pet ADD INDEX first lower(name) TYPE set(100)";
    test.db.execute_unprepared(add).await.unwrap();
    Renamed::up(&test.db, None).await.unwrap();
    assert_eq!(rows(&test, INDEXES).await, ["second|lower(name)|set(100)|1"]);
    Renamed::down(&test.db, None).await.unwrap();
    assert_eq!(rows(&test, INDEXES).await, ["first|lower(name)|set(100)|1"]);
}

migrator!(Missing, |manager|
    up { manager.create_index(Index::create().name("i").table("pet").col("color").to_owned()).await }
    down { manager.drop_index(Index::drop().name("i").table("pet").if_exists().to_owned()).await }
);

#[tokio::test]
async fn an_index_of_no_column_and_what_is_not_read_of_one_are_errors() {
    let test = many().await;
    let error = refused::<Missing>(&test).await;
    assert!(
        error.contains("index `i` is of column `color`, which the table does not have"),
        "{error}"
    );
    let drop = Index::drop().name("i").table("pet").if_exists().to_owned();
    let error = SchemaManager::new(&test.db)
        .drop_index(drop)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("Mysql does not support IF EXISTS for DROP INDEX"),
        "{error}"
    );
    assert!(error.contains("`manager.clickhouse().execute(..)`"), "{error}");
}

migrator!(Whole, |manager|
    up {
        let create = Table::create()
            .table("pet")
            .col(ColumnDef::new("id").big_integer().not_null().primary_key())
            .col(ColumnDef::new("name").string().not_null())
            .to_owned();
        manager.create_table(create).await?;
        manager.create_index(Index::create().name("by_name").table("pet").col("name").to_owned()).await?;
        manager.rename_table(Table::rename().table("pet", "animal").to_owned()).await
    }
    down { manager.drop_table(Table::drop().table("animal").to_owned()).await }
);

#[tokio::test]
async fn a_plan_goes_on_past_an_index_of_a_table_that_is_not_there_yet() {
    let test = TestDatabase::new().await;
    let planned = Whole::runner(&test.db).plan(None).await.unwrap();
    assert_eq!(planned[0].ends, None);
    assert_eq!(
        planned[0].statements,
        [
            "CREATE TABLE `pet` (`id` Int64, `name` String) ENGINE = MergeTree ORDER BY `id`",
            "-- by the columns of a table that is not there yet: CREATE INDEX `by_name` ON `pet` (`name`)",
            "RENAME TABLE `pet` TO `animal`",
        ]
    );
    Whole::up(&test.db, None).await.unwrap();
    assert_eq!(rows(&test, INDEXES).await, ["by_name|name|bloom_filter|1"]);
}

migrator!(Stopping, |manager|
    up {
        manager.create_index(Index::create().name("by_name").table("pet").col("name").to_owned()).await?;
        let name = ColumnDef::new("name").text().not_null().to_owned();
        manager.alter_table(Table::alter().table("pet").modify_column(name).to_owned()).await?;
        manager.rename_table(Table::rename().table("pet", "animal").to_owned()).await?;
        if manager.has_table("wanted").await? {
            return Ok(());
        }
        Err(DbErr::Custom("stopped".to_owned()))
    }
);

/// The translation asks the table that a later step has renamed, and whose default it has removed.
#[tokio::test]
async fn portable_statements_that_were_applied_are_left_out_though_their_table_is_another_by_now() {
    let test = database("CREATE TABLE pet (id Int64, name String DEFAULT 'x') ORDER BY id").await;
    for _ in 0..2 {
        assert!(refused::<Stopping>(&test).await.contains("stopped"));
    }
    test.db
        .execute_unprepared("CREATE TABLE wanted (id Int64) ORDER BY id")
        .await
        .unwrap();
    Stopping::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "animal").await, ["id Int64", "name String"]);
    let steps = "SELECT sql FROM seaql_migrations_log WHERE event = 'step applied' ORDER BY sequence";
    assert_eq!(
        rows(&test, steps).await,
        [
            "ALTER TABLE `pet` ADD INDEX `by_name` `name` TYPE bloom_filter, MATERIALIZE INDEX `by_name` SETTINGS mutations_sync = 2",
            "ALTER TABLE `pet` MODIFY COLUMN `name` String, MODIFY COLUMN `name` REMOVE DEFAULT",
            "RENAME TABLE `pet` TO `animal`",
        ]
    );
}
