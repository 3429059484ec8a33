//! ClickHouse for [SeaORM](sea_orm): entities, async pooled connections, mutations, streaming.
//!
//! ```no_run
//! use sea_orm::{entity::prelude::*, Set};
//! use sea_orm_clickhouse::{ClickHouse, ClickHouseQueryExt, IntoClickHouseSelect};
//!
//! mod event {
//!     use sea_orm::entity::prelude::*;
//!     use sea_orm_clickhouse::ClickHouseEntity;
//!
//!     #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
//!     #[sea_orm(table_name = "event")]
//!     pub struct Model {
//!         #[sea_orm(primary_key, auto_increment = false)]
//!         pub id: i64,
//!         pub protocol: String,
//!         pub port: i32,
//!     }
//!
//!     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//!     pub enum Relation {}
//!
//!     impl ActiveModelBehavior for ActiveModel {}
//! }
//!
//! # async fn example() -> Result<(), sea_orm::DbErr> {
//! let db = ClickHouse::connect("clickhouse://app:secret@127.0.0.1:8123/analytics").await?;
//!
//! // Everything of SeaORM.
//! event::ActiveModel { id: Set(1), protocol: Set("DNS".into()), port: Set(53) }.insert(&db).await?;
//! let rows = event::Entity::find().filter(event::Column::Port.gt(1024)).all(&db).await?;
//!
//! // ClickHouse's clauses on any select.
//! let hot = event::Entity::find().final_().prewhere(event::Column::Protocol.eq("DNS")).all(&db).await?;
//!
//! // The entity lane: exact in types, order and keys.
//! let json = event::Entity::find().clickhouse().into_json().all(&db).await?;
//! # Ok(())
//! # }
//! ```
//!
//! # Two lanes
//!
//! SeaORM reads every row of a foreign connection through its `ProxyRow`, a map by name. That is the *plain lane*:
//! every function of SeaORM works on it, and the columns of [registered](ClickHouseConnection::register) entities are
//! read exactly as the types of their fields. `.clickhouse()` leads into the *entity lane*, which reads models, rows,
//! tuples and JSON from the response itself. A row is a struct with the derive [`FromClickHouseRow`], for aggregates, joins
//! and SQL text: a column that does not fit its field is an error there, also under an `Option`.
//!
//! `docs/architecture.md` has a table of SeaORM's calls and how each is served, `docs/limitations.md` what SeaORM's own lane
//! cannot promise.
//!
//! # Keys
//!
//! ClickHouse has no AUTO_INCREMENT. A key that an INSERT leaves out is made before it is sent, and stands in the models that
//! `insert`, `insert_many` and `save` return: by the DEFAULT of the column, else by an [`IdGenerator`] of yours, else by the type of
//! the column. Keys of 64 bits are ids of the server unless this process has a worker id of its own: the option `worker_id`, or
//! the environment variable `CLICKHOUSE_WORKER_ID`.
//!
//! # Testing
//!
//! With the feature `testing`, `testing::TestDatabase` is a database of its own for each test, dropped after it, also when the test
//! panics. Tests run in parallel, under `cargo test` and `cargo nextest`, and do not see each other's rows. A server to run them
//! against is that of the crate `clickhouse-embedded`, or any of yours. Switch the feature on among the `dev-dependencies`.
//!
//! ```
//! # #[cfg(feature = "testing")]
//! # mod test {
//! # mod event {
//! #     use sea_orm::entity::prelude::*;
//! #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
//! #     #[sea_orm(table_name = "event")]
//! #     pub struct Model {
//! #         #[sea_orm(primary_key, auto_increment = false)]
//! #         pub id: i64,
//! #         pub protocol: String,
//! #     }
//! #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! #     pub enum Relation {}
//! #     impl ActiveModelBehavior for ActiveModel {}
//! # }
//! # use sea_orm::{EntityTrait, PaginatorTrait};
//! use sea_orm_clickhouse::testing::TestDatabase;
//!
//! // #[tokio::test]
//! async fn an_event_is_counted() -> Result<(), sea_orm::DbErr> {
//!     // The server of the environment variable CLICKHOUSE_URL; `TestDatabase::new(&db)` takes that of a connection.
//!     let test = TestDatabase::from_env().await?;
//!     test.create::<event::Entity>().await?;
//!     test.insert([event::Model { id: 1, protocol: "DNS".into() }]).await?;
//!
//!     assert_eq!(event::Entity::find().count(test.db()).await?, 1);
//!     Ok(())
//! }
//! # }
//! ```
//!
//! # Tables
//!
//! An entity declares its table by the attributes of the derive [`ClickHouseEntity`](macro@ClickHouseEntity), which its documentation
//! lists, or by the [trait](trait@ClickHouseEntity) of that name: `Entity::create_table()` gives the statement,
//! [`db.create_table::<Entity>()`](ClickHouseConnection::create_table) runs it, and
//! [`db.check_declared::<Entity>()`](ClickHouseConnection::check_declared) compares it with the table on the server, [`db.check_declared_dictionary::<Entity>()`](ClickHouseConnection::check_declared_dictionary)
//! a dictionary with the one there. An entity over a
//! Distributed table names the one of its local tables; the trait's documentation has an example.
//!
//! A [view](ClickHouseViewEntity) or a [dictionary](ClickHouseDictionaryEntity) is an entity by the same derive. It is read
//! everywhere that a table is, and a write is refused with a sentence that names where to write.
//!
//! # Spans and metrics
//!
//! Each statement that is sent runs in a span of `tracing`, `clickhouse.query`, at the level DEBUG: `db.statement` is its text with `?`
//! for each literal, so that neither values nor passwords are in it; `db.operation`, `query_id`, `server.address`, and at its end `rows` (read
//! or written), `elapsed`, `otel.status_code` and the name of the `error`. The span ends with the last row.
//! [`set_metric_callback`](ClickHouseConnection::set_metric_callback) is SeaORM's.
//!
//! # Features
//!
//! SeaORM's features of types (`with-chrono`, `with-time`, `with-json`, `with-uuid`, `with-rust_decimal`, `with-bigdecimal`,
//! `with-ipnetwork`, `postgres-array`), `macros`, `proxy` and `stream` are switched on by this crate; a program that uses one of chrono and
//! time alone needs nothing else. Of this crate's own none is on by default:
//!
//! | feature | what it does |
//! |---|---|
//! | `cli` | the program `sea-orm-clickhouse` with its command `generate entity`, and what it is made of, `generate` |
//! | `client` | `ClickHouseConnection::client`, the official client with the connection's options |
//! | `entity-registry` | SeaORM's `entity-registry`: `ClickHouseConnection::get_schema_registry` |
//! | `migration` | `migration`, for migration crates of SeaORM |
//! | `rbac` | SeaORM's `rbac`, whose `RestrictedConnection` cannot wrap this connection: see `docs/limitations.md` |
//! | `testing` | `testing::TestDatabase`, a database of its own for each test |

