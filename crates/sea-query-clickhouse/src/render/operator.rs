//! Operators, and what stands on both sides of them.

use sea_query::{
    BinOper, Expr, ExprTrait, Keyword, Oper, PrecedenceDecider, QueryBuilder, SqlWriter, Value,
    extension::postgres::PgBinOper,
};

use super::{Renderer, plain_value};
use crate::{
    capability::Feature, collect::push, context::Placement, error::BuildError, param::TypedValue,
    types::DataType,
};

impl Renderer<'_> {
    pub(crate) fn write_binary(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        // What most conditions are, in which nothing needs parentheses.
        if let (Expr::Column(column), Some(operator), Expr::Value(value)) = (left, comparison(op), right) {
            self.prepare_column_ref(column, sql);
            push(sql, operator);
            return match self.context.target.columns {
                None => self.write_parameter(value, None, sql),
                Some(_) => self.write_compared(value, self.type_of(left).as_ref(), sql),
            };
        }
        if let BinOper::And | BinOper::Or = op {
            return self.write_chain(left, op, right, sql);
        }
        if let Some(function) = bit_function(op) {
            push(sql, function);
            push(sql, "(");
            self.write_bits(left, *op == BinOper::LShift, sql);
            push(sql, ", ");
            self.write_bits(right, false, sql);
            return push(sql, ")");
        }
        if let Some(by_columns) = super::tuple::by_columns(left, op, right) {
            return self.in_parentheses(true, sql, |sql| self.prepare_expr(&by_columns, sql));
        }
        match op {
            // A set of rows, and no value.
            BinOper::In | BinOper::NotIn | BinOper::Custom(_) if matches!(right, Expr::SubQuery(None, _)) => {
                return self.write_in(left, op, sql, |sql| {
                    self.context
                        .globally(is_read_once(op, right), || self.prepare_expr_common(right, sql));
                });
            }
            BinOper::Is | BinOper::IsNot if !is_null(right) => return self.write_is(left, op, right, sql),
            BinOper::In | BinOper::NotIn => {
                if let Expr::Tuple(items) = right
                    && (self.write_in_list(left, op, items, sql)
                        || self.write_in_tuples(left, op, items, sql))
                {
                    return;
                }
            }
            BinOper::Escape => self.context.check(Feature::LikeEscape),
            _ => {}
        }
        let binds_tighter =
            |inner: &Expr| self.inner_expr_well_known_greater_precedence(inner, &Oper::BinOper(*op));
        // A loop, because a chain of thousands of ANDs is thousands of levels deep to the left.
        let (mut first, mut right) = (left, right);
        let mut rights = Vec::new();
        if sea_query::OperLeftAssocDecider::well_known_left_associative(self, op) {
            while let Expr::Binary(inner_left, inner, inner_right) = first
                && inner == op
            {
                rights.push(right);
                right = inner_right;
                first = inner_left;
            }
        }
        // Beside a UInt64, a parameter of a signed type would make the result signed.
        let is_arithmetic = matches!(
            op,
            BinOper::Add | BinOper::Sub | BinOper::Mul | BinOper::Div | BinOper::Mod
        );
        self.context.globally(is_scalar(first), || {
            self.in_parentheses(!binds_tighter(first), sql, |sql| {
                if !is_arithmetic || !self.write_number(first, sql) {
                    self.write_beside(first, Some(right), op, sql);
                }
            });
        });
        let mut before = Some(first);
        let mut next = Some(right);
        while let Some(right) = next {
            next = rights.pop();
            push(sql, " ");
            self.write_operator(op, sql);
            push(sql, " ");
            let left = before.take();
            // BETWEEN holds its bounds, and LIKE its pattern and escape, as a binary expression of their own.
            let part_of_operator = match (op, right) {
                (BinOper::Between | BinOper::NotBetween, Expr::Binary(low, BinOper::And, high)) => {
                    for (bound, between) in [(low, ""), (high, " AND ")] {
                        push(sql, between);
                        self.in_parentheses(!binds_tighter(bound), sql, |sql| {
                            self.write_beside(bound, left, op, sql);
                        });
                    }
                    continue;
                }
                (BinOper::Like | BinOper::NotLike, Expr::Binary(_, BinOper::Escape, _)) => true,
                (BinOper::As, Expr::Custom(name)) => {
                    self.check_type_name(name);
                    true
                }
                _ => false,
            };
            self.context.globally(is_read_once(op, right), || {
                self.in_parentheses(!binds_tighter(right) && !part_of_operator, sql, |sql| {
                    match right {
                        // Its literal is a UInt64, by which the remainder is one too.
                        Expr::Value(value @ Value::BigInt(Some(number)))
                            if *op == BinOper::Mod && *number > u32::MAX.into() =>
                        {
                            push(sql, "toInt64(");
                            self.write_parameter(value, None, sql);
                            push(sql, ")");
                        }
                        _ if is_arithmetic && self.write_number(right, sql) => {}
                        _ => self.write_beside(right, left, op, sql),
                    }
                })
            });
        }
    }

    /// An operand of a bit operator. As a literal, a number is of the narrowest type, whose highest bit would become a
    /// sign, or be shifted out.
    fn write_bits(&self, expr: &Expr, is_shifted: bool, sql: &mut impl SqlWriter) {
        let conversion = match expr {
            Expr::Value(value) | Expr::Constant(value) => match whole(value) {
                Some((number, conversion)) if is_shifted || !(0..128).contains(&number) => conversion,
                _ => "",
            },
            _ => "",
        };
        push(sql, conversion);
        self.in_parentheses(!conversion.is_empty(), sql, |sql| self.prepare_expr(expr, sql));
    }

    /// `a AND b AND c`, in a loop: a chain of thousands of parts is thousands of levels deep to the left.
    fn write_chain(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        // Most chains are short and need no allocation.
        let (mut near, mut count, mut far) = ([right; 8], 1, Vec::new());
        let mut first = left;
        while let Expr::Binary(left, inner, right) = first
            && inner == op
        {
            match near.get_mut(count) {
                Some(place) => *place = right,
                None => far.push(&**right),
            }
            count += 1;
            first = left;
        }
        let oper = Oper::BinOper(*op);
        let mut next = Some(first);
        while let Some(part) = next {
            match part {
                Expr::Binary(left, inner, right) if comparison(inner).is_some() => {
                    self.write_binary(left, inner, right, sql);
                }
                part => {
                    let binds_tighter = self.inner_expr_well_known_greater_precedence(part, &oper);
                    self.in_parentheses(!binds_tighter, sql, |sql| self.prepare_expr(part, sql));
                }
            }
            next = far.pop().or_else(|| {
                count = count.min(near.len()).checked_sub(1)?;
                near.get(count).copied()
            });
            if next.is_some() {
                push(sql, if *op == BinOper::And { " AND " } else { " OR " });
            }
        }
    }

    pub(super) fn in_parentheses<W: SqlWriter>(&self, needed: bool, sql: &mut W, write: impl FnOnce(&mut W)) {
        push(sql, if needed { "(" } else { "" });
        write(sql);
        push(sql, if needed { ")" } else { "" });
    }

    /// A value has the type of what it stands beside, where an operator compares the two.
    fn write_beside(&self, expr: &Expr, other: Option<&Expr>, op: &BinOper, sql: &mut impl SqlWriter) {
        let Some(value) = plain_value(expr) else {
            return self.prepare_expr(expr, sql);
        };
        let hint = match op {
            // The pattern is a text whatever is matched.
            BinOper::Like
            | BinOper::NotLike
            | BinOper::Escape
            | BinOper::PgOperator(PgBinOper::ILike | PgBinOper::NotILike) => None,
            _ => other.and_then(|other| self.type_of(other)),
        };
        // The type of a result is made of those of the operands, and a narrow one would change it.
        let is_arithmetic = matches!(
            op,
            BinOper::Add | BinOper::Sub | BinOper::Mul | BinOper::Div | BinOper::Mod
        );
        let hint = hint.filter(|hint| !is_arithmetic || !TypedValue::narrows(hint));
        self.write_compared(value, hint.as_ref(), sql);
    }

    /// `x IN (1, 2, 3)` as one array, by which the primary index is used; false where the list is not one.
    fn write_in_list(&self, left: &Expr, op: &BinOper, items: &[Expr], sql: &mut impl SqlWriter) -> bool {
        if self.context.placement() == Placement::Writer || items.is_empty() {
            return false;
        }
        let Some(values) = items.iter().map(plain_value).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let hint = self.type_of(left);
        if let Some(column) = &hint
            && self.write_beyond(left, op, (&values, items), column, sql)
        {
            return true;
        }
        if self.context.placement() == Placement::Literals {
            return match hint {
                Some(_) => {
                    self.write_in(left, op, sql, |sql| {
                        push(sql, "(");
                        for (i, value) in values.iter().enumerate() {
                            push(sql, if i == 0 { "" } else { ", " });
                            self.write_parameter(value, hint.as_ref(), sql);
                        }
                        push(sql, ")");
                    });
                    true
                }
                None => false,
            };
        }
        let list = match TypedValue::list(&values, hint.as_ref()) {
            // What the column's type does not hold leaves the others without it too.
            Ok(None) if hint.is_some() => TypedValue::list(&values, None),
            list => list,
        };
        let mut typed = match list {
            Ok(Some(typed)) => typed,
            Ok(None) => return false,
            Err(error) => {
                self.context.refuse(error);
                return true;
            }
        };
        self.write_in(left, op, sql, |sql| self.write_typed(&mut typed, sql));
        true
    }

    pub(super) fn write_in<W: SqlWriter>(
        &self,
        left: &Expr,
        op: &BinOper,
        sql: &mut W,
        list: impl FnOnce(&mut W),
    ) {
        let binds_tighter = self.inner_expr_well_known_greater_precedence(left, &Oper::BinOper(*op));
        self.in_parentheses(!binds_tighter, sql, |sql| self.prepare_expr(left, sql));
        push(sql, " ");
        self.write_operator(op, sql);
        push(sql, " ");
        list(sql);
    }

    /// `(x IN (1, 2) OR x = 2.5)` where the column does not hold some of the values; false where it holds all.
    fn write_beyond(
        &self,
        left: &Expr,
        op: &BinOper,
        (values, items): (&[&Value], &[Expr]),
        column: &DataType,
        sql: &mut impl SqlWriter,
    ) -> bool {
        let mut within = Vec::with_capacity(items.len());
        let mut beyond = Vec::new();
        for (value, item) in values.iter().zip(items) {
            match TypedValue::is_beyond(value, column) {
                Ok(true) => beyond.push(item),
                Ok(false) => within.push(item.clone()),
                Err(error) => {
                    self.context.refuse(error);
                    return true;
                }
            }
        }
        if beyond.is_empty() {
            return false;
        }
        let (compare, chain) = match op {
            BinOper::In => (BinOper::Equal, BinOper::Or),
            _ => (BinOper::NotEqual, BinOper::And),
        };
        let list = (!within.is_empty()).then(|| left.clone().binary(*op, Expr::Tuple(within)));
        let compared = beyond
            .into_iter()
            .map(|item| left.clone().binary(compare, item.clone()));
        let condition = list.into_iter().chain(compared).reduce(|a, b| a.binary(chain, b));
        self.in_parentheses(true, sql, |sql| {
            if let Some(condition) = &condition {
                self.prepare_expr(condition, sql);
            }
        });
        true
    }

    /// `a IS TRUE` and the like, which compare without NULL as an answer.
    pub(super) fn write_is(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        self.context.check(Feature::IsNotDistinctFrom);
        push(sql, if *op == BinOper::Is { "" } else { "NOT " });
        push(sql, "isNotDistinctFrom(");
        self.write_beside(left, Some(right), op, sql);
        push(sql, ", ");
        self.write_beside(right, Some(left), op, sql);
        push(sql, ")");
    }

    pub(crate) fn write_operator(&self, op: &BinOper, sql: &mut impl SqlWriter) {
        let unsupported = |operator: String| {
            self.context.refuse(BuildError::unsupported(
                operator,
                "ClickHouse has no such operator; call the function that does it by `Func::cust`",
            ));
        };
        match op {
            BinOper::PgOperator(PgBinOper::ILike) => push(sql, "ILIKE"),
            BinOper::PgOperator(PgBinOper::NotILike) => push(sql, "NOT ILIKE"),
            BinOper::PgOperator(PgBinOper::Concatenate) => push(sql, "||"),
            BinOper::PgOperator(other) => unsupported(format!("PostgreSQL's {other:?}")),
            BinOper::SqliteOperator(other) => unsupported(format!("SQLite's {other:?}")),
            BinOper::And
            | BinOper::Or
            | BinOper::Like
            | BinOper::NotLike
            | BinOper::Is
            | BinOper::IsNot
            | BinOper::In
            | BinOper::NotIn
            | BinOper::Between
            | BinOper::NotBetween
            | BinOper::Equal
            | BinOper::NotEqual
            | BinOper::SmallerThan
            | BinOper::GreaterThan
            | BinOper::SmallerThanOrEqual
            | BinOper::GreaterThanOrEqual
            | BinOper::Add
            | BinOper::Sub
            | BinOper::Mul
            | BinOper::Div
            | BinOper::Mod
            | BinOper::As
            | BinOper::Escape
            | BinOper::Custom(_) => self.prepare_bin_oper_common(op, sql),
            other => unsupported(format!("{other:?}")),
        }
    }
}

