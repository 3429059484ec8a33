//! `ClickHouseEntity`.

mod column;
mod declaration;
mod distributed;
mod table;
#[cfg(test)]
mod tests;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Error, Expr, Fields, LitStr, Meta, Result, Token, parenthesized,
    token::Paren,
};

use column::Column;
pub(crate) use column::is_of_column;
use declaration::is_declared;
pub(crate) use declaration::pass;
use table::Table;

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "ClickHouseEntity stands on the struct of a model",
        ));
    };
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(
            &input.generics,
            "the model of an entity has no generic parameters",
        ));
    }
    let model = &input.ident;
    let implementation = implementation(input, &data.fields)?;
    Ok(quote! {
        ::sea_orm_clickhouse::inventory::submit! {
            {
                // Of an entity that declares no table there is only the trait's.
                #[allow(unused_imports)]
                use ::sea_orm_clickhouse::private::Undeclared as _;
                <::sea_orm_clickhouse::private::Declared<<#model as ::sea_orm::ModelTrait>::Entity>>::REGISTRATION
            }
        }

        #implementation
    })
}

/// The implementation of the trait, where an attribute declares something. Without one it is left to the user.
fn implementation(input: &DeriveInput, fields: &Fields) -> Result<Option<TokenStream>> {
    // `#[sea_orm::model]` copies derives and attributes to the struct with the relations that it makes beside the model.
    if input.ident == "ModelEx" {
        return Ok(None);
    }
    let table = Table::of(&input.attrs)?;
    let columns = fields
        .iter()
        .filter_map(|field| Column::of(field).transpose())
        .collect::<Result<Vec<_>>>()?;
    if !is_declared(&input.attrs) && columns.is_empty() {
        return Ok(None);
    }
    let entity = entity(&input.attrs)?;
    // A name that the expressions of the attributes cannot see.
    let statement = Ident::new("statement", Span::mixed_site());
    let types: Vec<_> = columns.iter().filter_map(Column::data_type).collect();
    let start = match table.distributed() {
        Some(distributed) => {
            let own: Vec<_> = columns.iter().map(Column::path).collect();
            distributed.statement(&types, &own)
        }
        None => quote! { ::sea_orm_clickhouse::private::declared_table::<Self>(&[#(#types),*])? },
    };
    let changes = columns.iter().filter_map(|column| column.change(&statement));
    let clauses = table.clauses(&statement);
    Ok(Some(quote! {
        #[automatically_derived]
        impl ::sea_orm_clickhouse::ClickHouseEntity for #entity {
            fn create_table() -> ::core::result::Result<
                ::sea_orm_clickhouse::sea_query_clickhouse::table::TableCreateStatement,
                ::sea_orm_clickhouse::BuildError,
            > {
                let #statement = #start;
                #(#changes)*
                #(#clauses)*
                ::core::result::Result::Ok(#statement)
            }
        }
    }))
}

/// The entity as SeaORM's own derive names it. By `<Model as ModelTrait>::Entity` the implementations of two crates, of
/// which one depends on the other, would be in conflict.
fn entity(attributes: &[Attribute]) -> Result<Ident> {
    let mut entity = Ident::new("Entity", Span::call_site());
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("sea_orm"))
    {
        if !matches!(attribute.meta, Meta::List(_)) {
            continue;
        }
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("entity") {
                entity = meta.value()?.parse::<LitStr>()?.parse()?;
            } else if meta.input.peek(Token![=]) {
                meta.value()?.parse::<Expr>()?;
            } else if meta.input.peek(Paren) {
                let inner;
                parenthesized!(inner in meta.input);
                inner.parse::<TokenStream>()?;
            }
            Ok(())
        })?;
    }
    Ok(entity)
}
