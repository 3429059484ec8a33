use sea_query::{Expr, QueryBuilder};

use super::SkipIndexType;
use crate::{capability::Feature, error::BuildError, literal::write_string, render::Renderer};

/// A `text` index: which words are in which rows.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/textindexes>.
///
/// ```
/// use sea_query::{Expr, Func};
/// use sea_query_clickhouse::{index::{TextIndex, Tokenizer}, prelude::*};
///
/// let index = TextIndex::new(Tokenizer::SplitByNonAlpha).preprocessor(Func::cust("lower").arg(Expr::col("body")));
/// let alter = ClickHouseTable::alter("event").add_index(SkipIndex::new("words", Expr::col("body"), index));
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD INDEX `words` `body` \
///      TYPE text(tokenizer = splitByNonAlpha, preprocessor = lower(`body`))"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TextIndex {
    tokenizer: Tokenizer,
    preprocessor: Option<Box<Expr>>,
    postprocessor: Option<Box<Expr>>,
    support_phrase_search: Option<bool>,
    dictionary_block_size: Option<u64>,
    front_coding: Option<bool>,
    posting_list_block_size: Option<u64>,
    posting_list_codec: Option<PostingListCodec>,
}

/// How a text index finds the words of a text.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/textindexes#creating-a-text-index>.
///
/// ```
/// use sea_query_clickhouse::index::Tokenizer;
///
/// assert_ne!(Tokenizer::Ngrams(Some(3)), Tokenizer::Ngrams(None));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tokenizer {
    /// At everything that is not a letter or digit of ASCII.
    SplitByNonAlpha,
    /// At these strings, the longer ones first; without any at a space.
    SplitByString(Vec<String>),
    /// By the word boundaries of Unicode, each character beyond ASCII a word of its own; `unicodeWord` is another name.
    AsciiCjk,
    /// All pieces of this many characters, 1 to 8; 3 if not said.
    Ngrams(Option<u8>),
    /// Pieces of many lengths.
    SparseGrams {
        /// The shortest length (3 by default).
        min_length: u64,
        /// The longest length (100 by default).
        max_length: u64,
        /// The shortest length that is kept.
        min_cutoff_length: Option<u64>,
    },
    /// The whole text is one word.
    Array,
}

/// How the rows of a word are compressed.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/textindexes#creating-a-text-index>.
///
/// ```
/// use sea_query_clickhouse::index::PostingListCodec;
///
/// assert_ne!(PostingListCodec::None, PostingListCodec::Bitpacking);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PostingListCodec {
    /// They are not.
    None,
    /// As differences in as few bits as they need.
    Bitpacking,
}

impl TextIndex {
    /// An index of the words that `tokenizer` finds.
    pub fn new(tokenizer: Tokenizer) -> Self {
        Self {
            tokenizer,
            preprocessor: None,
            postprocessor: None,
            support_phrase_search: None,
            dictionary_block_size: None,
            front_coding: None,
            posting_list_block_size: None,
            posting_list_codec: None,
        }
    }

    /// An expression of the indexed column, applied to each text and each search before it is cut into words.
    pub fn preprocessor(mut self, expr: impl Into<Expr>) -> Self {
        self.preprocessor = Some(Box::new(expr.into()));
        self
    }

    /// An expression of the indexed column, applied to each word after the text is cut: it can shorten words to their
    /// stem, and leaves out those that it makes empty.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::{index::{TextIndex, Tokenizer}, prelude::*};
    ///
    /// let index = TextIndex::new(Tokenizer::SplitByNonAlpha)
    ///     .postprocessor(Expr::cust("if(body IN ('a', 'the'), '', body)"))
    ///     .support_phrase_search(true);
    /// let alter = ClickHouseTable::alter("event").add_index(SkipIndex::new("words", Expr::col("body"), index));
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` ADD INDEX `words` `body` TYPE text(tokenizer = splitByNonAlpha, \
    ///      postprocessor = if(body IN ('a', 'the'), '', body), support_phrase_search = 1)"
    /// );
    /// ```
    pub fn postprocessor(mut self, expr: impl Into<Expr>) -> Self {
        self.postprocessor = Some(Box::new(expr.into()));
        self
    }

