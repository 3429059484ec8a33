//! What SeaORM's own attributes, `#[sea_orm(..)]`, say of a field of a row that is a model or a partial model besides.

use proc_macro2::Span;
use syn::{Attribute, Error, Field, LitStr, Result, ext::IdentExt, meta::ParseNestedMeta, spanned::Spanned};

use super::attribute::Reading;
use crate::entity::pass;

/// The struct that a field stands in.
#[derive(Clone, Copy)]
pub(super) struct Struct {
    /// Whether it has attributes of SeaORM, as models and partial models have.
    pub(super) is_of_sea_orm: bool,
    /// Whether it names an entity, as partial models do.
    names_entity: bool,
}

impl Struct {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut names_entity = false;
        let mut own = attributes
            .iter()
            .filter(|found| found.path().is_ident("sea_orm"))
            .peekable();
        let is_of_sea_orm = own.peek().is_some();
        for attribute in own {
            // What cannot be read is SeaORM's to refuse.
            let _ = attribute.parse_nested_meta(|meta| {
                names_entity |= meta.path.is_ident("entity");
                pass(&meta)
            });
        }
        Self {
            is_of_sea_orm,
            names_entity,
        }
    }
}

/// How the attributes say that the field is read; `None` when they say nothing of it.
pub(super) fn reading(field: &Field, of: Struct) -> Result<Option<Reading>> {
    let (mut skip, mut rename) = (false, None::<LitStr>);
    let (mut nested, mut prefix) = (None::<Span>, None::<LitStr>);
    for attribute in field
        .attrs
        .iter()
        .filter(|found| found.path().is_ident("sea_orm"))
    {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("skip") || meta.path.is_ident("ignore") {
                skip = true;
            } else if meta.path.is_ident("column_name") || meta.path.is_ident("from_alias") {
                rename = Some(meta.value()?.parse()?);
                return Ok(());
            } else if meta.path.is_ident("nested") {
                nested = Some(meta.path.span());
                prefix = prefix_of(&meta)?;
                return Ok(());
            }
            pass(&meta)
        });
    }
    if let Some(span) = nested {
        let prefix = match prefix.map(|prefix| prefix.value()) {
            Some(prefix) if !prefix.is_empty() => prefix,
            _ if of.names_entity => {
                let name = field.ident.as_ref().map(|name| name.unraw().to_string());
                format!("{}_", name.unwrap_or_default())
            }
            _ => {
                return Err(Error::new(
                    span,
                    "the columns of a row nested by SeaORM begin with the name of the field in a partial model, and not in \
                     other structs, which cannot be told apart here: say it by #[clickhouse(nested, prefix = \"..\")] or \
                     #[clickhouse(nested)], or name the entity by #[sea_orm(entity = \"..\")] on the struct",
                ));
            }
        };
        return Ok(Some(Reading::Nested { prefix: Some(prefix) }));
    }
    if skip {
        return Ok(Some(Reading::Skip));
    }
    Ok(rename.map(|rename| Reading::Column {
        rename: Some(rename.value()),
        default: false,
    }))
}

fn prefix_of(meta: &ParseNestedMeta<'_>) -> Result<Option<LitStr>> {
    let mut prefix = None;
    if meta.input.peek(syn::token::Paren) {
        meta.parse_nested_meta(|meta| {
            if meta.path.is_ident("prefix") {
                prefix = Some(meta.value()?.parse()?);
                return Ok(());
            }
            pass(&meta)
        })?;
    }
    Ok(prefix)
}
