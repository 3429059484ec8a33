use crate::{
    error::BuildError,
    literal::{write_identifier, write_string},
    statement::options::{write_list, write_name},
};

/// The name of a user or role; a user's may have the host after it, from which this user comes.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseUser, UserName}};
///
/// let create = ClickHouseUser::create(UserName::at("ada", "%.example.com"));
/// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE USER `ada`@'%.example.com'");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserName {
    name: String,
    host: Option<String>,
}

impl UserName {
    /// The name alone.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            host: None,
        }
    }

    /// `name@'host'`: the same as `HOST LIKE 'host'`, and part of the name.
    pub fn at(name: impl Into<String>, host: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            host: Some(host.into()),
        }
    }

    pub(super) fn write(&self, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
        write_name(&self.name, clause, sql)?;
        if let Some(host) = &self.host {
            if host.is_empty() {
                return Err(BuildError::invalid(clause, "the host after the name is empty"));
            }
            sql.push('@');
            write_string(sql, host);
        }
        Ok(())
    }
}

impl<N: Into<String>> From<N> for UserName {
    fn from(name: N) -> Self {
        Self::new(name)
    }
}

/// Users and roles: named ones, all of them, none, or all but some.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Grant, Privilege, RolesOrUsers, Scope}};
///
/// let grant = |to| Grant::privileges([Privilege::SELECT], Scope::database("shop")).to(to).to_string(ClickHouseQueryBuilder);
/// assert_eq!(grant(RolesOrUsers::of(["ada", "sales"])), "GRANT SELECT ON `shop`.* TO `ada`, `sales`");
/// assert_eq!(grant(RolesOrUsers::all().except(["ada"])), "GRANT SELECT ON `shop`.* TO ALL EXCEPT `ada`");
/// assert_eq!(grant(RolesOrUsers::current_user()), "GRANT SELECT ON `shop`.* TO CURRENT_USER");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolesOrUsers {
    who: Who,
    current_user: bool,
    except: Vec<UserName>,
    except_current_user: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Who {
    Named(Vec<UserName>),
    All,
    None,
}

impl RolesOrUsers {
    fn new(who: Who) -> Self {
        Self {
            who,
            current_user: false,
            except: Vec::new(),
            except_current_user: false,
        }
    }

    /// These users and roles.
    pub fn of<I, N>(names: I) -> Self
    where
        I: IntoIterator<Item = N>,
        N: Into<UserName>,
    {
        Self::new(Who::Named(names.into_iter().map(Into::into).collect()))
    }

    /// `ALL`
    pub fn all() -> Self {
        Self::new(Who::All)
    }

    /// `NONE`
    pub fn none() -> Self {
        Self::new(Who::None)
    }

    /// `CURRENT_USER`: the user who runs the statement.
    pub fn current_user() -> Self {
        Self::new(Who::Named(Vec::new())).and_current_user()
    }

    /// And `CURRENT_USER`.
    pub fn and_current_user(mut self) -> Self {
        self.current_user = true;
        self
    }

    /// `EXCEPT names`
    pub fn except<I, N>(mut self, names: I) -> Self
    where
        I: IntoIterator<Item = N>,
        N: Into<UserName>,
    {
        self.except.extend(names.into_iter().map(Into::into));
        self
    }

    /// `EXCEPT CURRENT_USER`
    pub fn except_current_user(mut self) -> Self {
        self.except_current_user = true;
        self
    }

    pub(crate) fn write(&self, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
        self.write_with("ALL", clause, sql)
    }

    /// Writes them with the word that the clause has for all of them.
    pub(super) fn write_with(
        &self,
        all: &str,
        clause: &'static str,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        match &self.who {
            Who::All | Who::None if self.current_user => {
                return Err(BuildError::invalid(
                    clause,
                    "CURRENT_USER stands beside names, not beside ALL or NONE",
                ));
            }
            Who::All => sql.push_str(all),
            Who::None => sql.push_str("NONE"),
            Who::Named(names) if names.is_empty() && !self.current_user => {
                return Err(BuildError::invalid(clause, "it names nobody"));
            }
            Who::Named(names) => write_people(names, self.current_user, clause, sql)?,
        }
        if self.except.is_empty() && !self.except_current_user {
            return Ok(());
        }
        if matches!(self.who, Who::None) {
            return Err(BuildError::invalid("EXCEPT", "NONE has no exceptions"));
        }
        sql.push_str(" EXCEPT ");
        write_people(&self.except, self.except_current_user, clause, sql)
    }
}

fn write_people(
    names: &[UserName],
    current_user: bool,
    clause: &'static str,
    sql: &mut String,
) -> Result<(), BuildError> {
    write_list(names, sql, |name, sql| name.write(clause, sql))?;
    if current_user {
        sql.push_str(if names.is_empty() { "" } else { ", " });
        sql.push_str("CURRENT_USER");
    }
    Ok(())
}

impl<const N: usize, U: Into<UserName>> From<[U; N]> for RolesOrUsers {
    fn from(names: [U; N]) -> Self {
        Self::of(names)
    }
}

impl<U: Into<UserName>> From<Vec<U>> for RolesOrUsers {
    fn from(names: Vec<U>) -> Self {
        Self::of(names)
    }
}

impl From<UserName> for RolesOrUsers {
    fn from(name: UserName) -> Self {
        Self::of([name])
    }
}

impl From<&str> for RolesOrUsers {
    fn from(name: &str) -> Self {
        Self::of([name])
    }
}

impl From<String> for RolesOrUsers {
    fn from(name: String) -> Self {
        Self::of([name])
    }
}

/// Writes ` TO ...`, where it is given.
pub(super) fn write_to(to: Option<&RolesOrUsers>, sql: &mut String) -> Result<(), BuildError> {
    let Some(to) = to else { return Ok(()) };
    sql.push_str(" TO ");
    to.write("TO", sql)
}

/// Writes ` IN storage`, where it is given.
pub(super) fn write_storage(storage: Option<&String>, sql: &mut String) -> Result<(), BuildError> {
    let Some(storage) = storage else { return Ok(()) };
    sql.push_str(" IN ");
    write_name(storage, "IN", sql)
}

/// Writes ` RENAME TO name`, where it is given; only one thing can be given a name.
pub(super) fn write_rename(
    rename: Option<&String>,
    count: usize,
    sql: &mut String,
) -> Result<(), BuildError> {
    let Some(name) = rename else { return Ok(()) };
    if count != 1 {
        return Err(BuildError::invalid(
            "RENAME TO",
            "several cannot have one name; rename each by a statement of its own",
        ));
    }
    sql.push_str(" RENAME TO ");
    write_identifier(sql, name);
    Ok(())
}
