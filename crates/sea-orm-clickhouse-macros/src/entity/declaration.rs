//! What the attributes of the table and of its columns are made of.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, Ident, Meta, Result, Token, meta::ParseNestedMeta, parse::Parse,
    spanned::Spanned, token::Paren,
};

/// Whether an attribute `clickhouse` is there, also an empty one.
pub(super) fn is_declared(attributes: &[Attribute]) -> bool {
    attributes.iter().any(is_ours)
}

fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident("clickhouse")
}

/// Reads all that stands in the attributes `clickhouse`.
pub(super) fn parse(
    attributes: &[Attribute],
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| is_ours(attribute) && !matches!(attribute.meta, Meta::Path(_)))
        .try_for_each(|attribute| attribute.parse_nested_meta(|meta| read(&meta)))
}

/// What an attribute says once.
pub(super) struct Once<T>(pub(super) Option<T>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Once<T> {
    pub(super) fn set(&mut self, meta: &ParseNestedMeta<'_>, value: T) -> Result<()> {
        if self.0.is_some() {
            return Err(meta.error("this attribute stands twice"));
        }
        self.0 = Some(value);
        Ok(())
    }
}

impl<T: Parse> Once<T> {
    /// Reads `= value`.
    pub(super) fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let value = meta.value()?.parse()?;
        self.set(meta, value)
    }
}

/// One expression, or several in brackets or parentheses.
pub(super) fn list(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Array(array) => array.elems.iter().collect(),
        Expr::Tuple(tuple) => tuple.elems.iter().collect(),
        Expr::Group(group) => list(&group.expr),
        one => vec![one],
    }
}

/// The code of an expression of SeaQuery; of several it is their tuple.
pub(super) fn table_expr(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Array(_) | Expr::Tuple(_) => {
            let elements = list(expr).into_iter().map(table_expr);
            quote! { ::sea_orm_clickhouse::private::sea_query::Expr::tuple([#(#elements),*]) }
        }
        one => {
            let span = located(one);
            quote_spanned! { span => ::sea_orm_clickhouse::private::declared_expr(#one) }
        }
    }
}

/// Where an error about an expression points to. The names of the derive keep their meaning there.
pub(super) fn located(tokens: &impl ToTokens) -> Span {
    tokens.span().resolved_at(Span::call_site())
}

/// `settings(name = value, ..)`
pub(super) fn settings(meta: &ParseNestedMeta<'_>, settings: &mut Vec<(Ident, Expr)>) -> Result<()> {
    if !meta.input.peek(Paren) {
        return Err(meta.error("settings are written as `settings(name = value, ..)`"));
    }
    meta.parse_nested_meta(|setting| {
        let Some(name) = setting.path.get_ident() else {
            return Err(setting.error("the name of a setting is one word"));
        };
        if settings.iter().any(|(known, _)| known == name) {
            return Err(setting.error("this setting stands twice"));
        }
        settings.push((name.clone(), setting.value()?.parse()?));
        Ok(())
    })
}

/// The calls that set the settings.
pub(super) fn setting_calls(settings: &[(Ident, Expr)]) -> TokenStream {
    settings
        .iter()
        .map(|(name, value)| {
            let (name, span) = (name.to_string(), located(value));
            quote_spanned! { span => .setting(#name, #value) }
        })
        .collect()
}

/// What an attribute in parentheses cannot do without.
pub(super) fn required<T>(value: Once<T>, meta: &ParseNestedMeta<'_>, sentence: &str) -> Result<T> {
    value.0.ok_or_else(|| Error::new_spanned(&meta.path, sentence))
}

/// Passes over what an attribute of another derive has after its name.
pub(crate) fn pass(meta: &ParseNestedMeta<'_>) -> Result<()> {
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<Expr>()?;
    } else if meta.input.peek(Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<TokenStream>()?;
    }
    Ok(())
}
