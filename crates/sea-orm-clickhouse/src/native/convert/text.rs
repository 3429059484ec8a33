//! Strings, fixed strings, the text of JSON and the names of Enums.

use std::borrow::Cow;
use std::ops::Range;

use sea_query::{ArrayType, Enum, OptionEnum, Value};
use uuid::Uuid;

use super::{Convert, Leaf};
use crate::native::{ColumnData, JsonColumn, NativeError};

/// Appends the texts of a column, whichever way they are stored.
pub(super) fn texts(
    leaf: &Leaf,
    data: &ColumnData,
    rows: Range<usize>,
    out: &mut Vec<Value>,
    value_of: impl Fn(&Leaf, &[u8]) -> Result<Value, NativeError>,
) -> Result<(), NativeError> {
    match data {
        ColumnData::String(column) | ColumnData::Json(JsonColumn { texts: column, .. }) => {
            if rows.end > column.ends.len() {
                return Err(leaf.shape());
            }
            for row in rows {
                out.push(value_of(leaf, column.get(row))?);
            }
        }
        ColumnData::Fixed { .. } => {
            for value in leaf.fixed(data, rows)? {
                out.push(value_of(leaf, value)?);
            }
        }
        ColumnData::Int8(values) => {
            for number in leaf.rows(values, rows)? {
                out.push(value_of(leaf, leaf.enum_name(i16::from(*number))?.as_bytes())?);
            }
        }
        ColumnData::Int16(values) => {
            for number in leaf.rows(values, rows)? {
                out.push(value_of(leaf, leaf.enum_name(*number)?.as_bytes())?);
            }
        }
        _ => return Err(leaf.shape()),
    }
    Ok(())
}

impl Leaf {
    fn enum_name(&self, number: i16) -> Result<&str, NativeError> {
        self.enum_names.get(&number).map(String::as_str).ok_or_else(|| {
            NativeError::out_of_range(
                &self.column,
                &self.server_type,
                number,
                "the Enum has no such number",
            )
        })
    }

    fn utf8<'t>(&self, text: &'t [u8]) -> Result<&'t str, NativeError> {
        str::from_utf8(text).map_err(|_| {
            self.unfit(
                format!("'{}'", text.escape_ascii()),
                "it is not UTF-8; read the column as Vec<u8>",
            )
        })
    }
}

fn padding_cut(text: &[u8]) -> &[u8] {
    let end = text
        .iter()
        .rposition(|byte| *byte != 0)
        .map_or(0, |last| last + 1);
    text.get(..end).unwrap_or_default()
}

pub(super) fn string(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    if leaf.bytes_where_no_text && str::from_utf8(text).is_err() {
        return bytes(leaf, text);
    }
    Ok(Value::String(Some(leaf.utf8(text)?.to_owned())))
}

fn fixed_string(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let cut = padding_cut(text);
    // NUL bytes at the end of what is no text are no padding.
    string(leaf, if str::from_utf8(cut).is_ok() { cut } else { text })
}

fn bytes(_: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    Ok(Value::Bytes(Some(text.to_vec())))
}

fn enumeration(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let ArrayType::Enum(type_name) = &leaf.variant else {
        return Err(leaf.shape());
    };
    let value = Cow::Owned(leaf.utf8(text)?.to_owned());
    Ok(Value::Enum(OptionEnum::Some(Box::new(Enum {
        type_name: (**type_name).clone(),
        value,
    }))))
}

fn char(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let text = leaf.utf8(text)?;
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(Value::Char(Some(letter))),
        _ => Err(leaf.unfit(
            format!("'{text}'"),
            "it is not exactly one character; read the column as String",
        )),
    }
}

pub(super) fn json(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let json = serde_json::from_slice(text).map_err(|error| {
        let shown = format!("'{}'", String::from_utf8_lossy(text));
        leaf.unfit(
            shown,
            &format!("it is not JSON ({error}); read the column as String"),
        )
    })?;
    Ok(Value::Json(Some(Box::new(json))))
}

fn uuid(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let uuid = Uuid::try_parse_ascii(text).map_err(|_| {
        let shown = format!("'{}'", String::from_utf8_lossy(text));
        leaf.unfit(shown, "it is not the text of a UUID; read the column as String")
    })?;
    Ok(Value::Uuid(Some(uuid)))
}

fn binary_uuid(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    Ok(Value::Uuid(Some(
        Uuid::from_slice(text).map_err(|_| leaf.shape())?,
    )))
}

pub(super) fn convert_string(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::String => |leaf, data, rows, out| texts(leaf, data, rows, out, string),
        ArrayType::Bytes => |leaf, data, rows, out| texts(leaf, data, rows, out, bytes),
        ArrayType::Enum(_) => |leaf, data, rows, out| texts(leaf, data, rows, out, enumeration),
        ArrayType::Char => |leaf, data, rows, out| texts(leaf, data, rows, out, char),
        ArrayType::Json => |leaf, data, rows, out| texts(leaf, data, rows, out, json),
        ArrayType::Uuid => |leaf, data, rows, out| texts(leaf, data, rows, out, uuid),
        _ => return None,
    })
}

pub(super) fn convert_fixed(width: u32, variant: &ArrayType) -> Option<Convert> {
    macro_rules! without_padding {
        ($value_of:ident) => {
            |leaf, data, rows, out| {
                texts(leaf, data, rows, out, |leaf, text| {
                    $value_of(leaf, padding_cut(text))
                })
            }
        };
    }
    Some(match variant {
        ArrayType::String => |leaf, data, rows, out| texts(leaf, data, rows, out, fixed_string),
        ArrayType::Bytes => |leaf, data, rows, out| texts(leaf, data, rows, out, bytes),
        ArrayType::Enum(_) => without_padding!(enumeration),
        ArrayType::Char => without_padding!(char),
        ArrayType::Json => without_padding!(json),
        // Sixteen bytes are too few for the text of a UUID.
        ArrayType::Uuid if width == 16 => |leaf, data, rows, out| texts(leaf, data, rows, out, binary_uuid),
        ArrayType::Uuid => without_padding!(uuid),
        _ => return None,
    })
}

pub(super) fn convert_enum(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::String => |leaf, data, rows, out| texts(leaf, data, rows, out, string),
        ArrayType::Enum(_) => |leaf, data, rows, out| texts(leaf, data, rows, out, enumeration),
        ArrayType::Char => |leaf, data, rows, out| texts(leaf, data, rows, out, char),
        _ => return None,
    })
}
