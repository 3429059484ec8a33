//! ORDER BY and windows, of which SeaQuery's defaults do a part.

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use sea_query::{
    Expr, Frame, MysqlQueryBuilder, NullOrdering, OrderExpr, PostgresQueryBuilder, QueryBuilder, SelectInto,
    SqlWriter, Value, WindowStatement,
};

use super::Renderer;
use crate::{
    clause::Clause,
    collect::{Scratch, lexical, nested_by_renderer, push},
    context::Placement,
    query::WithFill,
};

impl Renderer<'_> {
    /// Writes a key of ORDER BY, GROUP BY or LIMIT BY, where a number is the position of a column: a literal alone is.
    pub(crate) fn write_key(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        match expr {
            Expr::Value(_) if self.context.placement() == Placement::Parameters => {
                self.context.with_literals(|| self.prepare_expr(expr, sql));
            }
            _ => self.prepare_expr(expr, sql),
        }
    }

    pub(crate) fn write_window(&self, window: &WindowStatement, sql: &mut impl SqlWriter) {
        let mut scratch = Scratch::default();
        let defaults = WindowDefaults {
            renderer: self,
            starts_from: Cell::new(false),
        };
        defaults.prepare_window_statement(window, &mut scratch);
        let start = match defaults.starts_from.get() {
            true => PARTITION_BY.len(),
            // SeaQuery starts ORDER BY and the frame with a space, also where nothing stands before.
            false => usize::from(scratch.starts_with_space()),
        };
        scratch.replay(&(start..scratch.len()), sql, self);
    }

    /// Writes an item of ORDER BY; whether it has WITH FILL.
    pub(crate) fn write_order(&self, order: &OrderExpr, sql: &mut impl SqlWriter) -> bool {
        let defaults = OrderDefaults {
            renderer: self,
            end: RefCell::default(),
        };
        defaults.prepare_order_expr(order, sql);
        // What is refused here may be more than PostgreSQL's builder can read.
        if self.context.is_refused() {
            return false;
        }
        match nulls_of(order) {
            None => {}
            Some(NullOrdering::First) => push(sql, " NULLS FIRST"),
            Some(NullOrdering::Last) => push(sql, " NULLS LAST"),
        }
        let Some((collation, fill)) = defaults.end.into_inner() else {
            return false;
        };
        self.write_order_end(collation.as_deref(), fill.as_deref(), sql);
        fill.is_some()
    }
}

impl Renderer<'_> {
    /// Writes an item of an ORDER BY whose grammar has no directions.
    pub(crate) fn write_ascending(&self, order: &OrderExpr, sql: &mut impl SqlWriter) {
        Ascending { renderer: self }.prepare_order_expr(order, sql);
        if nulls_of(order).is_some() {
            self.refuse_direction();
        }
    }

    fn refuse_direction(&self) {
        self.context.refuse(crate::BuildError::invalid(
            "ORDER BY",
            "a projection is sorted by columns and expressions, ascending; drop directions, NULLS, COLLATE and fills",
        ));
    }
}

/// `OrderExpr` keeps its NULLS to itself; PostgreSQL's builder writes them last.
fn nulls_of(order: &OrderExpr) -> Option<NullOrdering> {
    let mut end = End::default();
    PostgresQueryBuilder.prepare_order_expr(order, &mut end);
    let text = end.text.as_str();
    if text.ends_with(" NULLS FIRST") {
        Some(NullOrdering::First)
    } else if text.ends_with(" NULLS LAST") {
        Some(NullOrdering::Last)
    } else {
        None
    }
}

/// Keeps the last piece that was written: NULLS FIRST and NULLS LAST are one of their own.
#[derive(Default)]
struct End {
    text: String,
}

impl fmt::Write for End {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.text.clear();
        self.text.push_str(text);
        Ok(())
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl SqlWriter for End {
    fn push_param<T: QueryBuilder>(&mut self, _: Value, _: &T) {}

    fn as_writer(&mut self) -> &mut dyn fmt::Write {
        self
    }
}

/// SeaQuery's default way of writing a window, which the renderer overrides and needs too.
struct WindowDefaults<'a> {
    renderer: &'a Renderer<'a>,
    /// Whether the name of another window stands in the place of the partitions.
    starts_from: Cell<bool>,
}

/// What SeaQuery writes before the first partition.
const PARTITION_BY: &str = "PARTITION BY ";

lexical!(WindowDefaults<'_>);

impl QueryBuilder for WindowDefaults<'_> {
    nested_by_renderer!();

    /// Of a window, SeaQuery hands over the partitions alone as plain expressions.
    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        if self.starts_from.get() {
            return self.renderer.context.refuse(crate::BuildError::invalid(
                "OVER",
                "the window that it starts from has the partitions; drop those of this one",
            ));
        }
        if let Expr::FunctionCall(call) = expr
            && Clause::is_carried_by(call)
            && let Ok(Clause::WindowOf(name)) = Clause::from_call(call)
        {
            self.starts_from.set(true);
            return self.renderer.write_name(&name, sql);
        }
        self.renderer.prepare_expr(expr, sql);
    }

    fn prepare_order_expr(&self, order: &OrderExpr, sql: &mut impl SqlWriter) {
        self.renderer.prepare_order_expr(order, sql);
    }

    fn prepare_frame(&self, frame: &Frame, sql: &mut impl SqlWriter) {
        self.renderer.prepare_frame(frame, sql);
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

/// COLLATE and WITH FILL.
type OrderEnd = (Option<String>, Option<Box<WithFill>>);

/// SeaQuery's default way of writing an order, which the renderer overrides and needs too.
struct OrderDefaults<'a> {
    renderer: &'a Renderer<'a>,
    /// What follows the direction: COLLATE and WITH FILL.
    end: RefCell<Option<OrderEnd>>,
}

lexical!(OrderDefaults<'_>);

impl QueryBuilder for OrderDefaults<'_> {
    nested_by_renderer!();

    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        if let Expr::FunctionCall(call) = expr
            && Clause::is_carried_by(call)
            && let Ok(Clause::OrderBy(expr, collation, fill)) = Clause::from_call(call)
        {
            self.end.replace(Some((collation, fill)));
            return self.renderer.write_key(&expr, sql);
        }
        self.renderer.write_key(expr, sql);
    }

    fn write_value(&self, sql: &mut impl std::fmt::Write, value: &Value) -> std::fmt::Result {
        self.renderer.write_value(sql, value)
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

/// An order of which the expression alone is written.
struct Ascending<'a> {
    renderer: &'a Renderer<'a>,
}

lexical!(Ascending<'_>);

impl QueryBuilder for Ascending<'_> {
    nested_by_renderer!();

    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        if let Expr::FunctionCall(call) = expr
            && Clause::is_carried_by(call)
            && matches!(Clause::from_call(call), Ok(Clause::OrderBy(..)))
        {
            return self.renderer.refuse_direction();
        }
        self.renderer.prepare_expr(expr, sql);
    }

    fn prepare_order(&self, order: &OrderExpr, _: &mut impl SqlWriter) {
        let mut direction = String::new();
        MysqlQueryBuilder.prepare_order(order, &mut direction);
        if direction != " ASC" {
            self.renderer.refuse_direction();
        }
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
