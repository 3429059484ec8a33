use sea_query::{Expr, ExprTrait, Query, Value};
use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse,
    dictionary::{
        DictionaryAttribute, DictionaryCreateStatement, DictionarySource, Layout,
        layout::{
            Cache, Direct, Flat, Hashed, HashedArray, IpTrie, Key, NaiveBayes, Priors, RangeHashed,
            RegexpTree, Tokens,
        },
        source::{ClickHouse, ExecutablePool},
    },
    func,
    prelude::*,
    statement::Exchange,
};

use crate::{
    server::Server,
    view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT},
};

pub fn attribute(name: &str, data_type: DataType) -> DictionaryAttribute {
    DictionaryAttribute::new(name.to_owned(), data_type)
}

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE service (port UInt64, name String, parent UInt64) ENGINE = MergeTree ORDER BY port",
        "INSERT INTO service VALUES (1, 'root', 0), (53, 'it''s dns', 1), (80, 'http', 1)",
    ])
}

/// The rows of a table of this server, read by the user of the test.
pub fn table(s: &Server, name: &str) -> ClickHouse {
    let (user, password) = s.login();
    ClickHouse::table(name)
        .db(s.database())
        .user(user)
        .password(password)
}

pub fn source_text(s: &Server, name: &str) -> String {
    let (user, password) = s.login();
    format!(
        "SOURCE(CLICKHOUSE(table '{name}' db '{}' user '{user}' password '{password}'))",
        s.database()
    )
}

fn services(s: &Server, layout: impl Into<Layout>) -> DictionaryCreateStatement {
    ClickHouseDictionary::create("d")
        .attribute(attribute("port", DataType::UInt64))
        .attribute(attribute("name", DataType::String).default("none"))
        .primary_key(["port"])
        .source(table(s, "service"))
        .layout(layout)
}

pub fn empty(layout: impl Into<Layout>) -> DictionaryCreateStatement {
    ClickHouseDictionary::create("d")
        .attribute(attribute("k", DataType::UInt64))
        .attribute(attribute("v", DataType::String))
        .primary_key(["k"])
        .source(DictionarySource::null())
        .layout(layout)
}

pub const EMPTY: &str = "CREATE DICTIONARY `d` (`k` UInt64, `v` String) PRIMARY KEY `k` SOURCE(NULL())";

