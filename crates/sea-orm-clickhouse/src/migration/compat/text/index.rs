//! Indexes.

use sea_query::{
    Alias, IndexCreateStatement, IndexOrder, IndexType, IntoTableRef, MysqlQueryBuilder, TableRef,
};

use super::{Parsed, cursor::Cursor};

/// An index of a table.
#[derive(Debug)]
pub(in super::super) struct Index {
    pub(in super::super) name: Option<String>,
    pub(in super::super) kind: IndexKind,
    pub(in super::super) columns: Vec<String>,
    /// The lengths of the prefixes and the orders of the columns.
    details: Vec<(Option<u32>, Option<IndexOrder>)>,
    using: Option<Using>,
}

/// What an index is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum IndexKind {
    PrimaryKey,
    Unique,
    FullText,
    Plain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Using {
    BTree,
    Hash,
}

impl Index {
    /// SeaQuery's definition of the index.
    pub(super) fn definition(&self) -> IndexCreateStatement {
        let mut index = sea_query::Index::create();
        if let Some(name) = &self.name {
            index.name(name);
        }
        match self.kind {
            IndexKind::PrimaryKey => {
                index.primary();
            }
            IndexKind::Unique => {
                index.unique();
            }
            IndexKind::FullText => {
                index.full_text();
            }
            IndexKind::Plain => {}
        }
        match self.using {
            Some(Using::BTree) => {
                index.index_type(IndexType::BTree);
            }
            Some(Using::Hash) => {
                index.index_type(IndexType::Hash);
            }
            None => {}
        }
        for (column, details) in self.columns.iter().zip(&self.details) {
            let column = Alias::new(column);
            match details {
                (None, None) => index.col(column),
                (Some(prefix), None) => index.col((column, *prefix)),
                (None, Some(order)) => index.col((column, order.clone())),
                (Some(prefix), Some(order)) => index.col((column, *prefix, order.clone())),
            };
        }
        index
    }

    /// Whether the index is of the beginnings of texts alone.
    pub(in super::super) fn has_prefix(&self) -> bool {
        self.details.iter().any(|(prefix, _)| prefix.is_some())
    }

    /// Whether it was asked for equality alone.
    pub(in super::super) fn is_hash(&self) -> bool {
        self.using == Some(Using::Hash)
    }

    /// Reads the definition among those of a CREATE TABLE.
    pub(super) fn read_element(text: &mut Cursor<'_>) -> Option<Self> {
        let kind = kind(text);
        text.expect("KEY ")?;
        let name = if text.is_next("`") {
            let name = text.name()?;
            text.expect(" ")?;
            Some(name)
        } else {
            None
        };
        let using = if text.eat(" ") || text.is_next("USING ") {
            using(text)?
        } else {
            None
        };
        let (columns, details) = columns(text)?;
        Some(Self {
            name,
            kind,
            columns,
            details,
            using,
        })
    }
}

fn kind(text: &mut Cursor<'_>) -> IndexKind {
    if text.eat("PRIMARY ") {
        IndexKind::PrimaryKey
    } else if text.eat("UNIQUE ") {
        IndexKind::Unique
    } else if text.eat("FULLTEXT ") {
        IndexKind::FullText
    } else {
        IndexKind::Plain
    }
}

fn using(text: &mut Cursor<'_>) -> Option<Option<Using>> {
    Some(if text.eat("USING BTREE") {
        Some(Using::BTree)
    } else if text.eat("USING HASH") {
        Some(Using::Hash)
    } else {
        None
    })
}

type Details = Vec<(Option<u32>, Option<IndexOrder>)>;

fn columns(text: &mut Cursor<'_>) -> Option<(Vec<String>, Details)> {
    let (mut columns, mut details) = (Vec::new(), Vec::new());
    text.expect("(")?;
    loop {
        columns.push(text.name()?);
        let prefix = if text.eat(" (") {
            let length = text.number()?;
            text.expect(")")?;
            Some(length)
        } else {
            None
        };
        let order = if text.eat(" DESC") {
            Some(IndexOrder::Desc)
        } else {
            text.eat(" ASC").then_some(IndexOrder::Asc)
        };
        details.push((prefix, order));
        if !text.eat(", ") {
            break;
        }
    }
    text.expect(")")?;
    Some((columns, details))
}

/// CREATE INDEX.
pub(super) fn create(text: &mut Cursor<'_>) -> Option<Parsed> {
    text.expect("CREATE ")?;
    let kind = kind(text);
    text.expect("INDEX ")?;
    let name = if text.is_next("`") {
        Some(text.name()?)
    } else {
        None
    };
    text.expect(" ON ")?;
    let table = text.name()?;
    text.expect(" ")?;
    let (columns, details) = columns(text)?;
    let using = if text.eat(" ") { using(text)? } else { None };
    let index = Index {
        name,
        kind,
        columns,
        details,
        using,
    };
    let table = Alias::new(table);
    let written = index
        .definition()
        .table(table.clone())
        .to_string(MysqlQueryBuilder);
    (written == text.sql()).then(|| Parsed::CreateIndex(table.into_table_ref(), index))
}

/// The part of a DROP INDEX after `DROP INDEX `.
pub(super) fn drop(text: &mut Cursor<'_>) -> Option<Parsed> {
    let name = text.name()?;
    text.expect(" ON ")?;
    let table: TableRef = Alias::new(text.name()?).into_table_ref();
    let mut drop = sea_query::Index::drop();
    drop.name(&name).table(table.clone());
    (drop.to_string(MysqlQueryBuilder) == text.sql()).then_some(Parsed::DropIndex(table, name))
}
