use super::{Secret, definition::Definition, set_secret};
use crate::{error::BuildError, table::setting::Settings};

/// What an engine that reads messages does with one that it cannot read.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/kafka>.
///
/// ```
/// use sea_query_clickhouse::engine::ErrorMode;
///
/// assert_eq!(ErrorMode::default(), ErrorMode::Default);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorMode {
    /// `default`: reading stops with an error.
    #[default]
    Default,
    /// `stream`: the message and the error are in the virtual columns `_raw_message` and `_error`.
    Stream,
    /// `dead_letter_queue`: the message and the error are written to `system.dead_letter_queue`.
    DeadLetterQueue,
}

impl ErrorMode {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Stream => "stream",
            Self::DeadLetterQueue => "dead_letter_queue",
        }
    }
}

/// What is joined by commas into one text cannot have one inside.
fn list(what: &str, items: &[String]) -> Result<String, String> {
    if items.is_empty() || items.iter().any(String::is_empty) {
        return Err(format!("{what} is empty, or one of it is"));
    }
    match items.iter().find(|item| item.contains(',')) {
        Some(item) => Err(format!("`{}` of {what} has a comma", item.escape_debug())),
        None => Ok(items.join(",")),
    }
}

fn collect<T: Into<String>>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(Into::into).collect()
}

/// `Kafka SETTINGS kafka_broker_list = ...`: topics of Apache Kafka, read as they come and written to.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/kafka>.
///
/// ```
/// use sea_query_clickhouse::{engine::Kafka, prelude::*};
///
/// let engine = Kafka::new(["kafka1:9092", "kafka2:9092"], ["event"], "clickhouse", "JSONEachRow")
///     .security_protocol("sasl_ssl")
///     .sasl_mechanism("PLAIN")
///     .sasl_username("reader")
///     .sasl_password("letmein");
/// assert!(!format!("{engine:?}").contains("letmein"));
/// let table = ClickHouseTable::create("event_queue")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(engine.num_consumers(2));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `event_queue` (`id` UInt64) ENGINE = Kafka \
///      SETTINGS kafka_broker_list = 'kafka1:9092,kafka2:9092', kafka_topic_list = 'event', \
///      kafka_group_name = 'clickhouse', kafka_format = 'JSONEachRow', kafka_security_protocol = 'sasl_ssl', \
///      kafka_sasl_mechanism = 'PLAIN', kafka_sasl_username = 'reader', kafka_num_consumers = 2, \
///      kafka_sasl_password = 'letmein'"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Kafka {
    brokers: Vec<String>,
    topics: Vec<String>,
    group: String,
    format: String,
    settings: Settings,
    secrets: Vec<(&'static str, Secret)>,
}

impl Kafka {
    /// The messages of `topics`, in `format`, read by the consumers of one group.
    pub fn new<B: Into<String>, T: Into<String>>(
        brokers: impl IntoIterator<Item = B>,
        topics: impl IntoIterator<Item = T>,
        group: impl Into<String>,
        format: impl Into<String>,
    ) -> Self {
        Self {
            brokers: collect(brokers),
            topics: collect(topics),
            group: group.into(),
            format: format.into(),
            settings: Settings::default(),
            secrets: Vec::new(),
        }
    }

    engine_settings! {
        /// `plaintext`, `ssl`, `sasl_plaintext` or `sasl_ssl`.
        security_protocol: text = "kafka_security_protocol";
        /// How one logs in, such as `PLAIN`, `SCRAM-SHA-512`, `OAUTHBEARER` or `AWS_MSK_IAM`.
        sasl_mechanism: text = "kafka_sasl_mechanism";
        /// The region for `AWS_MSK_IAM`, where the broker's address does not say it.
        aws_region: text = "kafka_aws_region";
        /// The user.
        sasl_username: text = "kafka_sasl_username";
        /// The password of the user.
        sasl_password: secret = "kafka_sasl_password";
        /// Which replicas are read: the nearest ones, as this says.
        autodetect_client_rack: text = "kafka_autodetect_client_rack";
        /// The schema, where the format needs one.
        schema: text = "kafka_schema";
        /// How many bytes at the start of a message belong to a registry of schemas and not to the format.
        schema_registry_skip_bytes: number = "kafka_schema_registry_skip_bytes";
        /// How many consumers read, at most one for each partition and core.
        num_consumers: number = "kafka_num_consumers";
        /// How many messages one block has.
        max_block_size: number = "kafka_max_block_size";
        /// How many messages of a block may be unreadable.
        skip_broken_messages: number = "kafka_skip_broken_messages";
        /// Whether each batch is committed, and not each block.
        commit_every_batch: flag = "kafka_commit_every_batch";
        /// The name of the client.
        client_id: text = "kafka_client_id";
        /// How long one poll waits, in milliseconds.
        poll_timeout_ms: number = "kafka_poll_timeout_ms";
        /// How many messages one poll takes.
        poll_max_batch_size: number = "kafka_poll_max_batch_size";
        /// After how many milliseconds what was read is written.
        flush_interval_ms: number = "kafka_flush_interval_ms";
        /// After how many milliseconds a consumer that found nothing looks again.
        consumer_reschedule_ms: number = "kafka_consumer_reschedule_ms";
        /// Whether each consumer writes by itself.
        thread_per_consumer: flag = "kafka_thread_per_consumer";
        /// What happens to a message that cannot be read.
        handle_error_mode: error_mode = "kafka_handle_error_mode";
        /// Whether SELECT commits what it read.
        commit_on_select: flag = "kafka_commit_on_select";
        /// How long SELECT waits for a consumer, in milliseconds.
        consumer_acquire_timeout_ms: number = "kafka_consumer_acquire_timeout_ms";
        /// How many rows one message has that is written.
        max_rows_per_message: number = "kafka_max_rows_per_message";
        /// How messages that are written are compressed: `gzip`, `snappy`, `lz4`, `zstd` or `none`.
        compression_codec: text = "kafka_compression_codec";
        /// How much; higher is smaller and slower.
        compression_level: number = "kafka_compression_level";
        /// Whether columns named `_key`, `_timestamp` and `_headers` are written as what they name.
        map_virtual_columns_on_write: flag = "kafka_map_virtual_columns_on_write";
        /// Where in Keeper the offsets are kept. It needs `replica_name` and
        /// `allow_experimental_kafka_offsets_storage_in_keeper`.
        keeper_path: text = "kafka_keeper_path";
        /// The name of this replica, under `keeper_path`.
        replica_name: text = "kafka_replica_name";
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        let definition = Definition::new("Kafka");
        let brokers = list("kafka_broker_list", &self.brokers).map_err(|error| definition.invalid(error))?;
        let topics = list("kafka_topic_list", &self.topics).map_err(|error| definition.invalid(error))?;
        if self.settings.has("kafka_keeper_path") != self.settings.has("kafka_replica_name") {
            return Err(definition.invalid("kafka_keeper_path and kafka_replica_name need each other"));
        }
        Ok(definition
            .setting("kafka_broker_list", brokers)
            .setting("kafka_topic_list", topics)
            .required_setting("kafka_group_name", &self.group)?
            .required_setting("kafka_format", &self.format)?
            .settings(&self.settings, &self.secrets))
    }
}

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

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
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

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
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
