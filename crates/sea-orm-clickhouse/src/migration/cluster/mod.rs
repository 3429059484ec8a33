//! Nodes of a cluster that lack what others have: one that joined later, or one on which somebody dropped a table.

mod catch_up;
mod gap;
mod survey;

use sea_query_clickhouse::{ClickHouseStatement, build_clickhouse, database::ClickHouseDatabase};

pub(super) use catch_up::{before_lock, catch_up};
pub use gap::{GapKind, NodeGap};
pub(super) use survey::Survey;

use crate::{
    connection::{ClickHouse, ClickHouseConnection},
    error::ClickHouseError,
    options::ClickHouseConnectOptions,
};

/// Until Keeper knows that a node is down it is waited for, longer than a user may want to wait for one that is slow.
const WITHOUT_WAITING: [(&str, &str); 2] = [
    ("distributed_ddl_output_mode", "throw_only_active"),
    ("distributed_ddl_task_timeout", "180"),
];

/// Defines what migrations themselves need. A node of the cluster that is down is not waited for: it takes all such
/// statements in their order when it is back.
pub(super) async fn define<S>(db: &ClickHouseConnection, statement: &S) -> Result<(), ClickHouseError>
where
    S: ClickHouseStatement + Sync + ?Sized,
{
    let built = build_clickhouse(statement, &db.target())?;
    let done = match db.options().get_cluster() {
        Some(_) => db.change_with(built, WITHOUT_WAITING).await,
        None => db.change(built).await,
    };
    done.map(drop)
}

/// As [`ClickHouse::connect`], for programs that migrate: where a node of the option `cluster` lacks the database, which others
/// have, it is made there first. What else the node lacks, the runner makes.
///
/// # Errors
///
/// Those of [`ClickHouse::connect`], and when the database cannot be made.
///
/// ```no_run
/// # use sea_orm_clickhouse::migration::{self, prelude::*};
/// # async fn example<M: MigratorTrait>() -> Result<(), DbErr> {
/// let db = migration::connect("clickhouse://app:secret@127.0.0.1:8123/shop?cluster=main").await?;
/// M::up(&db, None).await?;
/// # Ok(())
/// # }
/// ```
pub async fn connect<O>(options: O) -> Result<ClickHouseConnection, ClickHouseError>
where
    O: TryInto<ClickHouseConnectOptions>,
    O::Error: Into<ClickHouseError>,
{
    let options = options.try_into().map_err(Into::into)?;
    join(&options, true).await?;
    ClickHouse::connect(options).await
}

/// Makes the database on the node of the options, where other nodes of the cluster have it; or says that it is lacking.
pub(super) async fn join(options: &ClickHouseConnectOptions, make: bool) -> Result<(), ClickHouseError> {
    if options.get_cluster().is_none() {
        return Ok(());
    }
    let name = options.get_database();
    let mut system = options.clone();
    system.database("system");
    let db = ClickHouse::connect(system).await?;
    if survey::has_database(&db, name).await? {
        return Ok(());
    }
    let Some(survey) = Survey::of(&db, name, "").await? else {
        return Ok(());
    };
    if !survey.has_database() {
        return Ok(());
    }
    if make {
        return make_database(&db, name, &survey).await;
    }
    let gaps: Vec<String> = survey.gaps().iter().map(ToString::to_string).collect();
    Err(ClickHouseError::unsupported(format!(
        "this node of the cluster lacks the database, and so cannot say where migrations stand:\n{}",
        gaps.join("\n")
    )))
}

/// Makes the database on the nodes that lack it, as the others have it.
async fn make_database(
    db: &ClickHouseConnection,
    name: &str,
    survey: &Survey,
) -> Result<(), ClickHouseError> {
    let Some(database) = survey.database() else {
        return Ok(());
    };
    if let Some(reason) = database.unmade() {
        return Err(ClickHouseError::unsupported(format!(
            "the database `{name}` is not made on the nodes that lack it: {reason}"
        )));
    }
    let mut create = ClickHouseDatabase::create(name)
        .if_not_exists()
        .engine(database.engine());
    if !database.comment.is_empty() {
        create = create.comment(&database.comment);
    }
    for gap in survey.gaps() {
        if gap.object.is_none() && gap.kind == GapKind::Missing {
            tracing::info!("Database '{name}' is made on {}, which lacks it", gap.node);
        }
    }
    define(db, &create).await
}
