//! The ClickHouse dialect for [SeaQuery](sea_query).
//!
//! SeaQuery's statements are taken apart by walking their syntax tree and written in ClickHouse's order, with
//! ClickHouse's functions, types and clauses. Nothing is searched or replaced in finished SQL.
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
//! Two ways lead to SQL:
//!
//! * [`build_clickhouse`] is the one to run: it is fallible, binds values as server-side parameters (`{p0:Int32}`)
//!   and says what the statement needs of the server.
//! * [`ClickHouseQueryBuilder`] is the one for tests and logs: it works wherever SeaQuery takes a builder, and
//!   panics, as SeaQuery's own builders do, where [`build_clickhouse`] returns an error.
//!
//! Tables with engines, keys, partitions, indexes and settings are made with [`ClickHouseTable`].

#![forbid(unsafe_code)]

pub mod access;
pub mod aggregate;
pub mod argument;
mod build;
mod builder;
pub mod capability;
mod clause;
pub mod codec;
mod collect;
mod column;
pub mod constraint;
mod context;
mod cursor;
pub mod database;
pub mod definition;
pub mod dictionary;
pub mod engine;
mod error;
pub mod func;
pub mod index;
mod lexer;
mod literal;
pub mod mutation;
pub mod output;
mod param;
pub mod partition;
mod portable;
pub mod projection;
pub mod query;
mod render;
mod secret;
pub mod source;
pub mod statement;
pub mod statistics;
pub mod system;
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
pub use lexer::{bind_placeholders, only_reads, split_statements};
pub use table::ClickHouseTable;
pub use types::{DataType, DataTypeError};
pub use view::ClickHouseView;

/// What a file that builds ClickHouse statements imports.
pub mod prelude {
    pub use crate::query::{
        ClickHouseDeleteStatementExt, ClickHouseInExt, ClickHouseInsertStatementExt, ClickHouseLookupExt,
        ClickHouseSelectStatementExt, ClickHouseUpdateStatementExt,
    };
    pub use crate::{
        ClickHouseColumnDef, ClickHouseDictionary, ClickHouseQueryBuilder, ClickHouseTable, ClickHouseView,
        DataType, Engine, SkipIndex, SkipIndexType,
    };
}
