//! The commands of SeaORM's own runner on a cluster: two shards of two replicas, `CLICKHOUSE_CLUSTER_URLS`.

use std::{env, fs::OpenOptions, io::Write, process::Command, thread};

use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, testing::TestDatabase};
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, Statement};

/// A database on every node.
struct Cluster {
    name: String,
    urls: Vec<String>,
    test: TestDatabase,
}

impl Cluster {
    /// `None`, and a word to who counts the tests, where there is no cluster.
    async fn new() -> Option<Self> {
        let name = env::var("CLICKHOUSE_CLUSTER_NAME").unwrap_or_else(|_| "cluster".to_owned());
        let Ok(urls) = env::var("CLICKHOUSE_CLUSTER_URLS") else {
            skipped(
                "needs a cluster: `cargo xtask test cluster` starts one where docker or podman is (README.md)",
            );
            return None;
        };
        let urls: Vec<String> = urls
            .split(',')
            .map(|url| url.trim().trim_end_matches('/').to_owned())
            .collect();
        let first = ClickHouse::connect(urls[0].as_str()).await.unwrap();
        let test = TestDatabase::on_cluster(&first, &name).await.unwrap();
        Some(Self { name, urls, test })
    }

    fn url(&self, node: usize) -> String {
        format!("{}/{}?cluster={}", self.urls[node], self.test.name(), self.name)
    }

    async fn node(&self, node: usize) -> ClickHouseConnection {
        ClickHouse::connect(self.url(node)).await.unwrap()
    }

    #[track_caller]
    fn migrate(&self, node: usize, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_migration"))
            .args(arguments)
            .env("DATABASE_URL", self.url(node))
            .env_remove("RUST_LOG")
            .output()
            .unwrap();
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{arguments:?} on {node}: {text}{error}");
        text
    }

    /// The first text of a query on each node.
    async fn each(&self, sql: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for node in 0..self.urls.len() {
            let statement = Statement::from_string(DbBackend::MySql, sql);
            let row = self.node(node).await.query_one_raw(statement).await.unwrap();
            texts.push(row.unwrap().try_get_by_index(0).unwrap());
        }
        texts
    }
}

fn skipped(reason: &str) {
    let name = thread::current()
        .name()
        .unwrap_or("a test of the cluster")
        .to_owned();
    let written = match env::var_os("CLICKHOUSE_TEST_SKIPS") {
        Some(file) => OpenOptions::new()
            .create(true)
            .append(true)
            .open(file)
            .and_then(|mut file| file.write_all(format!("{name}\t{reason}\n").as_bytes())),
        None => std::io::stderr().write_all(format!("SKIPPED {name}: {reason}\n").as_bytes()),
    };
    written.unwrap();
}

const VERSIONS: &str = "SELECT arrayStringConcat(arraySort(groupArray(version)), ' ') FROM seaql_migrations";
const TABLES: &str = "SELECT arrayStringConcat(arraySort(groupArray(concat(name, ' ', engine))), ', ') FROM system.tables WHERE \
                      database = currentDatabase()";
const COLUMNS: &str = "SELECT arrayStringConcat(groupArray(name), ' ') FROM (SELECT name FROM system.columns WHERE database = \
                       currentDatabase() AND table = 'post' ORDER BY position)";

/// What one node has applied every other one knows at once, also of another shard.
#[tokio::test]
async fn seaorms_own_runner_defines_everything_on_all_nodes_and_each_knows_what_is_applied() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    cluster.migrate(0, &["up", "-n", "1"]);
    assert_eq!(
        cluster.each(TABLES).await,
        ["post ReplicatedMergeTree, seaql_migrations ReplicatedMergeTree"; 4]
    );
    let first = "m20220101_000001_create_table";
    assert_eq!(cluster.each(VERSIONS).await, [first; 4]);
    for node in 0..4 {
        let status = cluster.migrate(node, &["status"]);
        assert_eq!(status.matches("Pending").count(), 2, "node {node}: {status}");
    }

    // From the other shard.
    cluster.migrate(2, &["up"]);
    let all = "m20220101_000001_create_table m20220120_000001_add_author m20220201_000001_seed_posts";
    assert_eq!(cluster.each(VERSIONS).await, [all; 4]);
    assert_eq!(
        cluster.each(COLUMNS).await,
        ["id title body author published_at"; 4]
    );
    let again = cluster.migrate(1, &["up"]);
    assert!(again.contains("No pending migrations"), "{again}");

    cluster.migrate(3, &["down", "-n", "2"]);
    assert_eq!(cluster.each(VERSIONS).await, [first; 4]);
    assert_eq!(cluster.each(COLUMNS).await, ["id title text"; 4]);
    cluster.migrate(1, &["reset"]);
    assert_eq!(cluster.each(TABLES).await, [""; 4]);

    // It is made anew where it was.
    cluster.migrate(3, &["refresh"]);
    assert_eq!(cluster.each(VERSIONS).await, [all; 4]);
    cluster.migrate(0, &["fresh"]);
    assert_eq!(cluster.each(VERSIONS).await, [all; 4]);
}
