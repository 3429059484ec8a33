//! Strings and UUIDs.

use std::borrow::Cow;

use sea_query::{OptionEnum, Value};
use uuid::Uuid;

use super::Column;
use crate::native::NativeError;

impl Column<'_> {
    pub(super) fn text<'v>(&self, value: &'v Value) -> Result<Cow<'v, [u8]>, NativeError> {
        Ok(match value {
            Value::String(Some(text)) => Cow::Borrowed(text.as_bytes()),
            Value::Enum(OptionEnum::Some(value)) => Cow::Borrowed(value.value.as_bytes()),
            Value::Bytes(Some(bytes)) => Cow::Borrowed(bytes),
            Value::Char(Some(letter)) => Cow::Owned(letter.to_string().into_bytes()),
            Value::Json(Some(json)) => Cow::Owned(json.to_string().into_bytes()),
            Value::Uuid(Some(uuid)) => Cow::Owned(uuid.to_string().into_bytes()),
            Value::IpNetwork(Some(network)) => Cow::Owned(match single_address(network) {
                Some(address) => address.to_string().into_bytes(),
                None => network.to_string().into_bytes(),
            }),
            other => return Err(self.mismatch(other)),
        })
    }

    /// Appends the value, padded with NUL bytes as the server does it.
    pub(super) fn fixed_string(
        &self,
        value: &Value,
        width: usize,
        bytes: &mut Vec<u8>,
    ) -> Result<(), NativeError> {
        let text = match value {
            Value::Uuid(Some(uuid)) if width == 16 => Cow::Owned(uuid.as_bytes().to_vec()),
            value => self.text(value)?,
        };
        if text.len() > width {
            let shown = format!("'{}' of {} bytes", String::from_utf8_lossy(&text), text.len());
            return Err(self.out_of_range(shown, format!("it holds {width} bytes")));
        }
        let end = bytes.len() + width;
        bytes.extend_from_slice(&text);
        bytes.resize(end, 0);
        Ok(())
    }

    /// The two halves as they are stored.
    pub(super) fn uuid(&self, value: &Value) -> Result<[u64; 2], NativeError> {
        let uuid = match value {
            Value::Uuid(Some(uuid)) => *uuid,
            Value::String(Some(text)) => Uuid::try_parse(text)
                .map_err(|_| self.out_of_range(format!("'{text}'"), "it is not the text of a UUID"))?,
            other => return Err(self.mismatch(other)),
        };
        let (high, low) = uuid.as_u64_pair();
        Ok([high, low])
    }
}

/// The address of a network that consists of only one.
pub(super) fn single_address(network: &ipnetwork::IpNetwork) -> Option<std::net::IpAddr> {
    let full = if network.is_ipv4() { 32 } else { 128 };
    (network.prefix() == full).then(|| network.ip())
}
