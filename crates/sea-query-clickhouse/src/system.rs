//! The statements with which a connection asks the server about itself.

/// Asks for nothing, and thereby tells that the server answers and accepts the user.
pub const PING: &str = "SELECT 1";

/// One row with two columns: the
/// [version](https://clickhouse.com/docs/sql-reference/functions/other-functions#version) as `26.7.2.1`, and the
/// [time zone](https://clickhouse.com/docs/sql-reference/functions/date-time-functions#timezone) in which `DateTime`
/// without a zone of its own is read and written, separated by a tab.
pub const SERVER_INFO: &str = "SELECT version(), timezone() FORMAT TabSeparated";
