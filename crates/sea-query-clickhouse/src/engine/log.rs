use super::definition::{Argument, Clauses, Definition};
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
        let definition = Definition::new("Join", Clauses::SETTINGS)
            .arg(Argument::Word(self.strictness))
            .arg(Argument::Word(self.kind));
        Ok(self.keys.iter().fold(definition, |definition, key| {
            definition.arg(Argument::Name(key.clone()))
        }))
    }
}
