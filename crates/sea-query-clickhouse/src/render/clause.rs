//! The clauses that stand among expressions, joins and orders.

use sea_query::{
    FunctionCall, JoinExpr, JoinOn, JoinType, QueryBuilder, QuotedBuilder, SqlWriter, TableRef, WithClause,
};

use super::{Renderer, is_empty};
use crate::{
    capability::Feature,
    clause::{Clause, split_clauses},
    collect::push,
    error::BuildError,
    literal::{is_word, write_string},
    query::{JoinForm, Strictness, WithFill, has_inequality, is_array_join, write_names},
};

impl Renderer<'_> {
    /// A clause where an expression stands.
    pub(crate) fn write_carrier(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        match Clause::from_call(call) {
            Ok(Clause::Columns(columns)) => columns.write(self, sql),
            Ok(Clause::Query(query)) => {
                self.context.check(Feature::ViewFunction);
                self.context.nested(|| self.prepare_select_statement(&query, sql));
            }
            Ok(Clause::Named(name, value)) => {
                if is_word(&name) {
                    push(sql, &name);
                } else {
                    self.write_name(&name, sql);
                }
                push(sql, " = ");
                self.prepare_expr(&value, sql);
            }
            Ok(Clause::ViewParameter(name, data_type)) => {
                match crate::view::parameter(self.context, &name, &data_type) {
                    Ok(text) => push(sql, &text),
                    Err(error) => self.context.refuse(error),
                }
            }
            Ok(clause) => self.context.refuse(clause.misplaced()),
            Err(error) => self.context.refuse(error),
        }
    }

    /// What stands between WITH and the first common table expression.
    pub(crate) fn with_start(&self, with: &WithClause) -> &'static str {
        let mut start = String::new();
        self.prepare_with_clause_start(with, &mut start);
        if start.ends_with("RECURSIVE ") {
            "RECURSIVE "
        } else {
            ""
        }
    }

    /// The common table expressions of a WITH, with a space after.
    pub(crate) fn write_ctes(&self, with: &WithClause, sql: &mut impl SqlWriter) {
        if is_empty(with) {
            return self
                .context
                .refuse(BuildError::invalid("WITH", "it has no common table expression"));
        }
        self.context.check(Feature::CommonTableExpression);
        self.prepare_with_clause_common_tables(with, sql);
        if !self.with_start(with).is_empty() {
            self.prepare_with_clause_recursive_options(with, sql);
        }
    }

    /// Writes a join; `table_ends` is called where FINAL and SAMPLE of its table stand.
    pub(crate) fn write_join<W: SqlWriter>(&self, join: &JoinExpr, sql: &mut W, table_ends: impl FnOnce(&W)) {
        if join.lateral {
            self.refuse(
                "LATERAL",
                "ClickHouse has no LATERAL joins; use ARRAY JOIN, a window function or LIMIT BY",
            );
        }
        let mut clauses = Vec::new();
        let condition = match &join.on {
            Some(JoinOn::Condition(condition)) => match split_clauses(condition, &mut clauses) {
                Ok(condition) => condition,
                Err(error) => return self.context.refuse(error),
            },
            _ => None,
        };
        let mut form = None;
        for clause in clauses {
            match clause {
                Clause::ArrayJoin(left, items) if is_array_join(&join.table) => {
                    return self.write_array_join(left, &items, sql);
                }
                Clause::Join(of) if form.is_none() => form = Some(of),
                clause => return self.context.refuse(clause.misplaced()),
            }
        }
        let Some(form) = form else {
            self.prepare_join_type(&join.join, sql);
            push(sql, " ");
            self.context.reads(&join.table, false);
            self.prepare_table_ref(&join.table, sql);
            table_ends(sql);
            return match &join.on {
                None => {}
                Some(JoinOn::Condition(condition)) => self.prepare_condition(condition, "ON", sql),
                Some(JoinOn::Columns(columns)) => {
                    push(sql, " USING ");
                    self.prepare_tuple(columns, sql);
                }
                Some(_) => self.refuse(
                    "JOIN",
                    "this form of join condition is not known; join ON a condition",
                ),
            };
        };
        if let Err(error) = check_join(join, &form, condition.as_ref()) {
            return self.context.refuse(error);
        }
        self.write_join_kind(&join.join, &form, sql);
        self.context.globally(form.global, || {
            self.context.reads(&join.table, false);
            self.prepare_table_ref(&join.table, sql);
        });
        if (form.is_final || form.sample.is_some())
            && matches!(*join.table, TableRef::SubQuery(..) | TableRef::ValuesList(..))
        {
            self.context.refuse(BuildError::invalid(
                if form.is_final { "FINAL" } else { "SAMPLE" },
                "it applies to a table, and this join is with a query; put it on the SELECT that names the table",
            ));
        }
        push(sql, if form.is_final { " FINAL" } else { "" });
        if let Some(sample) = &form.sample {
            match sample.check() {
                Ok(()) => sample.write(sql),
                Err(error) => self.context.refuse(error),
            }
        }
        table_ends(sql);
        if !form.using.is_empty() {
            push(sql, " USING (");
            write_names(self, &form.using, sql);
            push(sql, ")");
        }
        if let Some(condition) = &condition {
            push(sql, " ON ");
            self.prepare_expr(condition, sql);
        }
    }

    fn write_join_kind(&self, kind: &JoinType, form: &JoinForm, sql: &mut impl SqlWriter) {
        push(sql, if form.global { "GLOBAL " } else { "" });
        let kind = match kind {
            JoinType::LeftJoin => "LEFT ",
            JoinType::RightJoin => "RIGHT ",
            JoinType::FullOuterJoin => "FULL ",
            _ if form.paste => "PASTE ",
            _ if form.cross => "CROSS ",
            _ => "INNER ",
        };
        if matches!(kind, "LEFT " | "RIGHT " | "FULL ") {
            self.context
                .require(|requirements| requirements.join_use_nulls = true);
        }
        if form.paste {
            self.context.check(Feature::PasteJoin);
        }
        push(sql, kind);
        if let Some(strictness) = form.strictness {
            push(sql, strictness.word());
            push(sql, " ");
        }
        push(sql, "JOIN ");
    }

    fn write_array_join(
        &self,
        left: bool,
        items: &[(sea_query::Expr, Option<String>)],
        sql: &mut impl SqlWriter,
    ) {
        push(sql, if left { "LEFT ARRAY JOIN " } else { "ARRAY JOIN " });
        for (i, (array, alias)) in items.iter().enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            self.prepare_expr(array, sql);
            if let Some(alias) = alias {
                push(sql, " AS ");
                self.write_name(alias, sql);
            }
        }
    }

    /// What follows the direction of an order.
    pub(crate) fn write_order_end(
        &self,
        collation: Option<&str>,
        fill: Option<&WithFill>,
        sql: &mut impl SqlWriter,
    ) {
        if let Some(locale) = collation {
            push(sql, " COLLATE ");
            write_string(sql, locale);
        }
        let Some(fill) = fill else {
            return;
        };
        if fill.staleness.is_some() {
            self.context.check(Feature::FillStaleness);
            if fill.from.is_some() {
                self.context.refuse(BuildError::invalid(
                    "WITH FILL",
                    "STALENESS fills after rows that are there and so takes no FROM; drop one of the two",
                ));
            }
        }
        push(sql, " WITH FILL");
        let bounds = [
            (" FROM ", &fill.from),
            (" TO ", &fill.to),
            (" STEP ", &fill.step),
            (" STALENESS ", &fill.staleness),
        ];
        // The bounds are constants to the server.
        self.context.with_literals(|| {
            for (keyword, bound) in bounds {
                if let Some(bound) = bound {
                    push(sql, keyword);
                    self.prepare_expr(bound, sql);
                }
            }
        });
    }

    /// ` INTERPOLATE (a AS a + 1, b)`
    pub(crate) fn write_interpolate(
        &self,
        columns: &[(String, Option<sea_query::Expr>)],
        sql: &mut impl SqlWriter,
    ) {
        self.context.check(Feature::Interpolate);
        push(sql, " INTERPOLATE");
        if columns.is_empty() {
            return;
        }
        push(sql, " (");
        for (i, (column, expr)) in columns.iter().enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            self.prepare_iden(&sea_query::DynIden::from(column.clone()), sql);
            if let Some(expr) = expr {
                push(sql, " AS ");
                self.prepare_expr(expr, sql);
            }
        }
        push(sql, ")");
    }
}

