use sea_query::{ArrayType, Expr, ExprTrait, Func, LikeExpr, Query, Value};
use sea_query_clickhouse::prelude::*;

use super::{TEXTS, answer, hex, hexed, server, untouched};

fn long() -> String {
    "it's \\ `long` \"text\" {p0:String} -- naïve 🦀\n".repeat(4500)
}

/// As a value of a query: in the select list, in conditions, arrays, tuples, JSON, functions and settings.
#[test]
fn values_of_select() {
    let s = server();
    let long = long();
    for text in TEXTS.iter().copied().chain([long.as_str()]) {
        let expected = hex(text);
        let one = |expr: Expr| Query::select().expr(expr).to_owned();
        assert_eq!(answer(&s, &one(hexed(text))), expected);
        assert_eq!(answer(&s, &one(hexed(Expr::Constant(text.into())))), expected);
        let array = Value::Array(ArrayType::String, Some(Box::new(vec!["x".into(), text.into()])));
        assert_eq!(
            answer(&s, &one(hexed(Func::cust("arrayElement").arg(array).arg(2)))),
            expected
        );
        let tuple = Expr::tuple([Expr::val("x"), Expr::val(text)]);
        assert_eq!(
            answer(
                &s,
                &one(hexed(
                    Func::cust("tupleElement")
                        .arg(tuple)
                        .arg(Expr::Constant(2.into()))
                ))
            ),
            expected
        );
        let json = serde_json::json!({ "k": text });
        assert_eq!(
            answer(
                &s,
                &one(hexed(Func::cust("JSONExtractString").arg(json).arg("k")))
            ),
            expected
        );
        let case = Expr::case(Expr::val(1).eq(1), text).finally("");
        assert_eq!(answer(&s, &one(hexed(case))), expected);
        assert_eq!(
            answer(&s, &one(hexed(Expr::cust_with_values("concat(?, '')", [text])))),
            expected
        );
        assert_eq!(
            answer(
                &s,
                one(hexed(
                    Func::cust("getSetting").arg(Expr::Constant("log_comment".into()))
                ))
                .setting("log_comment", text)
            ),
            expected
        );
        // Equal, in a list, and like: the text itself, and no other.
        let rows = Query::select()
            .expr_as(Expr::val(text), "v")
            .union(
                sea_query::UnionType::All,
                Query::select().expr_as(Expr::val("other"), "v").to_owned(),
            )
            .to_owned();
        let pattern: String = text
            .chars()
            .flat_map(|c| {
                matches!(c, '%' | '_' | '\\')
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            })
            .collect();
        for condition in [
            Expr::col("v").eq(text),
            Expr::col("v").is_in([text, "x"]),
            Expr::col("v").is_not_in(["other"]),
            Expr::col("v").like(pattern.as_str()),
            Expr::col("v").like(LikeExpr::new(format!("%{pattern}%"))),
            Expr::col("v").between(text, text),
        ] {
            let query = Query::select()
                .expr(hexed(Expr::col("v")))
                .from_subquery(rows.clone(), "r")
                .and_where(condition)
                .to_owned();
            assert!(
                answer(&s, &query) == expected,
                "{}",
                &query.to_string(ClickHouseQueryBuilder)[..80]
            );
        }
    }
    untouched(&s, 1);
}
