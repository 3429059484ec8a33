//! The parts of a table as text, and back.

use std::str::FromStr;

use sea_query::{Expr, QueryBuilder};

use super::{DefinitionError, difference::written, read};
use crate::{
    ClickHouseColumnDef, SkipIndex, constraint::TableConstraint, error::BuildError, parser::Parser,
    projection::Projection, render::Renderer, ttl::Ttl,
};

/// A part that has a text of its own.
macro_rules! texts {
    ($($(#[$doc:meta])* $type:ty: |$it:ident, $renderer:ident, $sql:ident| $write:expr, $read:path;)*) => {
        $(
            impl $type {
                $(#[$doc])*
                ///
                /// # Errors
                ///
                /// When it cannot be built.
                pub fn definition(&self) -> Result<String, BuildError> {
                    let $it = self;
                    written(|$renderer, $sql| $write)
                }
            }

            /// What [`definition`](Self::definition) gives, or a server prints of it. Expressions come back as their texts.
            impl FromStr for $type {
                type Err = DefinitionError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    read(text, $read)
                }
            }
        )*
    };
}

texts! {
    /// The column as CREATE TABLE has it.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseColumnDef, codec::Codec, types::DataType};
    ///
    /// let column = ClickHouseColumnDef::new("port", DataType::UInt16).codec(Codec::zstd(3)).comment("of the server");
    /// assert_eq!(column.definition()?, "`port` UInt16 COMMENT 'of the server' CODEC(ZSTD(3))");
    /// assert_eq!(column.definition()?.parse::<ClickHouseColumnDef>()?, column);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ClickHouseColumnDef: |it, renderer, sql| renderer.write_column(it, sql), Parser::column;
    /// The index as CREATE TABLE has it, after INDEX.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::{SkipIndex, SkipIndexType};
    ///
    /// let index = SkipIndex::new("by_port", Expr::col("port"), SkipIndexType::Set(100)).granularity(4);
    /// assert_eq!(index.definition()?, "`by_port` `port` TYPE set(100) GRANULARITY 4");
    /// assert_eq!(index.definition()?.parse::<SkipIndex>()?, index);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    SkipIndex: |it, renderer, sql| renderer.write_index(it, sql), Parser::index;
    /// The constraint as CREATE TABLE has it, after CONSTRAINT.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::constraint::TableConstraint;
    ///
    /// let constraint = TableConstraint::check("has_port", Expr::cust("port > 0"));
    /// assert_eq!(constraint.definition()?, "`has_port` CHECK (port > 0)");
    /// let read: TableConstraint = "`has_port` CHECK port > 0".parse()?;
    /// assert_eq!(read, constraint);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    TableConstraint: |it, renderer, sql| it.write(renderer, sql), Parser::constraint;
    /// The projection as CREATE TABLE has it, after PROJECTION.
    ///
    /// ```
    /// use sea_query_clickhouse::projection::Projection;
    ///
    /// let projection: Projection = "ports (SELECT port, count() GROUP BY port)".parse()?;
    /// assert_eq!(projection.definition()?, "`ports` (SELECT port, count() GROUP BY port)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Projection: |it, renderer, sql| it.write(renderer, sql), Parser::projection;
    /// The rule as CREATE TABLE has it, after TTL.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::ttl::Ttl;
    ///
    /// let rule = Ttl::new(Expr::cust("day + toIntervalMonth(1)")).to_volume("cold");
    /// assert_eq!(rule.definition()?, "day + toIntervalMonth(1) TO VOLUME 'cold'");
    /// assert_eq!(rule.definition()?.parse::<Ttl>()?, rule);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Ttl: |it, renderer, sql| it.write(renderer, sql), Parser::rule;
}

/// The SQL of an expression, as a clause of a table has it.
///
/// # Errors
///
/// When it cannot be built.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::definition::expression;
///
/// assert_eq!(expression(&Expr::col("id").add(1))?, "`id` + 1");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub fn expression(expr: &Expr) -> Result<String, BuildError> {
    written(|renderer: &Renderer<'_>, sql| renderer.prepare_expr(expr, sql))
}
