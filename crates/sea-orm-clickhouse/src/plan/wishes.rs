//! What is asked for beside a comparison.

use sea_query::Expr;

use super::refusal::Wish;

/// What was said that no comparison can know.
#[derive(Default)]
pub(super) struct Wishes {
    pub(super) dropped_tables: Vec<String>,
    /// Tables whose old ones are dropped.
    pub(super) confirmed: Vec<String>,
    pub(super) dropped_columns: Vec<(String, String)>,
    pub(super) reset_settings: Vec<(String, String)>,
    pub(super) renamed: Vec<(String, String, String)>,
    pub(super) fills: Vec<(String, String, Expr)>,
    /// Whether added columns are written into the parts that are there.
    pub(super) materializes: bool,
}

impl Wishes {
    pub(super) fn drops_columns<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a String> {
        let dropped = self.dropped_columns.iter();
        dropped.filter(move |(of, _)| of == table).map(|(_, name)| name)
    }

    pub(super) fn drops_column(&self, table: &str, column: &str) -> bool {
        let mut dropped = self.dropped_columns.iter();
        dropped.any(|(of, name)| of == table && name == column)
    }

    /// The settings of a table that are to be the server's again.
    pub(super) fn resets<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a String> {
        let reset = self.reset_settings.iter();
        reset.filter(move |(of, _)| of == table).map(|(_, name)| name)
    }

    /// All that was said of tables that have to be declared, with the name of each.
    pub(super) fn of_tables(&self) -> impl Iterator<Item = (&String, Wish)> {
        let columns = self.dropped_columns.iter();
        let columns = columns.map(|(table, name)| (table, Wish::DropColumn(table.clone(), name.clone())));
        let settings = self.reset_settings.iter();
        let settings = settings.map(|(table, name)| (table, Wish::ResetSetting(table.clone(), name.clone())));
        let renamed = self
            .renamed
            .iter()
            .map(|(table, from, to)| (table, Wish::RenameColumn(table.clone(), from.clone(), to.clone())));
        let fills = self.fills.iter();
        let fills = fills.map(|(table, name, _)| (table, Wish::Fill(table.clone(), name.clone())));
        let confirmed = self.confirmed.iter();
        let confirmed = confirmed.map(|table| (table, Wish::Confirm(table.clone())));
        columns
            .chain(settings)
            .chain(renamed)
            .chain(fills)
            .chain(confirmed)
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
}
