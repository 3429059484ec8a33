//! The clauses that ride in the condition of a SELECT, each written where it is found again.

use sea_query::{Expr, QueryBuilder};

use super::{
    Void, push,
    select::SelectCollector,
    select_parts::{Parts, Span},
};
use crate::{capability::Feature, clause::Clause};

impl SelectCollector<'_> {
    /// Writes the clauses that have expressions, and keeps the others.
    pub(super) fn take_clauses(&self, mut clauses: Vec<Clause>) {
        if let Some(prewhere) = Clause::take_prewhere(&mut clauses) {
            self.item(
                |p| &mut p.prewhere,
                "",
                |renderer, sql| renderer.prepare_expr(&prewhere, sql),
            );
        }
        if let Some(qualify) = Clause::take_qualify(&mut clauses) {
            self.renderer.context.check(Feature::Qualify);
            self.item(
                |p| &mut p.qualify,
                "",
                |renderer, sql| renderer.prepare_expr(&qualify, sql),
            );
        }
        self.write_clauses(&clauses);
        self.parts.borrow_mut().clauses.append(&mut clauses);
    }

    /// Writes the clauses that have expressions, each where it is found again.
    fn write_clauses(&self, clauses: &[Clause]) {
        for clause in clauses {
            if let Clause::With(name, expr) = clause {
                self.item(
                    |p| &mut p.named,
                    ", ",
                    |renderer, sql| {
                        renderer.write_argument(expr, sql);
                        push(sql, " AS ");
                        renderer.write_name(name, sql);
                    },
                );
            }
        }
        for clause in clauses {
            if let Clause::Windows(query) = clause {
                self.parts.borrow_mut().in_windows = true;
                self.prepare_select_statement(query, &mut Void);
                self.parts.borrow_mut().in_windows = false;
            }
        }
        let list = |span: fn(&mut Parts) -> &mut Span, exprs: &[Expr]| {
            for expr in exprs {
                self.item(span, ", ", |renderer, sql| renderer.write_key(expr, sql));
            }
        };
        if let Some(Clause::DistinctOn(exprs)) =
            Clause::last(clauses, |clause| matches!(clause, Clause::DistinctOn(_)))
        {
            list(|p| &mut p.distinct_on, exprs);
        }
        if let Some(Clause::GroupingSets(sets)) =
            Clause::last(clauses, |clause| matches!(clause, Clause::GroupingSets(_)))
        {
            for set in sets {
                self.item(
                    |p| &mut p.grouping_sets,
                    ", ",
                    |renderer, sql| {
                        push(sql, "(");
                        for (i, expr) in set.iter().enumerate() {
                            push(sql, if i == 0 { "" } else { ", " });
                            renderer.write_key(expr, sql);
                        }
                        push(sql, ")");
                    },
                );
            }
        }
        if let Some(Clause::LimitBy(.., exprs)) =
            Clause::last(clauses, |clause| matches!(clause, Clause::LimitBy(..)))
        {
            list(|p| &mut p.limit_by, exprs);
        }
        let interpolates: Vec<_> = clauses
            .iter()
            .filter_map(|clause| match clause {
                Clause::Interpolate(columns) => Some(columns),
                _ => None,
            })
            .collect();
        if !interpolates.is_empty() {
            let columns: Vec<_> = interpolates.into_iter().flatten().cloned().collect();
            self.item(
                |p| &mut p.interpolate,
                "",
                |renderer, sql| renderer.write_interpolate(&columns, sql),
            );
        }
    }
}
