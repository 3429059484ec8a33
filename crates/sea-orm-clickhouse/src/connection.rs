use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use futures_util::future::BoxFuture;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, EntityTrait, ExecResult, ProxyExecResult, QueryResult, Statement,
    StatementBuilder, StreamTrait,
};
use sea_query::SelectStatement;
use sea_query_clickhouse::{
    ClickHouseSql, ClickHouseStatement, ServerVersion, Target, bind_placeholders, build_clickhouse,
    connection::cast_outputs, only_reads, split_statements,
};

use crate::{
    error::ClickHouseError,
    expectation::Expectation,
    id::Sequences,
    insert,
    mutation::{self, Change},
    native::{Resend, states_as_strings},
    options::ClickHouseConnectOptions,
    pool::Pool,
    registry::Registry,
    row::Rows,
    statement::Ast,
    stream::ClickHouseStream,
    table::{Tables, Types},
    transport::{Request, Summary},
};

/// The server reads this many bytes of a statement unless `max_query_size` says otherwise.
const DEFAULT_MAX_QUERY_SIZE: usize = 262_144;

/// Where connections begin.
#[derive(Clone, Copy, Debug)]
pub struct ClickHouse;

impl ClickHouse {
    /// Connects to a server: by a URL, or by [`ClickHouseConnectOptions`].
    ///
    /// One round trip asks the server for its version, and so finds a wrong address, user or database here.
    ///
    /// # Errors
    ///
    /// Options that cannot be used, a server that is not reached, a user or database that it refuses.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), sea_orm::DbErr> {
    /// use sea_orm_clickhouse::ClickHouse;
    ///
    /// let db = ClickHouse::connect("clickhouse://app:secret@127.0.0.1:8123/analytics").await?;
    /// db.ping().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connect<O>(options: O) -> Result<ClickHouseConnection, ClickHouseError>
    where
        O: TryInto<ClickHouseConnectOptions>,
        O::Error: Into<ClickHouseError>,
    {
        let pool = Pool::new(options.try_into().map_err(Into::into)?)?;
        let version = pool.server().await?.version;
        Ok(ClickHouseConnection {
            inner: Arc::new(Inner {
                pool,
                version,
                registry: Registry::default(),
                tables: Tables::default(),
                sequences: Sequences::default(),
                json_as_text: AtomicBool::new(false),
                flattened_dynamic: AtomicBool::new(false),
            }),
        })
    }
}

/// A pool of connections to a ClickHouse server, on which everything of SeaORM runs. Clones share the pool.
///
/// It implements [`ConnectionTrait`], [`StreamTrait`] and [`TransactionTrait`](sea_orm::TransactionTrait), takes
/// SeaORM's statements as syntax trees and reports [`DbBackend::MySql`], whose way of building statements is nearest.
#[derive(Clone)]
pub struct ClickHouseConnection {
    inner: Arc<Inner>,
}

struct Inner {
    pool: Pool,
    version: ServerVersion,
    registry: Registry,
    tables: Tables,
    sequences: Sequences,
    /// Whether a JSON column was met, which is read as text by a setting of the query.
    json_as_text: AtomicBool,
    flattened_dynamic: AtomicBool,
}

impl Inner {
    /// What tells whether every query asks for a form of a column.
    fn asks_for(&self, resend: Resend) -> Option<&AtomicBool> {
        match resend {
            Resend::JsonAsText => Some(&self.json_as_text),
            Resend::FlattenedDynamic => Some(&self.flattened_dynamic),
            Resend::StatesAsStrings => None,
        }
    }
}

impl ClickHouseConnection {
    /// Registers an entity: from now on its columns are read exactly as the types of its fields, on this connection
    /// and its clones. The derive `ClickHouseEntity` does it for every connection of the program.
    ///
    /// Without it a column is read by the type that the server reports, which may be another than the field's; SeaORM
    /// takes such a value under an `Option` for NULL.
    pub fn register<E: EntityTrait>(&self) -> &Self {
        self.inner.registry.register::<E>();
        self
    }

    /// Whether the server answers and accepts the user.
    ///
    /// # Errors
    ///
    /// When it does not.
    pub async fn ping(&self) -> Result<(), ClickHouseError> {
        self.inner.pool.ping().await
    }

    /// Closes the pool: what runs is finished, everything later is refused. Clones are closed with it.
    pub async fn close(&self) -> Result<(), ClickHouseError> {
        self.inner.pool.close();
        Ok(())
    }

