#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::prelude::*;
use sea_orm::{DbBackend, StatementBuilder};
use sea_query::{
    Alias, Asterisk, ColumnDef, ColumnType, Condition, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Func,
    Index, IndexOrder, IndexType, IntoIden, MysqlQueryBuilder, OnConflict, Order, PgInterval, Query,
    StringLen, Table,
};

use super::{Alteration, IndexKind, Parsed, parse};

fn read<S: StatementBuilder>(statement: &S) -> Option<Parsed> {
    let built = statement.build(&DbBackend::MySql);
    let values = built.values.map(|values| values.0).unwrap_or_default();
    parse(&built.sql, &values)
}

#[track_caller]
fn is_read<S: StatementBuilder>(statement: &S) -> Parsed {
    match read(statement) {
        Some(parsed) => parsed,
        None => panic!("not read: {}", statement.build(&DbBackend::MySql).sql),
    }
}

/// The types that SeaQuery writes for MySQL, each with the type that is read back where it is another.
fn types() -> Vec<(ColumnType, Option<ColumnType>)> {
    let names = |names: &[&str]| {
        names
            .iter()
            .map(|name| Alias::new(*name).into_iden())
            .collect::<Vec<_>>()
    };
    let custom = |name: &str| ColumnType::Custom(Alias::new(name).into_iden());
    let same = [
        ColumnType::Char(None),
        ColumnType::Char(Some(3)),
        ColumnType::String(StringLen::None),
        ColumnType::String(StringLen::N(12)),
        ColumnType::String(StringLen::Max),
        ColumnType::Text,
        ColumnType::TinyInteger,
        ColumnType::SmallInteger,
        ColumnType::Integer,
        ColumnType::BigInteger,
        ColumnType::TinyUnsigned,
        ColumnType::SmallUnsigned,
        ColumnType::Unsigned,
        ColumnType::BigUnsigned,
        ColumnType::Float,
        ColumnType::Double,
        ColumnType::Decimal(None),
        ColumnType::Decimal(Some((10, 3))),
        ColumnType::DateTime,
        ColumnType::Timestamp,
        ColumnType::Time,
        ColumnType::Date,
        ColumnType::Year,
        ColumnType::Binary(4),
        ColumnType::VarBinary(StringLen::None),
        ColumnType::VarBinary(StringLen::N(7)),
        ColumnType::VarBinary(StringLen::Max),
        ColumnType::Blob,
        ColumnType::Bit(None),
        ColumnType::Bit(Some(5)),
        ColumnType::Boolean,
        ColumnType::Json,
        ColumnType::Uuid,
        custom("LowCardinality(String)"),
        custom("Enum8('a, b' = 1, 'NULL DEFAULT ) ,' = 2)"),
        custom("DateTime64(3, 'Europe/Berlin')"),
        custom("double precision"),
    ];
    let others = [
        (ColumnType::TimestampWithTimeZone, ColumnType::Timestamp),
        (ColumnType::Money(None), ColumnType::Decimal(None)),
        (
            ColumnType::Money(Some((12, 2))),
            ColumnType::Decimal(Some((12, 2))),
        ),
        (ColumnType::JsonBinary, ColumnType::Json),
        (ColumnType::VarBit(9), ColumnType::Bit(Some(9))),
        (ColumnType::Binary(16), ColumnType::Uuid),
        (
            ColumnType::Interval(Some(PgInterval::Hour), None),
            ColumnType::Interval(None, None),
        ),
        (
            ColumnType::Enum {
                name: Alias::new("mood").into_iden(),
                variants: names(&["sad", "it, is"]),
            },
            ColumnType::Enum {
                name: Alias::new("enum").into_iden(),
                variants: names(&["sad", "it, is"]),
            },
        ),
    ];
    let same = same.into_iter().map(|data_type| (data_type, None));
    same.chain(others.into_iter().map(|(written, read)| (written, Some(read))))
        .collect()
}

#[test]
fn every_type_of_a_column_is_read_back() {
    for (written, expected) in types() {
        for specified in [false, true] {
            let mut column = ColumnDef::new_with_type("c", written.clone());
            if specified {
                column
                    .not_null()
                    .default("x, ) NOT NULL")
                    .unique_key()
                    .comment("it's `a`, \"comment\"");
            }
            let create = Table::create()
                .table("t")
                .col(column)
                .col(ColumnDef::new("d").integer())
                .take();
            let Parsed::CreateTable(table) = is_read(&create) else {
                panic!("not a table: {written:?}");
            };
            assert_eq!(table.columns.len(), 2, "{written:?}");
            let read = table.columns[0].definition();
            assert_eq!(
                read.get_column_type(),
                Some(expected.as_ref().unwrap_or(&written))
            );
            assert_eq!(read.get_column_spec().unique, specified);
        }
    }
}

