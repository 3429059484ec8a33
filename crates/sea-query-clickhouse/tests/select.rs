use sea_query::{
    ColumnRef, CommonTableExpression, Expr, ExprTrait, Func, JoinType, Order, Query, SelectStatement,
    UnionType, Value, Values, WindowStatement, WithClause,
};
use sea_query_clickhouse::prelude::*;

use crate::server::Server;

pub fn events() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt32, port UInt16, name String, score Nullable(Float64)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event VALUES (1, 53, 'dns', 0.5), (2, 80, 'http', NULL), (3, 443, 'https', 2.5), (4, 53, 'dns', 1)",
        "CREATE TABLE host (id UInt32, event_id UInt32, host String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO host VALUES (1, 1, 'a'), (2, 3, 'b'), (3, 9, 'c')",
    ])
}

pub fn ids() -> SelectStatement {
    Query::select().column("id").from("event").to_owned()
}

#[test]
fn clauses_stand_in_order() {
    let s = events();
    s.check(
        Query::select()
            .distinct()
            .column("name")
            .expr_as(Expr::col("id").count(), "n")
            .from("event")
            .and_where(Expr::col("port").gt(10))
            .group_by_col("name")
            .and_having(Expr::col("id").count().gt(0))
            .order_by("name", Order::Asc)
            .limit(2)
            .offset(1),
        "SELECT DISTINCT `name`, count(`id`) AS `n` FROM `event` WHERE `port` > 10 GROUP BY `name` \
         HAVING count(`id`) > 0 ORDER BY `name` ASC LIMIT 2 OFFSET 1",
        "http\t1\nhttps\t1",
    );
    s.check(
        ids().order_by("id", Order::Desc).offset(3),
        "SELECT `id` FROM `event` ORDER BY `id` DESC OFFSET 3",
        "1",
    );
}

#[test]
fn joins() {
    let s = events();
    let join = |kind: JoinType| {
        Query::select()
            .column(("event", "id"))
            .column(("h", "host"))
            .from("event")
            .join_as(
                kind,
                "host",
                "h",
                Expr::col(("event", "id")).equals(("h", "event_id")),
            )
            .order_by(("event", "id"), Order::Asc)
            .to_owned()
    };
    for (kind, word, answer) in [
        (JoinType::Join, "JOIN", "1\ta\n3\tb"),
        (JoinType::InnerJoin, "INNER JOIN", "1\ta\n3\tb"),
        (JoinType::LeftJoin, "LEFT JOIN", "1\ta\n2\t\\N\n3\tb\n4\t\\N"),
        (JoinType::RightJoin, "RIGHT JOIN", "1\ta\n3\tb\n\\N\tc"),
        (
            JoinType::FullOuterJoin,
            "FULL OUTER JOIN",
            "1\ta\n2\t\\N\n3\tb\n4\t\\N\n\\N\tc",
        ),
    ] {
        s.check(
            &join(kind),
            &format!(
                "SELECT `event`.`id`, `h`.`host` FROM `event` {word} `host` AS `h` ON `event`.`id` = `h`.`event_id` \
                 ORDER BY `event`.`id` ASC"
            ),
            answer,
        );
    }
    s.check(
        Query::select()
            .expr(Func::count(Expr::col(ColumnRef::Asterisk(None))))
            .from("event")
            .cross_join("host"),
        "SELECT count(*) FROM `event` CROSS JOIN `host`",
        "12",
    );
    s.check(
        Query::select()
            .expr(Func::count(Expr::col(ColumnRef::Asterisk(None))))
            .from("event")
            .from("host"),
        "SELECT count(*) FROM `event`, `host`",
        "12",
    );
    s.check(
        Query::select().column("x").from("event").join_subquery(
            JoinType::InnerJoin,
            Query::select().expr_as(Expr::col("event_id"), "x").from("host").take(),
            "sub",
            Expr::col(("event", "id")).equals(("sub", "x")),
        ).order_by("x", Order::Asc),
        "SELECT `x` FROM `event` INNER JOIN (SELECT `event_id` AS `x` FROM `host`) AS `sub` ON `event`.`id` = `sub`.`x` \
         ORDER BY `x` ASC",
        "1\n3",
    );
}

