//! Tables.

use sea_query::{
    Alias, Check, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, MysqlQueryBuilder,
    TableCreateStatement, TableForeignKey, TableRef,
};

use super::{
    Parsed,
    column::{Column, check},
    cursor::Cursor,
    index::Index,
};

/// A CREATE TABLE.
#[derive(Debug)]
pub(in super::super) struct Table {
    pub(in super::super) name: TableRef,
    temporary: bool,
    if_not_exists: bool,
    pub(in super::super) columns: Vec<Column>,
    pub(in super::super) indexes: Vec<Index>,
    pub(in super::super) foreign_keys: Vec<ForeignKeyCreateStatement>,
    checks: Vec<Check>,
    comment: Option<String>,
    engine: Option<String>,
    collate: Option<String>,
    character_set: Option<String>,
    extra: Option<String>,
}

impl Table {
    /// SeaQuery's statement.
    pub(in super::super) fn definition(&self) -> TableCreateStatement {
        let mut table = sea_query::Table::create();
        table.table(self.name.clone());
        if self.temporary {
            table.temporary();
        }
        if self.if_not_exists {
            table.if_not_exists();
        }
        for column in &self.columns {
            table.col(column.definition());
        }
        for index in &self.indexes {
            table.index(&mut index.definition());
        }
        for foreign_key in &self.foreign_keys {
            table.foreign_key(&mut foreign_key.clone());
        }
        for check in &self.checks {
            table.check(check.clone());
        }
        if let Some(comment) = &self.comment {
            table.comment(comment);
        }
        if let Some(engine) = &self.engine {
            table.engine(engine);
        }
        if let Some(collate) = &self.collate {
            table.collate(collate);
        }
        if let Some(character_set) = &self.character_set {
            table.character_set(character_set);
        }
        if let Some(extra) = &self.extra {
            table.extra(extra);
        }
        table
    }
}

/// An action of an ALTER TABLE.
#[derive(Debug)]
pub(in super::super) enum Alteration {
    Add { column: Column, if_not_exists: bool },
    Modify(Column),
    Rename(String, String),
    Drop(String),
    AddForeignKey(TableForeignKey),
    DropForeignKey(String),
    DropConstraint(String),
}

/// The part of a CREATE TABLE after `TABLE `.
pub(super) fn create(text: &mut Cursor<'_>, temporary: bool) -> Option<Parsed> {
    let if_not_exists = text.eat("IF NOT EXISTS ");
    let mut table = Table {
        name: text.table()?,
        temporary,
        if_not_exists,
        columns: Vec::new(),
        indexes: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        comment: None,
        engine: None,
        collate: None,
        character_set: None,
        extra: None,
    };
    text.expect(" ( ")?;
    loop {
        element(text, &mut table)?;
        if !text.eat(", ") {
            break;
        }
    }
    text.expect(" )")?;
    if text.eat(" COMMENT ") {
        table.comment = Some(text.text()?);
    }
    let word = |text: &mut Cursor<'_>| text.raw(&[" "]).map(str::to_owned);
    if text.eat(" ENGINE=") {
        table.engine = Some(word(text)?);
    }
    if text.eat(" COLLATE=") {
        table.collate = Some(word(text)?);
    }
    if text.eat(" DEFAULT CHARSET=") {
        table.character_set = Some(word(text)?);
    }
    if text.eat(" ") {
        table.extra = Some(text.raw(&[])?.to_owned());
    }
    (table.definition().to_string(MysqlQueryBuilder) == text.sql())
        .then(|| Parsed::CreateTable(Box::new(table)))
}

fn element(text: &mut Cursor<'_>, table: &mut Table) -> Option<()> {
    if text.is_next("`") {
        table.columns.push(Column::read(text)?);
    } else if text.is_next("CHECK (") {
        table.checks.push(check(text)?);
    } else if text.is_next("CONSTRAINT ") {
        let foreign = {
            let rest = text.rest();
            let after_name = rest
                .get("CONSTRAINT `".len()..)
                .and_then(|rest| rest.split_once("` "));
            after_name.is_some_and(|(_, rest)| rest.starts_with("FOREIGN KEY ("))
        };
        if foreign || text.is_next("CONSTRAINT  FOREIGN") {
            let mut foreign_key = ForeignKey::create();
            let key = foreign_key_parts(text)?;
            if let Some(name) = key.get_name() {
                foreign_key.name(name);
            }
            foreign_key_of(&key, &mut foreign_key);
            table.foreign_keys.push(foreign_key);
        } else {
            table.checks.push(check(text)?);
        }
    } else {
        table.indexes.push(Index::read_element(text)?);
    }
    Some(())
}

fn foreign_key_of(key: &TableForeignKey, statement: &mut ForeignKeyCreateStatement) {
    if let Some(table) = key.get_ref_table() {
        statement.to_tbl(table.clone());
    }
    for column in key.get_columns() {
        statement.from_col(Alias::new(column));
    }
    for column in key.get_ref_columns() {
        statement.to_col(Alias::new(column));
    }
    if let Some(action) = key.get_on_delete() {
        statement.on_delete(action);
    }
    if let Some(action) = key.get_on_update() {
        statement.on_update(action);
    }
}

