//! `#[clickhouse(..)]` on a field of the model: what is said of its column.

use heck::ToUpperCamelCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Error, Expr, Field, LitStr, Result, Token, ext::IdentExt, meta::ParseNestedMeta};

use super::{
    declaration::{Once, list, located, parse, pass, setting_calls, settings, table_expr},
    kind::Kind as Entity,
};
use crate::row::is_of_row;

/// The attributes of a column, which are nothing to `FromClickHouseRow` on the same model.
const NAMES: [&str; 16] = [
    "type",
    "low_cardinality",
    "codec",
    "ttl",
    "default",
    "materialized",
    "alias",
    "ephemeral",
    "comment",
    "statistics",
    "settings",
    "expression",
    "hierarchical",
    "bidirectional",
    "injective",
    "is_object_id",
];

/// Those that an attribute of a dictionary has and a column has not.
const OF_DICTIONARY: [&str; 5] = [
    "expression",
    "hierarchical",
    "bidirectional",
    "injective",
    "is_object_id",
];

const ATTRIBUTES: &str = "a column has the attributes type, low_cardinality, codec, ttl, default, materialized, alias, \
                          ephemeral, comment, statistics and settings(..)";

const ATTRIBUTES_OF_DICTIONARY: &str = "an attribute of a dictionary has the attributes type, default, expression, \
                                        hierarchical, bidirectional, injective and is_object_id";

/// What is said of a column.
pub(super) struct Column {
    /// The variant of SeaORM's enum of columns.
    variant: Ident,
    data_type: Once<Expr>,
    low_cardinality: Once<Span>,
    codec: Once<Expr>,
    ttl: Once<Expr>,
    default: Once<(Kind, Option<Expr>)>,
    comment: Once<Expr>,
    statistics: Once<Expr>,
    settings: Vec<(Ident, Expr)>,
    /// What is said of an attribute of a dictionary.
    expression: Once<Expr>,
    words: Vec<Ident>,
}

/// How the value of a column that an insert leaves out comes about.
#[derive(Clone, Copy)]
enum Kind {
    Default,
    Materialized,
    Alias,
    Ephemeral,
}

impl Column {
    /// What is said of the column of a field, where something is.
    pub(super) fn of(field: &Field, entity: &Entity) -> Result<Option<Self>> {
        let mut column = Self {
            // Of a field that declares nothing there may be no column.
            variant: Ident::new("_", Span::call_site()),
            data_type: Once::default(),
            low_cardinality: Once::default(),
            codec: Once::default(),
            ttl: Once::default(),
            default: Once::default(),
            comment: Once::default(),
            statistics: Once::default(),
            settings: Vec::new(),
            expression: Once::default(),
            words: Vec::new(),
        };
        let mut says = false;
        parse(&field.attrs, |meta| {
            if is_of_row(meta) {
                return pass(meta);
            }
            says = true;
            entity.check_column(located(&meta.path))?;
            match entity {
                Entity::Dictionary(_) => column.read_of_dictionary(meta),
                _ => column.read(meta),
            }
        })?;
        if !says {
            return Ok(None);
        }
        column.variant = variant(field)?;
        Ok(Some(column))
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match name.as_str() {
            "type" => self.data_type.read(meta),
            "low_cardinality" => {
                let span = located(&meta.path);
                self.low_cardinality.set(meta, span)
            }
            "codec" => self.codec.read(meta),
            "ttl" => self.ttl.read(meta),
            "default" => self.read_default(meta, Kind::Default),
            "materialized" => self.read_default(meta, Kind::Materialized),
            "alias" => self.read_default(meta, Kind::Alias),
            "ephemeral" => self.read_default(meta, Kind::Ephemeral),
            "comment" => self.comment.read(meta),
            "statistics" => self.statistics.read(meta),
            "settings" => settings(meta, &mut self.settings),
            _ => Err(meta.error(ATTRIBUTES)),
        }
    }

    fn read_of_dictionary(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match meta.path.get_ident() {
            Some(name) if name == "type" => self.data_type.read(meta),
            Some(name) if name == "default" => self.read_default(meta, Kind::Default),
            Some(name) if name == "expression" => self.expression.read(meta),
            Some(name) if OF_DICTIONARY.iter().any(|word| name == word) => {
                if self.words.contains(name) {
                    return Err(meta.error("this attribute stands twice"));
                }
                self.words.push(name.clone());
                Ok(())
            }
            _ => Err(meta.error(ATTRIBUTES_OF_DICTIONARY)),
        }
    }

    fn read_default(&mut self, meta: &ParseNestedMeta<'_>, kind: Kind) -> Result<()> {
        if self.default.0.is_some() {
            return Err(meta.error("a column has one of default, materialized, alias and ephemeral"));
        }
        let expr = match kind {
            Kind::Ephemeral if !meta.input.peek(Token![=]) => None,
            _ => Some(meta.value()?.parse()?),
        };
        self.default.set(meta, (kind, expr))
    }

