use sea_query::{Expr, ExprTrait};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    codec::Codec,
    prelude::*,
    statistics::Statistics,
    table::{ColumnPosition, ColumnProperty},
};

use crate::server::Server;

const HOSTILE: &str = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";

fn col(name: &'static str, data_type: DataType) -> ClickHouseColumnDef {
    ClickHouseColumnDef::new(name, data_type)
}

fn refused(column: ClickHouseColumnDef) -> String {
    build_clickhouse(
        &ClickHouseTable::alter("t").modify_column(column),
        &Target::default(),
    )
    .unwrap_err()
    .to_string()
}

#[test]
fn every_property_in_its_order() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(col("day", DataType::Date).not_null().primary_key())
        .col(
            col("hour", DataType::UInt8)
                .default(7)
                .comment("of the day")
                .codec(Codec::T64 { bits: false })
                .primary_key(),
        )
        .col(
            col("all", DataType::UInt32)
                .null()
                .default(5)
                .comment("it's")
                .codec([Codec::delta(4), Codec::zstd(3)])
                .statistics([Statistics::MinMax, Statistics::Uniq])
                .ttl(Expr::cust("day + INTERVAL 1 DAY"))
                .setting("max_compress_block_size", 65536),
        )
        .col(
            col("host", DataType::String)
                .collate("binary")
                .not_null()
                .default("x"),
        )
        .col(
            col("double", DataType::UInt64)
                .materialized(Expr::col("all").mul(2))
                .statistics([Statistics::TDigest]),
        )
        .col(col("given", DataType::UInt8).ephemeral().comment("not kept"))
        .col(col("given_too", DataType::UInt8).ephemeral_or(3))
        .col(col("later", DataType::UInt8).default(Expr::cust("given + given_too")))
        .col(
            col("read", DataType::String)
                .alias(Expr::cust("concat(host, '!')"))
                .comment("computed"),
        )
        .col(ClickHouseColumnDef::inferred("guessed").default(Expr::cust("toUInt16(1)")))
        .engine(Engine::merge_tree());
    s.check_table(
        &table,
        "CREATE TABLE `t` (`day` Date NOT NULL PRIMARY KEY, \
         `hour` UInt8 DEFAULT 7 COMMENT 'of the day' CODEC(T64('byte')) PRIMARY KEY, \
         `all` UInt32 NULL DEFAULT 5 COMMENT 'it\\'s' CODEC(Delta(4), ZSTD(3)) STATISTICS(minmax, uniq) \
         TTL day + INTERVAL 1 DAY SETTINGS (max_compress_block_size = 65536), \
         `host` String COLLATE binary NOT NULL DEFAULT 'x', \
         `double` UInt64 MATERIALIZED `all` * 2 STATISTICS(tdigest), \
         `given` UInt8 EPHEMERAL COMMENT 'not kept', `given_too` UInt8 EPHEMERAL 3, \
         `later` UInt8 DEFAULT given + given_too, \
         `read` String ALIAS concat(host, '!') COMMENT 'computed', \
         `guessed` DEFAULT toUInt16(1)) ENGINE = MergeTree",
    );
    assert_eq!(
        s.run(
            "SELECT name, type, default_kind, comment, compression_codec, is_in_primary_key FROM system.columns \
             WHERE database = currentDatabase() ORDER BY position FORMAT TSVRaw"
        ),
        "day\tDate\t\t\t\t1\n\
         hour\tUInt8\tDEFAULT\tof the day\tCODEC(T64)\t1\n\
         all\tNullable(UInt32)\tDEFAULT\tit's\tCODEC(Delta(4), ZSTD(3))\t0\n\
         host\tString\tDEFAULT\t\t\t0\n\
         double\tUInt64\tMATERIALIZED\t\t\t0\n\
         given\tUInt8\tEPHEMERAL\tnot kept\t\t0\n\
         given_too\tUInt8\tEPHEMERAL\t\t\t0\n\
         later\tUInt8\tDEFAULT\t\t\t0\n\
         read\tString\tALIAS\tcomputed\t\t0\n\
         guessed\tUInt16\tDEFAULT\t\t\t0\n"
    );
    s.run("INSERT INTO t (day, given) VALUES ('2149-01-01', 4)");
    assert_eq!(
        s.run("SELECT hour, all, host, double, later, read, guessed FROM t"),
        "7\t5\tx\t10\t7\tx!\t1\n"
    );
}

