//! A value of any type.

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured::structured};

use super::{ClickHouseType, elements_of, field};
use crate::error::ClickHouseError;

/// A value with its type: of a column of `Dynamic`, and of a `Variant` whose types need no enum. NULL is an `Option`.
///
/// See [Dynamic](https://clickhouse.com/docs/sql-reference/data-types/dynamic).
///
/// ```
/// use sea_orm_clickhouse::types::Dynamic;
///
/// let value = Dynamic::new(53u16);
/// assert_eq!(value.data_type().to_string(), "UInt16");
/// assert_eq!(value.get::<u16>()?, 53);
/// assert!(value.get::<String>().is_err());
/// # Ok::<(), sea_orm_clickhouse::ClickHouseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Dynamic {
    data_type: DataType,
    value: Value,
}

impl Dynamic {
    /// A value of a Rust type.
    #[must_use]
    pub fn new<T: ClickHouseType>(value: T) -> Self {
        Self {
            data_type: T::data_type(),
            value: value.into_value(),
        }
    }

    /// A value of another type than that of its Rust type. It is checked when it is written.
    #[must_use]
    pub fn of(data_type: DataType, value: impl Into<Value>) -> Self {
        Self {
            data_type,
            value: value.into(),
        }
    }

    /// The type of the value.
    #[must_use]
    pub fn data_type(&self) -> &DataType {
        &self.data_type
    }

    /// The value as SeaQuery carries it.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The value as a Rust type.
    ///
    /// # Errors
    ///
    /// When the value is not of this type.
    pub fn get<T: ClickHouseType>(&self) -> Result<T, ClickHouseError> {
        T::from_value(self.value.clone())
    }
}

impl ClickHouseType for Dynamic {
    fn data_type() -> DataType {
        DataType::Dynamic(None)
    }

    fn into_value(self) -> Value {
        structured(
            &DataType::Dynamic(None),
            vec![self.data_type.to_string().into(), self.value],
        )
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        let mut elements = elements_of::<Self>(value)?;
        let (Some(Value::String(Some(name))), Some(value)) = (elements.next(), elements.next()) else {
            return Err(ClickHouseError::type_error("a Dynamic has no type"));
        };
        let data_type = name
            .parse()
            .map_err(|error| ClickHouseError::type_error(format!("{error}")))?;
        Ok(Self { data_type, value })
    }
}

field!(impl[] Dynamic);
