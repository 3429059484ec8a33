//! `#[clickhouse(..)]` on the model: the clauses of its table.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Error, Expr, Result, meta::ParseNestedMeta, token::Paren};

use super::{
    declaration::{Once, list, located, required, setting_calls, settings, table_expr},
    distributed::Distributed,
};

/// The clauses of a table.
#[derive(Default)]
pub(super) struct Table {
    engine: Once<Expr>,
    order_by: Once<Expr>,
    partition_by: Once<Expr>,
    primary_key: Once<Expr>,
    sample_by: Once<Expr>,
    ttl: Once<Expr>,
    cluster: Once<Expr>,
    distributed: Once<Distributed>,
    settings: Vec<(Ident, Expr)>,
    indexes: Vec<Index>,
    projections: Vec<Projection>,
    constraints: Vec<Constraint>,
}

struct Index {
    name: Expr,
    expr: Expr,
    index_type: Expr,
    granularity: Option<Expr>,
}

struct Projection {
    name: Expr,
    source: Source,
    settings: Vec<(Ident, Expr)>,
}

enum Source {
    Select(Expr),
    Index(Expr),
}

struct Constraint {
    name: Expr,
    /// The function that makes it.
    kind: &'static str,
    condition: Expr,
}

impl Table {
    /// Refuses attributes that exclude each other.
    pub(super) fn check(&self) -> Result<()> {
        match &self.engine.0 {
            Some(engine) if self.distributed.0.is_some() => Err(Error::new_spanned(
                engine,
                "`distributed(..)` is the engine of this table; drop the other one",
            )),
            _ => Ok(()),
        }
    }

    pub(super) fn distributed(&self) -> Option<&Distributed> {
        self.distributed.0.as_ref()
    }

