//! How a table becomes what is declared.

use std::collections::HashMap;

use sea_query::{Expr, TableName};
use sea_query_clickhouse::{
    ClickHouseColumnDef, Engine,
    definition::{PartDefinition, TablePart},
    table::{ColumnPosition, ColumnProperty, TableCreateStatement},
    types::DataType,
};

use super::{
    PlanStep,
    action::Action,
    column::{self, Place},
    live::{Live, Spread},
    order::positions,
    origin::{Copied, Origin},
    rebuild::{Rebuild, merges_rows, refusal},
    refusal::Refusal,
    risk::{PlannedChange, Risk},
    wishes::Wishes,
};
use crate::{check::Compared, error::ClickHouseError};

/// What a table needs.
#[derive(Default)]
pub(super) struct TablePlan {
    /// What comes before the steps of all tables.
    pub(super) first: Vec<PlanStep>,
    pub(super) steps: Vec<PlanStep>,
    pub(super) refusals: Vec<Refusal>,
    /// What is there, is not declared and stays.
    pub(super) undeclared: Vec<String>,
    pub(super) is_rebuilt: bool,
}

/// One table, while its differences are gone through.
pub(super) struct TablePlanner<'a> {
    table: &'a TableName,
    pub(super) name: String,
    declared: &'a TableCreateStatement,
    compared: &'a Compared,
    pub(super) live: &'a Live,
    wishes: &'a Wishes,
    renames: Vec<(String, String)>,
    resets: Vec<String>,
    first: Vec<(Action, PlannedChange)>,
    fills: Vec<(String, Expr, PlannedChange)>,
    keeps: Vec<(Action, PlannedChange)>,
    pub(super) drops: Vec<Action>,
    columns: HashMap<String, Vec<Action>>,
    pub(super) others: Vec<Action>,
    /// What takes a DEFAULT away that a column had for the change of its type.
    returns: Vec<Action>,
    pub(super) after: Vec<Action>,
    pub(super) changes: Vec<PlannedChange>,
    pub(super) mutations: Vec<PlannedChange>,
    dropped: Vec<String>,
    kept: Vec<ClickHouseColumnDef>,
    pub(super) reasons: Vec<String>,
    plan: TablePlan,
}

impl<'a> TablePlanner<'a> {
    pub(super) fn new(
        table: &'a TableName,
        declared: &'a TableCreateStatement,
        compared: &'a Compared,
        live: &'a Live,
        wishes: &'a Wishes,
    ) -> Self {
        Self {
            table,
            name: crate::check::printed(table),
            declared,
            compared,
            live,
            wishes,
            renames: Vec::new(),
            resets: Vec::new(),
            first: Vec::new(),
            fills: Vec::new(),
            keeps: Vec::new(),
            drops: Vec::new(),
            columns: HashMap::new(),
            others: Vec::new(),
            returns: Vec::new(),
            after: Vec::new(),
            changes: Vec::new(),
            mutations: Vec::new(),
            dropped: Vec::new(),
            kept: Vec::new(),
            reasons: Vec::new(),
            plan: TablePlan::default(),
        }
    }

    /// The columns that have another name, as they were and as they are declared.
    pub(super) fn renames(self, renames: Vec<(String, String)>) -> Self {
        Self { renames, ..self }
    }

    /// The settings that are to be the server's again.
    pub(super) fn resets(self, resets: Vec<String>) -> Self {
        Self { resets, ..self }
    }

    pub(super) fn plan(mut self) -> Result<TablePlan, ClickHouseError> {
        let mut moves = false;
        for difference in &self.compared.differences {
            match (
                difference.part(),
                difference.declared_definition(),
                difference.found_definition(),
            ) {
                (TablePart::ColumnOrder, ..) => moves = true,
                (TablePart::Column(name), declared, found) => self.column(name, declared, found)?,
                _ => self.clause(difference),
            }
        }
        for name in std::mem::take(&mut self.resets) {
            let sentence = format!("setting `{name}` is the server's again");
            if self.live.fixed_settings.contains(&name) {
                self.reasons.push(sentence);
            } else {
                self.others.push(Action::ResetSetting(name));
                self.safe(sentence);
            }
        }
        if moves {
            self.safe("the columns take the order that is declared");
        }
        let mut actions = self
            .drops
            .iter()
            .chain(&self.others)
            .chain(self.columns.values().flatten());
        let is_comment = |action: &Action| matches!(action, Action::ModifyComment(_));
        if self.takes_comments_alone() && (moves || !actions.all(is_comment)) {
            let reason = format!(
                "the engine of table `{}` takes no ALTER but of its comment",
                self.name
            );
            self.reasons.push(reason);
        }
        if self.reasons.is_empty() {
            self.alter(moves)?;
        } else {
            self.rebuild()?;
        }
        Ok(self.plan)
    }

