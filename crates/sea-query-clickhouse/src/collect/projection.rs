use sea_query::SqlWriter;

use super::{push, select_parts::Parts};
use crate::{capability::Feature, clause::Clause, error::BuildError, render::Renderer};

impl Parts {
    /// Writes a SELECT as the grammar of projections has it: what it lacks would be read as something else there,
    /// DISTINCT as a column.
    pub(super) fn write_projection(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if let Err(error) = self.check(renderer).and_then(|()| self.check_projection()) {
            return renderer.context.refuse(error);
        }
        if !self.condition.is_empty() {
            renderer.context.check(Feature::ProjectionWhere);
        }
        self.write_with(renderer, sql);
        let parts = [
            ("SELECT ", &self.exprs),
            (" WHERE ", &self.condition),
            (" GROUP BY ", &self.groups),
            (" ORDER BY ", &self.orders),
        ];
        for (before, span) in parts {
            if !span.is_empty() {
                push(sql, before);
                self.scratch.replay(span, sql, renderer);
            }
        }
    }

    fn check_projection(&self) -> Result<(), BuildError> {
        let lacking = [
            ("WITH", !self.with.is_empty()),
            ("DISTINCT", !self.distinct.is_empty() || self.is_distinct_on),
            ("FROM", !self.first_table.is_empty()),
            ("JOIN", !self.joins.is_empty()),
            ("PREWHERE", !self.prewhere.is_empty()),
            ("HAVING", !self.having.is_empty()),
            ("WINDOW", !self.windows.is_empty() || !self.window.is_empty()),
            ("QUALIFY", !self.qualify.is_empty()),
            ("UNION", !self.unions.is_empty()),
            ("LIMIT", self.has_limit || !self.limit.is_empty()),
            ("OFFSET", self.has_offset),
        ];
        let clause = self
            .clauses
            .iter()
            .find(|clause| !matches!(clause, Clause::With(..)))
            .map(Clause::keyword);
        let lacking = lacking
            .iter()
            .find_map(|(clause, has)| has.then_some(*clause))
            .or(clause);
        if let Some(clause) = lacking {
            return Err(BuildError::invalid(
                clause,
                "a projection has expressions before it (WITH), a select list, WHERE, GROUP BY and ORDER BY alone",
            ));
        }
        if !self.groups.is_empty() && !self.orders.is_empty() {
            return Err(BuildError::invalid(
                "ORDER BY",
                "a projection with GROUP BY is sorted by what it groups by; drop ORDER BY",
            ));
        }
        Ok(())
    }
}
