//! The fallible way from a statement to SQL that a connection can run.

use std::fmt;

use sea_query::{
    DeleteStatement, InsertStatement, QueryBuilder, SelectStatement, TableName, UpdateStatement, WithQuery,
};

use crate::{
    capability::ServerVersion,
    collect::select_text,
    context::{Context, MAX_FIELD_BYTES, Placement},
    error::BuildError,
    render::Renderer,
    types::DataType,
};

/// What a statement is built for: the server's version, the types of known columns, and the caller's choices.
///
/// The default knows neither version nor columns: every clause that some ClickHouse takes is written.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{MutationKind, ServerVersion, Target, build_clickhouse};
///
/// let target = Target::default().version(ServerVersion::new(25, 8, 0)).mutation(MutationKind::Lightweight);
/// let delete = Query::delete().from_table("event").and_where(Expr::col("id").eq(7)).to_owned();
/// assert_eq!(build_clickhouse(&delete, &target)?.sql, "DELETE FROM `event` WHERE `id` = {p0:Int32}");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Copy, Default)]
#[non_exhaustive]
pub struct Target<'a> {
    /// The version of the server. Clauses that it lacks are refused, naming the first version that has them.
    pub version: Option<ServerVersion>,
    /// The types of the columns of known tables, by which values are bound whose own type leaves a choice.
    pub columns: Option<&'a dyn ColumnTypes>,
    /// Whether an UPDATE or DELETE without a condition means all rows, as it does in SeaORM. Otherwise the
    /// statement must say so by `all_rows()`.
    pub unconditional_mutations: bool,
    /// The way UPDATE and DELETE are written when the statement does not choose.
    pub mutation: MutationKind,
    /// The cluster of statements that define something, such as CREATE, ALTER, RENAME and DROP, and name none.
    pub cluster: Option<&'a str>,
    /// Whether statements are written so that they can be sent again, see [`repeatable`](Self::repeatable).
    pub repeatable: bool,
}

impl<'a> Target<'a> {
    /// This target for a server of `version`.
    pub fn version(mut self, version: ServerVersion) -> Self {
        self.version = Some(version);
        self
    }

    /// This target with the types of known columns.
    pub fn columns(mut self, columns: &'a dyn ColumnTypes) -> Self {
        self.columns = Some(columns);
        self
    }

    /// This target with the way UPDATE and DELETE are written when the statement does not choose.
    pub fn mutation(mut self, kind: MutationKind) -> Self {
        self.mutation = kind;
        self
    }

    /// This target with the cluster on which statements run that define something and name none.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseTable, Target, build_clickhouse};
    ///
    /// let target = Target::default().on_cluster("main");
    /// assert_eq!(build_clickhouse(&ClickHouseTable::drop("event"), &target)?.sql, "DROP TABLE `event` ON CLUSTER `main`");
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn on_cluster(mut self, name: &'a str) -> Self {
        self.cluster = Some(name);
        self
    }

    /// This target, writing statements so that they can be sent again where it is not known whether they have run: what
    /// is created, added, dropped or renamed, only where it is not, or is, there. What a second run would do twice
    /// all the same says so in [`Requirements::once`].
    ///
    /// ```
    /// use sea_query_clickhouse::{prelude::*, Target, build_clickhouse, statement::Exchange};
    ///
    /// let target = Target::default().repeatable();
    /// let alter = ClickHouseTable::alter("event").drop_column("old").rename_column("proto", "protocol");
    /// let built = build_clickhouse(&alter, &target)?;
    /// assert_eq!(
    ///     built.sql,
    ///     "ALTER TABLE `event` DROP COLUMN IF EXISTS `old`, RENAME COLUMN IF EXISTS `proto` TO `protocol`"
    /// );
    /// assert_eq!(built.requirements.once, None);
    /// let exchange = build_clickhouse(&Exchange::tables("event", "event_new"), &target)?;
    /// assert_eq!(exchange.requirements.once, Some("EXCHANGE"));
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    /// This target, taking an UPDATE or DELETE without a condition as one of all rows.
    pub fn unconditional_mutations(mut self) -> Self {
        self.unconditional_mutations = true;
        self
    }
}

