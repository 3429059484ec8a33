use sea_query::{IntoTableRef, TableRef};

use crate::{
    Feature,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_objects},
};

/// `DROP DICTIONARY`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/drop#drop-dictionary>.
///
/// ```
/// use sea_query_clickhouse::prelude::*;
///
/// let drop = ClickHouseDictionary::drop("service").and("host").if_exists().on_cluster("main").sync();
/// assert_eq!(
///     drop.to_string(ClickHouseQueryBuilder),
///     "DROP DICTIONARY IF EXISTS `service`, `host` ON CLUSTER `main` SYNC"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DictionaryDropStatement {
    dictionaries: Vec<TableRef>,
    options: Options,
}

impl DictionaryDropStatement {
    pub(super) fn new(dictionary: TableRef) -> Self {
        Self {
            dictionaries: vec![dictionary],
            options: Options::default(),
        }
    }

    /// Drops another dictionary.
    pub fn and(mut self, dictionary: impl IntoTableRef) -> Self {
        self.dictionaries.push(dictionary.into_table_ref());
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.dictionaries.len() > 1 {
            renderer.context.check(Feature::DropTables);
        }
        self.options.write_verb(renderer, "DROP DICTIONARY", sql);
        write_objects(renderer, &self.dictionaries, sql)?;
        self.options.write_cluster(renderer, sql)?;
        self.options.write_sync(sql);
        Ok(())
    }
}

statement!(DictionaryDropStatement {
    if_exists,
    on_cluster,
    sync
});