    /// Reads an attribute of a table; `false` where it is none.
    pub(super) fn read(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<bool> {
        match name {
            "engine" => self.engine.read(meta),
            "order_by" => self.order_by.read(meta),
            "partition_by" => self.partition_by.read(meta),
            "primary_key" => self.primary_key.read(meta),
            "sample_by" => self.sample_by.read(meta),
            "ttl" => self.ttl.read(meta),
            "cluster" => self.cluster.read(meta),
            "distributed" => {
                let distributed = Distributed::of(meta)?;
                self.distributed.set(meta, distributed)
            }
            "settings" => settings(meta, &mut self.settings),
            "index" => {
                self.indexes.push(Index::of(meta)?);
                Ok(())
            }
            "projection" => {
                self.projections.push(Projection::of(meta)?);
                Ok(())
            }
            "constraint" => {
                self.constraints.push(Constraint::of(meta)?);
                Ok(())
            }
            _ => return Ok(false),
        }
        .map(|()| true)
    }

    /// The calls of `SETTINGS` and `ON CLUSTER`, which dictionaries have too.
    pub(super) fn shared_calls(&self) -> TokenStream {
        let settings = setting_calls(&self.settings);
        let cluster = self.cluster_call();
        quote! { #settings #cluster }
    }

    /// The call of `ON CLUSTER`, which views have too.
    pub(super) fn cluster_call(&self) -> TokenStream {
        let cluster = self.cluster.0.iter().map(|cluster| {
            let span = located(cluster);
            quote_spanned! { span => .on_cluster(#cluster) }
        });
        quote! { #(#cluster)* }
    }

    /// The code that gives the statement its clauses.
    pub(super) fn clauses(&self, statement: &Ident) -> Vec<TokenStream> {
        let mut clauses = Vec::new();
        let mut push = |call: TokenStream| clauses.push(quote! { let #statement = #statement #call; });
        if let Some(engine) = &self.engine.0 {
            let span = located(engine);
            push(quote_spanned! { span => .engine(#engine) });
        }
        if let Some(distributed) = &self.distributed.0 {
            push(distributed.engine());
        }
        for expr in self.partition_by.0.iter().flat_map(list) {
            let expr = table_expr(expr);
            push(quote! { .partition_by(#expr) });
        }
        if let Some(keys) = &self.primary_key.0 {
            let keys = list(keys).into_iter().map(table_expr);
            push(quote! { .primary_key_exprs([#(#keys),*]) });
        }
        if let Some(keys) = &self.order_by.0 {
            push(quote! { .order_by_exprs(::core::iter::empty()) });
            for key in list(keys) {
                let (expr, order) = sorting(key);
                push(quote! { .order_by_expr(#expr, #order) });
            }
        }
        if let Some(expr) = &self.sample_by.0 {
            let expr = table_expr(expr);
            push(quote! { .sample_by(#expr) });
        }
        for rule in self.ttl.0.iter().flat_map(list) {
            let span = located(rule);
            push(quote_spanned! { span => .ttl(::sea_orm_clickhouse::private::declared_ttl(#rule)) });
        }
        if !self.settings.is_empty() {
            push(setting_calls(&self.settings));
        }
        for index in &self.indexes {
            push(index.call());
        }
        for projection in &self.projections {
            push(projection.call());
        }
        for constraint in &self.constraints {
            push(constraint.call());
        }
        let of_the_engine = self
            .distributed
            .0
            .as_ref()
            .map(|distributed| &distributed.cluster);
        if let Some(cluster) = self.cluster.0.as_ref().or(of_the_engine) {
            let span = located(cluster);
            push(quote_spanned! { span => .on_cluster(#cluster) });
        }
        clauses
    }
}

/// An expression of ORDER BY and its direction: `(expr, Order::Desc)` has both.
fn sorting(key: &Expr) -> (TokenStream, TokenStream) {
    match key {
        Expr::Tuple(pair) if pair.elems.len() == 2 => {
            let (expr, order) = (&pair.elems[0], &pair.elems[1]);
            (table_expr(expr), quote! { #order })
        }
        one => (
            table_expr(one),
            quote! { ::sea_orm_clickhouse::private::sea_query::Order::Asc },
        ),
    }
}

fn parenthesized(meta: &ParseNestedMeta<'_>, sentence: &str) -> Result<()> {
    if meta.input.peek(Paren) {
        Ok(())
    } else {
        Err(meta.error(sentence))
    }
}

impl Index {
    const FORM: &str = "an index is written as `index(name = \"..\", expr = .., type = SkipIndexType::.., granularity = ..)`, \
                        and can be without granularity";

    fn of(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let (mut name, mut expr, mut index_type, mut granularity) =
            (Once::default(), Once::default(), Once::default(), Once::default());
        parenthesized(meta, Self::FORM)?;
        meta.parse_nested_meta(|part| match part.path.get_ident() {
            Some(ident) if ident == "name" => name.read(&part),
            Some(ident) if ident == "expr" => expr.read(&part),
            Some(ident) if ident == "type" => index_type.read(&part),
            Some(ident) if ident == "granularity" => granularity.read(&part),
            _ => Err(part.error(Self::FORM)),
        })?;
        Ok(Self {
            name: required(name, meta, Self::FORM)?,
            expr: required(expr, meta, Self::FORM)?,
            index_type: required(index_type, meta, Self::FORM)?,
            granularity: granularity.0,
        })
    }

    fn call(&self) -> TokenStream {
        let Self { name, index_type, .. } = self;
        let expr = table_expr(&self.expr);
        let (name_span, type_span) = (located(name), located(index_type));
        let index_type = quote_spanned! { type_span => #index_type };
        let index = quote_spanned! { name_span =>
            ::sea_orm_clickhouse::sea_query_clickhouse::SkipIndex::new(#name, #expr, #index_type)
        };
        let granularity = self.granularity.iter();
        quote! { .index(#index #(.granularity(#granularity))*) }
    }
}

impl Projection {
    const FORM: &str = "a projection is written as `projection(name = \"..\", select = .., settings(..))` with a SELECT, or \
                        `projection(name = \"..\", index = ..)` with an expression; it can be without settings";

    fn of(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let (mut name, mut select, mut index) = (Once::default(), Once::default(), Once::default());
        let mut of_projection = Vec::new();
        parenthesized(meta, Self::FORM)?;
        meta.parse_nested_meta(|part| match part.path.get_ident() {
            Some(ident) if ident == "name" => name.read(&part),
            Some(ident) if ident == "select" => select.read(&part),
            Some(ident) if ident == "index" => index.read(&part),
            Some(ident) if ident == "settings" => settings(&part, &mut of_projection),
            _ => Err(part.error(Self::FORM)),
        })?;
        let source = match (select.0, index.0) {
            (Some(select), None) => Source::Select(select),
            (None, Some(expr)) => Source::Index(expr),
            _ => return Err(meta.error(Self::FORM)),
        };
        Ok(Self {
            name: required(name, meta, Self::FORM)?,
            source,
            settings: of_projection,
        })
    }

    fn call(&self) -> TokenStream {
        let name = &self.name;
        let settings = setting_calls(&self.settings);
        let projection = quote! { ::sea_orm_clickhouse::sea_query_clickhouse::projection::Projection };
        let made = match &self.source {
            Source::Select(select) => {
                let span = located(select);
                quote_spanned! { span => #projection::new(#name, #select) }
            }
            Source::Index(expr) => {
                let expr = table_expr(expr);
                quote! { #projection::index(#name, #expr) }
            }
        };
        quote! { .projection(#made #settings) }
    }
}

impl Constraint {
    const FORM: &str = "a constraint is written as `constraint(name = \"..\", check = ..)` or `constraint(name = \"..\", \
                        assume = ..)`, with a condition";

    fn of(meta: &ParseNestedMeta<'_>) -> Result<Self> {
        let (mut name, mut check, mut assume) = (Once::default(), Once::default(), Once::default());
        parenthesized(meta, Self::FORM)?;
        meta.parse_nested_meta(|part| match part.path.get_ident() {
            Some(ident) if ident == "name" => name.read(&part),
            Some(ident) if ident == "check" => check.read(&part),
            Some(ident) if ident == "assume" => assume.read(&part),
            _ => Err(part.error(Self::FORM)),
        })?;
        let (kind, condition) = match (check.0, assume.0) {
            (Some(check), None) => ("check", check),
            (None, Some(assume)) => ("assume", assume),
            _ => return Err(meta.error(Self::FORM)),
        };
        Ok(Self {
            name: required(name, meta, Self::FORM)?,
            kind,
            condition,
        })
    }

    fn call(&self) -> TokenStream {
        let name = &self.name;
        let kind = Ident::new(self.kind, proc_macro2::Span::call_site());
        let condition = table_expr(&self.condition);
        quote! {
            .constraint(::sea_orm_clickhouse::sea_query_clickhouse::constraint::TableConstraint::#kind(#name, #condition))
        }
    }
}
