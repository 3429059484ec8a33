//! `#[clickhouse(dictionary = ..)]` on the model.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::{Error, Expr, Result, meta::ParseNestedMeta};

use super::declaration::{Once, located};

/// The clauses of a dictionary that no table has.
#[derive(Default)]
pub(super) struct Dictionary {
    pub(super) source: Once<Expr>,
    layout: Once<Expr>,
    lifetime: Once<Expr>,
    range: Once<Expr>,
}

impl Dictionary {
    /// Reads an attribute of a dictionary; `false` where it is none.
    pub(super) fn read(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<bool> {
        match name {
            "dictionary" => self.source.read(meta),
            "layout" => self.layout.read(meta),
            "lifetime" => self.lifetime.read(meta),
            "range" => self.range.read(meta),
            _ => return Ok(false),
        }
        .map(|()| true)
    }

    /// The calls of the methods of the statement.
    pub(super) fn calls(&self, source: &Expr) -> Result<TokenStream> {
        let span = located(source);
        let mut calls = quote_spanned! { span => .source(#source) };
        let Some(layout) = &self.layout.0 else {
            return Err(Error::new_spanned(
                source,
                "a dictionary has a layout: `layout = Hashed::new()` is the usual one",
            ));
        };
        let span = located(layout);
        calls.extend(quote_spanned! { span => .layout(#layout) });
        if let Some(lifetime) = &self.lifetime.0 {
            let span = located(lifetime);
            calls.extend(match pair(lifetime) {
                Some((min, max)) => quote_spanned! { span => .lifetime_between(#min, #max) },
                None => quote_spanned! { span => .lifetime(#lifetime) },
            });
        }
        if let Some(range) = &self.range.0 {
            let Some((min, max)) = pair(range) else {
                return Err(Error::new_spanned(
                    range,
                    "a range is written as `range = (Column::First, Column::Last)`",
                ));
            };
            let span = located(range);
            calls.extend(quote_spanned! { span => .range(#min, #max) });
        }
        Ok(calls)
    }
}

fn pair(expr: &Expr) -> Option<(&Expr, &Expr)> {
    match expr {
        Expr::Tuple(tuple) if tuple.elems.len() == 2 => Some((&tuple.elems[0], &tuple.elems[1])),
        _ => None,
    }
}
