//! What is compared, and what was asked for beside it.

use std::future::IntoFuture;

use futures_util::future::BoxFuture;
use sea_query::{Expr, IntoIden, TableName, TableRef};
use sea_query_clickhouse::{
    BuildError, Engine, dictionary::DictionaryCreateStatement, table::TableCreateStatement,
    view::ViewStatement,
};

use super::{
    MigrationPlan, PlanStep,
    live::{Live, engine},
    object::{self, ObjectPlan},
    origin::Origin,
    rebuild::spare,
    refusal::{Refusal, Wish},
    risk::{PlannedChange, Risk},
    table::TablePlanner,
    wishes::Wishes,
};
use crate::{
    check::{Comparison, compare, printed},
    connection::ClickHouseConnection,
    entity::read_only::ReadOnlyStatement,
    error::ClickHouseError,
    registration::{Declaration, declarations},
};

/// A comparison that is to be made: [`MigrationPlan::diff`] begins it, and `.await` makes it.
///
/// Tables are named as in `table` or `database.table`, as the entity has it.
#[must_use = "it compares nothing until it is awaited"]
pub struct Diff<'a> {
    db: &'a ClickHouseConnection,
    tables: Vec<Result<TableCreateStatement, BuildError>>,
    objects: Vec<Result<ReadOnlyStatement, BuildError>>,
    wishes: Wishes,
    /// Whether the tables are those of the entities of the program.
    is_of_program: bool,
    /// Entities of the program that declare nothing.
    undeclared: Vec<&'static str>,
}

impl<'a> Diff<'a> {
    pub(super) fn new(
        db: &'a ClickHouseConnection,
        tables: Vec<Result<TableCreateStatement, BuildError>>,
    ) -> Self {
        Self {
            db,
            tables,
            objects: Vec::new(),
            wishes: Wishes::default(),
            is_of_program: false,
            undeclared: Vec::new(),
        }
    }

    /// Of the entities of the program.
    pub(super) fn of_program(db: &'a ClickHouseConnection) -> Self {
        let (mut tables, mut objects) = (Vec::new(), Vec::new());
        let mut undeclared = Vec::new();
        for (name, declaration) in declarations() {
            match declaration {
                Declaration::Table(table) => tables.push(table.map(|table| *table)),
                Declaration::ReadOnly(object) => objects.push(object),
                Declaration::Nothing => undeclared.push(name),
            }
        }
        Self {
            is_of_program: true,
            undeclared,
            objects,
            ..Self::new(db, tables)
        }
    }

    /// Compares a view too, of any kind: [`create_view`](crate::ClickHouseViewEntity::create_view) of an entity declares one. A
    /// view that is missing is made after the tables and after what it selects from; one with another query gets the declared
    /// one, by `CREATE OR REPLACE VIEW`, or `MODIFY QUERY` of a materialized view. To compare the two as the server keeps them,
    /// a plain view with the declared query is made beside it, and dropped.
    pub fn view<V: ViewStatement>(mut self, view: Result<V, BuildError>) -> Self {
        let view = view.map(|view| ReadOnlyStatement::View(Box::new(view.into_view())));
        self.objects.push(view);
        self
    }

