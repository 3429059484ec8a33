//! Every clause of SELECT in every place where a query stands: the outermost, a sub-query, a common table expression and
//! an arm of a union, each alone.

use sea_query::{
    Asterisk, CommonTableExpression, Expr, ExprTrait, Frame, FrameType, Func, NullOrdering, Order, Query,
    SelectStatement, UnionType, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    ClickHouseSql, Target, build_clickhouse,
    prelude::*,
    query::{ArrayJoin, Columns, Interpolate, Join, Limit, OrderBy, TableFunction, WithFill},
};

use crate::server::Server;

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE e (id UInt32, k UInt8, v Nullable(Int32), name String, tags Array(String), version UInt8) \
         ENGINE = ReplacingMergeTree(version) ORDER BY id SAMPLE BY id",
        "SYSTEM STOP MERGES e",
        "INSERT INTO e VALUES (1, 1, 10, 'a', ['x', 'y'], 1), (2, 1, NULL, 'b', [], 1), (3, 2, 30, 'c', ['z'], 1)",
        "INSERT INTO e VALUES (3, 2, 31, 'd', ['z'], 2)",
        "CREATE TABLE o (id UInt32, at UInt32, w UInt8) ENGINE = MergeTree ORDER BY (id, at)",
        "INSERT INTO o VALUES (1, 0, 7), (1, 1, 8), (3, 9, 9)",
        "CREATE VIEW above AS SELECT id FROM e WHERE id > {low:UInt32}",
    ])
}

/// The rows without their order.
fn sorted(answer: &str) -> Vec<&str> {
    let mut rows: Vec<_> = answer.split('\n').filter(|row| !row.is_empty()).collect();
    rows.sort_unstable();
    rows
}

struct Places {
    s: Server,
}

impl Places {
    /// Checks the text and the rows of a query in each place.
    #[track_caller]
    fn check(&self, query: &SelectStatement, text: &str, rows: &str) {
        self.one(query, text, rows);
        let sub_query = Query::select()
            .column(Asterisk)
            .from_subquery(query.clone(), "q")
            .to_owned();
        let inside = format!("SELECT * FROM ({text}) AS `q`");
        self.one(&sub_query, &inside, rows);
        let cte = CommonTableExpression::new()
            .table_name("q")
            .query(query.clone())
            .to_owned();
        let with = Query::select()
            .column(Asterisk)
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned();
        self.one(&with, &format!("WITH `q` AS ({text}) SELECT * FROM `q`"), rows);
        let mut union = sub_query;
        union.union(UnionType::All, query.clone());
        self.one(
            &union,
            &format!("{inside} UNION ALL ({text})"),
            &format!("{rows}\n{rows}"),
        );
    }

    /// Checks a query by its literals and by its parameters.
    #[track_caller]
    fn one(&self, query: &SelectStatement, text: &str, rows: &str) {
        assert_eq!(query.to_string(ClickHouseQueryBuilder), text);
        let built = build_clickhouse(query, &Target::default()).unwrap();
        let mut literal = ClickHouseSql::raw(text);
        literal.requirements = built.requirements.clone();
        for sql in [built, literal] {
            assert_eq!(sorted(&self.s.run_built(&sql)), sorted(rows), "{}", sql.sql);
        }
    }
}

fn places() -> Places {
    Places { s: server() }
}

fn ids() -> SelectStatement {
    Query::select().column("id").from("e").to_owned()
}

fn numbers(count: u64) -> SelectStatement {
    Query::select()
        .column("number")
        .from(TableFunction::numbers(count))
        .to_owned()
}

