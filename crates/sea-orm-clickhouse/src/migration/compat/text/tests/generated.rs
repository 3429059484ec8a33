//! Generated conditions and texts.

use proptest::prelude::*;
use sea_query::{Alias, ColumnDef, Expr, ExprTrait, Func, MysqlQueryBuilder, Query, Table};

use super::{Parsed, parse, read};

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
