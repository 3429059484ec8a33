use sea_query::{Expr, Func};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    index::{
        ClickHouseHypotheticalIndex, Distance, PostingListCodec, Quantization, TextIndex, Tokenizer,
        VectorSimilarity,
    },
    partition::Partition,
    prelude::*,
    statement::Explain,
    table::TableAlterStatement,
};

use crate::server::Server;

#[test]
fn every_type() {
    let s = Server::new();
    let text = |tokenizer| SkipIndexType::from(TextIndex::new(tokenizer));
    let vector = |index: VectorSimilarity| SkipIndexType::from(index);
    let sparse_grams = |min_cutoff_length| SkipIndexType::SparseGrams {
        min_length: 3,
        max_length: 10,
        min_cutoff_length,
        size: 256,
        hashes: 2,
        seed: 0,
    };
    for (column, index_type, sql) in [
        ("n", SkipIndexType::MinMax, "minmax"),
        ("n", SkipIndexType::Set(0), "set(0)"),
        ("n", SkipIndexType::Set(100), "set(100)"),
        ("s", SkipIndexType::BloomFilter(None), "bloom_filter"),
        ("s", SkipIndexType::BloomFilter(Some(0.01)), "bloom_filter(0.01)"),
        (
            "s",
            SkipIndexType::NGramBf {
                n: 3,
                size: 256,
                hashes: 2,
                seed: 0,
            },
            "ngrambf_v1(3, 256, 2, 0)",
        ),
        (
            "s",
            SkipIndexType::TokenBf {
                size: 256,
                hashes: 2,
                seed: 7,
            },
            "tokenbf_v1(256, 2, 7)",
        ),
        ("s", sparse_grams(None), "sparse_grams(3, 10, 256, 2, 0)"),
        ("s", sparse_grams(Some(5)), "sparse_grams(3, 10, 5, 256, 2, 0)"),
        (
            "s",
            text(Tokenizer::SplitByNonAlpha),
            "text(tokenizer = splitByNonAlpha)",
        ),
        (
            "s",
            text(Tokenizer::SplitByString(vec![])),
            "text(tokenizer = splitByString)",
        ),
        (
            "s",
            text(Tokenizer::SplitByString(vec![", ".into(), "it's\\\n".into()])),
            r"text(tokenizer = splitByString([', ', 'it\'s\\\n']))",
        ),
        ("s", text(Tokenizer::AsciiCjk), "text(tokenizer = asciiCJK)"),
        ("s", text(Tokenizer::Ngrams(None)), "text(tokenizer = ngrams)"),
        (
            "s",
            text(Tokenizer::Ngrams(Some(4))),
            "text(tokenizer = ngrams(4))",
        ),
        (
            "s",
            text(Tokenizer::SparseGrams {
                min_length: 3,
                max_length: 10,
                min_cutoff_length: Some(4),
            }),
            "text(tokenizer = sparseGrams(3, 10, 4))",
        ),
        ("s", text(Tokenizer::Array), "text(tokenizer = array)"),
        (
            "s",
            TextIndex::new(Tokenizer::SplitByNonAlpha)
                .preprocessor(Func::cust("lower").arg(Expr::col("s")))
                .dictionary_block_size(256)
                .dictionary_block_frontcoding_compression(false)
                .posting_list_block_size(4096)
                .posting_list_codec(PostingListCodec::Bitpacking)
                .into(),
            "text(tokenizer = splitByNonAlpha, preprocessor = lower(`s`), dictionary_block_size = 256, \
             dictionary_block_frontcoding_compression = 0, posting_list_block_size = 4096, \
             posting_list_codec = 'bitpacking')",
        ),
        (
            "v",
            vector(VectorSimilarity::new(Distance::L2, 3)),
            "vector_similarity('hnsw', 'L2Distance', 3)",
        ),
        (
            "v",
            vector(VectorSimilarity::new(Distance::Cosine, 3).hnsw(Quantization::BFloat16, 64, 128)),
            "vector_similarity('hnsw', 'cosineDistance', 3, 'bf16', 64, 128)",
        ),
        (
            "v",
            vector(VectorSimilarity::new(Distance::DotProduct, 3).hnsw(Quantization::Int8, 0, 0)),
            "vector_similarity('hnsw', 'dotProduct', 3, 'i8', 0, 0)",
        ),
        (
            "n",
            SkipIndexType::Custom {
                name: "set".into(),
                parameters: vec!["7".into()],
            },
            "set(7)",
        ),
    ] {
        let table = ClickHouseTable::create("t")
            .or_replace()
            .col(ClickHouseColumnDef::new("n", DataType::UInt32))
            .col(ClickHouseColumnDef::new("s", DataType::String))
            .col(ClickHouseColumnDef::new("v", DataType::array(DataType::Float32)))
            .index(SkipIndex::new("it`s", Expr::col(column), index_type).granularity(4))
            .engine(Engine::merge_tree())
            .order_by(["n"]);
        s.check_table(
            &table,
            &format!(
                "CREATE OR REPLACE TABLE `t` (`n` UInt32, `s` String, `v` Array(Float32), \
                 INDEX `it\\`s` `{column}` TYPE {sql} GRANULARITY 4) ENGINE = MergeTree ORDER BY `n`"
            ),
        );
        s.run("INSERT INTO t SELECT number, concat('word', number), [number, 1, 2] FROM numbers(10)");
        assert_eq!(s.run("SELECT count() FROM t WHERE n < 5"), "5\n");
    }
    let phrases = TextIndex::new(Tokenizer::SplitByNonAlpha)
        .postprocessor(Func::cust("lower").arg(Expr::col("s")))
        .support_phrase_search(true);
    let table = ClickHouseTable::create("p")
        .col(ClickHouseColumnDef::new("s", DataType::String))
        .index(SkipIndex::new("i", Expr::col("s"), phrases))
        .engine(Engine::merge_tree())
        .order_by([] as [&str; 0])
        .setting("allow_experimental_text_index_phrase_search", true);
    s.check_table(
        &table,
        "CREATE TABLE `p` (`s` String, INDEX `i` `s` TYPE text(tokenizer = splitByNonAlpha, postprocessor = lower(`s`), \
         support_phrase_search = 1)) ENGINE = MergeTree ORDER BY tuple() \
         SETTINGS allow_experimental_text_index_phrase_search = 1",
    );
    s.run("INSERT INTO p VALUES ('Brown fox'), ('fox brown')");
    assert_eq!(
        s.run("SELECT s FROM p WHERE hasPhrase(s, 'brown FOX')"),
        "Brown fox\n"
    );
    for quantization in [
        Quantization::Float64,
        Quantization::Float32,
        Quantization::Float16,
        Quantization::Binary,
    ] {
        let index = VectorSimilarity::new(Distance::Cosine, 8).hnsw(quantization, 0, 0);
        let table = ClickHouseTable::create("v")
            .or_replace()
            .col(ClickHouseColumnDef::new("v", DataType::array(DataType::Float32)))
            .index(SkipIndex::new("i", Expr::col("v"), index))
            .engine(Engine::merge_tree())
            .order_by([] as [&str; 0]);
        s.answer(&table, &Target::default());
    }
    let hypothesis = ClickHouseTable::create("h")
        .col(ClickHouseColumnDef::new("n", DataType::UInt32))
        .index(SkipIndex::new(
            "i",
            Expr::cust("(n > 1)"),
            SkipIndexType::Hypothesis,
        ))
        .engine(Engine::merge_tree())
        .order_by(["n"]);
    let sql =
        "CREATE TABLE `h` (`n` UInt32, INDEX `i` (n > 1) TYPE hypothesis) ENGINE = MergeTree ORDER BY `n`";
    s.check_parsed(&hypothesis, sql);
    assert!(s.try_run(sql).unwrap_err().contains("no longer supported"));
    let target = Target::default().version("26.3.1".parse().unwrap());
    assert_eq!(
        build_clickhouse(&hypothesis, &target).unwrap_err().to_string(),
        "hypothesis: ClickHouse has this type of index no more since 26.3; leave it out"
    );
}

