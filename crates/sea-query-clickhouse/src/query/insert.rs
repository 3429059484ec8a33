use sea_query::{InsertStatement, OnConflict};

use crate::clause::{Clause, SettingValue};

/// ClickHouse's clauses on an INSERT.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/insert-into>.
pub trait ClickHouseInsertStatementExt {
    /// `SETTINGS name = value, ...` for this insert alone, such as `async_insert` or `insert_quorum`.
    ///
    /// The settings stand in the statement's ON CONFLICT, which ClickHouse does not have: called again, or after
    /// `on_conflict`, the later call replaces the earlier.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut insert = Query::insert();
    /// insert.into_table("event").columns(["id"]).values_panic([1.into()]).settings([("async_insert", 0)]);
    /// assert_eq!(
    ///     insert.to_string(ClickHouseQueryBuilder),
    ///     "INSERT INTO `event` (`id`) SETTINGS async_insert = 0 VALUES (1)"
    /// );
    /// ```
    fn settings<N, V>(&mut self, settings: impl IntoIterator<Item = (N, V)>) -> &mut Self
    where
        N: Into<String>,
        V: Into<SettingValue>;
}

impl ClickHouseInsertStatementExt for InsertStatement {
    fn settings<N, V>(&mut self, settings: impl IntoIterator<Item = (N, V)>) -> &mut Self
    where
        N: Into<String>,
        V: Into<SettingValue>,
    {
        let clauses = settings
            .into_iter()
            .map(|(name, value)| Clause::Setting(name.into(), value.into()).into_expr());
        self.on_conflict(OnConflict::new().exprs(clauses).to_owned())
    }
}
