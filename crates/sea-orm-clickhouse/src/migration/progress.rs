//! The progress of mutations that a step waits for.

use std::{future::Future, time::Duration};

use indicatif::ProgressBar;
use sea_orm::ConnectionTrait;
use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::func::call;

use super::journal::convert;
use crate::{connection::ClickHouseConnection, error::ClickHouseError};

/// A step that ends sooner shows nothing.
const PAUSE: Duration = Duration::from_secs(1);

/// Awaits `step`, and meanwhile shows how far the mutations of the database are.
pub(crate) async fn watch<T>(
    db: &ClickHouseConnection,
    step: impl Future<Output = Result<T, ClickHouseError>>,
) -> Result<T, ClickHouseError> {
    let mut step = std::pin::pin!(step);
    // Of a standard error that is no terminal, it shows nothing there.
    let mut bar: Option<ProgressBar> = None;
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
        // What cannot be asked for is not shown; the step itself says what is wrong.
        let left = parts_left(db).await.unwrap_or_default();
        if left > 0 || bar.is_some() {
            let bar = bar.get_or_insert_with(|| ProgressBar::new(left).with_message("parts to rewrite"));
            bar.set_length(Ord::max(bar.length().unwrap_or_default(), left));
            bar.set_position(bar.length().unwrap_or_default() - left);
            tracing::debug!(left, "parts to rewrite");
        }
    }
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
