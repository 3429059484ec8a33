use sea_query::{
    CommonTableExpression, Cond, Expr, ExprTrait, JoinType, LogicalChainOper, Order, Query, SelectStatement,
    UnionType, WithClause,
};
use sea_query_clickhouse::{SettingValue, Target, build_clickhouse, prelude::*};

use crate::server::Server;

/// A table with one row that FINAL leaves out.
fn users() -> Server {
    Server::with(&[
        "CREATE TABLE user (id UInt32, name String, version UInt32) ENGINE = ReplacingMergeTree(version) \
         ORDER BY (id, intHash32(id)) SAMPLE BY intHash32(id)",
        "SYSTEM STOP MERGES user",
        "INSERT INTO user VALUES (1, 'old', 1), (2, 'two', 1)",
        "INSERT INTO user VALUES (1, 'new', 2)",
    ])
}

fn names() -> SelectStatement {
    Query::select()
        .column("name")
        .from("user")
        .order_by("name", Order::Asc)
        .to_owned()
}

#[test]
fn final_() {
    let s = users();
    s.check(
        &names(),
        "SELECT `name` FROM `user` ORDER BY `name` ASC",
        "new\nold\ntwo",
    );
    s.check(
        names().final_(),
        "SELECT `name` FROM `user` FINAL ORDER BY `name` ASC",
        "new\ntwo",
    );
    s.check(
        names().final_().final_().and_where(Expr::col("id").eq(1)),
        "SELECT `name` FROM `user` FINAL WHERE `id` = 1 ORDER BY `name` ASC",
        "new",
    );
    s.check(
        Query::select()
            .column(("u", "name"))
            .from_as("user", "u")
            .final_()
            .and_where(Expr::col(("u", "id")).eq(1)),
        "SELECT `u`.`name` FROM `user` AS `u` FINAL WHERE `u`.`id` = 1",
        "new",
    );
}

#[test]
fn the_clause_survives_what_else_is_said_of_the_condition() {
    let s = users();
    let text = "SELECT `name` FROM `user` FINAL WHERE `id` = 1 OR `id` = 2 ORDER BY `name` ASC";
    let any = || Cond::any().add(Expr::col("id").eq(1)).add(Expr::col("id").eq(2));
    s.check(names().final_().cond_where(any()), text, "new\ntwo");
    s.check(names().cond_where(any()).final_(), text, "new\ntwo");
    s.check(
        names().final_().cond_where(
            Cond::all()
                .not()
                .add(Expr::col("id").eq(1))
                .add(Expr::col("id").eq(2)),
        ),
        "SELECT `name` FROM `user` FINAL WHERE NOT (`id` = 1 AND `id` = 2) ORDER BY `name` ASC",
        "new\ntwo",
    );
    s.check(
        names().cond_where(Cond::all()).final_(),
        "SELECT `name` FROM `user` FINAL ORDER BY `name` ASC",
        "new\ntwo",
    );
}

#[test]
fn prewhere() {
    let s = users();
    s.check(
        names().prewhere(Expr::col("id").eq(1)),
        "SELECT `name` FROM `user` PREWHERE `id` = 1 ORDER BY `name` ASC",
        "new\nold",
    );
    s.check(
        names()
            .prewhere(Expr::col("id").eq(1).or(Expr::col("id").eq(2)))
            .and_where(Expr::col("version").eq(1))
            .prewhere(Expr::col("name").ne("two")),
        "SELECT `name` FROM `user` PREWHERE (`id` = 1 OR `id` = 2) AND `name` <> 'two' WHERE `version` = 1 \
         ORDER BY `name` ASC",
        "old",
    );
    s.check(
        names()
            .prewhere(Cond::any().add(Expr::col("id").eq(1)).add(Expr::col("id").eq(2)))
            .final_(),
        "SELECT `name` FROM `user` FINAL PREWHERE `id` = 1 OR `id` = 2 ORDER BY `name` ASC",
        "new\ntwo",
    );
}

