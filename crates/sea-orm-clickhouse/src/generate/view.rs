//! What the entity of a view declares.

use sea_query::TableRef;
use sea_query_clickhouse::{
    table::TableCreateStatement,
    view::{MaterializedViewCreateStatement, ViewCreateStatement, ViewStatement},
};

use super::{
    catalogue::Object,
    model::{Declaration, Modules},
    name::raw,
};

/// A plain view.
pub(super) fn plain(view: &Object) -> Declaration {
    match view.create.parse::<ViewCreateStatement>() {
        Ok(view) => Declaration::of(&view.to_rust()),
        Err(error) => Declaration::none(error),
    }
}

/// A materialized view, with its own table or one of another entity.
pub(super) fn materialized(
    object: &Object,
    inner: Option<&Object>,
    modules: &Modules,
    path: &dyn Fn(&str) -> Option<String>,
) -> Declaration {
    let view = match object.create.parse::<MaterializedViewCreateStatement>() {
        Ok(view) => view,
        Err(error) => return Declaration::none(error),
    };
    // An ALTER may have changed the table since the view was made.
    let inner = inner.and_then(|inner| inner.create.parse::<TableCreateStatement>().ok());
    let has_types = view.get_target().is_none();
    let view = match inner {
        Some(table) if has_types => match view.inner_table(table) {
            Ok(view) => view,
            Err(error) => return Declaration::none(error),
        },
        _ => view,
    };
    let own = database(view.get_view());
    let entity = |table: &TableRef| -> Option<String> {
        let TableRef::Table(name, _) = table else {
            return None;
        };
        let name = name.1.to_string();
        let (_, module) = modules.iter().find(|(table, _)| *table == name)?;
        (database(table) == own).then(|| format!("super::{}::Entity", raw(module)))
    };
    Declaration {
        has_types,
        ..Declaration::of(&view.to_rust(path, &entity))
    }
}

/// The database that a name has.
fn database(table: &TableRef) -> Option<String> {
    match table {
        TableRef::Table(name, _) => name.0.as_ref().map(|schema| schema.1.to_string()),
        _ => None,
    }
}