#[test]
fn with() {
    let p = places();
    p.check(
        numbers(3)
            .with_expr("low", 1)
            .and_where(Expr::col("number").gte(Expr::col("low"))),
        "WITH 1 AS `low` SELECT `number` FROM numbers(3) WHERE `number` >= `low`",
        "1\n2",
    );
    let few = |materialized: bool| {
        let mut cte = CommonTableExpression::new();
        cte.table_name("few").query(numbers(2));
        if materialized {
            cte.materialized(true);
        }
        Query::select()
            .column("number")
            .from("few")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned()
    };
    p.check(
        &few(false),
        "WITH `few` AS (SELECT `number` FROM numbers(2)) SELECT `number` FROM `few`",
        "0\n1",
    );
    p.check(
        &few(true),
        "WITH `few` AS MATERIALIZED (SELECT `number` FROM numbers(2)) SELECT `number` FROM `few`",
        "0\n1",
    );
    let step = Query::select()
        .expr(Expr::col("n").add(1))
        .from("t")
        .and_where(Expr::col("n").lt(3))
        .to_owned();
    let counted = Query::select()
        .expr_as(Expr::cust("toInt64(1)"), "n")
        .union(UnionType::All, step)
        .to_owned();
    let recursive = WithClause::new()
        .recursive(true)
        .cte(
            CommonTableExpression::new()
                .table_name("t")
                .query(counted)
                .to_owned(),
        )
        .to_owned();
    p.check(
        Query::select().column("n").from("t").with_cte(recursive),
        "WITH RECURSIVE `t` AS (SELECT toInt64(1) AS `n` UNION ALL (SELECT `n` + 1 FROM `t` WHERE `n` < 3)) \
         SELECT `n` FROM `t`",
        "1\n2\n3",
    );
}

#[test]
fn distinct() {
    let p = places();
    p.check(
        Query::select().distinct().column("k").from("e"),
        "SELECT DISTINCT `k` FROM `e`",
        "1\n2",
    );
    p.check(
        Query::select()
            .column("k")
            .from_subquery(
                ids().column("k").final_().order_by("id", Order::Asc).to_owned(),
                "s",
            )
            .distinct_on_exprs([Expr::col("k").modulo(2)]),
        "SELECT DISTINCT ON (`k` % 2) `k` FROM (SELECT `id`, `k` FROM `e` FINAL ORDER BY `id` ASC) AS `s`",
        "1\n2",
    );
}

#[test]
fn final_sample_and_prewhere() {
    let p = places();
    p.check(ids().final_(), "SELECT `id` FROM `e` FINAL", "1\n2\n3");
    p.check(
        Query::select()
            .column(("x", "name"))
            .from_as("o", "y")
            .join_with(Join::new("e").alias("x").final_().using(["id"])),
        "SELECT `x`.`name` FROM `o` AS `y` INNER JOIN `e` AS `x` FINAL USING (`id`)",
        "a\na\nd",
    );
    p.check(
        Query::select()
            .column(("y", "w"))
            .from_as("o", "y")
            .from_as("e", "x")
            .final_of("x")
            .and_where(Expr::col(("x", "id")).equals(("y", "id"))),
        "SELECT `y`.`w` FROM `o` AS `y`, `e` AS `x` FINAL WHERE `x`.`id` = `y`.`id`",
        "7\n8\n9",
    );
    p.check(
        ids().final_().sample(0.5),
        "SELECT `id` FROM `e` FINAL SAMPLE 0.5",
        "1\n2\n3",
    );
    p.check(
        ids().final_().sample_offset(0.5, 0.5),
        "SELECT `id` FROM `e` FINAL SAMPLE 0.5 OFFSET 0.5",
        "",
    );
    p.check(
        ids()
            .prewhere(Expr::col("k").eq(1))
            .and_where(Expr::col("id").gt(1)),
        "SELECT `id` FROM `e` PREWHERE `k` = 1 WHERE `id` > 1",
        "2",
    );
}

#[test]
fn array_joins() {
    let p = places();
    let tags = || ids().column("tag").final_().to_owned();
    p.check(
        tags().array_join([ArrayJoin::new(Expr::col("tags")).alias("tag")]),
        "SELECT `id`, `tag` FROM `e` FINAL ARRAY JOIN `tags` AS `tag`",
        "1\tx\n1\ty\n3\tz",
    );
    p.check(
        tags().left_array_join([ArrayJoin::new(Expr::col("tags")).alias("tag")]),
        "SELECT `id`, `tag` FROM `e` FINAL LEFT ARRAY JOIN `tags` AS `tag`",
        "1\tx\n1\ty\n2\t\n3\tz",
    );
}

