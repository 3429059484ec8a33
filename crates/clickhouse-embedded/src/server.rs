//! A running server.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tempfile::TempDir;
use tokio::net::TcpStream;

use crate::builder::ServerBuilder;
use crate::config::{self, Config, Files};
use crate::engine::Engine;
use crate::error::{EmbeddedError, Kind};
use crate::http::{self, Credentials};
use crate::launcher::{self, Launch};
use crate::log;
use crate::process::Process;

/// The query that keeps the engine serving until it is cancelled.
const KEEP_LISTENING: &str = "SYSTEM START LISTEN HTTP; SYSTEM START LISTEN TCP; \
    SELECT sleepEachRow(3) FROM system.numbers \
    SETTINGS max_block_size=1, function_sleep_max_microseconds_per_block=0 FORMAT Null";
const KEEP_LISTENING_ID: &str = "embedded-listener";
const STOP_LISTENING: &str = "KILL QUERY WHERE query_id = 'embedded-listener' ASYNC";

const STOP_TIMEOUT: Duration = Duration::from_secs(10);
const PORT_ATTEMPTS: u32 = 5;

/// A ClickHouse server in a child process.
///
/// Dropping it kills the process, also without a runtime; the data of MergeTree tables survives that. Use
/// [`stop`](Self::stop) to let the server finish its background writes and log tables. The process also ends when this
/// one dies, however it dies, and the temporary folder goes with it.
pub struct EmbeddedServer {
    // Declared, and so dropped, before the folder that it writes to.
    process: Process,
    runtime: TempDir,
    data_dir: PathBuf,
    ports: Ports,
    password: String,
}

#[derive(Clone, Copy)]
struct Ports {
    http: u16,
    tcp: u16,
}

impl EmbeddedServer {
    /// The choices for a server, which [`ServerBuilder::start`] starts.
    pub fn builder() -> ServerBuilder {
        ServerBuilder::new()
    }

