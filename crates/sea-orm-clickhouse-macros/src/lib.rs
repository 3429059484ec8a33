//! The derives of `sea-orm-clickhouse`.

mod entity;
mod row;
mod structured;

use proc_macro::TokenStream;
use syn::parse_macro_input;

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
    let input = parse_macro_input!(input);
    entity::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
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
    let input = parse_macro_input!(input);
    structured::tuple(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
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
    let input = parse_macro_input!(input);
    structured::variant(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes a struct a row of a result: the fields of a struct with names are read from the columns of their names, those
/// of a tuple struct by position. The trait of the same name says what is read as what.
///
/// | attribute of a field | what it does |
/// |---|---|
/// | `#[clickhouse(rename = "count()")]` | reads the column of that name |
/// | `#[clickhouse(default)]` | a column that is not in the result gives the default of the type |
/// | `#[clickhouse(skip)]` | reads no column, the field is the default of its type |
/// | `#[clickhouse(nested)]` | the field is a row of its own, whose columns are in the same result |
/// | `#[clickhouse(nested, prefix = "A_")]` | and whose columns have names that begin so |
///
/// ```text
/// #[derive(FromClickHouseRow)]
/// struct Daily {
///     day: NaiveDate,
///     events: i64,
///     #[clickhouse(rename = "uniqExact(user)")]
///     users: u64,
/// }
/// ```
#[proc_macro_derive(FromClickHouseRow, attributes(clickhouse))]
pub fn derive_from_clickhouse_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input);
    row::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
