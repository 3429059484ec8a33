mod check;
mod source;

use sea_query::{IntoIden, IntoTableRef, QueryBuilder, TableRef};
use source::{Source, Verb};
use uuid::Uuid;

use super::{
    columns::{Columns, column_list},
    storage::{Storage, storage_clauses},
};
use crate::{
    ClickHouseColumnDef, Engine, Feature, SettingValue,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

/// `CREATE TABLE`, in ClickHouse's order of clauses.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#table_engine-mergetree-creating-a-table>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::prelude::*;
///
/// let table = ClickHouseTable::create("event")
///     .if_not_exists()
///     .col(ClickHouseColumnDef::new("at", DataType::date_time64_in(3, "UTC")))
///     .col(ClickHouseColumnDef::new("protocol", DataType::String.low_cardinality()))
///     .col(ClickHouseColumnDef::new("bytes", DataType::UInt64.nullable()))
///     .index(SkipIndex::new("by_bytes", Expr::col("bytes"), SkipIndexType::MinMax))
///     .engine(Engine::merge_tree())
///     .partition_by(Expr::cust("toYYYYMM(at)"))
///     .order_by(["protocol", "at"])
///     .ttl(Expr::cust("toDateTime(at) + INTERVAL 1 MONTH"))
///     .setting("index_granularity", 8192);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE IF NOT EXISTS `event` (\
///      `at` DateTime64(3, 'UTC'), `protocol` LowCardinality(String), `bytes` Nullable(UInt64), \
///      INDEX `by_bytes` `bytes` TYPE minmax) \
///      ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (`protocol`, `at`) \
///      TTL toDateTime(at) + INTERVAL 1 MONTH SETTINGS index_granularity = 8192"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableCreateStatement {
    pub(crate) table: TableRef,
    uuid: Option<Uuid>,
    temporary: bool,
    verb: Option<Verb>,
    pub(crate) columns: Columns,
    pub(crate) storage: Storage,
    source: Option<Source>,
    pub(crate) options: Options,
}

