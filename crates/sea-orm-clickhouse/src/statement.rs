//! From a SeaORM statement to its syntax tree: SeaORM hands statements to a connection as `&impl StatementBuilder`,
//! and they are taken by their type, not by the text that another dialect would make of them.

use std::any::TypeId;

use sea_orm::StatementBuilder;
use sea_query::{
    DeleteStatement, ForeignKeyCreateStatement, ForeignKeyDropStatement, IndexCreateStatement,
    IndexDropStatement, InsertStatement, SelectStatement, TableAlterStatement, TableCreateStatement,
    TableDropStatement, TableRenameStatement, TableTruncateStatement, UpdateStatement, WithQuery,
    extension::postgres::{TypeAlterStatement, TypeCreateStatement, TypeDropStatement},
};

/// A statement by its type.
pub(crate) enum Ast<'a> {
    Select(&'a SelectStatement),
    With(&'a WithQuery),
    Insert(&'a InsertStatement),
    Update(&'a UpdateStatement),
    Delete(&'a DeleteStatement),
    CreateTable(&'a TableCreateStatement),
    DropTable(&'a TableDropStatement),
    TruncateTable(&'a TableTruncateStatement),
    AlterTable(&'a TableAlterStatement),
    RenameTable(&'a TableRenameStatement),
    /// CREATE INDEX or DROP INDEX, with the way out where no migration takes it.
    Index(&'static str),
    /// ALTER TABLE of a foreign key alone, with the way out likewise.
    ForeignKey(&'static str),
    /// A statement of SeaQuery that has no counterpart in ClickHouse, with the way out.
    Refused(&'static str),
    /// Not one of SeaQuery's: its own `build` makes the text.
    Foreign,
}

impl<'a> Ast<'a> {
    /// The statement behind `statement`.
    pub(crate) fn of<S: StatementBuilder>(statement: &'a S) -> Self {
        let id = typeid::of::<S>();
        if let Some(select) = cast(statement, id) {
            Self::Select(select)
        } else if let Some(with) = cast(statement, id) {
            Self::With(with)
        } else if let Some(insert) = cast(statement, id) {
            Self::Insert(insert)
        } else if let Some(update) = cast(statement, id) {
            Self::Update(update)
        } else if let Some(delete) = cast(statement, id) {
            Self::Delete(delete)
        } else if let Some(create) = cast(statement, id) {
            Self::CreateTable(create)
        } else if let Some(drop) = cast(statement, id) {
            Self::DropTable(drop)
        } else if let Some(truncate) = cast(statement, id) {
            Self::TruncateTable(truncate)
        } else if let Some(alter) = cast(statement, id) {
            Self::AlterTable(alter)
        } else if let Some(rename) = cast(statement, id) {
            Self::RenameTable(rename)
        } else if is::<IndexCreateStatement>(id) || is::<IndexDropStatement>(id) {
            Self::Index(
                "CREATE INDEX and DROP INDEX: ClickHouse finds rows by the sorting key and skips granules by typed \
                 indexes; use `ClickHouseTable::alter(..).add_index(..)` or `.drop_index(..)`",
            )
        } else if is::<ForeignKeyCreateStatement>(id) || is::<ForeignKeyDropStatement>(id) {
            Self::ForeignKey("FOREIGN KEY: ClickHouse keeps no foreign keys; leave the statement out")
        } else if is::<TypeCreateStatement>(id) || is::<TypeAlterStatement>(id) || is::<TypeDropStatement>(id)
        {
            Self::Refused(
                "CREATE TYPE: in ClickHouse an enum is declared with its column, as Enum8 or Enum16",
            )
        } else {
            Self::Foreign
        }
    }
}

fn is<T: 'static>(id: TypeId) -> bool {
    id == TypeId::of::<T>()
}

/// `statement` as a `T`, when `id`, the type's own, says that it is one.
#[allow(unsafe_code)]
fn cast<S, T: 'static>(statement: &S, id: TypeId) -> Option<&T> {
    // SAFETY: `id` is `typeid::of::<S>()`. SeaQuery's statements have no lifetime parameter, so an `S` with the id of
    // `T` is `T` itself, and a reference to it may be read as one for as long as it lives.
    (id == TypeId::of::<T>()).then(|| unsafe { &*std::ptr::from_ref(statement).cast::<T>() })
}
