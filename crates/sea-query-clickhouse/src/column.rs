use sea_query::{ColumnDef, DynIden, Expr, IntoIden};

use crate::{
    SettingValue, codec::CodecChain, error::BuildError, literal::is_word, portable, statistics::Statistics,
    table::setting::Settings, types::DataType,
};

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
    /// Whether the server finds the type by the default.
    pub(crate) inferred: bool,
    /// What is said about NULL beside the type.
    pub(crate) null: Option<bool>,
    pub(crate) collation: Option<String>,
    pub(crate) default: Option<(DefaultKind, Expr)>,
    /// EPHEMERAL without an expression.
    pub(crate) ephemeral: bool,
    pub(crate) codec: Option<CodecChain>,
    pub(crate) statistics: Vec<Statistics>,
    pub(crate) ttl: Option<Expr>,
    pub(crate) comment: Option<String>,
    pub(crate) primary_key: bool,
    pub(crate) settings: Settings,
}

/// How the value of a column that an insert leaves out comes about.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/table#default_values>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DefaultKind {
    Default,
    Materialized,
    Ephemeral,
    Alias,
}

impl DefaultKind {
    pub(crate) fn keyword(self) -> &'static str {
        match self {
            Self::Default => " DEFAULT ",
            Self::Materialized => " MATERIALIZED ",
            Self::Ephemeral => " EPHEMERAL ",
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
            inferred: false,
            null: None,
            collation: None,
            default: None,
            ephemeral: false,
            codec: None,
            statistics: Vec::new(),
            ttl: None,
            comment: None,
            primary_key: false,
            settings: Settings::default(),
        }
    }

    /// A column whose type the server finds by its default, materialized, ephemeral or alias expression. Until then
    /// its [`data_type`](Self::data_type) is `Nothing`.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let column = ClickHouseColumnDef::inferred("day").materialized(Expr::cust("toDate(at)"));
    /// assert_eq!(
    ///     ClickHouseTable::alter("event").modify_column(column).to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` MODIFY COLUMN `day` MATERIALIZED toDate(at)"
    /// );
    /// ```
    pub fn inferred(name: impl IntoIden) -> Self {
        Self {
            inferred: true,
            ..Self::new(name, DataType::Nothing)
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

    /// `EPHEMERAL`: never stored; an insert gives it for the defaults of other columns, and has the default of the
    /// type where it does not.
    pub fn ephemeral(mut self) -> Self {
        self.default = None;
        self.ephemeral = true;
        self
    }

    /// `EPHEMERAL expr`: as [`ephemeral`](Self::ephemeral), with a default of its own.
    pub fn ephemeral_or(mut self, expr: impl Into<Expr>) -> Self {
        self.default = Some((DefaultKind::Ephemeral, expr.into()));
        self
    }

    /// `NULL`: makes the type nullable, in words beside it. [`DataType::nullable`] says the same inside of it.
    pub fn null(mut self) -> Self {
        self.null = Some(true);
        self
    }

    /// `NOT NULL`: the type is not nullable, even where the setting `data_type_default_nullable` would make it so.
    pub fn not_null(mut self) -> Self {
        self.null = Some(false);
        self
    }

    /// `COLLATE name` of a string. The server takes it for the sake of other dialects and forgets it; where the setting
    /// `compatibility_ignore_collation_in_create_table` is 0 it refuses it. Strings are sorted by a collation in
    /// the ORDER BY of a query.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let column = ClickHouseColumnDef::new("host", DataType::String).collate("binary").not_null();
    /// assert_eq!(
    ///     ClickHouseTable::alter("event").modify_column(column).to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` MODIFY COLUMN `host` String COLLATE binary NOT NULL"
    /// );
    /// ```
    pub fn collate(mut self, name: impl Into<String>) -> Self {
        self.collation = Some(name.into());
        self
    }

    /// `PRIMARY KEY`: the table's primary key is this column, with the others that say so, in their order.
    pub fn primary_key(mut self) -> Self {
        self.primary_key = true;
        self
    }

    /// `STATISTICS(kinds)`: what the optimizer may know about the column's values.
    ///
    /// ```
    /// use sea_query_clickhouse::{prelude::*, statistics::Statistics};
    ///
    /// let column = ClickHouseColumnDef::new("port", DataType::UInt16)
    ///     .statistics([Statistics::MinMax, Statistics::Uniq])
    ///     .setting("max_compress_block_size", 65536);
    /// assert_eq!(
    ///     ClickHouseTable::alter("event").modify_column(column).to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` MODIFY COLUMN `port` UInt16 STATISTICS(minmax, uniq) \
    ///      SETTINGS (max_compress_block_size = 65536)"
    /// );
    /// ```
    pub fn statistics(mut self, kinds: impl IntoIterator<Item = Statistics>) -> Self {
        self.statistics = kinds.into_iter().collect();
        self
    }

    /// `SETTINGS (name = value)` of the column, such as `max_compress_block_size`; a later value of a name replaces an
    /// earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// `CODEC(chain)`: a [`Codec`](crate::codec::Codec), several, or a text such as `Delta, ZSTD(1)`.
    pub fn codec(mut self, chain: impl Into<CodecChain>) -> Self {
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

    /// The same column under another name.
    pub fn named(mut self, name: impl IntoIden) -> Self {
        self.name = name.into_iden();
        self
    }

    /// Another type than the column has.
    pub fn with_type(mut self, data_type: DataType) -> Self {
        self.data_type = data_type;
        self.inferred = false;
        self
    }

    /// `LowCardinality` of the type that the column has.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let column = ClickHouseColumnDef::new("protocol", DataType::String.nullable()).low_cardinality();
    /// assert_eq!(column.data_type().to_string(), "LowCardinality(Nullable(String))");
    /// ```
    pub fn low_cardinality(mut self) -> Self {
        self.data_type = self.data_type.low_cardinality();
        self
    }

    /// Whether the server always computes it, so that no INSERT names it: MATERIALIZED or ALIAS.
    pub fn is_computed(&self) -> bool {
        matches!(
            self.default,
            Some((DefaultKind::Materialized | DefaultKind::Alias, _))
        )
    }

    /// The name of the column.
    pub fn name(&self) -> String {
        self.name.to_string()
    }

    /// The type of the column.
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The column in a table that stores no rows.
    pub(crate) fn without_storage(&self) -> Self {
        Self {
            codec: None,
            statistics: Vec::new(),
            ttl: None,
            settings: Settings::default(),
            primary_key: false,
            ..self.clone()
        }
    }

    pub(crate) fn check(&self) -> Result<(), BuildError> {
        let invalid = |clause: &'static str, sentence: &str| {
            Err(BuildError::invalid(
                clause,
                format!("column `{}`: {sentence}", self.name),
            ))
        };
        if self.null.is_some() && self.data_type.is_nullable() {
            return invalid("NULL", "the type says it already");
        }
        if self.inferred && self.default.is_none() {
            return invalid("column", "without a type it needs an expression to find one by");
        }
        if self.ephemeral && self.default.is_some() {
            return invalid("EPHEMERAL", "it has another default too");
        }
        if let Some(codec) = &self.codec {
            codec.check()?;
        }
        let of_data = [
            ("CODEC", self.codec.is_some(), "compressed"),
            ("STATISTICS", !self.statistics.is_empty(), "counted"),
            ("TTL", self.ttl.is_some(), "removed"),
            ("SETTINGS", !self.settings.is_empty(), "written"),
            ("PRIMARY KEY", self.primary_key, "sorted"),
        ];
        if let (false, Some((clause, _, participle))) =
            (self.is_stored(), of_data.iter().find(|(_, is_set, _)| *is_set))
        {
            return invalid(clause, &format!("what is not stored is not {participle}"));
        }
        if self.ttl.is_some() && self.primary_key {
            return invalid("TTL", "a value of the primary key cannot be reset");
        }
        if let Some(collation) = &self.collation
            && !is_word(collation)
        {
            return invalid("COLLATE", "the name of a collation is letters, digits and _ only");
        }
        self.settings.check()
    }
}
