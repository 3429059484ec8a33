//! EXPLAIN of every kind, and DESCRIBE: both keep the values of their query as parameters.

use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseStatement, DataType, Target, build_clickhouse,
    database::ClickHouseDatabase,
    prelude::*,
    statement::{Describe, Explain, ExplainCurrentTransaction, ExplainTableOverride, Parallel, System},
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE event (id UInt64, name String, port UInt16) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event SELECT number, toString(number), number FROM numbers(100)",
    ])
}

fn query() -> SelectStatement {
    Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::col("name").eq("it's"))
        .to_owned()
}

const TEXT: &str = r"SELECT `id` FROM `event` WHERE `name` = 'it\'s'";
const BUILT: &str = "SELECT `id` FROM `event` WHERE `name` = {p0:String}";

/// Checks text and built form, and gives the answer of the built one.
#[track_caller]
fn explained<S: ClickHouseStatement + ?Sized>(
    server: &Server,
    explain: &Explain<'_, S>,
    head: &str,
) -> String {
    assert_eq!(
        explain.to_string(ClickHouseQueryBuilder),
        format!("{head} {TEXT}")
    );
    let built = build_clickhouse(explain, &Target::default()).unwrap();
    assert_eq!(built.sql, format!("{head} {BUILT}"));
    assert_eq!(built.parameters[0].text, "it's");
    server.run(&format!("{head} {TEXT}"));
    server.run_built(&built)
}

#[test]
fn kinds() {
    let (server, query) = (server(), query());
    let answer = explained(&server, &Explain::ast(&query), "EXPLAIN AST");
    assert!(answer.starts_with("SelectWithUnionQuery"), "{answer}");
    let graph = Explain::ast(&query).option("graph", true);
    assert!(explained(&server, &graph, "EXPLAIN AST graph = 1").contains("digraph"));
    let answer = explained(
        &server,
        &Explain::syntax(&query).option("oneline", 1),
        "EXPLAIN SYNTAX oneline = 1",
    );
    assert_eq!(
        answer,
        "SELECT id FROM event WHERE equals(name, \\'it\\\\\\'s\\')\n"
    );
    let answer = explained(&server, &Explain::query_tree(&query), "EXPLAIN QUERY TREE");
    assert!(answer.starts_with("QUERY id: 0"), "{answer}");
    let plan = Explain::plan(&query)
        .option("indexes", 1)
        .option("actions", 0)
        .option("indexes", 1);
    let answer = explained(&server, &plan, "EXPLAIN PLAN actions = 0, indexes = 1");
    assert!(
        answer.contains("ReadFromMergeTree") && answer.contains("Indexes:"),
        "{answer}"
    );
    let answer = explained(
        &server,
        &Explain::pipeline(&query).option("header", 0),
        "EXPLAIN PIPELINE header = 0",
    );
    assert!(answer.contains("MergeTree"), "{answer}");
    let answer = explained(&server, &Explain::estimate(&query), "EXPLAIN ESTIMATE");
    assert!(answer.contains("event\t1\t100\t1"), "{answer}");
    assert!(!format!("{:?}", Explain::plan(&query)).contains("it's"));
}

#[test]
fn formats_and_other_statements() {
    let (server, query) = (server(), query());
    let explain = Explain::estimate(&query).format("JSONCompactEachRow");
    assert_eq!(
        explain.to_string(ClickHouseQueryBuilder),
        format!("EXPLAIN ESTIMATE {TEXT} FORMAT JSONCompactEachRow")
    );
    assert!(server.answer(&explain, &Target::default()).starts_with('['));
    let built = build_clickhouse(&explain, &Target::default()).unwrap();
    assert_eq!(built.requirements.format.as_deref(), Some("JSONCompactEachRow"));
    let delete = Query::delete()
        .from_table("event")
        .and_where(Expr::col("id").eq(1))
        .to_owned();
    assert!(
        server
            .answer(&Explain::ast(&delete), &Target::default())
            .starts_with("AlterQuery")
    );
    let create = ClickHouseDatabase::create("d");
    assert_eq!(
        Explain::ast(&create).to_string(ClickHouseQueryBuilder),
        "EXPLAIN AST CREATE DATABASE `d`"
    );
    assert!(
        server
            .answer(&Explain::ast(&create), &Target::default())
            .starts_with("CreateQuery")
    );
    refused(
        &Explain::plan(&query).option("a = 1 SELECT 2 --", 1),
        "SETTINGS: `a = 1 SELECT 2 --` is not the name of a setting: letters, digits and _ only",
    );
    refused(
        &Explain::plan(&query).format("x y"),
        "FORMAT: `x y` is not a name that can stand here: letters, digits and _ only",
    );
}

