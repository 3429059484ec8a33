use super::{Key, Layout};
use crate::dictionary::parameter::Parameter;

parameters! {
    /// `NAIVE_BAYES`: a classifier of texts, learned from counts of n-grams: the key is the n-gram, one attribute is
    /// the class and the other the count.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/naive-bayes>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::{NaiveBayes, Tokens}, source}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("sentiment")
    ///     .attribute(DictionaryAttribute::new("ngram", DataType::String))
    ///     .attribute(DictionaryAttribute::new("class_id", DataType::UInt32).default(0))
    ///     .attribute(DictionaryAttribute::new("count", DataType::UInt64).default(0))
    ///     .primary_key(["ngram"])
    ///     .source(source::ClickHouse::table("ngrams"))
    ///     .layout(NaiveBayes::new("class_id", 1, Tokens::Token).alpha(1.0))
    ///     .lifetime(0);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `sentiment` (`ngram` String, `class_id` UInt32 DEFAULT 0, `count` UInt64 DEFAULT 0) \
    ///      PRIMARY KEY `ngram` SOURCE(CLICKHOUSE(table 'ngrams')) \
    ///      LAYOUT(NAIVE_BAYES(class_attribute 'class_id' n 1 mode 'token' alpha 1)) LIFETIME(0)"
    /// );
    /// ```
    NaiveBayes: Layout {
        float /// What is added to each count, above 0.
        alpha = "alpha";
        text /// What stands before a text: a number for bytes and code points, else the token.
        start_token = "start_token";
        text /// What stands after a text: a number for bytes and code points, else the token.
        end_token = "end_token";
        flag /// Whether the rows can be read by SELECT too, for which they are kept.
        store_source = "store_source";
    }
}

impl NaiveBayes {
    /// A classifier by n-grams of `n` bytes, code points or tokens.
    pub fn new(class_attribute: impl Into<String>, n: u64, mode: Tokens) -> Self {
        let mode = match mode {
            Tokens::Byte => "byte",
            Tokens::Codepoint => "codepoint",
            Tokens::Token => "token",
        };
        let inner = Layout::new("NAIVE_BAYES", Key::One)
            .parameter("class_attribute", class_attribute.into())
            .parameter("n", n)
            .parameter("mode", mode);
        Self { inner }
    }

    /// `priors_mode` and `priors`: how likely the classes are before a text is seen.
    pub fn priors(mut self, priors: Priors) -> Self {
        let (mode, pairs) = match priors {
            Priors::Proportional => ("proportional", None),
            Priors::Uniform => ("uniform", None),
            Priors::Explicit(pairs) => ("explicit", Some(pairs)),
        };
        self.inner = self.inner.parameter("priors_mode", mode);
        self.inner.parameters.remove("priors");
        if let Some(pairs) = pairs {
            self.inner.parameters.set("priors", Parameter::Pairs(pairs));
        }
        self
    }
}

/// What the n-grams of [`NaiveBayes`] are made of.
///
/// ```
/// use sea_query_clickhouse::dictionary::layout::{NaiveBayes, Tokens};
///
/// assert_ne!(NaiveBayes::new("class", 2, Tokens::Byte), NaiveBayes::new("class", 2, Tokens::Codepoint));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tokens {
    /// `byte`: single bytes.
    Byte,
    /// `codepoint`: code points of UTF-8.
    Codepoint,
    /// `token`: what stands between ASCII white space.
    Token,
}

/// How likely the classes of [`NaiveBayes`] are before a text is seen.
///
/// ```
/// use sea_query_clickhouse::dictionary::layout::{NaiveBayes, Priors, Tokens};
///
/// let layout = NaiveBayes::new("class", 1, Tokens::Token);
/// assert_ne!(layout.clone().priors(Priors::Uniform), layout.priors(Priors::Explicit(vec![(0, 0.9), (1, 0.1)])));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Priors {
    /// `proportional`: as often as their n-grams were counted; it is the server's default.
    Proportional,
    /// `uniform`: all the same.
    Uniform,
    /// `explicit`: each class with its probability; together they are 1.
    Explicit(Vec<(u32, f64)>),
}
