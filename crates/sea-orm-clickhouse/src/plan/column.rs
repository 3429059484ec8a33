//! How a column becomes what is declared.

use sea_query::Expr;
use sea_query_clickhouse::{
    ClickHouseColumnDef,
    definition::expression,
    table::{ColumnPosition, ColumnProperty},
    types::DataType,
};

use super::{
    action::Action,
    refusal::{Refusal, Wish},
    risk::{PlannedChange, Risk},
};
use crate::error::ClickHouseError;

/// What is known of the column on the server.
pub(super) struct Place<'a> {
    pub(super) table: &'a str,
    pub(super) name: &'a str,
    /// Whether a key of the table has it.
    pub(super) is_key: bool,
    /// Whether its values are in the table, and not in another.
    pub(super) stores: bool,
    /// Whether the table has parts, and some of them without the column.
    pub(super) has_gaps: bool,
    /// What was said that stands for NULL.
    pub(super) fill: Option<&'a Expr>,
}

/// The actions that change one column, and what comes before them.
#[derive(Default)]
pub(super) struct ColumnPlan {
    /// What NULL becomes.
    pub(super) fill: Option<(Expr, PlannedChange)>,
    /// What writes the values down that are not in the parts.
    pub(super) keep: Option<(Action, PlannedChange)>,
    pub(super) actions: Vec<Action>,
    pub(super) changes: Vec<PlannedChange>,
    /// Whether the column has a DEFAULT only while its type changes.
    pub(super) is_default_lent: bool,
    /// Whether the column is dropped and added, instead of the actions.
    pub(super) is_replaced: bool,
    /// Why ALTER cannot do it.
    pub(super) rebuild: Option<String>,
    pub(super) refusal: Option<Refusal>,
}

/// The type without NULL.
fn bare(data_type: &DataType) -> &DataType {
    match data_type {
        DataType::Nullable(inner) => inner,
        DataType::LowCardinality(inner) => bare(inner),
        other => other,
    }
}

pub(super) fn plan(
    declared: &ClickHouseColumnDef,
    found: &ClickHouseColumnDef,
    place: &Place<'_>,
) -> Result<ColumnPlan, ClickHouseError> {
    let mut plan = ColumnPlan::default();
    let name = place.name.to_owned();
    let full = format!("{}.{name}", place.table);
    if declared.is_ephemeral() || found.is_ephemeral() {
        // MODIFY COLUMN leaves an EPHEMERAL as it was, or makes a definition of it that the server cannot read.
        plan.is_replaced = true;
        plan.changes.push(if place.stores && found.is_stored() {
            PlannedChange::losing(full, format!("column `{name}` becomes EPHEMERAL: its values go"))
        } else {
            let sentence = format!("column `{name}` is dropped and added: it stores nothing");
            PlannedChange::new(Risk::Safe, sentence)
        });
        return Ok(plan);
    }
    let is_inferred = *declared.data_type() == DataType::Nothing;
    let mut modifies = false;
    if !is_inferred && declared.data_type() != found.data_type() {
        modifies = true;
        change_type(&mut plan, declared, found, place)?;
    }
    if place.stores && found.is_stored() && !declared.is_stored() {
        plan.changes.push(PlannedChange::losing(
            full.clone(),
            format!("column `{name}` is stored no longer: its values go"),
        ));
    }
    let (said, known) = (declared.get_properties()?, found.get_properties()?);
    let has_kind = |properties: &[(ColumnProperty, String)], kind: ColumnProperty| {
        properties.iter().any(|(other, _)| *other == kind)
    };
    for (kind, _) in &known {
        let replaced = is_default(*kind) && said.iter().any(|(other, _)| is_default(*other));
        if !has_kind(&said, *kind) && !replaced {
            plan.actions.push(Action::RemoveProperty(name.clone(), *kind));
            let sentence = format!("column `{name}` has no {} any more", word(*kind));
            plan.changes.push(PlannedChange::new(Risk::Safe, sentence));
        }
    }
    for (kind, text) in &said {
        if known.contains(&(*kind, text.clone())) {
            continue;
        }
        modifies = true;
        plan.changes.push(if *kind == ColumnProperty::Ttl {
            PlannedChange::losing(
                format!("{full} TTL"),
                format!("column `{name}` has the TTL {text}: values that are older go"),
            )
        } else if *kind == ColumnProperty::Codec {
            PlannedChange::new(Risk::Safe, format!("column `{name}` has {text}"))
        } else {
            PlannedChange::new(
                Risk::Safe,
                format!("column `{name}` has the {} {text}", word(*kind)),
            )
        });
    }
    keep_values(&mut plan, declared, found, place)?;
    if modifies {
        let mut definition = declared.clone().statistics([]);
        let has_default = said.iter().any(|(kind, _)| is_default(*kind));
        // To a type without NULL the server changes only with a DEFAULT.
        if let Some((value, _)) = plan.fill.as_ref().filter(|_| !has_default) {
            definition = definition.default(value.clone());
            plan.is_default_lent = true;
            let is_removed =
                |action: &Action| matches!(action, Action::RemoveProperty(_, kind) if is_default(*kind));
            plan.actions.retain(|action| !is_removed(action));
        }
        plan.actions
            .push(Action::ModifyColumn(Box::new(definition), ColumnPosition::Last));
    }
    let (kinds, others) = (declared.get_statistics(), found.get_statistics());
    if kinds != others {
        plan.actions.push(match (kinds, others) {
            ([], _) => Action::DropStatistics(name.clone()),
            (kinds, []) => Action::AddStatistics(name.clone(), kinds.to_vec()),
            (kinds, _) => Action::ModifyStatistics(name.clone(), kinds.to_vec()),
        });
        let sentence = format!("column `{name}` has other statistics");
        plan.changes.push(PlannedChange::new(Risk::Safe, sentence));
    }
    Ok(plan)
}

