//! What an INSERT leaves out: DEFAULT, MATERIALIZED, ALIAS, NULL, generated keys, and the refusal of everything else.

use chrono::Utc;
use futures_util::future::join_all;
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ConnectionTrait, PaginatorTrait, QueryOrder, QuerySelect,
    entity::prelude::*,
    sea_query::{Keyword, Query, SimpleExpr},
};
use sea_orm_clickhouse::{
    ClickHouseConnection, sea_query_clickhouse::query::ClickHouseInsertStatementExt as _,
};

mod event {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        /// `DEFAULT now64(6)`
        pub at: TimeDateTimeWithTimeZone,
        /// `DEFAULT at + INTERVAL 1 DAY`, of another default.
        pub until: ChronoDateTimeUtc,
        /// `MATERIALIZED length(name)`
        pub length: u64,
        /// `ALIAS upper(name)`
        pub loud: String,
        pub note: Option<String>,
        /// `DEFAULT 1.5`, nullable.
        pub weight: Option<Decimal>,
        /// `DEFAULT ['a']`
        pub tags: Vec<String>,
        pub token: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

const EVENT: &str = "CREATE TABLE event (id Int64, name String, at DateTime64(6, 'UTC') DEFAULT now64(6), \
                     until DateTime64(6, 'UTC') DEFAULT at + INTERVAL 1 DAY, length UInt64 MATERIALIZED length(name), \
                     loud String ALIAS upper(name), note Nullable(String), weight Nullable(Decimal(9, 2)) DEFAULT 1.5, \
                     tags Array(String) DEFAULT ['a'], token UUID DEFAULT generateUUIDv4()) ENGINE = MergeTree ORDER BY id";

macro_rules! keyed {
    ($module:ident, $table:literal, $key:ty $(, $auto_increment:ident)?) => {
        mod $module {
            use sea_orm::entity::prelude::*;
            use sea_orm_clickhouse::ClickHouseEntity;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = $table)]
            pub struct Model {
                #[sea_orm(primary_key $(, auto_increment = $auto_increment)?)]
                pub id: $key,
                pub name: String,
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

keyed!(by_i64, "by_i64", i64);
keyed!(by_u64, "by_u64", u64);
keyed!(by_i32, "by_i32", i32);
keyed!(by_u8, "by_u8", u8);
keyed!(by_uuid, "by_uuid", Uuid, false);

async fn events() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db.execute_unprepared(EVENT).await.unwrap();
    test
}

async fn table_by(db: &ClickHouseConnection, name: &str, key: &str) {
    let sql = format!("CREATE TABLE {name} (id {key}, name String) ENGINE = MergeTree ORDER BY id");
    db.execute_unprepared(&sql).await.unwrap();
}

fn named(name: &str) -> event::ActiveModel {
    event::ActiveModel {
        name: Set(name.into()),
        ..Default::default()
    }
}

#[tokio::test]
async fn what_the_server_fills_in_is_returned_as_it_is_stored() {
    let TestDatabase { ref db, .. } = events().await;
    let before = Utc::now() - chrono::Duration::seconds(5);
    let model = named("naïve 'q'").insert(db).await.unwrap();
    assert!(model.at.unix_timestamp() >= before.timestamp(), "{model:?}");
    assert_eq!(
        model.until.timestamp_micros(),
        (model.at.unix_timestamp_nanos() / 1000) as i64 + 86_400_000_000
    );
    assert_eq!(
        (model.length, model.loud.as_str()),
        ("naïve 'q'".len() as u64, "NAïVE 'Q'")
    );
    assert_eq!(
        (model.note.as_ref(), model.tags.as_slice()),
        (None, ["a".to_owned()].as_slice())
    );
    assert_eq!(model.weight, Some(Decimal::new(150, 2)));
    assert_eq!(event::Entity::find().all(db).await.unwrap(), [model]);
}

#[tokio::test]
async fn rows_of_one_insert_each_get_their_own_defaults() {
    let TestDatabase { ref db, .. } = events().await;
    let rows = (0..250).map(|i| named(&"x".repeat(i % 7)));
    let models = event::Entity::insert_many(rows)
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(models.len(), 250);
    let stored = event::Entity::find()
        .order_by_asc(event::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(stored, models, "returned as stored, in order");
    let tokens: std::collections::HashSet<_> = models.iter().map(|model| model.token).collect();
    assert_eq!(tokens.len(), 250);
    assert!(
        models
            .iter()
            .enumerate()
            .all(|(i, model)| model.length == (i % 7) as u64)
    );
}

#[tokio::test]
async fn the_keyword_default_stands_in_some_rows() {
    let TestDatabase { ref db, .. } = events().await;
    let default = || SimpleExpr::Keyword(Keyword::Default);
    let mut insert = Query::insert();
    insert
        .into_table(event::Entity)
        .columns([
            event::Column::Id,
            event::Column::Name,
            event::Column::Weight,
            event::Column::Tags,
        ])
        .values_panic([1.into(), "a".into(), default(), vec!["t".to_owned()].into()])
        .values_panic([2.into(), "b".into(), Decimal::new(25, 1).into(), default()])
        .values_panic([
            3.into(),
            "c".into(),
            Option::<Decimal>::None.into(),
            Vec::<String>::new().into(),
        ])
        .values_panic([4.into(), "d".into(), default(), default()]);
    let written = db.execute(&insert).await.unwrap();
    assert_eq!(written.rows_affected(), 4);
    type Row = (i64, Option<Decimal>, Vec<String>);
    let rows: Vec<Row> = event::Entity::find()
        .select_only()
        .columns([event::Column::Id, event::Column::Weight, event::Column::Tags])
        .order_by_asc(event::Column::Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    let default_weight = Some(Decimal::new(150, 2));
    assert_eq!(
        rows,
        [
            (1, default_weight, vec!["t".to_owned()]),
            (2, Some(Decimal::new(250, 2)), vec!["a".into()]),
            (3, None, vec![]),
            (4, default_weight, vec!["a".into()]),
        ]
    );

    let mut refused = Query::insert();
    refused
        .into_table(event::Entity)
        .columns([event::Column::Id, event::Column::Name])
        .values_panic([5.into(), "e".into()])
        .values_panic([6.into(), default()]);
    let error = db.execute(&refused).await.unwrap_err().to_string();
    for part in ["`name`", "String", "`event`", "DEFAULT"] {
        assert!(error.contains(part), "{error}");
    }
    assert_eq!(
        event::Entity::find().count(db).await.unwrap(),
        4,
        "nothing was sent"
    );
}

#[tokio::test]
async fn a_column_that_the_server_computes_cannot_be_set() {
    let TestDatabase { ref db, .. } = events().await;
    for active in [
        event::ActiveModel {
            length: Set(1),
            ..named("x")
        },
        event::ActiveModel {
            loud: Set("X".into()),
            ..named("x")
        },
    ] {
        let error = active.insert(db).await.unwrap_err().to_string();
        assert!(
            error.contains("always computed") && error.contains("`event`"),
            "{error}"
        );
    }
    assert_eq!(event::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_column_that_does_not_exist_is_named_with_those_that_do() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared("CREATE TABLE by_i64 (id Int64, title String) ENGINE = MergeTree ORDER BY id")
        .await
        .unwrap();
    let active = by_i64::ActiveModel {
        id: Set(1),
        name: Set("x".into()),
    };
    let error = active.insert(db).await.unwrap_err().to_string();
    assert!(
        error.contains("no column `name`") && error.contains("id, title"),
        "{error}"
    );
}

#[tokio::test]
async fn a_null_in_a_column_that_is_left_out_has_the_fields_type() {
    let TestDatabase { ref db, .. } = events().await;
    let model = event::ActiveModel {
        weight: Set(None),
        ..named("x")
    }
    .insert(db)
    .await
    .unwrap();
    assert_eq!((model.note.as_ref(), model.weight), (None, None));
    assert_eq!(
        event::Entity::find().one(db).await.unwrap().unwrap().weight,
        None,
        "NULL, and not the DEFAULT"
    );
}

#[tokio::test]
async fn keys_of_64_bits_ascend_and_are_distinct() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table_by(db, "by_i64", "Int64").await;
    table_by(db, "by_u64", "UInt64").await;
    let inserts = (0..20).map(|i| {
        by_i64::Entity::insert_many((0..50).map(move |n| by_i64::ActiveModel {
            id: NotSet,
            name: Set(format!("{i} {n}")),
        }))
        .exec_with_returning(db)
    });
    let mut ids = Vec::new();
    for models in join_all(inserts).await {
        let of_one: Vec<i64> = models.unwrap().iter().map(|model| model.id).collect();
        assert!(of_one.is_sorted_by(|a, b| a < b));
        ids.extend(of_one);
    }
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 1000);
    assert!(ids[0] > 0);
    let last = by_u64::Entity::insert(by_u64::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    })
    .exec(db)
    .await
    .unwrap();
    let stored = by_u64::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(stored.id, last.last_insert_id);
}

#[tokio::test]
async fn uuid_keys_are_of_version_7() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table_by(db, "by_uuid", "UUID").await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        let model = by_uuid::ActiveModel {
            id: NotSet,
            name: Set("x".into()),
        }
        .insert(db)
        .await
        .unwrap();
        assert_eq!(model.id.get_version_num(), 7);
        ids.push(model.id);
    }
    assert!(ids.is_sorted_by(|a, b| a < b));
    let stored: Vec<Uuid> = by_uuid::Entity::find()
        .all(db)
        .await
        .unwrap()
        .iter()
        .map(|model| model.id)
        .collect();
    assert_eq!(stored.len(), 3);
    assert!(ids.iter().all(|id| stored.contains(id)));
}

