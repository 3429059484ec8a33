//! Every portable method of SeaORM's `SchemaManager`, in a migration that names only SeaORM.

use sea_orm_clickhouse::testing::TestDatabase;
use sea_orm_migration::{
    prelude::*,
    schema::{array, big_integer, json_null, pk_uuid, string, string_null, string_uniq},
};

use crate::run::text;

struct Methods;

impl MigrationName for Methods {
    fn name(&self) -> &str {
        "m20260101_000001_methods"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Methods {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        assert!(!manager.has_table("account").await?);
        manager
            .create_table(
                Table::create()
                    .table("account")
                    .col(pk_uuid("id"))
                    .col(string("name"))
                    .col(string_null("city"))
                    .col(big_integer("visits"))
                    .col(json_null("extra"))
                    // SeaQuery's builder for MySQL panics over it.
                    .col(array("tags", sea_query::ColumnType::string(None)))
                    .to_owned(),
            )
            .await?;
        assert!(manager.has_table("account").await?);
        assert!(manager.has_column("account", "city").await?);
        assert!(!manager.has_column("account", "town").await?);

        manager
            .alter_table(
                Table::alter()
                    .table("account")
                    .rename_column("city", "town")
                    .add_column(string("country").default("unknown"))
                    .to_owned(),
            )
            .await?;
        assert!(manager.has_column("account", "town").await?);

        manager
            .create_index(
                Index::create()
                    .name("by_name")
                    .table("account")
                    .col("name")
                    .to_owned(),
            )
            .await?;
        assert!(manager.has_index("account", "by_name").await?);
        manager
            .drop_index(Index::drop().name("by_name").table("account").to_owned())
            .await?;
        assert!(!manager.has_index("account", "by_name").await?);

        let insert = Query::insert()
            .into_table("account")
            .columns(["name", "visits", "tags"])
            .values_panic(["Ada".into(), 1.into(), vec!["a".to_owned()].into()])
            .to_owned();
        manager.execute(insert).await?;
        manager
            .rename_table(Table::rename().table("account", "customer").to_owned())
            .await?;
        assert!(manager.has_table("customer").await? && !manager.has_table("account").await?);
        manager
            .truncate_table(Table::truncate().table("customer").to_owned())
            .await?;
        manager
            .get_connection()
            .execute_unprepared("INSERT INTO customer (name, visits) VALUES ('Bob', 2)")
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("customer").to_owned())
            .await
    }
}

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![Box::new(Methods)]
    }
}

#[tokio::test]
async fn every_portable_method_does_what_it_says() {
    let test = TestDatabase::from_env().await.unwrap();
    Migrator::up(test.db(), None).await.unwrap();
    assert_eq!(
        text(test.db(), "(SELECT (name, visits, country, town) FROM customer)").await,
        "('Bob',2,'unknown',NULL)"
    );
    Migrator::down(test.db(), None).await.unwrap();
    assert_eq!(text(test.db(), "(SELECT count() FROM system.tables WHERE database = currentDatabase() AND NOT startsWith(name, 'seaql'))").await, "0");
}

#[tokio::test]
async fn what_clickhouse_has_not_is_an_error_that_names_it() {
    let test = TestDatabase::from_env().await.unwrap();
    let manager = SchemaManager::new(test.db());
    let unique = Table::create()
        .table("account")
        .col(pk_uuid("id"))
        .col(string_uniq("email"))
        .to_owned();
    let error = manager.create_table(unique).await.unwrap_err().to_string();
    assert!(error.contains("email") && error.contains("UNIQUE"), "{error}");

    let key = ForeignKey::create()
        .name("fk_account_host")
        .from("account", "host_id")
        .to("host", "id")
        .to_owned();
    let error = manager.create_foreign_key(key).await.unwrap_err().to_string();
    assert!(
        error.contains("fk_account_host") || error.contains("host_id"),
        "{error}"
    );
    assert!(!manager.has_table("account").await.unwrap());
}
