//! Geo functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/geo>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::geo::geo_distance, prelude::*};
//!
//! let call = geo_distance(13.4, 52.5, Expr::col("lon"), Expr::col("lat"));
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT geoDistance(13.4, 52.5, `lon`, `lat`) FROM `t`"
//! );
//! ```

functions! { "geo", "geo";
    /// Returns the area of the object.
    area_cartesian = "areaCartesian"(object) since (25, 12);
    /// Returns the area of the object.
    area_spherical = "areaSpherical"(object) since (25, 12);
    /// Similar to the `greatCircleDistance` function but it calculates the distance on the WGS-84 ellipsoid,
    /// which is a more accurate representation of Earth's shape than a perfect sphere.
    geo_distance = "geoDistance"(lon1_deg, lat1_deg, lon2_deg, lat2_deg) since (1, 1);
    /// Returns H3 point index for the given latitude, longitude, and resolution.
    geo_to_h3 = "geoToH3"(lat, lon, resolution) since (20, 1);
    /// Encodes WGS84 geographic coordinates (longitude, latitude) as a Military Grid Reference System (MGRS)
    /// string.
    geo_to_mgrs = "geoToMGRS"(longitude, latitude) [precision] since (26, 8);
    /// Converts WGS84 geographic coordinates (longitude, latitude) to Universal Transverse Mercator (UTM)
    /// coordinates.
    geo_to_utm = "geoToUTM"(longitude, latitude) [zone] since (26, 8);
    /// Decodes any geohash-encoded string into longitude and latitude coordinates.
    geohash_decode = "geohashDecode"(hash_str) since (20, 1);
    /// Encodes longitude and latitude as a geohash-string.
    geohash_encode = "geohashEncode"(longitude, latitude) [precision] since (20, 1);
    /// Returns an array of geohash-encoded strings of given precision that fall inside and intersect boundaries
    /// of given box, essentially a 2D grid flattened into an array.
    geohashes_in_box = "geohashesInBox"(longitude_min, latitude_min, longitude_max, latitude_max, precision)
        since (20, 1);
    /// Returns true if two geometries intersect (share any common point, line or area).
    geometry_intersect_cartesian = "geometryIntersectCartesian"(geometry1, geometry2) since (26, 7);
    /// Returns true if two geometries intersect (share any common point, line or area).
    geometry_intersect_spherical = "geometryIntersectSpherical"(geometry1, geometry2) since (26, 7);
    /// Calculates the central angle between two points on the Earth's surface using the great-circle formula.
    great_circle_angle = "greatCircleAngle"(lon1_deg, lat1_deg, lon2_deg, lat2_deg) since (1, 1);
    /// Calculates the distance between two points on the Earth's surface using the great-circle formula.
    great_circle_distance = "greatCircleDistance"(lon1_deg, lat1_deg, lon2_deg, lat2_deg) since (1, 1);
    /// Returns the exact area of a specific cell in square meters corresponding to the given input H3 index.
    h3_cell_area_m2 = "h3CellAreaM2"(index) since (22, 1);
    /// Returns the exact area of a specific cell in square radians corresponding to the given input H3 index.
    h3_cell_area_rads2 = "h3CellAreaRads2"(index) since (22, 1);
    /// Returns the distance in grid cells between two H3 indices.
    h3_distance = "h3Distance"(start, end) since (22, 6);
    /// Calculates the average length of an H3 hexagon edge in grades.
    h3_edge_angle = "h3EdgeAngle"(resolution) since (20, 1);
    /// Calculates the average length of an H3 hexagon edge in kilometers.
    h3_edge_length_km = "h3EdgeLengthKm"(resolution) since (20, 1);
    /// Calculates the average length of an H3 hexagon edge in meters.
    h3_edge_length_m = "h3EdgeLengthM"(resolution) since (20, 1);
    /// Returns the exact edge length of the unidirectional edge represented by the input H3 in kilometers.
    h3_exact_edge_length_km = "h3ExactEdgeLengthKm"(index) since (22, 2);
    /// Returns the exact edge length of the unidirectional edge represented by the input H3 in meters.
    h3_exact_edge_length_m = "h3ExactEdgeLengthM"(index) since (22, 2);
    /// Returns the exact edge length of the unidirectional edge represented by the input H3 in radians.
    h3_exact_edge_length_rads = "h3ExactEdgeLengthRads"(index) since (22, 2);
    /// Returns the base cell number of the H3 index.
    h3_get_base_cell = "h3GetBaseCell"(index) since (20, 3);
    /// Returns the destination hexagon index from the unidirectional edge H3.
    h3_get_destination_index_from_unidirectional_edge = "h3GetDestinationIndexFromUnidirectionalEdge"(edge)
        since (22, 6);
    /// Returns icosahedron faces intersected by a given H3 index.
    h3_get_faces = "h3GetFaces"(index) since (21, 11);
    /// Returns the origin and destination hexagon indexes from the given unidirectional edge H3Index.
    h3_get_indexes_from_unidirectional_edge = "h3GetIndexesFromUnidirectionalEdge"(edge) since (22, 6);
    /// Returns the origin hexagon index from the unidirectional edge H3.
    h3_get_origin_index_from_unidirectional_edge = "h3GetOriginIndexFromUnidirectionalEdge"(edge)
        since (22, 6);
    /// Returns all the pentagon H3 indices at the specified resolution.
    h3_get_pentagon_indexes = "h3GetPentagonIndexes"(resolution) since (22, 6);
    /// Returns an array of all the resolution 0 H3 indices.
    h3_get_res0_indexes = "h3GetRes0Indexes"() since (22, 6);
    /// Returns the resolution of the H3 index.
    h3_get_resolution = "h3GetResolution"(index) since (20, 1);
    /// Returns a unidirectional edge H3 index for two adjacent H3 cell indices (origin and destination).
    h3_get_unidirectional_edge = "h3GetUnidirectionalEdge"(origin, destination) since (22, 6);
    /// Returns the coordinates defining the unidirectional edge H3.
    h3_get_unidirectional_edge_boundary = "h3GetUnidirectionalEdgeBoundary"(index) since (22, 6);
    /// Provides all of the unidirectional edges from the provided H3Index.
    h3_get_unidirectional_edges_from_hexagon = "h3GetUnidirectionalEdgesFromHexagon"(index) since (22, 6);
    /// Returns average hexagon area in square kilometers at the given H3 resolution.
    h3_hex_area_km2 = "h3HexAreaKm2"(resolution) since (22, 1);
    /// Returns average hexagon area in square meters at the given H3 resolution.
    h3_hex_area_m2 = "h3HexAreaM2"(resolution) since (20, 3);
    /// Returns the indexes of the hexagonal ring centered at the provided origin H3 and length k.
    h3_hex_ring = "h3HexRing"(index, k) since (22, 6);
    /// Returns whether or not the provided H3 indexes are neighbors.
    h3_indexes_are_neighbors = "h3IndexesAreNeighbors"(index1, index2) since (20, 3);
    /// Returns whether an H3 index represents a pentagonal cell.
    h3_is_pentagon = "h3IsPentagon"(index) since (21, 11);
    /// Returns whether an H3 index has a resolution with Class III orientation.
    h3_is_res_class_iii = "h3IsResClassIII"(index) since (21, 11);
    /// Verifies whether the number is a valid H3 index.
    h3_is_valid = "h3IsValid"(h3index) since (20, 1);
    /// Returns the line of H3 indices between the two provided indices.
    h3_line = "h3Line"(start, end) since (22, 6);
    /// Returns the number of unique H3 indices at the given resolution.
    h3_num_hexagons = "h3NumHexagons"(resolution) since (22, 2);
    /// Returns the "great circle" or "haversine" distance between pairs of GeoCoord points (latitude/longitude)
    /// in kilometers.
    h3_point_dist_km = "h3PointDistKm"(lat1, lon1, lat2, lon2) since (22, 6);
    /// Returns the "great circle" or "haversine" distance between pairs of GeoCoord points (latitude/longitude)
    /// in meters.
    h3_point_dist_m = "h3PointDistM"(lat1, lon1, lat2, lon2) since (22, 6);
    /// Returns the "great circle" or "haversine" distance between pairs of GeoCoord points (latitude/longitude)
    /// in radians.
    h3_point_dist_rads = "h3PointDistRads"(lat1, lon1, lat2, lon2) since (22, 6);
    /// Returns the hexagons (at specified resolution) contained by the provided geometry, either ring or
    /// (multi-)polygon.
    h3_polygon_to_cells = "h3PolygonToCells"(geometry, resolution) since (25, 11);
    /// Returns the hexagons (at specified resolution) covering the provided geometry, using H3's experimental
    /// algorithm with selectable containment mode.
    h3_polygon_to_cells_with_containment = "h3PolygonToCellsWithContainment"(geometry, resolution, flags)
        since (26, 6);
    /// Returns the center child (finer) H3 index contained by the given H3 index at the given resolution.
    h3_to_center_child = "h3ToCenterChild"(index, resolution) since (22, 2);
    /// Returns an array of child indexes for the given H3 index at the specified resolution.
    h3_to_children = "h3ToChildren"(index, resolution) since (20, 3);
    /// Returns the centroid latitude and longitude corresponding to the provided H3 index.
    h3_to_geo = "h3ToGeo"(h3_index) since (21, 9);
    /// Returns array of pairs `(lat, lon)`, which corresponds to the boundary of the provided H3 index.
    h3_to_geo_boundary = "h3ToGeoBoundary"(h3_index) since (21, 11);
    /// Returns the parent (coarser) H3 index containing the given H3 index at the specified resolution.
    h3_to_parent = "h3ToParent"(index, resolution) since (20, 3);
    /// Converts the `H3Index` representation of the index to the string representation.
    h3_to_string = "h3ToString"(index) since (20, 3);
    /// Determines if the provided H3 is a valid unidirectional edge index.
    h3_unidirectional_edge_is_valid = "h3UnidirectionalEdgeIsValid"(index) since (22, 6);
    /// Lists all the H3 hexagons in the radius of `k` from the given hexagon in random order.
    h3k_ring = "h3kRing"(h3index, k) since (20, 1);
    /// Decodes a Military Grid Reference System (MGRS) string into WGS84 geographic coordinates (longitude,
    /// latitude).
    mgrs_to_geo = "MGRSToGeo"(mgrs) since (26, 8);
    /// Returns the geographic bounding box of the slippy-map tile identified by `zoom`, `tile_x` and `tile_y`
    /// as a tuple `(min_lon, min_lat, max_lon, max_lat)` in degrees.
    mvt_bounding_box = "MVTBoundingBox"(zoom, tile_x, tile_y) [margin] since (26, 7);
    /// Returns the bounding box of the slippy-map tile identified by `zoom`, `tile_x` and `tile_y` in the
    /// full-`UInt32` Web Mercator coordinate space used internally by `MVTEncodeGeom`, as a tuple `(min_x,
    /// min_y, max_x, max_y)`.
    mvt_bounding_box_mercator = "MVTBoundingBoxMercator"(zoom, tile_x, tile_y) [margin] since (26, 7);
    /// Returns the perimeter of the object.
    perimeter_cartesian = "perimeterCartesian"(object) since (25, 12);
    /// Returns the perimeter of the object.
    perimeter_spherical = "perimeterSpherical"(object) since (25, 12);
    /// Checks whether the point belongs to at least one of the ellipses.
    point_in_ellipses = "pointInEllipses"(x, y; ellipses) since (1, 1);
    /// Checks whether the point belongs to the polygon on the plane.
    point_in_polygon = "pointInPolygon"(point, polygon) [hole] since (1, 1);
    /// Returns true if the two `Polygon` or `MultiPolygon` intersect (share any common area or boundary).
    polygons_intersect_cartesian = "polygonsIntersectCartesian"(polygon1, polygon2) since (25, 7);
    /// Returns true if the two `Polygon` or `MultiPolygon` intersect (share any common area or boundary).
    polygons_intersect_spherical = "polygonsIntersectSpherical"(polygon1, polygon2) since (25, 7);
    /// Parses a Well-Known Binary (WKB) representation of a Geometry and returns it in the internal ClickHouse
    /// format.
    read_wkb = "readWKB"(wkb_string) since (25, 12);
    /// Parses a Well-Known Text (WKT) representation of Geometry and returns it in the internal ClickHouse
    /// format.
    read_wkt = "readWKT"(wkt_string) since (25, 12);
    /// Converts the string representation of an H3 index to the `H3Index` (UInt64) representation.
    string_to_h3 = "stringToH3"(index_str) since (20, 4);
    /// Returns a string representation of a geometry in SVG format.
    svg = "svg"(geometry) [style] since (21, 4);
    /// Converts Universal Transverse Mercator (UTM) coordinates back to WGS84 geographic coordinates
    /// (longitude, latitude).
    utm_to_geo = "UTMToGeo"(easting, northing, zone, is_north) since (26, 8);
    /// Parses a Well-Known Binary (WKB) representation of a Point geometry and returns it in the internal
    /// ClickHouse format.
    wkb = "wkb"(geometry) since (25, 7);
    /// Converts a ClickHouse geometry object to its Well-Known Text (WKT) representation.
    wkt = "wkt"(geometry) since (21, 4);
}
