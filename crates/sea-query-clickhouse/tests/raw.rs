use sea_query::{Expr, Query, Value};
use sea_query_clickhouse::{Target, bind_placeholders, split_statements};

use crate::server::Server;

#[track_caller]
fn check(server: &Server, sql: &str, values: &[Value], answer: &str) {
    let built = bind_placeholders(sql, values, &Target::default()).unwrap();
    assert_eq!(
        server.run_built(&built).trim_end_matches('\n'),
        answer,
        "{}",
        built.sql
    );
}

#[test]
fn placeholders() {
    let s = Server::new();
    check(&s, "SELECT ?, ?", &[1.into(), "it's".into()], "1\tit\\'s");
    check(&s, "SELECT $2, $1, $2", &[1.into(), "a".into()], "a\t1\ta");
    check(
        &s,
        "SELECT '?', \"x?\", `y?`, ? FROM (SELECT 1 AS `x?`, 2 AS `y?`) -- ?\n",
        &[5.into()],
        "?\t1\t2\t5",
    );
    check(
        &s,
        "SELECT ? > 3 ?? 'yes' : 'no' /* ? /* ? */ ? */",
        &[5.into()],
        "yes",
    );
    check(&s, "SELECT 1 > 3 ? 'yes' : 'no'", &[], "no");
    check(
        &s,
        "SELECT $$?$1$$, $tag$ ' ? $tag$, ?",
        &["x".into()],
        "?$1\t \\' ? \tx",
    );
    check(&s, "SELECT 'a\\'?', 'b''?', ?", &[1.into()], "a\\'?\tb\\'?\t1");
    check(
        &s,
        "SELECT number FROM numbers(10) WHERE number IN (?, ?) LIMIT ?",
        &[2.into(), 3.into(), 1u64.into()],
        "2",
    );
    check(&s, "SELECT ?", &[vec![1i32, 2].into()], "[1,2]");
    check(&s, "SELECT ? IS NULL", &[Value::Int(None)], "1");
}

#[test]
fn numbers_of_placeholders_and_values_agree() {
    let refused = |sql: &str, values: &[Value]| {
        bind_placeholders(sql, values, &Target::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused("SELECT ?, ?", &[1.into()]),
        "placeholder: the statement has 2 placeholders for 1 values; a literal `?` is `??`"
    );
    assert_eq!(
        refused("SELECT 1", &[1.into()]),
        "placeholder: the statement has 0 placeholders for 1 values; a literal `?` is `??`"
    );
    assert_eq!(
        refused("SELECT $2", &[1.into(), 2.into()]),
        "placeholder: value 1 of 2 is not used by the statement"
    );
}

#[test]
fn statements_run_one_by_one() {
    let s = Server::new();
    let script = "CREATE TABLE t (a String DEFAULT ';') ENGINE = Memory; -- one; two\n\
                  /* ; /* ; */ ; */ INSERT INTO t VALUES ('x;y'), ('it''s;');\n\
                  INSERT INTO t SELECT $$;$$;;\n # comment;\n#! more;\n";
    let statements = split_statements(script);
    assert_eq!(statements.len(), 3, "{statements:?}");
    for statement in statements {
        s.run(statement);
    }
    assert_eq!(s.run("SELECT a FROM t ORDER BY a"), ";\nit\\'s;\nx;y\n");
    for text in [
        "'",
        "`",
        "/*",
        "$$",
        "$a$",
        "--",
        "'\\",
        "é'é\\é",
        "$",
        "?",
        "\u{1f980}'",
    ] {
        assert!(split_statements(text).len() <= 1);
        let _ = bind_placeholders(text, &[1.into()], &Target::default());
    }
}

#[test]
fn custom_expressions() {
    let s = Server::new();
    s.check(
        Query::select().expr(Expr::cust_with_values(
            "? > 3 ?? 'a?' : $2",
            [Value::from(5), "b".into()],
        )),
        "SELECT 5 > 3 ? 'a?' : 'b'",
        "a?",
    );
    s.check(
        Query::select()
            .expr(Expr::cust_with_exprs("quantile(0.5)(?)", [Expr::col("number")]))
            .from_function(sea_query::Func::cust("numbers").arg(5), "n"),
        "SELECT quantile(0.5)(`number`) FROM numbers(5) AS `n`",
        "2",
    );
    let refused = |expr: Expr| {
        sea_query_clickhouse::build_clickhouse(Query::select().expr(expr), &Target::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        refused(Expr::cust_with_values("? + ?", [1])),
        "custom expression: it has a placeholder more than the 1 values given; a literal `?` is `??`"
    );
    assert_eq!(
        refused(Expr::cust_with_values("? + 1", [1, 2])),
        "custom expression: it has 1 placeholders for 2 values"
    );
}
