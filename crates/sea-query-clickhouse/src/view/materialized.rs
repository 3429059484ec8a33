use sea_query::{IntoTableRef, SelectStatement, TableRef};

use super::{Refresh, SqlSecurity, Storage, query::write_query};
use crate::{
    ClickHouseColumnDef, Feature,
    connection::names,
    error::BuildError,
    render::Renderer,
    statement::options::{Options, statement, write_object},
    table::{
        TableCreateStatement,
        columns::{Columns, column_list},
    },
};

/// `CREATE MATERIALIZED VIEW`: a query over each block of rows that is inserted into the first table of its FROM, or
/// over all rows by a [`Refresh`]; its rows go into another table or into one of its own.
///
/// A query with an outer join has `join_use_nulls = 1` among its settings, so that the missing side is NULL: its columns
/// are Nullable in the table that takes the rows, or inserts into the source fail. A query that sets `join_use_nulls`
/// itself keeps what it says.
///
/// Without [`col`](Self::col) the columns are those of the query. Indexes, constraints and projections are those of the
/// view's own table, whose columns must be named.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#materialized-view>.
///
/// ```
/// use sea_query::{Expr, Func, Query};
/// use sea_query_clickhouse::{prelude::*, view::{SqlSecurity, Storage}};
///
/// let query = Query::select()
///     .column("port")
///     .expr_as(Func::cust("sum").arg(Expr::col("bytes")), "bytes")
///     .from("event")
///     .group_by_col("port")
///     .to_owned();
/// let into = ClickHouseView::create_materialized("by_port", query.clone()).to("port_bytes");
/// assert_eq!(
///     into.to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW `by_port` TO `port_bytes` \
///      AS SELECT `port`, sum(`bytes`) AS `bytes` FROM `event` GROUP BY `port`"
/// );
/// let own = ClickHouseView::create_materialized("by_port", query)
///     .engine(Storage::new(Engine::merge_tree()).order_by(["port"]))
///     .populate()
///     .sql_security(SqlSecurity::CurrentUser)
///     .comment("bytes of each port");
/// assert_eq!(
///     own.to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW `by_port` ENGINE = MergeTree ORDER BY `port` POPULATE \
///      DEFINER = CURRENT_USER SQL SECURITY DEFINER \
///      AS SELECT `port`, sum(`bytes`) AS `bytes` FROM `event` GROUP BY `port` COMMENT 'bytes of each port'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct MaterializedViewCreateStatement {
    pub(crate) view: TableRef,
    pub(crate) query: SelectStatement,
    pub(crate) refresh: Option<Refresh>,
    pub(crate) to: Option<TableRef>,
    pub(crate) columns: Columns,
    pub(crate) storage: Option<Storage>,
    populate: bool,
    empty: bool,
    pub(crate) security: Option<SqlSecurity>,
    pub(super) options: Options,
}

impl MaterializedViewCreateStatement {
    pub(super) fn new(view: TableRef, query: SelectStatement) -> Self {
        Self {
            view,
            query,
            refresh: None,
            to: None,
            columns: Columns::default(),
            storage: None,
            populate: false,
            empty: false,
            security: None,
            options: Options::default(),
        }
    }

    /// `REFRESH ...`: the query runs over all rows by a schedule, and not over what is inserted.
    pub fn refresh(mut self, refresh: Refresh) -> Self {
        self.refresh = Some(refresh);
        self
    }

    /// `TO table`: the rows go into a table that is there.
    pub fn to(mut self, table: impl IntoTableRef) -> Self {
        self.to = Some(table.into_table_ref());
        self
    }

    /// `ENGINE = ...`: the rows go into a table of the view's own, which is dropped with it.
    pub fn engine(mut self, storage: impl Into<Storage>) -> Self {
        self.storage = Some(storage.into());
        self
    }

