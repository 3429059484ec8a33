//! Functions of the regions of a geobase, which the server's configuration names.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/embedded-dict-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::embedded_dictionary::region_to_name, prelude::*};
//!
//! let call = region_to_name(Expr::col("region")).arg("en");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT regionToName(`region`, 'en') FROM `t`"
//! );
//! ```

functions! { "embedded_dictionary", "embedded-dict-functions";
    /// Returns the identifiers of a region and of all its parents.
    region_hierarchy = "regionHierarchy"(id) [geobase] since (1, 1);
    /// Returns whether the region `lhs` is in the region `rhs`.
    region_in = "regionIn"(lhs, rhs) [geobase] since (1, 1);
    /// Converts a region to its area.
    region_to_area = "regionToArea"(id) [geobase] since (1, 1);
    /// Converts a region to its city.
    region_to_city = "regionToCity"(id) [geobase] since (1, 1);
    /// Converts a region to its continent.
    region_to_continent = "regionToContinent"(id) [geobase] since (1, 1);
    /// Converts a region to its country.
    region_to_country = "regionToCountry"(id) [geobase] since (1, 1);
    /// Converts a region to its federal district.
    region_to_district = "regionToDistrict"(id) [geobase] since (1, 1);
    /// Returns the name of a region, in a language.
    region_to_name = "regionToName"(id) [lang] since (1, 1);
    /// Returns the population of a region.
    region_to_population = "regionToPopulation"(id) [geobase] since (1, 1);
    /// Returns the outermost continent of a region.
    region_to_top_continent = "regionToTopContinent"(id) [geobase] since (1, 1);
}
