use std::cell::RefCell;

use sea_query::{
    Expr, InsertStatement, OnConflict, OnConflictIdentifier, OnConflictTarget, QueryBuilder, ReturningClause,
    SelectInto, SelectStatement, SqlWriter, TableRef, Value, WithClause,
};

use super::{Void, lexical, nested_by_renderer};
use crate::{
    build::Target,
    clause::Clause,
    context::{Context, Placement},
    render::Renderer,
};

/// The targets of ON CONFLICT, where an INSERT carries its clauses.
pub(crate) fn targets_of(renderer: &Renderer<'_>, on_conflict: &OnConflict) -> Vec<OnConflictIdentifier> {
    let collector = ConflictTargets {
        renderer,
        targets: RefCell::default(),
    };
    QueryBuilder::prepare_on_conflict(&collector, &Some(on_conflict.clone()), &mut Void);
    collector.targets.into_inner()
}

/// What must stay in the ON CONFLICT of an INSERT that gets one more clause: its clauses, and for a conflict of the
/// user's an expression that is none, by which it is refused later.
pub(crate) fn conflict_targets(insert: &InsertStatement) -> Vec<Expr> {
    let target = Target::default();
    let context = Context::new(&target, Placement::Literals);
    let renderer = Renderer::new(&context);
    let finder = ConflictFinder {
        renderer: &renderer,
        found: RefCell::default(),
    };
    finder.prepare_insert_statement(insert, &mut Void);
    let Some(on_conflict) = finder.found.into_inner() else {
        return Vec::new();
    };
    let targets = targets_of(&renderer, &on_conflict);
    let carriers: Vec<Expr> = targets
        .iter()
        .filter_map(|target| match target {
            OnConflictIdentifier::Expr(Expr::FunctionCall(call)) if Clause::is_carried_by(call) => {
                Some(Expr::FunctionCall(call.clone()))
            }
            _ => None,
        })
        .collect();
    if carriers.is_empty() || carriers.len() < targets.len() {
        return carriers.into_iter().chain([Expr::cust("on_conflict")]).collect();
    }
    carriers
}

/// Finds the ON CONFLICT of an INSERT.
struct ConflictFinder<'a> {
    renderer: &'a Renderer<'a>,
    found: RefCell<Option<OnConflict>>,
}

lexical!(ConflictFinder<'_>);

impl QueryBuilder for ConflictFinder<'_> {
    nested_by_renderer!();

    fn prepare_on_conflict(&self, on_conflict: &Option<OnConflict>, _: &mut impl SqlWriter) {
        self.found.replace(on_conflict.clone());
    }

    fn prepare_with_clause(&self, _: &WithClause, _: &mut impl SqlWriter) {}
    fn prepare_table_ref(&self, _: &TableRef, _: &mut impl SqlWriter) {}
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_select_statement(&self, _: &SelectStatement, _: &mut impl SqlWriter) {}
    fn prepare_returning(&self, _: &Option<ReturningClause>, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

/// Reads the targets of ON CONFLICT, where an INSERT carries its clauses.
struct ConflictTargets<'a> {
    renderer: &'a Renderer<'a>,
    targets: RefCell<Vec<OnConflictIdentifier>>,
}

lexical!(ConflictTargets<'_>);

impl QueryBuilder for ConflictTargets<'_> {
    nested_by_renderer!();

    fn prepare_on_conflict_target(&self, target: &OnConflictTarget, _: &mut impl SqlWriter) {
        if let OnConflictTarget::Identifiers(targets) = target {
            self.targets.borrow_mut().extend(targets.iter().cloned());
        }
    }

    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