#[test]
fn every_specification_of_a_column_is_read_back() {
    let column = ColumnDef::new("c")
        .integer()
        .null()
        .default(Expr::cust("1 + (2 * 3)"))
        .primary_key()
        .auto_increment()
        .unique_key()
        .check(Expr::col("c").gt(3).and(Expr::col("c").is_not_in([5, 7])))
        .extra("ON UPDATE CURRENT_TIMESTAMP")
        .comment("a comment")
        .take();
    let generated = ColumnDef::new("g")
        .string()
        .generated(Func::lower(Expr::col("c")), false)
        .take();
    let named = ColumnDef::new("n")
        .string()
        .check(("name", Expr::col("n").ne("")))
        .take();
    let create = Table::create()
        .table(("db", "t"))
        .if_not_exists()
        .col(column)
        .col(generated)
        .col(named)
        .col(ColumnDef::new("without"))
        .check(Expr::col("c").lt(100))
        .check(("second", Expr::col("c").between(1, 5)))
        .comment("it's a table")
        .engine("InnoDB")
        .collate("utf8mb4_unicode_ci")
        .character_set("utf8mb4")
        .take();
    let Parsed::CreateTable(table) = is_read(&create) else {
        panic!("not a table");
    };
    assert_eq!(
        table.definition().to_string(MysqlQueryBuilder),
        create.to_string(MysqlQueryBuilder)
    );
    let definition = table.columns[0].definition();
    let spec = definition.get_column_spec();
    assert_eq!(spec.extra.as_deref(), Some("ON UPDATE CURRENT_TIMESTAMP"));
    assert_eq!(spec.comment.as_deref(), Some("a comment"));
    assert!(spec.auto_increment && spec.primary_key && spec.unique && spec.nullable == Some(true));
}

