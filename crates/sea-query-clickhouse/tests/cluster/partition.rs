//! ALTER TABLE ON CLUSTER: what it does with partitions.

use sea_query::Expr;
use sea_query_clickhouse::{Target, partition::Partition, prelude::*, table::TableAlterStatement};

use super::Cluster;

/// `t` and `u` with the partition 1 on both shards, and 2 on the first.
fn tables(c: &Cluster) {
    for table in ["t", "u"] {
        c.run(&c.table(table).partition_by(Expr::col("id")));
    }
    c.node(0).run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    c.node(2).run("INSERT INTO t VALUES (1, 'c')");
    c.sync("t");
}

fn alter(c: &Cluster, table: &'static str) -> TableAlterStatement {
    ClickHouseTable::alter(table)
        .on_cluster(c.name())
        .setting("alter_sync", 2)
}

const T: &str = "SELECT * FROM t ORDER BY id";
const U: &str = "SELECT * FROM u ORDER BY id";

#[test]
fn drop_detach_attach() {
    let Some(c) = Cluster::new() else { return };
    tables(&c);
    c.run(&alter(&c, "t").detach_partition(Partition::of(1)));
    c.sync("t");
    c.rows(T, "2\tb", "");
    // One replica of each shard brings them back for both.
    for node in [0, 3] {
        let attach = ClickHouseTable::alter("t").attach_partition(Partition::of(1));
        c.node(node).answer(&attach, &Target::default());
    }
    c.sync("t");
    c.rows(T, "1\ta\n2\tb", "1\tc");
    c.run(
        &alter(&c, "t")
            .drop_partition(Partition::id("1"))
            .drop_partition(Partition::of(2)),
    );
    c.sync("t");
    c.rows(T, "", "");
    c.node(0).run("INSERT INTO t VALUES (5, 'e')");
    c.sync("t");
    c.run(&alter(&c, "t").drop_partition(Partition::All));
    c.sync("t");
    c.rows(T, "", "");
}

#[test]
fn between_tables() {
    let Some(c) = Cluster::new() else { return };
    tables(&c);
    c.run(&alter(&c, "u").replace_partition_from(Partition::of(1), "t"));
    c.sync("u");
    c.rows(U, "1\ta", "1\tc");
    c.run(&alter(&c, "t").move_partition_to_table(Partition::of(2), "u"));
    c.sync("t");
    c.sync("u");
    c.rows(T, "1\ta", "1\tc");
    c.rows(U, "1\ta\n2\tb", "1\tc");
    c.run(&alter(&c, "t").attach_partition_from(Partition::of(2), c.at("u")));
    c.sync("t");
    c.rows("SELECT DISTINCT * FROM t ORDER BY id", "1\ta\n2\tb", "1\tc");
    c.run(&alter(&c, "t").drop_partition(Partition::All));
    c.sync("t");
    c.rows(T, "", "");
}

#[test]
fn freeze_and_columns() {
    let Some(c) = Cluster::new() else { return };
    tables(&c);
    let backup = c.database();
    c.run(&alter(&c, "t").freeze().with_name(backup));
    c.run(
        &alter(&c, "t")
            .freeze_partition(Partition::of(1))
            .with_name(format!("{backup}_1")),
    );
    c.run(&alter(&c, "t").unfreeze(backup));
    c.run(&alter(&c, "t").unfreeze_partition(Partition::of(1), format!("{backup}_1")));
    c.run(&alter(&c, "t").clear_column("name").in_partition(Partition::of(1)));
    c.sync("t");
    c.rows(T, "1\t\n2\tb", "1\t");
}
