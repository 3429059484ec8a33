use sea_query::{InsertStatement, IntoIden, OnConflict, SelectStatement};

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

    /// `(* EXCEPT (columns))`: all columns of the table but these, whose rows come by
    /// [`rows_from`](Self::rows_from) or [`format`](Self::format).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let rows = Query::select().columns(["id", "port"]).from("incoming").to_owned();
    /// let mut insert = Query::insert();
    /// insert.into_table("event").except_columns(["at"]).rows_from(rows);
    /// assert_eq!(
    ///     insert.to_string(ClickHouseQueryBuilder),
    ///     "INSERT INTO `event` (* EXCEPT (`at`)) SELECT `id`, `port` FROM `incoming`"
    /// );
    /// ```
    fn except_columns<C: IntoIden>(&mut self, columns: impl IntoIterator<Item = C>) -> &mut Self;

    /// The query whose rows are inserted, where SeaQuery's `select_from` cannot count the columns: after
    /// [`except_columns`](Self::except_columns), without a list of columns, or with `*` in the query.
    fn rows_from(&mut self, query: SelectStatement) -> &mut Self;

    /// `FORMAT name`: the rows follow the statement in the body of the request.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let mut insert = Query::insert();
    /// insert.into_table("event").columns(["id"]).format("JSONEachRow");
    /// assert_eq!(insert.to_string(ClickHouseQueryBuilder), "INSERT INTO `event` (`id`) FORMAT JSONEachRow");
    /// ```
    fn format(&mut self, name: impl Into<String>) -> &mut Self;
}

impl ClickHouseInsertStatementExt for InsertStatement {
    fn settings<N, V>(&mut self, settings: impl IntoIterator<Item = (N, V)>) -> &mut Self
    where
        N: Into<String>,
        V: Into<SettingValue>,
    {
        let clauses = settings
            .into_iter()
            .map(|(name, value)| Clause::Setting(name.into(), value.into()));
        carry(self, clauses)
    }

    fn except_columns<C: IntoIden>(&mut self, columns: impl IntoIterator<Item = C>) -> &mut Self {
        let columns = columns.into_iter().map(|column| column.into_iden().to_string());
        let clause = Clause::Except(columns.collect());
        carry(self, [clause])
    }

    fn rows_from(&mut self, query: SelectStatement) -> &mut Self {
        carry(self, [Clause::Rows(Box::new(query))])
    }

    fn format(&mut self, name: impl Into<String>) -> &mut Self {
        carry(self, [Clause::Format(name.into())])
    }
}

fn carry(insert: &mut InsertStatement, clauses: impl IntoIterator<Item = Clause>) -> &mut InsertStatement {
    let before = conflict_targets(insert);
    let clauses = clauses.into_iter().map(Clause::into_expr);
    let clauses: Vec<_> = before.into_iter().chain(clauses).collect();
    insert.on_conflict(OnConflict::new().exprs(clauses).to_owned())
}
