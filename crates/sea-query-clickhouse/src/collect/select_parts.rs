//! The parts of a SELECT, and their order.

use std::ops::Range;

use sea_query::{DynIden, IntoIden, SqlWriter, TableRef};

use super::{Scratch, push};
use crate::{capability::Feature, clause::Clause, query::Limit, render::Renderer};

/// A place in the collected text.
pub(super) type Span = Range<usize>;

/// Where the text of a table ends, which is where its FINAL and SAMPLE stand.
pub(super) struct TableEnd {
    /// The alias, or else the name.
    pub(super) name: DynIden,
    /// Whether it is a table, and not a query.
    pub(super) is_table: bool,
    end: usize,
}

impl TableEnd {
    pub(super) fn new(table: &TableRef, end: usize) -> Self {
        let (name, is_table) = match table {
            TableRef::Table(_, Some(alias)) | TableRef::FunctionCall(_, alias) => (alias.clone(), true),
            TableRef::Table(name, None) => (name.1.clone(), true),
            TableRef::SubQuery(_, alias) | TableRef::ValuesList(_, alias) => (alias.clone(), false),
            _ => ("".into_iden(), false),
        };
        Self { name, is_table, end }
    }
}

#[derive(Default)]
pub(super) struct Parts {
    pub(super) scratch: Scratch,
    /// What stands between WITH and the common table expressions, where there are any.
    pub(super) with_start: Option<&'static str>,
    pub(super) with: Span,
    /// `WITH expr AS name`
    pub(super) named: Span,
    pub(super) distinct: Span,
    pub(super) distinct_on: Span,
    pub(super) exprs: Span,
    pub(super) first_table: Span,
    pub(super) other_tables: Span,
    pub(super) joins: Span,
    /// The first of the tables, which most queries have alone.
    first: Option<TableEnd>,
    others: Vec<TableEnd>,
    pub(super) prewhere: Span,
    pub(super) condition: Span,
    pub(super) groups: Span,
    pub(super) grouping_sets: Span,
    pub(super) having: Span,
    /// The windows that SeaQuery's statement has no place for, and the one that it has.
    pub(super) windows: Span,
    pub(super) window: Span,
    pub(super) qualify: Span,
    pub(super) unions: Span,
    pub(super) orders: Span,
    pub(super) interpolate: Span,
    pub(super) limit_by: Span,
    pub(super) limit: Span,
    pub(super) is_distinct_on: bool,
    /// Whether the windows of a clause are read, and not that of the statement.
    pub(super) in_windows: bool,
    pub(super) has_fill: bool,
    pub(super) has_limit: bool,
    pub(super) has_offset: bool,
    pub(super) clauses: Vec<Clause>,
}

