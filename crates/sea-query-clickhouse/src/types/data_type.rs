//! The tree of types and its constructors.

use super::{AggregateType, IntervalUnit, JsonType};

/// A ClickHouse data type.
///
/// Printing gives the text that a server parses and prints, `FromStr` reads what a server prints, and the aliases and
/// the names of other databases that it takes, such as `BIGINT UNSIGNED` or `varchar(255)`. A type of servers to come is
/// kept as [`DataType::Custom`] with its text, so nothing is lost on the way.
///
/// ```
/// use sea_query_clickhouse::types::DataType;
///
/// assert_eq!(DataType::String.nullable().low_cardinality().to_string(), "LowCardinality(Nullable(String))");
/// assert_eq!(DataType::decimal(18, 4).to_string(), "Decimal(18, 4)");
/// assert_eq!("Decimal64(4)".parse::<DataType>()?, DataType::decimal(18, 4));
/// assert_eq!("DOUBLE PRECISION".parse::<DataType>()?, DataType::Float64);
/// assert_eq!("Brandnew(3)".parse::<DataType>()?, DataType::Custom("Brandnew(3)".to_owned()));
/// # Ok::<(), sea_query_clickhouse::types::DataTypeError>(())
/// ```
///
/// See [Data types](https://clickhouse.com/docs/sql-reference/data-types).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DataType {
    /// Signed, 8 bits.
    Int8,
    /// Signed, 16 bits.
    Int16,
    /// Signed, 32 bits.
    Int32,
    /// Signed, 64 bits.
    Int64,
    /// Signed, 128 bits.
    Int128,
    /// Signed, 256 bits.
    Int256,
    /// Unsigned, 8 bits.
    UInt8,
    /// Unsigned, 16 bits.
    UInt16,
    /// Unsigned, 32 bits.
    UInt32,
    /// Unsigned, 64 bits.
    UInt64,
    /// Unsigned, 128 bits.
    UInt128,
    /// Unsigned, 256 bits.
    UInt256,
    /// IEEE 754 single precision.
    Float32,
    /// IEEE 754 double precision.
    Float64,
    /// The upper 16 bits of a [`DataType::Float32`].
    BFloat16,
    /// `true` or `false`, one byte.
    Bool,
    /// Bytes of any length; by convention UTF-8, which the server does not check.
    String,
    /// Exactly this number of **bytes** (not characters); shorter values are padded with NUL bytes.
    FixedString(u32),
    /// Days, 1970-01-01 to 2149-06-06.
    Date,
    /// Days, 1900-01-01 to 2299-12-31.
    Date32,
    /// Seconds since 1970-01-01 00:00:00 UTC, up to 2106-02-07 06:28:15 UTC. The time zone changes how the value is
    /// shown and parsed, not what is stored; without one the server's zone is used.
    DateTime(Option<String>),
    /// Ticks of 10^-precision seconds since 1970-01-01 00:00:00 UTC, from 1900-01-01 to 2299-12-31 (up to 2262-04-11
    /// at precision 9), and the time zone in which it is shown. The precision is 0 to 9.
    DateTime64(u8, Option<String>),
    /// A time of day or a span in seconds, -999:59:59 to 999:59:59.
    Time,
    /// [`DataType::Time`] in ticks of 10^-precision seconds. The precision is 0 to 9.
    Time64(u8),
    /// A universally unique identifier.
    Uuid,
    /// `precision` decimal digits (1 to 76), `scale` of them after the point.
    Decimal(u8, u8),
    /// Names with their numbers, stored in 8 bits.
    Enum8(Vec<(String, i8)>),
    /// Names with their numbers, stored in 16 bits.
    Enum16(Vec<(String, i16)>),
    /// An IPv4 address.
    IPv4,
    /// An IPv6 address.
    IPv6,
    /// The inner type, or NULL.
    Nullable(Box<DataType>),
    /// The inner type stored by way of a dictionary. Goes outside of [`DataType::Nullable`].
    LowCardinality(Box<DataType>),
    /// Any number of values of the inner type. Never NULL itself.
    Array(Box<DataType>),
    /// Elements of their own types, with or without names.
    Tuple(Vec<(Option<String>, DataType)>),
    /// Keys and values.
    Map(Box<DataType>, Box<DataType>),
    /// JSON without arguments.
    Json,
    /// JSON with hints: paths of known types, paths to skip, and limits.
    JsonWith(Box<JsonType>),
    /// One of several types, in each row anew.
    /// See [Variant](https://clickhouse.com/docs/sql-reference/data-types/variant).
    Variant(Vec<DataType>),
    /// A value of any type, in each row anew; the number is how many types are stored as columns of their own (0 to
    /// 254, 32 where it is not said). See [Dynamic](https://clickhouse.com/docs/sql-reference/data-types/dynamic).
    Dynamic(Option<u8>),
    /// Columns of arrays that have the same length in a row.
    /// See [Nested](https://clickhouse.com/docs/sql-reference/data-types/nested-data-structures/nested).
    Nested(Vec<(String, DataType)>),
    /// A value into which merges of parts aggregate by a function whose state is its result, such as `max`. See
    /// [SimpleAggregateFunction](https://clickhouse.com/docs/sql-reference/data-types/simpleaggregatefunction).
    SimpleAggregateFunction(Box<AggregateType>),
    /// The state of an aggregate function.
    /// See [AggregateFunction](https://clickhouse.com/docs/sql-reference/data-types/aggregatefunction).
    AggregateFunction(Box<AggregateType>),
    /// `(x, y)` of two Float64. See [Geo](https://clickhouse.com/docs/sql-reference/data-types/geo).
    Point,
    /// A polygon without holes: an array of [`DataType::Point`].
    Ring,
    /// A line: an array of [`DataType::Point`].
    LineString,
    /// Several lines: an array of [`DataType::LineString`].
    MultiLineString,
    /// A ring and the holes in it: an array of [`DataType::Ring`].
    Polygon,
    /// Several polygons: an array of [`DataType::Polygon`].
    MultiPolygon,
    /// Any of the geometric types: a [`DataType::Variant`] of them.
    Geometry,
    /// A vector of a number of BFloat16, Float32 or Float64, stored by bits, which a search may read in part; with the
    /// number of them that lie together, where that is not all.
    /// See [QBit](https://clickhouse.com/docs/sql-reference/data-types/qbit).
    QBit(Box<DataType>, u32, Option<u32>),
    /// A number of units of time.
    /// See [Interval](https://clickhouse.com/docs/sql-reference/data-types/special-data-types/interval).
    Interval(IntervalUnit),
    /// The predecessor of JSON, by the name of its schema (`json`), which servers before 25.11 have.
    /// See [Object](https://clickhouse.com/docs/sql-reference/data-types/object-data-type).
    Object(String),
    /// The type of a bare NULL (as `Nullable(Nothing)`) and of the elements of `[]`.
    Nothing,
    /// Any other type, as the server prints it. Its text becomes part of SQL as it is.
    Custom(String),
}

