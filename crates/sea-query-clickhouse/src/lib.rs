//! The ClickHouse dialect for [SeaQuery](sea_query).
//!
//! SeaQuery's statements are taken apart by walking their syntax tree and written in ClickHouse's order, with
//! ClickHouse's functions, types and clauses. Nothing is searched or replaced in finished SQL. There is no I/O here: the
//! SQL goes to a server by whatever client there is; `sea-orm-clickhouse` is one for SeaORM.
//!
//! Two ways lead to SQL:
//!
//! * [`build_clickhouse`] is the one to run: it is fallible, binds values as server-side parameters (`{p0:Int32}`)
//!   and says what the statement needs of the server.
//! * [`ClickHouseQueryBuilder`] is the one for tests and logs: it works wherever SeaQuery takes a builder, and
//!   panics, as SeaQuery's own builders do, where [`build_clickhouse`] returns an error.
//!
//! # Where things are
//!
//! | What you want | Where it is |
//! |---|---|
//! | the extension traits and types of every day | [`prelude`] |
//! | FINAL, PREWHERE, SAMPLE, ARRAY JOIN, LIMIT BY, WITH FILL, QUALIFY, SETTINGS of a SELECT; clauses of INSERT, UPDATE and DELETE; joins and table functions | [`query`] |
//! | functions, by the chapters of ClickHouse's documentation; lambdas | [`func`] |
//! | aggregate functions with parameters and combinators; window functions | [`aggregate`] |
//! | CREATE, ALTER, DROP, RENAME, ATTACH, OPTIMIZE and more of a table | [`table`], from [`ClickHouseTable`] |
//! | a column with its default, codec and TTL | [`ClickHouseColumnDef`], [`codec`], [`statistics`] |
//! | types, written and parsed | [`types`] |
//! | table engines and their arguments | [`engine`] |
//! | skip indexes, projections, constraints, TTL rules, partitions | [`index`], [`projection`], [`constraint`], [`ttl`], [`partition`] |
//! | plain, parametrised, materialized, refreshable and window views | [`view`], from [`ClickHouseView`] |
//! | dictionaries | [`dictionary`], from [`ClickHouseDictionary`] |
//! | databases | [`database`] |
//! | users, roles, policies, quotas, settings profiles, GRANT | [`access`] |
//! | EXPLAIN, SHOW, SYSTEM, SET, KILL, BACKUP, SQL functions, named collections, workloads | [`statement`] |
//! | what `SHOW CREATE TABLE` prints, read back | [`definition`] |
//! | which version of ClickHouse has what | [`capability`] |
//! | for the author of a connection: the rows of an INSERT, the count of a mutation, where columns come from, what to ask the server | [`connection`] |
//! | texts of SQL: placeholders bound, statements split | [`bind_placeholders`], [`split_statements`], [`only_reads`] |
//!
//! # SELECT
//!
//! ClickHouse's clauses are methods on SeaQuery's own statement, in sub-queries and arms of a UNION too:
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Order, Query};
//! use sea_query_clickhouse::prelude::*;
//!
//! let query = Query::select()
//!     .column("protocol")
//!     .expr_as(Expr::col("bytes").sum(), "total")
//!     .from("event")
//!     .final_()
//!     .prewhere(Expr::col("day").gte("2024-01-01"))
//!     .and_where(Expr::col("port").gt(1024))
//!     .group_by_col("protocol")
//!     .order_by("total", Order::Desc)
//!     .setting("max_threads", 4)
//!     .to_owned();
//!
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT `protocol`, sumOrNull(`bytes`) AS `total` FROM `event` FINAL \
//!      PREWHERE `day` >= '2024-01-01' WHERE `port` > 1024 \
//!      GROUP BY `protocol` ORDER BY `total` DESC SETTINGS max_threads = 4"
//! );
//! ```
//!
//! SeaQuery's `sum`, `avg`, `min` and `max` mean what SQL says: of no rows they are NULL. Those of [`aggregate`] mean
//! what ClickHouse says: of no rows a sum is 0.
//!
//! # Functions and aggregates
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::{
//!     aggregate::{quantile, sum},
//!     func::{array::array_exists, date_time::to_start_of_hour, lambda},
//!     prelude::*,
//! };
//!
//! let query = Query::select()
//!     .expr_as(to_start_of_hour(Expr::col("at")), "hour")
//!     .expr_as(sum(Expr::col("bytes")).if_(Expr::col("port").eq(53)), "dns")
//!     .expr_as(quantile(0.9, Expr::col("bytes")), "p90")
//!     .from("event")
//!     .and_where(array_exists(lambda("x", Expr::col("x").gt(9)), [Expr::col("sizes")]).into())
//!     .group_by_col("hour")
//!     .to_owned();
//!
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT toStartOfHour(`at`) AS `hour`, sumIf(`bytes`, `port` = 53) AS `dns`, quantile(0.9)(`bytes`) AS `p90` \
//!      FROM `event` WHERE arrayExists(`x` -> `x` > 9, `sizes`) GROUP BY `hour`"
//! );
//! ```
//!
//! # INSERT, UPDATE and DELETE
//!
//! UPDATE and DELETE are mutations, or in their lightweight form patches and marks; see [`MutationKind`]. One without a
//! condition is refused unless it says [`all_rows`](prelude::ClickHouseDeleteStatementExt::all_rows).
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::prelude::*;
//!
//! let mut insert = Query::insert();
//! insert
//!     .into_table("event")
//!     .columns(["id", "name"])
//!     .values_panic([1.into(), "it's".into()])
//!     .settings([("async_insert", 1)]);
//! assert_eq!(
//!     insert.to_string(ClickHouseQueryBuilder),
//!     r"INSERT INTO `event` (`id`, `name`) SETTINGS async_insert = 1 VALUES (1, 'it\'s')"
//! );
//!
//! let mut update = Query::update();
//! update.table("event").value("port", 53).and_where(Expr::col("port").eq(5353)).setting("mutations_sync", 2);
//! assert_eq!(
//!     update.to_string(ClickHouseQueryBuilder),
//!     "ALTER TABLE `event` UPDATE `port` = 53 WHERE `port` = 5353 SETTINGS mutations_sync = 2"
//! );
//!
//! let mut delete = Query::delete();
//! delete.from_table("event").and_where(Expr::col("id").eq(1)).lightweight();
//! assert_eq!(delete.to_string(ClickHouseQueryBuilder), "DELETE FROM `event` WHERE `id` = 1");
//! ```
//!
//! # Tables
//!
//! SeaQuery's own `Table::create()` works too, with the types that a ClickHouse user would choose for its portable ones;
//! [`ClickHouseTable`] says all that ClickHouse can.
//!
//! ```
//! use sea_query::Expr;
//! use sea_query_clickhouse::{codec::Codec, func::date_time::to_yyyymm, prelude::*};
//!
//! let table = ClickHouseTable::create("event")
//!     .col(ClickHouseColumnDef::new("at", DataType::date_time()).codec([Codec::delta(4), Codec::zstd(1)]))
//!     .col(ClickHouseColumnDef::new("protocol", DataType::String.low_cardinality()))
//!     .col(ClickHouseColumnDef::new("port", DataType::UInt16))
//!     .engine(Engine::merge_tree())
//!     .partition_by(to_yyyymm(Expr::col("at")))
//!     .order_by(["protocol", "at"])
//!     .index(SkipIndex::new("by_port", Expr::col("port"), SkipIndexType::Set(100)));
//!
//! assert_eq!(
//!     table.to_string(ClickHouseQueryBuilder),
//!     "CREATE TABLE `event` (`at` DateTime CODEC(Delta(4), ZSTD(1)), `protocol` LowCardinality(String), \
//!      `port` UInt16, INDEX `by_port` `port` TYPE set(100)) \
//!      ENGINE = MergeTree PARTITION BY toYYYYMM(`at`) ORDER BY (`protocol`, `at`)"
//! );
//! ```
//!
//! What a server prints of a table is read back into the same statement, which can be compared, changed and built:
//!
//! ```
//! use sea_query_clickhouse::{prelude::*, table::TableCreateStatement};
//!
//! let printed = "CREATE TABLE shop.event\n(\n    `at` DateTime,\n    `port` UInt16 DEFAULT 53\n)\n\
//!                ENGINE = MergeTree\nORDER BY (port, at)\nSETTINGS index_granularity = 8192";
//! let table: TableCreateStatement = printed.parse()?;
//! assert_eq!(
//!     table.comment("read back").to_string(ClickHouseQueryBuilder),
//!     "CREATE TABLE `shop`.`event` (`at` DateTime, `port` UInt16 DEFAULT 53) \
//!      ENGINE = MergeTree ORDER BY (`port`, `at`) SETTINGS index_granularity = 8192 COMMENT 'read back'"
//! );
//! # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
//! ```
//!
//! # Views
//!
//! A materialized view keeps the states of aggregates, which a query merges:
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query};
//! use sea_query_clickhouse::{
//!     aggregate::uniq,
//!     engine::MergeTree,
//!     prelude::*,
//!     view::Storage,
//! };
//!
//! let by_port = Query::select()
//!     .column("port")
//!     .expr_as(uniq([Expr::col("host")]).state(), "hosts")
//!     .from("event")
//!     .group_by_col("port")
//!     .to_owned();
//! let view = ClickHouseView::create_materialized("hosts_by_port", by_port)
//!     .engine(Storage::new(Engine::MergeTree(MergeTree::Aggregating)).order_by(["port"]));
//! assert_eq!(
//!     view.to_string(ClickHouseQueryBuilder),
//!     "CREATE MATERIALIZED VIEW `hosts_by_port` ENGINE = AggregatingMergeTree ORDER BY `port` \
//!      AS SELECT `port`, uniqState(`host`) AS `hosts` FROM `event` GROUP BY `port`"
//! );
//!
//! let query = Query::select()
//!     .column("port")
//!     .expr(uniq([Expr::col("hosts")]).merge())
//!     .from("hosts_by_port")
//!     .group_by_col("port")
//!     .to_owned();
//! assert_eq!(
//!     query.to_string(ClickHouseQueryBuilder),
//!     "SELECT `port`, uniqMerge(`hosts`) FROM `hosts_by_port` GROUP BY `port`"
//! );
//! ```
//!
//! # For a server
//!
//! A [`Target`] says what is known of the server: its version, by which what it lacks is refused with a sentence, and the
//! types of columns, by which values are bound.
//!
//! ```
//! use sea_query::{Expr, ExprTrait, Query, TableName};
//! use sea_query_clickhouse::{ColumnTypes, ServerVersion, prelude::*};
//!
//! struct Event;
//!
//! impl ColumnTypes for Event {
//!     fn data_type(&self, _: &TableName, column: &str) -> Option<DataType> {
//!         (column == "host").then_some(DataType::IPv4)
//!     }
//! }
//!
//! let target = Target::default().version(ServerVersion::new(24, 3, 0)).columns(&Event);
//! let mut query = Query::select();
//! query.column("id").from("event").and_where(Expr::col("host").is_in(["10.0.0.1", "10.0.0.2"]));
//!
//! let built = build_clickhouse(&query, &target)?;
//! assert_eq!(built.sql, "SELECT `id` FROM `event` WHERE `host` IN {p0:Array(IPv4)}");
//! assert_eq!((built.parameters[0].name, built.parameters[0].text.as_str()), ("p0", "['10.0.0.1','10.0.0.2']"));
//!
//! query.qualify(Expr::col("id").gt(1));
//! assert_eq!(
//!     build_clickhouse(&query, &target).unwrap_err().to_string(),
//!     "QUALIFY: the server is ClickHouse 24.3.0, this needs 24.4.0 or later"
//! );
//! # Ok::<(), sea_query_clickhouse::BuildError>(())
//! ```
//!
//! A client sends [`ClickHouseSql::sql`] with each [`Parameter`] as the field `param_` and its name: over HTTP in the
//! address or as a form field, as [ClickHouse's interface](https://clickhouse.com/docs/interfaces/http) says. Where
//! [`Requirements::join_use_nulls`] or [`Requirements::distributed_product_mode`] is set, the setting of that name goes with it.

