use crate::{
    access::RolesOrUsers,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement},
};

/// `SHOW GRANTS`: the statements that give what users and roles have.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/show#show-grants>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ShowGrants};
///
/// assert_eq!(ShowGrants::new().to_string(ClickHouseQueryBuilder), "SHOW GRANTS");
/// let grants = ShowGrants::new().for_(["ada", "analyst"]).with_implicit().final_();
/// assert_eq!(
///     grants.to_string(ClickHouseQueryBuilder),
///     "SHOW GRANTS FOR `ada`, `analyst` WITH IMPLICIT FINAL"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ShowGrants {
    who: Option<RolesOrUsers>,
    with_implicit: bool,
    final_: bool,
    options: Options,
}

impl ShowGrants {
    /// What the user who asks has.
    pub fn new() -> Self {
        Self::default()
    }

    /// `FOR ...`: of others.
    pub fn for_(mut self, who: impl Into<RolesOrUsers>) -> Self {
        self.who = Some(who.into());
        self
    }

    /// `WITH IMPLICIT`: also what everybody has.
    pub fn with_implicit(mut self) -> Self {
        self.with_implicit = true;
        self
    }

    /// `FINAL`: also what their roles have.
    pub fn final_(mut self) -> Self {
        self.final_ = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SHOW GRANTS");
        if let Some(who) = &self.who {
            sql.push_str(" FOR ");
            who.write("FOR", sql)?;
        }
        sql.push_str(if self.with_implicit { " WITH IMPLICIT" } else { "" });
        sql.push_str(if self.final_ { " FINAL" } else { "" });
        self.options.write_format(renderer, sql)
    }
}

statement!(ShowGrants { format });
