use sea_query::{Asterisk, Expr, ExprTrait, Query, SelectStatement, UnionType};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    query::{Columns, TableFunction},
};

use crate::server::Server;

fn all(function: TableFunction) -> SelectStatement {
    Query::select().column(Asterisk).from(function).to_owned()
}

#[test]
fn functions_that_run_here() {
    let s = Server::with(&[
        "CREATE TABLE one (id UInt8) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO one VALUES (1)",
        "CREATE VIEW v AS SELECT {p:UInt8} AS p, {s:String} AS s",
        "CREATE VIEW `we\\`ird` AS SELECT {p:UInt8} AS p",
    ]);
    let db = s.database().to_owned();
    let check = |function: TableFunction, text: &str, answer: &str| {
        s.check(&all(function), &format!("SELECT * FROM {text}"), answer);
    };
    check(TableFunction::numbers(2), "numbers(2)", "0\n1");
    check(
        TableFunction::numbers_mt(1).alias("n"),
        "numbers_mt(1) AS `n`",
        "0",
    );
    check(TableFunction::zeros(2), "zeros(2)", "0\n0");
    check(
        TableFunction::generate_series(1, 3, 2),
        "generate_series(1, 3, 2)",
        "1\n3",
    );
    check(
        TableFunction::view(Query::select().expr_as(1, "x").to_owned()),
        "view(SELECT 1 AS `x`)",
        "1",
    );
    check(
        TableFunction::format("CSV", "1,2"),
        "format('CSV', '1,2')",
        "1\t2",
    );
    check(TableFunction::null("x UInt8"), "null('x UInt8')", "");
    check(
        TableFunction::merge(db.as_str(), "^one$"),
        &format!("merge('{db}', '^one$')"),
        "1",
    );
    check(
        TableFunction::remote("127.0.0.1", db.clone(), "one"),
        &format!("remote('127.0.0.1', `{db}`.`one`)"),
        "1",
    );
    check(
        TableFunction::new("remote")
            .arg("127.0.0.1")
            .arg_function(TableFunction::numbers(1)),
        "remote('127.0.0.1', numbers(1))",
        "0",
    );
    check(
        TableFunction::merge_tree_index(db.as_str(), "one"),
        &format!("mergeTreeIndex('{db}', 'one')"),
        "all_1_1_0\t0\t1\t1\nall_1_1_0\t1\t0\t1",
    );
    check(
        TableFunction::parametrized_view("v")
            .named("p", 7)
            .named("s", r"it's \ {x}"),
        r"v(p = 7, s = 'it\'s \\ {x}')",
        r"7	it\'s \\ {x}",
    );
    check(
        TableFunction::parametrized_view_of(db.clone(), "v")
            .named("p", 7)
            .named("s", "")
            .alias("x"),
        &format!("`{db}`.`v`(p = 7, s = '') AS `x`"),
        "7\t",
    );
    check(
        TableFunction::parametrized_view("we`ird").named("p", 7),
        r"`we\`ird`(p = 7)",
        "7",
    );
    s.check(
        &Query::select()
            .expr(Expr::cust("count()"))
            .from_subquery(
                Query::select()
                    .column(Asterisk)
                    .from(TableFunction::generate_random("x UInt8").arg(1))
                    .limit(3)
                    .to_owned(),
                "r",
            )
            .to_owned(),
        "SELECT count() FROM (SELECT * FROM generateRandom('x UInt8', 1) LIMIT 3) AS `r`",
        "3",
    );
}