    /// The column.
    pub(super) fn path(&self) -> TokenStream {
        let variant = &self.variant;
        quote! { <<Self as ::sea_orm::EntityTrait>::Column>::#variant }
    }

    /// The column and the name of its type, where it names one.
    pub(super) fn data_type(&self) -> Option<TokenStream> {
        let data_type = self.data_type.0.as_ref()?;
        let (path, span) = (self.path(), located(data_type));
        let name = quote_spanned! { span => ::sea_orm_clickhouse::private::declared_type(#data_type) };
        Some(quote! { (#path, #name) })
    }

    /// The code that changes the column.
    pub(super) fn change(&self, statement: &Ident) -> Option<TokenStream> {
        let mut calls = TokenStream::new();
        if let Some(span) = self.low_cardinality.0 {
            calls.extend(quote_spanned! { span => .low_cardinality() });
        }
        match &self.default.0 {
            Some((Kind::Ephemeral, None)) => calls.extend(quote! { .ephemeral() }),
            Some((kind, Some(expr))) => {
                let method = Ident::new(kind.method(), Span::call_site());
                let expr = table_expr(expr);
                calls.extend(quote! { .#method(#expr) });
            }
            _ => {}
        }
        if let Some(chain) = &self.codec.0 {
            let span = located(chain);
            calls.extend(quote_spanned! { span => .codec(#chain) });
        }
        if let Some(expr) = &self.ttl.0 {
            let expr = table_expr(expr);
            calls.extend(quote! { .ttl(#expr) });
        }
        if let Some(text) = &self.comment.0 {
            let span = located(text);
            calls.extend(quote_spanned! { span => .comment(#text) });
        }
        if let Some(kinds) = &self.statistics.0 {
            let (kinds, span) = (list(kinds), located(kinds));
            calls.extend(quote_spanned! { span => .statistics([#(#kinds),*]) });
        }
        calls.extend(setting_calls(&self.settings));
        if calls.is_empty() {
            return None;
        }
        let path = self.path();
        let column = Ident::new("column", Span::mixed_site());
        Some(quote! {
            let #statement = ::sea_orm_clickhouse::private::change_column(#statement, #path, |#column| #column #calls)?;
        })
    }
}

impl Column {
    /// The code that changes the attribute of a dictionary.
    pub(super) fn change_attribute(&self, statement: &Ident) -> Option<TokenStream> {
        let mut calls = TokenStream::new();
        if let Some((_, Some(value))) = &self.default.0 {
            let span = located(value);
            calls.extend(quote_spanned! { span => .default(#value) });
        }
        if let Some(expr) = &self.expression.0 {
            let expr = table_expr(expr);
            calls.extend(quote! { .expression(#expr) });
        }
        for word in &self.words {
            let word = Ident::new(&word.to_string(), located(word));
            calls.extend(quote! { .#word() });
        }
        if calls.is_empty() {
            return None;
        }
        let path = self.path();
        let attribute = Ident::new("attribute", Span::mixed_site());
        Some(quote! {
            let #statement = ::sea_orm_clickhouse::private::change_attribute(
                #statement, #path, |#attribute| #attribute #calls
            )?;
        })
    }
}

impl Kind {
    /// The method that declares it.
    fn method(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Materialized => "materialized",
            Self::Alias => "alias",
            Self::Ephemeral => "ephemeral_or",
        }
    }
}

/// Whether an attribute of a field is one of its column.
pub(crate) fn is_of_column(meta: &ParseNestedMeta<'_>) -> bool {
    NAMES.iter().any(|name| meta.path.is_ident(name))
}

/// The variant that SeaORM's derives give the column of a field: that of `enum_name`, or the name of the field in their way.
fn variant(field: &Field) -> Result<Ident> {
    let Some(ident) = &field.ident else {
        return Err(Error::new_spanned(field, "the fields of a model have names"));
    };
    let mut named: Option<Ident> = None;
    for attribute in field
        .attrs
        .iter()
        .filter(|found| found.path().is_ident("sea_orm"))
    {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("ignore") {
                return Err(Error::new_spanned(
                    ident,
                    "SeaORM ignores this field, so it has no column to declare",
                ));
            }
            if meta.path.is_ident("enum_name") {
                named = Some(meta.value()?.parse::<LitStr>()?.parse()?);
                return Ok(());
            }
            pass(&meta)
        })?;
    }
    if let Some(named) = named {
        return Ok(named);
    }
    let name = ident.unraw().to_string().to_upper_camel_case();
    // `Self` is the only keyword in capitals, and cannot be a raw name.
    let name = if name == "Self" { "Self_".to_owned() } else { name };
    Ok(Ident::new(&name, ident.span()))
}
