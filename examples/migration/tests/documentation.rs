//! What SeaORM's documentation shows of migrations.

use sea_orm_clickhouse::ClickHouse;
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{
        ActiveModelTrait, ActiveValue::Set, DatabaseConnection, DbBackend, EntityTrait, Schema, Statement,
    },
};

use crate::Database;

/// <https://www.sea-ql.org/SeaORM/docs/migration/writing-migration/>, "Raw SQL".
#[tokio::test]
async fn raw_sql_of_mysql_with_and_without_values() {
    let database = Database::new().await;
    let manager = database.manager();
    let db = manager.get_connection();
    db.execute_unprepared(
        "CREATE TABLE `cake` (
            `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY,
            `name` varchar(255) NOT NULL
        )",
    )
    .await
    .unwrap();
    let insert = Statement::from_sql_and_values(
        manager.get_database_backend(),
        "INSERT INTO `cake` (`name`) VALUES (?)",
        ["Cheese Cake".into()],
    );
    let inserted = db.execute_raw(insert).await.unwrap();
    assert_eq!((inserted.last_insert_id(), inserted.rows_affected()), (1, 1));
    assert_eq!(
        database
            .texts("SELECT concat(toString(id), name) FROM cake")
            .await,
        ["1Cheese Cake"]
    );
    db.execute_unprepared("DROP TABLE `cake`").await.unwrap();
    assert!(database.tables().await.is_empty());
}

/// "Combining Multiple Schema Changes in one Migration".
#[tokio::test]
async fn several_changes_of_one_migration() {
    let database = Database::new().await;
    let manager = database.manager();
    manager
        .create_table(
            sea_query::Table::create()
                .table("post")
                .if_not_exists()
                .col(pk_auto("id"))
                .col(string("title"))
                .col(string("text"))
                .to_owned(),
        )
        .await
        .unwrap();
    manager
        .create_index(
            Index::create()
                .if_not_exists()
                .name("idx-post_title")
                .table("post")
                .col("title")
                .to_owned(),
        )
        .await
        .unwrap();
    let insert = Query::insert()
        .into_table("post")
        .columns(["title", "text"])
        .values_panic(["Hello".into(), "World".into()])
        .to_owned();
    manager.execute(insert).await.unwrap();
    assert_eq!(
        database
            .texts("SELECT concat(toString(id), title, text) FROM post")
            .await,
        ["1HelloWorld"]
    );
}

mod cake {
    use sea_orm_migration::sea_orm::{self, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cake")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        pub size: Size,
        pub kind: Option<Kind>,
        #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
        pub price: Decimal,
        pub baked_at: DateTime,
        pub eaten_at: Option<DateTimeUtc>,
        pub sold_at: DateTimeWithTimeZone,
        pub day: Date,
        pub tags: Json,
        pub weight: u64,
        pub layers: u8,
        pub photo: Vec<u8>,
        pub key: Uuid,
    }

    #[derive(Copy, Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "i32", db_type = "Integer")]
    pub enum Size {
        #[sea_orm(num_value = 0)]
        Small,
        #[sea_orm(num_value = 7)]
        Big,
    }

    #[derive(Copy, Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "kind")]
    pub enum Kind {
        #[sea_orm(string_value = "sweet")]
        Sweet,
        #[sea_orm(string_value = "it, is 'salty'")]
        Salty,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// "Schema Creation Methods" by entities, and "Seeding Data" by them. The fields are read as the types that they have, though the
/// entity is not registered.
#[tokio::test]
async fn a_table_is_made_from_an_entity_and_seeded_by_it() {
    use sea_orm_migration::sea_orm::prelude::{DateTimeUtc, Uuid};

    let database = Database::new().await;
    let manager = database.manager();
    let table = Schema::new(DbBackend::MySql).create_table_from_entity(cake::Entity);
    manager.create_table(table).await.unwrap();
    let instant = DateTimeUtc::from_timestamp_micros(1_700_000_000_123_456).unwrap();
    let cake = cake::ActiveModel {
        name: Set("it's `cake`".to_owned()),
        size: Set(cake::Size::Big),
        kind: Set(Some(cake::Kind::Sweet)),
        price: Set("12.50".parse().unwrap()),
        baked_at: Set(instant.naive_utc()),
        eaten_at: Set(None),
        sold_at: Set(instant.into()),
        day: Set(instant.date_naive()),
        tags: Set(sea_orm_migration::sea_orm::JsonValue::Object(Default::default())),
        weight: Set(u64::MAX),
        layers: Set(255),
        photo: Set(vec![0xff, 0, b'?']),
        key: Set(Uuid::from_u128(9)),
        ..Default::default()
    };
    let first = cake.clone().insert(&database.db).await.unwrap();
    assert_eq!(first.weight, u64::MAX);
    assert_eq!(first.photo, [0xff, 0, b'?']);
    assert_eq!(first.baked_at, instant.naive_utc());
    assert_eq!(
        (first.kind, first.size),
        (Some(cake::Kind::Sweet), cake::Size::Big)
    );

    let eaten = cake::ActiveModel {
        eaten_at: Set(Some(instant)),
        price: Set("13".parse().unwrap()),
        kind: Set(None),
        ..first.clone().into()
    };
    let eaten = eaten.update(&database.db).await.unwrap();
    assert_eq!((eaten.eaten_at, eaten.kind), (Some(instant), None));
    assert_eq!(eaten.price.to_string(), "13.00");
    let cakes = cake::Entity::find().all(&database.db).await.unwrap();
    assert_eq!(cakes, std::slice::from_ref(&eaten));

    // Another connection has inserted nothing, and reads the types of the columns until the entity is registered.
    let clickhouse = ClickHouse::connect(database.url()).await.unwrap();
    let other = DatabaseConnection::from(clickhouse.clone());
    assert!(cake::Entity::find().all(&other).await.is_err());
    clickhouse.register::<cake::Entity>();
    assert_eq!(cake::Entity::find().all(&other).await.unwrap(), [eaten]);
}

/// A name of another kind of migrations, and a migration that asks for a transaction.
#[tokio::test]
async fn a_migrator_may_name_its_table_and_ask_for_transactions() {
    struct Other;

    #[async_trait::async_trait]
    impl MigratorTrait for Other {
        fn migrations() -> Vec<Box<dyn MigrationTrait>> {
            vec![Box::new(InTransaction)]
        }

        fn migration_table_name() -> sea_orm_migration::sea_orm::DynIden {
            "other_migrations".into_iden()
        }
    }

    struct InTransaction;

    impl MigrationName for InTransaction {
        fn name(&self) -> &str {
            "m1"
        }
    }

    #[async_trait::async_trait]
    impl MigrationTrait for InTransaction {
        async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
            let table = Table::create().table("t").col(pk_auto("id")).to_owned();
            manager.create_table(table).await
        }

        async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
            manager.drop_table(Table::drop().table("t").to_owned()).await
        }

        fn use_transaction(&self) -> Option<bool> {
            Some(true)
        }
    }

    let database = Database::new().await;
    Other::up(&database.db, None).await.unwrap();
    assert_eq!(database.tables().await, ["other_migrations", "t"]);
    sea_orm_clickhouse::migration::compat::fresh(&database.clickhouse, &Other)
        .await
        .unwrap();
    assert_eq!(database.tables().await, ["other_migrations", "t"]);
    Other::down(&database.db, None).await.unwrap();
    assert_eq!(database.tables().await, ["other_migrations"]);
    assert!(
        database
            .texts("SELECT version FROM other_migrations")
            .await
            .is_empty()
    );
}

/// Without a feature that does not compile; when it does, the probes are answered.
#[tokio::test]
async fn what_seaorm_keeps_for_its_own_databases_is_an_error() {
    let database = Database::new().await;
    let error = database.manager().has_table("t").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "Operation not supported by backend MySql: has_table"
    );
}
