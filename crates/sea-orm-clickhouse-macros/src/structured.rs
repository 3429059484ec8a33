//! `ClickHouseTuple` and `ClickHouseVariant`: structs and enums as the types of fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr, Result, Type, spanned::Spanned};

pub(crate) fn tuple(input: &DeriveInput) -> Result<TokenStream> {
    refuse_generics(input)?;
    let Data::Struct(data) = &input.data else {
        return Err(Error::new(input.span(), "ClickHouseTuple stands on a struct"));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new(
            input.span(),
            "ClickHouseTuple stands on a struct with named fields; a tuple without names is `types::Tuple<(A, B)>`",
        ));
    };
    let names = fields
        .named
        .iter()
        .map(element_name)
        .collect::<Result<Vec<_>>>()?;
    let idents: Vec<_> = fields
        .named
        .iter()
        .filter_map(|field| field.ident.as_ref())
        .collect();
    let types: Vec<_> = fields.named.iter().map(|field| &field.ty).collect();
    let body = quote! {
        fn data_type() -> ::sea_orm_clickhouse::sea_query_clickhouse::DataType {
            ::sea_orm_clickhouse::sea_query_clickhouse::DataType::named_tuple([
                #((
                    #names,
                    <#types as ::sea_orm_clickhouse::types::ClickHouseType>::data_type(),
                )),*
            ])
        }

        fn into_value(self) -> ::sea_orm_clickhouse::private::sea_query::Value {
            ::sea_orm_clickhouse::sea_query_clickhouse::structured::structured(
                &<Self as ::sea_orm_clickhouse::types::ClickHouseType>::data_type(),
                ::std::vec![#(::sea_orm_clickhouse::types::ClickHouseType::into_value(self.#idents)),*],
            )
        }

        fn from_value(
            value: ::sea_orm_clickhouse::private::sea_query::Value,
        ) -> ::std::result::Result<Self, ::sea_orm_clickhouse::ClickHouseError> {
            let mut elements = ::sea_orm_clickhouse::private::elements_of::<Self>(value)?;
            ::std::result::Result::Ok(Self {
                #(#idents: ::sea_orm_clickhouse::private::next_element(&mut elements)?,)*
            })
        }
    };
    Ok(implementation(input, &body))
}

pub(crate) fn variant(input: &DeriveInput) -> Result<TokenStream> {
    refuse_generics(input)?;
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.span(), "ClickHouseVariant stands on an enum"));
    };
    let mut idents = Vec::new();
    let mut types: Vec<&Type> = Vec::new();
    for variant in &data.variants {
        let Fields::Unnamed(fields) = &variant.fields else {
            return Err(one_field(variant));
        };
        let mut fields = fields.unnamed.iter();
        let (Some(field), None) = (fields.next(), fields.next()) else {
            return Err(one_field(variant));
        };
        if types.contains(&&field.ty) {
            return Err(Error::new(
                variant.span(),
                "two of the enum are of the same type, which a Variant cannot tell apart",
            ));
        }
        idents.push(&variant.ident);
        types.push(&field.ty);
    }
    if idents.is_empty() {
        return Err(Error::new(input.span(), "a Variant has at least one type"));
    }
    let body = quote! {
        fn data_type() -> ::sea_orm_clickhouse::sea_query_clickhouse::DataType {
            ::sea_orm_clickhouse::sea_query_clickhouse::DataType::variant([
                #(<#types as ::sea_orm_clickhouse::types::ClickHouseType>::data_type()),*
            ])
        }

        fn into_value(self) -> ::sea_orm_clickhouse::private::sea_query::Value {
            match self {
                #(Self::#idents(value) => ::sea_orm_clickhouse::private::variant_value::<Self, #types>(value),)*
            }
        }

        fn from_value(
            value: ::sea_orm_clickhouse::private::sea_query::Value,
        ) -> ::std::result::Result<Self, ::sea_orm_clickhouse::ClickHouseError> {
            let (name, value) = ::sea_orm_clickhouse::private::named_value::<Self>(value)?;
            #(
                if ::sea_orm_clickhouse::private::is_named::<#types>(&name) {
                    return ::sea_orm_clickhouse::types::ClickHouseType::from_value(value).map(Self::#idents);
                }
            )*
            ::std::result::Result::Err(::sea_orm_clickhouse::private::no_member::<Self>(&name))
        }
    };
    Ok(implementation(input, &body))
}

fn refuse_generics(input: &DeriveInput) -> Result<()> {
    if input.generics.params.is_empty() {
        return Ok(());
    }
    Err(Error::new(
        input.span(),
        "the type of a field has no generic parameters here",
    ))
}

fn one_field(variant: &syn::Variant) -> Error {
    Error::new(
        variant.span(),
        "each of a ClickHouseVariant holds one value: `Name(Type)`; NULL is an Option of the enum",
    )
}

fn implementation(input: &DeriveInput, body: &TokenStream) -> TokenStream {
    let ident = &input.ident;
    quote! {
        #[automatically_derived]
        impl ::sea_orm_clickhouse::types::ClickHouseType for #ident {
            #body
        }

        ::sea_orm_clickhouse::private::field!(impl[] #ident);
    }
}

/// The name of an element: the field's, or that of `#[clickhouse(rename = "...")]`.
fn element_name(field: &Field) -> Result<String> {
    let mut name = field.ident.as_ref().map(|ident| {
        let text = ident.to_string();
        text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
    });
    for attribute in field
        .attrs
        .iter()
        .filter(|attribute| attribute.path().is_ident("clickhouse"))
    {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("rename") {
                return Err(meta.error("an element has the attribute `rename = \"...\"` alone"));
            }
            name = Some(meta.value()?.parse::<LitStr>()?.value());
            Ok(())
        })?;
    }
    name.ok_or_else(|| Error::new(field.span(), "the field has no name"))
}
