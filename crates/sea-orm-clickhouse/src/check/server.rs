//! What the server says of a table.

use sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement, TableName, Value};
use sea_query_clickhouse::{
    build_clickhouse,
    func::{other::current_database, string::damerau_levenshtein_distance},
};

use super::{
    difference::{Difference, DifferenceKind, Effect},
    printed,
};
use crate::{connection::ClickHouseConnection, error::ClickHouseError, expectation::Expectation};

/// How many tables of other names a missing one is told of.
const NEAR: u64 = 3;

/// A table as `system.tables` and `system.columns` show it.
pub(super) struct Found {
    pub(super) engine: String,
    pub(super) sorting_key: String,
    pub(super) create: String,
    /// The table to which a materialized view writes, where it is one of its own name.
    pub(super) writes_to: Option<String>,
    /// The columns that an INSERT takes and no SELECT has.
    pub(super) ephemeral: Vec<String>,
}

pub(super) enum Presence {
    There(Found),
    Missing(Box<Difference>),
}

/// Looks a table up in [`system.tables`](https://clickhouse.com/docs/operations/system-tables/tables).
pub(super) async fn find(db: &ClickHouseConnection, table: &TableName) -> Result<Presence, ClickHouseError> {
    let mut select = Query::select();
    select
        .columns([
            "engine",
            "sorting_key",
            "create_table_query",
            "target_database",
            "target_table",
        ])
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::col("name").eq(table.1.to_string()));
    let Some(row) = texts(db, &select).await?.into_iter().next() else {
        return missing(db, table).await.map(Box::new).map(Presence::Missing);
    };
    let mut row = row.into_iter();
    let mut next = || row.next().unwrap_or_default();
    let (engine, sorting_key, create, target_database, target) = (next(), next(), next(), next(), next());
    let inner = target.is_empty() || target.starts_with(".inner");
    let mut ephemeral = Query::select();
    ephemeral
        .column("name")
        .from(("system", "columns"))
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::col("table").eq(table.1.to_string()))
        .and_where(Expr::col("default_kind").eq("EPHEMERAL"));
    Ok(Presence::There(Found {
        engine,
        sorting_key,
        create,
        writes_to: (!inner).then(|| format!("{target_database}.{target}")),
        ephemeral: texts(db, &ephemeral).await?.into_iter().flatten().collect(),
    }))
}

async fn missing(db: &ClickHouseConnection, table: &TableName) -> Result<Difference, ClickHouseError> {
    let name = table.1.to_string();
    let missing = |sentence: String| {
        Difference::new(DifferenceKind::MissingTable, sentence)
            .with_expected(printed(table))
            .on_reading(Effect::All)
            .on_writing(Effect::All)
    };
    if let Some(schema) = &table.0 {
        let mut known = Query::select();
        known
            .column("name")
            .from(("system", "databases"))
            .and_where(Expr::col("name").eq(schema.1.to_string()));
        if texts(db, &known).await?.is_empty() {
            return Ok(missing(format!(
                "database `{}` does not exist, or the user may not see it; create it and table `{name}` in it, or \
                 correct the schema_name of the entity",
                schema.1
            )));
        }
    }
    let distance =
        || damerau_levenshtein_distance(Func::lower(Expr::col("name")), Expr::val(name.to_lowercase()));
    let mut near = Query::select();
    near.column("name")
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::expr(distance()).lte(Ord::max(name.chars().count() as u64 / 3, 1)))
        .order_by_expr(distance().into(), Order::Asc)
        .order_by("name", Order::Asc)
        .limit(NEAR);
    let near: Vec<String> = texts(db, &near).await?.into_iter().flatten().collect();
    let way_out = if near.is_empty() {
        "create it, or correct the table_name of the entity".to_owned()
    } else {
        format!(
            "create it, or correct the table_name; there is `{}`",
            near.join("`, `")
        )
    };
    Ok(missing(format!(
        "table `{}` does not exist, or the user may not see it; {way_out}",
        printed(table)
    )))
}

/// The database of a table, as `system.tables` has it.
pub(crate) fn database(table: &TableName) -> Expr {
    match &table.0 {
        Some(schema) => Expr::val(schema.1.to_string()),
        None => Expr::expr(current_database()),
    }
}

/// The rows of a SELECT of texts.
pub(crate) async fn texts(
    db: &ClickHouseConnection,
    select: &SelectStatement,
) -> Result<Vec<Vec<String>>, ClickHouseError> {
    let built = build_clickhouse(select, &db.target())?;
    let mut rows = db.read(&built, Expectation::Unknown).await?;
    let mut texts = Vec::new();
    while let Some((_, row)) = rows.next().await? {
        let row = row.into_iter().map(|value| match value {
            Value::String(text) => text.unwrap_or_default(),
            _ => String::new(),
        });
        texts.push(row.collect());
    }
    Ok(texts)
}
