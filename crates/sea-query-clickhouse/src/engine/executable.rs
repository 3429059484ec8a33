use sea_query::SelectStatement;

use super::definition::{Argument, Clauses, Definition};
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
        let mut definition = Definition::new(name, Clauses::SETTINGS)
            .text(&self.script)
            .text(&self.format);
        for query in &self.inputs {
            definition = definition.arg(Argument::Query(Box::new(query.clone())));
        }
        Ok(match self.pool {
            Some(size) => definition.setting("pool_size", size),
            None => definition,
        })
    }
}

/// `GenerateRandom([seed[, max_string_length[, max_array_length]]])`: rows of random values, without an end.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/generate>.
///
/// ```
/// use sea_query_clickhouse::{engine::GenerateRandom, prelude::*};
///
/// let table = ClickHouseTable::create("noise")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(GenerateRandom::seeded(7).max_string_length(20).max_array_length(3));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `noise` (`id` UInt64) ENGINE = GenerateRandom(7, 20, 3)"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GenerateRandom {
    seed: Option<u64>,
    max_string_length: Option<u64>,
    max_array_length: Option<u64>,
}

impl GenerateRandom {
    /// Other values each time.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same values each time.
    pub fn seeded(seed: u64) -> Self {
        Self {
            seed: Some(seed),
            ..Self::default()
        }
    }

    setters! {
        /// The longest string (10 by default). It needs a seed.
        max_string_length(bytes: u64) => max_string_length = Some(bytes);
        /// The longest array and map (10 by default). It needs a length of strings.
        max_array_length(elements: u64) => max_array_length = Some(elements);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let parameters = [self.seed, self.max_string_length, self.max_array_length];
        if parameters.windows(2).any(|pair| matches!(pair, [None, Some(_)])) {
            return Err(BuildError::invalid(
                "GenerateRandom",
                "a length needs the parameters before it: the seed, then the length of strings",
            ));
        }
        Ok(parameters.into_iter().flatten().fold(
            Definition::new("GenerateRandom", Clauses::NONE),
            Definition::number,
        ))
    }
}
