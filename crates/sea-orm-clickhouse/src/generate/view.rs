//! What the entity of a view declares.

use sea_query_clickhouse::table::TableCreateStatement;

use super::{
    catalogue::Object,
    model::{Declaration, Modules, import},
    name::raw,
};

/// A plain view.
pub(super) fn plain(view: &Object) -> Declaration {
    let mut declaration = Declaration {
        attributes: Some(vec![format!("view = {}", query(&view.query))]),
        ..Declaration::default()
    };
    declaration.imports.extend(imports());
    declaration.left_out.extend(security(view, "SQL SECURITY"));
    declaration
}

/// A materialized view, with its own table or one of another entity.
pub(super) fn materialized(
    view: &Object,
    inner: Option<&Object>,
    modules: &Modules,
    path: &dyn Fn(&str) -> Option<String>,
) -> Declaration {
    if clauses(view).contains(" REFRESH ") {
        return Declaration {
            left_out: vec!["a view that is refreshed".to_owned()],
            ..Declaration::default()
        };
    }
    let mut attributes = vec![format!("materialized_view = {}", query(&view.query))];
    let mut declaration = match inner.map(|inner| inner.create.parse::<TableCreateStatement>()) {
        Some(Ok(table)) => Declaration::table(&table, path),
        Some(Err(error)) => {
            return Declaration {
                left_out: vec![format!("the table of the view: {error}")],
                ..Declaration::default()
            };
        }
        None => match modules.iter().find(|(table, _)| *table == view.target) {
            Some((_, module)) => {
                attributes.push(format!("to = super::{}::Entity", raw(module)));
                Declaration {
                    attributes: Some(Vec::new()),
                    ..Declaration::default()
                }
            }
            None => {
                let sentence = format!(
                    "a view that writes to `{}`, which has no entity here",
                    view.target
                );
                return Declaration {
                    left_out: vec![sentence],
                    ..Declaration::default()
                };
            }
        },
    };
    attributes.extend(declaration.attributes.take().unwrap_or_default());
    declaration.attributes = Some(attributes);
    declaration.imports.extend(imports());
    declaration.left_out.extend(security(view, "SQL SECURITY NONE"));
    declaration
        .left_out
        .extend(security(view, "SQL SECURITY INVOKER"));
    declaration
}

fn imports() -> [String; 2] {
    [import("sea_query::Query"), import("sea_query::Expr")]
}

/// The clauses of a view before its query.
fn clauses(view: &Object) -> &str {
    match view
        .create
        .find(" AS SELECT")
        .or_else(|| view.create.find(" AS WITH"))
    {
        Some(end) => view.create.get(..end).unwrap_or_default(),
        None => &view.create,
    }
}

fn security(view: &Object, clause: &str) -> Option<String> {
    clauses(view)
        .contains(clause)
        .then(|| format!("{clause}; add the attribute `sql_security`"))
}

/// The code of a SELECT that is kept as its text.
fn query(sql: &str) -> String {
    let text = match sql.strip_prefix("SELECT ") {
        Some(rest) => rest.to_owned(),
        // WITH, or a union in parentheses.
        None => format!("* FROM ({sql})"),
    };
    format!("Query::select().expr(Expr::cust({text:?})).to_owned()")
}