impl Parts {
    /// The statement as a text of its own, which is the collected one where nothing must move.
    pub(super) fn take_text(&mut self, renderer: &Renderer<'_>) -> String {
        if self.is_in_order() && self.scratch.is_finished() && self.check(renderer).is_ok() {
            return self.scratch.take_text();
        }
        let mut sql = String::with_capacity(512);
        self.write(renderer, &mut sql);
        sql
    }

    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if let Err(error) = self.check(renderer) {
            return renderer.context.refuse(error);
        }
        if self.is_in_order() {
            return self.scratch.replay(&(0..self.scratch.len()), sql, renderer);
        }
        let put = |sql: &mut _, before: &str, span: &Span| {
            if !span.is_empty() {
                push(sql, before);
                self.scratch.replay(span, sql, renderer);
            }
        };
        // In ClickHouse ORDER BY, LIMIT and SETTINGS after a UNION belong to its last arm, or nowhere.
        let closed = !(self.orders.is_empty() && self.limit.is_empty() && self.limit_by.is_empty())
            || self.clauses.iter().any(|clause| {
                matches!(
                    clause,
                    Clause::Setting(..)
                        | Clause::LimitByAll(_)
                        | Clause::Limit(_)
                        | Clause::Offset(_)
                        | Clause::OrderByAll(..)
                )
            });
        let wrapped = !self.unions.is_empty() && closed;
        self.write_with(renderer, sql);
        if wrapped {
            push(sql, "SELECT * FROM (");
        }
        push(sql, "SELECT ");
        if !self.distinct_on.is_empty() {
            renderer.context.check(Feature::DistinctOn);
            put(sql, "DISTINCT ON (", &self.distinct_on);
            push(sql, ") ");
        }
        put(sql, "", &self.distinct);
        put(sql, "", &self.exprs);
        push(sql, if self.first_table.is_empty() { "" } else { " FROM " });
        self.write_tables(renderer, sql);
        put(sql, " PREWHERE ", &self.prewhere);
        put(sql, " WHERE ", &self.condition);
        self.write_groups(renderer, sql);
        if self.has(|clause| matches!(clause, Clause::GroupingSets(sets) if sets.iter().any(Vec::is_empty))) {
            // Without an aggregate, such as one that a query around it does not read, the server leaves out the row of
            // the empty set.
            push(sql, " HAVING count() >= 0");
            put(sql, " AND (", &self.having);
            push(sql, if self.having.is_empty() { "" } else { ")" });
        } else {
            put(sql, " HAVING ", &self.having);
        }
        put(sql, " WINDOW ", &self.windows);
        let before = if self.windows.is_empty() { " WINDOW " } else { ", " };
        put(sql, before, &self.window);
        put(sql, " QUALIFY ", &self.qualify);
        put(sql, "", &self.unions);
        if wrapped {
            push(sql, ")");
        }
        put(sql, " ORDER BY ", &self.orders);
        self.write_order_by_all(renderer, sql);
        put(sql, "", &self.interpolate);
        self.write_limits(renderer, sql);
        Clause::write_settings(&self.clauses, sql);
        if let Some(format @ Clause::Format(name)) = self.last(|clause| matches!(clause, Clause::Format(_))) {
            format.write(sql);
            renderer
                .context
                .require(|requirements| requirements.format = Some(name.clone()));
        }
    }

    pub(super) fn add_table(&mut self, table: TableEnd) {
        match self.first {
            None => self.first = Some(table),
            Some(_) => self.others.push(table),
        }
    }

    pub(super) fn tables(&self) -> impl Iterator<Item = &TableEnd> {
        self.first.iter().chain(&self.others)
    }

    /// Whether the text was collected in ClickHouse's order already, with its keywords.
    fn is_in_order(&self) -> bool {
        self.clauses.is_empty()
            && [
                &self.prewhere,
                &self.qualify,
                &self.unions,
                &self.window,
                &self.with,
            ]
            .into_iter()
            .all(Span::is_empty)
    }

    fn last(&self, is: impl Fn(&Clause) -> bool) -> Option<&Clause> {
        Clause::last(&self.clauses, is)
    }

    fn has(&self, is: impl Fn(&Clause) -> bool) -> bool {
        self.last(is).is_some()
    }

    pub(super) fn write_with(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if self.named.is_empty() && self.with.is_empty() {
            return;
        }
        push(sql, "WITH ");
        push(sql, self.with_start.unwrap_or_default());
        self.scratch.replay(&self.named, sql, renderer);
        if !self.named.is_empty() {
            push(sql, if self.with.is_empty() { " " } else { ", " });
        }
        self.scratch.replay(&self.with, sql, renderer);
    }

    /// FROM and the joins, each table with its FINAL and SAMPLE.
    fn write_tables(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        for span in [&self.first_table, &self.other_tables, &self.joins] {
            let mut at = span.start;
            for (i, table) in self.tables().enumerate() {
                if table.end <= at || table.end > span.end {
                    continue;
                }
                self.scratch.replay(&(at..table.end), sql, renderer);
                at = table.end;
                let is_of = |name: &str| name == table.name.inner();
                let found = [
                    self.last(|clause| match clause {
                        Clause::Final => i == 0,
                        Clause::FinalOf(name) => is_of(name),
                        _ => false,
                    }),
                    self.last(|clause| match clause {
                        Clause::Sampling(_) => i == 0,
                        Clause::SamplingOf(name, _) => is_of(name),
                        _ => false,
                    }),
                ];
                for clause in found.into_iter().flatten() {
                    clause.write(sql);
                }
            }
            self.scratch.replay(&(at..span.end), sql, renderer);
        }
    }

    fn write_groups(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if self.has(|clause| matches!(clause, Clause::GroupByAll)) {
            renderer.context.check(Feature::GroupByAll);
            push(sql, " GROUP BY ALL");
        } else if !self.grouping_sets.is_empty() {
            renderer.context.check(Feature::GroupingSets);
            push(sql, " GROUP BY GROUPING SETS (");
            self.scratch.replay(&self.grouping_sets, sql, renderer);
            push(sql, ")");
        } else if !self.groups.is_empty() {
            push(sql, " GROUP BY ");
            self.scratch.replay(&self.groups, sql, renderer);
        }
        let has = |is: fn(&Clause) -> bool, keyword: &str, sql: &mut _| {
            push(sql, if self.has(is) { keyword } else { "" });
        };
        has(|clause| matches!(clause, Clause::Rollup), " WITH ROLLUP", sql);
        has(|clause| matches!(clause, Clause::Cube), " WITH CUBE", sql);
        has(|clause| matches!(clause, Clause::Totals), " WITH TOTALS", sql);
        if self.has(|clause| matches!(clause, Clause::Totals)) {
            renderer
                .context
                .require(|requirements| requirements.totals = true);
        }
    }

    fn write_order_by_all(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if let Some(Clause::OrderByAll(descending, nulls_first)) =
            self.last(|clause| matches!(clause, Clause::OrderByAll(..)))
        {
            renderer.context.check(Feature::OrderByAll);
            push(
                sql,
                if *descending {
                    " ORDER BY ALL DESC"
                } else {
                    " ORDER BY ALL ASC"
                },
            );
            match nulls_first {
                None => {}
                Some(true) => push(sql, " NULLS FIRST"),
                Some(false) => push(sql, " NULLS LAST"),
            }
        }
    }

    fn write_limits(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        let check = |limit: &Limit, negative: Feature| {
            if limit.is_last() {
                renderer.context.check(negative);
            }
            if limit.is_share() {
                renderer.context.check(Feature::FractionalLimit);
            }
        };
        if let Some(Clause::LimitBy(limit, offset, _)) =
            self.last(|clause| matches!(clause, Clause::LimitBy(..)))
        {
            push(sql, " LIMIT ");
            check(limit, Feature::NegativeLimitBy);
            limit.write(sql);
            if let Some(offset) = offset {
                push(sql, " OFFSET ");
                check(offset, Feature::NegativeLimitBy);
                offset.write(sql);
            }
            push(sql, " BY ");
            self.scratch.replay(&self.limit_by, sql, renderer);
        }
        let all = self.last(|clause| matches!(clause, Clause::LimitByAll(_)));
        if let Some(Clause::LimitByAll(limit)) = all {
            renderer.context.check(Feature::LimitByAll);
            push(sql, " LIMIT ");
            check(limit, Feature::NegativeLimitBy);
            limit.write(sql);
            push(sql, " BY ALL");
        }
        let limit_by = all.is_some() || !self.limit_by.is_empty();
        let limit = self.last(|clause| matches!(clause, Clause::Limit(_)));
        let offset = self.last(|clause| matches!(clause, Clause::Offset(_)));
        // SeaQuery's are in one span, LIMIT first.
        for clause in limit.into_iter().chain(offset) {
            if let Clause::Limit(amount) | Clause::Offset(amount) = clause {
                check(amount, Feature::NegativeLimit);
            }
        }
        match limit {
            Some(limit) => limit.write(sql),
            // After LIMIT BY, the server's grammar has no OFFSET alone.
            None if limit_by && !self.has_limit && (self.has_offset || offset.is_some()) => {
                push(sql, " LIMIT 18446744073709551615");
            }
            None => {}
        }
        self.scratch.replay(&self.limit, sql, renderer);
        if let Some(offset) = offset {
            offset.write(sql);
        }
        if self.has(|clause| matches!(clause, Clause::WithTies)) {
            push(sql, " WITH TIES");
        }
    }
}
