//! What the clauses of one SELECT must agree on.

use super::select_parts::Parts;
use crate::{clause::Clause, error::BuildError, render::Renderer};

impl Parts {
    pub(super) fn check(&self, renderer: &Renderer<'_>) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        if self.exprs.is_empty() {
            return invalid("SELECT", "it selects nothing; name a column");
        }
        if !self.joins.is_empty() && self.first_table.is_empty() {
            return invalid("JOIN", "it joins to nothing; name a table by `.from(..)`");
        }
        // What follows is about clauses of ClickHouse's own.
        if self.clauses.is_empty() {
            return Ok(());
        }
        for clause in &self.clauses {
            self.check_place(clause, renderer)?;
        }
        let has = |clause: &Clause| self.clauses.contains(clause);
        if !self.distinct_on.is_empty() && !self.distinct.is_empty() {
            return invalid(
                "DISTINCT ON",
                "the SELECT has another DISTINCT; keep one of the two",
            );
        }
        let distinct_on = !self.distinct_on.is_empty() || self.is_distinct_on;
        let limit_by_all =
            Clause::last(&self.clauses, |clause| matches!(clause, Clause::LimitByAll(_))).is_some();
        if limit_by_all && !self.limit_by.is_empty() {
            return invalid("LIMIT BY", "it is of expressions and of ALL; keep one of the two");
        }
        if distinct_on && (limit_by_all || !self.limit_by.is_empty()) {
            return invalid(
                "DISTINCT ON",
                "it is LIMIT 1 BY in other words, and ClickHouse takes one of the two; put one into a sub-query",
            );
        }
        let groups = usize::from(!self.groups.is_empty())
            + usize::from(!self.grouping_sets.is_empty())
            + usize::from(has(&Clause::GroupByAll));
        if groups > 1 {
            return invalid(
                "GROUP BY",
                "it is of expressions, GROUPING SETS or ALL; keep one of them",
            );
        }
        for clause in [Clause::Rollup, Clause::Cube] {
            if !has(&clause) {
                continue;
            }
            if groups == 0 {
                return invalid(
                    clause.keyword(),
                    "the SELECT has no GROUP BY; name the columns to group by",
                );
            }
            if !self.grouping_sets.is_empty() {
                return invalid(
                    clause.keyword(),
                    "GROUPING SETS already name their subtotals; drop one of the two",
                );
            }
        }
        if has(&Clause::Rollup) && has(&Clause::Cube) {
            return invalid(
                "WITH CUBE",
                "the SELECT has WITH ROLLUP too; a cube has all of its rows",
            );
        }
        if has(&Clause::Totals) && !self.grouping_sets.is_empty() {
            return invalid(
                "WITH TOTALS",
                "ClickHouse does not take it with GROUPING SETS; add an empty set, which is the total",
            );
        }
        if has(&Clause::Totals) && (has(&Clause::Rollup) || has(&Clause::Cube)) && !self.having.is_empty() {
            return invalid(
                "WITH TOTALS",
                "ClickHouse does not take it with HAVING and WITH ROLLUP or CUBE, which have the total themselves",
            );
        }
        if distinct_on && has(&Clause::WithTies) {
            return invalid(
                "WITH TIES",
                "ClickHouse does not take it with DISTINCT ON; write `.limit_by(1, ..)` in its place",
            );
        }
        self.check_order()
    }

    fn check_order(&self) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        let has = |is: fn(&Clause) -> bool| Clause::last(&self.clauses, is).is_some();
        let all = has(|clause| matches!(clause, Clause::OrderByAll(..)));
        if all && !self.orders.is_empty() {
            return invalid(
                "ORDER BY ALL",
                "the SELECT has other orders too; keep one of the two",
            );
        }
        if self.clauses.contains(&Clause::Fill) && !self.has_fill {
            return invalid(
                "WITH FILL",
                "its ORDER BY was taken out of the SELECT, as `count`, `exists`, totals of pages and cursors do, and the \
                 rows that it makes with it; select from this SELECT as a sub-query, or read its rows",
            );
        }
        if !self.interpolate.is_empty() && !self.has_fill {
            return invalid(
                "INTERPOLATE",
                "no ORDER BY of the SELECT has WITH FILL, which makes the rows; use `.order_by_with(..)`",
            );
        }
        let limit = has(|clause| matches!(clause, Clause::Limit(_)));
        let offset = has(|clause| matches!(clause, Clause::Offset(_)));
        if limit && self.has_limit || offset && self.has_offset {
            return invalid(
                "LIMIT",
                "it is set by SeaQuery's method and by ClickHouse's; keep one of the two",
            );
        }
        if limit && self.has_offset {
            return invalid(
                "OFFSET",
                "beside `.limit_with(..)` it is set by `.offset_with(..)`",
            );
        }
        if self.clauses.contains(&Clause::WithTies) {
            if !limit && !self.has_limit {
                return invalid("WITH TIES", "the SELECT has no LIMIT; set one");
            }
            if self.orders.is_empty() && !all {
                return invalid(
                    "WITH TIES",
                    "the SELECT has no ORDER BY, by which rows are equal; set one",
                );
            }
        }
        Ok(())
    }

    fn check_place(&self, clause: &Clause, renderer: &Renderer<'_>) -> Result<(), BuildError> {
        let invalid = |sentence: String| Err(BuildError::invalid(clause.keyword(), sentence));
        match clause {
            Clause::Final | Clause::Sampling(_) => match self.tables().next() {
                Some(table) if table.is_table => Ok(()),
                _ => invalid(
                    "it applies to a table, and this SELECT has none in FROM; put it on the SELECT that names \
                     the table"
                        .to_owned(),
                ),
            },
            Clause::FinalOf(name) | Clause::SamplingOf(name, _) => {
                match self.tables().find(|table| table.name.inner() == *name) {
                    Some(table) if table.is_table => Ok(()),
                    Some(_) => invalid(format!(
                        "`{}` is a query; put it on the SELECT that names the table",
                        name.escape_debug()
                    )),
                    None => invalid(format!(
                        "`{}` is neither a table nor an alias in FROM and JOIN of this SELECT",
                        name.escape_debug()
                    )),
                }
            }
            Clause::Format(_) if renderer.context.is_nested() => {
                invalid("it stands at the end of the outermost query; take it out of the sub-query".to_owned())
            }
            clause if clause.belongs_to_mutations() => {
                invalid("it is a clause of UPDATE and DELETE, not of SELECT".to_owned())
            }
            Clause::Join(_)
            | Clause::ArrayJoin(..)
            | Clause::OrderBy(..)
            | Clause::Columns(_)
            | Clause::WindowOf(_)
            | Clause::Named(..)
            | Clause::Query(_)
            | Clause::View(..)
            | Clause::ViewParameter(..)
            | Clause::Except(_)
            | Clause::Rows(_) => Err(clause.misplaced()),
            _ => Ok(()),
        }
    }
}