#[test]
fn every_literal_default_is_read_back() {
    for default in [
        Expr::val("it's"),
        Expr::val(5),
        Expr::val(-5),
        Expr::val(u64::MAX),
        Expr::val(1.25),
        Expr::val(1e300),
        Expr::val(true),
        Expr::val(vec![0u8, 255, 16]),
        Expr::val(Option::<i32>::None),
        Expr::current_timestamp(),
        Expr::current_date(),
        Expr::val("12.340".parse::<sea_orm::prelude::Decimal>().unwrap()),
        Expr::cust("now() + INTERVAL 1 DAY"),
        Expr::cust("'a)' || ')'"),
        Expr::val(sea_orm::prelude::Uuid::nil()),
        Expr::val(chrono::DateTime::UNIX_EPOCH),
    ] {
        let create = Table::create()
            .table("t")
            .col(ColumnDef::new("c").string().default(default))
            .take();
        is_read(&create);
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for text in [
        "'",
        "\\",
        "\\'",
        "''); DROP TABLE `t`; --",
        "', `d` int NOT NULL DEFAULT '",
        " ) ENGINE=Memory",
        "`a` -- comment /* x */ # y",
        "x' COMMENT 'y",
        "?",
        "\0\u{8}\t\u{1a}\n\r\"",
        "ünïcödé \u{1f600}",
        "$$heredoc$$",
    ] {
        let column = ColumnDef::new("c").string().default(text).comment(text).take();
        let create = Table::create()
            .table("t")
            .col(column.clone())
            .comment(text)
            .take();
        let Parsed::CreateTable(table) = is_read(&create) else {
            panic!("not a table: {text}");
        };
        assert_eq!(table.columns.len(), 1, "{text}");
        let definition = table.columns[0].definition();
        let spec = definition.get_column_spec();
        assert_eq!(spec.comment.as_deref(), Some(text));
        assert_eq!(spec.default, Some(Expr::Constant(text.into())));
        assert_eq!(table.definition().get_comment().map(String::as_str), Some(text));

        let alter = Table::alter()
            .table("t")
            .add_column(column)
            .drop_column(Alias::new(text))
            .take();
        let Parsed::AlterTable(_, alterations) = is_read(&alter) else {
            panic!("not an ALTER TABLE: {text}");
        };
        assert!(
            matches!(&alterations[..], [Alteration::Add { .. }, Alteration::Drop(name)] if name == text),
            "{alterations:?}"
        );

        // In a condition it is a value, and as a literal a text.
        let delete = Query::delete()
            .from_table("t")
            .and_where(Expr::col(Alias::new(text)).eq(text))
            .and_where(Expr::col("a").eq(Expr::Constant(text.into())))
            .take();
        let Parsed::Delete(read) = is_read(&delete) else {
            panic!("not a DELETE: {text}");
        };
        assert_eq!(
            read.to_string(MysqlQueryBuilder),
            delete.to_string(MysqlQueryBuilder)
        );
    }
}

#[test]
fn hostile_names_stay_names() {
    for name in ["a`b", "`", "a b", "a.b", "a, `b` int", "?", "'", "--"] {
        let create = Table::create()
            .table(Alias::new(name))
            .col(ColumnDef::new(Alias::new(name)).integer())
            .take();
        let Parsed::CreateTable(table) = is_read(&create) else {
            panic!("not a table: {name}");
        };
        assert_eq!(table.columns.len(), 1);
        assert_eq!(table.columns[0].name, name);
    }
}

#[test]
fn what_is_not_written_as_seaquery_writes_it_is_not_read() {
    for sql in [
        "CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE `t` (`id` UInt64) ENGINE = MergeTree ORDER BY `id`",
        "create table `t` ( `id` int )",
        "CREATE TABLE `t` ( `id` int );",
        "CREATE TABLE `t` ( `id` int ) ",
        "CREATE TABLE `t` ( `id` int  )",
        "CREATE TABLE `t` ( `id` int, )",
        "ALTER TABLE t DELETE WHERE id = 1",
        "ALTER TABLE `t` DELETE WHERE `id` = 1",
        "ALTER TABLE `t` ADD COLUMN `c` int AFTER `b`, ",
        "DROP TABLE `t` SYNC",
        "DROP TABLE t",
        "INSERT INTO `t` (`a`) VALUES (1), (2);",
        "INSERT INTO `t` (`a`) SELECT 1",
        "INSERT INTO `t` (`a`) VALUES (1) SETTINGS async_insert = 1",
        "DELETE FROM `t` WHERE `a` = 1; DROP TABLE `t`",
        "DELETE FROM `t` WHERE `a` = 1 -- all",
        "UPDATE `t` SET `a` = 1 WHERE `b` = /* c */ 2",
        "SELECT 1; SELECT 2",
        "SELECT `a` FROM `t` FINAL",
        "CREATE INDEX `i` ON `t` (`a`) TYPE minmax",
        "RENAME TABLE `a` TO `b`, `c` TO `d`",
        "TRUNCATE TABLE `a` SYNC",
        "",
        "CREATE TABLE `t",
        "CREATE TABLE `t` ( `c` varchar(255) DEFAULT '",
        "CREATE TABLE `t` ( `c` varchar(255) DEFAULT '\\",
        "DELETE FROM `t` WHERE ((((",
    ] {
        assert!(parse(sql, &[]).is_none(), "{sql}");
    }
    // A value too few and one too many.
    assert!(parse("DELETE FROM `t` WHERE `a` = ?", &[]).is_none());
    assert!(parse("DELETE FROM `t` WHERE `a` = ?", &[1.into(), 2.into()]).is_none());
}

#[test]
fn the_indexes_of_a_table_are_read_back() {
    let create = Table::create()
        .table("t")
        .col(ColumnDef::new("a").integer())
        .col(ColumnDef::new("b").integer())
        .primary_key(Index::create().name("pk").col("a").col("b"))
        .index(Index::create().unique().name("u").col("a"))
        .index(
            Index::create()
                .name("i")
                .col(("a", 10))
                .col(("b", IndexOrder::Desc)),
        )
        .index(Index::create().col("b"))
        .index(Index::create().name("f").full_text().col("b"))
        .index(Index::create().name("h").index_type(IndexType::Hash).col("b"))
        .foreign_key(
            ForeignKey::create()
                .name("fk")
                .from("t", ("a", "b"))
                .to("u", ("c", "d"))
                .on_delete(ForeignKeyAction::Cascade)
                .on_update(ForeignKeyAction::SetNull),
        )
        .take();
    let Parsed::CreateTable(table) = is_read(&create) else {
        panic!("not a table");
    };
    let kinds: Vec<IndexKind> = table.indexes.iter().map(|index| index.kind).collect();
    assert_eq!(
        kinds,
        [
            IndexKind::PrimaryKey,
            IndexKind::Unique,
            IndexKind::Plain,
            IndexKind::Plain,
            IndexKind::FullText,
            IndexKind::Plain
        ]
    );
    assert!(table.indexes[2].has_prefix() && table.indexes[5].is_hash());
    assert_eq!(table.foreign_keys.len(), 1);
}

#[test]
fn statements_of_tables_and_indexes_are_read_back() {
    is_read(
        &Table::drop()
            .table("a")
            .table(("db", "b"))
            .if_exists()
            .cascade()
            .take(),
    );
    is_read(&Table::drop().table("a").restrict().take());
    is_read(&Table::rename().table("a", "b").take());
    is_read(&Table::truncate().table("a").take());
    is_read(
        &Index::create()
            .name("i")
            .table("t")
            .col("a")
            .col(("b", IndexOrder::Asc))
            .take(),
    );
    is_read(
        &Index::create()
            .unique()
            .name("i")
            .table("t")
            .col("a")
            .index_type(IndexType::BTree)
            .take(),
    );
    is_read(&Index::create().full_text().name("i").table("t").col("a").take());
    is_read(&Index::drop().name("i").table("t").to_owned());
    is_read(&ForeignKey::create().name("fk").from("t", "a").to("u", "b").take());
    is_read(&ForeignKey::drop().name("fk").table("t").to_owned());
    let alter = Table::alter()
        .table("t")
        .add_column_if_not_exists(ColumnDef::new("a").integer().not_null().default(3))
        .modify_column(ColumnDef::new("b").string().comment("c"))
        .rename_column("c", "d")
        .drop_column("e")
        .drop_foreign_key("fk")
        .drop_constraint("check")
        .take();
    let Parsed::AlterTable(_, alterations) = is_read(&alter) else {
        panic!("not an ALTER TABLE");
    };
    assert_eq!(alterations.len(), 6);
}

#[test]
fn statements_of_rows_are_read_back() {
    is_read(
        &Query::insert()
            .into_table("t")
            .columns(["a", "b"])
            .values_panic([1.into(), "x".into()])
            .values_panic([2.into(), Expr::col("a").add(1)])
            .take(),
    );
    is_read(
        &Query::update()
            .table("t")
            .value("a", 5)
            .value("b", Expr::col("b").add(1))
            .and_where(Expr::col(("t", "id")).eq(3))
            .take(),
    );
    is_read(&Query::delete().from_table("t").take());
    is_read(
        &Query::delete()
            .from_table("t")
            .cond_where(
                Condition::any()
                    .add(Expr::col("a").is_in([1, 2]))
                    .add(Expr::col("b").like("x%"))
                    .add(
                        Condition::all()
                            .not()
                            .add(Expr::col("c").is_null())
                            .add(Expr::col("d").between(1, 2)),
                    ),
            )
            .take(),
    );
    // With an escape it is no operator that is known, and so taken as its text.
    is_read(
        &Query::delete()
            .from_table("t")
            .and_where(Expr::col("a").like(sea_query::LikeExpr::new("x|%").escape('|')))
            .take(),
    );
    is_read(
        &Query::delete()
            .from_table("t")
            .and_where(Expr::cust_with_values("sipHash64(?) = a", [4]))
            .take(),
    );
    is_read(
        &Query::select()
            .distinct()
            .column(("a", "id"))
            .expr_as(Func::count(Expr::col(Asterisk)), "n")
            .expr_as(
                Func::coalesce([Func::sum(Expr::col(("b", "x"))).into(), Expr::val(0)]),
                "s",
            )
            .from("a")
            .left_join("b", Expr::col(("a", "id")).equals(("b", "a_id")))
            .and_where(Expr::exists(Query::select().expr(Expr::val(1)).from("c").take()))
            .and_where(Expr::col("x").in_subquery(Query::select().column("y").from_as("d", "e").take()))
            .group_by_col(("a", "id"))
            .and_having(Expr::col("n").gt(3))
            .order_by(("a", "id"), Order::Desc)
            .order_by("n", Order::Asc)
            .limit(5)
            .offset(10)
            .take(),
    );
    // Of these the text is as good, or all there is.
    assert!(
        read(
            &Query::select()
                .column("a")
                .from("t")
                .union(
                    sea_query::UnionType::All,
                    Query::select().column("b").from("u").take()
                )
                .take()
        )
        .is_none()
    );
    assert!(
        read(
            &Query::insert()
                .into_table("t")
                .columns(["a"])
                .values_panic([1.into()])
                .on_conflict(OnConflict::column("a").update_column("a").to_owned())
                .take()
        )
        .is_none()
    );
}

#[test]
fn a_text_of_many_brackets_is_no_reason_to_overflow_the_stack() {
    for open in ["(", "NOT ", "`a` = (SELECT ", "f(", "(CASE WHEN ("] {
        let sql = format!("DELETE FROM `t` WHERE {}", open.repeat(100_000));
        assert!(parse(&sql, &[]).is_none_or(|parsed| matches!(parsed, Parsed::Delete(_))));
        let sql = format!("SELECT {}", open.repeat(100_000));
        assert!(parse(&sql, &[]).is_none());
    }
}

fn conditions() -> impl Strategy<Value = Expr> {
    let column = prop_oneof![
        Just(Expr::col("a")),
        Just(Expr::col(("t", "b"))),
        "[a-z`'? ]{1,4}".prop_map(|name| Expr::col(Alias::new(name))),
    ];
    let value = prop_oneof![
        any::<i32>().prop_map(Expr::val),
        any::<String>().prop_map(Expr::val),
        any::<String>().prop_map(|text| Expr::Constant(text.into())),
        any::<i64>().prop_map(|number| Expr::Constant(number.into())),
        any::<bool>().prop_map(|truth| Expr::Constant(truth.into())),
        Just(Expr::current_timestamp()),
        Just(Expr::val(Option::<i32>::None)),
    ];
    let leaf = prop_oneof![column, value];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), 0..12_u8).prop_map(|((a, b), op)| match op {
                0 => a.and(b),
                1 => a.or(b),
                2 => a.eq(b),
                3 => a.ne(b),
                4 => a.lt(b),
                5 => a.gte(b),
                6 => a.add(b),
                7 => a.sub(b),
                8 => a.mul(b),
                9 => a.div(b),
                10 => a.modulo(b),
                _ => a.is(b),
            }),
            inner.clone().prop_map(|a| a.not()),
            inner.clone().prop_map(|a| a.is_null()),
            (pair.clone(), inner.clone()).prop_map(|((a, b), c)| a.between(b, c)),
            (pair.clone(), inner.clone()).prop_map(|((a, b), c)| a.is_in([b, c])),
            pair.clone().prop_map(|(a, b)| a.is_in([b])),
            pair.clone().prop_map(|(a, b)| Func::coalesce([a, b]).into()),
            inner.clone().prop_map(|a| Func::sum(a).into()),
            pair.clone()
                .prop_map(|(a, b)| Func::cust("f").args([a, b]).into()),
            pair.prop_map(|(a, b)| { Expr::exists(Query::select().expr(a).from("u").and_where(b).take()) }),
        ]
    })
}

