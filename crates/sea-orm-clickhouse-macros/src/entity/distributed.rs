//! `#[clickhouse(distributed(..))]` on the model: a table over the local tables of a cluster.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Expr, Result, Type, meta::ParseNestedMeta, token::Paren};

use super::declaration::{Once, located, required, table_expr};

/// The engine `Distributed`.
pub(super) struct Distributed {
    /// The entity of the local tables.
    local: Type,
    pub(super) cluster: Expr,
    sharding_key: Option<Expr>,
    policy: Option<Expr>,
}

impl Distributed {
    const FORM: &str = "a Distributed table is written as `distributed(local = event_local::Entity, cluster = \"..\", \
                        sharding_key = .., policy = \"..\")`, and can be without policy and sharding key";

    pub(super) fn of(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let (mut local, mut cluster, mut sharding_key, mut policy) =
            (Once::default(), Once::default(), Once::default(), Once::default());
        if !meta.input.peek(Paren) {
            return Err(meta.error(Self::FORM));
        }
        meta.parse_nested_meta(|part| match part.path.get_ident() {
            Some(ident) if ident == "local" => local.read(&part),
            Some(ident) if ident == "cluster" => cluster.read(&part),
            Some(ident) if ident == "sharding_key" => sharding_key.read(&part),
            Some(ident) if ident == "policy" => policy.read(&part),
            _ => Err(part.error(Self::FORM)),
        })?;
        Ok(Self {
            local: required(local, meta, Self::FORM)?,
            cluster: required(cluster, meta, Self::FORM)?,
            sharding_key: sharding_key.0,
            policy: policy.0,
        })
    }

    /// The statement before its clauses; `own` are the columns that the model itself declares something of.
    pub(super) fn statement(&self, types: &[TokenStream], own: &[TokenStream]) -> TokenStream {
        let local = &self.local;
        quote! {
            ::sea_orm_clickhouse::private::distributed_table::<Self, #local>(&[#(#types),*], &[#(#own),*])?
        }
    }

    /// The call that sets the engine.
    pub(super) fn engine(&self) -> TokenStream {
        let (local, cluster) = (&self.local, &self.cluster);
        let span = located(cluster);
        let cluster =
            quote_spanned! { span => ::core::convert::Into::<::std::string::String>::into(#cluster) };
        let key = self.sharding_key.iter().map(table_expr);
        let policy = self.policy.iter();
        quote! {
            .engine(
                ::sea_orm_clickhouse::private::distributed_over::<#local>(#cluster)?
                    #(.sharding_key(#key))*
                    #(.policy(#policy))*
            )
        }
    }
}
