use std::cell::{Cell, RefCell};

use sea_query::{
    ConditionHolder, Expr, Func, JoinExpr, LockClause, OrderExpr, QueryBuilder, SelectDistinct, SelectExpr,
    SelectInto, SelectStatement, SqlWriter, TableRef, UnionType, Value, WindowStatement, WithClause,
};

use super::{Void, lexical, nested_by_renderer};
use crate::render::Renderer;

/// The items of the select list.
pub(crate) fn select_exprs(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<SelectExpr> {
    walk(renderer, select, false).exprs.into_inner()
}

/// Whether the SELECT is the first of a union.
pub(crate) fn has_unions(renderer: &Renderer<'_>, select: &SelectStatement) -> bool {
    walk(renderer, select, false).has_unions.get()
}

/// The select lists whose rows are those of the SELECT: its own and those of the arms of its UNIONs. Those of INTERSECT
/// and EXCEPT only take rows away.
pub(crate) fn select_lists(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<Vec<SelectExpr>> {
    let walked = walk(renderer, select, true);
    let mut lists = vec![walked.exprs.into_inner()];
    for (kind, arm) in walked.arms.into_inner() {
        if matches!(kind, UnionType::All | UnionType::Distinct) {
            lists.extend(select_lists(renderer, &arm));
        }
    }
    lists
}

/// Whether the SELECT is COUNT over all rows of a condition, which has one row and is never NULL.
pub(crate) fn is_count(renderer: &Renderer<'_>, select: &SelectStatement) -> bool {
    let collector = walk(renderer, select, false);
    let has_more = collector.has_unions.get() || collector.has_more.get();
    let exprs = collector.exprs.into_inner();
    !has_more
        && matches!(
            exprs.as_slice(),
            [SelectExpr { expr: Expr::FunctionCall(call), window: None, .. }] if matches!(call.get_func(), Func::Count)
        )
}

fn walk<'a>(renderer: &'a Renderer<'a>, select: &SelectStatement, keeps_arms: bool) -> ExprCollector<'a> {
    let collector = ExprCollector {
        renderer,
        exprs: RefCell::default(),
        has_unions: Cell::new(false),
        keeps_arms,
        arms: RefCell::default(),
        has_more: Cell::new(false),
    };
    collector.prepare_select_statement(select, &mut Void);
    collector
}

struct ExprCollector<'a> {
    renderer: &'a Renderer<'a>,
    exprs: RefCell<Vec<SelectExpr>>,
    has_unions: Cell<bool>,
    keeps_arms: bool,
    arms: RefCell<Vec<(UnionType, SelectStatement)>>,
    /// Groups, a condition of theirs or a limit.
    has_more: Cell<bool>,
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
    fn prepare_condition(&self, condition: &ConditionHolder, keyword: &str, _: &mut impl SqlWriter) {
        if keyword == "HAVING" && !condition.is_empty() {
            self.has_more.set(true);
        }
    }

    // Of the expressions themselves only those of GROUP BY come here.
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {
        self.has_more.set(true);
    }

    fn prepare_union_statement(&self, kind: UnionType, arm: &SelectStatement, _: &mut impl SqlWriter) {
        self.has_unions.set(true);
        if self.keeps_arms {
            self.arms.borrow_mut().push((kind, arm.clone()));
        }
    }

    fn prepare_order_expr(&self, _: &OrderExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_limit_offset(&self, select: &SelectStatement, _: &mut impl SqlWriter) {
        if !super::limit::limits(self.renderer, select).is_empty() {
            self.has_more.set(true);
        }
    }

    fn prepare_select_lock(&self, _: &LockClause, _: &mut impl SqlWriter) {}
    fn prepare_window_statement(&self, _: &WindowStatement, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
