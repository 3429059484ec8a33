use sea_query_clickhouse::{
    ServerVersion, Target, build_clickhouse,
    dictionary::{
        DictionarySource, Layout,
        layout::{Direct, Flat, Hashed, IpTrie, NaiveBayes, Priors, RangeHashed, RegexpTree, Tokens},
        source::ExecutablePool,
    },
    prelude::*,
};

use super::{attribute, refused};

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
