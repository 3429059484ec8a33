//! Databases: their engines, and the statements that make, change, rename and drop them.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/database>.

mod engine;

pub use engine::DatabaseEngine;

use crate::{
    SettingValue,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    secret::Secret,
    statement::{
        Attach, Detach, TableOverride,
        options::{Options, statement, write_list, write_name, write_word},
    },
    table::setting::Settings,
};

/// Where statements about databases begin.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::ClickHouseDatabase};
///
/// let drop = ClickHouseDatabase::drop("old").if_exists().on_cluster("main").sync();
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP DATABASE IF EXISTS `old` ON CLUSTER `main` SYNC");
/// let rename = ClickHouseDatabase::rename("shop", "store");
/// assert_eq!(rename.to_string(ClickHouseQueryBuilder), "RENAME DATABASE `shop` TO `store`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseDatabase;

impl ClickHouseDatabase {
    /// `CREATE DATABASE`
    pub fn create(name: impl Into<String>) -> DatabaseCreateStatement {
        DatabaseCreateStatement {
            name: name.into(),
            uuid: None,
            engine: None,
            secrets: Vec::new(),
            overrides: Vec::new(),
            options: Options::default(),
        }
    }

    /// `ALTER DATABASE`
    pub fn alter(name: impl Into<String>) -> DatabaseAlterStatement {
        DatabaseAlterStatement {
            name: name.into(),
            settings: Settings::default(),
            comment: None,
            options: Options::default(),
        }
    }

    /// `DROP DATABASE`
    pub fn drop(name: impl Into<String>) -> DatabaseDropStatement {
        DatabaseDropStatement {
            name: name.into(),
            options: Options::default(),
        }
    }

    /// `RENAME DATABASE from TO to`
    pub fn rename(from: impl Into<String>, to: impl Into<String>) -> DatabaseRenameStatement {
        DatabaseRenameStatement {
            from: from.into(),
            to: to.into(),
            options: Options::default(),
        }
    }

    /// `DETACH DATABASE`
    pub fn detach(name: impl Into<String>) -> Detach {
        Detach::database(name)
    }

    /// `ATTACH DATABASE` of one that was detached.
    pub fn attach(name: impl Into<String>) -> Attach {
        Attach::database(name)
    }
}

/// `CREATE DATABASE`. The server's default engine is Atomic.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/database>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::{ClickHouseDatabase, DatabaseEngine}};
///
/// let create = ClickHouseDatabase::create("shop")
///     .if_not_exists()
///     .on_cluster("main")
///     .engine(DatabaseEngine::replicated("/clickhouse/shop", "{shard}", "{replica}"))
///     .setting("max_broken_tables_ratio", 0.5)
///     .comment("what is sold");
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DATABASE IF NOT EXISTS `shop` ON CLUSTER `main` ENGINE = Replicated('/clickhouse/shop', '{shard}', \
///      '{replica}') SETTINGS max_broken_tables_ratio = 0.5 COMMENT 'what is sold'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseCreateStatement {
    name: String,
    uuid: Option<uuid::Uuid>,
    engine: Option<DatabaseEngine>,
    secrets: Vec<(String, Secret)>,
    overrides: Vec<TableOverride>,
    options: Options,
}

impl DatabaseCreateStatement {
    /// `ENGINE = ...`
    pub fn engine(mut self, engine: DatabaseEngine) -> Self {
        self.engine = Some(engine);
        self
    }

    /// `TABLE OVERRIDE name (...)`, of a table of the engine MaterializedPostgreSQL.
    pub fn table_override(mut self, table: TableOverride) -> Self {
        self.overrides.push(table);
        self
    }

    /// `UUID '...'`: the id, where it must be the same on every node.
    pub fn uuid(mut self, uuid: uuid::Uuid) -> Self {
        self.uuid = Some(uuid);
        self
    }

