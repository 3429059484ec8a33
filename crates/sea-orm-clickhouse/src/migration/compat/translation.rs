//! From a statement of MySQL's to those of ClickHouse.

use std::sync::Arc;

use sea_orm::{DbBackend, Statement};
use sea_query::{
    Alias, ColumnDef, DeleteStatement, IndexCreateStatement, InsertStatement, SelectStatement, TableRef,
    UpdateStatement,
};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseStatement, ClickHouseTable, DataType, Engine, build_clickhouse,
    table::{ColumnPosition, ColumnProperty, TableCreateStatement},
};

use super::{
    LOG, clickhouse,
    skip_index::{self, skip_index},
    text::{Alteration, Column, Index, IndexKind, Parsed, Table, parse},
};
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    migration::journal,
    table::{Default, Tables},
};

/// A statement as it is run.
pub(crate) enum Translated {
    Select(Box<SelectStatement>),
    Insert(Box<InsertStatement>),
    Update(Box<UpdateStatement>),
    Delete(Box<DeleteStatement>),
    /// A statement of ClickHouse; none where an option leaves everything out.
    Schema(Option<Arc<dyn ClickHouseStatement + Send + Sync>>),
    /// Text of ClickHouse's SQL.
    Text(Statement),
}

impl Translated {
    /// Whether it may change anything.
    pub(crate) fn changes(&self) -> bool {
        match self {
            Self::Select(_) => false,
            Self::Schema(statement) => statement.is_some(),
            Self::Text(statement) => !sea_query_clickhouse::only_reads(&statement.sql),
            Self::Insert(_) | Self::Update(_) | Self::Delete(_) => true,
        }
    }

    /// The SQL that ClickHouse gets, as far as it is known before it runs: values of rows are sent in another form, and the
    /// types of other values depend on their columns.
    pub(crate) fn sql(&self, db: &ClickHouseConnection) -> Result<Vec<String>, ClickHouseError> {
        fn build<S: ClickHouseStatement + ?Sized>(
            db: &ClickHouseConnection,
            statement: &S,
        ) -> Result<String, ClickHouseError> {
            Ok(build_clickhouse(statement, &db.target())?.sql)
        }
        Ok(match self {
            Self::Select(select) => vec![build(db, &**select)?],
            Self::Insert(insert) => vec![build(db, &**insert)?],
            Self::Update(update) => vec![build(db, &**update)?],
            Self::Delete(delete) => vec![build(db, &**delete)?],
            Self::Schema(statement) => {
                let statement = statement.iter();
                return statement.map(|statement| build(db, &**statement)).collect();
            }
            Self::Text(statement) => vec![statement.sql.clone()],
        })
    }

    fn one(statement: impl ClickHouseStatement + Send + Sync + 'static) -> Self {
        Self::Schema(Some(Arc::new(statement)))
    }
}

/// What a statement is on ClickHouse. One that is marked as ClickHouse's own, or that is not written as SeaQuery writes
/// it, stays what it is.
pub(crate) async fn translate(
    db: &ClickHouseConnection,
    statement: &Statement,
) -> Result<Translated, ClickHouseError> {
    if let Some(marked) = clickhouse::marked(statement) {
        return Ok(Translated::Schema(Some(marked?)));
    }
    if statement.db_backend != DbBackend::MySql {
        return Ok(Translated::Text(statement.clone()));
    }
    let values = statement.values.as_ref().map_or(&[][..], |values| &values.0);
    let Some(parsed) = parse(&statement.sql, values) else {
        refuse_upsert(&statement.sql)?;
        return Ok(Translated::Text(statement.clone()));
    };
    Ok(match parsed {
        Parsed::Select(select) => Translated::Select(select),
        Parsed::Insert(insert) => Translated::Insert(insert),
        Parsed::Update(update) => Translated::Update(update),
        Parsed::Delete(delete) => Translated::Delete(delete),
        Parsed::CreateTable(table) => Translated::one(create(db, *table)?),
        Parsed::AlterTable(table, alterations) => alter(db, table, alterations).await?,
        Parsed::DropTable { tables, if_exists } => {
            let mut tables = tables.into_iter();
            let Some(first) = tables.next() else {
                return Ok(Translated::Schema(None));
            };
            let mut drop = ClickHouseTable::drop(first);
            if if_exists {
                drop = drop.if_exists();
            }
            // The table of SeaORM's runner can be made anew at once, under the path that it had.
            if db.options().get_cluster().is_some() {
                drop = drop.sync();
            }
            Translated::one(tables.fold(drop, |drop, table| drop.and(table)))
        }
        Parsed::RenameTable(from, to) => Translated::one(ClickHouseTable::rename(from, to)),
        Parsed::TruncateTable(table) => Translated::one(ClickHouseTable::truncate(table)),
        Parsed::CreateIndex(table, index) => create_index(db, table, index).await?,
        Parsed::DropIndex(table, name) => {
            Translated::one(ClickHouseTable::alter(table).drop_index(Alias::new(name)))
        }
    })
}

