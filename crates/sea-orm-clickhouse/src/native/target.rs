//! What a column is to be read as.

use std::fmt::Debug;

use sea_query::{ArrayType, OptionEnum, Value};

/// What the reader of a column expects.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    /// Nobody said: the mapping of `plan.rs`.
    Default,
    /// As [`Target::Default`], but UInt64 is read as `BigInt` and checked value by value: counts are `i64` in SeaORM.
    Portable,
    /// The variant of a registered entity's field.
    Exact {
        /// `ModelTrait::get_value_type(column)`: of an array, the variant of its elements.
        variant: ArrayType,
        /// How many `ColumnType::Array` stand around it: 0 for `T`, 1 for `Vec<T>`.
        array_depth: usize,
        /// Whether the field is an `Option`.
        nullable: bool,
        /// Whether the elements of an array may be NULL. A `Vec<T>` refuses them itself, an `Option<Vec<T>>` would be
        /// `None`.
        null_elements: bool,
    },
}

impl Target {
    /// A field that is no array.
    pub(crate) fn exact(variant: ArrayType, nullable: bool) -> Self {
        Self::Exact {
            variant,
            array_depth: 0,
            nullable,
            null_elements: false,
        }
    }

    #[cfg(test)]
    /// A field that is a `Vec` of the variant.
    pub(crate) fn array(variant: ArrayType) -> Self {
        Self::Exact {
            variant,
            array_depth: 1,
            nullable: false,
            null_elements: true,
        }
    }
}

/// The Rust type of a variant and the variant's name, for messages.
pub(crate) fn rust_name(variant: &impl Debug) -> String {
    // The variants that exist depend on sea-query's features, their names in Debug do not.
    let text = format!("{variant:?}");
    let name = text.split(['(', ' ']).next().unwrap_or_default();
    let rust_type = match name {
        "Bool" => "bool",
        "TinyInt" => "i8",
        "SmallInt" => "i16",
        "Int" => "i32",
        "BigInt" => "i64",
        "TinyUnsigned" => "u8",
        "SmallUnsigned" => "u16",
        "Unsigned" => "u32",
        "BigUnsigned" => "u64",
        "Float" => "f32",
        "Double" => "f64",
        "String" => return "String".to_owned(),
        "Char" => "char",
        "Bytes" => "Vec<u8>",
        "Enum" => return enum_name(&text),
        "Json" => "serde_json::Value",
        "ChronoDate" => "chrono::NaiveDate",
        "ChronoTime" => "chrono::NaiveTime",
        "ChronoDateTime" => "chrono::NaiveDateTime",
        "ChronoDateTimeUtc" => "chrono::DateTime<Utc>",
        "ChronoDateTimeLocal" => "chrono::DateTime<Local>",
        "ChronoDateTimeWithTimeZone" => "chrono::DateTime<FixedOffset>",
        "TimeDate" => "time::Date",
        "TimeTime" => "time::Time",
        "TimeDateTime" => "time::PrimitiveDateTime",
        "TimeDateTimeWithTimeZone" => "time::OffsetDateTime",
        "Uuid" => "uuid::Uuid",
        "Decimal" => "rust_decimal::Decimal",
        "BigDecimal" => "bigdecimal::BigDecimal",
        "IpNetwork" => "ipnetwork::IpNetwork",
        "Array" => return enum_name(&text),
        other => return other.to_owned(),
    };
    format!("{rust_type} ({name})")
}

/// An `ActiveEnum`, or a type of `types`, which is an enum to SeaQuery.
fn enum_name(text: &str) -> String {
    let name = text.split('"').nth(1).unwrap_or_default();
    match name
        .strip_prefix("clickhouse element ")
        .or(name.strip_prefix("clickhouse value "))
    {
        Some(data_type) => format!("a field of {data_type}"),
        None => "an ActiveEnum (Enum)".to_owned(),
    }
}

/// The NULL of a variant; `None` for a variant that the codec does not know.
pub(crate) fn null_of(variant: &ArrayType) -> Option<Value> {
    Some(match variant {
        ArrayType::Bool => Value::Bool(None),
        ArrayType::TinyInt => Value::TinyInt(None),
        ArrayType::SmallInt => Value::SmallInt(None),
        ArrayType::Int => Value::Int(None),
        ArrayType::BigInt => Value::BigInt(None),
        ArrayType::TinyUnsigned => Value::TinyUnsigned(None),
        ArrayType::SmallUnsigned => Value::SmallUnsigned(None),
        ArrayType::Unsigned => Value::Unsigned(None),
        ArrayType::BigUnsigned => Value::BigUnsigned(None),
        ArrayType::Float => Value::Float(None),
        ArrayType::Double => Value::Double(None),
        ArrayType::String => Value::String(None),
        ArrayType::Enum(name) => Value::Enum(OptionEnum::None((**name).clone())),
        ArrayType::Char => Value::Char(None),
        ArrayType::Bytes => Value::Bytes(None),
        ArrayType::Json => Value::Json(None),
        ArrayType::ChronoDate => Value::ChronoDate(None),
        ArrayType::ChronoTime => Value::ChronoTime(None),
        ArrayType::ChronoDateTime => Value::ChronoDateTime(None),
        ArrayType::ChronoDateTimeUtc => Value::ChronoDateTimeUtc(None),
        ArrayType::ChronoDateTimeLocal => Value::ChronoDateTimeLocal(None),
        ArrayType::ChronoDateTimeWithTimeZone => Value::ChronoDateTimeWithTimeZone(None),
        ArrayType::TimeDate => Value::TimeDate(None),
        ArrayType::TimeTime => Value::TimeTime(None),
        ArrayType::TimeDateTime => Value::TimeDateTime(None),
        ArrayType::TimeDateTimeWithTimeZone => Value::TimeDateTimeWithTimeZone(None),
        ArrayType::Uuid => Value::Uuid(None),
        ArrayType::Decimal => Value::Decimal(None),
        ArrayType::BigDecimal => Value::BigDecimal(None),
        ArrayType::IpNetwork => Value::IpNetwork(None),
        #[allow(
            unreachable_patterns,
            reason = "sea-query has more variants with more features"
        )]
        _ => return None,
    })
}
