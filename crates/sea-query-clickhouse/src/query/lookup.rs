use sea_query::{BinOper, Expr, ExprTrait, extension::postgres::PgBinOper};

use super::subcolumn::{Element, of_type, subcolumn};
use crate::{
    func::{array, conversion, ip_address, json, map, other, string, string_search, tuple},
    types::DataType,
};

/// Lookups: the questions that conditions ask about texts, arrays, maps, tuples, JSON and addresses.
///
/// What is looked for is a value of its own, so `%` and `_` have no meaning in it; and the column stands bare, so that
/// the primary key and the skip indexes are used where they can be.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::prelude::*;
///
/// let query = Query::select()
///     .column("host")
///     .from("event")
///     .and_where(Expr::col("host").has_prefix("www."))
///     .and_where(Expr::col("path").icontains("50%"))
///     .and_where(Expr::col("tags").has_element("dns"))
///     .and_where(Expr::col("address").in_ip_range("192.168.0.0/16"))
///     .to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `host` FROM `event` WHERE startsWith(`host`, 'www.') AND (`path` ILIKE '%50\\\\%%') \
///      AND has(`tags`, 'dns') AND isIPAddressInRange(`address`, '192.168.0.0/16')"
/// );
/// ```
///
/// The SQL of each:
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::{func::array::array, prelude::*};
///
/// let x = || Expr::col("x");
/// for (lookup, sql) in [
///     (x().iexact("É"), "lowerUTF8(`x`) = lowerUTF8('É')"),
///     (x().has_substring("a_b"), r"`x` LIKE '%a\\_b%'"),
///     (x().icontains("a"), "`x` ILIKE '%a%'"),
///     (x().has_prefix("a"), "startsWith(`x`, 'a')"),
///     (x().istarts_with("a"), "`x` ILIKE 'a%'"),
///     (x().has_suffix("a"), "endsWith(`x`, 'a')"),
///     (x().iends_with("a"), "`x` ILIKE '%a'"),
///     (x().matches_regex("a+"), "match(`x`, 'a+')"),
///     (x().imatches_regex("a+"), "match(`x`, '(?i)a+')"),
///     (x().has_element(1), "has(`x`, 1)"),
///     (x().has_all(array([1, 2])), "hasAll(`x`, array(1, 2))"),
///     (x().has_any(array([1, 2])), "hasAny(`x`, array(1, 2))"),
///     (x().contained_by(array([1, 2])), "hasAll(array(1, 2), `x`)"),
///     (x().length(), "length(`x`)"),
///     (x().empty(), "empty(`x`)"),
///     (x().not_empty(), "notEmpty(`x`)"),
///     (x().element(-1), "arrayElement(`x`, -1)"),
///     (x().element("name"), "tupleElement(`x`, 'name')"),
///     (x().element_or_null(-1), "arrayElementOrNull(`x`, -1)"),
///     (x().slice(2, 3), "arraySlice(`x`, 2, 3)"),
///     (x().has_key("k"), "mapContainsKey(`x`, 'k')"),
///     (x().has_value("v"), "has(mapValues(`x`), 'v')"),
///     (x().key("k"), "arrayElement(`x`, 'k')"),
///     (x().key_or_null("k"), "arrayElementOrNull(`x`, 'k')"),
///     (x().map_keys(), "mapKeys(`x`)"),
///     (x().map_values(), "mapValues(`x`)"),
///     (x().tuple_element(1), "tupleElement(`x`, 1)"),
///     (x().path("a.b"), "getSubcolumn(`x`, 'a.b')"),
///     (x().path("a[].b"), "getSubcolumn(`x`, 'a.:`Array(JSON)`.b')"),
///     (x().typed_path("a.b", &DataType::Int64), "getSubcolumn(`x`, 'a.b.:`Int64`')"),
///     (x().json_path(["a", "b"]), "getSubcolumn(`x`, 'a.b')"),
///     (
///         x().has_json_path(["a"]),
///         "arrayExists(`path` -> `path` = 'a' OR startsWith(`path`, 'a.'), JSONAllPaths(`x`))",
///     ),
///     (x().in_ip_range("10.0.0.0/8"), "isIPAddressInRange(`x`, '10.0.0.0/8')"),
///     (x().to_text(), "toString(`x`)"),
/// ] {
///     assert_eq!(Query::select().expr(lookup).to_string(ClickHouseQueryBuilder), format!("SELECT {sql}"));
/// }
/// ```
///
/// Source: <https://clickhouse.com/docs/sql-reference/functions/string-search-functions>.
pub trait ClickHouseLookupExt: Into<Expr> {
    /// `lowerUTF8(expr) = lowerUTF8(text)`: the same text in any case, of any alphabet.
    fn iexact(self, text: impl Into<Expr>) -> Expr {
        string::lower_utf8(self).eq(string::lower_utf8(text))
    }

