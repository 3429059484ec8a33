//! Text for the JSON type.

use std::borrow::Cow;

use sea_query::Value;
use serde_json::Value as Json;

use super::Column;
use crate::native::NativeError;

impl Column<'_> {
    /// The text of an object; see `native/json.rs` for what the server makes of it.
    pub(super) fn json<'v>(&self, value: &'v Value) -> Result<Cow<'v, [u8]>, NativeError> {
        match value {
            Value::Json(Some(json)) => {
                let text = json.to_string();
                if json.is_object() {
                    Ok(Cow::Owned(text.into_bytes()))
                } else {
                    Err(self.no_object(&text))
                }
            }
            Value::String(Some(text)) => {
                let json: Json = serde_json::from_str(text).map_err(|error| {
                    self.out_of_range(format!("'{text}'"), format!("it is not JSON ({error})"))
                })?;
                if json.is_object() {
                    Ok(Cow::Borrowed(text.as_bytes()))
                } else {
                    Err(self.no_object(text))
                }
            }
            other => Err(self.mismatch(other)),
        }
    }

    fn no_object(&self, text: &str) -> NativeError {
        let hint = if text.trim() == "null" {
            "the JSON type holds objects, and JSON's null is none; write None into a Nullable(JSON) column"
        } else {
            "the JSON type holds objects; wrap the value in one, or make the column String, which holds any JSON"
        };
        self.out_of_range(text, hint)
    }
}
