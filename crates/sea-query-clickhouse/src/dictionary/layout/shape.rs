use super::{Key, Layout};

new! {
    /// `IP_TRIE`
    IpTrie::new = "IP_TRIE", One;
    /// `REGEXP_TREE`
    RegexpTree::new = "REGEXP_TREE", One;
    /// `POLYGON`: what `index_cell` is.
    Polygon::new = "POLYGON", One;
    /// `POLYGON_SIMPLE`: looks at one polygon after the other.
    Polygon::simple = "POLYGON_SIMPLE", One;
    /// `POLYGON_INDEX_EACH`: an index for each polygon.
    Polygon::index_each = "POLYGON_INDEX_EACH", One;
    /// `POLYGON_INDEX_CELL`: an index for each cell of a grid.
    Polygon::index_cell = "POLYGON_INDEX_CELL", One;
}

parameters! {
    /// `IP_TRIE`: a tree of network prefixes, whose key is a String such as `192.0.2.0/24`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/ip-trie>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{IpTrie, Key}};
    ///
    /// assert_eq!(Layout::from(IpTrie::new().access_to_key_from_attributes(true)).key(), Key::One);
    /// ```
    IpTrie: Layout {
        flag /// Whether the prefix can be read as an attribute too, for which it is stored again.
        access_to_key_from_attributes = "ACCESS_TO_KEY_FROM_ATTRIBUTES";
    }
}

parameters! {
    /// `REGEXP_TREE`: regular expressions that are tried one below the other. The settings
    /// `regexp_dict_flag_case_insensitive` and `regexp_dict_flag_dotall` of the dictionary say how they match.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/regexp-tree>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, RegexpTree}};
    ///
    /// assert_eq!(Layout::from(RegexpTree::new()).key(), Key::One);
    /// ```
    RegexpTree: Layout {}
}

parameters! {
    /// `POLYGON` and its variants: polygons, among which the smallest that has a point is found.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/layouts/polygon>.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::{Layout, layout::{Key, Polygon}};
    ///
    /// assert_eq!(Layout::from(Polygon::index_each().max_depth(5)).key(), Key::One);
    /// ```
    Polygon: Layout {
        flag /// Whether the polygons can be read by SELECT too, for which they are kept.
        store_polygon_key_column = "STORE_POLYGON_KEY_COLUMN";
        number /// A cell of the grid that so many polygons cross or fewer is not divided.
        min_intersections = "MIN_INTERSECTIONS";
        number /// How often a cell of the grid is divided at most.
        max_depth = "MAX_DEPTH";
    }
}
