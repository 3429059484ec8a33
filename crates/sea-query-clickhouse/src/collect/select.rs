use std::cell::{Cell, RefCell};

use sea_query::{
    ColumnName, ColumnRef, ConditionHolder, ConditionHolderContents, DynIden, Expr, JoinExpr, LockClause,
    MysqlQueryBuilder, OrderExpr, PostgresQueryBuilder, QueryBuilder, QuotedBuilder, SelectDistinct,
    SelectExpr, SelectInto, SelectStatement, SqlWriter, TableRef, UnionType, Value, WindowStatement,
    WithClause,
};

use super::{
    Scratch, Void, has_unions, lexical,
    limit::limits,
    nested_by_renderer, push, scope_of_select,
    select_parts::{Parts, Span, TableEnd},
    written,
};
use crate::{
    clause::{Clause, split_clauses},
    error::BuildError,
    render::Renderer,
};

/// Writes a SELECT in ClickHouse's order of clauses; `with` is the WITH clause of the query around it, if any.
pub(crate) fn write_select(
    renderer: &Renderer<'_>,
    with: Option<&WithClause>,
    select: &SelectStatement,
    sql: &mut impl SqlWriter,
) {
    collect_select(renderer, with, select, in_any_order, |parts| {
        parts.write(renderer, sql)
    });
}

/// The text of a SELECT that is a whole statement.
pub(crate) fn select_text(renderer: &Renderer<'_>, select: &SelectStatement) -> String {
    collect_select(renderer, None, select, in_any_order, |parts| {
        parts.take_text(renderer)
    })
}

/// Writes the SELECT of a projection, whose grammar is its own.
pub(crate) fn write_projection(renderer: &Renderer<'_>, select: &SelectStatement, sql: &mut impl SqlWriter) {
    let ascending: WriteOrder = |renderer, order, sql| {
        renderer.write_ascending(order, sql);
        false
    };
    collect_select(renderer, None, select, ascending, |parts| {
        parts.write_projection(renderer, sql)
    });
}

/// Writes an item of ORDER BY; whether it has WITH FILL.
type WriteOrder = fn(&Renderer<'_>, &OrderExpr, &mut Scratch) -> bool;

fn in_any_order(renderer: &Renderer<'_>, order: &OrderExpr, sql: &mut Scratch) -> bool {
    renderer.write_order(order, sql)
}

/// Collects the parts of a SELECT, and lends them to `write` where they are: moving so much costs as much as filling it.
fn collect_select<R>(
    renderer: &Renderer<'_>,
    with: Option<&WithClause>,
    select: &SelectStatement,
    write_order: WriteOrder,
    write: impl FnOnce(&mut Parts) -> R,
) -> R {
    if renderer.context.is_localized() {
        renderer.context.refuse(BuildError::unsupported(
            "sub-query",
            "each server of the cluster would run it by itself while others change the rows that it reads; read its values \
             first and put them into the condition, or change the entity of the local table, with `.on_cluster(..)`",
        ));
    }
    if renderer.context.target.columns.is_some() {
        renderer.context.enter(scope_of_select(renderer, with, select));
    }
    let mut collector = SelectCollector {
        renderer,
        select,
        is_arm: renderer.context.take_arm(),
        write_order,
        parts: RefCell::default(),
        window_name: RefCell::default(),
    };
    collector.parts.get_mut().scratch.reserve(512);
    if let Some(with) = with {
        collector.prepare_with_clause(with, &mut Void);
    }
    let required = renderer.context.requirements();
    collector.prepare_select_statement(select, &mut Void);
    if renderer.context.target.columns.is_some() {
        renderer.context.leave_query(collector.is_arm);
    }
    let parts = collector.parts.get_mut();
    let says_itself = |setting: &str| {
        let mut clauses = parts.clauses.iter();
        clauses.any(|clause| matches!(clause, Clause::Setting(name, _) if name == setting))
    };
    if says_itself("join_use_nulls") {
        renderer
            .context
            .require(|requirements| requirements.join_use_nulls = required.join_use_nulls);
    }
    if says_itself("distributed_product_mode") {
        let before = required.distributed_product_mode;
        renderer
            .context
            .require(|requirements| requirements.distributed_product_mode = before);
    }
    write(parts)
}

pub(super) struct SelectCollector<'a> {
    pub(super) renderer: &'a Renderer<'a>,
    select: &'a SelectStatement,
    is_arm: bool,
    write_order: WriteOrder,
    pub(super) parts: RefCell<Parts>,
    window_name: RefCell<Option<DynIden>>,
}

