use std::fmt;

use super::options::statement;
use crate::{ClickHouseStatement, Feature, error::BuildError, render::Renderer};

/// `PARALLEL WITH`: statements without an answer, such as CREATE TABLE and INSERT ... SELECT, that the server runs at
/// the same time.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/parallel_with>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::ClickHouseDatabase, statement::{Parallel, System}};
///
/// let (drop, reload) = (ClickHouseDatabase::drop("old"), System::reload_config());
/// assert_eq!(
///     Parallel::new(&drop).with(&reload).to_string(ClickHouseQueryBuilder),
///     "DROP DATABASE `old` PARALLEL WITH SYSTEM RELOAD CONFIG"
/// );
/// ```
pub struct Parallel<'a> {
    statements: Vec<&'a dyn ClickHouseStatement>,
}

impl<'a> Parallel<'a> {
    /// The first statement.
    pub fn new(statement: &'a dyn ClickHouseStatement) -> Self {
        Self {
            statements: vec![statement],
        }
    }

    /// `PARALLEL WITH statement`
    pub fn with(mut self, statement: &'a dyn ClickHouseStatement) -> Self {
        self.statements.push(statement);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.statements.len() < 2 {
            return Err(BuildError::invalid(
                "PARALLEL WITH",
                "one statement runs alone; add others by `with(..)`",
            ));
        }
        renderer.context.check(Feature::ParallelWith);
        for (i, statement) in self.statements.iter().enumerate() {
            sql.push_str(if i == 0 { "" } else { " PARALLEL WITH " });
            statement.write(renderer, sql);
        }
        Ok(())
    }
}

statement!(Parallel<'_> {});

impl fmt::Debug for Parallel<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parallel")
            .field("statements", &self.statements.len())
            .finish()
    }
}
