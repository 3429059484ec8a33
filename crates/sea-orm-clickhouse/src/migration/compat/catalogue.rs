//! What is in the database, by the server's own tables.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement};
use sea_orm_migration::migrator::MigratorTraitSelf;
use sea_query::{Alias, Expr, ExprTrait, Func, Query, SchemaName, SelectStatement, TableName, Value};
use sea_query_clickhouse::{ClickHouseDictionary, ClickHouseTable, ClickHouseView};

use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// The column of an answer whether there is something.
pub(super) const FOUND: &str = "found";

/// Drops everything of the database, views and dictionaries too, and applies all migrations: what `fresh` of the command line
/// does.
///
/// # Errors
///
/// When something cannot be dropped, or a migration fails.
///
/// ```no_run
/// # async fn example<M: sea_orm_migration::MigratorTrait + Sync>(migrator: M) -> Result<(), sea_orm::DbErr> {
/// use sea_orm_clickhouse::{ClickHouse, migration::compat};
///
/// let db = ClickHouse::connect("clickhouse://app:secret@127.0.0.1:8123/analytics").await?;
/// compat::fresh(&db, &migrator).await?;
/// # Ok(())
/// # }
/// ```
pub async fn fresh<M: MigratorTraitSelf>(db: &ClickHouseConnection, migrator: &M) -> Result<(), DbErr> {
    drop_everything(db).await?;
    migrator.up(&DatabaseConnection::from(db.clone()), None).await
}

/// Drops views before what they read from, and what others depend on as soon as they are gone.
pub(super) async fn drop_everything(db: &ClickHouseConnection) -> Result<(), DbErr> {
    let mut remaining = Vec::new();
    for row in db.query_all(&tables()).await? {
        let (name, engine): (String, String) = (row.try_get("", "name")?, row.try_get("", "engine")?);
        remaining.push((name, engine));
    }
    remaining.sort_by_key(|(_, engine)| (!engine.ends_with("View"), engine != "Dictionary"));
    while !remaining.is_empty() {
        let before = remaining.len();
        let mut kept = Vec::new();
        let mut refused = None;
        for (name, engine) in remaining {
            match drop_one(db, &name, &engine).await {
                Ok(()) => {}
                Err(error) if error.name() == Some("HAVE_DEPENDENT_OBJECTS") => {
                    refused = Some(error);
                    kept.push((name, engine));
                }
                Err(error) => return Err(error.into()),
            }
        }
        if let Some(error) = refused.filter(|_| kept.len() == before) {
            return Err(error.into());
        }
        remaining = kept;
    }
    Ok(())
}

/// Waits until it is gone, so that a replicated table can be made anew in its place.
async fn drop_one(db: &ClickHouseConnection, name: &str, engine: &str) -> Result<(), ClickHouseError> {
    let table = Alias::new(name);
    match engine {
        "Dictionary" => {
            db.execute_clickhouse(&ClickHouseDictionary::drop(table).if_exists().sync())
                .await
        }
        view if view.ends_with("View") => {
            db.execute_clickhouse(&ClickHouseView::drop(table).if_exists().sync())
                .await
        }
        _ => {
            db.execute_clickhouse(&ClickHouseTable::drop(table).if_exists().sync())
                .await
        }
    }
}

fn here(select: &mut SelectStatement, database: &str) -> SelectStatement {
    select
        .and_where(Expr::col(Alias::new(database)).eq(Func::cust("currentDatabase")))
        .take()
}

/// Tables, views and dictionaries, without the tables inside of views.
fn tables() -> SelectStatement {
    here(
        Query::select()
            .columns(["name", "engine"])
            .from(("system", "tables"))
            .and_where(Expr::col("is_temporary").eq(0))
            .and_where(
                Func::cust("startsWith")
                    .arg(Expr::col("name"))
                    .arg(".inner")
                    .eq(0),
            ),
        "database",
    )
}

fn found(table: &'static str, conditions: &[(&'static str, &str)], name: &'static str) -> SelectStatement {
    let mut select = Query::select();
    let any = Func::count(Expr::col(sea_query::Asterisk));
    select
        .expr_as(Func::cust("toBool").arg(Expr::expr(any).gt(0)), Alias::new(name))
        .from(("system", table));
    for (column, value) in conditions {
        select.and_where(Expr::col(*column).eq(*value));
    }
    here(&mut select, "database")
}

pub(super) fn has_table(table: &str) -> SelectStatement {
    found("tables", &[("name", table)], FOUND)
}

pub(super) fn has_column(table: &str, column: &str) -> SelectStatement {
    found("columns", &[("table", table), ("name", column)], FOUND)
}

pub(super) fn has_index(table: &str, index: &str) -> SelectStatement {
    found(
        "data_skipping_indices",
        &[("table", table), ("name", index)],
        FOUND,
    )
}

