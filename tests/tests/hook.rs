//! Hooks of `ActiveModelBehavior`: they run on this connection, and what they refuse does not happen.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, ModelTrait, PaginatorTrait,
    QueryOrder, Set, TransactionTrait,
};
use sea_orm_clickhouse::ClickHouseConnection;

mod trace {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "trace")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub what: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod account {
    use sea_orm::{QueryOrder, Set, entity::prelude::*};
    use sea_orm_clickhouse::ClickHouseEntity;

    use super::trace;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub owner: String,
        pub balance: i64,
        pub version: i32,
        #[sea_orm(ignore)]
        pub seen: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    async fn write<C: ConnectionTrait>(db: &C, what: String) -> Result<(), DbErr> {
        let line = trace::ActiveModel {
            what: Set(what),
            ..Default::default()
        };
        line.insert(db).await.map(drop)
    }

    #[async_trait::async_trait]
    impl ActiveModelBehavior for ActiveModel {
        fn new() -> Self {
            Self {
                balance: Set(0),
                version: Set(1),
                ..ActiveModelTrait::default()
            }
        }

        async fn before_save<C: ConnectionTrait>(mut self, db: &C, insert: bool) -> Result<Self, DbErr> {
            if self.balance.try_as_ref().is_some_and(|balance| *balance < 0) {
                return Err(DbErr::Custom("a balance is not negative".into()));
            }
            if let (false, Some(id)) = (insert, self.id.try_as_ref().copied()) {
                let stored = Entity::find_by_id(id).order_by_asc(Column::Id).one(db).await?;
                self.version = Set(stored.map_or(1, |stored| stored.version + 1));
            }
            write(db, format!("before_save {insert}")).await?;
            Ok(self)
        }

        async fn after_save<C: ConnectionTrait>(
            mut model: Model,
            db: &C,
            insert: bool,
        ) -> Result<Model, DbErr> {
            write(db, format!("after_save {} {insert}", model.owner)).await?;
            model.seen = true;
            Ok(model)
        }

        async fn before_delete<C: ConnectionTrait>(self, db: &C) -> Result<Self, DbErr> {
            if self.owner.try_as_ref().is_some_and(|owner| owner == "bank") {
                return Err(DbErr::Custom("the bank stays".into()));
            }
            write(db, "before_delete".into()).await?;
            Ok(self)
        }

        async fn after_delete<C: ConnectionTrait>(self, db: &C) -> Result<Self, DbErr> {
            write(db, "after_delete".into()).await?;
            Ok(self)
        }
    }
}

async fn tables() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .get_schema_builder()
        .register(account::Entity)
        .register(trace::Entity)
        .apply(&test.db)
        .await
        .unwrap();
    test
}

fn new_account(owner: &str) -> account::ActiveModel {
    account::ActiveModel {
        owner: Set(owner.into()),
        ..sea_orm::ActiveModelBehavior::new()
    }
}

/// What was written down since the last time.
async fn traced(db: &ClickHouseConnection) -> Vec<String> {
    let lines = trace::Entity::find()
        .order_by_asc(trace::Column::Id)
        .all(db)
        .await
        .unwrap();
    trace::Entity::delete_many().exec(db).await.unwrap();
    lines.into_iter().map(|line| line.what).collect()
}

#[tokio::test]
async fn hooks_run_around_every_write_of_a_model() {
    let test = tables().await;
    let db = &test.db;
    let model = new_account("Ann").insert(db).await.unwrap();
    assert_eq!((model.balance, model.version, model.seen), (0, 1, true));
    assert_eq!(traced(db).await, ["before_save true", "after_save Ann true"]);

    let mut active = model.into_active_model();
    active.balance = Set(5);
    let model = active.update(db).await.unwrap();
    assert_eq!(
        (model.balance, model.version),
        (5, 2),
        "the hook reads, and sets a column"
    );
    assert_eq!(traced(db).await, ["before_save false", "after_save Ann false"]);

    let saved = new_account("Bob").save(db).await.unwrap();
    assert_eq!(traced(db).await, ["before_save true", "after_save Bob true"]);
    saved.delete(db).await.unwrap();
    assert_eq!(traced(db).await, ["before_delete", "after_delete"]);
    model.delete(db).await.unwrap();
    assert_eq!(traced(db).await, ["before_delete", "after_delete"]);
    assert_eq!(account::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn what_a_hook_refuses_does_not_happen() {
    let test = tables().await;
    let db = &test.db;
    let mut negative = new_account("Ann");
    negative.balance = Set(-1);
    let refused = negative.insert(db).await.unwrap_err();
    assert_eq!(refused, DbErr::Custom("a balance is not negative".into()));
    assert_eq!(account::Entity::find().count(db).await.unwrap(), 0);

    let bank = new_account("bank").insert(db).await.unwrap();
    traced(db).await;
    let mut active = bank.clone().into_active_model();
    active.balance = Set(-1);
    assert!(active.update(db).await.is_err());
    assert_eq!(
        bank.delete(db).await.unwrap_err(),
        DbErr::Custom("the bank stays".into())
    );
    assert!(traced(db).await.is_empty());
    let stored = account::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!((stored.balance, stored.seen), (0, false));
}

#[tokio::test]
async fn statements_of_an_entity_run_no_hooks() {
    let test = tables().await;
    let db = &test.db;
    let inserted = account::Entity::insert_many([new_account("Ann"), new_account("Bob")]);
    assert_eq!(inserted.exec(db).await.unwrap().last_insert_id, Some(2));
    let changed = account::Entity::update_many().set(account::ActiveModel {
        balance: Set(-1),
        ..Default::default()
    });
    assert_eq!(changed.exec(db).await.unwrap().rows_affected, 2);
    account::Entity::delete_by_id(1).exec(db).await.unwrap();
    assert!(traced(db).await.is_empty());
}

#[tokio::test]
async fn hooks_run_within_what_seaorm_takes_for_a_transaction() {
    let test = tables().await;
    let db = &test.db;
    let done = db
        .transaction::<_, _, DbErr>(|txn| {
            Box::pin(async move {
                new_account("Ann").insert(txn).await?;
                new_account("bank").insert(txn).await?.delete(txn).await.map(drop)
            })
        })
        .await;
    assert!(done.unwrap_err().to_string().contains("the bank stays"));
    // Nothing is taken back.
    assert_eq!(account::Entity::find().count(db).await.unwrap(), 2);
    assert_eq!(traced(db).await.len(), 4);
    db.execute_unprepared("TRUNCATE TABLE account").await.unwrap();
    assert_eq!(account::Entity::find().count(db).await.unwrap(), 0);
}
