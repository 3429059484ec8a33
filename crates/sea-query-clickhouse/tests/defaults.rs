//! Parts of an expression that SeaQuery's defaults write, or would. What becomes of every default is in
//! `builder_trait`.

use sea_query::{Asterisk, Expr, ExprTrait, Func, Keyword, Order, QueryBuilder, Value, Values};
use sea_query_clickhouse::prelude::*;

fn written(write: impl FnOnce(&ClickHouseQueryBuilder, &mut String)) -> String {
    let mut sql = String::new();
    write(&ClickHouseQueryBuilder, &mut sql);
    sql
}

fn expr(expr: impl Into<Expr>) -> String {
    let expr = expr.into();
    written(|builder, sql| builder.prepare_expr(&expr, sql))
}

#[test]
fn defaults_that_are_left_alone() {
    let id = || Expr::col("id");
    let table: &[(&str, String, &str)] = &[
        (
            "values_list_tuple_prefix",
            ClickHouseQueryBuilder.values_list_tuple_prefix().to_owned(),
            "",
        ),
        (
            "prepare_column_ref",
            expr(Expr::col(("a", "b", "c"))),
            "`a`.`b`.`c`",
        ),
        (
            "prepare_column_ref, asterisk",
            expr(Expr::col(("t", Asterisk))),
            "`t`.*",
        ),
        ("prepare_un_oper", expr(id().not()), "NOT `id`"),
        (
            "prepare_keyword, custom",
            expr(Expr::Keyword(Keyword::Custom("LOCALTIME".into()))),
            "LOCALTIME",
        ),
        ("prepare_as_enum", expr(Expr::val("a").as_enum("kind")), "'a'"),
        (
            "prepare_values",
            expr(Expr::Values(vec![1.into(), "a".into()])),
            "(1, 'a')",
        ),
        (
            "prepare_function_arguments",
            expr(Func::coalesce([id(), Expr::val(1)])),
            "coalesce(`id`, 1)",
        ),
    ];
    for (default, written, text) in table {
        assert_eq!(written, text, "{default}");
    }
}

#[test]
fn operators_without_a_rule_of_their_own() {
    let (a, b) = (|| Expr::col("a"), || Expr::col("b"));
    for (expr_, text) in [
        (a().eq(b()), "`a` = `b`"),
        (a().ne(b()), "`a` <> `b`"),
        (a().lt(b()), "`a` < `b`"),
        (a().lte(b()), "`a` <= `b`"),
        (a().gt(b()), "`a` > `b`"),
        (a().gte(b()), "`a` >= `b`"),
        (a().add(b()), "`a` + `b`"),
        (a().sub(b()), "`a` - `b`"),
        (a().mul(b()), "`a` * `b`"),
        (a().div(b()), "`a` / `b`"),
        (a().modulo(b()), "`a` % `b`"),
        (a().sub(b().sub(1)), "`a` - (`b` - 1)"),
        (a().div(b().mul(2)), "`a` / (`b` * 2)"),
        (a().div(b()).div(2), "(`a` / `b`) / 2"),
        (a().add(b()).add(1).add(2), "`a` + `b` + 1 + 2"),
        (a().custom_operator(b()), "`a` <=> `b`"),
    ] {
        assert_eq!(expr(expr_), text);
    }
}

trait CustomOperator {
    fn custom_operator(self, right: Expr) -> Expr;
}

impl CustomOperator for Expr {
    fn custom_operator(self, right: Expr) -> Expr {
        self.binary(sea_query::BinOper::Custom("<=>"), right)
    }
}

#[test]
fn values_are_never_written_as_other_databases_do() {
    for (value, text) in [
        (Value::from(true), "true"),
        (Value::from("a'\\\u{1a}"), "'a\\'\\\\\u{1a}'"),
        (Value::from(1.5f32), "toFloat32(1.5)"),
        (Value::from(vec![1u8, 2]), "'\\u{1}\\u{2}'"),
        (Value::from(vec![String::from("a")]), "['a']"),
        (Value::Int(None), "NULL"),
    ] {
        let text = text.replace("\\u{1}", "\u{1}").replace("\\u{2}", "\u{2}");
        assert_eq!(expr(Expr::val(value)), text);
    }
}

#[test]
fn parts_of_an_order() {
    // MySQL's builder writes such an order alike, and its NULLS by IS NULL.
    let query = sea_query::Query::select()
        .column("a")
        .from("t")
        .order_by("a", Order::Field(Values(vec![1.into()])))
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(
        query,
        "SELECT `a` FROM `t` ORDER BY CASE WHEN `a`=1 THEN 0 ELSE 1 END"
    );
}
