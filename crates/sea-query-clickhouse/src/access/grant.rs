use super::{Privilege, RolesOrUsers, Scope, UserName, privilege::Privileges};
use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement},
};

/// What is granted or revoked.
#[derive(Clone, Debug, PartialEq)]
enum What {
    Privileges(Privileges),
    /// What the grantor has, of these privileges.
    Current(Privileges),
    Roles(RolesOrUsers),
}

/// `GRANT`: gives privileges or roles to users and roles.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/grant>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Grant, Privilege, Scope}};
///
/// let grant = Grant::privileges([Privilege::SELECT, Privilege::INSERT], Scope::table(("shop", "sale")))
///     .and_privileges([Privilege::DICT_GET], Scope::database("shop"))
///     .to(["ada", "analyst"])
///     .with_grant_option();
/// assert_eq!(
///     grant.to_string(ClickHouseQueryBuilder),
///     "GRANT SELECT, INSERT ON `shop`.`sale`, dictGet ON `shop`.* TO `ada`, `analyst` WITH GRANT OPTION"
/// );
/// let grant = Grant::roles(["analyst"]).to("ada").with_admin_option();
/// assert_eq!(grant.to_string(ClickHouseQueryBuilder), "GRANT `analyst` TO `ada` WITH ADMIN OPTION");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    what: What,
    to: Option<RolesOrUsers>,
    grant_option: bool,
    admin_option: bool,
    replace_option: bool,
    mixed: bool,
    options: Options,
}

impl Grant {
    fn new(what: What) -> Self {
        Self {
            what,
            to: None,
            grant_option: false,
            admin_option: false,
            replace_option: false,
            mixed: false,
            options: Options::default(),
        }
    }

    /// `GRANT privileges ON scope`
    pub fn privileges(privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        let mut all = Privileges::default();
        all.add(privileges, scope);
        Self::new(What::Privileges(all))
    }

    /// `GRANT CURRENT GRANTS(privileges ON scope)`: those of the privileges that the user who runs it may pass on.
    pub fn current_grants(privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        let mut all = Privileges::default();
        all.add(privileges, scope);
        Self::new(What::Current(all))
    }

    /// `GRANT roles`
    pub fn roles<I, N>(roles: I) -> Self
    where
        I: IntoIterator<Item = N>,
        N: Into<UserName>,
    {
        Self::new(What::Roles(RolesOrUsers::of(roles)))
    }

    /// And privileges on another scope. Beside roles they are refused.
    pub fn and_privileges(mut self, privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        match &mut self.what {
            What::Privileges(all) | What::Current(all) => all.add(privileges, scope),
            What::Roles(_) => self.mixed = true,
        }
        self
    }

    /// `TO ...`
    pub fn to(mut self, who: impl Into<RolesOrUsers>) -> Self {
        self.to = Some(who.into());
        self
    }

    /// `WITH GRANT OPTION`: they may pass the privileges on.
    pub fn with_grant_option(mut self) -> Self {
        self.grant_option = true;
        self
    }

    /// `WITH ADMIN OPTION`: they may pass the roles on.
    pub fn with_admin_option(mut self) -> Self {
        self.admin_option = true;
        self
    }

    /// `WITH REPLACE OPTION`: instead of what they have already.
    pub fn with_replace_option(mut self) -> Self {
        self.replace_option = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let Some(to) = &self.to else {
            return Err(BuildError::invalid(
                "GRANT",
                "it has no TO: name users or roles by `to(..)`",
            ));
        };
        if self.mixed {
            return Err(BuildError::invalid(
                "GRANT",
                "roles and privileges are granted by statements of their own",
            ));
        }
        sql.push_str("GRANT");
        self.options.write_cluster(renderer, sql)?;
        sql.push(' ');
        let roles = matches!(self.what, What::Roles(_));
        match &self.what {
            What::Privileges(privileges) => privileges.write(renderer, sql)?,
            What::Current(privileges) => {
                sql.push_str("CURRENT GRANTS(");
                privileges.write(renderer, sql)?;
                sql.push(')');
            }
            What::Roles(roles) => roles.write("GRANT", sql)?,
        }
        sql.push_str(" TO ");
        to.write("TO", sql)?;
        if self.grant_option && roles || self.admin_option && !roles {
            return Err(BuildError::invalid(
                "GRANT",
                "privileges are given WITH GRANT OPTION, roles WITH ADMIN OPTION",
            ));
        }
        sql.push_str(if self.grant_option {
            " WITH GRANT OPTION"
        } else {
            ""
        });
        sql.push_str(if self.admin_option {
            " WITH ADMIN OPTION"
        } else {
            ""
        });
        sql.push_str(if self.replace_option {
            " WITH REPLACE OPTION"
        } else {
            ""
        });
        Ok(())
    }
}

statement!(Grant { on_cluster });

/// `REVOKE`: takes privileges or roles from users and roles.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/revoke>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{Privilege, Revoke, RolesOrUsers, Scope}};
///
/// let revoke = Revoke::privileges([Privilege::SELECT.columns(["wage"])], Scope::table("staff"))
///     .grant_option_for()
///     .from(RolesOrUsers::all().except(["ada"]));
/// assert_eq!(
///     revoke.to_string(ClickHouseQueryBuilder),
///     "REVOKE GRANT OPTION FOR SELECT(`wage`) ON `staff` FROM ALL EXCEPT `ada`"
/// );
/// let revoke = Revoke::roles(["analyst"]).from("ada");
/// assert_eq!(revoke.to_string(ClickHouseQueryBuilder), "REVOKE `analyst` FROM `ada`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Revoke {
    what: What,
    from: Option<RolesOrUsers>,
    option: Option<&'static str>,
    options: Options,
}

