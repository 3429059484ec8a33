use sea_query::{
    ColumnDef, ColumnType, Expr, ExprTrait, ForeignKey, Index, IndexOrder, StringLen, Table,
    TableCreateStatement,
};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseQueryBuilder, DataType, Engine, Target, build_clickhouse,
    engine::KeeperMap, table::TableCreateStatement as ClickHouseCreate,
};

use crate::server::Server;

#[track_caller]
fn refused(table: &TableCreateStatement) -> String {
    build_clickhouse(table, &Target::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn every_portable_type() {
    let s = Server::new();
    let mut table = Table::create();
    table.table("t");
    let types: &[(ColumnType, &str)] = &[
        (ColumnType::Char(Some(3)), "Nullable(String)"),
        (ColumnType::String(StringLen::N(10)), "Nullable(String)"),
        (ColumnType::Text, "Nullable(String)"),
        (ColumnType::Blob, "Nullable(String)"),
        (ColumnType::Binary(4), "Nullable(String)"),
        (ColumnType::VarBinary(StringLen::Max), "Nullable(String)"),
        (ColumnType::TinyInteger, "Nullable(Int8)"),
        (ColumnType::SmallInteger, "Nullable(Int16)"),
        (ColumnType::Integer, "Nullable(Int32)"),
        (ColumnType::BigInteger, "Nullable(Int64)"),
        (ColumnType::TinyUnsigned, "Nullable(UInt8)"),
        (ColumnType::SmallUnsigned, "Nullable(UInt16)"),
        (ColumnType::Unsigned, "Nullable(UInt32)"),
        (ColumnType::BigUnsigned, "Nullable(UInt64)"),
        (ColumnType::Float, "Nullable(Float32)"),
        (ColumnType::Double, "Nullable(Float64)"),
        (ColumnType::Decimal(None), "Nullable(Decimal(38, 10))"),
        (ColumnType::Decimal(Some((76, 76))), "Nullable(Decimal(76, 76))"),
        (ColumnType::Money(None), "Nullable(Decimal(19, 4))"),
        (ColumnType::DateTime, "Nullable(DateTime64(9, \\'UTC\\'))"),
        (ColumnType::Timestamp, "Nullable(DateTime64(9, \\'UTC\\'))"),
        (
            ColumnType::TimestampWithTimeZone,
            "Nullable(DateTime64(9, \\'UTC\\'))",
        ),
        (ColumnType::Time, "Nullable(Time64(9))"),
        (ColumnType::Date, "Nullable(Date32)"),
        (ColumnType::Year, "Nullable(UInt16)"),
        (ColumnType::Boolean, "Nullable(Bool)"),
        (ColumnType::Json, "Nullable(JSON)"),
        (ColumnType::JsonBinary, "Nullable(JSON)"),
        (ColumnType::Uuid, "Nullable(UUID)"),
        (
            ColumnType::custom("LowCardinality(String)"),
            "LowCardinality(Nullable(String))",
        ),
        (ColumnType::custom("Point"), "Point"),
        (ColumnType::custom("Map(String, UInt8)"), "Map(String, UInt8)"),
        (ColumnType::custom("Tuple(a UInt8)"), "Tuple(a UInt8)"),
        (
            ColumnType::Enum {
                name: "e".into(),
                variants: vec!["a".into(), "it's".into()],
            },
            "Nullable(Enum8(\\'a\\' = 1, \\'it\\\\\\'s\\' = 2))",
        ),
        // As SeaORM writes an enum for MySQL: without escapes.
        (
            ColumnType::custom(r"ENUM('a', 'it's \'')"),
            r"Nullable(Enum8(\'a\' = 1, \'it\\\'s \\\\\\\'\' = 2))",
        ),
        (ColumnType::custom("ENUM('a' = 5)"), r"Nullable(Enum8(\'a\' = 5))"),
        (ColumnType::Array(ColumnType::Integer.into()), "Array(Int32)"),
        (ColumnType::Vector(Some(3)), "Array(Float32)"),
    ];
    for (number, (column_type, _)) in types.iter().enumerate() {
        table.col(ColumnDef::new_with_type(
            format!("c{number}"),
            column_type.clone(),
        ));
    }
    s.answer(&table, &Target::default());
    let made = s.run("SELECT type FROM system.columns WHERE database = currentDatabase() ORDER BY position");
    for (line, (column_type, text)) in made.lines().zip(types) {
        assert_eq!(line, *text, "{column_type:?}");
    }
}

#[test]
fn keys_defaults_and_checks() {
    let s = Server::new();
    let mut table = Table::create();
    table
        .table("t")
        .if_not_exists()
        .col(
            ColumnDef::new("id")
                .integer()
                .not_null()
                .auto_increment()
                .primary_key(),
        )
        .col(
            ColumnDef::new("port")
                .unsigned()
                .not_null()
                .default(53)
                .check(Expr::col("port").lt(65_536)),
        )
        .col(ColumnDef::new("name").string().null().comment("it's"))
        .col(
            ColumnDef::new("double")
                .integer()
                .generated(Expr::col("id").mul(2), true),
        )
        .col(
            ColumnDef::new("triple")
                .integer()
                .generated(Expr::col("id").mul(3), false),
        )
        .check(("named", Expr::col("port").gt(0)))
        .comment("a table");
    s.check_table(
        &table,
        r"CREATE TABLE IF NOT EXISTS `t` (`id` Int32, `port` UInt32 DEFAULT 53, `name` Nullable(String) COMMENT 'it\'s', `double` Nullable(Int32) MATERIALIZED `id` * 2, `triple` Nullable(Int32) ALIAS `id` * 3, CONSTRAINT `named` CHECK (`port` > 0), CONSTRAINT `check_2` CHECK (`port` < 65536)) ENGINE = MergeTree ORDER BY `id` COMMENT 'a table'",
    );
    s.run("INSERT INTO t (id) VALUES (5)");
    assert_eq!(
        s.run("SELECT id, port, name, double, triple FROM t"),
        "5\t53\t\\N\t10\t15\n"
    );
    assert!(
        s.try_run("INSERT INTO t (id, port) VALUES (5, 0)")
            .unwrap_err()
            .contains("named")
    );
    let mut composite = Table::create();
    composite
        .table("u")
        .col(ColumnDef::new("a").integer())
        .col(ColumnDef::new("b").integer())
        .primary_key(Index::create().name("pk").col("a").col("b"))
        .foreign_key(ForeignKey::create().name("fk").from("u", "a").to("t", "id"));
    s.check_table(
        &composite,
        "CREATE TABLE `u` (`a` Int32, `b` Int32, FOREIGN KEY (`a`) REFERENCES `t` (`id`)) ENGINE = MergeTree ORDER BY (`a`, `b`)",
    );
    let keyless = Table::create()
        .table("v")
        .col(ColumnDef::new("a").integer())
        .take();
    s.check_table(
        &keyless,
        "CREATE TABLE `v` (`a` Nullable(Int32)) ENGINE = MergeTree ORDER BY tuple()",
    );
}

#[test]
fn refusals() {
    let t = || {
        Table::create()
            .table("t")
            .col(ColumnDef::new("id").integer())
            .take()
    };
    let of = |column: &mut ColumnDef| refused(Table::create().table("t").col(column));
    assert_eq!(
        of(ColumnDef::new("a").integer().unique_key()),
        "UNIQUE: column `a`: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the last row of a \
         sorting key"
    );
    assert_eq!(of(&mut ColumnDef::new("a")), "column: `a` has no type");
    assert_eq!(
        of(ColumnDef::new("a").array(ColumnType::Integer).null()),
        "NULL: column `a` is Array(Int32), which cannot be NULL in ClickHouse; declare it NOT NULL"
    );
    assert_eq!(
        of(ColumnDef::new("a").integer().extra("CODEC(NONE)")),
        "extra text: column `a`: `CODEC(NONE)` is not read; set codec and TTL by `ClickHouseColumnDef`"
    );
    assert_eq!(
        of(ColumnDef::new("a")
            .integer()
            .default(1)
            .generated(Expr::val(2), true)),
        "DEFAULT: column `a` is generated and has a default"
    );
    assert_eq!(
        of(ColumnDef::new("a").decimal_len(77, 2)),
        "Decimal(77, 2): column `a`: a precision is 1 to 76 digits, and the scale not more than it"
    );
    assert_eq!(
        of(ColumnDef::new("a").custom("Array(")),
        "Array(: column `a`: `Array(` is not a ClickHouse type: the name of a type is expected at byte 6"
    );
    for (column_type, name) in [
        (ColumnType::Interval(None, None), "INTERVAL"),
        (ColumnType::Bit(None), "BIT"),
        (ColumnType::VarBit(1), "BIT"),
        (ColumnType::Cidr, "CIDR"),
        (ColumnType::Inet, "INET"),
        (ColumnType::MacAddr, "MACADDR"),
        (ColumnType::LTree, "LTREE"),
    ] {
        let sentence = of(&mut ColumnDef::new_with_type("a", column_type));
        assert!(
            sentence.starts_with(&format!("{name}: column `a`: ClickHouse has no such type; ")),
            "{sentence}"
        );
    }
    let many: Vec<_> = (0..40_000)
        .map(|number| sea_query::DynIden::from(format!("n{number}")))
        .collect();
    assert_eq!(
        of(&mut ColumnDef::new_with_type(
            "a",
            ColumnType::Enum {
                name: "e".into(),
                variants: many
            }
        )),
        "Enum16: column `a`: it has 40000 names, and room for 32767 from 1 on"
    );
    assert_eq!(
        refused(t().index(Index::create().name("i").col("id"))),
        "INDEX: index i: ClickHouse finds rows by the sorting key and skips granules by typed indexes; add one by \
         `ClickHouseTable::alter(..).add_index(SkipIndex::new(..))`"
    );
    assert!(
        refused(t().index(Index::create().unique().name("i").col("id"))).starts_with("UNIQUE: index i: ")
    );
    assert!(
        refused(t().primary_key(Index::create().col(("id", IndexOrder::Desc)))).starts_with("PRIMARY KEY: ")
    );
    assert!(refused(t().primary_key(Index::create().col(("id", 5)))).starts_with("PRIMARY KEY: "));
    assert!(refused(t().engine("InnoDB")).starts_with("table options: "));
    assert!(refused(t().collate("utf8")).starts_with("table options: "));
    assert!(refused(t().extra("ON CLUSTER x")).starts_with("extra text: "));
    assert_eq!(
        refused(Table::create().col(ColumnDef::new("id").integer())),
        "CREATE TABLE: it names no table"
    );
    assert_eq!(
        refused(Table::create().table("t")),
        "CREATE TABLE: it has no columns"
    );
}

#[test]
fn a_column_alone() {
    let column = ClickHouseColumnDef::from_portable(ColumnDef::new("a").string().not_null()).unwrap();
    assert_eq!(
        (column.name().as_str(), column.data_type()),
        ("a", &DataType::String)
    );
    let error = ClickHouseColumnDef::from_portable(ColumnDef::new("a").integer().check(Expr::col("a").gt(1)))
        .unwrap_err();
    assert_eq!(error.clause(), "CHECK");
}

#[test]
fn statements_whose_parts_cannot_be_read() {
    let refused = |error: sea_query_clickhouse::BuildError| error.to_string();
    let alter = Table::alter().table("t").drop_column("a").take();
    assert_eq!(
        refused(build_clickhouse(&alter, &Target::default()).unwrap_err()),
        "ALTER TABLE: SeaQuery keeps the actions of its statement to itself; use `ClickHouseTable::alter`"
    );
    let rename = Table::rename().table("t", "u").take();
    assert_eq!(
        refused(build_clickhouse(&rename, &Target::default()).unwrap_err()),
        "RENAME TABLE: SeaQuery keeps the names of its statement to itself; use `ClickHouseTable::rename`"
    );
    assert_eq!(
        refused(
            build_clickhouse(&Table::drop().table("t").cascade().take(), &Target::default()).unwrap_err()
        ),
        "CASCADE/RESTRICT: ClickHouse drops a table alone; drop the views that read from it by name"
    );
    assert_eq!(
        refused(build_clickhouse(&Table::truncate().take(), &Target::default()).unwrap_err()),
        "TRUNCATE TABLE: it names no table"
    );
    assert_eq!(
        refused(build_clickhouse(&Table::drop().take(), &Target::default()).unwrap_err()),
        "DROP TABLE: it names no table"
    );
}

fn keyed() -> TableCreateStatement {
    Table::create()
        .table("t")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .col(ColumnDef::new("at").interval(None, None))
        .to_owned()
}

#[test]
fn a_type_of_clickhouse_takes_the_place_of_a_portable_one() {
    let s = Server::new();
    let typed = |types: &[(&str, &str)]| ClickHouseCreate::from_portable_with_types(&keyed(), types);
    assert_eq!(
        typed(&[]).unwrap_err().to_string(),
        "INTERVAL: column `at`: ClickHouse has no such type; store a number of seconds"
    );
    let table = typed(&[("at", "DateTime64(3, 'UTC')"), ("id", "UInt64")]).unwrap();
    s.answer(&table, &Target::default());
    assert_eq!(
        s.run("SELECT groupArray(type) FROM system.columns WHERE database = currentDatabase() FORMAT TSVRaw")
            .trim(),
        "['UInt64','Nullable(DateTime64(3, \\'UTC\\'))']"
    );
    assert_eq!(
        typed(&[("at", "DateTime64(3")]).unwrap_err().to_string(),
        "DateTime64(3: column `at`: `DateTime64(3` is not a ClickHouse type: `)` is expected at byte 12"
    );
    assert_eq!(
        typed(&[("ta", "Date")]).unwrap_err().to_string(),
        "Date: it is the type of column `ta`, which the table does not have"
    );
}

#[test]
fn the_portable_key_is_what_the_engine_takes() {
    let table = || ClickHouseCreate::from_portable_with_types(&keyed(), &[("at", "Date")]).unwrap();
    const COLUMNS: &str = "CREATE TABLE `t` (`id` Int64, `at` Nullable(Date)) ENGINE = ";
    for (engine, sql) in [
        (Engine::replacing_merge_tree(), "ReplacingMergeTree ORDER BY `id`"),
        (Engine::Memory, "Memory"),
        (Engine::Log, "Log"),
        (KeeperMap::new("/t").into(), "KeeperMap('/t') PRIMARY KEY `id`"),
    ] {
        assert_eq!(
            table().engine(engine).to_string(ClickHouseQueryBuilder),
            format!("{COLUMNS}{sql}")
        );
    }
    let built = |table: ClickHouseCreate| build_clickhouse(&table, &Target::default());
    for said in [
        table().order_by(["id"]).engine(Engine::Memory),
        table()
            .engine(Engine::Memory)
            .order_by_expr(Expr::col("at"), sea_query::Order::Asc),
    ] {
        assert_eq!(
            built(said).unwrap_err().to_string(),
            "ORDER BY: the engine of the table does not take it; those of the MergeTree family do"
        );
    }
}
