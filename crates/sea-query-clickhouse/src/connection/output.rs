//! Where the columns of a result come from, followed through the syntax tree.
//!
//! A connection that knows the types of an entity's fields reads each column of a result as the field's own type.

use sea_query::{
    BinOper, ColumnRef, DynIden, Expr, Func, Query, SelectStatement, SubQueryOper, TableName, TableRef,
    UnOper, extension::postgres::PgBinOper,
};

use crate::{
    build::Target,
    collect::{Source, Sources, select_exprs, sources_of_select},
    context::{Context, Placement},
    render::Renderer,
    types::DataType,
};

/// One column of a result, or all columns of a table.
///
/// ```
/// use sea_query::{Asterisk, Query};
/// use sea_query_clickhouse::connection::{Output, outputs};
///
/// let all = Query::select().column(Asterisk).from("event").to_owned();
/// let [Output::All { tables }] = &outputs(&all)[..] else { panic!() };
/// assert_eq!(tables[0].1.to_string(), "event");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Output {
    /// A column of a table, under a name.
    Column {
        /// The name in the result, when it is known: an alias or the column's own.
        name: String,
        /// The table.
        table: TableName,
        /// The column's name in the table.
        column: String,
        /// Whether it is NULL where an outer join finds no row, or where it is the extreme of no rows.
        open: bool,
    },
    /// `*`, or all columns of one table.
    All {
        /// The tables whose columns they are; none when some come from anything but a table.
        tables: Vec<TableName>,
    },
    /// A CAST: its type is what the statement says, no column's.
    Cast {
        /// The alias.
        name: Option<String>,
    },
    /// A condition: a comparison, `IS NULL`, `IN`, `LIKE`, `EXISTS`, or several with AND, OR and NOT. The server gives
    /// 1, 0 or NULL of the type UInt8.
    Condition {
        /// The alias.
        name: Option<String>,
    },
    /// Anything else, under its name where it has one.
    Other {
        /// The alias.
        name: Option<String>,
        /// Whether it counts rows.
        count: bool,
    },
}

/// The columns of a SELECT, in its order.
///
/// A column of a UNION, or of a common table expression, is [`Output::Other`]: no one column of a table stands behind it.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::connection::{Output, outputs};
///
/// let query = Query::select().column("id").expr_as(Expr::col("id").count(), "n").from("event").to_owned();
/// let [Output::Column { table, column, .. }, Output::Other { name, count: true }] = &outputs(&query)[..] else {
///     panic!();
/// };
/// assert_eq!((table.1.to_string(), column.as_str(), name.as_deref()), ("event".into(), "id", Some("n")));
/// ```
pub fn outputs(select: &SelectStatement) -> Vec<Output> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    outputs_by(&Renderer::new(&context), select, &[])
}

/// The names of the columns of a SELECT, in its order; `None` where the name of one is the server's to choose.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::connection::names;
///
/// let mut query = Query::select().column("port").from("event").to_owned();
/// assert_eq!(names(query.clone().expr_as(Expr::col("id").count(), "n")), Some(vec!["port".into(), "n".into()]));
/// assert_eq!(names(query.expr(Expr::col("id").count())), None);
/// ```
pub fn names(select: &SelectStatement) -> Option<Vec<String>> {
    let names = outputs(select).into_iter().map(|output| match output {
        Output::Column { name, .. } => Some(name),
        Output::Cast { name } | Output::Condition { name, .. } | Output::Other { name, .. } => name,
        Output::All { .. } => None,
    });
    names.collect()
}

/// The tables of FROM and JOIN, those of a sub-query in the place of it.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::connection::tables;
///
/// let inner = Query::select().column("id").from("event").to_owned();
/// let query = Query::select().column("id").from_subquery(inner, "e").to_owned();
/// assert_eq!(tables(&query).iter().map(|table| table.1.to_string()).collect::<Vec<_>>(), ["event"]);
/// ```
pub fn tables(select: &SelectStatement) -> Vec<TableName> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    let sources = sources_of_select(&Renderer::new(&context), select);
    let mut found: Vec<TableName> = Vec::new();
    for source in &sources.tables {
        let named = match &source.table {
            TableRef::SubQuery(query, _) => tables(query),
            _ => sources.table_name(source).into_iter().cloned().collect(),
        };
        for table in named {
            if !found.contains(&table) {
                found.push(table);
            }
        }
    }
    found
}