impl fmt::Debug for Target<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Target")
            .field("version", &self.version)
            .field("unconditional_mutations", &self.unconditional_mutations)
            .field("mutation", &self.mutation)
            .finish_non_exhaustive()
    }
}

/// How UPDATE and DELETE are written.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/update>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{MutationKind, Target, build_clickhouse};
///
/// let update = Query::update().table("event").value("port", 53).and_where(Expr::col("port").eq(5353)).to_owned();
/// let sql = |kind| build_clickhouse(&update, &Target::default().mutation(kind)).map(|built| built.sql);
/// assert_eq!(
///     sql(MutationKind::Alter)?,
///     "ALTER TABLE `event` UPDATE `port` = {p0:Int32} WHERE `port` = {p1:Int32}"
/// );
/// assert_eq!(
///     sql(MutationKind::Lightweight)?,
///     "UPDATE `event` SET `port` = {p0:Int32} WHERE `port` = {p1:Int32}"
/// );
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum MutationKind {
    /// `ALTER TABLE ... UPDATE/DELETE`: rewrites the parts that hold matching rows.
    #[default]
    Alter,
    /// `DELETE FROM ...` and `UPDATE ... SET ...`: marks or patches the rows, which are gone or changed at once and
    /// rewritten by later merges. UPDATE needs ClickHouse 25.7 and a table with `enable_block_number_column` and
    /// `enable_block_offset_column`.
    Lightweight,
}

/// The types of columns, for a [`Target`].
///
/// A value whose own type leaves a choice, such as a date or the text of an address, is bound as what its column is:
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query, TableName};
/// use sea_query_clickhouse::{ColumnTypes, DataType, Target, build_clickhouse};
///
/// struct Known;
///
/// impl ColumnTypes for Known {
///     fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
///         (table.1.to_string() == "event" && column == "host").then_some(DataType::IPv4)
///     }
/// }
///
/// let query = Query::select().column("id").from("event").and_where(Expr::col("host").eq("10.0.0.1")).to_owned();
/// let sql = |target| build_clickhouse(&query, &target).map(|built| built.sql);
/// assert_eq!(sql(Target::default())?, "SELECT `id` FROM `event` WHERE `host` = {p0:String}");
/// assert_eq!(sql(Target::default().columns(&Known))?, "SELECT `id` FROM `event` WHERE `host` = {p0:IPv4}");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub trait ColumnTypes: Send + Sync {
    /// The type of `column` in `table`, or `None` when it is not known.
    fn data_type(&self, table: &TableName, column: &str) -> Option<DataType>;

    /// Whether the columns of `table` are known. One that is not may have a column of any name, so that the column of
    /// that name in a query further out is not meant. Unless a type says else, all tables are known.
    fn knows(&self, table: &TableName) -> bool {
        let _ = table;
        true
    }

    /// Whether `table` is of the engine `Distributed`, two of which in one query have a
    /// [setting](Requirements::distributed_product_mode) of their own. Unless a type says else, no table is.
    fn is_distributed(&self, table: &TableName) -> bool {
        let _ = table;
        false
    }
}

/// SQL that a server takes as it is, with its parameters.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{Target, build_clickhouse};
///
/// let query = Query::select().column("id").from("event").and_where(Expr::col("port").is_in([53, 5353])).to_owned();
/// let built = build_clickhouse(&query, &Target::default())?;
/// assert_eq!(built.sql, "SELECT `id` FROM `event` WHERE `port` IN {p0:Array(Int32)}");
/// let fields: Vec<_> = built.parameters.iter().map(|p| (format!("param_{}", p.name), p.text.as_str())).collect();
/// assert_eq!(fields, [("param_p0".to_owned(), "[53,5353]")]);
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClickHouseSql {
    /// The text, with a placeholder `{name:Type}` for each parameter.
    pub sql: String,
    /// The parameters, in the order in which they were found.
    pub parameters: Vec<Parameter>,
    /// What the statement needs of the server beside its text.
    pub requirements: Requirements,
}

