//! Statements about whole tables, and about functions.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    Target,
    engine::KeeperMap,
    prelude::*,
    statement::{Attach, ClickHouseFunction, Detach, Exchange, Truncate, Undrop},
};

use super::Cluster;

const ROWS: &str = "SELECT id, name FROM t ORDER BY id";

#[test]
fn rename_and_exchange() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(&c.table("u"));
    c.run(&Exchange::tables("t", "u").on_cluster(c.name()));
    c.rows(ROWS, "", "");
    c.run(&Exchange::tables(c.at("t"), c.at("u")).on_cluster(c.name()));
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
    c.run(
        &ClickHouseTable::rename("t", "it's `x`")
            .and("u", "v")
            .on_cluster(c.name()),
    );
    c.tables("it\\'s `x`,v");
    c.run(&ClickHouseTable::rename(c.at("it's `x`"), c.at("t")).on_cluster(c.name()));
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
}

#[test]
fn truncate_and_drop() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.make_table("u");
    c.run(
        &ClickHouseTable::truncate("t")
            .if_exists()
            .on_cluster(c.name())
            .sync(),
    );
    c.sync("t");
    c.rows(ROWS, "", "");
    c.run(&Truncate::all_tables(c.database()).like("u%").on_cluster(c.name()));
    c.rows("SELECT * FROM u", "", "");
    c.run(&ClickHouseTable::drop("t").if_exists().on_cluster(c.name()).sync());
    c.tables("u");
    // SYNC has taken the replicas out of Keeper, so the table can be made anew.
    c.make_table("t");
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
    c.run(
        &ClickHouseTable::drop(c.at("t"))
            .and(c.at("u"))
            .on_cluster(c.name())
            .sync(),
    );
    c.tables("");
    c.run(&ClickHouseTable::drop("t").if_exists().on_cluster(c.name()));
}

#[test]
fn detach_attach_undrop() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(&Detach::table("t").on_cluster(c.name()).sync());
    c.tables("");
    c.run(&Attach::table("t").on_cluster(c.name()));
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
    c.run(&Detach::table("t").permanently().on_cluster(c.name()).sync());
    c.tables("");
    c.run(&Attach::table("t").if_not_exists().on_cluster(c.name()));
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
    c.run(&ClickHouseTable::drop("t").on_cluster(c.name()));
    c.tables("");
    c.run(&Undrop::table("t").on_cluster(c.name()));
    c.rows(ROWS, "1\ta\n2\tb", "3\tc");
}

#[test]
fn create_or_replace() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(&c.table("t").or_replace().comment("it's new"));
    c.catalogue("t", "comment", "it's new");
    c.rows(ROWS, "", "");
    c.run(&c.table("t").replace().comment("newer"));
    c.catalogue("t", "comment", "newer");
}

#[test]
fn functions() {
    let Some(c) = Cluster::new() else { return };
    let name = format!("{}_linear", c.database());
    let body = Expr::col("k").mul(Expr::col("x"));
    c.run(&ClickHouseFunction::create(&name, ["x", "k"], body.clone()).on_cluster(c.name()));
    c.everywhere(&format!("SELECT {name}(3, 2)"), "6");
    let text = Expr::cust_with_exprs("concat(?, x)", [Expr::val("it's \\ ")]);
    c.run(
        &ClickHouseFunction::create(&name, ["x"], text)
            .or_replace()
            .on_cluster(c.name()),
    );
    c.everywhere(&format!("SELECT {name}('a') FORMAT TSVRaw"), "it's \\ a");
    c.run(
        &ClickHouseFunction::create(&name, ["x", "k"], body)
            .if_not_exists()
            .on_cluster(c.name()),
    );
    c.run(&ClickHouseFunction::drop(&name).if_exists().on_cluster(c.name()));
    c.everywhere(
        &format!("SELECT count() FROM system.functions WHERE name = '{name}'"),
        "0",
    );
}

#[test]
fn keeper_map() {
    let Some(c) = Cluster::new() else { return };
    let create = ClickHouseTable::create("map")
        .col(ClickHouseColumnDef::new("key", DataType::String))
        .col(ClickHouseColumnDef::new("value", DataType::UInt64))
        .engine(KeeperMap::new(format!("/{}", c.database())).keys_limit(3))
        .primary_key(["key"]);
    // Keeper knows the nodes of a map by the UUIDs of the table and of the server. ON CLUSTER gives all nodes one of the
    // first, and the servers of a test may have none of the second.
    for node in c.nodes() {
        node.answer(&create, &Target::default());
    }
    c.catalogue("map", "engine", "KeeperMap");
    c.node(0).run("INSERT INTO map VALUES ('it''s', 1), ('b', 2)");
    c.node(3).run("INSERT INTO map VALUES ('b', 3)");
    c.everywhere("SELECT * FROM map ORDER BY key", "b\t3\nit\\'s\t1");
    // One map for all nodes: one of them changes it for all.
    let target = Target::default();
    let update = Query::update()
        .table("map")
        .value("value", 7)
        .and_where(Expr::col("key").eq("it's"))
        .to_owned();
    c.node(2).answer(&update, &target);
    let delete = Query::delete()
        .from_table("map")
        .and_where(Expr::col("key").eq("b"))
        .to_owned();
    c.node(1).answer(&delete, &target);
    c.everywhere("SELECT * FROM map", "it\\'s\t7");
    c.node(0).run("INSERT INTO map VALUES ('x', 1), ('y', 2)");
    assert!(c.node(0).try_run("INSERT INTO map VALUES ('z', 1)").is_err());
    c.node(0).answer(&ClickHouseTable::truncate("map"), &target);
    c.everywhere("SELECT count() FROM map", "0");
    c.run(&ClickHouseTable::drop("map").on_cluster(c.name()).sync());
    c.tables("");
}