    /// Whether it keeps the positions of words, for `hasPhrase`. It needs the setting
    /// `allow_experimental_text_index_phrase_search` of the table.
    pub fn support_phrase_search(mut self, on: bool) -> Self {
        self.support_phrase_search = Some(on);
        self
    }

    /// Words in a block of the dictionary (512 by default).
    pub fn dictionary_block_size(mut self, words: u64) -> Self {
        self.dictionary_block_size = Some(words);
        self
    }

    /// Whether blocks of the dictionary leave out what a word has in common with the one before (so by default).
    pub fn dictionary_block_frontcoding_compression(mut self, on: bool) -> Self {
        self.front_coding = Some(on);
        self
    }

    /// Rows in a block of a posting list (1048576 by default).
    pub fn posting_list_block_size(mut self, rows: u64) -> Self {
        self.posting_list_block_size = Some(rows);
        self
    }

    /// How posting lists are compressed (not at all by default).
    pub fn posting_list_codec(mut self, codec: PostingListCodec) -> Self {
        self.posting_list_codec = Some(codec);
        self
    }

    pub(super) fn check(&self) -> Result<(), BuildError> {
        match &self.tokenizer {
            Tokenizer::Ngrams(Some(length)) if !(1..=8).contains(length) => Err(BuildError::invalid(
                "ngrams",
                format!("the length {length} is not one of 1 to 8"),
            )),
            Tokenizer::SparseGrams {
                min_length,
                max_length,
                ..
            } if min_length > max_length => Err(BuildError::invalid(
                "sparseGrams",
                format!("the shortest length {min_length} is above the longest, {max_length}"),
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        renderer.context.check(Feature::TextIndex);
        sql.push_str("text(tokenizer = ");
        match &self.tokenizer {
            Tokenizer::SplitByNonAlpha => sql.push_str("splitByNonAlpha"),
            Tokenizer::SplitByString(separators) => {
                sql.push_str("splitByString");
                for (i, separator) in separators.iter().enumerate() {
                    sql.push_str(if i == 0 { "([" } else { ", " });
                    write_string(sql, separator);
                }
                sql.push_str(if separators.is_empty() { "" } else { "])" });
            }
            Tokenizer::AsciiCjk => sql.push_str("asciiCJK"),
            Tokenizer::Ngrams(None) => sql.push_str("ngrams"),
            Tokenizer::Ngrams(Some(length)) => sql.push_str(&format!("ngrams({length})")),
            Tokenizer::SparseGrams {
                min_length,
                max_length,
                min_cutoff_length,
            } => {
                sql.push_str(&format!("sparseGrams({min_length}, {max_length}"));
                if let Some(length) = min_cutoff_length {
                    sql.push_str(&format!(", {length}"));
                }
                sql.push(')');
            }
            Tokenizer::Array => sql.push_str("array"),
        }
        if let Some(expr) = &self.preprocessor {
            sql.push_str(", preprocessor = ");
            renderer.prepare_expr(expr, sql);
        }
        if let Some(expr) = &self.postprocessor {
            renderer.context.check(Feature::TextIndexPostprocessor);
            sql.push_str(", postprocessor = ");
            renderer.prepare_expr(expr, sql);
        }
        if self.support_phrase_search.is_some() {
            renderer.context.check(Feature::TextIndexPhraseSearch);
        }
        for (name, number) in [
            ("support_phrase_search", self.support_phrase_search.map(u64::from)),
            ("dictionary_block_size", self.dictionary_block_size),
            (
                "dictionary_block_frontcoding_compression",
                self.front_coding.map(u64::from),
            ),
            ("posting_list_block_size", self.posting_list_block_size),
        ] {
            if let Some(number) = number {
                sql.push_str(&format!(", {name} = {number}"));
            }
        }
        match self.posting_list_codec {
            None => {}
            Some(PostingListCodec::None) => sql.push_str(", posting_list_codec = 'none'"),
            Some(PostingListCodec::Bitpacking) => sql.push_str(", posting_list_codec = 'bitpacking'"),
        }
        sql.push(')');
    }
}

impl From<TextIndex> for SkipIndexType {
    fn from(index: TextIndex) -> Self {
        Self::Text(index)
    }
}
