//! Entities on a cluster of two shards with two replicas each.
//!
//! `CLICKHOUSE_CLUSTER_URLS` has the nodes, separated by commas, with the replicas of a shard side by side, and
//! `CLICKHOUSE_CLUSTER_NAME` the cluster's name. Without them these tests say that they cannot run here.

mod change;
mod declared;
mod entities;
mod generate;
mod insert;
mod joined;
mod migration;
mod outage;
mod plan;
mod relation;
mod replicated;
mod serial;

use std::{
    env,
    fs::{File, OpenOptions},
    future::Future,
    io::Write,
    panic::Location,
    process::{Command, Stdio},
    thread,
};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, testing::TestDatabase};

/// The name of the cluster, also where there is none.
pub fn cluster_name() -> String {
    env::var("CLICKHOUSE_CLUSTER_NAME").unwrap_or_else(|_| "cluster".to_owned())
}

/// A database of one test on every node of the cluster, and a connection to it from each.
pub struct Cluster {
    urls: Vec<String>,
    nodes: Vec<ClickHouseConnection>,
    test: TestDatabase,
    /// Last: the database goes before others may stop a node.
    _use: File,
}

/// Who uses the cluster: many tests at once, or one that stops nodes.
fn lock(alone: bool) -> File {
    let file = env::temp_dir().join("sea-orm-clickhouse-cluster.lock");
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .expect("a file can be made");
    let locked = if alone { file.lock() } else { file.lock_shared() };
    locked.expect("a file can be locked");
    file
}

/// A node that is stopped, and started again at the end.
pub struct Stopped {
    control: String,
    number: String,
}

impl Stopped {
    /// Starts it again.
    pub fn start(self) {
        drop(self);
    }
}

impl Drop for Stopped {
    fn drop(&mut self) {
        control(&self.control, &["start", &self.number]);
    }
}

/// Asks what controls the cluster. The nodes that it starts would keep its output open.
fn control(program: &str, arguments: &[&str]) {
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "{program} {arguments:?}"
    );
}

impl Cluster {
    /// `None`, and a word to who counts the tests, where there is no cluster.
    #[track_caller]
    pub fn new() -> impl Future<Output = Option<Self>> {
        Self::of(Location::caller(), false)
    }

    /// The same, where nobody else uses the cluster and its nodes can be stopped.
    #[track_caller]
    pub fn alone() -> impl Future<Output = Option<Self>> {
        Self::of(Location::caller(), true)
    }

    async fn of(place: &'static Location<'static>, alone: bool) -> Option<Self> {
        let urls = urls(place)?;
        if alone && env::var("CLICKHOUSE_CLUSTER_CONTROL").is_err() {
            skipped(
                place,
                "needs a cluster whose nodes can be stopped: set CLICKHOUSE_CLUSTER_CONTROL to a program that takes `kill N` and \
                     `start N`",
            );
            return None;
        }
        let _use = lock(alone);
        // What was inserted is on both replicas before the next statement asks one of them.
        let options = "setting.insert_quorum=2";
        let first = ClickHouse::connect(format!("{}?{options}", urls[0]))
            .await
            .expect("the first node answers");
        let test = TestDatabase::on_cluster(&first, cluster_name())
            .await
            .expect("a database is made on the cluster");
        let mut nodes = Vec::new();
        for url in &urls {
            let node = ClickHouse::connect(format!("{url}/{}?{options}", test.name())).await;
            nodes.push(node.expect("every node answers"));
        }
        Some(Self {
            urls,
            nodes,
            test,
            _use,
        })
    }

    /// Kills a node, by its number from 0.
    pub fn stop(&self, node: usize) -> Stopped {
        let control = env::var("CLICKHOUSE_CLUSTER_CONTROL").expect("the cluster is controlled");
        let number = (node + 1).to_string();
        crate::control(&control, &["kill", &number]);
        Stopped { control, number }
    }