#[test]
fn sub_queries_in_all_places() {
    let s = events();
    let hosts = || Query::select().column("event_id").from("host").take();
    s.check(
        ids()
            .and_where(Expr::col("id").in_subquery(hosts()))
            .order_by("id", Order::Asc),
        "SELECT `id` FROM `event` WHERE `id` IN (SELECT `event_id` FROM `host`) ORDER BY `id` ASC",
        "1\n3",
    );
    s.check(
        ids()
            .and_where(Expr::col("id").not_in_subquery(hosts()))
            .order_by("id", Order::Asc),
        "SELECT `id` FROM `event` WHERE `id` NOT IN (SELECT `event_id` FROM `host`) ORDER BY `id` ASC",
        "2\n4",
    );
    s.check(
        ids().and_where(Expr::exists(hosts().and_where(Expr::col("event_id").eq(9)).take())).order_by("id", Order::Asc).limit(1),
        "SELECT `id` FROM `event` WHERE EXISTS(SELECT `event_id` FROM `host` WHERE `event_id` = 9) ORDER BY `id` ASC LIMIT 1",
        "1",
    );
    s.check(
        ids()
            .and_where(Expr::col("id").eq(Expr::any(hosts())))
            .order_by("id", Order::Asc),
        "SELECT `id` FROM `event` WHERE `id` = ANY(SELECT `event_id` FROM `host`) ORDER BY `id` ASC",
        "1\n3",
    );
    s.check(
        ids()
            .and_where(Expr::col("id").eq(Expr::some(hosts())))
            .order_by("id", Order::Asc),
        "SELECT `id` FROM `event` WHERE `id` = ANY(SELECT `event_id` FROM `host`) ORDER BY `id` ASC",
        "1\n3",
    );
    s.check(
        ids().and_where(Expr::col("id").lte(Expr::all(hosts()))),
        "SELECT `id` FROM `event` WHERE `id` <= ALL(SELECT `event_id` FROM `host`)",
        "1",
    );
    s.check(
        Query::select().expr_as(
            Expr::SubQuery(
                None,
                Box::new(
                    Query::select()
                        .expr(Expr::col("id").max())
                        .from("host")
                        .take()
                        .into(),
                ),
            ),
            "m",
        ),
        "SELECT (SELECT maxOrNull(`id`) FROM `host`) AS `m`",
        "3",
    );
    s.check(
        Query::select()
            .column(("x", "id"))
            .from_subquery(ids().and_where(Expr::col("id").eq(2)).take(), "x"),
        "SELECT `x`.`id` FROM (SELECT `id` FROM `event` WHERE `id` = 2) AS `x`",
        "2",
    );
}

#[test]
fn set_operations() {
    let s = events();
    let arm = |id: i32| ids().and_where(Expr::col("id").lte(id)).take();
    s.check(
        Query::select().expr(Expr::cust("count()")).from_subquery(arm(2).union(UnionType::All, arm(3)).take(), "u"),
        "SELECT count() FROM (SELECT `id` FROM `event` WHERE `id` <= 2 UNION ALL (SELECT `id` FROM `event` WHERE `id` <= 3)) \
         AS `u`",
        "5",
    );
    for (kind, word, answer) in [
        (UnionType::Distinct, "UNION DISTINCT", "4\n3\n2\n1"),
        (UnionType::Intersect, "INTERSECT DISTINCT", "2\n1"),
        (UnionType::Except, "EXCEPT DISTINCT", "4\n3"),
        (UnionType::All, "UNION ALL", "4\n3\n2\n2\n1\n1"),
    ] {
        s.check(
            arm(4).union(kind, arm(2)).order_by("id", Order::Desc),
            &format!(
                "SELECT * FROM (SELECT `id` FROM `event` WHERE `id` <= 4 {word} (SELECT `id` FROM `event` WHERE `id` <= 2)) \
                 ORDER BY `id` DESC"
            ),
            answer,
        );
    }
    s.check(
        arm(4).union(UnionType::All, arm(2).order_by("id", Order::Desc).limit(1).take()).order_by("id", Order::Desc).limit(2).offset(2),
        "SELECT * FROM (SELECT `id` FROM `event` WHERE `id` <= 4 UNION ALL (SELECT `id` FROM `event` WHERE `id` <= 2 \
         ORDER BY `id` DESC LIMIT 1)) ORDER BY `id` DESC LIMIT 2 OFFSET 2",
        "2\n2",
    );
    s.run("CREATE TABLE twice (id UInt32) ENGINE = Memory");
    s.run("INSERT INTO twice VALUES (1), (1), (2)");
    s.check(
        Query::select().column("id").from("twice").union(UnionType::Except, arm(0)).order_by("id", Order::Asc),
        "SELECT * FROM (SELECT `id` FROM `twice` EXCEPT DISTINCT (SELECT `id` FROM `event` WHERE `id` <= 0)) ORDER BY `id` ASC",
        "1\n2",
    );
}

