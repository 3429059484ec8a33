//! A declared table against the definition that the server prints.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    Engine, build_clickhouse,
    definition::{DefinitionError, TableDifference, TablePart},
    func::other::format_query_single_line,
    table::TableCreateStatement,
};

use super::{
    difference::{Difference, DifferenceKind},
    server::{self, Found},
};
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// A declaration and what there is, part by part.
#[cfg_attr(not(feature = "migration"), allow(dead_code))]
pub(crate) struct Compared {
    pub(crate) declared: TableCreateStatement,
    pub(crate) live: TableCreateStatement,
    pub(crate) differences: Vec<TableDifference>,
}

/// Compares a declaration, as the server prints it, with what there is; the difference is that what there is cannot be read
/// back.
pub(super) async fn compare(
    db: &ClickHouseConnection,
    declared: &TableCreateStatement,
    found: &Found,
) -> Result<Result<Compared, Box<Difference>>, ClickHouseError> {
    let live = match found.create.parse::<TableCreateStatement>() {
        Ok(live) => live,
        Err(error) => return Ok(Err(Box::new(unread(found, &error)))),
    };
    // What goes to the server as a text, and into its log, has no password of an engine in it.
    let engine = declared.get_engine().cloned();
    let mut sent = declared.clone();
    if !matches!(engine, Some(Engine::MergeTree(_) | Engine::Replicated { .. })) {
        sent = sent.engine(Engine::merge_tree());
        if declared.get_sorting_key().is_empty() {
            sent = sent.order_by([] as [&str; 0]);
        }
    }
    let sql = build_clickhouse(&sent, &db.target())?.sql;
    let mut format = Query::select();
    format.expr(format_query_single_line(Expr::val(sql)));
    let printed = server::texts(db, &format).await?.into_iter().flatten().next();
    let printed: TableCreateStatement = printed
        .unwrap_or_default()
        .parse()
        .map_err(|error| ClickHouseError::build(format!("CREATE TABLE, as the server prints it: {error}")))?;
    let printed = match engine {
        Some(engine) => printed.engine(engine),
        None => printed,
    };
    let differences = printed.differences(&live)?;
    Ok(Ok(Compared {
        declared: printed,
        live,
        differences,
    }))
}

pub(super) async fn differences(
    db: &ClickHouseConnection,
    declared: &TableCreateStatement,
    found: &Found,
) -> Result<Vec<Difference>, ClickHouseError> {
    let differences = match compare(db, declared, found).await? {
        Ok(compared) => compared.differences,
        Err(unread) => return Ok(vec![*unread]),
    };
    Ok(differences
        .into_iter()
        .map(|difference| {
            let (kind, way_out) = match (difference.part(), difference.declared(), difference.found()) {
                (TablePart::Column(_), Some(_), None) => (
                    DifferenceKind::MissingColumn,
                    "ALTER TABLE ... ADD COLUMN adds it, or drop it from the declaration",
                ),
                (TablePart::Column(_), None, Some(_)) => (
                    DifferenceKind::ExtraColumn,
                    "declare it, or ALTER TABLE ... DROP COLUMN",
                ),
                (TablePart::Column(_), ..) => (
                    DifferenceKind::Definition,
                    "ALTER TABLE ... MODIFY COLUMN changes it, or correct the declaration",
                ),
                (TablePart::Engine | TablePart::PartitionBy | TablePart::PrimaryKey, ..) => (
                    DifferenceKind::Definition,
                    "ALTER TABLE cannot change it: make a new table and copy the rows, or correct the declaration",
                ),
                (TablePart::OrderBy, ..) => (
                    DifferenceKind::Definition,
                    "ALTER TABLE can only add new columns to it: make a new table and copy the rows, or correct the \
                     declaration",
                ),
                _ => (
                    DifferenceKind::Definition,
                    "ALTER TABLE changes it, or correct the declaration",
                ),
            };
            let mut made = Difference::new(kind, format!("{difference}; {way_out}"));
            if let TablePart::Column(name) = difference.part() {
                made = made.of_column(name);
            }
            if let Some(declared) = difference.declared() {
                made = made.with_expected(declared);
            }
            if let Some(found) = difference.found() {
                made = made.with_found(found);
            }
            made
        })
        .collect())
}

/// What is there is no table, or one that cannot be read back.
fn unread(found: &Found, error: &DefinitionError) -> Difference {
    let sentence = match found.engine.as_str() {
        "View" | "MaterializedView" | "WindowView" | "Dictionary" => format!(
            "a table is declared, and what is there is of the engine {}; drop it, or choose another name",
            found.engine
        ),
        engine => format!(
            "the definition of the table, of the engine {engine}, cannot be compared: {error}; look at SHOW CREATE TABLE"
        ),
    };
    Difference::new(DifferenceKind::Definition, sentence).with_found(&found.create)
}
