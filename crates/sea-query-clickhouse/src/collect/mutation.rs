use std::cell::RefCell;

use sea_query::{
    ConditionHolder, DeleteStatement, DynIden, Expr, OrderExpr, QueryBuilder, QuotedBuilder, ReturningClause,
    SelectInto, SqlWriter, TableName, TableRef, UpdateStatement, Value, WithClause,
};

use super::{Void, lexical, nested_by_renderer, push};
use crate::{
    build::MutationKind,
    capability::Feature,
    clause::{Clause, split_clauses},
    connection::Cell,
    context::{Origin, Scope},
    error::BuildError,
    partition::Partition,
    render::Renderer,
};

/// An UPDATE or DELETE, taken apart.
#[derive(Default)]
pub(crate) struct MutationParts {
    pub(crate) statement: &'static str,
    pub(crate) table: Option<TableRef>,
    /// The assignments of an UPDATE; a DELETE has none.
    pub(crate) assignments: Vec<(DynIden, Expr)>,
    pub(crate) condition: Option<Expr>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) returning: Option<ReturningClause>,
    /// Where the statement goes in the place of its table, which is Distributed.
    pub(crate) local: Option<Local>,
}

/// The tables behind a Distributed one.
pub(crate) struct Local {
    pub(crate) table: TableName,
    pub(crate) cluster: String,
}

/// Takes an UPDATE apart; errors are left in the renderer's context.
pub(crate) fn update_parts(renderer: &Renderer<'_>, update: &UpdateStatement) -> MutationParts {
    let mut parts = parts(renderer, "UPDATE", |collector| {
        collector.prepare_update_statement(update, &mut Void);
    });
    parts.assignments = update
        .get_values()
        .iter()
        .map(|(column, expr)| (column.clone(), (**expr).clone()))
        .collect();
    parts
}

/// Takes a DELETE apart; errors are left in the renderer's context.
pub(crate) fn delete_parts(renderer: &Renderer<'_>, delete: &DeleteStatement) -> MutationParts {
    parts(renderer, "DELETE", |collector| {
        collector.prepare_delete_statement(delete, &mut Void)
    })
}

fn parts(
    renderer: &Renderer<'_>,
    statement: &'static str,
    walk: impl FnOnce(&MutationCollector<'_>),
) -> MutationParts {
    let parts = MutationParts {
        statement,
        ..MutationParts::default()
    };
    let collector = MutationCollector {
        renderer,
        parts: RefCell::new(parts),
    };
    walk(&collector);
    collector.parts.into_inner()
}

/// Writes `ALTER TABLE ... UPDATE/DELETE`, `DELETE FROM ...` or `UPDATE ... SET ...`.
pub(crate) fn write_mutation(renderer: &Renderer<'_>, parts: &MutationParts, sql: &mut impl SqlWriter) {
    if parts.returning.is_some() {
        renderer.context.refuse(BuildError::unsupported(
            "RETURNING",
            "ClickHouse's mutations return no rows; SELECT them before the mutation",
        ));
    }
    parts.check(renderer);
    let Some(table @ TableRef::Table(name, None)) = &parts.table else {
        return renderer.context.refuse(BuildError::invalid(
            parts.statement,
            "it must name one table, without an alias",
        ));
    };
    renderer.context.enter_mutation();
    let is_update = parts.statement == "UPDATE";
    let lightweight = parts.kind(renderer) == MutationKind::Lightweight;
    let (head, verb) = match (lightweight, is_update) {
        (true, true) => {
            renderer.context.check(Feature::LightweightUpdate);
            ("UPDATE ", " SET")
        }
        (true, false) => {
            renderer.context.check(Feature::LightweightDelete);
            ("DELETE FROM ", "")
        }
        (false, true) => ("ALTER TABLE ", " UPDATE"),
        (false, false) => ("ALTER TABLE ", " DELETE"),
    };
    push(sql, head);
    let cluster = Clause::last(&parts.clauses, |clause| matches!(clause, Clause::OnCluster(_)));
    if is_update && lightweight && (cluster.is_some() || parts.local.is_some()) {
        parts.check_every_replica(renderer);
    }
    match &parts.local {
        None => {
            renderer.prepare_table_ref(table, sql);
            if let Some(cluster) = cluster {
                cluster.write(sql);
            }
        }
        Some(local) => {
            parts.check_local(renderer);
            renderer.context.localize(name, &local.table.1);
            sea_query::TableRefBuilder::prepare_table_name(renderer, &local.table, sql);
            cluster
                .unwrap_or(&Clause::OnCluster(local.cluster.clone()))
                .write(sql);
        }
    }
    push(sql, verb);
    let partition = match Clause::last(&parts.clauses, |clause| matches!(clause, Clause::InPartition(_))) {
        Some(Clause::InPartition(partition)) => Some(partition),
        _ => None,
    };
    if partition.is_some() && lightweight && !is_update {
        renderer.context.check(Feature::LightweightDeletePartition);
    }
    let change = Change {
        table: name,
        assignments: &parts.assignments,
        partition,
        condition: parts.condition.as_ref(),
    };
    change.write(renderer, sql);
    Clause::write_settings(&parts.clauses, sql);
}

/// What follows `UPDATE` or `DELETE`: of a statement, or of an action of ALTER TABLE.
pub(crate) struct Change<'a> {
    pub(crate) table: &'a TableName,
    pub(crate) assignments: &'a [(DynIden, Expr)],
    pub(crate) partition: Option<&'a Partition>,
    /// Without one, all rows.
    pub(crate) condition: Option<&'a Expr>,
}

