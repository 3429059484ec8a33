//! Rows of a result that are no models: aggregates, selects of some columns, raw SQL.

mod fields;
mod values;

use std::any::TypeId;

use sea_query::ValueType;

use crate::{error::ClickHouseError, types};

pub use fields::RowFields;
pub(crate) use fields::{RowPicks, tells_absence};
pub use values::RowValues;
pub(crate) use values::caught;

/// A row of a result, read as strictly as the model of an entity. The derive of the same name implements it; tuples of up to
/// twelve values and single values are such rows too.
///
/// - A field is of any type that a model can have: numbers, text, bytes, dates and times of `chrono` and `time`, decimals,
///   `Uuid`, JSON, enums, newtypes by `DeriveValueType`, structs by `FromJsonQueryResult`, a `Vec` of these, and an
///   `Option` of all.
/// - Its column must be of that type, or widen to it without loss. Anything else is an error that names the struct, the
///   field, the column and both types, **also under an `Option`**. A NULL in a field that is no `Option` is an error.
/// - A struct with names is read by name: columns that no field asks for are ignored and not even converted; a field
///   whose column is not in the result, or is there twice, is an error.
/// - A tuple struct and a tuple are read by position, and have as many fields as the result has columns.
/// - `#[clickhouse(nested)]` reads a row within the row from the same columns; as an `Option` it is `None` where an outer
///   join found nothing, that is, where all its columns are NULL (arrays and maps, which are empty then, are not asked).
///
/// A partial model of SeaORM (`DerivePartialModel`) can be such a row besides, as can the model of an entity: what the
/// attributes of `#[sea_orm(..)]` say of the names of columns, of nested models and of skipped fields holds for both.
///
/// Read by [`into_row`](crate::ClickHouseSelect::into_row), [`into_model`](crate::ClickHouseSelect::into_model),
/// [`into_tuple`](crate::ClickHouseSelect::into_tuple) and
/// [`into_partial_model`](crate::ClickHouseSelect::into_partial_model). `docs/limitations.md` has what SeaORM's own `FromQueryResult`
/// does otherwise.
///
/// ```no_run
/// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
/// use sea_orm::{DbBackend, Statement};
/// use sea_orm_clickhouse::{FromClickHouseRow, IntoClickHouseSelect};
///
/// #[derive(Debug, FromClickHouseRow)]
/// struct Daily {
///     day: chrono::NaiveDate,
///     events: i64,
///     #[clickhouse(rename = "max(size)")]
///     largest: Option<u32>,
/// }
///
/// let sql = "SELECT toDate(at) AS day, count() AS events, max(size) FROM event WHERE kind = ? GROUP BY day";
/// let daily: Vec<Daily> = Statement::from_sql_and_values(DbBackend::MySql, sql, ["click".into()])
///     .clickhouse()
///     .into_row()
///     .all(&db)
///     .await?;
/// # Ok(())
/// # }
/// ```
///
/// A row with names does not hold one that is read by position:
///
/// ```compile_fail
/// use sea_orm_clickhouse::FromClickHouseRow;
///
/// #[derive(FromClickHouseRow)]
/// struct Point(f64, f64);
///
/// #[derive(FromClickHouseRow)]
/// struct Place {
///     name: String,
///     #[clickhouse(nested)]
///     at: Point,
/// }
/// let read = <Place as FromClickHouseRow>::fields;
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no row of ClickHouse",
    note = "a struct has the derive `FromClickHouseRow`, a single value of a type of your own is the tuple `({Self},)`",
    note = "what has only `FromQueryResult` is read by SeaORM's own methods, without `.clickhouse()`"
)]
pub trait FromClickHouseRow: Sized + Send + 'static {
    #[doc(hidden)]
    const BY_NAME: bool;

    #[doc(hidden)]
    fn fields(fields: &mut RowFields);

    #[doc(hidden)]
    fn read(values: &mut RowValues<'_>) -> Result<Self, ClickHouseError>;
}

/// A row that may not be there: `None` where all its columns are NULL.
impl<R: FromClickHouseRow> FromClickHouseRow for Option<R> {
    const BY_NAME: bool = R::BY_NAME;

