use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{
    Stream,
    stream::{BoxStream, StreamExt, try_unfold},
};
use sea_orm::{DbErr, QueryResult};

use crate::row::Rows;

/// The rows of a SELECT as they arrive, a block of the server's at a time.
///
/// Dropping it before the end frees its place in the pool at once; the server ends the query when it next sends rows.
pub struct ClickHouseStream(BoxStream<'static, Result<QueryResult, DbErr>>);

impl ClickHouseStream {
    pub(crate) fn new(rows: Rows) -> Self {
        let rows = try_unfold(rows, |mut rows| async move {
            Ok(rows
                .next()
                .await?
                .map(|(plan, values)| (plan.query_result(values), rows)))
        });
        Self(rows.boxed())
    }
}

impl Stream for ClickHouseStream {
    type Item = Result<QueryResult, DbErr>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for ClickHouseStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseStream").finish_non_exhaustive()
    }
}
