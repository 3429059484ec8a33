//! `ClickHouseEntity`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Result};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if !matches!(input.data, Data::Struct(_)) {
        return Err(Error::new_spanned(
            &input.ident,
            "ClickHouseEntity stands on the struct of a model",
        ));
    }
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "the model of an entity has no generic parameters",
        ));
    }
    let model = &input.ident;
    Ok(quote! {
        ::sea_orm_clickhouse::inventory::submit! {
            ::sea_orm_clickhouse::Registration::of::<<#model as ::sea_orm::ModelTrait>::Entity>()
        }
    })
}