/// The columns of tables that may be the column of a SELECT; none where it is something else.
pub(crate) fn columns_behind(
    select: &SelectStatement,
    hidden: &[DynIden],
    column: &str,
) -> Vec<(TableName, String)> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    for output in outputs_by(&Renderer::new(&context), select, hidden) {
        match output {
            Output::Column {
                name,
                table,
                column: inner,
                ..
            } if name == column => return vec![(table, inner)],
            Output::Other { name: Some(name), .. } if name == column => return Vec::new(),
            Output::All { tables } => {
                return tables
                    .into_iter()
                    .map(|table| (table, column.to_owned()))
                    .collect();
            }
            _ => {}
        }
    }
    Vec::new()
}

fn outputs_by(renderer: &Renderer<'_>, select: &SelectStatement, hidden: &[DynIden]) -> Vec<Output> {
    let mut sources = sources_of_select(renderer, select);
    sources.ctes.extend_from_slice(hidden);
    let mut outputs = Vec::new();
    for item in select_exprs(renderer, select) {
        let alias = item.alias.as_ref().map(ToString::to_string);
        match &item.expr {
            Expr::Column(ColumnRef::Asterisk(table)) => match (&table, sources.tables.as_slice()) {
                (
                    None,
                    [
                        Source {
                            table: TableRef::SubQuery(query, _),
                            ..
                        },
                    ],
                ) => {
                    outputs.extend(outputs_by(renderer, query, &sources.ctes));
                }
                _ => outputs.push(Output::All {
                    tables: tables_of(&sources, table.as_ref()),
                }),
            },
            expr if item.window.is_none() => outputs.push(output(renderer, &sources, expr, alias)),
            _ => outputs.push(Output::Other {
                name: alias,
                count: is_count(&item.expr),
            }),
        }
    }
    if sources.has_unions {
        // Each arm has a column of its own here, and the server finds a type for all of them.
        for output in &mut outputs {
            match output {
                Output::Column { name, .. } => {
                    *output = Output::Other {
                        name: Some(std::mem::take(name)),
                        count: false,
                    };
                }
                Output::All { tables } => tables.clear(),
                Output::Cast { name } | Output::Condition { name } => {
                    *output = Output::Other {
                        name: name.take(),
                        count: false,
                    };
                }
                Output::Other { .. } => {}
            }
        }
    }
    outputs
}

/// The tables behind `*`, or behind `table.*`.
fn tables_of(sources: &Sources, wanted: Option<&TableName>) -> Vec<TableName> {
    sources
        .tables
        .iter()
        .filter(|source| wanted.is_none_or(|wanted| is_named(&source.table, wanted)))
        .map(|source| sources.table_name(source).cloned())
        .collect::<Option<_>>()
        .unwrap_or_default()
}

/// Whether a query means `table` when it says `wanted`.
fn is_named(table: &TableRef, wanted: &TableName) -> bool {
    match table {
        TableRef::Table(table, None) => {
            wanted.1 == table.1 && (wanted.0.is_none() || table.0.is_none() || wanted.0 == table.0)
        }
        TableRef::Table(_, Some(alias)) | TableRef::SubQuery(_, alias) => wanted.1 == *alias,
        _ => false,
    }
}

