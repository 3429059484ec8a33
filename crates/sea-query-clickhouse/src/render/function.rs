use sea_query::{
    CaseStatement, Condition, DynIden, Expr, Func, FunctionCall, QueryBuilder, SelectInto, SqlWriter, Value,
};

use super::Renderer;
use crate::{
    aggregate::{Aggregate, over_parts},
    capability::Feature,
    collect::{lexical, nested_by_renderer, push, select_exprs},
    context::Scope,
    error::{BuildError, BuildErrorKind},
    func::{Lambda, since},
    literal::is_word,
};

impl Renderer<'_> {
    /// The name of a portable function in ClickHouse.
    ///
    /// The aggregates of an empty set are NULL in SQL and zero in ClickHouse, so the portable ones are written
    /// with the `-OrNull` combinator.
    pub(crate) fn write_function_name(&self, function: &Func, sql: &mut impl SqlWriter) {
        push(
            sql,
            match function {
                Func::Max => "maxOrNull",
                Func::Min => "minOrNull",
                Func::Sum => "sumOrNull",
                Func::Avg => "avgOrNull",
                Func::Abs => "abs",
                Func::Count => "count",
                Func::IfNull => "ifNull",
                Func::Greatest => "greatest",
                Func::Least => "least",
                Func::CharLength => "lengthUTF8",
                Func::Cast => "CAST",
                Func::Coalesce => "coalesce",
                Func::Lower => "lowerUTF8",
                Func::Upper => "upperUTF8",
                Func::BitAnd => "groupBitAnd",
                Func::BitOr => "groupBitOr",
                Func::Random => {
                    self.context.check(Feature::RandCanonical);
                    "randCanonical"
                }
                Func::Round => "round",
                Func::Md5 => "MD5",
                Func::Custom(name) => {
                    return self.write_custom_name(&name.inner(), sql);
                }
                other => {
                    return self.context.refuse(BuildError::unsupported(
                        format!("{other:?}"),
                        "ClickHouse has no such function; call the one that does it by `Func::cust`",
                    ));
                }
            },
        );
    }

    pub(crate) fn write_function_arguments(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        self.check_cast(call);
        push(sql, "(");
        for (i, (arg, modifier)) in call.get_args().iter().zip(call.get_mods()).enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            push(sql, if modifier.distinct { "DISTINCT " } else { "" });
            self.write_argument(arg, sql);
        }
        push(sql, ")");
        self.write_filter(call, sql);
    }

    /// A name that the catalogue knows is checked against the server's version.
    fn write_custom_name(&self, name: &str, sql: &mut impl SqlWriter) {
        if let Some(version) = self.context.target.version
            && let Some(since) = since(name)
            && version < since
        {
            self.context.refuse(BuildError::new(
                BuildErrorKind::ServerTooOld,
                name.to_owned(),
                format!("the server is ClickHouse {version}, this function needs {since} or later"),
            ));
        }
        self.write_word_or_name(name, sql);
    }

    /// A name without quotes where it needs none.
    pub(super) fn write_word_or_name(&self, name: &str, sql: &mut impl SqlWriter) {
        if is_word(name) {
            push(sql, name);
        } else {
            self.write_name(name, sql);
        }
    }

    /// An argument of a function or an expression of WITH, the only places of a lambda.
    pub(crate) fn write_argument(&self, arg: &Expr, sql: &mut impl SqlWriter) {
        match arg {
            Expr::FunctionCall(call) if Lambda::is_carried_by(call) => self.write_lambda(call, sql),
            _ if self.write_number(arg, sql) => {}
            _ => self.prepare_expr(arg, sql),
        }
    }

    /// Writes a whole number as what its literal is; false where the expression is none.
    pub(crate) fn write_number(&self, expr: &Expr, sql: &mut impl SqlWriter) -> bool {
        let Expr::Value(value) = expr else {
            return false;
        };
        match narrowest(value) {
            // A literal of this size has a common type with Int64 and with UInt64, a parameter with one of them.
            Some(Value::BigUnsigned(Some(number))) if i64::try_from(number).is_ok() => self
                .context
                .with_literals(|| self.write_parameter(value, None, sql)),
            Some(number) => self.write_parameter(&number, None, sql),
            None => return false,
        }
        true
    }

    /// A result of CASE, whose type is one with those of the others.
    fn write_result(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        if !self.write_number(expr, sql) {
            self.prepare_expr(expr, sql);
        }
    }

    pub(super) fn write_case(&self, case: &CaseStatement, sql: &mut impl SqlWriter) {
        CaseDefaults { renderer: self }.prepare_case_statement(case, sql);
    }

    fn write_lambda(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        let (parameters, body) = match Lambda::parts(call) {
            Ok(parts) => parts,
            Err(error) => return self.context.refuse(error),
        };
        if let [parameter] = parameters.as_slice() {
            self.write_name(parameter, sql);
        } else {
            push(sql, "(");
            for (i, parameter) in parameters.iter().enumerate() {
                push(sql, if i == 0 { "" } else { ", " });
                self.write_name(parameter, sql);
            }
            push(sql, ")");
        }
        push(sql, " -> ");
        // The parameters hide columns of the same name, whose types they do not have.
        let names = parameters.iter().map(|name| DynIden::from((*name).to_owned()));
        self.context.enter(Scope {
            aliases: names.collect(),
            ..Scope::default()
        });
        self.prepare_expr(body, sql);
        self.context.leave();
    }

    /// A call with parameters before its arguments: `quantile(0.9)(x)`.
    pub(super) fn write_aggregate(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        let parts = match Aggregate::parts(call) {
            Ok(parts) => parts,
            Err(error) => return self.context.refuse(error),
        };
        self.write_custom_name(parts.name, sql);
        // The server takes a server-side parameter there too, but the type of a state names its value.
        if !parts.parameters.is_empty() {
            self.context
                .with_literals(|| self.write_list_of_arguments(parts.parameters, sql));
        }
        self.write_list_of_arguments(parts.arguments, sql);
        // The server reads FILTER before RESPECT NULLS only.
        self.write_filter(call, sql);
        push(sql, parts.nulls);
    }

    fn write_list_of_arguments(&self, list: &[Expr], sql: &mut impl SqlWriter) {
        push(sql, "(");
        for (i, expr) in list.iter().enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            self.write_argument(expr, sql);
        }
        push(sql, ")");
    }

    /// A function over a window: OVER is a part of the call, which binds tighter than any operator.
    pub(super) fn write_over(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        let items = over_parts(call).map(|select| select_exprs(self, select));
        match items.as_deref() {
            Some([item]) => self.prepare_select_expr(item, sql),
            _ => self.context.refuse(BuildError::invalid(
                "OVER",
                "this function name is reserved for windows; make them by `aggregate::over`",
            )),
        }
    }

    fn write_filter(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        if let Some(filter) = call.get_filter() {
            push(sql, " FILTER (WHERE ");
            self.prepare_condition_where(filter, sql);
            push(sql, ")");
        }
    }
}

