//! What SeaORM asks of the type of a field.

use sea_orm::{ColIdx, DbErr, QueryResult, TryGetError};
use sea_query::{ArrayType, ColumnType, Nullable, Value, ValueType, ValueTypeErr};
use sea_query_clickhouse::structured;

use super::ClickHouseType;
use crate::error::ClickHouseError;

/// Implements SeaORM's traits for a type that is a [`ClickHouseType`].
#[doc(hidden)]
#[macro_export]
macro_rules! __field {
    (impl[$($generics:tt)*] $type:ty) => {
        $crate::__field!(impl[$($generics)*] $type, array_type = {
            $crate::sea_query_clickhouse::structured::element(&<$type as $crate::types::ClickHouseType>::data_type())
        }, null = {
            $crate::private::null_value(&<$type as $crate::types::ClickHouseType>::data_type())
                .unwrap_or($crate::private::sea_query::Value::String(None))
        });
    };
    (impl[$($generics:tt)*] $type:ty, array_type = $array_type:expr, null = $null:expr) => {
        impl<$($generics)*> From<$type> for $crate::private::sea_query::Value {
            fn from(value: $type) -> Self {
                $crate::types::ClickHouseType::into_value(value)
            }
        }

        impl<$($generics)*> $crate::private::sea_query::ValueType for $type {
            fn try_from(value: $crate::private::sea_query::Value) -> Result<Self, $crate::private::sea_query::ValueTypeErr> {
                $crate::types::ClickHouseType::from_value(value).map_err(|_| $crate::private::sea_query::ValueTypeErr)
            }

            fn type_name() -> String {
                <$type as $crate::types::ClickHouseType>::data_type().to_string()
            }

            fn array_type() -> $crate::private::sea_query::ArrayType {
                $array_type
            }

            fn column_type() -> $crate::private::sea_query::ColumnType {
                $crate::private::sea_query::ColumnType::custom(
                    <$type as $crate::types::ClickHouseType>::data_type().to_string(),
                )
            }
        }

        impl<$($generics)*> $crate::private::sea_query::Nullable for $type {
            fn null() -> $crate::private::sea_query::Value {
                $null
            }
        }

        impl<$($generics)*> $crate::private::sea_orm::TryGetable for $type {
            fn try_get_by<I: $crate::private::sea_orm::ColIdx>(
                row: &$crate::private::sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, $crate::private::sea_orm::TryGetError> {
                $crate::private::get(row, index)
            }
        }

        impl<$($generics)*> $crate::private::sea_orm::TryGetableArray for $type {
            fn try_get_by<I: $crate::private::sea_orm::ColIdx>(
                row: &$crate::private::sea_orm::QueryResult,
                index: I,
            ) -> Result<Vec<Self>, $crate::private::sea_orm::TryGetError> {
                $crate::private::get_list(row, index)
            }
        }

        impl<$($generics)*> $crate::private::sea_query::postgres_array::NotU8 for $type {}

        impl<$($generics)*> $crate::private::sea_orm::IntoActiveValue<$type> for $type {
            fn into_active_value(self) -> $crate::private::sea_orm::ActiveValue<$type> {
                $crate::private::sea_orm::ActiveValue::Set(self)
            }
        }

        impl<$($generics)*> $crate::private::sea_orm::TryFromU64 for $type {
            fn try_from_u64(number: u64) -> Result<Self, $crate::private::sea_orm::DbErr> {
                $crate::types::ClickHouseType::from_value($crate::private::sea_query::Value::BigDecimal(Some(Box::new(
                    number.into(),
                ))))
                .map_err(|_| $crate::private::sea_orm::DbErr::ConvertFromU64(stringify!($type)))
            }
        }
    };
}

/// Any value, for its way out of a row.
#[derive(Debug)]
struct RawValue(Value);

impl ValueType for RawValue {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        Ok(Self(value))
    }

    fn type_name() -> String {
        "Value".into()
    }

    fn array_type() -> ArrayType {
        ArrayType::String
    }

    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl Nullable for RawValue {
    fn null() -> Value {
        Value::String(None)
    }
}

fn raw<I: ColIdx>(row: &QueryResult, index: I) -> Result<Value, TryGetError> {
    let row = row.try_as_proxy_row().ok_or_else(|| {
        let sentence = "the row is of another database; this type is one of ClickHouse's";
        TryGetError::DbErr(DbErr::Type(sentence.into()))
    })?;
    let RawValue(value) = row.try_get(index)?;
    if value.is_some() {
        Ok(value)
    } else {
        Err(TryGetError::Null(format!("{index:?}")))
    }
}

fn at<I: ColIdx>(index: I, error: &ClickHouseError) -> TryGetError {
    TryGetError::DbErr(ClickHouseError::type_error(format!("column {index:?}: {}", error.message())).into())
}

/// The value of a column. JSON, which is what a column of no known field is read as, is taken too.
#[doc(hidden)]
pub fn get<T: ClickHouseType, I: ColIdx>(row: &QueryResult, index: I) -> Result<T, TryGetError> {
    let value = raw(row, index)?;
    T::from_value(of_json(&T::data_type(), value).map_err(|error| at(index, &error))?)
        .map_err(|error| at(index, &error))
}

/// The array of a column.
#[doc(hidden)]
pub fn get_list<T: ClickHouseType, I: ColIdx>(row: &QueryResult, index: I) -> Result<Vec<T>, TryGetError> {
    let value = raw(row, index)?;
    let values = match of_json(&T::list_type(), value).map_err(|error| at(index, &error))? {
        Value::Array(_, Some(values)) => *values,
        other => return Err(at(index, &super::unfit(&T::list_type(), &other))),
    };
    let element = |value| T::from_value(of_json(&T::data_type(), value)?);
    let list: Result<Vec<T>, ClickHouseError> = values.into_iter().map(element).collect();
    list.map_err(|error| at(index, &error))
}

fn of_json(data_type: &sea_query_clickhouse::DataType, value: Value) -> Result<Value, ClickHouseError> {
    match value {
        Value::Json(Some(json)) if !matches!(data_type, sea_query_clickhouse::DataType::Json) => {
            structured::of_json(data_type, &json).map_err(|error| {
                ClickHouseError::type_error(format!(
                    "{} is no {}: {}",
                    error.json, error.data_type, error.allowed
                ))
            })
        }
        value => Ok(value),
    }
}

/// The elements of a structured value.
#[doc(hidden)]
pub fn elements_of<T: ClickHouseType>(value: Value) -> Result<std::vec::IntoIter<Value>, ClickHouseError> {
    if !structured::is_structured(&value) || !value.is_some() {
        return Err(super::unfit(&T::data_type(), &value));
    }
    Ok(structured::into_elements(value).unwrap_or_default().into_iter())
}

/// The next element of a structured value.
#[doc(hidden)]
pub fn next_element<T: ClickHouseType>(
    elements: &mut std::vec::IntoIter<Value>,
) -> Result<T, ClickHouseError> {
    let missing = || ClickHouseError::type_error("a tuple has fewer elements than its type");
    T::from_value(elements.next().ok_or_else(missing)?)
}

/// The value of a variant: the name of its type, and itself.
#[doc(hidden)]
pub fn variant_value<V: ClickHouseType, T: ClickHouseType>(value: T) -> Value {
    structured::structured(
        &V::data_type(),
        vec![T::data_type().to_string().into(), value.into_value()],
    )
}

/// The name of the type of a variant, and its value.
#[doc(hidden)]
pub fn named_value<V: ClickHouseType>(value: Value) -> Result<(String, Value), ClickHouseError> {
    let mut elements = elements_of::<V>(value)?;
    match (elements.next(), elements.next()) {
        (Some(Value::String(Some(name))), Some(value)) => Ok((name, value)),
        _ => Err(ClickHouseError::type_error("a variant has no type")),
    }
}

/// Whether a type has this name.
#[doc(hidden)]
pub fn is_named<T: ClickHouseType>(name: &str) -> bool {
    T::data_type().to_string() == name
}

/// The error of a type that an enum has not.
#[doc(hidden)]
pub fn no_member<V: ClickHouseType>(name: &str) -> ClickHouseError {
    ClickHouseError::type_error(format!("{name} is not one of {}", V::data_type()))
}
