use sea_query::SelectStatement;

use super::{argument::Argument, definition::Definition};
use crate::error::BuildError;

/// `Executable(script, format[, queries])` or `ExecutablePool(...)`: rows that a program of the server's
/// `user_scripts_path` prints.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/executable>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{engine::Executable, prelude::*};
///
/// let input = Query::select().column("body").from("comment").to_owned();
/// let table = ClickHouseTable::create("sentiment")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(Executable::new("sentiment.py 10", "TabSeparated").input(input).pool(4));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `sentiment` (`id` UInt64) \
///      ENGINE = ExecutablePool('sentiment.py 10', 'TabSeparated', (SELECT `body` FROM `comment`)) SETTINGS pool_size = 4"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Executable {
    script: String,
    format: String,
    inputs: Vec<SelectStatement>,
    pool: Option<u32>,
}

impl Executable {
    /// The rows that `script`, a file with its arguments, prints in `format`.
    pub fn new(script: impl Into<String>, format: impl Into<String>) -> Self {
        Self {
            script: script.into(),
            format: format.into(),
            inputs: Vec::new(),
            pool: None,
        }
    }

    /// A query whose rows the program reads from its standard input; of more, the next ones from descriptors 3 on.
    pub fn input(mut self, query: SelectStatement) -> Self {
        self.inputs.push(query);
        self
    }

    /// `ExecutablePool`: as many processes wait for the next query, and none is started for it.
    pub fn pool(mut self, size: u32) -> Self {
        self.pool = Some(size);
        self
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let name = if self.pool.is_some() {
            "ExecutablePool"
        } else {
            "Executable"
        };
        let mut definition = Definition::new(name)
            .required("the script", &self.script)?
            .required("the format", &self.format)?;
        for query in &self.inputs {
            definition = definition.arg(Argument::query(query.clone()));
        }
        Ok(match self.pool {
            Some(0) => return Err(definition.invalid("a pool has at least one process")),
            Some(size) => definition.setting("pool_size", size),
            None => definition,
        })
    }
}
