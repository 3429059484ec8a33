use std::cell::RefCell;

use sea_query::{
    ConditionHolder, DynIden, Expr, InsertStatement, OnConflict, OnConflictAction, OnConflictIdentifier,
    OnConflictTarget, QueryBuilder, ReturningClause, SelectInto, SelectStatement, SqlWriter, TableRef, Value,
    WithClause,
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
    parts_of(renderer, on_conflict).targets
}

/// The columns of `ON CONFLICT (columns) DO NOTHING` as SeaORM writes it for a primary key: they are named once more
/// as those that MySQL sets to themselves. Nothing else is in it.
pub(crate) fn do_nothing_on(renderer: &Renderer<'_>, on_conflict: &OnConflict) -> Option<Vec<DynIden>> {
    let parts = parts_of(renderer, on_conflict);
    let Some(OnConflictAction::DoNothing(again)) = parts.action else {
        return None;
    };
    let columns: Vec<DynIden> = parts
        .targets
        .into_iter()
        .map(|target| match target {
            OnConflictIdentifier::Column(column) => Some(column),
            OnConflictIdentifier::Expr(_) => None,
        })
        .collect::<Option<_>>()?;
    (!parts.is_conditional && !columns.is_empty() && columns == again).then_some(columns)
}

fn parts_of(renderer: &Renderer<'_>, on_conflict: &OnConflict) -> ConflictParts {
    let collector = ConflictCollector {
        renderer,
        parts: RefCell::default(),
    };
    QueryBuilder::prepare_on_conflict(&collector, &Some(on_conflict.clone()), &mut Void);
    collector.parts.into_inner()
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

/// An ON CONFLICT, taken apart.
#[derive(Default)]
struct ConflictParts {
    targets: Vec<OnConflictIdentifier>,
    action: Option<OnConflictAction>,
    is_conditional: bool,
}

/// Reads the parts of ON CONFLICT, where an INSERT carries its clauses.
struct ConflictCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<ConflictParts>,
}

lexical!(ConflictCollector<'_>);

impl QueryBuilder for ConflictCollector<'_> {
    nested_by_renderer!();

    fn prepare_on_conflict_target(&self, target: &OnConflictTarget, _: &mut impl SqlWriter) {
        if let OnConflictTarget::Identifiers(targets) = target {
            self.parts.borrow_mut().targets.extend(targets.iter().cloned());
        }
    }

    fn prepare_on_conflict_action(&self, action: &Option<OnConflictAction>, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().action = action.clone();
    }

    fn prepare_on_conflict_condition(&self, condition: &ConditionHolder, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().is_conditional |= !condition.is_empty();
    }

    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
