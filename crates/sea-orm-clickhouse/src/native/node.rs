//! A plan's tree: how typed vectors become values, level by level.

use std::collections::{HashMap, hash_map::Entry};
use std::ops::Range;

use sea_query::{ArrayType, Value};

use super::convert::{JsonForm, Leaf};
use super::union::UnionColumn;
use super::{ColumnData, NativeError};

/// How a level of a type is read.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Leaf(Box<Leaf>),
    /// The NULL to give, or the error when there is no room for one.
    Nullable(Result<Value, Box<NativeError>>, Box<Node>),
    LowCardinality(Box<Node>),
    /// The variant of the array's elements.
    Array(ArrayType, Box<Node>),
    /// Array(UInt8) as SeaORM's Vec<u8>
    Bytes,
    /// QBit, by the conversion of its numbers
    Vector(ArrayType, Box<Node>),
    /// Only NULL can be here.
    Nothing(Box<NativeError>),
    /// A value of the dialect's `structured`.
    Structured(ArrayType, Parts),
    /// What the node reads, as JSON; of a Variant and a Dynamic it may be NULL, which stands in front.
    Json(Result<Value, Box<NativeError>>, Box<JsonForm>, Box<Node>),
}

/// What a structured value is made of.
#[derive(Clone, Debug)]
pub(crate) enum Parts {
    /// For each element of the value its place among the elements of the column, and how it is read.
    Tuple(Vec<(usize, Node)>),
    Map(Box<Node>, Box<Node>),
    List(Box<Node>),
    /// For each type of the column the name that the value gets, and how it is read.
    Variant(Vec<(Value, Node)>),
    /// The name of the column or member; its types come with the values.
    Dynamic(String),
}

impl Node {
    /// Adds the values of a range of rows.
    pub(crate) fn append(
        &self,
        data: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
    ) -> Result<(), NativeError> {
        match (self, data) {
            (Self::Leaf(leaf), data) => (leaf.convert)(leaf, data, rows, out),
            (Self::Json(null, form, node), data) => {
                let mut values = Vec::with_capacity(rows.len());
                node.append(data, rows, &mut values)?;
                for value in values {
                    out.push(if value.is_some() {
                        Value::Json(Some(Box::new(form.json(value)?)))
                    } else {
                        null.clone().map_err(|error| *error)?
                    });
                }
                Ok(())
            }
            (Self::Nullable(null, node), ColumnData::Nullable { nulls, inner }) => {
                append_nullable(null, node, nulls, inner, rows, out)
            }
            (Self::LowCardinality(node), ColumnData::LowCardinality(column)) => {
                let indexes = column.indexes.get(rows).ok_or_else(shape)?;
                let (null, node) = match &**node {
                    Self::Nullable(null, node) => (Some(null), &**node),
                    node => (None, node),
                };
                // Each distinct value is converted once, and only those that occur.
                let mut known: Vec<Option<Value>> = Vec::new();
                // Not for a few rows of a large dictionary, as one row of a nullable tuple has them.
                let remember =
                    indexes.len() > 1 && column.dictionary.len() <= indexes.len().saturating_mul(8);
                if remember {
                    known.resize(column.dictionary.len(), None);
                }
                for index in indexes {
                    let index = *index as usize;
                    if index == 0
                        && let Some(null) = null
                    {
                        out.push(null.clone().map_err(|error| *error)?);
                        continue;
                    }
                    if let Some(Some(value)) = known.get(index) {
                        out.push(value.clone());
                        continue;
                    }
                    node.append(&column.dictionary, index..index + 1, out)?;
                    if let Some(slot) = known.get_mut(index) {
                        *slot = out.last().cloned();
                    }
                }
                Ok(())
            }
            (Self::Array(variant, node), ColumnData::Array { ends, inner }) => {
                append_lists(variant, node, ends, inner, rows, out)
            }
            (Self::Vector(variant, node), ColumnData::QBit(column)) => {
                let numbers = column.numbers(rows.clone()).ok_or_else(shape)?;
                let mut values = Vec::with_capacity(numbers.len());
                node.append(&numbers, 0..numbers.len(), &mut values)?;
                let mut values = values.into_iter();
                for _ in rows {
                    let row = values.by_ref().take(column.layout.dimension).collect();
                    out.push(Value::Array(variant.clone(), Some(Box::new(row))));
                }
                Ok(())
            }
            (Self::Bytes, ColumnData::Array { ends, inner }) => {
                let ColumnData::UInt8(bytes) = &**inner else {
                    return Err(shape());
                };
                let mut start = array_start(ends, rows.start);
                for end in ends.get(rows).ok_or_else(shape)? {
                    let end = *end as usize;
                    let row = bytes.get(start..end).ok_or_else(shape)?;
                    out.push(Value::Bytes(Some(row.to_vec())));
                    start = end;
                }
                Ok(())
            }
            (Self::Nothing(_), _) if rows.is_empty() => Ok(()),
            (Self::Nothing(error), _) => Err((**error).clone()),
            (Self::Structured(tag, parts), data) => parts.append(tag, data, rows, out),
            _ => Err(shape()),
        }
    }
}

