//! Two definitions of a table, part by part.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    ClickHouseTable, Engine,
    codec::Codec,
    constraint::TableConstraint,
    definition::{PartDefinition, TablePart},
    engine::{MySql, Replication},
    prelude::{ClickHouseColumnDef, SkipIndex, SkipIndexType},
    projection::Projection,
    statistics::Statistics,
    table::TableCreateStatement,
    ttl::Ttl,
};

use super::{column, read};

fn table() -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(column("id", "UInt64"))
        .engine(Engine::merge_tree())
        .order_by(["id"])
}

#[track_caller]
fn differences(declared: &TableCreateStatement, found: &str, expected: &[&str]) {
    let differences = declared.differences(&read(found)).unwrap();
    let texts: Vec<String> = differences.iter().map(ToString::to_string).collect();
    assert_eq!(texts, expected);
}

#[test]
fn what_the_server_adds_is_no_difference() {
    let text = "CREATE TABLE d.t UUID '00112233-4455-6677-8899-aabbccddeeff' (`id` UInt64) ENGINE = MergeTree ORDER BY id \
                SETTINGS index_granularity = 8192, min_bytes_for_wide_part = 1";
    differences(&table(), text, &[]);
    // The path of a replicated table, the width of a codec, the granularity of an index, the order of an Enum.
    let declared = table()
        .engine(Engine::merge_tree().replicated())
        .col(column("n", "Int32").codec([
            Codec::Delta(None),
            Codec::Zstd {
                level: None,
                window_log: None,
            },
        ]))
        .col(column("e", "Array(Enum8('b' = 2, 'a' = 1))"))
        .index(SkipIndex::new("i", Expr::col("n"), SkipIndexType::MinMax));
    differences(
        &declared,
        "CREATE TABLE t (`id` UInt64, `n` Int32 CODEC(Delta(4), ZSTD(1)), `e` Array(Enum8('a' = 1, 'b' = 2)), INDEX i n TYPE \
         minmax GRANULARITY 1) ENGINE = ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}') ORDER BY id",
        &[],
    );
    // A parameter of a codec that is the usual one, and statistics, which have an order of the server's.
    let declared = table().col(
        column("n", "Int32")
            .codec(Codec::T64 { bits: false })
            .statistics([Statistics::MinMax, Statistics::Uniq]),
    );
    differences(
        &declared,
        "CREATE TABLE t (`id` UInt64, `n` Int32 CODEC(T64) STATISTICS(uniq, minmax)) ENGINE = MergeTree ORDER BY id",
        &[],
    );
    // A column that says NULL, and one whose type the server finds.
    let declared = table()
        .col(column("a", "String").null())
        .col(ClickHouseColumnDef::inferred("b").default(Expr::cust("1")));
    differences(
        &declared,
        "CREATE TABLE t (`id` UInt64, `a` Nullable(String), `b` UInt8 DEFAULT 1) ENGINE = MergeTree ORDER BY id",
        &[],
    );
}

#[test]
fn keys_are_compared_as_they_hold() {
    let keyed = ClickHouseTable::create("t")
        .col(column("id", "UInt64").primary_key())
        .engine(Engine::merge_tree());
    let text = "CREATE TABLE t (`id` UInt64) ENGINE = MergeTree PRIMARY KEY id ORDER BY id";
    differences(&keyed, text, &[]);
    differences(&table(), text, &[]);
    differences(
        &table(),
        "CREATE TABLE t (`id` UInt64) ENGINE = MergeTree ORDER BY (id, id % 8)",
        &[
            "ORDER BY is declared as `id`, and is (`id`, id % 8)",
            "PRIMARY KEY is declared as `id`, and is (`id`, id % 8)",
        ],
    );
    differences(
        &table(),
        "CREATE TABLE t (`id` UInt64) ENGINE = MergeTree ORDER BY tuple()",
        &[
            "ORDER BY is declared as `id`, and is not there",
            "PRIMARY KEY is declared as `id`, and is not there",
        ],
    );
    differences(
        &table().primary_key(["id"]).order_by(["id", "n"]),
        "CREATE TABLE t (`id` UInt64) ENGINE = MergeTree PRIMARY KEY id ORDER BY (id, n DESC) SAMPLE BY id",
        &[
            "ORDER BY is declared as (`id`, `n`), and is (`id`, `n` DESC)",
            "SAMPLE BY is not declared, and is `id`",
        ],
    );
}

