//! What the statements of all access entities have in common.

use sea_query::{IntoTableRef, TableRef};

use super::subject::{UserName, write_storage};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_list, write_name, write_object},
};

/// Writes `CREATE noun [IF NOT EXISTS | OR REPLACE] names [ON tables] [ON CLUSTER ...] [IN ...]`.
pub(super) fn write_create(
    renderer: &Renderer<'_>,
    noun: &'static str,
    names: &[UserName],
    on: &[PolicyTable],
    storage: Option<&String>,
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
    write_names(renderer, noun, names, on, sql)?;
    options.write_cluster(sql)?;
    write_storage(storage, sql)
}

/// Writes `ALTER noun [IF EXISTS] names [ON tables] [ON CLUSTER ...] [IN ...]`.
pub(super) fn write_alter(
    renderer: &Renderer<'_>,
    noun: &'static str,
    names: &[UserName],
    on: &[PolicyTable],
    storage: Option<&String>,
    options: &Options,
    sql: &mut String,
) -> Result<(), BuildError> {
    options.write_verb(&format!("ALTER {noun}"), sql);
    write_names(renderer, noun, names, on, sql)?;
    options.write_cluster(sql)?;
    write_storage(storage, sql)
}

/// Writes the names, and for a policy the tables that it is on.
pub(crate) fn write_names(
    renderer: &Renderer<'_>,
    noun: &'static str,
    names: &[UserName],
    on: &[PolicyTable],
    sql: &mut String,
) -> Result<(), BuildError> {
    if names.is_empty() {
        return Err(BuildError::invalid(noun, "it has no name"));
    }
    write_list(names, sql, |name, sql| name.write(noun, sql))?;
    if noun.ends_with("POLICY") {
        if on.is_empty() {
            return Err(BuildError::invalid(
                noun,
                "a policy is on a table; name it by `on(..)`",
            ));
        }
        if names.len() > 1 && on.len() > 1 {
            return Err(BuildError::unsupported(
                noun,
                "the server takes several policies on one table, or one policy on several tables; make two statements of it",
            ));
        }
        sql.push_str(" ON ");
        write_list(on, sql, |table, sql| table.write(renderer, noun, sql))?;
    }
    Ok(())
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
            self.on.push(crate::access::entity::PolicyTable::Table(
                table.into_table_ref(),
            ));
            self
        }
    };
    (databases) => {
        /// `ON database.*`: all tables of a database, also those to come.
        pub fn on_database(mut self, name: impl Into<String>) -> Self {
            self.on
                .push(crate::access::entity::PolicyTable::Database(name.into()));
            self
        }

        /// `ON *`: all tables of the session's database.
        pub fn on_current_database(mut self) -> Self {
            self.on
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
            self.names.push(name.into());
            self
        }
    };
    (storage) => {
        /// `IN storage`: in which of the server's storages of users (`system.user_directories`).
        pub fn in_storage(mut self, name: impl Into<String>) -> Self {
            self.storage = Some(name.into());
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
pub(super) use part;

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
    names: Vec<UserName>,
    on: Vec<PolicyTable>,
    storage: Option<String>,
    options: Options,
}

impl AccessDropStatement {
    pub(super) fn new(noun: &'static str, name: UserName) -> Self {
        Self {
            noun,
            names: vec![name],
            on: Vec::new(),
            storage: None,
            options: Options::default(),
        }
    }

    part!(and);

    /// `FROM storage`: of which of the server's storages of users (`system.user_directories`).
    pub fn from_storage(mut self, name: impl Into<String>) -> Self {
        self.storage = Some(name.into());
        self
    }

    /// `ON table`, of a policy.
    pub fn on(mut self, table: impl IntoTableRef) -> Self {
        self.on.push(PolicyTable::Table(table.into_table_ref()));
        self
    }

    on!(databases);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if !self.on.is_empty() && !self.noun.ends_with("POLICY") {
            return Err(BuildError::invalid(
                "ON",
                format!("a {} is on no table", self.noun),
            ));
        }
        self.options.write_verb(&format!("DROP {}", self.noun), sql);
        write_names(renderer, self.noun, &self.names, &self.on, sql)?;
        if let Some(storage) = &self.storage {
            sql.push_str(" FROM ");
            write_name(storage, "FROM", sql)?;
        }
        self.options.write_cluster(sql)
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
    names: Vec<UserName>,
    on: Vec<PolicyTable>,
    to: Option<String>,
    options: Options,
}

impl Move {
    fn new(noun: &'static str, name: impl Into<UserName>) -> Self {
        Self {
            noun,
            names: vec![name.into()],
            on: Vec::new(),
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
        if !self.on.is_empty() && self.noun != "ROW POLICY" {
            return Err(BuildError::invalid(
                "ON",
                format!("a {} is on no table", self.noun),
            ));
        }
        sql.push_str("MOVE ");
        sql.push_str(self.noun);
        sql.push(' ');
        write_names(renderer, self.noun, &self.names, &self.on, sql)?;
        sql.push_str(" TO ");
        write_name(to, "MOVE", sql)?;
        self.options.write_cluster(sql)
    }
}

statement!(Move { on_cluster });
