use sea_query::{Expr, ExprTrait};
use sea_query_clickhouse::{constraint::TableConstraint, prelude::*};

use crate::server::Server;

const HOSTILE: &str = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";

#[test]
fn checked_assumed_changed_and_dropped() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("a", DataType::Int32))
        .col(ClickHouseColumnDef::new("b", DataType::String))
        .constraint(TableConstraint::check("positive", Expr::col("a").gt(0)))
        .constraint(TableConstraint::assume("short", Expr::cust("length(b) < 10")))
        .engine(Engine::merge_tree())
        .order_by(["a"]);
    s.check_table(
        &table,
        "CREATE TABLE `t` (`a` Int32, `b` String, CONSTRAINT `positive` CHECK (`a` > 0), \
         CONSTRAINT `short` ASSUME (length(b) < 10)) ENGINE = MergeTree ORDER BY `a`",
    );
    let refused = |sql: &str| s.try_run(sql).unwrap_err();
    s.run("INSERT INTO t VALUES (1, 'far longer than is assumed')");
    assert!(refused("INSERT INTO t VALUES (0, '')").contains("Constraint `positive`"));
    let t = || ClickHouseTable::alter("t");
    s.check_table(
        &t().add_constraint(TableConstraint::check(HOSTILE, Expr::col("b").ne(HOSTILE)))
            .if_not_exists()
            .modify_constraint(TableConstraint::check("positive", Expr::col("a").gte(0)))
            .drop_constraint("short")
            .drop_constraint("short")
            .if_exists(),
        "ALTER TABLE `t` ADD CONSTRAINT IF NOT EXISTS `\\` ' \" \\\\ \\n -- /* {p:String} ? $1 naïve` \
         CHECK (`b` <> '` \\' \" \\\\ \\n -- /* {p:String} ? $1 naïve'), \
         MODIFY CONSTRAINT `positive` CHECK (`a` >= 0), DROP CONSTRAINT `short`, DROP CONSTRAINT IF EXISTS `short`",
    );
    s.run("INSERT INTO t VALUES (0, '')");
    assert!(refused("INSERT INTO t VALUES (-1, '')").contains("Constraint `positive`"));
    assert!(
        refused(r#"INSERT INTO t VALUES (1, '` \' " \\ \n -- /* {p:String} ? $1 naïve')"#)
            .contains("is violated")
    );
    let modify = t().modify_constraint(TableConstraint::check("none", Expr::col("a").gt(0)));
    assert!(
        s.try_run(&modify.clone().to_string(ClickHouseQueryBuilder))
            .is_err()
    );
    s.check_table(
        &modify.if_exists(),
        "ALTER TABLE `t` MODIFY CONSTRAINT IF EXISTS `none` CHECK (`a` > 0)",
    );
    s.check_table(
        &t().drop_constraint(HOSTILE),
        r#"ALTER TABLE `t` DROP CONSTRAINT `\` ' " \\ \n -- /* {p:String} ? $1 naïve`"#,
    );
}
