//! What the statements of all access entities have in common.

use sea_query::TableRef;

use super::subject::{UserName, write_storage};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_list, write_name, write_object},
};

/// The entities that a statement is about: their names, the tables that a policy is on, and the storage of users.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entities {
    pub(crate) names: Vec<UserName>,
    pub(crate) on: Vec<PolicyTable>,
    pub(super) storage: Option<String>,
}

impl Entities {
    pub(super) fn new(name: impl Into<UserName>) -> Self {
        Self {
            names: vec![name.into()],
            ..Self::default()
        }
    }

    /// How many there are, those of a policy on each of its tables.
    pub(super) fn count(&self) -> usize {
        self.names.len().max(self.on.len())
    }

    /// Writes `CREATE noun [IF NOT EXISTS | OR REPLACE] names [ON tables] [ON CLUSTER ...] [IN ...]`.
    pub(super) fn write_create(
        &self,
        renderer: &Renderer<'_>,
        noun: &'static str,
        options: &Options,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        if options.or_replace && options.if_not_exists {
            return Err(BuildError::invalid(
                format!("CREATE {noun}"),
                "OR REPLACE and IF NOT EXISTS exclude each other",
            ));
        }
        sql.push_str("CREATE ");
        sql.push_str(noun);
        // The words stand after the noun here, and before it for tables.
        sql.push_str(match (options.or_replace, options.if_not_exists) {
            (true, _) => " OR REPLACE ",
            (_, true) => " IF NOT EXISTS ",
            _ => " ",
        });
        self.write_in_storage(renderer, noun, options, sql)
    }

    /// Writes `ALTER noun [IF EXISTS] names [ON tables] [ON CLUSTER ...] [IN ...]`.
    pub(super) fn write_alter(
        &self,
        renderer: &Renderer<'_>,
        noun: &'static str,
        options: &Options,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        options.write_verb(renderer, &format!("ALTER {noun}"), sql);
        self.write_in_storage(renderer, noun, options, sql)
    }

    fn write_in_storage(
        &self,
        renderer: &Renderer<'_>,
        noun: &'static str,
        options: &Options,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        self.write(renderer, noun, sql)?;
        options.write_cluster(renderer, sql)?;
        write_storage(self.storage.as_ref(), sql)
    }

    /// Writes the names, and for a policy the tables that it is on.
    pub(crate) fn write(
        &self,
        renderer: &Renderer<'_>,
        noun: &'static str,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        if self.names.is_empty() {
            return Err(BuildError::invalid(noun, "it has no name"));
        }
        write_list(&self.names, sql, |name, sql| name.write(noun, sql))?;
        if !noun.ends_with("POLICY") {
            return match self.on.is_empty() {
                true => Ok(()),
                false => Err(BuildError::invalid("ON", format!("a {noun} is on no table"))),
            };
        }
        if self.on.is_empty() {
            return Err(BuildError::invalid(
                noun,
                "a policy is on a table; name it by `on(..)`",
            ));
        }
        if self.names.len() > 1 && self.on.len() > 1 {
            return Err(BuildError::unsupported(
                noun,
                "the server takes several policies on one table, or one policy on several tables; make two statements of it",
            ));
        }
        sql.push_str(" ON ");
        write_list(&self.on, sql, |table, sql| table.write(renderer, noun, sql))
    }
}

/// What a policy is on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PolicyTable {
    Table(TableRef),
    Database(String),
    CurrentDatabase,
}

impl PolicyTable {
    pub(crate) fn write(
        &self,
        renderer: &Renderer<'_>,
        noun: &'static str,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        match self {
            Self::Table(table) => write_object(renderer, table, sql),
            _ if noun == "MASKING POLICY" => Err(BuildError::unsupported(
                noun,
                "the server has masking policies on tables, not on databases",
            )),
            Self::Database(name) => {
                write_name(name, "ON", sql)?;
                sql.push_str(".*");
                Ok(())
            }
            Self::CurrentDatabase => {
                sql.push('*');
                Ok(())
            }
        }
    }
}

/// The methods that say what a policy is on.
macro_rules! on {
    (tables) => {
        /// `ON table`
        pub fn on(mut self, table: impl sea_query::IntoTableRef) -> Self {
            self.entities
                .on
                .push(crate::access::entity::PolicyTable::Table(
                    table.into_table_ref(),
                ));
            self
        }
    };
    (databases) => {
        /// `ON database.*`: all tables of a database, also those to come.
        pub fn on_database(mut self, name: impl Into<String>) -> Self {
            self.entities
                .on
                .push(crate::access::entity::PolicyTable::Database(name.into()));
            self
        }

        /// `ON *`: all tables of the session's database.
        pub fn on_current_database(mut self) -> Self {
            self.entities
                .on
                .push(crate::access::entity::PolicyTable::CurrentDatabase);
            self
        }
    };
}
pub(crate) use on;

