//! The layouts of dictionaries: how their rows are kept, and what their key is.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts>.

use super::parameter::{Parameter, Parameters};
use crate::{Feature, SettingValue, error::BuildError, render::Renderer, statement::options::write_word};

/// How a dictionary keeps its rows. The types of this module are the layouts of the documentation.
///
/// ```
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, Layout, layout::Key, source}, prelude::*};
///
/// let create = ClickHouseDictionary::create("model")
///     .attribute(DictionaryAttribute::new("x", DataType::Float64))
///     .attribute(DictionaryAttribute::new("y", DataType::Float64))
///     .primary_key(["x"])
///     .source(source::ClickHouse::table("training"))
///     .layout(Layout::custom("XGBOOST", Key::Complex).parameter("num_iterations", 100))
///     .lifetime(0);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `model` (`x` Float64, `y` Float64) PRIMARY KEY `x` \
///      SOURCE(CLICKHOUSE(table 'training')) LAYOUT(XGBOOST(num_iterations 100)) LIFETIME(0)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    name: String,
    key: Key,
    parameters: Parameters,
}

/// What the key of a layout is.
///
/// ```
/// use sea_query_clickhouse::dictionary::{Layout, layout::Key};
///
/// let layout = Layout::custom("HASHED", Key::UInt64).parameter("SHARDS", 4);
/// assert_eq!(layout.key(), Key::UInt64);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Key {
    /// One column of the type UInt64.
    UInt64,
    /// One column of a type of the layout's own.
    One,
    /// One column or more, of any types.
    Complex,
}

impl Layout {
    fn new(name: &str, key: Key) -> Self {
        Self {
            name: name.to_owned(),
            key,
            parameters: Parameters::default(),
        }
    }

    /// A layout by its name; the way to those that have no type here.
    pub fn custom(name: impl Into<String>, key: Key) -> Self {
        Self::new(&name.into(), key)
    }

    /// Sets a parameter; a later value of a key replaces an earlier one.
    pub fn parameter(mut self, key: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.set(&key.into(), value.into());
        self
    }

    /// What the key is.
    pub fn key(&self) -> Key {
        self.key
    }

    fn set(&mut self, key: &str, value: SettingValue) {
        self.parameters.set(key, Parameter::Value(value));
    }

    /// The same layout for keys of any columns.
    fn complex_key(mut self) -> Self {
        if self.key == Key::UInt64 {
            self.key = Key::Complex;
            self.name.insert_str(0, "COMPLEX_KEY_");
        }
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether a key has ranges of which each has its attributes.
    pub(super) fn is_ranged(&self) -> bool {
        self.name.ends_with("RANGE_HASHED")
    }

    /// Whether nothing is kept, and so nothing grows old.
    pub(super) fn is_direct(&self) -> bool {
        self.name.ends_with("DIRECT")
    }

    /// Whether the source is asked for the keys that are looked up, and not for all rows.
    pub(super) fn is_by_key(&self) -> bool {
        self.is_direct() || self.name.ends_with("CACHE")
    }

    /// Writes `NAME(key value ...)`.
    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self.name.as_str() {
            "NAIVE_BAYES" => renderer.context.check(Feature::NaiveBayesLayout),
            "REGEXP_TREE" => renderer.context.check(Feature::RegexpTreeLayout),
            _ => {}
        }
        write_word(&self.name, "LAYOUT", sql)?;
        sql.push('(');
        self.parameters.write(renderer, sql)?;
        sql.push(')');
        Ok(())
    }
}

/// The methods of the layouts that have a variant for keys of any columns.
macro_rules! complex_key {
    ($($type:ident)*) => {
        $(impl $type {
            /// `COMPLEX_KEY_...`: the same for keys of one column or more, of any types.
            pub fn complex_key(mut self) -> Self {
                self.inner = self.inner.complex_key();
                self
            }
        })*
    };
}

complex_key!(Hashed HashedArray RangeHashed Cache SsdCache Direct);

