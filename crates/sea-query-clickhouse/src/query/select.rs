use sea_query::{Expr, IntoCondition, SelectStatement};

use crate::clause::{Clause, SettingValue};

/// ClickHouse's clauses on a SELECT, in whatever query, sub-query or arm of a union it stands.
///
/// The clauses ride inside the statement, so that they survive being wrapped, paginated or joined; the builders of
/// other databases see an unknown function and their servers refuse it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select>.
pub trait ClickHouseSelectStatementExt {
    /// `FINAL` after the first table: rows as merges will leave them (ReplacingMergeTree and its kin).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("user").final_().to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `user` FINAL");
    /// ```
    fn final_(&mut self) -> &mut Self;

    /// `PREWHERE condition`: read these columns first, and the others for rows that pass. Called again, both
    /// conditions hold.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("body").from("event").prewhere(Expr::col("port").eq(53)).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `body` FROM `event` PREWHERE `port` = 53");
    /// ```
    fn prewhere(&mut self, condition: impl IntoCondition) -> &mut Self;

    /// `SAMPLE ratio`: a part of the rows (above 0 up to 1), or about a number of them (whole, above 1). The table
    /// needs a SAMPLE BY key.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").sample(0.1).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SAMPLE 0.1");
    /// ```
    fn sample(&mut self, ratio: f64) -> &mut Self;

    /// `SAMPLE ratio OFFSET offset`: a part of the rows that starts after another part (0 to 1).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").sample_offset(0.1, 0.5).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SAMPLE 0.1 OFFSET 0.5");
    /// ```
    fn sample_offset(&mut self, ratio: f64, offset: f64) -> &mut Self;

    /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let query = Query::select().column("id").from("event").setting("max_threads", 4).to_owned();
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `id` FROM `event` SETTINGS max_threads = 4");
    /// ```
    fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self;
}

impl ClickHouseSelectStatementExt for SelectStatement {
    fn final_(&mut self) -> &mut Self {
        self.and_where(Clause::Final.into_expr())
    }

    fn prewhere(&mut self, condition: impl IntoCondition) -> &mut Self {
        self.and_where(Clause::Prewhere(Expr::from(condition.into_condition())).into_expr())
    }

    fn sample(&mut self, ratio: f64) -> &mut Self {
        self.and_where(Clause::Sample { ratio, offset: None }.into_expr())
    }

    fn sample_offset(&mut self, ratio: f64, offset: f64) -> &mut Self {
        self.and_where(
            Clause::Sample {
                ratio,
                offset: Some(offset),
            }
            .into_expr(),
        )
    }

    fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self {
        self.and_where(Clause::Setting(name.into(), value.into()).into_expr())
    }
}
