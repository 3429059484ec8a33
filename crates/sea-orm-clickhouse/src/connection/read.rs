//! Statements that return rows.

use std::sync::atomic::Ordering;

use sea_query::SelectStatement;
use sea_query_clickhouse::{ClickHouseSql, ClickHouseStatement, connection::cast_outputs, only_reads};

use super::{
    ClickHouseConnection, Totals,
    write::{PRODUCT_MODE, refuse_format, request},
};
use crate::{
    error::ClickHouseError,
    expectation::Expectation,
    insert::JSON_AS_IT_IS,
    native::{Resend, states_as_strings},
    row::Rows,
    table::Tables,
    transport::{Request, Response},
};

/// An error, with what another statement could do about it.
pub(super) type Failed = (ClickHouseError, Option<Resend>);

impl ClickHouseConnection {
    /// Builds a statement and reads its rows.
    pub(crate) async fn rows<S>(
        &self,
        statement: &S,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        self.try_rows(statement, &expectation)
            .await
            .map_err(|(error, _)| error)
    }

    /// As [`rows`](Self::rows); an error comes with what another statement could do about it.
    async fn try_rows<S>(&self, statement: &S, expectation: &Expectation) -> Result<Rows, Failed>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        let built = self.build(statement).await.map_err(|error| (error, None))?;
        match self.try_read(&built, expectation).await {
            Err(failed) => {
                let again = self.built_again(statement, built, failed).await?;
                self.try_read(&again, expectation).await
            }
            rows => rows,
        }
    }

    /// Builds a statement and reads its rows with their totals.
    pub(crate) async fn totals<S>(&self, statement: &S) -> Result<Totals, ClickHouseError>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        let built = self.build(statement).await?;
        let totals = match self.try_totals(&built).await {
            Err(failed) => match self.built_again(statement, built, failed).await {
                Ok(again) => self.try_totals(&again).await,
                Err(failed) => Err(failed),
            },
            totals => totals,
        };
        totals.map_err(|(error, _)| error)
    }

    /// The statement as it is to be sent again: a type may have changed since its table was described.
    async fn built_again<S>(
        &self,
        statement: &S,
        built: ClickHouseSql,
        failed: Failed,
    ) -> Result<ClickHouseSql, Failed>
    where
        S: ClickHouseStatement + Sync + ?Sized,
    {
        if failed.1.is_some() || !is_about_types(&failed.0) || !only_reads(&built.sql) {
            return Err(failed);
        }
        self.inner.tables.forget_all();
        let again = self.build(statement).await.map_err(|error| (error, None))?;
        if again == built { Err(failed) } else { Ok(again) }
    }

    /// Sends a statement that returns rows.
    pub(crate) async fn read(
        &self,
        built: &ClickHouseSql,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        self.try_read(built, &expectation)
            .await
            .map_err(|(error, _)| error)
    }

    /// As [`read`](Self::read); an error comes with what another statement could do about it.
    async fn try_read(&self, built: &ClickHouseSql, expectation: &Expectation) -> Result<Rows, Failed> {
        let rows = self.try_read_with_quotation(built, expectation).await;
        if built.requirements.secrets {
            return rows.map_err(|(error, resend)| (error.without_quotation(), resend));
        }
        rows
    }

    /// As [`try_read`](Self::try_read); a syntax error may quote a password.
    async fn try_read_with_quotation(
        &self,
        built: &ClickHouseSql,
        expectation: &Expectation,
    ) -> Result<Rows, Failed> {
        // Only the answer tells that a column is JSON or Dynamic; from then on every query asks for what can be read.
        let mut asked = 0;
        loop {
            let rows = self.read_once(built, expectation.clone()).await;
            let mut rows = rows.map_err(|error| (error, None))?;
            let Err(error) = rows.start().await else {
                return Ok(rows);
            };
            match rows.resend().and_then(|resend| self.inner.asks_for(resend)) {
                Some(asks) if asked < 2 => {
                    asked += 1;
                    asks.store(true, Ordering::Relaxed);
                }
                _ => return Err((error, rows.resend())),
            }
        }
    }

    /// Reads the rows of a SELECT; the states of aggregate functions as the bytes that they are.
    pub(crate) async fn read_select(
        &self,
        select: &SelectStatement,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        match self.try_rows(select, &expectation).await {
            Err((_, Some(Resend::StatesAsStrings))) => {
                let cast = self.states_as_strings(select).await?;
                self.rows(&cast, expectation).await
            }
            rows => rows.map_err(|(error, _)| error),
        }
    }

    /// The SELECT around another that casts its states.
    async fn states_as_strings(&self, select: &SelectStatement) -> Result<SelectStatement, ClickHouseError> {
        let described = Tables::describe_query(self, select).await?;
        let columns = &described.columns;
        for (i, column) in columns.iter().enumerate() {
            if columns.iter().skip(i + 1).any(|other| other.name == column.name) {
                return Err(ClickHouseError::unsupported(format!(
                    "the result has two columns `{}`, and states of aggregate functions, which are read by way of a \
                     query around it; give one of them another name",
                    column.name
                )));
            }
        }
        let casts: Vec<_> = columns
            .iter()
            .map(|column| states_as_strings(&column.data_type))
            .collect();
        let names = columns.iter().map(|column| column.name.as_str());
        Ok(cast_outputs(select, names.zip(casts.iter().map(Option::as_ref))))
    }

    async fn read_once(
        &self,
        built: &ClickHouseSql,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        refuse_totals(built)?;
        let mut request = self.read_request(built)?;
        request.format = Some("Native");
        if self.inner.json_as_text.load(Ordering::Relaxed) {
            request
                .settings
                .push(("output_format_native_write_json_as_string".into(), "1".into()));
            request
                .settings
                .push(("output_format_json_quote_64bit_integers".into(), "0".into()));
        }
        if self.inner.flattened_dynamic.load(Ordering::Relaxed) {
            let setting = "output_format_native_use_flattened_dynamic_and_json_serialization";
            request.settings.push((setting.into(), "1".into()));
        }
        let response = self.send_read(request, built).await?;
        Ok(Rows::new(response, expectation))
    }

    /// The request of a statement that returns rows, in no format yet.
    pub(super) fn read_request(&self, built: &ClickHouseSql) -> Result<Request, ClickHouseError> {
        refuse_format(built)?;
        // A raw statement may write although rows are asked for; it must not be sent again then.
        let request_for = if only_reads(&built.sql) {
            Request::read
        } else {
            Request::write
        };
        let mut request = request(request_for(built.sql.clone()), built);
        if built.requirements.join_use_nulls {
            request.settings.push(("join_use_nulls".into(), "1".into()));
        }
        if built.requirements.documents {
            let settings = JSON_AS_IT_IS.map(|setting| (setting.to_owned(), "0".to_owned()));
            request.settings.extend(settings);
        }
        if self.must_say_global(built) {
            request.settings.push((PRODUCT_MODE.into(), "global".into()));
        }
        Ok(request)
    }

    pub(super) async fn send_read(
        &self,
        request: Request,
        built: &ClickHouseSql,
    ) -> Result<Response, ClickHouseError> {
        let is_global = self.must_say_global(built);
        self.inner.pool.send(request).await.map_err(|error| match error.name() {
            Some("READONLY") if built.requirements.join_use_nulls => ClickHouseError::unsupported(
                "an outer join needs the setting join_use_nulls = 1, which a user with readonly = 1 may not send; give \
                 the user readonly = 2, set join_use_nulls in the user's profile, or use an inner join",
            )
            .with_source(error),
            Some("READONLY") if is_global => ClickHouseError::unsupported(
                "a query of several Distributed tables needs the setting distributed_product_mode = 'global', which a user \
                 with readonly = 1 may not send; give the user readonly = 2, or say GLOBAL in the query, by \
                 `Join::global()` and `global_in(..)`",
            )
            .with_source(error),
            _ => error,
        })
    }

    /// Reads the rows of a SELECT.
    pub(crate) async fn select(&self, select: &SelectStatement) -> Result<Rows, ClickHouseError> {
        self.read_select(select, Expectation::of_select(select, self.registry()))
            .await
    }
}

/// Whether the server refused a value because of the type that it was given.
fn is_about_types(error: &ClickHouseError) -> bool {
    matches!(
        error.name(),
        Some(
            "NO_COMMON_TYPE"
                | "TYPE_MISMATCH"
                | "ILLEGAL_TYPE_OF_ARGUMENT"
                | "CANNOT_CONVERT_TYPE"
                | "DECIMAL_OVERFLOW"
                | "TOO_LARGE_STRING_SIZE"
                | "CANNOT_PARSE_TEXT"
                | "CANNOT_PARSE_UUID"
                | "CANNOT_PARSE_IPV4"
                | "CANNOT_PARSE_IPV6"
        )
    )
}

/// The server leaves the row of totals out of the Native format, without a word.
fn refuse_totals(built: &ClickHouseSql) -> Result<(), ClickHouseError> {
    if built.requirements.totals {
        return Err(ClickHouseError::unsupported(
            "WITH TOTALS: the server does not send the totals in the Native format, in which a connection reads rows; read \
             them by `.clickhouse()` and `all_with_totals`, or use WITH ROLLUP, WITH CUBE or GROUPING SETS, whose totals \
             are rows of the result",
        ));
    }
    Ok(())
}
