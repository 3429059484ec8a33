//! What each node of a cluster has of a database.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, QueryResult, TryGetable};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sea_query_clickhouse::{
    database::DatabaseEngine,
    definition::ObjectDefinition,
    func::call,
    query::{ClickHouseSelectStatementExt, TableFunction},
};

use super::gap::{GapKind, NodeGap};
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    migration::{inspect, journal::convert},
};

/// The user may not ask other nodes, or the cluster's login is not theirs.
const NOT_ALLOWED: [&str; 2] = ["ACCESS_DENIED", "AUTHENTICATION_FAILED"];

/// A table, view or dictionary on one node.
#[derive(Clone, Debug)]
pub(super) struct Object {
    pub(super) engine: String,
    /// Without UUIDs.
    definition: String,
    pub(super) with_uuid: String,
}

impl Object {
    /// Whether replicas find each other by the UUID.
    fn is_found_by_uuid(&self) -> bool {
        self.definition.contains("{uuid}")
    }
}

/// A database on one node.
#[derive(Clone, Debug)]
pub(super) struct Database {
    engine: String,
    pub(super) comment: String,
}

impl Database {
    pub(super) fn engine(&self) -> DatabaseEngine {
        DatabaseEngine::custom(self.engine.clone(), [])
    }

    /// Why it is not made on other nodes.
    pub(super) fn unmade(&self) -> Option<String> {
        let is_plain = ["Atomic", "Ordinary", "Memory"].contains(&self.engine.as_str());
        (!is_plain).then(|| {
            format!(
                "its engine is {}, whose parameters may be a node's own; make it there by hand",
                self.engine
            )
        })
    }
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: String,
    shard: u32,
    answers: bool,
    pub(super) database: Option<Database>,
    pub(super) objects: BTreeMap<String, Object>,
}

/// What the nodes of a cluster have of a database.
#[derive(Debug)]
pub(in crate::migration) struct Survey {
    pub(super) nodes: Vec<Node>,
    /// The name of the table of migrations, by which those of the log and the lock begin.
    table: String,
}

/// A definition that is made on the nodes that lack it.
#[derive(Debug)]
pub(super) struct Remedy {
    pub(super) definition: ObjectDefinition,
    pub(super) engine: String,
    pub(super) nodes: Vec<String>,
}

pub(super) async fn has_database(db: &ClickHouseConnection, name: &str) -> Result<bool, ClickHouseError> {
    let select = Query::select()
        .column("name")
        .from(("system", "databases"))
        .and_where(Expr::col("name").eq(name))
        .to_owned();
    Ok(db.query_one(&select).await.map_err(convert)?.is_some())
}

impl Survey {
    /// Asks all nodes of the connection's cluster. `None` where there is no cluster, or the user may not ask.
    pub(in crate::migration) async fn of(
        db: &ClickHouseConnection,
        database: &str,
        migration_table: &str,
    ) -> Result<Option<Self>, ClickHouseError> {
        let Some(cluster) = db.options().get_cluster() else {
            return Ok(None);
        };
        let asked = Asked {
            db,
            cluster,
            database,
        };
        match asked.survey(migration_table).await {
            Err(error) if error.name().is_some_and(|name| NOT_ALLOWED.contains(&name)) => {
                tracing::warn!(
                    "what nodes of the cluster lack is not known, because the user may not ask them (it takes GRANT REMOTE, \
                     CLUSTER): {error}"
                );
                Ok(None)
            }
            survey => survey.map(Some),
        }
    }

    fn lock(&self) -> String {
        format!("{}_lock", self.table)
    }

    fn log(&self) -> String {
        format!("{}_log", self.table)
    }

    /// Whether any node has the database.
    pub(super) fn has_database(&self) -> bool {
        self.database().is_some()
    }

    /// Whether any node has the log.
    pub(in crate::migration) fn has_log(&self) -> bool {
        let log = self.log();
        self.nodes.iter().any(|node| node.objects.contains_key(&log))
    }

    pub(super) fn lacks_database(&self) -> bool {
        self.has_database() && self.answering().any(|node| node.database.is_none())
    }

