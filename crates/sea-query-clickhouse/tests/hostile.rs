//! Hostile texts in every place of a statement that takes a name or a value: exactly that text arrives at the server,
//! and nothing else happens.

use sea_query::{
    Alias, ArrayType, CommonTableExpression, Expr, ExprTrait, Func, LikeExpr, Order, Query,
    QueryStatementWriter, SelectStatement, Value, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    BuildErrorKind, ClickHouseSql, ClickHouseStatement, Target, build_clickhouse,
    func::lambda,
    partition::Partition,
    prelude::*,
    query::{ArrayJoin, Columns, OrderBy, TableFunction},
    table::ColumnPosition,
};

use crate::server::Server;

const TEXTS: &[&str] = &[
    "`",
    "'",
    "\"",
    "\\",
    "''",
    "\\'",
    "\\\\'",
    "a\\",
    "`` ` ``",
    "\n",
    "\r\n",
    "\t",
    "a\0b",
    "\x08\x0c\x1a\x1b\x7f",
    "-- x",
    "# x",
    "/* x */",
    "*/",
    ";",
    "'; DROP TABLE sentinel; --",
    "`; DROP TABLE sentinel; --",
    "\\'; DROP TABLE sentinel; --",
    "'); DROP TABLE sentinel; --",
    "{p:String}",
    "{p0:String}",
    "}",
    "?",
    "??",
    "$1",
    "$$",
    "$a$",
    "%s",
    "%_",
    "naïve 日本 🦀",
    "\u{2028}\u{feff}\u{202e}",
    "x'41'",
    "0x41",
    "NULL",
    "\\N",
    "SELECT",
    "1",
    " ",
    "a.b",
    "a=1",
    "&param_p0=2",
    "\r\n------a-boundary\r\n",
];

/// A database with a table that no statement here may touch.
fn server() -> Server {
    Server::with(&[
        "CREATE TABLE sentinel (a UInt8) ENGINE = MergeTree ORDER BY a",
        "INSERT INTO sentinel VALUES (1), (2)",
    ])
}

/// Nothing but what was asked for happened.
#[track_caller]
fn untouched(s: &Server, tables: usize) {
    assert_eq!(s.run("SELECT sum(a) FROM sentinel"), "3\n");
    assert_eq!(
        s.run("SELECT count() FROM system.tables WHERE database = currentDatabase()"),
        format!("{tables}\n")
    );
}

fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02X}")).collect()
}

/// The answers of the literal and of the built form, which are the same.
#[track_caller]
fn answer<S: ClickHouseStatement + QueryStatementWriter>(s: &Server, statement: &S) -> String {
    let literal = s.run_built(&ClickHouseSql::raw(statement.to_string(ClickHouseQueryBuilder)));
    let built = s.answer(statement, &Target::default());
    assert_eq!(literal, built);
    built.trim_end_matches('\n').to_owned()
}

