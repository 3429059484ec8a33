use crate::{error::BuildError, statement::options::write_name};

/// With whose rights the query of a view reads its tables.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#sql_security>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, view::SqlSecurity};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let view = ClickHouseView::create("ids", query).sql_security(SqlSecurity::User("reporter".into()));
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE VIEW `ids` DEFINER = `reporter` SQL SECURITY DEFINER AS SELECT `id` FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SqlSecurity {
    /// `SQL SECURITY DEFINER`: of the user that the server's setting `default_view_definer` names.
    Definer,
    /// `DEFINER = CURRENT_USER SQL SECURITY DEFINER`: of the user that creates the view.
    CurrentUser,
    /// `DEFINER = user SQL SECURITY DEFINER`: of that user.
    User(String),
    /// `SQL SECURITY INVOKER`: of the user that reads the view. A materialized view cannot have it.
    Invoker,
    /// `SQL SECURITY NONE`: of nobody; no rights are checked.
    None,
}

impl SqlSecurity {
    /// Writes `[DEFINER = user] SQL SECURITY kind`.
    pub(super) fn write(&self, sql: &mut String) -> Result<(), BuildError> {
        match self {
            Self::Definer => sql.push_str("SQL SECURITY DEFINER"),
            Self::CurrentUser => sql.push_str("DEFINER = CURRENT_USER SQL SECURITY DEFINER"),
            Self::User(name) => {
                sql.push_str("DEFINER = ");
                write_name(name, "DEFINER", sql)?;
                sql.push_str(" SQL SECURITY DEFINER");
            }
            Self::Invoker => sql.push_str("SQL SECURITY INVOKER"),
            Self::None => sql.push_str("SQL SECURITY NONE"),
        }
        Ok(())
    }

    /// Refuses what a materialized view cannot have.
    pub(super) fn check_materialized(&self) -> Result<(), BuildError> {
        match self {
            Self::Invoker => Err(BuildError::unsupported(
                "SQL SECURITY INVOKER",
                "nobody invokes a materialized view: it is filled by inserts and by the server; use DEFINER or NONE",
            )),
            _ => Ok(()),
        }
    }
}