    /// A setting of the engine that is a password, a key or a token, such as `catalog_credential`: it is not shown by
    /// `Debug`.
    pub fn secret_setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.secrets.retain(|(known, _)| *known != name);
        self.secrets.push((name, Secret::new(value)));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options.write_create(renderer, "DATABASE", sql)?;
        write_name(&self.name, "DATABASE", sql)?;
        if let Some(uuid) = self.uuid {
            sql.push_str(&format!(" UUID '{uuid}'"));
        }
        self.options.write_cluster(renderer, sql)?;
        let has_settings = !self.options.settings.is_empty() || !self.secrets.is_empty();
        match &self.engine {
            Some(engine) => {
                sql.push_str(" ENGINE = ");
                engine.write(renderer, sql)?;
            }
            // Without an engine the server takes them for settings of the query.
            None if has_settings => {
                return Err(BuildError::invalid(
                    "SETTINGS",
                    "settings of a database belong to its engine; name it by `engine(..)`",
                ));
            }
            None => {}
        }
        self.options.write_settings(sql)?;
        for (i, (name, value)) in self.secrets.iter().enumerate() {
            let first = i == 0 && self.options.settings.is_empty();
            sql.push_str(if first { " SETTINGS " } else { ", " });
            if self.options.settings.has(name) {
                return Err(BuildError::invalid("SETTINGS", format!("{name} is set twice")));
            }
            write_word(name, "SETTINGS", sql)?;
            sql.push_str(" = ");
            renderer.context.has_secrets();
            write_string(sql, value.text());
        }
        self.options.write_comment(sql);
        sql.push_str(if self.overrides.is_empty() { "" } else { " " });
        write_list(&self.overrides, sql, |table, sql| table.write(renderer, sql))
    }
}

statement!(DatabaseCreateStatement {
    if_not_exists,
    on_cluster,
    setting,
    comment
});

/// `ALTER DATABASE`: changes the settings of the engine, or the comment.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/database-comment>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::ClickHouseDatabase};
///
/// assert_eq!(
///     ClickHouseDatabase::alter("shop").modify_comment("what was sold").to_string(ClickHouseQueryBuilder),
///     "ALTER DATABASE `shop` MODIFY COMMENT 'what was sold'"
/// );
/// assert_eq!(
///     ClickHouseDatabase::alter("shop").modify_setting("max_retries", 3).to_string(ClickHouseQueryBuilder),
///     "ALTER DATABASE `shop` MODIFY SETTING max_retries = 3"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseAlterStatement {
    name: String,
    settings: Settings,
    comment: Option<String>,
    options: Options,
}

impl DatabaseAlterStatement {
    /// `MODIFY SETTING name = value`; several are changed together, and a later value of a name replaces an earlier one.
    pub fn modify_setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    /// `MODIFY COMMENT 'text'`; an empty text removes the comment.
    pub fn modify_comment(mut self, text: impl Into<String>) -> Self {
        self.comment = Some(text.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("ALTER DATABASE ");
        write_name(&self.name, "DATABASE", sql)?;
        self.options.write_cluster(renderer, sql)?;
        match (&self.comment, self.settings.is_empty()) {
            (None, true) => Err(BuildError::invalid(
                "ALTER DATABASE",
                "it changes nothing; add `modify_setting(..)` or `modify_comment(..)`",
            )),
            (Some(_), false) => Err(BuildError::unsupported(
                "ALTER DATABASE",
                "the server takes settings or a comment in one statement, not both; make two of it",
            )),
            (Some(comment), true) => {
                sql.push_str(" MODIFY COMMENT ");
                write_string(sql, comment);
                Ok(())
            }
            (None, false) => {
                sql.push_str(" MODIFY SETTING ");
                self.settings.check()?;
                self.settings.write_list(sql);
                Ok(())
            }
        }
    }
}

statement!(DatabaseAlterStatement { on_cluster });

/// `DROP DATABASE`: with all that is in it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-database>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::ClickHouseDatabase};
///
/// assert_eq!(
///     ClickHouseDatabase::drop("old").if_exists().to_string(ClickHouseQueryBuilder),
///     "DROP DATABASE IF EXISTS `old`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseDropStatement {
    name: String,
    options: Options,
}

impl DatabaseDropStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options.write_verb(renderer, "DROP DATABASE", sql);
        write_name(&self.name, "DATABASE", sql)?;
        self.options.write_cluster(renderer, sql)?;
        self.options.write_sync(sql);
        Ok(())
    }
}

statement!(DatabaseDropStatement {
    if_exists,
    on_cluster,
    sync
});

/// `RENAME DATABASE`, of an Atomic or Replicated one.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/rename#rename-database>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, database::ClickHouseDatabase};
///
/// assert_eq!(
///     ClickHouseDatabase::rename("shop", "store").if_exists().on_cluster("main").to_string(ClickHouseQueryBuilder),
///     "RENAME DATABASE IF EXISTS `shop` TO `store` ON CLUSTER `main`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DatabaseRenameStatement {
    from: String,
    to: String,
    options: Options,
}

impl DatabaseRenameStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options.write_verb(renderer, "RENAME DATABASE", sql);
        write_name(&self.from, "DATABASE", sql)?;
        sql.push_str(" TO ");
        write_name(&self.to, "DATABASE", sql)?;
        self.options.write_cluster(renderer, sql)
    }
}

statement!(DatabaseRenameStatement {
    if_exists,
    on_cluster
});
