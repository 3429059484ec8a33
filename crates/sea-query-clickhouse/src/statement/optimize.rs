use sea_query::{DynIden, IntoIden, IntoTableRef, QuotedBuilder, TableRef};

use super::options::{Options, statement, write_list, write_object};
use crate::{error::BuildError, literal::write_string, partition::Partition, render::Renderer};

/// `OPTIMIZE TABLE`: merges parts now, without waiting for the background.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/optimize>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, partition::Partition, statement::Optimize};
///
/// let optimize = Optimize::table("event").partition(Partition::id("202401")).final_().deduplicate_by(["id", "day"]);
/// assert_eq!(
///     optimize.to_string(ClickHouseQueryBuilder),
///     "OPTIMIZE TABLE `event` PARTITION ID '202401' FINAL DEDUPLICATE BY `id`, `day`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Optimize {
    table: TableRef,
    partition: Option<Partition>,
    dry_run: Vec<String>,
    final_: bool,
    deduplicate: Option<Deduplicate>,
    cleanup: bool,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Deduplicate {
    AllColumns,
    By(Vec<DynIden>),
    Except(Vec<DynIden>),
    Matching(String),
}

impl Optimize {
    /// Merges parts of `table`.
    pub fn table(table: impl IntoTableRef) -> Self {
        Self {
            table: table.into_table_ref(),
            partition: None,
            dry_run: Vec::new(),
            final_: false,
            deduplicate: None,
            cleanup: false,
            options: Options::default(),
        }
    }

    /// `PARTITION ...`: of one partition alone.
    pub fn partition(mut self, partition: Partition) -> Self {
        self.partition = Some(partition);
        self
    }

    /// `DRY RUN PARTS 'a', 'b'`: merges these parts to try it, and throws the result away.
    pub fn dry_run<I, P>(mut self, parts: I) -> Self
    where
        I: IntoIterator<Item = P>,
        P: Into<String>,
    {
        self.dry_run = parts.into_iter().map(Into::into).collect();
        self
    }

    /// `FINAL`: also where all rows are in one part already.
    pub fn final_(mut self) -> Self {
        self.final_ = true;
        self
    }

    /// `DEDUPLICATE`: of rows that are equal in all columns, one stays.
    pub fn deduplicate(mut self) -> Self {
        self.deduplicate = Some(Deduplicate::AllColumns);
        self
    }

    /// `DEDUPLICATE BY columns`: of rows that are equal in these columns, one stays. The columns of the sorting and
    /// the partition key must be among them.
    pub fn deduplicate_by<I, C>(mut self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        let columns = columns.into_iter().map(IntoIden::into_iden).collect();
        self.deduplicate = Some(Deduplicate::By(columns));
        self
    }

    /// `DEDUPLICATE BY * EXCEPT (columns)`: of rows that are equal in all other columns, one stays.
    pub fn deduplicate_except<I, C>(mut self, columns: I) -> Self
    where
        I: IntoIterator<Item = C>,
        C: IntoIden,
    {
        let columns = columns.into_iter().map(IntoIden::into_iden).collect();
        self.deduplicate = Some(Deduplicate::Except(columns));
        self
    }

    /// `DEDUPLICATE BY COLUMNS('pattern')`: of rows that are equal in the columns whose names match, one stays.
    pub fn deduplicate_matching(mut self, pattern: impl Into<String>) -> Self {
        self.deduplicate = Some(Deduplicate::Matching(pattern.into()));
        self
    }

    /// `CLEANUP`: removes the rows that a ReplacingMergeTree with `is_deleted` has marked.
    pub fn cleanup(mut self) -> Self {
        self.cleanup = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("OPTIMIZE TABLE ");
        write_object(renderer, &self.table, sql)?;
        self.options.write_own_cluster(sql)?;
        if let Some(partition) = &self.partition {
            if !self.dry_run.is_empty() {
                return Err(BuildError::invalid(
                    "DRY RUN",
                    "it names its parts; leave the partition out",
                ));
            }
            sql.push_str(" PARTITION ");
            partition.write(renderer, sql);
        }
        if !self.dry_run.is_empty() {
            sql.push_str(" DRY RUN PARTS ");
            write_list(&self.dry_run, sql, |part, sql| {
                write_string(sql, part);
                Ok(())
            })?;
        }
        sql.push_str(if self.final_ { " FINAL" } else { "" });
        self.write_deduplicate(renderer, sql)?;
        sql.push_str(if self.cleanup { " CLEANUP" } else { "" });
        self.options.write_settings(sql)
    }

    fn write_deduplicate(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let columns = |columns: &[DynIden], sql: &mut String| {
            if columns.is_empty() {
                return Err(BuildError::invalid(
                    "DEDUPLICATE BY",
                    "it names no column; `deduplicate()` compares all of them",
                ));
            }
            write_list(columns, sql, |column, sql| {
                renderer.prepare_iden(column, sql);
                Ok(())
            })
        };
        if !matches!(self.deduplicate, None | Some(Deduplicate::AllColumns)) {
            renderer.context.check(crate::Feature::DeduplicateBy);
        }
        match &self.deduplicate {
            None => {}
            Some(Deduplicate::AllColumns) => sql.push_str(" DEDUPLICATE"),
            Some(Deduplicate::By(by)) => {
                sql.push_str(" DEDUPLICATE BY ");
                columns(by, sql)?;
            }
            Some(Deduplicate::Except(except)) => {
                sql.push_str(" DEDUPLICATE BY * EXCEPT (");
                columns(except, sql)?;
                sql.push(')');
            }
            Some(Deduplicate::Matching(pattern)) => {
                sql.push_str(" DEDUPLICATE BY COLUMNS(");
                write_string(sql, pattern);
                sql.push(')');
            }
        }
        Ok(())
    }
}

statement!(Optimize { on_cluster, setting });