#[test]
fn of_a_table_that_is_there() {
    let s = Server::with(&[
        "CREATE TABLE t (a UInt32, b UInt32) ENGINE = MergeTree PARTITION BY a ORDER BY b",
        "INSERT INTO t VALUES (1, 1), (2, 2)",
    ]);
    let t = || ClickHouseTable::alter("t");
    let run = |alter: TableAlterStatement, text: &str| {
        s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
        s.wait_for_mutations("t");
    };
    let index = |name: &'static str| SkipIndex::new(name, Expr::col("b"), SkipIndexType::MinMax);
    let names = || {
        s.run("SELECT groupArray(name) FROM system.data_skipping_indices WHERE database = currentDatabase()")
    };
    run(t().add_index(index("i")), "ADD INDEX `i` `b` TYPE minmax");
    run(
        t().add_index(index("h"))
            .first()
            .add_index(index("j"))
            .if_not_exists()
            .after("h"),
        "ADD INDEX `h` `b` TYPE minmax FIRST, ADD INDEX IF NOT EXISTS `j` `b` TYPE minmax AFTER `h`",
    );
    assert_eq!(names(), "['h','j','i']\n");
    run(
        t().materialize_index("i")
            .if_exists()
            .in_partition(Partition::of(1)),
        "MATERIALIZE INDEX IF EXISTS `i` IN PARTITION tuple(1)",
    );
    run(
        t().clear_index("i")
            .in_partition(Partition::of(1))
            .clear_index("none")
            .if_exists(),
        "CLEAR INDEX `i` IN PARTITION tuple(1), CLEAR INDEX IF EXISTS `none`",
    );
    run(
        t().drop_index("h").drop_index("none").if_exists(),
        "DROP INDEX `h`, DROP INDEX IF EXISTS `none`",
    );
    assert_eq!(names(), "['j','i']\n");
}

