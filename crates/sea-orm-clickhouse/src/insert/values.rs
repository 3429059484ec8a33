//! The rows of an INSERT before they are sent.

use sea_query::Value;
use sea_query_clickhouse::connection::{Cell, InsertSource};

use crate::{
    error::ClickHouseError,
    registry::EntityFields,
    table::{Default, Table},
};

/// What an INSERT leaves to be made: keys, and the defaults that RETURNING asks for, by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Made {
    pub(crate) columns: Vec<(String, Vec<Value>)>,
    /// Whether the rows that RETURNING asks for have more than is given and made: what the server always computes.
    pub(crate) computed: bool,
}

/// The rows of an INSERT, column by column.
pub(crate) struct Values {
    pub(crate) columns: Vec<String>,
    pub(crate) cells: Vec<Vec<Cell>>,
    pub(crate) rows: usize,
}

impl Values {
    pub(super) fn new(source: &InsertSource) -> Self {
        let columns: Vec<String> = source.columns().iter().map(ToString::to_string).collect();
        let width = columns.len();
        let flat = source.cells();
        let rows = flat.len().checked_div(width).unwrap_or(source.default_rows());
        let mut cells: Vec<Vec<Cell>> = (0..width).map(|_| Vec::with_capacity(rows)).collect();
        for (i, cell) in flat.into_iter().enumerate() {
            if let Some(column) = cells.get_mut(i % width.max(1)) {
                column.push(cell);
            }
        }
        Self { columns, cells, rows }
    }

    /// The cells of a column that the INSERT names.
    pub(crate) fn column(&self, name: &str) -> Option<&[Cell]> {
        let position = self.columns.iter().position(|column| column == name)?;
        self.cells.get(position).map(Vec::as_slice)
    }

    /// The value of a column in a row, where it is one that is no NULL.
    pub(crate) fn plain(&self, name: &str, row: usize) -> Option<Value> {
        match self.column(name)?.get(row)? {
            Cell::Value(value) if value.is_some() => Some(value.clone()),
            _ => None,
        }
    }

    /// Keeps the rows for which `keep` is true.
    pub(crate) fn retain(&mut self, keep: impl FnMut(usize) -> bool) {
        let kept: Vec<bool> = (0..self.rows).map(keep).collect();
        for cells in &mut self.cells {
            let mut kept = kept.iter().copied();
            cells.retain(|_| kept.next().unwrap_or(true));
        }
        self.rows = kept.into_iter().filter(|kept| *kept).count();
    }

    /// Gives a column its values, also where it was left out.
    pub(crate) fn set(&mut self, name: &str, cells: Vec<Cell>) {
        match self.columns.iter().position(|column| column == name) {
            Some(position) => {
                if let Some(column) = self.cells.get_mut(position) {
                    *column = cells;
                }
            }
            None => {
                self.columns.push(name.to_owned());
                self.cells.push(cells);
            }
        }
    }

    /// `insert_many` of SeaORM names every column that any of its rows sets, and writes NULL in the rows that do not.
    pub(super) fn leave_out_nulls(&mut self, table: &Table, fields: Option<&EntityFields>) {
        for (name, cells) in self.columns.iter().zip(&mut self.cells) {
            let required = fields.is_some_and(|fields| fields.requires(name))
                && table
                    .column(name)
                    .is_some_and(|column| !column.data_type.is_nullable());
            for cell in cells.iter_mut().filter(|_| required) {
                if matches!(cell, Cell::Value(value) if !value.is_some()) {
                    *cell = Cell::Default;
                }
            }
        }
    }

    /// An explicit NULL in a column that cannot hold it is its DEFAULT by the setting `input_format_null_as_default`,
    /// when the user has set it; else it is refused. The server itself has no say in this format.
    pub(super) fn nulls_as_defaults(&mut self, table: &Table, allowed: bool) -> Result<(), ClickHouseError> {
        for (name, cells) in self.columns.iter().zip(&mut self.cells) {
            let Some(column) = table.column(name) else {
                continue;
            };
            let Default::Expr(default) = &column.default else {
                continue;
            };
            if column.data_type.is_nullable() {
                continue;
            }
            for cell in cells.iter_mut() {
                match cell {
                    Cell::Value(value) if value.is_some() => {}
                    Cell::Value(_) if allowed => *cell = Cell::Default,
                    Cell::Value(_) if !holds_null(&column.data_type) => {
                        return Err(ClickHouseError::type_error(format!(
                            "NULL in column `{name}` of type {}, which has the DEFAULT {default}: leave the column out, or \
                             set input_format_null_as_default = 1",
                            column.data_type
                        )));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    pub(super) fn set_made(&mut self, made: &Made) {
        for (name, values) in &made.columns {
            self.set(name, values.iter().cloned().map(Cell::Value).collect());
        }
    }

    /// The columns of a table that have no value yet in some row.
    pub(super) fn open(&self, table: &Table) -> Vec<String> {
        let is_open = |name: &str| {
            self.column(name)
                .is_none_or(|cells| cells.contains(&Cell::Default))
        };
        let names = table.columns.iter().map(|column| column.name.as_str());
        names.filter(|name| is_open(name)).map(str::to_owned).collect()
    }

    /// What the columns that were open have now.
    pub(super) fn made(&self, open: Vec<String>) -> Vec<(String, Vec<Value>)> {
        let values = |name: &str| {
            let cells = self.column(name)?.iter().map(|cell| match cell {
                Cell::Value(value) => Some(value.clone()),
                _ => None,
            });
            cells.collect::<Option<Vec<Value>>>()
        };
        let made = |name: String| values(&name).map(|values| (name, values));
        open.into_iter().filter_map(made).collect()
    }

    pub(crate) fn has_exprs(&self) -> bool {
        self.cells.iter().flatten().any(|cell| *cell == Cell::Expr)
    }
}

/// Types that hold NULL as they are.
fn holds_null(data_type: &sea_query_clickhouse::DataType) -> bool {
    use sea_query_clickhouse::DataType::{Dynamic, Geometry, Variant};
    matches!(data_type, Dynamic(_) | Variant(_) | Geometry)
}
