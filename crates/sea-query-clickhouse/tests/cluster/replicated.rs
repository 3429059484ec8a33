//! The replicated engines of the MergeTree family.

use sea_query::{Expr, Func, Query};
use sea_query_clickhouse::{
    Target,
    engine::{MergeTree, Replication},
    partition::Partition,
    prelude::*,
    statement::Optimize,
    table::TableCreateStatement,
};

use super::Cluster;

fn event(c: &Cluster) -> TableCreateStatement {
    ClickHouseTable::create("t")
        .on_cluster(c.name())
        .col(ClickHouseColumnDef::new("id", DataType::UInt32))
        .col(ClickHouseColumnDef::new("sign", DataType::Int8))
        .col(ClickHouseColumnDef::new("version", DataType::UInt32))
        .col(ClickHouseColumnDef::new("n", DataType::UInt32.nullable()))
        .order_by(["id"])
}

/// Has two blocks inserted by the two replicas of shard 1, and merged, and returns what is left of them.
#[track_caller]
fn merged(c: &Cluster, engine: Engine, first: &str, second: &str) -> String {
    let names = engine_name(&engine);
    c.run(&event(c).engine(engine));
    c.catalogue("t", "engine", &names);
    c.node(0).run(&format!("INSERT INTO t VALUES {first}"));
    c.node(1).run(&format!("INSERT INTO t VALUES {second}"));
    c.sync("t");
    c.run(&Optimize::table("t").on_cluster(c.name()).final_());
    c.sync("t");
    let rows = c.node(0).run("SELECT * FROM t ORDER BY ALL");
    let rows = rows.trim_end_matches('\n').to_owned();
    c.rows("SELECT * FROM t ORDER BY ALL", &rows, "");
    c.run(&ClickHouseTable::drop("t").on_cluster(c.name()).sync());
    c.tables("");
    rows
}

fn engine_name(engine: &Engine) -> String {
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt32))
        .engine(engine.clone())
        .order_by(["id"])
        .to_string(ClickHouseQueryBuilder);
    let name = table.split("ENGINE = ").nth(1).expect("an engine");
    name.split(['(', ' ']).next().expect("a name").to_owned()
}

#[test]
fn variants() {
    let Some(c) = Cluster::new() else { return };
    let s = String::from;
    for (engine, first, second, left) in [
        (
            MergeTree::Plain,
            "(1, 1, 1, 1)",
            "(2, 1, 1, 1)",
            "1\t1\t1\t1\n2\t1\t1\t1",
        ),
        (
            MergeTree::Replacing {
                version: Some(s("version")),
                is_deleted: None,
            },
            "(1, 1, 2, 5)",
            "(1, 1, 1, 6)",
            "1\t1\t2\t5",
        ),
        (
            MergeTree::Summing {
                columns: vec![s("n")],
            },
            "(1, 1, 1, 5)",
            "(1, 1, 1, 6)",
            "1\t1\t1\t11",
        ),
        (
            MergeTree::Summing {
                columns: vec![s("n"), s("version")],
            },
            "(1, 1, 1, 5)",
            "(1, 1, 1, 6)",
            "1\t1\t2\t11",
        ),
        (
            MergeTree::Aggregating,
            "(1, 1, 1, 5)",
            "(1, 1, 1, 6)",
            "1\t1\t1\t5",
        ),
        (
            MergeTree::Collapsing { sign: s("sign") },
            "(1, 1, 1, 5)",
            "(1, -1, 1, 5)",
            "",
        ),
        (
            MergeTree::VersionedCollapsing {
                sign: s("sign"),
                version: s("version"),
            },
            "(1, 1, 1, 5)",
            "(1, -1, 1, 5), (1, 1, 2, 6)",
            "1\t1\t2\t6",
        ),
        (
            MergeTree::Coalescing {
                columns: vec![s("n")],
            },
            "(1, 1, 1, 5)",
            "(1, 1, 1, NULL)",
            "1\t1\t1\t5",
        ),
    ] {
        // An engine that collapses leaves no row, so no part may be left either.
        assert_eq!(merged(&c, engine.replicated(), first, second), left);
    }
}