    /// The name that a column has before it is renamed.
    fn renamed_from<'n>(&'n self, name: &'n str) -> &'n str {
        let mut renames = self.renames.iter();
        renames
            .find(|(_, to)| to == name)
            .map_or(name, |(from, _)| from.as_str())
    }

    fn takes_comments_alone(&self) -> bool {
        matches!(
            self.compared.live.get_engine(),
            Some(Engine::Log | Engine::TinyLog | Engine::StripeLog)
        )
    }

    fn has_parts(&self) -> bool {
        matches!(
            self.compared.live.get_engine(),
            Some(Engine::MergeTree(_) | Engine::Replicated { .. })
        )
    }

    /// Whether the values of its columns are its own.
    fn stores(&self) -> bool {
        !self
            .compared
            .live
            .get_engine()
            .is_some_and(Engine::is_distributed)
    }

    pub(super) fn safe(&mut self, sentence: impl Into<String>) {
        self.changes.push(PlannedChange::new(Risk::Safe, sentence));
    }

    fn column(
        &mut self,
        name: &str,
        declared: Option<&PartDefinition>,
        found: Option<&PartDefinition>,
    ) -> Result<(), ClickHouseError> {
        let of = |part: Option<&PartDefinition>| match part {
            Some(PartDefinition::Column(column)) => Some((**column).clone()),
            _ => None,
        };
        match (of(declared), of(found)) {
            (Some(declared), None) => self.add_column(name, declared),
            (None, Some(found)) => self.extra_column(name, found),
            (Some(declared), Some(found)) => {
                let place = Place {
                    table: &self.name,
                    name,
                    is_key: self.live.keys.contains(name),
                    stores: self.stores(),
                    has_gaps: self.has_parts() && self.live.has_gaps(name),
                    fill: self.wishes.fill(&self.name, name),
                };
                let plan = column::plan(&declared, &found, &place)?;
                let fill = plan.fill.map(|(value, change)| (name.to_owned(), value, change));
                self.fills.extend(fill);
                self.keeps.extend(plan.keep);
                if plan.is_default_lent {
                    let remove = Action::RemoveProperty(name.to_owned(), ColumnProperty::Default);
                    self.returns.push(remove);
                }
                let actions = if plan.is_replaced {
                    self.drops.push(Action::DropColumn(name.to_owned()));
                    self.dropped.push(name.to_owned());
                    vec![Action::AddColumn(Box::new(declared), ColumnPosition::Last)]
                } else {
                    plan.actions
                };
                self.columns.insert(name.to_owned(), actions);
                self.changes.extend(plan.changes);
                self.reasons.extend(plan.rebuild);
                self.plan.refusals.extend(plan.refusal);
            }
            (None, None) => {}
        }
        Ok(())
    }

    fn add_column(&mut self, name: &str, declared: ClickHouseColumnDef) {
        self.safe(format!("column `{name}` is added"));
        let statistics = declared.get_statistics().to_vec();
        let has_expression = declared.get_default().is_some() || declared.is_computed();
        if self.wishes.materializes && self.has_parts() && declared.is_stored() && has_expression {
            self.after.push(Action::MaterializeColumn(name.to_owned()));
            self.mutations.push(PlannedChange::new(
                Risk::Mutation,
                format!("column `{name}` is written into the parts that are there"),
            ));
        }
        let mut actions = vec![Action::AddColumn(
            Box::new(declared.statistics([])),
            ColumnPosition::Last,
        )];
        if !statistics.is_empty() {
            actions.push(Action::AddStatistics(name.to_owned(), statistics));
        }
        self.columns.insert(name.to_owned(), actions);
    }

