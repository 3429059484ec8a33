//! Roles, profiles, policies and quotas. This engine reads the statements and does not run them.

mod grant;
mod policy;
mod profile;
mod quota;
mod user;

use sea_query_clickhouse::{ClickHouseStatement, Target, build_clickhouse};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

/// What the server has understood: it prints the statement in its own way.
fn printed(server: &Server, statement: &impl ClickHouseStatement) -> String {
    let sql = build_clickhouse(statement, &Target::default()).unwrap().sql;
    let text = sql.replace('\\', "\\\\").replace('\'', "\\'");
    let printed = server.run(&format!("SELECT formatQuerySingleLine('{text}') FORMAT TSVRaw"));
    printed.trim_end().to_owned()
}
