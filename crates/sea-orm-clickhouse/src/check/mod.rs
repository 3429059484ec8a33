//! A table on the server against what a program takes it for.

mod column;
mod declared;
mod dictionary;
mod difference;
mod engine;
mod key;
mod neutral;
mod sample;
mod server;

use std::fmt::{self, Display, Formatter};

use sea_orm::{EntityName, EntityTrait, Iterable, PrimaryKeyToColumn};
use sea_query::{Iden, TableName};
use sea_query_clickhouse::table::TableCreateStatement;

#[cfg(feature = "migration")]
pub(crate) use declared::Compared;
pub use difference::{Difference, DifferenceKind, Effect};
#[cfg(any(feature = "cli", feature = "migration"))]
pub(crate) use server::texts;

use crate::{
    connection::ClickHouseConnection, error::ClickHouseError, registry::EntityFields, table::Tables,
};
use server::Presence;
#[cfg(feature = "migration")]
pub(crate) use server::database;

/// All that differs between a table on the server and an entity or a declared table. Its `Display` lists it, a line
/// for each, with what stops the program first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableCheck {
    table: String,
    differences: Vec<Difference>,
}

impl TableCheck {
    fn new(table: &TableName, mut differences: Vec<Difference>) -> Self {
        differences.sort_by_key(|difference| {
            std::cmp::Reverse(difference.reading.max(difference.writing) == Effect::All)
        });
        Self {
            table: printed(table),
            differences,
        }
    }

    /// These differences of an entity, and those of the table that it declares. A column that is missing is one difference,
    /// in the words of the declaration.
    pub(crate) fn with_declared(mut self, declared: Self) -> Self {
        for difference in declared.differences {
            let known = self.differences.iter_mut().find(|known| {
                let is_missing = matches!(
                    difference.kind,
                    DifferenceKind::MissingTable
                        | DifferenceKind::MissingColumn
                        | DifferenceKind::ExtraColumn
                );
                is_missing && known.kind == difference.kind && known.column == difference.column
            });
            match known {
                None => self.differences.push(difference),
                Some(known) if known.kind == DifferenceKind::MissingColumn => {
                    known.sentence = difference.sentence;
                    known.expected = difference.expected;
                }
                Some(_) => {}
            }
        }
        self
    }

    /// The name of the table.
    pub fn table(&self) -> &str {
        &self.table
    }

    /// The differences: those that stop reading or writing, then the others.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// Whether no difference stops reading or writing. There may be others.
    pub fn is_ok(&self) -> bool {
        self.reads() && self.writes()
    }

    /// Whether no difference stops reading: what to ask of an entity that is only read, as one of a view is.
    pub fn reads(&self) -> bool {
        !self.differences.iter().any(Difference::stops_reading)
    }

    /// Whether no difference stops writing.
    pub fn writes(&self) -> bool {
        !self.differences.iter().any(Difference::stops_writing)
    }

    /// The check itself where it [is ok](Self::is_ok), so that a service that starts can log what else differs.
    ///
    /// # Errors
    ///
    /// When reading or writing is stopped: one error with all differences.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// let check = db.check::<event::Entity>().await?.into_result()?;
    /// for difference in check.differences() {
    ///     eprintln!("{difference}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_result(self) -> Result<Self, ClickHouseError> {
        if self.is_ok() {
            Ok(self)
        } else {
            Err(ClickHouseError::type_error(self.to_string()))
        }
    }
}

impl Display for TableCheck {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.differences.len() {
            0 => return write!(f, "table `{}` is as it was declared", self.table),
            1 => write!(f, "table `{}` differs in one thing:", self.table)?,
            count => write!(f, "table `{}` differs in {count} things:", self.table)?,
        }
        for difference in &self.differences {
            let stops = match (difference.stops_reading(), difference.stops_writing()) {
                (true, true) => " (stops reading and writing)",
                (true, false) => " (stops reading)",
                (false, true) => " (stops writing)",
                (false, false) => "",
            };
            write!(f, "\n- {difference}{stops}")?;
        }
        Ok(())
    }
}

/// What a plan begins with.
#[cfg(feature = "migration")]
pub(crate) enum Comparison {
    Missing,
    /// What is there is no table that can be compared.
    Unread(String),
    There(Box<Compared>),
}

/// Compares a table that a program declares with the one on the server.
#[cfg(feature = "migration")]
pub(crate) async fn compare(
    db: &ClickHouseConnection,
    declared: &TableCreateStatement,
    table: &TableName,
) -> Result<Comparison, ClickHouseError> {
    Ok(match server::find(db, table).await? {
        Presence::Missing(_) => Comparison::Missing,
        Presence::There(found) => match declared::compare(db, declared, &found).await? {
            Ok(compared) => Comparison::There(Box::new(compared)),
            Err(unread) => Comparison::Unread(unread.to_string()),
        },
    })
}

/// The name of a table as messages have it.
pub(crate) fn printed(table: &TableName) -> String {
    match &table.0 {
        Some(schema) => format!("{}.{}", schema.1, table.1),
        None => table.1.to_string(),
    }
}

