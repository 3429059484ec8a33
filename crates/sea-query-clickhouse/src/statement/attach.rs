use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_name, write_object};
use crate::{database::DatabaseEngine, error::BuildError, render::Renderer};

/// `ATTACH`: makes the server know a table, dictionary or database again that was detached. With a definition,
/// [`ClickHouseTable::create`](crate::ClickHouseTable::create) does it by
/// [`attach`](crate::table::TableCreateStatement::attach).
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/attach>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Attach};
///
/// assert_eq!(Attach::table("event").if_not_exists().to_string(ClickHouseQueryBuilder), "ATTACH TABLE IF NOT EXISTS `event`");
/// assert_eq!(Attach::table("event").as_replicated().to_string(ClickHouseQueryBuilder), "ATTACH TABLE `event` AS REPLICATED");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Attach {
    subject: Subject,
    engine: Option<DatabaseEngine>,
    replicated: Option<bool>,
    options: Options,
}

/// What is attached or detached.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Object(&'static str, TableRef),
    Database(String),
}

impl Subject {
    fn keyword(&self) -> &'static str {
        match self {
            Self::Object(keyword, _) => keyword,
            Self::Database(_) => "DATABASE",
        }
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self {
            Self::Object(_, object) => write_object(renderer, object, sql),
            Self::Database(name) => write_name(name, "DATABASE", sql),
        }
    }
}

impl Attach {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            engine: None,
            replicated: None,
            options: Options::default(),
        }
    }

    /// `ATTACH TABLE`, which is also how a view comes back.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TABLE", table.into_table_ref()))
    }

    /// `ATTACH DICTIONARY`
    pub fn dictionary(dictionary: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("DICTIONARY", dictionary.into_table_ref()))
    }

    /// `ATTACH DATABASE`
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(Subject::Database(name.into()))
    }

    /// `AS REPLICATED`: a MergeTree table comes back as a replicated one, until the next restart of the server makes
    /// it lasting; `SYSTEM RESTORE REPLICA` follows.
    pub fn as_replicated(mut self) -> Self {
        self.replicated = Some(true);
        self
    }

    /// `AS NOT REPLICATED`: a replicated table comes back as a plain one.
    pub fn as_not_replicated(mut self) -> Self {
        self.replicated = Some(false);
        self
    }

    /// `ENGINE = ...` of a database.
    pub fn engine(mut self, engine: DatabaseEngine) -> Self {
        self.engine = Some(engine);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let keyword = self.subject.keyword();
        sql.push_str("ATTACH ");
        sql.push_str(keyword);
        sql.push_str(if self.options.if_not_exists {
            " IF NOT EXISTS "
        } else {
            " "
        });
        self.subject.write(renderer, sql)?;
        if let Some(replicated) = self.replicated {
            renderer.context.check(crate::Feature::AttachAsReplicated);
            if keyword != "TABLE" {
                return Err(BuildError::invalid(
                    "AS REPLICATED",
                    "only a table is replicated or not",
                ));
            }
            if self.options.cluster.is_some() {
                return Err(BuildError::invalid(
                    "AS REPLICATED",
                    "the server converts a table on one node at a time; leave `on_cluster` out",
                ));
            }
            sql.push_str(if replicated {
                " AS REPLICATED"
            } else {
                " AS NOT REPLICATED"
            });
        }
        self.options.write_cluster(renderer, sql)?;
        match (&self.engine, &self.subject) {
            (None, _) => Ok(()),
            (Some(engine), Subject::Database(_)) => {
                sql.push_str(" ENGINE = ");
                engine.write(renderer, sql)
            }
            (Some(_), Subject::Object(..)) => Err(BuildError::invalid(
                "ENGINE",
                "a detached table comes back with the engine that it has",
            )),
        }
    }
}

statement!(Attach {
    if_not_exists,
    on_cluster
});

/// `DETACH`: makes the server forget a table, view, dictionary or database, whose data stay.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/detach>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Detach};
///
/// assert_eq!(
///     Detach::table("event").if_exists().permanently().sync().to_string(ClickHouseQueryBuilder),
///     "DETACH TABLE IF EXISTS `event` PERMANENTLY SYNC"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Detach {
    subject: Subject,
    permanently: bool,
    options: Options,
}

impl Detach {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            permanently: false,
            options: Options::default(),
        }
    }

    /// `DETACH TABLE`
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TABLE", table.into_table_ref()))
    }

    /// `DETACH VIEW`
    pub fn view(view: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("VIEW", view.into_table_ref()))
    }

    /// `DETACH DICTIONARY`
    pub fn dictionary(dictionary: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("DICTIONARY", dictionary.into_table_ref()))
    }

    /// `DETACH DATABASE`
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(Subject::Database(name.into()))
    }

    /// `PERMANENTLY`: also over restarts of the server.
    pub fn permanently(mut self) -> Self {
        self.permanently = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let verb = format!("DETACH {}", self.subject.keyword());
        self.options.write_verb(renderer, &verb, sql);
        self.subject.write(renderer, sql)?;
        self.options.write_cluster(renderer, sql)?;
        if self.permanently {
            renderer.context.check(crate::Feature::DetachPermanently);
            sql.push_str(" PERMANENTLY");
        }
        self.options.write_sync(sql);
        self.options.write_settings(sql)
    }
}

statement!(Detach {
    if_exists,
    on_cluster,
    sync,
    setting
});

/// `UNDROP TABLE`: brings a dropped table back, as long as the server keeps its data
/// (`database_atomic_delay_before_drop_table_sec`, eight minutes).
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/undrop>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Undrop};
///
/// assert_eq!(Undrop::table(("shop", "event")).to_string(ClickHouseQueryBuilder), "UNDROP TABLE `shop`.`event`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Undrop {
    table: TableRef,
    uuid: Option<uuid::Uuid>,
    options: Options,
}

impl Undrop {
    /// Brings `table` back.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self {
            table: table.into_table_ref(),
            uuid: None,
            options: Options::default(),
        }
    }

    /// `UUID '...'`: which one, where several tables of the name were dropped (`system.dropped_tables`).
    pub fn uuid(mut self, uuid: uuid::Uuid) -> Self {
        self.uuid = Some(uuid);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(crate::Feature::UndropTable);
        sql.push_str("UNDROP TABLE ");
        write_object(renderer, &self.table, sql)?;
        if let Some(uuid) = self.uuid {
            sql.push_str(&format!(" UUID '{uuid}'"));
        }
        self.options.write_cluster(renderer, sql)
    }
}

statement!(Undrop { on_cluster });
