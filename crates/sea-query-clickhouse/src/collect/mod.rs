//! Statements are taken apart by builders whose hooks store the parts, and written in ClickHouse's order.
//!
//! SeaQuery keeps the fields of its statements to itself, but the default methods of its builder traits walk
//! them and call a hook per part. A collector overrides the hooks.

mod conflict;
mod exprs;
mod insert;
mod limit;
mod mutation;
mod projection;
mod select;
mod select_check;
mod select_clauses;
mod select_parts;
mod table;
mod tables;
mod with;

pub(crate) use conflict::conflict_targets;
pub(crate) use exprs::{has_unions, is_count, select_exprs, select_lists};
pub(crate) use insert::{InsertParts, insert_parts, write_insert, write_insert_parts, write_insert_target};
pub(crate) use mutation::{Change, Local, MutationParts, delete_parts, update_parts, write_mutation};
pub(crate) use select::{select_text, write_projection, write_select};
pub(crate) use table::{check_parts, drop_parts, table_parts, truncate_table};
pub(crate) use tables::{Source, Sources, scope_of_select, sources_of_select};
pub(crate) use with::with_parts;

use std::{cell::RefCell, fmt, ops::Range};

use sea_query::{QueryBuilder, SqlWriter, Value};

/// Text that will be written elsewhere later, with the values that SeaQuery's writer is still to place.
#[derive(Default)]
pub(crate) struct Scratch {
    text: String,
    values: RefCell<Vec<(usize, Value)>>,
}

impl Scratch {
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.text.reserve(bytes);
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn starts_with_space(&self) -> bool {
        self.text.starts_with(' ')
    }

    /// Whether no value is still to be placed.
    pub(crate) fn is_finished(&self) -> bool {
        self.values.borrow().is_empty()
    }

    pub(crate) fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty() && self.values.borrow().is_empty()
    }

    /// Writes a part of the text to `sql`, handing over the values at their places; each part is written once.
    pub(crate) fn replay(&self, span: &Range<usize>, sql: &mut impl SqlWriter, builder: &impl QueryBuilder) {
        if span.is_empty() {
            return;
        }
        let mut at = span.start;
        for (place, value) in self.values.borrow_mut().iter_mut() {
            // A value at the start of a span has `place == start`; one at its end belongs to the span that
            // ends there, because each span is closed right after its last write.
            if *place < span.start || *place >= span.end {
                continue;
            }
            // One byte of text stands for the value.
            push(sql, self.text.get(at..*place).unwrap_or_default());
            sql.push_param(std::mem::replace(value, Value::Bool(None)), builder);
            at = *place + 1;
        }
        push(sql, self.text.get(at..span.end).unwrap_or_default());
    }
}

impl fmt::Write for Scratch {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl fmt::Display for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl SqlWriter for Scratch {
    fn push_param<T: QueryBuilder>(&mut self, value: Value, _: &T) {
        self.values.get_mut().push((self.text.len(), value));
        self.text.push('?');
    }

    fn as_writer(&mut self) -> &mut dyn fmt::Write {
        self
    }
}

/// Whether a builder of SeaQuery writes anything: the one way to see a part that it keeps to itself.
pub(crate) fn written(write: impl FnOnce(&mut Scratch)) -> bool {
    let mut scratch = Scratch::default();
    write(&mut scratch);
    !scratch.is_empty()
}

/// Takes what SeaQuery writes between the parts that a collector keeps.
pub(crate) struct Void;

impl fmt::Write for Void {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}

impl fmt::Display for Void {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl SqlWriter for Void {
    fn push_param<T: QueryBuilder>(&mut self, _: Value, _: &T) {}

    fn as_writer(&mut self) -> &mut dyn fmt::Write {
        self
    }
}

/// Writes text; SeaQuery's writers do not fail.
pub(crate) fn push(sql: &mut (impl fmt::Write + ?Sized), text: &str) {
    let _ = sql.write_str(text);
}

/// The traits that a `QueryBuilder` stands on, for a builder that has a `renderer` field; with a second argument, the name
/// of its method that takes the identifiers which SeaQuery writes itself.
macro_rules! lexical {
    ($type:ty) => {
        crate::collect::lexical!($type, ignore_iden);

        impl $type {
            fn ignore_iden(&self, _: &sea_query::DynIden) {}
        }
    };
    ($type:ty, $iden:ident) => {
        impl sea_query::QuotedBuilder for $type {
            fn quote(&self) -> sea_query::Quote {
                sea_query::QuotedBuilder::quote(self.renderer)
            }

            fn prepare_iden(&self, iden: &sea_query::DynIden, _: &mut impl sea_query::SqlWriter) {
                self.$iden(iden);
            }
        }

        impl sea_query::EscapeBuilder for $type {}

        impl sea_query::TableRefBuilder for $type {}

        impl sea_query::OperLeftAssocDecider for $type {
            fn well_known_left_associative(&self, op: &sea_query::BinOper) -> bool {
                sea_query::OperLeftAssocDecider::well_known_left_associative(self.renderer, op)
            }
        }

        impl sea_query::PrecedenceDecider for $type {
            fn inner_expr_well_known_greater_precedence(
                &self,
                inner: &sea_query::Expr,
                outer: &sea_query::Oper,
            ) -> bool {
                sea_query::PrecedenceDecider::inner_expr_well_known_greater_precedence(
                    self.renderer,
                    inner,
                    outer,
                )
            }
        }
    };
}
pub(crate) use lexical;

/// The hooks that every `QueryBuilder` must name and that no collector meets.
macro_rules! nested_by_renderer {
    () => {
        fn prepare_query_statement(&self, query: &sea_query::SubQueryStatement, sql: &mut impl SqlWriter) {
            self.renderer.prepare_query_statement(query, sql);
        }

        fn prepare_explain_statement(&self, explain: &sea_query::ExplainStatement, sql: &mut impl SqlWriter) {
            self.renderer.prepare_explain_statement(explain, sql);
        }
    };
}
pub(crate) use nested_by_renderer;