#[test]
fn sample() {
    let s = users();
    s.check(
        names().sample(1.0).final_(),
        "SELECT `name` FROM `user` FINAL SAMPLE 1 ORDER BY `name` ASC",
        "new\ntwo",
    );
    s.check(
        names()
            .sample(0.5)
            .sample_offset(0.25, 0.75)
            .and_where(Expr::col("id").gt(9)),
        "SELECT `name` FROM `user` SAMPLE 0.25 OFFSET 0.75 WHERE `id` > 9 ORDER BY `name` ASC",
        "",
    );
    s.check(
        Query::select()
            .column(("u", "name"))
            .from_as("user", "u")
            .sample(1e-9)
            .and_where(Expr::col("id").gt(9)),
        "SELECT `u`.`name` FROM `user` AS `u` SAMPLE 0.000000001 WHERE `id` > 9",
        "",
    );
}

#[test]
fn settings() {
    let s = users();
    s.check(
        names()
            .setting("max_threads", 2)
            .setting("limit", 5)
            .setting("max_threads", 1),
        "SELECT `name` FROM `user` ORDER BY `name` ASC SETTINGS limit = 5, max_threads = 1",
        "new\nold\ntwo",
    );
    let value = |value: SettingValue, text: &str| {
        assert_eq!(
            Query::select()
                .column("id")
                .from("t")
                .setting("x", value)
                .to_string(ClickHouseQueryBuilder),
            format!("SELECT `id` FROM `t` SETTINGS x = {text}")
        );
    };
    value(true.into(), "1");
    value(i64::MIN.into(), "-9223372036854775808");
    value(u64::MAX.into(), "18446744073709551615");
    value(0.25.into(), "0.25");
    value("a'b\\c\n".into(), r"'a\'b\\c\n'");
    let hostile = "x' , max_threads = 99 -- \\";
    s.check(
        Query::select()
            .expr(Expr::cust("getSetting('log_comment')"))
            .setting("log_comment", hostile),
        r"SELECT getSetting('log_comment') SETTINGS log_comment = 'x\' , max_threads = 99 -- \\'",
        r"x\' , max_threads = 99 -- \\",
    );
}

#[test]
fn clauses_belong_to_the_query_they_stand_on() {
    let s = users();
    let count = |query: SelectStatement| {
        Query::select()
            .expr(Expr::cust("count()"))
            .from_subquery(query, "q")
            .take()
    };
    s.check(
        &count(names().final_().take()),
        "SELECT count() FROM (SELECT `name` FROM `user` FINAL ORDER BY `name` ASC) AS `q`",
        "2",
    );
    s.check(
        count(
            names()
                .final_()
                .prewhere(Expr::col("id").eq(1))
                .setting("max_threads", 1)
                .take(),
        )
        .setting("max_threads", 2),
        "SELECT count() FROM (SELECT `name` FROM `user` FINAL PREWHERE `id` = 1 ORDER BY `name` ASC \
         SETTINGS max_threads = 1) AS `q` SETTINGS max_threads = 2",
        "1",
    );
    let name = || Query::select().column("name").from("user").take();
    s.check(
        name().final_().union(UnionType::All, name()).order_by("name", Order::Asc).setting("max_threads", 1),
        "SELECT * FROM (SELECT `name` FROM `user` FINAL UNION ALL (SELECT `name` FROM `user`)) ORDER BY `name` ASC \
         SETTINGS max_threads = 1",
        "new\nnew\nold\ntwo\ntwo",
    );
    s.check(
        count(name().union(UnionType::All, name().final_().setting("max_threads", 2).take()).setting("max_threads", 1).take())
            .setting("max_threads", 3),
        "SELECT count() FROM (SELECT * FROM (SELECT `name` FROM `user` UNION ALL (SELECT `name` FROM `user` FINAL \
         SETTINGS max_threads = 2)) SETTINGS max_threads = 1) AS `q` SETTINGS max_threads = 3",
        "5",
    );
    let cte = CommonTableExpression::new()
        .table_name("x")
        .query(name().final_().take())
        .to_owned();
    s.check(
        &Query::select()
            .expr(Expr::cust("count()"))
            .from("x")
            .take()
            .with(WithClause::new().cte(cte).to_owned()),
        "WITH `x` AS (SELECT `name` FROM `user` FINAL) SELECT count() FROM `x`",
        "2",
    );
    let ids = Query::select()
        .column("version")
        .from("user")
        .final_()
        .and_where(Expr::col("id").eq(1))
        .take();
    s.check(
        name().and_where(Expr::col("id").in_subquery(ids)).final_(),
        "SELECT `name` FROM `user` FINAL WHERE `id` IN (SELECT `version` FROM `user` FINAL WHERE `id` = 1)",
        "two",
    );
}