impl TableCreateStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            uuid: None,
            temporary: false,
            verb: None,
            columns: Columns::default(),
            storage: Storage::default(),
            source: None,
            options: Options::default(),
        }
    }

    /// `TEMPORARY`: the table lives in the session that made it. Without an engine it is of `Memory`.
    pub fn temporary(mut self) -> Self {
        self.temporary = true;
        self
    }

    /// `UUID '...'`: the table's id in a database of the engine Atomic, where the server does not choose one.
    pub fn uuid(mut self, uuid: Uuid) -> Self {
        self.uuid = Some(uuid);
        self
    }

    /// The same table under another name.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let table = ClickHouseTable::create("event").col(ClickHouseColumnDef::new("id", DataType::Int8)).engine(Engine::Memory);
    /// assert_eq!(
    ///     table.named(("archive", "event")).to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `archive`.`event` (`id` Int8) ENGINE = Memory"
    /// );
    /// ```
    pub fn named(mut self, table: impl IntoTableRef) -> Self {
        self.table = table.into_table_ref();
        self
    }

    /// The columns.
    pub fn get_columns(&self) -> &[ClickHouseColumnDef] {
        &self.columns.columns
    }

    /// The cluster on whose servers the table is made, where one is named.
    pub fn get_cluster(&self) -> Option<&str> {
        self.options.cluster.as_deref()
    }

    /// Changes a column that is there already.
    ///
    /// # Errors
    ///
    /// When the table has no column of that name.
    ///
    /// ```
    /// use sea_query::{ColumnDef, Table};
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, table::TableCreateStatement};
    ///
    /// let portable = Table::create()
    ///     .table("event")
    ///     .col(ColumnDef::new("id").big_integer().not_null().primary_key())
    ///     .col(ColumnDef::new("protocol").string().not_null())
    ///     .to_owned();
    /// let table = TableCreateStatement::from_portable(&portable)?
    ///     .change_col("protocol", |column| column.low_cardinality().codec("ZSTD(3)"))?;
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64, `protocol` LowCardinality(String) CODEC(ZSTD(3))) \
    ///      ENGINE = MergeTree ORDER BY `id`"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn change_col(
        mut self,
        name: impl IntoIden,
        change: impl FnOnce(ClickHouseColumnDef) -> ClickHouseColumnDef,
    ) -> Result<Self, BuildError> {
        let name = name.into_iden();
        let mut columns = self.columns.columns.iter_mut();
        let Some(column) = columns.find(|column| column.name == name) else {
            return Err(BuildError::invalid(
                "column",
                format!("the table has no column `{name}` that could be changed"),
            ));
        };
        *column = change(column.clone());
        Ok(self)
    }

    /// What another table declares of the columns of these names, less what is of a table that stores its rows: codec, TTL,
    /// statistics and settings. So a Distributed table has the types and defaults of its local one.
    ///
    /// # Errors
    ///
    /// When one of the tables has no column of a name.
    ///
    /// ```
    /// use sea_query_clickhouse::{engine::Distributed, prelude::*};
    ///
    /// let local = ClickHouseTable::create("event_local")
    ///     .col(ClickHouseColumnDef::new("id", DataType::Int64).codec("T64"))
    ///     .col(ClickHouseColumnDef::new("protocol", DataType::String).low_cardinality())
    ///     .order_by(["id"]);
    /// let table = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::Int64))
    ///     .col(ClickHouseColumnDef::new("protocol", DataType::String))
    ///     .columns_of(&local, &["id", "protocol"])?
    ///     .engine(Distributed::in_current_database("main", "event_local"));
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64, `protocol` LowCardinality(String)) \
    ///      ENGINE = Distributed('main', currentDatabase(), 'event_local')"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn columns_of(self, other: &Self, names: &[&str]) -> Result<Self, BuildError> {
        names.iter().try_fold(self, |table, name| {
            let mut columns = other.columns.columns.iter();
            let Some(column) = columns.find(|column| *column.name.inner() == **name) else {
                let sentence = match &other.table {
                    TableRef::Table(of, _) => format!("table `{}` has no column `{name}`", of.1),
                    _ => format!("the other table has no column `{name}`"),
                };
                return Err(BuildError::invalid("column", sentence));
            };
            table.change_col((*name).to_owned(), |_| column.without_storage())
        })
    }

    /// The value of a setting of the table, where it is set.
    pub fn get_setting(&self, name: &str) -> Option<&SettingValue> {
        self.storage.settings.value(name)
    }

    /// The engine, where one is set.
    pub fn get_engine(&self) -> Option<&Engine> {
        self.storage.engine.as_ref()
    }

    /// `ENGINE = ...`
    pub fn engine(mut self, engine: impl Into<Engine>) -> Self {
        self.storage.engine = Some(engine.into());
        self
    }

    /// Whether it is nothing but columns and clauses, which a view can have of a table of its own.
    pub(crate) fn is_plain(&self) -> bool {
        self.uuid.is_none() && !self.temporary && self.verb.is_none() && self.source.is_none()
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.check()?;
        let noun = if self.temporary {
            "TEMPORARY TABLE"
        } else {
            "TABLE"
        };
        match &self.verb {
            None => self.options.write_create(renderer, noun, sql)?,
            Some(verb) => {
                sql.push_str(verb.keyword());
                sql.push_str(noun);
                sql.push_str(if self.options.if_not_exists {
                    " IF NOT EXISTS "
                } else {
                    " "
                });
            }
        }
        write_object(renderer, &self.table, sql)?;
        if let Some(uuid) = self.uuid {
            sql.push_str(&format!(" UUID '{uuid}'"));
        }
        if let Some(Verb::Attach(Some(path))) = &self.verb {
            sql.push_str(" FROM ");
            write_string(sql, path);
        }
        if !self.temporary {
            self.options.write_cluster(renderer, sql)?;
        }
        renderer
            .context
            .declaring(&self.table, || self.columns.write(renderer, sql));
        match &self.source {
            None | Some(Source::Select { .. }) => {}
            Some(Source::Table { keyword, table }) => {
                if keyword.contains("CLONE") {
                    renderer.context.check(Feature::CloneAs);
                }
                sql.push_str(keyword);
                write_object(renderer, table, sql)?;
            }
            Some(Source::Function(function)) => {
                sql.push_str(" AS ");
                renderer.prepare_table_ref(function, sql);
            }
        }
        if self.storage.engine.is_some() {
            let after = matches!(self.source, Some(Source::Table { .. }));
            sql.push(' ');
            renderer.context.declaring(&self.table, || {
                self.storage.write(renderer, &self.columns, after, sql)
            })?;
        }
        if self.options.comment.is_some() {
            renderer.context.check(Feature::TableComment);
        }
        self.options.write_comment(sql);
        if let Some(Source::Select { keyword, select }) = &self.source {
            if keyword.contains("EMPTY") {
                renderer.context.check(Feature::EmptyAsSelect);
            }
            sql.push_str(keyword);
            renderer
                .context
                .nested(|| renderer.prepare_select_statement(select, sql));
        }
        Ok(())
    }
}

statement!(TableCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster,
    comment
});

column_list!(TableCreateStatement);
storage_clauses!(TableCreateStatement, |it| it.storage);
