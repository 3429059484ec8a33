use super::options::statement;
use crate::{error::BuildError, literal::write_string, render::Renderer};

/// `SYSTEM UNFREEZE WITH NAME`: removes what `ALTER TABLE ... FREEZE WITH NAME` has kept, of all tables.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/system#unfreeze>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Unfreeze};
///
/// assert_eq!(Unfreeze::named("monday").to_string(ClickHouseQueryBuilder), "SYSTEM UNFREEZE WITH NAME 'monday'");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unfreeze {
    name: String,
}

impl Unfreeze {
    /// What was frozen under `name`.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SYSTEM UNFREEZE WITH NAME ");
        write_string(sql, &self.name);
        Ok(())
    }
}

statement!(Unfreeze {});