#[test]
fn common_table_expressions() {
    let s = events();
    let cte = |name: &'static str, query: SelectStatement| {
        CommonTableExpression::new()
            .table_name(name)
            .query(query)
            .to_owned()
    };
    let with = WithClause::new().cte(cte("x", ids())).to_owned();
    s.check(
        &Query::select()
            .expr(Expr::col("id").sum())
            .from("x")
            .take()
            .with(with.clone()),
        "WITH `x` AS (SELECT `id` FROM `event`) SELECT sumOrNull(`id`) FROM `x`",
        "10",
    );
    s.check(
        Query::select().with_cte(with).column("id").from("x").union(UnionType::All, Query::select().column("id").from("x").take())
            .order_by("id", Order::Asc).limit(2),
        "WITH `x` AS (SELECT `id` FROM `event`) SELECT * FROM (SELECT `id` FROM `x` UNION ALL (SELECT `id` FROM `x`)) \
         ORDER BY `id` ASC LIMIT 2",
        "1\n1",
    );
    let mut named = cte(
        "x",
        Query::select()
            .column("id")
            .column("port")
            .from("event")
            .and_where(Expr::col("id").eq(1))
            .take(),
    );
    named.columns(["a", "b"]);
    s.check(
        Query::select()
            .with_cte(WithClause::new().cte(named).to_owned())
            .column("b")
            .column("a")
            .from("x"),
        "WITH `x` (`a`, `b`) AS (SELECT `id`, `port` FROM `event` WHERE `id` = 1) SELECT `b`, `a` FROM `x`",
        "53\t1",
    );
    let mut once = cte("x", ids());
    once.materialized(true);
    s.check(
        Query::select()
            .with_cte(WithClause::new().cte(once).to_owned())
            .expr(Expr::col("id").max())
            .from("x"),
        "WITH `x` AS MATERIALIZED (SELECT `id` FROM `event`) SELECT maxOrNull(`id`) FROM `x`",
        "4",
    );
    let values = CommonTableExpression::new()
        .table_name("x")
        .values(vec![
            Values(vec![1.into(), "a".into()]),
            Values(vec![2.into(), "b".into()]),
        ])
        .to_owned();
    s.check(
        Query::select()
            .with_cte(WithClause::new().cte(values).to_owned())
            .column(ColumnRef::Asterisk(None))
            .from("x"),
        "WITH `x` AS (VALUES (1, 'a'), (2, 'b')) SELECT * FROM `x`",
        "1\ta\n2\tb",
    );
}

#[test]
fn a_recursive_common_table_expression() {
    let s = Server::new();
    let step = Query::select()
        .expr(Expr::col("n").add(1))
        .from("t")
        .and_where(Expr::col("n").lt(4))
        .take();
    let query = Query::select()
        .expr_as(Expr::cust("toInt64(1)"), "n")
        .take()
        .union(UnionType::All, step)
        .take();
    let cte = CommonTableExpression::new()
        .table_name("t")
        .query(query)
        .to_owned();
    let with = WithClause::new().recursive(true).cte(cte).to_owned();
    s.check(
        &Query::select()
            .expr(Expr::col("n").sum())
            .from("t")
            .take()
            .with(with),
        "WITH RECURSIVE `t` AS (SELECT toInt64(1) AS `n` UNION ALL (SELECT `n` + 1 FROM `t` WHERE `n` < 4)) \
         SELECT sumOrNull(`n`) FROM `t`",
        "10",
    );
}

