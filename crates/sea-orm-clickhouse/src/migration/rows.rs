//! The rows of an INSERT that is a step: what is made for them is logged before they are sent, so that a later run knows them
//! again.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::BoxFuture;
use sea_orm::{ConnectionTrait, QueryResult};
use sea_query::{Expr, ExprTrait, InsertStatement, Query, TableRef, Value};
use sea_query_clickhouse::{
    connection::{Cell, InsertSource},
    func::call,
};
use uuid::Uuid;

use super::{
    connection::SchemaManagerConnection,
    journal::convert,
    key::left_out,
    step::{Step, Taken},
};
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    insert::{Made, Sending, run_with, table_name},
    registry::EntityFields,
};

impl SchemaManagerConnection<'_> {
    /// An INSERT, and the rows that it returns.
    pub(super) async fn insert(
        &self,
        insert: &InsertStatement,
        sql: String,
    ) -> Result<(Taken, Vec<QueryResult>), ClickHouseError> {
        let db = &self.db;
        if self.steps.is_plan() {
            let taken = self.steps.take(db, Step::never(sql, Some("INSERT"))).await?;
            let key = left_out(db, insert).await?.map(|(key, _)| key);
            return Ok((
                taken,
                run_with(db, insert, Sending::Never(None), key.as_ref())
                    .await?
                    .rows,
            ));
        }
        let known = self.steps.known_made();
        if let Some((made, true)) = &known {
            // The table may be another by now.
            return self.before(insert, sql, made).await;
        }
        let key = left_out(db, insert).await?.map(|(key, _)| key);
        let known = known.and_then(|(made, _)| read(&made));
        let planned = run_with(db, insert, Sending::Never(known.as_ref()), key.as_ref()).await?;
        let mut made = known.unwrap_or_default();
        made.computed |= planned.made.computed;
        made.columns.extend(planned.made.columns);
        let written = write(&made);
        let made = Arc::new(made);
        let rows = Arc::new(Mutex::new(planned.rows));
        let run = {
            let (made, rows) = (made.clone(), rows.clone());
            move |_: bool| -> BoxFuture<'_, Result<u64, ClickHouseError>> {
                let (made, rows) = (made.clone(), rows.clone());
                Box::pin(async move {
                    let inserted = run_with(db, insert, Sending::With(&made), None).await?;
                    *rows.lock().unwrap_or_else(PoisonError::into_inner) = inserted.rows;
                    Ok(inserted.count)
                })
            }
        };
        let probe = move || -> BoxFuture<'_, Result<Option<bool>, ClickHouseError>> {
            let (made, key) = (made.clone(), key.clone());
            Box::pin(async move { is_stored(db, insert, &made, key.as_ref()).await })
        };
        let step = Step {
            made: written,
            probe: Some(Box::new(probe)),
            ..Step::new(sql, Some("INSERT"), run)
        };
        let taken = self.steps.take(db, step).await?;
        let rows = std::mem::take(&mut *rows.lock().unwrap_or_else(PoisonError::into_inner));
        Ok((taken, rows))
    }

    /// Of the next step, where it is an INSERT that an earlier run applied: the key that was made for it, if one was.
    pub(super) fn key_made_before(&self) -> Option<Option<String>> {
        let (made, is_applied) = self.steps.known_made()?;
        is_applied.then(|| match read(&made)?.columns.as_slice() {
            [(key, _)] => Some(key.clone()),
            _ => None,
        })
    }

    /// An INSERT that an earlier run did, and the rows that it returned then.
    async fn before(
        &self,
        insert: &InsertStatement,
        sql: String,
        made: &str,
    ) -> Result<(Taken, Vec<QueryResult>), ClickHouseError> {
        let taken = self
            .steps
            .take(&self.db, Step::never(sql.clone(), Some("INSERT")))
            .await?;
        let returns = InsertSource::new(insert, &self.db.target())?.returning()?;
        let known = read(made).filter(|known| !known.computed);
        match (known, returns) {
            (Some(known), _) => {
                let inserted = run_with(&self.db, insert, Sending::Before(&known), None).await?;
                Ok((taken, inserted.rows))
            }
            (None, None) => Ok((taken, Vec::new())),
            (None, Some(_)) => Err(ClickHouseError::unsupported(format!(
                "a run of the migration that stopped has applied this, and of the rows that it returned the log does not \
                 keep all: {sql}\nPut it with what uses its rows into `manager.step(..)`, and say by `repair` what is applied"
            ))),
        }
    }
}

