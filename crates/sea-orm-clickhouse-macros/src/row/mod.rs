//! `FromClickHouseRow`.

mod attribute;
mod sea_orm;
#[cfg(test)]
mod tests;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{
    Data, DeriveInput, Error, Field, Fields, GenericArgument, Generics, Index, Member, PathArguments, Result,
    Type, ext::IdentExt, spanned::Spanned,
};

pub(crate) use attribute::is_of_row;
use attribute::{Attribute, Reading};
use sea_orm::Struct;

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(Error::new_spanned(
            &input.ident,
            "FromClickHouseRow stands on a struct: with names for columns by name, or a tuple struct for columns by \
             position. An enum is a field of it, as an ActiveEnum",
        ));
    };
    let of = Struct::of(&input.attrs);
    if !of.is_of_sea_orm {
        attribute::refuse_on_struct(&input.attrs)?;
    }
    if let Some(lifetime) = input.generics.lifetimes().next() {
        return Err(Error::new_spanned(
            lifetime,
            "a row owns its values, so it has no lifetime: use String for &str and Vec<u8> for &[u8]",
        ));
    }
    let by_name = match &data.fields {
        Fields::Named(_) => true,
        Fields::Unnamed(_) => false,
        Fields::Unit => {
            return Err(Error::new_spanned(
                &input.ident,
                "a row has fields: one for each column that it reads",
            ));
        }
    };
    let row = &input.ident;
    let row_name = row.unraw().to_string();
    let mut described = Vec::new();
    let mut read = Vec::new();
    for (index, field) in data.fields.iter().enumerate() {
        let field = RowField::new(&row_name, index, field, of)?;
        described.push(field.description(by_name)?);
        read.push(field.value());
    }
    let generics = bounded(&input.generics, &data.fields, of)?;
    let (implemented, _, conditions) = generics.split_for_impl();
    let (_, arguments, _) = input.generics.split_for_impl();
    Ok(quote! {
        #[automatically_derived]
        impl #implemented ::sea_orm_clickhouse::FromClickHouseRow for #row #arguments #conditions {
            const BY_NAME: bool = #by_name;

            fn fields(fields: &mut ::sea_orm_clickhouse::RowFields) {
                #(#described)*
            }

            fn read(
                values: &mut ::sea_orm_clickhouse::RowValues<'_>,
            ) -> ::core::result::Result<Self, ::sea_orm_clickhouse::ClickHouseError> {
                ::core::result::Result::Ok(Self { #(#read),* })
            }
        }
    })
}

struct RowField<'a> {
    row: &'a str,
    member: Member,
    name: String,
    data_type: &'a Type,
    attribute: Attribute,
}

impl<'a> RowField<'a> {
    fn new(row: &'a str, index: usize, field: &'a Field, of: Struct) -> Result<Self> {
        let (member, name) = match &field.ident {
            Some(ident) => (Member::Named(ident.clone()), ident.unraw().to_string()),
            None => (Member::Unnamed(Index::from(index)), index.to_string()),
        };
        Ok(Self {
            row,
            member,
            name,
            data_type: &field.ty,
            attribute: Attribute::of(field, of)?,
        })
    }