/// The columns of the primary key of a table.
pub(super) async fn keys(
    db: &ClickHouseConnection,
    table: &TableName,
) -> Result<Vec<String>, ClickHouseError> {
    let mut select = Query::select();
    select
        .column("name")
        .from(("system", "columns"))
        .and_where(Expr::col("table").eq(table.1.to_string()))
        .and_where(Expr::col("is_in_primary_key").eq(1));
    let select = match &table.0 {
        Some(SchemaName(_, database)) => select
            .and_where(Expr::col("database").eq(database.to_string()))
            .take(),
        None => here(&mut select, "database"),
    };
    let rows = db.query_clickhouse(&select).await?;
    let names = rows.iter().map(|row| row.try_get::<String>("", "name"));
    names
        .collect::<Result<_, _>>()
        .map_err(|error| ClickHouseError::protocol(format!("system.columns: {error}")))
}

/// The answer to a question that SeaORM's `sea-schema` asks of MySQL's `information_schema`.
pub(super) async fn answer(
    db: &ClickHouseConnection,
    statement: &Statement,
) -> Result<Option<Vec<QueryResult>>, DbErr> {
    let values = statement.values.as_ref().map_or(&[][..], |values| &values.0);
    if statement.db_backend != DbBackend::MySql {
        return Ok(None);
    }
    let select = match (statement.sql.as_str(), values) {
        (TABLES, []) => here(
            Query::select()
                .expr_as(Expr::col("name"), "table_name")
                .from(("system", "tables"))
                .and_where(
                    Func::cust("startsWith")
                        .arg(Expr::col("name"))
                        .arg(".inner")
                        .eq(0),
                ),
            "database",
        ),
        (HAS_TABLE, [Value::String(Some(table))]) => found("tables", &[("name", table)], "has_table"),
        (HAS_COLUMN, [Value::String(Some(table)), Value::String(Some(column))]) => {
            found("columns", &[("table", table), ("name", column)], "has_column")
        }
        (HAS_INDEX, [Value::String(Some(table)), Value::String(Some(index))]) => found(
            "data_skipping_indices",
            &[("table", table), ("name", index)],
            "has_index",
        ),
        // ClickHouse keeps none.
        (FOREIGN_KEYS, [Value::String(Some(kind))]) if kind == "FOREIGN KEY" => return Ok(Some(Vec::new())),
        _ => return Ok(None),
    };
    db.query_all(&select).await.map(Some)
}

const TABLES: &str = "SELECT `table_name` AS `table_name` FROM `information_schema`.`tables` WHERE (DATABASE()) = `tables`.`table_schema`";
const HAS_TABLE: &str = "SELECT COUNT(*) > 0 AS `has_table` FROM (SELECT `table_name` AS `table_name` FROM \
                         `information_schema`.`tables` WHERE (DATABASE()) = `tables`.`table_schema` AND `table_name` = ?) AS `subquery`";
const HAS_COLUMN: &str = "SELECT COUNT(*) > 0 AS `has_column` FROM `information_schema`.`columns` WHERE (DATABASE()) = \
                          `columns`.`table_schema` AND `table_name` = ? AND `column_name` = ?";
const HAS_INDEX: &str = "SELECT COUNT(*) > 0 AS `has_index` FROM `information_schema`.`statistics` WHERE `table_schema` = \
                         (DATABASE()) AND `table_name` = ? AND `index_name` = ?";
const FOREIGN_KEYS: &str = "SELECT `TABLE_NAME`, `CONSTRAINT_NAME` FROM `information_schema`.`table_constraints` WHERE \
                            (DATABASE()) = `table_constraints`.`table_schema` AND `table_constraints`.`constraint_type` = ?";

#[cfg(test)]
mod tests {
    use sea_orm::StatementBuilder;
    use sea_query::Condition;
    use sea_schema::{mysql::MySql, probe::SchemaProbe};

    use super::*;

    fn text(select: &SelectStatement) -> String {
        StatementBuilder::build(select, &DbBackend::MySql).sql
    }

    #[test]
    fn the_questions_of_sea_schema_are_known() {
        assert_eq!(text(&MySql.query_tables()), TABLES);
        assert_eq!(text(&MySql.has_table("t")), HAS_TABLE);
        assert_eq!(text(&MySql.has_column("t", "c")), HAS_COLUMN);
        assert_eq!(text(&MySql.has_index("t", "i")), HAS_INDEX);
        // As SeaORM's migrations build it.
        let schema = Condition::all()
            .add(MySql::get_current_schema().equals(("table_constraints", "table_schema")))
            .add(Expr::col(("table_constraints", "constraint_type")).eq("FOREIGN KEY"));
        let mut keys = Query::select();
        keys.columns(["TABLE_NAME", "CONSTRAINT_NAME"])
            .from(("information_schema", "table_constraints"))
            .cond_where(schema);
        assert_eq!(text(&keys), FOREIGN_KEYS);
    }
}
