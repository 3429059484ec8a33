//! What ClickHouse can do, and since when: one table that code, tests and documents read.
//!
//! The table is at [`Feature`]. A statement that is built for a [`Target`](crate::Target) whose version is known is
//! refused where it needs a later one, by an error that names the feature and the version; what can be said in the words
//! of older servers is written so, and is [`Support::Emulated`] there. Functions have their own first versions, which
//! are checked alike.
//!
//! ```
//! use sea_query::Query;
//! use sea_query_clickhouse::{ServerVersion, Target, build_clickhouse, prelude::*};
//!
//! let query = Query::select().column("port").from("event").group_by_all().to_owned();
//! let error = build_clickhouse(&query, &Target::default().version(ServerVersion::new(22, 3, 0))).unwrap_err();
//! assert_eq!(error.to_string(), "GROUP BY ALL: the server is ClickHouse 22.3.0, this needs 22.12.0 or later");
//! ```

mod feature;

use std::{fmt, str::FromStr};

pub use feature::Feature;

/// The version of a ClickHouse server, such as 26.7.2.
///
/// ```
/// use sea_query_clickhouse::ServerVersion;
///
/// let version: ServerVersion = "26.7.2.1".parse()?;
/// assert!(version >= ServerVersion::new(25, 8, 0));
/// assert_eq!(version.to_string(), "26.7.2");
/// # Ok::<(), sea_query_clickhouse::capability::ServerVersionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerVersion {
    major: u16,
    minor: u16,
    patch: u16,
}

impl ServerVersion {
    /// The version `major.minor.patch`; the major number is the year.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch }
    }

    /// The year, without its century.
    pub fn major(&self) -> u16 {
        self.major
    }

    /// The number of the release in its year.
    pub fn minor(&self) -> u16 {
        self.minor
    }

    /// The number of the patch.
    pub fn patch(&self) -> u16 {
        self.patch
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// A text that is not the version of a server.
///
/// ```
/// use sea_query_clickhouse::ServerVersion;
///
/// let error = "latest".parse::<ServerVersion>().unwrap_err();
/// assert_eq!(error.to_string(), "`latest` is not the version of a ClickHouse server, such as 26.7.2.1");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVersionError(String);

impl fmt::Display for ServerVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` is not the version of a ClickHouse server, such as 26.7.2.1",
            self.0.escape_debug()
        )
    }
}

impl std::error::Error for ServerVersionError {}

impl FromStr for ServerVersion {
    type Err = ServerVersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || ServerVersionError(text.to_owned());
        let mut parts = text.trim().splitn(4, '.');
        let mut number = || parts.next().and_then(|part| part.parse().ok());
        let (Some(major), Some(minor)) = (number(), number()) else {
            return Err(error());
        };
        Ok(Self {
            major,
            minor,
            patch: number().unwrap_or(0),
        })
    }
}

/// Whether a server has a feature.
///
/// ```
/// use sea_query_clickhouse::{Feature, ServerVersion, Support};
///
/// let old = ServerVersion::new(20, 3, 0);
/// assert_eq!(Feature::Parameters.support(old), Support::Emulated { since: ServerVersion::new(20, 8, 0) });
/// assert_eq!(Feature::Qualify.support(old), Support::TooOld { since: ServerVersion::new(24, 4, 0) });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Support {
    /// It has.
    Supported,
    /// It is older than the first version that has it, and gets another form that means the same.
    Emulated {
        /// The first version that has it.
        since: ServerVersion,
    },
    /// It is older than the first version that has it, and a statement that needs it is refused.
    TooOld {
        /// The first version that has it.
        since: ServerVersion,
    },
}

impl Feature {
    /// Whether a server of `version` has the feature.
    ///
    /// ```
    /// use sea_query_clickhouse::{Feature, ServerVersion, Support};
    ///
    /// let since = ServerVersion::new(24, 4, 0);
    /// assert_eq!(Feature::Qualify.support(ServerVersion::new(24, 3, 5)), Support::TooOld { since });
    /// assert_eq!(Feature::Qualify.support(ServerVersion::new(26, 7, 0)), Support::Supported);
    /// ```
    pub fn support(self, version: ServerVersion) -> Support {
        let since = self.since();
        if version >= since {
            Support::Supported
        } else if self.is_emulated() {
            Support::Emulated { since }
        } else {
            Support::TooOld { since }
        }
    }
}
