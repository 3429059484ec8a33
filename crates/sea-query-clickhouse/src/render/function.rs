use sea_query::{Func, FunctionCall, QueryBuilder, SqlWriter};

use super::Renderer;
use crate::{collect::push, error::BuildError, literal::is_word};

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
                Func::Random => "randCanonical",
                Func::Round => "round",
                Func::Md5 => "MD5",
                Func::Custom(name) => {
                    let name = name.inner();
                    return if is_word(&name) {
                        push(sql, &name)
                    } else {
                        self.write_name(&name, sql)
                    };
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
        push(sql, "(");
        for (i, (arg, modifier)) in call.get_args().iter().zip(call.get_mods()).enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            push(sql, if modifier.distinct { "DISTINCT " } else { "" });
            self.prepare_expr(arg, sql);
        }
        push(sql, ")");
        if let Some(filter) = call.get_filter() {
            push(sql, " FILTER (WHERE ");
            self.prepare_condition_where(filter, sql);
            push(sql, ")");
        }
    }
}