    fn extra_column(&mut self, name: &str, found: ClickHouseColumnDef) {
        if !self.wishes.drops_column(&self.name, name) {
            self.plan.undeclared.push(format!("{}.{name}", self.name));
            self.kept.push(found);
            return;
        }
        let sentence = format!("column `{name}` is dropped");
        if !self.stores() {
            // Nobody asks for the column any more when the tables behind it lose it.
            let change = PlannedChange::new(Risk::Safe, format!("{sentence} from table `{}`", self.name));
            self.first.push((Action::DropColumn(name.to_owned()), change));
            self.dropped.push(name.to_owned());
            return;
        }
        self.changes.push(if found.is_stored() {
            PlannedChange::losing(format!("{}.{name}", self.name), sentence)
        } else {
            PlannedChange::new(Risk::Safe, sentence)
        });
        if self.live.keys.contains(name) {
            self.reasons
                .push(format!("column `{name}` is dropped, and is part of a key"));
        }
        self.dropped.push(name.to_owned());
        self.drops.push(Action::DropColumn(name.to_owned()));
    }

    /// The names of the declared columns, a Nested one by its parts where the server has it so.
    fn declared_names(&self) -> Vec<String> {
        let has = |name: &str| {
            let mut columns = self.compared.live.get_columns().iter();
            columns.any(|column| column.name() == name)
        };
        let mut names = Vec::new();
        for column in self.declared.get_columns() {
            match column.data_type() {
                DataType::Nested(parts) if !has(&column.name()) => {
                    names.extend(parts.iter().map(|(part, _)| format!("{}.{part}", column.name())));
                }
                _ => names.push(column.name()),
            }
        }
        names
    }

    fn alter(&mut self, moves: bool) -> Result<(), ClickHouseError> {
        let (first, changes) = std::mem::take(&mut self.first).into_iter().unzip();
        self.push(first, changes, false)?;
        self.plan.first = std::mem::take(&mut self.plan.steps);
        let renames = std::mem::take(&mut self.renames);
        let sentence = |(from, to): &(String, String)| {
            PlannedChange::new(Risk::Safe, format!("column `{from}` becomes `{to}`"))
        };
        let changes = renames.iter().map(sentence).collect();
        let renames = renames
            .into_iter()
            .map(|(from, to)| Action::RenameColumn(from, to));
        self.push(renames.collect(), changes, false)?;
        let declared = self.declared_names();
        let live = self
            .compared
            .live
            .get_columns()
            .iter()
            .map(ClickHouseColumnDef::name);
        let live: Vec<String> = live.filter(|name| !self.dropped.contains(name)).collect();
        let places: HashMap<String, ColumnPosition> = positions(&declared, &live).into_iter().collect();
        let mut actions = std::mem::take(&mut self.drops);
        for name in &declared {
            let mut of_column = self.columns.remove(name).unwrap_or_default();
            let is_new = !live.contains(name);
            if let Some(place) = places.get(name).filter(|_| is_new || moves) {
                let placed = of_column.iter_mut().find_map(|action| match action {
                    Action::AddColumn(_, position) | Action::ModifyColumn(_, position) => Some(position),
                    _ => None,
                });
                match placed {
                    Some(position) => *position = place.clone(),
                    None => of_column.extend(self.moved(name, place)),
                }
            }
            actions.extend(of_column.into_iter().map(closed));
        }
        actions.append(&mut self.others);
        let mut before = Vec::new();
        let mut mutations = Vec::new();
        for (action, change) in std::mem::take(&mut self.keeps) {
            before.push(action);
            mutations.push(change);
        }
        for (name, value, change) in std::mem::take(&mut self.fills) {
            before.push(Action::Fill(name, Box::new(value)));
            mutations.push(change);
        }
        self.push(before, mutations, true)?;
        let changes = std::mem::take(&mut self.changes);
        self.push(actions, changes, false)?;
        let returns = std::mem::take(&mut self.returns);
        let sentence = "the DEFAULT that took the place of NULL goes";
        self.push(returns, vec![PlannedChange::new(Risk::Safe, sentence)], false)?;
        let (after, mutations) = (
            std::mem::take(&mut self.after),
            std::mem::take(&mut self.mutations),
        );
        self.push(after, mutations, true)
    }

    /// A column that moves as it is.
    fn moved(&self, name: &str, place: &ColumnPosition) -> Option<Action> {
        let mut columns = self.compared.live.get_columns().iter();
        let column = columns.find(|column| column.name() == name)?;
        let column = column.clone().statistics([]);
        Some(Action::ModifyColumn(Box::new(column), place.clone()))
    }

