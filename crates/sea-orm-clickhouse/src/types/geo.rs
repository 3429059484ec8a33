//! The geometric types.

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured::structured};

use super::{ClickHouseType, elements_of, field, unfit};
use crate::error::ClickHouseError;

/// `Point`: `x` and `y`, two Float64.
///
/// See [Geo](https://clickhouse.com/docs/sql-reference/data-types/geo).
///
/// ```
/// use sea_orm::sea_query::{Expr, ExprTrait, Query};
/// use sea_orm_clickhouse::types::{Point, Ring};
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// let ring = Ring(vec![Point { x: 0.0, y: 0.0 }, Point { x: 1.5, y: 0.0 }]);
/// let query = Query::select().column("id").from("area").and_where(Expr::col("border").eq(ring)).to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `id` FROM `area` WHERE `border` = [tuple(0.0, 0.0), tuple(1.5, 0.0)]"
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Point {
    /// The first coordinate.
    pub x: f64,
    /// The second coordinate.
    pub y: f64,
}

impl From<(f64, f64)> for Point {
    fn from((x, y): (f64, f64)) -> Self {
        Self { x, y }
    }
}

impl ClickHouseType for Point {
    fn data_type() -> DataType {
        DataType::Point
    }

    fn into_value(self) -> Value {
        structured(&DataType::Point, vec![self.x.into(), self.y.into()])
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        let mut elements = elements_of::<Self>(value)?;
        match (elements.next(), elements.next()) {
            (Some(x), Some(y)) => Ok(Self {
                x: f64::from_value(x)?,
                y: f64::from_value(y)?,
            }),
            _ => Err(ClickHouseError::type_error(
                "a Point has fewer than two coordinates",
            )),
        }
    }
}

field!(impl[] Point);

macro_rules! shapes {
    ($($(#[$doc:meta])* $name:ident of $element:ident;)*) => {
        $($(#[$doc])*
        ///
        /// See [Geo](https://clickhouse.com/docs/sql-reference/data-types/geo).
        #[derive(Clone, Debug, Default, PartialEq, PartialOrd)]
        pub struct $name(pub Vec<$element>);

        impl ClickHouseType for $name {
            fn data_type() -> DataType {
                DataType::$name
            }

            fn into_value(self) -> Value {
                structured(&DataType::$name, self.0.into_iter().map($element::into_value).collect())
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                elements_of::<Self>(value)?.map($element::from_value).collect::<Result<_, _>>().map(Self)
            }
        }

        field!(impl[] $name);)*
    };
}

shapes! {
    /// `Ring`: a polygon without holes, of its points.
    Ring of Point;
    /// `LineString`: a line, of its points.
    LineString of Point;
    /// `MultiLineString`: several lines.
    MultiLineString of LineString;
    /// `Polygon`: a ring and the holes in it.
    Polygon of Ring;
    /// `MultiPolygon`: several polygons.
    MultiPolygon of Polygon;
}

/// `Geometry`: any of the geometric types. A column of it may be NULL without a `Nullable`, which is an `Option` here.
///
/// See [Geo](https://clickhouse.com/docs/sql-reference/data-types/geo).
#[derive(Clone, Debug, PartialEq, PartialOrd)]
#[allow(missing_docs, reason = "each is the type of its name")]
pub enum Geometry {
    Point(Point),
    Ring(Ring),
    LineString(LineString),
    MultiLineString(MultiLineString),
    Polygon(Polygon),
    MultiPolygon(MultiPolygon),
}

macro_rules! geometry {
    ($($name:ident),*) => {
        $(impl From<$name> for Geometry {
            fn from(shape: $name) -> Self {
                Self::$name(shape)
            }
        })*

        impl ClickHouseType for Geometry {
            fn data_type() -> DataType {
                DataType::Geometry
            }

            fn into_value(self) -> Value {
                let (name, value) = match self {
                    $(Self::$name(shape) => (stringify!($name), shape.into_value()),)*
                };
                structured(&DataType::Geometry, vec![name.into(), value])
            }

            fn from_value(value: Value) -> Result<Self, ClickHouseError> {
                let mut elements = elements_of::<Self>(value)?;
                match (elements.next(), elements.next()) {
                    (Some(Value::String(Some(name))), Some(value)) => match name.as_str() {
                        $(stringify!($name) => $name::from_value(value).map(Self::$name),)*
                        _ => Err(unfit(&DataType::Geometry, &value)),
                    },
                    _ => Err(ClickHouseError::type_error("a Geometry has no type")),
                }
            }
        }
    };
}

geometry!(Point, Ring, LineString, MultiLineString, Polygon, MultiPolygon);

field!(impl[] Geometry);
