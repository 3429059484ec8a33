//! The text of the JSON type.

use sea_query::{ArrayType, Value};
use serde_json::Value as Json;

use super::text::{json, string, texts};
use super::{Convert, Leaf};
use crate::native::NativeError;

pub(super) fn convert_for(variant: &ArrayType) -> Option<Convert> {
    Some(match variant {
        ArrayType::Json => |leaf, data, rows, out| texts(leaf, data, rows, out, whole_json),
        ArrayType::String => |leaf, data, rows, out| texts(leaf, data, rows, out, string),
        _ => return None,
    })
}

/// The server prints a key twice when its path is both a value and the beginning of other paths; in a
/// `serde_json::Value` one of them would be lost.
fn whole_json(leaf: &Leaf, text: &[u8]) -> Result<Value, NativeError> {
    let value = json(leaf, text)?;
    match &value {
        Value::Json(Some(json)) if members(json) < members_of_text(text) => {
            let shown = format!("'{}'", String::from_utf8_lossy(text));
            Err(leaf.unfit(
                shown,
                "an object in it has a key twice; read the column as String",
            ))
        }
        _ => Ok(value),
    }
}

fn members(json: &Json) -> usize {
    match json {
        Json::Object(object) => object.len() + object.values().map(members).sum::<usize>(),
        Json::Array(elements) => elements.iter().map(members).sum(),
        _ => 0,
    }
}

/// The number of colons outside of strings, of a text that is known to be JSON.
fn members_of_text(text: &[u8]) -> usize {
    let (mut members, mut in_string, mut escaped) = (0, false, false);
    for byte in text {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b':' if !in_string => members += 1,
            _ => {}
        }
    }
    members
}