impl ClickHouseConnection {
    /// Compares an entity with the table on the server, and reports all differences at once: a table or column that is
    /// missing, columns that no field has, types that cannot be read or written, NULL on one side alone, values that do
    /// not fit, columns that the server computes, an engine that takes no rows or no mutations, keys that are no use.
    ///
    /// What can be read and written is found out by the codec itself, which is asked with the types and values at the
    /// borders of both sides. So a check without a difference that stops means that SeaORM's statements for the entity
    /// will not be refused for their types. That a key is not unique is no difference: no table of ClickHouse has one
    /// that is.
    ///
    /// The entity needs no registration. It may be run at the start of a service, beside others.
    ///
    /// Of an entity over a [view](crate::ClickHouseViewEntity) or a [dictionary](crate::ClickHouseDictionaryEntity), which is
    /// only read, the kind, the columns and what is read are compared; its query or source is not.
    ///
    /// # Errors
    ///
    /// When the server cannot be asked. Differences are no errors; [`TableCheck::into_result`] makes one of them.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// let check = db.check::<event::Entity>().await?;
    /// for difference in check.differences() {
    ///     println!("{:?}: {difference}", difference.kind());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check<E: EntityTrait>(&self) -> Result<TableCheck, ClickHouseError> {
        let entity = E::default();
        let table = table_of(&entity);
        let found = match server::find(self, &table).await? {
            Presence::Missing(difference) => return Ok(TableCheck::new(&table, vec![*difference])),
            Presence::There(found) => found,
        };
        let live = Tables::renew(self, &sea_query::TableRef::Table(table.clone(), None)).await?;
        let fields = EntityFields::of::<E>();
        let registered = self.registry().find(&table);
        let columns: Vec<(String, E::Column)> = E::Column::iter()
            .map(|column| (column.unquoted().to_owned(), column))
            .collect();
        let read_only = fields.get_read_only(registered.as_deref());
        let mut differences = Vec::from_iter(match read_only {
            Some(read_only) => engine::kind_difference(&found, read_only),
            None => engine::differences(&found),
        });
        for (name, column) in &columns {
            let Some(target) = fields.target(name, false) else {
                continue;
            };
            let field = column::Field::new::<E>(name, *column, target, registered.as_deref());
            match live.column(name) {
                Some(column) => differences.extend(field.differences(column, &found)),
                None => differences.push(field.missing(&live, |other| fields.target(other, false).is_some())),
            }
        }
        for column in &live.columns {
            if !columns.iter().any(|(name, _)| *name == column.name) {
                differences.extend(column::extra(column));
            }
        }
        if read_only.is_some() {
            return Ok(TableCheck::new(&table, of_reading(differences)));
        }
        let key: Vec<String> = E::PrimaryKey::iter()
            .map(|key| key.into_column().unquoted().to_owned())
            .collect();
        differences.extend(key::differences(&key, &found));
        Ok(TableCheck::new(&table, differences))
    }

    /// Compares a table that a program declares with the one on the server, and reports all differences at once: engine,
    /// ORDER BY, PRIMARY KEY, PARTITION BY, SAMPLE BY, TTL, the settings that are declared, columns with their defaults,
    /// codecs and order, skip indexes, constraints, projections and comments.
    ///
    /// The declaration is given to the server to be printed in its own way
    /// ([`formatQuery`](https://clickhouse.com/docs/sql-reference/functions/other-functions#formatquery)), so that two
    /// ways to write an expression are no difference; nothing is made. A setting of the table that is not declared is no
    /// difference either, since the server adds some. No difference stops reading or writing as such:
    /// [`check`](Self::check) says what an entity can do.
    ///
    /// # Errors
    ///
    /// When the declaration cannot be built, or the server cannot be asked.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::prelude::*;
    ///
    /// let declared = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::Int64))
    ///     .engine(Engine::merge_tree())
    ///     .order_by(["id"]);
    /// let check = db.check_table(&declared).await?;
    /// assert!(check.differences().is_empty(), "{check}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check_table(&self, declared: &TableCreateStatement) -> Result<TableCheck, ClickHouseError> {
        let sea_query::TableRef::Table(table, _) = declared.get_table() else {
            return Err(ClickHouseError::build(
                "CREATE TABLE: it is about a table by its name",
            ));
        };
        match server::find(self, table).await? {
            Presence::Missing(difference) => Ok(TableCheck::new(table, vec![*difference])),
            Presence::There(found) => {
                let differences = declared::differences(self, declared, &found).await?;
                Ok(TableCheck::new(table, differences))
            }
        }
    }
}

/// What is left of the differences where nothing is written.
fn of_reading(differences: Vec<Difference>) -> Vec<Difference> {
    let of_writing =
        |difference: &Difference| difference.reading == Effect::None && difference.writing != Effect::None;
    let read = differences
        .into_iter()
        .filter(|difference| !of_writing(difference));
    read.map(|difference| difference.on_writing(Effect::None))
        .collect()
}

fn table_of<E: EntityName>(entity: &E) -> TableName {
    match entity.table_ref() {
        sea_query::TableRef::Table(name, _) => name,
        // SeaORM names an entity's table by schema and name.
        _ => TableName(
            None,
            sea_query::IntoIden::into_iden(entity.table_name().to_owned()),
        ),
    }
}
