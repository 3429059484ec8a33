use sea_query::{
    BinOper, Expr, Func, Keyword, Oper, PrecedenceDecider, QueryBuilder, QuotedBuilder, SchemaName,
    SqlWriter, TypeRef, UnOper, Value, extension::postgres::PgBinOper,
};

use super::Renderer;
use crate::{
    aggregate::{Aggregate, is_over},
    capability::Feature,
    clause::Clause,
    collect::push,
    context::Placement,
    error::BuildError,
    func::Lambda,
    lexer::{Token, tokens},
    param::TypedValue,
    types::DataType,
};

impl Renderer<'_> {
    pub(crate) fn write_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        match expr {
            Expr::Column(column) => self.prepare_column_ref(column, sql),
            Expr::Value(value) => self.write_parameter(value, None, sql),
            Expr::FunctionCall(call) if Clause::is_carried_by(call) => self.write_carrier(call, sql),
            Expr::FunctionCall(call) if Lambda::is_carried_by(call) => self.context.refuse(
                Lambda::misplaced("it can only be an argument of a function, as in `func::array::array_map`"),
            ),
            Expr::FunctionCall(call) if Aggregate::is_carried_by(call) => self.write_aggregate(call, sql),
            Expr::FunctionCall(call) if is_over(call) => self.write_over(call, sql),
            Expr::FunctionCall(call) if matches!(call.get_func(), Func::Md5) => {
                // In other databases MD5 is the hexadecimal text, here it is sixteen bytes.
                push(sql, "lower(hex(MD5");
                self.write_function_arguments(call, sql);
                push(sql, "))");
            }
            Expr::Values(values) => {
                push(sql, "(");
                for (i, value) in values.iter().enumerate() {
                    push(sql, if i == 0 { "" } else { ", " });
                    self.write_parameter(value, None, sql);
                }
                push(sql, ")");
            }
            // Servers before 26.3 read `NOT (a) IS NULL` as `(NOT a) IS NULL`.
            Expr::Unary(UnOper::Not, inner) => {
                push(sql, "NOT ");
                let plain = !matches!(**inner, Expr::Binary(..))
                    && self.inner_expr_well_known_greater_precedence(inner, &Oper::UnOper(UnOper::Not));
                self.in_parentheses(!plain, sql, |sql| self.prepare_expr(inner, sql));
            }
            Expr::Binary(_, op @ (BinOper::In | BinOper::NotIn), right) if matches!(&**right, Expr::Tuple(items) if items.is_empty()) =>
            {
                push(sql, if *op == BinOper::In { "1 = 2" } else { "1 = 1" });
            }
            Expr::Binary(left, op, right) => self.write_binary(left, op, right, sql),
            Expr::CustomWithExpr(text, exprs) => self.write_custom(text, exprs, sql),
            Expr::Constant(value) => self
                .context
                .with_literals(|| self.write_parameter(value, None, sql)),
            _ => self.prepare_expr_common(expr, sql),
        }
    }

    /// Writes a value as `hint` says where that is exact: as a parameter, or a literal where it must be one.
    pub(crate) fn write_parameter(&self, value: &Value, hint: Option<&DataType>, sql: &mut impl SqlWriter) {
        if self.context.placement() == Placement::Writer {
            return sql.push_param(value.clone(), self);
        }
        match TypedValue::new(value, hint) {
            Ok(typed) if typed.is_null() => push(sql, "NULL"),
            Ok(mut typed) => self.write_typed(&mut typed, sql),
            Err(error) => self.context.refuse(error),
        }
    }

    #[inline]
    fn write_typed(&self, typed: &mut TypedValue, sql: &mut impl SqlWriter) {
        // A literal names no type where the server reads one from it: `true` is a number to older servers.
        if self.context.placement() == Placement::Parameters || *typed.data_type() != DataType::Bool {
            self.check_type(typed.data_type());
        }
        if !self.context.bind(typed, sql) {
            typed.write_literal(sql);
        }
    }

    /// The assigned expression of an UPDATE: a plain value takes the column's type.
    pub(crate) fn prepare_assigned(
        &self,
        column: &sea_query::DynIden,
        expr: &Expr,
        sql: &mut impl SqlWriter,
    ) {
        let hint = self.context.column_type(None, &column.inner());
        self.write_operand(expr, hint.as_ref(), sql);
    }

    pub(crate) fn write_operand(&self, expr: &Expr, hint: Option<&DataType>, sql: &mut impl SqlWriter) {
        match plain_value(expr) {
            Some(value) => self.write_parameter(value, hint, sql),
            None => self.prepare_expr(expr, sql),
        }
    }

    fn type_of(&self, expr: &Expr) -> Option<DataType> {
        self.context.target.columns?;
        match expr {
            Expr::Column(sea_query::ColumnRef::Column(name)) => {
                self.context.column_type(name.0.as_ref(), &name.1.inner())
            }
            Expr::AsEnum(_, inner) => self.type_of(inner),
            _ => None,
        }
    }

    pub(crate) fn write_binary(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        // What most conditions are, in which nothing needs parentheses.
        if let (Expr::Column(column), Some(operator), Expr::Value(value)) = (left, comparison(op), right) {
            self.prepare_column_ref(column, sql);
            push(sql, operator);
            return match self.context.target.columns {
                None => self.write_parameter(value, None, sql),
                Some(_) => self.write_parameter(value, self.type_of(left).as_ref(), sql),
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
            BinOper::Is | BinOper::IsNot if !is_null(right) => return self.write_is(left, op, right, sql),
            BinOper::In | BinOper::NotIn => {
                if let Expr::Tuple(items) = right
                    && self.write_in_list(left, op, items, sql)
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
        self.in_parentheses(!binds_tighter(first), sql, |sql| {
            if !is_arithmetic || !self.write_number(first, sql) {
                self.write_operand(first, self.type_of(right).as_ref(), sql);
            }
        });
        let mut before = Some(first);
        let mut next = Some(right);
        while let Some(right) = next {
            next = rights.pop();
            push(sql, " ");
            self.write_operator(op, sql);
            push(sql, " ");
            let hint = before.take().and_then(|left| self.type_of(left));
            // BETWEEN holds its bounds, and LIKE its pattern and escape, as a binary expression of their own.
            let part_of_operator = match (op, right) {
                (BinOper::Between | BinOper::NotBetween, Expr::Binary(low, BinOper::And, high)) => {
                    for (bound, between) in [(low, ""), (high, " AND ")] {
                        push(sql, between);
                        self.in_parentheses(!binds_tighter(bound), sql, |sql| {
                            self.write_operand(bound, hint.as_ref(), sql);
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
                    _ => self.write_operand(right, hint.as_ref(), sql),
                }
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

    fn in_parentheses<W: SqlWriter>(&self, needed: bool, sql: &mut W, write: impl FnOnce(&mut W)) {
        push(sql, if needed { "(" } else { "" });
        write(sql);
        push(sql, if needed { ")" } else { "" });
    }

    /// `x IN (1, 2, 3)` as one array, by which the primary index is used; false where the list is not one.
    fn write_in_list(&self, left: &Expr, op: &BinOper, items: &[Expr], sql: &mut impl SqlWriter) -> bool {
        if self.context.placement() != Placement::Parameters || items.is_empty() {
            return false;
        }
        let Some(values) = items.iter().map(plain_value).collect::<Option<Vec<_>>>() else {
            return false;
        };
        let mut typed = match TypedValue::list(&values, self.type_of(left).as_ref()) {
            Ok(Some(typed)) => typed,
            Ok(None) => return false,
            Err(error) => {
                self.context.refuse(error);
                return true;
            }
        };
        let binds_tighter = self.inner_expr_well_known_greater_precedence(left, &Oper::BinOper(*op));
        self.in_parentheses(!binds_tighter, sql, |sql| self.prepare_expr(left, sql));
        push(sql, " ");
        self.write_operator(op, sql);
        push(sql, " ");
        self.write_typed(&mut typed, sql);
        true
    }

    /// `a IS TRUE` and the like, which compare without NULL as an answer.
    fn write_is(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        self.context.check(Feature::IsNotDistinctFrom);
        push(sql, if *op == BinOper::Is { "" } else { "NOT " });
        push(sql, "isNotDistinctFrom(");
        self.write_operand(left, self.type_of(right).as_ref(), sql);
        push(sql, ", ");
        self.write_operand(right, self.type_of(left).as_ref(), sql);
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

    pub(crate) fn write_keyword(&self, keyword: &Keyword, sql: &mut impl SqlWriter) {
        match keyword {
            Keyword::Null => push(sql, "NULL"),
            Keyword::CurrentDate => push(sql, "today()"),
            Keyword::CurrentTimestamp => push(sql, "now64(6)"),
            Keyword::CurrentTime => self.context.refuse(BuildError::unsupported(
                "CURRENT_TIME",
                "ClickHouse has no current time without a date; use CURRENT_TIMESTAMP, or `formatDateTime(now(), '%T')`",
            )),
            Keyword::Default => {
                self.context.check(Feature::InsertDefault);
                push(sql, "DEFAULT");
            }
            Keyword::Custom(text) => push(sql, &text.inner()),
            other => self.context.refuse(BuildError::unsupported(format!("{other:?}"), "this keyword is not known")),
        }
    }

    /// The name of a type is parsed, and printed as ClickHouse prints it.
    pub(crate) fn write_type_ref(&self, name: &TypeRef, sql: &mut impl SqlWriter) {
        let TypeRef(schema, name) = name;
        if let Some(SchemaName(_, schema)) = schema {
            return self.context.refuse(BuildError::unsupported(
                format!("{schema}.{name}"),
                "types have no schema in ClickHouse; name the type alone",
            ));
        }
        let name = name.inner();
        let element = name.trim_end_matches("[]");
        let depth = (name.len() - element.len()) / 2;
        match element.parse::<DataType>() {
            Ok(element) => {
                self.check_type(&element);
                let data_type = (0..depth).fold(element, |element, _| DataType::array(element));
                push(sql, &data_type.to_string());
            }
            Err(error) => self
                .context
                .refuse(BuildError::invalid(name.into_owned(), error.to_string())),
        }
    }

    /// Custom SQL with `?` for each expression, or `$1`; `??` is a question mark.
    fn write_custom(&self, text: &str, exprs: &[Expr], sql: &mut impl SqlWriter) {
        let mut next = 0;
        for (token, _) in tokens(text) {
            let index = match token {
                Token::Text(text) => {
                    push(sql, text);
                    continue;
                }
                Token::Question => {
                    next += 1;
                    next - 1
                }
                Token::EscapedQuestion => {
                    push(sql, "?");
                    continue;
                }
                Token::Numbered(number) => {
                    next = next.max(number);
                    number.wrapping_sub(1)
                }
                Token::Separator => {
                    push(sql, ";");
                    continue;
                }
            };
            match exprs.get(index) {
                Some(expr) => self.prepare_expr(expr, sql),
                None => {
                    return self.context.refuse(BuildError::invalid(
                        "custom expression",
                        format!(
                            "it has a placeholder more than the {} values given; a literal `?` is `??`",
                            exprs.len()
                        ),
                    ));
                }
            }
        }
        if next < exprs.len() {
            self.context.refuse(BuildError::invalid(
                "custom expression",
                format!("it has {next} placeholders for {} values", exprs.len()),
            ));
        }
    }

    pub(crate) fn write_name(&self, name: &str, sql: &mut impl SqlWriter) {
        self.prepare_iden(&sea_query::DynIden::from(name.to_owned()), sql);
    }
}

/// The value of an expression that is one, also through `AsEnum`.
pub(crate) fn plain_value(expr: &Expr) -> Option<&Value> {
    match expr {
        Expr::Value(value) => Some(value),
        Expr::AsEnum(_, inner) => plain_value(inner),
        _ => None,
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
