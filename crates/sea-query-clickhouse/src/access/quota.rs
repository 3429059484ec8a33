use super::{
    AccessDropStatement, RolesOrUsers, UserName,
    entity::{Entities, part},
    subject::{write_rename, write_to},
};
use crate::{
    SettingValue,
    error::BuildError,
    render::Renderer,
    statement::{
        Interval,
        options::{Options, statement, write_list},
    },
};

/// Where statements about quotas begin: how much may be asked of the server in an interval of time.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::ClickHouseQuota};
///
/// let drop = ClickHouseQuota::drop("hourly").on_cluster("main");
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP QUOTA `hourly` ON CLUSTER `main`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseQuota;

impl ClickHouseQuota {
    /// `CREATE QUOTA`
    pub fn create(name: impl Into<UserName>) -> QuotaCreateStatement {
        QuotaCreateStatement {
            entities: Entities::new(name),
            key: None,
            intervals: Vec::new(),
            to: None,
            options: Options::default(),
        }
    }

    /// `ALTER QUOTA`
    pub fn alter(name: impl Into<UserName>) -> QuotaAlterStatement {
        QuotaAlterStatement {
            entities: Entities::new(name),
            rename: None,
            key: None,
            intervals: Vec::new(),
            to: None,
            options: Options::default(),
        }
    }

    /// `DROP QUOTA`
    pub fn drop(name: impl Into<UserName>) -> AccessDropStatement {
        AccessDropStatement::new("QUOTA", name.into())
    }
}

/// What a quota is counted by: each of these has a count of its own.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseQuota, QuotaKey}};
///
/// let create = ClickHouseQuota::create("each").keyed_by(QuotaKey::ClientKeyOrIpAddress);
/// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE QUOTA `each` KEYED BY client_key, ip_address");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaKey {
    /// `NOT KEYED`: one count for all.
    None,
    /// `user_name`
    UserName,
    /// `ip_address`
    IpAddress,
    /// `forwarded_ip_address`: the last address in the header `X-Forwarded-For`.
    ForwardedIpAddress,
    /// `client_key`: what the client gives as `quota_key`.
    ClientKey,
    /// `client_key, user_name`: the client's key, or the user where there is none.
    ClientKeyOrUserName,
    /// `client_key, ip_address`: the client's key, or the address where there is none.
    ClientKeyOrIpAddress,
    /// `normalized_query_hash`: each kind of query.
    NormalizedQueryHash,
}

impl QuotaKey {
    fn keyword(self) -> &'static str {
        match self {
            Self::None => " NOT KEYED",
            Self::UserName => " KEYED BY user_name",
            Self::IpAddress => " KEYED BY ip_address",
            Self::ForwardedIpAddress => " KEYED BY forwarded_ip_address",
            Self::ClientKey => " KEYED BY client_key",
            Self::ClientKeyOrUserName => " KEYED BY client_key, user_name",
            Self::ClientKeyOrIpAddress => " KEYED BY client_key, ip_address",
            Self::NormalizedQueryHash => " KEYED BY normalized_query_hash",
        }
    }
}

/// What a quota limits.
///
/// Source: <https://clickhouse.com/docs/operations/quotas>.
///
/// ```
/// use sea_query_clickhouse::access::QuotaResource;
///
/// assert_eq!(QuotaResource::ReadBytes.name(), "read_bytes");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum QuotaResource {
    /// Queries.
    Queries,
    /// SELECTs.
    QuerySelects,
    /// INSERTs.
    QueryInserts,
    /// Queries that fail.
    Errors,
    /// Rows of answers.
    ResultRows,
    /// Bytes of answers.
    ResultBytes,
    /// Rows read from tables.
    ReadRows,
    /// Bytes read from tables.
    ReadBytes,
    /// Bytes written.
    WrittenBytes,
    /// Seconds that queries take.
    ExecutionTime,
    /// Logins that fail one after another.
    FailedSequentialAuthentications,
    /// Queries of one kind.
    QueriesPerNormalizedHash,
}

impl QuotaResource {
    /// The word in the statement.
    pub fn name(self) -> &'static str {
        match self {
            Self::Queries => "queries",
            Self::QuerySelects => "query_selects",
            Self::QueryInserts => "query_inserts",
            Self::Errors => "errors",
            Self::ResultRows => "result_rows",
            Self::ResultBytes => "result_bytes",
            Self::ReadRows => "read_rows",
            Self::ReadBytes => "read_bytes",
            Self::WrittenBytes => "written_bytes",
            Self::ExecutionTime => "execution_time",
            Self::FailedSequentialAuthentications => "failed_sequential_authentications",
            Self::QueriesPerNormalizedHash => "queries_per_normalized_hash",
        }
    }
}

/// An interval of a quota, with its limits. Without limits it counts only.
///
/// ```
/// use sea_query_clickhouse::{
///     ClickHouseQueryBuilder, access::{ClickHouseQuota, QuotaInterval, QuotaResource}, statement::Interval, types::IntervalUnit,
/// };
///
/// let half_hour = QuotaInterval::new(Interval::new(30, IntervalUnit::Minute))
///     .randomized()
///     .max(QuotaResource::Queries, 100)
///     .max(QuotaResource::ExecutionTime, 0.5);
/// let day = QuotaInterval::new(Interval::new(1, IntervalUnit::Day));
/// assert_eq!(
///     ClickHouseQuota::create("q").interval(half_hour).interval(day).to_string(ClickHouseQueryBuilder),
///     "CREATE QUOTA `q` FOR RANDOMIZED INTERVAL 30 MINUTE MAX queries = 100, execution_time = 0.5, \
///      FOR INTERVAL 1 DAY TRACKING ONLY"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaInterval {
    interval: Interval,
    randomized: bool,
    no_limits: bool,
    limits: Vec<(QuotaResource, SettingValue)>,
}

