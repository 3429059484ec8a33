//! From the URL to the options.

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use super::{ClickHouseConnectOptions, parameter};
use crate::error::ClickHouseError;

const FORM: &str = "clickhouse://user:password@host:port/database?option=value";

pub(super) fn parse(text: &str) -> Result<ClickHouseConnectOptions, ClickHouseError> {
    let (scheme, rest) = text.split_once("://").ok_or_else(|| wrong("it has no `://`"))?;
    let tls = match scheme.to_ascii_lowercase().as_str() {
        "clickhouse" | "http" => false,
        "clickhouses" | "https" => true,
        // The scheme may be anything up to the first `://`, a password too.
        _ => {
            return Err(wrong(
                "it starts neither with clickhouse:// nor with clickhouses:// (http://, https://)",
            ));
        }
    };
    // Not a special scheme of the URL standard, so that port 80 of http is not taken for "no port".
    let url = Url::parse(&format!("clickhouse://{rest}")).map_err(|err| wrong(&err.to_string()))?;
    if url.fragment().is_some() {
        return Err(wrong("it contains a `#`"));
    }
    let mut options = ClickHouseConnectOptions::default();
    options
        .tls(tls)
        .port(url.port().unwrap_or(if tls { 8443 } else { 8123 }));
    options.host(match url.host() {
        Some(Host::Ipv6(address)) => address.to_string(),
        Some(Host::Domain(name)) if !name.is_empty() => decode("host", name)?,
        Some(Host::Ipv4(address)) => address.to_string(),
        _ => return Err(wrong("it has no host")),
    });
    if !url.username().is_empty() {
        options.user(decode("user", url.username())?);
    }
    if let Some(password) = url.password() {
        options.password(decode("password", password)?);
    }
    let path = url.path().strip_prefix('/').unwrap_or(url.path());
    let path = path.strip_suffix('/').unwrap_or(path);
    if path.contains('/') {
        return Err(wrong(
            "its path has more than one part; it is the name of the database",
        ));
    }
    if !path.is_empty() {
        options.database(decode("database", path)?);
    }
    for (name, value) in url.query_pairs() {
        parameter::apply(&mut options, &name, &value)?;
    }
    options.check()?;
    Ok(options)
}

fn decode(what: &str, text: &str) -> Result<String, ClickHouseError> {
    match percent_decode_str(text).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Err(wrong(&format!("the percent-encoding of its {what} is not UTF-8"))),
    }
}

/// Never shows the URL, which holds the password.
fn wrong(why: &str) -> ClickHouseError {
    ClickHouseError::configuration(format!(
        "the connection URL cannot be used: {why}. It has the form {FORM}; characters such as @ : / # ? % in user and \
         password are written percent-encoded"
    ))
}