#[test]
fn joins() {
    let p = places();
    let of = |columns: &[&'static str], join: Join| {
        let mut query = Query::select();
        for column in columns {
            query.column(*column);
        }
        query
            .from_subquery(ids().final_().to_owned(), "l")
            .join_with(join)
            .to_owned()
    };
    let base = "FROM (SELECT `id` FROM `e` FINAL) AS `l`";
    let o = || Join::new("o").using(["id"]);
    p.check(
        &of(&["id"], o().left().any()),
        &format!("SELECT `id` {base} LEFT ANY JOIN `o` USING (`id`)"),
        "1\n2\n3",
    );
    p.check(
        &of(&["id", "w"], o().all()),
        &format!("SELECT `id`, `w` {base} INNER ALL JOIN `o` USING (`id`)"),
        "1\t7\n1\t8\n3\t9",
    );
    p.check(
        &of(&["id"], o().left().semi()),
        &format!("SELECT `id` {base} LEFT SEMI JOIN `o` USING (`id`)"),
        "1\n3",
    );
    p.check(
        &of(&["id"], o().left().anti()),
        &format!("SELECT `id` {base} LEFT ANTI JOIN `o` USING (`id`)"),
        "2",
    );
    p.check(
        &of(&["id", "w"], o().global().left()),
        &format!("SELECT `id`, `w` {base} GLOBAL LEFT JOIN `o` USING (`id`)"),
        "1\t7\n1\t8\n2\t\\N\n3\t9",
    );
    p.check(
        &of(&["number"], Join::subquery(numbers(2), "n").paste()),
        &format!("SELECT `number` {base} PASTE JOIN (SELECT `number` FROM numbers(2)) AS `n`"),
        "0\n1",
    );
    p.check(
        &of(&["number"], Join::subquery(numbers(2), "n").cross()),
        &format!("SELECT `number` {base} CROSS JOIN (SELECT `number` FROM numbers(2)) AS `n`"),
        "0\n0\n0\n1\n1\n1",
    );
    p.check(
        &of(
            &["w"],
            Join::new("o")
                .asof()
                .on(Expr::col(("l", "id")).equals(("o", "id")))
                .on(Expr::col(("l", "id")).gt(Expr::col(("o", "at")))),
        ),
        &format!("SELECT `w` {base} INNER ASOF JOIN `o` ON `l`.`id` = `o`.`id` AND `l`.`id` > `o`.`at`"),
        "7",
    );
}

#[test]
fn groups() {
    let p = places();
    let grouped = || {
        Query::select()
            .column("k")
            .expr_as(Expr::cust("count()"), "c")
            .from("e")
            .final_()
            .to_owned()
    };
    let text = |end: &str| format!("SELECT `k`, count() AS `c` FROM `e` FINAL {end}");
    p.check(grouped().group_by_all(), &text("GROUP BY ALL"), "1\t2\n2\t1");
    p.check(
        grouped().group_by_col("k").and_having(Expr::col("c").gt(1)),
        &text("GROUP BY `k` HAVING `c` > 1"),
        "1\t2",
    );
    p.check(
        grouped().group_by_col("k").with_rollup(),
        &text("GROUP BY `k` WITH ROLLUP"),
        "0\t3\n1\t2\n2\t1",
    );
    p.check(
        grouped().group_by_col("k").with_cube(),
        &text("GROUP BY `k` WITH CUBE"),
        "0\t3\n1\t2\n2\t1",
    );
    p.check(
        grouped().grouping_sets([vec![Expr::col("k")], vec![]]),
        &text("GROUP BY GROUPING SETS ((`k`), ())"),
        "0\t3\n1\t2\n2\t1",
    );
    // The totals are no rows, so each place shows them as its output does.
    let totals = grouped().group_by_col("k").with_totals().to_owned();
    p.one(&totals, &text("GROUP BY `k` WITH TOTALS"), "1\t2\n2\t1\n0\t3");
    let inside = Query::select()
        .column("c")
        .from_subquery(totals.clone(), "q")
        .to_owned();
    p.one(
        &inside,
        &format!("SELECT `c` FROM ({}) AS `q`", text("GROUP BY `k` WITH TOTALS")),
        "2\n1\n3",
    );
    let cte = CommonTableExpression::new()
        .table_name("q")
        .query(totals.clone())
        .to_owned();
    p.one(
        Query::select()
            .column("c")
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned()),
        &format!(
            "WITH `q` AS ({}) SELECT `c` FROM `q`",
            text("GROUP BY `k` WITH TOTALS")
        ),
        "2\n1\n3",
    );
    p.one(
        grouped().group_by_col("k").union(UnionType::All, totals),
        &format!(
            "{} UNION ALL ({})",
            text("GROUP BY `k`"),
            text("GROUP BY `k` WITH TOTALS")
        ),
        "1\t2\n1\t2\n2\t1\n2\t1\n0\t3",
    );
}