impl ClickHouseSql {
    /// A text that is ClickHouse's SQL already.
    pub fn raw(sql: impl Into<String>) -> Self {
        Self {
            sql: sql.into(),
            parameters: Vec::new(),
            requirements: Requirements::default(),
        }
    }
}

/// A server-side parameter.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{DataType, Target, build_clickhouse};
///
/// let query = Query::select().column("id").from("event").and_where(Expr::col("path").eq("a\tb")).to_owned();
/// let parameter = &build_clickhouse(&query, &Target::default())?.parameters[0];
/// assert_eq!((parameter.name, &parameter.data_type, parameter.text.as_str()), ("p0", &DataType::String, r"a\tb"));
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Parameter {
    /// The name in the placeholder; the form field is `param_` and this.
    pub name: &'static str,
    /// The type in the placeholder.
    pub data_type: DataType,
    /// The value as the server reads it: escaped as a TSV field.
    pub text: String,
}

/// What a statement needs of the server beside its text.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{Target, build_clickhouse};
///
/// let query = Query::select()
///     .column(("visit", "id"))
///     .from("event")
///     .left_join("visit", Expr::col(("event", "id")).equals(("visit", "id")))
///     .to_owned();
/// assert!(build_clickhouse(&query, &Target::default())?.requirements.join_use_nulls);
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirements {
    /// It has an outer join, whose missing side is NULL in SQL: `join_use_nulls = 1` must be sent with it.
    pub join_use_nulls: bool,
    /// A JSON column is compared with a document, in which the server takes texts that look like dates for dates:
    /// `input_format_try_infer_dates = 0` and `input_format_try_infer_datetimes = 0` must be sent with it.
    pub documents: bool,
    /// Its text ends with a FORMAT clause of this name, so the answer, or the rows to insert, are of that format.
    pub format: Option<String>,
    /// It has WITH TOTALS, whose row only some formats give: JSON and the Pretty ones do, Native does not.
    pub totals: bool,
    /// What it would do twice when it is sent twice, such as `INSERT`.
    pub once: Option<&'static str>,
    /// A query of a `Distributed` table joins another, or has one in a sub-query, without GLOBAL:
    /// `distributed_product_mode = 'global'` must be sent with it, or else the server refuses it (error 288). Which tables are
    /// `Distributed` is known by [`ColumnTypes::is_distributed`].
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query, TableName};
    /// use sea_query_clickhouse::{ColumnTypes, DataType, Target, build_clickhouse, prelude::*};
    ///
    /// struct Known;
    ///
    /// impl ColumnTypes for Known {
    ///     fn data_type(&self, _: &TableName, _: &str) -> Option<DataType> {
    ///         None
    ///     }
    ///
    ///     fn is_distributed(&self, table: &TableName) -> bool {
    ///         table.1.to_string().ends_with("_all")
    ///     }
    /// }
    ///
    /// let ids = || Query::select().column("id").from("visit_all").to_owned();
    /// let requires = |table: &'static str, condition| {
    ///     let query = Query::select().column("id").from(table).and_where(condition).to_owned();
    ///     build_clickhouse(&query, &Target::default().columns(&Known))
    ///         .map(|built| built.requirements.distributed_product_mode)
    /// };
    /// assert_eq!(requires("event_all", Expr::col("id").in_subquery(ids())), Ok(true));
    /// assert_eq!(requires("event_all", Expr::col("id").global_in(ids())), Ok(false));
    /// assert_eq!(requires("event", Expr::col("id").in_subquery(ids())), Ok(false));
    /// ```
    pub distributed_product_mode: bool,
    /// Its text has a password or a key: the text belongs in no log, nor does a message that quotes it.
    pub secrets: bool,
}

