//! What a plan asks the server beside the definition of a table.

use std::collections::HashSet;

use sea_query::{Expr, ExprTrait, Query, SelectStatement, TableName};
use sea_query_clickhouse::func::call;

use crate::{
    check::{database, texts},
    connection::ClickHouseConnection,
    error::ClickHouseError,
};

/// The columns of a table, by what must be known of them.
pub(super) struct Live {
    /// Those that ALTER does not change the type of: of a key or a parameter of the engine.
    pub(super) keys: HashSet<String>,
    /// Whether a part is there.
    has_parts: bool,
    /// Those that each part has.
    whole: HashSet<String>,
    /// The settings of a table that stay as they were when it was made.
    pub(super) fixed_settings: HashSet<String>,
}

impl Live {
    pub(super) async fn of(
        db: &ClickHouseConnection,
        table: &TableName,
        cluster: Option<&str>,
    ) -> Result<Self, ClickHouseError> {
        let of_table = |from: &'static str, name: &'static str| {
            let mut select = Query::select();
            select
                .from(("system", from))
                .and_where(Expr::col("database").eq(database(table)))
                .and_where(Expr::col(name).eq(table.1.to_string()));
            select
        };
        let mut keys = of_table("columns", "table");
        keys.column("name").and_where(
            Expr::col("is_in_partition_key")
                .eq(1)
                .or(Expr::col("is_in_sorting_key").eq(1))
                .or(Expr::col("is_in_primary_key").eq(1))
                .or(Expr::col("is_in_sampling_key").eq(1)),
        );
        let count = || call("toString", [call("count", Vec::<Expr>::new())]);
        let mut parts = of_table("parts", "table");
        parts.expr(count()).and_where(Expr::col("active").eq(1));
        let parts = strings(db, &parts).await?.into_iter().next().unwrap_or_default();
        let mut columns = of_table("parts_columns", "table");
        columns
            .column("column")
            .and_where(Expr::col("active").eq(1))
            .group_by_col("column")
            .and_having(Expr::expr(count()).eq(parts.clone()));
        let mut fixed = Query::select();
        fixed
            .column("name")
            .from(("system", "merge_tree_settings"))
            .and_where(Expr::col("readonly").eq(1));
        Ok(Self {
            keys: strings(db, &keys).await?,
            // Parts of other servers are not seen from here.
            has_parts: parts != "0" || cluster.is_some(),
            whole: match cluster {
                Some(_) => HashSet::new(),
                None => strings(db, &columns).await?,
            },
            fixed_settings: strings(db, &fixed).await?,
        })
    }

    /// Whether there are parts without the column.
    pub(super) fn has_gaps(&self, column: &str) -> bool {
        self.has_parts && !self.whole.contains(column)
    }
}

pub(super) async fn exists(db: &ClickHouseConnection, table: &TableName) -> Result<bool, ClickHouseError> {
    let mut select = Query::select();
    select
        .column("name")
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::col("name").eq(table.1.to_string()));
    Ok(!strings(db, &select).await?.is_empty())
}

async fn strings(
    db: &ClickHouseConnection,
    select: &SelectStatement,
) -> Result<HashSet<String>, ClickHouseError> {
    Ok(texts(db, select).await?.into_iter().flatten().collect())
}
