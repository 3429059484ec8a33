//! What SHOW CREATE prints of the tables that need a cluster is read back, and makes the same table on all nodes.

use sea_query::{Expr, Func};
use sea_query_clickhouse::{
    Target,
    engine::{Distributed, KeeperMap, MergeTree, Replication},
    prelude::*,
    statement::ShowCreate,
    table::TableCreateStatement,
};

use super::Cluster;

fn shown(c: &Cluster, node: usize) -> String {
    let show = ShowCreate::table("t").format("TSVRaw");
    c.node(node)
        .answer(&show, &Target::default())
        .trim_end()
        .to_owned()
}

#[track_caller]
fn round_trip(c: &Cluster, table: TableCreateStatement) -> TableCreateStatement {
    c.run(&table.on_cluster(c.name()));
    let printed = shown(c, 0);
    let read_back: TableCreateStatement = match printed.parse() {
        Ok(table) => table,
        Err(error) => panic!("{error}\n{printed}"),
    };
    c.run(&ClickHouseTable::drop("t").on_cluster(c.name()).sync());
    c.run(&read_back.clone().on_cluster(c.name()));
    for node in 0..c.nodes().len() {
        assert_eq!(shown(c, node), printed);
    }
    c.run(&ClickHouseTable::drop("t").on_cluster(c.name()).sync());
    read_back
}

fn event() -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt32))
        .col(ClickHouseColumnDef::new("sign", DataType::Int8).comment("it's \\"))
        .col(ClickHouseColumnDef::new("version", DataType::UInt32).default(1))
        .col(ClickHouseColumnDef::new("n", DataType::UInt32.nullable()))
}

#[test]
fn replicated() {
    let Some(c) = Cluster::new() else { return };
    let s = String::from;
    let at = || {
        Replication::at(
            format!("/clickhouse/tables/{}/{{shard}}", c.database()),
            "{replica}",
        )
    };
    for engine in [
        MergeTree::Plain,
        MergeTree::Replacing {
            version: Some(s("version")),
            is_deleted: None,
        },
        MergeTree::Summing {
            columns: vec![s("n"), s("version")],
        },
        MergeTree::Aggregating,
        MergeTree::Collapsing { sign: s("sign") },
        MergeTree::VersionedCollapsing {
            sign: s("sign"),
            version: s("version"),
        },
        MergeTree::Coalescing {
            columns: vec![s("n")],
        },
    ] {
        let explicit = engine.replicated_by(at());
        let read_back = round_trip(&c, event().engine(explicit.clone()).order_by(["id"]));
        assert_eq!(read_back.get_engine(), Some(&explicit));
    }
    let table = event()
        .engine(Engine::merge_tree().replicated())
        .partition_by(Expr::col("sign"))
        .order_by(["id"]);
    let read_back = round_trip(&c, table);
    // What the server prints of its defaults is the path and the replica themselves.
    let Some(Engine::Replicated { engine, .. }) = read_back.get_engine() else {
        panic!("{read_back:?}")
    };
    assert_eq!(*engine, MergeTree::Plain);
}

#[test]
fn distributed() {
    let Some(c) = Cluster::new() else { return };
    let key = Expr::from(Func::cust("xxHash64").arg(Expr::col("id")));
    let engine = Distributed::new(c.name(), c.database(), "u");
    round_trip(
        &c,
        event()
            .engine(engine.clone().sharding_key(key))
            .setting("fsync_after_insert", true),
    );
    let read_back = round_trip(&c, event().engine(engine.clone().sharding_key(Expr::col("id"))));
    assert_eq!(
        read_back.get_engine(),
        Some(&Engine::from(engine.clone().sharding_key(Expr::col("id"))))
    );
    let read_back = round_trip(&c, event().engine(engine.clone()));
    assert_eq!(read_back.get_engine(), Some(&Engine::from(engine)));
}

#[test]
fn keeper_map() {
    let Some(c) = Cluster::new() else { return };
    let engine = KeeperMap::new(format!("/{}", c.database())).keys_limit(10);
    let mut table = event().engine(engine).primary_key(["id"]);
    // The second node makes what the first has printed, and so on: a map has the same definition on all nodes.
    let mut printed = String::new();
    for (number, node) in c.nodes().iter().enumerate() {
        node.answer(&table, &Target::default());
        if number > 0 {
            assert_eq!(shown(&c, number), printed);
        }
        printed = shown(&c, number);
        table = match printed.parse() {
            Ok(table) => table,
            Err(error) => panic!("{error}\n{printed}"),
        };
    }
    c.node(0).run("INSERT INTO t (id, version) VALUES (1, 7)");
    c.everywhere("SELECT version FROM t", "7");
}
