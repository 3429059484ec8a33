//! `#[clickhouse(..)]` on a field of a row.

use proc_macro2::Span;
use syn::{Error, Field, LitStr, Result, Token, meta::ParseNestedMeta, spanned::Spanned};

use super::sea_orm::{self, Struct};
use crate::entity::{is_of_column, pass};

/// How a field is read.
pub(super) enum Reading {
    /// From a column of its own.
    Column { rename: Option<String>, default: bool },
    /// As a row of its own.
    Nested { prefix: Option<String> },
    /// Not at all.
    Skip,
}

pub(super) struct Attribute {
    pub(super) reading: Reading,
    /// Where an attribute stands that has no meaning by position.
    by_name: Option<Span>,
}

impl Attribute {
    /// The attributes of a field; those that `ClickHouseEntity` has for a field of a model are passed over. SeaORM's hold
    /// where these say nothing.
    pub(super) fn of(field: &Field, of: Struct) -> Result<Self> {
        let (mut rename, mut prefix) = (None::<LitStr>, None::<LitStr>);
        let (mut default, mut skip, mut nested) = (None, None, None);
        for attribute in field
            .attrs
            .iter()
            .filter(|found| found.path().is_ident("clickhouse"))
        {
            attribute.parse_nested_meta(|meta| {
                let span = meta.path.span();
                let twice = |before: bool| match before {
                    true => Err(meta.error("this attribute stands twice on the field")),
                    false => Ok(()),
                };
                if of.is_of_sea_orm && !is_of_row(&meta) && is_of_column(&meta) {
                    return pass(&meta);
                }
                if meta.path.is_ident("rename") {
                    twice(rename.is_some())?;
                    rename = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("prefix") {
                    twice(prefix.is_some())?;
                    prefix = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("default") {
                    twice(default.is_some())?;
                    default = Some(span);
                } else if meta.path.is_ident("skip") {
                    twice(skip.is_some())?;
                    skip = Some(span);
                } else if meta.path.is_ident("nested") {
                    twice(nested.is_some())?;
                    nested = Some(span);
                } else {
                    return Err(meta.error(
                        "a field of a row has the attributes rename = \"..\", default, skip, nested and prefix = \"..\"",
                    ));
                }
                Ok(())
            })?;
        }
        let renamed = rename.as_ref().map(Spanned::span);
        let prefixed = prefix.as_ref().map(Spanned::span);
        if let (Some(_), Some(span)) = (skip, renamed.or(prefixed).or(default).or(nested)) {
            return Err(Error::new(
                span,
                "a field that is skipped reads no column: it is the default of its type, and has no other attribute",
            ));
        }
        if let (Some(_), Some(span)) = (nested, renamed.or(default)) {
            return Err(Error::new(
                span,
                "a nested row has columns of its own: set rename and default on its fields, or a prefix here",
            ));
        }
        if let (None, Some(span)) = (nested, prefixed) {
            return Err(Error::new(
                span,
                "a prefix is of the columns of a nested row: add nested, or name the column by rename",
            ));
        }
        let reading = if skip.is_some() {
            Reading::Skip
        } else if nested.is_some() {
            Reading::Nested {
                prefix: prefix.map(|prefix| prefix.value()),
            }
        } else if rename.is_none()
            && default.is_none()
            && let Some(reading) = sea_orm::reading(field, of)?
        {
            reading
        } else {
            Reading::Column {
                rename: rename.map(|rename| rename.value()),
                default: default.is_some(),
            }
        };
        Ok(Self {
            reading,
            by_name: renamed.or(default),
        })
    }

    /// Refuses what only a column that is found by its name can have.
    pub(super) fn refuse_by_position(&self) -> Result<()> {
        match self.by_name {
            None => Ok(()),
            Some(span) => Err(Error::new(
                span,
                "the fields of a tuple struct are read by position: rename and default are of a struct with names",
            )),
        }
    }
}

/// Whether an attribute of a field is one of a row. A `default` with a value is one of an entity's column.
pub(crate) fn is_of_row(meta: &ParseNestedMeta<'_>) -> bool {
    match meta.path.is_ident("default") {
        true => !meta.input.peek(Token![=]),
        false => ["rename", "skip", "nested", "prefix"]
            .iter()
            .any(|name| meta.path.is_ident(name)),
    }
}

/// The struct itself has no attributes.
pub(super) fn refuse_on_struct(attributes: &[syn::Attribute]) -> Result<()> {
    match attributes
        .iter()
        .find(|found| found.path().is_ident("clickhouse"))
    {
        None => Ok(()),
        Some(attribute) => Err(Error::new_spanned(
            attribute,
            "the attributes of a row stand on its fields",
        )),
    }
}
