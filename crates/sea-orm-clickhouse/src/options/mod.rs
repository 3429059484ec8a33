//! [`ClickHouseConnectOptions`]: where the server is, who asks, and every limit of the connection.

mod parameter;
mod url;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::error::ClickHouseError;

/// Where the server is, who asks, and the limits of the pool and its queries.
///
/// Made from a URL, `clickhouse://user:password@host:port/database?option=value`; with TLS it starts with
/// `clickhouses://`. `http://` and `https://` mean the same two. The port is that of ClickHouse's
/// [HTTP interface](https://clickhouse.com/docs/interfaces/http): 8123, or 8443 with TLS, when the URL has none. User
/// and database are `default` when they are left out. Characters such as `@ : / # ? %` in user, password and database
/// are written percent-encoded.
///
/// | option | default | meaning |
/// |---|---|---|
/// | `max_connections` | 10 | connections in use at once |
/// | `acquire_timeout` | `30s` | waiting for a connection of the pool |
/// | `test_before_acquire` | `false` | ping a connection before it is handed out again |
/// | `connect_timeout` | `10s` | name resolution, TCP and TLS handshake together |
/// | `first_byte_timeout` | `300s` | from the last byte of the request to the first of the answer |
/// | `read_timeout` | `300s` | between two pieces of an answer |
/// | `query_timeout` | `none` | the whole query, from sending it to its last byte |
/// | `idle_timeout` | `2500ms` | an unused socket is closed, sooner than servers do (3 s on ClickHouse Cloud, 10 s before) |
/// | `client_name` | none | appended to the `User-Agent`, seen as `http_user_agent` in `system.query_log` |
/// | `cluster` | none | statements that define something (CREATE, ALTER, DROP and so on) run `ON CLUSTER` of this name, and migrations keep their log on it |
/// | `role` | none | role to use; may be repeated |
/// | `access_token` | none | JWT, sent instead of user and password |
/// | `ca_certificate` | none | path of a PEM file, trusted besides the system's certificates |
/// | `count_rows` | `true` | exact row counts of updates and deletes, at the price of one SELECT each |
/// | `mutations_sync` | by server | `0` does not wait for a mutation, `1` waits for this server, `2` for all replicas |
/// | `worker_id` | none | 0 to 1023, this process' own: its 64-bit keys are made without asking the server, see [`IdGenerator`](crate::IdGenerator) |
/// | `max_error_bytes` | 65536 | how much of an error answer is read |
/// | `skip_foreign_keys` | `false` | SeaORM's migrations leave out foreign keys, with a warning |
/// | `skip_unique_keys` | `false` | SeaORM's migrations leave out unique keys and indexes, with a warning |
/// | `setting.NAME` | none | a [setting](https://clickhouse.com/docs/operations/settings/settings) of every query, as `setting.max_threads=4` |
///
/// A duration is `500ms`, `5s`, `2m`, `1h` or a number of seconds; `none` switches `acquire_timeout`,
/// `first_byte_timeout`, `read_timeout`, `query_timeout` and `idle_timeout` off. An option that does not exist is an
/// error. A user with `readonly = 1` may not send settings; only those that were asked for are ever sent.
///
/// ```
/// use std::time::Duration;
/// use sea_orm_clickhouse::ClickHouseConnectOptions;
///
/// let mut options: ClickHouseConnectOptions =
///     "clickhouse://app:s%40fe@[::1]:8124/analytics?max_connections=4&setting.max_threads=2".parse()?;
/// options.read_timeout(Duration::from_secs(20)).client_name("report");
///
/// assert_eq!(options.get_host(), "::1");
/// assert_eq!(options.get_database(), "analytics");
/// assert_eq!(options.get_settings(), [("max_threads".to_owned(), "2".to_owned())]);
/// assert!(!format!("{options:?}").contains("s@fe"));
/// # Ok::<(), sea_orm_clickhouse::ClickHouseError>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ClickHouseConnectOptions {
    tls: bool,
    host: String,
    port: u16,
    user: String,
    password: String,
    access_token: Option<String>,
    database: String,
    roles: Vec<String>,
    client_name: Option<String>,
    cluster: Option<String>,
    ca_certificate: Option<PathBuf>,
    settings: Vec<(String, String)>,
    max_connections: u32,
    test_before_acquire: bool,
    acquire_timeout: Option<Duration>,
    connect_timeout: Duration,
    first_byte_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    query_timeout: Option<Duration>,
    idle_timeout: Option<Duration>,
    count_rows: bool,
    mutations_sync: Option<u8>,
    worker_id: Option<u16>,
    max_error_bytes: usize,
    skip_foreign_keys: bool,
    skip_unique_keys: bool,
}