impl Change<'_> {
    /// Writes ` column = expr, ... IN PARTITION ... WHERE ...`.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        renderer.context.enter(Scope {
            tables: vec![(self.table.1.clone(), Origin::Table(self.table.clone()))],
            ..Scope::default()
        });
        for (i, (column, expr)) in self.assignments.iter().enumerate() {
            push(sql, if i == 0 { " " } else { ", " });
            renderer.prepare_iden(column, sql);
            push(sql, " = ");
            renderer.prepare_assigned(column, expr, sql);
        }
        if let Some(partition) = self.partition {
            renderer.context.check(Feature::MutationPartition);
            if *partition == Partition::All {
                renderer.context.refuse(BuildError::invalid(
                    "IN PARTITION",
                    "a mutation is of one partition; without the clause it is of all",
                ));
            }
            // The grammar takes literals alone, so it is text.
            let mut text = String::new();
            Partition::write_in(self.partition, renderer, &mut text);
            push(sql, &text);
        }
        push(sql, " WHERE ");
        match self.condition {
            Some(condition) => renderer.context.nested(|| renderer.prepare_expr(condition, sql)),
            None => push(sql, "1"),
        }
        renderer.context.leave();
    }
}

impl MutationParts {
    fn kind(&self, renderer: &Renderer<'_>) -> MutationKind {
        match Clause::last(&self.clauses, |clause| matches!(clause, Clause::Mutation(_))) {
            Some(Clause::Mutation(kind)) => *kind,
            _ => renderer.context.target.mutation,
        }
    }

    /// A lightweight UPDATE on a cluster is run by every replica, other than an ALTER TABLE, which one of them runs for all.
    fn check_every_replica(&self, renderer: &Renderer<'_>) {
        let is_value = |expr: &Expr| !matches!(Cell::of(expr), Cell::Expr);
        if !self.assignments.iter().all(|(_, expr)| is_value(expr)) {
            renderer.context.refuse(BuildError::unsupported(
                "lightweight UPDATE",
                "ON CLUSTER it is run once by every replica, so that `n = n + 1` would add 2 where there are two; assign \
                 values, or leave out `.lightweight()`",
            ));
        }
    }