    /// The database, with a connection to it from the first node.
    pub fn test(&self) -> &TestDatabase {
        &self.test
    }

    /// The connection to the database from a node: 0 and 1 are the replicas of one shard, 2 and 3 those of the other.
    pub fn node(&self, number: usize) -> &ClickHouseConnection {
        &self.nodes[number]
    }

    pub fn nodes(&self) -> &[ClickHouseConnection] {
        &self.nodes
    }

    /// A connection to a node alone, whatever databases it has.
    pub async fn server(&self, number: usize) -> ClickHouseConnection {
        let node = ClickHouse::connect(self.urls[number].as_str()).await;
        node.expect("every node answers")
    }

    /// The URL of the database on the first node, without options.
    pub fn url(&self) -> String {
        format!("{}/{}", self.urls[0], self.test.name())
    }

    /// The URL of the database on a node, whose statements of definition are of the whole cluster.
    pub fn url_of(&self, node: usize) -> String {
        format!(
            "{}/{}?cluster={}",
            self.urls[node],
            self.test.name(),
            cluster_name()
        )
    }

    /// What a query with one column, a text named `answer`, gives on each node.
    pub async fn each(&self, sql: &str) -> Vec<String> {
        let mut answers = Vec::new();
        for node in &self.nodes {
            answers.push(answer(node, sql).await);
        }
        answers
    }

    /// Checks what is in a local table: the same on both replicas of a shard.
    pub async fn shards(&self, expr: &str, table: &str, first: &str, second: &str) {
        let sql = format!("SELECT toString({expr}) AS answer FROM {table}");
        assert_eq!(self.each(&sql).await, [first, first, second, second], "{sql}");
    }

    /// Runs finished SQL from the first node.
    pub async fn run(&self, sql: &str) {
        run(self.test.db(), sql).await;
    }
}

/// Runs finished SQL.
pub async fn run(db: &ClickHouseConnection, sql: &str) {
    if let Err(error) = db.execute_unprepared(sql).await {
        panic!("{sql}: {error}");
    }
}

/// The text that a query names `answer`.
pub async fn answer(db: &ClickHouseConnection, sql: &str) -> String {
    let row = db
        .query_one_raw(Statement::from_string(DbBackend::MySql, sql))
        .await;
    match row {
        Ok(Some(row)) => row.try_get("", "answer").expect("a text is named answer"),
        other => panic!("{sql}: {other:?}"),
    }
}

/// The nodes.
fn urls(place: &Location<'_>) -> Option<Vec<String>> {
    let Ok(urls) = env::var("CLICKHOUSE_CLUSTER_URLS") else {
        skipped(
            place,
            "needs a cluster: start one by `docker compose --profile cluster up --wait balancer`, and set \
             CLICKHOUSE_CLUSTER_URLS and CLICKHOUSE_CLUSTER_NAME (README.md)",
        );
        return None;
    };
    let urls: Vec<String> = urls
        .split(',')
        .map(|url| url.trim().trim_end_matches('/').to_owned())
        .collect();
    assert_eq!(
        urls.len(),
        4,
        "CLICKHOUSE_CLUSTER_URLS has two shards of two replicas"
    );
    Some(urls)
}

/// Says that a test cannot run here: to the file of `CLICKHOUSE_TEST_SKIPS`, whose lines are counted when all tests have
/// run, or else to who looks on.
fn skipped(place: &Location<'_>, reason: &str) {
    let name = match thread::current().name() {
        None | Some("main") => place.to_string(),
        Some(name) => name.to_owned(),
    };
    let written = match env::var_os("CLICKHOUSE_TEST_SKIPS") {
        Some(file) => OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(format!("{name}\t{reason}\n").as_bytes())),
        // Past the test runner, which keeps to itself what a test prints by macros.
        None => std::io::stderr().write_all(format!("SKIPPED {name}: {reason}\n").as_bytes()),
    };
    written.expect("a test can say that it is skipped");
}
