//! What is compared, and what was asked for beside it.

use std::future::IntoFuture;

use futures_util::future::BoxFuture;
use sea_query::{Expr, IntoIden, TableName, TableRef};
use sea_query_clickhouse::{BuildError, table::TableCreateStatement};

use super::{
    MigrationPlan, PlanStep,
    live::{Live, exists},
    origin::Origin,
    rebuild::spare,
    risk::{PlannedChange, Risk},
    table::TablePlanner,
};
use crate::{
    check::{Comparison, compare, printed},
    connection::ClickHouseConnection,
    error::ClickHouseError,
};

/// What was said that no comparison can know.
#[derive(Default)]
pub(super) struct Wishes {
    dropped_tables: Vec<String>,
    dropped_columns: Vec<(String, String)>,
    renamed: Vec<(String, String, String)>,
    fills: Vec<(String, String, Expr)>,
    /// Whether added columns are written into the parts that are there.
    pub(super) materializes: bool,
}

impl Wishes {
    pub(super) fn drops_column(&self, table: &str, column: &str) -> bool {
        let mut dropped = self.dropped_columns.iter();
        dropped.any(|(of, name)| of == table && name == column)
    }

    pub(super) fn fill(&self, table: &str, column: &str) -> Option<&Expr> {
        let mut fills = self.fills.iter();
        fills
            .find(|(of, name, _)| of == table && name == column)
            .map(|(.., value)| value)
    }

    pub(super) fn renames(&self, table: &str) -> Vec<(String, String)> {
        let renamed = self.renamed.iter().filter(|(of, ..)| of == table);
        renamed.map(|(_, from, to)| (from.clone(), to.clone())).collect()
    }

    pub(super) fn renamed_from(&self, table: &str, column: &str) -> Option<&str> {
        let mut renamed = self.renamed.iter();
        renamed
            .find(|(of, _, to)| of == table && to == column)
            .map(|(_, from, _)| from.as_str())
    }
}

/// A comparison that is to be made: [`MigrationPlan::diff`] begins it, and `.await` makes it.
///
/// Tables are named as in `table` or `database.table`, as the entity has it.
#[must_use = "it compares nothing until it is awaited"]
pub struct Diff<'a> {
    db: &'a ClickHouseConnection,
    tables: Vec<Result<TableCreateStatement, BuildError>>,
    wishes: Wishes,
}

impl<'a> Diff<'a> {
    pub(super) fn new(
        db: &'a ClickHouseConnection,
        tables: Vec<Result<TableCreateStatement, BuildError>>,
    ) -> Self {
        Self {
            db,
            tables,
            wishes: Wishes::default(),
        }
    }

    /// Plans to drop a column that is not declared. Without it such a column stays, also when the table is rebuilt.
    pub fn drop_column(mut self, table: impl Into<String>, column: impl Into<String>) -> Self {
        self.wishes.dropped_columns.push((table.into(), column.into()));
        self
    }

    /// Plans to drop a table that is not declared, before all else: such as the old one, which a rebuild keeps.
    pub fn drop_table(mut self, table: impl Into<String>) -> Self {
        self.wishes.dropped_tables.push(table.into());
        self
    }

    /// Says that a column is the declared one under an older name. A comparison cannot see that: to it the one is missing and
    /// the other is not declared.
    pub fn rename_column(
        mut self,
        table: impl Into<String>,
        from: impl Into<String>,
        to: impl Into<String>,
    ) -> Self {
        self.wishes.renamed.push((table.into(), from.into(), to.into()));
        self
    }

    /// What NULL becomes in a column that is declared without it. Where it is not said it is the column's DEFAULT.
    pub fn fill(
        mut self,
        table: impl Into<String>,
        column: impl Into<String>,
        value: impl Into<Expr>,
    ) -> Self {
        self.wishes
            .fills
            .push((table.into(), column.into(), value.into()));
        self
    }

