//! What ClickHouse lacks, each by its sentence.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ActiveModelTrait, ActiveValue::Set},
};

use crate::Database;

#[track_caller]
fn says(result: Result<(), DbErr>, sentence: &str) {
    let error = result.expect_err(sentence).to_string();
    assert!(error.contains(sentence), "{error}");
}

#[tokio::test]
async fn what_clickhouse_lacks_is_refused_with_a_sentence() {
    let database = Database::new().await;
    let manager = database.manager();
    let table = || Table::create().table("t").col(pk_auto("id")).take();

    says(
        manager
            .create_table(table().col(string_uniq("email")).take())
            .await,
        "the unique key of column `email`: UNIQUE: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the \
         last row of a sorting key; take it out of the migration, or let the option skip_unique_keys=true of the URL leave it out",
    );
    says(
        manager
            .create_table(table().index(Index::create().unique().name("u").col("id")).take())
            .await,
        "the unique index `u`: UNIQUE",
    );
    let key = || {
        ForeignKey::create()
            .name("fk")
            .from("t", "user_id")
            .to("user", "id")
            .to_owned()
    };
    says(
        manager
            .create_table(table().col(integer("user_id")).foreign_key(&mut key()).take())
            .await,
        "the foreign key `fk`: FOREIGN KEY: ClickHouse keeps no foreign keys; take it out of the migration, or let the option \
         skip_foreign_keys=true of the URL leave it out",
    );
    says(
        manager.create_foreign_key(key()).await,
        "the foreign key `fk`: FOREIGN KEY",
    );
    says(
        manager
            .drop_foreign_key(ForeignKey::drop().name("fk").table("t").to_owned())
            .await,
        "dropping the foreign key `fk`",
    );
    says(
        manager
            .create_index(Index::create().unique().name("u").table("t").col("id").to_owned())
            .await,
        "the unique index `u`: UNIQUE",
    );
    says(
        manager
            .create_table(table().col(interval("i", None, None)).take())
            .await,
        "INTERVAL",
    );
    says(
        manager.create_table(table().col(bit("b", None)).take()).await,
        "BIT",
    );
    says(
        manager
            .create_table(table().col(string("s").extra("COLLATE utf8mb4_bin")).take())
            .await,
        "column `s`: `COLLATE utf8mb4_bin` is not read",
    );
    says(
        manager.create_table(table().engine("InnoDB").take()).await,
        "ENGINE, COLLATE and CHARACTER SET of other databases mean nothing here",
    );
    assert!(database.tables().await.is_empty());

    manager
        .create_table(table().col(string("name")).take())
        .await
        .unwrap();
    says(
        manager
            .create_index(Index::create().name("i").table("t").col(("name", 10)).to_owned())
            .await,
        "index `i` is of the beginnings of a column's texts",
    );
    says(
        manager
            .create_index(Index::create().name("i").table("t").col("nothing").to_owned())
            .await,
        "index `i` is of column `nothing`, which the table does not have",
    );
    says(
        manager
            .alter_table(
                Table::alter()
                    .table("t")
                    .add_column(string_uniq("email"))
                    .to_owned(),
            )
            .await,
        "the unique key of column `email`",
    );
    let upsert = Query::insert()
        .into_table("t")
        .columns(["id", "name"])
        .values_panic([1.into(), "a".into()])
        .on_conflict(OnConflict::column("id").update_column("name").to_owned())
        .to_owned();
    says(
        manager.execute(upsert).await,
        "ON CONFLICT and REPLACE: ClickHouse has no unique keys",
    );
    assert!(database.texts("SELECT name FROM t").await.is_empty());
}

#[tokio::test]
async fn a_key_that_is_no_number_has_to_be_set() {
    mod tag {
        use sea_orm_migration::sea_orm::{self, entity::prelude::*};

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "tag")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: Uuid,
            pub name: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }

    let database = Database::new().await;
    let create = Table::create()
        .table("tag")
        .col(pk_uuid("id"))
        .col(string("name"))
        .to_owned();
    database.manager().create_table(create).await.unwrap();
    let mut model = tag::ActiveModel {
        name: Set("a".to_owned()),
        ..Default::default()
    };
    says(
        model.clone().insert(&database.db).await.map(drop),
        "the key `id` is of the type UUID, and SeaORM takes generated keys from MySQL as numbers alone: set the key",
    );
    assert!(database.texts("SELECT name FROM tag").await.is_empty());
    let id = sea_orm_migration::sea_orm::prelude::Uuid::from_u128(7);
    model.id = Set(id);
    assert_eq!(model.insert(&database.db).await.unwrap().id, id);
}
