use std::cell::{Cell, RefCell};

use sea_query::{
    CommonTableExpression, ConditionHolder, DynIden, Expr, JoinExpr, JoinType, LockClause, OrderExpr,
    QueryBuilder, SelectDistinct, SelectExpr, SelectInto, SelectStatement, SqlWriter, SubQueryStatement,
    TableName, TableRef, UnionType, Value, Values, WindowStatement, WithClause,
};

use super::{Void, lexical, nested_by_renderer};
use crate::{context::Scope, query::is_array_join, render::Renderer};

/// A table of FROM or JOIN.
pub(crate) struct Source {
    pub(crate) table: TableRef,
    /// Whether it can be missing in a row: the open side of an outer join.
    pub(crate) open: bool,
}

/// What the FROM, JOIN and WITH of a SELECT name.
#[derive(Default)]
pub(crate) struct Sources {
    pub(crate) tables: Vec<Source>,
    /// The names of its common table expressions, which hide tables.
    pub(crate) ctes: Vec<DynIden>,
    pub(crate) has_unions: bool,
    /// Whether ARRAY JOIN gives names to elements, which may be the names of columns.
    pub(crate) has_array_joins: bool,
}

impl Sources {
    /// The name of the table that a source is; `None` for anything else.
    pub(crate) fn table_name<'s>(&self, source: &'s Source) -> Option<&'s TableName> {
        match &source.table {
            TableRef::Table(name, _) if name.0.is_some() || !self.ctes.contains(&name.1) => Some(name),
            _ => None,
        }
    }
}

/// The tables of a SELECT, with its sub-queries.
pub(crate) fn sources_of_select(renderer: &Renderer<'_>, select: &SelectStatement) -> Sources {
    let collector = Tables {
        renderer,
        sources: RefCell::default(),
    };
    collector.prepare_select_statement(select, &mut Void);
    collector.sources.into_inner()
}

/// The names by which a SELECT knows its tables.
pub(crate) fn scope_of_select(renderer: &Renderer<'_>, select: &SelectStatement) -> Scope {
    let sources = sources_of_select(renderer, select);
    sources
        .tables
        .iter()
        .filter_map(|source| {
            let alias = match &source.table {
                TableRef::Table(_, Some(alias))
                | TableRef::SubQuery(_, alias)
                | TableRef::ValuesList(_, alias)
                | TableRef::FunctionCall(_, alias) => alias,
                TableRef::Table(name, None) => &name.1,
                _ => return None,
            };
            let table = sources.table_name(source).filter(|_| !sources.has_array_joins);
            Some((alias.clone(), table.cloned()))
        })
        .collect()
}

struct Tables<'a> {
    renderer: &'a Renderer<'a>,
    sources: RefCell<Sources>,
}

lexical!(Tables<'_>);

impl QueryBuilder for Tables<'_> {
    nested_by_renderer!();

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        self.sources.borrow_mut().tables.push(Source {
            table: table.clone(),
            open: false,
        });
    }

    fn prepare_join_expr(&self, join: &JoinExpr, _: &mut impl SqlWriter) {
        if is_array_join(&join.table) {
            self.sources.borrow_mut().has_array_joins = true;
            return;
        }
        let tables = &mut self.sources.borrow_mut().tables;
        if matches!(join.join, JoinType::RightJoin | JoinType::FullOuterJoin) {
            for source in tables.iter_mut() {
                source.open = true;
            }
        }
        tables.push(Source {
            table: (*join.table).clone(),
            open: matches!(join.join, JoinType::LeftJoin | JoinType::FullOuterJoin),
        });
    }

    fn prepare_with_clause(&self, with: &WithClause, _: &mut impl SqlWriter) {
        self.sources.borrow_mut().ctes = cte_names(self.renderer, with);
    }

    fn prepare_union_statement(&self, _: UnionType, _: &SelectStatement, _: &mut impl SqlWriter) {
        self.sources.borrow_mut().has_unions = true;
    }

    fn prepare_select_distinct(&self, _: &SelectDistinct, _: &mut impl SqlWriter) {}
    fn prepare_select_expr(&self, _: &SelectExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_condition(&self, _: &ConditionHolder, _: &str, _: &mut impl SqlWriter) {}
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_order_expr(&self, _: &OrderExpr, _: &mut impl SqlWriter) {}
    fn prepare_select_limit_offset(&self, _: &SelectStatement, _: &mut impl SqlWriter) {}
    fn prepare_select_lock(&self, _: &LockClause, _: &mut impl SqlWriter) {}
    fn prepare_window_statement(&self, _: &WindowStatement, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

/// The names of common table expressions.
fn cte_names(renderer: &Renderer<'_>, with: &WithClause) -> Vec<DynIden> {
    let collector = CteNames {
        renderer,
        names: RefCell::default(),
        in_columns: Cell::new(false),
    };
    if !crate::render::is_empty(with) {
        collector.prepare_with_clause(with, &mut Void);
    }
    collector.names.into_inner()
}

struct CteNames<'a> {
    renderer: &'a Renderer<'a>,
    names: RefCell<Vec<DynIden>>,
    in_columns: Cell<bool>,
}

impl CteNames<'_> {
    fn keep_name(&self, name: &DynIden) {
        if !self.in_columns.replace(true) {
            self.names.borrow_mut().push(name.clone());
        }
    }
}

lexical!(CteNames<'_>, keep_name);

impl QueryBuilder for CteNames<'_> {
    /// Called between the columns of an expression and its query.
    fn prepare_with_query_clause_materialization(&self, _: &CommonTableExpression, _: &mut impl SqlWriter) {
        self.in_columns.set(false);
    }

    fn prepare_query_statement(&self, _: &SubQueryStatement, _: &mut impl SqlWriter) {}
    fn prepare_values_rows(&self, _: &[Values], _: &mut impl SqlWriter) {}
    fn prepare_with_clause_recursive_options(&self, _: &WithClause, _: &mut impl SqlWriter) {}
    fn prepare_explain_statement(&self, _: &sea_query::ExplainStatement, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
