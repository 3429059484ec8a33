//! Engines that read messages of a broker as they come.

mod kafka;
mod nats;
mod rabbit_mq;

pub use kafka::Kafka;
pub use nats::Nats;
pub use rabbit_mq::RabbitMq;

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