fn is_null(expr: &Expr) -> bool {
    match expr {
        Expr::Keyword(Keyword::Null) => true,
        Expr::Value(value) | Expr::Constant(value) => {
            TypedValue::new(value, None).is_ok_and(|typed| typed.is_null())
        }
        _ => false,
    }
}

fn comparison(op: &BinOper) -> Option<&'static str> {
    Some(match op {
        BinOper::Equal => " = ",
        BinOper::NotEqual => " <> ",
        BinOper::SmallerThan => " < ",
        BinOper::GreaterThan => " > ",
        BinOper::SmallerThanOrEqual => " <= ",
        BinOper::GreaterThanOrEqual => " >= ",
        _ => return None,
    })
}

pub(super) fn bit_function(op: &BinOper) -> Option<&'static str> {
    Some(match op {
        BinOper::BitAnd => "bitAnd",
        BinOper::BitOr => "bitOr",
        BinOper::LShift => "bitShiftLeft",
        BinOper::RShift => "bitShiftRight",
        _ => return None,
    })
}

/// A whole number, and the function that makes it of its own type.
fn whole(value: &Value) -> Option<(i128, &'static str)> {
    Some(match *value {
        Value::TinyInt(number) => (number?.into(), "toInt8"),
        Value::SmallInt(number) => (number?.into(), "toInt16"),
        Value::Int(number) => (number?.into(), "toInt32"),
        Value::BigInt(number) => (number?.into(), "toInt64"),
        Value::TinyUnsigned(number) => (number?.into(), "toUInt8"),
        Value::SmallUnsigned(number) => (number?.into(), "toUInt16"),
        Value::Unsigned(number) => (number?.into(), "toUInt32"),
        Value::BigUnsigned(number) => (number?.into(), "toUInt64"),
        _ => return None,
    })
}

/// Whether the right side is a query that the server runs once for all shards: a scalar, or the list of GLOBAL IN.
fn is_read_once(op: &BinOper, right: &Expr) -> bool {
    match op {
        BinOper::In | BinOper::NotIn => false,
        BinOper::Custom(word) => word.starts_with("GLOBAL "),
        _ => is_scalar(right),
    }
}

fn is_scalar(expr: &Expr) -> bool {
    matches!(expr, Expr::SubQuery(None, _))
}