mod check;
#[cfg(feature = "client")]
mod client;
#[cfg(any(feature = "cli", feature = "migration"))]
mod command;
mod computed;
mod connection;
mod distributed;
mod entity;
mod error;
mod expectation;
#[cfg(any(fuzzing, test))]
#[doc(hidden)]
pub mod fuzzing;
#[cfg(feature = "cli")]
pub mod generate;
mod id;
mod insert;
mod json;
mod link;
mod lookup;
#[cfg(feature = "migration")]
pub mod migration;
mod mutation;
mod native;
mod options;
#[cfg(feature = "migration")]
pub mod plan;
mod pool;
mod query;
mod registration;
mod registry;
mod result;
mod returning;
mod row;
mod schema;
mod select;
mod source;
mod statement;
mod stream;
mod table;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod transfer;
mod transport;
pub mod types;

pub use check::{Difference, DifferenceKind, Effect, TableCheck};
pub use connection::{ClickHouse, ClickHouseConnection};
pub use entity::{ClickHouseDictionaryEntity, ClickHouseEntity, ClickHouseViewEntity};
pub use error::{ClickHouseError, ClickHouseErrorKind, ClickHouseTimeout};
pub use id::{IdGenerator, IdRequest, Snowflake};
pub use json::{JsonFloat, JsonOptions};
pub use lookup::ClickHouseColumnExt;
pub use options::ClickHouseConnectOptions;
pub use query::{
    ClickHouseDeleteExt, ClickHouseInsertExt, ClickHouseQueryExt, ClickHouseUpdateExt, MutationsSync,
};
pub use registration::Registration;
pub use result::FromClickHouseRow;
pub use schema::ClickHouseSchema;
pub use sea_orm_clickhouse_macros::{
    ClickHouseEntity, ClickHouseTuple, ClickHouseVariant, FromClickHouseRow,
};
pub use sea_query_clickhouse::{self, BuildError, ServerVersion};
pub use select::{
    BothRow, ClickHouseRow, ClickHouseSelect, FieldRow, GroupedRow, JsonRow, ModelRow, ModelsRow, OpenRow,
};
pub use source::IntoClickHouseSelect;
pub use stream::ClickHouseStream;
pub use transaction::ClickHouseTransaction;

#[doc(hidden)]
pub use inventory;
#[doc(hidden)]
pub use result::{RowFields, RowValues};
#[doc(hidden)]
pub use types::private;

/// What a file that works with entities on ClickHouse imports.
pub mod prelude {
    pub use sea_query_clickhouse::{
        ClickHouseColumnDef, ClickHouseDictionary, ClickHouseTable, ClickHouseView, DataType, Engine,
        SkipIndex, SkipIndexType,
        query::{ClickHouseDateTimeExt, ClickHouseLookupExt},
    };

    pub use crate::{
        ClickHouse, ClickHouseColumnExt, ClickHouseConnection, ClickHouseDeleteExt,
        ClickHouseDictionaryEntity, ClickHouseEntity, ClickHouseError, ClickHouseInsertExt,
        ClickHouseQueryExt, ClickHouseSchema, ClickHouseUpdateExt, ClickHouseViewEntity, FromClickHouseRow,
        IntoClickHouseSelect,
    };
}
