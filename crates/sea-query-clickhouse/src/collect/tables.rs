use std::cell::{Cell, RefCell};

use sea_query::{
    ColumnRef, CommonTableExpression, ConditionHolder, DynIden, Expr, JoinExpr, JoinType, LockClause,
    OrderExpr, QueryBuilder, SelectDistinct, SelectExpr, SelectInto, SelectStatement, SqlWriter,
    SubQueryStatement, TableName, TableRef, UnionType, Value, Values, WindowStatement, WithClause,
};

use super::{Void, lexical, nested_by_renderer};
use crate::{
    context::{Origin, Scope},
    query::is_array_join,
    render::Renderer,
};

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
    /// The names of its select list that are no column's own.
    pub(crate) aliases: Vec<DynIden>,
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

/// The names that a SELECT knows, with those of the WITH clause around it.
pub(crate) fn scope_of_select(
    renderer: &Renderer<'_>,
    with: Option<&WithClause>,
    select: &SelectStatement,
) -> Scope {
    let mut sources = sources_of_select(renderer, select);
    sources.ctes.extend(renderer.context.ctes());
    if let Some(with) = with {
        sources.ctes.extend(cte_names(renderer, with));
    }
    let mut tables = Vec::with_capacity(sources.tables.len());
    for source in &sources.tables {
        let alias = match &source.table {
            TableRef::Table(_, Some(alias))
            | TableRef::SubQuery(_, alias)
            | TableRef::ValuesList(_, alias)
            | TableRef::FunctionCall(_, alias) => alias,
            TableRef::Table(name, None) => &name.1,
            _ => continue,
        };
        let origin = match (&source.table, sources.table_name(source)) {
            _ if sources.has_array_joins => Origin::Unknown,
            (_, Some(name)) => Origin::Table(name.clone()),
            (TableRef::SubQuery(query, _), _) => Origin::Query(query.clone()),
            _ => Origin::Unknown,
        };
        tables.push((alias.clone(), origin));
    }
    Scope {
        tables,
        aliases: sources.aliases,
        ctes: sources.ctes,
        ..Scope::default()
    }
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
    fn prepare_select_expr(&self, item: &SelectExpr, _: &mut impl SqlWriter) {
        let own = matches!(&item.expr, Expr::Column(ColumnRef::Column(column)) if item.alias.as_ref() == Some(&column.1));
        if let Some(alias) = item.alias.as_ref().filter(|_| !own) {
            self.sources.borrow_mut().aliases.push(alias.clone());
        }
    }

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
