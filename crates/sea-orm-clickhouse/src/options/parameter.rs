//! The options that a URL's query carries, and what is wrong with their values.

use std::time::Duration;

use super::ClickHouseConnectOptions;
use crate::{error::ClickHouseError, id::Snowflake};

const NAMES: &str = "max_connections, acquire_timeout, test_before_acquire, connect_timeout, first_byte_timeout, \
                     read_timeout, query_timeout, idle_timeout, client_name, cluster, role, access_token, ca_certificate, \
                     count_rows, mutations_sync, worker_id, max_error_bytes, skip_foreign_keys, \
                     skip_unique_keys, setting.NAME";

/// Parameters of the HTTP interface that are not settings: sent by the transport itself, or changing what an answer
/// looks like in a way that it could not read.
const RESERVED: [&str; 13] = [
    "buffer_size",
    "compress",
    "database",
    "decompress",
    "default_format",
    "password",
    "query",
    "query_id",
    "quota_key",
    "role",
    "session_id",
    "user",
    "wait_end_of_query",
];

pub(super) fn apply(
    options: &mut ClickHouseConnectOptions,
    name: &str,
    value: &str,
) -> Result<(), ClickHouseError> {
    match name {
        "max_connections" => options.max_connections(number(name, value)?),
        "acquire_timeout" => options.acquire_timeout(limit(name, value)?),
        "test_before_acquire" => options.test_before_acquire(switch(name, value)?),
        "connect_timeout" => options.connect_timeout(duration(name, value)?),
        "first_byte_timeout" => options.first_byte_timeout(limit(name, value)?),
        "read_timeout" => options.read_timeout(limit(name, value)?),
        "query_timeout" => options.query_timeout(limit(name, value)?),
        "idle_timeout" => options.idle_timeout(limit(name, value)?),
        "client_name" => options.client_name(value),
        "cluster" => options.cluster(value),
        "role" => options.role(value),
        "access_token" => options.access_token(value),
        "ca_certificate" => options.ca_certificate(value),
        "count_rows" => options.count_rows(switch(name, value)?),
        "mutations_sync" => options.mutations_sync(Some(number(name, value)?)),
        "worker_id" => options.worker_id(Some(number(name, value)?)),
        "max_error_bytes" => options.max_error_bytes(number(name, value)?),
        "skip_foreign_keys" => options.skip_foreign_keys(switch(name, value)?),
        "skip_unique_keys" => options.skip_unique_keys(switch(name, value)?),
        _ => match name.strip_prefix("setting.") {
            Some(setting) => options.setting(setting, value),
            None => {
                return Err(ClickHouseError::configuration(format!(
                    "the connection URL has an unknown option `{name}`; there are {NAMES}. A setting of ClickHouse \
                     is written as setting.{name}"
                )));
            }
        },
    };
    Ok(())
}

pub(super) fn check(options: &ClickHouseConnectOptions) -> Result<(), ClickHouseError> {
    let refuse = |text: String| Err(ClickHouseError::configuration(text));
    if options.max_connections == 0 {
        return refuse("the option max_connections is 0, but a pool has at least one connection".to_owned());
    }
    let limits = [
        ("acquire_timeout", options.acquire_timeout),
        ("connect_timeout", Some(options.connect_timeout)),
        ("first_byte_timeout", options.first_byte_timeout),
        ("read_timeout", options.read_timeout),
        ("query_timeout", options.query_timeout),
    ];
    if let Some((name, _)) = limits.iter().find(|(_, limit)| *limit == Some(Duration::ZERO)) {
        return refuse(format!(
            "the option {name} is 0, with which nothing can succeed; none means no limit"
        ));
    }
    if let Some(sync) = options.mutations_sync.filter(|sync| *sync > 2) {
        return refuse(format!(
            "the option mutations_sync is {sync}; it can be 0, 1 or 2"
        ));
    }
    if let Some(worker_id) = options.worker_id {
        Snowflake::new(worker_id)?;
    }
    if options.max_error_bytes == 0 {
        return refuse("the option max_error_bytes is 0, with which no error could be read".to_owned());
    }
    if options.access_token.is_some() && !options.password.is_empty() {
        return refuse("there is a password and an access_token; only one of them can be used".to_owned());
    }
    let header_texts = [
        ("user", Some(options.user.as_str())),
        ("password", Some(options.password.as_str())),
        ("access_token", options.access_token.as_deref()),
        ("client_name", options.client_name.as_deref()),
    ];
    for (name, text) in header_texts {
        if text.is_some_and(|text| text.chars().any(char::is_control)) {
            return refuse(format!(
                "the {name} contains a control character, which HTTP headers cannot carry"
            ));
        }
    }
    for (name, _) in &options.settings {
        if RESERVED.contains(&name.as_str()) || name.starts_with("param_") {
            return refuse(format!(
                "`{name}` is not a setting but a part of the HTTP interface"
            ));
        }
        if name.is_empty()
            || !name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '.')
        {
            return refuse(format!(
                "`{}` cannot be the name of a setting",
                name.escape_debug()
            ));
        }
    }
    Ok(())
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, ClickHouseError> {
    value.parse().map_err(|_| {
        wrong(
            name,
            value,
            "a whole number that is not negative and not too large",
        )
    })
}

fn switch(name: &str, value: &str) -> Result<bool, ClickHouseError> {
    match value {
        "true" | "1" => Ok(true),
        "false" | "0" => Ok(false),
        _ => Err(wrong(name, value, "true or false")),
    }
}

fn limit(name: &str, value: &str) -> Result<Option<Duration>, ClickHouseError> {
    if value == "none" {
        return Ok(None);
    }
    duration(name, value).map(Some)
}

fn duration(name: &str, value: &str) -> Result<Duration, ClickHouseError> {
    let end = value
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(value.len());
    let (number, unit) = value.split_at(end);
    let seconds = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => f64::NAN,
    };
    let number: f64 = number.parse().unwrap_or(f64::NAN);
    Duration::try_from_secs_f64(number * seconds).map_err(|_| {
        wrong(
            name,
            value,
            "a duration such as 500ms, 5s, 2m, 1h or a number of seconds",
        )
    })
}

fn wrong(name: &str, value: &str, expected: &str) -> ClickHouseError {
    ClickHouseError::configuration(format!(
        "the option {name} of the connection URL is `{}`, but it must be {expected}",
        value.escape_debug()
    ))
}
