//! What a plan asks the server beside the definition of a table.

use std::collections::HashSet;

use sea_query::{Expr, ExprTrait, Query, SelectStatement, TableName};
use sea_query_clickhouse::{func::call, query::TableFunction};

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
    pub(super) spread: Spread,
    /// The database of the connection.
    pub(super) database: String,
    /// The cluster that it is on.
    pub(super) cluster: Option<String>,
}

/// Where the rows of a table are.
pub(super) enum Spread {
    /// The server that is asked has all.
    Here,
    /// Each shard of the cluster has some.
    Shards(String),
    /// No statement finds all of them, and why.
    Unknown(String),
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
            database: db.options().get_database().to_owned(),
            cluster: cluster.map(str::to_owned),
            spread: match cluster {
                None => Spread::Here,
                Some(cluster) => spread(db, table, cluster).await?,
            },
        })
    }

    /// Whether there are parts without the column.
    pub(super) fn has_gaps(&self, column: &str) -> bool {
        self.has_parts && !self.whole.contains(column)
    }
}

/// Asks the cluster how many of its servers have different rows.
async fn spread(
    db: &ClickHouseConnection,
    table: &TableName,
    cluster: &str,
) -> Result<Spread, ClickHouseError> {
    // A cluster may be named by a macro, as `{cluster}`.
    let named = match cluster.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
        Some(name) => Expr::expr(call("getMacro", [Expr::val(name)])),
        None => Expr::val(cluster),
    };
    let mut servers = Query::select();
    servers
        .exprs(["shard_num", "replica_num"].map(|name| call("toString", [Expr::col(name)])))
        .from(("system", "clusters"))
        .and_where(Expr::col("cluster").eq(named));
    let servers = texts(db, &servers).await?;
    let shards: HashSet<&String> = servers.iter().filter_map(|server| server.first()).collect();
    let mut replicas = Query::select();
    replicas
        .column("zookeeper_path")
        .from(
            TableFunction::new("clusterAllReplicas")
                .arg(cluster)
                .arg_name("system")
                .arg_name("replicas"),
        )
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::col("table").eq(table.1.to_string()));
    let paths = strings(db, &replicas).await?;
    Ok(match paths.len() {
        0 if servers.len() <= shards.len() => Spread::Shards(cluster.to_owned()),
        0 => Spread::Unknown(format!(
            "its engine is not Replicated, so that each of the {} servers of cluster `{cluster}` has rows of its own",
            servers.len()
        )),
        1 => Spread::Here,
        count if count == shards.len() => Spread::Shards(cluster.to_owned()),
        count => Spread::Unknown(format!(
            "its replicas on cluster `{cluster}`, of {} shards, have {count} different paths",
            shards.len()
        )),
    })
}

/// The engine of a table, view or dictionary, where there is one.
pub(super) async fn engine(
    db: &ClickHouseConnection,
    table: &TableName,
) -> Result<Option<String>, ClickHouseError> {
    let mut select = Query::select();
    select
        .column("engine")
        .from(("system", "tables"))
        .and_where(Expr::col("database").eq(database(table)))
        .and_where(Expr::col("name").eq(table.1.to_string()));
    Ok(texts(db, &select).await?.into_iter().flatten().next())
}

async fn strings(
    db: &ClickHouseConnection,
    select: &SelectStatement,
) -> Result<HashSet<String>, ClickHouseError> {
    Ok(texts(db, select).await?.into_iter().flatten().collect())
}
