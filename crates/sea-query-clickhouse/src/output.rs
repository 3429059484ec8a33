//! Where the columns of a result come from, followed through the syntax tree.
//!
//! A connection that knows the types of an entity's fields reads each column of a result as the field's own type.

use sea_query::{ColumnRef, Expr, Func, SelectStatement, TableName, TableRef};

use crate::{
    build::Target,
    collect::{select_exprs, tables_of_select},
    context::{Context, Placement},
    render::Renderer,
};

/// One column of a result, or all columns of a table.
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
        /// Whether it is NULL where an outer join finds no row.
        open: bool,
    },
    /// `*`, or all columns of one table.
    All,
    /// Anything else, under its name where it has one.
    Other {
        /// The alias.
        name: Option<String>,
        /// Whether it counts rows.
        count: bool,
    },
}

/// The columns of a SELECT.
pub fn outputs(select: &SelectStatement) -> Vec<Output> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    outputs_by(&Renderer::new(&context), select)
}

fn outputs_by(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<Output> {
    let tables = tables_of_select(renderer, select);
    let mut outputs = Vec::new();
    for item in select_exprs(renderer, select) {
        let alias = item.alias.as_ref().map(ToString::to_string);
        match &item.expr {
            Expr::Column(ColumnRef::Asterisk(table)) => match (&table, tables.as_slice()) {
                (None, [(TableRef::SubQuery(query, _), _)]) => outputs.extend(outputs_by(renderer, query)),
                _ => outputs.push(Output::All),
            },
            expr if item.window.is_none() => outputs.push(output(renderer, &tables, expr, alias)),
            _ => outputs.push(Output::Other {
                name: alias,
                count: is_count(&item.expr),
            }),
        }
    }
    outputs
}

fn output(
    renderer: &Renderer<'_>,
    tables: &[(TableRef, bool)],
    expr: &Expr,
    alias: Option<String>,
) -> Output {
    let other = |name| Output::Other {
        name,
        count: is_count(expr),
    };
    let column = match expr {
        Expr::Column(ColumnRef::Column(column)) => column,
        Expr::AsEnum(_, inner) => return output(renderer, tables, inner, alias),
        _ => return other(alias),
    };
    let name = column.1.to_string();
    let found = tables.iter().find(|(table, _)| match (&column.0, table) {
        (None, _) => tables.len() == 1,
        (Some(wanted), TableRef::Table(table, None)) => {
            wanted.1 == table.1 && (wanted.0.is_none() || table.0.is_none() || wanted.0 == table.0)
        }
        (Some(wanted), TableRef::Table(_, Some(alias)) | TableRef::SubQuery(_, alias)) => wanted.1 == *alias,
        _ => false,
    });
    match found {
        Some((TableRef::Table(table, _), open)) => Output::Column {
            name: alias.unwrap_or_else(|| name.clone()),
            table: table.clone(),
            column: name,
            open: *open,
        },
        Some((TableRef::SubQuery(query, _), outer)) => {
            let inner = outputs_by(renderer, query)
                .into_iter()
                .find(|output| match output {
                    Output::Column { name: inner, .. } => *inner == name,
                    Output::Other { name: inner, .. } => inner.as_deref() == Some(&name),
                    Output::All => false,
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
