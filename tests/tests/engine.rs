//! The engines of tables as the server says them back, and what they make of rows.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryOrder, Set,
    sea_query::{Expr, ExprTrait, Query},
};
use sea_orm_clickhouse::{ClickHouseEntity, ClickHouseError, prelude::*};

/// An entity of this table and engine.
macro_rules! entity {
    ($name:ident, $(#[$attribute:meta])+ { $($(#[$of_field:meta])* $field:ident: $type:ty),* $(,)? }) => {
        mod $name {
            use sea_orm::entity::prelude::*;
            #[allow(unused_imports)]
            use sea_orm_clickhouse::prelude::*;
            #[allow(unused_imports)]
            use sea_query_clickhouse::{engine::MergeTree, func::{date_time::to_yyyymmdd, hash::city_hash64}};

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = "entry")]
            $(#[$attribute])+
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: i64,
                $($(#[$of_field])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

entity!(plain, #[clickhouse(
    engine = Engine::merge_tree(),
    partition_by = to_yyyymmdd(Expr::col(Column::At)),
    primary_key = Column::At,
    order_by = (Column::At, Column::Id),
    settings(index_granularity = 1024, min_bytes_for_wide_part = 1, merge_with_ttl_timeout = 3600)
)] {
    #[clickhouse(type = "DateTime('UTC')")]
    at: DateTimeUtc
});

entity!(replacing, #[clickhouse(engine = Engine::replacing_merge_tree_deleted("version", "is_deleted"), order_by = Column::Id)] {
    name: String,
    version: u64,
    is_deleted: u8,
});

entity!(summing, #[clickhouse(engine = Engine::MergeTree(MergeTree::Summing { columns: vec!["hits".into(), "bytes".into()] }), order_by = Column::Id)] {
    hits: u64,
    bytes: u64,
    other: u64,
});

entity!(collapsing, #[clickhouse(engine = Engine::MergeTree(MergeTree::Collapsing { sign: "sign".into() }), order_by = Column::Id)] {
    hits: u64,
    sign: i8,
});

entity!(versioned, #[clickhouse(
    engine = Engine::MergeTree(MergeTree::VersionedCollapsing { sign: "sign".into(), version: "version".into() }),
    order_by = (Column::Id, Column::Version)
)] {
    sign: i8,
    version: u32,
});

entity!(aggregating, #[clickhouse(engine = Engine::MergeTree(MergeTree::Aggregating), order_by = Column::Id)] {
    #[clickhouse(type = "SimpleAggregateFunction(max, UInt64)")]
    most: u64
});

