use sea_query::Value;

use crate::{
    collect::push,
    error::BuildError,
    literal::{is_word, write_string},
};

/// The value of a setting: a number, a truth value or a text.
///
/// ```
/// use sea_query_clickhouse::SettingValue;
///
/// assert_eq!(SettingValue::from(4), SettingValue::Int(4));
/// assert_eq!(SettingValue::from("lz4"), SettingValue::String("lz4".into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum SettingValue {
    /// A truth value, written as 0 or 1.
    Bool(bool),
    /// A whole number, also of bytes, rows, seconds.
    Int(i64),
    /// A whole number above `i64::MAX`.
    UInt(u64),
    /// A finite number.
    Float(f64),
    /// A text, escaped when it is written.
    String(String),
}

macro_rules! setting_value {
    ($($from:ty => $variant:ident as $into:ty),*) => {
        $(impl From<$from> for SettingValue {
            fn from(value: $from) -> Self {
                Self::$variant(<$into>::from(value))
            }
        })*
    };
}

setting_value!(bool => Bool as bool, i32 => Int as i64, i64 => Int as i64, u32 => Int as i64, u64 => UInt as u64,
    f64 => Float as f64, &str => String as String, String => String as String);

impl SettingValue {
    pub(crate) fn write(&self, sql: &mut (impl std::fmt::Write + ?Sized)) {
        match self {
            Self::Bool(value) => push(sql, if *value { "1" } else { "0" }),
            Self::Int(value) => push(sql, &value.to_string()),
            Self::UInt(value) => push(sql, &value.to_string()),
            Self::Float(value) => push(sql, &value.to_string()),
            Self::String(value) => write_string(sql, value),
        }
    }

    pub(super) fn into_value(self) -> Value {
        match self {
            Self::Bool(value) => value.into(),
            Self::Int(value) => value.into(),
            Self::UInt(value) => value.into(),
            Self::Float(value) => value.into(),
            Self::String(value) => value.into(),
        }
    }

    pub(super) fn from_value(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Bool(Some(value)) => Self::Bool(*value),
            Value::BigInt(Some(value)) => Self::Int(*value),
            Value::BigUnsigned(Some(value)) => Self::UInt(*value),
            Value::Double(Some(value)) => Self::Float(*value),
            Value::String(Some(value)) => Self::String(value.clone()),
            _ => return None,
        })
    }
}

/// Checks what the escaper cannot: a setting's name is written bare, and a number must be finite.
pub(crate) fn check_setting(name: &str, value: &SettingValue) -> Result<(), BuildError> {
    if !is_word(name) {
        return Err(BuildError::invalid(
            "SETTINGS",
            format!(
                "`{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        ));
    }
    match value {
        SettingValue::Float(value) if !value.is_finite() => Err(BuildError::invalid(
            "SETTINGS",
            format!("{name} is set to {value}, which is not a number"),
        )),
        _ => Ok(()),
    }
}

pub(crate) fn write_settings(settings: &[(&str, &SettingValue)], sql: &mut (impl std::fmt::Write + ?Sized)) {
    for (i, (name, value)) in settings.iter().enumerate() {
        push(sql, if i == 0 { " SETTINGS " } else { ", " });
        push(sql, name);
        push(sql, " = ");
        value.write(sql);
    }
}
