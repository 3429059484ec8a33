use super::{Key, Layout};

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
}

complex_key!(Hashed HashedArray RangeHashed);

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
    /// [`range`](crate::dictionary::DictionaryCreateStatement::range).
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
