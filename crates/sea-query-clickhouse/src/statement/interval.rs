use crate::{error::BuildError, literal::write_string, types::IntervalUnit};

/// A span of time, such as `1 DAY 2 HOUR`, of which refreshes, quotas and window views speak.
///
/// Source: <https://clickhouse.com/docs/sql-reference/data-types/special-data-types/interval>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseQuota, QuotaInterval, QuotaResource}, statement::Interval, types::IntervalUnit};
///
/// let hour = QuotaInterval::new(Interval::new(1, IntervalUnit::Hour)).max(QuotaResource::Queries, 100);
/// assert_eq!(
///     ClickHouseQuota::create("hourly").interval(hour).to_string(ClickHouseQueryBuilder),
///     "CREATE QUOTA `hourly` FOR INTERVAL 1 HOUR MAX queries = 100"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    parts: Vec<(u64, IntervalUnit)>,
}

impl Interval {
    /// `count` units.
    pub fn new(count: u64, unit: IntervalUnit) -> Self {
        Self {
            parts: vec![(count, unit)],
        }
    }

    /// This and `count` units more.
    pub fn and(mut self, count: u64, unit: IntervalUnit) -> Self {
        self.parts.push((count, unit));
        self
    }

    /// The counts with their units.
    pub(crate) fn parts(&self) -> &[(u64, IntervalUnit)] {
        &self.parts
    }

    /// Whether a part of it is counted in fractions of a second.
    pub(crate) fn is_shorter_than_second(&self) -> bool {
        use IntervalUnit::{Microsecond, Millisecond, Nanosecond};
        self.parts
            .iter()
            .any(|(_, unit)| matches!(unit, Nanosecond | Microsecond | Millisecond))
    }

    /// Writes `1 DAY 2 HOUR`.
    pub(crate) fn write_parts(&self, sql: &mut String) {
        for (i, (count, unit)) in self.parts.iter().enumerate() {
            sql.push_str(if i == 0 { "" } else { " " });
            sql.push_str(&count.to_string());
            sql.push(' ');
            sql.push_str(unit.keyword());
        }
    }

    /// Writes `1 DAY 2 HOUR` for a schedule, which has each unit once and none below a second.
    pub(crate) fn write_schedule(&self, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
        for (i, (_, unit)) in self.parts.iter().enumerate() {
            if matches!(
                unit,
                IntervalUnit::Nanosecond | IntervalUnit::Microsecond | IntervalUnit::Millisecond
            ) {
                return Err(BuildError::invalid(
                    clause,
                    format!("the server keeps no schedule by the {}", unit.keyword()),
                ));
            }
            if self.parts.iter().skip(i + 1).any(|(_, other)| other == unit) {
                return Err(BuildError::invalid(
                    clause,
                    format!("the interval has {} twice; add them up", unit.keyword()),
                ));
            }
        }
        self.write_parts(sql);
        Ok(())
    }

    /// Refuses a period that does not come again at times of the clock or the calendar.
    pub(crate) fn check_period(&self, clause: &'static str) -> Result<(), BuildError> {
        if self.parts.iter().all(|(count, _)| *count == 0) {
            return Err(BuildError::invalid(clause, "the interval is empty"));
        }
        let of_calendar = |unit: &IntervalUnit| {
            matches!(
                unit,
                IntervalUnit::Month | IntervalUnit::Quarter | IntervalUnit::Year
            )
        };
        let months = self.parts.iter().filter(|(_, unit)| of_calendar(unit)).count();
        if months > 0 && months < self.parts.len() {
            return Err(BuildError::invalid(
                clause,
                "a period is of months and years, or of weeks and less; not of both",
            ));
        }
        Ok(())
    }

    /// The only part, where the grammar takes no more.
    fn single(&self, clause: &'static str) -> Result<(u64, IntervalUnit), BuildError> {
        match self.parts.as_slice() {
            [part] => Ok(*part),
            _ => Err(BuildError::invalid(
                clause,
                "the interval stands here in one unit; say `90 MINUTE` for an hour and a half",
            )),
        }
    }

    /// Writes `INTERVAL '2' SECOND`.
    pub(crate) fn write_literal(&self, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
        let (count, unit) = self.single(clause)?;
        sql.push_str("INTERVAL ");
        write_string(sql, &count.to_string());
        sql.push(' ');
        sql.push_str(unit.keyword());
        Ok(())
    }

    /// Writes `INTERVAL 2 SECOND`.
    pub(crate) fn write_number(&self, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
        let (count, unit) = self.single(clause)?;
        sql.push_str(&format!("INTERVAL {count} {}", unit.keyword()));
        Ok(())
    }
}
