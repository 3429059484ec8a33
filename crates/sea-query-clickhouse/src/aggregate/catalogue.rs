//! The catalogue of aggregate functions as data, and the macro that makes a documented function of each of its lines.

use crate::capability::ServerVersion;

/// One function of the catalogue.
///
/// ```
/// let function = sea_query_clickhouse::aggregate::catalogue().find(|function| function.name == "quantile").unwrap();
/// assert_eq!(function.parameters, ["level"]);
/// assert_eq!(function.arguments, ["expr"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AggregateFunction {
    /// The name in ClickHouse.
    pub name: &'static str,
    /// The name in this crate.
    pub rust_name: &'static str,
    /// The parameters, in the first parentheses.
    pub parameters: &'static [&'static str],
    /// What any number of parameters at the end are.
    pub more_parameters: Option<&'static str>,
    /// The parameters that may follow, by [`Aggregate::param`](super::Aggregate::param).
    pub optional_parameters: &'static [&'static str],
    /// The arguments.
    pub arguments: &'static [&'static str],
    /// What any number of arguments at the end are.
    pub more_arguments: Option<&'static str>,
    /// The first version that has it, as `system.functions.introduced_in` says.
    pub since: ServerVersion,
}

/// Functions from lines like `top_k = "topK"(n)[load_factor, counts](x) since (1, 1);`: parameters, parameters that may
/// follow, arguments; `; name` is any number of them.
macro_rules! aggregates {
    ($page:literal;
     $($(#[doc = $doc:literal])+
     $rust:ident = $name:literal ($($param:ident),* $(; $params:ident)?) $([$($opt:ident),+])?
     ($($arg:ident),* $(; $args:ident)?) since ($major:literal, $minor:literal);)*) => {
        pub(crate) const FUNCTIONS: &[crate::aggregate::AggregateFunction] = &[
            $(crate::aggregate::AggregateFunction {
                name: $name,
                rust_name: stringify!($rust),
                parameters: &[$(stringify!($param)),*],
                more_parameters: aggregates!(@more $($params)?),
                optional_parameters: &[$($(stringify!($opt)),+)?],
                arguments: &[$(stringify!($arg)),*],
                more_arguments: aggregates!(@more $($args)?),
                since: crate::capability::ServerVersion::new($major, $minor, 0),
            }),*
        ];

        $($(#[doc = $doc])+
        #[doc = concat!(
            "\n\nSource: [`", $name, "`](https://clickhouse.com/docs/", $page, "), since ClickHouse ", $major, ".",
            $minor, ".",
            $("\n\nParameters that may follow, by [`param`](crate::aggregate::Aggregate::param):",
              $(" `", stringify!($opt), "`",)+ ".")?
        )]
        #[doc = concat!(
            "\n\n```text\n", stringify!($rust), "(",
            crate::func::shown!($({"0.5", $param})* $({"[0.5]", $params})?
                   $({concat!("Expr::col(\"", stringify!($arg), "\")"), $arg})*
                   $({concat!("[Expr::col(\"", stringify!($args), "\")]"), $args})?),
            ")\n",
            aggregate_sql!($rust $name [$($param)* $($params)?] [$($arg)* $($args)?]),
            "\n```"
        )]
        pub fn $rust(
            $($param: impl Into<sea_query::Expr>,)*
            $($params: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
            $($arg: impl Into<sea_query::Expr>,)*
            $($args: impl IntoIterator<Item: Into<sea_query::Expr>>,)?
        ) -> crate::aggregate::Aggregate {
            crate::aggregate::Aggregate::new($name)
                $(.param($param))*
                $(.params($params))?
                $(.arg($arg))*
                $(.args($args))?
        })*

        #[cfg(test)]
        mod shown {
            #[test]
            fn functions_write_what_their_documentation_shows() {
                $(crate::func::assert_sql(
                    super::$rust(
                        $({
                            let $param = 0.5;
                            $param
                        },)*
                        $({
                            let $params = [0.5];
                            $params
                        },)?
                        $(sea_query::Expr::col(stringify!($arg)),)*
                        $([sea_query::Expr::col(stringify!($args))],)?
                    ),
                    aggregate_sql!($rust $name [$($param)* $($params)?] [$($arg)* $($args)?]),
                );)*
            }
        }
    };
    (@more) => { None };
    (@more $more:ident) => { Some(stringify!($more)) };
}

/// A call in SQL, its parameters before its arguments.
macro_rules! aggregate_sql {
    // Rows are counted by `count(*)`, as SeaQuery does.
    (count $name:literal [] []) => { concat!($name, "(*)") };
    ($rust:ident $name:literal [] [$($arg:ident)*]) => {
        concat!($name, "(", crate::func::shown!($({concat!("`", stringify!($arg), "`"), $arg})*), ")")
    };
    ($rust:ident $name:literal [$($param:ident)+] [$($arg:ident)*]) => {
        concat!(
            $name, "(", crate::func::shown!($({"0.5", $param})+), ")",
            "(", crate::func::shown!($({concat!("`", stringify!($arg), "`"), $arg})*), ")"
        )
    };
}
