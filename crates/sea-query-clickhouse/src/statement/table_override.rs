use sea_query::{Expr, FunctionCall};

use super::options::{statement, write_expr, write_name};
use crate::{ClickHouseColumnDef, Feature, error::BuildError, render::Renderer};

/// Other columns and keys than a replicated table has where it comes from.
#[derive(Clone, Debug, Default, PartialEq)]
struct Overrides {
    columns: Vec<ClickHouseColumnDef>,
    keys: Vec<(&'static str, Expr)>,
}

impl Overrides {
    /// Writes `COLUMNS (...) ORDER BY ...`.
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.columns.is_empty() && self.keys.is_empty() {
            return Err(BuildError::invalid(
                "TABLE OVERRIDE",
                "it overrides nothing; name a column or a key",
            ));
        }
        for (i, column) in self.columns.iter().enumerate() {
            sql.push_str(if i == 0 { "COLUMNS (" } else { ", " });
            renderer
                .context
                .with_literals(|| renderer.write_column(column, sql));
        }
        sql.push_str(if self.columns.is_empty() { "" } else { ")" });
        for (i, (keyword, expr)) in self.keys.iter().enumerate() {
            sql.push_str(if i == 0 && self.columns.is_empty() {
                ""
            } else {
                " "
            });
            sql.push_str(keyword);
            sql.push(' ');
            write_expr(renderer, expr, sql);
        }
        Ok(())
    }
}

macro_rules! overrides {
    () => {
        fn key(mut self, keyword: &'static str, expr: Expr) -> Self {
            self.overrides.keys.retain(|(known, _)| *known != keyword);
            self.overrides.keys.push((keyword, expr));
            self
        }

        /// `COLUMNS (...)`: another column, or one with another type.
        pub fn col(mut self, column: ClickHouseColumnDef) -> Self {
            self.overrides.columns.push(column);
            self
        }

        /// `ORDER BY`
        pub fn order_by(self, expr: impl Into<Expr>) -> Self {
            self.key("ORDER BY", expr.into())
        }

        /// `PARTITION BY`
        pub fn partition_by(self, expr: impl Into<Expr>) -> Self {
            self.key("PARTITION BY", expr.into())
        }

        /// `PRIMARY KEY`
        pub fn primary_key(self, expr: impl Into<Expr>) -> Self {
            self.key("PRIMARY KEY", expr.into())
        }

        /// `SAMPLE BY`
        pub fn sample_by(self, expr: impl Into<Expr>) -> Self {
            self.key("SAMPLE BY", expr.into())
        }

        /// `TTL`
        pub fn ttl(self, expr: impl Into<Expr>) -> Self {
            self.key("TTL", expr.into())
        }
    };
}

/// `EXPLAIN TABLE OVERRIDE`: whether overrides of columns and keys fit the table that a table function reads, as a
/// database of the engine MaterializedPostgreSQL applies them.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/explain#explain-table-override>.
///
/// ```
/// use sea_query::{Expr, Func};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ExplainTableOverride};
///
/// let source = Func::cust("mysql").args(["127.0.0.1:3306", "db", "tbl", "root", "clickhouse"].map(Expr::val));
/// let explain = ExplainTableOverride::new(source).partition_by(Expr::cust("toYYYYMM(assumeNotNull(created))"));
/// assert_eq!(
///     explain.to_string(ClickHouseQueryBuilder),
///     "EXPLAIN TABLE OVERRIDE mysql('127.0.0.1:3306', 'db', 'tbl', 'root', 'clickhouse') \
///      PARTITION BY toYYYYMM(assumeNotNull(created))"
/// );
/// ```
#[derive(Clone, PartialEq)]
pub struct ExplainTableOverride {
    source: FunctionCall,
    overrides: Overrides,
}

impl std::fmt::Debug for ExplainTableOverride {
    // The arguments of the function hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExplainTableOverride")
            .field("overrides", &self.overrides)
            .finish_non_exhaustive()
    }
}

impl ExplainTableOverride {
    /// Overrides of what the table function `source` reads.
    pub fn new(source: FunctionCall) -> Self {
        Self {
            source,
            overrides: Overrides::default(),
        }
    }

    overrides!();

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::TableOverride);
        sql.push_str("EXPLAIN TABLE OVERRIDE ");
        write_expr(renderer, &Expr::FunctionCall(self.source.clone()), sql);
        sql.push(' ');
        self.overrides.write(renderer, sql)
    }
}

statement!(ExplainTableOverride {});

/// `TABLE OVERRIDE`: of one table of a MaterializedPostgreSQL database, other columns and keys.
///
/// Source: <https://clickhouse.com/docs/engines/database-engines/materialized-postgresql#table-overrides>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{
///     ClickHouseQueryBuilder, database::{ClickHouseDatabase, DatabaseEngine}, statement::TableOverride,
/// };
///
/// let create = ClickHouseDatabase::create("shop")
///     .engine(DatabaseEngine::materialized_postgresql("db.example.com:5432", "shop", "reader", "secret"))
///     .table_override(TableOverride::new("sale").partition_by(Expr::col("day")));
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DATABASE `shop` ENGINE = MaterializedPostgreSQL('db.example.com:5432', 'shop', 'reader', 'secret') \
///      TABLE OVERRIDE `sale` (PARTITION BY `day`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableOverride {
    table: String,
    overrides: Overrides,
}

impl TableOverride {
    /// Overrides of the table of this name.
    pub fn new(table: impl Into<String>) -> Self {
        Self {
            table: table.into(),
            overrides: Overrides::default(),
        }
    }

    overrides!();

    /// Writes `TABLE OVERRIDE name (...)`.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::TableOverride);
        sql.push_str("TABLE OVERRIDE ");
        write_name(&self.table, "TABLE OVERRIDE", sql)?;
        sql.push_str(" (");
        self.overrides.write(renderer, sql)?;
        sql.push(')');
        Ok(())
    }
}
