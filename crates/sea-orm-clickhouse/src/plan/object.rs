//! Views and dictionaries: they come after the tables, each after what it reads.

use sea_query::{Expr, ExprTrait, Query, TableName, TableRef};
use sea_query_clickhouse::{
    ClickHouseView, Target, build_clickhouse,
    connection::tables,
    view::{View, ViewStatement},
};

use super::{
    PlanStep, live,
    origin::Origin,
    refusal::{Refusal, Wish},
    risk::{PlannedChange, Risk},
};
use crate::{
    check::{database, printed, texts},
    connection::ClickHouseConnection,
    entity::read_only::ReadOnlyStatement,
    error::ClickHouseError,
};

/// What a server answers where a view asks for what is not there.
const MISSING: [&str; 5] = [
    "UNKNOWN_TABLE",
    "UNKNOWN_IDENTIFIER",
    "UNKNOWN_DATABASE",
    "NO_SUCH_COLUMN_IN_TABLE",
    "NOT_FOUND_COLUMN_IN_BLOCK",
];

/// What is to be done about a view or dictionary.
pub(super) enum ObjectPlan {
    Same,
    Step(Box<PlanStep>),
    Refused(Refusal),
}

/// A query as the server keeps it, with the names and types of its columns.
#[derive(PartialEq)]
struct Kept {
    query: String,
    columns: Vec<Vec<String>>,
}

fn table_of(name: &TableRef) -> Option<&TableName> {
    match name {
        TableRef::Table(table, _) => Some(table),
        _ => None,
    }
}

pub(super) fn name(object: &ReadOnlyStatement) -> Option<&TableName> {
    table_of(match object {
        ReadOnlyStatement::View(view) => view.get_view(),
        ReadOnlyStatement::Dictionary(dictionary) => dictionary.get_dictionary(),
    })
}

/// The names of what it reads, and of what it writes to.
fn needs(object: &ReadOnlyStatement) -> Vec<String> {
    match object {
        ReadOnlyStatement::View(view) => {
            let target = view.get_target().and_then(table_of).map(printed);
            let sources = tables(view.get_query());
            sources.iter().map(printed).chain(target).collect()
        }
        ReadOnlyStatement::Dictionary(dictionary) => {
            let source = dictionary.get_source();
            let sources = source.map(|source| source.get_tables()).unwrap_or_default();
            sources.iter().map(printed).collect()
        }
    }
}

/// The objects, each after those that it needs; of those that need each other, as they come. A dictionary is asked for in
/// expressions, where it is not seen, so it comes first where it can.
pub(super) fn ordered(mut objects: Vec<&ReadOnlyStatement>) -> Vec<&ReadOnlyStatement> {
    objects.sort_by_key(|object| matches!(object, ReadOnlyStatement::View(_)));
    let mut done = Vec::new();
    while !objects.is_empty() {
        let waiting: Vec<String> = objects
            .iter()
            .filter_map(|object| name(object))
            .map(printed)
            .collect();
        let is_free = |object: &&ReadOnlyStatement| {
            let own = name(object).map(printed);
            let mut needs = needs(object)
                .into_iter()
                .filter(|need| Some(need) != own.as_ref());
            !needs.any(|need| waiting.contains(&need))
        };
        let next = objects.iter().position(is_free).unwrap_or_default();
        done.push(objects.remove(next));
    }
    done
}

fn noun(object: &ReadOnlyStatement) -> &'static str {
    match object {
        ReadOnlyStatement::View(view) => view.kind(),
        ReadOnlyStatement::Dictionary(_) => "dictionary",
    }
}

