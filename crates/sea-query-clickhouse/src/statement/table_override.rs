use sea_query::{Expr, FunctionCall};

use super::options::{Options, statement, write_expr};
use crate::{ClickHouseColumnDef, Feature, error::BuildError, render::Renderer};

/// `EXPLAIN TABLE OVERRIDE`: whether overrides of columns and keys fit the table that a table function reads, as a
/// database of the engine MaterializedPostgreSQL applies them.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/explain#explain-table-override>.
///
/// ```
/// use sea_query::{Expr, Func};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ExplainTableOverride};
///
/// let source = Func::cust("mysql").args(["127.0.0.1:3306", "db", "tbl", "root", "clickhouse"]);
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
    columns: Vec<ClickHouseColumnDef>,
    keys: Vec<(&'static str, Expr)>,
    options: Options,
}

impl std::fmt::Debug for ExplainTableOverride {
    // The arguments of the function hold a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExplainTableOverride")
            .field("columns", &self.columns)
            .field("keys", &self.keys)
            .finish_non_exhaustive()
    }
}

impl ExplainTableOverride {
    /// Overrides of what the table function `source` reads.
    pub fn new(source: FunctionCall) -> Self {
        Self {
            source,
            columns: Vec::new(),
            keys: Vec::new(),
            options: Options::default(),
        }
    }

    fn key(mut self, keyword: &'static str, expr: Expr) -> Self {
        self.keys.retain(|(known, _)| *known != keyword);
        self.keys.push((keyword, expr));
        self
    }

    /// `COLUMNS (...)`: a column more, or with another type.
    pub fn col(mut self, column: ClickHouseColumnDef) -> Self {
        self.columns.push(column);
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

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::TableOverride);
        sql.push_str("EXPLAIN TABLE OVERRIDE ");
        write_expr(renderer, &Expr::FunctionCall(self.source.clone()), sql);
        for (i, column) in self.columns.iter().enumerate() {
            sql.push_str(if i == 0 { " COLUMNS (" } else { ", " });
            renderer.write_column(column, sql);
        }
        sql.push_str(if self.columns.is_empty() { "" } else { ")" });
        for (keyword, expr) in &self.keys {
            sql.push_str(&format!(" {keyword} "));
            write_expr(renderer, expr, sql);
        }
        Ok(())
    }
}

statement!(ExplainTableOverride {});
