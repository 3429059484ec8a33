//! `multipart/form-data`, in which the server takes parameters that are too long for an address.

use bytes::Bytes;
use uuid::Uuid;

use super::request::External;

/// The server's `http_max_fields`, for the form (with one field for the statement) and for the address alike.
pub(super) const MAX_FIELDS: usize = 1000;
/// The server's `http_max_field_value_size`.
const MAX_FIELD: usize = 131_072;

pub(super) struct Form {
    pub(super) content_type: String,
    pub(super) body: Bytes,
}

pub(super) fn fits(sql: &str, params: &[(String, String)]) -> bool {
    sql.len() <= MAX_FIELD
        && params.len() < MAX_FIELDS
        && params.iter().all(|(_, value)| value.len() <= MAX_FIELD)
}

pub(super) fn write(sql: &str, params: &[(String, String)], external: Option<&External>) -> Form {
    // 122 random bits: no value can contain the boundary by accident or by guess.
    let boundary = format!("sea-orm-clickhouse-{}", Uuid::new_v4().simple());
    let values: usize = params.iter().map(|(name, value)| name.len() + value.len()).sum();
    let data = external.map_or(0, |external| external.structure.len() + external.data.len());
    let frames = (params.len() + 5) * (boundary.len() + 64);
    let mut body = Vec::with_capacity(sql.len() + values + data + frames);
    let mut part = |name: &str, more: &str, value: &[u8]| {
        body.extend_from_slice(b"--");
        body.extend_from_slice(boundary.as_bytes());
        body.extend_from_slice(b"\r\nContent-Disposition: form-data; name=\"");
        body.extend_from_slice(name.as_bytes());
        body.extend_from_slice(b"\"");
        body.extend_from_slice(more.as_bytes());
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(value);
        body.extend_from_slice(b"\r\n");
    };
    part("query", "", sql.as_bytes());
    for (name, value) in params {
        part(&format!("param_{name}"), "", value.as_bytes());
    }
    if let Some(External {
        name,
        structure,
        format,
        data,
    }) = external
    {
        part(&format!("{name}_structure"), "", structure.as_bytes());
        part(&format!("{name}_format"), "", format.as_bytes());
        // The server takes a part with the name of a file for a table.
        part(name, &format!("; filename=\"{name}\""), data);
    }
    body.extend_from_slice(b"--");
    body.extend_from_slice(boundary.as_bytes());
    body.extend_from_slice(b"--\r\n");
    Form {
        content_type: format!("multipart/form-data; boundary={boundary}"),
        body: Bytes::from(body),
    }
}
