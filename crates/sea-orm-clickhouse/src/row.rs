//! Blocks into rows.

use std::{
    collections::{BTreeMap, VecDeque},
    ops::Range,
    sync::Arc,
};

use sea_orm::{ProxyRow, QueryResult};
use sea_query::{ArrayType, OptionEnum, Value};
use sea_query_clickhouse::{DataType, structured::is_of_clickhouse};

use crate::{
    error::ClickHouseError,
    expectation::Expectation,
    native::{Block, BlockDecoder, ColumnData, ColumnPlan, Header, NativeError, Resend, Target},
    result::{RowFields, RowPicks},
    transport::Response,
};

/// The blocks of a response.
pub(crate) struct Blocks {
    response: Response,
    decoder: BlockDecoder,
    resend: Option<Resend>,
}

impl Blocks {
    pub(crate) fn new(response: Response) -> Self {
        Self {
            response,
            decoder: BlockDecoder::new(),
            resend: None,
        }
    }

    /// The next block, or `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Block>, ClickHouseError> {
        loop {
            match self.decoder.next_block() {
                Ok(Some(block)) => {
                    self.response.count_rows(block.rows);
                    return Ok(Some(block));
                }
                Ok(None) => {}
                Err(error) => {
                    self.resend = error.resend();
                    return Err(self.at(error));
                }
            }
            match self.response.chunk().await? {
                Some(chunk) => self.decoder.feed(chunk),
                None => {
                    self.decoder.finish().map_err(|error| self.at(error))?;
                    return Ok(None);
                }
            }
        }
    }

    /// The error of a block or row, with the query it happened in.
    pub(crate) fn at(&self, error: impl Into<ClickHouseError>) -> ClickHouseError {
        error.into().with_query_id(self.response.query_id.clone())
    }
}

/// How many values are made at a time. A value takes 32 bytes and more where a block has one, and a block may have
/// 65,409 rows of a thousand columns.
const VALUES_AT_A_TIME: usize = 65_536;

/// The rows of a response as values, by the expectation of whoever asked.
pub(crate) struct Rows {
    blocks: Blocks,
    expectation: Expectation,
    /// The names of the columns, where they are not those of the response.
    names: Option<Vec<String>>,
    plan: Option<Arc<RowPlan>>,
    /// The block whose rows are read, and the first of them that are no values yet.
    block: Option<(Block, usize)>,
    ready: VecDeque<Vec<Value>>,
}

/// How the columns of a result are read, decided by its header.
#[derive(Debug)]
pub(crate) struct RowPlan {
    pub(crate) names: Vec<String>,
    /// The types of the columns on the server.
    pub(crate) types: Vec<DataType>,
    columns: Vec<PlannedColumn>,
    /// Keys that sort as the columns stand, when their names do not.
    positions: Option<Vec<String>>,
    /// The fields of a row of its own, and the columns that they are read from.
    fields: Option<(Arc<RowFields>, RowPicks)>,
}

/// A column that is read.
#[derive(Debug)]
struct PlannedColumn {
    position: usize,
    /// What an error says before it names the column.
    context: Option<String>,
    plan: ColumnPlan,
}

impl PlannedColumn {
    fn new(
        position: usize,
        name: &str,
        data_type: &DataType,
        target: &Target,
        own_type: Option<&str>,
        context: Option<String>,
    ) -> Result<Self, ClickHouseError> {
        match ColumnPlan::new(name, data_type, target) {
            Ok(plan) => Ok(Self {
                position,
                context,
                plan,
            }),
            Err(error) => {
                let error = match own_type {
                    Some(own_type) => error.of_field(own_type),
                    None => error,
                };
                Err(within(context.as_deref(), error))
            }
        }
    }

    fn values(&self, data: &ColumnData, rows: Range<usize>) -> Result<Vec<Value>, ClickHouseError> {
        self.plan
            .values_in(data, rows)
            .map_err(|error| within(self.context.as_deref(), error))
    }
}

