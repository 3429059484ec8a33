use sea_query::{Expr, ExprTrait};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    partition::Partition,
    prelude::*,
    table::{ColumnPosition, TableAlterStatement},
};

use crate::server::Server;

#[test]
fn updates_and_deletes_stand_beside_other_actions() {
    let server = Server::with(&[
        "CREATE TABLE t (id Int64, n Int64, p UInt8) ENGINE = MergeTree PARTITION BY p ORDER BY id \
         SETTINGS index_granularity = 8192",
        "INSERT INTO t VALUES (1, 1, 1), (2, 2, 1), (3, 3, 2), (4, 4, 2)",
    ]);
    let alter = ClickHouseTable::alter("t")
        .update([("n", Expr::col("n").add(10))], Expr::col("id").gt(1))
        .in_partition(Partition::of(1))
        .delete(Expr::col("id").eq(1))
        .delete(Expr::col("n").gte(1))
        .in_partition(Partition::of(2))
        .setting("mutations_sync", 1);
    server.check_table(
        &alter,
        "ALTER TABLE `t` UPDATE `n` = `n` + 10 IN PARTITION tuple(1) WHERE `id` > 1, DELETE WHERE `id` = 1, \
         DELETE IN PARTITION tuple(2) WHERE `n` >= 1 SETTINGS mutations_sync = 1",
    );
    assert_eq!(server.run("SELECT * FROM t"), "2\t12\t1\n");

    let column = ClickHouseColumnDef::new("m", DataType::Int64);
    let alter = ClickHouseTable::alter("t")
        .modify_setting("ttl_only_drop_parts", 1)
        .add_column(column, ColumnPosition::Last)
        .update([("n", 11), ("m", 7)], Expr::val(true))
        .modify_comment("changed")
        .setting("mutations_sync", 1);
    server.check_table(
        &alter,
        "ALTER TABLE `t` (MODIFY SETTING ttl_only_drop_parts = 1), (ADD COLUMN `m` Int64), \
         (UPDATE `n` = 11, `m` = 7 WHERE true), (MODIFY COMMENT 'changed') SETTINGS mutations_sync = 1",
    );
    assert_eq!(server.run("SELECT * FROM t"), "2\t11\t1\t7\n");
}

#[test]
fn an_update_of_nothing_and_of_all_partitions_is_refused() {
    let refused = |alter: TableAlterStatement, sentence: &str| {
        let error = build_clickhouse(&alter, &Target::default()).map(|built| built.sql);
        assert_eq!(error.map_err(|error| error.to_string()), Err(sentence.to_owned()));
    };
    let none = [] as [(&str, Expr); 0];
    refused(
        ClickHouseTable::alter("t").update(none, Expr::val(true)),
        "UPDATE: it sets no column",
    );
    refused(
        ClickHouseTable::alter("t")
            .delete(Expr::val(true))
            .in_partition(Partition::All),
        "IN PARTITION: a mutation is of one partition; without the clause it is of all",
    );
    refused(
        ClickHouseTable::alter("t").delete(Expr::val(true)).if_exists(),
        "IF EXISTS: it follows an action that takes it, and the one before it does not",
    );
}
