use super::{argument::Argument, definition::Definition};
use crate::error::BuildError;

/// `Join(strictness, type, keys)`: a hash table in memory, for the right side of JOIN and for joinGet.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/join>.
///
/// ```
/// use sea_query_clickhouse::{engine::Join, prelude::*};
///
/// let table = ClickHouseTable::create("name_of")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .col(ClickHouseColumnDef::new("name", DataType::String))
///     .engine(Join::any_left(["id"]));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `name_of` (`id` UInt64, `name` String) ENGINE = Join(ANY, LEFT, `id`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Join {
    strictness: &'static str,
    kind: &'static str,
    keys: Vec<String>,
}

macro_rules! joins {
    ($($method:ident $strictness:literal $kind:literal $doc:literal,)*) => {
        impl Join {
            $(#[doc = $doc]
            pub fn $method<K: Into<String>>(keys: impl IntoIterator<Item = K>) -> Self {
                Self {
                    strictness: $strictness,
                    kind: $kind,
                    keys: keys.into_iter().map(Into::into).collect(),
                }
            })*
        }
    };
}

joins! {
    any_left "ANY" "LEFT" "For `ANY LEFT JOIN` by these columns.",
    any_inner "ANY" "INNER" "For `ANY INNER JOIN` by these columns.",
    any_right "ANY" "RIGHT" "For `ANY RIGHT JOIN` by these columns.",
    all_left "ALL" "LEFT" "For `ALL LEFT JOIN` by these columns.",
    all_inner "ALL" "INNER" "For `ALL INNER JOIN` by these columns.",
    all_right "ALL" "RIGHT" "For `ALL RIGHT JOIN` by these columns.",
    all_full "ALL" "FULL" "For `ALL FULL JOIN` by these columns.",
    semi_left "SEMI" "LEFT" "For `SEMI LEFT JOIN` by these columns.",
    anti_left "ANTI" "LEFT" "For `ANTI LEFT JOIN` by these columns.",
}

impl Join {
    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        if self.keys.is_empty() {
            return Err(BuildError::invalid("Join", "it is joined by at least one column"));
        }
        let definition = Definition::new("Join")
            .arg(Argument::word(self.strictness))
            .arg(Argument::word(self.kind));
        Ok(self.keys.iter().fold(definition, |definition, key| {
            definition.arg(Argument::name(key.clone()))
        }))
    }
}

/// `Memory SETTINGS max_rows_to_keep = ...`: rows in memory, of which the oldest go when there are more than a limit.
/// [`Engine::Memory`](crate::Engine::Memory) is the one without a limit.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/special/memory>.
///
/// ```
/// use sea_query_clickhouse::{engine::BoundedMemory, prelude::*};
///
/// let table = ClickHouseTable::create("last_event")
///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
///     .engine(BoundedMemory::new().rows(100, 1000));
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `last_event` (`id` UInt64) ENGINE = Memory \
///      SETTINGS min_rows_to_keep = 100, max_rows_to_keep = 1000"
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoundedMemory {
    rows: Option<(u64, u64)>,
    bytes: Option<(u64, u64)>,
    compress: bool,
}

impl BoundedMemory {
    /// No limit yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Above `max` rows the oldest blocks go, and at least `min` stay.
    pub fn rows(mut self, min: u64, max: u64) -> Self {
        self.rows = Some((min, max));
        self
    }

    /// Above `max` bytes the oldest blocks go, and at least `min` stay.
    pub fn bytes(mut self, min: u64, max: u64) -> Self {
        self.bytes = Some((min, max));
        self
    }

    setters! {
        /// Whether the blocks are compressed.
        compress(on: bool) => compress = on;
    }

    pub(crate) fn definition(&self) -> Result<Definition, BuildError> {
        let mut definition = Definition::new("Memory");
        let limits = [
            (self.rows, "min_rows_to_keep", "max_rows_to_keep"),
            (self.bytes, "min_bytes_to_keep", "max_bytes_to_keep"),
        ];
        for (limit, lower, upper) in limits {
            let Some((min, max)) = limit else { continue };
            if max == 0 || min > max {
                return Err(definition.invalid(format!("{lower} is above {upper}, or that is 0")));
            }
            definition = definition.setting(lower, min).setting(upper, max);
        }
        Ok(if self.compress {
            definition.setting("compress", true)
        } else {
            definition
        })
    }
}