#[track_caller]
fn refused<S: sea_query_clickhouse::ClickHouseStatement>(statement: &S, sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

fn name_of(s: &Server, port: u64) -> String {
    let dictionary = format!("{}.d", s.database());
    let query = Query::select()
        .expr(func::dictionary::dict_get(dictionary, "name", Expr::val(port)))
        .to_owned();
    s.answer(&query, &Target::default())
}

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

#[test]
fn attributes() {
    let s = server();
    let source = source_text(&s, "service");
    s.check_table(
        &ClickHouseDictionary::create("d")
            .attribute(attribute("port", DataType::UInt64))
            .attribute(
                attribute("parent", DataType::UInt64)
                    .default(0)
                    .hierarchical()
                    .bidirectional(),
            )
            .attribute(attribute("name", DataType::String).default("it's").injective())
            .attribute(attribute("shout", DataType::String).expression(Expr::cust("upper(name)")))
            .primary_key(["port"])
            .source(table(&s, "service"))
            .layout(Hashed::new())
            .lifetime(0),
        &format!(
            "CREATE DICTIONARY `d` (`port` UInt64, `parent` UInt64 DEFAULT 0 HIERARCHICAL BIDIRECTIONAL, \
             `name` String DEFAULT 'it\\'s' INJECTIVE, `shout` String EXPRESSION upper(name)) \
             PRIMARY KEY `port` {source} LAYOUT(HASHED()) LIFETIME(0)"
        ),
    );
    let d = format!("'{}.d'", s.database());
    assert_eq!(s.run(&format!("SELECT dictGetHierarchy({d}, 80)")), "[80,1]\n");
    assert_eq!(
        s.run(&format!("SELECT arraySort(dictGetChildren({d}, 1))")),
        "[53,80]\n"
    );
    assert_eq!(
        s.run(&format!("SELECT dictGet({d}, ('name', 'shout'), 80)")),
        "('http','HTTP')\n"
    );
    s.check_parsed(
        &ClickHouseDictionary::create("d")
            .attribute(attribute("_id", DataType::String).is_object_id())
            .primary_key(["_id"])
            .source(DictionarySource::null())
            .layout(Hashed::new().complex_key())
            .lifetime(0),
        "CREATE DICTIONARY `d` (`_id` String IS_OBJECT_ID) PRIMARY KEY `_id` SOURCE(NULL()) \
         LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)",
    );
}

#[test]
fn defaults_are_literals() {
    let s = Server::new();
    let array = |values: Vec<Value>| Value::Array(sea_query::ArrayType::String, Some(Box::new(values)));
    for (data_type, value, text, answer) in [
        (DataType::Int8, Value::from(-3i8), "-3", "-3\n"),
        (DataType::Int16, Value::from(-3i16), "-3", "-3\n"),
        (
            DataType::Int32,
            Value::from(i32::MIN),
            "-2147483648",
            "-2147483648\n",
        ),
        (
            DataType::Int64,
            Value::from(i64::MAX),
            "9223372036854775807",
            "9223372036854775807\n",
        ),
        (DataType::UInt8, Value::from(3u8), "3", "3\n"),
        (DataType::UInt16, Value::from(3u16), "3", "3\n"),
        (DataType::UInt32, Value::from(3u32), "3", "3\n"),
        (
            DataType::UInt64,
            Value::from(u64::MAX),
            "18446744073709551615",
            "18446744073709551615\n",
        ),
        (DataType::Float32, Value::from(0.5f32), "0.5", "0.5\n"),
        (DataType::Float64, Value::from(-0.25f64), "-0.25", "-0.25\n"),
        (DataType::String, Value::from('\''), "'\\''", "\\'\n"),
        (
            DataType::Date,
            Value::from("2024-02-03"),
            "'2024-02-03'",
            "2024-02-03\n",
        ),
        (DataType::String.nullable(), Value::String(None), "NULL", "\\N\n"),
        (
            DataType::array(DataType::String),
            array(vec!["a".into(), "it's".into()]),
            "['a', 'it\\'s']",
            "['a','it\\'s']\n",
        ),
    ] {
        let create = ClickHouseDictionary::create("d")
            .or_replace()
            .attribute(attribute("k", DataType::UInt64))
            .attribute(attribute("v", data_type.clone()).default(value))
            .primary_key(["k"])
            .source(DictionarySource::null())
            .layout(Hashed::new())
            .lifetime(0);
        s.check_table(
            &create,
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`k` UInt64, `v` {data_type} DEFAULT {text}) PRIMARY KEY `k` \
                 SOURCE(NULL()) LAYOUT(HASHED()) LIFETIME(0)"
            ),
        );
        assert_eq!(
            s.run(&format!("SELECT dictGet('{}.d', 'v', 1)", s.database())),
            answer,
            "{data_type}"
        );
    }
    let sentence = "DEFAULT: the default of an attribute is a number, a text, a truth value, NULL or an array of \
                    these; give the value as its text";
    for value in [
        Value::from(f64::NAN),
        Value::from(vec![1u8]),
        array(vec![f32::INFINITY.into()]),
    ] {
        let create = empty(Hashed::new())
            .attribute(attribute("w", DataType::String).default(value))
            .lifetime(0);
        refused(&create, sentence);
    }
}

#[test]
fn drop_rename_exchange() {
    let s = Server::new();
    for name in ["d", "e"] {
        let create = ClickHouseDictionary::create(name)
            .attribute(attribute(name, DataType::UInt64))
            .primary_key([name])
            .source(DictionarySource::null())
            .layout(Hashed::new())
            .lifetime(0);
        s.answer(&create, &Target::default());
    }
    let names = "SELECT name FROM system.dictionaries WHERE database = currentDatabase() ORDER BY name";
    s.check_table(
        &Exchange::dictionaries("d", "e"),
        "EXCHANGE DICTIONARIES `d` AND `e`",
    );
    assert_eq!(
        s.run("SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'd'"),
        "e\n"
    );
    s.check_table(
        &ClickHouseDictionary::rename("d", HOSTILE).and("e", "f"),
        &format!("RENAME DICTIONARY `d` TO {HOSTILE_NAME}, `e` TO `f`"),
    );
    assert_eq!(s.run(&format!("SELECT count() FROM ({names})")), "2\n");
    s.check_parsed(
        &ClickHouseDictionary::rename(("a", "d"), ("b", "d"))
            .if_exists()
            .on_cluster("c"),
        "RENAME DICTIONARY IF EXISTS `a`.`d` TO `b`.`d` ON CLUSTER `c`",
    );
    s.check_table(
        &ClickHouseDictionary::drop(HOSTILE)
            .and("f")
            .and("x")
            .if_exists()
            .sync(),
        &format!("DROP DICTIONARY IF EXISTS {HOSTILE_NAME}, `f`, `x` SYNC"),
    );
    assert_eq!(s.run(names), "");
    s.check_parsed(
        &ClickHouseDictionary::drop(("a", "d")).on_cluster(HOSTILE),
        &format!("DROP DICTIONARY `a`.`d` ON CLUSTER {HOSTILE_NAME}"),
    );
}

