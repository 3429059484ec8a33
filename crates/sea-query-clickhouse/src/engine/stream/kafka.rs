use super::{collect, list};
use crate::{
    engine::{Secret, definition::Definition},
    error::BuildError,
    table::setting::Settings,
};

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

    pub(in crate::engine) fn definition(&self) -> Result<Definition, BuildError> {
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
