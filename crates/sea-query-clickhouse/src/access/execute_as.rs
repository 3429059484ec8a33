use std::fmt;

use super::UserName;
use crate::{
    ClickHouseStatement, Feature, error::BuildError, render::Renderer, statement::options::statement,
};

/// `EXECUTE AS`: what the session does from now on, it does as another user, whom the present one may
/// [impersonate](super::Privilege::IMPERSONATE). Before ClickHouse 26.3 the server's configuration must allow it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/execute_as>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ExecuteAs};
///
/// assert_eq!(ExecuteAs::user("ada").to_string(ClickHouseQueryBuilder), "EXECUTE AS `ada`");
/// let query = Query::select().column("id").from("sale").to_owned();
/// assert_eq!(
///     ExecuteAs::user("ada").statement(&query).to_string(ClickHouseQueryBuilder),
///     "EXECUTE AS `ada` SELECT `id` FROM `sale`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecuteAs {
    user: UserName,
}

impl ExecuteAs {
    /// As this user.
    pub fn user(name: impl Into<UserName>) -> Self {
        Self { user: name.into() }
    }

    /// One statement alone. Its values stay parameters.
    pub fn statement<S: ClickHouseStatement + ?Sized>(self, statement: &S) -> StatementAs<'_, S> {
        StatementAs {
            user: self,
            statement,
        }
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::ExecuteAs);
        sql.push_str("EXECUTE AS ");
        self.user.write("EXECUTE AS", sql)
    }
}

statement!(ExecuteAs {});

/// `EXECUTE AS user statement`, which [`ExecuteAs::statement`] makes.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ExecuteAs, StatementAs}, statement::Show};
///
/// let show = Show::tables();
/// let statement: StatementAs<'_, Show> = ExecuteAs::user("ada").statement(&show);
/// assert_eq!(statement.to_string(ClickHouseQueryBuilder), "EXECUTE AS `ada` SHOW TABLES");
/// ```
pub struct StatementAs<'a, S: ?Sized> {
    user: ExecuteAs,
    statement: &'a S,
}

impl<S: ClickHouseStatement + ?Sized> StatementAs<'_, S> {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.user.render(renderer, sql)?;
        sql.push(' ');
        self.statement.write(renderer, sql);
        Ok(())
    }
}

statement!(
    [S: ClickHouseStatement + ?Sized] StatementAs<'_, S> {} |statement| statement.statement.placement()
);

impl<S: ?Sized> fmt::Debug for StatementAs<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StatementAs")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}
