use std::fmt;

use super::options::{Options, statement, write_list, write_name};
use crate::{Feature, SettingValue, error::BuildError, literal::write_identifier, render::Renderer};

/// Where statements about named collections begin: keys and values, such as the login of another database, that
/// table functions and engines are given by one name.
///
/// Source: <https://clickhouse.com/docs/operations/named-collections>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{ClickHouseNamedCollection, Override}};
///
/// let create = ClickHouseNamedCollection::create("mysql_login")
///     .value("host", "db.example.com")
///     .value("port", 3306)
///     .value_with("password", "secret", Override::Refused);
/// assert!(!format!("{create:?}").contains("secret"));
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE NAMED COLLECTION `mysql_login` AS `host` = 'db.example.com', `port` = 3306, \
///      `password` = 'secret' NOT OVERRIDABLE"
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseNamedCollection;

impl ClickHouseNamedCollection {
    /// `CREATE NAMED COLLECTION`
    pub fn create(name: impl Into<String>) -> NamedCollectionCreateStatement {
        NamedCollectionCreateStatement {
            name: name.into(),
            entries: Vec::new(),
            options: Options::default(),
        }
    }

    /// `ALTER NAMED COLLECTION`
    pub fn alter(name: impl Into<String>) -> NamedCollectionAlterStatement {
        NamedCollectionAlterStatement {
            name: name.into(),
            entries: Vec::new(),
            deleted: Vec::new(),
            options: Options::default(),
        }
    }

    /// `DROP NAMED COLLECTION`
    pub fn drop(name: impl Into<String>) -> NamedCollectionDropStatement {
        NamedCollectionDropStatement {
            name: name.into(),
            options: Options::default(),
        }
    }
}

/// Whether a user of a named collection may give a key another value.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{ClickHouseNamedCollection, Override}};
///
/// let alter = ClickHouseNamedCollection::alter("login").value_with("port", 3307, Override::Allowed);
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER NAMED COLLECTION `login` SET `port` = 3307 OVERRIDABLE"
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Override {
    /// `OVERRIDABLE`
    Allowed,
    /// `NOT OVERRIDABLE`
    Refused,
}

/// A key with its value, which is not shown: often it is a password.
#[derive(Clone, PartialEq)]
struct Entry {
    key: String,
    value: SettingValue,
    overridable: Option<Override>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("key", &self.key)
            .field("overridable", &self.overridable)
            .finish_non_exhaustive()
    }
}

fn write_entries(renderer: &Renderer<'_>, entries: &[Entry], sql: &mut String) -> Result<(), BuildError> {
    renderer.context.has_secrets();
    write_list(entries, sql, |entry, sql| {
        if let SettingValue::Float(number) = entry.value
            && !number.is_finite()
        {
            return Err(BuildError::invalid(
                "NAMED COLLECTION",
                format!("{number} is not a number"),
            ));
        }
        write_identifier(sql, &entry.key);
        sql.push_str(" = ");
        entry.value.write(sql);
        sql.push_str(match entry.overridable {
            None => "",
            Some(Override::Allowed) => " OVERRIDABLE",
            Some(Override::Refused) => " NOT OVERRIDABLE",
        });
        Ok(())
    })
}

macro_rules! entries {
    ($type:ident) => {
        impl $type {
            /// `key = value`; whether others may override it, the server's configuration says.
            pub fn value(self, key: impl Into<String>, value: impl Into<SettingValue>) -> Self {
                self.entry(key.into(), value.into(), None)
            }

            /// `key = value [NOT] OVERRIDABLE`
            pub fn value_with(
                self,
                key: impl Into<String>,
                value: impl Into<SettingValue>,
                overridable: Override,
            ) -> Self {
                self.entry(key.into(), value.into(), Some(overridable))
            }

            fn entry(mut self, key: String, value: SettingValue, overridable: Option<Override>) -> Self {
                self.entries.push(Entry {
                    key,
                    value,
                    overridable,
                });
                self
            }
        }
    };
}

/// `CREATE NAMED COLLECTION`. Its values do not show in `Debug`.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseNamedCollection};
///
/// let create = ClickHouseNamedCollection::create("login").if_not_exists().value("host", "db.example.com");
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE NAMED COLLECTION IF NOT EXISTS `login` AS `host` = 'db.example.com'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NamedCollectionCreateStatement {
    name: String,
    entries: Vec<Entry>,
    options: Options,
}

entries!(NamedCollectionCreateStatement);

impl NamedCollectionCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::NamedCollections);
        if self.entries.is_empty() {
            return Err(BuildError::invalid(
                "CREATE NAMED COLLECTION",
                "it has no keys; add them by `value(..)`",
            ));
        }
        self.options.write_create(renderer, "NAMED COLLECTION", sql)?;
        write_name(&self.name, "NAMED COLLECTION", sql)?;
        self.options.write_cluster(renderer, sql)?;
        sql.push_str(" AS ");
        write_entries(renderer, &self.entries, sql)
    }
}

statement!(NamedCollectionCreateStatement {
    if_not_exists,
    on_cluster
});

/// `ALTER NAMED COLLECTION`: sets and deletes keys. Its values do not show in `Debug`.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseNamedCollection};
///
/// let alter = ClickHouseNamedCollection::alter("mysql_login").value("port", 3307).delete("database");
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER NAMED COLLECTION `mysql_login` SET `port` = 3307 DELETE `database`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NamedCollectionAlterStatement {
    name: String,
    entries: Vec<Entry>,
    deleted: Vec<String>,
    options: Options,
}

entries!(NamedCollectionAlterStatement);

impl NamedCollectionAlterStatement {
    /// `DELETE key`
    pub fn delete(mut self, key: impl Into<String>) -> Self {
        self.deleted.push(key.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::NamedCollections);
        if self.entries.is_empty() && self.deleted.is_empty() {
            return Err(BuildError::invalid(
                "ALTER NAMED COLLECTION",
                "it neither sets nor deletes a key",
            ));
        }
        self.options.write_verb(renderer, "ALTER NAMED COLLECTION", sql);
        write_name(&self.name, "NAMED COLLECTION", sql)?;
        self.options.write_cluster(renderer, sql)?;
        if !self.entries.is_empty() {
            sql.push_str(" SET ");
            write_entries(renderer, &self.entries, sql)?;
        }
        if !self.deleted.is_empty() {
            sql.push_str(" DELETE ");
            write_list(&self.deleted, sql, |key, sql| {
                write_identifier(sql, key);
                Ok(())
            })?;
        }
        Ok(())
    }
}

statement!(NamedCollectionAlterStatement {
    if_exists,
    on_cluster
});

/// `DROP NAMED COLLECTION`
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseNamedCollection};
///
/// let drop = ClickHouseNamedCollection::drop("login").if_exists();
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP NAMED COLLECTION IF EXISTS `login`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct NamedCollectionDropStatement {
    name: String,
    options: Options,
}

impl NamedCollectionDropStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::NamedCollections);
        self.options.write_verb(renderer, "DROP NAMED COLLECTION", sql);
        write_name(&self.name, "NAMED COLLECTION", sql)?;
        self.options.write_cluster(renderer, sql)
    }
}

statement!(NamedCollectionDropStatement {
    if_exists,
    on_cluster
});
