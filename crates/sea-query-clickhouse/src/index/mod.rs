//! Data skipping indexes, and what they are made of.

mod hypothetical;
mod text;
mod vector;

pub use hypothetical::{
    ClickHouseHypotheticalIndex, HypotheticalIndexCreateStatement, HypotheticalIndexDropStatement,
};
pub use text::{PostingListCodec, TextIndex, Tokenizer};
pub use vector::{Distance, Quantization, VectorSimilarity};

use sea_query::{DynIden, Expr, IntoIden};

use crate::{ServerVersion, error::BuildError, render::Renderer};

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
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#available-types-of-indices>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::prelude::*;
///
/// let sql = |index_type| {
///     let index = SkipIndex::new("i", Expr::col("name"), index_type);
///     ClickHouseTable::alter("event").add_index(index).to_string(ClickHouseQueryBuilder)
/// };
/// let words = SkipIndexType::TokenBf { size: 1024, hashes: 3, seed: 0 };
/// assert_eq!(sql(words), "ALTER TABLE `event` ADD INDEX `i` `name` TYPE tokenbf_v1(1024, 3, 0)");
/// assert_eq!(sql(SkipIndexType::Set(100)), "ALTER TABLE `event` ADD INDEX `i` `name` TYPE set(100)");
/// ```
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
    /// A Bloom filter of n-grams of many lengths, of the text's own choice.
    SparseGrams {
        /// The shortest length of an n-gram.
        min_length: u64,
        /// The longest length of an n-gram.
        max_length: u64,
        /// The shortest length of an n-gram that is kept.
        min_cutoff_length: Option<u64>,
        /// The size of the filter in bytes.
        size: u64,
        /// The number of hash functions.
        hashes: u64,
        /// The seed of the hash functions.
        seed: u64,
    },
    /// Which words are in which rows: full-text search.
    Text(TextIndex),
    /// Which vectors are near to which: approximate nearest neighbours.
    VectorSimilarity(VectorSimilarity),
    /// Whether a condition holds for all rows of a granule, for the optimizer. ClickHouse has it
    /// [no longer since 26.3](https://github.com/ClickHouse/ClickHouse/pull/96874).
    Hypothesis,
    /// Any other type: its name, and its parameters as SQL that is written as it is.
    Custom {
        /// The name: letters, digits and `_`.
        name: String,
        /// The parameters, each as SQL.
        parameters: Vec<String>,
    },
}

impl SkipIndex {
    /// An index named `name` of `expr`.
    pub fn new(name: impl IntoIden, expr: impl Into<Expr>, index_type: impl Into<SkipIndexType>) -> Self {
        Self {
            name: name.into_iden(),
            expr: expr.into(),
            index_type: index_type.into(),
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
        self.index_type.check()
    }
}

impl SkipIndexType {
    fn check(&self) -> Result<(), BuildError> {
        let filter = |name: &'static str, lengths: &[u64], size: u64, hashes: u64| {
            if size == 0 || hashes == 0 || lengths.contains(&0) {
                return Err(BuildError::invalid(
                    name,
                    "length, size and number of hash functions are above 0",
                ));
            }
            Ok(())
        };
        match self {
            Self::BloomFilter(Some(rate)) if !(*rate > 0.0 && *rate < 1.0) => Err(BuildError::invalid(
                "bloom_filter",
                format!("the rate of false positives is {rate}; it is between 0 and 1"),
            )),
            Self::NGramBf { n, size, hashes, .. } => filter("ngrambf_v1", &[*n], *size, *hashes),
            Self::TokenBf { size, hashes, .. } => filter("tokenbf_v1", &[], *size, *hashes),
            Self::SparseGrams {
                min_length,
                max_length,
                size,
                hashes,
                ..
            } => filter("sparse_grams", &[*min_length, *max_length], *size, *hashes),
            Self::Text(text) => text.check(),
            Self::VectorSimilarity(vector) => vector.check(),
            Self::Custom { name, .. } if !crate::literal::is_word(name) => Err(BuildError::invalid(
                "INDEX",
                format!(
                    "`{}` is not the type of an index: letters, digits and _ only",
                    name.escape_debug()
                ),
            )),
            _ => Ok(()),
        }
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
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
            Self::SparseGrams {
                min_length,
                max_length,
                min_cutoff_length,
                size,
                hashes,
                seed,
            } => {
                let cutoff = min_cutoff_length.map_or(String::new(), |length| format!("{length}, "));
                format!("sparse_grams({min_length}, {max_length}, {cutoff}{size}, {hashes}, {seed})")
            }
            Self::Text(text) => return text.write(renderer, sql),
            Self::VectorSimilarity(vector) => return vector.write(renderer, sql),
            Self::Hypothesis => {
                if renderer.context.target.version >= Some(ServerVersion::new(26, 3, 0)) {
                    renderer.context.refuse(BuildError::unsupported(
                        "hypothesis",
                        "ClickHouse has this type of index no more since 26.3; leave it out",
                    ));
                }
                "hypothesis".to_owned()
            }
            Self::Custom { name, parameters } if parameters.is_empty() => name.clone(),
            Self::Custom { name, parameters } => format!("{name}({})", parameters.join(", ")),
        };
        sql.push_str(&text);
    }
}
