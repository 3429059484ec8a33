//! `ClickHouseEntity`.

mod column;
mod declaration;
mod dictionary;
mod distributed;
mod kind;
mod table;
#[cfg(test)]
mod tests;
mod view;

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
use dictionary::Dictionary;
use kind::Kind;
use table::Table;
use view::View;

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
                // What the entity does not declare there is only of the trait.
                #[allow(unused_imports)]
                use ::sea_orm_clickhouse::private::Undeclared as _;
                type Declared = ::sea_orm_clickhouse::private::Declared<<#model as ::sea_orm::ModelTrait>::Entity>;
                Declared::REGISTRATION.read_only(Declared::VIEW, Declared::DICTIONARY)
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
    let declared = Declared::of(&input.attrs)?;
    let columns = fields
        .iter()
        .filter_map(|field| Column::of(field, &declared.kind).transpose())
        .collect::<Result<Vec<_>>>()?;
    if !is_declared(&input.attrs) && columns.is_empty() {
        return Ok(None);
    }
    let entity = entity(&input.attrs)?;
    Ok(Some(match &declared.kind {
        Kind::Table => {
            let (statement, table) = declared.table(&columns);
            implement(
                &entity,
                "ClickHouseEntity",
                "create_table",
                "table::TableCreateStatement",
                None,
                quote! {
                    #table
                    ::core::result::Result::Ok(#statement)
                },
            )
        }
        Kind::View(query) => {
            let statement = Ident::new("statement", Span::mixed_site());
            let (query, calls) = (view::query(query), declared.view.calls());
            let cluster = declared.table.cluster_call();
            let made = quote! {
                let #statement = ::sea_orm_clickhouse::private::declared_view::<Self>(#query)?;
                ::core::result::Result::Ok(#statement #calls #cluster)
            };
            let of = "ClickHouseViewEntity";
            implement(
                &entity,
                of,
                "create_view",
                "view::ViewCreateStatement",
                Some("View"),
                made,
            )
        }
        Kind::MaterializedView { query, to } => {
            let view = Ident::new("view", Span::mixed_site());
            let (query, calls) = (view::query(query), declared.view.calls());
            let made = match to {
                Some(target) => {
                    let cluster = declared.table.cluster_call();
                    let of = quote! { ::sea_orm_clickhouse::private::declared_materialized_view_to };
                    quote! {
                        let #view = #of::<Self, _>(#query, #target)?;
                        ::core::result::Result::Ok(#view #calls #cluster)
                    }
                }
                None => {
                    let (statement, table) = declared.table(&columns);
                    let of = quote! { ::sea_orm_clickhouse::private::declared_materialized_view };
                    quote! {
                        #table
                        let #view = #of::<Self>(#query, #statement)?;
                        ::core::result::Result::Ok(#view #calls)
                    }
                }
            };
            let of = "ClickHouseViewEntity";
            let statement = "view::MaterializedViewCreateStatement";
            implement(&entity, of, "create_view", statement, Some("View"), made)
        }
        Kind::Dictionary(source) => {
            let statement = Ident::new("statement", Span::mixed_site());
            let types = columns.iter().filter_map(Column::data_type);
            let changes = columns
                .iter()
                .filter_map(|column| column.change_attribute(&statement));
            let (clauses, shared) = (declared.dictionary.calls(source)?, declared.table.shared_calls());
            let made = "dictionary::DictionaryCreateStatement";
            implement(
                &entity,
                "ClickHouseDictionaryEntity",
                "create_dictionary",
                made,
                None,
                quote! {
                    let #statement = ::sea_orm_clickhouse::private::declared_dictionary::<Self>(&[#(#types),*])?;
                    #(#changes)*
                    ::core::result::Result::Ok(#statement #clauses #shared)
                },
            )
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

/// The implementation of a trait by its one method.
fn implement(
    entity: &Ident,
    of: &str,
    method: &str,
    statement: &str,
    associated: Option<&str>,
    body: TokenStream,
) -> TokenStream {
    let word = |name: &str| Ident::new(name, Span::call_site());
    let (of, method) = (word(of), word(method));
    let path = statement.split("::").map(word);
    let statement = quote! { ::sea_orm_clickhouse::sea_query_clickhouse #(::#path)* };
    let associated = associated.map(|name| {
        let name = word(name);
        quote! { type #name = #statement; }
    });
    quote! {
        #[automatically_derived]
        impl ::sea_orm_clickhouse::#of for #entity {
            #associated

            fn #method() -> ::core::result::Result<#statement, ::sea_orm_clickhouse::BuildError> {
                #body
            }
        }
    }
}

/// What the attributes of the model declare.
struct Declared {
    kind: Kind,
    table: Table,
    view: View,
    dictionary: Dictionary,
}

impl Declared {
    fn of(attributes: &[Attribute]) -> Result<Self> {
        let (mut table, mut view, mut dictionary) =
            (Table::default(), View::default(), Dictionary::default());
        let mut read = Vec::new();
        declaration::parse(attributes, |meta| {
            let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            let known =
                table.read(&name, meta)? || view.read(&name, meta)? || dictionary.read(&name, meta)?;
            read.push(meta.path.clone());
            if known { Ok(()) } else { pass(meta) }
        })?;
        let kind = match (
            view.view.0.take(),
            view.materialized_view.0.take(),
            dictionary.source.0.take(),
        ) {
            (Some(query), ..) => Kind::View(query),
            (None, Some(query), _) => Kind::MaterializedView {
                query,
                to: view.to.0.take(),
            },
            (None, None, Some(source)) => Kind::Dictionary(source),
            (None, None, None) => Kind::Table,
        };
        kind.check(&read)?;
        table.check()?;
        Ok(Self {
            kind,
            table,
            view,
            dictionary,
        })
    }

    /// The code that makes the table, and the name that it gives it, which the expressions of the attributes cannot see.
    fn table(&self, columns: &[Column]) -> (Ident, TokenStream) {
        let statement = Ident::new("statement", Span::mixed_site());
        let types: Vec<_> = columns.iter().filter_map(Column::data_type).collect();
        let start = match self.table.distributed() {
            Some(distributed) => {
                let own: Vec<_> = columns.iter().map(Column::path).collect();
                distributed.statement(&types, &own)
            }
            None => quote! { ::sea_orm_clickhouse::private::declared_table::<Self>(&[#(#types),*])? },
        };
        let changes = columns.iter().filter_map(|column| column.change(&statement));
        let clauses = self.table.clauses(&statement);
        let code = quote! {
            let #statement = #start;
            #(#changes)*
            #(#clauses)*
        };
        (statement, code)
    }
}
