//! Distributed tables and the local tables that they are over.

use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseTable, DataType, Engine, engine::Distributed, table::TableCreateStatement,
};

use super::catalogue::Object;

/// The engine of a Distributed table.
fn engine(table: &TableCreateStatement) -> Option<&Distributed> {
    match table.get_engine() {
        Some(Engine::Distributed(engine)) => Some(engine),
        _ => None,
    }
}

/// The local table of a Distributed one of the database, where it is in the same one.
fn local<'o>(table: &TableCreateStatement, database: &str, objects: &'o [Object]) -> Option<&'o Object> {
    let engine = engine(table)?;
    let is_here = engine.get_database() == Some(database);
    let local = objects.iter().find(|object| object.name == engine.get_table());
    local.filter(|_| is_here)
}

/// What a Distributed table has of its local one.
pub(super) struct Inherited {
    /// The columns that are as there.
    pub(super) columns: Vec<String>,
    /// The columns by which the rows are sorted.
    pub(super) key: Vec<String>,
}

/// What the Distributed table has of its local one; `None` where it is over another database's, or where that is none.
pub(super) fn inherited(
    table: &TableCreateStatement,
    database: &str,
    objects: &[Object],
) -> Option<Inherited> {
    let local: TableCreateStatement = local(table, database, objects)?.create.parse().ok()?;
    let names: Vec<String> = table
        .get_columns()
        .iter()
        .map(ClickHouseColumnDef::name)
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let column = |name: &&str| ClickHouseColumnDef::new((*name).to_owned(), DataType::String);
    let bare = names
        .iter()
        .map(column)
        .fold(ClickHouseTable::create("t"), TableCreateStatement::col);
    let taken = bare.columns_of(&local, &names).ok()?;
    let columns = taken.get_columns().iter().zip(table.get_columns());
    let is_same = |(taken, own): &(&ClickHouseColumnDef, &ClickHouseColumnDef)| {
        taken
            .definition()
            .is_ok_and(|taken| own.definition().is_ok_and(|own| own == taken))
    };
    Some(Inherited {
        columns: columns.filter(is_same).map(|(_, own)| own.name()).collect(),
        key: local.to_rust(&|_| None, &|_| None).sorting_columns().to_vec(),
    })
}

/// The cluster of a table: that of the Distributed table which it is, or which is over it.
pub(super) fn cluster(name: &str, database: &str, objects: &[Object]) -> Option<String> {
    let tables = objects.iter().filter(|object| object.engine == "Distributed");
    tables
        .filter_map(|object| {
            let table: TableCreateStatement = object.create.parse().ok()?;
            let engine = engine(&table)?;
            let is_over = engine.get_database() == Some(database) && engine.get_table() == name;
            (object.name == name || is_over).then(|| engine.get_cluster().to_owned())
        })
        .next()
}
