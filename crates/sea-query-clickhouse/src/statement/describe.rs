use sea_query::{FunctionCall, IntoTableRef, SelectStatement, TableRef};

use super::options::{Options, statement, write_expr, write_object};
use crate::{build::sealed::Write, context::Placement, error::BuildError, render::Renderer};

/// `DESCRIBE TABLE`: the columns of a table, of a query's result, or of what a table function reads.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/describe-table>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Describe};
///
/// assert_eq!(
///     Describe::table("event").setting("describe_include_subcolumns", 1).to_string(ClickHouseQueryBuilder),
///     "DESCRIBE TABLE `event` SETTINGS describe_include_subcolumns = 1"
/// );
/// let query = Query::select().expr_as(Expr::val(1), "one").to_owned();
/// assert_eq!(Describe::query(query).to_string(ClickHouseQueryBuilder), "DESCRIBE TABLE (SELECT 1 AS `one`)");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Describe {
    subject: Subject,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Table(TableRef),
    Query(Box<SelectStatement>),
    Function(FunctionCall),
}

impl Describe {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            options: Options::default(),
        }
    }

    /// The columns of a table or view.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Table(table.into_table_ref()))
    }

    /// The columns of a query's result. Its values are parameters, as in the query itself.
    pub fn query(query: SelectStatement) -> Self {
        Self::new(Subject::Query(Box::new(query)))
    }

    /// The columns of what a table function reads: `Func::cust("numbers").arg(10)`.
    pub fn function(function: FunctionCall) -> Self {
        Self::new(Subject::Function(function))
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("DESCRIBE TABLE ");
        match &self.subject {
            Subject::Table(table) => write_object(renderer, table, sql)?,
            Subject::Query(query) => {
                sql.push('(');
                query.write(renderer, sql);
                sql.push(')');
            }
            Subject::Function(function) => {
                write_expr(renderer, &sea_query::Expr::FunctionCall(function.clone()), sql)
            }
        }
        self.options.write_format(renderer, sql)?;
        self.options.write_settings(sql)
    }
}

statement!([] Describe { setting, format } |describe| match &describe.subject {
    Subject::Query(query) => query.placement(),
    _ => Placement::Literals,
});
