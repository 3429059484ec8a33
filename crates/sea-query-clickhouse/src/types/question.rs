//! Questions that a type answers.

use super::DataType;

impl DataType {
    /// Whether a column of this type can hold NULL: `Nullable(T)` and `LowCardinality(Nullable(T))`.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert!("LowCardinality(Nullable(String))".parse::<DataType>()?.is_nullable());
    /// assert!(!"Array(Nullable(String))".parse::<DataType>()?.is_nullable());
    /// # Ok::<(), sea_query_clickhouse::types::DataTypeError>(())
    /// ```
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        match self {
            Self::Nullable(_) => true,
            Self::LowCardinality(inner) => inner.is_nullable(),
            _ => false,
        }
    }

    /// The `T` of `Nullable(T)`, or the type itself.
    #[must_use]
    pub fn unwrap_nullable(&self) -> &Self {
        match self {
            Self::Nullable(inner) => inner.unwrap_nullable(),
            other => other,
        }
    }

    /// The `T` of `LowCardinality(T)`, or the type itself.
    #[must_use]
    pub fn unwrap_low_cardinality(&self) -> &Self {
        match self {
            Self::LowCardinality(inner) => inner.unwrap_low_cardinality(),
            other => other,
        }
    }

    /// The type of a value that is not NULL, without the wrappers `Nullable` and `LowCardinality`.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// let column = DataType::String.nullable().low_cardinality();
    /// assert_eq!(column.value_type(), &DataType::String);
    /// ```
    #[must_use]
    pub fn value_type(&self) -> &Self {
        match self {
            Self::Nullable(inner) | Self::LowCardinality(inner) => inner.value_type(),
            other => other,
        }
    }

    /// Whether the server accepts `Nullable(self)`. Arrays, maps and states of aggregates are never NULL, a
    /// `Variant` or `Dynamic` takes NULL as it is, and a `LowCardinality` inside. For a tuple or a point, which is one,
    /// the server also wants the setting `enable_nullable_tuple_type`. A [`DataType::Custom`] is left to the server.
    ///
    /// See [Nullable](https://clickhouse.com/docs/sql-reference/data-types/nullable).
    #[must_use]
    pub fn is_valid_in_nullable(&self) -> bool {
        match self {
            Self::SimpleAggregateFunction(function) => {
                function.arguments().iter().all(Self::is_valid_in_nullable)
            }
            Self::Array(_)
            | Self::Map(_, _)
            | Self::Nested(_)
            | Self::Variant(_)
            | Self::Dynamic(_)
            | Self::AggregateFunction(_)
            | Self::Ring
            | Self::LineString
            | Self::MultiLineString
            | Self::Polygon
            | Self::MultiPolygon
            | Self::Geometry
            | Self::Object(_)
            | Self::LowCardinality(_)
            | Self::Nullable(_) => false,
            _ => true,
        }
    }

    /// Whether the server accepts `LowCardinality(self)`: strings, dates, `DateTime` and numbers, and their `Nullable`.
    /// For anything but strings it also wants the setting `allow_suspicious_low_cardinality_types`. A
    /// [`DataType::Custom`] is left to the server.
    ///
    /// See [LowCardinality](https://clickhouse.com/docs/sql-reference/data-types/lowcardinality).
    #[must_use]
    pub fn is_valid_in_low_cardinality(&self) -> bool {
        match self {
            Self::Nullable(inner) => inner.is_valid_in_low_cardinality(),
            Self::SimpleAggregateFunction(function) => {
                function.arguments().iter().all(Self::is_valid_in_low_cardinality)
            }
            Self::DateTime64(_, _)
            | Self::Time64(_)
            | Self::Decimal(_, _)
            | Self::Enum8(_)
            | Self::Enum16(_)
            | Self::LowCardinality(_)
            | Self::Array(_)
            | Self::Tuple(_)
            | Self::Map(_, _)
            | Self::Json
            | Self::JsonWith(_)
            | Self::Nested(_)
            | Self::Variant(_)
            | Self::Dynamic(_)
            | Self::AggregateFunction(_)
            | Self::Point
            | Self::Ring
            | Self::LineString
            | Self::MultiLineString
            | Self::Polygon
            | Self::MultiPolygon
            | Self::Geometry
            | Self::QBit(..)
            | Self::Object(_)
            | Self::Nothing => false,
            _ => true,
        }
    }

    /// The time zone that the type carries, when it carries one.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert_eq!(DataType::date_time64_in(3, "Asia/Tokyo").nullable().time_zone(), Some("Asia/Tokyo"));
    /// assert_eq!(DataType::date_time().time_zone(), None);
    /// ```
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        match self.value_type() {
            Self::DateTime(zone) | Self::DateTime64(_, zone) => zone.as_deref(),
            _ => None,
        }
    }
}