fn output(renderer: &Renderer<'_>, sources: &Sources, expr: &Expr, alias: Option<String>) -> Output {
    let other = |name| Output::Other {
        name,
        count: is_count(expr),
    };
    let column = match expr {
        Expr::Column(ColumnRef::Column(column)) => column,
        Expr::AsEnum(_, inner) => return output(renderer, sources, inner, alias),
        expr if is_condition(expr) => return Output::Condition { name: alias },
        Expr::FunctionCall(call) if *call.get_func() == Func::Cast => return Output::Cast { name: alias },
        // The largest value of a column is one of its values, and of no rows it is NULL.
        Expr::FunctionCall(call) if alias.is_some() && matches!(call.get_func(), Func::Max | Func::Min) => {
            let [argument] = call.get_args() else {
                return other(alias);
            };
            return match output(renderer, sources, argument, alias) {
                Output::Column {
                    name, table, column, ..
                } => Output::Column {
                    name,
                    table,
                    column,
                    open: true,
                },
                output => output,
            };
        }
        _ => return other(alias),
    };
    let name = column.1.to_string();
    let found = sources.tables.iter().find(|source| match &column.0 {
        None => sources.tables.len() == 1,
        Some(wanted) => is_named(&source.table, wanted),
    });
    if let Some((source, table)) = found.and_then(|source| Some((source, sources.table_name(source)?))) {
        return Output::Column {
            name: alias.unwrap_or_else(|| name.clone()),
            table: table.clone(),
            column: name,
            open: source.open,
        };
    }
    match found {
        Some(Source {
            table: TableRef::SubQuery(query, _),
            open: outer,
        }) => {
            let inner = outputs_by(renderer, query, &sources.ctes)
                .into_iter()
                .find(|output| match output {
                    Output::Column { name: inner, .. } => *inner == name,
                    Output::Cast { name: inner }
                    | Output::Condition { name: inner }
                    | Output::Other { name: inner, .. } => inner.as_deref() == Some(&name),
                    Output::All { .. } => false,
                });
            let alias = alias.unwrap_or(name);
            match inner {
                Some(Output::Column {
                    table, column, open, ..
                }) => Output::Column {
                    name: alias,
                    table,
                    column,
                    open: open || *outer,
                },
                Some(Output::Cast { .. }) => Output::Cast { name: Some(alias) },
                Some(Output::Condition { .. }) => Output::Condition { name: Some(alias) },
                Some(Output::Other { count, .. }) => Output::Other {
                    name: Some(alias),
                    count,
                },
                _ => other(Some(alias)),
            }
        }
        _ => other(Some(alias.unwrap_or(name))),
    }
}

fn is_count(expr: &Expr) -> bool {
    match expr {
        Expr::FunctionCall(call) => matches!(call.get_func(), Func::Count),
        _ => false,
    }
}

fn is_condition(expr: &Expr) -> bool {
    match expr {
        Expr::Unary(UnOper::Not, _) | Expr::SubQuery(Some(SubQueryOper::Exists), _) => true,
        Expr::Binary(_, oper, _) => matches!(
            oper,
            BinOper::And
                | BinOper::Or
                | BinOper::Like
                | BinOper::NotLike
                | BinOper::Is
                | BinOper::IsNot
                | BinOper::In
                | BinOper::NotIn
                | BinOper::Between
                | BinOper::NotBetween
                | BinOper::Equal
                | BinOper::NotEqual
                | BinOper::SmallerThan
                | BinOper::GreaterThan
                | BinOper::SmallerThanOrEqual
                | BinOper::GreaterThanOrEqual
                | BinOper::PgOperator(PgBinOper::ILike | PgBinOper::NotILike)
        ),
        _ => false,
    }
}

/// A SELECT around another, which casts columns of its result: for each column its name, and the type to which it is
/// cast.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, DataType, connection::cast_outputs};
///
/// let select = Query::select().columns(["day", "users"]).from("daily").to_owned();
/// let cast = cast_outputs(&select, [("day", None), ("users", Some(&DataType::String))]);
/// assert_eq!(
///     cast.to_string(ClickHouseQueryBuilder),
///     "SELECT `day` AS `day`, CAST(`users`, 'String') AS `users` FROM (SELECT `day`, `users` FROM `daily`) AS `states`"
/// );
/// ```
pub fn cast_outputs<'c>(
    select: &SelectStatement,
    columns: impl IntoIterator<Item = (&'c str, Option<&'c DataType>)>,
) -> SelectStatement {
    let mut outer = Query::select();
    for (name, cast) in columns {
        let column = Expr::col(name.to_owned());
        let expr = match cast {
            Some(data_type) => Expr::FunctionCall(
                Func::cust("CAST")
                    .arg(column)
                    .arg(Expr::Constant(data_type.to_string().into())),
            ),
            None => column,
        };
        outer.expr_as(expr, name.to_owned());
    }
    outer.from_subquery(select.clone(), "states").to_owned()
}
