//! The catalogue of functions as data, and the macro that makes a documented function of each of its lines.

use crate::capability::ServerVersion;

/// One function of the catalogue.
///
/// ```
/// let function = sea_query_clickhouse::func::catalogue().find(|function| function.name == "toStartOfWeek").unwrap();
/// assert_eq!(function.chapter, "date_time");
/// assert_eq!(function.rust_name, "to_start_of_week");
/// assert_eq!(function.arguments, ["datetime"]);
/// assert_eq!(function.optional, ["mode", "timezone"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Function {
    /// The module of this crate, which is a chapter of ClickHouse's documentation.
    pub chapter: &'static str,
    /// The name in ClickHouse.
    pub name: &'static str,
    /// The name in this crate.
    pub rust_name: &'static str,
    /// Whether the first argument is a lambda.
    pub lambda: bool,
    /// The arguments that must be given, after the lambda.
    pub arguments: &'static [&'static str],
    /// What any number of arguments at the end are, where the function takes them.
    pub rest: Option<&'static str>,
    /// The arguments that may follow, by [`FunctionCall::arg`](sea_query::FunctionCall::arg).
    pub optional: &'static [&'static str],
    /// The first version that has it, as `system.functions.introduced_in` says.
    pub since: ServerVersion,
}

impl Function {
    const fn by_hand(
        chapter: &'static str,
        name: &'static str,
        rust_name: &'static str,
        arguments: &'static [&'static str],
        rest: Option<&'static str>,
        since: ServerVersion,
    ) -> Self {
        Self {
            chapter,
            name,
            rust_name,
            lambda: false,
            arguments,
            rest,
            optional: &[],
            since,
        }
    }
}

const fn version(major: u16, minor: u16) -> ServerVersion {
    ServerVersion::new(major, minor, 0)
}

/// The functions whose arguments are more than expressions: types, pairs, or something after any number of others.
#[rustfmt::skip]
pub(super) const BY_HAND: &[Function] = &[
    Function::by_hand("array", "arrayFold", "array_fold", &["lambda"], Some("arrays"), version(23, 10)),
    Function::by_hand("conditional", "multiIf", "multi_if", &["otherwise"], Some("branches"), version(1, 1)),
    Function::by_hand("conversion", "CAST", "cast", &["x", "data_type"], None, version(1, 1)),
    Function::by_hand("conversion", "accurateCast", "accurate_cast", &["x", "data_type"], None, version(1, 1)),
    Function::by_hand("conversion", "accurateCastOrDefault", "accurate_cast_or_default", &["x", "data_type"], None, version(21, 1)),
    Function::by_hand("conversion", "accurateCastOrNull", "accurate_cast_or_null", &["x", "data_type"], None, version(1, 1)),
    Function::by_hand("conversion", "reinterpret", "reinterpret", &["x", "data_type"], None, version(1, 1)),
    Function::by_hand("json", "JSONExtract", "json_extract", &["json", "data_type"], Some("path"), version(19, 14)),
    Function::by_hand("json", "JSONExtractCaseInsensitive", "json_extract_case_insensitive", &["json", "data_type"], Some("path"), version(25, 8)),
    Function::by_hand("json", "JSONExtractKeysAndValues", "json_extract_keys_and_values", &["json", "data_type"], Some("path"), version(20, 1)),
    Function::by_hand("json", "JSONExtractKeysAndValuesCaseInsensitive", "json_extract_keys_and_values_case_insensitive", &["json", "data_type"], Some("path"), version(25, 8)),
    Function::by_hand("map", "map", "map", &[], Some("pairs"), version(21, 1)),
];

