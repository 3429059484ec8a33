use sea_query::Expr;

use super::{Secret, argument::Argument, definition::Definition};
use crate::error::BuildError;

/// `Remote(addresses, database, table[, user, password][, sharding_key])` or `RemoteSecure(...)`: a table of other servers,
/// without a cluster in the configuration.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/remote>.
///
/// ```
/// use sea_query_clickhouse::{engine::Remote, prelude::*};
///
/// let engine = Remote::new("node{1..3}:9440", "analytics", "event").login("reader", "letmein").secure();
/// assert!(!format!("{engine:?}").contains("letmein"));
/// assert_eq!(
///     ClickHouseTable::create("event_all").as_table("event").engine(engine).to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_all` AS `event` \
///      ENGINE = RemoteSecure('node{1..3}:9440', 'analytics', 'event', 'reader', 'letmein')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Remote {
    addresses: String,
    database: String,
    table: String,
    login: Option<(String, Secret)>,
    sharding_key: Option<Expr>,
    secure: bool,
}

impl Remote {
    /// A table of the servers at `host[:port]`; several with `,`, their replicas with `|`, both also in `{}`.
    pub fn new(addresses: impl Into<String>, database: impl Into<String>, table: impl Into<String>) -> Self {
        Self {
            addresses: addresses.into(),
            database: database.into(),
            table: table.into(),
            login: None,
            sharding_key: None,
            secure: false,
        }
    }

    /// The user and its password; without, `default` and none.
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.login = Some((user.into(), Secret::new(password.into())));
        self
    }

    /// `RemoteSecure`: over TLS.
    pub fn secure(mut self) -> Self {
        self.secure = true;
        self
    }

    setters! {
        /// An integer by which inserted rows are spread over the servers.
        sharding_key(expr: impl Into<Expr>) => sharding_key = Some(expr.into());
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let mut definition = Definition::new(if self.secure { "RemoteSecure" } else { "Remote" })
            .required("the address", &self.addresses)?
            .required("the database", &self.database)?
            .required("the table", &self.table)?;
        if let Some((user, password)) = &self.login {
            definition = definition.required("the user", user)?.secret(password);
        }
        Ok(match &self.sharding_key {
            Some(key) => definition.arg(Argument::expr(key.clone())),
            None => definition,
        })
    }
}

/// `ArrowFlight(address, dataset[, user, password])`: a data set of a server of Apache Arrow Flight.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/arrowflight>.
///
/// ```
/// use sea_query_clickhouse::{engine::ArrowFlight, prelude::*};
///
/// let engine = ArrowFlight::new("flight:8815", "event").login("reader", "letmein");
/// assert!(!format!("{engine:?}").contains("letmein"));
/// let table = ClickHouseTable::create("event").col(ClickHouseColumnDef::new("id", DataType::UInt64)).engine(engine);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`id` UInt64) ENGINE = ArrowFlight('flight:8815', 'event', 'reader', 'letmein')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrowFlight {
    address: String,
    dataset: String,
    login: Option<(String, Secret)>,
}

impl ArrowFlight {
    /// A data set of the server at `host[:port]`; the port is 8815 by default.
    pub fn new(address: impl Into<String>, dataset: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            dataset: dataset.into(),
            login: None,
        }
    }

    /// The user and its password.
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.login = Some((user.into(), Secret::new(password.into())));
        self
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("ArrowFlight")
            .required("the address", &self.address)?
            .required("the data set", &self.dataset)?;
        match &self.login {
            Some((user, password)) => Ok(definition.required("the user", user)?.secret(password)),
            None => Ok(definition),
        }
    }
}

/// `YTsaurus(proxy, path, token)`: a table of a YTsaurus cluster. It needs the setting
/// `allow_experimental_ytsaurus_table_engine`.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/ytsaurus>.
///
/// ```
/// use sea_query_clickhouse::{engine::YtSaurus, prelude::*};
///
/// let engine = YtSaurus::new("http://yt:8000", "//home/event", "letmein");
/// assert!(!format!("{engine:?}").contains("letmein"));
/// let table = ClickHouseTable::create("event").col(ClickHouseColumnDef::new("id", DataType::UInt64)).engine(engine);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event` (`id` UInt64) ENGINE = YTsaurus('http://yt:8000', '//home/event', 'letmein')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YtSaurus {
    proxy: String,
    path: String,
    token: Secret,
}

impl YtSaurus {
    /// The table at a path of the cluster behind an HTTP proxy, with an OAuth token.
    pub fn new(proxy: impl Into<String>, path: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            proxy: proxy.into(),
            path: path.into(),
            token: Secret::new(token.into()),
        }
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Ok(Definition::new("YTsaurus")
            .required("the address", &self.proxy)?
            .required("the path", &self.path)?
            .secret(&self.token))
    }
}
