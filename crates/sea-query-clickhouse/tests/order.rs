use sea_query::{Expr, ExprTrait, Frame, FrameType, NullOrdering, Order, Query, Values, WindowStatement};
use sea_query_clickhouse::prelude::*;

use crate::select::{events, ids};

#[test]
fn windows() {
    let s = events();
    let by_name = || {
        WindowStatement::partition_by("name")
            .order_by("id", Order::Asc)
            .to_owned()
    };
    s.check(
        Query::select().column("id").expr_window(Expr::cust("row_number()"), by_name()).from("event").order_by("id", Order::Asc),
        "SELECT `id`, row_number() OVER (PARTITION BY `name` ORDER BY `id` ASC) FROM `event` ORDER BY `id` ASC",
        "1\t1\n2\t1\n3\t1\n4\t2",
    );
    let frames = [
        (Frame::Preceding(1), None, "ROWS 1 PRECEDING", "1\n3\n5\n7"),
        (
            Frame::UnboundedPreceding,
            Some(Frame::CurrentRow),
            "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
            "1\n3\n6\n10",
        ),
        (
            Frame::CurrentRow,
            Some(Frame::Following(1)),
            "ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING",
            "3\n5\n7\n4",
        ),
        (
            Frame::Preceding(2),
            Some(Frame::UnboundedFollowing),
            "ROWS BETWEEN 2 PRECEDING AND UNBOUNDED FOLLOWING",
            "10\n10\n10\n9",
        ),
    ];
    for (start, end, text, answer) in frames {
        let mut window = WindowStatement::new();
        window.order_by("id", Order::Asc);
        match end {
            None => window.frame_start(FrameType::Rows, start),
            Some(end) => window.frame_between(FrameType::Rows, start, end),
        };
        s.check(
            Query::select()
                .expr_window_as(Expr::cust("sum(id)"), window, "s")
                .from("event")
                .order_by("id", Order::Asc),
            &format!("SELECT sum(id) OVER (ORDER BY `id` ASC {text}) AS `s` FROM `event` ORDER BY `id` ASC"),
            answer,
        );
    }
    s.check(
        Query::select().column("id").expr_window_name_as(Expr::col("id").max(), "w", "m").from("event")
            .window("w", by_name()).order_by("id", Order::Desc).limit(1),
        "SELECT `id`, maxOrNull(`id`) OVER `w` AS `m` FROM `event` WINDOW `w` AS (PARTITION BY `name` ORDER BY `id` ASC) \
         ORDER BY `id` DESC LIMIT 1",
        "4\t4",
    );
    s.check(
        Query::select()
            .expr_window(Expr::cust("count()"), WindowStatement::new())
            .from("event")
            .limit(1),
        "SELECT count() OVER () FROM `event` LIMIT 1",
        "4",
    );
}

#[test]
fn orders() {
    let s = events();
    for (order, word) in [(Order::Asc, "ASC"), (Order::Desc, "DESC")] {
        for (nulls, text, place) in [(NullOrdering::First, "FIRST", 0), (NullOrdering::Last, "LAST", 3)] {
            let mut query = ids();
            query.order_by_with_nulls("score", order.clone(), nulls);
            let text = format!("SELECT `id` FROM `event` ORDER BY `score` {word} NULLS {text}");
            assert_eq!(query.to_string(ClickHouseQueryBuilder), text);
            assert_eq!(s.run(&text).lines().nth(place), Some("2"));
        }
    }
    s.check(
        ids()
            .order_by(
                "name",
                Order::Field(Values(vec!["https".into(), "it's".into(), "dns".into()])),
            )
            .order_by_expr(Expr::col("id").mul(-1), Order::Asc),
        "SELECT `id` FROM `event` ORDER BY CASE WHEN `name`='https' THEN 0 WHEN `name`='it\\'s' THEN 1 \
         WHEN `name`='dns' THEN 2 ELSE 3 END, `id` * -1 ASC",
        "3\n4\n1\n2",
    );
}