    fn push(
        &mut self,
        actions: Vec<Action>,
        changes: Vec<PlannedChange>,
        waits: bool,
    ) -> Result<(), ClickHouseError> {
        if !actions.is_empty() {
            let origin = Origin::Alter {
                table: self.table.clone(),
                cluster: self.declared.get_cluster().map(str::to_owned),
                actions,
                waits,
            };
            self.plan.steps.push(PlanStep::new(origin, changes)?);
        }
        Ok(())
    }

    fn rebuild(&mut self) -> Result<(), ClickHouseError> {
        let engines = [self.compared.live.get_engine(), self.declared.get_engine()];
        let of_engine = engines.into_iter().find_map(refusal).map(str::to_owned);
        let (shards, unknown) = match &self.live.spread {
            Spread::Here => (None, None),
            Spread::Shards(cluster) => (Some(cluster.clone()), None),
            Spread::Unknown(sentence) => (None, Some(sentence.clone())),
        };
        if let Some(reason) = of_engine.or(unknown) {
            self.plan.refusals.push(Refusal::new(format!(
                "table `{}` would have to be rebuilt, and cannot be: {reason}. What differs: {}",
                self.name,
                self.reasons.join("; ")
            )));
            return Ok(());
        }
        let (names, live) = (self.declared_names(), self.compared.live.get_columns());
        let target = |name: &str| {
            let mut declared = self.declared.get_columns().iter();
            declared.find(|column| column.name() == name)
        };
        let mut copied = Vec::new();
        let kept = self.kept.iter().map(ClickHouseColumnDef::name);
        for name in names.into_iter().chain(kept) {
            let is_given = |column: &ClickHouseColumnDef| !column.is_computed() && !column.is_ephemeral();
            let there = live.iter().find(|column| column.name() == name);
            let kept = self.kept.iter().find(|column| column.name() == name);
            if there.is_some_and(|column| !column.is_ephemeral())
                && target(&name).or(kept).is_none_or(is_given)
            {
                let mut fills = self.fills.iter();
                let fill = fills.find(|(column, ..)| *column == name);
                copied.push(Copied {
                    fill: fill.map(|(_, value, _)| value.clone()),
                    from: self.renamed_from(&name).to_owned(),
                    name,
                });
            }
        }
        let reasons: Vec<String> = std::mem::take(&mut self.reasons);
        let mut changes: Vec<PlannedChange> = std::mem::take(&mut self.changes);
        changes.extend(
            std::mem::take(&mut self.fills)
                .into_iter()
                .map(|(.., change)| change),
        );
        let of_keys = self.compared.differences.iter().any(|difference| {
            let part = difference.part();
            matches!(
                part,
                TablePart::Engine | TablePart::OrderBy | TablePart::PrimaryKey | TablePart::PartitionBy
            )
        });
        if of_keys && merges_rows(self.declared.get_engine()) {
            changes.push(PlannedChange::losing(
                format!("{} rows", self.name),
                "the engine that is declared does not keep all rows that it takes".to_owned(),
            ));
        }
        let rebuild = Rebuild {
            table: self.table,
            declared: self.declared,
            kept: std::mem::take(&mut self.kept),
            copied,
            reasons,
            changes,
            is_replicated: matches!(self.compared.live.get_engine(), Some(Engine::Replicated { .. })),
            database: self.live.database.clone(),
            cluster: self.live.cluster.clone(),
            shards,
        };
        self.plan.steps.extend(rebuild.steps()?);
        self.plan.is_rebuilt = true;
        Ok(())
    }
}

/// An action with a place: after EPHEMERAL alone the server would read it as an expression.
fn closed(action: Action) -> Action {
    let close = |column: Box<ClickHouseColumnDef>, position: &ColumnPosition| {
        let is_open = column.is_ephemeral() && !column.has_comment();
        match is_open && *position != ColumnPosition::Last {
            true => Box::new(column.comment("")),
            false => column,
        }
    };
    match action {
        Action::AddColumn(column, position) => Action::AddColumn(close(column, &position), position),
        Action::ModifyColumn(column, position) => Action::ModifyColumn(close(column, &position), position),
        other => other,
    }
}
