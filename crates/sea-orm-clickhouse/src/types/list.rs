//! Arrays, and elements that may be NULL.

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured::structured};

use super::{ClickHouseType, field};
use crate::error::ClickHouseError;

impl<T: ClickHouseType> ClickHouseType for Option<T> {
    fn data_type() -> DataType {
        let data_type = T::data_type();
        if data_type.is_valid_in_nullable() {
            data_type.nullable()
        } else {
            data_type
        }
    }

    fn into_value(self) -> Value {
        match self {
            Some(value) => value.into_value(),
            None => crate::native::null_value(&T::data_type()).unwrap_or(Value::String(None)),
        }
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        if value.is_some() {
            T::from_value(value).map(Some)
        } else {
            Ok(None)
        }
    }
}

impl<T: ClickHouseType> ClickHouseType for Vec<T> {
    fn data_type() -> DataType {
        T::list_type()
    }

    fn into_value(self) -> Value {
        T::list_into_value(self)
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        T::list_from_value(value)
    }
}

/// `Array(T)` of any element: SeaORM's own `Vec` has no room for `u64`, `u16`, `Option` or another `Vec`.
///
/// ```
/// use sea_orm_clickhouse::types::{Array, ClickHouseType};
///
/// assert_eq!(<Array<Vec<Option<u64>>>>::data_type().to_string(), "Array(Array(Nullable(UInt64)))");
/// let ports = Array(vec![Some(53u64), None]);
/// assert_eq!(ports.iter().flatten().sum::<u64>(), 53);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Array<T>(pub Vec<T>);

impl<T> Default for Array<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> From<Vec<T>> for Array<T> {
    fn from(elements: Vec<T>) -> Self {
        Self(elements)
    }
}

impl<T> FromIterator<T> for Array<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        Self(elements.into_iter().collect())
    }
}

impl<T> std::ops::Deref for Array<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T: ClickHouseType> ClickHouseType for Array<T> {
    fn data_type() -> DataType {
        DataType::array(T::data_type())
    }

    fn into_value(self) -> Value {
        structured(
            &Self::data_type(),
            self.0.into_iter().map(T::into_value).collect(),
        )
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match value {
            Value::Array(_, Some(values)) => values.into_iter().map(T::from_value).collect(),
            other => Err(super::unfit(&Self::data_type(), &other)),
        }
    }
}

field!(impl[T: ClickHouseType] Array<T>);