/// What MySQL has in the place of ON CONFLICT.
fn refuse_upsert(sql: &str) -> Result<(), ClickHouseError> {
    let insert = sql.starts_with("INSERT INTO `") && sql.contains(") ON DUPLICATE KEY ");
    if insert || sql.starts_with("REPLACE INTO `") {
        return Err(ClickHouseError::unsupported(
            "ON CONFLICT and REPLACE: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the last row of \
             a sorting key",
        ));
    }
    Ok(())
}

/// What an option leaves out instead of refusing it.
#[derive(Clone, Copy)]
enum Skippable {
    ForeignKey,
    UniqueKey,
}

impl Skippable {
    /// Leaves it out with a warning, or refuses it.
    fn skip(self, db: &ClickHouseConnection, of: &str) -> Result<(), ClickHouseError> {
        let (skip, option, refused) = match self {
            Self::ForeignKey => (
                db.options().get_skip_foreign_keys(),
                "skip_foreign_keys",
                "FOREIGN KEY: ClickHouse keeps no foreign keys",
            ),
            Self::UniqueKey => (
                db.options().get_skip_unique_keys(),
                "skip_unique_keys",
                "UNIQUE: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the last row of a \
                 sorting key",
            ),
        };
        if skip {
            tracing::warn!(target: LOG, "{of} is left out ({option}): {refused}");
            return Ok(());
        }
        Err(ClickHouseError::unsupported(format!(
            "{of}: {refused}; take it out of the migration, or let the option {option}=true of the URL leave it out"
        )))
    }
}

/// Whether a table has nothing that is left out, refused or made a skip index.
pub(crate) fn is_plain(create: &sea_query::TableCreateStatement) -> bool {
    create.get_foreign_key_create_stmts().is_empty()
        && create
            .get_indexes()
            .iter()
            .all(IndexCreateStatement::is_primary_key)
        && !create
            .get_columns()
            .iter()
            .any(|column| column.get_column_spec().unique)
}

/// What a CREATE TABLE is on ClickHouse, whose text for MySQL is given; the types are its own.
pub(crate) fn create_table(
    db: &ClickHouseConnection,
    portable: &sea_query::TableCreateStatement,
    sql: &str,
) -> Result<TableCreateStatement, ClickHouseError> {
    let Some(Parsed::CreateTable(mut table)) = parse(sql, &[]) else {
        return Err(ClickHouseError::unsupported(format!(
            "this portable table has a part that is not read: {sql}\nUse `ClickHouseTable::create(..)` instead"
        )));
    };
    for (column, portable) in table.columns.iter_mut().zip(portable.get_columns()) {
        column.set_type(portable.get_column_type().cloned());
    }
    create(db, *table)
}

fn create(db: &ClickHouseConnection, mut table: Table) -> Result<TableCreateStatement, ClickHouseError> {
    for key in std::mem::take(&mut table.foreign_keys) {
        let name = key.get_foreign_key().get_name().map(str::to_owned);
        Skippable::ForeignKey.skip(db, &named("the foreign key", name.as_deref()))?;
    }
    for column in &mut table.columns {
        skip_unique(db, column)?;
    }
    let mut skipping = Vec::new();
    let mut kept = Vec::new();
    for index in std::mem::take(&mut table.indexes) {
        match index.kind {
            IndexKind::PrimaryKey => kept.push(index),
            IndexKind::Unique => {
                Skippable::UniqueKey.skip(db, &named("the unique index", index.name.as_deref()))?;
            }
            IndexKind::Plain | IndexKind::FullText => skipping.push(index),
        }
    }
    table.indexes = kept;
    let portable = table.definition();
    let mut create = TableCreateStatement::from_portable_for(&portable, &db.target())?;
    for index in &skipping {
        let types = index.columns.iter().map(|name| {
            let mut columns = portable.get_columns().iter();
            type_of(columns.find(|column| column.get_column_name() == *name)?)
        });
        create = create.index(skip_index(index, types)?);
    }
    let names = portable.get_columns().iter().map(ColumnDef::get_column_name);
    if db.options().get_cluster().is_some() && is_bookkeeping(names) {
        create = create.engine(Engine::merge_tree().replicated_by(journal::of_all_nodes()));
    }
    Ok(create)
}

