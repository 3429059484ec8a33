use sea_query::{
    Cond, Expr, ExprTrait, LikeExpr, Order, Query, SelectStatement, Value, extension::postgres::PgExpr,
};
use sea_query_clickhouse::{Target, build_clickhouse};

use crate::{select::events, server::Server};

fn ids(condition: impl sea_query::IntoCondition) -> SelectStatement {
    Query::select()
        .column("id")
        .from("event")
        .cond_where(condition)
        .order_by("id", Order::Asc)
        .to_owned()
}

#[track_caller]
fn check(server: &Server, condition: Expr, text: &str, answer: &str) {
    server.check(
        &ids(condition),
        &format!("SELECT `id` FROM `event` WHERE {text} ORDER BY `id` ASC"),
        answer,
    );
}

#[test]
fn comparisons() {
    let s = events();
    let id = || Expr::col("id");
    check(&s, id().eq(2), "`id` = 2", "2");
    check(&s, id().ne(2), "`id` <> 2", "1\n3\n4");
    check(&s, id().lt(2), "`id` < 2", "1");
    check(&s, id().gte(3).and(id().lte(3)), "`id` >= 3 AND `id` <= 3", "3");
    check(&s, id().between(2, 3), "`id` BETWEEN 2 AND 3", "2\n3");
    check(&s, id().not_between(2, 3), "`id` NOT BETWEEN 2 AND 3", "1\n4");
    check(
        &s,
        id().between(id().sub(1), id().add(1)).and(id().eq(1)),
        "(`id` BETWEEN `id` - 1 AND `id` + 1) AND `id` = 1",
        "1",
    );
    check(&s, id().add(1).mul(2).eq(6), "(`id` + 1) * 2 = 6", "2");
    check(
        &s,
        id().sub(id().sub(-1)).eq(-1),
        "`id` - (`id` - -1) = -1",
        "1\n2\n3\n4",
    );
    check(
        &s,
        id().modulo(2).eq(0).or(id().eq(1)),
        "`id` % 2 = 0 OR `id` = 1",
        "1\n2\n4",
    );
    check(&s, id().div(2).gt(1.5), "`id` / 2 > 1.5", "4");
}

#[test]
fn null() {
    let s = events();
    let score = || Expr::col("score");
    check(&s, score().is_null(), "`score` IS NULL", "2");
    check(&s, score().is_not_null(), "`score` IS NOT NULL", "1\n3\n4");
    check(&s, score().is_null().not(), "NOT (`score` IS NULL)", "1\n3\n4");
    check(&s, score().eq(Value::Double(None)), "`score` = NULL", "");
}

#[test]
fn truth() {
    let s = events();
    let low = || Expr::col("score").lt(1);
    check(&s, low().is(true), "isNotDistinctFrom(`score` < 1, true)", "1");
    check(
        &s,
        low().is_not(true),
        "NOT isNotDistinctFrom(`score` < 1, true)",
        "2\n3\n4",
    );
    check(
        &s,
        low().is(false),
        "isNotDistinctFrom(`score` < 1, false)",
        "3\n4",
    );
    check(
        &s,
        Expr::col("score")
            .is(Expr::col("score"))
            .and(low().is_not(true).not()),
        "isNotDistinctFrom(`score`, `score`) AND (NOT (NOT isNotDistinctFrom(`score` < 1, true)))",
        "1",
    );
}

