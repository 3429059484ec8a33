//! Lookups as methods of SeaORM's columns.

use sea_orm::ColumnTrait;
use sea_query::Expr;
use sea_query_clickhouse::{
    DataType, func,
    query::{ClickHouseDateTimeExt, ClickHouseLookupExt, Element},
};

macro_rules! column_lookups {
    (
        $(#[$trait_doc:meta])* $trait:ident;
        $($dialect:ident { $($name:ident $(<$generic:ident: $bound:path>)? ($($arg:ident: $type:ty),*);)* })*
        + { $($by_hand:tt)* }
    ) => {
        $(#[$trait_doc])*
        pub trait $trait: ColumnTrait {
            $($(
                #[doc = concat!("See [`", stringify!($dialect), "::", stringify!($name), "`].")]
                fn $name $(<$generic: $bound>)? (&self $(, $arg: $type)*) -> Expr {
                    $dialect::$name(Expr::col(self.as_column_ref()) $(, $arg)*)
                }
            )*)*
            $($by_hand)*
        }

        impl<C: ColumnTrait> $trait for C {}
    };
}

column_lookups! {
    /// What conditions ask of texts, arrays, maps, tuples, JSON, addresses, enums, dates and times, on every column
    /// of SeaORM. What each is, the dialect's [`ClickHouseLookupExt`] and [`ClickHouseDateTimeExt`] say; those have
    /// the same methods for expressions, so that `Column::Tags.element(1).has_prefix("a")` goes on where they are
    /// imported.
    ///
    /// Of the typed columns of `COLUMN` it is the column inside: `event::COLUMN.tags.0.has_any(["a"])`.
    ///
    /// The column stands bare, with its table before it as in all of SeaORM's conditions, so that the primary key and
    /// skip indexes are used where they can be, and joins know whose it is. Of a NULL each gives NULL, which is no
    /// match, but for [`in_ip_range`](Self::in_ip_range).
    ///
    /// SeaORM's own `starts_with`, `ends_with` and `contains` take `%` and `_` of the text as wildcards; in
    /// [`has_prefix`](Self::has_prefix), [`has_suffix`](Self::has_suffix) and [`has_substring`](Self::has_substring)
    /// they are themselves.
    ///
    /// ```
    /// use sea_orm::{entity::prelude::*, ExprTrait, QueryFilter, QueryTrait};
    /// use sea_orm_clickhouse::ClickHouseColumnExt;
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, DataType};
    ///
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #         pub x: String,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// use event::Column::X;
    ///
    /// for (lookup, sql) in [
    ///     // Texts
    ///     (X.iexact("É"), "lowerUTF8(`event`.`x`) = lowerUTF8('É')"),
    ///     (X.has_substring("a_b"), r"`event`.`x` LIKE '%a\\_b%'"),
    ///     (X.icontains("a"), "`event`.`x` ILIKE '%a%'"),
    ///     (X.has_prefix("a"), "startsWith(`event`.`x`, 'a')"),
    ///     (X.istarts_with("a"), "`event`.`x` ILIKE 'a%'"),
    ///     (X.has_suffix("a"), "endsWith(`event`.`x`, 'a')"),
    ///     (X.iends_with("a"), "`event`.`x` ILIKE '%a'"),
    ///     (X.matches_regex("a+"), "match(`event`.`x`, 'a+')"),
    ///     (X.imatches_regex("a+"), "match(`event`.`x`, '(?i)a+')"),
    ///     // Arrays
    ///     (X.has_element(1), "has(`event`.`x`, 1)"),
    ///     (X.has_all([1, 2]), "hasAll(`event`.`x`, array(1, 2))"),
    ///     (X.has_any([1, 2]), "hasAny(`event`.`x`, array(1, 2))"),
    ///     (X.contained_by([1, 2]), "hasAll(array(1, 2), `event`.`x`)"),
    ///     (X.length(), "length(`event`.`x`)"),
    ///     (X.empty(), "empty(`event`.`x`)"),
    ///     (X.not_empty(), "notEmpty(`event`.`x`)"),
    ///     (X.element(-1), "arrayElement(`event`.`x`, -1)"),
    ///     (X.element_or_null(5), "arrayElementOrNull(`event`.`x`, 5)"),
    ///     (X.slice(2, 3), "arraySlice(`event`.`x`, 2, 3)"),
    ///     // Maps
    ///     (X.key("k"), "arrayElement(`event`.`x`, 'k')"),
    ///     (X.key_or_null("k"), "arrayElementOrNull(`event`.`x`, 'k')"),
    ///     (X.has_key("k"), "mapContainsKey(`event`.`x`, 'k')"),
    ///     (X.has_value("v"), "has(mapValues(`event`.`x`), 'v')"),
    ///     (X.map_keys(), "mapKeys(`event`.`x`)"),
    ///     (X.map_values(), "mapValues(`event`.`x`)"),
    ///     // Tuples
    ///     (X.element("s"), "tupleElement(`event`.`x`, 's')"),
    ///     (X.tuple_element(1), "tupleElement(`event`.`x`, 1)"),
    ///     // JSON
    ///     (X.path("a.b[].c"), "getSubcolumn(`event`.`x`, 'a.b.:`Array(JSON)`.c')"),
    ///     (X.typed_path("a.b", &DataType::Int64), "getSubcolumn(`event`.`x`, 'a.b.:`Int64`')"),
    ///     (X.json_path(["a", "b"]), "getSubcolumn(`event`.`x`, 'a.b')"),
    ///     (
    ///         X.json_path_as(["a", "b"], &DataType::Int64),
    ///         "accurateCastOrNull(getSubcolumn(`event`.`x`, 'a.b'), 'Int64')",
    ///     ),
    ///     (
    ///         X.has_json_path(["a"]),
    ///         "arrayExists(`path` -> `path` = 'a' OR startsWith(`path`, 'a.'), JSONAllPaths(`event`.`x`))",
    ///     ),
    ///     // Addresses, enums
    ///     (X.in_ip_range("10.0.0.0/8"), "isIPAddressInRange(`event`.`x`, '10.0.0.0/8')"),
    ///     (X.to_text(), "toString(`event`.`x`)"),
    ///     // Dates and times
    ///     (X.to_year(), "toYear(`event`.`x`)"),
    ///     (X.to_start_of_hour(), "toStartOfHour(`event`.`x`)"),
    ///     (X.to_timezone("Asia/Tokyo"), "toTimezone(`event`.`x`, 'Asia/Tokyo')"),
    ///     (X.date_trunc("week"), "dateTrunc('week', `event`.`x`)"),
    /// ] {
    ///     let query = event::Entity::find().filter(lookup.is_not_null()).into_query().to_string(ClickHouseQueryBuilder);
    ///     assert!(query.contains(sql), "{query}");
    /// }
    /// ```
    ClickHouseColumnExt;
    ClickHouseLookupExt {
        iexact(text: impl Into<Expr>);
        has_substring(text: &str);
        icontains(text: &str);
        has_prefix(text: impl Into<Expr>);
        istarts_with(text: &str);
        has_suffix(text: impl Into<Expr>);
        iends_with(text: &str);
        matches_regex(regex: impl Into<Expr>);
        imatches_regex(regex: &str);
        has_element(element: impl Into<Expr>);
        length();
        empty();
        not_empty();
        element(element: impl Into<Element>);
        element_or_null(index: i64);
        slice(offset: i64, length: u64);
        has_key(key: impl Into<Expr>);
        has_value(value: impl Into<Expr>);
        key(key: impl Into<Expr>);
        key_or_null(key: impl Into<Expr>);
        map_keys();
        map_values();
        tuple_element(index: i64);
        path(path: &str);
        typed_path(path: &str, data_type: &DataType);
        to_text();
        in_ip_range(range: impl Into<Expr>);
    }
    ClickHouseDateTimeExt {
        to_date();
        to_year();
        to_iso_year();
        to_quarter();
        to_month();
        to_iso_week();
        to_day_of_year();
        to_day_of_month();
        to_day_of_week();
        to_hour();
        to_minute();
        to_second();
        to_millisecond();
        to_yyyymm();
        to_yyyymmdd();
        to_yyyymmddhhmmss();
        to_year_week();
        to_unix_timestamp();
        to_monday();
        to_last_day_of_month();
        to_start_of_year();
        to_start_of_iso_year();
        to_start_of_quarter();
        to_start_of_month();
        to_start_of_week();
        to_start_of_day();
        to_start_of_hour();
        to_start_of_fifteen_minutes();
        to_start_of_ten_minutes();
        to_start_of_five_minutes();
        to_start_of_minute();
        to_start_of_second();
        to_timezone(zone: impl Into<Expr>);
        date_trunc(unit: &str);
        to_start_of_interval(interval: impl Into<Expr>);
    }
    + {
        /// See [`ClickHouseLookupExt::has_all`]: each of the elements is in the array.
        fn has_all<E: Into<Expr>>(&self, elements: impl IntoIterator<Item = E>) -> Expr {
            ClickHouseLookupExt::has_all(Expr::col(self.as_column_ref()), func::array::array(elements))
        }

        /// See [`ClickHouseLookupExt::has_any`]: one of the elements at least is in the array.
        fn has_any<E: Into<Expr>>(&self, elements: impl IntoIterator<Item = E>) -> Expr {
            ClickHouseLookupExt::has_any(Expr::col(self.as_column_ref()), func::array::array(elements))
        }

        /// See [`ClickHouseLookupExt::contained_by`]: each element of the array is one of these.
        fn contained_by<E: Into<Expr>>(&self, elements: impl IntoIterator<Item = E>) -> Expr {
            ClickHouseLookupExt::contained_by(Expr::col(self.as_column_ref()), func::array::array(elements))
        }

        /// See [`ClickHouseLookupExt::json_path`].
        fn json_path<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Expr {
            ClickHouseLookupExt::json_path(Expr::col(self.as_column_ref()), path)
        }

        /// See [`ClickHouseLookupExt::json_path_as`].
        fn json_path_as<'a>(&self, path: impl IntoIterator<Item = &'a str>, data_type: &DataType) -> Expr {
            ClickHouseLookupExt::json_path_as(Expr::col(self.as_column_ref()), path, data_type)
        }

        /// See [`ClickHouseLookupExt::has_json_path`].
        fn has_json_path<'a>(&self, path: impl IntoIterator<Item = &'a str>) -> Expr {
            ClickHouseLookupExt::has_json_path(Expr::col(self.as_column_ref()), path)
        }
    }
}
