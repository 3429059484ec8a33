use sea_query::{
    BinOper, Expr, Func, Keyword, Oper, PrecedenceDecider, QueryBuilder, QuotedBuilder, SchemaName,
    SqlWriter, SubQueryOper, SubQueryStatement, TypeRef, UnOper, Value,
};

use super::Renderer;
use crate::{
    aggregate::{Aggregate, is_over},
    capability::Feature,
    clause::Clause,
    collect::{is_count, push},
    context::Placement,
    error::BuildError,
    func::Lambda,
    lexer::{Token, tokens},
    literal::write_string,
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
            // The server computes a sub-query that names columns around it by a join, which has no row where nothing is counted.
            Expr::SubQuery(None, query) if self.is_count(query) => {
                push(sql, "ifNull(");
                self.prepare_expr_common(expr, sql);
                push(sql, ", 0)");
            }
            Expr::CustomWithExpr(text, exprs) => self.write_custom(text, exprs, sql),
            Expr::Constant(value) => self
                .context
                .with_literals(|| self.write_parameter(value, None, sql)),
            // Run once for all shards; over remote tables the server refuses one of the outer row.
            Expr::SubQuery(Some(SubQueryOper::Exists), _) => {
                self.context
                    .globally(true, || self.prepare_expr_common(expr, sql));
            }
            _ => self.prepare_expr_common(expr, sql),
        }
    }

    fn is_count(&self, query: &SubQueryStatement) -> bool {
        matches!(query, SubQueryStatement::SelectStatement(select) if is_count(self, select))
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

    /// A value beside what is of the type `hint`.
    pub(super) fn write_compared(&self, value: &Value, hint: Option<&DataType>, sql: &mut impl SqlWriter) {
        if let (Value::Json(Some(json)), Some(column)) = (value, hint.map(DataType::value_type))
            && let DataType::Json | DataType::JsonWith(_) = column
        {
            // With a text the server does not compare a document.
            self.context.require(|requirements| requirements.documents = true);
            push(sql, "CAST(");
            self.write_parameter(&json.to_string().into(), None, sql);
            push(sql, ", ");
            write_string(sql.as_writer(), &column.to_string());
            return push(sql, ")");
        }
        self.write_parameter(value, hint, sql);
    }

    #[inline]
    pub(super) fn write_typed(&self, typed: &mut TypedValue, sql: &mut impl SqlWriter) {
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

    pub(super) fn type_of(&self, expr: &Expr) -> Option<DataType> {
        self.context.target.columns?;
        match expr {
            Expr::Column(sea_query::ColumnRef::Column(name)) => {
                self.context.column_type(name.0.as_ref(), &name.1.inner())
            }
            Expr::AsEnum(_, inner) => self.type_of(inner),
            _ => None,
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
