//! States of aggregate functions.

use std::fmt;

use sea_query::{ArrayType, Value};
use sea_query_clickhouse::DataType;

use super::{ClickHouseType, field, unfit};
use crate::error::ClickHouseError;

/// The state of an aggregate function, `AggregateFunction(f, T, ...)`, as the bytes in which the server keeps it. The
/// attribute `column_type` names the function:
///
/// ```
/// use sea_orm::entity::prelude::*;
/// use sea_orm_clickhouse::{ClickHouseEntity, ClickHouseSchema, types::AggregateState};
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
/// #[sea_orm(table_name = "daily")]
/// pub struct Model {
///     #[sea_orm(primary_key, auto_increment = false)]
///     pub day: Date,
///     #[sea_orm(column_type = r#"custom("AggregateFunction(uniq, UInt64)")"#)]
///     pub users: AggregateState,
/// }
/// #
/// # #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// # pub enum Relation {}
/// #
/// # impl ActiveModelBehavior for ActiveModel {}
///
/// let table = ClickHouseSchema::create_table_from_entity(Entity)?;
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `daily` (`day` Date32, `users` AggregateFunction(uniq, UInt64)) ENGINE = MergeTree ORDER BY `day`"
/// );
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
///
/// The server writes states one after the other without their lengths, so a column of them is read, and inserted, by way
/// of a String: the SELECT is wrapped in another that casts it, and an INSERT casts it back, which fails for bytes that
/// are no such state. To read the *result* of a state, select `finalizeAggregation(column)` or the function with `-Merge`.
///
/// See [AggregateFunction](https://clickhouse.com/docs/sql-reference/data-types/aggregatefunction).
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct AggregateState(pub Vec<u8>);

impl fmt::Debug for AggregateState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AggregateState(b\"{}\")", self.0.escape_ascii())
    }
}

impl ClickHouseType for AggregateState {
    fn data_type() -> DataType {
        DataType::String
    }

    fn into_value(self) -> Value {
        Value::Bytes(Some(self.0))
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        match value {
            Value::Bytes(Some(bytes)) => Ok(Self(bytes)),
            Value::String(Some(text)) => Ok(Self(text.into_bytes())),
            other => Err(unfit(&DataType::String, &other)),
        }
    }
}

field!(impl[] AggregateState, array_type = ArrayType::Bytes, null = Value::Bytes(None));
