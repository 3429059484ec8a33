//! What is in a database.

use sea_query::{Expr, ExprTrait, Order, Query};
use sea_query_clickhouse::func::other::current_database;

use crate::{check::texts, connection::ClickHouseConnection, error::ClickHouseError};

/// A table, view or dictionary.
#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) database: String,
    pub(super) name: String,
    pub(super) engine: String,
    /// What `SHOW CREATE` prints.
    pub(super) create: String,
    pub(super) comment: String,
    /// The table that a materialized view writes to, of this database.
    pub(super) target: String,
    /// Its columns with their types.
    pub(super) columns: Vec<(String, String)>,
}

impl Object {
    /// Whether it is the table in which a view keeps its rows.
    pub(super) fn is_inner(&self) -> bool {
        self.name.starts_with(".inner")
    }
}

/// All objects of the database of the connection, by name.
pub(super) async fn objects(db: &ClickHouseConnection) -> Result<Vec<Object>, ClickHouseError> {
    let mut tables = Query::select();
    tables
        .columns([
            "database",
            "name",
            "engine",
            "create_table_query",
            "comment",
            "target_table",
        ])
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(Expr::expr(current_database())))
        .and_where(Expr::col("is_temporary").eq(0))
        .order_by("name", Order::Asc);
    let mut columns = Query::select();
    columns
        .columns(["table", "name", "type"])
        .from(("system", "columns"))
        .and_where(Expr::col("database").eq(Expr::expr(current_database())))
        .order_by("table", Order::Asc)
        .order_by("position", Order::Asc);
    let mut objects = Vec::new();
    for row in texts(db, &tables).await? {
        let mut row = row.into_iter();
        let mut next = || row.next().unwrap_or_default();
        objects.push(Object {
            database: next(),
            name: next(),
            engine: next(),
            create: next(),
            comment: next(),
            target: next(),
            columns: Vec::new(),
        });
    }
    for row in texts(db, &columns).await? {
        let mut row = row.into_iter();
        let mut next = || row.next().unwrap_or_default();
        let (table, name, data_type) = (next(), next(), next());
        if let Some(object) = objects.iter_mut().find(|object| object.name == table) {
            object.columns.push((name, data_type));
        }
    }
    Ok(objects)
}