#[test]
fn distinct_on() {
    let s = events();
    s.check(
        Query::select()
            .distinct_on(["name"])
            .column("name")
            .column("id")
            .from("event")
            .order_by("id", Order::Asc),
        "SELECT DISTINCT ON (`name`) `name`, `id` FROM `event` ORDER BY `id` ASC",
        "dns\t1\nhttp\t2\nhttps\t3",
    );
}

#[test]
fn values_and_table_functions() {
    let s = Server::new();
    s.check(
        Query::select()
            .column(ColumnRef::Asterisk(None))
            .from_values([(1, "a"), (2, "it's")], "v"),
        "SELECT * FROM (VALUES (1, 'a'), (2, 'it\\'s')) AS `v`",
        "1\ta\n2\tit\\'s",
    );
    s.check(
        Query::select()
            .column(("n", "number"))
            .from_function(Func::cust("numbers").arg(2).arg(3), "n"),
        "SELECT `n`.`number` FROM numbers(2, 3) AS `n`",
        "2\n3\n4",
    );
}

#[test]
fn a_database_before_the_table() {
    let s = events();
    let text = format!(
        "SELECT `{0}`.`event`.`id` FROM `{0}`.`event` WHERE `{0}`.`event`.`id` = 3",
        s.database()
    );
    let database = s.database().to_owned();
    s.check(
        Query::select()
            .column((database.clone(), "event", "id"))
            .from((database.clone(), "event"))
            .and_where(Expr::col((database, "event", "id")).eq(3)),
        &text,
        "3",
    );
}

#[test]
fn an_alias_hides_the_column_of_its_name() {
    let s = events();
    // Known of ClickHouse, and the reason why nothing here gives an expression its column's name.
    let query = Query::select()
        .expr_as(Expr::col("id").add(10), "id")
        .from("event")
        .and_where(Expr::col("id").gt(13))
        .take();
    assert_eq!(s.answer(&query, &Default::default()), "14\n");
}

#[test]
fn parameters_of_build_follow_the_text() {
    let mut window = WindowStatement::partition_by("id");
    window.order_by_expr(Expr::col("id").add(7), Order::Asc);
    let (sql, values) = Query::select()
        .expr(Expr::val(1))
        .expr_window_name(Expr::cust("count()"), "w")
        .from("event")
        .window("w", window)
        .and_where(Expr::col("port").eq(3))
        .prewhere(Expr::col("id").eq(2))
        .group_by_columns(["id", "port"])
        .and_having(Expr::col("id").gt(4))
        .order_by_expr(Expr::col("id").add(8), Order::Asc)
        .limit(9)
        .offset(10)
        .build(ClickHouseQueryBuilder);
    assert_eq!(
        sql,
        "SELECT ?, count() OVER `w` FROM `event` PREWHERE `id` = ? WHERE `port` = ? GROUP BY `id`, `port` HAVING `id` > ? \
         WINDOW `w` AS (PARTITION BY `id` ORDER BY `id` + ? ASC) ORDER BY `id` + ? ASC LIMIT ? OFFSET ?"
    );
    let numbers: Vec<Value> = vec![
        1.into(),
        2.into(),
        3.into(),
        4.into(),
        7u8.into(),
        8u8.into(),
        9u64.into(),
        10u64.into(),
    ];
    assert_eq!(values.0, numbers);
    let (sql, values) = ids()
        .and_where(Expr::col("id").eq(1))
        .union(UnionType::All, ids().and_where(Expr::col("id").eq(2)).take())
        .order_by_expr(Expr::col("id").add(3), Order::Asc)
        .limit(4)
        .build(ClickHouseQueryBuilder);
    assert_eq!(
        sql,
        "SELECT * FROM (SELECT `id` FROM `event` WHERE `id` = ? UNION ALL (SELECT `id` FROM `event` WHERE `id` = ?)) \
         ORDER BY `id` + ? ASC LIMIT ?"
    );
    assert_eq!(
        values.0,
        vec![1.into(), 2.into(), 3u8.into(), 4u64.into()] as Vec<Value>
    );
}
