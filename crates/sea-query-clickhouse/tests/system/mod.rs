//! SYSTEM: read by the server, and run where that disturbs nobody.

mod object;
mod operation;
mod replica;

use sea_query_clickhouse::{ClickHouseStatement, Target, build_clickhouse};

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}