#[test]
fn by_a_path() {
    let Some(c) = Cluster::new() else { return };
    let path = |end: &str| format!("/clickhouse/tables/{}/{end}", c.database());
    let engine = MergeTree::Replacing {
        version: Some("version".into()),
        is_deleted: None,
    };
    let by_shard = Replication::at(path("{shard}"), "{replica}");
    assert_eq!(
        merged(
            &c,
            engine.clone().replicated_by(by_shard),
            "(1, 1, 1, 5)",
            "(1, 1, 2, 6)"
        ),
        "1\t1\t2\t6"
    );
    // One path for all four nodes: each is a replica of the same rows.
    let all = Replication::at(path("all"), "{shard}-{replica}");
    c.run(&event(&c).engine(engine.replicated_by(all)));
    c.node(3).run("INSERT INTO t VALUES (1, 1, 1, 5)");
    c.sync("t");
    c.everywhere("SELECT * FROM t", "1\t1\t1\t5");
    c.everywhere(
        "SELECT total_replicas, active_replicas FROM system.replicas WHERE database = currentDatabase()",
        "4\t4",
    );
    let replica = |node: usize| {
        c.node(node)
            .run("SELECT replica_name FROM system.replicas WHERE database = currentDatabase()")
    };
    assert_eq!(replica(2), "2-1\n");
}

#[test]
fn a_quorum() {
    let Some(c) = Cluster::new() else { return };
    c.run(&c.table("t"));
    let insert = Query::insert()
        .into_table("t")
        .columns(["id", "name"])
        .values_panic([1.into(), "it's \\".into()])
        .settings([("insert_quorum", 2), ("insert_quorum_parallel", 0)])
        .to_owned();
    c.node(0).answer(&insert, &Target::default());
    let select = Query::select()
        .column("name")
        .from("t")
        .setting("select_sequential_consistency", 1)
        .to_owned();
    assert_eq!(c.node(1).answer(&select, &Target::default()), "it\\'s \\\\\n");
}

#[test]
fn optimize() {
    let Some(c) = Cluster::new() else { return };
    c.run(&c.table("t").partition_by(Expr::col("id")));
    for name in ["a", "b"] {
        c.node(0).run(&format!("INSERT INTO t VALUES (1, '{name}')"));
        c.node(0).run(&format!("INSERT INTO t VALUES (2, '{name}')"));
        c.node(2).run(&format!("INSERT INTO t VALUES (1, '{name}')"));
    }
    c.node(0).run("INSERT INTO t VALUES (1, 'a'), (1, 'b')");
    c.sync("t");
    let parts = "SELECT partition, count() FROM system.parts WHERE database = currentDatabase() AND active \
                 GROUP BY partition ORDER BY partition";
    c.run(
        &Optimize::table("t")
            .on_cluster(c.name())
            .partition(Partition::of(1))
            .final_(),
    );
    c.sync("t");
    c.rows(parts, "1\t1\n2\t2", "1\t1");
    c.rows("SELECT count() FROM t", "6", "2");
    c.run(
        &Optimize::table("t")
            .on_cluster(c.name())
            .final_()
            .deduplicate_by(["id", "name"])
            .setting("optimize_throw_if_noop", 0),
    );
    c.sync("t");
    c.rows(parts, "1\t1\n2\t1", "1\t1");
    c.rows("SELECT count() FROM t", "4", "2");
}

#[test]
fn from_others() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(
        &ClickHouseTable::create("like")
            .on_cluster(c.name())
            .if_not_exists()
            .as_table("t"),
    );
    c.catalogue("like", "engine", "ReplicatedMergeTree");
    let count = Query::select()
        .column("id")
        .expr_as(Func::cust("upper").arg(Expr::col("name")), "big")
        .from(c.at("t"))
        .to_owned();
    c.run(
        &ClickHouseTable::create("empty")
            .on_cluster(c.name())
            .engine(Engine::merge_tree().replicated())
            .order_by(["id"])
            .empty_as_select(count.clone()),
    );
    c.everywhere("SELECT count() FROM empty", "0");
    c.everywhere(
        "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 'empty'",
        "id\tUInt32\nbig\tString",
    );
    // On a table that is not replicated: with one that is, each replica would insert the same rows.
    c.run(
        &ClickHouseTable::create("copy")
            .on_cluster(c.name())
            .engine(Engine::merge_tree())
            .order_by(["id"])
            .as_select(count),
    );
    c.rows("SELECT big FROM copy ORDER BY id", "A\nB", "C");
}