#[test]
fn hostile_names_and_texts() {
    let s = Server::new();
    let table = ClickHouseTable::create("t")
        .col(
            ClickHouseColumnDef::new(HOSTILE, DataType::String)
                .default(HOSTILE)
                .comment(HOSTILE),
        )
        .engine(Engine::merge_tree())
        .order_by([HOSTILE])
        .comment(HOSTILE);
    s.answer(&table, &Target::default());
    s.run("INSERT INTO t SELECT * FROM t");
    let shown =
        s.run("SELECT name, comment FROM system.columns WHERE database = currentDatabase() FORMAT TSVRaw");
    assert_eq!(shown, format!("{HOSTILE}\t{HOSTILE}\n"));
    assert_eq!(
        s.run("SELECT comment FROM system.tables WHERE database = currentDatabase() FORMAT TSVRaw"),
        format!("{HOSTILE}\n")
    );
    let other = "other ` name";
    let alter = ClickHouseTable::alter("t")
        .add_column(
            ClickHouseColumnDef::new(other, DataType::String).default(HOSTILE),
            ColumnPosition::After(HOSTILE.into()),
        )
        .comment_column(other, HOSTILE)
        .modify_comment(HOSTILE);
    s.answer(&alter, &Target::default());
    assert_eq!(
        s.run("SELECT name, comment FROM system.columns WHERE database = currentDatabase() ORDER BY position FORMAT TSVRaw"),
        format!("{HOSTILE}\t{HOSTILE}\n{other}\t{HOSTILE}\n")
    );
    s.run("INSERT INTO t VALUES ('a', DEFAULT)");
    s.answer(
        &ClickHouseTable::alter("t").rename_column(other, format!("{HOSTILE}2")),
        &Target::default(),
    );
    assert_eq!(s.run("SELECT * FROM t FORMAT TSVRaw"), format!("a\t{HOSTILE}\n"));
    s.answer(
        &ClickHouseTable::alter("t").drop_column(format!("{HOSTILE}2")),
        &Target::default(),
    );
    assert_eq!(
        s.run("SELECT count() FROM system.columns WHERE database = currentDatabase()"),
        "1\n"
    );
}

