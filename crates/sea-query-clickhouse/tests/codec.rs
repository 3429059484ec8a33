use sea_query_clickhouse::{
    Target, build_clickhouse,
    codec::{Codec, CodecParameter},
    prelude::*,
};

use crate::server::Server;

#[test]
fn every_codec() {
    let s = Server::new();
    let custom = |name: &str, parameters: Vec<CodecParameter>| Codec::Custom {
        name: name.into(),
        parameters,
    };
    let zstd = |level, window_log| Codec::Zstd { level, window_log };
    for (data_type, codec, text, shown) in [
        (DataType::UInt32, Codec::None, "NONE", "NONE"),
        (DataType::UInt32, Codec::Default, "Default", "Default"),
        (DataType::UInt32, Codec::Lz4, "LZ4", "LZ4"),
        (DataType::UInt32, Codec::Lz4Hc(None), "LZ4HC", "LZ4HC(0)"),
        (DataType::UInt32, Codec::lz4hc(9), "LZ4HC(9)", "LZ4HC(9)"),
        (DataType::UInt32, zstd(None, None), "ZSTD", "ZSTD(1)"),
        (DataType::UInt32, Codec::zstd(22), "ZSTD(22)", "ZSTD(22)"),
        (
            DataType::UInt32,
            zstd(Some(3), Some(24)),
            "ZSTD(3, 24)",
            "ZSTD(3, 24)",
        ),
        (DataType::UInt32, Codec::Delta(None), "Delta", "Delta(4)"),
        (DataType::UInt32, Codec::delta(8), "Delta(8)", "Delta(8)"),
        (
            DataType::UInt32,
            Codec::DoubleDelta(None),
            "DoubleDelta",
            "DoubleDelta",
        ),
        (
            DataType::UInt32,
            Codec::double_delta(2),
            "DoubleDelta(2)",
            "DoubleDelta",
        ),
        (DataType::UInt32, Codec::Gcd, "GCD", "GCD"),
        (DataType::Float64, Codec::Gorilla(None), "Gorilla", "Gorilla(8)"),
        (
            DataType::Float32,
            Codec::Gorilla(Some(4)),
            "Gorilla(4)",
            "Gorilla(4)",
        ),
        (
            DataType::Float64,
            Codec::Fpc {
                level: 12,
                float_size: None,
            },
            "FPC(12)",
            "FPC(12)",
        ),
        (
            DataType::Float32,
            Codec::Fpc {
                level: 12,
                float_size: Some(4),
            },
            "FPC(12, 4)",
            "FPC(12)",
        ),
        (DataType::Float64, Codec::Alp, "ALP", "ALP"),
        (
            DataType::UInt32,
            Codec::T64 { bits: true },
            "T64('bit')",
            "T64('bit')",
        ),
        (DataType::UInt32, Codec::T64 { bits: false }, "T64('byte')", "T64"),
        (DataType::UInt32, Codec::Zxc(Some(3)), "ZXC(3)", "ZXC(3)"),
        (
            DataType::UInt32,
            custom("ZSTD", vec![CodecParameter::Number(2)]),
            "ZSTD(2)",
            "ZSTD(2)",
        ),
        (
            DataType::UInt32,
            custom("T64", vec![CodecParameter::Text("bit".into())]),
            "T64('bit')",
            "T64('bit')",
        ),
    ] {
        let table = ClickHouseTable::create("t")
            .or_replace()
            .col(ClickHouseColumnDef::new("a", data_type.clone()).codec(codec))
            .engine(Engine::merge_tree())
            .order_by([] as [&str; 0]);
        let sql = format!(
            "CREATE OR REPLACE TABLE `t` (`a` {data_type} CODEC({text})) ENGINE = MergeTree ORDER BY tuple()"
        );
        assert_eq!(table.to_string(ClickHouseQueryBuilder), sql);
        s.run(&format!("EXPLAIN AST {sql}"));
        s.run(&format!(
            "{sql} SETTINGS allow_suspicious_codecs = 1, allow_experimental_codecs = 1"
        ));
        assert_eq!(
            s.run("SELECT compression_codec FROM system.columns WHERE database = currentDatabase() AND table = 't' FORMAT TSVRaw"),
            format!("CODEC({shown})\n")
        );
    }
}

#[test]
fn encryption_and_levels_that_are_none() {
    let s = Server::new();
    let table = |codec: Codec| {
        ClickHouseTable::create("t")
            .col(ClickHouseColumnDef::new("a", DataType::String).codec(codec))
            .engine(Engine::Memory)
    };
    for (codec, text) in [
        (Codec::Aes128GcmSiv, "AES_128_GCM_SIV"),
        (Codec::Aes256GcmSiv, "AES_256_GCM_SIV"),
    ] {
        s.check_parsed(
            &table(codec),
            &format!("CREATE TABLE `t` (`a` String CODEC({text})) ENGINE = Memory"),
        );
    }
    for (codec, sentence) in [
        (Codec::lz4hc(13), "LZ4HC: the level 13 is not one of 1 to 12"),
        (Codec::zstd(23), "ZSTD: the level 23 is not one of 1 to 22"),
        (
            Codec::Zstd {
                level: None,
                window_log: Some(20),
            },
            "ZSTD: a window needs a level before it",
        ),
        (Codec::Zxc(Some(8)), "ZXC: the level 8 is not one of 1 to 7"),
        (Codec::delta(3), "Delta: the width of 3 bytes is not 1, 2, 4 or 8"),
        (
            Codec::Fpc {
                level: 29,
                float_size: None,
            },
            "FPC: the level 29 is not one of 1 to 28",
        ),
        (
            Codec::Fpc {
                level: 1,
                float_size: Some(2),
            },
            "FPC: the size of 2 bytes is not 4 or 8",
        ),
        (
            Codec::Custom {
                name: "A(B".into(),
                parameters: vec![],
            },
            "CODEC: `A(B` is not the name of a codec: letters, digits and _ only",
        ),
    ] {
        let error = build_clickhouse(&table(codec), &Target::default()).unwrap_err();
        assert_eq!(error.to_string(), sentence);
    }
    let chain = |codecs: Vec<Codec>| {
        let column = ClickHouseColumnDef::new("a", DataType::String).codec(codecs);
        build_clickhouse(
            &ClickHouseTable::alter("t").modify_column(column),
            &Target::default(),
        )
        .unwrap_err()
        .to_string()
    };
    assert_eq!(chain(vec![]), "CODEC: the chain has no codec");
    assert_eq!(chain(vec![Codec::None, Codec::Lz4]), "CODEC: NONE stands alone");
}
