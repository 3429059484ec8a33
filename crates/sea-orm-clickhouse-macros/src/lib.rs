//! The derives of `sea-orm-clickhouse`.

mod structured;

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

/// Makes a struct with named fields the type of a field, `Tuple(a A, b B, ...)`, and a `Vec` of it one of `Nested(...)`
/// or `Array(Tuple(...))`. Its fields are of types that implement `ClickHouseType`; `#[clickhouse(rename = "...")]` gives
/// an element another name than its field has.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, ClickHouseTuple)]
/// pub struct Address {
///     pub street: String,
///     #[clickhouse(rename = "zip code")]
///     pub zip: Option<u32>,
/// }
/// ```
#[proc_macro_derive(ClickHouseTuple, attributes(clickhouse))]
pub fn derive_clickhouse_tuple(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expanded(&input, structured::tuple)
}

/// Makes an enum the type of a field, `Variant(A, B, ...)`. Each of its variants holds one value, of a type that
/// implements `ClickHouseType`; NULL is an `Option` of the enum.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, ClickHouseVariant)]
/// pub enum Reading {
///     Number(f64),
///     Text(String),
/// }
/// ```
#[proc_macro_derive(ClickHouseVariant)]
pub fn derive_clickhouse_variant(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expanded(&input, structured::variant)
}

fn expanded(
    input: &DeriveInput,
    expand: impl Fn(&DeriveInput) -> syn::Result<proc_macro2::TokenStream>,
) -> TokenStream {
    if !input.generics.params.is_empty() {
        return refuse(input, "the type of a field has no generic parameters here");
    }
    expand(input)
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}

fn refuse(input: &DeriveInput, sentence: &str) -> TokenStream {
    syn::Error::new(input.span(), sentence).to_compile_error().into()
}
