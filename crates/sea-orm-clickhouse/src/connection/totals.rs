//! Rows with the row of their totals, which the server leaves out of the Native format.
//!
//! The rows come as text, in which the totals stand after them: one answer, so of one moment. Then the server reads each of
//! the two texts as a table that is sent along, and answers in the Native format.

use bytes::Bytes;
use sea_orm::Statement;
use sea_query::{Asterisk, Query};
use sea_query_clickhouse::{ClickHouseSql, DataType};

use super::{ClickHouseConnection, read::Failed};
use crate::{
    error::ClickHouseError,
    expectation::Expectation,
    native::{is_exact_as_text, may_be_empty_text},
    row::Rows,
    transport::External,
};

/// The name of the table that is sent along.
const TABLE: &str = "rows";

/// How values are written and read again without loss. An instant is in UTC, which has no hour twice; as a number the server
/// does not read those that are short, and writes some of before 1970 as no number. A float is read by all its digits.
const EXACT: [(&str, &str); 7] = [
    ("date_time_output_format", "iso"),
    ("date_time_input_format", "best_effort"),
    ("precise_float_parsing", "1"),
    ("format_tsv_null_representation", "\\N"),
    ("bool_true_representation", "true"),
    ("bool_false_representation", "false"),
    ("input_format_tsv_empty_as_default", "0"),
];

/// What the rows are asked for with.
const OF_ROWS: [(&str, &str); 2] = [("extremes", "0"), ("output_format_tsv_crlf_end_of_line", "0")];

/// What they are read again with: in their order, all of them, and none passed over.
const OF_TEXT: [(&str, &str); 6] = [
    ("max_threads", "1"),
    ("limit", "0"),
    ("offset", "0"),
    ("input_format_allow_errors_num", "0"),
    ("input_format_allow_errors_ratio", "0"),
    ("input_format_tsv_skip_first_lines", "0"),
];

/// The rows of an answer and the row of their totals, as text.
#[derive(Debug)]
pub(crate) struct Totals {
    names: Vec<String>,
    types: Vec<String>,
    rows: Bytes,
    totals: Bytes,
}

impl ClickHouseConnection {
    /// Sends a statement with WITH TOTALS.
    pub(super) async fn try_totals(&self, built: &ClickHouseSql) -> Result<Totals, Failed> {
        let read = async {
            let mut request = self.read_request(built)?;
            request.format = Some("TabSeparatedWithNamesAndTypes");
            request.settings.extend(owned(&EXACT).chain(owned(&OF_ROWS)));
            let response = self.send_read(request, built).await.map_err(not_read_only)?;
            let query_id = response.query_id.clone();
            let body = response.bytes(usize::MAX).await?;
            Totals::of(&body).map_err(|error| error.with_query_id(query_id))
        };
        read.await.map_err(|error| (error, None))
    }

    /// Sends SQL text with WITH TOTALS.
    pub(crate) async fn raw_totals(&self, statement: &Statement) -> Result<Totals, ClickHouseError> {
        let built = self.raw(statement)?;
        self.try_totals(&built).await.map_err(|(error, _)| error)
    }

    /// The rows.
    pub(crate) async fn rows_of_totals(
        &self,
        text: &Totals,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        self.read_text(text, text.rows.clone(), expectation).await
    }

    /// The one row of the totals.
    pub(crate) async fn row_of_totals(
        &self,
        text: &Totals,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        self.read_text(text, text.totals.clone(), expectation).await
    }

    async fn read_text(
        &self,
        text: &Totals,
        data: Bytes,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        let select = Query::select().column(Asterisk).from(TABLE).to_owned();
        let built = self.build(&select).await?;
        let mut request = self.read_request(&built)?;
        request.format = Some("Native");
        request.settings.extend(owned(&EXACT).chain(owned(&OF_TEXT)));
        let columns = text.types.iter().enumerate();
        let columns: Vec<String> = columns.map(|(i, of)| format!("c{i} {of}")).collect();
        request.external = Some(External {
            name: TABLE,
            structure: columns.join(", "),
            format: "TabSeparated",
            data,
        });
        let response = self.send_read(request, &built).await?;
        let mut rows = Rows::new(response, expectation).named(text.names.clone());
        rows.start().await?;
        Ok(rows)
    }
}

