//! ON CLUSTER, and the engines that need a cluster, on one of two shards with two replicas each.
//!
//! `CLICKHOUSE_CLUSTER_URLS` has the nodes, separated by commas, with the replicas of a shard side by side, and
//! `CLICKHOUSE_CLUSTER_NAME` the cluster's name. Without them these tests say that they cannot run here.

mod action;
mod database;
mod definition;
mod dictionary;
mod distributed;
mod mutation;
mod object;
mod partition;
mod product_mode;
mod replicated;
mod system;
mod view;

use std::{
    env,
    fs::OpenOptions,
    io::Write,
    panic::Location,
    thread,
    time::{Duration, Instant},
};

use sea_query_clickhouse::{
    ClickHouseStatement, Target, build_clickhouse,
    database::{ClickHouseDatabase, DatabaseEngine},
    prelude::*,
    statement::System,
    table::TableCreateStatement,
};

use crate::server::Server;

/// The nodes of a cluster, with a database of one test on each of them.
pub struct Cluster {
    name: String,
    nodes: Vec<Server>,
}

impl Cluster {
    /// A database of the engine Atomic on every node; `None`, and a word to who counts the tests, where there is no
    /// cluster.
    #[track_caller]
    pub fn new() -> Option<Self> {
        let cluster = Self::without_database()?;
        cluster.make_database(None);
        Some(cluster)
    }

