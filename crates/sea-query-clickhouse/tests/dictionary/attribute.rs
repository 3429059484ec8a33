use sea_query::{Expr, Value};
use sea_query_clickhouse::{
    dictionary::{DictionarySource, layout::Hashed},
    prelude::*,
};

use super::{attribute, empty, refused, server, source_text, table};
use crate::server::Server;

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