    /// The version of the server, as it was when the connection was made.
    pub fn server_version(&self) -> ServerVersion {
        self.inner.version
    }

    /// The options of the connection.
    pub fn options(&self) -> &ClickHouseConnectOptions {
        self.inner.pool.options()
    }

    /// Runs a statement of this dialect that returns no rows, such as
    /// [`ClickHouseTable::create`](sea_query_clickhouse::ClickHouseTable::create).
    ///
    /// # Errors
    ///
    /// When the statement cannot be built for this server, or the server refuses it.
    pub async fn execute_clickhouse<S>(&self, statement: &S) -> Result<(), ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        let built = self.build(statement).await?;
        self.change(built).await.map(drop)
    }

    /// The rows of a statement of this dialect that returns some, such as
    /// [`Explain`](sea_query_clickhouse::statement::Explain), [`Show`](sea_query_clickhouse::statement::Show),
    /// [`Describe`](sea_query_clickhouse::statement::Describe) or
    /// [`Check`](sea_query_clickhouse::statement::Check).
    ///
    /// # Errors
    ///
    /// As [`execute_clickhouse`](Self::execute_clickhouse), and when a column is of a type that cannot be read.
    pub async fn query_clickhouse<S>(&self, statement: &S) -> Result<Vec<QueryResult>, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.rows(statement, Expectation::Unknown).await?.all().await
    }

    pub(crate) fn registry(&self) -> &Registry {
        &self.inner.registry
    }

    pub(crate) fn sequences(&self) -> &Sequences {
        &self.inner.sequences
    }

    /// Whether a statement writes when its rows are asked for.
    pub(crate) fn writes<S: StatementBuilder>(&self, statement: &S) -> bool {
        match Ast::of(statement) {
            Ast::Select(_) | Ast::With(_) => false,
            Ast::Foreign => !only_reads(&statement.build(&DbBackend::MySql).sql),
            _ => true,
        }
    }

    pub(crate) fn tables(&self) -> &Tables {
        &self.inner.tables
    }

    /// What statements are built for. SeaORM's UPDATE and DELETE without a condition mean all rows.
    pub(crate) fn target(&self) -> Target<'static> {
        Target::default()
            .version(self.inner.version)
            .unconditional_mutations()
    }

    /// What `build` makes for this server, whose values have the types of the columns that they meet. A table that
    /// such a column is of is described once.
    pub(crate) async fn with_types<T>(
        &self,
        build: impl Fn(&Target<'_>) -> Result<T, ClickHouseError>,
    ) -> Result<T, ClickHouseError> {
        let mut learned = Vec::new();
        loop {
            let missing = {
                let types = Types::new(&self.inner.tables, &learned);
                let built = build(&self.target().columns(&types));
                let missing = types.into_missing();
                if missing.is_empty() {
                    return built;
                }
                missing
            };
            for name in missing {
                let table = Tables::learn(self, &name).await?;
                learned.push((name, table));
            }
        }
    }

    /// Builds a statement with the types of the columns that its values meet.
    pub(crate) async fn build<S>(&self, statement: &S) -> Result<ClickHouseSql, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.with_types(|target| Ok(build_clickhouse(statement, target)?))
            .await
    }

    /// Builds a statement and reads its rows.
    pub(crate) async fn rows<S>(
        &self,
        statement: &S,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.try_rows(statement, &expectation)
            .await
            .map_err(|(error, _)| error)
    }

    /// As [`rows`](Self::rows); an error comes with what another statement could do about it.
    async fn try_rows<S>(
        &self,
        statement: &S,
        expectation: &Expectation,
    ) -> Result<Rows, (ClickHouseError, Option<Resend>)>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        let built = self.build(statement).await.map_err(|error| (error, None))?;
        match self.try_read(&built, expectation).await {
            // A type may have changed since its table was described.
            Err((error, None)) if is_about_types(&error) && only_reads(&built.sql) => {
                self.inner.tables.forget_all();
                let again = self.build(statement).await.map_err(|error| (error, None))?;
                if again == built {
                    return Err((error, None));
                }
                self.try_read(&again, expectation).await
            }
            rows => rows,
        }
    }

    /// Sends a statement that may change any table.
    async fn change(&self, built: ClickHouseSql) -> Result<Summary, ClickHouseError> {
        // Afterwards too, for what another task asked for meanwhile.
        let _forgotten = Forgotten::new(&self.inner.tables);
        self.write(built).await
    }

    /// Sends a statement that returns rows.
    pub(crate) async fn read(
        &self,
        built: &ClickHouseSql,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        self.try_read(built, &expectation)
            .await
            .map_err(|(error, _)| error)
    }

    /// As [`read`](Self::read); an error comes with what another statement could do about it.
    async fn try_read(
        &self,
        built: &ClickHouseSql,
        expectation: &Expectation,
    ) -> Result<Rows, (ClickHouseError, Option<Resend>)> {
        // Only the answer tells that a column is JSON or Dynamic; from then on every query asks for what can be read.
        let mut asked = 0;
        loop {
            let rows = self.read_once(built, expectation.clone()).await;
            let mut rows = rows.map_err(|error| (error, None))?;
            let Err(error) = rows.start().await else {
                return Ok(rows);
            };
            match rows.resend().and_then(|resend| self.inner.asks_for(resend)) {
                Some(asks) if asked < 2 => {
                    asked += 1;
                    asks.store(true, Ordering::Relaxed);
                }
                _ => return Err((error, rows.resend())),
            }
        }
    }

    /// Reads the rows of a SELECT; the states of aggregate functions as the bytes that they are.
    pub(crate) async fn read_select(
        &self,
        select: &SelectStatement,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        match self.try_rows(select, &expectation).await {
            Err((_, Some(Resend::StatesAsStrings))) => {
                let cast = self.states_as_strings(select).await?;
                self.rows(&cast, expectation).await
            }
            rows => rows.map_err(|(error, _)| error),
        }
    }

    /// The SELECT around another that casts its states.
    async fn states_as_strings(&self, select: &SelectStatement) -> Result<SelectStatement, ClickHouseError> {
        let described = Tables::describe_query(self, select).await?;
        let columns = &described.columns;
        for (i, column) in columns.iter().enumerate() {
            if columns.iter().skip(i + 1).any(|other| other.name == column.name) {
                return Err(ClickHouseError::unsupported(format!(
                    "the result has two columns `{}`, and states of aggregate functions, which are read by way of a \
                     query around it; give one of them another name",
                    column.name
                )));
            }
        }
        let casts: Vec<_> = columns
            .iter()
            .map(|column| states_as_strings(&column.data_type))
            .collect();
        let names = columns.iter().map(|column| column.name.as_str());
        Ok(cast_outputs(select, names.zip(casts.iter().map(Option::as_ref))))
    }

    async fn read_once(
        &self,
        built: &ClickHouseSql,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        refuse_format(built)?;
        refuse_totals(built)?;
        // A raw statement may write although rows are asked for; it must not be sent again then.
        let request_for = if only_reads(&built.sql) {
            Request::read
        } else {
            Request::write
        };
        let mut request = request(request_for(built.sql.clone()), built);
        request.format = Some("Native");
        if self.inner.json_as_text.load(Ordering::Relaxed) {
            request
                .settings
                .push(("output_format_native_write_json_as_string".into(), "1".into()));
            request
                .settings
                .push(("output_format_json_quote_64bit_integers".into(), "0".into()));
        }
        if self.inner.flattened_dynamic.load(Ordering::Relaxed) {
            let setting = "output_format_native_use_flattened_dynamic_and_json_serialization";
            request.settings.push((setting.into(), "1".into()));
        }
        if built.requirements.join_use_nulls {
            request.settings.push(("join_use_nulls".into(), "1".into()));
        }
        let response = self.inner.pool.send(request).await.map_err(|error| match error.name() {
            Some("READONLY") if built.requirements.join_use_nulls => ClickHouseError::unsupported(
                "an outer join needs the setting join_use_nulls = 1, which a user with readonly = 1 may not send; give \
                 the user readonly = 2, set join_use_nulls in the user's profile, or use an inner join",
            )
            .with_source(error),
            _ => error,
        })?;
        Ok(Rows::new(response, expectation))
    }

    /// Sends a statement that returns no rows, and waits for its end.
    pub(crate) async fn write(&self, built: ClickHouseSql) -> Result<Summary, ClickHouseError> {
        refuse_format(&built)?;
        let request = request(Request::write(built.sql.as_str()), &built);
        self.send_write(request).await
    }

    pub(crate) async fn send_write(&self, request: Request) -> Result<Summary, ClickHouseError> {
        let response = self.inner.pool.send(request).await?;
        let summary = response.summary;
        response.drain().await?;
        Ok(summary)
    }

    /// Reads the rows of a SELECT.
    pub(crate) async fn select(&self, select: &SelectStatement) -> Result<Rows, ClickHouseError> {
        self.read_select(select, Expectation::of_select(select, self.registry()))
            .await
    }

    pub(crate) fn raw(&self, statement: &Statement) -> Result<ClickHouseSql, ClickHouseError> {
        let values = statement.values.as_ref().map(|values| values.0.as_slice());
        Ok(match values {
            None | Some([]) => ClickHouseSql::raw(statement.sql.clone()),
            Some(values) => bind_placeholders(&statement.sql, values, &self.target())?,
        })
    }

    /// The rows of any statement.
    async fn rows_of<S: StatementBuilder>(&self, statement: &S) -> Result<Answer, ClickHouseError> {
        let change = match Ast::of(statement) {
            Ast::Select(select) => return self.select(select).await.map(|rows| Answer::Rows(Box::new(rows))),
            Ast::With(with) => {
                return self
                    .rows(with, Expectation::Unknown)
                    .await
                    .map(|rows| Answer::Rows(Box::new(rows)));
            }
            Ast::Insert(insert) => {
                return insert::run(self, insert)
                    .await
                    .map(|inserted| Answer::Ready(inserted.rows));
            }
            Ast::Update(update) => Change::update(self, update).await?,
            Ast::Delete(delete) => Change::delete(self, delete).await?,
            Ast::Foreign => {
                let built = self.raw(&statement.build(&DbBackend::MySql))?;
                return self
                    .read(&built, Expectation::Unknown)
                    .await
                    .map(|rows| Answer::Rows(Box::new(rows)));
            }
            _ => {
                self.run(statement).await?;
                return Ok(Answer::Ready(Vec::new()));
            }
        };
        mutation::run_returning(self, change).await.map(Answer::Ready)
    }

    /// Runs any statement for its effect; the number of rows that it reached.
    async fn run<S: StatementBuilder>(&self, statement: &S) -> Result<u64, ClickHouseError> {
        let built = match Ast::of(statement) {
            Ast::Insert(insert) => return Ok(insert::run(self, insert).await?.count),
            Ast::Update(update) => return mutation::run(self, Change::update(self, update).await?).await,
            Ast::Delete(delete) => return mutation::run(self, Change::delete(self, delete).await?).await,
            Ast::Select(select) => self.build(select).await?,
            Ast::With(with) => self.build(with).await?,
            Ast::CreateTable(create) => self.build(create).await?,
            Ast::DropTable(drop) => self.build(drop).await?,
            Ast::TruncateTable(truncate) => self.build(truncate).await?,
            Ast::AlterTable(alter) => self.build(alter).await?,
            Ast::RenameTable(rename) => self.build(rename).await?,
            Ast::Refused(sentence) => return Err(ClickHouseError::build(sentence)),
            Ast::Foreign => self.raw(&statement.build(&DbBackend::MySql))?,
        };
        Ok(self.change(built).await?.written_rows)
    }
}

