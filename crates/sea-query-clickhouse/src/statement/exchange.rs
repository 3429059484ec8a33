use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_object};
use crate::{error::BuildError, render::Renderer};

/// `EXCHANGE`: two tables, or two dictionaries, take each other's names at once.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/exchange>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Exchange};
///
/// assert_eq!(
///     Exchange::tables("event", "event_new").on_cluster("main").to_string(ClickHouseQueryBuilder),
///     "EXCHANGE TABLES `event` AND `event_new` ON CLUSTER `main`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Exchange {
    keyword: &'static str,
    pairs: Vec<(TableRef, TableRef)>,
    options: Options,
}

impl Exchange {
    fn new(keyword: &'static str, a: TableRef, b: TableRef) -> Self {
        Self {
            keyword,
            pairs: vec![(a, b)],
            options: Options::default(),
        }
    }

    /// `EXCHANGE TABLES a AND b`, which takes views as well.
    pub fn tables(a: impl IntoTableRef, b: impl IntoTableRef) -> Self {
        Self::new("EXCHANGE TABLES ", a.into_table_ref(), b.into_table_ref())
    }

    /// `EXCHANGE DICTIONARIES a AND b`
    pub fn dictionaries(a: impl IntoTableRef, b: impl IntoTableRef) -> Self {
        Self::new("EXCHANGE DICTIONARIES ", a.into_table_ref(), b.into_table_ref())
    }

    /// Exchanges another pair.
    pub fn and(mut self, a: impl IntoTableRef, b: impl IntoTableRef) -> Self {
        self.pairs.push((a.into_table_ref(), b.into_table_ref()));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.once("EXCHANGE");
        for (i, (a, b)) in self.pairs.iter().enumerate() {
            sql.push_str(if i == 0 { self.keyword } else { ", " });
            write_object(renderer, a, sql)?;
            sql.push_str(" AND ");
            write_object(renderer, b, sql)?;
        }
        self.options.write_cluster(renderer, sql)
    }
}

statement!(Exchange { on_cluster });