#[tokio::test]
async fn small_keys_count_on_from_the_highest_and_end_with_an_error() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table_by(db, "by_i32", "Int32").await;
    db.execute_unprepared("INSERT INTO by_i32 VALUES (41, 'old')")
        .await
        .unwrap();
    let inserts = (0..10).map(|_| {
        by_i32::ActiveModel {
            id: NotSet,
            name: Set("x".into()),
        }
        .insert(db)
    });
    let mut ids: Vec<i32> = join_all(inserts)
        .await
        .into_iter()
        .map(|model| model.unwrap().id)
        .collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        (42..52).collect::<Vec<_>>(),
        "also when they are inserted at once"
    );

    table_by(db, "by_u8", "UInt8").await;
    by_u8::ActiveModel {
        id: Set(254),
        name: Set("x".into()),
    }
    .insert(db)
    .await
    .unwrap();
    let last = by_u8::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    }
    .insert(db)
    .await
    .unwrap();
    assert_eq!(last.id, 255);
    let error = by_u8::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    }
    .insert(db)
    .await
    .unwrap_err()
    .to_string();
    for part in ["`id`", "UInt8", "256", "255"] {
        assert!(error.contains(part), "{part} is missing in: {error}");
    }
}

#[tokio::test]
async fn a_key_with_a_default_of_the_table_keeps_it() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE by_i64 (id Int64 DEFAULT 7, name String) ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let model = by_i64::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    }
    .insert(db)
    .await
    .unwrap();
    assert_eq!(model.id, 7);
}

