use sea_query::{IntoTableRef, TableRef};

use crate::{
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_list, write_object},
};

/// `RENAME DICTIONARY a TO b`, also into another database; several pairs are one statement.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/rename#rename-dictionary>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// let rename = ClickHouseDictionary::rename("service", "service_old").and("service_new", "service").if_exists();
/// assert_eq!(
///     rename.to_string(ClickHouseQueryBuilder),
///     "RENAME DICTIONARY IF EXISTS `service` TO `service_old`, `service_new` TO `service`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DictionaryRenameStatement {
    pairs: Vec<(TableRef, TableRef)>,
    options: Options,
}

impl DictionaryRenameStatement {
    pub(super) fn new(from: TableRef, to: TableRef) -> Self {
        Self {
            pairs: vec![(from, to)],
            options: Options::default(),
        }
    }

    /// Renames one dictionary more.
    pub fn and(mut self, from: impl IntoTableRef, to: impl IntoTableRef) -> Self {
        self.pairs.push((from.into_table_ref(), to.into_table_ref()));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.options.write_verb("RENAME DICTIONARY", sql);
        write_list(&self.pairs, sql, |(from, to), sql| {
            write_object(renderer, from, sql)?;
            sql.push_str(" TO ");
            write_object(renderer, to, sql)
        })?;
        self.options.write_cluster(sql)
    }
}

statement!(DictionaryRenameStatement {
    if_exists,
    on_cluster
});