/// From `CONSTRAINT` on.
fn foreign_key_parts(text: &mut Cursor<'_>) -> Option<TableForeignKey> {
    let mut key = TableForeignKey::new();
    text.expect("CONSTRAINT ")?;
    if text.is_next("`") {
        key.name(text.name()?);
    }
    text.expect(" FOREIGN KEY (")?;
    for column in text.names()? {
        key.from_col(Alias::new(column));
    }
    text.expect(") REFERENCES ")?;
    key.to_tbl(text.table()?);
    text.expect(" (")?;
    for column in text.names()? {
        key.to_col(Alias::new(column));
    }
    text.expect(")")?;
    if text.eat(" ON DELETE ") {
        key.on_delete(action(text)?);
    }
    if text.eat(" ON UPDATE ") {
        key.on_update(action(text)?);
    }
    Some(key)
}

fn action(text: &mut Cursor<'_>) -> Option<ForeignKeyAction> {
    [
        ("RESTRICT", ForeignKeyAction::Restrict),
        ("CASCADE", ForeignKeyAction::Cascade),
        ("SET NULL", ForeignKeyAction::SetNull),
        ("NO ACTION", ForeignKeyAction::NoAction),
        ("SET DEFAULT", ForeignKeyAction::SetDefault),
    ]
    .into_iter()
    .find_map(|(word, action)| text.eat(word).then_some(action))
}

/// The part of an ALTER TABLE after it.
pub(super) fn alter(text: &mut Cursor<'_>) -> Option<Parsed> {
    let table = text.table()?;
    text.expect(" ")?;
    let mut statement = sea_query::Table::alter();
    statement.table(table.clone());
    let mut alterations = Vec::new();
    loop {
        let alteration = alteration(text)?;
        match &alteration {
            Alteration::Add {
                column,
                if_not_exists: false,
            } => statement.add_column(column.definition()),
            Alteration::Add { column, .. } => statement.add_column_if_not_exists(column.definition()),
            Alteration::Modify(column) => statement.modify_column(column.definition()),
            Alteration::Rename(from, to) => statement.rename_column(Alias::new(from), Alias::new(to)),
            Alteration::Drop(column) => statement.drop_column(Alias::new(column)),
            Alteration::AddForeignKey(key) => statement.add_foreign_key(key),
            Alteration::DropForeignKey(name) => statement.drop_foreign_key(Alias::new(name)),
            Alteration::DropConstraint(name) => statement.drop_constraint(Alias::new(name)),
        };
        alterations.push(alteration);
        if !text.eat(", ") {
            break;
        }
    }
    (statement.to_string(MysqlQueryBuilder) == text.sql()).then_some(Parsed::AlterTable(table, alterations))
}

fn alteration(text: &mut Cursor<'_>) -> Option<Alteration> {
    Some(if text.eat("ADD COLUMN ") {
        let if_not_exists = text.eat("IF NOT EXISTS ");
        Alteration::Add {
            column: Column::read(text)?,
            if_not_exists,
        }
    } else if text.eat("MODIFY COLUMN ") {
        Alteration::Modify(Column::read(text)?)
    } else if text.eat("RENAME COLUMN ") {
        let from = text.name()?;
        text.expect(" TO ")?;
        Alteration::Rename(from, text.name()?)
    } else if text.eat("DROP COLUMN ") {
        Alteration::Drop(text.name()?)
    } else if text.eat("DROP FOREIGN KEY ") {
        Alteration::DropForeignKey(text.name()?)
    } else if text.eat("DROP CONSTRAINT ") {
        Alteration::DropConstraint(text.name()?)
    } else {
        text.expect("ADD ")?;
        Alteration::AddForeignKey(foreign_key_parts(text)?)
    })
}

/// The part of a DROP TABLE after it.
pub(super) fn drop(text: &mut Cursor<'_>) -> Option<Parsed> {
    let if_exists = text.eat("IF EXISTS ");
    let mut statement = sea_query::Table::drop();
    if if_exists {
        statement.if_exists();
    }
    let mut tables = Vec::new();
    loop {
        let table = text.table()?;
        statement.table(table.clone());
        tables.push(table);
        if !text.eat(", ") {
            break;
        }
    }
    // They mean nothing to MySQL either.
    if text.eat(" CASCADE") {
        statement.cascade();
    } else if text.eat(" RESTRICT") {
        statement.restrict();
    }
    (statement.to_string(MysqlQueryBuilder) == text.sql()).then_some(Parsed::DropTable { tables, if_exists })
}

/// The part of a RENAME TABLE after it.
pub(super) fn rename(text: &mut Cursor<'_>) -> Option<Parsed> {
    let from = text.table()?;
    text.expect(" TO ")?;
    let to = text.table()?;
    let mut statement = sea_query::Table::rename();
    statement.table(from.clone(), to.clone());
    (statement.to_string(MysqlQueryBuilder) == text.sql()).then_some(Parsed::RenameTable(from, to))
}

/// The part of a TRUNCATE TABLE after it.
pub(super) fn truncate(text: &mut Cursor<'_>) -> Option<Parsed> {
    let table = text.table()?;
    let mut statement = sea_query::Table::truncate();
    statement.table(table.clone());
    (statement.to_string(MysqlQueryBuilder) == text.sql()).then_some(Parsed::TruncateTable(table))
}