#[test]
fn hostile_names_and_texts_stay_in_their_quotes() {
    let s = Server::new();
    let create = ClickHouseDictionary::create(HOSTILE)
        .attribute(attribute("k", DataType::UInt64))
        .attribute(attribute(HOSTILE, DataType::String).default(HOSTILE))
        .primary_key(["k"])
        .source(DictionarySource::null())
        .layout(Hashed::new())
        .lifetime(0)
        .setting("format_csv_delimiter", "'")
        .comment(HOSTILE);
    s.check_table(
        &create,
        &format!(
            "CREATE DICTIONARY {HOSTILE_NAME} (`k` UInt64, {HOSTILE_NAME} String DEFAULT {HOSTILE_TEXT}) \
             PRIMARY KEY `k` SOURCE(NULL()) LAYOUT(HASHED()) LIFETIME(0) \
             SETTINGS(format_csv_delimiter = '\\'') COMMENT {HOSTILE_TEXT}"
        ),
    );
    assert_eq!(s.run(&format!("SELECT count() FROM {HOSTILE_NAME}")), "0\n");
    s.check_parsed(
        &ClickHouseDictionary::create((HOSTILE, HOSTILE))
            .on_cluster(HOSTILE)
            .attribute(attribute(HOSTILE, DataType::UInt64))
            .primary_key([HOSTILE])
            .source(DictionarySource::custom("FILE").parameter("path", HOSTILE).secret("format", HOSTILE))
            .layout(RangeHashed::new().complex_key())
            .range(HOSTILE, HOSTILE)
            .lifetime(0),
        &format!(
            "CREATE DICTIONARY {HOSTILE_NAME}.{HOSTILE_NAME} ON CLUSTER {HOSTILE_NAME} ({HOSTILE_NAME} UInt64) \
             PRIMARY KEY {HOSTILE_NAME} SOURCE(FILE(path {HOSTILE_TEXT} format {HOSTILE_TEXT})) \
             LAYOUT(COMPLEX_KEY_RANGE_HASHED()) LIFETIME(0) RANGE(MIN {HOSTILE_NAME} MAX {HOSTILE_NAME})"
        ),
    );
    let word = |clause: &str, name: &str| {
        format!(
            "{clause}: `{}` is not a name that can stand here: letters, digits and _ only",
            name.escape_debug()
        )
    };
    for name in [HOSTILE, "a b", "", "1"] {
        let sourced = empty(Hashed::new()).lifetime(0);
        refused(
            &sourced.clone().source(DictionarySource::custom(name)),
            &word("SOURCE", name),
        );
        refused(
            &sourced.source(DictionarySource::custom("FILE").parameter(name, 1)),
            &word("DICTIONARY", name),
        );
        refused(
            &empty(Layout::custom(name, Key::Complex)).lifetime(0),
            &word("LAYOUT", name),
        );
        refused(
            &empty(Layout::custom("HASHED", Key::Complex).parameter(name, 1)).lifetime(0),
            &word("DICTIONARY", name),
        );
        refused(
            &empty(Hashed::new()).lifetime(0).setting(name, 1),
            &format!(
                "SETTINGS: `{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        );
    }
}

#[test]
fn refusals() {
    let create = || {
        ClickHouseDictionary::create("d")
            .attribute(attribute("k", DataType::UInt64))
            .attribute(attribute("v", DataType::UInt64))
    };
    let flat = || {
        create()
            .primary_key(["k"])
            .source(DictionarySource::null())
            .layout(Flat::new())
    };
    refused(
        &create().primary_key(["k"]).layout(Flat::new()).lifetime(0),
        "SOURCE: the dictionary has none; `DictionarySource::null()` is one without rows",
    );
    refused(
        &create()
            .primary_key(["k"])
            .source(DictionarySource::null())
            .lifetime(0),
        "LAYOUT: the dictionary has none; `Hashed::new()` is the usual one",
    );
    refused(
        &ClickHouseDictionary::create("d")
            .source(DictionarySource::null())
            .layout(Flat::new()),
        "CREATE DICTIONARY: it has no attributes",
    );
    refused(
        &create()
            .source(DictionarySource::null())
            .layout(Flat::new())
            .lifetime(0),
        "PRIMARY KEY: the dictionary has none; name the attributes by which rows are looked up",
    );
    refused(
        &flat().primary_key(["x`"]).lifetime(0),
        "PRIMARY KEY: `x`` is not an attribute of the dictionary",
    );
    refused(
        &flat().primary_key(["k", "v"]).lifetime(0),
        "PRIMARY KEY: the key of FLAT is one UInt64; use `complex_key()` for several columns",
    );
    for data_type in [DataType::String, DataType::Int64, DataType::UInt64.nullable()] {
        refused(
            &flat()
                .attribute(attribute("w", data_type.clone()))
                .primary_key(["w"])
                .lifetime(0),
            &format!(
                "PRIMARY KEY: the key of FLAT is one UInt64, and `w` is {data_type}; use `complex_key()`, of another \
                 layout where this one has none"
            ),
        );
    }
    refused(
        &flat().primary_key(["k", "v"]).layout(IpTrie::new()).lifetime(0),
        "PRIMARY KEY: the key of IP_TRIE is one column",
    );
    refused(
        &flat().layout(RangeHashed::new()).lifetime(0),
        "RANGE: RANGE_HASHED needs the two ends of its ranges; name them by `range(..)`",
    );
    refused(
        &flat().range("k", "v").lifetime(0),
        "RANGE: FLAT has no ranges; use `RangeHashed`",
    );
    refused(
        &flat().layout(RangeHashed::new()).range("v", "w").lifetime(0),
        "RANGE: `w` is not an attribute of the dictionary",
    );
    refused(
        &flat(),
        "LIFETIME: the dictionary has none; `lifetime(0)` is never to load again",
    );
    refused(
        &flat().layout(Direct::new()).lifetime(0),
        "LIFETIME: DIRECT keeps nothing that grows old; leave it out",
    );
    refused(&flat().lifetime_between(5, 1), "LIFETIME: MIN 5 is above MAX 1");
    refused(
        &flat().source(ExecutablePool::new("a", "TSV")).lifetime(0),
        "SOURCE: EXECUTABLE_POOL answers for keys, and FLAT loads all rows; use a cache or DIRECT",
    );
    refused(
        &flat()
            .attribute(attribute("p", DataType::UInt64).hierarchical())
            .attribute(attribute("q", DataType::UInt64).hierarchical())
            .lifetime(0),
        "HIERARCHICAL: only one attribute is the parent",
    );
    refused(
        &flat()
            .attribute(attribute("p", DataType::UInt64).hierarchical())
            .layout(Hashed::new().complex_key())
            .lifetime(0),
        "HIERARCHICAL: a parent is one UInt64, and the key of COMPLEX_KEY_HASHED is not",
    );
    refused(
        &flat()
            .attribute(attribute("p", DataType::UInt64).bidirectional())
            .lifetime(0),
        "BIDIRECTIONAL: only a hierarchy has two directions; say `hierarchical()` too",
    );
    refused(
        &flat().layout(Hashed::new().max_load_factor(f64::NAN)).lifetime(0),
        "DICTIONARY: MAX_LOAD_FACTOR is set to NaN, which is not a number",
    );
    refused(
        &flat()
            .layout(NaiveBayes::new("v", 1, Tokens::Token).priors(Priors::Explicit(vec![(0, f64::INFINITY)])))
            .lifetime(0),
        "DICTIONARY: priors is set to inf, which is not a number",
    );
    refused(
        &flat().or_replace().if_not_exists().lifetime(0),
        "CREATE DICTIONARY: OR REPLACE and IF NOT EXISTS exclude each other",
    );
    let old = Target::default().version(ServerVersion::new(23, 3, 0));
    for (layout, sentence) in [
        (
            Layout::from(RegexpTree::new()),
            "REGEXP_TREE: the server is ClickHouse 23.3.0, this needs 23.5.0 or later",
        ),
        (
            NaiveBayes::new("v", 1, Tokens::Token).into(),
            "NAIVE_BAYES: the server is ClickHouse 23.3.0, this needs 26.7.0 or later",
        ),
    ] {
        let error = build_clickhouse(&flat().layout(layout).lifetime(0), &old).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}
