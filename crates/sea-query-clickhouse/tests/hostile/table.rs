use sea_query::{Expr, ExprTrait, Func, Query};
use sea_query_clickhouse::{Target, prelude::*, table::ColumnPosition};

use super::{TEXTS, answer, hex, hexed, quoted, server, string, untouched};

/// As the name of a database, a table and a column, through INSERT, UPDATE, DELETE and SELECT, with the text as the value.
#[test]
fn names_and_values_of_tables() {
    let s = server();
    for (i, text) in TEXTS.iter().enumerate() {
        let database = format!("{}{text}", s.database());
        s.run(&format!("CREATE DATABASE {}", quoted(&database)));
        let table = || (database.clone(), (*text).to_owned());
        let create = ClickHouseTable::create(table())
            .col(
                ClickHouseColumnDef::new(*text, DataType::String)
                    .default(Expr::val(*text))
                    .comment(*text),
            )
            .col(ClickHouseColumnDef::new("id", DataType::UInt8))
            .col(ClickHouseColumnDef::new(
                "kind",
                DataType::enum8([(*text, 1), ("other", 2)]),
            ))
            .engine(Engine::merge_tree())
            .order_by(["id"])
            .setting("enable_block_number_column", 1)
            .setting("enable_block_offset_column", 1)
            .comment(*text);
        s.answer(&create, &Target::default());
        let of_table = |what: &str, from: &str| {
            s.run(&format!(
                "SELECT {what} FROM system.{from} WHERE database = {} ORDER BY ALL",
                string(&database)
            ))
        };
        let expected = hex(text);
        assert_eq!(
            of_table("hex(name), hex(comment)", "tables"),
            format!("{expected}\t{expected}\n")
        );
        assert!(
            of_table("hex(name), hex(comment)", "columns").contains(&format!("{expected}\t{expected}\n"))
        );
        // INSERT of the text, of its default and by a query.
        let insert = Query::insert()
            .into_table(table())
            .columns([*text, "id", "kind"])
            .values_panic([(*text).into(), 1u8.into(), (*text).into()])
            .to_owned();
        s.answer(&insert, &Target::default());
        s.answer(
            Query::insert()
                .into_table(table())
                .columns(["id", "kind"])
                .values_panic([2u8.into(), "other".into()]),
            &Target::default(),
        );
        let rows = Query::select()
            .expr(Expr::val(*text))
            .expr(Expr::val(3u8))
            .expr(Expr::val(*text))
            .to_owned();
        s.answer(
            Query::insert()
                .into_table(table())
                .columns([*text, "id", "kind"])
                .select_from(rows)
                .unwrap(),
            &Target::default(),
        );
        let read = |id: u8| {
            let query = Query::select()
                .expr(hexed(Expr::col((
                    database.clone(),
                    (*text).to_owned(),
                    (*text).to_owned(),
                ))))
                .expr(hexed(Func::cust("toString").arg(Expr::col("kind"))))
                .from(table())
                .and_where(Expr::col("id").eq(id))
                .and_where(Expr::col(*text).eq(*text))
                .to_owned();
            answer(&s, &query)
        };
        assert_eq!(read(1), format!("{expected}\t{expected}"), "{text:?}");
        assert_eq!(read(2), format!("{expected}\t{}", hex("other")), "{text:?}");
        assert_eq!(read(3), format!("{expected}\t{expected}"), "{text:?}");
        // UPDATE and DELETE, by mutations and lightweight, with literals and with parameters.
        let update = |lightweight: bool, from: String, to: String| {
            let mut update = Query::update();
            update
                .table(table())
                .value(*text, to)
                .and_where(Expr::col(*text).eq(from))
                .and_where(Expr::col("kind").eq(*text));
            if lightweight {
                update.lightweight();
            }
            update.setting("mutations_sync", 2).to_owned()
        };
        let count = |value: &str| {
            let query = Query::select()
                .expr(Expr::cust("count()"))
                .from(table())
                .and_where(Expr::col(*text).eq(value))
                .to_owned();
            answer(&s, &query)
        };
        let other = |n: u8| format!("{n}{text}{n}");
        s.run(&update(false, (*text).to_owned(), other(1)).to_string(ClickHouseQueryBuilder));
        assert_eq!(count(&other(1)), "2", "{text:?}");
        s.answer(&update(false, other(1), other(2)), &Target::default());
        assert_eq!(count(&other(2)), "2", "{text:?}");
        s.run(&update(true, other(2), other(3)).to_string(ClickHouseQueryBuilder));
        assert_eq!(count(&other(3)), "2", "{text:?}");
        s.answer(&update(true, other(3), (*text).to_owned()), &Target::default());
        assert_eq!(count(text), "3", "{text:?}");
        let delete = |id: u8, lightweight: bool| {
            let mut delete = Query::delete();
            delete
                .from_table(table())
                .and_where(Expr::col(*text).eq(*text))
                .and_where(Expr::col("id").eq(id));
            if lightweight {
                delete.lightweight();
            }
            delete.setting("mutations_sync", 2).to_owned()
        };
        s.run(&delete(1, false).to_string(ClickHouseQueryBuilder));
        s.answer(&delete(2, true), &Target::default());
        assert_eq!(count(text), "1", "{text:?}");
        s.answer(
            &ClickHouseTable::alter(table())
                .add_column(
                    ClickHouseColumnDef::new(format!("new{text}"), DataType::UInt8),
                    ColumnPosition::After((*text).to_owned()),
                )
                .drop_column(format!("new{text}")),
            &Target::default(),
        );
        s.answer(&ClickHouseTable::drop(table()), &Target::default());
        s.run(&format!("DROP DATABASE {} SYNC", quoted(&database)));
        if i % 10 == 0 {
            untouched(&s, 1);
        }
    }
    untouched(&s, 1);
}
