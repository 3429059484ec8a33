use sea_query::{ColumnDef, DynIden, Expr, IntoIden};

use crate::{error::BuildError, portable, types::DataType};

/// A column of a table: its name, its exact type, and what stands for a value that is not given.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{ClickHouseColumnDef, ClickHouseQueryBuilder, ClickHouseTable, DataType, Engine};
///
/// let table = ClickHouseTable::create("event")
///     .col(ClickHouseColumnDef::new("at", DataType::date_time64(3)).default(Expr::cust("now64(3)")))
///     .col(ClickHouseColumnDef::new("day", DataType::Date).materialized(Expr::cust("toDate(at)")))
///     .col(ClickHouseColumnDef::new("body", DataType::String).codec("ZSTD(3)").comment("as received"))
///     .engine(Engine::Memory);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`at` DateTime64(3) DEFAULT now64(3), \
///      `day` Date MATERIALIZED toDate(at), \
///      `body` String COMMENT 'as received' CODEC(ZSTD(3))) ENGINE = Memory"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ClickHouseColumnDef {
    pub(crate) name: DynIden,
    pub(crate) data_type: DataType,
    pub(crate) default: Option<(DefaultKind, Expr)>,
    pub(crate) codec: Option<String>,
    pub(crate) ttl: Option<Expr>,
    pub(crate) comment: Option<String>,
}

/// How the value of a column that an insert leaves out comes about.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/table#default_values>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultKind {
    Default,
    Materialized,
    Alias,
}

impl DefaultKind {
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Default => " DEFAULT ",
            Self::Materialized => " MATERIALIZED ",
            Self::Alias => " ALIAS ",
        }
    }
}

impl ClickHouseColumnDef {
    /// A column of `data_type`. It takes NULL only if the type is [nullable](DataType::nullable).
    pub fn new(name: impl IntoIden, data_type: DataType) -> Self {
        Self {
            name: name.into_iden(),
            data_type,
            default: None,
            codec: None,
            ttl: None,
            comment: None,
        }
    }

    /// The column that a portable definition of SeaQuery stands for.
    ///
    /// # Errors
    ///
    /// When its type or one of its properties (UNIQUE, CHECK) has no counterpart in ClickHouse.
    pub fn from_portable(column: &ColumnDef) -> Result<Self, BuildError> {
        portable::lone_column(column)
    }

    /// `DEFAULT expr`: the value where an insert gives none.
    pub fn default(mut self, expr: impl Into<Expr>) -> Self {
        self.default = Some((DefaultKind::Default, expr.into()));
        self
    }

    /// `MATERIALIZED expr`: always computed at insert, and left out of `SELECT *`.
    pub fn materialized(mut self, expr: impl Into<Expr>) -> Self {
        self.default = Some((DefaultKind::Materialized, expr.into()));
        self
    }

    /// `ALIAS expr`: computed when it is read, never stored.
    pub fn alias(mut self, expr: impl Into<Expr>) -> Self {
        self.default = Some((DefaultKind::Alias, expr.into()));
        self
    }

    /// `CODEC(chain)`, such as `Delta, ZSTD(1)`, written as it is.
    pub fn codec(mut self, chain: impl Into<String>) -> Self {
        self.codec = Some(chain.into());
        self
    }

    /// `TTL expr`: when the value is reset to its default.
    pub fn ttl(mut self, expr: impl Into<Expr>) -> Self {
        self.ttl = Some(expr.into());
        self
    }

    /// `COMMENT 'text'`.
    pub fn comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(text.into());
        self
    }

    /// The name of the column.
    pub fn name(&self) -> String {
        self.name.to_string()
    }

    /// The type of the column.
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }
}