impl Parts {
    fn append(
        &self,
        tag: &ArrayType,
        data: &ColumnData,
        rows: Range<usize>,
        out: &mut Vec<Value>,
    ) -> Result<(), NativeError> {
        let value_of = |elements| Value::Array(tag.clone(), Some(Box::new(elements)));
        match (self, data) {
            // A tuple without elements is a byte for each row.
            (Self::Tuple(nodes), ColumnData::UInt8(_)) if nodes.is_empty() => {
                out.extend(rows.map(|_| value_of(Vec::new())));
                Ok(())
            }
            (Self::Tuple(nodes), ColumnData::Tuple(column)) => {
                let mut elements = Vec::with_capacity(nodes.len());
                for (place, node) in nodes {
                    let data = column.elements.get(*place).ok_or_else(shape)?;
                    let mut values = Vec::with_capacity(rows.len());
                    node.append(data, rows.clone(), &mut values)?;
                    elements.push(values.into_iter());
                }
                out.extend(rows.map(|_| value_of(elements.iter_mut().filter_map(Iterator::next).collect())));
                Ok(())
            }
            (Self::Map(key, value), ColumnData::Array { ends, inner }) => {
                let ColumnData::Tuple(column) = &**inner else {
                    return Err(shape());
                };
                let [keys, values] = column.elements.as_slice() else {
                    return Err(shape());
                };
                let start = array_start(ends, rows.start);
                let ends = ends.get(rows).ok_or_else(shape)?;
                let end = ends.last().map_or(start, |end| *end as usize);
                let (mut read_keys, mut read_values) = (Vec::new(), Vec::new());
                key.append(keys, start..end, &mut read_keys)?;
                value.append(values, start..end, &mut read_values)?;
                let mut pairs = read_keys.into_iter().zip(read_values);
                let mut start = start;
                for end in ends {
                    let length = (*end as usize).saturating_sub(start);
                    let pairs = pairs.by_ref().take(length);
                    out.push(value_of(pairs.flat_map(|(key, value)| [key, value]).collect()));
                    start = *end as usize;
                }
                Ok(())
            }
            (Self::List(node), ColumnData::Array { ends, inner }) => {
                append_lists(tag, node, ends, inner, rows, out)
            }
            (Self::Variant(members), ColumnData::Variant(column)) => {
                append_union(tag, column, rows, out, |which, data, place, values| {
                    let (name, node) = members.get(which).ok_or_else(shape)?;
                    node.append(data, place..place + 1, values)?;
                    Ok(name.clone())
                })
            }
            (Self::Dynamic(path), ColumnData::Dynamic(column)) => {
                // By need: a Variant asks for a row at a time, and there may be thousands of types.
                let mut members = HashMap::new();
                append_union(tag, column, rows, out, |which, data, place, values| {
                    let (name, node) = match members.entry(which) {
                        Entry::Occupied(known) => known.into_mut(),
                        Entry::Vacant(unknown) => {
                            let of = column.types.get(which).ok_or_else(shape)?;
                            let node = super::field::structured_node(path, of, of)?;
                            unknown.insert((Value::from(of.to_string()), node))
                        }
                    };
                    node.append(data, place..place + 1, values)?;
                    Ok(name.clone())
                })
            }
            _ => Err(shape()),
        }
    }
}

fn append_union(
    tag: &ArrayType,
    column: &UnionColumn,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    mut read: impl FnMut(usize, &ColumnData, usize, &mut Vec<Value>) -> Result<Value, NativeError>,
) -> Result<(), NativeError> {
    if rows.end > column.which.len() {
        return Err(shape());
    }
    for row in rows {
        let Some((which, place)) = column.row(row) else {
            out.push(Value::Array(tag.clone(), None));
            continue;
        };
        let data = column.members.get(which).ok_or_else(shape)?;
        let mut elements = Vec::with_capacity(2);
        let name = read(which, data, place, &mut elements)?;
        elements.insert(0, name);
        out.push(Value::Array(tag.clone(), Some(Box::new(elements))));
    }
    Ok(())
}

fn append_lists(
    variant: &ArrayType,
    node: &Node,
    ends: &[u64],
    inner: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
) -> Result<(), NativeError> {
    let mut start = array_start(ends, rows.start);
    let ends = ends.get(rows).ok_or_else(shape)?;
    let end = ends.last().map_or(start, |end| *end as usize);
    let mut elements = Vec::with_capacity(end.saturating_sub(start).min(inner.len()));
    node.append(inner, start..end, &mut elements)?;
    let mut elements = elements.into_iter();
    for end in ends {
        let end = *end as usize;
        let row = elements.by_ref().take(end.saturating_sub(start)).collect();
        out.push(Value::Array(variant.clone(), Some(Box::new(row))));
        start = end;
    }
    Ok(())
}

fn append_nullable(
    null: &Result<Value, Box<NativeError>>,
    node: &Node,
    nulls: &[u8],
    inner: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
) -> Result<(), NativeError> {
    let nulls = nulls.get(rows.clone()).ok_or_else(shape)?;
    let mut row = rows.start;
    // What stands under a NULL has no meaning and is not converted.
    for run in nulls.chunk_by(|one, next| (*one == 0) == (*next == 0)) {
        let end = row + run.len();
        if run.first() == Some(&0) {
            node.append(inner, row..end, out)?;
        } else {
            let null = null.clone().map_err(|error| *error)?;
            out.resize(out.len() + run.len(), null);
        }
        row = end;
    }
    Ok(())
}

fn array_start(ends: &[u64], row: usize) -> usize {
    row.checked_sub(1)
        .and_then(|before| ends.get(before))
        .map_or(0, |end| *end as usize)
}

/// The data is not of the type for which the plan was made.
fn shape() -> NativeError {
    NativeError::malformed("the data of a column is not of its type")
}
