//! The layouts of dictionaries that are more than a hash table.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    Target,
    dictionary::{
        DictionaryAttribute, Layout,
        layout::{
            Cache, Direct, Hashed, HashedArray, IpTrie, NaiveBayes, Overlap, Polygon, Priors, RangeHashed,
            RegexpTree, SsdCache, Tokens,
        },
    },
    func,
    prelude::*,
};

use crate::{
    dictionary::{EMPTY, attribute, empty, source_text, table},
    server::Server,
};

#[test]
fn keys_of_several_columns() {
    let s = Server::with(&[
        "CREATE TABLE host (zone String, name String, address String) ENGINE = MergeTree ORDER BY zone",
        "INSERT INTO host VALUES ('eu', 'a', '192.0.2.1')",
    ]);
    let source = source_text(&s, "host");
    for (layout, text, lifetime) in [
        (
            Layout::from(Hashed::new().complex_key()),
            "COMPLEX_KEY_HASHED()",
            true,
        ),
        (
            Hashed::sparse().complex_key().into(),
            "COMPLEX_KEY_SPARSE_HASHED()",
            true,
        ),
        (
            HashedArray::new().complex_key().complex_key().into(),
            "COMPLEX_KEY_HASHED_ARRAY()",
            true,
        ),
        (
            Cache::new(10).complex_key().into(),
            "COMPLEX_KEY_CACHE(SIZE_IN_CELLS 10)",
            true,
        ),
        (Direct::new().complex_key().into(), "COMPLEX_KEY_DIRECT()", false),
    ] {
        let create = ClickHouseDictionary::create("d")
            .or_replace()
            .attribute(attribute("zone", DataType::String))
            .attribute(attribute("name", DataType::String))
            .attribute(attribute("address", DataType::String))
            .primary_key(["zone", "name"])
            .source(table(&s, "host"))
            .layout(layout);
        let create = if lifetime { create.lifetime(60) } else { create };
        s.check_table(
            &create,
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`zone` String, `name` String, `address` String) \
                 PRIMARY KEY `zone`, `name` {source} LAYOUT({text}){}",
                if lifetime { " LIFETIME(60)" } else { "" }
            ),
        );
        let key = Expr::tuple([Expr::val("eu"), Expr::val("a")]);
        let query = Query::select()
            .expr(func::dictionary::dict_get(
                format!("{}.d", s.database()),
                "address",
                key,
            ))
            .to_owned();
        assert_eq!(s.answer(&query, &Target::default()), "192.0.2.1\n", "{text}");
    }
}

#[test]
fn ranges() {
    let s = Server::with(&[
        "CREATE TABLE discount (id UInt64, zone String, first Date, last Date, amount Float64) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO discount VALUES (1, 'eu', '2024-01-01', '2024-01-31', 0.25), (1, 'eu', '2024-01-15', '2024-01-20', 0.5)",
    ]);
    let source = source_text(&s, "discount");
    for (layout, text, answer) in [
        (RangeHashed::new(), "RANGE_HASHED()", "0.25\n"),
        (
            RangeHashed::new().overlap(Overlap::Min),
            "RANGE_HASHED(RANGE_LOOKUP_STRATEGY 'min')",
            "0.25\n",
        ),
        (
            RangeHashed::new().overlap(Overlap::Max),
            "RANGE_HASHED(RANGE_LOOKUP_STRATEGY 'max')",
            "0.5\n",
        ),
    ] {
        s.check_table(
            &ClickHouseDictionary::create("d")
                .or_replace()
                .attribute(attribute("id", DataType::UInt64))
                .attribute(attribute("first", DataType::Date))
                .attribute(attribute("last", DataType::Date))
                .attribute(attribute("amount", DataType::Float64))
                .primary_key(["id"])
                .source(table(&s, "discount"))
                .layout(layout)
                .lifetime(0)
                .range("first", "last"),
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`id` UInt64, `first` Date, `last` Date, `amount` Float64) \
                 PRIMARY KEY `id` {source} LAYOUT({text}) LIFETIME(0) RANGE(MIN `first` MAX `last`)"
            ),
        );
        let sql = format!(
            "SELECT dictGet('{}.d', 'amount', 1, toDate('2024-01-17'))",
            s.database()
        );
        assert_eq!(s.run(&sql), answer, "{text}");
    }
    s.check_table(
        &ClickHouseDictionary::create("c")
            .attribute(attribute("id", DataType::UInt64))
            .attribute(attribute("zone", DataType::String))
            .attribute(attribute("first", DataType::Date))
            .attribute(attribute("last", DataType::Date))
            .attribute(attribute("amount", DataType::Float64))
            .primary_key(["id", "zone"])
            .source(table(&s, "discount"))
            .layout(RangeHashed::new().complex_key())
            .lifetime(0)
            .range("first", "last"),
        &format!(
            "CREATE DICTIONARY `c` (`id` UInt64, `zone` String, `first` Date, `last` Date, `amount` Float64) \
             PRIMARY KEY `id`, `zone` {source} LAYOUT(COMPLEX_KEY_RANGE_HASHED()) LIFETIME(0) \
             RANGE(MIN `first` MAX `last`)"
        ),
    );
    let sql = format!(
        "SELECT dictGet('{}.c', 'amount', (1, 'eu'), toDate('2024-01-02'))",
        s.database()
    );
    assert_eq!(s.run(&sql), "0.25\n");
}