    /// What the field tells of itself before the result arrives.
    fn description(&self, by_name: bool) -> Result<TokenStream> {
        let (row, name, data_type) = (self.row, &self.name, self.data_type);
        let span = located(data_type);
        Ok(match &self.attribute.reading {
            Reading::Skip => TokenStream::new(),
            Reading::Nested { prefix } => {
                let prefix = prefix.as_deref().unwrap_or_default();
                let check = by_name.then(|| {
                    let sentence = format!(
                        "`{row}` reads its columns by name, the row nested in its field `{name}` by position: give it \
                         names for its fields"
                    );
                    quote_spanned! { span =>
                        const { assert!(<#data_type as ::sea_orm_clickhouse::FromClickHouseRow>::BY_NAME, #sentence) };
                    }
                });
                let check = check.unwrap_or_else(|| {
                    let sentence = format!(
                        "`{row}` reads its columns by position, the row nested in its field `{name}` by name: make it \
                         a tuple struct"
                    );
                    quote_spanned! { span =>
                        const { assert!(!<#data_type as ::sea_orm_clickhouse::FromClickHouseRow>::BY_NAME, #sentence) };
                    }
                });
                quote_spanned! { span => #check fields.nested::<#data_type>(#prefix); }
            }
            Reading::Column { rename, default } => {
                if by_name {
                    let column = rename.as_ref().unwrap_or(name);
                    quote_spanned! { span => fields.named::<#data_type>(#row, #name, #column, #default); }
                } else {
                    self.attribute.refuse_by_position()?;
                    quote_spanned! { span => fields.positional::<#data_type>(#row, #name); }
                }
            }
        })
    }

    /// The field of the struct that is read.
    fn value(&self) -> TokenStream {
        let (member, data_type) = (&self.member, self.data_type);
        let span = located(data_type);
        let value = match &self.attribute.reading {
            Reading::Skip => quote_spanned! { span => ::core::default::Default::default() },
            Reading::Nested { .. } => {
                quote_spanned! { span => <#data_type as ::sea_orm_clickhouse::FromClickHouseRow>::read(values)? }
            }
            Reading::Column { default, .. } => {
                let (method, read_type) = match list_of(data_type) {
                    Some((element, false)) => ("list", element),
                    Some((element, true)) => ("optional_list", element),
                    None => ("value", data_type),
                };
                let method = format_ident!("{method}");
                if *default {
                    quote_spanned! { span =>
                        if values.is_absent() {
                            ::core::default::Default::default()
                        } else {
                            values.#method::<#read_type>()?
                        }
                    }
                } else {
                    quote_spanned! { span => values.#method::<#read_type>()? }
                }
            }
        };
        quote! { #member: #value }
    }
}

/// Where an error about a type points to. The names of the derive keep their meaning there, also when the type comes out of
/// a macro.
fn located(data_type: &Type) -> Span {
    data_type.span().resolved_at(Span::call_site())
}

/// The `T` of a `Vec<T>`, and whether it stands in an `Option`. SeaQuery panics over an element that is no `T`, such as the
/// unknown value of an enum; so lists are read an element at a time.
fn list_of(data_type: &Type) -> Option<(&Type, bool)> {
    let element = |list| {
        argument_of(list, "Vec")
            .filter(|element| !is_byte(element) && argument_of(element, "Option").is_none())
    };
    match argument_of(data_type, "Option") {
        Some(list) => Some((element(list)?, true)),
        None => Some((element(data_type)?, false)),
    }
}

fn is_byte(data_type: &Type) -> bool {
    match data_type {
        Type::Path(path) => path.path.is_ident("u8"),
        Type::Group(group) => is_byte(&group.elem),
        _ => false,
    }
}

/// The argument of a type that has the name and one argument.
fn argument_of<'a>(data_type: &'a Type, name: &str) -> Option<&'a Type> {
    let path = match data_type {
        Type::Path(path) => path,
        // What a macro gave.
        Type::Group(group) => return argument_of(&group.elem, name),
        _ => return None,
    };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(argument)) if arguments.args.len() == 1 => Some(argument),
        _ => None,
    }
}

/// The generic parameters with what the types of the fields that use them must be.
fn bounded(generics: &Generics, fields: &Fields, of: Struct) -> Result<Generics> {
    let mut bounded = generics.clone();
    let parameters: Vec<_> = generics.type_params().map(|parameter| &parameter.ident).collect();
    if parameters.is_empty() {
        return Ok(bounded);
    }
    let conditions = bounded.make_where_clause();
    for parameter in &parameters {
        conditions
            .predicates
            .push(syn::parse_quote!(#parameter: ::core::marker::Send + 'static));
    }
    for field in fields {
        let data_type = &field.ty;
        if !names_one(data_type.to_token_stream(), &parameters) {
            continue;
        }
        let attribute = Attribute::of(field, of)?;
        let needs: TokenStream = match attribute.reading {
            Reading::Skip => quote!(::core::default::Default),
            Reading::Nested { .. } => quote!(::sea_orm_clickhouse::FromClickHouseRow),
            Reading::Column { default: false, .. } => quote!(::sea_orm::sea_query::ValueType),
            Reading::Column { default: true, .. } => {
                quote!(::sea_orm::sea_query::ValueType + ::core::default::Default)
            }
        };
        conditions.predicates.push(syn::parse_quote!(#data_type: #needs));
        if let (Reading::Column { .. }, Some((element, _))) = (&attribute.reading, list_of(data_type)) {
            conditions
                .predicates
                .push(syn::parse_quote!(#element: ::sea_orm::sea_query::ValueType));
        }
    }
    Ok(bounded)
}

/// Whether a type names one of the generic parameters.
fn names_one(tokens: TokenStream, parameters: &[&syn::Ident]) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => parameters.contains(&&ident),
        TokenTree::Group(group) => names_one(group.stream(), parameters),
        _ => false,
    })
}
