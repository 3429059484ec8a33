//! Traces of services: a column of every type that lookups ask about.
#![allow(missing_docs, clippy::missing_panics_doc)]

use sea_orm::ConnectionTrait;

use crate::TestDatabase;

pub mod trace {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::{
        ClickHouseEntity,
        types::{IPv4, Map, Tuple},
    };

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "trace")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub service_id: i64,
        pub name: String,
        pub note: Option<String>,
        pub at: DateTimeUtc,
        pub day: Option<Date>,
        pub tags: Vec<String>,
        pub labels: Map<String, u8>,
        pub point: Tuple<(i8, String)>,
        pub body: Json,
        pub address: Option<IPv4>,
        pub state: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::service::Entity",
            from = "Column::ServiceId",
            to = "super::service::Column::Id"
        )]
        Service,
    }

    impl Related<super::service::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Service.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod service {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "service")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
        pub tags: Vec<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::trace::Entity")]
        Trace,
    }

    impl Related<super::trace::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Trace.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Traces 1 and 2 of service 1, and trace 3 of service 2.
pub async fn traces() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            r#"CREATE TABLE trace (id Int64, service_id Int64, name String, note Nullable(String), at DateTime('UTC'),
                 day Nullable(Date), tags Array(String), labels Map(String, UInt8), point Tuple(x Int8, `y z` String),
                 body JSON, address Nullable(IPv4), state Enum8('open' = 1, 'closed' = 2))
                 ENGINE = MergeTree PARTITION BY toYear(at) ORDER BY id;
             CREATE TABLE service (id Int64, name String, tags Array(String)) ENGINE = MergeTree ORDER BY id;
             INSERT INTO service VALUES (1, 'shop', ['x']), (2, 'bank', ['dns']);
             INSERT INTO trace VALUES
                (1, 1, 'Äpfel 50% off', 'a_b', '2024-01-31 23:30:15', '2024-01-31', ['dns', 'x'], {'foo': 1, '': 2},
                 (1, 'one'), '{"a": {"b": 5, "c": "text"}, "list": [{"n": 1}, {"n": 2}]}', '10.1.2.3', 'open'),
                (2, 1, 'äpfel 501 off\\', NULL, '2024-02-01 00:30:00', NULL, [], {}, (-2, 'zwei'),
                 '{"a": {"b": "five"}}', NULL, 'closed');
             INSERT INTO trace VALUES
                (3, 2, 'it''s `7`', '', '2025-02-01 00:30:00', '2025-02-01', ['x', 'y', 'y'], {'foo': 7},
                 (3, 'it''s'), '{}', '192.168.0.1', 'open')"#,
        )
        .await
        .expect("the traces are there");
    test
}
