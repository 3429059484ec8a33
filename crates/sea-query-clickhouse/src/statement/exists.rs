use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_name, write_object};
use crate::{error::BuildError, render::Renderer};

/// `EXISTS`: one row with 1 or 0.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/exists>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Exists};
///
/// assert_eq!(Exists::table(("shop", "event")).to_string(ClickHouseQueryBuilder), "EXISTS TABLE `shop`.`event`");
/// assert_eq!(Exists::database("shop").to_string(ClickHouseQueryBuilder), "EXISTS DATABASE `shop`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Exists {
    subject: Subject,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Object(&'static str, TableRef),
    Database(String),
}

impl Exists {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            options: Options::default(),
        }
    }

    /// `EXISTS TABLE`: also true of views and dictionaries.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TABLE ", table.into_table_ref()))
    }

    /// `EXISTS TEMPORARY TABLE`
    pub fn temporary_table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TEMPORARY TABLE ", table.into_table_ref()))
    }

    /// `EXISTS VIEW`
    pub fn view(view: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("VIEW ", view.into_table_ref()))
    }

    /// `EXISTS DICTIONARY`
    pub fn dictionary(dictionary: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("DICTIONARY ", dictionary.into_table_ref()))
    }

    /// `EXISTS DATABASE`
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(Subject::Database(name.into()))
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("EXISTS ");
        match &self.subject {
            Subject::Object(kind, object) => {
                sql.push_str(kind);
                write_object(renderer, object, sql)?;
            }
            Subject::Database(name) => {
                renderer.context.check(crate::Feature::ExistsDatabase);
                sql.push_str("DATABASE ");
                write_name(name, "DATABASE", sql)?;
            }
        }
        self.options.write_format(renderer, sql)
    }
}

statement!(Exists { format });