    /// What is right for one table and would be wrong for the tables of a cluster.
    fn check_local(&self, renderer: &Renderer<'_>) {
        let partition = Clause::last(&self.clauses, |clause| matches!(clause, Clause::InPartition(_)));
        if matches!(partition, Some(Clause::InPartition(Partition::Values(_)))) {
            renderer.context.refuse(BuildError::unsupported(
                "IN PARTITION",
                "a Distributed table, by which the rows are counted, does not know the values of a partition; name it by \
                 `Partition::id(..)`",
            ));
        }
    }

    fn check(&self, renderer: &Renderer<'_>) {
        for clause in &self.clauses {
            if !clause.belongs_to_mutations() && !matches!(clause, Clause::Setting(..)) {
                renderer.context.refuse(BuildError::invalid(
                    clause.keyword(),
                    format!("it is a clause of SELECT, not of {}", self.statement),
                ));
            }
        }
        let all_rows = self.clauses.contains(&Clause::AllRows);
        if self.condition.is_none() && !all_rows && !renderer.context.target.unconditional_mutations {
            renderer.context.refuse(BuildError::invalid(
                self.statement,
                "it has no condition and would reach every row of the table; say so by `.all_rows()`, or add a \
                 condition",
            ));
        }
        if self.condition.is_some() && all_rows {
            renderer.context.refuse(BuildError::invalid(
                "all_rows()",
                "the statement has a condition too; keep one of the two",
            ));
        }
        if self.statement == "UPDATE" && self.assignments.is_empty() {
            renderer
                .context
                .refuse(BuildError::invalid("UPDATE", "it sets no column"));
        }
    }
}

struct MutationCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<MutationParts>,
}

impl MutationCollector<'_> {
    fn refuse(&self, clause: &'static str, sentence: &'static str) {
        self.renderer
            .context
            .refuse(BuildError::unsupported(clause, sentence));
    }
}

lexical!(MutationCollector<'_>);

impl QueryBuilder for MutationCollector<'_> {
    nested_by_renderer!();

    fn prepare_with_clause(&self, _: &WithClause, _: &mut impl SqlWriter) {
        self.refuse(
            "WITH",
            "ClickHouse's mutations take no WITH clause; put the sub-query into the condition",
        );
    }

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().table = Some(table.clone());
    }

    fn prepare_update_from(&self, from: &[TableRef], _: &mut impl SqlWriter) {
        if !from.is_empty() {
            self.refuse(
                "UPDATE ... FROM",
                "ClickHouse's mutations have no joins; use a sub-query: `column IN (SELECT ...)` in the condition, \
                 or a dictionary in the assigned expression",
            );
        }
    }

    fn prepare_condition(&self, condition: &ConditionHolder, _: &str, _: &mut impl SqlWriter) {
        let mut parts = self.parts.borrow_mut();
        match split_clauses(condition, &mut parts.clauses) {
            Ok(rest) => parts.condition = rest,
            Err(error) => self.renderer.context.refuse(error),
        }
    }

    fn prepare_order_expr(&self, _: &OrderExpr, _: &mut impl SqlWriter) {
        self.refuse(
            "ORDER BY",
            "ClickHouse's mutations have no order; choose the rows by a condition, such as `key IN (SELECT key ... \
             ORDER BY ... LIMIT ...)`",
        );
    }

    /// The one value that SeaQuery hands over outside of an expression is LIMIT's.
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {
        self.refuse(
            "LIMIT",
            "ClickHouse's mutations have no limit; choose the rows by a condition, such as `key IN (SELECT key ... \
             LIMIT ...)`",
        );
    }

    /// The assigned expressions are read by `UpdateStatement::get_values`.
    fn prepare_expr(&self, _: &Expr, _: &mut impl SqlWriter) {}

    fn prepare_returning(&self, returning: &Option<ReturningClause>, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().returning = returning.clone();
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
}
