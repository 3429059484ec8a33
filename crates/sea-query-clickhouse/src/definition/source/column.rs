//! The code of a column, apart from its name and type.

use super::{Writer, list, settings, text};
use crate::{ClickHouseColumnDef, column::DefaultKind, statistics::Statistics};

impl Writer<'_> {
    pub(super) fn column(&mut self, column: &ClickHouseColumnDef) -> Vec<String> {
        let mut attributes = Vec::new();
        match &column.default {
            Some((kind, expr)) => {
                let attribute = match kind {
                    DefaultKind::Default => "default",
                    DefaultKind::Materialized => "materialized",
                    DefaultKind::Ephemeral => "ephemeral",
                    DefaultKind::Alias => "alias",
                };
                let code = self.alone(expr);
                attributes.push(format!("{attribute} = {code}"));
            }
            None if column.ephemeral => attributes.push("ephemeral".to_owned()),
            None => {}
        }
        if let Some(chain) = &column.codec {
            attributes.push(format!("codec = {}", text(&chain.text())));
        }
        if let Some(expr) = &column.ttl {
            let code = self.alone(expr);
            attributes.push(format!("ttl = {code}"));
        }
        if !column.statistics.is_empty() {
            self.import("sea_query_clickhouse::statistics::Statistics");
            let kinds: Vec<_> = column.statistics.iter().map(statistics).collect();
            attributes.push(format!("statistics = {}", list(&kinds)));
        }
        if let Some(comment) = &column.comment {
            attributes.push(format!("comment = {}", text(comment)));
        }
        attributes.extend(settings(column.settings.iter()));
        if let Some(collation) = &column.collation {
            self.left_out(format!("COLLATE {collation} of column `{}`", column.name()));
        }
        attributes
    }
}

fn statistics(kind: &Statistics) -> String {
    match kind {
        Statistics::MinMax => "Statistics::MinMax".to_owned(),
        Statistics::TDigest => "Statistics::TDigest".to_owned(),
        Statistics::Uniq => "Statistics::Uniq".to_owned(),
        Statistics::UniqV2 => "Statistics::UniqV2".to_owned(),
        Statistics::CountMin => "Statistics::CountMin".to_owned(),
        Statistics::Basic => "Statistics::Basic".to_owned(),
        Statistics::Custom(name) => format!("Statistics::Custom({}.into())", text(name)),
    }
}
