//! Dictionary functions.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/functions/ext-dict-functions>.
//!
//! ```
//! use sea_query::{Expr, Query};
//! use sea_query_clickhouse::{func::dictionary::dict_get_or_default, prelude::*};
//!
//! let call = dict_get_or_default("geo.city", "name", Expr::col("city_id"), "");
//! assert_eq!(
//!     Query::select().expr(call).from("t").to_string(ClickHouseQueryBuilder),
//!     "SELECT dictGetOrDefault('geo.city', 'name', `city_id`, '') FROM `t`"
//! );
//! ```

functions! { "dictionary", "ext-dict-functions";
    /// Retrieves values from a dictionary.
    dict_get = "dictGet"(dict_name, attr_names, id_expr) since (18, 16);
    /// Retrieves the attribute values of all the nodes that matched each key in a regular expression tree
    /// dictionary.
    dict_get_all = "dictGetAll"(dict_name, attr_names, id_expr) [limit] since (23, 5);
    /// Returns first-level children as an array of indexes.
    dict_get_children = "dictGetChildren"(dict_name, key) since (21, 4);
    /// Converts a dictionary attribute value to `Date` data type regardless of the dictionary configuration.
    dict_get_date = "dictGetDate"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Date` data type regardless of the dictionary configuration, or
    /// returns the provided default value if the key is not found.
    dict_get_date_or_default = "dictGetDateOrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `DateTime` data type regardless of the dictionary
    /// configuration.
    dict_get_date_time = "dictGetDateTime"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `DateTime` data type regardless of the dictionary
    /// configuration, or returns the provided default value if the key is not found.
    dict_get_date_time_or_default = "dictGetDateTimeOrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Returns all descendants as if the `dictGetChildren` function were applied `level` times recursively.
    dict_get_descendants = "dictGetDescendants"(dict_name, key) [level] since (21, 4);
    /// Converts a dictionary attribute value to `Float32` data type regardless of the dictionary configuration.
    dict_get_float32 = "dictGetFloat32"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Float32` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_float32_or_default = "dictGetFloat32OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `Float64` data type regardless of the dictionary configuration.
    dict_get_float64 = "dictGetFloat64"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Float64` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_float64_or_default = "dictGetFloat64OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Creates an array, containing all the parents of a key in the hierarchical dictionary.
    dict_get_hierarchy = "dictGetHierarchy"(dict_name, key) since (1, 1);
    /// Converts a dictionary attribute value to `Int16` data type regardless of the dictionary configuration.
    dict_get_int16 = "dictGetInt16"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Int16` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_int16_or_default = "dictGetInt16OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `Int32` data type regardless of the dictionary configuration.
    dict_get_int32 = "dictGetInt32"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Int32` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_int32_or_default = "dictGetInt32OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `Int64` data type regardless of the dictionary configuration.
    dict_get_int64 = "dictGetInt64"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Int64` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_int64_or_default = "dictGetInt64OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `Int8` data type regardless of the dictionary configuration.
    dict_get_int8 = "dictGetInt8"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `Int8` data type regardless of the dictionary configuration, or
    /// returns the provided default value if the key is not found.
    dict_get_int8_or_default = "dictGetInt8OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `IPv4` data type regardless of the dictionary configuration.
    dict_get_ipv4 = "dictGetIPv4"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `IPv4` data type regardless of the dictionary configuration, or
    /// returns the provided default value if the key is not found.
    dict_get_ipv4_or_default = "dictGetIPv4OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (23, 1);
    /// Converts a dictionary attribute value to `IPv6` data type regardless of the dictionary configuration.
    dict_get_ipv6 = "dictGetIPv6"(dict_name, attr_name, id_expr) since (23, 1);
    /// Converts a dictionary attribute value to `IPv6` data type regardless of the dictionary configuration, or
    /// returns the provided default value if the key is not found.
    dict_get_ipv6_or_default = "dictGetIPv6OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (23, 1);
    /// Returns the dictionary key(s) whose attribute equals the specified value.
    dict_get_keys = "dictGetKeys"(dict_name, attr_name, value_expr) since (25, 12);
    /// Retrieves values from a dictionary, with a default value if the key is not found.
    dict_get_or_default = "dictGetOrDefault"(dict_name, attr_names, id_expr, default_value) since (18, 16);
    /// Retrieves values from a dictionary, returning NULL if the key is not found.
    dict_get_or_null = "dictGetOrNull"(dict_name, attr_names, id_expr) since (21, 4);
    /// Returns the topmost ancestor (the root) of a key in a hierarchical dictionary.
    dict_get_root = "dictGetRoot"(dict_name, key) since (26, 7);
    /// Converts a dictionary attribute value to `String` data type regardless of the dictionary configuration.
    dict_get_string = "dictGetString"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `String` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_string_or_default = "dictGetStringOrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `UInt16` data type regardless of the dictionary configuration.
    dict_get_uint16 = "dictGetUInt16"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `UInt16` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_uint16_or_default = "dictGetUInt16OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `UInt32` data type regardless of the dictionary configuration.
    dict_get_uint32 = "dictGetUInt32"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `UInt32` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_uint32_or_default = "dictGetUInt32OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `UInt64` data type regardless of the dictionary configuration.
    dict_get_uint64 = "dictGetUInt64"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `UInt64` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_uint64_or_default = "dictGetUInt64OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `UInt8` data type regardless of the dictionary configuration.
    dict_get_uint8 = "dictGetUInt8"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `UInt8` data type regardless of the dictionary configuration,
    /// or returns the provided default value if the key is not found.
    dict_get_uint8_or_default = "dictGetUInt8OrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Converts a dictionary attribute value to `UUID` data type regardless of the dictionary configuration.
    dict_get_uuid = "dictGetUUID"(dict_name, attr_name, id_expr) since (1, 1);
    /// Converts a dictionary attribute value to `UUID` data type regardless of the dictionary configuration, or
    /// returns the provided default value if the key is not found.
    dict_get_uuid_or_default = "dictGetUUIDOrDefault"(dict_name, attr_name, id_expr, default_value_expr)
        since (1, 1);
    /// Checks whether a key is present in a dictionary.
    dict_has = "dictHas"(dict_name, id_expr) since (1, 1);
    /// Checks the ancestor of a key through the whole hierarchical chain in the dictionary.
    dict_is_in = "dictIsIn"(dict_name, child_id_expr, ancestor_id_expr) since (1, 1);
}
