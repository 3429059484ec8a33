use super::{
    AccessDropStatement, Authentication, Host, RolesOrUsers, UserName,
    authentication::{write_hosts, write_methods},
    entity::{Entities, part},
    setting::{ProfileChanges, ProfileElements, changes, elements},
    subject::write_rename,
};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_name},
};

/// Where statements about users begin.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseUser};
///
/// let drop = ClickHouseUser::drop("ada").if_exists();
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP USER IF EXISTS `ada`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseUser;

impl ClickHouseUser {
    /// `CREATE USER`
    pub fn create(name: impl Into<UserName>) -> UserCreateStatement {
        UserCreateStatement {
            entities: Entities::new(name),
            parts: Parts::default(),
            settings: ProfileElements::default(),
            options: Options::default(),
        }
    }

    /// `ALTER USER`
    pub fn alter(name: impl Into<UserName>) -> UserAlterStatement {
        UserAlterStatement {
            entities: Entities::new(name),
            rename: None,
            parts: Parts::default(),
            added: Vec::new(),
            reset: false,
            added_hosts: Vec::new(),
            dropped_hosts: Vec::new(),
            changes: ProfileChanges::default(),
            options: Options::default(),
        }
    }

    /// `DROP USER`
    pub fn drop(name: impl Into<UserName>) -> AccessDropStatement {
        AccessDropStatement::new("USER", name.into())
    }
}

/// The clauses that CREATE USER and ALTER USER have alike.
#[derive(Clone, Debug, Default, PartialEq)]
struct Parts {
    not_identified: bool,
    methods: Vec<Authentication>,
    valid_until: Option<String>,
    hosts: Vec<Host>,
    default_role: Option<RolesOrUsers>,
    default_database: Option<Option<String>>,
    grantees: Option<RolesOrUsers>,
}

impl Parts {
    fn write_identification(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.not_identified {
            if !self.methods.is_empty() {
                return Err(BuildError::invalid(
                    "NOT IDENTIFIED",
                    "the user has a way to prove itself; leave `not_identified` or `identified` out",
                ));
            }
            sql.push_str(" NOT IDENTIFIED");
        }
        write_methods(renderer, &self.methods, "", sql)?;
        if let Some(time) = &self.valid_until {
            if !self.methods.is_empty() {
                return Err(BuildError::invalid(
                    "VALID UNTIL",
                    "beside a way to prove itself the time belongs to that; use `Authentication::valid_until`",
                ));
            }
            sql.push_str(" VALID UNTIL ");
            crate::literal::write_string(sql, time);
        }
        Ok(())
    }

    fn write_rest(&self, sql: &mut String) -> Result<(), BuildError> {
        if let Some(roles) = &self.default_role {
            sql.push_str(" DEFAULT ROLE ");
            roles.write("DEFAULT ROLE", sql)?;
        }
        if let Some(database) = &self.default_database {
            sql.push_str(" DEFAULT DATABASE ");
            match database {
                Some(name) => write_name(name, "DEFAULT DATABASE", sql)?,
                None => sql.push_str("NONE"),
            }
        }
        if let Some(grantees) = &self.grantees {
            sql.push_str(" GRANTEES ");
            grantees.write_with("ANY", "GRANTEES", sql)?;
        }
        Ok(())
    }
}

macro_rules! parts {
    () => {
        /// `NOT IDENTIFIED`: everybody who knows the name is let in.
        pub fn not_identified(mut self) -> Self {
            self.parts.not_identified = true;
            self
        }

        /// `IDENTIFIED WITH ...`: a way to prove itself, of which a user may have several.
        pub fn identified(mut self, method: Authentication) -> Self {
            self.parts.methods.push(method);
            self
        }

        /// `VALID UNTIL 'time'`, of all ways that the user has to prove itself.
        pub fn valid_until(mut self, time: impl Into<String>) -> Self {
            self.parts.valid_until = Some(time.into());
            self
        }

        /// `HOST ...`: from where the user may come.
        pub fn host(mut self, host: Host) -> Self {
            self.parts.hosts.push(host);
            self
        }

        /// `DEFAULT ROLE ...`: the roles that are active when the user logs in.
        pub fn default_role(mut self, roles: impl Into<RolesOrUsers>) -> Self {
            self.parts.default_role = Some(roles.into());
            self
        }

        /// `DEFAULT DATABASE name`
        pub fn default_database(mut self, name: impl Into<String>) -> Self {
            self.parts.default_database = Some(Some(name.into()));
            self
        }

        /// `DEFAULT DATABASE NONE`
        pub fn no_default_database(mut self) -> Self {
            self.parts.default_database = Some(None);
            self
        }

        /// `GRANTEES ...`: who may get from this user what it has with GRANT OPTION.
        pub fn grantees(mut self, who: impl Into<RolesOrUsers>) -> Self {
            self.parts.grantees = Some(who.into());
            self
        }
    };
}

