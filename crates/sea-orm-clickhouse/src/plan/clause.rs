//! How what is no column becomes what is declared: keys, TTL, settings, comment, indexes, projections and constraints.

use sea_query_clickhouse::definition::{PartDefinition, TableDifference, TablePart};

use super::{
    action::Action,
    risk::{PlannedChange, Risk},
    table::TablePlanner,
};

impl TablePlanner<'_> {
    /// Everything but the columns.
    pub(super) fn clause(&mut self, difference: &TableDifference) {
        let declared = difference.declared_definition();
        match (difference.part(), declared) {
            (TablePart::Setting(name), Some(PartDefinition::Setting(value))) => {
                if self.live.fixed_settings.contains(name) {
                    self.reasons.push(difference.to_string());
                } else {
                    self.others
                        .push(Action::ModifySetting(name.clone(), value.clone()));
                    self.safe(difference.to_string());
                }
            }
            (TablePart::Ttl, Some(PartDefinition::Ttl(rules))) => {
                self.changes
                    .push(if rules.iter().any(|rule| rule.removes_rows()) {
                        PlannedChange::losing(
                            format!("{} TTL", self.name),
                            format!("{difference}: rows that are older go"),
                        )
                    } else {
                        PlannedChange::new(Risk::Mutation, difference.to_string())
                    });
                self.others.push(Action::ModifyTtl(rules.clone()));
            }
            (TablePart::Ttl, None) => {
                self.others.push(Action::RemoveTtl);
                self.safe(difference.to_string());
            }
            (TablePart::Comment, said) => {
                let text = match said {
                    Some(PartDefinition::Comment(text)) => text.clone(),
                    _ => String::new(),
                };
                self.others.push(Action::ModifyComment(text));
                self.safe(difference.to_string());
            }
            (TablePart::Index(name), said) => {
                let found = difference.found_definition();
                self.drops.extend(found.map(|_| Action::DropIndex(name.clone())));
                if let Some(PartDefinition::Index(index)) = said {
                    self.others.push(Action::AddIndex(index.clone()));
                    self.after.push(Action::MaterializeIndex(name.clone()));
                    self.mutations.push(PlannedChange::new(
                        Risk::Mutation,
                        format!("index `{name}` is built for the parts that are there"),
                    ));
                }
                self.safe(difference.to_string());
            }
            (TablePart::Projection(name), said) => {
                let found = difference.found_definition();
                self.drops
                    .extend(found.map(|_| Action::DropProjection(name.clone())));
                if let Some(PartDefinition::Projection(projection)) = said {
                    self.others.push(Action::AddProjection(projection.clone()));
                    self.after.push(Action::MaterializeProjection(name.clone()));
                    self.mutations.push(PlannedChange::new(
                        Risk::Mutation,
                        format!("projection `{name}` is built for the parts that are there"),
                    ));
                }
                self.safe(difference.to_string());
            }
            (TablePart::Constraint(name), said) => {
                let found = difference.found_definition();
                self.drops
                    .extend(found.map(|_| Action::DropConstraint(name.clone())));
                if let Some(PartDefinition::Constraint(constraint)) = said {
                    self.others.push(Action::AddConstraint(constraint.clone()));
                }
                self.safe(difference.to_string());
            }
            _ => self.reasons.push(difference.to_string()),
        }
    }
}
