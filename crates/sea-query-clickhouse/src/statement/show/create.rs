use sea_query::{IntoTableRef, TableRef};

use crate::{
    access::{
        UserName,
        entity::{Entities, on, part},
    },
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_name, write_object},
};

/// `SHOW CREATE`: the statement that makes it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/show#show-create-table--dictionary--view--database>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ShowCreate};
///
/// let sql = |show: ShowCreate| show.to_string(ClickHouseQueryBuilder);
/// assert_eq!(sql(ShowCreate::table(("shop", "sale")).format("TSVRaw")), "SHOW CREATE TABLE `shop`.`sale` FORMAT TSVRaw");
/// assert_eq!(sql(ShowCreate::database("shop")), "SHOW CREATE DATABASE `shop`");
/// assert_eq!(sql(ShowCreate::user("ada").and("bob")), "SHOW CREATE USER `ada`, `bob`");
/// assert_eq!(sql(ShowCreate::row_policy("own").on("sale")), "SHOW CREATE ROW POLICY `own` ON `sale`");
/// assert_eq!(sql(ShowCreate::current_user()), "SHOW CREATE USER CURRENT_USER");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ShowCreate {
    subject: Subject,
    entities: Entities,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Object(&'static str, TableRef),
    Database(String),
    Access(&'static str),
    /// All of a kind, or the one that who asks has.
    Words(&'static str),
}

impl ShowCreate {
    fn new(subject: Subject) -> Self {
        Self {
            subject,
            entities: Entities::default(),
            options: Options::default(),
        }
    }

    fn entity(noun: &'static str, name: impl Into<UserName>) -> Self {
        Self::new(Subject::Access(noun)).and(name)
    }

    /// `SHOW CREATE TABLE`, also of a view.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TABLE", table.into_table_ref()))
    }

    /// `SHOW CREATE TEMPORARY TABLE`
    pub fn temporary_table(table: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("TEMPORARY TABLE", table.into_table_ref()))
    }

    /// `SHOW CREATE VIEW`
    pub fn view(view: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("VIEW", view.into_table_ref()))
    }

    /// `SHOW CREATE DICTIONARY`
    pub fn dictionary(dictionary: impl IntoTableRef) -> Self {
        Self::new(Subject::Object("DICTIONARY", dictionary.into_table_ref()))
    }

    /// `SHOW CREATE DATABASE`
    pub fn database(name: impl Into<String>) -> Self {
        Self::new(Subject::Database(name.into()))
    }

    /// `SHOW CREATE USER`
    pub fn user(name: impl Into<UserName>) -> Self {
        Self::entity("USER", name)
    }

    /// `SHOW CREATE USER CURRENT_USER`
    pub fn current_user() -> Self {
        Self::new(Subject::Words("USER CURRENT_USER"))
    }

    /// `SHOW CREATE USERS`: of all of them.
    pub fn users() -> Self {
        Self::new(Subject::Words("USERS"))
    }

    /// `SHOW CREATE ROLE`
    pub fn role(name: impl Into<UserName>) -> Self {
        Self::entity("ROLE", name)
    }

    /// `SHOW CREATE ROLES`: of all of them.
    pub fn roles() -> Self {
        Self::new(Subject::Words("ROLES"))
    }

    /// `SHOW CREATE ROW POLICY`, whose table [`on`](Self::on) names.
    pub fn row_policy(name: impl Into<UserName>) -> Self {
        Self::entity("ROW POLICY", name)
    }

    /// `SHOW CREATE ROW POLICIES`: of all of them.
    pub fn row_policies() -> Self {
        Self::new(Subject::Words("ROW POLICIES"))
    }

    /// `SHOW CREATE MASKING POLICY`, whose table [`on`](Self::on) names.
    pub fn masking_policy(name: impl Into<UserName>) -> Self {
        Self::entity("MASKING POLICY", name)
    }

    /// `SHOW CREATE QUOTA`
    pub fn quota(name: impl Into<UserName>) -> Self {
        Self::entity("QUOTA", name)
    }

    /// `SHOW CREATE QUOTA CURRENT`: of the quota that who asks has.
    pub fn current_quota() -> Self {
        Self::new(Subject::Words("QUOTA CURRENT"))
    }

    /// `SHOW CREATE QUOTAS`: of all of them.
    pub fn quotas() -> Self {
        Self::new(Subject::Words("QUOTAS"))
    }

    /// `SHOW CREATE SETTINGS PROFILE`
    pub fn settings_profile(name: impl Into<UserName>) -> Self {
        Self::entity("SETTINGS PROFILE", name)
    }

    /// `SHOW CREATE SETTINGS PROFILES`: of all of them.
    pub fn settings_profiles() -> Self {
        Self::new(Subject::Words("SETTINGS PROFILES"))
    }

    part!(and);
    on!(tables);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SHOW CREATE ");
        let policy = matches!(self.subject, Subject::Access(noun) if noun.ends_with("POLICY"));
        if !self.entities.on.is_empty() && !policy {
            return Err(BuildError::invalid("ON", "only a policy is on a table"));
        }
        if !self.entities.names.is_empty() && !matches!(self.subject, Subject::Access(_)) {
            return Err(BuildError::invalid(
                "SHOW CREATE",
                "it shows one of these, or all of them, not some by their names",
            ));
        }
        match &self.subject {
            Subject::Object(kind, object) => {
                sql.push_str(kind);
                sql.push(' ');
                write_object(renderer, object, sql)?;
            }
            Subject::Database(name) => {
                sql.push_str("DATABASE ");
                write_name(name, "DATABASE", sql)?;
            }
            Subject::Access(noun) => {
                sql.push_str(noun);
                sql.push(' ');
                self.entities.write(renderer, noun, sql)?;
            }
            Subject::Words(words) => sql.push_str(words),
        }
        self.options.write_format(renderer, sql)
    }
}

statement!(ShowCreate { format });