impl Revoke {
    fn new(what: What) -> Self {
        Self {
            what,
            from: None,
            option: None,
            options: Options::default(),
        }
    }

    /// `REVOKE privileges ON scope`
    pub fn privileges(privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        let mut all = Privileges::default();
        all.add(privileges, scope);
        Self::new(What::Privileges(all))
    }

    /// `REVOKE roles`; `RolesOrUsers::all()` is all of them.
    pub fn roles(roles: impl Into<RolesOrUsers>) -> Self {
        Self::new(What::Roles(roles.into()))
    }

    /// `GRANT OPTION FOR`: they keep the privileges, and may not pass them on any more.
    pub fn grant_option_for(mut self) -> Self {
        self.option = Some("GRANT OPTION FOR ");
        self
    }

    /// `ADMIN OPTION FOR`: they keep the roles, and may not pass them on any more.
    pub fn admin_option_for(mut self) -> Self {
        self.option = Some("ADMIN OPTION FOR ");
        self
    }

    /// `FROM ...`
    pub fn from(mut self, who: impl Into<RolesOrUsers>) -> Self {
        self.from = Some(who.into());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let Some(from) = &self.from else {
            return Err(BuildError::invalid(
                "REVOKE",
                "it has no FROM: name users or roles by `from(..)`",
            ));
        };
        sql.push_str("REVOKE");
        self.options.write_cluster(renderer, sql)?;
        sql.push(' ');
        let fits = match (&self.what, self.option) {
            (_, None) => true,
            (What::Roles(_), Some(option)) => option.starts_with("ADMIN"),
            (_, Some(option)) => option.starts_with("GRANT"),
        };
        if !fits {
            return Err(BuildError::invalid(
                "REVOKE",
                "privileges have a GRANT OPTION, roles an ADMIN OPTION",
            ));
        }
        sql.push_str(self.option.unwrap_or_default());
        match &self.what {
            What::Privileges(privileges) | What::Current(privileges) => privileges.write(renderer, sql)?,
            What::Roles(roles) => roles.write("REVOKE", sql)?,
        }
        sql.push_str(" FROM ");
        from.write("FROM", sql)
    }
}

statement!(Revoke { on_cluster });

/// `CHECK GRANT`: one row, with 1 if the user who runs it has the privileges, else with 0.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/check-grant>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{CheckGrant, Privilege, Scope}};
///
/// let check = CheckGrant::privileges([Privilege::SELECT.columns(["id"])], Scope::table(("shop", "sale")));
/// assert_eq!(check.to_string(ClickHouseQueryBuilder), "CHECK GRANT SELECT(`id`) ON `shop`.`sale`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CheckGrant {
    privileges: Privileges,
}

impl CheckGrant {
    /// These privileges on `scope`.
    pub fn privileges(privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        let mut all = Privileges::default();
        all.add(privileges, scope);
        Self { privileges: all }
    }

    /// And privileges on another scope.
    pub fn and_privileges(mut self, privileges: impl IntoIterator<Item = Privilege>, scope: Scope) -> Self {
        self.privileges.add(privileges, scope);
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(crate::Feature::CheckGrant);
        sql.push_str("CHECK GRANT ");
        self.privileges.write(renderer, sql)
    }
}

statement!(CheckGrant {});

/// `SET ROLE`: the roles that are active in the session.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/set-role>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{RolesOrUsers, SetRole}};
///
/// assert_eq!(SetRole::to(["analyst"]).to_string(ClickHouseQueryBuilder), "SET ROLE `analyst`");
/// assert_eq!(SetRole::to_default().to_string(ClickHouseQueryBuilder), "SET ROLE DEFAULT");
/// assert_eq!(
///     SetRole::to(RolesOrUsers::all().except(["admin"])).to_string(ClickHouseQueryBuilder),
///     "SET ROLE ALL EXCEPT `admin`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SetRole {
    roles: Option<RolesOrUsers>,
}

impl SetRole {
    /// These roles, of those that the user has.
    pub fn to(roles: impl Into<RolesOrUsers>) -> Self {
        Self {
            roles: Some(roles.into()),
        }
    }

    /// `DEFAULT`: those that were active when the user logged in.
    pub fn to_default() -> Self {
        Self { roles: None }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SET ROLE ");
        match &self.roles {
            Some(roles) => roles.write("SET ROLE", sql),
            None => {
                sql.push_str("DEFAULT");
                Ok(())
            }
        }
    }
}

statement!(SetRole {});

/// `SET DEFAULT ROLE`: the roles that are active when users log in.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/set-role#set-default-role>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{RolesOrUsers, SetDefaultRole}};
///
/// assert_eq!(
///     SetDefaultRole::new(RolesOrUsers::none(), ["ada", "bob"]).to_string(ClickHouseQueryBuilder),
///     "SET DEFAULT ROLE NONE TO `ada`, `bob`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SetDefaultRole {
    roles: RolesOrUsers,
    to: RolesOrUsers,
}

impl SetDefaultRole {
    /// `SET DEFAULT ROLE roles TO users`
    pub fn new(roles: impl Into<RolesOrUsers>, to: impl Into<RolesOrUsers>) -> Self {
        Self {
            roles: roles.into(),
            to: to.into(),
        }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SET DEFAULT ROLE ");
        self.roles.write("SET DEFAULT ROLE", sql)?;
        sql.push_str(" TO ");
        self.to.write("TO", sql)
    }
}

statement!(SetDefaultRole {});