#[test]
fn windows() {
    let p = places();
    let window = || {
        WindowStatement::partition_by("k")
            .order_by("id", Order::Asc)
            .frame_between(FrameType::Rows, Frame::UnboundedPreceding, Frame::CurrentRow)
            .to_owned()
    };
    let text = "PARTITION BY `k` ORDER BY `id` ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    p.check(
        ids()
            .expr_window_as(Expr::cust("sum(id)"), window(), "s")
            .final_(),
        &format!("SELECT `id`, sum(id) OVER ({text}) AS `s` FROM `e` FINAL"),
        "1\t1\n2\t3\n3\t3",
    );
    p.check(
        ids()
            .expr_window_name_as(Expr::cust("row_number()"), "w", "r")
            .final_()
            .window("w", window()),
        &format!("SELECT `id`, row_number() OVER `w` AS `r` FROM `e` FINAL WINDOW `w` AS ({text})"),
        "1\t1\n2\t2\n3\t1",
    );
    p.check(
        ids()
            .expr_window_name_as(Expr::cust("row_number()"), "w", "r")
            .final_()
            .window("w", window())
            .qualify(Expr::col("r").eq(1)),
        &format!(
            "SELECT `id`, row_number() OVER `w` AS `r` FROM `e` FINAL WINDOW `w` AS ({text}) QUALIFY `r` = 1"
        ),
        "1\t1\n3\t1",
    );
}

#[test]
fn orders() {
    let p = places();
    let rows = |answer: &str, query: &SelectStatement, text: &str| p.check(query, text, answer);
    rows(
        "3\n2\n1",
        ids().final_().order_by_all(Order::Desc, Some(NullOrdering::Last)),
        "SELECT `id` FROM `e` FINAL ORDER BY ALL DESC NULLS LAST",
    );
    // The order shows by a limit.
    rows(
        "2",
        ids()
            .final_()
            .order_by_with(OrderBy::new(Expr::col("v")).nulls_first())
            .limit(1),
        "SELECT `id` FROM `e` FINAL ORDER BY `v` ASC NULLS FIRST LIMIT 1",
    );
    rows(
        "2",
        ids()
            .final_()
            .order_by_with_nulls("v", Order::Asc, NullOrdering::Last)
            .limit(1)
            .offset(2),
        "SELECT `id` FROM `e` FINAL ORDER BY `v` ASC NULLS LAST LIMIT 1 OFFSET 2",
    );
    rows(
        "1",
        ids()
            .final_()
            .order_by_with(OrderBy::new(Expr::col("name")).collate("de"))
            .limit(1),
        "SELECT `id` FROM `e` FINAL ORDER BY `name` ASC COLLATE 'de' LIMIT 1",
    );
    let filled = || {
        Query::select()
            .expr_as(Expr::cust("toInt32(number * 3)"), "n")
            .from(TableFunction::numbers(2))
            .to_owned()
    };
    let text = "SELECT toInt32(number * 3) AS `n`";
    rows(
        "-1\n0\n1\n3",
        filled().order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new().from(-1).to(3).step(2))),
        &format!("{text} FROM numbers(2) ORDER BY `n` ASC WITH FILL FROM -1 TO 3 STEP 2"),
    );
    rows(
        "0\n1\n3\n4",
        filled().order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new().staleness(2))),
        &format!("{text} FROM numbers(2) ORDER BY `n` ASC WITH FILL STALENESS 2"),
    );
    rows(
        "0\t1\n1\t2\n2\t3\n3\t1",
        filled()
            .expr_as(Expr::cust("toInt32(1)"), "m")
            .order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new()))
            .interpolate([Interpolate::with("m", Expr::col("m").add(1))]),
        &format!(
            "{text}, toInt32(1) AS `m` FROM numbers(2) ORDER BY `n` ASC WITH FILL INTERPOLATE (`m` AS `m` + 1)"
        ),
    );
}

