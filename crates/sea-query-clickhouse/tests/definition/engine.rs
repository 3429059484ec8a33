use sea_query::Expr;
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseTable, Engine,
    engine::{
        BoundedMemory, Buffer, Credentials, Dictionary, Distributed, EmbeddedRocksDb, File, GenerateRandom,
        Hdfs, Join, KeeperMap, Limits, Merge, MergeTree, Replication, S3, Url,
    },
};

use super::{column, event, read, round_trip, text};
use crate::server::Server;

#[test]
fn engines_of_the_merge_tree_family() {
    let server = Server::new();
    let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    for engine in [
        MergeTree::Plain,
        MergeTree::Replacing {
            version: None,
            is_deleted: None,
        },
        MergeTree::Replacing {
            version: Some("version".into()),
            is_deleted: None,
        },
        MergeTree::Summing { columns: names(&[]) },
        MergeTree::Summing {
            columns: names(&["n"]),
        },
        MergeTree::Summing {
            columns: names(&["n", "m"]),
        },
        MergeTree::Aggregating,
        MergeTree::Collapsing { sign: "sign".into() },
        MergeTree::VersionedCollapsing {
            sign: "sign".into(),
            version: "version".into(),
        },
        MergeTree::Coalescing {
            columns: names(&["n", "m"]),
        },
    ] {
        let table = event().engine(Engine::MergeTree(engine)).order_by(["id"]);
        let read_back = round_trip(&server, &table);
        assert_eq!(text(&server, &read_back), text(&server, &table));
        assert_eq!(read_back.get_engine(), table.get_engine());
    }
}

#[test]
fn other_engines() {
    let server = Server::with(&["CREATE TABLE target (id UInt64, name String) ENGINE = Memory"]);
    let database = server.database();
    let table = || {
        ClickHouseTable::create("t")
            .col(column("id", "UInt64"))
            .col(column("name", "String"))
    };
    let limits = |n| Limits {
        seconds: n,
        rows: n * 10,
        bytes: n * 100,
    };
    for engine in [
        Engine::Memory,
        Engine::Null,
        Engine::StripeLog,
        Engine::TinyLog,
        Engine::Log,
        Engine::Set,
        Join::any_left(["id"]).into(),
        Join::all_full(["id", "name"]).into(),
        Join::anti_left(["id"]).into(),
        Merge::new(database, "^target$").into(),
        Buffer::new(database, "target", 4)
            .min(limits(1))
            .max(limits(2))
            .flush(limits(3))
            .into(),
        File::new("CSV").into(),
        Url::new("http://127.0.0.1:1/it's?a,b").format("CSV").into(),
        Url::new("http://127.0.0.1:1/a.csv")
            .format("CSV")
            .compression("gzip")
            .into(),
        S3::new("http://127.0.0.1:1/bucket/a.csv").format("CSV").into(),
        S3::new("http://127.0.0.1:1/bucket/a.csv")
            .credentials(Credentials::NoSign)
            .format("CSV")
            .compression("gzip")
            .into(),
        GenerateRandom::new().into(),
        GenerateRandom::seeded(7).into(),
        GenerateRandom::seeded(7)
            .max_string_length(10)
            .max_array_length(3)
            .into(),
        BoundedMemory::new().rows(1, 10).compress(true).into(),
        BoundedMemory::new().rows(1, 10).bytes(100, 1000).into(),
    ] {
        let table = table().engine(engine);
        let read_back = round_trip(&server, &table);
        assert_eq!(text(&server, &read_back), text(&server, &table));
        assert_eq!(read_back.get_engine(), table.get_engine());
    }
    for engine in [EmbeddedRocksDb::new(), EmbeddedRocksDb::new().ttl_seconds(10)] {
        let table = table().engine(engine).primary_key(["id"]);
        let read_back = round_trip(&server, &table);
        assert_eq!(text(&server, &read_back), text(&server, &table));
        assert_eq!(read_back.get_engine(), table.get_engine());
    }
}

/// What is typed only in part, or hides a secret, stays as the server prints it.
#[test]
fn engines_that_are_read_as_they_are() {
    let server = Server::new();
    for engine in [
        "URL('http://127.0.0.1:1/a.csv', 'CSV', headers('a' = '[HIDDEN]'))",
        "S3('http://127.0.0.1:1/bucket/a.csv', 'key', '[HIDDEN]', 'CSV')",
        "S3('http://127.0.0.1:1/bucket/a.csv', 'CSV', 'gzip')",
        "Memory SETTINGS max_rows_to_keep = 10",
    ] {
        let sql = format!("CREATE TABLE `t` (`id` UInt64) ENGINE = {engine}");
        server.run(&sql);
        let table = read(&sql);
        assert_eq!(table.to_string(ClickHouseQueryBuilder), sql);
        assert!(matches!(
            table.get_engine(),
            Some(Engine::Custom(_) | Engine::Memory)
        ));
        server.run("DROP TABLE t SYNC");
    }
}

#[test]
fn engines_that_this_server_cannot_make() {
    for (text, engine) in [
        (
            "ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')",
            Engine::merge_tree().replicated(),
        ),
        ("ReplicatedMergeTree", Engine::merge_tree().replicated()),
        (
            "ReplicatedReplacingMergeTree('/t/{shard}', 'r\\'1', version)",
            Engine::replacing_merge_tree_by("version").replicated_by(Replication::at("/t/{shard}", "r'1")),
        ),
        (
            "SharedAggregatingMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')",
            MergeTree::Aggregating.replicated_by(Replication::Shared),
        ),
        (
            "GraphiteMergeTree('rollup')",
            Engine::MergeTree(MergeTree::Graphite {
                section: "rollup".into(),
            }),
        ),
        (
            "Distributed('c', 'd', 't', rand(), 'policy')",
            Distributed::new("c", "d", "t")
                .sharding_key(Expr::cust("rand()"))
                .policy("policy")
                .into(),
        ),
        ("Dictionary('d.e')", Dictionary::new("d.e").into()),
        ("KeeperMap('/k', 10)", KeeperMap::new("/k").keys_limit(10).into()),
        ("KeeperMap('/k')", KeeperMap::new("/k").into()),
        (
            "HDFS('hdfs://h/f', 'CSV')",
            Hdfs::new("hdfs://h/f").format("CSV").into(),
        ),
        (
            "File('CSV', 'a.csv.gz', 'gzip')",
            File::new("CSV").path("a.csv.gz").compression("gzip").into(),
        ),
        (
            "EmbeddedRocksDB(0, '/r', 1)",
            EmbeddedRocksDb::new().read_only("/r").into(),
        ),
    ] {
        assert_eq!(text.parse::<Engine>().unwrap(), engine, "{text}");
    }
    let kafka = "Kafka('broker:9092', 'topic', 'group', 'JSONEachRow', 3)";
    let table = format!("CREATE TABLE d.t (`a` Int8) ENGINE = {kafka} SETTINGS kafka_num_consumers = 2");
    assert_eq!(
        read(&table).to_string(ClickHouseQueryBuilder),
        format!("CREATE TABLE `d`.`t` (`a` Int8) ENGINE = {kafka} SETTINGS kafka_num_consumers = 2")
    );
}
