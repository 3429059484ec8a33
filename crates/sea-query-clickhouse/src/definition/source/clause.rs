//! The code of the clauses after the engine, and of constraints.

use sea_query::{Expr, Order};

use super::{Writer, expression::sql, list, settings, text};
use crate::{
    SettingValue,
    definition::difference::{without_parentheses, written},
    table::{TableCreateStatement, columns::Constraint},
    ttl::{Action, Ttl},
};

/// What the server says of each table of the MergeTree family.
const DEFAULT_GRANULARITY: (&str, u64) = ("index_granularity", 8192);

impl Writer<'_> {
    pub(super) fn clauses(&mut self, table: &TableCreateStatement) {
        let storage = &table.storage;
        let mut of_engine = Vec::new();
        let mut is_merge_tree = false;
        if let Some(engine) = &storage.engine {
            is_merge_tree = engine.is_merge_tree();
            match self.local(engine) {
                Some(local) => self.distributed(engine, &local),
                None => {
                    let (code, settings) = self.engine(engine);
                    of_engine = settings;
                    self.attribute(format!("engine = {code}"));
                }
            }
        }
        self.keys("partition_by", &storage.partition_by);
        let sorting_key = storage.order_by.as_deref().unwrap_or_default();
        let sorted: Vec<String> = sorting_key.iter().map(|(expr, _)| sql(expr)).collect();
        let primary: Vec<String> = storage.primary_key.iter().map(sql).collect();
        if primary != sorted {
            self.keys("primary_key", &storage.primary_key);
        }
        if storage.order_by.is_some() || is_merge_tree {
            let keys: Vec<_> = sorting_key
                .iter()
                .map(|(expr, order)| {
                    let code = self.alone(expr);
                    match order {
                        Order::Desc => {
                            self.import("sea_query::Order");
                            format!("({code}, Order::Desc)")
                        }
                        _ => code,
                    }
                })
                .collect();
            self.attribute(format!("order_by = {}", list(&keys)));
        }
        if let Some(expr) = &storage.sample_by {
            let code = self.alone(expr);
            self.attribute(format!("sample_by = {code}"));
        }
        let rules: Vec<_> = storage.ttl.iter().map(|rule| self.rule(rule)).collect();
        if !rules.is_empty() {
            self.attribute(format!("ttl = {}", list(&rules)));
        }
        let said = storage.settings.iter().filter(|(name, value)| {
            let (default, number) = DEFAULT_GRANULARITY;
            let is_default = match value {
                SettingValue::Int(value) => u64::try_from(*value) == Ok(number),
                SettingValue::UInt(value) => *value == number,
                _ => false,
            };
            !(name == default && is_default)
        });
        self.source.attributes.extend(settings(said.chain(&of_engine)));
    }

    fn keys(&mut self, attribute: &str, exprs: &[Expr]) {
        if !exprs.is_empty() {
            let keys: Vec<_> = exprs.iter().map(|expr| self.alone(expr)).collect();
            self.attribute(format!("{attribute} = {}", list(&keys)));
        }
    }

    fn rule(&mut self, rule: &Ttl) -> String {
        let expr = match &rule.action {
            Action::None => return self.alone(&rule.expr),
            _ => self.expr(&rule.expr),
        };
        self.import("sea_query_clickhouse::ttl::Ttl");
        let mut code = format!("Ttl::new({expr})");
        match &rule.action {
            Action::None => {}
            Action::Delete(None) => code.push_str(".delete()"),
            Action::Delete(Some(condition)) => {
                let condition = self.expr(condition);
                code.push_str(&format!(".delete_where({condition})"));
            }
            Action::Move {
                keyword,
                name,
                if_exists,
            } => {
                let method = keyword.trim().replace(' ', "_").to_lowercase();
                let suffix = if *if_exists { "_if_exists" } else { "" };
                code.push_str(&format!(".{method}{suffix}({})", text(name)));
            }
            Action::Recompress(chain) => {
                code.push_str(&format!(".recompress({})", text(&chain.text())));
            }
            Action::GroupBy { keys, assignments } => {
                let keys: Vec<_> = keys.iter().map(|key| self.element(&sql(key))).collect();
                code.push_str(&format!(".group_by_exprs({})", list(&keys)));
                for (column, expr) in assignments {
                    let expr = self.expr(expr);
                    code.push_str(&format!(".set({}, {expr})", text(&column.to_string())));
                }
            }
        }
        code
    }

    pub(super) fn constraint(&mut self, constraint: &Constraint) {
        match constraint {
            Constraint::ForeignKey { table, .. } => {
                self.left_out(format!("a foreign key of {table:?}, which the server forgets"));
            }
            Constraint::Named(named) => {
                let whole = sql(&named.expr);
                let condition = self.expr_text(without_parentheses(&whole));
                let kind = named.keyword.trim_matches([' ', '(']).to_lowercase();
                let name = text(&named.name.to_string());
                self.attribute(format!("constraint(name = {name}, {kind} = {condition})"));
            }
        }
    }
}

/// The SQL that a part writes.
pub(super) fn part(write: impl Fn(&crate::render::Renderer<'_>, &mut String)) -> String {
    written(write).unwrap_or_default()
}