fn within(context: Option<&str>, error: NativeError) -> ClickHouseError {
    let error = ClickHouseError::from(error);
    match context {
        Some(context) => error.within(context),
        None => error,
    }
}

impl RowPlan {
    fn new(
        header: &Header,
        given: Option<&[String]>,
        expectation: &Expectation,
    ) -> Result<Self, ClickHouseError> {
        let names: Vec<String> = header
            .columns
            .iter()
            .enumerate()
            .map(|(position, column)| {
                let given = given
                    .and_then(|names| names.get(position))
                    .unwrap_or(&column.name);
                expectation.name(position).unwrap_or(given).to_owned()
            })
            .collect();
        if let Some(fields) = expectation.fields() {
            return Self::of_fields(header, names, fields, expectation);
        }
        let columns = names
            .iter()
            .zip(&header.columns)
            .enumerate()
            .map(|(position, (name, column))| {
                let context = expectation
                    .table(position, name)
                    .map(|table| format!("table `{table}`"));
                let target = expectation.target(position, name, &column.data_type);
                PlannedColumn::new(position, name, &column.data_type, &target, None, context)
            })
            .collect::<Result<_, _>>()?;
        // A ProxyRow is a map by name, and its columns are counted in the order of their names.
        let in_order = names.is_sorted_by(|a, b| a < b);
        let positions = (!in_order).then(|| position_keys(names.len()));
        let types = header.columns.iter().map(|column| column.data_type.clone());
        Ok(Self {
            names,
            types: types.collect(),
            columns,
            positions,
            fields: None,
        })
    }

    /// The columns that the fields ask for, in the order of the fields.
    fn of_fields(
        header: &Header,
        names: Vec<String>,
        fields: &Arc<RowFields>,
        expectation: &Expectation,
    ) -> Result<Self, ClickHouseError> {
        let types: Vec<DataType> = header
            .columns
            .iter()
            .map(|column| column.data_type.clone())
            .collect();
        let picks = fields.pick(&names, types.clone())?;
        let mut columns = Vec::with_capacity(picks.columns.len());
        for (field, position) in picks.columns.iter().enumerate() {
            let (Some(position), Some(data_type)) = (*position, picks.data_type(field)) else {
                continue;
            };
            let name = names.get(position).map(String::as_str).unwrap_or_default();
            let table = expectation.table(position, name);
            let table = table.map(|table| format!(", from table `{table}`"));
            let context = format!("{}{}", fields.context(field), table.unwrap_or_default());
            let target = fields.target(field);
            columns.push(PlannedColumn::new(
                position,
                name,
                data_type,
                &target,
                fields.own_type(field),
                Some(context),
            )?);
        }
        Ok(Self {
            names,
            types,
            columns,
            positions: None,
            fields: Some((fields.clone(), picks)),
        })
    }

    /// The fields of a row of its own.
    pub(crate) fn fields(&self) -> Option<&RowFields> {
        self.fields.as_ref().map(|(fields, _)| &**fields)
    }

    /// The columns that the fields are read from.
    pub(crate) fn picks(&self) -> Option<&RowPicks> {
        self.fields.as_ref().map(|(_, picks)| picks)
    }

    /// The row under its names, and by position.
    pub(crate) fn query_result(&self, values: Vec<Value>) -> QueryResult {
        let values: Vec<Value> = values.into_iter().map(in_proxy_row).collect();
        let mut row = BTreeMap::new();
        if let Some(positions) = &self.positions {
            row.extend(positions.iter().cloned().zip(values.iter().cloned()));
        }
        // Of two columns with one name the first is the one that is read by name.
        for (name, value) in self.names.iter().zip(values) {
            row.entry(name.clone()).or_insert(value);
        }
        ProxyRow::new(row).into()
    }
}

