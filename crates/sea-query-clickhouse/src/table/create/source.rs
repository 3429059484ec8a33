use sea_query::{IntoTableRef, SelectStatement, TableRef};

use super::TableCreateStatement;
use crate::query::TableFunction;

/// What the statement does in the place of CREATE.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verb {
    Replace,
    Attach(Option<String>),
}

/// What a table is made after.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    Table {
        keyword: &'static str,
        table: TableRef,
    },
    Function(TableRef),
    Select {
        keyword: &'static str,
        select: Box<SelectStatement>,
    },
}

impl Verb {
    pub(super) fn keyword(&self) -> &'static str {
        match self {
            Self::Replace => "REPLACE ",
            Self::Attach(_) => "ATTACH ",
        }
    }
}

/// What the table is made of.
impl TableCreateStatement {
    /// `REPLACE TABLE`: takes the place of a table that is there; without one the server refuses it.
    pub fn replace(mut self) -> Self {
        self.verb = Some(Verb::Replace);
        self
    }

    /// `ATTACH TABLE`, with the definition: makes the server know files again that it has, by [`uuid`](Self::uuid) or by
    /// the name of the table.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/attach>.
    pub fn attach(mut self) -> Self {
        self.verb = Some(Verb::Attach(None));
        self
    }

    /// `ATTACH TABLE ... FROM 'path'`: takes the files of a directory under the server's `user_files` for the table's.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event")
    ///     .attach_from("backup/event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(Engine::merge_tree())
    ///     .order_by(["id"]);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "ATTACH TABLE `event` FROM 'backup/event' (`id` UInt64) ENGINE = MergeTree ORDER BY `id`"
    /// );
    /// ```
    pub fn attach_from(mut self, path: impl Into<String>) -> Self {
        self.verb = Some(Verb::Attach(Some(path.into())));
        self
    }

    /// `AS table`: with the columns, indexes, projections and constraints of another table, and with its engine and
    /// keys where the statement has none.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event_new").as_table("event");
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE TABLE `event_new` AS `event`");
    /// ```
    pub fn as_table(mut self, table: impl IntoTableRef) -> Self {
        self.source = Some(Source::Table {
            keyword: " AS ",
            table: table.into_table_ref(),
        });
        self
    }

    /// `CLONE AS table`: as [`as_table`](Self::as_table), with all its partitions, whose files both then share. Both
    /// are of the MergeTree family.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event_test").or_replace().clone_as("event");
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE OR REPLACE TABLE `event_test` CLONE AS `event`");
    /// ```
    pub fn clone_as(mut self, table: impl IntoTableRef) -> Self {
        self.source = Some(Source::Table {
            keyword: " CLONE AS ",
            table: table.into_table_ref(),
        });
        self
    }

    /// `AS function(..)`: the table is what a table function reads, and not a copy of it.
    ///
    /// ```
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let table = ClickHouseTable::create("ten").as_function(TableFunction::numbers(10));
    /// assert_eq!(table.to_string(ClickHouseQueryBuilder), "CREATE TABLE `ten` AS numbers(10)");
    /// ```
    pub fn as_function(mut self, function: TableFunction) -> Self {
        self.source = Some(Source::Function(function.into()));
        self
    }

    /// `AS SELECT`: with the rows of a query, and with its columns where the statement has none.
    ///
    /// With `on_cluster` the query names its tables with their database: the nodes look for others in their default
    /// database.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let select = Query::select().columns(["id", "host"]).from("event").and_where(Expr::col("port").eq(53)).to_owned();
    /// let table = ClickHouseTable::create("dns").engine(Engine::merge_tree()).order_by(["id"]).as_select(select);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `dns` ENGINE = MergeTree ORDER BY `id` AS SELECT `id`, `host` FROM `event` WHERE `port` = 53"
    /// );
    /// ```
    pub fn as_select(mut self, select: SelectStatement) -> Self {
        self.source = Some(Source::Select {
            keyword: " AS ",
            select: Box::new(select),
        });
        self
    }

    /// `EMPTY AS SELECT`: with the columns of a query, and without its rows.
    pub fn empty_as_select(mut self, select: SelectStatement) -> Self {
        self.source = Some(Source::Select {
            keyword: " EMPTY AS ",
            select: Box::new(select),
        });
        self
    }
}
