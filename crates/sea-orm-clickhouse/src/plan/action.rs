//! One action of an ALTER TABLE that a plan makes.

use sea_query::{Alias, Expr, ExprTrait};
use sea_query_clickhouse::{
    ClickHouseColumnDef, SettingValue, SkipIndex,
    constraint::TableConstraint,
    definition::expression,
    projection::Projection,
    statistics::Statistics,
    table::{ColumnPosition, ColumnProperty, TableAlterStatement},
    ttl::Ttl,
};

use super::origin::{position, string, value};
use crate::error::ClickHouseError;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    AddColumn(Box<ClickHouseColumnDef>, ColumnPosition),
    ModifyColumn(Box<ClickHouseColumnDef>, ColumnPosition),
    RemoveProperty(String, ColumnProperty),
    DropColumn(String),
    RenameColumn(String, String),
    AddStatistics(String, Vec<Statistics>),
    ModifyStatistics(String, Vec<Statistics>),
    DropStatistics(String),
    AddIndex(Box<SkipIndex>),
    DropIndex(String),
    AddProjection(Box<Projection>),
    DropProjection(String),
    AddConstraint(Box<TableConstraint>),
    DropConstraint(String),
    ModifyTtl(Vec<Ttl>),
    RemoveTtl,
    ModifySetting(String, SettingValue),
    ResetSetting(String),
    ModifyComment(String),
    MaterializeColumn(String),
    MaterializeIndex(String),
    MaterializeProjection(String),
    /// `UPDATE column = value WHERE column IS NULL`
    Fill(String, Box<Expr>),
    /// `UPDATE column = column WHERE true`
    Keep(String),
}

impl Action {
    /// The statement with this action too.
    pub(super) fn add(&self, alter: TableAlterStatement) -> TableAlterStatement {
        match self {
            Self::AddColumn(column, position) => alter.add_column((**column).clone(), position.clone()),
            Self::ModifyColumn(column, position) => {
                let alter = alter.modify_column((**column).clone());
                match position {
                    ColumnPosition::First => alter.first(),
                    ColumnPosition::After(name) => alter.after(Alias::new(name)),
                    _ => alter,
                }
            }
            Self::RemoveProperty(column, property) => alter.remove_property(Alias::new(column), *property),
            Self::DropColumn(column) => alter.drop_column(Alias::new(column)),
            Self::RenameColumn(from, to) => alter.rename_column(Alias::new(from), Alias::new(to)),
            Self::AddStatistics(column, kinds) => alter.add_statistics([Alias::new(column)], kinds.clone()),
            Self::ModifyStatistics(column, kinds) => {
                alter.modify_statistics([Alias::new(column)], kinds.clone())
            }
            Self::DropStatistics(column) => alter.drop_statistics([Alias::new(column)]),
            Self::AddIndex(index) => alter.add_index((**index).clone()),
            Self::DropIndex(index) => alter.drop_index(Alias::new(index)),
            Self::AddProjection(projection) => alter.add_projection((**projection).clone()),
            Self::DropProjection(projection) => alter.drop_projection(Alias::new(projection)),
            Self::AddConstraint(constraint) => alter.add_constraint((**constraint).clone()),
            Self::DropConstraint(constraint) => alter.drop_constraint(Alias::new(constraint)),
            Self::ModifyTtl(rules) => alter.modify_ttl(rules.clone()),
            Self::RemoveTtl => alter.remove_ttl(),
            Self::ModifySetting(name, value) => alter.modify_setting(name.clone(), value.clone()),
            Self::ResetSetting(name) => alter.reset_setting([name.clone()]),
            Self::ModifyComment(text) => alter.modify_comment(text.clone()),
            Self::MaterializeColumn(column) => alter.materialize_column(Alias::new(column)),
            Self::MaterializeIndex(index) => alter.materialize_index(Alias::new(index)),
            Self::MaterializeProjection(projection) => alter.materialize_projection(Alias::new(projection)),
            Self::Fill(column, value) => alter.update(
                [(Alias::new(column), (**value).clone())],
                Expr::col(Alias::new(column)).is_null(),
            ),
            Self::Keep(column) => {
                let column = Alias::new(column);
                alter.update([(column.clone(), Expr::col(column))], Expr::val(true))
            }
        }
    }

    /// The same as Rust.
    pub(super) fn source(&self) -> Result<String, ClickHouseError> {
        let kinds = |kinds: &[Statistics]| {
            let kinds = kinds
                .iter()
                .map(|kind| format!("Statistics::named({})", string(kind.name())));
            kinds.collect::<Vec<_>>().join(", ")
        };
        let read = |text: String| format!("definition({})?", string(&text));
        Ok(match self {
            Self::AddColumn(column, place) => {
                format!("add_column({}, {})", read(column.definition()?), position(place))
            }
            Self::ModifyColumn(column, place) => {
                let modify = format!("modify_column({})", read(column.definition()?));
                match place {
                    ColumnPosition::First => format!("{modify}.first()"),
                    ColumnPosition::After(name) => format!("{modify}.after({})", string(name)),
                    _ => modify,
                }
            }
            Self::RemoveProperty(column, property) => {
                format!(
                    "remove_property({}, ColumnProperty::{property:?})",
                    string(column)
                )
            }
            Self::DropColumn(column) => format!("drop_column({})", string(column)),
            Self::RenameColumn(from, to) => format!("rename_column({}, {})", string(from), string(to)),
            Self::AddStatistics(column, all) => {
                format!("add_statistics([{}], [{}])", string(column), kinds(all))
            }
            Self::ModifyStatistics(column, all) => {
                format!("modify_statistics([{}], [{}])", string(column), kinds(all))
            }
            Self::DropStatistics(column) => format!("drop_statistics([{}])", string(column)),
            Self::AddIndex(index) => format!("add_index({})", read(index.definition()?)),
            Self::DropIndex(index) => format!("drop_index({})", string(index)),
            Self::AddProjection(projection) => {
                format!("add_projection({})", read(projection.definition()?))
            }
            Self::DropProjection(projection) => format!("drop_projection({})", string(projection)),
            Self::AddConstraint(constraint) => {
                format!("add_constraint({})", read(constraint.definition()?))
            }
            Self::DropConstraint(constraint) => format!("drop_constraint({})", string(constraint)),
            Self::ModifyTtl(rules) => {
                let mut texts = Vec::new();
                for rule in rules {
                    texts.push(format!("definition::<Ttl>({})?", string(&rule.definition()?)));
                }
                format!("modify_ttl([{}])", texts.join(", "))
            }
            Self::RemoveTtl => "remove_ttl()".to_owned(),
            Self::ModifySetting(name, setting) => {
                format!("modify_setting({}, {})", string(name), value(setting))
            }
            Self::ResetSetting(name) => format!("reset_setting([{}])", string(name)),
            Self::ModifyComment(text) => format!("modify_comment({})", string(text)),
            Self::MaterializeColumn(column) => format!("materialize_column({})", string(column)),
            Self::MaterializeIndex(index) => format!("materialize_index({})", string(index)),
            Self::MaterializeProjection(projection) => {
                format!("materialize_projection({})", string(projection))
            }
            Self::Fill(column, value) => format!(
                "update([({0}, Expr::cust({1}))], Expr::col({0}).is_null())",
                string(column),
                string(&expression(value)?)
            ),
            Self::Keep(column) => format!("update([({0}, Expr::col({0}))], Expr::val(true))", string(column)),
        })
    }
}
