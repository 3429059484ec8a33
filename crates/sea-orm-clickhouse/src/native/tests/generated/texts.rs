//! Texts at random: of any characters, of any bytes, and JSON.

use proptest::prelude::*;
use proptest::sample::select;
use sea_query::Value;
use serde_json::{Map, Value as Json};

/// As it is read: bytes that are no text stay bytes.
fn of_bytes(bytes: Vec<u8>) -> Value {
    match String::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) => Value::Bytes(Some(error.into_bytes())),
    }
}

fn characters() -> impl Strategy<Value = String> {
    prop_oneof![
        select(vec![
            "",
            "a",
            "it's",
            "\\",
            "\\'",
            "\0",
            "\t\r\n\u{8}\u{c}",
            "ü😀",
            "NULL",
            "\u{feff}",
            "{p0:String}",
            "?$1",
            "`\""
        ])
        .prop_map(str::to_owned),
        prop::collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
    ]
}

fn bytes(length: usize) -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..=length)
}

pub(super) fn text() -> BoxedStrategy<Value> {
    prop_oneof![3 => characters().prop_map(Value::from), 1 => bytes(150).prop_map(of_bytes)].boxed()
}

/// Padding is no part of a text.
pub(super) fn fixed_string(width: usize) -> BoxedStrategy<Value> {
    let text = characters().prop_map(String::into_bytes);
    let bytes = prop_oneof![text.boxed(), bytes(width).boxed()];
    bytes
        .prop_map(move |mut bytes| {
            bytes.truncate(width);
            bytes.resize(width, 0);
            let cut = bytes
                .iter()
                .rposition(|byte| *byte != 0)
                .map_or(0, |last| last + 1);
            match str::from_utf8(&bytes[..cut]) {
                Ok(text) => text.into(),
                Err(_) => Value::Bytes(Some(bytes)),
            }
        })
        .boxed()
}

/// Objects that the server gives back as they were: see `native/json.rs`.
pub(super) fn json(with_hint: bool) -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<u64>().prop_map(Json::from),
        any::<f64>()
            .prop_filter("a whole number comes back as an integer", |value| value.fract()
                != 0.0)
            .prop_map(Json::from),
        characters().prop_map(Json::from),
    ];
    let tree = leaf.prop_recursive(2, 12, 4, |inner| {
        let key = select(vec!["a", "b", "ü", "it's", "`", "\\"]);
        prop_oneof![
            prop::collection::vec(any::<i64>().prop_map(Json::from), 0..4).prop_map(Json::from),
            prop::collection::vec(characters().prop_map(Json::from), 0..4).prop_map(Json::from),
            prop::collection::btree_map(key, inner, 1..4).prop_map(|members| Json::Object(
                members
                    .into_iter()
                    .map(|(key, of)| (key.to_owned(), of))
                    .collect()
            )),
        ]
    });
    let members = prop::collection::btree_map(select(vec!["a", "k k", "z"]), tree, 0..3);
    (members, any::<u32>())
        .prop_map(move |(members, hint)| {
            let mut object: Map<_, _> = members
                .into_iter()
                .map(|(key, of)| (key.to_owned(), of))
                .collect();
            if with_hint {
                object.insert("hint".to_owned(), hint.into());
            }
            Json::Object(object).into()
        })
        .boxed()
}