#[test]
fn refusals() {
    let refused = |index_type: SkipIndexType| {
        let index = SkipIndex::new("i", Expr::col("a"), index_type);
        build_clickhouse(&ClickHouseTable::alter("t").add_index(index), &Target::default())
            .unwrap_err()
            .to_string()
    };
    for (index_type, sentence) in [
        (
            SkipIndexType::TokenBf {
                size: 0,
                hashes: 1,
                seed: 0,
            },
            "tokenbf_v1: length, size and number of hash functions are above 0",
        ),
        (
            TextIndex::new(Tokenizer::Ngrams(Some(9))).into(),
            "ngrams: the length 9 is not one of 1 to 8",
        ),
        (
            VectorSimilarity::new(Distance::L2, 0).into(),
            "vector_similarity: a vector has at least one dimension",
        ),
        (
            VectorSimilarity::new(Distance::L2, 8)
                .hnsw(Quantization::Binary, 0, 0)
                .into(),
            "vector_similarity: one bit a number, `b1`, goes with the cosine distance alone",
        ),
        (
            SkipIndexType::Custom {
                name: "a(".into(),
                parameters: vec![],
            },
            "INDEX: `a(` is not the type of an index: letters, digits and _ only",
        ),
    ] {
        assert_eq!(refused(index_type), sentence);
    }
}

#[test]
fn hypothetical() {
    let s = Server::with(&["CREATE TABLE t (a UInt32, b UInt32) ENGINE = MergeTree ORDER BY a"]);
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    let name = r#"`\` ' " \\ \n -- /* {p:String} ? $1 naïve`"#;
    let index = || {
        SkipIndex::new(
            hostile,
            Expr::tuple([Expr::col("a"), Expr::col("b")]),
            SkipIndexType::MinMax,
        )
    };
    s.check_table(
        &ClickHouseHypotheticalIndex::create((s.database().to_owned(), "t"), index().granularity(2)).if_not_exists(),
        &format!(
            "CREATE HYPOTHETICAL INDEX IF NOT EXISTS {name} ON `{}`.`t` ((`a`, `b`)) TYPE minmax GRANULARITY 2",
            s.database()
        ),
    );
    s.check_parsed(
        &ClickHouseHypotheticalIndex::drop("t", hostile).if_exists(),
        &format!("DROP HYPOTHETICAL INDEX IF EXISTS {name} ON `t`"),
    );
    s.check_table(
        &ClickHouseHypotheticalIndex::drop_all(),
        "DROP ALL HYPOTHETICAL INDEXES",
    );
    let query = sea_query::Query::select().column("a").from("t").to_owned();
    let explain = Explain::what_if(&query);
    assert_eq!(
        explain.to_string(ClickHouseQueryBuilder),
        "EXPLAIN WHATIF SELECT `a` FROM `t`"
    );
    assert!(s.answer(&explain, &Target::default()).starts_with("Baseline"));
    let old = Target::default().version("26.5.1".parse().unwrap());
    assert!(build_clickhouse(&ClickHouseHypotheticalIndex::drop_all(), &old).is_err());
    assert!(build_clickhouse(&explain, &old).is_err());
    assert_eq!(
        build_clickhouse(
            &ClickHouseHypotheticalIndex::drop_all().if_exists(),
            &Target::default()
        )
        .unwrap_err()
        .to_string(),
        "IF EXISTS: it is about one index; dropping all does nothing where there is none"
    );
}