    /// Plans to write the columns that are added, by their DEFAULT or MATERIALIZED, into the parts that are there. Without it
    /// they are computed when they are read, until a merge writes them.
    pub fn materialize(mut self) -> Self {
        self.wishes.materializes = true;
        self
    }

    async fn plan(self) -> Result<MigrationPlan, ClickHouseError> {
        let mut plan = MigrationPlan::default();
        for name in &self.wishes.dropped_tables {
            let mut parts = name.splitn(2, '.');
            let table = match (parts.next(), parts.next()) {
                (Some(schema), Some(table)) => TableName(
                    Some(sea_query::SchemaName(None, schema.to_owned().into_iden())),
                    table.to_owned().into_iden(),
                ),
                _ => TableName(None, name.clone().into_iden()),
            };
            if exists(self.db, &table).await? {
                let change = PlannedChange::losing(name.clone(), format!("table `{name}` is dropped"));
                let cluster = self.cluster_of(&table);
                plan.steps
                    .push(PlanStep::new(Origin::Drop { table, cluster }, vec![change])?);
            }
        }
        for declared in &self.tables {
            let declared = declared
                .as_ref()
                .map_err(|error| ClickHouseError::from(error.clone()))?;
            self.table(declared, &mut plan).await?;
        }
        Ok(plan)
    }

    /// The cluster of the declared table of which this one is the spare.
    fn cluster_of(&self, table: &TableName) -> Option<String> {
        let mut tables = self.tables.iter().flatten();
        let declared = tables.find(|declared| match declared.get_table() {
            TableRef::Table(declared, _) => printed(&spare(declared)) == printed(table),
            _ => false,
        });
        declared?.get_cluster().map(str::to_owned)
    }

    async fn table(
        &self,
        declared: &TableCreateStatement,
        plan: &mut MigrationPlan,
    ) -> Result<(), ClickHouseError> {
        let TableRef::Table(table, _) = declared.get_table() else {
            return Err(ClickHouseError::build(
                "CREATE TABLE: it is about a table by its name",
            ));
        };
        let name = printed(table);
        let mut compared = match compare(self.db, declared, table).await? {
            Comparison::Missing => {
                let change = PlannedChange::new(Risk::Safe, format!("table `{name}` is made"));
                let origin = Origin::Create(Box::new(declared.clone()));
                plan.steps.push(PlanStep::new(origin, vec![change])?);
                return Ok(());
            }
            Comparison::Unread(sentence) => {
                plan.refusals.push(format!("table `{name}`: {sentence}"));
                return Ok(());
            }
            Comparison::There(compared) => *compared,
        };
        let mut live = compared.live.clone();
        for (from, to) in self.wishes.renames(&name) {
            live = live.change_col(from, |column| column.named(to.clone()))?;
        }
        compared.differences = compared.declared.differences(&live)?;
        compared.live = live;
        if compared.differences.is_empty() && self.wishes.renames(&name).is_empty() {
            return Ok(());
        }
        let state = Live::of(self.db, table).await?;
        let made = TablePlanner::new(table, declared, &compared, &state, &self.wishes).plan()?;
        plan.refusals.extend(made.refusals);
        plan.undeclared.extend(made.undeclared);
        plan.steps.extend(made.steps);
        if made.is_rebuilt {
            let spare = spare(table);
            let is_dropped = self.wishes.dropped_tables.contains(&printed(&spare));
            if !is_dropped && exists(self.db, &spare).await? {
                plan.refusals.push(format!(
                    "table `{name}` has to be rebuilt, and `{0}` is there, from a rebuild that was not confirmed or did not \
                     end; look into it, then plan by `.drop_table({0:?})` to drop it first",
                    printed(&spare)
                ));
            }
            plan.confirmations.push(Origin::Drop {
                table: spare,
                cluster: declared.get_cluster().map(str::to_owned),
            });
        }
        Ok(())
    }
}

impl<'a> IntoFuture for Diff<'a> {
    type Output = Result<MigrationPlan, ClickHouseError>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.plan())
    }
}