#![forbid(unsafe_code)]

pub mod access;
pub mod aggregate;
mod build;
mod builder;
pub mod capability;
mod clause;
pub mod codec;
mod collect;
mod column;
pub mod connection;
pub mod constraint;
mod context;
pub mod database;
pub mod definition;
pub mod dictionary;
pub mod engine;
mod error;
pub mod func;
pub mod index;
mod lexer;
mod literal;
mod masked;
mod param;
mod parser;
pub mod partition;
mod portable;
pub mod projection;
pub mod query;
mod render;
mod secret;
pub mod statement;
pub mod statistics;
pub mod structured;
pub mod table;
pub mod ttl;
pub mod types;
pub mod view;

pub use build::{
    ClickHouseSql, ClickHouseStatement, ColumnTypes, MutationKind, Parameter, Requirements, Target,
    build_clickhouse,
};
pub use builder::ClickHouseQueryBuilder;
pub use capability::{Feature, ServerVersion, Support};
pub use clause::SettingValue;
pub use column::ClickHouseColumnDef;
pub use dictionary::ClickHouseDictionary;
pub use engine::Engine;
pub use error::{BuildError, BuildErrorKind};
pub use index::{SkipIndex, SkipIndexType};
pub use lexer::{bind_placeholders, has_outer_join, has_word, only_reads, split_statements};
pub use masked::mask_literals;
pub use table::ClickHouseTable;
pub use types::{DataType, DataTypeError};
pub use view::ClickHouseView;

/// What a file that builds ClickHouse statements imports.
pub mod prelude {
    pub use crate::query::{
        ClickHouseDateTimeExt, ClickHouseDeleteStatementExt, ClickHouseInExt, ClickHouseInsertStatementExt,
        ClickHouseLookupExt, ClickHouseSelectStatementExt, ClickHouseUpdateStatementExt,
    };
    pub use crate::{
        ClickHouseColumnDef, ClickHouseDictionary, ClickHouseQueryBuilder, ClickHouseTable, ClickHouseView,
        DataType, Engine, SkipIndex, SkipIndexType, Target, build_clickhouse,
    };
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
