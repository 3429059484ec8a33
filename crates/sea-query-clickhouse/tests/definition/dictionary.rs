//! Dictionaries that a server prints.

use sea_query_clickhouse::{
    ClickHouseQueryBuilder, Target, build_clickhouse,
    dictionary::{DictionaryCreateStatement, DictionarySource, layout, source},
};

fn read(text: &str) -> DictionaryCreateStatement {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// With a source and the rest of the clauses.
fn of(clauses: &str) -> DictionaryCreateStatement {
    read(&format!(
        "CREATE DICTIONARY db.d (`id` UInt64, `name` String) PRIMARY KEY id {clauses}"
    ))
}

#[test]
fn what_is_read_is_written_again() {
    for (printed, written) in [
        (
            "CREATE DICTIONARY db.d (`a b` UInt64, `c` String DEFAULT 'it\\'s' INJECTIVE, `d` Array(Int8) DEFAULT [1, -2], `e` \
             Nullable(Int32) DEFAULT NULL, `f` Float64 DEFAULT 0.5, `g` Bool DEFAULT true, `h` UInt64 DEFAULT \
             18446744073709551615 HIERARCHICAL BIDIRECTIONAL, `i` String EXPRESSION concat('HIERARCHICAL', upper(c))) PRIMARY KEY \
             `a b` SOURCE(NULL()) LIFETIME(MIN 0 MAX 0) LAYOUT(FLAT()) SETTINGS(max_threads = 4, x = ';') COMMENT 'LAYOUT(FLAT())'",
            "CREATE DICTIONARY `db`.`d` (`a b` UInt64, `c` String DEFAULT 'it\\'s' INJECTIVE, `d` Array(Int8) DEFAULT [1, -2], `e` \
             Nullable(Int32) DEFAULT NULL, `f` Float64 DEFAULT 0.5, `g` Bool DEFAULT true, `h` UInt64 DEFAULT \
             18446744073709551615 HIERARCHICAL BIDIRECTIONAL, `i` String EXPRESSION concat('HIERARCHICAL', upper(c))) PRIMARY KEY \
             `a b` SOURCE(NULL()) LAYOUT(FLAT()) LIFETIME(MIN 0 MAX 0) SETTINGS(max_threads = 4, x = ';') COMMENT 'LAYOUT(FLAT())'",
        ),
        (
            "CREATE OR REPLACE DICTIONARY d UUID '6a1f8b3c-0000-4000-8000-000000000000' ON CLUSTER main (`a` String, `b` Date, `c` \
             Date) PRIMARY KEY (a) SOURCE(HTTP(URL 'u' FORMAT 'CSV' HEADERS (HEADER (NAME 'A' VALUE 'B')))) LIFETIME(300) \
             LAYOUT(COMPLEX_KEY_RANGE_HASHED()) RANGE(MIN b MAX c)",
            "CREATE OR REPLACE DICTIONARY `d` ON CLUSTER `main` (`a` String, `b` Date, `c` Date) PRIMARY KEY `a` \
             SOURCE(HTTP(url 'u' format 'CSV' headers(header(name 'A' value 'B')))) LAYOUT(COMPLEX_KEY_RANGE_HASHED()) \
             LIFETIME(MIN 0 MAX 300) RANGE(MIN `b` MAX `c`)",
        ),
    ] {
        assert_eq!(read(printed).to_string(ClickHouseQueryBuilder), written);
        assert_eq!(read(written), read(printed));
    }
}

#[test]
fn what_cannot_be_read_is_an_error_at_its_place() {
    for (text, sentence) in [
        (
            "CREATE TABLE t (a Int8) ENGINE = Log",
            "the definition of the dictionary cannot be read at byte 6, before ` TABLE t (a Int8) ENGINE = Log`: DICTIONARY is \
             expected",
        ),
        (
            "CREATE DICTIONARY d (a UInt64 DEFAULT now()) PRIMARY KEY a",
            "the definition of the dictionary cannot be read at byte 43, before `) PRIMARY KEY a`: a number, a text, a truth \
             value, NULL or an array of these is expected",
        ),
        (
            "CREATE DICTIONARY d (a UInt64) PRIMARY KEY a SOURCE(NULL()) SURPRISE",
            "the definition of the dictionary cannot be read at byte 60, before `SURPRISE`: the text goes on with what is not \
             known here",
        ),
    ] {
        let error = text.parse::<DictionaryCreateStatement>().unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn sources_and_layouts_are_what_makes_them() {
    let code = |clauses: &str| -> Vec<String> {
        let source = of(clauses).to_rust(&|_| None);
        source.attributes()[..2].to_vec()
    };
    for (source, made) in [
        (
            "CLICKHOUSE(QUERY 'SELECT 1' UPDATE_FIELD at UPDATE_LAG 15)",
            "source::ClickHouse::query(Query::select().expr(Expr::cust(\"1\")).to_owned()).update_field(\"at\").update_lag(15)",
        ),
        (
            "CLICKHOUSE(QUERY 'WITH 1 AS x SELECT x')",
            "DictionarySource::custom(\"CLICKHOUSE\").parameter(\"query\", \"WITH 1 AS x SELECT x\")",
        ),
        (
            "CLICKHOUSE(NAME collection TABLE 'x')",
            "source::ClickHouse::table(\"x\").name(..)",
        ),
        (
            "POSTGRESQL(NAME collection PORT 5432)",
            "source::PostgreSql::named_collection(\"collection\").port(5432)",
        ),
        (
            "MYSQL(TABLE 't' PORT 'x')",
            "DictionarySource::custom(\"MYSQL\").parameter(\"table\", \"t\").parameter(\"port\", \"x\")",
        ),
        (
            "FILE(PATH 'a.csv' FORMAT 'CSV')",
            "source::File::new(\"a.csv\", \"CSV\")",
        ),
        (
            "EXECUTABLE(COMMAND 'cat' FORMAT 'TSV')",
            "DictionarySource::custom(\"EXECUTABLE\").parameter(\"command\", \"cat\").parameter(\"format\", \"TSV\")",
        ),
    ] {
        if made.ends_with("(..)") {
            // A collection beside a table has no method, and nothing is dropped.
            let source = of(&format!("SOURCE({source}) LIFETIME(0) LAYOUT(FLAT())")).to_rust(&|_| None);
            assert_eq!(source.attributes(), [] as [&str; 0]);
            assert_eq!(
                source.left_out(),
                ["`name` of the source CLICKHOUSE, for which there is no method"]
            );
            continue;
        }
        let made = format!("dictionary = {made}");
        assert_eq!(
            code(&format!("SOURCE({source}) LIFETIME(0) LAYOUT(FLAT())"))[0],
            made
        );
    }
    for (layout, made) in [
        ("SPARSE_HASHED(SHARDS 4)", "layout::Hashed::sparse().shards(4)"),
        (
            "COMPLEX_KEY_HASHED_ARRAY()",
            "layout::HashedArray::new().complex_key()",
        ),
        (
            "SSD_CACHE(BLOCK_SIZE 4096 PATH '/x')",
            "layout::SsdCache::new(\"/x\").block_size(4096)",
        ),
        (
            "HASHED(MAX_LOAD_FACTOR 0.5)",
            "layout::Hashed::new().max_load_factor(0.5)",
        ),
        (
            "POLYGON(MAX_DEPTH 5)",
            "Layout::custom(\"POLYGON\", layout::Key::One).parameter(\"MAX_DEPTH\", 5)",
        ),
        (
            "NEW_ONE(X 'y')",
            "Layout::custom(\"NEW_ONE\", layout::Key::Complex).parameter(\"X\", \"y\")",
        ),
    ] {
        assert_eq!(
            code(&format!("SOURCE(NULL()) LIFETIME(0) LAYOUT({layout})"))[1],
            format!("layout = {made}")
        );
    }
}

#[test]
fn hidden_secrets_are_named_and_not_written() {
    for (source, code, sentence) in [
        (
            "HTTP(URL 'u' FORMAT 'CSV' CREDENTIALS (USER 'x' PASSWORD '[HIDDEN]'))",
            "source::Http::new(\"u\", \"CSV\")",
            "the `credentials` of the source, whose password the server does not show: add `.credentials(\"x\", ..)` to the source",
        ),
        (
            "MYSQL(TABLE 't' REPLICA (HOST 'a' PASSWORD '[HIDDEN]'))",
            "source::MySql::table(\"t\").replica(source::Replica::new(\"a\"))",
            "the `password` of the replica \"a\" of the source, which the server does not show: add `.password(..)` to it",
        ),
        (
            "REDIS(HOST 'h' PASSWORD '[HIDDEN]')",
            "DictionarySource::custom(\"REDIS\").parameter(\"host\", \"h\")",
            "the `password` of the source, which the server does not show: add `.secret(\"password\", ..)` to the source",
        ),
        (
            "MONGODB(URI 'mongodb://u:[HIDDEN]@h/db' COLLECTION 'c')",
            "DictionarySource::custom(\"MONGODB\").parameter(\"uri\", \"mongodb://u:[HIDDEN]@h/db\").parameter(\"collection\", \"c\")",
            "the secret in the `uri` of the source, which the server does not show: put it in the place of `[HIDDEN]`",
        ),
    ] {
        let source = of(&format!("SOURCE({source}) LIFETIME(0) LAYOUT(FLAT())")).to_rust(&|_| None);
        assert_eq!(source.attributes()[0], format!("dictionary = {code}"));
        assert_eq!(source.left_out(), [sentence]);
    }
}

fn differences(declared: &DictionaryCreateStatement, found: &DictionaryCreateStatement) -> Vec<String> {
    let differences = declared.differences(found).unwrap();
    differences.iter().map(ToString::to_string).collect()
}

#[test]
fn a_declared_secret_is_the_hidden_one_and_never_shown() {
    let found = |source: &str| of(&format!("SOURCE({source}) LIFETIME(0) LAYOUT(FLAT())"));
    let declared = |source: DictionarySource| found("NULL()").source(source);
    let mysql = || source::MySql::table("t").user("u");
    let live = found("MYSQL(USER 'u' PASSWORD '[HIDDEN]' TABLE 't')");
    assert_eq!(
        differences(&declared(mysql().password("s3cr3t").into()), &live),
        [] as [&str; 0]
    );
    assert_eq!(
        differences(&declared(mysql().into()), &live),
        ["`password` of SOURCE is not declared, and is '[HIDDEN]'"]
    );
    assert_eq!(
        differences(
            &declared(mysql().password("s3cr3t").into()),
            &found("MYSQL(USER 'u' TABLE 't')")
        ),
        ["`password` of SOURCE is declared as '[HIDDEN]', and is not there"]
    );
    let uri = |uri: &str| declared(source::MongoDb::uri(uri, "c").into());
    let live = found("MONGODB(URI 'mongodb://u:[HIDDEN]@h/db' COLLECTION 'c')");
    assert_eq!(
        differences(&uri("mongodb://u:s3cr3t@h/db"), &live),
        [] as [&str; 0]
    );
    assert_eq!(
        differences(&uri("mongodb://u:s3cr3t@elsewhere/db"), &live),
        ["`uri` of SOURCE is declared as '[HIDDEN]', and is 'mongodb://u:[HIDDEN]@h/db'"]
    );
}

#[test]
fn every_part_is_compared() {
    let found = read(
        "CREATE DICTIONARY db.d (`id` UInt64, `name` String DEFAULT 'x', `gone` Int8) PRIMARY KEY id SOURCE(HTTP(URL 'u' FORMAT \
         'CSV' HEADERS (HEADER (NAME 'A' VALUE 'B') HEADER (NAME 'C' VALUE 'D')))) LIFETIME(MIN 5 MAX 10) \
         LAYOUT(HASHED(SHARDS 4)) SETTINGS(max_threads = 4) COMMENT 'c'",
    );
    let declared = of("SOURCE(NULL()) LIFETIME(10) LAYOUT(FLAT())")
        .source(
            source::Http::new("u", "CSV")
                .header("A", "B")
                .header("C", "other"),
        )
        .layout(layout::Hashed::new().shards(8))
        .setting("x", true);
    assert_eq!(
        differences(&declared, &found),
        [
            "attribute `name` is declared as `name` String, and is `name` String DEFAULT 'x'",
            "`headers header 2 value` of SOURCE is declared as '[HIDDEN]', and is 'D'",
            "`shards` of LAYOUT is declared as 8, and is 4",
            "LIFETIME is declared as MIN 0 MAX 10, and is MIN 5 MAX 10",
            "setting `x` is declared as 1, and is not there",
            "attribute `gone` is not declared, and is `gone` Int8",
            "setting `max_threads` is not declared, and is 4",
            "COMMENT is not declared, and is 'c'",
        ]
    );
    assert_eq!(differences(&found, &found), [] as [&str; 0]);
}

#[test]
fn what_was_read_is_checked_when_it_is_built() {
    let signed =
        read("CREATE DICTIONARY d (`id` Int64) PRIMARY KEY id SOURCE(NULL()) LIFETIME(0) LAYOUT(HASHED())");
    let error = build_clickhouse(&signed, &Target::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "PRIMARY KEY: the key of HASHED is one UInt64, and `id` is Int64; use `complex_key()`, of another layout where this one \
         has none"
    );
}
