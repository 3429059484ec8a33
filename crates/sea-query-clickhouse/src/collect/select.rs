use std::{cell::RefCell, ops::Range};

use sea_query::{
    ConditionHolder, DynIden, Expr, JoinExpr, LockClause, MysqlQueryBuilder, OrderExpr, PostgresQueryBuilder,
    QueryBuilder, QuotedBuilder, SelectDistinct, SelectExpr, SelectInto, SelectStatement, SqlWriter,
    TableRef, UnionType, Value, WindowStatement, WithClause,
};

use super::{Scratch, Void, lexical, limit::limits, nested_by_renderer, push, scope_of_select, written};
use crate::{
    clause::{Clause, split_clauses},
    error::BuildError,
    render::Renderer,
};

/// A place in the collected text.
type Span = Range<usize>;

/// Writes a SELECT in ClickHouse's order of clauses.
pub(crate) fn write_select(renderer: &Renderer<'_>, select: &SelectStatement, sql: &mut impl SqlWriter) {
    if renderer.context.target.columns.is_some() {
        renderer.context.enter(scope_of_select(renderer, select));
    }
    let collector = SelectCollector {
        renderer,
        parts: RefCell::new(Parts {
            scratch: Scratch::with_capacity(256),
            ..Parts::default()
        }),
        window_name: RefCell::default(),
    };
    collector.prepare_select_statement(select, &mut Void);
    if renderer.context.target.columns.is_some() {
        renderer.context.leave();
    }
    collector.parts.into_inner().write(renderer, sql);
}

#[derive(Default)]
struct Parts {
    scratch: Scratch,
    with: Span,
    distinct: Span,
    exprs: Span,
    first_table: Span,
    first_is_table: bool,
    other_tables: Span,
    joins: Span,
    prewhere: Span,
    condition: Span,
    groups: Span,
    having: Span,
    window: Span,
    unions: Span,
    orders: Span,
    limit: Span,
    clauses: Vec<Clause>,
}

impl Parts {
    fn condition(&mut self) -> &mut Span {
        &mut self.condition
    }

    fn having(&mut self) -> &mut Span {
        &mut self.having
    }

    fn write(self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        let Self { ref scratch, .. } = self;
        let put = |sql: &mut _, before: &str, span: &Span| {
            if !span.is_empty() {
                push(sql, before);
                scratch.replay(span, sql, renderer);
            }
        };
        // In ClickHouse ORDER BY, LIMIT and SETTINGS after a UNION belong to its last arm, or nowhere.
        let closed = !self.orders.is_empty() || !self.limit.is_empty() || self.has_settings();
        let wrapped = !self.unions.is_empty() && closed;
        put(sql, "", &self.with);
        if wrapped {
            push(sql, "SELECT * FROM (");
        }
        if self.exprs.is_empty() {
            renderer
                .context
                .refuse(BuildError::invalid("SELECT", "it selects nothing; name a column"));
        }
        push(sql, "SELECT ");
        put(sql, "", &self.distinct);
        put(sql, "", &self.exprs);
        put(sql, " FROM ", &self.first_table);
        self.write_table_clauses(renderer, sql);
        put(sql, "", &self.other_tables);
        put(sql, "", &self.joins);
        put(sql, " PREWHERE ", &self.prewhere);
        put(sql, " WHERE ", &self.condition);
        put(sql, " GROUP BY ", &self.groups);
        put(sql, " HAVING ", &self.having);
        put(sql, " WINDOW ", &self.window);
        put(sql, "", &self.unions);
        if wrapped {
            push(sql, ")");
        }
        put(sql, " ORDER BY ", &self.orders);
        put(sql, "", &self.limit);
        self.write_settings(renderer, sql);
    }

    fn write_table_clauses(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        let found = [
            Clause::last(&self.clauses, |clause| matches!(clause, Clause::Final)),
            Clause::last(&self.clauses, |clause| matches!(clause, Clause::Sample { .. })),
        ];
        for clause in found.into_iter().flatten() {
            if !self.first_is_table {
                renderer.context.refuse(BuildError::invalid(
                    clause.keyword(),
                    "it applies to a table, and this SELECT has none in FROM; put it on the SELECT that names \
                     the table",
                ));
                return;
            }
            clause.write(sql);
        }
    }

    fn has_settings(&self) -> bool {
        self.clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Setting(..)))
    }

    fn write_settings(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        Clause::write_settings(&self.clauses, sql);
        for clause in &self.clauses {
            if clause.belongs_to_mutations() {
                renderer.context.refuse(BuildError::invalid(
                    clause.keyword(),
                    "it is a clause of UPDATE and DELETE, not of SELECT",
                ));
            }
        }
    }
}

struct SelectCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<Parts>,
    window_name: RefCell<Option<DynIden>>,
}

impl SelectCollector<'_> {
    fn keep_window_name(&self, name: &DynIden) {
        self.window_name.replace(Some(name.clone()));
    }

    /// Writes one item of a list whose place is `span`.
    fn item(
        &self,
        span: impl Fn(&mut Parts) -> &mut Span,
        separator: &str,
        write: impl FnOnce(&Renderer<'_>, &mut Scratch),
    ) {
        let mut guard = self.parts.borrow_mut();
        let parts = &mut *guard;
        let start = parts.scratch.len();
        if !Span::is_empty(span(parts)) {
            push(&mut parts.scratch, separator);
        }
        write(self.renderer, &mut parts.scratch);
        let end = parts.scratch.len();
        let span = span(parts);
        if Span::is_empty(span) {
            span.start = start;
        }
        span.end = end;
    }
}