    /// Compares a dictionary too: [`create_dictionary`](crate::ClickHouseDictionaryEntity::create_dictionary) of an entity declares
    /// one. One that is missing is made after the tables, one that is otherwise is replaced. A password is not compared, since
    /// the server shows none.
    pub fn dictionary(mut self, dictionary: Result<DictionaryCreateStatement, BuildError>) -> Self {
        let dictionary = dictionary.map(|dictionary| ReadOnlyStatement::Dictionary(Box::new(dictionary)));
        self.objects.push(dictionary);
        self
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

    /// Plans to drop the old one of a table that was rebuilt, before all else: [`drop_table`](Self::drop_table) of
    /// `table_rebuild`, which is allowed by that.
    pub fn confirm(mut self, table: impl Into<String>) -> Self {
        self.wishes.confirmed.push(table.into());
        self
    }

    /// The names of the declared tables.
    pub(crate) fn names(&self) -> Vec<String> {
        let tables = self.tables.iter().flatten();
        tables
            .filter_map(|table| name_of(table).ok())
            .map(printed)
            .collect()
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

    /// Plans `RESET SETTING` of a setting that a table has and its declaration has not. Without it such a setting stays, since the
    /// server may have added it.
    pub fn reset_setting(mut self, table: impl Into<String>, name: impl Into<String>) -> Self {
        self.wishes.reset_settings.push((table.into(), name.into()));
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

    async fn plan(mut self) -> Result<MigrationPlan, ClickHouseError> {
        let mut plan = MigrationPlan::default();
        let undeclared = self.undeclared.iter();
        let notes = undeclared.map(|name| format!("`{name}` declares no table, and is not compared"));
        plan.notes.extend(notes);
        for name in std::mem::take(&mut self.wishes.confirmed) {
            let tables = self.tables.iter().flatten();
            let mut tables = tables.filter_map(|table| name_of(table).ok());
            match tables.find(|table| printed(table) == name) {
                Some(table) => {
                    let spare = printed(&spare(table));
                    plan.allowed.insert(spare.clone());
                    self.wishes.dropped_tables.push(spare);
                }
                // It is refused with what else is said of tables that are not declared.
                None => self.wishes.confirmed.push(name),
            }
        }
        let tables = self.declared(&mut plan)?;
        if self.is_of_program && tables.is_empty() && self.objects.is_empty() {
            return Err(ClickHouseError::unsupported(
                "no entity of this program declares a table, so there is nothing to compare: derive `ClickHouseEntity` for the \
                 models, and where they are a crate of their own, name it in the program, as by `use entity as _;`",
            ));
        }
        self.refuse_unknown(&tables, &mut plan);
        for name in &self.wishes.dropped_tables {
            self.drop_step(name, &tables, &mut plan).await?;
        }
        let mut steps = Vec::new();
        for declared in &tables {
            steps.extend(self.table(declared, &mut plan).await?);
        }
        plan.steps.extend(steps);
        self.plan_objects(&mut plan).await?;
        Ok(plan)
    }

    async fn plan_objects(&self, plan: &mut MigrationPlan) -> Result<(), ClickHouseError> {
        let mut objects = Vec::new();
        for object in &self.objects {
            let object = object
                .as_ref()
                .map_err(|error| ClickHouseError::from(error.clone()))?;
            if !objects.contains(&object) {
                objects.push(object);
            }
        }
        for object in object::ordered(objects) {
            let Some(table) = object::name(object) else {
                return Err(ClickHouseError::build(
                    "CREATE VIEW: it is about a view by its name",
                ));
            };
            let is_dropped = self.wishes.dropped_tables.contains(&printed(table));
            match object::plan(self.db, object, table, is_dropped).await? {
                ObjectPlan::Same => {}
                ObjectPlan::Step(step) => plan.steps.push(*step),
                ObjectPlan::Refused(refusal) => plan.refusals.push(refusal),
            }
        }
        Ok(())
    }

    /// The declared tables, each once: those over others after them.
    fn declared(&self, plan: &mut MigrationPlan) -> Result<Vec<&TableCreateStatement>, ClickHouseError> {
        let mut tables: Vec<&TableCreateStatement> = Vec::new();
        for declared in &self.tables {
            let declared = declared
                .as_ref()
                .map_err(|error| ClickHouseError::from(error.clone()))?;
            let name = name_of(declared)?;
            let mut known = tables.iter();
            match known.find(|known| name_of(known).is_ok_and(|known| printed(known) == printed(name))) {
                None => tables.push(declared),
                Some(known) if *known == declared => {}
                Some(_) => plan.refusals.push(Refusal::new(format!(
                    "table `{}` is declared twice, and not in the same way; let one entity declare it",
                    printed(name)
                ))),
            }
        }
        tables.sort_by_key(|table| table.get_engine().is_some_and(Engine::is_distributed));
        Ok(tables)
    }

    /// What was said of tables that are not declared.
    fn refuse_unknown(&self, tables: &[&TableCreateStatement], plan: &mut MigrationPlan) {
        let names = tables.iter().filter_map(|table| name_of(table).ok());
        let names: Vec<String> = names.map(printed).collect();
        for (table, wish) in self.wishes.of_tables() {
            if !names.contains(table) {
                plan.refusals.push(Refusal::new("").say(
                    wish,
                    format!(
                        ": no entity declares table `{table}`; declared are `{}`",
                        names.join("`, `")
                    ),
                ));
            }
        }
    }

    async fn drop_step(
        &self,
        name: &str,
        tables: &[&TableCreateStatement],
        plan: &mut MigrationPlan,
    ) -> Result<(), ClickHouseError> {
        let mut parts = name.splitn(2, '.');
        let table = match (parts.next(), parts.next()) {
            (Some(schema), Some(table)) => TableName(
                Some(sea_query::SchemaName(None, schema.to_owned().into_iden())),
                table.to_owned().into_iden(),
            ),
            _ => TableName(None, name.to_owned().into_iden()),
        };
        let mut declared = tables.iter().filter_map(|table| name_of(table).ok());
        if declared.any(|declared| printed(declared) == name) {
            plan.refusals.push(Refusal::new("").say(
                Wish::DropTable(name.to_owned()),
                ": an entity declares that table, which would be made anew; take the entity away first",
            ));
            return Ok(());
        }
        match engine(self.db, &table).await?.as_deref() {
            Some("Dictionary") => plan.refusals.push(Refusal::new("").say(
                Wish::DropTable(name.to_owned()),
                ": it is a dictionary, which DROP DICTIONARY drops, and no plan",
            )),
            Some(_) => {
                let change = PlannedChange::losing(name, format!("table `{name}` is dropped"));
                // The cluster of the declared table of which this one is the spare.
                let of = tables.iter().find(|declared| {
                    name_of(declared).is_ok_and(|declared| printed(&spare(declared)) == printed(&table))
                });
                let cluster = of.and_then(|of| of.get_cluster()).map(str::to_owned);
                plan.steps
                    .push(PlanStep::new(Origin::Drop { table, cluster }, vec![change])?);
            }
            None => plan
                .notes
                .push(format!("table `{name}` is not there, and need not be dropped")),
        }
        Ok(())
    }

    /// The steps of a table. What has to come before all others goes into the plan at once.
    async fn table(
        &self,
        declared: &TableCreateStatement,
        plan: &mut MigrationPlan,
    ) -> Result<Vec<PlanStep>, ClickHouseError> {
        let table = name_of(declared)?;
        let name = printed(table);
        let mut compared = match compare(self.db, declared, table).await? {
            Comparison::Missing => {
                let change = PlannedChange::new(Risk::Safe, format!("table `{name}` is made"));
                let origin = Origin::Create(Box::new(declared.clone()));
                return Ok(vec![PlanStep::new(origin, vec![change])?]);
            }
            Comparison::Unread(sentence) => {
                let sentence = format!("table `{name}`: {sentence}");
                plan.refusals.push(Refusal::new(sentence));
                return Ok(Vec::new());
            }
            Comparison::There(compared) => *compared,
        };
        let mut live = compared.live.clone();
        let mut renames = Vec::new();
        for (from, to) in self.wishes.renames(&name) {
            let has = |name: &str| live.get_columns().iter().any(|column| column.name() == name);
            match (has(&from), has(&to)) {
                (true, false) => {
                    live = live.change_col(from.clone(), |column| column.named(to.clone()))?;
                    renames.push((from, to));
                }
                (false, true) => plan.notes.push(format!(
                    "column `{from}` of table `{name}` is not there: it is `{to}` already"
                )),
                (has_from, _) => {
                    let sentence = match has_from {
                        true => format!(": table `{name}` has both columns"),
                        false => format!(": table `{name}` has neither column"),
                    };
                    let wish = Wish::RenameColumn(name.clone(), from, to);
                    plan.refusals.push(Refusal::new("").say(wish, sentence));
                }
            }
        }
        for column in self.wishes.drops_columns(&name) {
            let is_there = live.get_columns().iter().any(|there| there.name() == *column);
            let mut declared = compared.declared.get_columns().iter();
            if declared.any(|declared| declared.name() == *column) {
                let wish = Wish::DropColumn(name.clone(), column.clone());
                plan.refusals
                    .push(Refusal::new("").say(wish, ": the column is declared"));
            } else if !is_there {
                let sentence =
                    format!("column `{column}` of table `{name}` is not there, and need not be dropped");
                plan.notes.push(sentence);
            }
        }
        let mut resets = Vec::new();
        for setting in self.wishes.resets(&name) {
            if compared.declared.get_setting(setting).is_some() {
                let wish = Wish::ResetSetting(name.clone(), setting.clone());
                plan.refusals
                    .push(Refusal::new("").say(wish, ": the setting is declared"));
            } else if live.get_setting(setting).is_some() {
                resets.push(setting.clone());
            } else {
                let sentence =
                    format!("setting `{setting}` of table `{name}` is not set, and need not be reset");
                plan.notes.push(sentence);
            }
        }
        compared.differences = compared.declared.differences(&live)?;
        compared.live = live;
        if compared.differences.is_empty() && renames.is_empty() && resets.is_empty() {
            return Ok(Vec::new());
        }
        let state = Live::of(self.db, table, self.cluster(declared)).await?;
        let planner = TablePlanner::new(table, declared, &compared, &state, &self.wishes);
        let made = planner.renames(renames).resets(resets).plan()?;
        plan.refusals.extend(made.refusals);
        plan.undeclared.extend(made.undeclared);
        plan.steps.extend(made.first);
        if made.is_rebuilt {
            let spare = spare(table);
            let is_dropped = self.wishes.dropped_tables.contains(&printed(&spare));
            if !is_dropped && engine(self.db, &spare).await?.is_some() {
                let sentence = format!(
                    "table `{name}` has to be rebuilt, and `{}` is there, from a rebuild that was not confirmed or did not \
                     end; look into it, then plan by ",
                    printed(&spare)
                );
                let refusal = Refusal::new(sentence);
                let drop = Wish::DropTable(printed(&spare));
                plan.refusals.push(refusal.say(drop, " to drop it first"));
            }
            plan.confirmations.push(Origin::Drop {
                table: spare,
                cluster: declared.get_cluster().map(str::to_owned),
            });
        }
        Ok(made.steps)
    }

    /// The cluster on which a table is.
    fn cluster<'t>(&'t self, declared: &'t TableCreateStatement) -> Option<&'t str> {
        declared.get_cluster().or_else(|| self.db.options().get_cluster())
    }
}

fn name_of(declared: &TableCreateStatement) -> Result<&TableName, ClickHouseError> {
    match declared.get_table() {
        TableRef::Table(table, _) => Ok(table),
        _ => Err(ClickHouseError::build(
            "CREATE TABLE: it is about a table by its name",
        )),
    }
}

impl<'a> IntoFuture for Diff<'a> {
    type Output = Result<MigrationPlan, ClickHouseError>;
    type IntoFuture = BoxFuture<'a, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.plan())
    }
}
