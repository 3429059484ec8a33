use sea_query::Expr;

use super::options::{Options, statement, write_expr, write_list, write_name};
use crate::{Feature, error::BuildError, literal::write_identifier, render::Renderer};

/// Where statements about SQL functions begin.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseFunction};
///
/// let drop = ClickHouseFunction::drop("half").if_exists();
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP FUNCTION IF EXISTS `half`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseFunction;

impl ClickHouseFunction {
    /// `CREATE FUNCTION name AS (arguments) -> body`, where the body names the arguments as columns.
    pub fn create<I, A>(
        name: impl Into<String>,
        arguments: I,
        body: impl Into<Expr>,
    ) -> FunctionCreateStatement
    where
        I: IntoIterator<Item = A>,
        A: Into<String>,
    {
        FunctionCreateStatement {
            name: name.into(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            body: body.into(),
            options: Options::default(),
        }
    }

    /// `DROP FUNCTION`
    pub fn drop(name: impl Into<String>) -> FunctionDropStatement {
        FunctionDropStatement {
            name: name.into(),
            options: Options::default(),
        }
    }
}

/// `CREATE FUNCTION`: an expression with a name, for all databases of the server.
///
/// Functions in WebAssembly and executable ones have no statement here.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/function>.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseFunction};
///
/// let create = ClickHouseFunction::create("linear", ["x", "k", "b"], Expr::col("k").mul(Expr::col("x")).add(Expr::col("b")));
/// assert_eq!(
///     create.or_replace().to_string(ClickHouseQueryBuilder),
///     "CREATE OR REPLACE FUNCTION `linear` AS (`x`, `k`, `b`) -> (`k` * `x`) + `b`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionCreateStatement {
    name: String,
    arguments: Vec<String>,
    body: Expr,
    options: Options,
}

impl FunctionCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::SqlFunctions);
        self.options.write_create(renderer, "FUNCTION", sql)?;
        write_name(&self.name, "FUNCTION", sql)?;
        self.options.write_cluster(renderer, sql)?;
        sql.push_str(" AS (");
        write_list(&self.arguments, sql, |argument, sql| {
            write_identifier(sql, argument);
            Ok(())
        })?;
        sql.push_str(") -> ");
        write_expr(renderer, &self.body, sql);
        Ok(())
    }
}

statement!(FunctionCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `DROP FUNCTION`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-function>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseFunction};
///
/// let drop = ClickHouseFunction::drop("linear").on_cluster("main");
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP FUNCTION `linear` ON CLUSTER `main`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionDropStatement {
    name: String,
    options: Options,
}

impl FunctionDropStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::SqlFunctions);
        self.options.write_verb(renderer, "DROP FUNCTION", sql);
        write_name(&self.name, "FUNCTION", sql)?;
        self.options.write_cluster(renderer, sql)
    }
}

statement!(FunctionDropStatement {
    if_exists,
    on_cluster
});
