use sea_query::{IntoTableRef, TableRef};

use super::{
    options::{Options, statement, write_name, write_object},
    show::Pattern,
};
use crate::{error::BuildError, render::Renderer};

/// `TRUNCATE`: removes all rows of a table, of a view that stores them, of all tables of a database; or all tables of
/// one.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/truncate>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Truncate};
///
/// assert_eq!(Truncate::table("event").sync().to_string(ClickHouseQueryBuilder), "TRUNCATE TABLE `event` SYNC");
/// assert_eq!(Truncate::database("old").if_exists().to_string(ClickHouseQueryBuilder), "TRUNCATE DATABASE IF EXISTS `old`");
/// assert_eq!(
///     Truncate::all_tables("logs").like("event_%").to_string(ClickHouseQueryBuilder),
///     "TRUNCATE ALL TABLES FROM `logs` LIKE 'event_%'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Truncate {
    what: What,
    pattern: Option<Pattern>,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Database(String),
    AllTables(String),
    Object(&'static str, TableRef),
}

impl Truncate {
    fn new(what: What) -> Self {
        Self {
            what,
            pattern: None,
            options: Options::default(),
        }
    }

    /// `TRUNCATE TABLE`
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(What::Object("TABLE", table.into_table_ref()))
    }

    /// `TRUNCATE DATABASE`: drops all tables of a database, which stays.
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(What::Database(name.into()))
    }

    /// `TRUNCATE ALL TABLES FROM`: removes the rows of all tables of a database.
    pub fn all_tables(database: impl Into<String>) -> Self {
        Self::new(What::AllTables(database.into()))
    }

    /// `TRUNCATE VIEW`: removes the rows that a materialized view stores itself.
    pub fn view(view: impl IntoTableRef) -> Self {
        Self::new(What::Object("VIEW", view.into_table_ref()))
    }

    /// `TRUNCATE TEMPORARY TABLE`
    pub fn temporary_table(table: impl IntoTableRef) -> Self {
        Self::new(What::Object("TEMPORARY TABLE", table.into_table_ref()))
    }

    /// `LIKE 'pattern'`: of all tables, those with such names.
    pub fn like(self, pattern: impl Into<String>) -> Self {
        self.pattern("LIKE", pattern.into())
    }

    /// `NOT LIKE 'pattern'`: of all tables, those with other names.
    pub fn not_like(self, pattern: impl Into<String>) -> Self {
        self.pattern("NOT LIKE", pattern.into())
    }

    /// `ILIKE 'pattern'`: as [`like`](Self::like), in any case.
    pub fn ilike(self, pattern: impl Into<String>) -> Self {
        self.pattern("ILIKE", pattern.into())
    }

    /// `NOT ILIKE 'pattern'`: as [`not_like`](Self::not_like), in any case.
    pub fn not_ilike(self, pattern: impl Into<String>) -> Self {
        self.pattern("NOT ILIKE", pattern.into())
    }

    fn pattern(mut self, keyword: &'static str, pattern: String) -> Self {
        self.pattern = Some(Pattern::new(keyword, pattern));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match &self.what {
            What::Database(name) => {
                self.options.write_verb(renderer, "TRUNCATE DATABASE", sql);
                write_name(name, "DATABASE", sql)?;
            }
            What::AllTables(name) => {
                self.options.write_verb(renderer, "TRUNCATE ALL TABLES FROM", sql);
                write_name(name, "DATABASE", sql)?;
            }
            What::Object(kind, object) => {
                self.options
                    .write_verb(renderer, &format!("TRUNCATE {kind}"), sql);
                write_object(renderer, object, sql)?;
            }
        }
        if let Some(pattern) = &self.pattern {
            if !matches!(self.what, What::AllTables(_)) {
                return Err(BuildError::invalid(
                    pattern.keyword,
                    "only `Truncate::all_tables` chooses tables by a pattern",
                ));
            }
            pattern.write(sql);
        }
        self.options.write_cluster(renderer, sql)?;
        self.options.write_sync(sql);
        self.options.write_settings(sql)
    }
}

statement!(Truncate {
    if_exists,
    on_cluster,
    sync,
    setting
});