fn change_type(
    plan: &mut ColumnPlan,
    declared: &ClickHouseColumnDef,
    found: &ClickHouseColumnDef,
    place: &Place<'_>,
) -> Result<(), ClickHouseError> {
    let name = place.name;
    let (wanted, there) = (declared.data_type(), found.data_type());
    let becomes = format!("column `{name}` becomes {wanted}, and is {there}");
    if !(place.stores && declared.is_stored() && found.is_stored()) {
        plan.changes.push(PlannedChange::new(Risk::Safe, becomes));
        return Ok(());
    }
    if there.is_nullable() && !wanted.is_nullable() {
        match place.fill.or(declared.get_default()) {
            Some(value) => {
                let sentence = format!("NULL of column `{name}` becomes {}", expression(value)?);
                plan.fill = Some((value.clone(), PlannedChange::new(Risk::Mutation, sentence)));
            }
            None => {
                let sentence = format!(
                    "column `{name}` of table `{}` can be NULL, and is declared without it: say by ",
                    place.table
                );
                let fill = Wish::Fill(place.table.to_owned(), name.to_owned());
                let refusal = Refusal::new(sentence).say(fill, " what stands for NULL, or declare a DEFAULT");
                plan.refusal = Some(refusal);
            }
        }
    }
    if place.is_key && !wanted.is_stored_as(there) {
        plan.rebuild = Some(format!("{becomes}; it is part of a key"));
    }
    plan.changes.push(if wanted.is_stored_as(there) {
        PlannedChange::new(Risk::Safe, becomes)
    } else if bare(wanted).holds(bare(there)) {
        PlannedChange::new(Risk::Mutation, becomes)
    } else {
        PlannedChange::losing(
            format!("{}.{name}", place.table),
            format!("{becomes}: not every value fits"),
        )
    });
    Ok(())
}

/// Of a part that was written before the column was added, the values are what the DEFAULT says when they are read. They are
/// written down before it says something else.
fn keep_values(
    plan: &mut ColumnPlan,
    declared: &ClickHouseColumnDef,
    found: &ClickHouseColumnDef,
    place: &Place<'_>,
) -> Result<(), ClickHouseError> {
    let text = |column: &ClickHouseColumnDef| column.get_default().map(expression).transpose();
    let (said, known) = (text(declared)?, text(found)?);
    let is_plain = |column: &ClickHouseColumnDef| column.is_stored() && !column.is_computed();
    if said == known || !is_plain(declared) || !is_plain(found) || !place.has_gaps || place.is_key {
        return Ok(());
    }
    let name = place.name.to_owned();
    let sentence = format!(
        "the rows from before column `{name}` was added keep the values that its old definition gives them"
    );
    let keep = match known {
        Some(_) => Action::MaterializeColumn(name),
        None => Action::Keep(name),
    };
    plan.keep = Some((keep, PlannedChange::new(Risk::Mutation, sentence)));
    Ok(())
}

fn is_default(kind: ColumnProperty) -> bool {
    matches!(
        kind,
        ColumnProperty::Default | ColumnProperty::Materialized | ColumnProperty::Alias
    )
}

fn word(kind: ColumnProperty) -> &'static str {
    match kind {
        ColumnProperty::Default => "DEFAULT",
        ColumnProperty::Materialized => "MATERIALIZED",
        ColumnProperty::Alias => "ALIAS",
        ColumnProperty::Comment => "COMMENT",
        ColumnProperty::Codec => "CODEC",
        ColumnProperty::Ttl => "TTL",
        _ => "SETTINGS",
    }
}
