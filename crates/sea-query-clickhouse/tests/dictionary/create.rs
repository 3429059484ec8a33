use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    dictionary::{
        DictionarySource, Layout,
        layout::{Cache, Direct, Flat, Hashed, HashedArray, Key},
        source::ClickHouse,
    },
    prelude::*,
};

use super::{EMPTY, attribute, empty, name_of, server, services, source_text, table};

#[test]
fn rows_of_a_table_are_looked_up() {
    let s = server();
    let source = source_text(&s, "service");
    for (layout, text) in [
        (Layout::from(Flat::new()), "FLAT()"),
        (
            Flat::new().initial_array_size(16).max_array_size(1000).into(),
            "FLAT(INITIAL_ARRAY_SIZE 16 MAX_ARRAY_SIZE 1000)",
        ),
        (Hashed::new().into(), "HASHED()"),
        (
            Hashed::new()
                .shards(2)
                .shard_load_queue_backlog(10)
                .max_load_factor(0.75)
                .into(),
            "HASHED(SHARDS 2 SHARD_LOAD_QUEUE_BACKLOG 10 MAX_LOAD_FACTOR 0.75)",
        ),
        (Hashed::sparse().into(), "SPARSE_HASHED()"),
        (HashedArray::new().shards(2).into(), "HASHED_ARRAY(SHARDS 2)"),
        (
            Cache::new(100)
                .allow_read_expired_keys(true)
                .max_update_queue_size(10)
                .update_queue_push_timeout_milliseconds(100)
                .query_wait_timeout_milliseconds(10_000)
                .max_threads_for_updates(2)
                .strict_max_lifetime_seconds(400)
                .into(),
            "CACHE(SIZE_IN_CELLS 100 ALLOW_READ_EXPIRED_KEYS 1 MAX_UPDATE_QUEUE_SIZE 10 \
             UPDATE_QUEUE_PUSH_TIMEOUT_MILLISECONDS 100 QUERY_WAIT_TIMEOUT_MILLISECONDS 10000 \
             MAX_THREADS_FOR_UPDATES 2 STRICT_MAX_LIFETIME_SECONDS 400)",
        ),
        (
            Layout::custom("HASHED", Key::UInt64).parameter("SHARDS", 1),
            "HASHED(SHARDS 1)",
        ),
    ] {
        s.check_table(
            &services(&s, layout).or_replace().lifetime_between(100, 300),
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`port` UInt64, `name` String DEFAULT 'none') PRIMARY KEY `port` \
                 {source} LAYOUT({text}) LIFETIME(MIN 100 MAX 300)"
            ),
        );
        assert_eq!(name_of(&s, 53), "it\\'s dns\n", "{text}");
        assert_eq!(name_of(&s, 7), "none\n", "{text}");
    }
    s.check_table(
        &services(&s, Direct::new()).or_replace(),
        &format!(
            "CREATE OR REPLACE DICTIONARY `d` (`port` UInt64, `name` String DEFAULT 'none') PRIMARY KEY `port` \
             {source} LAYOUT(DIRECT())"
        ),
    );
    assert_eq!(name_of(&s, 80), "http\n");
}

#[test]
fn every_clause() {
    let s = server();
    s.check_table(
        &empty(Hashed::new())
            .if_not_exists()
            .lifetime(0)
            .setting("max_threads", 1)
            .setting("max_threads", 2)
            .comment("it's"),
        &format!(
            "{} LAYOUT(HASHED()) LIFETIME(0) SETTINGS(max_threads = 2) COMMENT 'it\\'s'",
            EMPTY.replace("DICTIONARY", "DICTIONARY IF NOT EXISTS")
        ),
    );
    assert_eq!(s.run("SELECT count() FROM d"), "0\n");
    s.check_parsed(
        &empty(Hashed::new()).on_cluster("main").lifetime(0),
        &format!(
            "{} LAYOUT(HASHED()) LIFETIME(0)",
            EMPTY.replace("`d`", "`d` ON CLUSTER `main`")
        ),
    );
}

#[test]
fn a_query_is_the_source() {
    let s = server();
    let (user, password) = s.login();
    let query = Query::select()
        .column("port")
        .expr_as(Expr::cust("upper(name)"), "name")
        .from((s.database().to_owned(), "service"))
        .and_where(Expr::col("name").ne("it's"))
        .to_owned();
    let create = ClickHouseDictionary::create("d")
        .attribute(attribute("port", DataType::UInt64))
        .attribute(attribute("name", DataType::String))
        .primary_key(["port"])
        .source(ClickHouse::query(query).user(user).password(password))
        .layout(Flat::new())
        .lifetime(0);
    assert!(!format!("{create:?}").contains(password));
    s.check_table(
        &create,
        &format!(
            "CREATE DICTIONARY `d` (`port` UInt64, `name` String) PRIMARY KEY `port` \
             SOURCE(CLICKHOUSE(query 'SELECT `port`, upper(name) AS `name` FROM `{}`.`service` \
             WHERE `name` <> \\'it\\\\\\'s\\'' user '{user}' password '{password}')) LAYOUT(FLAT()) LIFETIME(0)",
            s.database()
        ),
    );
    assert_eq!(name_of(&s, 80), "HTTP\n");
    let filtered = services(&s, Flat::new())
        .or_replace()
        .source(table(&s, "service").where_(Expr::col("name").like("it's%")))
        .lifetime(0);
    s.answer(&filtered, &Target::default());
    assert_eq!(name_of(&s, 80), "none\n");
    assert_eq!(name_of(&s, 53), "it\\'s dns\n");
}

#[test]
fn a_named_collection_is_the_source() {
    let s = server();
    let (user, password) = s.login();
    let name = format!("{}_service", s.database());
    s.run(&format!(
        "CREATE NAMED COLLECTION {name} AS user = '{user}', password = '{password}', db = '{}', table = 'none'",
        s.database()
    ));
    let create = ClickHouseDictionary::create("d")
        .attribute(attribute("port", DataType::UInt64))
        .attribute(attribute("name", DataType::String))
        .primary_key(["port"])
        .source(DictionarySource::from(ClickHouse::named_collection(&name)).parameter("table", "service"))
        .layout(Flat::new())
        .lifetime(0);
    let built = build_clickhouse(&create, &Target::default()).unwrap();
    let made = s.try_run_built(&built);
    let answer = s.try_run(&format!("SELECT dictGet('{}.d', 'name', 80)", s.database()));
    s.run("DROP DICTIONARY IF EXISTS d SYNC");
    s.run(&format!("DROP NAMED COLLECTION {name}"));
    assert_eq!(
        built.sql,
        format!(
            "CREATE DICTIONARY `d` (`port` UInt64, `name` String) PRIMARY KEY `port` \
             SOURCE(CLICKHOUSE(name `{name}` table 'service')) LAYOUT(FLAT()) LIFETIME(0)"
        )
    );
    assert_eq!(made, Ok(String::new()));
    assert_eq!(answer, Ok("http\n".to_owned()));
}
