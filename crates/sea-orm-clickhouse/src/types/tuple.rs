//! Tuple(A, B, ...).

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured::structured};

use super::{ClickHouseType, elements_of, field};
use crate::error::ClickHouseError;

/// `Tuple(A, B, ...)` without names, by position. A struct with the derive
/// [`ClickHouseTuple`](crate::ClickHouseTuple) is one with names.
///
/// See [Tuple](https://clickhouse.com/docs/sql-reference/data-types/tuple).
///
/// ```
/// use sea_orm_clickhouse::types::{ClickHouseType, Tuple};
///
/// let Tuple((port, name)) = Tuple((53u16, "dns".to_owned()));
/// assert_eq!((port, name.as_str()), (53, "dns"));
/// assert_eq!(<Tuple<(u16, String)>>::data_type().to_string(), "Tuple(UInt16, String)");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tuple<T>(pub T);

/// The elements of a [`Tuple`]: Rust's tuples of up to twelve [`ClickHouseType`]s.
pub trait TupleElements: Sized {
    #[doc(hidden)]
    fn data_types() -> Vec<DataType>;
    #[doc(hidden)]
    fn into_values(self) -> Vec<Value>;
    #[doc(hidden)]
    fn from_values(values: &mut dyn Iterator<Item = Value>) -> Result<Self, ClickHouseError>;
}

macro_rules! elements {
    ($($name:ident)*) => {
        impl<$($name: ClickHouseType),*> TupleElements for ($($name,)*) {
            fn data_types() -> Vec<DataType> {
                vec![$($name::data_type()),*]
            }

            #[allow(non_snake_case, reason = "each element has the name of its type")]
            fn into_values(self) -> Vec<Value> {
                let ($($name,)*) = self;
                vec![$($name.into_value()),*]
            }

            fn from_values(values: &mut dyn Iterator<Item = Value>) -> Result<Self, ClickHouseError> {
                Ok(($($name::from_value(next(values)?)?,)*))
            }
        }
    };
}

fn next(values: &mut dyn Iterator<Item = Value>) -> Result<Value, ClickHouseError> {
    let missing = || ClickHouseError::type_error("a tuple has fewer elements than its type");
    values.next().ok_or_else(missing)
}

elements!(A);
elements!(A B);
elements!(A B C);
elements!(A B C D);
elements!(A B C D E);
elements!(A B C D E F);
elements!(A B C D E F G);
elements!(A B C D E F G H);
elements!(A B C D E F G H I);
elements!(A B C D E F G H I J);
elements!(A B C D E F G H I J K);
elements!(A B C D E F G H I J K L);

impl<T: TupleElements> ClickHouseType for Tuple<T> {
    fn data_type() -> DataType {
        DataType::tuple(T::data_types())
    }

    fn into_value(self) -> Value {
        structured(&Self::data_type(), self.0.into_values())
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        T::from_values(&mut elements_of::<Self>(value)?).map(Self)
    }
}

field!(impl[T: TupleElements] Tuple<T>);
