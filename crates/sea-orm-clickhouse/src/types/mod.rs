//! Rust types for the ClickHouse types that SeaORM has none for.
//!
//! | ClickHouse | field |
//! |---|---|
//! | Int128, UInt128, Int256, UInt256 | [`Int128`], [`UInt128`], [`Int256`], [`UInt256`] |
//! | BFloat16 | [`BFloat16`] |
//! | IPv4, IPv6 | [`IPv4`], [`IPv6`] |
//! | IntervalNanosecond ... IntervalYear | [`IntervalNanosecond`] ... [`IntervalYear`] |
//! | Array(T), with elements that `Vec` has no room for | [`Array`] |
//! | Map(K, V) | [`Map`] |
//! | Tuple(A, B, ...) | [`Tuple`], or a struct with the derive [`ClickHouseTuple`](crate::ClickHouseTuple) |
//! | Nested(...) | a `Vec` of such a struct |
//! | Variant(A, B, ...) | an enum with the derive [`ClickHouseVariant`](crate::ClickHouseVariant), or [`Dynamic`] |
//! | Dynamic | [`Dynamic`] |
//! | Point, Ring, LineString, MultiLineString, Polygon, MultiPolygon, Geometry | [`Point`], [`Ring`], [`LineString`], [`MultiLineString`], [`Polygon`], [`MultiPolygon`], [`Geometry`] |
//! | AggregateFunction(...) | [`AggregateState`] |
//! | QBit(Float32, n) | `Vec<f32>` |
//!
//! Each is a field of an entity as it is, under `Option` and, where the server has such arrays, in a `Vec`; it is a value
//! of filters, cursors and inserts, and, as a [`ClickHouseType`], an element of the others:
//!
//! ```
//! use sea_orm::entity::prelude::*;
//! use sea_orm_clickhouse::{
//!     ClickHouseEntity, ClickHouseSchema,
//!     types::{IPv6, Map, Tuple, UInt256},
//! };
//! use sea_query_clickhouse::ClickHouseQueryBuilder;
//!
//! #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
//! #[sea_orm(table_name = "transfer")]
//! pub struct Model {
//!     #[sea_orm(primary_key, auto_increment = false)]
//!     pub id: i64,
//!     pub amount: UInt256,
//!     pub from: Option<IPv6>,
//!     pub labels: Map<String, Option<i64>>,
//!     pub sizes: Tuple<(u32, f64)>,
//! }
//!
//! #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
//! pub enum Relation {}
//!
//! impl ActiveModelBehavior for ActiveModel {}
//!
//! let table = ClickHouseSchema::create_table_from_entity(Entity)?;
//! assert_eq!(
//!     table.to_string(ClickHouseQueryBuilder),
//!     "CREATE TABLE `transfer` (`id` Int64, `amount` UInt256, `from` Nullable(IPv6), \
//!      `labels` Map(String, Nullable(Int64)), `sizes` Tuple(UInt32, Float64)) ENGINE = MergeTree ORDER BY `id`"
//! );
//! # Ok::<(), sea_query_clickhouse::BuildError>(())
//! ```

mod address;
mod bfloat16;
mod dynamic;
mod field;
mod geo;
mod integer;
mod interval;
mod list;
mod map;
mod scalar;
mod state;
mod tuple;

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured};

use crate::{error::ClickHouseError, native::rust_name};

pub use address::{IPv4, IPv6};
pub use bfloat16::BFloat16;
pub use dynamic::Dynamic;
pub use geo::{Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon, Ring};
pub use integer::{Int128, Int256, UInt128, UInt256};
pub use interval::{
    IntervalDay, IntervalHour, IntervalMicrosecond, IntervalMillisecond, IntervalMinute, IntervalMonth,
    IntervalNanosecond, IntervalQuarter, IntervalSecond, IntervalWeek, IntervalYear,
};
pub use list::Array;
pub use map::Map;
pub use state::AggregateState;
pub use tuple::{Tuple, TupleElements};

pub(crate) use field::elements_of;

/// What the derives and the macro of fields call.
#[doc(hidden)]
pub mod private {
    pub use sea_orm;
    pub use sea_query;

    pub use super::field::{
        elements_of, get, get_list, is_named, named_value, next_element, no_member, variant_value,
    };
    pub use crate::__field as field;
    pub use crate::entity::declaration::{
        change_attribute, change_column, declared_dictionary, declared_expr, declared_materialized_view,
        declared_materialized_view_to, declared_query, declared_table, declared_ttl, declared_type,
        declared_view,
    };
    pub use crate::entity::distributed::{Declared, Undeclared, distributed_over, distributed_table};
    pub use crate::native::null_value;
}

pub(crate) use crate::__field as field;

/// A Rust type with the ClickHouse type that it is, alone and as an element of [`Array`], [`Map`], [`Tuple`] and variants.
///
/// It is there for the numbers to 64 bits, `bool`, `String`, `Vec<u8>`, the dates and times of `chrono` and `time`,
/// `Decimal`, `BigDecimal`, `Uuid`, `serde_json::Value`, for `Option` and `Vec` of these, and for everything in
/// [`types`](self).
///
/// ```
/// use sea_orm_clickhouse::types::{ClickHouseType, Map};
///
/// assert_eq!(<Map<String, Vec<Option<f64>>>>::data_type().to_string(), "Map(String, Array(Nullable(Float64)))");
/// ```
pub trait ClickHouseType: Sized {
    /// The type of a column of it. A column may be of another that is read as this one without loss, such as
    /// `LowCardinality(String)` as `String`, and is named then by SeaORM's attribute `column_type`.
    fn data_type() -> DataType;

    /// The value as SeaQuery carries it. See [`sea_query_clickhouse::structured`].
    fn into_value(self) -> Value;

    /// The value of a column or element of [`data_type`](Self::data_type).
    ///
    /// # Errors
    ///
    /// When the value is of another type, or one that the Rust type does not hold.
    fn from_value(value: Value) -> Result<Self, ClickHouseError>;

    #[doc(hidden)]
    fn list_type() -> DataType {
        DataType::array(Self::data_type())
    }

    #[doc(hidden)]
    fn list_into_value(list: Vec<Self>) -> Value {
        let values = list.into_iter().map(Self::into_value).collect();
        match crate::native::null_value(&Self::list_type()) {
            Some(Value::Array(variant, _)) => Value::Array(variant, Some(Box::new(values))),
            _ => Value::Array(structured::element(&Self::data_type()), Some(Box::new(values))),
        }
    }

    #[doc(hidden)]
    fn list_from_value(value: Value) -> Result<Vec<Self>, ClickHouseError> {
        match value {
            Value::Array(_, Some(values)) => values.into_iter().map(Self::from_value).collect(),
            other => Err(unfit(&Self::list_type(), &other)),
        }
    }
}

/// The error of a value that is of another type.
fn unfit(data_type: &DataType, value: &Value) -> ClickHouseError {
    let what = if value.is_some() { "value" } else { "NULL" };
    ClickHouseError::type_error(format!(
        "a {what} of {} is no {data_type}{}",
        rust_name(value),
        if value.is_some() {
            ""
        } else {
            "; make the field an Option"
        },
    ))
}