/// Builds a statement for `target`.
///
/// # Errors
///
/// [`BuildError`] names the clause that ClickHouse, or this version of it, does not have, and the way out.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{Target, build_clickhouse};
///
/// let query = Query::select().column("id").from("event").and_where(Expr::col("name").eq("it's")).to_owned();
/// let built = build_clickhouse(&query, &Target::default())?;
/// assert_eq!(built.sql, "SELECT `id` FROM `event` WHERE `name` = {p0:String}");
/// assert_eq!(built.parameters[0].text, "it's");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub fn build_clickhouse<S>(statement: &S, target: &Target<'_>) -> Result<ClickHouseSql, BuildError>
where
    S: ClickHouseStatement + ?Sized,
{
    build_with(target, statement.placement(), |renderer, sql| {
        statement.write(renderer, sql)
    })
}

/// Builds what `write` writes, with its values as `placement` says.
pub(crate) fn build_with(
    target: &Target<'_>,
    placement: Placement,
    write: impl Fn(&Renderer<'_>, &mut String),
) -> Result<ClickHouseSql, BuildError> {
    let context = Context::new(target, placement);
    let mut sql = String::new();
    write(&Renderer::new(&context), &mut sql);
    let (parameters, requirements) = context.finish()?;
    // A request with parameters in its form has the statement there too, as a field; without, it is the body.
    if !parameters.is_empty() && sql.len() > MAX_FIELD_BYTES {
        return build_with(target, Placement::Literals, write);
    }
    Ok(ClickHouseSql {
        sql,
        parameters,
        requirements,
    })
}

/// A statement of SeaQuery or of this crate that can be built by [`build_clickhouse`]. It is sealed.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{ClickHouseStatement, ClickHouseTable, Target, build_clickhouse};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let statements: [&dyn ClickHouseStatement; 2] = [&query, &ClickHouseTable::drop("event")];
/// let built = statements.map(|statement| build_clickhouse(statement, &Target::default()).map(|built| built.sql));
/// assert_eq!(built, [Ok("SELECT `id` FROM `event`".to_owned()), Ok("DROP TABLE `event`".to_owned())]);
/// ```
pub trait ClickHouseStatement: sealed::Write {}

impl<S: sealed::Write + ?Sized> ClickHouseStatement for S {}

pub(crate) mod sealed {
    use super::{Placement, Renderer};

    #[allow(unreachable_pub, missing_docs)]
    pub trait Write {
        fn placement(&self) -> Placement;
        fn write(&self, renderer: &Renderer<'_>, sql: &mut String);
    }
}

macro_rules! statement {
    ($type:ty, $placement:ident, $prepare:ident) => {
        impl sealed::Write for $type {
            fn placement(&self) -> Placement {
                Placement::$placement
            }

            fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
                renderer.$prepare(self, sql);
            }
        }
    };
}

impl sealed::Write for SelectStatement {
    fn placement(&self) -> Placement {
        Placement::Parameters
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        let text = select_text(renderer, self);
        if sql.is_empty() {
            *sql = text;
        } else {
            sql.push_str(&text);
        }
    }
}

statement!(InsertStatement, Literals, prepare_insert_statement);
statement!(UpdateStatement, Parameters, prepare_update_statement);
statement!(DeleteStatement, Parameters, prepare_delete_statement);
statement!(WithQuery, Parameters, prepare_with_query);
statement!(
    sea_query::TableCreateStatement,
    Literals,
    prepare_table_create_statement
);
statement!(
    sea_query::TableDropStatement,
    Literals,
    prepare_table_drop_statement
);
statement!(
    sea_query::TableTruncateStatement,
    Literals,
    prepare_table_truncate_statement
);
statement!(
    sea_query::TableAlterStatement,
    Literals,
    prepare_table_alter_statement
);
statement!(
    sea_query::TableRenameStatement,
    Literals,
    prepare_table_rename_statement
);