#[test]
fn columns_of_a_table_that_is_there() {
    let s = Server::with(&[
        "CREATE TABLE t (id UInt32, a UInt8 DEFAULT 1 COMMENT 'c' CODEC(NONE), d Date TTL d + INTERVAL 200 YEAR) \
         ENGINE = MergeTree PARTITION BY id ORDER BY id",
        "INSERT INTO t VALUES (1, 7, '2024-01-01'), (2, 8, '2024-01-01')",
    ]);
    let run = |alter: sea_query_clickhouse::table::TableAlterStatement, text: &str| {
        s.check_table(&alter, &format!("ALTER TABLE `t` {text}"));
        s.wait_for_mutations("t");
    };
    let t = || ClickHouseTable::alter("t");
    run(
        t().add_column(
            col("e", DataType::UInt8).ephemeral().comment(""),
            ColumnPosition::First,
        ),
        "ADD COLUMN `e` UInt8 EPHEMERAL COMMENT '' FIRST",
    );
    run(
        t().add_column(col("h", DataType::UInt8).ephemeral(), ColumnPosition::Last)
            .add_column(col("f", DataType::UInt8).ephemeral(), ColumnPosition::Last)
            .setting("alter_sync", 1),
        "(ADD COLUMN `h` UInt8 EPHEMERAL), (ADD COLUMN `f` UInt8 EPHEMERAL) SETTINGS alter_sync = 1",
    );
    run(
        t().drop_column("h")
            .modify_column(col("f", DataType::UInt8).ephemeral_or(3))
            .after("e"),
        "DROP COLUMN `h`, MODIFY COLUMN `f` UInt8 EPHEMERAL 3 AFTER `e`",
    );
    assert_eq!(
        s.run("SELECT name, default_kind FROM system.columns WHERE database = currentDatabase() AND default_kind = 'EPHEMERAL' ORDER BY position"),
        "e\tEPHEMERAL\nf\tEPHEMERAL\n"
    );
    run(
        t().add_column(col("g", DataType::UInt8), ColumnPosition::Last)
            .if_not_exists()
            .after("id"),
        "ADD COLUMN IF NOT EXISTS `g` UInt8 AFTER `id`",
    );
    run(
        t().modify_column(col("a", DataType::UInt16)).if_exists().first(),
        "MODIFY COLUMN IF EXISTS `a` UInt16 FIRST",
    );
    run(
        t().modify_column(ClickHouseColumnDef::inferred("a").default(2)),
        "MODIFY COLUMN `a` DEFAULT 2",
    );
    assert_eq!(
        s.run("SELECT * FROM t ORDER BY id"),
        "7\t1\t0\t2024-01-01\n8\t2\t0\t2024-01-01\n"
    );
    run(
        t().clear_column("a")
            .in_partition(sea_query_clickhouse::partition::Partition::of(1)),
        "CLEAR COLUMN `a` IN PARTITION tuple(1)",
    );
    assert_eq!(s.run("SELECT id, a FROM t ORDER BY id"), "1\t2\n2\t8\n");
    run(
        t().clear_column("nothing").if_exists(),
        "CLEAR COLUMN IF EXISTS `nothing`",
    );
    run(
        t().comment_column("a", "it's").if_exists(),
        r"COMMENT COLUMN IF EXISTS `a` 'it\'s'",
    );
    for (property, text) in [
        (ColumnProperty::Default, "DEFAULT"),
        (ColumnProperty::Comment, "COMMENT"),
        (ColumnProperty::Codec, "CODEC"),
    ] {
        run(
            t().remove_property("a", property),
            &format!("MODIFY COLUMN `a` REMOVE {text}"),
        );
    }
    run(
        t().remove_property("d", ColumnProperty::Ttl).if_exists(),
        "MODIFY COLUMN IF EXISTS `d` REMOVE TTL",
    );
    run(
        t().add_column(col("m", DataType::UInt8).materialized(3), ColumnPosition::Last)
            .add_column(col("n", DataType::UInt8).alias(4), ColumnPosition::Last),
        "ADD COLUMN `m` UInt8 MATERIALIZED 3, ADD COLUMN `n` UInt8 ALIAS 4",
    );
    run(t().materialize_column("m"), "MATERIALIZE COLUMN `m`");
    run(
        t().materialize_column("m")
            .in_partition(sea_query_clickhouse::partition::Partition::of(2)),
        "MATERIALIZE COLUMN `m` IN PARTITION tuple(2)",
    );
    run(
        t().remove_property("m", ColumnProperty::Materialized)
            .remove_property("n", ColumnProperty::Alias),
        "MODIFY COLUMN `m` REMOVE MATERIALIZED, MODIFY COLUMN `n` REMOVE ALIAS",
    );
    run(
        t().modify_column_setting(
            "a",
            [
                ("max_compress_block_size", 1000),
                ("min_compress_block_size", 100),
            ],
        )
        .reset_column_setting("a", ["min_compress_block_size"])
        .rename_column("none", "other")
        .if_exists(),
        "(MODIFY COLUMN `a` MODIFY SETTING max_compress_block_size = 1000, min_compress_block_size = 100), \
         (MODIFY COLUMN `a` RESET SETTING min_compress_block_size), (RENAME COLUMN IF EXISTS `none` TO `other`)",
    );
    assert!(
        s.run("SHOW CREATE TABLE t FORMAT TSVRaw")
            .contains("`a` UInt16 SETTINGS (max_compress_block_size = 1000),")
    );
    run(
        t().remove_property("a", ColumnProperty::Settings),
        "MODIFY COLUMN `a` REMOVE SETTINGS",
    );
    assert_eq!(
        s.run("SELECT name, type, default_kind, comment FROM system.columns WHERE database = currentDatabase() ORDER BY position"),
        "a\tUInt16\t\t\ne\tUInt8\tEPHEMERAL\t\nf\tUInt8\tEPHEMERAL\t\nid\tUInt32\t\t\ng\tUInt8\t\t\nd\tDate\t\t\nm\tUInt8\t\t\nn\tUInt8\t\t\n"
    );
    assert_eq!(s.run("SELECT id, m FROM t ORDER BY id"), "1\t3\n2\t3\n");
}