/// Whether the table has the rows, by the key of a registered entity or the one that was made; `None` where that cannot be said.
async fn is_stored(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
    made: &Made,
    key: Option<&String>,
) -> Result<Option<bool>, ClickHouseError> {
    let source = InsertSource::new(insert, &db.target())?;
    let Some(table_ref @ TableRef::Table(table, _)) = source.table() else {
        return Ok(None);
    };
    let fields = table_name(table_ref).and_then(|name| db.registry().find(name));
    let key = match (fields.as_deref().map(EntityFields::primary_key), key) {
        (Some([key]), _) | (None, Some(key)) => key,
        _ => return Ok(None),
    };
    let Some(keys) = keys(&source, made, key) else {
        return Ok(None);
    };
    let wanted = keys.len() as u64;
    let select = Query::select()
        .expr_as(call("toInt64", [call("count", Vec::<Expr>::new())]), "rows")
        .from(table.clone())
        .and_where(Expr::col(key.clone()).is_in(keys))
        .to_owned();
    let row = db.query_one(&select).await.map_err(convert)?;
    let found: i64 = row.map_or(Ok(0), |row| row.try_get("", "rows").map_err(convert))?;
    Ok(match u64::try_from(found).unwrap_or_default() {
        0 => Some(false),
        found if found == wanted => Some(true),
        _ => None,
    })
}

fn keys(source: &InsertSource, made: &Made, key: &str) -> Option<Vec<Value>> {
    if let Some((_, values)) = made.columns.iter().find(|(name, _)| name == key) {
        return Some(values.clone());
    }
    let columns = source.columns();
    let position = columns.iter().position(|column| column.to_string() == key)?;
    let cells = source.cells();
    let cells = cells.iter().skip(position).step_by(columns.len());
    let values: Option<Vec<Value>> = cells
        .map(|cell| match cell {
            Cell::Value(value) => Some(value.clone()),
            _ => None,
        })
        .collect();
    values.filter(|values| !values.is_empty())
}

/// What is not kept of the rows.
const NOT_KEPT: &str = "?";

/// What is made, as the log keeps it: `value,value kind column` by line. What has no such form is not kept.
fn write(made: &Made) -> String {
    let mut lines: Vec<String> = made.computed.then(|| NOT_KEPT.to_owned()).into_iter().collect();
    for (name, values) in &made.columns {
        let texts: Option<Vec<(&str, String)>> = values.iter().map(text).collect();
        match texts.as_deref() {
            Some(texts @ [(kind, _), ..]) if texts.iter().all(|(other, _)| other == kind) => {
                let values: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
                lines.push(format!("{} {kind} {name}", values.join(",")));
            }
            _ => lines.push(NOT_KEPT.to_owned()),
        }
    }
    lines.join("\n")
}

fn read(text: &str) -> Option<Made> {
    let column = |line: &str| {
        let mut parts = line.splitn(3, ' ');
        let (values, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
        let values: Option<Vec<Value>> = values.split(',').map(|text| value(kind, text)).collect();
        Some((name.to_owned(), values?))
    };
    let (not_kept, kept): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| *line == NOT_KEPT);
    Some(Made {
        columns: kept.into_iter().map(column).collect::<Option<_>>()?,
        computed: !not_kept.is_empty(),
    })
}

/// The kinds of keys.
fn text(value: &Value) -> Option<(&'static str, String)> {
    Some(match value {
        Value::SmallInt(Some(number)) => ("i16", number.to_string()),
        Value::Int(Some(number)) => ("i32", number.to_string()),
        Value::BigInt(Some(number)) => ("i64", number.to_string()),
        Value::SmallUnsigned(Some(number)) => ("u16", number.to_string()),
        Value::Unsigned(Some(number)) => ("u32", number.to_string()),
        Value::BigUnsigned(Some(number)) => ("u64", number.to_string()),
        Value::Uuid(Some(uuid)) => ("uuid", uuid.to_string()),
        _ => return None,
    })
}

fn value(kind: &str, text: &str) -> Option<Value> {
    Some(match kind {
        "i16" => text.parse::<i16>().ok()?.into(),
        "i32" => text.parse::<i32>().ok()?.into(),
        "i64" => text.parse::<i64>().ok()?.into(),
        "u16" => text.parse::<u16>().ok()?.into(),
        "u32" => text.parse::<u32>().ok()?.into(),
        "u64" => text.parse::<u64>().ok()?.into(),
        "uuid" => text.parse::<Uuid>().ok()?.into(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_read_as_it_was_written() {
        let made = Made {
            columns: vec![
                ("id of it".to_owned(), vec![i64::MIN.into(), 7_i64.into()]),
                ("other".to_owned(), vec![Uuid::nil().into(), Uuid::max().into()]),
            ],
            computed: false,
        };
        assert_eq!(read(&write(&made)), Some(made.clone()));
        let mut more = made.clone();
        more.columns
            .push(("name".to_owned(), vec!["a".into(), "b".into()]));
        assert_eq!(
            read(&write(&more)),
            Some(Made {
                computed: true,
                ..made
            })
        );
    }
}
