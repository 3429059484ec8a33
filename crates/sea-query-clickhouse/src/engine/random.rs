use super::definition::Definition;
use crate::error::BuildError;

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
        Ok(parameters
            .into_iter()
            .flatten()
            .fold(Definition::new("GenerateRandom"), Definition::number))
    }
}

/// `FuzzJSON(template[, seed])`: rows of JSON texts that differ at random from a template, without an end. All columns are
/// String.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/fuzzjson>.
///
/// ```
/// use sea_query_clickhouse::{engine::FuzzJson, prelude::*};
///
/// let table = ClickHouseTable::create("noise")
///     .col(ClickHouseColumnDef::new("body", DataType::String))
///     .engine(FuzzJson::new(r#"{"id": 1}"#).seed(7));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `noise` (`body` String) ENGINE = FuzzJSON('{\"id\": 1}', 7)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzJson {
    template: String,
    seed: Option<u64>,
}

impl FuzzJson {
    /// Texts that differ from a template, others each time.
    pub fn new(template: impl Into<String>) -> Self {
        Self {
            template: template.into(),
            seed: None,
        }
    }

    setters! {
        /// The same texts each time.
        seed(seed: u64) => seed = Some(seed);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("FuzzJSON").required("the template", &self.template)?;
        Ok(self.seed.into_iter().fold(definition, Definition::number))
    }
}

/// `FuzzQuery(template[, max_length[, seed]])`: rows of queries that differ at random from a template, without an end. All
/// columns are String.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/fuzzquery>.
///
/// ```
/// use sea_query_clickhouse::{engine::FuzzQuery, prelude::*};
///
/// let table = ClickHouseTable::create("noise")
///     .col(ClickHouseColumnDef::new("query", DataType::String))
///     .engine(FuzzQuery::new("SELECT 1").max_length(500).seed(7));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `noise` (`query` String) ENGINE = FuzzQuery('SELECT 1', 500, 7)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzQuery {
    template: String,
    max_length: Option<u64>,
    seed: Option<u64>,
}

impl FuzzQuery {
    /// Queries that differ from a template, others each time.
    pub fn new(template: impl Into<String>) -> Self {
        Self {
            template: template.into(),
            max_length: None,
            seed: None,
        }
    }

    setters! {
        /// The longest query.
        max_length(bytes: u64) => max_length = Some(bytes);
        /// The same queries each time. It needs a length.
        seed(seed: u64) => seed = Some(seed);
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("FuzzQuery").required("the template", &self.template)?;
        if self.seed.is_some() && self.max_length.is_none() {
            return Err(definition.invalid("the seed needs the longest length before it"));
        }
        Ok([self.max_length, self.seed]
            .into_iter()
            .flatten()
            .fold(definition, Definition::number))
    }
}
