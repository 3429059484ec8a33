use sea_query::{Expr, ExprTrait, Func, Order, Query};
use sea_query_clickhouse::{
    ClickHouseTable, Engine, SkipIndex, SkipIndexType,
    codec::Codec,
    constraint::TableConstraint,
    index::{Distance, PostingListCodec, Quantization, TextIndex, Tokenizer, VectorSimilarity},
    projection::Projection,
    statistics::Statistics,
    ttl::Ttl,
};

use super::{column, round_trip, text};
use crate::server::Server;

#[test]
fn columns() {
    let server = Server::new();
    let table = ClickHouseTable::create("t")
        .col(column("id", "UInt64").codec([Codec::double_delta(8), Codec::zstd(3)]))
        .col(
            column("at", "DateTime64(3, 'UTC')")
                .default(Expr::cust("now64(3)"))
                .comment("when, isn't it")
                .codec(Codec::Lz4),
        )
        .col(column("day", "Date").materialized(Expr::cust("toDate(at)")))
        .col(column("week", "Date").alias(Expr::cust("toMonday(at)")))
        .col(column("raw", "String").ephemeral())
        .col(column("raw2", "String").ephemeral_or("x"))
        .col(
            column("host", "LowCardinality(String)")
                .default("a, COMMENT (b) CODEC")
                .ttl(Expr::cust("day + toIntervalDay(1)")),
        )
        .col(column("COMMENT", "String").default("COMMENT"))
        .col(column("port", "UInt16").statistics([Statistics::MinMax, Statistics::Uniq]))
        .col(
            column("body", "String")
                .codec(Codec::T64 { bits: true })
                .codec(Codec::lz4hc(9)),
        )
        .col(column("f", "Float64").codec([
            Codec::Gorilla(None),
            Codec::Fpc {
                level: 12,
                float_size: Some(8),
            },
        ]))
        .col(column("tags", "Array(Tuple(name String, value Nullable(Int32)))"))
        .col(column("big", "String").setting("max_compress_block_size", 1_000_000))
        .col(column("we`ird\\ \"name", "Enum8('it\\'s' = 1, ',)' = 2)").comment("`\"\\\n--"))
        .engine(Engine::merge_tree())
        .order_by(["id"]);
    let read_back = round_trip(&server, &table);
    let again = text(&server, &read_back);
    for part in [
        "`id` UInt64 CODEC(DoubleDelta, ZSTD(3)), `at` DateTime64(3, 'UTC') DEFAULT now64(3) \
         COMMENT 'when, isn\\'t it' CODEC(LZ4), `day` Date MATERIALIZED toDate(at), `week` Date ALIAS toMonday(at), ",
        "`raw2` String EPHEMERAL 'x', ",
        "`host` LowCardinality(String) DEFAULT 'a, COMMENT (b) CODEC' TTL day + toIntervalDay(1), ",
        "`COMMENT` String DEFAULT 'COMMENT', ",
        "`port` UInt16 STATISTICS(uniq, minmax), ",
        "`big` String SETTINGS (max_compress_block_size = 1000000), ",
        "`we\\`ird\\\\ \"name` Enum8('it\\'s' = 1, ',)' = 2) COMMENT '`\"\\\\\\n--'",
    ] {
        assert!(again.contains(part), "{part}\n{again}");
    }
}

#[test]
fn indexes_projections_and_constraints() {
    let server = Server::new();
    let table = ClickHouseTable::create("t")
        .col(column("id", "UInt64"))
        .col(column("day", "Date"))
        .col(column("body", "String"))
        .col(column("vector", "Array(Float32)"))
        .index(SkipIndex::new("a", Expr::col("id"), SkipIndexType::MinMax).granularity(3))
        .index(SkipIndex::new(
            "b",
            Expr::cust("lower(body)"),
            SkipIndexType::Set(100),
        ))
        .index(SkipIndex::new(
            "c",
            Expr::col("body"),
            SkipIndexType::BloomFilter(Some(0.01)),
        ))
        .index(SkipIndex::new(
            "d",
            Expr::col("body"),
            SkipIndexType::BloomFilter(None),
        ))
        .index(SkipIndex::new(
            "e",
            Expr::col("body"),
            SkipIndexType::NGramBf {
                n: 3,
                size: 256,
                hashes: 2,
                seed: 0,
            },
        ))
        .index(SkipIndex::new(
            "f",
            Expr::col("body"),
            SkipIndexType::TokenBf {
                size: 256,
                hashes: 2,
                seed: 0,
            },
        ))
        .index(SkipIndex::new(
            "g",
            Expr::col("vector"),
            VectorSimilarity::new(Distance::L2, 3).hnsw(Quantization::BFloat16, 32, 128),
        ))
        .index(SkipIndex::new(
            "h",
            Expr::col("body"),
            TextIndex::new(Tokenizer::Ngrams(Some(4))),
        ))
        .projection(Projection::new(
            "per_day",
            Query::select()
                .column("day")
                .expr(Func::cust("count"))
                .group_by_col("day")
                .take(),
        ))
        .projection(Projection::index("by_day", Expr::col("day")))
        .constraint(TableConstraint::check("positive", Expr::col("id").gt(0)))
        .constraint(TableConstraint::assume("small", Expr::col("id").lt(1000)))
        .engine(Engine::merge_tree())
        .order_by(["id"]);
    let read_back = round_trip(&server, &table);
    let again = text(&server, &read_back);
    assert!(
        again.contains(
            "INDEX `a` `id` TYPE minmax GRANULARITY 3, INDEX `b` lower(body) TYPE set(100) GRANULARITY 1, \
             INDEX `c` `body` TYPE bloom_filter(0.01) GRANULARITY 1, INDEX `d` `body` TYPE bloom_filter GRANULARITY 1, \
             INDEX `e` `body` TYPE ngrambf_v1(3, 256, 2, 0) GRANULARITY 1, \
             INDEX `f` `body` TYPE tokenbf_v1(256, 2, 0) GRANULARITY 1, \
             INDEX `g` `vector` TYPE vector_similarity('hnsw', 'L2Distance', 3, 'bf16', 32, 128) GRANULARITY"
        ),
        "{again}"
    );
}

