//! What the entity of a view declares.

use sea_query::TableRef;
use sea_query_clickhouse::{
    table::TableCreateStatement,
    view::{MaterializedViewCreateStatement, ViewCreateStatement, ViewStatement},
};

use super::{catalogue::Object, model::Declaration};

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
    path: &dyn Fn(&str) -> Option<String>,
    entity: &dyn Fn(&TableRef) -> Option<String>,
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
    Declaration {
        has_types,
        ..Declaration::of(&view.to_rust(path, entity))
    }
}