impl SelectCollector<'_> {
    /// Whether the columns have one type with those of other arms, which a number must not keep from a UInt64.
    fn is_in_union(&self) -> bool {
        self.is_arm || has_unions(self.renderer, self.select)
    }

    fn keep_window_name(&self, name: &DynIden) {
        self.window_name.replace(Some(name.clone()));
    }

    /// Writes one item of a list whose place is `span`.
    pub(super) fn item(
        &self,
        span: impl Fn(&mut Parts) -> &mut Span,
        separator: &str,
        write: impl FnOnce(&Renderer<'_>, &mut Scratch),
    ) {
        self.item_after("", span, separator, write);
    }

    /// Writes one item of a list whose place is `span`, before the first of them what stands before the list where
    /// SeaQuery's order is ClickHouse's.
    fn item_after(
        &self,
        keyword: &str,
        span: impl Fn(&mut Parts) -> &mut Span,
        separator: &str,
        write: impl FnOnce(&Renderer<'_>, &mut Scratch),
    ) {
        let mut guard = self.parts.borrow_mut();
        let parts = &mut *guard;
        let is_first = Span::is_empty(span(parts));
        push(&mut parts.scratch, if is_first { keyword } else { separator });
        let start = parts.scratch.len();
        write(self.renderer, &mut parts.scratch);
        let end = parts.scratch.len();
        let span = span(parts);
        if is_first {
            span.start = start;
        }
        span.end = end;
    }
}

lexical!(SelectCollector<'_>, keep_window_name);

impl QueryBuilder for SelectCollector<'_> {
    nested_by_renderer!();

    fn prepare_with_clause(&self, with: &WithClause, _: &mut impl SqlWriter) {
        let start = self.renderer.with_start(with);
        let before = self.parts.borrow_mut().with_start.replace(start);
        if before.is_some() {
            self.renderer.context.refuse(BuildError::invalid(
                "WITH",
                "the query and its SELECT have a WITH each; put the common table expressions into one",
            ));
        }
        self.item(
            |p| &mut p.with,
            "",
            |renderer, sql| renderer.write_ctes(with, sql),
        );
    }

    fn prepare_select_distinct(&self, distinct: &SelectDistinct, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().is_distinct_on = matches!(distinct, SelectDistinct::DistinctOn(_));
        self.item_after(
            "SELECT ",
            |p| &mut p.distinct,
            "",
            |renderer, sql| {
                renderer.prepare_select_distinct(distinct, sql);
                push(sql, " ");
            },
        );
    }

    fn prepare_select_expr(&self, expr: &SelectExpr, _: &mut impl SqlWriter) {
        let parts = &mut *self.parts.borrow_mut();
        if !parts.exprs.is_empty() {
            push(&mut parts.scratch, ", ");
        } else {
            push(
                &mut parts.scratch,
                if parts.distinct.is_empty() { "SELECT " } else { "" },
            );
            parts.exprs.start = parts.scratch.len();
        }
        match expr {
            // What most items are.
            SelectExpr {
                expr: Expr::Column(ColumnRef::Column(ColumnName(None, name))),
                alias: None,
                window: None,
            } => self.renderer.prepare_iden(name, &mut parts.scratch),
            SelectExpr {
                expr: value @ Expr::Value(_),
                alias,
                window: None,
            } if self.is_in_union() && self.renderer.write_number(value, &mut parts.scratch) => {
                if let Some(alias) = alias {
                    push(&mut parts.scratch, " AS ");
                    self.renderer.prepare_iden(alias, &mut parts.scratch);
                }
            }
            _ => self.renderer.prepare_select_expr(expr, &mut parts.scratch),
        }
        parts.exprs.end = parts.scratch.len();
    }

    fn prepare_select_into(&self, into: &SelectInto, sql: &mut impl SqlWriter) {
        self.renderer.prepare_select_into(into, sql);
    }

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        let is_first = self.parts.borrow().first_table.is_empty();
        self.renderer.context.reads(table, is_first);
        if is_first {
            self.item_after(
                " FROM ",
                |p| &mut p.first_table,
                "",
                |renderer, sql| renderer.prepare_table_ref(table, sql),
            );
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
        let mut parts = self.parts.borrow_mut();
        let end = parts.scratch.len();
        parts.add_table(TableEnd::new(table, end));
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
        let end = Cell::new(None);
        self.item(
            |p| &mut p.joins,
            "",
            |renderer, sql| {
                push(sql, " ");
                renderer.write_join(join, sql, |sql: &Scratch| end.set(Some(sql.len())));
            },
        );
        if let Some(end) = end.get() {
            self.parts.borrow_mut().add_table(TableEnd::new(&join.table, end));
        }
    }

    fn prepare_condition(&self, condition: &ConditionHolder, keyword: &str, _: &mut impl SqlWriter) {
        // A condition without parts is one: `any` of none does not hold.
        if matches!(condition.contents, ConditionHolderContents::Empty) {
            return;
        }
        let is_where = keyword == "WHERE";
        let mut clauses = Vec::new();
        let rest = match split_clauses(condition, &mut clauses) {
            Ok(rest) => rest,
            Err(error) => return self.renderer.context.refuse(error),
        };
        if let (false, Some(clause)) = (is_where, clauses.first()) {
            return self.renderer.context.refuse(clause.misplaced());
        }
        if !clauses.is_empty() {
            self.take_clauses(clauses);
        }
        if let Some(rest) = rest {
            let (keyword, span): (_, fn(&mut Parts) -> &mut Span) = match is_where {
                true => (" WHERE ", |parts| &mut parts.condition),
                false => (" HAVING ", |parts| &mut parts.having),
            };
            self.item_after(keyword, span, " AND ", |renderer, sql| {
                renderer.prepare_expr(&rest, sql)
            });
        }
    }

    /// Of the parts that SeaQuery hands over as plain expressions, SELECT has GROUP BY alone.
    fn prepare_expr(&self, expr: &Expr, _: &mut impl SqlWriter) {
        self.item_after(
            " GROUP BY ",
            |p| &mut p.groups,
            ", ",
            |renderer, sql| renderer.write_key(expr, sql),
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
        let has_fill = Cell::new(false);
        self.item_after(
            " ORDER BY ",
            |p| &mut p.orders,
            ", ",
            |renderer, sql| has_fill.set((self.write_order)(renderer, order, sql)),
        );
        self.parts.borrow_mut().has_fill |= has_fill.get();
    }

    fn prepare_select_limit_offset(&self, select: &SelectStatement, _: &mut impl SqlWriter) {
        for (keyword, value) in limits(self.renderer, select) {
            {
                let mut parts = self.parts.borrow_mut();
                match keyword {
                    " LIMIT " => parts.has_limit = true,
                    _ => parts.has_offset = true,
                }
            }
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
        let span: fn(&mut Parts) -> &mut Span = match self.parts.borrow().in_windows {
            true => |parts| &mut parts.windows,
            false => |parts| &mut parts.window,
        };
        self.item(span, ", ", |renderer, sql| {
            if let Some(name) = &name {
                renderer.prepare_iden(name, sql);
            }
            push(sql, " AS (");
            renderer.prepare_window_statement(window, sql);
            push(sql, ")");
        });
    }

    fn prepare_value(&self, value: Value, sql: &mut impl SqlWriter) {
        self.renderer.prepare_value(value, sql);
    }
}