/// `CREATE USER`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/user>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Authentication, ClickHouseUser, Host, RolesOrUsers}};
///
/// let create = ClickHouseUser::create("ada")
///     .if_not_exists()
///     .on_cluster("main")
///     .identified(Authentication::bcrypt_password("qwerty"))
///     .host(Host::Local)
///     .in_storage("local_directory")
///     .default_role(["analyst"])
///     .default_database("shop")
///     .grantees(RolesOrUsers::all().except(["bob"]))
///     .setting("max_threads", 4)
///     .profile("careful");
/// assert!(!format!("{create:?}").contains("qwerty"));
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE USER IF NOT EXISTS `ada` ON CLUSTER `main` IN `local_directory` \
///      IDENTIFIED WITH bcrypt_password BY 'qwerty' HOST LOCAL DEFAULT ROLE `analyst` DEFAULT DATABASE `shop` \
///      GRANTEES ANY EXCEPT `bob` SETTINGS max_threads = 4, PROFILE `careful`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct UserCreateStatement {
    entities: Entities,
    parts: Parts,
    settings: ProfileElements,
    options: Options,
}

impl UserCreateStatement {
    part!(and);
    part!(storage);
    parts!();
    elements!(settings);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.entities.write_create(renderer, "USER", &self.options, sql)?;
        self.parts.write_identification(renderer, sql)?;
        write_hosts(&self.parts.hosts, "", sql)?;
        self.parts.write_rest(sql)?;
        self.settings.write("PROFILE", sql)
    }
}

statement!(UserCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `ALTER USER`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/user>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Authentication, ClickHouseUser, Host, ProfileSetting}};
///
/// let alter = ClickHouseUser::alter("ada")
///     .rename_to("lovelace")
///     .add_identified(Authentication::sha256_password("asdfgh"))
///     .add_host(Host::Ip("::1".into()))
///     .add_setting(ProfileSetting::new("max_threads").value(4))
///     .drop_profile("careful");
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER USER `ada` RENAME TO `lovelace` ADD IDENTIFIED WITH sha256_password BY 'asdfgh' ADD HOST IP '::1' \
///      ADD SETTINGS max_threads = 4 DROP PROFILES `careful`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct UserAlterStatement {
    entities: Entities,
    rename: Option<String>,
    parts: Parts,
    added: Vec<Authentication>,
    reset: bool,
    added_hosts: Vec<Host>,
    dropped_hosts: Vec<Host>,
    changes: ProfileChanges,
    options: Options,
}

impl UserAlterStatement {
    part!(and);
    part!(storage);
    part!(rename);
    parts!();
    changes!();

    /// `ADD IDENTIFIED WITH ...`: a way to prove itself, beside those that it has.
    pub fn add_identified(mut self, method: Authentication) -> Self {
        self.added.push(method);
        self
    }

    /// `RESET AUTHENTICATION METHODS TO NEW`: of the ways to prove itself, the last that was added stays.
    pub fn reset_authentication_methods_to_new(mut self) -> Self {
        self.reset = true;
        self
    }

    /// `ADD HOST ...`
    pub fn add_host(mut self, host: Host) -> Self {
        self.added_hosts.push(host);
        self
    }

    /// `DROP HOST ...`
    pub fn drop_host(mut self, host: Host) -> Self {
        self.dropped_hosts.push(host);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.entities.write_alter(renderer, "USER", &self.options, sql)?;
        let before = sql.len();
        write_rename(self.rename.as_ref(), self.entities.count(), sql)?;
        let replaces = self.parts.not_identified || !self.parts.methods.is_empty();
        if [replaces, !self.added.is_empty(), self.reset]
            .iter()
            .filter(|kind| **kind)
            .count()
            > 1
        {
            return Err(BuildError::invalid(
                "IDENTIFIED",
                "a statement replaces, adds or resets ways to prove itself; make several of it",
            ));
        }
        self.parts.write_identification(renderer, sql)?;
        write_methods(renderer, &self.added, " ADD", sql)?;
        if self.reset {
            sql.push_str(" RESET AUTHENTICATION METHODS TO NEW");
        }
        if !(self.parts.hosts.is_empty() || self.added_hosts.is_empty() && self.dropped_hosts.is_empty()) {
            return Err(BuildError::invalid(
                "HOST",
                "HOST replaces all that there are; either replace them, or add and drop some",
            ));
        }
        write_hosts(&self.parts.hosts, "", sql)?;
        write_hosts(&self.added_hosts, " ADD", sql)?;
        write_hosts(&self.dropped_hosts, " DROP", sql)?;
        self.parts.write_rest(sql)?;
        self.changes.write("PROFILE", sql)?;
        if sql.len() == before {
            return Err(BuildError::invalid("ALTER USER", "it changes nothing"));
        }
        Ok(())
    }
}

statement!(UserAlterStatement {
    if_exists,
    on_cluster
});