/// Forgets the tables now and when it is dropped.
struct Forgotten<'a>(&'a Tables);

impl<'a> Forgotten<'a> {
    fn new(tables: &'a Tables) -> Self {
        tables.forget_all();
        Self(tables)
    }
}

impl Drop for Forgotten<'_> {
    fn drop(&mut self) {
        self.0.forget_all();
    }
}

/// Whether the server refused a value because of the type that it was given.
fn is_about_types(error: &ClickHouseError) -> bool {
    matches!(
        error.name(),
        Some(
            "NO_COMMON_TYPE"
                | "TYPE_MISMATCH"
                | "ILLEGAL_TYPE_OF_ARGUMENT"
                | "CANNOT_CONVERT_TYPE"
                | "DECIMAL_OVERFLOW"
                | "TOO_LARGE_STRING_SIZE"
                | "CANNOT_PARSE_TEXT"
                | "CANNOT_PARSE_UUID"
                | "CANNOT_PARSE_IPV4"
                | "CANNOT_PARSE_IPV6"
        )
    )
}

/// Rows that arrive, or that are there already.
enum Answer {
    Rows(Box<Rows>),
    Ready(Vec<QueryResult>),
}

/// The request of a built statement.
pub(crate) fn request(mut request: Request, built: &ClickHouseSql) -> Request {
    request.params = built
        .parameters
        .iter()
        .map(|parameter| (parameter.name.to_string(), parameter.text.clone()))
        .collect();
    if request.data.is_none() && built.sql.len() >= DEFAULT_MAX_QUERY_SIZE {
        request
            .settings
            .push(("max_query_size".into(), (built.sql.len() + 1).to_string()));
    }
    request
}

