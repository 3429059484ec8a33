//! The sources of dictionaries of which this server has none: their text, and that it parses.

use sea_query_clickhouse::{
    Target, build_clickhouse,
    dictionary::{
        DictionaryAttribute, DictionarySource,
        layout::{Cache, Hashed},
        source::{
            Cassandra, ClickHouse, Executable, ExecutablePool, File, Http, MongoDb, MySql, Odbc, PostgreSql,
            Redis, Replica, YamlRegExpTree, YtSaurus,
        },
    },
    prelude::*,
};

use crate::{
    server::Server,
    view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT},
};

fn create(
    source: impl Into<DictionarySource>,
) -> sea_query_clickhouse::dictionary::DictionaryCreateStatement {
    ClickHouseDictionary::create("d")
        .attribute(DictionaryAttribute::new("k", DataType::UInt64))
        .primary_key(["k"])
        .source(source)
        .layout(Cache::new(8))
        .lifetime(1)
}

#[test]
fn every_source_is_written_and_parsed() {
    let s = Server::new();
    let check = |source: DictionarySource, text: &str| {
        assert!(!format!("{source:?}").contains("s3cr3t"), "{source:?}");
        s.check_parsed(
            &create(source),
            &format!(
                "CREATE DICTIONARY `d` (`k` UInt64) PRIMARY KEY `k` SOURCE({text}) \
                 LAYOUT(CACHE(SIZE_IN_CELLS 8)) LIFETIME(1)"
            ),
        );
    };
    check(DictionarySource::null(), "NULL()");
    check(
        ClickHouse::table("t")
            .host("h")
            .port(9000)
            .user("u")
            .password("s3cr3t")
            .db("d")
            .secure(true)
            .invalidate_query("SELECT max(at) FROM t")
            .update_field("at")
            .update_lag(5)
            .into(),
        "CLICKHOUSE(table 't' host 'h' port 9000 user 'u' password 's3cr3t' db 'd' secure 1 \
         invalidate_query 'SELECT max(at) FROM t' update_field 'at' update_lag 5)",
    );
    check(
        ClickHouse::named_collection(HOSTILE).db(HOSTILE).into(),
        &format!("CLICKHOUSE(name {HOSTILE_NAME} db {HOSTILE_TEXT})"),
    );
    check(
        File::new("/user_files/os.tsv", "TabSeparated").into(),
        "FILE(path '/user_files/os.tsv' format 'TabSeparated')",
    );
    check(
        Executable::new("os.sh", "TSV")
            .command_termination_timeout(1)
            .command_read_timeout(2)
            .command_write_timeout(3)
            .implicit_key(false)
            .execute_direct(true)
            .send_chunk_header(true)
            .into(),
        "EXECUTABLE(command 'os.sh' format 'TSV' command_termination_timeout 1 command_read_timeout 2 \
         command_write_timeout 3 implicit_key 0 execute_direct 1 send_chunk_header 1)",
    );
    check(
        ExecutablePool::new("os.sh", "TSV")
            .pool_size(4)
            .max_command_execution_time(10)
            .command_termination_timeout(1)
            .command_read_timeout(2)
            .command_write_timeout(3)
            .implicit_key(true)
            .execute_direct(false)
            .send_chunk_header(false)
            .into(),
        "EXECUTABLE_POOL(command 'os.sh' format 'TSV' pool_size 4 max_command_execution_time 10 \
         command_termination_timeout 1 command_read_timeout 2 command_write_timeout 3 implicit_key 1 \
         execute_direct 0 send_chunk_header 0)",
    );
    check(
        Http::new("https://[::1]/os.tsv", "TSV")
            .credentials("u", "s3cr3t")
            .header("API-KEY", "s3cr3t")
            .header(HOSTILE, HOSTILE)
            .into(),
        &format!(
            "HTTP(url 'https://[::1]/os.tsv' format 'TSV' credentials(user 'u' password 's3cr3t') \
             headers(header(name 'API-KEY' value 's3cr3t') header(name {HOSTILE_TEXT} value {HOSTILE_TEXT})))"
        ),
    );
    check(
        MySql::table("t")
            .port(3306)
            .user("u")
            .password("s3cr3t")
            .replica(Replica::new("a").priority(1).port(3307))
            .replica(Replica::new("b").priority(2).user("v").password("s3cr3t"))
            .db("d")
            .where_("id = 'x'")
            .invalidate_query("SELECT 1")
            .fail_on_connection_loss(true)
            .enable_compression(true)
            .background_reconnect(true)
            .into(),
        "MYSQL(table 't' port 3306 user 'u' password 's3cr3t' replica(host 'a' priority 1 port 3307) \
         replica(host 'b' priority 2 user 'v' password 's3cr3t') db 'd' where 'id = \\'x\\'' \
         invalidate_query 'SELECT 1' fail_on_connection_loss 1 enable_compression 1 background_reconnect 1)",
    );
    check(
        MySql::query("SELECT k FROM t")
            .host("localhost")
            .socket("/run/mysql.sock")
            .into(),
        "MYSQL(query 'SELECT k FROM t' host 'localhost' socket '/run/mysql.sock')",
    );
    check(
        MySql::named_collection("login").db("d").into(),
        "MYSQL(name `login` db 'd')",
    );
    check(
        PostgreSql::table("t")
            .host("h")
            .port(5432)
            .user("u")
            .password("s3cr3t")
            .db("d")
            .schema("public")
            .replica(Replica::new("a"))
            .where_("id = 1")
            .background_reconnect(false)
            .into(),
        "POSTGRESQL(table 't' host 'h' port 5432 user 'u' password 's3cr3t' db 'd' schema 'public' replica(host 'a') \
         where 'id = 1' background_reconnect 0)",
    );
    check(
        PostgreSql::named_collection("login").into(),
        "POSTGRESQL(name `login`)",
    );
    check(
        Odbc::table("DSN=d;PWD=s3cr3t", "s.t")
            .db("d")
            .invalidate_query("SELECT 1")
            .into(),
        "ODBC(connection_string 'DSN=d;PWD=s3cr3t' table 's.t' db 'd' invalidate_query 'SELECT 1')",
    );
    check(
        Odbc::query("DSN=d", "SELECT 1").into(),
        "ODBC(connection_string 'DSN=d' query 'SELECT 1')",
    );
    check(
        Odbc::jdbc("jdbc:s3cr3t", "t").into(),
        "JDBC(datasource 'jdbc:s3cr3t' table 't')",
    );
    check(
        MongoDb::new("h", "d", "c")
            .port(27017)
            .user("u")
            .password("s3cr3t")
            .options("ssl=true")
            .into(),
        "MONGODB(host 'h' db 'd' collection 'c' port 27017 user 'u' password 's3cr3t' options 'ssl=true')",
    );
    check(
        MongoDb::uri("mongodb://u:s3cr3t@h/d", "c").into(),
        "MONGODB(uri 'mongodb://u:s3cr3t@h/d' collection 'c')",
    );
    check(MongoDb::named_collection("m").into(), "MONGODB(name `m`)");
    check(
        Redis::new("h")
            .port(6379)
            .password("s3cr3t")
            .hash_map(true)
            .db_index(1)
            .into(),
        "REDIS(host 'h' port 6379 password 's3cr3t' storage_type 'hash_map' db_index 1)",
    );
    check(
        Cassandra::new("a,b", "ks")
            .port(9042)
            .user("u")
            .password("s3cr3t")
            .column_family("t")
            .allow_filtering(true)
            .partition_key_prefix(1)
            .consistency("One")
            .where_("\"SomeColumn\" = 42")
            .max_threads(8)
            .into(),
        "CASSANDRA(host 'a,b' keyspace 'ks' port 9042 user 'u' password 's3cr3t' column_family 't' allow_filtering 1 \
         partition_key_prefix 1 consistency 'One' where '\"SomeColumn\" = 42' max_threads 8)",
    );
    check(
        YamlRegExpTree::new("/user_files/a.yaml").into(),
        "YAMLRegExpTree(path '/user_files/a.yaml')",
    );
    check(
        YtSaurus::new("http://localhost:8000", "//tmp/test", "s3cr3t")
            .lookup_throttler_max_requests_per_second(10)
            .lookup_max_rows_per_query(0)
            .into(),
        "YTSAURUS(http_proxy_urls 'http://localhost:8000' cypress_path '//tmp/test' oauth_token 's3cr3t' \
         lookup_throttler_max_requests_per_second 10 lookup_max_rows_per_query 0)",
    );
    check(
        DictionarySource::custom("LIBRARY")
            .parameter("path", "/a.so")
            .secret("token", "s3cr3t")
            .parameter("x", 0.5),
        "LIBRARY(path '/a.so' token 's3cr3t' x 0.5)",
    );
}

#[test]
fn refusals() {
    let refused = |source: DictionarySource, sentence: &str| {
        let create = create(source).layout(Hashed::new());
        let error = build_clickhouse(&create, &Target::default()).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    };
    refused(
        MySql::query("SELECT 1").where_("x").into(),
        "SOURCE: MYSQL has `where` beside `query`; put the condition into the query",
    );
    refused(
        ClickHouse::query(sea_query::Query::select().column("k").from("t").to_owned())
            .where_(sea_query::Expr::cust("1"))
            .into(),
        "SOURCE: CLICKHOUSE has `where` beside `query`; put the condition into the query",
    );
    refused(
        Cassandra::new("a", "b").into(),
        "SOURCE: CASSANDRA needs one of `column_family` and `query`, and only one",
    );
    refused(
        Cassandra::new("a", "b").column_family("t").query("q").into(),
        "SOURCE: CASSANDRA needs one of `column_family` and `query`, and only one",
    );
    refused(
        ClickHouse::named_collection("").into(),
        "NAMED COLLECTION: the name is empty",
    );
    refused(
        ClickHouse::query(sea_query::Query::select().to_owned()).into(),
        "SELECT: it selects nothing; name a column",
    );
}
