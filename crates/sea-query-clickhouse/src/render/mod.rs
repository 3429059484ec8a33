//! The dialect: how each part of SeaQuery's syntax tree is written for ClickHouse.

mod clause;
mod expr;
mod function;
mod operator;
mod order;
mod query;
mod source;
mod table;
mod tuple;
mod types;

use sea_query::{
    BinOper, DynIden, EscapeBuilder, Expr, MysqlQueryBuilder, Oper, OperLeftAssocDecider, PrecedenceDecider,
    Quote, QuotedBuilder, SqlWriter, TableRefBuilder, WithClause,
};

use crate::{context::Context, literal::write_identifier};

pub(crate) use expr::plain_value;

/// Writes one statement; what it finds on the way goes into its context.
// `pub` because the sealed trait of statements names it; the module is private.
#[allow(unreachable_pub, missing_debug_implementations)]
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    pub(crate) context: &'a Context<'a>,
}

impl<'a> Renderer<'a> {
    pub(crate) fn new(context: &'a Context<'a>) -> Self {
        Self { context }
    }
}

impl QuotedBuilder for Renderer<'_> {
    fn quote(&self) -> Quote {
        Quote::new(b'`')
    }

    /// SeaQuery escapes the quote alone, and in owned names only; ClickHouse reads backslashes too.
    fn prepare_iden(&self, iden: &DynIden, sql: &mut impl SqlWriter) {
        write_identifier(sql, &iden.inner());
    }
}

impl EscapeBuilder for Renderer<'_> {}

impl TableRefBuilder for Renderer<'_> {}

impl OperLeftAssocDecider for Renderer<'_> {
    fn well_known_left_associative(&self, op: &BinOper) -> bool {
        MysqlQueryBuilder.well_known_left_associative(op)
    }
}

impl PrecedenceDecider for Renderer<'_> {
    fn inner_expr_well_known_greater_precedence(&self, inner: &Expr, outer: &Oper) -> bool {
        // The bit operators are functions here.
        matches!(inner, Expr::Binary(_, op, _) if operator::bit_function(op).is_some())
            || MysqlQueryBuilder.inner_expr_well_known_greater_precedence(inner, outer)
    }
}

/// Whether a WITH has no common table expression, at which SeaQuery's defaults panic.
pub(crate) fn is_empty(with: &WithClause) -> bool {
    *with == WithClause::new() || *with == *WithClause::new().recursive(true)
}
