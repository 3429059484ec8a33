use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_name, write_object};
use crate::{Feature, error::BuildError, literal::write_string, partition::Partition, render::Renderer};

/// `CHECK`: compares the checksums of a table's data, or asks whether a database answers.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/check-table>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, partition::Partition, statement::Check};
///
/// let check = Check::table("event")
///     .partition(Partition::id("202401"))
///     .format("TabSeparated")
///     .setting("check_query_single_value_result", 0);
/// assert_eq!(
///     check.to_string(ClickHouseQueryBuilder),
///     "CHECK TABLE `event` PARTITION ID '202401' FORMAT TabSeparated SETTINGS check_query_single_value_result = 0"
/// );
/// assert_eq!(Check::all_tables().to_string(ClickHouseQueryBuilder), "CHECK ALL TABLES");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    subject: Subject,
    partition: Option<Partition>,
    part: Option<String>,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Table(TableRef),
    AllTables,
    Database(String),
}

impl Check {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            partition: None,
            part: None,
            options: Options::default(),
        }
    }

    /// `CHECK TABLE`
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Table(table.into_table_ref()))
    }

    /// `CHECK ALL TABLES`
    pub fn all_tables() -> Self {
        Self::new(Subject::AllTables)
    }

    /// `CHECK DATABASE`: whether the catalog behind a DataLakeCatalog database answers.
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(Subject::Database(name.into()))
    }

    /// `PARTITION ...`: of the table, one partition.
    pub fn partition(mut self, partition: Partition) -> Self {
        self.partition = Some(partition);
        self
    }

    /// `PART 'name'`: of the table, one part.
    pub fn part(mut self, name: impl Into<String>) -> Self {
        self.part = Some(name.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match &self.subject {
            Subject::Table(table) => {
                sql.push_str("CHECK TABLE ");
                write_object(renderer, table, sql)?;
            }
            Subject::AllTables => {
                renderer.context.check(Feature::CheckAllTables);
                sql.push_str("CHECK ALL TABLES");
            }
            Subject::Database(name) => {
                renderer.context.check(Feature::CheckDatabase);
                sql.push_str("CHECK DATABASE ");
                write_name(name, "DATABASE", sql)?;
            }
        }
        let of_table = matches!(self.subject, Subject::Table(_));
        match (&self.partition, &self.part) {
            (None, None) => {}
            (Some(_), None) | (None, Some(_)) if !of_table => {
                return Err(BuildError::invalid("PARTITION", "only a table has partitions"));
            }
            (Some(partition), None) => {
                sql.push_str(" PARTITION ");
                partition.write(renderer, sql);
            }
            (None, Some(part)) => {
                sql.push_str(" PART ");
                write_string(sql, part);
            }
            (Some(_), Some(_)) => {
                return Err(BuildError::invalid(
                    "PARTITION",
                    "the statement is about a partition or about a part, not about both",
                ));
            }
        }
        self.options.write_format(renderer, sql)?;
        self.options.write_settings(sql)
    }
}

statement!(Check { format, setting });