impl Default for ClickHouseConnectOptions {
    fn default() -> Self {
        Self {
            tls: false,
            host: "localhost".to_owned(),
            port: 8123,
            user: "default".to_owned(),
            password: String::new(),
            access_token: None,
            database: "default".to_owned(),
            roles: Vec::new(),
            client_name: None,
            cluster: None,
            ca_certificate: None,
            settings: Vec::new(),
            max_connections: 10,
            test_before_acquire: false,
            acquire_timeout: Some(Duration::from_secs(30)),
            connect_timeout: Duration::from_secs(10),
            first_byte_timeout: Some(Duration::from_secs(300)),
            read_timeout: Some(Duration::from_secs(300)),
            query_timeout: None,
            idle_timeout: Some(Duration::from_millis(2500)),
            count_rows: true,
            mutations_sync: None,
            worker_id: None,
            max_error_bytes: 64 * 1024,
            skip_foreign_keys: false,
            skip_unique_keys: false,
        }
    }
}

/// A setter and its getter, which take and give the value as it is.
macro_rules! plain_option {
    ($(#[$doc:meta])* $field:ident, $get:ident, $type:ty) => {
        $(#[$doc])*
        pub fn $field(&mut self, value: $type) -> &mut Self {
            self.$field = value;
            self
        }

        #[doc = concat!("The value of [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        pub fn $get(&self) -> $type {
            self.$field
        }
    };
}

/// A setter and its getter for a limit that `None` switches off.
macro_rules! limit_option {
    ($(#[$doc:meta])* $field:ident, $get:ident) => {
        $(#[$doc])*
        ///
        /// `None` means no limit.
        pub fn $field(&mut self, value: impl Into<Option<Duration>>) -> &mut Self {
            self.$field = value.into();
            self
        }

        #[doc = concat!("The value of [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        pub fn $get(&self) -> Option<Duration> {
            self.$field
        }
    };
}

/// A setter and its getter for text.
macro_rules! text_option {
    ($(#[$doc:meta])* $field:ident, $get:ident) => {
        $(#[$doc])*
        pub fn $field(&mut self, value: impl Into<String>) -> &mut Self {
            self.$field = value.into();
            self
        }

        #[doc = concat!("The value of [`", stringify!($field), "`](Self::", stringify!($field), ").")]
        pub fn $get(&self) -> &str {
            &self.$field
        }
    };
}

impl ClickHouseConnectOptions {
    /// The options of a URL, as described [above](Self).
    pub fn new(url: impl AsRef<str>) -> Result<Self, ClickHouseError> {
        url::parse(url.as_ref())
    }

    plain_option!(
        /// Whether TLS is used. Does not change the port.
        tls, get_tls, bool
    );
    text_option!(
        /// Name or address of the server; an IPv6 address without brackets.
        host, get_host
    );
    plain_option!(
        /// Port of the server's HTTP interface.
        port, get_port, u16
    );
    text_option!(
        /// Name of the user.
        user, get_user
    );
    text_option!(
        /// Name of the database in which unqualified names are looked up.
        database, get_database
    );
    plain_option!(
        /// How many connections may be in use at once; at least 1.
        max_connections, get_max_connections, u32
    );
    plain_option!(
        /// Whether a connection is pinged before it is handed out again.
        test_before_acquire, get_test_before_acquire, bool
    );
    limit_option!(
        /// How long to wait for a connection when all are in use.
        acquire_timeout, get_acquire_timeout
    );
    plain_option!(
        /// How long name resolution, TCP and TLS handshake may take together.
        connect_timeout, get_connect_timeout, Duration
    );
    limit_option!(
        /// How long the server may take from the last byte of the request to the first of the answer.
        first_byte_timeout, get_first_byte_timeout
    );
    limit_option!(
        /// How long the server may pause between two pieces of an answer.
        read_timeout, get_read_timeout
    );
    limit_option!(
        /// How long a query may take from sending it to the last byte of its answer; the time in which the caller
        /// does not read counts too.
        query_timeout, get_query_timeout
    );
    limit_option!(
        /// After which time an unused socket is closed; to be shorter than the server's `keep_alive_timeout`.
        idle_timeout, get_idle_timeout
    );
    plain_option!(
        /// Whether updates and deletes report exact row counts, for which a SELECT runs before each.
        count_rows, get_count_rows, bool
    );
    plain_option!(
        /// The setting [`mutations_sync`](https://clickhouse.com/docs/operations/settings/settings#mutations_sync) of
        /// updates and deletes: 0, 1 or 2. `None` waits for all replicas where there are any, for this server else.
        mutations_sync, get_mutations_sync, Option<u8>
    );
    plain_option!(
        /// What sets this process apart from all others that make 64-bit keys, from 0 to 1023. `None` takes the
        /// environment variable `CLICKHOUSE_WORKER_ID`; without both the server makes the keys. See
        /// [`IdGenerator`](crate::IdGenerator).
        worker_id, get_worker_id, Option<u16>
    );
    plain_option!(
        /// How many bytes of an error answer are read at most.
        max_error_bytes, get_max_error_bytes, usize
    );
    plain_option!(
        /// Whether SeaORM's migrations leave out foreign keys, which ClickHouse does not have, with a warning. Else they are
        /// refused.
        skip_foreign_keys, get_skip_foreign_keys, bool
    );
    plain_option!(
        /// Whether SeaORM's migrations leave out unique keys and indexes, which ClickHouse does not have, with a warning. Else
        /// they are refused.
        skip_unique_keys, get_skip_unique_keys, bool
    );

    /// The password of the user; there is no getter.
    pub fn password(&mut self, value: impl Into<String>) -> &mut Self {
        self.password = value.into();
        self
    }

    /// A JWT that is sent instead of user and password; there is no getter.
    pub fn access_token(&mut self, value: impl Into<String>) -> &mut Self {
        self.access_token = Some(value.into());
        self
    }

    /// Adds a [role](https://clickhouse.com/docs/interfaces/http#setting-role-with-query-parameters) to use.
    pub fn role(&mut self, value: impl Into<String>) -> &mut Self {
        self.roles.push(value.into());
        self
    }

    /// The roles that were added.
    pub fn get_roles(&self) -> &[String] {
        &self.roles
    }

    /// The cluster on which statements run that define something, such as CREATE, ALTER, RENAME and DROP, and name none
    /// themselves. A table of a portable `Table::create()` is then a `ReplicatedMergeTree`.
    pub fn cluster(&mut self, name: impl Into<String>) -> &mut Self {
        self.cluster = Some(name.into());
        self
    }

    /// The value of [`cluster`](Self::cluster).
    pub fn get_cluster(&self) -> Option<&str> {
        self.cluster.as_deref()
    }

    /// A name for this program, appended to the `User-Agent`.
    pub fn client_name(&mut self, value: impl Into<String>) -> &mut Self {
        self.client_name = Some(value.into());
        self
    }

    /// The value of [`client_name`](Self::client_name).
    pub fn get_client_name(&self) -> Option<&str> {
        self.client_name.as_deref()
    }

    /// Path of a PEM file whose certificates are trusted besides the system's.
    pub fn ca_certificate(&mut self, value: impl Into<PathBuf>) -> &mut Self {
        self.ca_certificate = Some(value.into());
        self
    }

    /// The value of [`ca_certificate`](Self::ca_certificate).
    pub fn get_ca_certificate(&self) -> Option<&std::path::Path> {
        self.ca_certificate.as_deref()
    }

    /// Sets a [setting](https://clickhouse.com/docs/operations/settings/settings) for every query.
    ///
    /// Names that the HTTP interface reserves for itself (`query`, `database`, `param_...`, `compress`, ...) are
    /// refused when connecting.
    pub fn setting(&mut self, name: impl Into<String>, value: impl ToString) -> &mut Self {
        let name = name.into();
        self.settings.retain(|(known, _)| *known != name);
        self.settings.push((name, value.to_string()));
        self
    }

    /// The settings of every query, in the order in which they were given.
    pub fn get_settings(&self) -> &[(String, String)] {
        &self.settings
    }

    pub(crate) fn get_password(&self) -> &str {
        &self.password
    }

    pub(crate) fn get_access_token(&self) -> Option<&str> {
        self.access_token.as_deref()
    }

    /// `http://host:port`, which is what errors and traces show.
    pub(crate) fn endpoint(&self) -> String {
        let scheme = if self.tls { "https" } else { "http" };
        match self.host.contains(':') {
            true => format!("{scheme}://[{}]:{}", self.host, self.port),
            false => format!("{scheme}://{}:{}", self.host, self.port),
        }
    }

    /// What no setter can refuse by itself.
    pub(crate) fn check(&self) -> Result<(), ClickHouseError> {
        parameter::check(self)
    }
}

impl std::str::FromStr for ClickHouseConnectOptions {
    type Err = ClickHouseError;

    fn from_str(url: &str) -> Result<Self, Self::Err> {
        url::parse(url)
    }
}

impl TryFrom<&str> for ClickHouseConnectOptions {
    type Error = ClickHouseError;

    fn try_from(url: &str) -> Result<Self, Self::Error> {
        url::parse(url)
    }
}

impl TryFrom<String> for ClickHouseConnectOptions {
    type Error = ClickHouseError;

    fn try_from(url: String) -> Result<Self, Self::Error> {
        url::parse(&url)
    }
}

impl TryFrom<&String> for ClickHouseConnectOptions {
    type Error = ClickHouseError;

    fn try_from(url: &String) -> Result<Self, Self::Error> {
        url::parse(url)
    }
}

impl fmt::Debug for ClickHouseConnectOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClickHouseConnectOptions")
            .field("endpoint", &self.endpoint())
            .field("user", &self.user)
            .field("password", &"***")
            .field("access_token", &self.access_token.as_ref().map(|_| "***"))
            .field("database", &self.database)
            .field("roles", &self.roles)
            .field("client_name", &self.client_name)
            .field("ca_certificate", &self.ca_certificate)
            .field("settings", &self.settings)
            .field("max_connections", &self.max_connections)
            .field("test_before_acquire", &self.test_before_acquire)
            .field("acquire_timeout", &self.acquire_timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("first_byte_timeout", &self.first_byte_timeout)
            .field("read_timeout", &self.read_timeout)
            .field("query_timeout", &self.query_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("worker_id", &self.worker_id)
            .field("count_rows", &self.count_rows)
            .field("mutations_sync", &self.mutations_sync)
            .field("max_error_bytes", &self.max_error_bytes)
            .field("skip_foreign_keys", &self.skip_foreign_keys)
            .field("skip_unique_keys", &self.skip_unique_keys)
            .finish()
    }
}

#[cfg(test)]
mod tests;