entity!(memory, #[clickhouse(engine = Engine::Memory)] { name: String });

entity!(log, #[clickhouse(engine = Engine::TinyLog)] { name: String });

entity!(unsorted, #[clickhouse(order_by = [])] { name: String });

entity!(not_a_prefix, #[clickhouse(order_by = (Column::Name, Column::Id), primary_key = Column::Id)] { name: String });

entity!(sampled_by_no_key, #[clickhouse(order_by = Column::Id, sample_by = city_hash64([Expr::col(Column::Name)]))] { name: String });

entity!(unknown_setting, #[clickhouse(order_by = Column::Id, settings(no_such_setting = 1))] { name: String });

entity!(checked, #[clickhouse(
    order_by = Column::Id,
    constraint(name = "is_named", check = Column::Name.ne("")),
)] { name: String });

/// The engine with its keys and settings, as `system.tables` has it.
async fn engine_of<E: ClickHouseEntity>() -> String {
    let test = TestDatabase::new().await;
    test.create_declared::<E>().await;
    let query = Query::select()
        .column("engine_full")
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(test.name()))
        .and_where(Expr::col("name").eq("entry"))
        .to_owned();
    let row = test.db.query_one(&query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

/// Without the settings that the server adds itself.
async fn engine_without_settings<E: ClickHouseEntity>() -> String {
    let engine = engine_of::<E>().await;
    engine.split(" SETTINGS ").next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn an_engine_has_the_keys_and_settings_that_its_entity_declares() {
    let engine = engine_of::<plain::Entity>().await;
    assert!(
        engine
            .starts_with("MergeTree PARTITION BY toYYYYMMDD(at) PRIMARY KEY at ORDER BY (at, id) SETTINGS "),
        "{engine}"
    );
    for setting in [
        "index_granularity = 1024",
        "min_bytes_for_wide_part = 1",
        "merge_with_ttl_timeout = 3600",
    ] {
        assert!(engine.contains(setting), "{engine}");
    }
}

#[tokio::test]
async fn engines_of_the_merge_tree_family_have_their_parameters() {
    assert_eq!(
        engine_without_settings::<replacing::Entity>().await,
        "ReplacingMergeTree(version, is_deleted) ORDER BY id"
    );
    assert_eq!(
        engine_without_settings::<summing::Entity>().await,
        "SummingMergeTree((hits, bytes)) ORDER BY id"
    );
    assert_eq!(
        engine_without_settings::<collapsing::Entity>().await,
        "CollapsingMergeTree(sign) ORDER BY id"
    );
    assert_eq!(
        engine_without_settings::<versioned::Entity>().await,
        "VersionedCollapsingMergeTree(sign, version) ORDER BY (id, version)"
    );
    assert_eq!(
        engine_without_settings::<aggregating::Entity>().await,
        "AggregatingMergeTree ORDER BY id"
    );
    assert_eq!(
        engine_without_settings::<unsorted::Entity>().await,
        "MergeTree ORDER BY tuple()"
    );
}

#[tokio::test]
async fn engines_without_keys_keep_rows_too() {
    assert_eq!(engine_of::<memory::Entity>().await, "Memory");
    assert_eq!(engine_of::<log::Entity>().await, "TinyLog");
    let test = TestDatabase::new().await;
    test.create_declared::<memory::Entity>().await;
    test.insert([memory::Model {
        id: 1,
        name: "x".into(),
    }])
    .await;
    assert_eq!(memory::Entity::find().count(&test.db).await.unwrap(), 1);
}

/// The error of making the table.
async fn refused<E: ClickHouseEntity>() -> ClickHouseError {
    let test = TestDatabase::new().await;
    test.db.create_table::<E>().await.unwrap_err()
}

#[tokio::test]
async fn keys_and_settings_that_make_no_sense_are_errors() {
    let error = refused::<not_a_prefix::Entity>().await;
    assert!(
        error
            .to_string()
            .contains("Primary key must be a prefix of the sorting key"),
        "{error}"
    );
    let error = refused::<sampled_by_no_key::Entity>().await;
    assert!(
        error
            .to_string()
            .contains("Sampling expression must be present in the primary key"),
        "{error}"
    );
    let error = refused::<unknown_setting::Entity>().await;
    assert_eq!(error.name(), Some("UNKNOWN_SETTING"), "{error}");
    assert!(error.to_string().contains("no_such_setting"), "{error}");
}

#[tokio::test]
async fn the_last_version_of_a_row_replaces_the_others_and_a_deleted_one_is_gone() {
    let test = TestDatabase::new().await;
    test.create_declared::<replacing::Entity>().await;
    let row = |id, name: &str, version, is_deleted| replacing::Model {
        id,
        name: name.into(),
        version,
        is_deleted,
    };
    test.insert([row(1, "old", 1, 0), row(2, "kept", 1, 0), row(3, "gone", 1, 0)])
        .await;
    test.insert([row(1, "new", 3, 0), row(3, "gone", 2, 1)]).await;
    test.insert([row(1, "late but older", 2, 0)]).await;
    assert_eq!(replacing::Entity::find().count(&test.db).await.unwrap(), 6);
    let rows = replacing::Entity::find()
        .final_()
        .order_by_asc(replacing::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["new", "kept"]);
}

#[tokio::test]
async fn rows_of_one_key_are_summed_collapsed_and_aggregated() {
    let test = TestDatabase::new().await;
    test.create_declared::<summing::Entity>().await;
    let hits = |hits, bytes, other| summing::Model {
        id: 1,
        hits,
        bytes,
        other,
    };
    test.insert([hits(1, 10, 5)]).await;
    test.insert([hits(2, 20, 6)]).await;
    let sums = summing::Entity::find().final_().all(&test.db).await.unwrap();
    assert_eq!(
        sums.iter().map(|row| (row.hits, row.bytes)).collect::<Vec<_>>(),
        [(3, 30)]
    );

    let test = TestDatabase::new().await;
    test.create_declared::<collapsing::Entity>().await;
    let state = |hits, sign| collapsing::Model { id: 1, hits, sign };
    test.insert([state(5, 1)]).await;
    test.insert([state(5, -1), state(7, 1)]).await;
    let states = collapsing::Entity::find().final_().all(&test.db).await.unwrap();
    assert_eq!(states, [state(7, 1)]);

    let test = TestDatabase::new().await;
    test.create_declared::<aggregating::Entity>().await;
    test.insert([aggregating::Model { id: 1, most: 5 }]).await;
    test.insert([aggregating::Model { id: 1, most: 3 }]).await;
    let most = aggregating::Entity::find().final_().all(&test.db).await.unwrap();
    assert_eq!(most, [aggregating::Model { id: 1, most: 5 }]);
}

#[tokio::test]
async fn a_constraint_is_checked_of_values_and_of_the_rows_of_a_select() {
    let test = TestDatabase::new().await;
    test.create_declared::<checked::Entity>().await;
    let name = |error: &sea_orm::DbErr| {
        ClickHouseError::from_db_err(error)
            .unwrap()
            .name()
            .unwrap_or_default()
            .to_owned()
    };
    let row = checked::ActiveModel {
        id: Set(1),
        name: Set(String::new()),
    };
    let error = row.insert(&test.db).await.unwrap_err();
    assert_eq!(name(&error), "VIOLATED_CONSTRAINT", "{error}");
    let mut insert = Query::insert();
    insert
        .into_table(checked::Entity)
        .columns([checked::Column::Id, checked::Column::Name])
        .select_from(Query::select().expr(2).expr("").to_owned())
        .unwrap();
    let error = test.db.execute(&insert).await.unwrap_err();
    assert_eq!(name(&error), "VIOLATED_CONSTRAINT", "{error}");
    assert_eq!(checked::Entity::find().count(&test.db).await.unwrap(), 0);
}

/// To the compiler the implementation for an entity of another crate was in conflict with each of this one.
#[tokio::test]
async fn declarations_of_two_crates_were_in_conflict() {
    let test = TestDatabase::new().await;
    test.create_declared::<integration_tests::staff::employee::Entity>()
        .await;
    test.create_declared::<checked::Entity>().await;
    assert_eq!(checked::Entity::find().count(&test.db).await.unwrap(), 0);
}