    pub(super) fn database(&self) -> Option<&Database> {
        self.nodes.iter().find_map(|node| node.database.as_ref())
    }

    fn answering(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.answers)
    }

    /// The nodes that count for what the others should have: those that have the log, which a node that joined later lacks;
    /// where none has it, those that have the database.
    fn members(&self) -> Vec<&Node> {
        let log = self.log();
        let has_log = |node: &&Node| node.objects.contains_key(&log);
        let of_log: Vec<_> = self.answering().filter(has_log).collect();
        if of_log.is_empty() {
            self.answering().filter(|node| node.database.is_some()).collect()
        } else {
            of_log
        }
    }

    /// The lock of a run that goes on, where a node that joined meanwhile lacks it together with the log. Somebody who asks for
    /// the lock would get it from that node alone.
    pub(super) fn held_lock(&self) -> Option<&Object> {
        let (lock, log) = (self.lock(), self.log());
        let has = |node: &Node| (node.objects.contains_key(&lock), node.objects.contains_key(&log));
        self.answering()
            .any(|node| has(node) == (false, false))
            .then(|| self.answering().find(|node| has(node) == (true, true)))
            .flatten()
            .and_then(|node| node.objects.get(&lock))
    }

    /// The names of all objects, but for the locks, which come and go.
    fn names(&self) -> BTreeSet<&str> {
        let lock = self.lock();
        let stale = format!("{lock}_of_");
        self.nodes
            .iter()
            .flat_map(|node| node.objects.keys())
            .map(String::as_str)
            .filter(|name| *name != lock && !name.starts_with(&stale))
            .collect()
    }

    /// What each node has otherwise than the others.
    pub(in crate::migration) fn gaps(&self) -> Vec<NodeGap> {
        let gap = |node: &Node, object: Option<String>, kind| NodeGap {
            node: node.name.clone(),
            object,
            kind,
        };
        let mut gaps = Vec::new();
        for node in &self.nodes {
            if !node.answers {
                gaps.push(gap(node, None, GapKind::Silent));
            } else if node.database.is_none()
                && let Some(database) = self.database()
            {
                let kind = database.unmade().map_or(GapKind::Missing, GapKind::Unmade);
                gaps.push(gap(node, None, kind));
            }
        }
        for name in self.names() {
            self.gaps_of(name, |node, kind| {
                gaps.push(gap(node, Some(self.shown(name)), kind));
            });
        }
        gaps
    }

    fn shown(&self, name: &str) -> String {
        let object = self.nodes.iter().find_map(|node| node.objects.get(name));
        let kind = object.map_or("table", |object| match object.engine.as_str() {
            "Dictionary" => "dictionary",
            "MaterializedView" => "materialized view",
            engine if engine.ends_with("View") => "view",
            _ => "table",
        });
        format!("{kind} `{name}`")
    }

    fn gaps_of<'s>(&'s self, name: &str, mut found: impl FnMut(&'s Node, GapKind)) {
        let members = self.members();
        let holders: Vec<&Node> = members
            .iter()
            .filter(|node| node.objects.contains_key(name))
            .copied()
            .collect();
        if holders.len() * 2 <= members.len() {
            let extra = self.answering().filter(|node| node.objects.contains_key(name));
            extra.for_each(|node| found(node, GapKind::Extra));
            return;
        }
        let Some(most) = most(
            holders
                .iter()
                .filter_map(|node| Some(&node.objects.get(name)?.definition)),
        ) else {
            return;
        };
        let remedy = self.remedy(name, most);
        for node in self.answering().filter(|node| node.database.is_some()) {
            match node.objects.get(name) {
                None => found(
                    node,
                    match &remedy {
                        Ok(_) => GapKind::Missing,
                        Err(reason) => GapKind::Unmade(reason.clone()),
                    },
                ),
                Some(object) if object.definition != *most => found(node, GapKind::Differs),
                Some(object) if object.is_found_by_uuid() => {
                    let siblings = holders.iter().filter(|other| other.shard == node.shard);
                    let uuids = siblings.filter_map(|other| Some(&other.objects.get(name)?.with_uuid));
                    if self::most(uuids).is_some_and(|uuid| *uuid != object.with_uuid) {
                        found(node, GapKind::Apart);
                    }
                }
                Some(_) => {}
            }
        }
    }

    /// The nodes that lack an object, though they have the database.
    fn lacking(&self, name: &str) -> impl Iterator<Item = &Node> {
        self.answering()
            .filter(|node| node.database.is_some())
            .filter(move |node| !node.objects.contains_key(name))
    }

    /// What makes an object on the nodes that lack it, of the definition that most have; or why it is not made.
    fn remedy(&self, name: &str, definition: &str) -> Result<Option<Remedy>, String> {
        let by = |shard: Option<u32>| {
            self.answering()
                .filter(|node| shard.is_none_or(|shard| node.shard == shard))
                .filter_map(|node| node.objects.get(name))
                .find(|object| object.definition == definition)
        };
        let mut chosen: Option<&Object> = None;
        for node in self.lacking(name) {
            let Some(object) = by(Some(node.shard)).or_else(|| by(None)) else {
                continue;
            };
            let other = chosen.filter(|chosen| chosen.with_uuid != object.with_uuid);
            if other.is_some() && object.is_found_by_uuid() {
                return Err(
                    "each of the shards that lack it has a UUID of its own for it; make it by hand, with \
                     the UUID of its replicas"
                        .to_owned(),
                );
            }
            chosen.get_or_insert(object);
        }
        let Some(object) = chosen else {
            return Ok(None);
        };
        let definition: ObjectDefinition = object
            .with_uuid
            .parse()
            .map_err(|error| format!("{error}; make it there by hand"))?;
        if definition.hides_a_secret() {
            return Err("the server hides a password in its definition; make it there by hand".to_owned());
        }
        Ok(Some(Remedy {
            definition,
            engine: object.engine.clone(),
            nodes: self.lacking(name).map(|node| node.name.clone()).collect(),
        }))
    }

    /// What makes the objects that nodes lack.
    pub(super) fn remedies(&self) -> Vec<Remedy> {
        let mut remedies = Vec::new();
        for name in self.names() {
            let mut is_missing = false;
            self.gaps_of(name, |_, kind| is_missing |= kind == GapKind::Missing);
            let holders = self.members().into_iter();
            let definitions = holders.filter_map(|node| Some(&node.objects.get(name)?.definition));
            if let Some(definition) = most(definitions).filter(|_| is_missing)
                && let Ok(Some(remedy)) = self.remedy(name, definition)
            {
                remedies.push(remedy);
            }
        }
        remedies
    }
}