#[test]
fn engines_and_parts_are_told_by_name() {
    let replicated = table().engine(Engine::merge_tree().replicated_by(Replication::at("/a", "{replica}")));
    differences(
        &replicated,
        "CREATE TABLE t (`id` UInt64) ENGINE = ReplicatedMergeTree('/b', '{replica}') ORDER BY id",
        &[
            "ENGINE is declared as ReplicatedMergeTree('/a', '{replica}'), and is ReplicatedMergeTree('/b', '{replica}')",
        ],
    );
    differences(
        &table().engine(Engine::merge_tree().replicated()),
        "CREATE TABLE t (`id` UInt64) ENGINE = MergeTree ORDER BY id",
        &["ENGINE is declared as ReplicatedMergeTree, and is MergeTree"],
    );
    let declared = table()
        .constraint(TableConstraint::check("c", Expr::cust("id > 1")))
        .projection(Projection::new(
            "p",
            Query::select().expr(Expr::cust("max(id)")).to_owned(),
        ))
        .setting("index_granularity", 1);
    let text = "CREATE TABLE t (`id` UInt64, CONSTRAINT c CHECK (id > 1)) ENGINE = MergeTree ORDER BY id SETTINGS \
                index_granularity = 8192";
    differences(
        &declared,
        text,
        &[
            "setting `index_granularity` is declared as 1, and is 8192",
            "PROJECTION `p` is declared as `p` (SELECT max(id)), and is not there",
        ],
    );
    let differences = declared.differences(&read(text)).unwrap();
    assert_eq!(
        *differences[0].part(),
        TablePart::Setting("index_granularity".into())
    );
    assert_eq!(
        (differences[0].declared(), differences[0].found()),
        (Some("1"), Some("8192"))
    );
}

#[test]
fn a_password_among_the_parameters_of_an_engine_is_not_shown() {
    let declared = ClickHouseTable::create("t")
        .col(column("id", "UInt64"))
        .engine(MySql::new("host:3306", "d", "t", "user", "letmein"));
    differences(
        &declared,
        "CREATE TABLE t (`id` UInt64) ENGINE = MySQL('host:3306', 'd', 't', 'user', '[HIDDEN]')",
        &[],
    );
    differences(
        &declared,
        "CREATE TABLE t (`id` UInt64) ENGINE = Memory",
        &["ENGINE is declared as MySQL, and is Memory"],
    );
}

#[test]
fn a_nested_column_is_what_the_server_made_of_it() {
    let declared = table().col(column("n", "Nested(a Int8, b String)"));
    let flat =
        "CREATE TABLE t (`id` UInt64, `n.a` Array(Int8), `n.b` Array(String)) ENGINE = MergeTree ORDER BY id";
    differences(&declared, flat, &[]);
    let whole = "CREATE TABLE t (`id` UInt64, `n` Nested(a Int8, b String)) ENGINE = MergeTree ORDER BY id";
    differences(&declared, whole, &[]);
}

#[test]
fn ephemeral_without_an_expression_differed_after_alter_table() {
    let read = |column: &str| -> TableCreateStatement {
        format!("CREATE TABLE t (id Int8, {column}) ENGINE = Memory")
            .parse()
            .unwrap()
    };
    let declared = read("e Nullable(Int32) EPHEMERAL");
    let found = read("e Nullable(Int32) EPHEMERAL defaultValueOfTypeName('Nullable(Int32)')");
    assert_eq!(declared.differences(&found).unwrap(), []);
    assert_eq!(found.differences(&declared).unwrap(), []);
    let other = read("e Nullable(Int32) EPHEMERAL 1");
    assert_eq!(declared.differences(&other).unwrap().len(), 1);
}

#[test]
fn parts_that_differ_are_given_as_statements_take_them() {
    let read = |text: &str| text.parse::<TableCreateStatement>().unwrap();
    let declared = read(
        "CREATE TABLE t (`a` Int8 DEFAULT 1, INDEX i a TYPE minmax, CONSTRAINT c CHECK a > 0, PROJECTION p (SELECT a)) \
         ENGINE = MergeTree ORDER BY a TTL d + 1 SETTINGS merge_with_ttl_timeout = 1 COMMENT 'c'",
    );
    let found = read("CREATE TABLE t (`b` Int8) ENGINE = MergeTree ORDER BY b");
    let differences = declared.differences(&found).unwrap();
    let part = |part: TablePart| {
        let difference = differences
            .iter()
            .find(|difference| *difference.part() == part)
            .unwrap();
        (
            difference.declared_definition().cloned(),
            difference.found_definition().cloned(),
        )
    };
    let column: ClickHouseColumnDef = "`a` Int8 DEFAULT 1".parse().unwrap();
    assert_eq!(
        part(TablePart::Column("a".into())),
        (Some(PartDefinition::Column(Box::new(column))), None)
    );
    let index: SkipIndex = "i a TYPE minmax".parse().unwrap();
    assert_eq!(
        part(TablePart::Index("i".into())).0,
        Some(PartDefinition::Index(Box::new(index)))
    );
    let rule: Ttl = "d + 1".parse().unwrap();
    assert!(rule.removes_rows());
    assert_eq!(part(TablePart::Ttl).0, Some(PartDefinition::Ttl(vec![rule])));
    assert_eq!(
        part(TablePart::Comment).0,
        Some(PartDefinition::Comment("c".into()))
    );
    assert_eq!(
        part(TablePart::OrderBy),
        (Some(PartDefinition::Clause), Some(PartDefinition::Clause))
    );
    let extra = part(TablePart::Column("b".into()));
    assert!(matches!(extra, (None, Some(PartDefinition::Column(column))) if column.name() == "b"));
}