#[test]
fn limits() {
    let p = places();
    let ordered = || {
        Query::select()
            .expr_as(Expr::cust("intDiv(number, 2)"), "h")
            .column("number")
            .from(TableFunction::numbers(6))
            .order_by("number", Order::Asc)
            .to_owned()
    };
    let text = |end: &str| {
        format!("SELECT intDiv(number, 2) AS `h`, `number` FROM numbers(6) ORDER BY `number` ASC {end}")
    };
    p.check(
        ordered().limit_by_offset(1u64, 1u64, [Expr::col("h")]),
        &text("LIMIT 1 OFFSET 1 BY `h`"),
        "0\t1\n1\t3\n2\t5",
    );
    p.check(
        ordered().limit_with(Limit::last(2)),
        &text("LIMIT -2"),
        "2\t4\n2\t5",
    );
    p.check(
        ordered().limit_with(Limit::share(0.5)),
        &text("LIMIT 0.5"),
        "0\t0\n0\t1\n1\t2",
    );
    p.check(
        ordered().limit_with(2u64).offset_with(Limit::last(1)),
        &text("LIMIT 2 OFFSET -1"),
        "0\t0\n0\t1",
    );
    p.check(
        Query::select()
            .expr_as(Expr::cust("intDiv(number, 2)"), "h")
            .from(TableFunction::numbers(6))
            .order_by("h", Order::Asc)
            .limit(1)
            .with_ties(),
        "SELECT intDiv(number, 2) AS `h` FROM numbers(6) ORDER BY `h` ASC LIMIT 1 WITH TIES",
        "0\n0",
    );
}

#[test]
fn settings_and_set_operations() {
    let p = places();
    p.check(
        numbers(2)
            .setting("max_threads", 1)
            .setting("log_comment", "it's"),
        r"SELECT `number` FROM numbers(2) SETTINGS max_threads = 1, log_comment = 'it\'s'",
        "0\n1",
    );
    for (kind, word, rows) in [
        (UnionType::All, "UNION ALL", "0\n1\n2\n0\n1"),
        (UnionType::Distinct, "UNION DISTINCT", "0\n1\n2"),
        (UnionType::Intersect, "INTERSECT DISTINCT", "0\n1"),
        (UnionType::Except, "EXCEPT DISTINCT", "2"),
    ] {
        p.check(
            numbers(3).union(kind, numbers(2)),
            &format!("SELECT `number` FROM numbers(3) {word} (SELECT `number` FROM numbers(2))"),
            rows,
        );
    }
}