/// The connection reads and writes rows in a format of its own choice.
fn refuse_format(built: &ClickHouseSql) -> Result<(), ClickHouseError> {
    match &built.requirements.format {
        None => Ok(()),
        Some(format) => Err(ClickHouseError::unsupported(format!(
            "FORMAT {format}: a connection reads and writes rows in the Native format; drop the clause, and for rows as \
             bytes of another format use the official client (`db.client()`, feature `client`)"
        ))),
    }
}

/// The server leaves the row of totals out of the Native format, without a word.
fn refuse_totals(built: &ClickHouseSql) -> Result<(), ClickHouseError> {
    if built.requirements.totals {
        return Err(ClickHouseError::unsupported(
            "WITH TOTALS: a connection reads rows in the Native format, in which the server does not send the totals; use \
             WITH ROLLUP, WITH CUBE or GROUPING SETS, whose totals are rows of the result",
        ));
    }
    Ok(())
}

fn executed(rows_affected: u64) -> ExecResult {
    ProxyExecResult::new(0, rows_affected).into()
}

#[async_trait::async_trait]
impl ConnectionTrait for ClickHouseConnection {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let run = async {
            let built = self.raw(&statement)?;
            self.change(built).await
        };
        let summary = run.await.map_err(ClickHouseError::into_exec_err)?;
        Ok(executed(summary.written_rows))
    }

    async fn execute<S: StatementBuilder>(&self, statement: &S) -> Result<ExecResult, DbErr> {
        self.run(statement)
            .await
            .map(executed)
            .map_err(ClickHouseError::into_exec_err)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut written = 0;
        for statement in split_statements(sql) {
            let summary = self.change(ClickHouseSql::raw(statement)).await;
            written += summary.map_err(ClickHouseError::into_exec_err)?.written_rows;
        }
        Ok(executed(written))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
        Ok(rows.one().await?.map(|(plan, values)| plan.query_result(values)))
    }

    async fn query_one<S: StatementBuilder>(&self, statement: &S) -> Result<Option<QueryResult>, DbErr> {
        Ok(match self.rows_of(statement).await? {
            Answer::Rows(rows) => rows.one().await?.map(|(plan, values)| plan.query_result(values)),
            Answer::Ready(rows) => rows.into_iter().next(),
        })
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
        Ok(rows.all().await?)
    }

    async fn query_all<S: StatementBuilder>(&self, statement: &S) -> Result<Vec<QueryResult>, DbErr> {
        Ok(match self.rows_of(statement).await? {
            Answer::Rows(rows) => rows.all().await?,
            Answer::Ready(rows) => rows,
        })
    }

    /// INSERT is answered from the inserted values, UPDATE and DELETE from one SELECT before the mutation.
    fn support_returning(&self) -> bool {
        true
    }
}