/// The value as SeaORM's readers of a `ProxyRow` want it: they read an ActiveEnum of a database enum as text, where its
/// model takes `Value::Enum`.
pub(crate) fn in_proxy_row(value: Value) -> Value {
    match value {
        Value::Enum(OptionEnum::Some(value)) => Value::String(Some(value.value.into_owned())),
        Value::Enum(OptionEnum::None(_)) => Value::String(None),
        Value::Array(variant @ ArrayType::Enum(_), values) if is_of_clickhouse(&variant) => {
            Value::Array(variant, values)
        }
        Value::Array(ArrayType::Enum(_), values) => {
            let texts = values.map(|values| Box::new(values.into_iter().map(in_proxy_row).collect()));
            Value::Array(ArrayType::String, texts)
        }
        value => value,
    }
}

/// Keys that sort in the order of positions, and before every name.
fn position_keys(columns: usize) -> Vec<String> {
    (0..columns).map(|position| format!("\0{position:05}")).collect()
}

impl Rows {
    pub(crate) fn new(response: Response, expectation: Expectation) -> Self {
        let blocks = Blocks::new(response);
        Self {
            blocks,
            expectation,
            names: None,
            plan: None,
            block: None,
            ready: VecDeque::new(),
        }
    }

    /// Gives the columns other names than those of the response.
    pub(crate) fn named(mut self, names: Vec<String>) -> Self {
        self.names = Some(names);
        self
    }

    /// Waits for the first rows, so that what the query cannot do is known before they are taken.
    pub(crate) async fn start(&mut self) -> Result<(), ClickHouseError> {
        self.advance().await.map(drop)
    }

    /// What the server is to be asked for, when the error was that a column came in a form that cannot be read.
    pub(crate) fn resend(&self) -> Option<Resend> {
        self.blocks.resend
    }

    /// The next row with the plan by which it was read, or `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<(Arc<RowPlan>, Vec<Value>)>, ClickHouseError> {
        loop {
            if let (Some(row), Some(plan)) = (self.ready.pop_front(), &self.plan) {
                return Ok(Some((plan.clone(), row)));
            }
            if !self.advance().await? {
                return Ok(None);
            }
        }
    }

    /// Makes values of the next rows; `false` after the last.
    async fn advance(&mut self) -> Result<bool, ClickHouseError> {
        let (block, start) = match self.block.take() {
            Some(rest) => rest,
            None => match self.blocks.next().await? {
                Some(block) => (block, 0),
                None => return Ok(false),
            },
        };
        let at_a_time = (VALUES_AT_A_TIME / block.columns.len().max(1)).max(1);
        let end = block.rows.min(start.saturating_add(at_a_time));
        self.read(&block, start..end)
            .map_err(|error| self.blocks.at(error))?;
        if end < block.rows {
            self.block = Some((block, end));
        }
        Ok(true)
    }

    /// The first row. What little may follow it is read too, so that the socket can be used again.
    pub(crate) async fn one(mut self) -> Result<Option<(Arc<RowPlan>, Vec<Value>)>, ClickHouseError> {
        let first = self.next().await?;
        self.blocks.response.finish_if_short().await;
        Ok(first)
    }

    fn read(&mut self, block: &Block, rows: Range<usize>) -> Result<(), ClickHouseError> {
        let plan = match &self.plan {
            Some(plan) => plan.clone(),
            None => {
                let plan = RowPlan::new(&block.header, self.names.as_deref(), &self.expectation)?;
                self.plan.insert(Arc::new(plan)).clone()
            }
        };
        let mut columns = plan
            .columns
            .iter()
            .filter_map(|column| Some((column, block.columns.get(column.position)?)))
            .map(|(column, data)| column.values(data, rows.clone()).map(Vec::into_iter))
            .collect::<Result<Vec<_>, _>>()?;
        self.ready.reserve(rows.len());
        for _ in rows {
            self.ready
                .push_back(columns.iter_mut().filter_map(Iterator::next).collect());
        }
        Ok(())
    }

    /// All rows.
    pub(crate) async fn all(mut self) -> Result<Vec<QueryResult>, ClickHouseError> {
        let mut rows = Vec::new();
        while let Some((plan, values)) = self.next().await? {
            rows.push(plan.query_result(values));
        }
        Ok(rows)
    }
}
