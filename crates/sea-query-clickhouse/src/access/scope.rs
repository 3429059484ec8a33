use sea_query::{IntoTableRef, TableRef};

use crate::{
    Feature,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    statement::options::{write_name, write_object, write_word},
};

/// What a privilege is on.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Grant, Privilege, Scope}};
///
/// let grant = |scope| Grant::privileges([Privilege::SELECT], scope).to("ada").to_string(ClickHouseQueryBuilder);
/// assert_eq!(grant(Scope::all()), "GRANT SELECT ON *.* TO `ada`");
/// assert_eq!(grant(Scope::database("shop")), "GRANT SELECT ON `shop`.* TO `ada`");
/// assert_eq!(grant(Scope::databases_beginning_with("shop_")), "GRANT SELECT ON `shop_`*.* TO `ada`");
/// assert_eq!(grant(Scope::table(("shop", "sale"))), "GRANT SELECT ON `shop`.`sale` TO `ada`");
/// assert_eq!(grant(Scope::tables_beginning_with(("shop", "sale_"))), "GRANT SELECT ON `shop`.`sale_`* TO `ada`");
/// assert_eq!(grant(Scope::current_database()), "GRANT SELECT ON * TO `ada`");
///
/// let grant = Grant::privileges([Privilege::TABLE_ENGINE], Scope::object("MergeTree")).to("ada");
/// assert_eq!(grant.to_string(ClickHouseQueryBuilder), "GRANT TABLE ENGINE ON `MergeTree` TO `ada`");
/// let grant = Grant::privileges([Privilege::READ], Scope::source_matching("S3", "s3://public/.*")).to("ada");
/// assert_eq!(grant.to_string(ClickHouseQueryBuilder), "GRANT READ ON S3('s3://public/.*') TO `ada`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    All,
    CurrentDatabase,
    Database(String),
    DatabasePrefix(String),
    Table(TableRef),
    TablePrefix(TableRef),
    Object(String),
    ObjectPrefix(String),
    Source(String, Option<String>),
}

impl Scope {
    /// `*.*`: everything.
    pub fn all() -> Self {
        Self { kind: Kind::All }
    }

    /// `*`: all tables of the session's database.
    pub fn current_database() -> Self {
        Self {
            kind: Kind::CurrentDatabase,
        }
    }

    /// `database.*`
    pub fn database(name: impl Into<String>) -> Self {
        Self {
            kind: Kind::Database(name.into()),
        }
    }

    /// `prefix*.*`: all databases whose names begin so.
    pub fn databases_beginning_with(prefix: impl Into<String>) -> Self {
        Self {
            kind: Kind::DatabasePrefix(prefix.into()),
        }
    }

    /// A table, view or dictionary.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self {
            kind: Kind::Table(table.into_table_ref()),
        }
    }

    /// `database.prefix*`: all tables whose names begin so.
    pub fn tables_beginning_with(prefix: impl IntoTableRef) -> Self {
        Self {
            kind: Kind::TablePrefix(prefix.into_table_ref()),
        }
    }

    /// What is no table: a user, a named collection, a table engine, a definer.
    pub fn object(name: impl Into<String>) -> Self {
        Self {
            kind: Kind::Object(name.into()),
        }
    }

    /// `prefix*`: all users, collections and so on whose names begin so.
    pub fn objects_beginning_with(prefix: impl Into<String>) -> Self {
        Self {
            kind: Kind::ObjectPrefix(prefix.into()),
        }
    }

    /// A kind of source outside of the server, such as `S3` or `URL`, for READ and WRITE.
    pub fn source(name: impl Into<String>) -> Self {
        Self {
            kind: Kind::Source(name.into(), None),
        }
    }

    /// A kind of source, where its address matches a regular expression.
    pub fn source_matching(name: impl Into<String>, pattern: impl Into<String>) -> Self {
        Self {
            kind: Kind::Source(name.into(), Some(pattern.into())),
        }
    }

    pub(super) fn takes_columns(&self) -> bool {
        matches!(self.kind, Kind::Table(_))
    }

    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if matches!(
            self.kind,
            Kind::DatabasePrefix(_) | Kind::TablePrefix(_) | Kind::ObjectPrefix(_)
        ) {
            renderer.context.check(Feature::WildcardGrants);
        }
        match &self.kind {
            Kind::All => sql.push_str("*.*"),
            Kind::CurrentDatabase => sql.push('*'),
            Kind::Database(name) => {
                write_name(name, "ON", sql)?;
                sql.push_str(".*");
            }
            Kind::DatabasePrefix(name) => {
                write_name(name, "ON", sql)?;
                sql.push_str("*.*");
            }
            Kind::Table(table) => write_object(renderer, table, sql)?,
            Kind::TablePrefix(table) => {
                write_object(renderer, table, sql)?;
                sql.push('*');
            }
            Kind::Object(name) => write_name(name, "ON", sql)?,
            Kind::ObjectPrefix(name) => {
                write_name(name, "ON", sql)?;
                sql.push('*');
            }
            Kind::Source(name, pattern) => {
                write_word(name, "ON", sql)?;
                if let Some(pattern) = pattern {
                    sql.push('(');
                    write_string(sql, pattern);
                    sql.push(')');
                }
            }
        }
        Ok(())
    }
}
