//! The derives of `sea-orm-clickhouse`.

use proc_macro::TokenStream;
use quote::quote;
use syn::{DeriveInput, parse_macro_input, spanned::Spanned};

/// Registers the entity of a model for every connection of the program, so that its columns are read exactly as the
/// types of its fields. It stands beside SeaORM's `DeriveEntityModel`, on the model.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
/// #[sea_orm(table_name = "event")]
/// pub struct Model {
///     #[sea_orm(primary_key, auto_increment = false)]
///     pub id: i64,
///     pub protocol: String,
/// }
/// ```
#[proc_macro_derive(ClickHouseEntity)]
pub fn derive_clickhouse_entity(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    if !matches!(input.data, syn::Data::Struct(_)) {
        return refuse(&input, "ClickHouseEntity stands on the struct of a model");
    }
    if !input.generics.params.is_empty() {
        return refuse(&input, "the model of an entity has no generic parameters");
    }
    let model = &input.ident;
    quote! {
        ::sea_orm_clickhouse::inventory::submit! {
            ::sea_orm_clickhouse::Registration::of::<<#model as ::sea_orm::ModelTrait>::Entity>()
        }
    }
    .into()
}

fn refuse(input: &DeriveInput, sentence: &str) -> TokenStream {
    syn::Error::new(input.span(), sentence).to_compile_error().into()
}
