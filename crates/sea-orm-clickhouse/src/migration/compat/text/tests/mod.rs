#![allow(clippy::unwrap_used, clippy::panic)]

mod generated;
mod hostile;

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
