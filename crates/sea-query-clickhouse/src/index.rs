use std::fmt::Write;

use sea_query::{DynIden, Expr, IntoIden};

use crate::{collect::push, error::BuildError};

/// A data skipping index: what lets a query pass over granules that cannot match.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#table_engine-mergetree-data_skipping-indexes>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseTable, SkipIndex, SkipIndexType};
///
/// let index = SkipIndex::new("by_name", Expr::col("name"), SkipIndexType::BloomFilter(Some(0.01))).granularity(4);
/// assert_eq!(
///     ClickHouseTable::alter("event").add_index(index).to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD INDEX `by_name` `name` TYPE bloom_filter(0.01) GRANULARITY 4"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SkipIndex {
    pub(crate) name: DynIden,
    pub(crate) expr: Expr,
    pub(crate) index_type: SkipIndexType,
    pub(crate) granularity: Option<u64>,
}

/// The type of a skip index, with its parameters.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SkipIndexType {
    /// The smallest and the largest value.
    MinMax,
    /// The distinct values, up to this number of rows; 0 is without a limit.
    Set(u64),
    /// A Bloom filter, with its rate of false positives between 0 and 1 (0.025 by default).
    BloomFilter(Option<f64>),
    /// A Bloom filter of n-grams.
    NGramBf {
        /// The length of an n-gram.
        n: u64,
        /// The size of the filter in bytes.
        size: u64,
        /// The number of hash functions.
        hashes: u64,
        /// The seed of the hash functions.
        seed: u64,
    },
    /// A Bloom filter of words.
    TokenBf {
        /// The size of the filter in bytes.
        size: u64,
        /// The number of hash functions.
        hashes: u64,
        /// The seed of the hash functions.
        seed: u64,
    },
}

impl SkipIndex {
    /// An index named `name` of `expr`.
    pub fn new(name: impl IntoIden, expr: impl Into<Expr>, index_type: SkipIndexType) -> Self {
        Self {
            name: name.into_iden(),
            expr: expr.into(),
            index_type,
            granularity: None,
        }
    }

    /// How many granules of the table one entry covers (1 by default).
    pub fn granularity(mut self, granules: u64) -> Self {
        self.granularity = Some(granules);
        self
    }

    pub(crate) fn check(&self) -> Result<(), BuildError> {
        if self.granularity == Some(0) {
            return Err(BuildError::invalid(
                "GRANULARITY",
                format!("index {} covers no granule", self.name),
            ));
        }
        match self.index_type {
            SkipIndexType::BloomFilter(Some(rate)) if !(rate > 0.0 && rate < 1.0) => {
                Err(BuildError::invalid(
                    "bloom_filter",
                    format!("the rate of false positives is {rate}; it is between 0 and 1"),
                ))
            }
            _ => Ok(()),
        }
    }
}

impl SkipIndexType {
    pub(crate) fn write(&self, sql: &mut (impl Write + ?Sized)) {
        let text = match self {
            Self::MinMax => "minmax".to_owned(),
            Self::Set(rows) => format!("set({rows})"),
            Self::BloomFilter(None) => "bloom_filter".to_owned(),
            Self::BloomFilter(Some(rate)) => format!("bloom_filter({rate})"),
            Self::NGramBf {
                n,
                size,
                hashes,
                seed,
            } => format!("ngrambf_v1({n}, {size}, {hashes}, {seed})"),
            Self::TokenBf { size, hashes, seed } => format!("tokenbf_v1({size}, {hashes}, {seed})"),
        };
        push(sql, &text);
    }
}
