//! The tree of types and its constructors.

/// A ClickHouse data type.
///
/// Printing gives the text that a server parses, `FromStr` reads the text that a server prints. A type without a
/// variant of its own is kept as [`DataType::Custom`] with its text, so nothing is lost on the way.
///
/// ```
/// use sea_query_clickhouse::types::DataType;
///
/// assert_eq!(DataType::String.nullable().low_cardinality().to_string(), "LowCardinality(Nullable(String))");
/// assert_eq!(DataType::decimal(18, 4).to_string(), "Decimal(18, 4)");
/// assert_eq!("Decimal64(4)".parse::<DataType>()?, DataType::decimal(18, 4));
/// assert_eq!("Point".parse::<DataType>()?, DataType::Custom("Point".to_owned()));
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
    /// JSON without arguments; with arguments it is a [`DataType::Custom`].
    Json,
    /// The type of a bare NULL (as `Nullable(Nothing)`) and of the elements of `[]`.
    Nothing,
    /// Any other type, as the server prints it, for example `AggregateFunction(sum, UInt64)`.
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
}
