//! Statements that return none.

use sea_query_clickhouse::ClickHouseSql;

use super::ClickHouseConnection;
use crate::{
    error::ClickHouseError,
    table::Tables,
    transport::{Request, Summary},
};

/// The server reads this many bytes of a statement unless `max_query_size` says otherwise.
const DEFAULT_MAX_QUERY_SIZE: usize = 262_144;

/// What a query of several Distributed tables needs.
pub(super) const PRODUCT_MODE: &str = "distributed_product_mode";

impl ClickHouseConnection {
    /// Sends a statement that may change any table.
    pub(crate) async fn change(&self, built: ClickHouseSql) -> Result<Summary, ClickHouseError> {
        // Afterwards too, for what another task asked for meanwhile.
        let _forgotten = Forgotten::new(&self.inner.tables);
        self.write(built).await
    }

    /// As [`change`](Self::change), with settings for this statement alone.
    #[cfg(feature = "migration")]
    pub(crate) async fn change_with(
        &self,
        built: ClickHouseSql,
        settings: impl IntoIterator<Item = (&str, &str)>,
    ) -> Result<Summary, ClickHouseError> {
        let _forgotten = Forgotten::new(&self.inner.tables);
        let mut request = request(Request::write(built.sql.as_str()), &built);
        let settings = settings.into_iter();
        request
            .settings
            .extend(settings.map(|(name, value)| (name.to_owned(), value.to_owned())));
        self.send_write(request).await
    }

    /// As [`change`](Self::change), by a query id that others can ask for meanwhile.
    #[cfg(feature = "migration")]
    pub(crate) async fn change_named(
        &self,
        built: ClickHouseSql,
        query_id: &str,
    ) -> Result<Summary, ClickHouseError> {
        let _forgotten = Forgotten::new(&self.inner.tables);
        let mut request = request(Request::write(built.sql.as_str()), &built);
        request.query_id = Some(query_id.to_owned());
        self.send_write(request).await
    }

    /// Sends a statement that returns no rows, and waits for its end.
    pub(crate) async fn write(&self, built: ClickHouseSql) -> Result<Summary, ClickHouseError> {
        self.write_with(built, None).await
    }

    /// As [`write`](Self::write), with settings beside those of the statement.
    pub(crate) async fn write_with(
        &self,
        built: ClickHouseSql,
        settings: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Summary, ClickHouseError> {
        refuse_format(&built)?;
        let mut request = request(Request::write(built.sql.as_str()), &built);
        request.settings.extend(settings);
        if self.must_say_global(&built) {
            request.settings.push((PRODUCT_MODE.into(), "global".into()));
        }
        let sent = self.send_write(request).await;
        if built.requirements.secrets {
            return sent.map_err(ClickHouseError::without_quotation);
        }
        sent
    }

    /// Whether a statement of several Distributed tables is sent with a setting that the options do not set.
    pub(super) fn must_say_global(&self, built: &ClickHouseSql) -> bool {
        built.requirements.distributed_product_mode && !self.says(PRODUCT_MODE)
    }

    /// Whether the options set `setting`.
    pub(crate) fn says(&self, setting: &str) -> bool {
        let mut settings = self.options().get_settings().iter();
        settings.any(|(name, _)| name == setting)
    }

    pub(crate) async fn send_write(&self, request: Request) -> Result<Summary, ClickHouseError> {
        let response = self.inner.pool.send(request).await?;
        let summary = response.summary;
        response.drain().await?;
        Ok(summary)
    }
}

/// Forgets the tables now and when it is dropped.
struct Forgotten<'a>(&'a Tables);

impl<'a> Forgotten<'a> {
    fn new(tables: &'a Tables) -> Self {
        tables.forget_all();
        Self(tables)
    }
}

impl Drop for Forgotten<'_> {
    fn drop(&mut self) {
        self.0.forget_all();
    }
}

/// The request of a built statement.
pub(crate) fn request(mut request: Request, built: &ClickHouseSql) -> Request {
    request.params = built
        .parameters
        .iter()
        .map(|parameter| (parameter.name.to_string(), parameter.text.clone()))
        .collect();
    if request.data.is_none() && built.sql.len() >= DEFAULT_MAX_QUERY_SIZE {
        request
            .settings
            .push(("max_query_size".into(), (built.sql.len() + 1).to_string()));
    }
    request
}

/// The connection reads and writes rows in a format of its own choice.
pub(super) fn refuse_format(built: &ClickHouseSql) -> Result<(), ClickHouseError> {
    match &built.requirements.format {
        None => Ok(()),
        Some(format) => Err(ClickHouseError::unsupported(format!(
            "FORMAT {format}: a connection reads and writes rows in the Native format; drop the clause, and for rows as \
             bytes of another format use the official client (`db.client()`, feature `client`)"
        ))),
    }
}
