//! Which types hold all values of another.

use super::DataType;

impl DataType {
    /// Whether each value of `other` has one here that says the same, so that a column which becomes of this type loses none.
    /// Where that cannot be said, it is not so. A type that allows NULL holds the others; for NULL itself the other one must
    /// have a value first.
    ///
    /// ```
    /// use sea_query_clickhouse::types::DataType;
    ///
    /// assert!(DataType::Int64.holds(&DataType::UInt32));
    /// assert!(!DataType::Int64.holds(&DataType::UInt64));
    /// assert!(DataType::String.nullable().holds(&DataType::String.low_cardinality()));
    /// assert!(!DataType::String.holds(&DataType::String.nullable()));
    /// assert!(DataType::enum8([("a", 1), ("b", 2)]).holds(&DataType::enum8([("a", 1)])));
    /// ```
    pub fn holds(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::LowCardinality(inner), other) => return inner.holds(other),
            (this, Self::LowCardinality(inner)) => return this.holds(inner),
            (Self::Nullable(inner), Self::Nullable(other)) => return inner.holds(other),
            (Self::Nullable(inner), other) => return inner.holds(other),
            (_, Self::Nullable(_)) => return false,
            (this, other) if this == other => return true,
            _ => {}
        }
        if let (Some((min, max)), Some((low, high))) = (self.bits(), other.bits()) {
            return min >= low && max >= high;
        }
        match (self, other) {
            (
                Self::String,
                Self::FixedString(_)
                | Self::Uuid
                | Self::IPv4
                | Self::IPv6
                | Self::Enum8(_)
                | Self::Enum16(_),
            ) => true,
            (Self::String, Self::Date | Self::Date32 | Self::Decimal(..) | Self::Bool) => true,
            (Self::String, number) => number.bits().is_some(),
            (Self::Float64, Self::Float32 | Self::BFloat16) | (Self::Float32, Self::BFloat16) => true,
            // What the significand holds: 53 and 24 bits.
            (Self::Float64, number) => number.bits().is_some_and(|(min, max)| min <= 32 && max <= 32),
            (Self::Float32, number) => number.bits().is_some_and(|(min, max)| min <= 16 && max <= 16),
            (Self::Decimal(precision, scale), Self::Decimal(other_precision, other_scale)) => {
                scale >= other_scale
                    && precision - scale.min(precision) >= other_precision - other_scale.min(other_precision)
            }
            (Self::Date32, Self::Date) => true,
            // The zone is how it is shown.
            (Self::DateTime(_), Self::DateTime(_)) => true,
            // Nanoseconds end in 2262.
            (Self::DateTime64(precision, _), Self::DateTime(_)) => *precision <= 9,
            (Self::DateTime64(precision, _), Self::DateTime64(other, _)) => {
                precision == other || (precision > other && *precision < 9)
            }
            (Self::Time64(_), Self::Time) => true,
            (Self::Time64(precision), Self::Time64(other)) => precision >= other,
            (Self::Enum8(names), Self::Enum8(others)) => others.iter().all(|name| names.contains(name)),
            (Self::Enum16(names), Self::Enum16(others)) => others.iter().all(|name| names.contains(name)),
            (Self::Enum16(names), Self::Enum8(others)) => others
                .iter()
                .all(|(name, number)| names.contains(&(name.clone(), i16::from(*number)))),
            (Self::Array(element), Self::Array(other)) => element.holds(other),
            (Self::Map(key, value), Self::Map(other_key, other_value)) => {
                key.holds(other_key) && value.holds(other_value)
            }
            (Self::Tuple(elements), Self::Tuple(others)) => {
                elements.len() == others.len()
                    && elements
                        .iter()
                        .zip(others)
                        .all(|((name, element), (other_name, other))| {
                            name == other_name && element.holds(other)
                        })
            }
            (Self::Variant(types), Self::Variant(others)) => others.iter().all(|other| types.contains(other)),
            (Self::IPv6, Self::IPv4) => true,
            _ => false,
        }
    }

    /// Whether all values of `other` are here under the same numbers, so that no part has to be written again: an Enum of the
    /// same width with more names, or another time zone.
    pub fn is_stored_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Enum8(_), Self::Enum8(_)) | (Self::Enum16(_), Self::Enum16(_)) => self.holds(other),
            (Self::DateTime(_), Self::DateTime(_)) => true,
            (Self::DateTime64(precision, _), Self::DateTime64(other, _)) => precision == other,
            _ => self == other,
        }
    }

    /// How many bits a whole number has below and above zero.
    fn bits(&self) -> Option<(u16, u16)> {
        Some(match self {
            Self::Bool => (0, 1),
            Self::Int8 => (7, 7),
            Self::Int16 => (15, 15),
            Self::Int32 => (31, 31),
            Self::Int64 => (63, 63),
            Self::Int128 => (127, 127),
            Self::Int256 => (255, 255),
            Self::UInt8 => (0, 8),
            Self::UInt16 => (0, 16),
            Self::UInt32 => (0, 32),
            Self::UInt64 => (0, 64),
            Self::UInt128 => (0, 128),
            Self::UInt256 => (0, 256),
            _ => return None,
        })
    }
}