/// The text that occurs most often, the first of several.
fn most<'t>(texts: impl Iterator<Item = &'t String>) -> Option<&'t String> {
    let mut counted: Vec<(&String, usize)> = Vec::new();
    for text in texts {
        match counted.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count += 1,
            None => counted.push((text, 1)),
        }
    }
    let best = counted.iter().map(|(_, count)| *count).max()?;
    counted
        .into_iter()
        .find(|(_, count)| *count == best)
        .map(|(text, _)| text)
}

struct Asked<'a> {
    db: &'a ClickHouseConnection,
    cluster: &'a str,
    database: &'a str,
}

impl Asked<'_> {
    async fn survey(&self, migration_table: &str) -> Result<Survey, ClickHouseError> {
        let mut nodes = self.nodes().await?;
        for row in self.everywhere("one", &[]).await? {
            at(&mut nodes, &row)?.answers = true;
        }
        for row in self.everywhere("databases", &["engine", "comment"]).await? {
            at(&mut nodes, &row)?.database = Some(Database {
                engine: get(&row, "engine")?,
                comment: get(&row, "comment")?,
            });
        }
        for row in self.tables(0).await? {
            let object = Object {
                engine: get(&row, "engine")?,
                definition: get(&row, "create_table_query")?,
                with_uuid: String::new(),
            };
            at(&mut nodes, &row)?.objects.insert(get(&row, "name")?, object);
        }
        for row in self.tables(1).await? {
            let name: String = get(&row, "name")?;
            if let Some(object) = at(&mut nodes, &row)?.objects.get_mut(&name) {
                object.with_uuid = get(&row, "create_table_query")?;
            }
        }
        // What came or went between the two questions is somebody else's.
        for node in &mut nodes {
            node.objects.retain(|_, object| !object.with_uuid.is_empty());
        }
        Ok(Survey {
            nodes,
            table: migration_table.to_owned(),
        })
    }

    /// The nodes, in the order in which `clusterAllReplicas` counts them.
    async fn nodes(&self) -> Result<Vec<Node>, ClickHouseError> {
        let mut select = Query::select();
        select
            .columns(["host_name", "port", "shard_num"])
            .from(("system", "clusters"))
            .and_where(Expr::col("cluster").eq(self.name().await?))
            .order_by("shard_num", Order::Asc)
            .order_by("replica_num", Order::Asc);
        let rows = self.db.query_all(&select).await.map_err(convert)?;
        let nodes = rows.iter().map(|row| {
            let (host, port): (String, u16) = (get(row, "host_name")?, get(row, "port")?);
            Ok(Node {
                name: format!("{host}:{port}"),
                shard: get(row, "shard_num")?,
                answers: false,
                database: None,
                objects: BTreeMap::new(),
            })
        });
        nodes.collect()
    }

    /// The name of the cluster, with the server's macros in it.
    async fn name(&self) -> Result<String, ClickHouseError> {
        if !self.cluster.contains('{') {
            return Ok(self.cluster.to_owned());
        }
        let mut select = Query::select();
        select
            .columns(["macro", "substitution"])
            .from(("system", "macros"));
        let mut name = self.cluster.to_owned();
        for row in self.db.query_all(&select).await.map_err(convert)? {
            let (word, meaning): (String, String) = (get(&row, "macro")?, get(&row, "substitution")?);
            name = name.replace(&format!("{{{word}}}"), &meaning);
        }
        Ok(name)
    }

    /// A question to all nodes; those that are down are left out.
    fn select(&self, table: &'static str) -> SelectStatement {
        let mut select = Query::select();
        select
            .column("_shard_num")
            .from(TableFunction::cluster_all_replicas(self.cluster, "system", table).alias(table))
            .setting("skip_unavailable_shards", 1);
        select
    }

    async fn everywhere(
        &self,
        table: &'static str,
        columns: &[&'static str],
    ) -> Result<Vec<QueryResult>, ClickHouseError> {
        let mut select = self.select(table);
        select.columns(columns.iter().copied());
        if !columns.is_empty() {
            select.and_where(Expr::col("name").eq(self.database));
        }
        self.db.query_all(&select).await.map_err(convert)
    }

    async fn tables(&self, with_uuid: i32) -> Result<Vec<QueryResult>, ClickHouseError> {
        let mut select = self.select("tables");
        let temporary = call("startsWith", [Expr::col("name"), Expr::val(".tmp")]);
        select
            .columns(["name", "engine", "create_table_query"])
            .and_where(Expr::col("database").eq(self.database))
            .and_where(Expr::col("is_temporary").eq(0))
            .and_where(temporary.eq(0))
            .setting("show_table_uuid_in_table_create_query_if_not_nil", with_uuid);
        let select = inspect::without_inner(select);
        self.db.query_all(&select).await.map_err(convert)
    }
}

fn get<T: TryGetable>(row: &QueryResult, column: &str) -> Result<T, ClickHouseError> {
    row.try_get("", column)
        .map_err(|error| ClickHouseError::protocol(format!("the system tables of the cluster: {error}")))
}

fn at<'n>(nodes: &'n mut [Node], row: &QueryResult) -> Result<&'n mut Node, ClickHouseError> {
    let number: u32 = get(row, "_shard_num")?;
    nodes
        .get_mut((number as usize).wrapping_sub(1))
        .ok_or_else(|| ClickHouseError::protocol(format!("the cluster has no replica {number}")))
}