    pub(crate) async fn start(options: ServerBuilder, password: String) -> Result<Self, EmbeddedError> {
        let library = match &options.library {
            Some(path) if path.is_file() => {
                std::path::absolute(path).map_err(EmbeddedError::io("find the library", path))?
            }
            Some(path) => {
                return Err(Kind::MissingLibrary {
                    path: path.clone(),
                    origin: "`library`",
                }
                .into());
            }
            None => match tokio::task::spawn_blocking(Engine::locate).await {
                Ok(located) => located?,
                Err(_) => return Err(Kind::NotInstalled.into()),
            },
        };
        let mut attempt = 1;
        loop {
            // Between choosing a free port and listening on it somebody else can take it.
            match Self::start_once(&options, &library, &password).await {
                Err(error) if error.is_port_in_use() && attempt < PORT_ATTEMPTS => {
                    let requested = [options.http_port, options.tcp_port];
                    if requested
                        .into_iter()
                        .flatten()
                        .any(|port| TcpListener::bind(loopback(port)).is_err())
                    {
                        return Err(error);
                    }
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    async fn start_once(
        options: &ServerBuilder,
        library: &Path,
        password: &str,
    ) -> Result<Self, EmbeddedError> {
        let folder = std::env::temp_dir();
        let runtime = tempfile::Builder::new()
            .prefix("clickhouse-embedded-")
            .permissions(fs::Permissions::from_mode(0o700))
            .tempdir_in(&folder)
            .map_err(EmbeddedError::io("create a folder in", &folder))?;
        let data_dir = prepare_data_dir(options.data_dir.as_deref(), runtime.path())?;
        let lock = data_dir.join("embedded.lock");
        prepare_data(&data_dir, &lock)?;
        let files = Config {
            password,
            users: &options.users,
            settings: &options.settings,
            server_overlays: &options.server_overlays,
            users_overlays: &options.users_overlays,
        }
        .write(runtime.path())?;

        let ports = Ports::choose(options.http_port, options.tcp_port)?;
        let child = Launch {
            library,
            lock: &lock,
            runtime: runtime.path(),
            working_dir: &files.working_dir,
            output: &files.output,
            arguments: arguments(&data_dir, &files, ports),
        }
        .spawn()?;
        let mut server = Self {
            process: Process::new(child),
            runtime,
            data_dir,
            ports,
            password: password.to_owned(),
        };
        let secrets = || {
            options
                .users
                .iter()
                .map(|(_, secret)| secret.as_str())
                .chain([password])
        };
        match server.ready(options.start_timeout).await {
            Ready::Yes => Ok(server),
            Ready::Ended(status) => {
                let log = log::block(log::tail(&files.output), secrets());
                Err(why_ended(status, log, library, &server))
            }
            Ready::Late(answer) => {
                let text = [log::tail(&files.output), log::tail(&files.log), answer]
                    .join("\n")
                    .trim()
                    .to_owned();
                let after = options.start_timeout;
                Err(Kind::Timeout {
                    after,
                    log: log::block(text, secrets()),
                }
                .into())
            }
        }
    }

    /// `clickhouse://app:PASSWORD@127.0.0.1:PORT/default`: contains the password, percent-encoded.
    pub fn url(&self) -> String {
        let password = utf8_percent_encode(&self.password, NON_ALPHANUMERIC);
        format!(
            "clickhouse://{}:{password}@127.0.0.1:{}/default",
            config::APP,
            self.ports.http
        )
    }

    /// The port of the HTTP interface on 127.0.0.1.
    pub fn http_port(&self) -> u16 {
        self.ports.http
    }

    /// The port of the native protocol on 127.0.0.1.
    pub fn tcp_port(&self) -> u16 {
        self.ports.tcp
    }

    /// The user with full access that the server is made for: `app`.
    pub fn user(&self) -> &str {
        config::APP
    }

    /// The password of [`user`](Self::user).
    pub fn password(&self) -> &str {
        &self.password
    }

    /// The folder with the data: the given one or the temporary one.
    pub fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The file to which the server logs; it goes with the server.
    pub fn log_file(&self) -> PathBuf {
        self.runtime.path().join("server.log")
    }

    /// The id of the server's process.
    pub fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// Whether the process runs still; it ends by itself only when it is killed from outside or crashes.
    pub fn is_running(&mut self) -> bool {
        self.process.ended().is_none()
    }

    /// Stops the server and waits until it is gone: it ends its queries, flushes its log tables and exits. One that does
    /// not within 10 seconds is killed.
    ///
    /// # Errors
    ///
    /// When the temporary folder cannot be removed.
    pub async fn stop(mut self) -> Result<(), EmbeddedError> {
        let who = Credentials {
            user: config::APP,
            password: &self.password,
        };
        let answer = http::query(self.ports.http, &who, STOP_LISTENING).await;
        // Killing is left to the drop of the process.
        let _ended =
            answer.is_some_and(|answer| answer.status == 200) && self.process.ends_within(STOP_TIMEOUT).await;
        drop(self.process);
        let path = self.runtime.path().to_owned();
        self.runtime.close().map_err(EmbeddedError::io("remove", &path))
    }

    async fn ready(&mut self, limit: Duration) -> Ready {
        let start = Instant::now();
        let mut last = String::new();
        loop {
            if let Some(status) = self.process.ended() {
                return Ready::Ended(status);
            }
            let Some(left) = limit.checked_sub(start.elapsed()) else {
                return Ready::Late(last);
            };
            match tokio::time::timeout(left, self.answers()).await {
                Ok(Ok(())) => return Ready::Yes,
                Ok(Err(answer)) => last = answer,
                Err(_) => return Ready::Late(last),
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// The answer to a query, where it is not the expected one.
    async fn answers(&self) -> Result<(), String> {
        if http::ping(self.ports.http)
            .await
            .is_none_or(|answer| answer.status != 200)
        {
            return Err(String::new());
        }
        if TcpStream::connect(loopback(self.ports.tcp)).await.is_err() {
            return Err("the native protocol's port is closed".to_owned());
        }
        let who = Credentials {
            user: config::APP,
            password: &self.password,
        };
        match http::query(self.ports.http, &who, "SELECT 1").await {
            Some(answer) if answer.status == 200 && answer.body == "1" => Ok(()),
            Some(answer) => Err(answer.body),
            None => Err(String::new()),
        }
    }
}

impl fmt::Debug for EmbeddedServer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EmbeddedServer")
            .field("process_id", &self.process.id())
            .field("http_port", &self.ports.http)
            .field("tcp_port", &self.ports.tcp)
            .field("user", &config::APP)
            .field("data_dir", &self.data_dir)
            .finish_non_exhaustive()
    }
}

enum Ready {
    Yes,
    Ended(ExitStatus),
    /// With the last answer that was not the expected one.
    Late(String),
}

impl Ports {
    /// The requested ports where they are free, others where none is requested.
    fn choose(http: Option<u16>, tcp: Option<u16>) -> Result<Self, EmbeddedError> {
        let bind = |port: Option<u16>| {
            let port = port.unwrap_or(0);
            let listener = TcpListener::bind(loopback(port)).map_err(|error| match error.kind() {
                ErrorKind::AddrInUse => EmbeddedError::from(Kind::PortInUse { port }),
                _ => EmbeddedError::io("listen on", Path::new(&format!("127.0.0.1:{port}")))(error),
            })?;
            let chosen = listener
                .local_addr()
                .map_err(EmbeddedError::io("listen on", Path::new("127.0.0.1")))?;
            Ok::<_, EmbeddedError>((listener, chosen.port()))
        };
        // Both are held until both are chosen: they must differ.
        let (_http, http) = bind(http)?;
        let (_tcp, tcp) = bind(tcp)?;
        Ok(Self { http, tcp })
    }
}

fn loopback(port: u16) -> (Ipv4Addr, u16) {
    (Ipv4Addr::LOCALHOST, port)
}

fn prepare_data_dir(requested: Option<&Path>, runtime: &Path) -> Result<PathBuf, EmbeddedError> {
    let path = requested.map_or_else(|| runtime.join("data"), Path::to_owned);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&path)
        .map_err(EmbeddedError::io("create the data folder", &path))?;
    fs::canonicalize(&path).map_err(EmbeddedError::io("use the data folder", &path))
}

/// Makes a data folder that nobody uses ready. The launcher takes the lock again and keeps it while it lives.
fn prepare_data(data_dir: &Path, lock: &Path) -> Result<(), EmbeddedError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(lock)
        .map_err(EmbeddedError::io("open the lock file", lock))?;
    match file.try_lock() {
        Ok(()) => config::remove_stale_logs(data_dir),
        Err(TryLockError::WouldBlock) => Err(Kind::DataDirInUse {
            path: data_dir.to_owned(),
        }
        .into()),
        Err(TryLockError::Error(error)) => Err(EmbeddedError::io("lock", lock)(error)),
    }
}

fn arguments(data_dir: &Path, files: &Files, ports: Ports) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = vec!["--config-file".into(), files.config.clone().into()];
    arguments.extend(["--path".into(), data_dir.to_owned().into()]);
    arguments.extend(["--log-level", "information", "--listen_host", "127.0.0.1"].map(OsString::from));
    arguments.extend(["--http_port".into(), ports.http.to_string().into()]);
    arguments.extend(["--tcp_port".into(), ports.tcp.to_string().into()]);
    arguments.extend(["--query_id", KEEP_LISTENING_ID, "--query", KEEP_LISTENING].map(OsString::from));
    arguments
}

fn why_ended(status: ExitStatus, log: String, library: &Path, server: &EmbeddedServer) -> EmbeddedError {
    let path = library.to_owned();
    let reason = || log.trim().to_owned();
    let busy = |port: &u16| log.contains(&format!("Address already in use: 127.0.0.1:{port}"));
    match status.code() {
        Some(launcher::LOCKED) => Kind::DataDirInUse {
            path: server.data_dir.clone(),
        },
        Some(launcher::NOT_LOADED | launcher::NO_ENTRY_POINT) => Kind::ForeignLibrary {
            path,
            reason: reason(),
        },
        // The engine's own lock, held by a server that was not started by this library.
        _ if log.contains("Another server instance") => Kind::DataDirInUse {
            path: server.data_dir.clone(),
        },
        _ => match [server.ports.http, server.ports.tcp].into_iter().find(busy) {
            Some(port) => Kind::PortInUse { port },
            None => Kind::Ended {
                status: status.to_string(),
                log,
            },
        },
    }
    .into()
}
