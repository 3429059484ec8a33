//! Expressions out of SeaQuery's tree, each with the text that the same tree has when everything is in parentheses.

use sea_query::{
    BinOper, CaseStatement, Expr, ExprTrait, Func, LikeExpr, Query, SelectStatement,
    extension::postgres::{PgBinOper, PgExpr},
};
use sea_query_clickhouse::{func, func::array};

use super::random::Random;

/// A name that would leave its quotes if it could.
pub const HOSTILE: &str = "a`b'c\"d\\e\n--/*{p:String}?$1 naïve";

/// An expression, and its text with parentheses around each of its parts.
pub struct Twin {
    pub expr: Expr,
    pub text: String,
}

fn twin(expr: Expr, text: impl Into<String>) -> Twin {
    Twin {
        expr,
        text: text.into(),
    }
}

/// Beside a signed number, a UInt64 makes a Variant of CASE and coalesce, which the server compares by type and value.
fn signed(call: sea_query::FunctionCall) -> Expr {
    Func::cust("toInt64").arg(call).into()
}

fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('\\', "\\\\").replace('`', "\\`"))
}

fn string(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

const TEXTS: [&str; 8] = ["", "a", "b%", "a_c", "\\", "'; --", "Ä{p0:String}", "12"];

/// What a column of a lambda or a table may be called.
pub struct Names {
    numbers: Vec<&'static str>,
}

impl Names {
    pub fn of_table() -> Self {
        Self {
            numbers: vec!["a", "b", "n", HOSTILE],
        }
    }
}

pub fn number(random: &mut Random, names: &mut Names, depth: usize) -> Twin {
    if depth == 0 || random.chance(8) {
        return match random.below(5) {
            0 => {
                let value = *random.pick(&[-300i64, -7, -1, 2, 3, 200, 255, 70_000]);
                twin(Expr::val(value), format!("toInt64({value})"))
            }
            1 => {
                let value = *random.pick(&[-3i32, 1, 5, 127, 128, 255, 256]);
                twin(Expr::val(value), format!("toInt32({value})"))
            }
            _ => {
                let name = *random.pick(&names.numbers);
                twin(Expr::col(name), quoted(name))
            }
        };
    }
    let depth = depth - 1;
    match random.below(20) {
        0..=2 => binary(random, names, depth, Expr::add, "+"),
        3..=6 => binary(random, names, depth, Expr::sub, "-"),
        7 => {
            let left = number(random, names, depth);
            let by = *random.pick(&[-1i32, 2, 3]);
            twin(left.expr.mul(by), format!("(({}) * toInt32({by}))", left.text))
        }
        8 => {
            let right = number(random, names, depth);
            twin(
                Expr::val(3i32).mul(right.expr),
                format!("(toInt32(3) * ({}))", right.text),
            )
        }
        9 | 10 => {
            let left = number(random, names, depth);
            let by = *random.pick(&[5i32, 7, 300]);
            twin(left.expr.modulo(by), format!("(({}) % toInt32({by}))", left.text))
        }
        11 => {
            let (left, right) = (number(random, names, depth), number(random, names, depth));
            let (left_text, right_text) = (left.text, right.text);
            match random.below(2) {
                0 => twin(
                    left.expr
                        .cast_as("Nullable(Int64)")
                        .bit_and(right.expr.cast_as("Nullable(Int64)")),
                    format!(
                        "bitAnd(CAST(({left_text}), 'Nullable(Int64)'), CAST(({right_text}), 'Nullable(Int64)'))"
                    ),
                ),
                _ => twin(
                    left.expr
                        .cast_as("Nullable(Int64)")
                        .bit_or(right.expr.cast_as("Nullable(Int64)")),
                    format!(
                        "bitOr(CAST(({left_text}), 'Nullable(Int64)'), CAST(({right_text}), 'Nullable(Int64)'))"
                    ),
                ),
            }
        }
        12 => {
            let by = *random.pick(&[1i32, 3]);
            let value = *random.pick(&[1i32, 200, 70_000]);
            twin(
                Expr::val(value).left_shift(by),
                format!("bitShiftLeft(toInt32({value}), {by})"),
            )
        }
        13 => {
            let (when, yes, no) = (
                condition(random, names, depth),
                number(random, names, depth),
                number(random, names, depth),
            );
            twin(
                CaseStatement::new()
                    .case(when.expr, yes.expr)
                    .finally(no.expr)
                    .into(),
                format!("if(({}), ({}), ({}))", when.text, yes.text, no.text),
            )
        }
        14 => {
            let inner = number(random, names, depth);
            twin(
                signed(Func::abs(inner.expr)),
                format!("toInt64(abs({}))", inner.text),
            )
        }
        15 => {
            let (one, other) = (number(random, names, depth), number(random, names, depth));
            twin(
                Func::coalesce([one.expr, other.expr]).into(),
                format!("coalesce(({}), ({}))", one.text, other.text),
            )
        }
        16 => {
            let inner = text(random, names, depth);
            twin(
                signed(Func::char_length(inner.expr)),
                format!("toInt64(lengthUTF8({}))", inner.text),
            )
        }
        17 => {
            let outer = std::mem::replace(&mut names.numbers, vec!["a", "b", "x y`"]);
            let body = number(random, names, 0);
            let body = twin(
                body.expr.sub(Expr::col("x y`").sub(Expr::col("a"))),
                format!("(({}) - (`x y\\`` - a))", body.text),
            );
            names.numbers = outer;
            twin(
                array::array_sum(array::array_map(
                    func::lambda("x y`", body.expr),
                    [Expr::col("list")],
                ))
                .into(),
                format!("arraySum(arrayMap(`x y\\`` -> ({}), list))", body.text),
            )
        }
        18 => twin(
            Expr::SubQuery(
                None,
                Box::new(
                    Query::select()
                        .expr(Expr::col("a").max())
                        .from("t")
                        .to_owned()
                        .into(),
                ),
            ),
            "(SELECT maxOrNull(a) FROM t)",
        ),
        _ => {
            let (one, other) = (number(random, names, depth), number(random, names, depth));
            twin(
                func::tuple::tuple_element(Expr::tuple([one.expr, other.expr]), 2).into(),
                format!("tupleElement((({}), ({})), 2)", one.text, other.text),
            )
        }
    }
}

fn binary(
    random: &mut Random,
    names: &mut Names,
    depth: usize,
    make: fn(Expr, Expr) -> Expr,
    sign: &str,
) -> Twin {
    let (left, right) = (number(random, names, depth), number(random, names, depth));
    twin(
        make(left.expr, right.expr),
        format!("(({}) {sign} ({}))", left.text, right.text),
    )
}

pub fn text(random: &mut Random, names: &mut Names, depth: usize) -> Twin {
    if depth == 0 || random.chance(4) {
        return match random.below(3) {
            0 => {
                let value = *random.pick(&TEXTS);
                twin(Expr::val(value), string(value))
            }
            1 => twin(Expr::col("m"), "m"),
            _ => twin(Expr::col("s"), "s"),
        };
    }
    let depth = depth - 1;
    match random.below(5) {
        0 | 1 => {
            let (left, right) = (text(random, names, depth), text(random, names, depth));
            twin(
                left.expr.binary(PgBinOper::Concatenate, right.expr),
                format!("concat(({}), ({}))", left.text, right.text),
            )
        }
        2 => {
            let inner = text(random, names, depth);
            twin(
                Func::lower(inner.expr).into(),
                format!("lowerUTF8({})", inner.text),
            )
        }
        3 => {
            let inner = number(random, names, depth);
            twin(
                Expr::FunctionCall(Func::cust("toString").arg(inner.expr)),
                format!("toString({})", inner.text),
            )
        }
        _ => {
            let (when, yes, no) = (
                condition(random, names, depth),
                text(random, names, depth),
                text(random, names, depth),
            );
            twin(
                CaseStatement::new()
                    .case(when.expr, yes.expr)
                    .finally(no.expr)
                    .into(),
                format!("if(({}), ({}), ({}))", when.text, yes.text, no.text),
            )
        }
    }
}

fn ids(random: &mut Random) -> (SelectStatement, String) {
    let above = random.below(4) as i32;
    (
        Query::select()
            .column("id")
            .from("t")
            .and_where(Expr::col("id").gt(above))
            .to_owned(),
        format!("(SELECT id FROM t WHERE id > {above})"),
    )
}

pub fn condition(random: &mut Random, names: &mut Names, depth: usize) -> Twin {
    if depth == 0 {
        let (left, right) = (number(random, names, 0), number(random, names, 0));
        return twin(
            left.expr.lt(right.expr),
            format!("less(({}), ({}))", left.text, right.text),
        );
    }
    let depth = depth - 1;
    match random.below(26) {
        0..=5 => {
            let (make, function): (fn(Expr, Expr) -> Expr, _) = *random.pick(&[
                (ExprTrait::eq as fn(Expr, Expr) -> Expr, "equals"),
                (ExprTrait::ne, "notEquals"),
                (Expr::lt, "less"),
                (Expr::gt, "greater"),
                (Expr::lte, "lessOrEquals"),
                (Expr::gte, "greaterOrEquals"),
            ]);
            let (left, right) = match random.below(3) {
                0 => (text(random, names, depth), text(random, names, depth)),
                1 => (condition(random, names, depth), condition(random, names, depth)),
                _ => (number(random, names, depth), number(random, names, depth)),
            };
            twin(
                make(left.expr, right.expr),
                format!("{function}(({}), ({}))", left.text, right.text),
            )
        }
        6..=8 => {
            let (left, right) = (condition(random, names, depth), condition(random, names, depth));
            twin(
                left.expr.and(right.expr),
                format!("and(({}), ({}))", left.text, right.text),
            )
        }
        9..=11 => {
            let (left, right) = (condition(random, names, depth), condition(random, names, depth));
            twin(
                left.expr.or(right.expr),
                format!("or(({}), ({}))", left.text, right.text),
            )
        }
        12..=14 => {
            let inner = condition(random, names, depth);
            twin(inner.expr.not(), format!("not({})", inner.text))
        }
        15 => {
            let (value, low, high) = (
                number(random, names, depth),
                number(random, names, depth),
                number(random, names, depth),
            );
            let between = format!(
                "and(greaterOrEquals(({0}), ({1})), lessOrEquals(({0}), ({2})))",
                value.text, low.text, high.text
            );
            match random.below(2) {
                0 => twin(value.expr.between(low.expr, high.expr), between),
                _ => twin(
                    value.expr.not_between(low.expr, high.expr),
                    format!("not({between})"),
                ),
            }
        }
        16 | 17 => {
            let value = number(random, names, depth);
            let list: Vec<i32> = (0..random.below(4)).map(|_| random.below(9) as i32 - 3).collect();
            let items = list.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
            match (random.below(2), list.is_empty()) {
                (0, true) => twin(value.expr.is_in(list), "equals(1, 2)"),
                (_, true) => twin(value.expr.is_not_in(list), "equals(1, 1)"),
                (0, _) => twin(value.expr.is_in(list), format!("in(({}), ({items}))", value.text)),
                _ => twin(
                    value.expr.is_not_in(list),
                    format!("notIn(({}), ({items}))", value.text),
                ),
            }
        }
        18 => {
            let value = number(random, names, depth);
            let (query, query_text) = ids(random);
            match random.below(2) {
                0 => twin(
                    value.expr.in_subquery(query),
                    format!("in(({}), {query_text})", value.text),
                ),
                _ => twin(
                    value.expr.not_in_subquery(query),
                    format!("notIn(({}), {query_text})", value.text),
                ),
            }
        }
        19 => {
            let value = number(random, names, depth);
            match random.below(2) {
                0 => twin(value.expr.is_null(), format!("isNull({})", value.text)),
                _ => twin(value.expr.is_not_null(), format!("isNotNull({})", value.text)),
            }
        }
        20 => {
            let value = condition(random, names, depth);
            match random.below(4) {
                0 => twin(
                    value.expr.is(true),
                    format!("isNotDistinctFrom(({}), true)", value.text),
                ),
                1 => twin(
                    value.expr.is(false),
                    format!("isNotDistinctFrom(({}), false)", value.text),
                ),
                2 => twin(
                    value.expr.is_not(true),
                    format!("not(isNotDistinctFrom(({}), true))", value.text),
                ),
                _ => twin(
                    value.expr.is_not(false),
                    format!("not(isNotDistinctFrom(({}), false))", value.text),
                ),
            }
        }
        21 | 22 => {
            let value = text(random, names, depth);
            let pattern = *random.pick(&["%a%", "a_c", "", "%\\\\%", "b\\%", "%'%"]);
            let pattern_text = string(pattern);
            match random.below(5) {
                0 => twin(
                    value.expr.not_like(pattern),
                    format!("notLike(({}), {pattern_text})", value.text),
                ),
                1 => twin(
                    value.expr.ilike(pattern),
                    format!("ilike(({}), {pattern_text})", value.text),
                ),
                2 => twin(
                    value.expr.not_ilike(pattern),
                    format!("notILike(({}), {pattern_text})", value.text),
                ),
                3 => twin(
                    value.expr.like(LikeExpr::new("%!%%").escape('!')),
                    format!("like(({}), '%\\\\%%')", value.text),
                ),
                _ => twin(
                    value.expr.like(pattern),
                    format!("like(({}), {pattern_text})", value.text),
                ),
            }
        }
        23 => {
            let (query, query_text) = ids(random);
            twin(Expr::exists(query), format!("(EXISTS {query_text})"))
        }
        24 => {
            let (one, other) = (random.below(4) as i32, random.below(4) as i32);
            let (op, function) = *random.pick(&[
                (BinOper::GreaterThan, "greater"),
                (BinOper::SmallerThanOrEqual, "lessOrEquals"),
                (BinOper::Equal, "equals"),
            ]);
            twin(
                Expr::tuple([Expr::col("id"), Expr::col("a")])
                    .binary(op, Expr::tuple([Expr::val(one), Expr::val(other)])),
                format!("{function}((id, a), ({one}, {other}))"),
            )
        }
        _ => {
            let value = number(random, names, depth);
            let (query, query_text) = ids(random);
            twin(
                value.expr.eq(Expr::any(query)),
                format!("in(({}), {query_text})", value.text),
            )
        }
    }
}