/// Whether a table of these columns is the one in which SeaORM's runner keeps what is applied, whatever its name.
pub(super) fn is_bookkeeping(columns: impl IntoIterator<Item = impl AsRef<str>>) -> bool {
    let mut columns = columns.into_iter();
    let mut next_is = |name: &str| columns.next().is_some_and(|column| column.as_ref() == name);
    next_is("version") && next_is("applied_at") && columns.next().is_none()
}

fn type_of(column: &ColumnDef) -> Option<DataType> {
    let mut plain = ColumnDef::new_with_type(
        Alias::new(column.get_column_name()),
        column.get_column_type()?.clone(),
    );
    let plain = ClickHouseColumnDef::from_portable(plain.not_null()).ok()?;
    Some(plain.data_type().clone())
}

fn named(what: &str, name: Option<&str>) -> String {
    match name {
        Some(name) => format!("{what} `{name}`"),
        None => format!("{what} without a name"),
    }
}

fn skip_unique(db: &ClickHouseConnection, column: &mut Column) -> Result<(), ClickHouseError> {
    if column.unique {
        Skippable::UniqueKey.skip(db, &format!("the unique key of column `{}`", column.name))?;
        column.unique = false;
    }
    Ok(())
}

async fn alter(
    db: &ClickHouseConnection,
    table: TableRef,
    alterations: Vec<Alteration>,
) -> Result<Translated, ClickHouseError> {
    let mut alter = ClickHouseTable::alter(table.clone());
    let mut acts = false;
    for alteration in alterations {
        alter = match alteration {
            Alteration::Add {
                mut column,
                if_not_exists,
            } => {
                skip_unique(db, &mut column)?;
                let column = ClickHouseColumnDef::from_portable(&column.definition())?;
                if if_not_exists {
                    alter.add_column_if_not_exists(column, ColumnPosition::Last)
                } else {
                    alter.add_column(column, ColumnPosition::Last)
                }
            }
            Alteration::Modify(mut column) => {
                skip_unique(db, &mut column)?;
                let known = Tables::renew(db, &table).await?;
                let had = known.column(&column.name).map(|column| column.default.clone());
                alter = alter.modify_column(ClickHouseColumnDef::from_portable(&column.definition())?);
                // The server would keep it; MySQL does not.
                let property = match had {
                    Some(Default::Expr(_)) => Some(ColumnProperty::Default),
                    Some(Default::Computed(_)) => Some(ColumnProperty::Materialized),
                    _ => None,
                };
                match property.filter(|_| !column.has_default()) {
                    Some(property) => alter.remove_property(Alias::new(&column.name), property),
                    None => alter,
                }
            }
            Alteration::Rename(from, to) => alter.rename_column(Alias::new(from), Alias::new(to)),
            Alteration::Drop(column) => alter.drop_column(Alias::new(column)),
            Alteration::DropConstraint(name) => alter.drop_constraint(Alias::new(name)),
            Alteration::AddForeignKey(key) => {
                Skippable::ForeignKey.skip(db, &named("the foreign key", key.get_name()))?;
                continue;
            }
            Alteration::DropForeignKey(name) => {
                Skippable::ForeignKey.skip(db, &named("dropping the foreign key", Some(&name)))?;
                continue;
            }
        };
        acts = true;
    }
    Ok(if acts {
        Translated::one(alter)
    } else {
        Translated::Schema(None)
    })
}

async fn create_index(
    db: &ClickHouseConnection,
    table: TableRef,
    index: Index,
) -> Result<Translated, ClickHouseError> {
    if index.kind == IndexKind::Unique {
        Skippable::UniqueKey.skip(db, &named("the unique index", index.name.as_deref()))?;
        return Ok(Translated::Schema(None));
    }
    if index.kind == IndexKind::PrimaryKey {
        return Err(ClickHouseError::unsupported(
            "PRIMARY KEY: the sorting key of a table is set when it is created",
        ));
    }
    let described = Tables::renew(db, &table).await?;
    let types = index.columns.iter();
    let types = types.map(|name| described.column(name).map(|column| column.data_type.clone()));
    let name = skip_index::name(&index);
    let index = skip_index(&index, types)?;
    // What the table holds already is indexed as well, and waited for.
    let alter = ClickHouseTable::alter(table)
        .add_index(index)
        .materialize_index(Alias::new(name))
        .setting("mutations_sync", 2);
    Ok(Translated::one(alter))
}
