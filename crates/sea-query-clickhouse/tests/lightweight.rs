use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    ClickHouseStatement, MutationKind, Target, build_clickhouse, connection::Mutation, partition::Partition,
    prelude::*,
};

use crate::server::Server;

fn events() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt32, day UInt8, `na\\`me` String) ENGINE = MergeTree PARTITION BY day ORDER BY id \
         SETTINGS enable_block_number_column = 1, enable_block_offset_column = 1",
        "INSERT INTO event VALUES (1, 1, 'a'), (2, 2, 'b'), (3, 2, 'c')",
    ])
}

#[track_caller]
fn run<S>(s: &Server, statement: &S, text: &str, left: &str)
where
    S: ClickHouseStatement + sea_query::QueryStatementWriter,
{
    s.check(statement, text, "");
    s.wait_for_mutations("event");
    assert_eq!(
        s.run("SELECT id, `na\\`me` FROM event ORDER BY id")
            .trim_end_matches('\n'),
        left
    );
}

#[test]
fn delete() {
    let s = events();
    run(
        &s,
        Query::delete()
            .from_table("event")
            .lightweight()
            .and_where(Expr::col("id").eq(1)),
        "DELETE FROM `event` WHERE `id` = 1",
        "2\tb\n3\tc",
    );
    run(
        &s,
        Query::delete()
            .from_table("event")
            .lightweight()
            .in_partition(Partition::of(2))
            .setting("lightweight_deletes_sync", 2)
            .and_where(Expr::col("id").eq(2)),
        "DELETE FROM `event` IN PARTITION tuple(2) WHERE `id` = 2 SETTINGS lightweight_deletes_sync = 2",
        "3\tc",
    );
    run(
        &s,
        Query::delete()
            .from_table("event")
            .in_partition(Partition::id("2"))
            .all_rows(),
        "ALTER TABLE `event` DELETE IN PARTITION ID '2' WHERE 1",
        "",
    );
}

#[test]
fn update() {
    let s = events();
    run(
        &s,
        Query::update()
            .table("event")
            .value("na`me", r"it's \")
            .lightweight()
            .and_where(Expr::col("id").eq(1)),
        r"UPDATE `event` SET `na\`me` = 'it\'s \\' WHERE `id` = 1",
        "1\tit\\'s \\\\\n2\tb\n3\tc",
    );
    run(
        &s,
        Query::update()
            .table("event")
            .value("na`me", "x")
            .lightweight()
            .in_partition(Partition::of(2))
            .and_where(Expr::col("id").lt(3)),
        r"UPDATE `event` SET `na\`me` = 'x' IN PARTITION tuple(2) WHERE `id` < 3",
        "1\tit\\'s \\\\\n2\tx\n3\tc",
    );
    run(
        &s,
        Query::update()
            .table("event")
            .value("na`me", "y")
            .mutation()
            .in_partition(Partition::of(2))
            .all_rows()
            .setting("mutations_sync", 1),
        r"ALTER TABLE `event` UPDATE `na\`me` = 'y' IN PARTITION tuple(2) WHERE 1 SETTINGS mutations_sync = 1",
        "1\tit\\'s \\\\\n2\ty\n3\ty",
    );
}

#[test]
fn the_target_has_a_default() {
    let delete = || {
        Query::delete()
            .from_table("event")
            .and_where(Expr::col("id").eq(1))
            .to_owned()
    };
    let light = Target::default().mutation(MutationKind::Lightweight);
    let sql = |statement: &sea_query::DeleteStatement, target: &Target<'_>| {
        build_clickhouse(statement, target).unwrap().sql
    };
    assert_eq!(
        sql(&delete(), &light),
        "DELETE FROM `event` WHERE `id` = {p0:Int32}"
    );
    assert_eq!(
        sql(delete().mutation(), &light),
        "ALTER TABLE `event` DELETE WHERE `id` = {p0:Int32}"
    );
    assert_eq!(
        sql(delete().mutation().lightweight(), &Target::default()),
        "DELETE FROM `event` WHERE `id` = {p0:Int32}"
    );
}

#[test]
fn on_cluster_parses() {
    let s = Server::new();
    let parse = |sql: &str, text: &str| {
        assert_eq!(sql, text);
        s.run(&format!("EXPLAIN AST {sql}"));
    };
    parse(
        &Query::delete()
            .from_table(("db", "event"))
            .lightweight()
            .on_cluster("c`l")
            .in_partition(Partition::id(r"a'\"))
            .all_rows()
            .to_string(ClickHouseQueryBuilder),
        r"DELETE FROM `db`.`event` ON CLUSTER `c\`l` IN PARTITION ID 'a\'\\' WHERE 1",
    );
    parse(
        &Query::update()
            .table("event")
            .value("id", 1)
            .lightweight()
            .on_cluster("c")
            .in_partition(Partition::of_values([1.into(), "x".into()]))
            .all_rows()
            .to_string(ClickHouseQueryBuilder),
        "UPDATE `event` ON CLUSTER `c` SET `id` = 1 IN PARTITION tuple(1, 'x') WHERE 1",
    );
    parse(
        &Query::delete()
            .from_table("event")
            .on_cluster("c")
            .in_partition(Partition::of("2024-01-01"))
            .all_rows()
            .to_string(ClickHouseQueryBuilder),
        "ALTER TABLE `event` ON CLUSTER `c` DELETE IN PARTITION tuple('2024-01-01') WHERE 1",
    );
}

#[test]
fn refusals() {
    let old = Target::default().version("25.6.1".parse().unwrap());
    let mut update = Query::update();
    update.table("event").value("id", 1).all_rows().lightweight();
    assert_eq!(
        build_clickhouse(&update, &old).unwrap_err().to_string(),
        "UPDATE ... SET: the server is ClickHouse 25.6.1, this needs 25.7.0 or later"
    );
    let mut delete = Query::delete();
    delete.from_table("event").all_rows().in_partition(Partition::All);
    assert_eq!(
        build_clickhouse(&delete, &Target::default())
            .unwrap_err()
            .to_string(),
        "IN PARTITION: a mutation is of one partition; without the clause it is of all"
    );
}

#[test]
fn the_count_is_of_the_partition() {
    let s = events();
    let target = Target::default();
    let rows = |partition: Partition, text: &str, answer: &str| {
        let mut delete = Query::delete();
        delete
            .from_table("event")
            .in_partition(partition)
            .and_where(Expr::col("id").gt(0));
        let mutation = Mutation::delete(&delete, &target).unwrap();
        s.check(
            &mutation.count(),
            &format!("SELECT count() AS `rows` FROM `event` WHERE `id` > 0 AND {text}"),
            answer,
        );
    };
    rows(Partition::of(2), "`_partition_value` = tuple(2)", "2");
    rows(Partition::id("1"), "`_partition_id` = '1'", "1");
}
