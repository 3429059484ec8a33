//! ALTER TABLE ON CLUSTER: what it changes of a table.

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    constraint::TableConstraint,
    prelude::*,
    projection::Projection,
    statistics::Statistics,
    table::{ColumnPosition, ColumnProperty, TableAlterStatement},
    ttl::Ttl,
};

use super::Cluster;

fn alter(c: &Cluster) -> TableAlterStatement {
    ClickHouseTable::alter("t")
        .on_cluster(c.name())
        .setting("alter_sync", 2)
        .setting("mutations_sync", 2)
}

fn column(name: &'static str) -> ClickHouseColumnDef {
    ClickHouseColumnDef::new(name, DataType::UInt8)
}

#[test]
fn columns() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let columns = |answer: &str| {
        c.everywhere(
            "SELECT arrayStringConcat(groupArray(name || ' ' || type), ', ') FROM \
             (SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = 't' ORDER BY position)",
            answer,
        );
    };
    let comment = "it's `a`\n-- \\ {p:String} ? $1 naïve";
    c.run(
        &alter(&c)
            .add_column(
                column("n").default(7).comment(comment).codec("ZSTD(3)"),
                ColumnPosition::First,
            )
            .add_column_if_not_exists(column("id"), ColumnPosition::Last)
            .add_column(column("it's `m`"), ColumnPosition::After("id".into()))
            .drop_column_if_exists("nothing"),
    );
    columns("n UInt8, id UInt32, it\\'s `m` UInt8, name String");
    c.rows("SELECT n, id FROM t ORDER BY id", "7\t1\n7\t2", "7\t3");
    c.run(
        &alter(&c)
            .modify_column(ClickHouseColumnDef::new("n", DataType::UInt64.nullable()))
            .rename_column("it's `m`", "m")
            .comment_column("name", comment)
            .remove_property("n", ColumnProperty::Codec),
    );
    columns("n Nullable(UInt64), id UInt32, m UInt8, name String");
    c.everywhere(
        "SELECT DISTINCT comment FROM system.columns WHERE database = currentDatabase() AND table = 't' \
         AND name IN ('n', 'name') FORMAT TSVRaw",
        comment,
    );
    c.everywhere("SELECT sum(m) FROM t", "0");
    c.run(&alter(&c).modify_column(column("m").materialized(Expr::col("id").mul(2))));
    c.run(&alter(&c).materialize_column("m"));
    c.rows("SELECT m FROM t ORDER BY id", "2\n4", "6");
    c.run(&alter(&c).clear_column("name").drop_column("m"));
    columns("n Nullable(UInt64), id UInt32, name String");
    c.rows("SELECT n, name FROM t ORDER BY id", "7\t\n7\t", "7\t");
}

#[test]
fn enum_values_and_column_settings() {
    let Some(c) = Cluster::new() else { return };
    c.run(
        &c.table("t")
            .col(ClickHouseColumnDef::new("e", "Enum8('a' = 1)".parse().unwrap())),
    );
    c.run(&alter(&c).add_enum_values("e", ["it's"]));
    c.everywhere(
        "SELECT type FROM system.columns WHERE database = currentDatabase() AND name = 'e' FORMAT TSVRaw",
        "Enum8('a' = 1, 'it\\'s' = 2)",
    );
    c.run(&alter(&c).modify_column_setting("name", [("max_compress_block_size", 65_536)]));
    c.catalogue(
        "t",
        "create_table_query LIKE '%max_compress_block_size = 65536%'",
        "1",
    );
    c.run(&alter(&c).reset_column_setting("name", ["max_compress_block_size"]));
    c.catalogue("t", "create_table_query LIKE '%max_compress_block_size%'", "0");
}

