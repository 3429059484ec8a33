use std::cell::RefCell;

use sea_query::{
    ConditionHolder, Expr, JoinExpr, LockClause, OrderExpr, QueryBuilder, SelectDistinct, SelectExpr,
    SelectInto, SelectStatement, SqlWriter, TableRef, UnionType, Value, WindowStatement, WithClause,
};

use super::{lexical, nested_by_renderer};
use crate::render::Renderer;

/// The tables of FROM and JOIN, with whether a table can be missing in a row (the open side of an outer join).
pub(crate) fn tables_of_select(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<(TableRef, bool)> {
    let collector = Tables {
        renderer,
        tables: RefCell::default(),
    };
    collector.prepare_select_statement(select, &mut String::new());
    collector.tables.into_inner()
}

struct Tables<'a> {
    renderer: &'a Renderer<'a>,
    tables: RefCell<Vec<(TableRef, bool)>>,
}

lexical!(Tables<'_>);

impl QueryBuilder for Tables<'_> {
    nested_by_renderer!();

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        self.tables.borrow_mut().push((table.clone(), false));
    }

    fn prepare_join_expr(&self, join: &JoinExpr, _: &mut impl SqlWriter) {
        use sea_query::JoinType::{FullOuterJoin, LeftJoin, RightJoin};
        let mut tables = self.tables.borrow_mut();
        if matches!(join.join, RightJoin | FullOuterJoin) {
            for (_, open) in tables.iter_mut() {
                *open = true;
            }
        }
        tables.push((
            (*join.table).clone(),
            matches!(join.join, LeftJoin | FullOuterJoin),
        ));
    }

    fn prepare_with_clause(&self, _: &WithClause, _: &mut impl SqlWriter) {}
    fn prepare_select_distinct(&self, _: &SelectDistinct, _: &mut impl SqlWriter) {}
    fn prepare_select_expr(&self, _: &SelectExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_condition(&self, _: &ConditionHolder, _: &str, _: &mut impl SqlWriter) {}
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_union_statement(&self, _: UnionType, _: &SelectStatement, _: &mut impl SqlWriter) {}
    fn prepare_order_expr(&self, _: &OrderExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_limit_offset(&self, _: &SelectStatement, _: &mut impl SqlWriter) {}
    fn prepare_select_lock(&self, _: &LockClause, _: &mut impl SqlWriter) {}
    fn prepare_window_statement(&self, _: &WindowStatement, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