/// The methods that statements of many access entities have.
macro_rules! part {
    (and) => {
        /// Another one, by its name.
        pub fn and(mut self, name: impl Into<crate::access::UserName>) -> Self {
            self.entities.names.push(name.into());
            self
        }
    };
    (storage) => {
        /// `IN storage`: in which of the server's storages of users (`system.user_directories`).
        pub fn in_storage(mut self, name: impl Into<String>) -> Self {
            self.entities.storage = Some(name.into());
            self
        }
    };
    (rename) => {
        /// `RENAME TO name`
        pub fn rename_to(mut self, name: impl Into<String>) -> Self {
            self.rename = Some(name.into());
            self
        }
    };
    (to) => {
        /// `TO ...`: whom it is about.
        pub fn to(mut self, who: impl Into<crate::access::RolesOrUsers>) -> Self {
            self.to = Some(who.into());
            self
        }
    };
}
pub(crate) use part;

/// `DROP USER`, `DROP ROLE`, `DROP ROW POLICY`, `DROP MASKING POLICY`, `DROP QUOTA` and `DROP SETTINGS PROFILE`.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-user>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseRowPolicy, ClickHouseUser}};
///
/// let drop = ClickHouseUser::drop("ada").and("bob").if_exists().from_storage("local_directory").on_cluster("main");
/// assert_eq!(
///     drop.to_string(ClickHouseQueryBuilder),
///     "DROP USER IF EXISTS `ada`, `bob` FROM `local_directory` ON CLUSTER `main`"
/// );
/// assert_eq!(
///     ClickHouseRowPolicy::drop("own").on(("shop", "sale")).to_string(ClickHouseQueryBuilder),
///     "DROP ROW POLICY `own` ON `shop`.`sale`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct AccessDropStatement {
    noun: &'static str,
    entities: Entities,
    options: Options,
}

impl AccessDropStatement {
    pub(super) fn new(noun: &'static str, name: UserName) -> Self {
        Self {
            noun,
            entities: Entities::new(name),
            options: Options::default(),
        }
    }

    part!(and);

    /// `FROM storage`: of which of the server's storages of users (`system.user_directories`).
    pub fn from_storage(mut self, name: impl Into<String>) -> Self {
        self.entities.storage = Some(name.into());
        self
    }

    on!(tables);
    on!(databases);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options
            .write_verb(renderer, &format!("DROP {}", self.noun), sql);
        self.entities.write(renderer, self.noun, sql)?;
        if let Some(storage) = &self.entities.storage {
            sql.push_str(" FROM ");
            write_name(storage, "FROM", sql)?;
        }
        self.options.write_cluster(renderer, sql)
    }
}

statement!(AccessDropStatement {
    if_exists,
    on_cluster
});

/// `MOVE`: takes users, roles, policies, quotas or profiles from one of the server's storages of users to another.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/move>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::Move};
///
/// assert_eq!(
///     Move::user("ada").and("bob").to("local_directory").to_string(ClickHouseQueryBuilder),
///     "MOVE USER `ada`, `bob` TO `local_directory`"
/// );
/// assert_eq!(
///     Move::row_policy("own").on(("shop", "sale")).to("local_directory").to_string(ClickHouseQueryBuilder),
///     "MOVE ROW POLICY `own` ON `shop`.`sale` TO `local_directory`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    noun: &'static str,
    entities: Entities,
    to: Option<String>,
    options: Options,
}

impl Move {
    fn new(noun: &'static str, name: impl Into<UserName>) -> Self {
        Self {
            noun,
            entities: Entities::new(name),
            to: None,
            options: Options::default(),
        }
    }

    /// `MOVE USER`
    pub fn user(name: impl Into<UserName>) -> Self {
        Self::new("USER", name)
    }

    /// `MOVE ROLE`
    pub fn role(name: impl Into<UserName>) -> Self {
        Self::new("ROLE", name)
    }

    /// `MOVE ROW POLICY`, whose table [`on`](Self::on) names.
    pub fn row_policy(name: impl Into<UserName>) -> Self {
        Self::new("ROW POLICY", name)
    }

    /// `MOVE QUOTA`
    pub fn quota(name: impl Into<UserName>) -> Self {
        Self::new("QUOTA", name)
    }

    /// `MOVE SETTINGS PROFILE`
    pub fn settings_profile(name: impl Into<UserName>) -> Self {
        Self::new("SETTINGS PROFILE", name)
    }

    part!(and);
    on!(tables);

    /// `TO storage`
    pub fn to(mut self, storage: impl Into<String>) -> Self {
        self.to = Some(storage.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let Some(to) = &self.to else {
            return Err(BuildError::invalid(
                "MOVE",
                "it has no TO: name the storage to which they go",
            ));
        };
        sql.push_str("MOVE ");
        sql.push_str(self.noun);
        sql.push(' ');
        self.entities.write(renderer, self.noun, sql)?;
        sql.push_str(" TO ");
        write_name(to, "MOVE", sql)?;
        self.options.write_cluster(renderer, sql)
    }
}

statement!(Move { on_cluster });
