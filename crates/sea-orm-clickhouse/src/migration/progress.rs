//! The progress of mutations that a step waits for.

use std::{future::Future, time::Duration};

use indicatif::{ProgressBar, ProgressStyle};
use sea_orm::ConnectionTrait;
use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{ClickHouseSql, func::call};

use super::journal::convert;
use crate::{connection::ClickHouseConnection, error::ClickHouseError, transport::new_query_id};

/// The log has so many events of one step at most, beside the first.
const EVENTS: u64 = 20;
/// A step that ends sooner shows nothing.
const PAUSE: Duration = Duration::from_secs(1);

/// How far something is.
struct Reached {
    done: u64,
    of: u64,
}

/// What is waited for.
enum Watched {
    /// The mutations of the database, and how many parts they had to rewrite at most.
    Mutations { most: u64 },
    /// A query that writes rows.
    Copy { query_id: String },
}

impl Watched {
    fn what(&self) -> &'static str {
        match self {
            Self::Mutations { .. } => "parts rewritten",
            Self::Copy { .. } => "rows copied",
        }
    }

    /// How far it is. What cannot be asked for is not shown; the step itself says what is wrong.
    async fn reached(&mut self, db: &ClickHouseConnection) -> Option<Reached> {
        match self {
            Self::Mutations { most } => {
                let left = parts_left(db).await.unwrap_or_default();
                *most = Ord::max(*most, left);
                let (done, of) = (*most - left, *most);
                (of > 0).then_some(Reached { done, of })
            }
            Self::Copy { query_id } => rows_written(db, query_id).await.ok().flatten(),
        }
    }
}

/// Awaits `step`, and meanwhile shows how far the mutations of the database are.
pub(crate) async fn watch<T>(
    db: &ClickHouseConnection,
    step: impl Future<Output = Result<T, ClickHouseError>>,
) -> Result<T, ClickHouseError> {
    shown(db, step, Watched::Mutations { most: 0 }).await
}

/// Runs `INSERT INTO ... SELECT`, and meanwhile shows how many rows are written.
pub(crate) async fn copying(db: &ClickHouseConnection, built: ClickHouseSql) -> Result<(), ClickHouseError> {
    let query_id = new_query_id();
    let copy = db.change_named(built, &query_id);
    let query_id = query_id.clone();
    shown(db, copy, Watched::Copy { query_id }).await.map(drop)
}

/// Awaits `step`, and meanwhile shows how far it is: as a bar on a terminal, and as events of the log.
async fn shown<T>(
    db: &ClickHouseConnection,
    step: impl Future<Output = Result<T, ClickHouseError>>,
    mut watched: Watched,
) -> Result<T, ClickHouseError> {
    let mut step = std::pin::pin!(step);
    // Of a standard error that is no terminal, it shows nothing there.
    let mut bar: Option<ProgressBar> = None;
    let mut told = None;
    loop {
        tokio::select! {
            ended = &mut step => {
                if let Some(bar) = bar {
                    bar.finish_and_clear();
                }
                return ended;
            }
            () = tokio::time::sleep(PAUSE) => {}
        }
        let Some(Reached { done, of }) = watched.reached(db).await else {
            continue;
        };
        let bar = bar.get_or_insert_with(|| new_bar(of, watched.what()));
        bar.set_length(of);
        bar.set_position(done);
        let share = done.saturating_mul(EVENTS) / Ord::max(of, 1);
        if told != Some(share) {
            told = Some(share);
            tracing::info!(done, of, "{}", watched.what());
        }
    }
}

fn new_bar(length: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} {msg}");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(length).with_style(style).with_message(what)
}

/// How far a query is that writes rows: it and what it made other servers of a cluster do. Nothing, where it has not begun.
async fn rows_written(db: &ClickHouseConnection, query_id: &str) -> Result<Option<Reached>, ClickHouseError> {
    let sum = |column: &'static str| call("toInt64", [call("sum", [Expr::col(column)])]);
    let of_query = |condition: Expr| {
        Query::select()
            .expr_as(sum("written_rows"), "written")
            .expr_as(sum("total_rows_approx"), "total")
            .from(("system", "processes"))
            .and_where(condition)
            .to_owned()
    };
    let select = of_query(Expr::col("initial_query_id").eq(query_id));
    let Some(row) = db.query_one(&select).await.map_err(convert)? else {
        return Ok(None);
    };
    let number = |name: &str| -> Result<u64, ClickHouseError> {
        let number: i64 = row.try_get("", name).map_err(convert)?;
        Ok(u64::try_from(number).unwrap_or_default())
    };
    let (done, of) = (number("written")?, number("total")?);
    Ok((of > 0).then_some(Reached { done, of }))
}

/// How many parts the mutations of the database have still to rewrite.
async fn parts_left(db: &ClickHouseConnection) -> Result<u64, ClickHouseError> {
    let select = Query::select()
        .expr_as(
            call("toInt64", [call("sum", [Expr::col("parts_to_do")])]),
            "parts",
        )
        .from(("system", "mutations"))
        .and_where(Expr::col("database").eq(call("currentDatabase", Vec::<Expr>::new())))
        .and_where(Expr::col("is_done").eq(0))
        .to_owned();
    let row = db.query_one(&select).await.map_err(convert)?;
    let parts: i64 = row.map_or(Ok(0), |row| row.try_get("", "parts").map_err(convert))?;
    Ok(u64::try_from(parts).unwrap_or_default())
}
