//! What can go wrong between asking for a server and having one.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Why the engine could not be installed or a server could not be started.
///
/// The message is one sentence that says what to do, followed by the last lines of the server's log where there are
/// any. It never contains a password.
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct EmbeddedError(Box<Kind>);

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error(
        "the ClickHouse engine is not installed: run `cargo xtask engine`, call `Engine::install`, or set \
         CLICKHOUSE_ENGINE to a libchdb that you have"
    )]
    NotInstalled,
    #[error("there is no library at {}: correct {origin} or install the engine", path.display())]
    MissingLibrary { path: PathBuf, origin: &'static str },
    #[error("{} is not the ClickHouse engine: {reason}; give a libchdb that exports query_stable_v2", path.display())]
    ForeignLibrary { path: PathBuf, reason: String },
    #[error(
        "{} has sha256 {found} where {expected} is pinned: remove the file and install again, and if that gives the \
         same hash do not use the package", path.display()
    )]
    HashMismatch {
        path: PathBuf,
        expected: String,
        found: String,
    },
    #[error(
        "port {port} of 127.0.0.1 is in use: stop the server that has it, or choose another port or none"
    )]
    PortInUse { port: u16 },
    #[error("the data folder {} is in use by another server: stop that one or choose another folder", path.display())]
    DataDirInUse { path: PathBuf },
    #[error("the server did not answer within {after:?}: give it more time with `start_timeout`{log}")]
    Timeout { after: Duration, log: String },
    #[error("the server ended while it started ({status}): its log says why{log}")]
    Ended { status: String, log: String },
    #[error(
        "there is no pinned engine package for {platform}: set CLICKHOUSE_ENGINE to a libchdb that you have, or \
         CLICKHOUSE_URL to a server"
    )]
    NoPackage { platform: String },
    #[error(
        "npm is not installed: install Node.js, or set CLICKHOUSE_ENGINE to a libchdb you have, or CLICKHOUSE_URL to a \
         server"
    )]
    NpmMissing,
    #[error("npm could not fetch {package}: check the network and npm's configuration: {reason}")]
    Npm { package: String, reason: String },
    #[error("the package {package} has no file {member}: it is not the version that is pinned")]
    NoMember { package: String, member: String },
    #[error("there is no cache folder: set HOME or XDG_CACHE_HOME")]
    NoCacheDir,
    #[error("{option} cannot be used: {reason}")]
    Option { option: String, reason: &'static str },
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: io::Error,
    },
    #[error("the operating system gave no random bytes for a password: {0}")]
    Random(getrandom::Error),
}

impl EmbeddedError {
    /// The engine's library is not there.
    pub fn is_missing_library(&self) -> bool {
        matches!(*self.0, Kind::NotInstalled | Kind::MissingLibrary { .. })
    }

    /// The file given as the engine is something else: not a shared library, without the entry point, or with another
    /// hash than the pinned one.
    pub fn is_foreign_library(&self) -> bool {
        matches!(*self.0, Kind::ForeignLibrary { .. } | Kind::HashMismatch { .. })
    }

    /// A requested port is taken.
    pub fn is_port_in_use(&self) -> bool {
        matches!(*self.0, Kind::PortInUse { .. })
    }

    /// Another server runs on the data folder.
    pub fn is_data_dir_in_use(&self) -> bool {
        matches!(*self.0, Kind::DataDirInUse { .. })
    }

    /// The server did not become ready in time.
    pub fn is_timeout(&self) -> bool {
        matches!(*self.0, Kind::Timeout { .. })
    }

    /// The installation needs npm and it is not there.
    pub fn is_npm_missing(&self) -> bool {
        matches!(*self.0, Kind::NpmMissing)
    }

    /// No engine is pinned for this operating system and processor.
    pub fn is_unsupported_platform(&self) -> bool {
        matches!(*self.0, Kind::NoPackage { .. })
    }

    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Kind::Io { action, path, source }.into()
    }
}

/// The message, so that `unwrap` in a test says what to do.
impl fmt::Debug for EmbeddedError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "EmbeddedError: {self}")
    }
}

impl From<Kind> for EmbeddedError {
    fn from(kind: Kind) -> Self {
        Self(Box::new(kind))
    }
}