#[test]
fn keys_rules_and_settings() {
    let server = Server::new();
    let base = || {
        ClickHouseTable::create("t")
            .col(column("id", "UInt64"))
            .col(column("kind", "String"))
            .col(column("day", "Date"))
            .col(column("n", "UInt64"))
            .engine(Engine::merge_tree())
    };
    let table = base()
        .partition_by(Expr::cust("toYYYYMM(day)"))
        .partition_by(Expr::col("kind"))
        .primary_key(["kind"])
        .order_by(["kind", "day"])
        .order_by_expr(Expr::cust("cityHash64(id)"), Order::Asc)
        .ttl(Ttl::new(Expr::cust("day + toIntervalMonth(1)")).recompress(Codec::zstd(9)))
        .ttl(
            Ttl::new(Expr::cust("day + toIntervalMonth(2)"))
                .delete_where(Expr::cust("kind = 'debug, TO DISK'")),
        )
        .ttl(
            Ttl::new(Expr::cust("day + toIntervalMonth(3)"))
                .group_by(["kind"])
                .set("n", Expr::cust("max(n)"))
                .set("id", Expr::cust("any(id)")),
        )
        .ttl(Ttl::new(Expr::cust("day + toIntervalYear(1)")))
        .setting("index_granularity", 1024)
        .setting("min_bytes_for_wide_part", 0)
        .setting("merge_with_ttl_timeout", 3600)
        .comment("it's 'a' \\ table");
    let read_back = round_trip(&server, &table);
    assert_eq!(text(&server, &read_back), text(&server, &table));
    let sampled = base()
        .order_by_exprs([Expr::col("day"), Expr::cust("intHash32(id)")])
        .sample_by(Expr::cust("intHash32(id)"));
    assert_eq!(
        text(&server, &round_trip(&server, &sampled)),
        text(&server, &sampled)
    );
    // A tuple of one column is another key than the column.
    let tuple = base().order_by_exprs([Expr::tuple([Expr::col("id")])]);
    assert!(
        text(&server, &round_trip(&server, &tuple)).ends_with("ORDER BY (id)"),
        "{tuple:?}"
    );
    let single = base().order_by(["id"]);
    assert_eq!(
        text(&server, &round_trip(&server, &single)),
        text(&server, &single)
    );
    let unsorted = base().order_by([] as [&str; 0]);
    assert_eq!(
        text(&server, &round_trip(&server, &unsorted)),
        text(&server, &unsorted)
    );
    let descending = base()
        .order_by(["kind"])
        .order_by_expr(Expr::col("day"), Order::Desc)
        .setting("allow_experimental_reverse_key", 1);
    assert_eq!(
        text(&server, &round_trip(&server, &descending)),
        text(&server, &descending)
    );
}

#[test]
fn text_indexes() {
    let server = Server::new();
    for index in [
        TextIndex::new(Tokenizer::SplitByNonAlpha),
        TextIndex::new(Tokenizer::SplitByString(Vec::new())),
        TextIndex::new(Tokenizer::SplitByString(vec![", ".into(), "it's])".into()])),
        TextIndex::new(Tokenizer::AsciiCjk).posting_list_codec(PostingListCodec::Bitpacking),
        TextIndex::new(Tokenizer::Ngrams(None)).posting_list_codec(PostingListCodec::None),
        TextIndex::new(Tokenizer::Ngrams(Some(4)))
            .preprocessor(Expr::cust("lower(body)"))
            .dictionary_block_size(100)
            .dictionary_block_frontcoding_compression(false)
            .posting_list_block_size(1024),
        TextIndex::new(Tokenizer::SparseGrams {
            min_length: 3,
            max_length: 10,
            min_cutoff_length: Some(4),
        }),
        TextIndex::new(Tokenizer::Array),
    ] {
        let table = ClickHouseTable::create("t")
            .col(column("id", "UInt64"))
            .col(column("body", "String"))
            .index(SkipIndex::new("i", Expr::col("body"), index.clone()).granularity(1))
            .engine(Engine::merge_tree())
            .order_by(["id"]);
        let read_back = round_trip(&server, &table);
        let typed = format!("{:?}", SkipIndexType::from(index));
        let shown = format!("{read_back:?}");
        assert!(shown.contains(&typed), "{typed}\n{shown}");
    }
}

/// `formatQuerySingleLine` keeps it, other than SHOW CREATE TABLE, so that the declared table of a cluster could not be read.
#[test]
fn the_cluster_of_a_declared_table_was_not_read() {
    let text = "CREATE TABLE event ON CLUSTER `{cluster}` (`id` Int64) ENGINE = MergeTree ORDER BY id";
    let table: sea_query_clickhouse::table::TableCreateStatement = text.parse().unwrap();
    assert_eq!(table.get_cluster(), Some("{cluster}"));
}