    /// The table of the view's own as one that is declared: its columns, indexes, constraints, projections, engine, keys
    /// and settings. Its cluster and comment are those of the view then, its name is none.
    ///
    /// # Errors
    ///
    /// When the table is made of another one, temporary or attached.
    ///
    /// ```
    /// use sea_query::{Expr, Func, Query};
    /// use sea_query_clickhouse::{engine::MergeTree, prelude::*};
    ///
    /// let table = ClickHouseTable::create("by_port")
    ///     .col(ClickHouseColumnDef::new("port", DataType::UInt16).codec("T64, ZSTD(1)"))
    ///     .col(ClickHouseColumnDef::new("bytes", DataType::UInt64))
    ///     .engine(MergeTree::Summing { columns: vec![] })
    ///     .order_by(["port"]);
    /// let query = Query::select()
    ///     .column("port")
    ///     .expr_as(Func::cust("sum").arg(Expr::col("bytes")), "bytes")
    ///     .from("event")
    ///     .group_by_col("port")
    ///     .to_owned();
    /// assert_eq!(
    ///     ClickHouseView::create_materialized("by_port", query).inner_table(table)?.to_string(ClickHouseQueryBuilder),
    ///     "CREATE MATERIALIZED VIEW `by_port` (`port` UInt16 CODEC(T64, ZSTD(1)), `bytes` UInt64) \
    ///      ENGINE = SummingMergeTree ORDER BY `port` \
    ///      AS SELECT `port`, sum(`bytes`) AS `bytes` FROM `event` GROUP BY `port`"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn inner_table(mut self, table: TableCreateStatement) -> Result<Self, BuildError> {
        if !table.is_plain() {
            return Err(BuildError::invalid(
                "CREATE MATERIALIZED VIEW",
                "the table of a view's own has columns and clauses alone: no UUID, no AS, no ATTACH, and it is not temporary",
            ));
        }
        self.columns = table.columns;
        self.storage = Some(table.storage);
        self.options.or_replace |= table.options.or_replace;
        self.options.if_not_exists |= table.options.if_not_exists;
        self.options.cluster = table.options.cluster.or(self.options.cluster);
        self.options.comment = table.options.comment.or(self.options.comment);
        Ok(self)
    }

    /// `POPULATE`: the rows that are in the source already go through the query too. Rows that are inserted meanwhile
    /// may be missed. The server takes the columns of the query by their position then, so that those of the view, where they
    /// are named, must be the same in the same order.
    pub fn populate(mut self) -> Self {
        self.populate = true;
        self
    }

    /// `EMPTY`: of a refreshable view, no first refresh when it is created; of another, what it is without POPULATE.
    pub fn empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// `DEFINER` and `SQL SECURITY`: with whose rights the query reads its tables.
    pub fn sql_security(mut self, security: SqlSecurity) -> Self {
        self.security = Some(security);
        self
    }

    fn check(&self) -> Result<(), BuildError> {
        let invalid =
            |clause: &'static str, sentence: &'static str| Err(BuildError::invalid(clause, sentence));
        let structured = self.columns.have_parts();
        match (&self.to, &self.storage) {
            (None, None) => {
                return invalid(
                    "CREATE MATERIALIZED VIEW",
                    "its rows go nowhere; name a table by `to(..)`, or an engine by `engine(..)`",
                );
            }
            (Some(_), Some(_)) => {
                return invalid(
                    "TO",
                    "the rows go into that table, or into one of the view's own; not both",
                );
            }
            (Some(_), None) if structured => {
                return invalid(
                    "TO",
                    "indexes, projections and constraints are those of the table that is there",
                );
            }
            (Some(_), None) if self.populate => {
                return invalid(
                    "POPULATE",
                    "it fills a table of the view's own; insert the query's rows into the table of TO instead",
                );
            }
            (Some(_), None) if self.empty && self.refresh.is_none() => {
                return invalid("EMPTY", "with TO only a refreshable view has it; leave it out");
            }
            (None, Some(_)) if self.columns.is_empty() && structured => {
                return invalid(
                    "CREATE MATERIALIZED VIEW",
                    "indexes, projections and constraints need the columns to be named by `col(..)`",
                );
            }
            _ => {}
        }
        if let Some(missing) = self.missing_column() {
            return Err(BuildError::invalid(
                "CREATE MATERIALIZED VIEW",
                format!(
                    "its query has no column `{}`, which the server would fill with zeros; select it, by `expr_as` where \
                     it is an expression, or give the column a DEFAULT",
                    missing.escape_debug()
                ),
            ));
        }
        self.check_populate()?;
        if self.populate && self.refresh.is_some() {
            return invalid(
                "POPULATE",
                "a refreshable view runs its query over all rows by itself",
            );
        }
        if self.populate && self.empty {
            return invalid("POPULATE", "POPULATE and EMPTY exclude each other");
        }
        match &self.security {
            Some(security) => security.check_materialized(),
            None => Ok(()),
        }
    }

    /// The server gives the rows of POPULATE to the columns by their position, and those of an INSERT by their name.
    fn check_populate(&self) -> Result<(), BuildError> {
        if !self.populate || self.columns.is_empty() {
            return Ok(());
        }
        let invalid = |sentence: String| Err(BuildError::invalid("POPULATE", sentence));
        let given = |column: &&ClickHouseColumnDef| column.is_stored() && !column.is_computed();
        let stored = self.columns.columns.iter().filter(given);
        let stored: Vec<String> = stored.map(ClickHouseColumnDef::name).collect();
        match names(&self.query) {
            Some(selected) if selected == stored => Ok(()),
            Some(selected) => invalid(format!(
                "it takes the columns of the query by their position, and they are `{}`, while those of the view are `{}`; give \
                 both the same, in one order, or leave POPULATE out",
                selected.join("`, `").escape_debug(),
                stored.join("`, `").escape_debug()
            )),
            None => invalid(
                "it takes the columns of the query by their position; name each of them, by `expr_as` where it is an \
                 expression"
                    .to_owned(),
            ),
        }
    }

    /// A column of the view's own table without a value, where the names of all columns of the query are known.
    fn missing_column(&self) -> Option<String> {
        self.storage.as_ref()?;
        let selected = names(&self.query)?;
        let filled = |column: &&ClickHouseColumnDef| column.default.is_none() && !column.ephemeral;
        let mut columns = self.columns.columns.iter().filter(filled);
        let missing = columns.find(|column| !selected.contains(&column.name()));
        missing.map(ClickHouseColumnDef::name)
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.check()?;
        if self.options.or_replace {
            renderer.context.check(Feature::ReplaceMaterializedView);
        }
        self.options.write_create(renderer, "MATERIALIZED VIEW", sql)?;
        write_object(renderer, &self.view, sql)?;
        self.options.write_cluster(renderer, sql)?;
        if let Some(refresh) = &self.refresh {
            sql.push(' ');
            refresh.write(renderer, sql)?;
        }
        if let Some(to) = &self.to {
            sql.push_str(" TO ");
            write_object(renderer, to, sql)?;
        }
        renderer.context.declaring(&self.view, || {
            self.columns.write(renderer, sql);
            match &self.storage {
                None => Ok(()),
                Some(storage) => {
                    sql.push(' ');
                    storage.write(renderer, &self.columns, false, sql)
                }
            }
        })?;
        sql.push_str(if self.populate { " POPULATE" } else { "" });
        sql.push_str(if self.empty { " EMPTY" } else { "" });
        if let Some(security) = &self.security {
            renderer.context.check(Feature::SqlSecurity);
            sql.push(' ');
            security.write(sql)?;
        }
        write_query(renderer, &self.query, sql)?;
        self.options.write_comment(sql);
        Ok(())
    }
}

statement!(MaterializedViewCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});

column_list!(MaterializedViewCreateStatement);