#[test]
fn indexes_projections_constraints_and_statistics() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let select = Query::select()
        .column("name")
        .expr(Expr::cust("count()"))
        .group_by_col("name")
        .to_owned();
    c.run(
        &alter(&c)
            .add_index(SkipIndex::new("i", Expr::cust("lower(name)"), SkipIndexType::Set(10)).granularity(2))
            .add_projection(Projection::new("p", select)),
    );
    c.run(&alter(&c).materialize_index("i").materialize_projection("p"));
    c.everywhere(
        "SELECT name, type_full FROM system.data_skipping_indices WHERE database = currentDatabase()",
        "i\tset(10)",
    );
    c.everywhere(
        "SELECT DISTINCT name FROM system.projection_parts WHERE database = currentDatabase() AND active",
        "p",
    );
    c.run(&alter(&c).clear_index("i").clear_projection("p"));
    c.run(&alter(&c).drop_index("i").drop_projection("p"));
    c.everywhere(
        "SELECT count() FROM system.data_skipping_indices WHERE database = currentDatabase()",
        "0",
    );
    c.run(&alter(&c).add_constraint(TableConstraint::check("k", Expr::col("name").ne("it's \\"))));
    for node in c.nodes() {
        let error = node
            .try_run("INSERT INTO t VALUES (9, 'it''s \\\\')")
            .unwrap_err();
        assert!(error.contains("VIOLATED_CONSTRAINT"), "{error}");
    }
    c.run(&alter(&c).drop_constraint("k"));
    c.catalogue("t", "create_table_query LIKE '%CONSTRAINT%'", "0");
    c.run(&alter(&c).add_statistics(["id"], [Statistics::TDigest]));
    c.run(&alter(&c).materialize_statistics(["id"]));
    c.catalogue("t", "create_table_query LIKE '%STATISTICS(tdigest)%'", "1");
    c.run(&alter(&c).modify_statistics(["id"], [Statistics::MinMax]));
    c.catalogue("t", "create_table_query LIKE '%STATISTICS(minmax)%'", "1");
    c.run(&alter(&c).clear_statistics(["id"]));
    c.run(&alter(&c).drop_statistics(["id"]));
    c.catalogue("t", "create_table_query LIKE '%STATISTICS%'", "0");
}

#[test]
fn keys_rules_settings_and_comment() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    c.run(
        &alter(&c)
            .add_column(
                ClickHouseColumnDef::new("day", DataType::Date),
                ColumnPosition::Last,
            )
            .modify_order_by(["id", "day"]),
    );
    c.catalogue("t", "sorting_key", "id, day");
    c.run(&alter(&c).modify_ttl([Ttl::new(Expr::cust("day + INTERVAL 100 YEAR"))]));
    c.catalogue(
        "t",
        "create_table_query LIKE '%TTL day + toIntervalYear(100)%'",
        "1",
    );
    c.run(&alter(&c).materialize_ttl());
    c.run(&alter(&c).remove_ttl());
    c.catalogue("t", "create_table_query LIKE '%TTL%'", "0");
    c.run(
        &alter(&c)
            .modify_setting("merge_with_ttl_timeout", 7)
            .modify_setting("old_parts_lifetime", 9),
    );
    c.catalogue(
        "t",
        "extractAll(engine_full, '(merge_with_ttl_timeout = 7|old_parts_lifetime = 9)')::String",
        "['merge_with_ttl_timeout = 7','old_parts_lifetime = 9']",
    );
    c.run(&alter(&c).reset_setting(["merge_with_ttl_timeout", "old_parts_lifetime"]));
    c.catalogue("t", "engine_full LIKE '%old_parts_lifetime%'", "0");
    let comment = "it's `a`\n-- \\ {p:String} ? $1 naïve";
    c.run(&alter(&c).modify_comment(comment));
    c.catalogue("t", "comment", comment);
}

#[test]
fn masks_and_patches() {
    let Some(c) = Cluster::new() else { return };
    c.run(
        &c.table("t")
            .setting("enable_block_number_column", 1)
            .setting("enable_block_offset_column", 1),
    );
    c.node(0).run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
    c.sync("t");
    c.node(0)
        .run("DELETE FROM t WHERE id = 1 SETTINGS lightweight_deletes_sync = 2");
    c.node(0).run("UPDATE t SET name = 'x' WHERE id = 2");
    c.sync("t");
    c.run(&alter(&c).apply_deleted_mask());
    c.run(&alter(&c).apply_patches());
    c.run(&alter(&c).rewrite_parts());
    c.rows(
        "SELECT id, name FROM t SETTINGS apply_deleted_mask = 0, apply_patch_parts = 0",
        "2\tx",
        "",
    );
}
