//! Fields of types of one's own: enums, newtypes and structs, also as keys.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveEnum, ActiveModelTrait, ColumnTrait, DbErr, DeriveValueType, EntityTrait, IntoActiveModel,
    Iterable, LoaderTrait, ModelTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set, TryFromU64,
    TryIntoModel, Unchanged, entity::prelude::*,
};
use sea_orm_clickhouse::{ClickHouseConnection, ClickHouseEntity, IntoClickHouseSelect};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DeriveValueType)]
#[sea_orm(try_getable_array)]
pub struct AccountId(pub i32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DeriveValueType)]
pub struct EntryId(pub i64);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, DeriveValueType)]
pub struct Token(pub Uuid);

impl TryFromU64 for Token {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Token"))
    }
}

/// A text on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub enum Currency {
    Euro,
    Yen,
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Euro => "EUR",
            Self::Yen => "JPY",
        })
    }
}

impl std::str::FromStr for Currency {
    type Err = std::io::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "EUR" => Ok(Self::Euro),
            "JPY" => Ok(Self::Yen),
            other => Err(std::io::Error::other(format!("no currency: {other}"))),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(
    rs_type = "String",
    db_type = "String(StringLen::None)",
    rename_all = "snake_case"
)]
pub enum Kind {
    Cash,
    BankTransfer,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum Level {
    Low = -1,
    High = 300,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "state")]
pub enum State {
    #[sea_orm(string_value = "open")]
    Open,
    #[sea_orm(string_value = "it's \\ closed")]
    Closed,
}