lexical!(SelectCollector<'_>, keep_window_name);

impl QueryBuilder for SelectCollector<'_> {
    nested_by_renderer!();

    fn prepare_with_clause(&self, with: &WithClause, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.with,
            "",
            |renderer, sql| renderer.prepare_with_clause(with, sql),
        );
    }

    fn prepare_select_distinct(&self, distinct: &SelectDistinct, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.distinct,
            "",
            |renderer, sql| {
                renderer.prepare_select_distinct(distinct, sql);
                push(sql, " ");
            },
        );
    }

    fn prepare_select_expr(&self, expr: &SelectExpr, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.exprs,
            ", ",
            |renderer, sql| renderer.prepare_select_expr(expr, sql),
        );
    }

    fn prepare_select_into(&self, into: &SelectInto, sql: &mut impl SqlWriter) {
        self.renderer.prepare_select_into(into, sql);
    }

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        if self.parts.borrow().first_table.is_empty() {
            self.item(
                |p| &mut p.first_table,
                "",
                |renderer, sql| renderer.prepare_table_ref(table, sql),
            );
            self.parts.borrow_mut().first_is_table = matches!(table, TableRef::Table(..));
        } else {
            self.item(
                |p| &mut p.other_tables,
                "",
                |renderer, sql| {
                    push(sql, ", ");
                    renderer.prepare_table_ref(table, sql);
                },
            );
        }
    }

    fn prepare_index_hints(&self, table: &TableRef, select: &SelectStatement, _: &mut impl SqlWriter) {
        if written(|sql| MysqlQueryBuilder.prepare_index_hints(table, select, sql)) {
            self.renderer.context.refuse(BuildError::unsupported(
                "USE INDEX",
                "ClickHouse has no index hints; the setting `force_primary_key` or `use_skip_indexes` is nearest",
            ));
        }
    }

    fn prepare_table_sample(&self, select: &SelectStatement, _: &mut impl SqlWriter) {
        if written(|sql| PostgresQueryBuilder.prepare_table_sample(select, sql)) {
            self.renderer.context.refuse(BuildError::unsupported(
                "TABLESAMPLE",
                "ClickHouse writes SAMPLE and needs a SAMPLE BY key in the table; use `.sample(0.1)`",
            ));
        }
    }

    fn prepare_join_expr(&self, join: &JoinExpr, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.joins,
            "",
            |renderer, sql| {
                push(sql, " ");
                renderer.prepare_join_expr(join, sql);
            },
        );
    }

    fn prepare_condition(&self, condition: &ConditionHolder, keyword: &str, _: &mut impl SqlWriter) {
        let is_where = keyword == "WHERE";
        let mut clauses = Vec::new();
        let rest = match split_clauses(condition, &mut clauses) {
            Ok(rest) => rest,
            Err(error) => return self.renderer.context.refuse(error),
        };
        if let (false, Some(clause)) = (is_where, clauses.first()) {
            return self.renderer.context.refuse(clause.misplaced());
        }
        if let Some(prewhere) = Clause::take_prewhere(&mut clauses) {
            self.item(
                |p| &mut p.prewhere,
                "",
                |renderer, sql| renderer.prepare_expr(&prewhere, sql),
            );
        }
        self.parts.borrow_mut().clauses.append(&mut clauses);
        if let Some(rest) = rest {
            let span: fn(&mut Parts) -> &mut Span = if is_where { Parts::condition } else { Parts::having };
            self.item(span, " AND ", |renderer, sql| renderer.prepare_expr(&rest, sql));
        }
    }

    /// Of the parts that SeaQuery hands over as plain expressions, SELECT has GROUP BY alone.
    fn prepare_expr(&self, expr: &Expr, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.groups,
            ", ",
            |renderer, sql| renderer.prepare_expr(expr, sql),
        );
    }

    fn prepare_union_statement(&self, kind: UnionType, select: &SelectStatement, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.unions,
            "",
            |renderer, sql| renderer.prepare_union_statement(kind, select, sql),
        );
    }

    fn prepare_order_expr(&self, order: &OrderExpr, _: &mut impl SqlWriter) {
        self.item(
            |p| &mut p.orders,
            ", ",
            |renderer, sql| renderer.prepare_order_expr(order, sql),
        );
    }

    fn prepare_select_limit_offset(&self, select: &SelectStatement, _: &mut impl SqlWriter) {
        for (keyword, value) in limits(self.renderer, select) {
            self.item(
                |p| &mut p.limit,
                "",
                |renderer, sql| {
                    push(sql, keyword);
                    renderer.prepare_value(value, sql);
                },
            );
        }
    }

    fn prepare_select_lock(&self, lock: &LockClause, sql: &mut impl SqlWriter) {
        self.renderer.prepare_select_lock(lock, sql);
    }

    /// SeaQuery writes the WINDOW clause in place: its name as an identifier, then this.
    fn prepare_window_statement(&self, window: &WindowStatement, _: &mut impl SqlWriter) {
        let name = self.window_name.take();
        self.item(
            |p| &mut p.window,
            "",
            |renderer, sql| {
                if let Some(name) = &name {
                    renderer.prepare_iden(name, sql);
                }
                push(sql, " AS (");
                renderer.prepare_window_statement(window, sql);
                push(sql, ")");
            },
        );
    }

    fn prepare_value(&self, value: Value, sql: &mut impl SqlWriter) {
        self.renderer.prepare_value(value, sql);
    }
}
