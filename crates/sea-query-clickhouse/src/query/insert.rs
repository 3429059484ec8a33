use sea_query::{InsertStatement, OnConflict};

use crate::{
    clause::{Clause, SettingValue},
    collect::conflict_targets,
};

/// ClickHouse's clauses on an INSERT.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/insert-into>.
pub trait ClickHouseInsertStatementExt {
    /// `SETTINGS name = value, ...` for this insert alone, such as `async_insert` or `insert_quorum`.
    ///
    /// The settings stand in the statement's ON CONFLICT, which ClickHouse does not have. Called again, a later value
    /// of a name replaces an earlier one; an `on_conflict` of before or after is refused when the statement is built.
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
        let before = conflict_targets(self);
        let clauses = settings
            .into_iter()
            .map(|(name, value)| Clause::Setting(name.into(), value.into()).into_expr());
        let clauses: Vec<_> = before.into_iter().chain(clauses).collect();
        self.on_conflict(OnConflict::new().exprs(clauses).to_owned())
    }
}