impl StreamTrait for ClickHouseConnection {
    type Stream<'a> = ClickHouseStream;

    fn get_database_backend(&self) -> DbBackend {
        DbBackend::MySql
    }

    fn stream_raw<'a>(&'a self, statement: Statement) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        Box::pin(async move {
            let rows = self.read(&self.raw(&statement)?, Expectation::Unknown).await?;
            Ok(ClickHouseStream::new(rows))
        })
    }

    fn stream<'a, S: StatementBuilder + Sync>(
        &'a self,
        statement: &S,
    ) -> BoxFuture<'a, Result<Self::Stream<'a>, DbErr>> {
        // The future outlives the statement.
        let rows: BoxFuture<'a, Result<Rows, ClickHouseError>> = match Ast::of(statement) {
            Ast::Select(select) => {
                let select = select.clone();
                Box::pin(async move { self.select(&select).await })
            }
            Ast::With(with) => {
                let with = with.clone();
                Box::pin(async move { self.rows(&with, Expectation::Unknown).await })
            }
            Ast::Foreign => {
                let built = self.raw(&statement.build(&DbBackend::MySql));
                Box::pin(async move { self.read(&built?, Expectation::Unknown).await })
            }
            _ => {
                let refused = ClickHouseError::unsupported(
                    "a stream is of the rows of a SELECT; run other statements by `exec`",
                );
                Box::pin(async move { Err(refused) })
            }
        };
        Box::pin(async move { Ok(ClickHouseStream::new(rows.await?)) })
    }
}

impl fmt::Debug for ClickHouseConnection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseConnection")
            .field("endpoint", &self.inner.pool.endpoint())
            .field("version", &self.inner.version)
            .field("pool", &self.inner.pool.status())
            .finish_non_exhaustive()
    }
}