    fn fields(fields: &mut RowFields) {
        fields.optional::<R>();
    }

    fn read(values: &mut RowValues<'_>) -> Result<Self, ClickHouseError> {
        values.optional::<R>()
    }
}

macro_rules! tuple {
    ($($type:ident $position:literal),+) => {
        /// The columns by position.
        impl<$($type: ValueType + Send + 'static),+> FromClickHouseRow for ($($type,)+) {
            const BY_NAME: bool = false;

            fn fields(fields: &mut RowFields) {
                let names = [$($type::type_name()),+];
                let row = match &names[..] {
                    [name] => format!("({name},)"),
                    names => format!("({})", names.join(", ")),
                };
                $(fields.positional::<$type>(&row, $position);)+
            }

            fn read(values: &mut RowValues<'_>) -> Result<Self, ClickHouseError> {
                Ok(($(values.value::<$type>()?,)+))
            }
        }
    };
}

tuple!(A "0");
tuple!(A "0", B "1");
tuple!(A "0", B "1", C "2");
tuple!(A "0", B "1", C "2", D "3");
tuple!(A "0", B "1", C "2", D "3", E "4");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6", H "7");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6", H "7", I "8");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6", H "7", I "8", J "9");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6", H "7", I "8", J "9", K "10");
tuple!(A "0", B "1", C "2", D "3", E "4", F "5", G "6", H "7", I "8", J "9", K "10", L "11");

macro_rules! single {
    ($($type:ty $(where $($param:ident),+)?);+ $(;)?) => {$(
        /// The only column.
        impl $(<$($param),+>)? FromClickHouseRow for $type
        $(where $($param: Send + 'static,)+ Self: ValueType)?
        {
            const BY_NAME: bool = false;

            fn fields(fields: &mut RowFields) {
                fields.positional::<Self>(&<Self as ValueType>::type_name(), "");
            }

            fn read(values: &mut RowValues<'_>) -> Result<Self, ClickHouseError> {
                values.value::<Self>()
            }
        }
    )+};
}

single!(
    bool;
    i8;
    i16;
    i32;
    i64;
    u8;
    u16;
    u32;
    u64;
    f32;
    f64;
    String;
    serde_json::Value;
    chrono::NaiveDate;
    chrono::NaiveTime;
    chrono::NaiveDateTime;
    chrono::DateTime<chrono::Utc>;
    chrono::DateTime<chrono::Local>;
    chrono::DateTime<chrono::FixedOffset>;
    time::Date;
    time::Time;
    time::PrimitiveDateTime;
    time::OffsetDateTime;
    rust_decimal::Decimal;
    bigdecimal::BigDecimal;
    ipnetwork::IpNetwork;
    uuid::Uuid;
    types::AggregateState;
    types::BFloat16;
    types::Dynamic;
    types::Geometry;
    types::IPv4;
    types::IPv6;
    types::Int128;
    types::Int256;
    types::UInt128;
    types::UInt256;
    types::LineString;
    types::MultiLineString;
    types::MultiPolygon;
    types::Point;
    types::Polygon;
    types::Ring;
    types::IntervalDay;
    types::IntervalHour;
    types::IntervalMicrosecond;
    types::IntervalMillisecond;
    types::IntervalMinute;
    types::IntervalMonth;
    types::IntervalNanosecond;
    types::IntervalQuarter;
    types::IntervalSecond;
    types::IntervalWeek;
    types::IntervalYear;
    types::Array<T> where T;
    types::Map<K, V> where K, V;
    types::Tuple<T> where T;
);

/// The only column, a list or bytes.
impl<T> FromClickHouseRow for Vec<T>
where
    T: ValueType + Send + 'static,
    Self: ValueType,
{
    const BY_NAME: bool = false;

    fn fields(fields: &mut RowFields) {
        fields.positional::<Self>(&<Self as ValueType>::type_name(), "");
    }

    fn read(values: &mut RowValues<'_>) -> Result<Self, ClickHouseError> {
        if TypeId::of::<T>() == TypeId::of::<u8>() {
            values.value::<Self>()
        } else {
            values.list::<T>()
        }
    }
}