#[test]
fn contradictions() {
    let of = |column: ClickHouseColumnDef| refused(column);
    let a = || col("a", DataType::UInt8);
    for (column, sentence) in [
        (
            col("a", DataType::UInt8.nullable()).null(),
            "NULL: column `a`: the type says it already",
        ),
        (
            ClickHouseColumnDef::inferred("a"),
            "column: column `a`: without a type it needs an expression to find one by",
        ),
        (
            a().default(1).ephemeral().default(1),
            "EPHEMERAL: column `a`: it has another default too",
        ),
        (
            a().alias(1).codec(Codec::None),
            "CODEC: column `a`: what is not stored is not compressed",
        ),
        (
            a().ephemeral().statistics([Statistics::Uniq]),
            "STATISTICS: column `a`: what is not stored is not counted",
        ),
        (
            a().ephemeral().ttl(Expr::col("d")),
            "TTL: column `a`: what is not stored is not removed",
        ),
        (
            a().ephemeral_or(1).setting("a", 1),
            "SETTINGS: column `a`: what is not stored is not written",
        ),
        (
            a().alias(1).primary_key(),
            "PRIMARY KEY: column `a`: what is not stored is not sorted",
        ),
        (
            a().ttl(Expr::col("d")).primary_key(),
            "TTL: column `a`: a value of the primary key cannot be reset",
        ),
        (
            a().collate("a b"),
            "COLLATE: column `a`: the name of a collation is letters, digits and _ only",
        ),
        (
            a().setting("a b", 1),
            "SETTINGS: `a b` is not the name of a setting: letters, digits and _ only",
        ),
        (
            a().codec("ZSTD) DROP"),
            "CODEC: `ZSTD) DROP` is not a chain of codecs, such as `Delta, ZSTD(1)`",
        ),
    ] {
        assert_eq!(of(column), sentence);
    }
    let t = || ClickHouseTable::alter("t");
    let refused = |alter| {
        build_clickhouse(&alter, &Target::default())
            .unwrap_err()
            .to_string()
    };
    for (alter, modifier) in [
        (t().if_exists(), "IF EXISTS"),
        (t().add_column(a(), ColumnPosition::Last).if_exists(), "IF EXISTS"),
        (t().drop_column("a").if_not_exists(), "IF NOT EXISTS"),
        (t().materialize_column("a").if_exists(), "IF EXISTS"),
        (t().drop_column("a").first(), "FIRST"),
        (t().drop_column("a").after("b"), "AFTER"),
        (
            t().drop_column("a")
                .in_partition(sea_query_clickhouse::partition::Partition::All),
            "IN PARTITION",
        ),
    ] {
        assert_eq!(
            refused(alter),
            format!("{modifier}: it follows an action that takes it, and the one before it does not")
        );
    }
    assert_eq!(
        refused(t().modify_column_setting("a", [] as [(&str, i32); 0])),
        "MODIFY COLUMN: it sets nothing"
    );
    assert_eq!(
        refused(t().reset_column_setting("a", ["x y"])),
        "MODIFY COLUMN: `x y` is not the name of a setting: letters, digits and _ only"
    );
    assert_eq!(refused(t().drop_column("")), "DROP COLUMN: the name is empty");
    for position in [ColumnPosition::First, ColumnPosition::After("b".into())] {
        assert_eq!(
            refused(t().add_column(a().ephemeral(), position)),
            "EPHEMERAL: the server reads FIRST and AFTER as its expression; give it one by `ephemeral_or`, or a comment"
        );
    }
}

#[test]
fn names_more_of_an_enum() {
    let s = Server::with(&["CREATE TABLE t (a Enum8('x' = 1)) ENGINE = MergeTree ORDER BY tuple()"]);
    s.check_table(
        &ClickHouseTable::alter("t")
            .add_numbered_enum_values("a", [("y", 7), ("z", -3)])
            .if_exists()
            .add_enum_values("a", ["it's \\"]),
        r"ALTER TABLE `t` MODIFY COLUMN IF EXISTS `a` ADD ENUM VALUES ('y' = 7, 'z' = -3), MODIFY COLUMN `a` ADD ENUM VALUES ('it\'s \\')",
    );
    assert_eq!(
        s.run("SELECT type FROM system.columns WHERE database = currentDatabase() FORMAT TSVRaw"),
        "Enum8('z' = -3, 'x' = 1, 'y' = 7, 'it\\'s \\\\' = 8)\n"
    );
    let nothing = ClickHouseTable::alter("t").add_enum_values("a", [] as [&str; 0]);
    assert_eq!(
        build_clickhouse(&nothing, &Target::default())
            .unwrap_err()
            .to_string(),
        "ADD ENUM VALUES: it names nothing"
    );
}