#[test]
fn table_functions() {
    let p = places();
    let of = |function: TableFunction| {
        Query::select()
            .column(Asterisk)
            .from(function)
            .limit(2)
            .to_owned()
    };
    let database = p.s.database().to_owned();
    for (function, text, rows) in [
        (TableFunction::numbers(2), "numbers(2)".to_owned(), "0\n1"),
        (TableFunction::zeros(2), "zeros(2)".to_owned(), "0\n0"),
        (
            TableFunction::generate_series(1, 5, 4),
            "generate_series(1, 5, 4)".to_owned(),
            "1\n5",
        ),
        (
            TableFunction::values("a UInt8, b String", [(1, "it's"), (2, "b")]),
            r"values('a UInt8, b String', (1, 'it\'s'), (2, 'b'))".to_owned(),
            "1\tit\\'s\n2\tb",
        ),
        (
            TableFunction::view(numbers(2)),
            "view(SELECT `number` FROM numbers(2))".to_owned(),
            "0\n1",
        ),
        (
            TableFunction::format("CSV", "1,2"),
            "format('CSV', '1,2')".to_owned(),
            "1\t2",
        ),
        (
            TableFunction::generate_random("a Enum8('x' = 1)").arg(1),
            "generateRandom('a Enum8(\\'x\\' = 1)', 1)".to_owned(),
            "x\nx",
        ),
        (
            TableFunction::merge(database.clone(), "^o$"),
            format!("merge('{database}', '^o$')"),
            "1\t0\t7\n1\t1\t8",
        ),
        (
            TableFunction::parametrized_view("above").named("low", 1u32),
            "above(low = 1)".to_owned(),
            "2\n3",
        ),
        (
            TableFunction::parametrized_view_of(database.clone(), "above").named("low", 1u32),
            format!("`{database}`.`above`(low = 1)"),
            "2\n3",
        ),
    ] {
        p.check(&of(function), &format!("SELECT * FROM {text} LIMIT 2"), rows);
    }
}

#[test]
fn columns() {
    let p = places();
    let row = || {
        Query::select()
            .expr_as(1, "a")
            .expr_as(2, "b")
            .expr_as(3, "ab")
            .to_owned()
    };
    for (columns, text, rows) in [
        (Columns::matching("^a"), "COLUMNS('^a')", "1\t3"),
        (Columns::all().except(["a"]), "* EXCEPT (`a`)", "2\t3"),
        (
            Columns::all().replace("b", Expr::col("b").mul(10)),
            "* REPLACE (`b` * 10 AS `b`)",
            "1\t20\t3",
        ),
        (Columns::all().apply("toString"), "* APPLY(toString)", "1\t2\t3"),
        (
            Columns::all().apply_lambda("x", Expr::col("x").add(1)),
            "* APPLY(`x` -> `x` + 1)",
            "2\t3\t4",
        ),
    ] {
        p.check(
            Query::select().expr(columns).from_subquery(row(), "t"),
            &format!("SELECT {text} FROM (SELECT 1 AS `a`, 2 AS `b`, 3 AS `ab`) AS `t`"),
            rows,
        );
    }
}

#[test]
fn format_is_of_the_outermost_query_alone() {
    let p = places();
    let query = numbers(1).format("CSV").to_owned();
    p.one(&query, "SELECT `number` FROM numbers(1) FORMAT CSV", "0");
    assert_eq!(
        build_clickhouse(&query, &Target::default())
            .unwrap()
            .requirements
            .format
            .as_deref(),
        Some("CSV")
    );
    let cte = CommonTableExpression::new()
        .table_name("q")
        .query(query.clone())
        .to_owned();
    for nested in [
        Query::select()
            .column(Asterisk)
            .from_subquery(query.clone(), "q")
            .to_owned(),
        Query::select()
            .column(Asterisk)
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned(),
        numbers(1).union(UnionType::All, query.clone()).to_owned(),
        numbers(1)
            .and_where(Expr::col("number").in_subquery(query.clone()))
            .to_owned(),
        Query::select()
            .expr(Func::cust("f").arg(Expr::SubQuery(None, Box::new(query.clone().into()))))
            .to_owned(),
    ] {
        assert_eq!(
            build_clickhouse(&nested, &Target::default())
                .unwrap_err()
                .to_string(),
            "FORMAT: it stands at the end of the outermost query; take it out of the sub-query"
        );
    }
    // INTO is for files of the client, which a server does not have.
    let mut into = numbers(1);
    into.format("CSV INTO OUTFILE 'x'");
    assert!(build_clickhouse(&into, &Target::default()).is_err());
}
