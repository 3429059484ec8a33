use super::{collect, list};
use crate::{
    engine::{Secret, definition::Definition, set_secret},
    error::BuildError,
    table::setting::Settings,
};

/// `NATS SETTINGS nats_url = ...`: subjects of NATS, read as messages come and written to.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/nats>.
///
/// ```
/// use sea_query_clickhouse::{engine::Nats, prelude::*};
///
/// let engine = Nats::new("nats:4222", ["event.*"], "JSONEachRow").token("letmein");
/// assert!(!format!("{engine:?}").contains("letmein"));
/// let table = ClickHouseTable::create("event_queue")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(engine);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_queue` (`id` UInt64) ENGINE = NATS \
///      SETTINGS nats_url = 'nats:4222', nats_subjects = 'event.*', nats_format = 'JSONEachRow', nats_token = 'letmein'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Nats {
    servers: Vec<String>,
    subjects: Vec<String>,
    format: String,
    settings: Settings,
    secrets: Vec<(&'static str, Secret)>,
}

impl Nats {
    /// The messages of `subjects`, in `format`, of the server at `host:port`.
    pub fn new<S: Into<String>>(
        address: impl Into<String>,
        subjects: impl IntoIterator<Item = S>,
        format: impl Into<String>,
    ) -> Self {
        Self::of_cluster([address.into()], subjects, format)
    }

    /// The same of a cluster of servers.
    pub fn of_cluster<A: Into<String>, S: Into<String>>(
        addresses: impl IntoIterator<Item = A>,
        subjects: impl IntoIterator<Item = S>,
        format: impl Into<String>,
    ) -> Self {
        Self {
            servers: collect(addresses),
            subjects: collect(subjects),
            format: format.into(),
            settings: Settings::default(),
            secrets: Vec::new(),
        }
    }

    /// The user and its password.
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.settings.set("nats_username".to_owned(), user.into().into());
        set_secret(&mut self.secrets, "nats_password", password.into());
        self
    }

    engine_settings! {
        /// A token in place of a user.
        token: secret = "nats_token";
        /// A file of credentials on the server, in place of a user.
        credential_file: text = "nats_credential_file";
        /// Whether the connection is encrypted.
        secure: flag = "nats_secure";
        /// The schema, where the format needs one.
        schema: text = "nats_schema";
        /// A stream of JetStream that is there already.
        stream: text = "nats_stream";
        /// A durable pull consumer of JetStream that is there already. It needs a stream.
        consumer_name: text = "nats_consumer_name";
        /// How many consumers read.
        num_consumers: number = "nats_num_consumers";
        /// The group of subscribers of which one gets a message; the name of the table by default.
        queue_group: text = "nats_queue_group";
        /// The pause before connecting again, in milliseconds.
        reconnect_wait_ms: number = "nats_reconnect_wait";
        /// How many messages of a block may be unreadable.
        skip_broken_messages: number = "nats_skip_broken_messages";
        /// How many messages one block has.
        max_block_size: number = "nats_max_block_size";
        /// After how many milliseconds what was read is written.
        flush_interval_ms: number = "nats_flush_interval_ms";
        /// How often connecting is tried when the table is made.
        startup_connect_tries: number = "nats_startup_connect_tries";
        /// How many rows one message has that is written.
        max_rows_per_message: number = "nats_max_rows_per_message";
        /// What happens to a message that cannot be read.
        handle_error_mode: error_mode = "nats_handle_error_mode";
    }

    pub(in crate::engine) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("NATS");
        let logins = self.secrets.len() + usize::from(self.settings.has("nats_credential_file"));
        if logins > 1 {
            return Err(definition.invalid("a user, a token and a file of credentials exclude each other"));
        }
        if self.settings.has("nats_consumer_name") != self.settings.has("nats_stream") {
            return Err(definition.invalid("nats_stream and nats_consumer_name need each other"));
        }
        let subjects = list("nats_subjects", &self.subjects).map_err(|error| definition.invalid(error))?;
        let definition = match self.servers.as_slice() {
            [address] => definition.required_setting("nats_url", address)?,
            servers => {
                let servers = list("nats_server_list", servers).map_err(|error| definition.invalid(error))?;
                definition.setting("nats_server_list", servers)
            }
        };
        Ok(definition
            .setting("nats_subjects", subjects)
            .required_setting("nats_format", &self.format)?
            .settings(&self.settings, &self.secrets))
    }
}
