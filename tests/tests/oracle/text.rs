//! Strings, bytes, UUIDs, addresses and JSON.

use std::net::{Ipv4Addr, Ipv6Addr};

use ::uuid::Uuid;
use sea_orm_clickhouse::types::{IPv4, IPv6};
use serde_json::json;

use crate::{agrees, agrees_as_it_is};

agrees_as_it_is!(
    text,
    "String",
    String,
    [
        String::new(),
        "a\0b'\\\n".to_owned(),
        "ü😀".to_owned(),
        "x".repeat(100_000)
    ]
);
agrees_as_it_is!(
    optional_text,
    "Nullable(String)",
    Option<String>,
    [None, Some(String::new()), Some("NULL".to_owned())]
);
agrees_as_it_is!(
    low_cardinality,
    "LowCardinality(String)",
    String,
    ["b".to_owned(), String::new(), "b".to_owned()]
);
agrees_as_it_is!(
    optional_low_cardinality,
    "LowCardinality(Nullable(String))",
    Option<String>,
    [None, Some(String::new()), Some("a".to_owned()), None]
);
agrees!(
    bytes, "String", ours: Vec<u8>, #[serde(with = "super::as_bytes")] theirs: Vec<u8>,
    [(vec![0, 0xff, 0xfe], vec![0, 0xff, 0xfe]), (vec![], vec![])]
);
agrees!(
    fixed_string, "FixedString(4)", ours: Vec<u8>, theirs: [u8; 4],
    [(vec![0, 0xff, 0x7f, 0], [0, 0xff, 0x7f, 0]), (b"abcd".to_vec(), *b"abcd")]
);
agrees!(
    uuids, "UUID", ours: Uuid, #[serde(with = "clickhouse::serde::uuid")] theirs: Uuid,
    [
        (Uuid::nil(), Uuid::nil()),
        (Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff), Uuid::from_u128(0x0011_2233_4455_6677_8899_aabb_ccdd_eeff)),
        (Uuid::max(), Uuid::max()),
    ]
);
agrees!(
    ipv4, "IPv4", ours: IPv4, #[serde(with = "clickhouse::serde::ipv4")] theirs: Ipv4Addr,
    [
        (IPv4(Ipv4Addr::UNSPECIFIED), Ipv4Addr::UNSPECIFIED),
        (IPv4(Ipv4Addr::new(10, 1, 2, 3)), Ipv4Addr::new(10, 1, 2, 3)),
        (IPv4(Ipv4Addr::BROADCAST), Ipv4Addr::BROADCAST),
    ]
);
agrees!(
    ipv6, "IPv6", ours: IPv6, theirs: Ipv6Addr,
    [
        (IPv6(Ipv6Addr::LOCALHOST), Ipv6Addr::LOCALHOST),
        (IPv6("2001:db8::ff".parse().unwrap()), "2001:db8::ff".parse().unwrap()),
        (IPv6("::ffff:1.2.3.4".parse().unwrap()), "::ffff:1.2.3.4".parse().unwrap()),
    ]
);
/// A String that is no text, which their client has as the bytes of serde.
mod as_bytes {
    use serde::{Deserializer, Serializer, de::Visitor};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;

        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }

            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Vec<u8>, E> {
                Ok(bytes)
            }
        }

        deserializer.deserialize_byte_buf(Bytes)
    }
}

/// As a text, which their client asks for by settings.
#[tokio::test]
async fn json() {
    use integration_tests::{TestDatabase, column_entity};
    use sea_orm::{EntityTrait as _, IntoActiveModel as _, QueryOrder as _};
    column_entity!(our, [sea_orm::prelude::Json]);
    #[derive(Clone, Debug, clickhouse::Row, serde::Serialize, serde::Deserialize)]
    struct Theirs {
        id: i32,
        value: String,
    }
    let test = TestDatabase::new().await;
    let client = test.db.client().unwrap();
    let client = client
        .with_setting("output_format_binary_write_json_as_string", "1")
        .with_setting("input_format_binary_read_json_as_string", "1");
    let values = [
        json!({"a": 1, "b": {"c": ["x", "ü"]}}),
        json!({}),
        json!({"n": -0.5}),
    ];
    our::create(&test.db, "JSON").await;
    let models: Vec<_> = (0..)
        .zip(values.clone())
        .map(|(id, value)| our::Model { id, value })
        .collect();
    let rows = models.iter().map(|model| model.clone().into_active_model());
    our::Entity::insert_many(rows)
        .exec_without_returning(&test.db)
        .await
        .unwrap();
    let rows = client.query("SELECT ?fields FROM one_column ORDER BY id");
    let read = rows.fetch_all::<Theirs>().await.unwrap();
    let read: Vec<serde_json::Value> = read
        .iter()
        .map(|row| serde_json::from_str(&row.value).unwrap())
        .collect();
    assert_eq!(read, values);
    let mut insert = client.insert::<Theirs>("one_column").await.unwrap();
    for (id, value) in (3..).zip(&values) {
        insert
            .write(&Theirs {
                id,
                value: value.to_string(),
            })
            .await
            .unwrap();
    }
    insert.end().await.unwrap();
    let read = our::Entity::find()
        .order_by_asc(our::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    let read: Vec<_> = read.into_iter().skip(3).map(|model| model.value).collect();
    assert_eq!(read, values);
}