    /// The nodes, with a name for a database that the test makes.
    #[track_caller]
    pub fn without_database() -> Option<Self> {
        let Ok(urls) = env::var("CLICKHOUSE_CLUSTER_URLS") else {
            skipped(
                Location::caller(),
                "needs a cluster: start one by `docker compose --profile cluster up --wait balancer`, and set \
                 CLICKHOUSE_CLUSTER_URLS and CLICKHOUSE_CLUSTER_NAME (README.md)",
            );
            return None;
        };
        let name = env::var("CLICKHOUSE_CLUSTER_NAME")
            .expect("CLICKHOUSE_CLUSTER_NAME stands beside CLICKHOUSE_CLUSTER_URLS");
        let database = Server::next_database();
        let nodes: Vec<_> = urls
            .split(',')
            .map(|url| Server::at(url.trim(), database.clone()))
            .collect();
        assert_eq!(
            nodes.len(),
            4,
            "CLICKHOUSE_CLUSTER_URLS has two shards of two replicas"
        );
        Some(Self { name, nodes })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn database(&self) -> &str {
        self.nodes[0].database()
    }

    /// A name in the test's database, with the database.
    pub fn at(&self, table: &'static str) -> (String, &'static str) {
        (self.database().to_owned(), table)
    }

    pub fn node(&self, number: usize) -> &Server {
        &self.nodes[number]
    }

    pub fn nodes(&self) -> &[Server] {
        &self.nodes
    }

    pub fn make_database(&self, engine: Option<DatabaseEngine>) {
        let mut create = ClickHouseDatabase::create(self.database()).on_cluster(&self.name);
        if let Some(engine) = engine {
            create = create.engine(engine);
        }
        self.run_from_default(&create);
    }

    /// Runs a statement of the whole cluster from its first node, and checks that every node has answered.
    #[track_caller]
    pub fn run<S: ClickHouseStatement + ?Sized>(&self, statement: &S) {
        let built = match build_clickhouse(statement, &Target::default()) {
            Ok(built) => built,
            Err(error) => panic!("{error}"),
        };
        assert!(built.sql.contains(" ON CLUSTER "), "{}", built.sql);
        let answer = self.nodes[0].run_built(&built);
        self.check_answer(&built.sql, &answer);
    }

    /// The same, in no database, as the test's may not be there.
    #[track_caller]
    pub fn run_from_default<S: ClickHouseStatement + ?Sized>(&self, statement: &S) {
        let built = match build_clickhouse(statement, &Target::default()) {
            Ok(built) => built,
            Err(error) => panic!("{error}"),
        };
        assert!(built.sql.contains(" ON CLUSTER "), "{}", built.sql);
        let answer = self.nodes[0].run_outside(&built.sql);
        self.check_answer(&built.sql, &answer);
    }

    #[track_caller]
    fn check_answer(&self, sql: &str, answer: &str) {
        let done = answer
            .lines()
            .filter(|line| line.split('\t').nth(2) == Some("0"))
            .count();
        assert_eq!(done, self.nodes.len(), "{sql}\n{answer}");
    }

    /// Runs finished SQL on every node, and checks that all give the same answer.
    #[track_caller]
    pub fn everywhere(&self, sql: &str, answer: &str) {
        for node in &self.nodes {
            assert_eq!(node.run(sql).trim_end_matches('\n'), answer, "{sql}");
        }
    }

    /// The answers of the nodes.
    #[track_caller]
    pub fn each(&self, sql: &str) -> Vec<String> {
        let answer = |node: &Server| node.run(sql).trim_end_matches('\n').to_owned();
        self.nodes.iter().map(answer).collect()
    }

    /// Waits until every node gives this answer.
    #[track_caller]
    pub fn await_everywhere(&self, sql: &str, answer: &str) {
        let start = Instant::now();
        while self.each(sql).iter().any(|given| given != answer) {
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{sql}: {:?}",
                self.each(sql)
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Checks what every node's catalogue has of a table.
    #[track_caller]
    pub fn catalogue(&self, table: &str, what: &str, answer: &str) {
        let sql = format!(
            "SELECT {what} FROM system.tables WHERE database = currentDatabase() AND name = '{table}' FORMAT TSVRaw"
        );
        self.everywhere(&sql, answer);
    }

    /// The names of the tables, the same on every node.
    #[track_caller]
    pub fn tables(&self, names: &str) {
        let sql = "SELECT arrayStringConcat(arraySort(groupArray(name)), ',') FROM system.tables \
                   WHERE database = currentDatabase()";
        self.everywhere(sql, names);
    }

    /// Waits until the replicas of a table have the same rows.
    #[track_caller]
    pub fn sync(&self, table: &'static str) {
        self.run(&System::sync_replica(self.at(table)).on_cluster(&self.name));
    }

    /// Makes a replicated table of `id` and `name` in which shard 1 has the rows 1 and 2, and shard 2 has 3.
    #[track_caller]
    pub fn make_table(&self, table: &'static str) {
        self.run(&self.table(table));
        self.nodes[0].run(&format!("INSERT INTO {table} VALUES (1, 'a'), (2, 'b')"));
        self.nodes[2].run(&format!("INSERT INTO {table} VALUES (3, 'c')"));
        self.sync(table);
    }

    /// The statement of such a table.
    pub fn table(&self, table: &'static str) -> TableCreateStatement {
        ClickHouseTable::create(self.at(table))
            .on_cluster(&self.name)
            .col(ClickHouseColumnDef::new("id", DataType::UInt32))
            .col(ClickHouseColumnDef::new("name", DataType::String))
            .engine(Engine::merge_tree().replicated())
            .order_by(["id"])
    }

    /// Checks the rows of a table on the two shards, on both replicas of each.
    #[track_caller]
    pub fn rows(&self, query: &str, first: &str, second: &str) {
        assert_eq!(self.each(query), [first, first, second, second], "{query}");
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let drop = ClickHouseDatabase::drop(self.database())
            .if_exists()
            .on_cluster(&self.name)
            .sync();
        let built = build_clickhouse(&drop, &Target::default()).expect("a database can be dropped");
        let dropped = self.nodes[0].try_run_outside(&built.sql);
        if thread::panicking() {
            return;
        }
        dropped.expect("the database of the test is dropped");
        for node in &self.nodes {
            let of_the_test =
                |name: &str| format!("{name} = '{0}' OR startsWith({name}, '{0}_')", self.database());
            let left = format!(
                "SELECT count() FROM system.databases WHERE {} UNION ALL \
                 SELECT count() FROM system.tables WHERE {} UNION ALL \
                 SELECT count() FROM system.functions WHERE {}",
                of_the_test("name"),
                of_the_test("database"),
                of_the_test("name")
            );
            assert_eq!(
                node.run_outside(&left),
                "0\n0\n0\n",
                "the test leaves something behind"
            );
        }
    }
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