/// Refuses what the server's parser refuses, and joins whose meaning is not said.
fn check_join(
    join: &JoinExpr,
    form: &JoinForm,
    condition: Option<&sea_query::Expr>,
) -> Result<(), BuildError> {
    let invalid = |sentence: &'static str| Err(BuildError::invalid("JOIN", sentence));
    let matched = condition.is_some() || !form.using.is_empty();
    if condition.is_some() && !form.using.is_empty() {
        return invalid("it has both ON and USING; keep one of the two");
    }
    if form.cross || form.paste {
        if matched || form.strictness.is_some() {
            return invalid("CROSS and PASTE joins take neither a condition nor a strictness; drop them");
        }
        return Ok(());
    }
    if !matched {
        return invalid("it has no condition: add `.on(..)` or `.using(..)`, or say `.cross()`");
    }
    let open = matches!(join.join, JoinType::LeftJoin | JoinType::RightJoin);
    match form.strictness {
        Some(Strictness::Semi | Strictness::Anti) if !open => {
            invalid("SEMI and ANTI are kinds of LEFT and RIGHT joins; add `.left()` or `.right()`")
        }
        Some(Strictness::Asof) if matches!(join.join, JoinType::RightJoin | JoinType::FullOuterJoin) => {
            invalid("ASOF joins are inner or LEFT; swap the tables")
        }
        Some(Strictness::Asof) if condition.is_some_and(|condition| !has_inequality(condition)) => invalid(
            "an ASOF join needs one inequality (>, >=, <, <=) in its condition, by which the nearest row is chosen",
        ),
        Some(Strictness::Any) if matches!(join.join, JoinType::FullOuterJoin) => {
            invalid("ClickHouse has no ANY FULL joins; group the sides before the join")
        }
        _ => Ok(()),
    }
}
