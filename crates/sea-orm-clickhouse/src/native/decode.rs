//! From the chunks of a body to blocks.

use std::sync::Arc;

use bytes::Bytes;
use sea_query_clickhouse::types::DataType;

use super::input::Input;
use super::structure::plain;
use super::{Block, ColumnData, Header, HeaderColumn, NativeError};

const LONGEST_NAME: u64 = 1 << 20;
/// An Enum16 with all its 65,536 names is a long type.
const LONGEST_TYPE: u64 = 1 << 24;

/// Reads blocks out of the chunks of a body as they arrive.
///
/// Work and memory are linear in the bytes received: a block is never read from its start again, and nothing is
/// allocated because the input merely claims a length.
#[derive(Debug, Default)]
pub(crate) struct BlockDecoder {
    input: Input,
    stage: Stage,
    header: Option<Arc<Header>>,
    /// Name and type of each column as they arrived, for the comparison with later blocks.
    texts: Vec<(Bytes, Bytes)>,
    /// An empty column per header column, so that a type is interpreted once.
    templates: Vec<ColumnData>,
    /// The header columns of the first block, until it is complete.
    fresh: Vec<HeaderColumn>,
    failed: Option<NativeError>,
}

#[derive(Debug, Default)]
enum Stage {
    #[default]
    ColumnCount,
    RowCount {
        columns: u64,
    },
    Columns(Box<Pending>),
}

#[derive(Debug)]
struct Pending {
    columns: u64,
    rows: usize,
    done: Vec<ColumnData>,
    name: Option<Bytes>,
    current: Option<ColumnData>,
}

impl BlockDecoder {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Adds bytes of the body.
    pub(crate) fn feed(&mut self, chunk: Bytes) {
        self.input.push(chunk);
    }

    /// The next block that is complete; `None` when it needs more bytes. An error stays.
    pub(crate) fn next_block(&mut self) -> Result<Option<Block>, NativeError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let result = self.advance();
        if let Err(error) = &result {
            self.failed = Some(error.clone());
        }
        result
    }

    /// To be asked at the end of the body: an error when it ended inside a block.
    pub(crate) fn finish(&self) -> Result<(), NativeError> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        let reading = match &self.stage {
            Stage::ColumnCount if self.input.is_empty() => return Ok(()),
            Stage::ColumnCount | Stage::RowCount { .. } => "the head of a block".to_owned(),
            Stage::Columns(pending) => {
                format!(
                    "column {} of {} of a block",
                    pending.done.len() + 1,
                    pending.columns
                )
            }
        };
        Err(NativeError::Truncated { reading })
    }

    #[cfg(any(fuzzing, test))]
    /// How long the names and types of the columns are that were met.
    pub(crate) fn header_bytes(&self) -> usize {
        let lengths = self
            .texts
            .iter()
            .map(|(name, type_text)| name.len() + type_text.len());
        lengths.sum()
    }

    fn advance(&mut self) -> Result<Option<Block>, NativeError> {
        loop {
            match &mut self.stage {
                Stage::ColumnCount => {
                    let Some(columns) = self.input.varuint()? else {
                        return Ok(None);
                    };
                    self.stage = Stage::RowCount { columns };
                }
                Stage::RowCount { columns } => {
                    let columns = *columns;
                    let Some(rows) = self.input.varuint()? else {
                        return Ok(None);
                    };
                    self.stage = self.block_of(columns, rows)?;
                }
                Stage::Columns(pending) => {
                    if (pending.done.len() as u64) < pending.columns {
                        if !self.advance_column()? {
                            return Ok(None);
                        }
                        continue;
                    }
                    let (rows, columns) = (pending.rows, std::mem::take(&mut pending.done));
                    self.stage = Stage::ColumnCount;
                    let fresh = std::mem::take(&mut self.fresh);
                    let header = self
                        .header
                        .get_or_insert_with(|| Arc::new(Header { columns: fresh }));
                    return Ok(Some(Block {
                        header: Arc::clone(header),
                        columns,
                        rows,
                    }));
                }
            }
        }
    }

    fn block_of(&self, columns: u64, rows: u64) -> Result<Stage, NativeError> {
        if columns == 0 {
            // The format's own end marker; rows without columns would be rows without bytes.
            return if rows == 0 {
                Ok(Stage::ColumnCount)
            } else {
                Err(NativeError::malformed("a block has rows but no columns"))
            };
        }
        if self
            .header
            .as_ref()
            .is_some_and(|header| header.columns.len() as u64 != columns)
        {
            return Err(NativeError::malformed(
                "the number of columns changes between blocks",
            ));
        }
        let rows = usize::try_from(rows)
            .map_err(|_| NativeError::malformed(format!("a block claims {rows} rows")))?;
        Ok(Stage::Columns(Box::new(Pending {
            columns,
            rows,
            done: Vec::new(),
            name: None,
            current: None,
        })))
    }

    fn advance_column(&mut self) -> Result<bool, NativeError> {
        let Stage::Columns(pending) = &mut self.stage else {
            return Ok(true);
        };
        let mut data = match pending.current.take() {
            Some(data) => data,
            None => {
                if pending.name.is_none() {
                    pending.name = self.input.text(LONGEST_NAME)?;
                }
                let Some(name) = &pending.name else {
                    return Ok(false);
                };
                let Some(type_text) = self.input.text(LONGEST_TYPE)? else {
                    return Ok(false);
                };
                let position = pending.done.len();
                if position == self.texts.len() {
                    self.texts.push((name.clone(), type_text.clone()));
                    let (column, template) = interpret(name, &type_text)?;
                    self.fresh.push(column);
                    self.templates.push(template);
                } else if self
                    .texts
                    .get(position)
                    .is_none_or(|(n, t)| n != name || *t != type_text)
                {
                    return Err(NativeError::malformed(format!(
                        "column {} changes its name or type between blocks",
                        position + 1
                    )));
                }
                pending.name = None;
                match self.templates.get(position) {
                    Some(template) => template.clone(),
                    None => {
                        return Err(NativeError::malformed(
                            "the number of columns changes between blocks",
                        ));
                    }
                }
            }
        };
        let name = self.texts.get(pending.done.len()).map(|(name, _)| name.as_ref());
        // A block without rows has no prefix either.
        let complete = pending.rows == 0
            || (data.fill_prefix(name.unwrap_or_default(), 0, &mut self.input)?
                && data.fill(pending.rows, &mut self.input)?);
        if complete {
            pending.done.push(data);
        } else {
            pending.current = Some(data);
        }
        Ok(complete)
    }
}

fn interpret(name: &Bytes, type_text: &Bytes) -> Result<(HeaderColumn, ColumnData), NativeError> {
    let name = String::from_utf8_lossy(name).into_owned();
    let type_text = str::from_utf8(type_text)
        .map_err(|_| NativeError::malformed(format!("the type of column `{name}` is not UTF-8")))?;
    let data_type: DataType = type_text
        .parse()
        .map_err(|error| NativeError::malformed(format!("column `{name}`: {error}")))?;
    let data_type = plain(&data_type);
    let Some(template) = ColumnData::new(&data_type) else {
        return Err(NativeError::UnsupportedType {
            column: name,
            server_type: data_type.to_string(),
            writing: false,
        });
    };
    Ok((HeaderColumn { name, data_type }, template))
}
