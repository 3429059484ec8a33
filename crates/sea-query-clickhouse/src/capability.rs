//! What ClickHouse can do, and since when: one table that code, tests and documents read.

use std::{fmt, str::FromStr};

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

macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident => $clause:literal, ($major:literal, $minor:literal);)*) => {
        /// A clause or function that not every ClickHouse has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature {
            $($(#[$doc])* $feature,)*
        }

        impl Feature {
            /// All features, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$feature,)*];

            /// How the feature is written in SQL.
            pub fn clause(self) -> &'static str {
                match self {
                    $(Self::$feature => $clause,)*
                }
            }

            /// The first version that has it.
            pub fn since(self) -> ServerVersion {
                match self {
                    $(Self::$feature => ServerVersion::new($major, $minor, 0),)*
                }
            }
        }
    };
}

features! {
    /// `WITH name AS MATERIALIZED (...)`, evaluated once where the setting `enable_materialized_cte` is 1
    /// ([since 26.3](https://clickhouse.com/docs/reference/statements/select/with), as `system.settings_changes` says).
    MaterializedCte => "MATERIALIZED", (26, 3);
    /// `WITH RECURSIVE` ([since 24.4](https://clickhouse.com/docs/whats-new/changelog/2024)).
    RecursiveCte => "WITH RECURSIVE", (24, 4);
    /// `LIKE ... ESCAPE` ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/99774)).
    LikeEscape => "ESCAPE", (26, 6);
    /// `OVER (...)` and the WINDOW clause
    /// ([since 21.9](https://github.com/ClickHouse/ClickHouse/pull/33788)).
    WindowFunctions => "OVER", (21, 9);
    /// `(VALUES (1, 'a'), (2, 'b')) AS t` in place of a table
    /// ([since 26.4](https://github.com/ClickHouse/ClickHouse/pull/100143)).
    ValuesTable => "VALUES", (26, 4);
    /// `PASTE JOIN` ([since 23.12](https://clickhouse.com/docs/whats-new/changelog/2023)).
    PasteJoin => "PASTE JOIN", (23, 12);
    /// `QUALIFY` ([since 24.4](https://github.com/ClickHouse/ClickHouse/pull/62619)).
    Qualify => "QUALIFY", (24, 4);
    /// `WITH FILL ... STALENESS` ([since 24.11](https://github.com/ClickHouse/ClickHouse/pull/71151)).
    FillStaleness => "STALENESS", (24, 11);
    /// `LIMIT -n` and `OFFSET -n` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/88411)).
    NegativeLimit => "negative LIMIT", (25, 10);
    /// `LIMIT -n BY ...` ([since 26.5](https://github.com/ClickHouse/ClickHouse/pull/103222)).
    NegativeLimitBy => "negative LIMIT BY", (26, 5);
    /// `LIMIT 0.1` and `OFFSET 0.5` ([since 25.11](https://github.com/ClickHouse/ClickHouse/pull/88755)).
    FractionalLimit => "fractional LIMIT", (25, 11);
    /// `DELETE FROM`, without a setting that allows it
    /// ([since 23.3](https://clickhouse.com/docs/whats-new/changelog/2023)).
    LightweightDelete => "DELETE FROM", (23, 3);
    /// `UPDATE ... SET` ([since 25.7](https://github.com/ClickHouse/ClickHouse/pull/82004)), where the setting
    /// `allow_experimental_lightweight_update` is 1; since 25.8 without, as `system.settings_changes` says.
    LightweightUpdate => "UPDATE ... SET", (25, 7);
    /// The types `Time` and `Time64`: since 25.6, where the setting `enable_time_time64_type` is 1, and since 25.12
    /// without it, as `system.settings_changes` says.
    Time => "Time64", (25, 6);
    /// `DROP TABLE a, b` ([since 24.4](https://clickhouse.com/docs/whats-new/changelog/2024)).
    DropTables => "DROP TABLE of several tables", (24, 4);
    /// NAMED COLLECTION
    NamedCollections => "NAMED COLLECTION", (22, 12);
    /// CREATE FUNCTION
    SqlFunctions => "CREATE FUNCTION", (21, 10);
    /// vector_similarity
    VectorSimilarityIndex => "vector_similarity", (24, 8);
    /// UNDROP
    UndropTable => "UNDROP TABLE", (23, 3);
    /// TimeSeries
    TimeSeries => "TimeSeries", (24, 8);
    /// text
    TextIndex => "text", (25, 9);
    /// TABLE OVERRIDE
    TableOverride => "EXPLAIN TABLE OVERRIDE", (22, 4);
    /// S3Queue
    S3Queue => "S3Queue", (23, 8);
    /// AzureQueue
    AzureQueue => "AzureQueue", (24, 7);
    /// settings of projections
    ProjectionSettings => "PROJECTION ... WITH SETTINGS", (25, 12);
    /// WHERE in a projection ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/102347)).
    ProjectionWhere => "WHERE of a PROJECTION", (26, 7);
    /// projections that are indexes
    ProjectionIndex => "PROJECTION ... INDEX", (25, 12);
    /// EPHEMERAL
    EphemeralColumn => "EPHEMERAL", (22, 4);
    /// STATISTICS
    ColumnStatistics => "STATISTICS", (23, 12);
    /// settings of columns
    ColumnSettings => "SETTINGS of a column", (23, 12);
    /// CoalescingMergeTree
    CoalescingMergeTree => "CoalescingMergeTree", (25, 6);
    /// `ORDER BY (a DESC)` of a table: where the setting `allow_experimental_reverse_key` of the table is 1 since 24.12,
    /// as `system.settings_changes` says, and without it in 26.7.
    ReverseSortingKey => "ORDER BY ... DESC", (24, 12);
    /// `postprocessor` of a text index ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/108606)).
    TextIndexPostprocessor => "postprocessor of a text index", (26, 6);
    /// `support_phrase_search` of a text index ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/109900)).
    TextIndexPhraseSearch => "support_phrase_search of a text index", (26, 7);
    /// `CLONE AS` of a table ([since 24.10](https://github.com/ClickHouse/ClickHouse/pull/69091)).
    CloneAs => "CLONE AS", (24, 10);
    /// `EMPTY AS SELECT` of a table ([since 22.7](https://github.com/ClickHouse/ClickHouse/pull/38272)).
    EmptyAsSelect => "EMPTY AS SELECT", (22, 7);
    /// `DROP TABLE IF EMPTY` ([since 23.6](https://github.com/ClickHouse/ClickHouse/pull/48915)).
    DropIfEmpty => "IF EMPTY", (23, 6);
    /// `ATTACH TABLE ... AS REPLICATED` ([since 24.7](https://github.com/ClickHouse/ClickHouse/pull/65401)).
    AttachAsReplicated => "AS REPLICATED", (24, 7);
    /// `ALTER TABLE ... EXECUTE` of an Iceberg table ([since 26.3](https://github.com/ClickHouse/ClickHouse/pull/97904), as
    /// `system.settings_changes` says).
    AlterExecute => "EXECUTE", (26, 3);
    /// `CREATE HYPOTHETICAL INDEX` and `EXPLAIN WHATIF`
    /// ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/104608)).
    HypotheticalIndex => "HYPOTHETICAL INDEX", (26, 6);
    /// `ADD ENUM VALUES` ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/93830)).
    AddEnumValues => "ADD ENUM VALUES", (26, 6);
    /// Actions of ALTER TABLE in parentheses ([since 24.2](https://github.com/ClickHouse/ClickHouse/pull/59532)), which
    /// those need that are not the last and end with a list.
    AlterParentheses => "ALTER TABLE (...), (...)", (24, 2);
    /// `APPLY DELETED MASK` ([since 24.1](https://github.com/ClickHouse/ClickHouse/pull/57433)).
    ApplyDeletedMask => "APPLY DELETED MASK", (24, 1);
    /// `APPLY PATCHES`, with the updates that make patches
    /// ([since 25.7](https://github.com/ClickHouse/ClickHouse/pull/82004)).
    ApplyPatches => "APPLY PATCHES", (25, 7);
    /// `REWRITE PARTS` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/87774)).
    RewriteParts => "REWRITE PARTS", (25, 10);
    /// `FORGET PARTITION` ([since 24.2](https://github.com/ClickHouse/ClickHouse/pull/59507)).
    ForgetPartition => "FORGET PARTITION", (24, 2);
    /// `MODIFY CONSTRAINT` ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/108768)).
    ModifyConstraint => "MODIFY CONSTRAINT", (26, 7);
    /// CHECK DATABASE
    CheckDatabase => "CHECK DATABASE", (25, 8);
    /// CHECK ALL TABLES
    CheckAllTables => "CHECK ALL TABLES", (23, 11);
    /// BACKUP
    Backup => "BACKUP", (22, 8);
    /// Alias
    AliasEngine => "Alias", (25, 11);
}

/// Whether a server has a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Support {
    /// It has.
    Supported,
    /// It is older than the first version that has it.
    TooOld {
        /// The first version that has it.
        since: ServerVersion,
    },
}

impl Feature {
    /// Whether a server of `version` has the feature.
    pub fn support(self, version: ServerVersion) -> Support {
        let since = self.since();
        if version >= since {
            Support::Supported
        } else {
            Support::TooOld { since }
        }
    }
}
