//! Statements about dictionaries: tables of keys and attributes that the server keeps at hand, most often in memory.
//!
//! Their rows are read by the functions of [`func::dictionary`](crate::func::dictionary).
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary>.

#[macro_use]
pub(crate) mod parameter;

mod attribute;
mod create;
mod drop;
pub mod layout;
pub mod source;

pub use attribute::DictionaryAttribute;
pub use create::DictionaryCreateStatement;
pub use drop::DictionaryDropStatement;
pub use layout::Layout;
pub use source::DictionarySource;

use sea_query::IntoTableRef;

use crate::statement::{Attach, Detach, Exchange, Rename};

/// Where statements about dictionaries begin.
///
/// ```
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source}, prelude::*};
///
/// let create = ClickHouseDictionary::create("service")
///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
///     .attribute(DictionaryAttribute::new("name", DataType::String).default("unknown"))
///     .primary_key(["port"])
///     .source(source::ClickHouse::table("service_source"))
///     .layout(Flat::new())
///     .lifetime(300);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `service` (`port` UInt64, `name` String DEFAULT 'unknown') PRIMARY KEY `port` \
///      SOURCE(CLICKHOUSE(table 'service_source')) LAYOUT(FLAT()) LIFETIME(300)"
/// );
/// assert_eq!(ClickHouseDictionary::drop("service").to_string(ClickHouseQueryBuilder), "DROP DICTIONARY `service`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseDictionary;

impl ClickHouseDictionary {
    /// `CREATE DICTIONARY`
    pub fn create(dictionary: impl IntoTableRef) -> DictionaryCreateStatement {
        DictionaryCreateStatement::new(dictionary.into_table_ref())
    }

    /// `DROP DICTIONARY`
    pub fn drop(dictionary: impl IntoTableRef) -> DictionaryDropStatement {
        DictionaryDropStatement::new(dictionary.into_table_ref())
    }

    /// `RENAME DICTIONARY`. Two dictionaries exchange their names by
    /// [`Exchange::dictionaries`](crate::statement::Exchange::dictionaries).
    pub fn rename(from: impl IntoTableRef, to: impl IntoTableRef) -> Rename {
        Rename::dictionary(from, to)
    }

    /// `EXCHANGE DICTIONARIES a AND b`
    pub fn exchange(a: impl IntoTableRef, b: impl IntoTableRef) -> Exchange {
        Exchange::dictionaries(a, b)
    }

    /// `DETACH DICTIONARY`
    pub fn detach(dictionary: impl IntoTableRef) -> Detach {
        Detach::dictionary(dictionary)
    }

    /// `ATTACH DICTIONARY` of one that was detached.
    pub fn attach(dictionary: impl IntoTableRef) -> Attach {
        Attach::dictionary(dictionary)
    }
}
