use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_object};
use crate::{error::BuildError, render::Renderer};

/// `RENAME`: tables, or dictionaries, get other names, also in other databases.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/rename>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Rename};
///
/// assert_eq!(
///     Rename::table("event", "event_old").and("event_new", "event").to_string(ClickHouseQueryBuilder),
///     "RENAME TABLE `event` TO `event_old`, `event_new` TO `event`"
/// );
/// let dictionaries = Rename::dictionary("service", "service_old").and("service_new", "service").if_exists();
/// assert_eq!(
///     dictionaries.to_string(ClickHouseQueryBuilder),
///     "RENAME DICTIONARY IF EXISTS `service` TO `service_old`, IF EXISTS `service_new` TO `service`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Rename {
    keyword: &'static str,
    pairs: Vec<(TableRef, TableRef)>,
    options: Options,
}

impl Rename {
    fn new(keyword: &'static str, from: TableRef, to: TableRef) -> Self {
        Self {
            keyword,
            pairs: vec![(from, to)],
            options: Options::default(),
        }
    }

    /// `RENAME TABLE from TO to`, which takes views as well.
    pub fn table(from: impl IntoTableRef, to: impl IntoTableRef) -> Self {
        Self::new("RENAME TABLE ", from.into_table_ref(), to.into_table_ref())
    }

    /// `RENAME DICTIONARY from TO to`
    pub fn dictionary(from: impl IntoTableRef, to: impl IntoTableRef) -> Self {
        Self::new("RENAME DICTIONARY ", from.into_table_ref(), to.into_table_ref())
    }

    /// Renames one more.
    pub fn and(mut self, from: impl IntoTableRef, to: impl IntoTableRef) -> Self {
        self.pairs.push((from.into_table_ref(), to.into_table_ref()));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            sql.push_str(if i == 0 { self.keyword } else { ", " });
            let if_exists = self.options.if_exists || renderer.context.target.repeatable;
            sql.push_str(if if_exists { "IF EXISTS " } else { "" });
            write_object(renderer, from, sql)?;
            sql.push_str(" TO ");
            write_object(renderer, to, sql)?;
        }
        self.options.write_cluster(renderer, sql)
    }
}

statement!(Rename {
    if_exists,
    on_cluster
});