mod account {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "account")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: AccountId,
        pub currency: Currency,
        pub kind: Kind,
        pub level: Option<Level>,
        pub state: State,
        pub states: Vec<State>,
        pub levels: Vec<Level>,
        #[sea_orm(has_many)]
        pub entries: HasMany<super::entry::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod entry {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "entry")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: EntryId,
        pub account_id: Option<AccountId>,
        #[sea_orm(belongs_to, from = "account_id", to = "id")]
        pub account: BelongsTo<Option<super::account::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod session {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub token: Token,
        pub n: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A key of enums.
mod limit {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "limit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: Kind,
        #[sea_orm(primary_key, auto_increment = false)]
        pub level: Level,
        #[sea_orm(primary_key, auto_increment = false)]
        pub state: State,
        pub most: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A key of bytes.
mod blob {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "blob")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Vec<u8>,
        pub n: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn tables() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .get_schema_builder()
        .register(account::Entity)
        .register(entry::Entity)
        .register(session::Entity)
        .register(limit::Entity)
        .register(blob::Entity)
        .apply(&test.db)
        .await
        .unwrap();
    test
}

fn new_account(kind: Kind, state: State) -> account::ActiveModel {
    account::ActiveModel {
        currency: Set(Currency::Yen),
        kind: Set(kind),
        level: Set(Some(Level::High)),
        state: Set(state),
        states: Set(vec![State::Open, State::Closed]),
        levels: Set(vec![Level::High, Level::Low]),
        ..Default::default()
    }
}

async fn accounts(db: &ClickHouseConnection) -> Vec<account::Model> {
    let new = [(Kind::Cash, State::Open), (Kind::BankTransfer, State::Closed)];
    let new = new.map(|(kind, state)| new_account(kind, state));
    account::Entity::insert_many(new)
        .exec_with_returning(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn fields_of_such_types_come_back_as_they_were_inserted() {
    let test = tables().await;
    let db = &test.db;
    let inserted = accounts(db).await;
    assert_eq!(
        inserted.iter().map(|account| account.id.0).collect::<Vec<_>>(),
        [1, 2]
    );
    let read = account::Entity::find()
        .order_by_asc(account::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(read, inserted);
    assert_eq!(read[0].levels, [Level::High, Level::Low]);
    let lane = account::Entity::find()
        .order_by_asc(account::Column::Id)
        .clickhouse()
        .all(db)
        .await
        .unwrap();
    assert_eq!(lane, inserted);
    let mut active = read[0].clone().into_active_model();
    active.kind = Set(Kind::BankTransfer);
    active.level = Set(None);
    active.currency = Set(Currency::Euro);
    active.state = Set(State::Closed);
    active.states = Set(vec![]);
    let updated = active.update(db).await.unwrap();
    assert_eq!(
        (updated.kind, updated.level, updated.currency),
        (Kind::BankTransfer, None, Currency::Euro)
    );
    assert_eq!(
        account::Entity::find_by_id(AccountId(1)).one(db).await.unwrap(),
        Some(updated)
    );
}

#[tokio::test]
async fn values_of_such_types_are_found() {
    let test = tables().await;
    let db = &test.db;
    accounts(db).await;
    let count = async |condition: Expr| account::Entity::find().filter(condition).count(db).await.unwrap();
    use account::Column::{
        Currency as CurrencyColumn, Id, Kind as KindColumn, Level as LevelColumn, State as StateColumn,
    };
    assert_eq!(count(KindColumn.eq(Kind::BankTransfer)).await, 1);
    assert_eq!(count(KindColumn.is_in(Kind::iter())).await, 2);
    assert_eq!(count(KindColumn.ne(Kind::Cash)).await, 1);
    assert_eq!(count(LevelColumn.eq(Level::High)).await, 2);
    assert_eq!(count(LevelColumn.is_in([Level::Low])).await, 0);
    assert_eq!(count(StateColumn.eq(State::Closed)).await, 1);
    assert_eq!(count(StateColumn.is_in([State::Open, State::Closed])).await, 2);
    assert_eq!(count(StateColumn.is_not_in([State::Open])).await, 1);
    assert_eq!(count(CurrencyColumn.eq(Currency::Yen)).await, 2);
    assert_eq!(count(CurrencyColumn.is_in([Currency::Euro])).await, 0);
    assert_eq!(count(Id.eq(AccountId(2))).await, 1);
    assert_eq!(
        count(Id.is_in([AccountId(1), AccountId(2), AccountId(3)])).await,
        2
    );
    let kinds: Vec<Kind> = account::Entity::find()
        .select_only()
        .column(KindColumn)
        .order_by_asc(Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(kinds, [Kind::Cash, Kind::BankTransfer]);
    let rows: Vec<(AccountId, State, Option<Level>)> = account::Entity::find()
        .select_only()
        .columns([Id, StateColumn, LevelColumn])
        .order_by_asc(Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows[1], (AccountId(2), State::Closed, Some(Level::High)));
    let changed = account::Entity::update_many()
        .col_expr(StateColumn, State::Open.as_enum())
        .filter(StateColumn.eq(State::Closed))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(changed.rows_affected, 1);
    assert_eq!(count(StateColumn.eq(State::Open)).await, 2);
}

#[tokio::test]
async fn enums_of_the_entity_are_enums_of_the_table() {
    let test = tables().await;
    let types: Vec<(String, String)> = {
        use sea_orm::{ConnectionTrait, DbBackend, Statement};
        let sql =
            "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'account'";
        let rows = test
            .db
            .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
            .await
            .unwrap();
        rows.iter()
            .map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap()))
            .collect()
    };
    let of = |name: &str| {
        types
            .iter()
            .find(|(column, _)| column == name)
            .unwrap()
            .1
            .as_str()
    };
    assert_eq!(of("id"), "Int32");
    assert_eq!(of("currency"), "String");
    assert_eq!(of("kind"), "String");
    assert_eq!(of("level"), "Nullable(Int16)");
    let state = r"Enum8('open' = 1, 'it\'s \\ closed' = 2)";
    assert_eq!(of("state"), state);
    assert_eq!(of("states"), format!("Array({state})"));
    assert_eq!(of("levels"), "Array(Int16)");
    assert_eq!(State::values(), ["open", "it's \\ closed"]);
}

#[tokio::test]
async fn a_value_that_the_type_does_not_know_is_an_error() {
    use sea_orm::ConnectionTrait;
    let test = tables().await;
    let db = &test.db;
    accounts(db).await;
    for (column, value, word) in [
        ("kind", "'barter'", "barter"),
        ("level", "7", "7"),
        ("currency", "'USD'", "no currency: USD"),
    ] {
        let update = |value: &str| {
            format!("ALTER TABLE account UPDATE {column} = {value} WHERE id = 2 SETTINGS mutations_sync = 1")
        };
        db.execute_unprepared(&update(value)).await.unwrap();
        let error = account::Entity::find().all(db).await.unwrap_err().to_string();
        assert!(error.contains(word), "{column}: {error}");
        let error = account::Entity::find()
            .clickhouse()
            .all(db)
            .await
            .unwrap_err()
            .to_string();
        let sentence = format!("column `{column}` of `account` holds a value that the field's type lacks");
        assert!(error.contains(&sentence), "{error}");
        let valid = account::Entity::find_by_id(AccountId(1)).one(db).await.unwrap();
        assert!(valid.is_some());
        let back = if column == "level" {
            "300"
        } else if column == "kind" {
            "'cash'"
        } else {
            "'JPY'"
        };
        db.execute_unprepared(&update(back)).await.unwrap();
    }
}

#[tokio::test]
async fn newtypes_are_keys_that_are_made_and_related_by() {
    let test = tables().await;
    let db = &test.db;
    let saved = account::ActiveModel::builder()
        .set_currency(Currency::Euro)
        .set_kind(Kind::Cash)
        .set_level(None)
        .set_state(State::Open)
        .set_states(vec![])
        .set_levels(vec![])
        .add_entry(entry::ActiveModel::builder())
        .add_entry(entry::ActiveModel::builder())
        .save(db)
        .await
        .unwrap();
    assert_eq!(saved.id, Unchanged(AccountId(1)));
    let entries = entry::Entity::find()
        .order_by_asc(entry::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(entries.len(), 2);
    assert!(
        entries[0].id.0 < entries[1].id.0,
        "made by the snowflake generator"
    );
    assert!(entries[0].id.0 > 1 << 32);
    <entry::ActiveModel as Default>::default()
        .insert(db)
        .await
        .unwrap();

    let entries = entry::Entity::find()
        .order_by_asc(entry::Column::Id)
        .all(db)
        .await
        .unwrap();
    let accounts = entries.load_one(account::Entity, db).await.unwrap();
    let accounts: Vec<Option<AccountId>> = accounts.iter().map(|of| of.as_ref().map(|of| of.id)).collect();
    assert_eq!(accounts, [Some(AccountId(1)), Some(AccountId(1)), None]);
    let all = account::Entity::find().all(db).await.unwrap();
    assert_eq!(all.load_many(entry::Entity, db).await.unwrap()[0].len(), 2);
    assert_eq!(all[0].find_related(entry::Entity).count(db).await.unwrap(), 2);
    let pairs = entry::Entity::find()
        .find_also_related(account::Entity)
        .all(db)
        .await
        .unwrap();
    assert_eq!(pairs.iter().filter(|(_, account)| account.is_some()).count(), 2);
    let loaded = account::Entity::load()
        .with(entry::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(loaded.entries.len(), 2);
    let entry = entry::Entity::find_by_id(entries[0].id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(entry.delete(db).await.unwrap().rows_affected, 1);
}

#[tokio::test]
async fn a_newtype_of_a_uuid_is_a_key_that_is_made() {
    let test = tables().await;
    let db = &test.db;
    let new = |n: i32| session::ActiveModel {
        n: Set(n),
        ..Default::default()
    };
    let first = new(1).insert(db).await.unwrap();
    let rest = session::Entity::insert_many([new(2), new(3)])
        .exec_with_returning_keys(db)
        .await
        .unwrap();
    assert_eq!(first.token.0.get_version_num(), 7);
    assert!(first.token.0 < rest[0].0 && rest[0].0 < rest[1].0);
    let found = session::Entity::find_by_id(rest[1]).one(db).await.unwrap();
    assert_eq!(found.map(|session| session.n), Some(3));
}

#[tokio::test]
async fn enums_and_bytes_are_keys() {
    let test = tables().await;
    let db = &test.db;
    let key = (Kind::BankTransfer, Level::Low, State::Closed);
    let model = limit::Model {
        kind: key.0,
        level: key.1,
        state: key.2,
        most: 5,
    };
    let inserted = model
        .clone()
        .into_active_model()
        .reset_all()
        .insert(db)
        .await
        .unwrap();
    assert_eq!(inserted, model);
    let found = limit::Entity::find_by_id(key).one(db).await.unwrap().unwrap();
    let mut active = found.into_active_model();
    active.most = Set(6);
    assert_eq!(active.update(db).await.unwrap().most, 6);
    let other = limit::Entity::find_by_id((Kind::Cash, Level::Low, State::Closed));
    assert_eq!(other.one(db).await.unwrap(), None);
    assert_eq!(
        limit::Entity::delete_by_id(key)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        1
    );

    let id = vec![0, 255, 39, 92, 0];
    let blob = blob::ActiveModel {
        id: Set(id.clone()),
        n: Set(1),
    };
    let last = blob::Entity::insert(blob).exec(db).await.unwrap();
    assert_eq!(last.last_insert_id, id);
    let found = blob::Entity::find_by_id(id.clone())
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.id, id);
    let mut active = found.into_active_model();
    active.n = Set(2);
    assert_eq!(active.update(db).await.unwrap().n, 2);
    assert_eq!(
        blob::Entity::delete_by_id(id)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        1
    );
}

#[tokio::test]
async fn structs_become_active_models() {
    #[derive(DeriveIntoActiveModel)]
    #[sea_orm(
        active_model = "account::ActiveModel",
        set(states = "vec![]", levels = "vec![]")
    )]
    struct NewAccount {
        currency: Currency,
        state: State,
        #[sea_orm(default = "Kind::BankTransfer")]
        kind: Option<Kind>,
    }
    let test = tables().await;
    let db = &test.db;
    let new = NewAccount {
        currency: Currency::Euro,
        state: State::Open,
        kind: None,
    };
    let model = new.into_active_model().insert(db).await.unwrap();
    assert_eq!((model.kind, model.level), (Kind::BankTransfer, None));
    let active = new_account(Kind::Cash, State::Open);
    assert!(matches!(
        active.clone().try_into_model(),
        Err(DbErr::AttrNotSet(_))
    ));
    let saved = active.save(db).await.unwrap().try_into_model().unwrap();
    assert_eq!(saved.id, AccountId(2));
}

/// A column that is cast when it is written and read.
mod cast {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "cast")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        #[sea_orm(save_as = "Int64", select_as = "Int32", column_type = "BigInteger")]
        pub number: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn columns_that_are_cast_are_written_without_returning_them() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(cast::Entity)
        .apply(db)
        .await
        .unwrap();
    let new = |number: i32| cast::ActiveModel {
        number: Set(number),
        ..Default::default()
    };
    let assert_refused = |error: DbErr| {
        let error = error.to_string();
        assert!(
            error.contains("no cast of one") && error.contains("without returning"),
            "{error}"
        );
    };
    assert_refused(new(5).insert(db).await.unwrap_err());
    assert_eq!(cast::Entity::find().count(db).await.unwrap(), 0);
    let inserted = cast::Entity::insert(new(5)).exec(db).await.unwrap();
    assert_eq!(inserted.last_insert_id, 1);
    let inserted = cast::Entity::insert_many([new(6), new(7)])
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(inserted, 2);
    let found = cast::Entity::find()
        .filter(cast::Column::Number.gt(5))
        .order_by_asc(cast::Column::Id);
    let found = found.all(db).await.unwrap();
    assert_eq!(
        found
            .iter()
            .map(|cast| (cast.id, cast.number))
            .collect::<Vec<_>>(),
        [(2, 6), (3, 7)]
    );
    let mut active = found[0].clone().into_active_model();
    active.number = Set(60);
    assert_refused(active.clone().update(db).await.unwrap_err());
    // Of a deletion SeaORM asks for the column itself, whose type is not the field's.
    let error = cast::Entity::delete_by_id(2)
        .exec_with_returning(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("column `number` is Int64 on the server and i32"),
        "{error}"
    );
    assert_eq!(cast::Entity::find().count(db).await.unwrap(), 3);
    assert_eq!(
        active.update_without_returning(db).await.unwrap().rows_affected,
        1
    );
    let stored = cast::Entity::find_by_id(2).one(db).await.unwrap().unwrap();
    assert_eq!(stored.number, 60);
    assert_eq!(
        cast::Entity::delete_by_id(2)
            .exec(db)
            .await
            .unwrap()
            .rows_affected,
        1
    );
}
