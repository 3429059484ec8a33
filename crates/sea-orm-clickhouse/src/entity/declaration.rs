//! What the code of the derive `ClickHouseEntity` calls.

use sea_orm::{ColumnTrait, EntityTrait, Iterable, QueryTrait};
use sea_query::{Expr, Iden, SelectStatement};
use sea_query_clickhouse::{
    BuildError, ClickHouseColumnDef, ClickHouseView, DataType,
    dictionary::{DictionaryAttribute, DictionaryCreateStatement},
    table::TableCreateStatement,
    ttl::Ttl,
    view::{MaterializedViewCreateStatement, ViewCreateStatement, ViewStatement},
};

use super::{ClickHouseDictionaryEntity, ClickHouseViewEntity, distributed::Declared, read_only::ReadOnly};
use crate::schema::ClickHouseSchema;

/// Says that a value is taken as a column.
pub enum AsColumn {}

/// Says that a value is taken as an expression.
pub enum AsExpr {}

/// What stands for an expression in a declared table: a column of the entity, or what becomes an expression of SeaQuery.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no expression of a table",
    label = "a column of the entity, such as `Column::Id`, or an expression",
    note = "an expression is what `sea_query::Expr` can be made from: a function of the dialect, `Expr::col(..)`, a value"
)]
pub trait DeclaredExpr<As> {
    fn declared(self) -> Expr;
}

impl<C: ColumnTrait> DeclaredExpr<AsColumn> for C {
    fn declared(self) -> Expr {
        Expr::col(self.unquoted().to_owned())
    }
}

impl<E: Into<Expr>> DeclaredExpr<AsExpr> for E {
    fn declared(self) -> Expr {
        self.into()
    }
}

/// What stands for a rule of a declared table's TTL: a column, an expression or a `Ttl`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no rule of a TTL",
    label = "a column of the entity, an expression, or a `sea_query_clickhouse::ttl::Ttl`"
)]
pub trait DeclaredTtl<As> {
    fn declared(self) -> Ttl;
}

impl<C: ColumnTrait> DeclaredTtl<AsColumn> for C {
    fn declared(self) -> Ttl {
        Ttl::new(DeclaredExpr::<AsColumn>::declared(self))
    }
}

impl<T: Into<Ttl>> DeclaredTtl<AsExpr> for T {
    fn declared(self) -> Ttl {
        self.into()
    }
}

/// What names the type of a declared column: its name, or a `DataType`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type of a column",
    label = "the name of a type, such as `\"DateTime64(3, 'UTC')\"`, or a `sea_query_clickhouse::DataType`"
)]
pub trait DeclaredType {
    fn declared(self) -> String;
}

impl DeclaredType for &str {
    fn declared(self) -> String {
        self.to_owned()
    }
}

impl DeclaredType for String {
    fn declared(self) -> String {
        self
    }
}

impl DeclaredType for DataType {
    fn declared(self) -> String {
        self.to_string()
    }
}

/// The expression that an attribute has.
pub fn declared_expr<As>(expr: impl DeclaredExpr<As>) -> Expr {
    expr.declared()
}

/// The rule of a TTL that an attribute has.
pub fn declared_ttl<As>(rule: impl DeclaredTtl<As>) -> Ttl {
    rule.declared()
}

/// The name of the type that an attribute has.
pub fn declared_type(data_type: impl DeclaredType) -> String {
    data_type.declared()
}

/// The table of an entity, with types of ClickHouse for the columns that name one.
pub fn declared_table<E: EntityTrait>(
    types: &[(E::Column, String)],
) -> Result<TableCreateStatement, BuildError> {
    ClickHouseSchema::with_types(E::default(), types)
}

/// The table with one of its columns changed.
pub fn change_column<C: ColumnTrait>(
    table: TableCreateStatement,
    column: C,
    change: impl FnOnce(ClickHouseColumnDef) -> ClickHouseColumnDef,
) -> Result<TableCreateStatement, BuildError> {
    table.change_col(column.unquoted().to_owned(), change)
}

/// Says that a value is taken as a select of SeaORM.
pub enum AsSelect {}

/// Says that a value is taken as a statement.
pub enum AsStatement {}

/// What stands for the query of a declared view: a `SelectStatement`, or a select of SeaORM.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no query of a view",
    label = "a `sea_query::SelectStatement`, or a select of SeaORM, such as `event::Entity::find()`"
)]
pub trait DeclaredQuery<As> {
    fn declared(self) -> SelectStatement;
}

impl<Q: QueryTrait<QueryStatement = SelectStatement>> DeclaredQuery<AsSelect> for Q {
    fn declared(self) -> SelectStatement {
        self.into_query()
    }
}

impl<S: Into<SelectStatement>> DeclaredQuery<AsStatement> for S {
    fn declared(self) -> SelectStatement {
        self.into()
    }
}

/// The query that an attribute has.
pub fn declared_query<As>(query: impl DeclaredQuery<As>) -> SelectStatement {
    query.declared()
}

/// The view of an entity.
pub fn declared_view<E: EntityTrait>(query: SelectStatement) -> Result<ViewCreateStatement, BuildError> {
    let entity = E::default();
    let view = ClickHouseView::create(entity.table_ref(), query).with_columns(column_names::<E>())?;
    Ok(match entity.comment() {
        Some(comment) => view.comment(comment),
        None => view,
    })
}

/// The materialized view of an entity, with a table of its own.
pub fn declared_materialized_view<E: EntityTrait>(
    query: SelectStatement,
    table: TableCreateStatement,
) -> Result<MaterializedViewCreateStatement, BuildError> {
    ClickHouseView::create_materialized(E::default().table_ref(), query).inner_table(table)
}

/// The materialized view of an entity whose rows go into the table of another.
pub fn declared_materialized_view_to<E: EntityTrait, T: EntityTrait>(
    query: SelectStatement,
    target: T,
) -> Result<MaterializedViewCreateStatement, BuildError> {
    let entity = E::default();
    let view = ClickHouseView::create_materialized(entity.table_ref(), query)
        .to(target.table_ref())
        .with_columns(column_names::<E>())?;
    Ok(match entity.comment() {
        Some(comment) => view.comment(comment),
        None => view,
    })
}

/// The names of the columns of the entity.
fn column_names<E: EntityTrait>() -> Vec<String> {
    E::Column::iter()
        .map(|column| column.unquoted().to_owned())
        .collect()
}

/// The dictionary of an entity, with types of ClickHouse for the columns that name one.
pub fn declared_dictionary<E: EntityTrait>(
    types: &[(E::Column, String)],
) -> Result<DictionaryCreateStatement, BuildError> {
    ClickHouseSchema::dictionary_with_types(E::default(), types)
}

/// The dictionary with one of its attributes changed.
pub fn change_attribute<C: ColumnTrait>(
    dictionary: DictionaryCreateStatement,
    column: C,
    change: impl FnOnce(DictionaryAttribute) -> DictionaryAttribute,
) -> Result<DictionaryCreateStatement, BuildError> {
    dictionary.change_attribute(column.unquoted().to_owned(), change)
}

impl<E: ClickHouseViewEntity> Declared<E> {
    /// What the view is made of.
    pub const VIEW: Option<ReadOnly> = Some(ReadOnly::view::<E>());
}

impl<E: ClickHouseDictionaryEntity> Declared<E> {
    /// What the dictionary is made of.
    pub const DICTIONARY: Option<ReadOnly> = Some(ReadOnly::dictionary::<E>());
}
