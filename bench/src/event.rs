//! One million events of eight columns, as each client writes them down.

use chrono::{DateTime, Utc};
use clickhouse::Row;
use serde::{Deserialize, Serialize};

/// What makes the table and its rows.
pub const CREATE: &str = "CREATE TABLE event (id UInt64, at DateTime64(6, 'UTC'), kind LowCardinality(String), host String, port UInt16, \
                          bytes Int64, latency Float64, ok Bool) ENGINE = MergeTree ORDER BY id";

/// The rows of the table, whose number follows.
pub const FILL: &str = "INSERT INTO event SELECT number, toDateTime64('2026-01-01 00:00:00', 6, 'UTC') + number / 1000, \
                        ['click', 'view', 'buy', 'login', 'logout'][number % 5 + 1], concat('host-', toString(cityHash64(number) % 5000), \
                        '.example.org'), number % 60000, cityHash64(number) % 1000000, (number % 997) / 7, number % 3 = 0 FROM numbers(";

/// What tells that all rows came as they are, as SQL and for a row of each client.
pub const CHECK: &str =
    "sum(id) + sum(port) + sum(bytes) + sum(length(host)) + sum(length(kind)) + countIf(ok)";

/// The entity whose table the derive declares.
pub mod declared {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: u64,
        #[clickhouse(type = "DateTime64(6, 'UTC')")]
        pub at: DateTimeUtc,
        #[clickhouse(type = "LowCardinality(String)")]
        pub kind: String,
        pub host: String,
        pub port: u16,
        pub bytes: i64,
        pub latency: f64,
        pub ok: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The same as SeaORM alone has it.
pub mod plain {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "event")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: u64,
        pub at: DateTimeUtc,
        pub kind: String,
        pub host: String,
        pub port: u16,
        pub bytes: i64,
        pub latency: f64,
        pub ok: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The row of the official client.
#[derive(Clone, Debug, Row, Serialize, Deserialize)]
pub struct OfficialEvent {
    pub id: u64,
    #[serde(with = "clickhouse::serde::chrono::datetime64::micros")]
    pub at: DateTime<Utc>,
    pub kind: String,
    pub host: String,
    pub port: u16,
    pub bytes: i64,
    pub latency: f64,
    pub ok: bool,
}

/// A row that is checked.
pub trait Checked {
    /// Its part of [`CHECK`].
    fn check(&self) -> u64;
}

macro_rules! checked {
    ($($row:ty),*) => {
        $(impl Checked for $row {
            fn check(&self) -> u64 {
                self.id
                    + u64::from(self.port)
                    + self.bytes as u64
                    + self.host.len() as u64
                    + self.kind.len() as u64
                    + u64::from(self.ok)
            }
        })*
    };
}

checked!(declared::Model, plain::Model, OfficialEvent);

/// The check of many rows.
pub fn check<R: Checked>(rows: &[R]) -> u64 {
    rows.iter().map(Checked::check).sum()
}
