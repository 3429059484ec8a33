//! The runner that keeps a log, on a migration crate of SeaORM.

use migration::{Migrator, MigratorTrait as _};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnection,
    migration::{MigrationRunner, MigrationStatus, MigratorTrait as _, SeaOrm},
};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection};

use crate::Database;

async fn connect(database: &Database) -> ClickHouseConnection {
    ClickHouse::connect(database.url().as_str()).await.unwrap()
}

#[tokio::test]
async fn a_plan_of_a_crate_of_seaorm_shows_what_its_statements_become_and_where_it_ends() {
    let database = Database::new().await;
    let db = connect(&database).await;
    let planned = MigrationRunner::new::<SeaOrm<Migrator>>(&db)
        .plan(Some(1))
        .await
        .unwrap();
    assert_eq!(planned[0].name, "m20220101_000001_create_table");
    assert_eq!(
        planned[0].statements[0],
        "CREATE TABLE IF NOT EXISTS `post` (`id` Int32, `title` String, `text` String) ENGINE = MergeTree ORDER BY `id`"
    );
    // The kind of its index depends on the type of a column that is not there yet.
    let ends = planned[0].ends.as_deref().unwrap();
    assert!(ends.contains("post does not exist"), "{ends}");
    assert!(database.tables().await.is_empty());
}

#[tokio::test]
async fn a_crate_of_seaorm_goes_on_where_it_stopped() {
    let database = Database::new().await;
    let db = connect(&database).await;
    // The second migration adds a column to a table that is not there yet in full.
    SeaOrm::<Migrator>::up(&db, Some(1)).await.unwrap();
    db.execute_unprepared("RENAME TABLE post TO away").await.unwrap();
    SeaOrm::<Migrator>::up(&db, None).await.unwrap_err();
    let status = MigrationRunner::new::<SeaOrm<Migrator>>(&db)
        .status()
        .await
        .unwrap();
    assert!(
        matches!(status[1].1, MigrationStatus::Stopped { .. }),
        "{status:?}"
    );

    db.execute_unprepared("RENAME TABLE away TO post").await.unwrap();
    SeaOrm::<Migrator>::up(&db, None).await.unwrap();
    let posts = database
        .texts("SELECT concat(title, ' by ', author) FROM post ORDER BY id")
        .await;
    assert_eq!(
        posts,
        ["Hello by Ada", "Second by it's unknown", "Third by it's unknown"]
    );

    SeaOrm::<Migrator>::down(&db, None).await.unwrap();
    assert_eq!(database.tables().await, ["seaql_migrations_log"]);
}

#[tokio::test]
async fn both_runners_know_what_the_other_applied() {
    let database = Database::new().await;
    let db = connect(&database).await;
    let seaorm = DatabaseConnection::from(db.clone());
    let applied = async || {
        database
            .texts("SELECT version FROM seaql_migrations ORDER BY version")
            .await
    };

    Migrator::up(&seaorm, Some(1)).await.unwrap();
    SeaOrm::<Migrator>::up(&db, Some(1)).await.unwrap();
    assert_eq!(applied().await.len(), 2);
    Migrator::up(&seaorm, None).await.unwrap();
    assert_eq!(applied().await.len(), 3);
    let runner = MigrationRunner::new::<SeaOrm<Migrator>>(&db);
    runner.up(None).await.unwrap();
    runner.down(Some(2)).await.unwrap();
    assert_eq!(applied().await, ["m20220101_000001_create_table"]);
    Migrator::up(&seaorm, None).await.unwrap();
    assert_eq!(applied().await.len(), 3);
}

/// A migration whose later steps leave nothing of the table as its first ones found it, and whose last one fails at first.
mod renaming {
    use sea_orm_migration::{
        prelude::*,
        schema::{integer, pk_auto, string},
        sea_orm::{ActiveValue::Set, entity::prelude::*},
    };

    mod author {
        use sea_orm_migration::sea_orm::{self, entity::prelude::*};

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "author")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i32,
            pub name: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    pub struct Migrator;

    #[async_trait::async_trait]
    impl MigratorTrait for Migrator {
        fn migrations() -> Vec<Box<dyn MigrationTrait>> {
            vec![Box::new(Migration)]
        }
    }

    struct Migration;

    impl MigrationName for Migration {
        fn name(&self) -> &str {
            "m1"
        }
    }

    #[async_trait::async_trait]
    impl MigrationTrait for Migration {
        async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
            let author = Table::create()
                .table("author")
                .col(pk_auto("id"))
                .col(string("name"))
                .col(integer("age").null())
                .to_owned();
            manager.create_table(author).await?;
            let index = Index::create()
                .name("by_age")
                .table("author")
                .col("age")
                .to_owned();
            manager.create_index(index).await?;
            let ada = author::ActiveModel {
                name: Set("Ada".to_owned()),
                ..Default::default()
            };
            // `insert` of an active model would read the row back, of a table that is not there when this runs again.
            let ada = author::Entity::insert(ada).exec(manager.get_connection()).await?;
            let ada = ada.last_insert_id;
            let rename = Table::rename().table("author", "writer").to_owned();
            manager.rename_table(rename).await?;
            let age = Query::update()
                .table("writer")
                .value("age", ada)
                .and_where(Expr::col("id").eq(ada))
                .to_owned();
            manager.execute(age).await?;
            let wait = Table::rename().table("wanted", "found").to_owned();
            manager.rename_table(wait).await
        }
    }
}

#[tokio::test]
async fn steps_on_a_table_that_was_renamed_since_are_known_again() {
    let database = Database::new().await;
    let db = connect(&database).await;
    let run = async || SeaOrm::<renaming::Migrator>::up(&db, None).await;
    let error = run().await.unwrap_err().to_string();
    assert!(error.contains("wanted"), "{error}");

    db.execute_unprepared("CREATE TABLE wanted (id Int32) ENGINE = MergeTree ORDER BY id")
        .await
        .unwrap();
    run().await.unwrap();
    assert_eq!(
        database
            .texts("SELECT concat(name, ' ', toString(age = id)) FROM writer")
            .await,
        ["Ada 1"]
    );
}
