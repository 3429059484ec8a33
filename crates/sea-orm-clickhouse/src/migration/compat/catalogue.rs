//! What is in the database, by the server's own tables.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, QueryResult, Statement};
use sea_orm_migration::migrator::MigratorTraitSelf;
use sea_query::{Expr, Query, Value};

use crate::{connection::ClickHouseConnection, migration::inspect};

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
    inspect::drop_everything(db, &[]).await?;
    migrator.up(&DatabaseConnection::from(db.clone()), None).await
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
        (TABLES, []) => {
            let mut select = Query::select();
            select
                .expr_as(Expr::col("name"), "table_name")
                .from(("system", "tables"));
            inspect::without_inner(inspect::here(select))
        }
        (HAS_TABLE, [Value::String(Some(table))]) => inspect::of_table(table, "has_table"),
        (HAS_COLUMN, [Value::String(Some(table)), Value::String(Some(column))]) => {
            inspect::of_column(table, column, "has_column")
        }
        (HAS_INDEX, [Value::String(Some(table)), Value::String(Some(index))]) => {
            inspect::of_index(table, index, "has_index")
        }
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
    use sea_query::{Condition, ExprTrait, SelectStatement};
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
