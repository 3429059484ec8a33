//! The skip index that stands for an index of another database.

use sea_query::{Alias, Expr};
use sea_query_clickhouse::{
    DataType, SkipIndex, SkipIndexType,
    index::{TextIndex, Tokenizer},
};

use super::text::{Index, IndexKind};
use crate::error::ClickHouseError;

/// The name of an index, made of its columns where it has none.
pub(super) fn name(index: &Index) -> String {
    match &index.name {
        Some(name) => name.clone(),
        None => format!("idx_{}", index.columns.join("_")),
    }
}

/// A skip index of the columns, whose types are given. The order of a column means nothing to it.
pub(super) fn skip_index(
    index: &Index,
    types: impl Iterator<Item = Option<DataType>>,
) -> Result<SkipIndex, ClickHouseError> {
    let name = name(index);
    if index.has_prefix() {
        return Err(ClickHouseError::unsupported(format!(
            "index `{name}` is of the beginnings of a column's texts; add a skip index of an expression, such as \
             `substring(column, 1, 10)`, by `ClickHouseTable::alter(..).add_index(..)`"
        )));
    }
    let mut ranges = false;
    for (column, data_type) in index.columns.iter().zip(types) {
        let Some(data_type) = data_type else {
            return Err(ClickHouseError::build(format!(
                "index `{name}` is of column `{column}`, which the table does not have"
            )));
        };
        ranges |= is_a_range(data_type.value_type());
    }
    let index_type = match index.kind {
        IndexKind::FullText => TextIndex::new(Tokenizer::SplitByNonAlpha).into(),
        _ if ranges && !index.is_hash() => SkipIndexType::MinMax,
        _ => SkipIndexType::BloomFilter(None),
    };
    let mut columns: Vec<Expr> = index
        .columns
        .iter()
        .map(|column| Expr::col(Alias::new(column)))
        .collect();
    let expr = match columns.len() {
        1 => columns.swap_remove(0),
        _ => Expr::tuple(columns),
    };
    Ok(SkipIndex::new(Alias::new(name), expr, index_type))
}

/// Whether values are looked for between others rather than one by one; there is no Bloom filter of them.
fn is_a_range(data_type: &DataType) -> bool {
    use DataType::{BFloat16, Date, Date32, DateTime, DateTime64, Decimal, Float32, Float64, Time, Time64};
    matches!(
        data_type,
        Date | Date32
            | DateTime(_)
            | DateTime64(..)
            | Time
            | Time64(_)
            | Float32
            | Float64
            | BFloat16
            | Decimal(..)
    )
}