impl DataType {
    /// The type with NULL allowed. A type that already allows NULL stays as it is, and a [`DataType::LowCardinality`]
    /// takes the NULL inside, as ClickHouse wants it.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert_eq!(DataType::Int32.nullable().to_string(), "Nullable(Int32)");
    /// assert_eq!(DataType::String.low_cardinality().nullable().to_string(), "LowCardinality(Nullable(String))");
    /// ```
    #[must_use]
    pub fn nullable(self) -> Self {
        match self {
            Self::LowCardinality(inner) => Self::LowCardinality(Box::new(inner.nullable())),
            Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The type stored by way of a dictionary. A type that already is stays as it is. What may be inside is asked with
    /// [`DataType::is_valid_in_low_cardinality`].
    ///
    /// See [LowCardinality](https://clickhouse.com/docs/sql-reference/data-types/lowcardinality).
    #[must_use]
    pub fn low_cardinality(self) -> Self {
        match self {
            Self::LowCardinality(_) => self,
            other => Self::LowCardinality(Box::new(other)),
        }
    }

    /// `Array(element)`.
    #[must_use]
    pub fn array(element: Self) -> Self {
        Self::Array(Box::new(element))
    }

    /// `Map(key, value)`.
    #[must_use]
    pub fn map(key: Self, value: Self) -> Self {
        Self::Map(Box::new(key), Box::new(value))
    }

    /// A tuple whose elements have no names.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let point = DataType::tuple([DataType::Float64, DataType::Float64]);
    /// assert_eq!(point.to_string(), "Tuple(Float64, Float64)");
    /// ```
    #[must_use]
    pub fn tuple(elements: impl IntoIterator<Item = Self>) -> Self {
        Self::Tuple(elements.into_iter().map(|element| (None, element)).collect())
    }

    /// A tuple whose elements have names.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let point = DataType::named_tuple([("x", DataType::Float64), ("y axis", DataType::Float64)]);
    /// assert_eq!(point.to_string(), "Tuple(x Float64, `y axis` Float64)");
    /// ```
    #[must_use]
    pub fn named_tuple<N: Into<String>>(elements: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Tuple(
            elements
                .into_iter()
                .map(|(name, element)| (Some(name.into()), element))
                .collect(),
        )
    }

    /// `Enum8` of names and numbers.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let size = DataType::enum8([("small", 1), ("it's large", 2)]);
    /// assert_eq!(size.to_string(), r"Enum8('small' = 1, 'it\'s large' = 2)");
    /// ```
    #[must_use]
    pub fn enum8<N: Into<String>>(names: impl IntoIterator<Item = (N, i8)>) -> Self {
        Self::Enum8(
            names
                .into_iter()
                .map(|(name, number)| (name.into(), number))
                .collect(),
        )
    }

    /// `Enum16` of names and numbers.
    #[must_use]
    pub fn enum16<N: Into<String>>(names: impl IntoIterator<Item = (N, i16)>) -> Self {
        Self::Enum16(
            names
                .into_iter()
                .map(|(name, number)| (name.into(), number))
                .collect(),
        )
    }

    /// `Decimal(precision, scale)`: `precision` digits, 1 to 76, of which `scale` stand after the point.
    #[must_use]
    pub fn decimal(precision: u8, scale: u8) -> Self {
        Self::Decimal(precision, scale)
    }

    /// `DateTime` in the server's time zone.
    #[must_use]
    pub fn date_time() -> Self {
        Self::DateTime(None)
    }

    /// `DateTime` shown in a time zone by its IANA name.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert_eq!(DataType::date_time_in("Europe/Berlin").to_string(), "DateTime('Europe/Berlin')");
    /// ```
    #[must_use]
    pub fn date_time_in(zone: impl Into<String>) -> Self {
        Self::DateTime(Some(zone.into()))
    }

    /// `DateTime64` of a precision (0 to 9 decimal digits of a second) in the server's time zone.
    #[must_use]
    pub fn date_time64(precision: u8) -> Self {
        Self::DateTime64(precision, None)
    }

    /// `DateTime64` of a precision (0 to 9 decimal digits of a second) shown in a time zone by its IANA name.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert_eq!(DataType::date_time64_in(6, "UTC").to_string(), "DateTime64(6, 'UTC')");
    /// ```
    #[must_use]
    pub fn date_time64_in(precision: u8, zone: impl Into<String>) -> Self {
        Self::DateTime64(precision, Some(zone.into()))
    }

    /// `JSON` with hints.
    ///
    /// ```
    /// use sea_query_clickhouse::types::{DataType, JsonType};
    ///
    /// let json = DataType::json_with(JsonType::new().path("user.id", DataType::UInt64).skip("trace"));
    /// assert_eq!(json.to_string(), "JSON(`user.id` UInt64, SKIP trace)");
    /// ```
    #[must_use]
    pub fn json_with(hints: JsonType) -> Self {
        if hints == JsonType::default() {
            Self::Json
        } else {
            Self::JsonWith(Box::new(hints))
        }
    }

    /// One of several types, in each row anew. The server sorts them by name.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let either = DataType::variant([DataType::String, DataType::UInt64]);
    /// assert_eq!(either.to_string(), "Variant(String, UInt64)");
    /// ```
    #[must_use]
    pub fn variant(types: impl IntoIterator<Item = Self>) -> Self {
        Self::Variant(types.into_iter().collect())
    }

    /// Columns of arrays that have the same length in a row.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let goals = DataType::nested([("id", DataType::UInt32), ("name", DataType::String)]);
    /// assert_eq!(goals.to_string(), "Nested(id UInt32, name String)");
    /// ```
    #[must_use]
    pub fn nested<N: Into<String>>(elements: impl IntoIterator<Item = (N, Self)>) -> Self {
        let elements = elements.into_iter();
        Self::Nested(elements.map(|(name, element)| (name.into(), element)).collect())
    }

    /// The state of an aggregate function.
    ///
    /// ```
    /// use sea_query_clickhouse::types::{AggregateType, DataType};
    ///
    /// let states = AggregateType::new("quantiles", [DataType::UInt64]).parameters([0.5, 0.9]);
    /// assert_eq!(
    ///     DataType::aggregate_function(states).to_string(),
    ///     "AggregateFunction(quantiles(0.5, 0.9), UInt64)"
    /// );
    /// ```
    #[must_use]
    pub fn aggregate_function(function: AggregateType) -> Self {
        Self::AggregateFunction(Box::new(function))
    }

    /// A value into which merges aggregate by a function whose state is its result.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let total = DataType::simple_aggregate_function("sum", DataType::UInt64);
    /// assert_eq!(total.to_string(), "SimpleAggregateFunction(sum, UInt64)");
    /// ```
    #[must_use]
    pub fn simple_aggregate_function(function: impl Into<String>, argument: Self) -> Self {
        Self::SimpleAggregateFunction(Box::new(AggregateType::new(function, [argument])))
    }

    /// A vector of `dimension` numbers for approximate search.
    #[must_use]
    pub fn qbit(element: Self, dimension: u32) -> Self {
        Self::QBit(Box::new(element), dimension, None)
    }
}