#[test]
fn other_layouts() {
    let s = Server::with(&[
        "CREATE TABLE net (prefix String, name String) ENGINE = MergeTree ORDER BY prefix",
        "INSERT INTO net VALUES ('192.0.2.0/24', 'test')",
        "CREATE TABLE area (shape Array(Array(Array(Tuple(Float64, Float64)))), name String) ENGINE = Memory",
        "INSERT INTO area VALUES ([[[(0, 0), (0, 2), (2, 2), (2, 0)]]], 'square')",
        "CREATE TABLE ngram (ngram String, class_id UInt32, count UInt64) ENGINE = MergeTree ORDER BY ngram",
        "INSERT INTO ngram VALUES ('good', 0, 10), ('bad', 1, 10)",
        "CREATE TABLE agent (id UInt64, parent_id UInt64, regexp String, keys Array(String), values Array(String)) ENGINE = Memory",
        "INSERT INTO agent VALUES (1, 0, 'Linux/(\\\\d+)', ['name'], ['Linux \\\\1'])",
    ]);
    let d = s.database().to_owned();
    let create = |from: &str, key: DictionaryAttribute, name: &str, layout: Layout| {
        ClickHouseDictionary::create("d")
            .or_replace()
            .attribute(key)
            .attribute(attribute("name", DataType::String))
            .primary_key([name.to_owned()])
            .source(table(&s, from))
            .layout(layout)
            .lifetime(0)
    };
    let ip = create(
        "net",
        attribute("prefix", DataType::String),
        "prefix",
        IpTrie::new().access_to_key_from_attributes(true).into(),
    );
    s.check_table(
        &ip,
        &format!(
            "CREATE OR REPLACE DICTIONARY `d` (`prefix` String, `name` String) PRIMARY KEY `prefix` {} \
             LAYOUT(IP_TRIE(ACCESS_TO_KEY_FROM_ATTRIBUTES 1)) LIFETIME(0)",
            source_text(&s, "net")
        ),
    );
    assert_eq!(
        s.run(&format!("SELECT dictGet('{d}.d', 'name', toIPv4('192.0.2.7'))")),
        "test\n"
    );
    let shape: DataType = "Array(Array(Array(Tuple(Float64, Float64))))".parse().unwrap();
    for (layout, text) in [
        (Polygon::new(), "POLYGON()"),
        (
            Polygon::simple().store_polygon_key_column(true),
            "POLYGON_SIMPLE(STORE_POLYGON_KEY_COLUMN 1)",
        ),
        (
            Polygon::index_each().max_depth(3),
            "POLYGON_INDEX_EACH(MAX_DEPTH 3)",
        ),
        (
            Polygon::index_cell().min_intersections(2),
            "POLYGON_INDEX_CELL(MIN_INTERSECTIONS 2)",
        ),
    ] {
        s.check_table(
            &create("area", attribute("shape", shape.clone()), "shape", layout.into()),
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`shape` {shape}, `name` String) PRIMARY KEY `shape` {} \
                 LAYOUT({text}) LIFETIME(0)",
                source_text(&s, "area")
            ),
        );
        assert_eq!(
            s.run(&format!("SELECT dictGet('{d}.d', 'name', (1., 1.))")),
            "square\n",
            "{text}"
        );
    }
    s.check_table(
        &create(
            "agent",
            attribute("regexp", DataType::String),
            "regexp",
            RegexpTree::new().into(),
        ),
        &format!(
            "CREATE OR REPLACE DICTIONARY `d` (`regexp` String, `name` String) PRIMARY KEY `regexp` {} \
             LAYOUT(REGEXP_TREE()) LIFETIME(0)",
            source_text(&s, "agent")
        ),
    );
    assert_eq!(
        s.run(&format!("SELECT dictGet('{d}.d', 'name', 'Linux/42')")),
        "Linux 42\n"
    );
    let bayes = |n, tokens| NaiveBayes::new("class_id", n, tokens).alpha(0.5);
    for (layout, text) in [
        (
            bayes(1, Tokens::Token)
                .priors(Priors::Explicit(vec![(0, 0.25), (1, 0.75)]))
                .store_source(true),
            "n 1 mode 'token' alpha 0.5 priors_mode 'explicit' priors [(0, 0.25), (1, 0.75)] store_source 1",
        ),
        (
            bayes(2, Tokens::Token)
                .start_token("it's")
                .end_token("</s>")
                .priors(Priors::Explicit(vec![]))
                .priors(Priors::Uniform),
            "n 2 mode 'token' alpha 0.5 start_token 'it\\'s' end_token '</s>' priors_mode 'uniform'",
        ),
        (
            bayes(3, Tokens::Byte)
                .priors(Priors::Proportional)
                .start_token("0x01"),
            "n 3 mode 'byte' alpha 0.5 priors_mode 'proportional' start_token '0x01'",
        ),
        (bayes(3, Tokens::Codepoint), "n 3 mode 'codepoint' alpha 0.5"),
    ] {
        s.check_table(
            &ClickHouseDictionary::create("d")
                .or_replace()
                .attribute(attribute("ngram", DataType::String))
                .attribute(attribute("class_id", DataType::UInt32).default(0))
                .attribute(attribute("count", DataType::UInt64).default(0))
                .primary_key(["ngram"])
                .source(table(&s, "ngram"))
                .layout(layout)
                .lifetime(0),
            &format!(
                "CREATE OR REPLACE DICTIONARY `d` (`ngram` String, `class_id` UInt32 DEFAULT 0, \
                 `count` UInt64 DEFAULT 0) PRIMARY KEY `ngram` {} \
                 LAYOUT(NAIVE_BAYES(class_attribute 'class_id' {text})) LIFETIME(0)",
                source_text(&s, "ngram")
            ),
        );
        if text.starts_with("n 1") {
            assert_eq!(
                s.run(&format!("SELECT dictGet('{d}.d', 'class_id', 'so bad')")),
                "1\n"
            );
        }
    }
    s.check_parsed(
        &empty(
            SsdCache::new("/tmp/it's")
                .block_size(4096)
                .file_size(16_777_216)
                .read_buffer_size(131_072)
                .write_buffer_size(1_048_576),
        )
        .lifetime(60),
        &format!(
            "{EMPTY} LAYOUT(SSD_CACHE(PATH '/tmp/it\\'s' BLOCK_SIZE 4096 FILE_SIZE 16777216 READ_BUFFER_SIZE 131072 \
             WRITE_BUFFER_SIZE 1048576)) LIFETIME(60)"
        ),
    );
    s.check_parsed(
        &empty(SsdCache::new("p").complex_key()).lifetime(60),
        &format!("{EMPTY} LAYOUT(COMPLEX_KEY_SSD_CACHE(PATH 'p')) LIFETIME(60)"),
    );
}