impl QuotaInterval {
    /// An interval of one unit.
    pub fn new(interval: Interval) -> Self {
        Self {
            interval,
            randomized: false,
            no_limits: false,
            limits: Vec::new(),
        }
    }

    /// `RANDOMIZED`: it begins at a time that is different for each key.
    pub fn randomized(mut self) -> Self {
        self.randomized = true;
        self
    }

    /// `MAX resource = number`; a later number of a resource replaces an earlier one. A time is in seconds.
    pub fn max(mut self, resource: QuotaResource, number: impl Into<SettingValue>) -> Self {
        self.limits.retain(|(known, _)| *known != resource);
        self.limits.push((resource, number.into()));
        self
    }

    /// `NO LIMITS`: takes the interval out of the quota.
    pub fn no_limits(mut self) -> Self {
        self.no_limits = true;
        self
    }

    fn write(&self, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str(if self.randomized {
            "FOR RANDOMIZED "
        } else {
            "FOR "
        });
        if self.interval.is_shorter_than_second() {
            return Err(BuildError::invalid(
                "FOR INTERVAL",
                "the shortest interval of a quota is a second",
            ));
        }
        self.interval.write_number("FOR INTERVAL", sql)?;
        if self.no_limits {
            if !self.limits.is_empty() {
                return Err(BuildError::invalid("NO LIMITS", "the interval has limits"));
            }
            sql.push_str(" NO LIMITS");
            return Ok(());
        }
        if self.limits.is_empty() {
            sql.push_str(" TRACKING ONLY");
            return Ok(());
        }
        sql.push_str(" MAX ");
        write_list(&self.limits, sql, |(resource, number), sql| {
            let whole = *resource != QuotaResource::ExecutionTime;
            let good = match number {
                SettingValue::Int(number) => *number >= 0,
                SettingValue::UInt(_) => true,
                SettingValue::Float(number) => number.is_finite() && *number >= 0.0 && !whole,
                SettingValue::Bool(_) | SettingValue::String(_) => false,
            };
            if !good {
                return Err(BuildError::invalid(
                    "MAX",
                    format!(
                        "{} is limited by {}",
                        resource.name(),
                        if whole {
                            "a whole number"
                        } else {
                            "a number of seconds"
                        }
                    ),
                ));
            }
            sql.push_str(resource.name());
            sql.push_str(" = ");
            number.write(sql);
            Ok(())
        })
    }
}

fn write_quota(
    key: Option<QuotaKey>,
    intervals: &[QuotaInterval],
    to: Option<&RolesOrUsers>,
    sql: &mut String,
) -> Result<(), BuildError> {
    sql.push_str(key.map(QuotaKey::keyword).unwrap_or_default());
    sql.push_str(if intervals.is_empty() { "" } else { " " });
    write_list(intervals, sql, |interval, sql| interval.write(sql))?;
    write_to(to, sql)
}

macro_rules! quota {
    ($type:ident) => {
        impl $type {
            part!(and);
            part!(storage);
            part!(to);

            /// `KEYED BY ...`
            pub fn keyed_by(mut self, key: QuotaKey) -> Self {
                self.key = Some(key);
                self
            }

            /// `FOR INTERVAL ...`, of which a quota may have several.
            pub fn interval(mut self, interval: QuotaInterval) -> Self {
                self.intervals.push(interval);
                self
            }
        }
    };
}

/// `CREATE QUOTA`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/quota>.
///
/// ```
/// use sea_query_clickhouse::{
///     ClickHouseQueryBuilder, access::{ClickHouseQuota, QuotaInterval, QuotaKey, QuotaResource, RolesOrUsers},
///     statement::Interval, types::IntervalUnit,
/// };
///
/// let month = QuotaInterval::new(Interval::new(15, IntervalUnit::Month)).max(QuotaResource::Queries, 123);
/// let create = ClickHouseQuota::create("q").keyed_by(QuotaKey::UserName).interval(month).to(RolesOrUsers::current_user());
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE QUOTA `q` KEYED BY user_name FOR INTERVAL 15 MONTH MAX queries = 123 TO CURRENT_USER"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaCreateStatement {
    entities: Entities,
    key: Option<QuotaKey>,
    intervals: Vec<QuotaInterval>,
    to: Option<RolesOrUsers>,
    options: Options,
}

quota!(QuotaCreateStatement);

impl QuotaCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.entities
            .write_create(renderer, "QUOTA", &self.options, sql)?;
        write_quota(self.key, &self.intervals, self.to.as_ref(), sql)
    }
}

statement!(QuotaCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `ALTER QUOTA`
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/quota>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseQuota, QuotaKey}};
///
/// let alter = ClickHouseQuota::alter("q").if_exists().rename_to("r").keyed_by(QuotaKey::None).to("ada");
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER QUOTA IF EXISTS `q` RENAME TO `r` NOT KEYED TO `ada`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct QuotaAlterStatement {
    entities: Entities,
    rename: Option<String>,
    key: Option<QuotaKey>,
    intervals: Vec<QuotaInterval>,
    to: Option<RolesOrUsers>,
    options: Options,
}

quota!(QuotaAlterStatement);

impl QuotaAlterStatement {
    part!(rename);

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.rename.is_none() && self.key.is_none() && self.intervals.is_empty() && self.to.is_none() {
            return Err(BuildError::invalid("ALTER QUOTA", "it changes nothing"));
        }
        self.entities.write_alter(renderer, "QUOTA", &self.options, sql)?;
        write_rename(self.rename.as_ref(), self.entities.count(), sql)?;
        write_quota(self.key, &self.intervals, self.to.as_ref(), sql)
    }
}

statement!(QuotaAlterStatement {
    if_exists,
    on_cluster
});
