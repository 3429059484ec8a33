//! A declared dictionary against the definition that the server prints.

use sea_query::{Expr, Query, TableRef};
use sea_query_clickhouse::{
    build_clickhouse,
    definition::DictionaryPart,
    dictionary::{DictionaryCreateStatement, DictionarySource},
    func::other::format_query_single_line,
};

use super::{
    TableCheck,
    difference::{Difference, DifferenceKind},
    server::{self, Found, Presence},
};
use crate::{connection::ClickHouseConnection, entity::ClickHouseDictionaryEntity, error::ClickHouseError};

impl ClickHouseConnection {
    /// Compares a dictionary that a program declares with the one on the server, and reports all differences at once: its
    /// attributes, key, source, layout, lifetime, range, settings and comment. A password, which the server hides, is the
    /// same as any that is declared; one that is not declared is a difference.
    ///
    /// As [`check_table`](Self::check_table) does, it lets the server print the declaration, but for the source, so that no
    /// password is sent.
    ///
    /// # Errors
    ///
    /// When the declaration cannot be built, or the server cannot be asked.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::prelude::*;
    /// use sea_query_clickhouse::dictionary::{DictionaryAttribute, layout::Flat, source};
    ///
    /// let declared = ClickHouseDictionary::create("service")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(source::ClickHouse::table("service_row"))
    ///     .layout(Flat::new())
    ///     .lifetime(300);
    /// let check = db.check_dictionary(&declared).await?;
    /// assert!(check.differences().is_empty(), "{check}");
    /// # Ok(())
    /// # }
    /// ```
    pub async fn check_dictionary(
        &self,
        declared: &DictionaryCreateStatement,
    ) -> Result<TableCheck, ClickHouseError> {
        let TableRef::Table(name, _) = declared.get_dictionary() else {
            return Err(ClickHouseError::build(
                "CREATE DICTIONARY: it is about a dictionary by its name",
            ));
        };
        match server::find(self, name).await? {
            Presence::Missing(difference) => Ok(TableCheck::new(name, vec![*difference])),
            Presence::There(found) => {
                let differences = differences(self, declared, &found).await?;
                Ok(TableCheck::new(name, differences))
            }
        }
    }

    /// Compares an entity that declares its dictionary with the one on the server, both as [`check`](Self::check) does, by
    /// what can be read, and as [`check_dictionary`](Self::check_dictionary) does, by the definition.
    ///
    /// # Errors
    ///
    /// When the declaration cannot be built, or the server cannot be asked.
    pub async fn check_declared_dictionary<E: ClickHouseDictionaryEntity>(
        &self,
    ) -> Result<TableCheck, ClickHouseError> {
        let declared = E::create_dictionary()?;
        self.learn_dictionary::<E>();
        let entity = self.check::<E>().await?;
        Ok(entity.with_declared(self.check_dictionary(&declared).await?))
    }
}

async fn differences(
    db: &ClickHouseConnection,
    declared: &DictionaryCreateStatement,
    found: &Found,
) -> Result<Vec<Difference>, ClickHouseError> {
    let difference = |sentence: String| Difference::new(DifferenceKind::Definition, sentence);
    if found.engine != "Dictionary" {
        let sentence = format!(
            "a dictionary is declared, and what is there is of the engine {}; drop it, or choose another name",
            found.engine
        );
        return Ok(vec![difference(sentence).with_found(&found.create)]);
    }
    let live = match found.create.parse::<DictionaryCreateStatement>() {
        Ok(live) => live,
        Err(error) => {
            let sentence = format!(
                "the definition of the dictionary cannot be compared: {error}; look at SHOW CREATE DICTIONARY"
            );
            return Ok(vec![difference(sentence).with_found(&found.create)]);
        }
    };
    // What goes to the server as a text, and into its log, has no password of a source in it.
    build_clickhouse(declared, &db.target())?;
    let sent = declared.clone().source(DictionarySource::null());
    let mut format = Query::select();
    format.expr(format_query_single_line(Expr::val(
        build_clickhouse(&sent, &db.target())?.sql,
    )));
    let printed = server::texts(db, &format).await?.into_iter().flatten().next();
    let printed: DictionaryCreateStatement = printed.unwrap_or_default().parse().map_err(|error| {
        ClickHouseError::build(format!("CREATE DICTIONARY, as the server prints it: {error}"))
    })?;
    let printed = match declared.get_source() {
        Some(source) => printed.source(source.clone()),
        None => printed,
    };
    let differences = printed.differences(&live)?;
    Ok(differences
        .into_iter()
        .map(|found| {
            let (kind, way_out) = match (found.part(), found.declared(), found.found()) {
                (DictionaryPart::Attribute(_), Some(_), None) => (
                    DifferenceKind::MissingColumn,
                    "CREATE OR REPLACE DICTIONARY makes it anew, or drop the attribute from the declaration",
                ),
                (DictionaryPart::Attribute(_), None, Some(_)) => (
                    DifferenceKind::ExtraColumn,
                    "declare it, or make the dictionary anew by CREATE OR REPLACE DICTIONARY",
                ),
                _ => (
                    DifferenceKind::Definition,
                    "CREATE OR REPLACE DICTIONARY makes it anew, or correct the declaration",
                ),
            };
            let mut made = Difference::new(kind, format!("{found}; {way_out}"));
            if let DictionaryPart::Attribute(name) = found.part() {
                made = made.of_column(name);
            }
            if let Some(declared) = found.declared() {
                made = made.with_expected(declared);
            }
            if let Some(found) = found.found() {
                made = made.with_found(found);
            }
            made
        })
        .collect())
}