#[test]
fn current_transaction() {
    let server = Server::new();
    server.check_parsed(&ExplainCurrentTransaction, "EXPLAIN CURRENT TRANSACTION");
    assert_eq!(
        server.answer(&ExplainCurrentTransaction, &Target::default()),
        "<no current transaction>\n"
    );
}

#[test]
fn table_override() {
    let server = Server::new();
    let source = || Func::cust("mysql").args(["h:3306", "d", "t", "u", "hush"].map(Expr::val));
    let explain = ExplainTableOverride::new(source())
        .col(ClickHouseColumnDef::new("created", DataType::DateTime(None)))
        .order_by(Expr::col("id"))
        .partition_by(Expr::col("day"))
        .primary_key(Expr::col("id"))
        .sample_by(Expr::col("id"))
        .ttl(Expr::col("created"));
    let text = "EXPLAIN TABLE OVERRIDE mysql('h:3306', 'd', 't', 'u', 'hush') COLUMNS (`created` DateTime) ORDER BY `id` \
                PARTITION BY `day` PRIMARY KEY `id` SAMPLE BY `id` TTL `created`";
    assert_eq!(explain.to_string(ClickHouseQueryBuilder), text);
    assert!(!format!("{explain:?}").contains("hush"));
    // The server reads it, and then finds nobody at the address.
    let refusal = server.try_run(text).unwrap_err();
    assert!(!refusal.contains("SYNTAX_ERROR"), "{refusal}");
}

#[test]
fn describe() {
    let server = server();
    assert_eq!(
        Describe::table("event").to_string(ClickHouseQueryBuilder),
        "DESCRIBE TABLE `event`"
    );
    let answer = server.answer(&Describe::table("event"), &Target::default());
    assert!(answer.starts_with("id\tUInt64"), "{answer}");
    let named = Describe::table((server.database().to_owned(), "event"))
        .format("JSONCompactEachRow")
        .setting("describe_compact_output", 1);
    server.check_parsed(
        &named,
        &format!(
            "DESCRIBE TABLE `{}`.`event` FORMAT JSONCompactEachRow SETTINGS describe_compact_output = 1",
            server.database()
        ),
    );
    let rows = "[\"id\", \"UInt64\"]\n[\"name\", \"String\"]\n[\"port\", \"UInt16\"]\n";
    assert_eq!(server.answer(&named, &Target::default()), rows);

    let of_query = Describe::query(query()).setting("describe_compact_output", 1);
    let built = build_clickhouse(&of_query, &Target::default()).unwrap();
    assert_eq!(
        built.sql,
        format!("DESCRIBE TABLE ({BUILT}) SETTINGS describe_compact_output = 1")
    );
    assert_eq!(built.parameters[0].text, "it's");
    assert_eq!(server.run_built(&built), "id\tUInt64\n");
    assert_eq!(
        of_query.to_string(ClickHouseQueryBuilder),
        format!("DESCRIBE TABLE ({TEXT}) SETTINGS describe_compact_output = 1")
    );

    let function = Describe::function(Func::cust("numbers").arg(10)).setting("describe_compact_output", 1);
    server.check_parsed(
        &function,
        "DESCRIBE TABLE numbers(10) SETTINGS describe_compact_output = 1",
    );
    assert_eq!(server.answer(&function, &Target::default()), "number\tUInt64\n");
}

#[test]
fn parallel() {
    let server = Server::new();
    let table = |name: &'static str| {
        ClickHouseTable::create(name)
            .col(ClickHouseColumnDef::new("a", DataType::Int8))
            .engine(Engine::Memory)
    };
    let (a, b) = (table("a"), table("b"));
    server.check_table(
        &Parallel::new(&a).with(&b),
        "CREATE TABLE `a` (`a` Int8) ENGINE = Memory PARALLEL WITH CREATE TABLE `b` (`a` Int8) ENGINE = Memory",
    );
    assert_eq!(server.run("SHOW TABLES"), "a\nb\n");
    let reload = System::reload_config();
    server.check_parsed(
        &Parallel::new(&ClickHouseDatabase::drop("d")).with(&reload),
        "DROP DATABASE `d` PARALLEL WITH SYSTEM RELOAD CONFIG",
    );
    refused(
        &Parallel::new(&reload),
        "PARALLEL WITH: one statement runs alone; add others by `with(..)`",
    );
    let old = Target::default().version("24.8.1".parse().unwrap());
    assert_eq!(
        build_clickhouse(&Parallel::new(&a).with(&b), &old)
            .unwrap_err()
            .to_string(),
        "PARALLEL WITH: the server is ClickHouse 24.8.1, this needs 25.2.0 or later"
    );
}