/// SeaQuery's default way of writing CASE, in which the results are the expressions outside of conditions.
struct CaseDefaults<'a> {
    renderer: &'a Renderer<'a>,
}

lexical!(CaseDefaults<'_>);

impl QueryBuilder for CaseDefaults<'_> {
    nested_by_renderer!();

    fn prepare_condition_where(&self, condition: &Condition, sql: &mut impl SqlWriter) {
        self.renderer.prepare_condition_where(condition, sql);
    }

    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        self.renderer.write_result(expr, sql);
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

/// A whole number as the narrowest type that holds it, unsigned where it can be: the type of a literal.
///
/// A parameter of the variant's own type, Int32 for most numbers, is refused by a tenth of all functions, which take
/// unsigned scales, sizes, modes and conditions only; and beside a UInt64, it has no common type with it.
/// Source: <https://clickhouse.com/docs/sql-reference/syntax#number>.
fn narrowest(value: &Value) -> Option<Value> {
    let number = match *value {
        Value::TinyInt(number) => i128::from(number?),
        Value::SmallInt(number) => i128::from(number?),
        Value::Int(number) => i128::from(number?),
        Value::BigInt(number) => i128::from(number?),
        Value::TinyUnsigned(number) => i128::from(number?),
        Value::SmallUnsigned(number) => i128::from(number?),
        Value::Unsigned(number) => i128::from(number?),
        Value::BigUnsigned(number) => i128::from(number?),
        _ => return None,
    };
    None.or_else(|| u8::try_from(number).ok().map(Value::from))
        .or_else(|| u16::try_from(number).ok().map(Value::from))
        .or_else(|| u32::try_from(number).ok().map(Value::from))
        .or_else(|| u64::try_from(number).ok().map(Value::from))
        .or_else(|| i8::try_from(number).ok().map(Value::from))
        .or_else(|| i16::try_from(number).ok().map(Value::from))
        .or_else(|| i32::try_from(number).ok().map(Value::from))
        .or_else(|| i64::try_from(number).ok().map(Value::from))
}
