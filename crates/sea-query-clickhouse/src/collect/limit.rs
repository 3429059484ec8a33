use std::cell::RefCell;

use sea_query::{QueryBuilder, SelectInto, SelectStatement, SqlWriter, Value};

use super::{lexical, nested_by_renderer};
use crate::render::Renderer;

/// LIMIT and OFFSET of a SELECT, each with its keyword.
pub(crate) fn limits(renderer: &Renderer<'_>, select: &SelectStatement) -> Vec<(&'static str, Value)> {
    let collector = LimitCollector {
        renderer,
        limits: RefCell::default(),
    };
    collector.prepare_select_limit_offset(select, &mut String::new());
    collector.limits.into_inner()
}

/// LIMIT and OFFSET come as values after a keyword that only the writer sees.
struct LimitCollector<'a> {
    renderer: &'a Renderer<'a>,
    limits: RefCell<Vec<(&'static str, Value)>>,
}

lexical!(LimitCollector<'_>);

impl QueryBuilder for LimitCollector<'_> {
    nested_by_renderer!();

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}

    fn prepare_value(&self, value: Value, sql: &mut impl SqlWriter) {
        let keyword = if sql.to_string().ends_with(" OFFSET ") {
            " OFFSET "
        } else {
            " LIMIT "
        };
        self.limits.borrow_mut().push((keyword, value));
    }
}
