//! Polygon functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/geo/polygons>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::polygon::polygons_within_cartesian, prelude::*};
//!
//! let call = polygons_within_cartesian(Expr::col("a"), Expr::col("b"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT polygonsWithinCartesian(`a`, `b`) FROM `t`"
//! );
//! ```

functions! { "polygon", "geo/polygons";
    /// Projects a geometry given in geographic coordinates (longitude/latitude) into the tile-local pixel space
    /// of the slippy-map tile identified by `zoom`, `tile_x` and `tile_y`, snaps it to the integer pixel grid,
    /// optionally clips it to the tile, and returns the tile-space geometry as a `Geometry`.
    mvt_encode_geom = "MVTEncodeGeom"(geometry, zoom, tile_x, tile_y) [extent, buffer, clip] since (26, 7);
    /// Calculates the area of a polygon.
    polygon_area_cartesian = "polygonAreaCartesian"(polygon) since (21, 4);
    /// Calculates the surface area of a polygon.
    polygon_area_spherical = "polygonAreaSpherical"(polygon) since (21, 4);
    /// Calculates a convex hull.
    polygon_convex_hull_cartesian = "polygonConvexHullCartesian"(multipolygon) since (21, 4);
    /// Calculates the perimeter of a polygon.
    polygon_perimeter_cartesian = "polygonPerimeterCartesian"(polygon) since (21, 4);
    /// Calculates the perimeter of the polygon.
    polygon_perimeter_spherical = "polygonPerimeterSpherical"(polygon) since (21, 4);
    /// Calculates distance between two polygons.
    polygons_distance_cartesian = "polygonsDistanceCartesian"(polygon1, polygon2) since (21, 4);
    /// Calculates the minimal distance between two points where one point belongs to the first polygon and the
    /// second to another polygon.
    polygons_distance_spherical = "polygonsDistanceSpherical"(polygon1, polygon2) since (21, 4);
    /// Returns true if two polygons are equal.
    polygons_equals_cartesian = "polygonsEqualsCartesian"(polygon1, polygon2) since (21, 4);
    /// Calculates the intersection of polygons.
    polygons_intersection_cartesian = "polygonsIntersectionCartesian"(polygon1, polygon2) since (21, 4);
    /// Calculates the intersection (AND) between polygons, coordinates are spherical.
    polygons_intersection_spherical = "polygonsIntersectionSpherical"(polygon1, polygon2) since (21, 4);
    /// The same as `polygonsSymDifferenceSpherical`, but the coordinates are in the Cartesian coordinate
    /// system; which is more close to the model of the real Earth.
    polygons_sym_difference_cartesian = "polygonsSymDifferenceCartesian"(polygon1, polygon2) since (21, 4);
    /// Calculates the spatial set theoretic symmetric difference (XOR) between two polygons.
    polygons_sym_difference_spherical = "polygonsSymDifferenceSpherical"(polygon1, polygon2) since (21, 4);
    /// Calculates the union of polygons.
    polygons_union_cartesian = "polygonsUnionCartesian"(polygon1, polygon2) since (21, 4);
    /// Calculates a union (OR) of polygons.
    polygons_union_spherical = "polygonsUnionSpherical"(polygon1, polygon2) since (21, 4);
    /// Checks if a polygon is within another polygon.
    polygons_within_cartesian = "polygonsWithinCartesian"(polygon1, polygon2) since (21, 4);
    /// Returns true or false depending on whether or not one polygon lies completely inside another polygon.
    polygons_within_spherical = "polygonsWithinSpherical"(polygon1, polygon2) since (21, 4);
    /// Parses a Well-Known Binary (WKB) representation of a LineString geometry and returns it in the internal
    /// ClickHouse format.
    read_wkb_line_string = "readWKBLineString"(wkb_string) since (25, 6);
    /// Parses a Well-Known Binary (WKB) representation of a MultiLineString geometry and returns it in the
    /// internal ClickHouse format.
    read_wkb_multi_line_string = "readWKBMultiLineString"(wkb_string) since (25, 6);
    /// Parses a Well-Known Binary (WKB) representation of a MultiPolygon geometry and returns it in the
    /// internal ClickHouse format.
    read_wkb_multi_polygon = "readWKBMultiPolygon"(wkb_string) since (25, 6);
    /// Parses a Well-Known Binary (WKB) representation of a Point geometry and returns it in the internal
    /// ClickHouse format.
    read_wkb_point = "readWKBPoint"(wkb_string) since (25, 6);
    /// Parses a Well-Known Binary (WKB) representation of a Polygon geometry and returns it in the internal
    /// ClickHouse format.
    read_wkb_polygon = "readWKBPolygon"(wkb_string) since (25, 6);
    /// Parses a Well-Known Text (WKT) representation of a LineString geometry and returns it in the internal
    /// ClickHouse format.
    read_wkt_line_string = "readWKTLineString"(wkt_string) since (21, 4);
    /// Parses a Well-Known Text (WKT) representation of a MultiLineString geometry and returns it in the
    /// internal ClickHouse format.
    read_wkt_multi_line_string = "readWKTMultiLineString"(wkt_string) since (21, 4);
    /// Converts a WKT (Well Known Text) MultiPolygon into a MultiPolygon type.
    read_wkt_multi_polygon = "readWKTMultiPolygon"(wkt_string) since (21, 4);
    /// The `readWKTPoint` function in ClickHouse parses a Well-Known Text (WKT) representation of a Point
    /// geometry and returns a point in the internal ClickHouse format.
    read_wkt_point = "readWKTPoint"(wkt_string) since (21, 4);
    /// Converts a WKT (Well Known Text) MultiPolygon into a Polygon type.
    read_wkt_polygon = "readWKTPolygon"(wkt_string) since (21, 4);
    /// Parses a Well-Known Text (WKT) representation of a Polygon geometry and returns a ring (closed
    /// linestring) in the internal ClickHouse format.
    read_wkt_ring = "readWKTRing"(wkt_string) since (21, 4);
}
