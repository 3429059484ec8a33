use sea_query::{DynIden, Expr, Func, IntoIden, SelectStatement, TableRef, Value};

use crate::clause::Clause;

/// A table function: a table that is made where it is named, in FROM, JOIN and INSERT INTO FUNCTION.
///
/// The constructors take what a function cannot do without; what follows by position is added by [`arg`](Self::arg), in
/// the order of the documentation. Arguments that are constants are written into the SQL, passwords too.
///
/// Source: <https://clickhouse.com/docs/sql-reference/table-functions>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, query::TableFunction};
///
/// let query = Query::select().column("number").from(TableFunction::numbers(3).alias("n")).to_owned();
/// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT `number` FROM numbers(3) AS `n`");
///
/// let mut insert = Query::insert();
/// insert
///     .into_table(TableFunction::file("out.csv").arg("CSV").arg("id UInt64"))
///     .columns(["id"])
///     .values_panic([7.into()]);
/// assert_eq!(
///     insert.to_string(ClickHouseQueryBuilder),
///     "INSERT INTO FUNCTION file('out.csv', 'CSV', 'id UInt64') (`id`) VALUES (7)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableFunction {
    /// Of a parametrised view, its database where it is another.
    view: Option<Option<String>>,
    name: String,
    args: Vec<Expr>,
    alias: DynIden,
}

