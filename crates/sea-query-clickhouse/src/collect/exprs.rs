use std::cell::{Cell, RefCell};

use sea_query::{
    ConditionHolder, Expr, JoinExpr, LockClause, OrderExpr, QueryBuilder, SelectDistinct, SelectExpr,
    SelectInto, SelectStatement, SqlWriter, TableRef, UnionType, Value, WindowStatement, WithClause,
};

use super::{Void, lexical, nested_by_renderer};
use crate::render::Renderer;

/// The items of the select list.
pub(crate) fn select_exprs(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<SelectExpr> {
    walk(renderer, select).exprs.into_inner()
}

/// Whether the SELECT is the first of a union.
pub(crate) fn has_unions(renderer: &Renderer<'_>, select: &SelectStatement) -> bool {
    walk(renderer, select).has_unions.get()
}

fn walk<'a>(renderer: &'a Renderer<'a>, select: &SelectStatement) -> ExprCollector<'a> {
    let collector = ExprCollector {
        renderer,
        exprs: RefCell::default(),
        has_unions: Cell::new(false),
    };
    collector.prepare_select_statement(select, &mut Void);
    collector
}

struct ExprCollector<'a> {
    renderer: &'a Renderer<'a>,
    exprs: RefCell<Vec<SelectExpr>>,
    has_unions: Cell<bool>,
}

lexical!(ExprCollector<'_>);

impl QueryBuilder for ExprCollector<'_> {
    nested_by_renderer!();

    fn prepare_select_expr(&self, expr: &SelectExpr, _: &mut impl SqlWriter) {
        self.exprs.borrow_mut().push(expr.clone());
    }

    fn prepare_with_clause(&self, _: &WithClause, _: &mut impl SqlWriter) {}
    fn prepare_select_distinct(&self, _: &SelectDistinct, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_table_ref(&self, _: &TableRef, _: &mut impl SqlWriter) {}
    fn prepare_join_expr(&self, _: &JoinExpr, _: &mut impl SqlWriter) {}
    fn prepare_condition(&self, _: &ConditionHolder, _: &str, _: &mut impl SqlWriter) {}
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_union_statement(&self, _: UnionType, _: &SelectStatement, _: &mut impl SqlWriter) {
        self.has_unions.set(true);
    }

    fn prepare_order_expr(&self, _: &OrderExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_limit_offset(&self, _: &SelectStatement, _: &mut impl SqlWriter) {}
    fn prepare_select_lock(&self, _: &LockClause, _: &mut impl SqlWriter) {}
    fn prepare_window_statement(&self, _: &WindowStatement, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
