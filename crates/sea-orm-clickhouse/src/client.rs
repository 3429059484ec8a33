use clickhouse::Client;

use crate::{connection::ClickHouseConnection, error::ClickHouseError};

impl ClickHouseConnection {
    /// The official client, for typed rows of its own derive: the same server, user, database, roles and settings. It
    /// has sockets of its own, outside of this pool and its limits. Feature `client`.
    ///
    /// # Errors
    ///
    /// With the option `ca_certificate`, which the official client cannot be given.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), Box<dyn std::error::Error>> {
    /// let ports: Vec<u16> = db.client()?.query("SELECT port FROM event").fetch_all().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn client(&self) -> Result<Client, ClickHouseError> {
        let options = self.options();
        if options.get_ca_certificate().is_some() {
            return Err(ClickHouseError::configuration(
                "the official client trusts the system's certificates alone; add the one of `ca_certificate` to them",
            ));
        }
        let client = Client::default()
            .with_url(options.endpoint())
            .with_database(options.get_database());
        let client = match options.get_access_token() {
            Some(token) => client.with_access_token(token),
            None => client
                .with_user(options.get_user())
                .with_password(options.get_password()),
        };
        let client = match options.get_roles() {
            [] => client,
            roles => client.with_roles(roles),
        };
        let settings = options.get_settings().iter();
        Ok(settings.fold(client, |client, (name, value)| client.with_setting(name, value)))
    }
}