macro_rules! of_constants {
    ($($(#[$doc:meta])* $method:ident($($arg:ident),*) => $name:literal;)*) => {
        $($(#[$doc])*
        pub fn $method($($arg: impl Into<String>),*) -> Self {
            Self::new($name)$(.arg($arg.into()))*
        })*
    };
}

impl TableFunction {
    /// A function by its name; the way to those that have no constructor here.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            view: None,
            name: name.into(),
            args: Vec::new(),
            alias: "".into_iden(),
        }
    }

    /// The next argument, a constant.
    pub fn arg(mut self, value: impl Into<Value>) -> Self {
        self.args.push(Expr::Constant(value.into()));
        self
    }

    /// The next argument, an expression: the column of a table, another function.
    pub fn arg_expr(mut self, expr: impl Into<Expr>) -> Self {
        self.args.push(expr.into());
        self
    }

    /// The next argument, a query; `view(SELECT ...)` takes one.
    pub fn arg_query(mut self, query: SelectStatement) -> Self {
        self.args.push(Clause::Query(Box::new(query)).into_expr());
        self
    }

    /// The next argument, a table of a database.
    pub fn arg_table(self, database: impl IntoIden, table: impl IntoIden) -> Self {
        self.arg_expr(Expr::col((database.into_iden(), table.into_iden())))
    }

    /// The next argument, another table function.
    pub fn arg_function(self, function: Self) -> Self {
        let call = function.into_call();
        self.arg_expr(call)
    }

    /// The next argument, a name alone: that of a named collection.
    pub fn arg_name(self, name: impl IntoIden) -> Self {
        self.arg_expr(Expr::col(name.into_iden()))
    }

    /// The next argument, `name = value`: of a parametrised view, or in place of what a named collection says.
    pub fn named(self, name: impl Into<String>, value: impl Into<Expr>) -> Self {
        self.arg_expr(Clause::Named(name.into(), value.into()).into_expr())
    }

    /// The next argument, `headers('name' = 'value', ...)`, for `url`, `s3` and their kin.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let feed = TableFunction::url("https://example.com/a.csv").arg("CSV").headers([("Accept", "text/csv")]);
    /// assert_eq!(
    ///     Query::select().column(sea_query::Asterisk).from(feed).to_string(ClickHouseQueryBuilder),
    ///     "SELECT * FROM url('https://example.com/a.csv', 'CSV', headers('Accept' = 'text/csv'))"
    /// );
    /// ```
    pub fn headers<N, V>(self, headers: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<String>,
    {
        let constant = |text: String| Expr::Constant(text.into());
        let pairs = headers.into_iter().map(|(name, value)| {
            sea_query::ExprTrait::binary(
                constant(name.into()),
                sea_query::BinOper::Equal,
                constant(value.into()),
            )
        });
        let call = Func::cust("headers").args(pairs);
        self.arg_expr(call)
    }

    /// `AS name`
    pub fn alias(mut self, name: impl IntoIden) -> Self {
        self.alias = name.into_iden();
        self
    }

    /// `numbers(count)`: the column `number` with 0, 1, ... below `count`.
    pub fn numbers(count: u64) -> Self {
        Self::new("numbers").arg(count)
    }

    /// `numbers(first, count, step)`: the column `number` with `count` numbers from `first` on, of which every `step`th
    /// stays.
    pub fn numbers_from(first: u64, count: u64, step: u64) -> Self {
        Self::new("numbers").arg(first).arg(count).arg(step)
    }

    /// `numbers_mt(count)`: as [`numbers`](Self::numbers), by several threads and so in no order.
    pub fn numbers_mt(count: u64) -> Self {
        Self::new("numbers_mt").arg(count)
    }

    /// `zeros(count)`: the column `zero` with as many zeros.
    pub fn zeros(count: u64) -> Self {
        Self::new("zeros").arg(count)
    }

    /// `generate_series(first, last, step)`: the column `generate_series`, up to and with `last`.
    pub fn generate_series(first: u64, last: u64, step: u64) -> Self {
        Self::new("generate_series").arg(first).arg(last).arg(step)
    }

    /// `values(structure, rows...)`: rows that stand in the query.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let rows = TableFunction::values("id UInt8, name String", [(1, "a"), (2, "b")]);
    /// assert_eq!(
    ///     Query::select().column("name").from(rows).to_string(ClickHouseQueryBuilder),
    ///     "SELECT `name` FROM values('id UInt8, name String', (1, 'a'), (2, 'b'))"
    /// );
    /// ```
    pub fn values<R: sea_query::IntoValueTuple>(
        structure: impl Into<String>,
        rows: impl IntoIterator<Item = R>,
    ) -> Self {
        let function = Self::new("values").arg(structure.into());
        rows.into_iter().fold(function, |function, row| {
            let cells = row.into_value_tuple().into_iter().map(Expr::Constant).collect();
            function.arg_expr(Expr::Tuple(cells))
        })
    }

    /// `view(SELECT ...)`: the rows of a query, as an argument of `cluster` and `remote` too.
    pub fn view(query: SelectStatement) -> Self {
        Self::new("view").arg_query(query)
    }

    /// A parametrised view, whose parameters are given by [`named`](Self::named).
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/create/view#parameterized-view>.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, query::TableFunction};
    ///
    /// let view = TableFunction::parametrized_view("by_port").named("port", 53);
    /// assert_eq!(
    ///     Query::select().column("id").from(view).to_string(ClickHouseQueryBuilder),
    ///     "SELECT `id` FROM by_port(port = 53)"
    /// );
    /// ```
    pub fn parametrized_view(name: impl IntoIden) -> Self {
        Self {
            view: Some(None),
            ..Self::new(name.into_iden().to_string())
        }
    }

    /// As [`parametrized_view`](Self::parametrized_view), of another database.
    pub fn parametrized_view_of(database: impl IntoIden, name: impl IntoIden) -> Self {
        Self {
            view: Some(Some(database.into_iden().to_string())),
            ..Self::new(name.into_iden().to_string())
        }
    }

    /// `cluster(name, database, table)`: all shards of a cluster, one replica of each.
    pub fn cluster(name: impl Into<String>, database: impl IntoIden, table: impl IntoIden) -> Self {
        Self::new("cluster").arg(name.into()).arg_table(database, table)
    }

    /// `clusterAllReplicas(name, database, table)`: all shards of a cluster, and all replicas.
    pub fn cluster_all_replicas(
        name: impl Into<String>,
        database: impl IntoIden,
        table: impl IntoIden,
    ) -> Self {
        Self::new("clusterAllReplicas")
            .arg(name.into())
            .arg_table(database, table)
    }

    /// `remote(addresses, database, table)`: a table of other servers; user, password and sharding key follow by
    /// [`arg`](Self::arg).
    pub fn remote(addresses: impl Into<String>, database: impl IntoIden, table: impl IntoIden) -> Self {
        Self::new("remote")
            .arg(addresses.into())
            .arg_table(database, table)
    }

    /// `remoteSecure(addresses, database, table)`: as [`remote`](Self::remote), by TLS.
    pub fn remote_secure(
        addresses: impl Into<String>,
        database: impl IntoIden,
        table: impl IntoIden,
    ) -> Self {
        Self::new("remoteSecure")
            .arg(addresses.into())
            .arg_table(database, table)
    }

    /// `loop(database, table)`: the table again and again; needs a LIMIT.
    pub fn loop_(database: impl IntoIden, table: impl IntoIden) -> Self {
        Self::new("loop").arg_table(database, table)
    }

    of_constants! {
        /// `generateRandom(structure)`: endless random rows; seed and lengths follow.
        generate_random(structure) => "generateRandom";
        /// `null(structure)`: takes and forgets rows.
        null(structure) => "null";
        /// `input(structure)`: the rows that an INSERT sends, for its SELECT.
        input(structure) => "input";
        /// `merge(database, tables)`: the tables whose names have a match of a regular expression.
        merge(database, tables) => "merge";
        /// `format(format, data)`: data of a format that stands in the query.
        format(format, data) => "format";
        /// `dictionary(name)`: the rows of a dictionary.
        dictionary(name) => "dictionary";
        /// `executable(script, format, structure)`: what a script writes; queries for its input follow.
        executable(script, format, structure) => "executable";
        /// `file(path)`: a file of the server; format, structure and compression follow.
        file(path) => "file";
        /// `fileCluster(cluster, path)`: files of the servers of a cluster; format and structure follow.
        file_cluster(cluster, path) => "fileCluster";
        /// `url(url)`: a file of a web server; format, structure and headers follow.
        url(url) => "url";
        /// `urlCluster(cluster, url)`: files of a web server, read by a cluster; format and structure follow.
        url_cluster(cluster, url) => "urlCluster";
        /// `s3(url)`: files of Amazon S3 and its kin; keys, format, structure and compression follow.
        s3(url) => "s3";
        /// `s3Cluster(cluster, url)`: files of S3, read by a cluster; keys, format and structure follow.
        s3_cluster(cluster, url) => "s3Cluster";
        /// `gcs(url)`: files of Google Cloud Storage; keys, format and structure follow.
        gcs(url) => "gcs";
        /// `azureBlobStorage(connection, container, path)`: files of Azure; account, key, format and structure follow.
        azure_blob_storage(connection, container, path) => "azureBlobStorage";
        /// `hdfs(uri, format, structure)`: files of Hadoop.
        hdfs(uri, format, structure) => "hdfs";
        /// `iceberg(url)`: an Apache Iceberg table of S3; keys follow.
        iceberg(url) => "iceberg";
        /// `deltaLake(url)`: a Delta Lake table of S3; keys follow.
        delta_lake(url) => "deltaLake";
        /// `hudi(url)`: an Apache Hudi table of S3; keys follow.
        hudi(url) => "hudi";
        /// `mysql(address, database, table, user, password)`
        mysql(address, database, table, user, password) => "mysql";
        /// `postgresql(address, database, table, user, password)`; the schema follows.
        postgresql(address, database, table, user, password) => "postgresql";
        /// `mongodb(address, database, collection, user, password, structure)`
        mongodb(address, database, collection, user, password, structure) => "mongodb";
        /// `redis(address, key, structure)`; database, password and pool size follow.
        redis(address, key, structure) => "redis";
        /// `sqlite(path, table)`
        sqlite(path, table) => "sqlite";
        /// `odbc(connection, database, table)`
        odbc(connection, database, table) => "odbc";
        /// `jdbc(datasource, database, table)`
        jdbc(datasource, database, table) => "jdbc";
        /// `mergeTreeIndex(database, table)`: the marks and primary index of a MergeTree table.
        merge_tree_index(database, table) => "mergeTreeIndex";
        /// `mergeTreeProjection(database, table, projection)`: the rows of a projection.
        merge_tree_projection(database, table, projection) => "mergeTreeProjection";
    }

    fn into_call(self) -> sea_query::FunctionCall {
        match self.view {
            Some(database) => Clause::View(database, self.name, self.args).into_call(),
            None => Func::cust(self.name).args(self.args),
        }
    }
}

impl From<TableFunction> for TableRef {
    fn from(function: TableFunction) -> Self {
        let alias = function.alias.clone();
        Self::FunctionCall(function.into_call(), alias)
    }
}