#[tokio::test]
async fn a_default_is_checked_against_the_field_before_the_row_is_sent() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    // The field is an i64, the default does not fit it.
    db.execute_unprepared(
        "CREATE TABLE by_i64 (id UInt64 DEFAULT 18446744073709551615, name String) ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let error = by_i64::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    }
    .insert(db)
    .await
    .unwrap_err()
    .to_string();
    assert!(error.contains("18446744073709551615"), "{error}");
    assert_eq!(by_i64::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_key_of_an_entity_that_is_not_registered_is_refused_with_the_way_out() {
    mod unknown {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "by_unknown")]
        pub struct Model {
            #[sea_orm(primary_key)]
            pub id: i64,
            pub name: String,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    table_by(db, "by_unknown", "Int64").await;
    let unknown = || unknown::ActiveModel {
        id: NotSet,
        name: Set("x".into()),
    };
    let error = unknown().insert(db).await.unwrap_err().to_string();
    assert!(error.contains("`id`") && error.contains("registered"), "{error}");
    db.register::<unknown::Entity>();
    assert!(unknown().insert(db).await.unwrap().id > 0);
}

#[tokio::test]
async fn an_explicit_null_is_the_default_when_the_user_has_set_it() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE stock (id Int64, amount Int32 DEFAULT 7, plain Int32, free Nullable(Int32) DEFAULT 9) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let insert = |id: i64, column: &'static str| {
        Query::insert()
            .into_table("stock")
            .columns(["id", "plain", column])
            .values_panic([id.into(), 0.into(), Keyword::Null.into()])
            .to_owned()
    };
    let error = db.execute(&insert(1, "amount")).await.unwrap_err().to_string();
    assert!(
        error.contains(
            "NULL in column `amount` of type Int32, which has the DEFAULT 7: leave the column out, or set \
             input_format_null_as_default = 1"
        ),
        "{error}"
    );
    let setting = |value: bool, mut insert: sea_orm::sea_query::InsertStatement| {
        insert.settings([("input_format_null_as_default", value)]);
        insert
    };
    assert!(db.execute(&setting(false, insert(1, "amount"))).await.is_err());
    db.execute(&setting(true, insert(2, "amount"))).await.unwrap();
    db.execute(&setting(true, insert(3, "free"))).await.unwrap();
    // Never a silent zero.
    let error = db
        .execute(&setting(true, insert(4, "plain")))
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("NULL in column `plain`"), "{error}");
    let url = format!("{}?setting.input_format_null_as_default=1", test.url());
    let by_url = sea_orm_clickhouse::ClickHouse::connect(url.as_str())
        .await
        .unwrap();
    by_url.execute(&insert(5, "amount")).await.unwrap();
    assert!(
        by_url
            .execute(&setting(false, insert(6, "amount")))
            .await
            .is_err()
    );
    let rows = db
        .query_all(
            Query::select()
                .columns(["id", "amount", "free"])
                .from("stock")
                .order_by("id", sea_orm::Order::Asc),
        )
        .await
        .unwrap();
    let rows: Vec<(i64, i32, Option<i32>)> = rows
        .iter()
        .map(|row| {
            (
                row.try_get("", "id").unwrap(),
                row.try_get("", "amount").unwrap(),
                row.try_get("", "free").unwrap(),
            )
        })
        .collect();
    assert_eq!(rows, [(2, 7, Some(9)), (3, 7, None), (5, 7, Some(9))]);
}