#[test]
fn functions_of_other_servers_parse() {
    let s = Server::new();
    let check = |function: TableFunction, text: &str| {
        let sql = all(function).to_string(ClickHouseQueryBuilder);
        assert_eq!(sql, format!("SELECT * FROM {text}"));
        s.run(&format!("EXPLAIN AST {sql}"));
    };
    check(
        TableFunction::cluster("c'", "db", "t`"),
        r"cluster('c\'', `db`.`t\``)",
    );
    check(
        TableFunction::cluster_all_replicas("c", "db", "t"),
        "clusterAllReplicas('c', `db`.`t`)",
    );
    check(
        TableFunction::remote_secure("h{1..2}", "db", "t")
            .arg("user")
            .arg(r"p'\"),
        r"remoteSecure('h{1..2}', `db`.`t`, 'user', 'p\'\\')",
    );
    check(
        TableFunction::s3("https://b/*.csv").arg("k").arg("s").arg("CSV"),
        "s3('https://b/*.csv', 'k', 's', 'CSV')",
    );
    check(
        TableFunction::new("s3")
            .arg_name("creds")
            .named("url", "https://b/x"),
        "s3(`creds`, url = 'https://b/x')",
    );
    check(
        TableFunction::url("https://x")
            .arg("CSV")
            .headers([("a'", r"b\"), ("c", "d")]),
        r"url('https://x', 'CSV', headers('a\'' = 'b\\', 'c' = 'd'))",
    );
    check(
        TableFunction::postgresql("h:5432", "d", "t", "u", "p"),
        "postgresql('h:5432', 'd', 't', 'u', 'p')",
    );
    check(TableFunction::loop_("db", "t"), "loop(`db`.`t`)");
    let rows = Query::select().column("id").from("t").to_owned();
    check(
        TableFunction::executable("s.py", "TSV", "x UInt8").arg_expr(Expr::SubQuery(
            None,
            Box::new(sea_query::SubQueryStatement::SelectStatement(rows)),
        )),
        "executable('s.py', 'TSV', 'x UInt8', (SELECT `id` FROM `t`))",
    );
}

#[test]
fn the_arguments_of_a_view_are_parameters() {
    let query = all(TableFunction::parametrized_view("v")
        .named("p", 7)
        .named("s", "x"));
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    assert_eq!(built.sql, "SELECT * FROM v(p = {p0:Int32}, s = {p1:String})");
}

#[test]
fn columns() {
    let s = Server::new();
    let from = || {
        let row = Query::select()
            .expr_as(1, "a")
            .expr_as(2, "b")
            .expr_as(3, "ab")
            .to_owned();
        Query::select().from_subquery(row, "t").to_owned()
    };
    let check = |columns: Columns, text: &str, answer: &str| {
        s.check(
            from().expr(columns),
            &format!("SELECT {text} FROM (SELECT 1 AS `a`, 2 AS `b`, 3 AS `ab`) AS `t`"),
            answer,
        );
    };
    check(Columns::all(), "*", "1\t2\t3");
    check(Columns::all().of("t"), "`t`.*", "1\t2\t3");
    check(Columns::matching("^a"), "COLUMNS('^a')", "1\t3");
    check(Columns::matching("^a").of("t"), "`t`.COLUMNS('^a')", "1\t3");
    check(Columns::named(["b", "a"]), "COLUMNS(`b`, `a`)", "2\t1");
    check(Columns::all().except(["a", "zz"]), "* EXCEPT (`a`, `zz`)", "2\t3");
    check(
        Columns::all().except_strict(["a"]),
        "* EXCEPT STRICT (`a`)",
        "2\t3",
    );
    check(Columns::all().except_matching("^a"), "* EXCEPT('^a')", "2");
    check(
        Columns::all()
            .replace("b", Expr::col("b").mul(10))
            .replace_strict("a", 9),
        "* REPLACE (`b` * 10 AS `b`) REPLACE STRICT (9 AS `a`)",
        "9\t20\t3",
    );
    check(
        Columns::all()
            .apply("sum")
            .apply_lambda("x", Expr::col("x").add(1)),
        "* APPLY(sum) APPLY(`x` -> `x` + 1)",
        "2\t3\t4",
    );
    check(
        Columns::all().apply_parametric("quantile", [0.5]),
        "* APPLY(quantile(0.5))",
        "1\t2\t3",
    );
    // Inside of an expression, and with text that would end it.
    s.check(
        from().expr(Expr::from(Columns::named(["a"])).add(1)),
        "SELECT COLUMNS(`a`) + 1 FROM (SELECT 1 AS `a`, 2 AS `b`, 3 AS `ab`) AS `t`",
        "2",
    );
    assert_eq!(
        from()
            .expr(Columns::matching(r"a'\").except(["x`) --"]))
            .to_string(ClickHouseQueryBuilder),
        r"SELECT COLUMNS('a\'\\') EXCEPT (`x\`) --`) FROM (SELECT 1 AS `a`, 2 AS `b`, 3 AS `ab`) AS `t`"
    );
}

#[test]
fn format_ends_the_outermost_query() {
    let s = Server::new();
    let one = || {
        Query::select()
            .expr_as(1, "x")
            .format("CSV")
            .setting("max_threads", 1)
            .to_owned()
    };
    s.check(&one(), "SELECT 1 AS `x` SETTINGS max_threads = 1 FORMAT CSV", "1");
    let built = build_clickhouse(&one(), &Target::default()).unwrap();
    assert_eq!(built.requirements.format.as_deref(), Some("CSV"));
    let refused = |query: &SelectStatement, sentence: &str| {
        assert_eq!(
            build_clickhouse(query, &Target::default())
                .unwrap_err()
                .to_string(),
            sentence
        );
    };
    let inside = "FORMAT: it stands at the end of the outermost query; take it out of the sub-query";
    refused(Query::select().column(Asterisk).from_subquery(one(), "q"), inside);
    refused(
        Query::select().expr_as(1, "x").union(UnionType::All, one()),
        inside,
    );
    refused(
        Query::select()
            .expr(1)
            .and_where(Expr::col("x").in_subquery(one())),
        inside,
    );
    refused(
        Query::select().expr(1).format("CSV SETTINGS a"),
        "FORMAT: `CSV SETTINGS a` is not the name of a format: letters, digits and _ only",
    );
}

#[test]
fn global_in() {
    let s = Server::with(&[
        "CREATE TABLE few (n UInt64) ENGINE = Set",
        "INSERT INTO few VALUES (1), (2)",
    ]);
    let numbers = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(4))
            .to_owned()
    };
    let two = || {
        Query::select()
            .column("number")
            .from(TableFunction::numbers(2))
            .to_owned()
    };
    let n = || Expr::col("number");
    let check = |query: &SelectStatement, text: &str, answer: &str| {
        s.check(
            query,
            &format!("SELECT `number` FROM numbers(4) WHERE {text}"),
            answer,
        );
    };
    check(
        numbers().and_where(n().global_in(two())),
        "`number` GLOBAL IN (SELECT `number` FROM numbers(2))",
        "0\n1",
    );
    check(
        numbers().and_where(n().global_not_in(two())).and_where(n().ne(2)),
        "(`number` GLOBAL NOT IN (SELECT `number` FROM numbers(2))) AND `number` <> 2",
        "3",
    );
    check(
        numbers().and_where(n().in_table("few")),
        "`number` IN `few`",
        "1\n2",
    );
    check(
        numbers().and_where(n().not_in_table((s.database().to_owned(), "few"))),
        &format!("`number` NOT IN `{}`.`few`", s.database()),
        "0\n3",
    );
    check(
        numbers().and_where(n().global_in_table("few")),
        "`number` GLOBAL IN `few`",
        "1\n2",
    );
    check(
        numbers().and_where(n().global_not_in_table("few")),
        "`number` GLOBAL NOT IN `few`",
        "0\n3",
    );
}
