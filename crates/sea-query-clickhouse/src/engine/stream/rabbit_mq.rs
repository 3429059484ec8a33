use super::{collect, list};
use crate::{
    engine::{Secret, definition::Definition, set_secret},
    error::BuildError,
    table::setting::Settings,
};

/// `RabbitMQ SETTINGS rabbitmq_host_port = ...`: an exchange of RabbitMQ, read as messages come and written to.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/rabbitmq>.
///
/// ```
/// use sea_query_clickhouse::{engine::RabbitMq, prelude::*};
///
/// let engine = RabbitMq::new("rabbit:5672", "event", "JSONEachRow").exchange_type("direct").login("reader", "letmein");
/// assert!(!format!("{engine:?}").contains("letmein"));
/// let table = ClickHouseTable::create("event_queue")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(engine.routing_keys(["a", "b"]));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_queue` (`id` UInt64) ENGINE = RabbitMQ \
///      SETTINGS rabbitmq_host_port = 'rabbit:5672', rabbitmq_exchange_name = 'event', rabbitmq_format = 'JSONEachRow', \
///      rabbitmq_routing_key_list = 'a,b', rabbitmq_exchange_type = 'direct', rabbitmq_username = 'reader', \
///      rabbitmq_password = 'letmein'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RabbitMq {
    address: Address,
    exchange: String,
    format: String,
    routing_keys: Option<Vec<String>>,
    settings: Settings,
    secrets: Vec<(&'static str, Secret)>,
}

#[derive(Clone, Debug, PartialEq)]
enum Address {
    Host(String),
    /// It has the user and the password in it.
    Url(Secret),
}

impl RabbitMq {
    /// The messages of an exchange, in `format`, of the server at `host:port`.
    pub fn new(address: impl Into<String>, exchange: impl Into<String>, format: impl Into<String>) -> Self {
        Self::at(Address::Host(address.into()), exchange.into(), format.into())
    }

    /// The messages of an exchange, in `format`, of the server at `amqp(s)://user:password@host/vhost`.
    pub fn by_url(url: impl Into<String>, exchange: impl Into<String>, format: impl Into<String>) -> Self {
        Self::at(Address::Url(Secret::new(url)), exchange.into(), format.into())
    }

    fn at(address: Address, exchange: String, format: String) -> Self {
        Self {
            address,
            exchange,
            format,
            routing_keys: None,
            settings: Settings::default(),
            secrets: Vec::new(),
        }
    }

    /// `rabbitmq_routing_key_list`: only messages with one of these keys.
    pub fn routing_keys<K: Into<String>>(mut self, keys: impl IntoIterator<Item = K>) -> Self {
        self.routing_keys = Some(collect(keys));
        self
    }

    /// The user and its password.
    pub fn login(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.settings
            .set("rabbitmq_username".to_owned(), user.into().into());
        set_secret(&mut self.secrets, "rabbitmq_password", password.into());
        self
    }

    engine_settings! {
        /// `direct`, `fanout`, `topic`, `headers` or `consistent_hash`; `fanout` by default.
        exchange_type: text = "rabbitmq_exchange_type";
        /// The virtual host; `/` by default.
        vhost: text = "rabbitmq_vhost";
        /// Whether the connection is encrypted.
        secure: flag = "rabbitmq_secure";
        /// The schema, where the format needs one.
        schema: text = "rabbitmq_schema";
        /// How many consumers read.
        num_consumers: number = "rabbitmq_num_consumers";
        /// How many queues there are.
        num_queues: number = "rabbitmq_num_queues";
        /// What the names of the queues begin with.
        queue_base: text = "rabbitmq_queue_base";
        /// The exchange for messages that were not read.
        deadletter_exchange: text = "rabbitmq_deadletter_exchange";
        /// Whether messages that are written survive a restart of RabbitMQ.
        persistent: flag = "rabbitmq_persistent";
        /// How many messages of a block may be unreadable.
        skip_broken_messages: number = "rabbitmq_skip_broken_messages";
        /// How many messages one block has.
        max_block_size: number = "rabbitmq_max_block_size";
        /// After how many milliseconds what was read is written.
        flush_interval_ms: number = "rabbitmq_flush_interval_ms";
        /// Settings of the queues, such as `x-max-length=10,x-overflow=reject-publish`.
        queue_settings: text = "rabbitmq_queue_settings_list";
        /// Whether the queues are there already, and nothing is set up.
        queue_consume: flag = "rabbitmq_queue_consume";
        /// Whether SELECT commits what it read.
        commit_on_select: flag = "rabbitmq_commit_on_select";
        /// How many rows one message has that is written.
        max_rows_per_message: number = "rabbitmq_max_rows_per_message";
        /// What happens to a message that cannot be read.
        handle_error_mode: error_mode = "rabbitmq_handle_error_mode";
    }

    pub(in crate::engine) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("RabbitMQ");
        let mut definition = match &self.address {
            Address::Host(address) => definition.required_setting("rabbitmq_host_port", address)?,
            Address::Url(_) if !self.secrets.is_empty() => {
                return Err(definition.invalid("the user and the password stand in the address already"));
            }
            Address::Url(url) => definition.required_setting("rabbitmq_address", url.text())?,
        }
        .required_setting("rabbitmq_exchange_name", &self.exchange)?
        .required_setting("rabbitmq_format", &self.format)?;
        if let Some(keys) = &self.routing_keys {
            let keys = list("rabbitmq_routing_key_list", keys).map_err(|error| definition.invalid(error))?;
            definition = definition.setting("rabbitmq_routing_key_list", keys);
        }
        Ok(definition.settings(&self.settings, &self.secrets))
    }
}