mod derived {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "derived")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
        pub price: i64,
        /// `MATERIALIZED length(name)`
        pub length: u64,
        /// `ALIAS upper(name)`
        pub loud: String,
        /// `ALIAS length * price`, of another.
        pub weight: i64,
        /// `ALIAS concat(loud, '!')`
        pub louder: String,
        /// `MATERIALIZED generateUUIDv4()`, which no update changes.
        pub token: Uuid,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn an_update_returned_computed_columns_of_the_old_values() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE derived (id Int64, name String, price Int64, length UInt64 MATERIALIZED length(name), \
         loud String ALIAS upper(name), weight Int64 ALIAS length * price, louder String ALIAS concat(loud, '!'), \
         token UUID MATERIALIZED generateUUIDv4()) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    db.execute_unprepared("INSERT INTO derived (id, name, price) VALUES (1, 'abc', 2), (2, 'abc', 3)")
        .await
        .unwrap();
    let stored = |id: i64| async move { derived::Entity::find_by_id(id).one(db).await.unwrap().unwrap() };
    let change = derived::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(1),
        name: Set("it's long".into()),
        ..Default::default()
    };
    let updated = change.update(db).await.unwrap();
    assert_eq!(
        (updated.length, updated.loud.as_str(), updated.weight),
        (9, "IT'S LONG", 18)
    );
    assert_eq!(updated.louder, "IT'S LONG!");
    assert_eq!(updated, stored(1).await);
    // The condition is on what is assigned.
    let changed = derived::Entity::update_many()
        .col_expr(
            derived::Column::Name,
            sea_orm::sea_query::Expr::cust("concat(name, 'd')"),
        )
        .filter(derived::Column::Name.eq("abc"))
        .exec_with_returning(db)
        .await
        .unwrap();
    assert_eq!(changed, [stored(2).await]);
    assert_eq!((changed[0].loud.as_str(), changed[0].weight), ("ABCD", 12));
    // What no computed column is made of.
    let change = derived::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(2),
        price: Set(10),
        ..Default::default()
    };
    assert_eq!(change.update(db).await.unwrap(), stored(2).await);
}
