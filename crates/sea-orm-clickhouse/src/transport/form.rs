//! `multipart/form-data`, in which the server takes parameters that are too long for an address.

use bytes::Bytes;
use uuid::Uuid;

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

pub(super) fn write(sql: &str, params: &[(String, String)]) -> Form {
    // 122 random bits: no value can contain the boundary by accident or by guess.
    let boundary = format!("sea-orm-clickhouse-{}", Uuid::new_v4().simple());
    let values: usize = params.iter().map(|(name, value)| name.len() + value.len()).sum();
    let mut body = String::with_capacity(sql.len() + values + (params.len() + 2) * (boundary.len() + 64));
    let mut field = |name: &str, value: &str| {
        body.push_str("--");
        body.push_str(&boundary);
        body.push_str("\r\nContent-Disposition: form-data; name=\"");
        body.push_str(name);
        body.push_str("\"\r\n\r\n");
        body.push_str(value);
        body.push_str("\r\n");
    };
    field("query", sql);
    for (name, value) in params {
        field(&format!("param_{name}"), value);
    }
    body.push_str("--");
    body.push_str(&boundary);
    body.push_str("--\r\n");
    Form {
        content_type: format!("multipart/form-data; boundary={boundary}"),
        body: Bytes::from(body),
    }
}