fn owned(settings: &'static [(&'static str, &'static str)]) -> impl Iterator<Item = (String, String)> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    settings.iter().map(own)
}

fn not_read_only(error: ClickHouseError) -> ClickHouseError {
    match error.name() {
        Some("READONLY") => ClickHouseError::unsupported(
            "WITH TOTALS: the rows are read by way of a text, for which settings are sent that a user with readonly = 1 may \
             not send; give the user readonly = 2, or use WITH ROLLUP, whose totals are rows of the result",
        )
        .with_source(error),
        _ => error,
    }
}

impl Totals {
    /// Takes an answer apart: names, types, the rows, an empty line, the totals.
    fn of(body: &Bytes) -> Result<Self, ClickHouseError> {
        let unreadable =
            || ClickHouseError::protocol("the answer is not in the format TabSeparatedWithNamesAndTypes");
        let (names, rest) = line(body, 0).ok_or_else(unreadable)?;
        let (types, rest) = line(body, rest).ok_or_else(unreadable)?;
        let (names, types) = (fields(names), fields(types));
        if names.len() != types.len() {
            return Err(unreadable());
        }
        check(&names, &types)?;
        let missing = || {
            ClickHouseError::unsupported(
                "the answer has no totals: add WITH TOTALS to the outermost query that has a GROUP BY, \
                 `with_totals()`",
            )
        };
        let rest = body.slice(rest..);
        let lines = rest.strip_suffix(b"\n").ok_or_else(missing)?;
        let end = memchr::memrchr(b'\n', lines).ok_or_else(missing)?;
        let rows = rest.slice(..end);
        if !rows.is_empty() && !rows.ends_with(b"\n") {
            return Err(missing());
        }
        Ok(Self {
            names,
            types,
            rows,
            totals: rest.slice(end + 1..),
        })
    }
}

/// Refuses the columns that a text does not hold exactly.
fn check(names: &[String], types: &[String]) -> Result<(), ClickHouseError> {
    for (name, of) in names.iter().zip(types) {
        let Ok(data_type) = of.parse::<DataType>() else {
            return Err(ClickHouseError::type_error(format!(
                "column `{name}`: the type {of} is not known here"
            )));
        };
        if !is_exact_as_text(&data_type) {
            return Err(ClickHouseError::unsupported(format!(
                "WITH TOTALS: column `{name}` is {of} on the server, whose values lose their types in the text by which \
                 rows with totals are read; convert it to a String or to one type, or use WITH ROLLUP, whose totals are \
                 rows of the result"
            )));
        }
        if types.len() == 1 && may_be_empty_text(&data_type) {
            return Err(ClickHouseError::unsupported(format!(
                "WITH TOTALS: column `{name}` of {of} is the only one, so that an empty value cannot be told from the \
                 line before the totals; select another beside it"
            )));
        }
    }
    Ok(())
}

/// The line from `start` on, and where the next begins.
fn line(body: &[u8], start: usize) -> Option<(&[u8], usize)> {
    let rest = body.get(start..)?;
    let end = memchr::memchr(b'\n', rest)?;
    Some((rest.get(..end)?, start + end + 1))
}

/// The fields of a line of names or types.
fn fields(line: &[u8]) -> Vec<String> {
    let fields = line.split(|byte| *byte == b'\t');
    fields
        .map(|field| unescaped(&String::from_utf8_lossy(field)))
        .collect()
}

fn unescaped(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            text.push(character);
            continue;
        }
        match characters.next() {
            Some('t') => text.push('\t'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('0') => text.push('\0'),
            Some(other) => text.push(other),
            None => {}
        }
    }
    text
}
