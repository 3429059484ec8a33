//! Rows written and read through the engines that hold them, and what FINAL makes of them.

use sea_query::Expr;
use sea_query_clickhouse::{Target, engine::*, prelude::*, table::TableCreateStatement};

use crate::server::Server;

fn create(columns: &[(&'static str, DataType)]) -> TableCreateStatement {
    columns
        .iter()
        .fold(ClickHouseTable::create("t"), |table, (name, data_type)| {
            table.col(ClickHouseColumnDef::new(*name, data_type.clone()))
        })
}

/// Makes a table of the family, inserts each row as a part of its own, and reads it by FINAL.
#[track_caller]
fn final_rows(engine: MergeTree, columns: &[(&'static str, DataType)], rows: &[&str], expected: &str) {
    merged_rows(engine, columns, rows, expected, expected);
}

/// The same, where the rows differ that a merge leaves.
#[track_caller]
fn merged_rows(
    engine: MergeTree,
    columns: &[(&'static str, DataType)],
    rows: &[&str],
    expected: &str,
    merged: &str,
) {
    let s = Server::new();
    s.answer(
        &create(columns).engine(Engine::MergeTree(engine)).order_by(["id"]),
        &Target::default(),
    );
    for row in rows {
        s.run(&format!("INSERT INTO t VALUES {row}"));
    }
    assert_eq!(s.run("SELECT * FROM t FINAL ORDER BY id"), expected);
    s.run("OPTIMIZE TABLE t FINAL");
    assert_eq!(s.run("SELECT * FROM t ORDER BY id"), merged, "after a merge");
}

#[test]
fn the_merge_tree_family() {
    let number = DataType::UInt64;
    let id = ("id", number.clone());
    final_rows(
        MergeTree::Replacing {
            version: Some("version".into()),
            is_deleted: None,
        },
        &[
            id.clone(),
            ("name", DataType::String),
            ("version", number.clone()),
        ],
        &["(1, 'new', 2)", "(1, 'old', 1)"],
        "1\tnew\t2\n",
    );
    // A merge keeps the row that says so: an older one may come yet.
    merged_rows(
        MergeTree::Replacing {
            version: Some("version".into()),
            is_deleted: Some("gone".into()),
        },
        &[id.clone(), ("version", number.clone()), ("gone", DataType::UInt8)],
        &["(1, 1, 0)", "(1, 2, 1)", "(2, 1, 0)"],
        "2\t1\t0\n",
        "1\t2\t1\n2\t1\t0\n",
    );
    final_rows(
        MergeTree::Summing {
            columns: vec!["a".into()],
        },
        &[id.clone(), ("a", number.clone()), ("b", number.clone())],
        &["(1, 2, 3)", "(1, 4, 5)"],
        "1\t6\t3\n",
    );
    final_rows(
        MergeTree::Summing {
            columns: vec!["a".into(), "b".into()],
        },
        &[id.clone(), ("a", number.clone()), ("b", number.clone())],
        &["(1, 2, 3)", "(1, 4, 5)"],
        "1\t6\t8\n",
    );
    final_rows(
        MergeTree::Collapsing { sign: "sign".into() },
        &[id.clone(), ("a", number.clone()), ("sign", DataType::Int8)],
        &["(1, 5, 1)", "(1, 5, -1), (1, 6, 1)"],
        "1\t6\t1\n",
    );
    final_rows(
        MergeTree::VersionedCollapsing {
            sign: "sign".into(),
            version: "version".into(),
        },
        &[
            id.clone(),
            ("a", number.clone()),
            ("sign", DataType::Int8),
            ("version", number.clone()),
        ],
        &["(1, 5, -1, 1)", "(1, 5, 1, 1), (1, 6, 1, 2)"],
        "1\t6\t1\t2\n",
    );
    final_rows(
        MergeTree::Coalescing {
            columns: vec!["a".into(), "b".into()],
        },
        &[
            id.clone(),
            ("a", number.clone().nullable()),
            ("b", number.clone().nullable()),
        ],
        &["(1, 2, NULL)", "(1, NULL, 3)"],
        "1\t2\t3\n",
    );
    let sum: DataType = "SimpleAggregateFunction(sum, UInt64)".parse().unwrap();
    let max: DataType = "SimpleAggregateFunction(max, UInt64)".parse().unwrap();
    final_rows(
        MergeTree::Aggregating,
        &[id, ("a", sum), ("b", max)],
        &["(1, 2, 9)", "(1, 3, 4)"],
        "1\t5\t9\n",
    );
}

#[test]
fn rows_go_through() {
    let columns = [("id", DataType::UInt64), ("name", DataType::String)];
    for engine in [
        Engine::Memory,
        Engine::StripeLog,
        Engine::TinyLog,
        Engine::Log,
        BoundedMemory::new().rows(1, 10).into(),
        File::new("TSV").into(),
    ] {
        let s = Server::new();
        s.answer(&create(&columns).engine(engine.clone()), &Target::default());
        s.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        assert_eq!(s.run("SELECT * FROM t ORDER BY id"), "1\ta\n2\tb\n", "{engine:?}");
    }
    let s = Server::new();
    s.answer(
        &create(&columns)
            .engine(EmbeddedRocksDb::new())
            .primary_key(["id"]),
        &Target::default(),
    );
    s.run("INSERT INTO t VALUES (1, 'a')");
    s.run("INSERT INTO t VALUES (1, 'b')");
    assert_eq!(s.run("SELECT * FROM t"), "1\tb\n");
    s.run("DROP TABLE t SYNC");
    s.answer(&create(&columns).engine(Engine::Null), &Target::default());
    s.run("INSERT INTO t VALUES (1, 'a')");
    assert_eq!(s.run("SELECT count() FROM t"), "0\n");
}

#[test]
fn engines_on_top_of_a_table() {
    let columns = [("id", DataType::UInt64), ("name", DataType::String)];
    let s = Server::new();
    s.answer(
        &create(&columns).engine(Engine::merge_tree()).order_by(["id"]),
        &Target::default(),
    );
    s.run("INSERT INTO t VALUES (1, 'a')");
    let database = s.database().to_owned();
    let other = |name: &'static str| {
        columns
            .iter()
            .fold(ClickHouseTable::create(name), |table, (name, data_type)| {
                table.col(ClickHouseColumnDef::new(*name, data_type.clone()))
            })
    };
    let target = Target::default();
    s.answer(&other("buffer").engine(Buffer::new(&database, "t", 1)), &target);
    s.run("INSERT INTO buffer VALUES (2, 'b')");
    assert_eq!(s.run("SELECT count() FROM buffer"), "2\n");
    s.run("OPTIMIZE TABLE buffer");
    assert_eq!(s.run("SELECT count() FROM t"), "2\n");
    s.answer(&other("merge").engine(Merge::in_current_database("^t$")), &target);
    assert_eq!(s.run("SELECT name FROM merge ORDER BY id"), "a\nb\n");
    s.answer(
        &ClickHouseTable::create("alias").engine(Alias::in_same_database("t")),
        &target,
    );
    s.run("INSERT INTO alias VALUES (3, 'c')");
    assert_eq!(s.run("SELECT count() FROM t"), "3\n");
    s.answer(&other("named").engine(Join::any_left(["id"])), &target);
    s.run("INSERT INTO named SELECT * FROM t");
    assert_eq!(s.run("SELECT joinGet('named', 'name', toUInt64(3))"), "c\n");
    let set = ClickHouseTable::create("known").col(ClickHouseColumnDef::new("id", DataType::UInt64));
    s.answer(&set.engine(Engine::Set), &target);
    s.run("INSERT INTO known VALUES (1)");
    assert_eq!(s.run("SELECT name FROM t WHERE id IN known"), "a\n");
    s.answer(
        &other("noise").engine(GenerateRandom::seeded(7).max_string_length(3).max_array_length(1)),
        &target,
    );
    assert_eq!(
        s.run("SELECT max(length(name)) <= 3 FROM (SELECT name FROM noise LIMIT 100)"),
        "1\n"
    );
    assert_eq!(s.run("SELECT count() FROM (SELECT * FROM noise LIMIT 5)"), "5\n",);
    // A key is a part of the statement, and its values are literals.
    let sharded = Distributed::new("none", &database, "t").sharding_key(Expr::val("a'b"));
    let error = s
        .try_run(&other("d").engine(sharded).to_string(ClickHouseQueryBuilder))
        .unwrap_err();
    assert!(error.contains("Sharding expression has type String"), "{error}");
}