proptest! {
    #[test]
    fn every_condition_that_seaquery_writes_is_read(condition in conditions()) {
        let delete = Query::delete().from_table("t").and_where(condition.clone()).take();
        prop_assert!(read(&delete).is_some(), "{}", delete.to_string(MysqlQueryBuilder));
        // Of a SELECT the text is as good; what is read of it is the same text.
        let select = Query::select().column("a").from("t").and_where(condition).limit(1).take();
        if let Some(Parsed::Select(read)) = read(&select) {
            prop_assert_eq!(read.to_string(MysqlQueryBuilder), select.to_string(MysqlQueryBuilder));
        }
    }

    /// What is read is the whole text, or nothing is.
    #[test]
    fn a_text_with_a_change_is_read_as_what_it_says_or_not_at_all(
        default in any::<String>(),
        at in any::<prop::sample::Index>(),
        inserted in "[`'(),; ?a\\\\-]{0,3}",
    ) {
        let column = ColumnDef::new("c").string().not_null().default(default.as_str()).comment(default.as_str()).take();
        let sql = Table::create().table("t").col(column).take().to_string(MysqlQueryBuilder);
        let places: Vec<usize> = sql.char_indices().map(|(place, _)| place).collect();
        let place = *at.get(&places);
        let changed = format!("{}{inserted}{}", &sql[..place], &sql[place..]);
        if let Some(Parsed::CreateTable(table)) = parse(&changed, &[]) {
            prop_assert_eq!(table.definition().to_string(MysqlQueryBuilder), changed);
        }
    }
}
