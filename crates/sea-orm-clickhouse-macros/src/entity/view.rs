//! `#[clickhouse(view = ..)]` and `#[clickhouse(materialized_view = ..)]` on the model.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{Expr, Result, meta::ParseNestedMeta};

use super::declaration::{Once, located};

/// The clauses of a view.
#[derive(Default)]
pub(super) struct View {
    pub(super) view: Once<Expr>,
    pub(super) materialized_view: Once<Expr>,
    pub(super) to: Once<Expr>,
    refresh: Once<Expr>,
    sql_security: Once<Expr>,
    populate: Once<Span>,
    empty: Once<Span>,
}

impl View {
    /// Reads an attribute of a view; `false` where it is none.
    pub(super) fn read(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<bool> {
        let span = located(&meta.path);
        match name {
            "view" => self.view.read(meta),
            "materialized_view" => self.materialized_view.read(meta),
            "to" => self.to.read(meta),
            "refresh" => self.refresh.read(meta),
            "sql_security" => self.sql_security.read(meta),
            "populate" => self.populate.set(meta, span),
            "empty" => self.empty.set(meta, span),
            _ => return Ok(false),
        }
        .map(|()| true)
    }

    /// The calls of the methods of the statement.
    pub(super) fn calls(&self) -> TokenStream {
        let mut calls = TokenStream::new();
        if let Some(refresh) = &self.refresh.0 {
            let span = located(refresh);
            calls.extend(quote_spanned! { span => .refresh(#refresh) });
        }
        if let Some(span) = self.populate.0 {
            calls.extend(quote_spanned! { span => .populate() });
        }
        if let Some(span) = self.empty.0 {
            calls.extend(quote_spanned! { span => .empty() });
        }
        if let Some(security) = &self.sql_security.0 {
            let span = located(security);
            calls.extend(quote_spanned! { span => .sql_security(#security) });
        }
        calls
    }
}

/// The code of the query of a view.
pub(super) fn query(query: &Expr) -> TokenStream {
    let span = located(query);
    quote_spanned! { span => ::sea_orm_clickhouse::private::declared_query(#query) }
}