/// The names of a query's columns.
#[track_caller]
fn names(s: &Server, query: &SelectStatement) -> Vec<String> {
    let mut query = query.clone();
    query.format("JSONCompactStrings");
    let names = |answer: String| -> Vec<String> {
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let columns = answer["meta"].as_array().unwrap().iter();
        columns
            .map(|column| column["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let literal = names(s.run(&query.to_string(ClickHouseQueryBuilder)));
    let built = names(s.answer(&query, &Target::default()));
    assert_eq!(literal, built);
    built
}

fn hexed(expr: impl Into<Expr>) -> Expr {
    Func::cust("hex").arg(expr).into()
}

fn long() -> String {
    "it's \\ `long` \"text\" {p0:String} -- naïve 🦀\n".repeat(4500)
}

/// As a value of a query: in the select list, in conditions, arrays, tuples, JSON, functions and settings.
#[test]
fn values_of_select() {
    let s = server();
    let long = long();
    for text in TEXTS.iter().copied().chain([long.as_str()]) {
        let expected = hex(text);
        let one = |expr: Expr| Query::select().expr(expr).to_owned();
        assert_eq!(answer(&s, &one(hexed(text))), expected);
        assert_eq!(answer(&s, &one(hexed(Expr::Constant(text.into())))), expected);
        let array = Value::Array(ArrayType::String, Some(Box::new(vec!["x".into(), text.into()])));
        assert_eq!(
            answer(&s, &one(hexed(Func::cust("arrayElement").arg(array).arg(2)))),
            expected
        );
        let tuple = Expr::tuple([Expr::val("x"), Expr::val(text)]);
        assert_eq!(
            answer(
                &s,
                &one(hexed(
                    Func::cust("tupleElement")
                        .arg(tuple)
                        .arg(Expr::Constant(2.into()))
                ))
            ),
            expected
        );
        let json = serde_json::json!({ "k": text });
        assert_eq!(
            answer(
                &s,
                &one(hexed(Func::cust("JSONExtractString").arg(json).arg("k")))
            ),
            expected
        );
        let case = Expr::case(Expr::val(1).eq(1), text).finally("");
        assert_eq!(answer(&s, &one(hexed(case))), expected);
        assert_eq!(
            answer(&s, &one(hexed(Expr::cust_with_values("concat(?, '')", [text])))),
            expected
        );
        assert_eq!(
            answer(
                &s,
                one(hexed(
                    Func::cust("getSetting").arg(Expr::Constant("log_comment".into()))
                ))
                .setting("log_comment", text)
            ),
            expected
        );
        // Equal, in a list, and like: the text itself, and no other.
        let rows = Query::select()
            .expr_as(Expr::val(text), "v")
            .union(
                sea_query::UnionType::All,
                Query::select().expr_as(Expr::val("other"), "v").to_owned(),
            )
            .to_owned();
        let pattern: String = text
            .chars()
            .flat_map(|c| {
                matches!(c, '%' | '_' | '\\')
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            })
            .collect();
        for condition in [
            Expr::col("v").eq(text),
            Expr::col("v").is_in([text, "x"]),
            Expr::col("v").is_not_in(["other"]),
            Expr::col("v").like(pattern.as_str()),
            Expr::col("v").like(LikeExpr::new(format!("%{pattern}%"))),
            Expr::col("v").between(text, text),
        ] {
            let query = Query::select()
                .expr(hexed(Expr::col("v")))
                .from_subquery(rows.clone(), "r")
                .and_where(condition)
                .to_owned();
            assert!(
                answer(&s, &query) == expected,
                "{}",
                &query.to_string(ClickHouseQueryBuilder)[..80]
            );
        }
    }
    untouched(&s, 1);
}

/// As the name of whatever a query names.
#[test]
fn names_of_select() {
    let s = server();
    for text in TEXTS {
        let one = || Expr::val(1u8);
        let named = Query::select().expr_as(one(), *text).to_owned();
        assert_eq!(names(&s, &named), [*text]);
        assert_eq!(answer(&s, &named), "1");
        // A sub-query, its column by its name, and by a pattern.
        let outer = Query::select()
            .column((*text, *text))
            .from_subquery(named.clone(), *text)
            .to_owned();
        assert_eq!(names(&s, &outer), [*text]);
        let all = Query::select()
            .expr(Columns::named([*text]))
            .from_subquery(named.clone(), "r")
            .to_owned();
        assert_eq!(names(&s, &all), [*text]);
        let except = Query::select()
            .expr(Columns::all().except([*text]))
            .from_subquery(
                Query::select()
                    .expr_as(one(), *text)
                    .expr_as(one(), "rest")
                    .to_owned(),
                "r",
            )
            .to_owned();
        assert_eq!(names(&s, &except), ["rest"]);
        // A name for a query, for an expression, for a window, for the elements of an array, for an argument.
        let cte = CommonTableExpression::new()
            .table_name(*text)
            .query(named.clone())
            .to_owned();
        let with = Query::select()
            .column(*text)
            .from(*text)
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned();
        assert_eq!(names(&s, &with), [*text]);
        let with_expr = Query::select()
            .with_expr(*text, Expr::val(7u8))
            .expr_as(Expr::col(*text), "v")
            .to_owned();
        assert_eq!(answer(&s, &with_expr), "7");
        let window = Query::select()
            .expr_window_name_as(Expr::cust("count()"), *text, *text)
            .from(TableFunction::numbers(1))
            .window(*text, WindowStatement::new())
            .to_owned();
        assert_eq!(names(&s, &window), [*text]);
        let elements = Query::select()
            .column(*text)
            .from(TableFunction::numbers(1))
            .array_join([ArrayJoin::new(Expr::cust("[5]")).alias(*text)])
            .to_owned();
        assert_eq!(answer(&s, &elements), "5");
        let lambda = lambda([*text], Expr::col(*text).add(1));
        let mapped = Query::select()
            .expr(Func::cust("arrayMap").arg(lambda).arg(Expr::cust("[1]")))
            .to_owned();
        assert_eq!(answer(&s, &mapped), "[2]");
        // Orders, groups and limits by it.
        let grouped = Query::select()
            .column(*text)
            .from_subquery(named.clone(), "r")
            .group_by_col(*text)
            .and_having(Expr::col(*text).gt(0))
            .order_by(*text, Order::Asc)
            .limit_by(1u64, [Expr::col(*text)])
            .to_owned();
        assert_eq!(answer(&s, &grouped), "1");
    }
    untouched(&s, 1);
}

/// As the name of a database, a table and a column, through INSERT, UPDATE, DELETE and SELECT, with the text as the value.
#[test]
fn names_and_values_of_tables() {
    let s = server();
    for (i, text) in TEXTS.iter().enumerate() {
        let database = format!("{}{text}", s.database());
        s.run(&format!("CREATE DATABASE {}", quoted(&database)));
        let table = || (database.clone(), (*text).to_owned());
        let create = ClickHouseTable::create(table())
            .col(
                ClickHouseColumnDef::new(*text, DataType::String)
                    .default(Expr::val(*text))
                    .comment(*text),
            )
            .col(ClickHouseColumnDef::new("id", DataType::UInt8))
            .col(ClickHouseColumnDef::new(
                "kind",
                DataType::enum8([(*text, 1), ("other", 2)]),
            ))
            .engine(Engine::merge_tree())
            .order_by(["id"])
            .setting("enable_block_number_column", 1)
            .setting("enable_block_offset_column", 1)
            .comment(*text);
        s.answer(&create, &Target::default());
        let of_table = |what: &str, from: &str| {
            s.run(&format!(
                "SELECT {what} FROM system.{from} WHERE database = {} ORDER BY ALL",
                string(&database)
            ))
        };
        let expected = hex(text);
        assert_eq!(
            of_table("hex(name), hex(comment)", "tables"),
            format!("{expected}\t{expected}\n")
        );
        assert!(
            of_table("hex(name), hex(comment)", "columns").contains(&format!("{expected}\t{expected}\n"))
        );
        // INSERT of the text, of its default and by a query.
        let insert = Query::insert()
            .into_table(table())
            .columns([*text, "id", "kind"])
            .values_panic([(*text).into(), 1u8.into(), (*text).into()])
            .to_owned();
        s.answer(&insert, &Target::default());
        s.answer(
            Query::insert()
                .into_table(table())
                .columns(["id", "kind"])
                .values_panic([2u8.into(), "other".into()]),
            &Target::default(),
        );
        let rows = Query::select()
            .expr(Expr::val(*text))
            .expr(Expr::val(3u8))
            .expr(Expr::val(*text))
            .to_owned();
        s.answer(
            Query::insert()
                .into_table(table())
                .columns([*text, "id", "kind"])
                .select_from(rows)
                .unwrap(),
            &Target::default(),
        );
        let read = |id: u8| {
            let query = Query::select()
                .expr(hexed(Expr::col((
                    database.clone(),
                    (*text).to_owned(),
                    (*text).to_owned(),
                ))))
                .expr(hexed(Func::cust("toString").arg(Expr::col("kind"))))
                .from(table())
                .and_where(Expr::col("id").eq(id))
                .and_where(Expr::col(*text).eq(*text))
                .to_owned();
            answer(&s, &query)
        };
        assert_eq!(read(1), format!("{expected}\t{expected}"), "{text:?}");
        assert_eq!(read(2), format!("{expected}\t{}", hex("other")), "{text:?}");
        assert_eq!(read(3), format!("{expected}\t{expected}"), "{text:?}");
        // UPDATE and DELETE, by mutations and lightweight, with literals and with parameters.
        let update = |lightweight: bool, from: String, to: String| {
            let mut update = Query::update();
            update
                .table(table())
                .value(*text, to)
                .and_where(Expr::col(*text).eq(from))
                .and_where(Expr::col("kind").eq(*text));
            if lightweight {
                update.lightweight();
            }
            update.setting("mutations_sync", 2).to_owned()
        };
        let count = |value: &str| {
            let query = Query::select()
                .expr(Expr::cust("count()"))
                .from(table())
                .and_where(Expr::col(*text).eq(value))
                .to_owned();
            answer(&s, &query)
        };
        let other = |n: u8| format!("{n}{text}{n}");
        s.run(&update(false, (*text).to_owned(), other(1)).to_string(ClickHouseQueryBuilder));
        assert_eq!(count(&other(1)), "2", "{text:?}");
        s.answer(&update(false, other(1), other(2)), &Target::default());
        assert_eq!(count(&other(2)), "2", "{text:?}");
        s.run(&update(true, other(2), other(3)).to_string(ClickHouseQueryBuilder));
        assert_eq!(count(&other(3)), "2", "{text:?}");
        s.answer(&update(true, other(3), (*text).to_owned()), &Target::default());
        assert_eq!(count(text), "3", "{text:?}");
        let delete = |id: u8, lightweight: bool| {
            let mut delete = Query::delete();
            delete
                .from_table(table())
                .and_where(Expr::col(*text).eq(*text))
                .and_where(Expr::col("id").eq(id));
            if lightweight {
                delete.lightweight();
            }
            delete.setting("mutations_sync", 2).to_owned()
        };
        s.run(&delete(1, false).to_string(ClickHouseQueryBuilder));
        s.answer(&delete(2, true), &Target::default());
        assert_eq!(count(text), "1", "{text:?}");
        s.answer(
            &ClickHouseTable::alter(table())
                .add_column(
                    ClickHouseColumnDef::new(format!("new{text}"), DataType::UInt8),
                    ColumnPosition::After((*text).to_owned()),
                )
                .drop_column(format!("new{text}")),
            &Target::default(),
        );
        s.answer(&ClickHouseTable::drop(table()), &Target::default());
        s.run(&format!("DROP DATABASE {} SYNC", quoted(&database)));
        if i % 10 == 0 {
            untouched(&s, 1);
        }
    }
    untouched(&s, 1);
}

/// Where the grammar takes no quotes, a text that is no word is refused.
#[test]
fn words_are_refused() {
    let refused = |query: &SelectStatement, clause: &str, text: &str| {
        let error = build_clickhouse(query, &Target::default()).unwrap_err();
        assert_eq!(error.kind(), BuildErrorKind::Invalid, "{text:?}");
        assert_eq!(error.clause(), clause, "{text:?}");
        assert!(!error.to_string().contains(['\n', '\0']), "{text:?}");
    };
    let words = ["NULL", "SELECT"];
    for text in TEXTS.iter().filter(|text| !words.contains(text)) {
        let query = || Query::select().column("a").from("t").to_owned();
        refused(query().setting(*text, 1), "SETTINGS", text);
        refused(
            query().setting(format!("max_threads = 1, {text}"), 1),
            "SETTINGS",
            text,
        );
        refused(query().format(*text), "FORMAT", text);
        refused(query().format(format!("CSV {text}")), "FORMAT", text);
    }
}

/// Where nothing of that name can be, the server says so of exactly that name, and does nothing.
#[test]
fn unknown_names_stay_in_their_quotes() {
    let s = server();
    for text in TEXTS {
        // Two of them are words that mean something without quotes.
        if ["NULL", "SELECT"].contains(text) {
            continue;
        }
        for query in [
            Query::select()
                .expr(Func::cust(Alias::new(*text)).arg(1))
                .to_owned(),
            Query::select()
                .column("a")
                .from(TableFunction::new(*text).arg(1))
                .to_owned(),
            Query::select().column(*text).from("sentinel").to_owned(),
            Query::select().column("a").from(*text).to_owned(),
            Query::select()
                .column("a")
                .from("sentinel")
                .order_by_with(OrderBy::new(Expr::cust("toString(a)")).collate(*text))
                .to_owned(),
        ] {
            let sql = query.to_string(ClickHouseQueryBuilder);
            let error = s.try_run(&sql).unwrap_err();
            // 62 is a syntax error.
            assert!(!error.contains("Code: 62"), "{text:?}: {error}");
        }
        // Names of clusters, partitions and files: parsed, not run.
        let mutation = Query::delete()
            .from_table("sentinel")
            .on_cluster(*text)
            .in_partition(Partition::id(*text))
            .all_rows()
            .to_owned();
        let ast = s.run(&format!(
            "EXPLAIN AST {}",
            mutation.to_string(ClickHouseQueryBuilder)
        ));
        assert!(ast.starts_with("AlterQuery"), "{text:?}: {ast}");
        let formatted = s.run(&format!(
            "SELECT hex(formatQuerySingleLine({}))",
            string(&mutation.to_string(ClickHouseQueryBuilder))
        ));
        let again = s.run(&format!(
            "SELECT hex(formatQuerySingleLine(formatQuerySingleLine({})))",
            string(&mutation.to_string(ClickHouseQueryBuilder))
        ));
        assert_eq!(formatted, again, "{text:?}");
    }
    untouched(&s, 1);
}

/// As this file writes names and texts, apart from the crate.
fn quoted(name: &str) -> String {
    escaped(name, '`')
}

fn string(text: &str) -> String {
    escaped(text, '\'')
}

fn escaped(text: &str, quote: char) -> String {
    let mut out = String::from(quote);
    for c in text.chars() {
        match c {
            '\\' | '\'' | '`' => out.extend(['\\', c]),
            '\0' => out.push_str("\\0"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}