/// Compares an object with what there is. One that the plan drops first is not there any more.
pub(super) async fn plan(
    db: &ClickHouseConnection,
    object: &ReadOnlyStatement,
    table: &TableName,
    is_dropped: bool,
) -> Result<ObjectPlan, ClickHouseError> {
    let (noun, name) = (noun(object), printed(table));
    let step = |origin: Origin, sentence: String| {
        let changes = vec![PlannedChange::new(Risk::Safe, sentence)];
        Ok(ObjectPlan::Step(Box::new(PlanStep::new(origin, changes)?)))
    };
    let engine = match is_dropped {
        true => None,
        false => live::engine(db, table).await?,
    };
    let Some(engine) = engine else {
        return step(Origin::Object(object.clone()), format!("{noun} `{name}` is made"));
    };
    let expected = match noun {
        "view" => "View",
        "materialized view" => "MaterializedView",
        "window view" => "WindowView",
        _ => "Dictionary",
    };
    if engine != expected {
        let sentence = format!(
            "`{name}` is declared as a {noun}, and what is there is of the engine {engine}; choose another name, or drop it \
             first by "
        );
        return Ok(ObjectPlan::Refused(
            Refusal::new(sentence).say(Wish::DropTable(name), ""),
        ));
    }
    let view = match object {
        ReadOnlyStatement::View(view) => view,
        ReadOnlyStatement::Dictionary(dictionary) => {
            if db.check_dictionary(dictionary).await?.differences().is_empty() {
                return Ok(ObjectPlan::Same);
            }
            let dictionary = Box::new((**dictionary).clone().or_replace());
            return step(
                Origin::Object(ReadOnlyStatement::Dictionary(dictionary)),
                format!("dictionary `{name}` is declared otherwise than it is; its rows are loaded anew"),
            );
        }
    };
    let (wanted, found) = (wanted(db, view, table).await?, kept(db, table).await?);
    if wanted.as_ref().is_some_and(|wanted| wanted.query == found.query) {
        return Ok(ObjectPlan::Same);
    }
    let sentence = format!("{noun} `{name}` has another query");
    match &**view {
        View::Plain(view) => {
            let view = Box::new(View::Plain(view.clone().or_replace()));
            step(Origin::Object(ReadOnlyStatement::View(view)), sentence)
        }
        View::Materialized(view) => {
            let own = view.get_target().is_none();
            if own && wanted.is_none_or(|wanted| wanted.columns != found.columns) {
                return Ok(ObjectPlan::Refused(
                    Refusal::new(format!(
                        "{sentence}, with other columns than its own table has, which goes with its rows when it is made \
                         anew; write the migration by hand, or drop it first by "
                    ))
                    .say(Wish::DropTable(name), ""),
                ));
            }
            let alter = ClickHouseView::alter(table.clone()).modify_query(view.get_query().clone());
            let alter = match view.get_cluster() {
                Some(cluster) => alter.on_cluster(cluster),
                None => alter,
            };
            let sentence = format!("{sentence}; the rows that it has made stay as they are");
            step(Origin::ModifyQuery(Box::new(alter)), sentence)
        }
        View::Window(_) => Ok(ObjectPlan::Refused(
            Refusal::new(format!(
                "{sentence}, which ALTER TABLE cannot give it; drop it first by "
            ))
            .say(Wish::DropTable(name), ""),
        )),
    }
}

/// What statements of this server alone are built for, also where all that is defined is on a cluster.
fn of_one_server(db: &ClickHouseConnection) -> Target<'_> {
    let mut target = db.target();
    target.cluster = None;
    target
}

/// The declared query as the server keeps it: that of a plain view, which is made and dropped. Nothing, where the query asks
/// for what is not there yet.
async fn wanted(
    db: &ClickHouseConnection,
    view: &View,
    table: &TableName,
) -> Result<Option<Kept>, ClickHouseError> {
    let name = format!("{}_diff_{}", table.1, uuid::Uuid::new_v4().simple());
    let probe = TableName(table.0.clone(), sea_query::IntoIden::into_iden(name));
    let target = of_one_server(db);
    let create = ClickHouseView::create(probe.clone(), view.get_query().clone());
    let create = build_clickhouse(&create, &target)?;
    if let Err(error) = db.change(create).await {
        return match error.name() {
            Some(name) if MISSING.contains(&name) => Ok(None),
            _ => Err(error),
        };
    }
    let kept = kept(db, &probe).await;
    let drop = build_clickhouse(&ClickHouseView::drop(probe), &target)?;
    db.change(drop).await?;
    kept.map(Some)
}

async fn kept(db: &ClickHouseConnection, table: &TableName) -> Result<Kept, ClickHouseError> {
    let of = |from: &'static str, name: &'static str| {
        let mut select = Query::select();
        select
            .from(("system", from))
            .and_where(Expr::col("database").eq(database(table)))
            .and_where(Expr::col(name).eq(table.1.to_string()));
        select
    };
    let mut query = of("tables", "name");
    query.column("as_select");
    let mut columns = of("columns", "table");
    columns
        .columns(["name", "type"])
        .order_by("position", sea_query::Order::Asc);
    Ok(Kept {
        query: texts(db, &query)
            .await?
            .into_iter()
            .flatten()
            .next()
            .unwrap_or_default(),
        columns: texts(db, &columns).await?,
    })
}