#[test]
fn clauses_with_joins_apply_to_the_first_table() {
    let s = users();
    s.run("CREATE TABLE host (user_id UInt32, host String) ENGINE = MergeTree ORDER BY user_id");
    s.run("INSERT INTO host VALUES (1, 'a')");
    s.check(
        Query::select().column(("u", "name")).column(("h", "host")).from_as("user", "u")
            .join_as(JoinType::LeftJoin, "host", "h", Expr::col(("u", "id")).equals(("h", "user_id")))
            .final_().prewhere(Expr::col(("u", "id")).gt(0)).order_by(("u", "name"), Order::Asc),
        "SELECT `u`.`name`, `h`.`host` FROM `user` AS `u` FINAL LEFT JOIN `host` AS `h` ON `u`.`id` = `h`.`user_id` \
         PREWHERE `u`.`id` > 0 ORDER BY `u`.`name` ASC",
        "new\ta\ntwo\t\\N",
    );
    s.check(
        Query::select()
            .expr(Expr::cust("count()"))
            .from("user")
            .from("host")
            .final_(),
        "SELECT count() FROM `user` FINAL, `host`",
        "2",
    );
}

#[test]
fn a_chain_of_and_and_or_binds_as_sql_reads_it() {
    let s = users();
    let id = |id: i32| Expr::col("id").eq(id);
    let mut query = Query::select().expr(Expr::cust("count()")).from("user").take();
    // a OR b AND c
    query.and_or_where(LogicalChainOper::And(id(2)));
    query.and_or_where(LogicalChainOper::Or(id(1)));
    query.and_or_where(LogicalChainOper::And(Expr::col("version").eq(9)));
    s.check(
        &query,
        "SELECT count() FROM `user` WHERE `id` = 2 OR (`id` = 1 AND `version` = 9)",
        "1",
    );
}

#[track_caller]
fn refused(query: &SelectStatement, sentence: &str) {
    let error = build_clickhouse(query, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn misplaced_clauses_are_refused() {
    const PLACE: &str =
        "the clause must stand on a statement of its own kind, outside of OR, NOT, HAVING and expressions";
    let carrier = names().final_().take();
    let condition = |negate: bool| {
        // What a user reaches when the condition of one query is put into another.
        let holder = format!("{carrier:?}");
        assert!(holder.contains("clickhouse_clause"));
        let call = sea_query::Func::cust("clickhouse_clause").arg(Expr::Constant("FINAL".into()));
        if negate {
            Expr::from(call).not()
        } else {
            call.into()
        }
    };
    let final_ = format!("FINAL: {PLACE}");
    refused(names().and_where(condition(true)), &final_);
    refused(
        names().cond_where(Cond::any().add(condition(false)).add(Expr::col("id").eq(1))),
        &final_,
    );
    refused(names().and_having(condition(false)), &final_);
    refused(names().expr(condition(false)), &final_);
    refused(names().order_by_expr(condition(false), Order::Asc), &final_);
    refused(names().inner_join("host", condition(false)), &final_);
    refused(names().prewhere(condition(false)), &final_);
    refused(
        Query::select().column("id").from_subquery(names(), "q").final_(),
        "FINAL: it applies to a table, and this SELECT has none in FROM; put it on the SELECT that names the table",
    );
    refused(
        names().and_where(sea_query::Func::cust("clickhouse_clause").arg(1).into()),
        "clickhouse_clause: this function name is reserved for clauses; set them by the methods of the extension traits",
    );
    for ratio in [0.0, -1.0, 1.5, f64::NAN, f64::INFINITY] {
        refused(
            names().sample(ratio),
            &format!("SAMPLE: {ratio} is neither a part above 0 up to 1 nor a whole number of rows"),
        );
    }
    refused(
        names().sample_offset(0.5, 2.0),
        "SAMPLE: the offset 2 is not a part from 0 to 1",
    );
    refused(
        names().setting("a = 1, b", 1),
        "SETTINGS: `a = 1, b` is not the name of a setting: letters, digits and _ only",
    );
    refused(
        names().setting("a", f64::NAN),
        "SETTINGS: a is set to NaN, which is not a number",
    );
}

#[test]
fn another_backend_fails_on_a_clause() {
    assert!(
        names()
            .final_()
            .to_string(sea_query::MysqlQueryBuilder)
            .contains("clickhouse_clause('FINAL')")
    );
}