    /// `expr LIKE '%text%'`: the text is somewhere in it.
    fn has_substring(self, text: &str) -> Expr {
        self.into().binary(BinOper::Like, pattern("%", text, "%"))
    }

    /// `expr ILIKE '%text%'`: the text is somewhere in it, in any case.
    fn icontains(self, text: &str) -> Expr {
        ilike(self, "%", text, "%")
    }

    /// `startsWith(expr, text)`
    fn has_prefix(self, text: impl Into<Expr>) -> Expr {
        string::starts_with(self, text).into()
    }

    /// `expr ILIKE 'text%'`: starts with the text, in any case.
    fn istarts_with(self, text: &str) -> Expr {
        ilike(self, "", text, "%")
    }

    /// `endsWith(expr, text)`
    fn has_suffix(self, text: impl Into<Expr>) -> Expr {
        string::ends_with(self, text).into()
    }

    /// `expr ILIKE '%text'`: ends with the text, in any case.
    fn iends_with(self, text: &str) -> Expr {
        ilike(self, "%", text, "")
    }

    /// `match(expr, regex)`, an expression of RE2, which finds any part of the text.
    fn matches_regex(self, regex: impl Into<Expr>) -> Expr {
        string_search::match_(self, regex).into()
    }

    /// `match(expr, '(?i)regex')`: in any case.
    fn imatches_regex(self, regex: &str) -> Expr {
        string_search::match_(self, format!("(?i){regex}")).into()
    }

    /// `has(array, element)`
    fn has_element(self, element: impl Into<Expr>) -> Expr {
        array::has(self, element).into()
    }

    /// `hasAll(array, elements)`: each of the elements is in the array.
    fn has_all(self, elements: impl Into<Expr>) -> Expr {
        array::has_all(self, elements).into()
    }

    /// `hasAny(array, elements)`: one of the elements at least is in the array.
    fn has_any(self, elements: impl Into<Expr>) -> Expr {
        array::has_any(self, elements).into()
    }

    /// `hasAll(elements, array)`: each element of the array is one of these.
    fn contained_by(self, elements: impl Into<Expr>) -> Expr {
        array::has_all(elements, self).into()
    }

    /// `length(expr)`: of an array, a map, or the bytes of a text.
    fn length(self) -> Expr {
        array::length(self).into()
    }

    /// `empty(expr)`: an array, a map or a text without anything in it.
    fn empty(self) -> Expr {
        array::empty(self).into()
    }

    /// `notEmpty(expr)`: an array, a map or a text with something in it.
    fn not_empty(self) -> Expr {
        array::not_empty(self).into()
    }

    /// `arrayElement(array, index)`, counted from 1, and from -1 at the end; outside of the array, the default of its type.
    /// With a name, `tupleElement(tuple, 'name')`. The element of a tuple by its number is
    /// [`tuple_element`](Self::tuple_element).
    fn element(self, element: impl Into<Element>) -> Expr {
        match element.into() {
            Element::Index(index) => array::array_element(self, Expr::Constant(index.into())).into(),
            Element::Name(name) => tuple::tuple_element(self, Expr::Constant(name.into())).into(),
        }
    }

    /// `arrayElementOrNull(array, index)`: as [`element`](Self::element), and NULL outside of the array.
    fn element_or_null(self, index: i64) -> Expr {
        array::array_element_or_null(self, Expr::Constant(index.into())).into()
    }

    /// `arraySlice(array, offset, length)`: `length` elements from `offset`, counted from 1, and from -1 at the end.
    fn slice(self, offset: i64, length: u64) -> Expr {
        array::array_slice(self, offset).arg(length).into()
    }

    /// `mapContainsKey(map, key)`
    fn has_key(self, key: impl Into<Expr>) -> Expr {
        map::map_contains_key(self, key).into()
    }

    /// `has(mapValues(map), value)`
    fn has_value(self, value: impl Into<Expr>) -> Expr {
        array::has(map::map_values(self), value).into()
    }

    /// `arrayElement(map, key)`: the value of a key; without the key, the default of the type of the values.
    fn key(self, key: impl Into<Expr>) -> Expr {
        array::array_element(self, key).into()
    }

    /// `arrayElementOrNull(map, key)`: the value of a key; without the key, NULL.
    fn key_or_null(self, key: impl Into<Expr>) -> Expr {
        array::array_element_or_null(self, key).into()
    }

