use std::cell::RefCell;

use sea_query::{QueryBuilder, SelectInto, SqlWriter, SubQueryStatement, Value, WithClause, WithQuery};

use super::{Void, lexical};
use crate::render::Renderer;

/// The WITH clause and the statement of a WITH query.
pub(crate) fn with_parts(
    renderer: &Renderer<'_>,
    query: &WithQuery,
) -> (Option<WithClause>, Option<SubQueryStatement>) {
    let collector = WithCollector {
        renderer,
        parts: RefCell::default(),
    };
    collector.prepare_with_query(query, &mut Void);
    collector.parts.into_inner()
}

struct WithCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<(Option<WithClause>, Option<SubQueryStatement>)>,
}

lexical!(WithCollector<'_>);

impl QueryBuilder for WithCollector<'_> {
    fn prepare_with_clause(&self, with: &WithClause, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().0 = Some(with.clone());
    }

    fn prepare_query_statement(&self, query: &SubQueryStatement, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().1 = Some(query.clone());
    }

    fn prepare_explain_statement(&self, _: &sea_query::ExplainStatement, _: &mut impl SqlWriter) {}
    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
