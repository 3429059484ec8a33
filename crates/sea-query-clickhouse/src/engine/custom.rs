use super::{argument::Argument, definition::Definition};
use crate::{SettingValue, error::BuildError, table::setting::Settings};

/// Any other engine, by its name.
///
/// ```
/// use sea_query_clickhouse::{engine::{Argument, Custom}, prelude::*};
///
/// let engine = Custom::new("ExternalDistributed")
///     .arg("MySQL")
///     .arg("mysql{1|2}:3306")
///     .arg("app")
///     .arg("user")
///     .arg("reader")
///     .arg(Argument::secret("letmein"));
/// let table = ClickHouseTable::create("user").col(ClickHouseColumnDef::new("id", DataType::UInt64)).engine(engine);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "CREATE TABLE `user` (`id` UInt64) \
///      ENGINE = ExternalDistributed('MySQL', 'mysql{1|2}:3306', 'app', 'user', 'reader', 'letmein')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Custom {
    name: String,
    arguments: Vec<Argument>,
    settings: Settings,
}

impl Custom {
    /// The engine of this name: letters, digits and `_`.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            arguments: Vec::new(),
            settings: Settings::default(),
        }
    }

    /// The next parameter.
    pub fn arg(mut self, argument: impl Into<Argument>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// A setting of the engine; a later value of a name replaces an earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn definition(&self) -> Result<Definition, BuildError> {
        Ok(Definition::new(self.name.as_str())
            .args(self.arguments.iter().cloned())
            .settings(&self.settings, &[]))
    }
}
