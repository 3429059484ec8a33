//! The text of a statement.

use std::hint::black_box;

use sea_query::{Expr, ExprTrait, MysqlQueryBuilder, Order, Query, SelectStatement};
use sea_query_clickhouse::{Target, build_clickhouse};

use super::{Group, measured};

const TIMES: u64 = 20_000;

/// Ten columns and five conditions.
fn statement() -> SelectStatement {
    Query::select()
        .columns([
            "id", "at", "kind", "host", "port", "bytes", "latency", "ok", "city", "country",
        ])
        .from("event")
        .and_where(Expr::col("id").gt(1))
        .and_where(Expr::col("kind").eq("click"))
        .and_where(Expr::col("port").between(1, 1024))
        .and_where(Expr::col("host").like("%.example.org"))
        .and_where(Expr::col("latency").lt(1.5))
        .order_by("id", Order::Asc)
        .limit(10)
        .to_owned()
}

/// A select, many times.
pub fn select() -> Group {
    Group {
        name: "render a select",
        expected: |_| Box::pin(async { Ok(TIMES) }),
        paths: vec![
            measured!("MysqlQueryBuilder", None, |_e| {
                let select = statement();
                for _ in 0..TIMES {
                    black_box(black_box(&select).build(MysqlQueryBuilder));
                }
                Ok(TIMES)
            }),
            measured!("build_clickhouse", Some(1.2), |_e| {
                let select = statement();
                let target = Target::default();
                for _ in 0..TIMES {
                    black_box(build_clickhouse(black_box(&select), &target)?);
                }
                Ok(TIMES)
            }),
        ],
    }
}