#[test]
fn not_and_or_keep_their_parentheses() {
    let s = events();
    let id = || Expr::col("id");
    check(
        &s,
        id().eq(1).or(id().eq(2)).and(id().eq(2)),
        "(`id` = 1 OR `id` = 2) AND `id` = 2",
        "2",
    );
    check(
        &s,
        id().eq(1).and(id().eq(2)).or(id().eq(2)),
        "(`id` = 1 AND `id` = 2) OR `id` = 2",
        "2",
    );
    check(
        &s,
        id().eq(1).or(id().eq(2)).not(),
        "NOT (`id` = 1 OR `id` = 2)",
        "3\n4",
    );
    check(&s, id().is_in([1, 2]).not(), "NOT (`id` IN (1, 2))", "3\n4");
    check(&s, id().eq(1).not().not(), "NOT (NOT (`id` = 1))", "1");
    s.check(
        &ids(Cond::all()
            .add(Cond::any().add(id().eq(1)).add(id().eq(3)))
            .add(id().gt(1))),
        "SELECT `id` FROM `event` WHERE (`id` = 1 OR `id` = 3) AND `id` > 1 ORDER BY `id` ASC",
        "3",
    );
}

#[test]
fn lists() {
    let s = events();
    let id = || Expr::col("id");
    check(&s, id().is_in([1, 3, 9]), "`id` IN (1, 3, 9)", "1\n3");
    check(&s, id().is_not_in([1, 3, 9]), "`id` NOT IN (1, 3, 9)", "2\n4");
    check(
        &s,
        Expr::col("name").is_in(["dns", "it's"]),
        r"`name` IN ('dns', 'it\'s')",
        "1\n4",
    );
    check(&s, id().is_in(Vec::<i32>::new()), "1 = 2", "");
    check(&s, id().is_not_in(Vec::<i32>::new()), "1 = 1", "1\n2\n3\n4");
    check(
        &s,
        id().is_in(Vec::<i32>::new()).not(),
        "NOT (1 = 2)",
        "1\n2\n3\n4",
    );
    check(&s, id().add(1).is_in([2]), "`id` + 1 IN (2)", "1");
    check(
        &s,
        id().is_in([Expr::val(1), Expr::col("port").sub(51)]),
        "`id` IN (1, `port` - 51)",
        "1",
    );
    let pair = || Expr::tuple([Expr::col("id"), Expr::col("name")]);
    check(
        &s,
        pair().in_tuples([(1, "dns"), (2, "dns")]),
        "(`id`, `name`) IN ((1, 'dns'), (2, 'dns'))",
        "1",
    );
    check(
        &s,
        pair().in_tuples([(3, "https")]),
        "(`id`, `name`) IN ((3, 'https'))",
        "3",
    );
    let built = build_clickhouse(&ids(id().is_in([1, 3])), &Target::default()).unwrap();
    assert_eq!(
        built.sql,
        "SELECT `id` FROM `event` WHERE `id` IN {p0:Array(Int32)} ORDER BY `id` ASC"
    );
    assert_eq!(built.parameters[0].text, "[1,3]");
}

#[test]
fn a_null_in_a_list() {
    let s = events();
    check(
        &s,
        Expr::col("id").is_in([Some(1), None]),
        "`id` IN (1, NULL)",
        "1",
    );
}

