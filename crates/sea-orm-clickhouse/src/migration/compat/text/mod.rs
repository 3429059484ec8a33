//! The text that SeaQuery's `MysqlQueryBuilder` writes, read back into SeaQuery's syntax trees.
//!
//! It is no parser of MySQL: what it has read is written again by `MysqlQueryBuilder`, and only taken when that gives the
//! same bytes and the same values. So a text can be read wrong only where two trees are written alike.

mod column;
mod cursor;
mod expression;
mod index;
mod query;
mod table;

#[cfg(test)]
mod tests;

use sea_query::{
    DeleteStatement, InsertStatement, MysqlQueryBuilder, QueryStatementBuilder, QueryStatementWriter,
    SelectStatement, TableRef, UpdateStatement, Value,
};

pub(super) use column::Column;
pub(super) use index::{Index, IndexKind};
pub(super) use table::{Alteration, Table};

use cursor::Cursor;

/// A statement of SeaQuery.
#[derive(Debug)]
pub(super) enum Parsed {
    Select(Box<SelectStatement>),
    Insert(Box<InsertStatement>),
    Update(Box<UpdateStatement>),
    Delete(Box<DeleteStatement>),
    CreateTable(Box<Table>),
    AlterTable(TableRef, Vec<Alteration>),
    DropTable { tables: Vec<TableRef>, if_exists: bool },
    RenameTable(TableRef, TableRef),
    TruncateTable(TableRef),
    CreateIndex(TableRef, Index),
    DropIndex(TableRef, String),
}

/// The statement behind a text, when `MysqlQueryBuilder` writes exactly that text for it.
pub(super) fn parse(sql: &str, values: &[Value]) -> Option<Parsed> {
    // An expression that is not understood is taken as its text the second time; of a SELECT the text is as good.
    [false, true].into_iter().find_map(|verbatim| {
        let mut cursor = Cursor::new(sql, values, verbatim);
        let parsed = statement(&mut cursor)?;
        cursor.is_at_end().then_some(parsed)
    })
}

fn statement(text: &mut Cursor<'_>) -> Option<Parsed> {
    if text.eat("CREATE TABLE ") {
        return table::create(text, false);
    }
    if text.eat("CREATE TEMPORARY TABLE ") {
        return table::create(text, true);
    }
    if text.eat("ALTER TABLE ") {
        return table::alter(text);
    }
    if text.eat("DROP TABLE ") {
        return table::drop(text);
    }
    if text.eat("RENAME TABLE ") {
        return table::rename(text);
    }
    if text.eat("TRUNCATE TABLE ") {
        return table::truncate(text);
    }
    if text.eat("DROP INDEX ") {
        return index::drop(text);
    }
    if text.sql().starts_with("CREATE ") {
        return index::create(text);
    }
    if text.sql().starts_with("SELECT ") && !text.is_verbatim() {
        let select = query::select(text)?;
        return same_query(text, &select).then(|| Parsed::Select(Box::new(select)));
    }
    if text.eat("INSERT INTO ") {
        let insert = query::insert(text)?;
        return same_query(text, &insert).then(|| Parsed::Insert(Box::new(insert)));
    }
    if text.eat("UPDATE ") {
        let update = query::update(text)?;
        return same_query(text, &update).then(|| Parsed::Update(Box::new(update)));
    }
    if text.eat("DELETE FROM ") {
        let delete = query::delete(text)?;
        return same_query(text, &delete).then(|| Parsed::Delete(Box::new(delete)));
    }
    None
}

/// Whether the statement is written as the whole text, with its values in their order.
fn same_query<S: QueryStatementWriter + QueryStatementBuilder>(text: &Cursor<'_>, statement: &S) -> bool {
    let (sql, values) = statement.build(MysqlQueryBuilder);
    sql == text.sql() && values.0 == text.values()
}
