use sea_query::{CommonTableExpression, Expr, ExprTrait, Order, Query, WindowStatement, WithClause};
use sea_query_clickhouse::{ServerVersion, prelude::*, table::ColumnPosition};

use crate::server::Server;

const NAMES: &[&str] = &[
    "plain",
    "select",
    "NULL",
    "it's",
    "back`tick",
    "dou\"ble",
    r"back\slash",
    r"\`",
    "a.b",
    "new\nline",
    "tab\tand\rreturn",
    "naïve 日本 🦀",
    "-- comment",
    "/* x */",
    "; DROP TABLE t",
    "{p0:String}",
    "?",
    "$1",
    " ",
    "1",
    "\\N",
];

fn quoted(name: &str) -> String {
    let mut out = String::from("`");
    for c in name.chars() {
        match c {
            '`' => out.push_str("\\`"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('`');
    out
}

#[test]
fn names_are_safe_in_every_place() {
    let s = Server::new();
    for name in NAMES {
        let q = quoted(name);
        let create = ClickHouseTable::create(*name)
            .col(ClickHouseColumnDef::new(*name, DataType::UInt8))
            .col(ClickHouseColumnDef::new("other", DataType::String).default(Expr::cust("'x'")))
            .index(SkipIndex::new(
                format!("i{name}"),
                Expr::col(*name),
                SkipIndexType::MinMax,
            ))
            .engine(Engine::replacing_merge_tree_by(*name))
            .order_by(["other"])
            .setting("index_granularity", 100)
            .comment(*name);
        s.answer(&create, &Default::default());
        s.answer(
            Query::insert()
                .into_table(*name)
                .columns([*name])
                .values_panic([7u8.into()]),
            &Default::default(),
        );
        s.check(
            Query::select()
                .expr_as(Expr::col((*name, *name)).add(1), format!("{name}_"))
                .from(*name)
                .and_where(Expr::col(*name).gt(0))
                .group_by_col(*name)
                .order_by(*name, Order::Asc),
            &format!(
                "SELECT {q}.{q} + 1 AS {} FROM {q} WHERE {q} > 0 GROUP BY {q} ORDER BY {q} ASC",
                quoted(&format!("{name}_"))
            ),
            "8",
        );
        s.check(
            Query::select()
                .column((format!("{name}2"), *name))
                .from_as(*name, format!("{name}2")),
            &format!("SELECT {a}.{q} FROM {q} AS {a}", a = quoted(&format!("{name}2"))),
            "7",
        );
        s.check(
            Query::select()
                .expr_window_name(Expr::cust("count()"), format!("w{name}"))
                .from(*name)
                .window(format!("w{name}"), WindowStatement::partition_by(*name)),
            &format!(
                "SELECT count() OVER {w} FROM {q} WINDOW {w} AS (PARTITION BY {q})",
                w = quoted(&format!("w{name}"))
            ),
            "1",
        );
        let cte = CommonTableExpression::new()
            .table_name(format!("c{name}"))
            .query(Query::select().column(*name).from(*name).take())
            .to_owned();
        s.check(
            &Query::select()
                .column(*name)
                .from(format!("c{name}"))
                .take()
                .with(WithClause::new().cte(cte).to_owned()),
            &format!(
                "WITH {c} AS (SELECT {q} FROM {q}) SELECT {q} FROM {c}",
                c = quoted(&format!("c{name}"))
            ),
            "7",
        );
        s.answer(
            &ClickHouseTable::alter(*name)
                .add_column(
                    ClickHouseColumnDef::new(format!("n{name}"), DataType::UInt8),
                    ColumnPosition::After((*name).to_owned()),
                )
                .drop_index(format!("i{name}")),
            &Default::default(),
        );
        s.answer(
            Query::update()
                .table(*name)
                .value(format!("n{name}"), 3u8)
                .and_where(Expr::col((*name, *name)).eq(7u8))
                .setting("mutations_sync", 1),
            &Default::default(),
        );
        assert_eq!(
            s.run(&format!("SELECT {} FROM {q}", quoted(&format!("n{name}")))),
            "3\n"
        );
        s.answer(
            &ClickHouseTable::rename(*name, format!("r{name}")),
            &Default::default(),
        );
        s.answer(
            &ClickHouseTable::truncate(format!("r{name}")),
            &Default::default(),
        );
        s.answer(
            &ClickHouseTable::drop(format!("r{name}")).sync(),
            &Default::default(),
        );
    }
    assert_eq!(s.run("SHOW TABLES"), "");
}

#[test]
fn a_version_is_read_and_compared() {
    assert!("26.7.2.1".parse::<ServerVersion>().unwrap() > ServerVersion::new(26, 6, 9));
    for text in ["", "x", "26", "26.x", "-1.2", "99999999.1"] {
        assert!(text.parse::<ServerVersion>().is_err(), "{text}");
    }
}