    /// `mapKeys(map)`: an array of its keys.
    fn map_keys(self) -> Expr {
        map::map_keys(self).into()
    }

    /// `mapValues(map)`: an array of its values.
    fn map_values(self) -> Expr {
        map::map_values(self).into()
    }

    /// `tupleElement(tuple, index)`, counted from 1, and from -1 at the end.
    fn tuple_element(self, index: i64) -> Expr {
        tuple::tuple_element(self, Expr::Constant(index.into())).into()
    }

    /// `getSubcolumn(json, 'a.b')`: what stands at a path of a JSON column, whose keys have dots between; of the type
    /// Dynamic, or of the one that the column declares for it; NULL where nothing does. `[]` after a key is the array
    /// of objects that stands there, of each of which the rest of the path is taken: `a[].b` is an array.
    ///
    /// A key that ends with `[]` itself is named by [`json_path`](Self::json_path).
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/data-types/newjson#reading-json-paths-as-sub-columns>.
    fn path(self, path: &str) -> Expr {
        other::get_subcolumn(self, Expr::Constant(subcolumn(path).into())).into()
    }

    /// ``getSubcolumn(json, 'a.b.:`Int64`')``: what stands at a path as this type, of which a Nullable is given; NULL where
    /// something else does. It reads nothing but the values of that type, in contrast to
    /// [`json_path_as`](Self::json_path_as), which converts.
    fn typed_path(self, path: &str, data_type: &DataType) -> Expr {
        let path = of_type(&subcolumn(path), data_type);
        other::get_subcolumn(self, Expr::Constant(path.into())).into()
    }

    /// `getSubcolumn(json, 'a.b')`: as [`path`](Self::path), key by key.
    fn json_path<'a>(self, path: impl IntoIterator<Item = &'a str>) -> Expr {
        other::get_subcolumn(self, Expr::Constant(joined(path).into())).into()
    }

    /// `accurateCastOrNull(getSubcolumn(json, 'a.b'), type)`: what stands at a path as a type, by which it is compared;
    /// NULL where nothing does, and where it is something else.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let size = Expr::col("body").json_path_as(["file", "size"], &DataType::Int64);
    /// let query = Query::select().column("id").from("event").and_where(size.gt(3)).to_owned();
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT `id` FROM `event` WHERE accurateCastOrNull(getSubcolumn(`body`, 'file.size'), 'Int64') > 3"
    /// );
    /// ```
    fn json_path_as<'a>(self, path: impl IntoIterator<Item = &'a str>, data_type: &DataType) -> Expr {
        conversion::accurate_cast_or_null(self.json_path(path), data_type).into()
    }

    /// Whether a path of a JSON column leads to a value or an object. A key whose value is null is one that is not there.
    fn has_json_path<'a>(self, path: impl IntoIterator<Item = &'a str>) -> Expr {
        let path = joined(path);
        let of_path = |name: &str| Expr::val(name.to_owned());
        let paths = json::json_all_paths(self);
        let below = string::starts_with(Expr::col(PATH), of_path(&format!("{path}.")));
        array::array_exists(
            crate::func::lambda(PATH, Expr::col(PATH).eq(of_path(&path)).or(below)),
            [paths],
        )
        .into()
    }

    /// `toString(expr)`: the name of an Enum, an address or a UUID as a text, for the lookups of texts.
    fn to_text(self) -> Expr {
        conversion::to_string(self).into()
    }

    /// `isIPAddressInRange(address, range)`: an address, or its text, in a network such as `10.0.0.0/8`. NULL is
    /// in none: false, and not NULL.
    fn in_ip_range(self, range: impl Into<Expr>) -> Expr {
        ip_address::is_ip_address_in_range(self, range).into()
    }
}

impl<T: Into<Expr>> ClickHouseLookupExt for T {}

/// The parameter of the lambda of `has_json_path`.
const PATH: &str = "path";

fn joined<'a>(path: impl IntoIterator<Item = &'a str>) -> String {
    path.into_iter().collect::<Vec<_>>().join(".")
}

fn ilike(expr: impl Into<Expr>, before: &str, text: &str, after: &str) -> Expr {
    let ilike = BinOper::PgOperator(PgBinOper::ILike);
    expr.into().binary(ilike, pattern(before, text, after))
}

/// A pattern of LIKE in which the text stands for itself.
///
/// Source: <https://clickhouse.com/docs/sql-reference/functions/string-search-functions#like>.
fn pattern(before: &str, text: &str, after: &str) -> Expr {
    let mut pattern = before.to_owned();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push_str(after);
    Expr::val(pattern)
}
