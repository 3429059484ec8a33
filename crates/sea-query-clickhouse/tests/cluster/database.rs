//! Databases of the engines Atomic and Replicated.

use sea_query_clickhouse::{
    Target,
    database::{ClickHouseDatabase, DatabaseEngine},
    prelude::*,
    statement::{Attach, Detach, System, Truncate},
};

use super::Cluster;

const KNOWN: &str = "SELECT engine, comment FROM system.databases WHERE name LIKE";

#[test]
fn atomic() {
    let Some(c) = Cluster::without_database() else {
        return;
    };
    let (name, other) = (c.database(), format!("{}_b", c.database()));
    let comment = "it's `a`\n-- \\ {p:String} ? $1 naïve";
    c.run_from_default(
        &ClickHouseDatabase::create(name)
            .if_not_exists()
            .on_cluster(c.name())
            .engine(DatabaseEngine::atomic())
            .comment(comment),
    );
    let known = |database: &str| format!("{KNOWN} '{database}' FORMAT TSVRaw");
    c.everywhere(&known(name), &format!("Atomic\t{comment}"));
    c.run(
        &ClickHouseDatabase::alter(name)
            .on_cluster(c.name())
            .modify_comment("new"),
    );
    c.everywhere(&known(name), "Atomic\tnew");
    c.run(&c.table("t"));
    c.run_from_default(&ClickHouseDatabase::rename(name, &other).on_cluster(c.name()));
    c.run_from_default(&Detach::database(&other).on_cluster(c.name()));
    for node in c.nodes() {
        assert_eq!(node.run_outside(&known(&other)), "");
    }
    c.run_from_default(&Attach::database(&other).on_cluster(c.name()));
    c.run_from_default(&ClickHouseDatabase::rename(&other, name).on_cluster(c.name()));
    c.tables("t");
    c.run(&Truncate::database(name).on_cluster(c.name()));
    c.run_from_default(&ClickHouseDatabase::drop(name).on_cluster(c.name()).sync());
    for node in c.nodes() {
        assert_eq!(node.run_outside(&known(name)), "");
    }
}

#[test]
fn replicated() {
    let Some(c) = Cluster::without_database() else {
        return;
    };
    let path = format!("/clickhouse/databases/{}", c.database());
    c.make_database(Some(DatabaseEngine::replicated(path, "{shard}", "{replica}")));
    c.everywhere(&format!("{KNOWN} '{}'", c.database()), "Replicated\t");
    // What one node is told is done by all, without ON CLUSTER.
    let target = Target::default();
    let create = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt32))
        .engine(Engine::merge_tree().replicated())
        .order_by(["id"]);
    c.node(3).answer(&create, &target);
    let alter = ClickHouseTable::alter("t").add_column(
        ClickHouseColumnDef::new("name", DataType::String),
        sea_query_clickhouse::table::ColumnPosition::Last,
    );
    c.node(0).answer(&alter, &target);
    for node in c.nodes() {
        node.answer(&System::sync_database_replica(c.database()), &target);
    }
    c.everywhere(
        "SELECT arrayStringConcat(groupArray(name), ',') FROM system.columns WHERE database = currentDatabase()",
        "id,name",
    );
    c.node(0).run("INSERT INTO t VALUES (1, 'a')");
    c.node(1).answer(&System::sync_replica("t"), &target);
    c.rows("SELECT * FROM t", "1\ta", "");
    c.node(1).answer(&ClickHouseTable::drop("t").sync(), &target);
    for node in c.nodes() {
        node.answer(&System::sync_database_replica(c.database()), &target);
    }
    c.tables("");
}
