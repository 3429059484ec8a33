//! Arrays, tuples, maps, Nested, variants and geometry.

use sea_orm_clickhouse::{
    ClickHouseVariant,
    types::{Array, LineString, Map, MultiPolygon, Point, Polygon, Ring, Tuple},
};
use serde::{Deserialize, Serialize};

use crate::{agrees, agrees_as_it_is};

fn text(text: &str) -> String {
    text.to_owned()
}

agrees_as_it_is!(
    array,
    "Array(Int32)",
    Vec<i32>,
    [vec![i32::MIN, 0, i32::MAX], vec![], vec![1]]
);
agrees_as_it_is!(
    array_of_texts,
    "Array(LowCardinality(String))",
    Vec<String>,
    [vec![text("a"), text("ü"), text("a")], vec![]]
);
agrees!(
    array_of_arrays, "Array(Array(Nullable(UInt64)))",
    ours: Array<Vec<Option<u64>>>, theirs: Vec<Vec<Option<u64>>>,
    [
        (Array(vec![vec![Some(u64::MAX), None], vec![]]), vec![vec![Some(u64::MAX), None], vec![]]),
        (Array(vec![]), vec![]),
    ]
);
agrees!(
    tuple, "Tuple(UInt16, Nullable(String), Bool)",
    ours: Tuple<(u16, Option<String>, bool)>, theirs: (u16, Option<String>, bool),
    [
        (Tuple((u16::MAX, None, true)), (u16::MAX, None, true)),
        (Tuple((0, Some(text("")), false)), (0, Some(text("")), false)),
    ]
);
agrees!(
    map, "Map(String, Nullable(Float64))", ours: Map<String, Option<f64>>, theirs: Vec<(String, Option<f64>)>,
    [
        (Map(vec![(text("b"), Some(-0.0)), (text("a"), None)]), vec![(text("b"), Some(-0.0)), (text("a"), None)]),
        (Map(vec![]), vec![]),
    ]
);
agrees!(
    tuples, "Array(Tuple(UInt8, Array(String)))", ours: Vec<Member>, theirs: Vec<(u8, Vec<String>)>,
    [
        (vec![Member { a: 255, b: vec![text("x")] }, Member { a: 0, b: vec![] }], vec![(255, vec![text("x")]), (0, vec![])]),
        (vec![], vec![]),
    ]
);

#[derive(Clone, Debug, PartialEq, sea_orm_clickhouse::ClickHouseTuple)]
pub struct Member {
    pub a: u8,
    pub b: Vec<String>,
}

/// In the order in which the server has the types.
#[derive(Clone, Debug, PartialEq, ClickHouseVariant, Serialize, Deserialize)]
pub enum Reading {
    List(Vec<i16>),
    Number(f64),
    Text(String),
}

agrees_as_it_is!(
    variant,
    "Variant(Array(Int16), Float64, String)",
    Reading,
    [
        Reading::Text(text("5")),
        Reading::Number(-0.0),
        Reading::List(vec![1, -1]),
        Reading::Text(text(""))
    ]
);

fn point(x: f64, y: f64) -> Point {
    Point::from((x, y))
}

agrees!(
    points, "Point", ours: Point, theirs: (f64, f64),
    [(point(-0.0, f64::MAX), (-0.0, f64::MAX)), (point(f64::NAN, 1.5), (f64::NAN, 1.5))]
);
agrees!(
    ring, "Ring", ours: Ring, theirs: Vec<(f64, f64)>,
    [(Ring(vec![point(0.0, 1.0), point(2.0, 3.0)]), vec![(0.0, 1.0), (2.0, 3.0)]), (Ring(vec![]), vec![])]
);
agrees!(
    line_string, "LineString", ours: LineString, theirs: Vec<(f64, f64)>,
    [(LineString(vec![point(0.0, 1.0)]), vec![(0.0, 1.0)])]
);
agrees!(
    polygon, "Polygon", ours: Polygon, theirs: Vec<Vec<(f64, f64)>>,
    [(Polygon(vec![Ring(vec![point(0.0, 1.0)]), Ring(vec![])]), vec![vec![(0.0, 1.0)], vec![]])]
);
agrees!(
    multi_polygon, "MultiPolygon", ours: MultiPolygon, theirs: Vec<Vec<Vec<(f64, f64)>>>,
    [(MultiPolygon(vec![Polygon(vec![Ring(vec![point(0.5, 1.0)])])]), vec![vec![vec![(0.5, 1.0)]]])]
);