macro_rules! new {
    ($($(#[$doc:meta])* $type:ident::$method:ident = $name:literal, $key:ident;)*) => {
        $(impl $type {
            $(#[$doc])*
            #[allow(clippy::new_without_default)]
            pub fn $method() -> Self {
                Self {
                    inner: Layout::new($name, Key::$key),
                }
            }
        })*
    };
}

new! {
    /// `FLAT`
    Flat::new = "FLAT", UInt64;
    /// `HASHED`
    Hashed::new = "HASHED", UInt64;
    /// `SPARSE_HASHED`: slower, with less memory.
    Hashed::sparse = "SPARSE_HASHED", UInt64;
    /// `HASHED_ARRAY`
    HashedArray::new = "HASHED_ARRAY", UInt64;
    /// `RANGE_HASHED`
    RangeHashed::new = "RANGE_HASHED", UInt64;
    /// `DIRECT`
    Direct::new = "DIRECT", UInt64;
    /// `IP_TRIE`
    IpTrie::new = "IP_TRIE", One;
    /// `REGEXP_TREE`
    RegexpTree::new = "REGEXP_TREE", One;
    /// `POLYGON`: what `index_cell` is.
    Polygon::new = "POLYGON", One;
    /// `POLYGON_SIMPLE`: looks at one polygon after the other.
    Polygon::simple = "POLYGON_SIMPLE", One;
    /// `POLYGON_INDEX_EACH`: an index for each polygon.
    Polygon::index_each = "POLYGON_INDEX_EACH", One;
    /// `POLYGON_INDEX_CELL`: an index for each cell of a grid.
    Polygon::index_cell = "POLYGON_INDEX_CELL", One;
}

parameters! {
    /// `FLAT`: an array with a place for each key below the greatest, the fastest layout.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/flat>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Flat, Key}};
    ///
    /// let layout = Layout::from(Flat::new().initial_array_size(1024).max_array_size(500_000));
    /// assert_eq!(layout.key(), Key::UInt64);
    /// ```
    Flat: Layout {
        number /// How many places there are at first.
        initial_array_size = "INITIAL_ARRAY_SIZE";
        number /// How many places there are at most: a greater key is an error.
        max_array_size = "MAX_ARRAY_SIZE";
    }
}

parameters! {
    /// `HASHED` and `SPARSE_HASHED`: a hash table.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/hashed>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Hashed, Key}};
    ///
    /// let layout = Layout::from(Hashed::sparse().complex_key().shards(4).max_load_factor(0.9));
    /// assert_eq!(layout.key(), Key::Complex);
    /// ```
    Hashed: Layout {
        number /// How many threads load, each into a table of its own.
        shards = "SHARDS";
        number /// How many blocks wait for each of them at most.
        shard_load_queue_backlog = "SHARD_LOAD_QUEUE_BACKLOG";
        float /// How full the table becomes before it grows, from 0.5 to 0.99.
        max_load_factor = "MAX_LOAD_FACTOR";
    }
}

parameters! {
    /// `HASHED_ARRAY`: a hash table of places in arrays, one for each attribute; for many attributes.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/hashed-array>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{HashedArray, Key}};
    ///
    /// assert_eq!(Layout::from(HashedArray::new().shards(2)).key(), Key::UInt64);
    /// ```
    HashedArray: Layout {
        number /// How many threads load, each into a table of its own.
        shards = "SHARDS";
    }
}

parameters! {
    /// `RANGE_HASHED`: a hash table of ranges, of dates for example, of which each has its attributes. It needs
    /// [`range`](super::DictionaryCreateStatement::range).
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/range-hashed>.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::{Overlap, RangeHashed}, source}, prelude::*};
    ///
    /// let create = ClickHouseDictionary::create("discount")
    ///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
    ///     .attribute(DictionaryAttribute::new("first", DataType::Date))
    ///     .attribute(DictionaryAttribute::new("last", DataType::Date))
    ///     .attribute(DictionaryAttribute::new("amount", DataType::Float64))
    ///     .primary_key(["id"])
    ///     .source(source::ClickHouse::table("discounts"))
    ///     .layout(RangeHashed::new().overlap(Overlap::Max))
    ///     .range("first", "last")
    ///     .lifetime_between(1, 1000);
    /// assert_eq!(
    ///     create.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `discount` (`id` UInt64, `first` Date, `last` Date, `amount` Float64) PRIMARY KEY `id` \
    ///      SOURCE(CLICKHOUSE(table 'discounts')) LAYOUT(RANGE_HASHED(RANGE_LOOKUP_STRATEGY 'max')) \
    ///      LIFETIME(MIN 1 MAX 1000) RANGE(MIN `first` MAX `last`)"
    /// );
    /// ```
    RangeHashed: Layout {}
}

/// Which of several ranges that have the value looked up counts.
///
/// ```
/// use sea_query_clickhouse::dictionary::layout::{Overlap, RangeHashed};
///
/// assert_ne!(RangeHashed::new().overlap(Overlap::Max), RangeHashed::new().overlap(Overlap::Min));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// `min`: the one that begins first; it is the server's default.
    Min,
    /// `max`: the one that begins last.
    Max,
}

impl RangeHashed {
    /// `RANGE_LOOKUP_STRATEGY`: which of several ranges counts.
    pub fn overlap(mut self, overlap: Overlap) -> Self {
        let strategy = match overlap {
            Overlap::Min => "min",
            Overlap::Max => "max",
        };
        self.inner = self.inner.parameter("RANGE_LOOKUP_STRATEGY", strategy);
        self
    }
}