#[test]
fn patterns() {
    let s = events();
    let name = || Expr::col("name");
    check(&s, name().like("http%"), "`name` LIKE 'http%'", "2\n3");
    check(&s, name().not_like("http%"), "`name` NOT LIKE 'http%'", "1\n4");
    check(
        &s,
        name().like(LikeExpr::new("ht|%p").escape('|')),
        "`name` LIKE 'ht|%p' ESCAPE '|'",
        "",
    );
    check(
        &s,
        name().like(LikeExpr::new("ht%p").escape('|')),
        "`name` LIKE 'ht%p' ESCAPE '|'",
        "2",
    );
    check(
        &s,
        name().like(LikeExpr::new(r"ht%\").escape('\'')),
        r"`name` LIKE 'ht%\\' ESCAPE '\''",
        "",
    );
    check(&s, name().ilike("HTTP%"), "`name` ILIKE 'HTTP%'", "2\n3");
    check(&s, name().not_ilike("HTTP%"), "`name` NOT ILIKE 'HTTP%'", "1\n4");
    check(
        &s,
        name().concatenate("!").eq("dns!"),
        "(`name` || '!') = 'dns!'",
        "1\n4",
    );
}

#[test]
fn bits() {
    let s = events();
    let id = || Expr::col("id");
    check(&s, id().bit_and(1).eq(1), "bitAnd(`id`, 1) = 1", "1\n3");
    check(&s, id().bit_or(1).eq(3), "bitOr(`id`, 1) = 3", "2\n3");
    check(&s, id().left_shift(1).eq(4), "bitShiftLeft(`id`, 1) = 4", "2");
    check(
        &s,
        id().right_shift(1).eq(1),
        "bitShiftRight(`id`, 1) = 1",
        "2\n3",
    );
    check(
        &s,
        id().add(1).bit_and(id().bit_or(4)).gt(0),
        "bitAnd(`id` + 1, bitOr(`id`, 4)) > 0",
        "2\n3\n4",
    );
}

#[test]
fn cases() {
    let s = events();
    s.check(
        Query::select()
            .expr_as(
                Expr::case(Expr::col("id").lt(2), "low").case(Expr::col("id").lt(4).and(Expr::col("id").gt(2)), "it's").finally("high"),
                "word",
            )
            .from("event")
            .order_by("id", Order::Asc),
        r"SELECT (CASE WHEN (`id` < 2) THEN 'low' WHEN (`id` < 4 AND `id` > 2) THEN 'it\'s' ELSE 'high' END) AS `word` FROM `event` ORDER BY `id` ASC",
        "low\nhigh\nit\\'s\nhigh",
    );
    s.check(
        Query::select()
            .expr(Expr::case(Expr::col("id").eq(1), 5))
            .from("event")
            .order_by("id", Order::Asc)
            .limit(2),
        "SELECT (CASE WHEN (`id` = 1) THEN 5 END) FROM `event` ORDER BY `id` ASC LIMIT 2",
        "5\n\\N",
    );
}

#[test]
fn a_sub_query_that_counts_is_zero_where_there_is_nothing() {
    let s = events();
    let hosts = || {
        Query::select()
            .expr(Expr::col(("host", "id")).count())
            .from("host")
            .and_where(Expr::col(("host", "event_id")).equals(("event", "id")))
            .to_owned()
    };
    let value = |query: SelectStatement| Expr::SubQuery(None, Box::new(query.into()));
    let text = "(SELECT count(`host`.`id`) FROM `host` WHERE `host`.`event_id` = `event`.`id`)";
    check(
        &s,
        value(hosts()).eq(0),
        &format!("ifNull({text}, 0) = 0"),
        "2\n4",
    );
    check(
        &s,
        value(hosts()).lt(1),
        &format!("ifNull({text}, 0) < 1"),
        "2\n4",
    );
    // A set of rows is no value, and of a group or a limit there may be no row.
    let all = Query::select()
        .expr(Expr::col("id").count())
        .from("host")
        .to_owned();
    check(
        &s,
        Expr::col("id").in_subquery(all.clone()),
        "`id` IN (SELECT count(`id`) FROM `host`)",
        "3",
    );
    check(
        &s,
        Expr::col("id").not_in_subquery(all.clone()),
        "`id` NOT IN (SELECT count(`id`) FROM `host`)",
        "1\n2\n4",
    );
    let text = "SELECT count(`id`) FROM `host`";
    for (query, end) in [
        (
            all.clone().group_by_col("host").limit(1).to_owned(),
            " GROUP BY `host` LIMIT 1",
        ),
        (all.clone().limit(1).to_owned(), " LIMIT 1"),
        (
            all.clone().and_having(Expr::col("id").count().gt(9)).to_owned(),
            " HAVING count(`id`) > 9",
        ),
    ] {
        check(
            &s,
            value(query).is_null(),
            &format!("({text}{end}) IS NULL"),
            if end.contains("HAVING") { "1\n2\n3\n4" } else { "" },
        );
    }
}
