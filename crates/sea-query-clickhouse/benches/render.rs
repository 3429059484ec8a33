//! How long a statement takes to write, against SeaQuery's MySQL builder: `cargo bench -p sea-query-clickhouse`.
//!
//! The bar is 1.2 of its time for ten columns with five conditions. Both copy the condition, which SeaQuery keeps to
//! itself, and give back a text and its values.
//!
//! Rounds of both alternate and the fastest of each counts, so that whatever else the machine does weighs little. With
//! the name of a statement as argument it is built a fixed number of times and nothing is measured: for a profiler.

#![allow(clippy::panic, clippy::unwrap_used, missing_docs)]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use sea_query::{Expr, ExprTrait, MysqlQueryBuilder, Order, Query, SelectStatement};
use sea_query_clickhouse::{Target, build_clickhouse};

const ROUNDS: usize = 300;
const BUILDS: u32 = 300;

fn columns() -> SelectStatement {
    let mut query = Query::select();
    query
        .columns([
            "id", "at", "host", "port", "protocol", "bytes", "packets", "country", "city", "agent",
        ])
        .from("event");
    query
}

fn statements() -> Vec<(&'static str, SelectStatement)> {
    let conditions = columns()
        .and_where(Expr::col("id").gt(1_000i64))
        .and_where(Expr::col("host").eq("example.com"))
        .and_where(Expr::col("port").lt(1_024))
        .and_where(Expr::col("protocol").ne("DNS"))
        .and_where(Expr::col("bytes").gte(10u64))
        .take();
    let qualified = {
        let mut query = Query::select();
        for column in [
            "id", "at", "host", "port", "protocol", "bytes", "packets", "country", "city", "agent",
        ] {
            query.column(("event", column));
        }
        query
            .from("event")
            .and_where(Expr::col(("event", "id")).gt(1_000i64))
            .and_where(Expr::col(("event", "host")).eq("example.com"))
            .and_where(Expr::col(("event", "port")).lt(1_024))
            .and_where(Expr::col(("event", "protocol")).ne("DNS"))
            .and_where(Expr::col(("event", "bytes")).gte(10u64))
            .order_by(("event", "id"), Order::Asc)
            .limit(20)
            .take()
    };
    vec![
        ("conditions", conditions),
        ("qualified", qualified),
        ("columns", columns()),
    ]
}

fn fastest(mut run: impl FnMut()) -> impl FnMut(&mut Duration) {
    move |best| {
        let start = Instant::now();
        for _ in 0..BUILDS {
            run();
        }
        *best = (*best).min(start.elapsed() / BUILDS);
    }
}

fn main() {
    let target = Target::default();
    let wanted = std::env::args()
        .nth(1)
        .filter(|argument| !argument.starts_with('-'));
    for (name, query) in statements() {
        if let Some(wanted) = &wanted {
            if *wanted == name {
                for _ in 0..2_000 {
                    black_box(build_clickhouse(black_box(&query), &target)).unwrap();
                }
            } else if *wanted == format!("{name}-mysql") {
                for _ in 0..2_000 {
                    black_box(black_box(&query).build(MysqlQueryBuilder));
                }
            }
            continue;
        }
        let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
        let mut build_ours = fastest(|| {
            black_box(build_clickhouse(black_box(&query), &target)).unwrap();
        });
        let mut build_theirs = fastest(|| {
            black_box(black_box(&query).build(MysqlQueryBuilder));
        });
        for _ in 0..ROUNDS {
            build_ours(&mut ours);
            build_theirs(&mut theirs);
        }
        println!(
            "{name:<12} build_clickhouse {:>6} ns  MysqlQueryBuilder {:>6} ns  ratio {:.2}",
            ours.as_nanos(),
            theirs.as_nanos(),
            ours.as_secs_f64() / theirs.as_secs_f64()
        );
    }
}