parameters! {
    /// `CACHE`: the keys that were looked up, in memory; the source is asked for the others.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/cache>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Cache, Key}};
    ///
    /// assert_eq!(Layout::from(Cache::new(1_000_000).complex_key().max_threads_for_updates(4)).key(), Key::Complex);
    /// ```
    Cache: Layout {
        flag /// Whether a key that is out of date is answered while it is asked for again.
        allow_read_expired_keys = "ALLOW_READ_EXPIRED_KEYS";
        number /// How many updates wait at most.
        max_update_queue_size = "MAX_UPDATE_QUEUE_SIZE";
        number /// Milliseconds that an update waits for a place in the queue.
        update_queue_push_timeout_milliseconds = "UPDATE_QUEUE_PUSH_TIMEOUT_MILLISECONDS";
        number /// Milliseconds that a lookup waits for an update.
        query_wait_timeout_milliseconds = "QUERY_WAIT_TIMEOUT_MILLISECONDS";
        number /// How many threads update.
        max_threads_for_updates = "MAX_THREADS_FOR_UPDATES";
        number /// Seconds after which a key is not answered any more.
        strict_max_lifetime_seconds = "STRICT_MAX_LIFETIME_SECONDS";
    }
}

impl Cache {
    /// A cache of as many cells, rounded up to a power of two.
    pub fn new(size_in_cells: u64) -> Self {
        let inner = Layout::new("CACHE", Key::UInt64).parameter("SIZE_IN_CELLS", size_in_cells);
        Self { inner }
    }
}

parameters! {
    /// `SSD_CACHE`: as [`Cache`], in a file.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/ssd-cache>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, SsdCache}};
    ///
    /// let layout = Layout::from(SsdCache::new("/var/lib/clickhouse/user_files/d").file_size(16_777_216));
    /// assert_eq!(layout.key(), Key::UInt64);
    /// ```
    SsdCache: Layout {
        number /// Bytes of a block that is read at once.
        block_size = "BLOCK_SIZE";
        number /// Bytes of the file at most.
        file_size = "FILE_SIZE";
        number /// Bytes of memory for reading.
        read_buffer_size = "READ_BUFFER_SIZE";
        number /// Bytes of memory for writing.
        write_buffer_size = "WRITE_BUFFER_SIZE";
        flag /// Whether a key that is out of date is answered while it is asked for again.
        allow_read_expired_keys = "ALLOW_READ_EXPIRED_KEYS";
        number /// How many updates wait at most.
        max_update_queue_size = "MAX_UPDATE_QUEUE_SIZE";
        number /// Milliseconds that an update waits for a place in the queue.
        update_queue_push_timeout_milliseconds = "UPDATE_QUEUE_PUSH_TIMEOUT_MILLISECONDS";
        number /// Milliseconds that a lookup waits for an update.
        query_wait_timeout_milliseconds = "QUERY_WAIT_TIMEOUT_MILLISECONDS";
        number /// How many threads update.
        max_threads_for_updates = "MAX_THREADS_FOR_UPDATES";
    }
}

impl SsdCache {
    /// A cache in a directory of the server's `user_files_path`.
    pub fn new(path: impl Into<String>) -> Self {
        let inner = Layout::new("SSD_CACHE", Key::UInt64).parameter("PATH", path.into());
        Self { inner }
    }
}

parameters! {
    /// `DIRECT`: nothing is kept; the source is asked for each key.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/direct>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Direct, Key}};
    ///
    /// assert_eq!(Layout::from(Direct::new().complex_key()).key(), Key::Complex);
    /// ```
    Direct: Layout {}
}

parameters! {
    /// `IP_TRIE`: a tree of network prefixes, whose key is a String such as `192.0.2.0/24`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/ip-trie>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{IpTrie, Key}};
    ///
    /// assert_eq!(Layout::from(IpTrie::new().access_to_key_from_attributes(true)).key(), Key::One);
    /// ```
    IpTrie: Layout {
        flag /// Whether the prefix can be read as an attribute too, for which it is stored again.
        access_to_key_from_attributes = "ACCESS_TO_KEY_FROM_ATTRIBUTES";
    }
}

parameters! {
    /// `REGEXP_TREE`: regular expressions that are tried one below the other. The settings
    /// `regexp_dict_flag_case_insensitive` and `regexp_dict_flag_dotall` of the dictionary say how they match.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/regexp-tree>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, RegexpTree}};
    ///
    /// assert_eq!(Layout::from(RegexpTree::new()).key(), Key::One);
    /// ```
    RegexpTree: Layout {}
}

parameters! {
    /// `POLYGON` and its variants: polygons, among which the smallest that has a point is found.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/polygon>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, Polygon}};
    ///
    /// assert_eq!(Layout::from(Polygon::index_each().max_depth(5)).key(), Key::One);
    /// ```
    Polygon: Layout {
        flag /// Whether the polygons can be read by SELECT too, for which they are kept.
        store_polygon_key_column = "STORE_POLYGON_KEY_COLUMN";
        number /// A cell of the grid that so many polygons cross or fewer is not divided.
        min_intersections = "MIN_INTERSECTIONS";
        number /// How often a cell of the grid is divided at most.
        max_depth = "MAX_DEPTH";
    }
}

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