/// Functions from lines like `to_week = "toWeek"(datetime)[mode, timezone] since (20, 1);`: what is in brackets may
/// follow, `; name` is any number of arguments, `|name|` a lambda.
///
/// The call and the SQL that a function's documentation shows are checked by one test for each chapter: as a doc test
/// each, they were a process each, and most of the time of all tests.
macro_rules! functions {
    ($chapter:literal, $page:literal;
     $($(#[doc = $doc:literal])+
     $rust:ident = $name:literal ($(|$lambda:ident|)? $($arg:ident),* $(; $rest:ident)?) $([$($opt:ident),+])?
     since ($major:literal, $minor:literal);)*) => {
        pub(crate) const FUNCTIONS: &[crate::func::Function] = &[$(crate::func::Function {
            chapter: $chapter,
            name: $name,
            rust_name: stringify!($rust),
            lambda: functions!(@is $($lambda)?),
            arguments: &[$(stringify!($arg)),*],
            rest: functions!(@rest $($rest)?),
            optional: &[$($(stringify!($opt)),+)?],
            since: crate::capability::ServerVersion::new($major, $minor, 0),
        }),*];

        $($(#[doc = $doc])+
        #[doc = concat!(
            "\n\nSource: [`", $name, "`](https://clickhouse.com/docs/sql-reference/functions/", $page, "#", $name,
            "), since ClickHouse ", $major, ".", $minor, ".",
            $("\n\nMay follow, by [`arg`](sea_query::FunctionCall::arg):", $(" `", stringify!($opt), "`",)+ ".")?
        )]
        #[doc = concat!(
            "\n\n```text\n", stringify!($rust), "(",
            shown!($({"lambda(\"x\", Expr::col(\"x\"))", $lambda})?
                   $({concat!("Expr::col(\"", stringify!($arg), "\")"), $arg})*
                   $({concat!("[Expr::col(\"", stringify!($rest), "\")]"), $rest})?),
            ")\n",
            sql_of!($name $({"`x` -> `x`", $lambda})? $({concat!("`", stringify!($arg), "`"), $arg})*
                    $({concat!("`", stringify!($rest), "`"), $rest})?),
            "\n```"
        )]
        pub fn $rust(
            $($lambda: crate::func::Lambda,)?
            $($arg: impl Into<sea_query::Expr>,)*
            $($rest: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
        ) -> sea_query::FunctionCall {
            let call = sea_query::Func::cust($name)$(.arg($lambda))?$(.arg($arg))*;
            $(let call = $rest.into_iter().fold(call, |call, arg| call.arg(arg));)?
            call
        })*

        #[cfg(test)]
        mod shown {
            #[test]
            fn functions_write_what_their_documentation_shows() {
                $(crate::func::catalogue::assert_sql(
                    super::$rust(
                        $({
                            let $lambda = sea_query::Expr::col("x");
                            crate::func::lambda("x", $lambda)
                        },)?
                        $(sea_query::Expr::col(stringify!($arg)),)*
                        $([sea_query::Expr::col(stringify!($rest))],)?
                    ),
                    sql_of!($name $({"`x` -> `x`", $lambda})? $({concat!("`", stringify!($arg), "`"), $arg})*
                            $({concat!("`", stringify!($rest), "`"), $rest})?),
                );)*
            }
        }
    };
    (@is) => { false };
    (@is $lambda:ident) => { true };
    (@rest) => { None };
    (@rest $rest:ident) => { Some(stringify!($rest)) };
}

/// A list in Rust or SQL, of the texts that stand before each name.
macro_rules! shown {
    ($({$first:expr, $_first:ident} $({$text:expr, $_name:ident})*)?) => {
        concat!($($first, $(", ", $text,)*)?)
    };
}

pub(crate) use shown;

/// A call in SQL.
macro_rules! sql_of {
    ($name:literal $($list:tt)*) => { concat!($name, "(", shown!($($list)*), ")") };
}

/// Compares the SQL of a call with what its documentation shows.
#[cfg(test)]
pub(crate) fn assert_sql(call: impl Into<sea_query::Expr>, sql: &str) {
    let query = sea_query::Query::select().expr(call).take();
    let text = query.to_string(crate::ClickHouseQueryBuilder);
    assert_eq!(text, format!("SELECT {sql}"));
}
