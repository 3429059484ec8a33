use crate::{
    SettingValue,
    clause::{check_setting, write_settings},
    error::BuildError,
};

/// The settings of a table, column, projection or statement, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Settings(Vec<(String, SettingValue)>);

impl Settings {
    /// Sets one; an earlier value of the name is replaced.
    pub(crate) fn set(&mut self, name: String, value: SettingValue) {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value));
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(String, SettingValue)> {
        self.0.iter()
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.value(name).is_some()
    }

    /// The value of one that is a whole number.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        match self.value(name)? {
            SettingValue::UInt(number) => Some(*number),
            SettingValue::Int(number) => u64::try_from(*number).ok(),
            _ => None,
        }
    }

    pub(crate) fn is_on(&self, name: &str) -> bool {
        matches!(self.value(name), Some(SettingValue::Bool(true)))
    }

    pub(crate) fn is_off(&self, name: &str) -> bool {
        matches!(self.value(name), Some(SettingValue::Bool(false)))
    }

    pub(crate) fn value(&self, name: &str) -> Option<&SettingValue> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    pub(crate) fn remove(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| !names.contains(&name.as_str()));
    }

    pub(crate) fn extend(&mut self, others: Self) {
        for (name, value) in others.0 {
            self.set(name, value);
        }
    }

    pub(crate) fn check(&self) -> Result<(), BuildError> {
        self.0
            .iter()
            .try_for_each(|(name, value)| check_setting(name, value))
    }

    /// Writes ` SETTINGS name = value, ...`, or nothing when there are none.
    pub(crate) fn write(&self, sql: &mut String) {
        let settings: Vec<_> = self
            .0
            .iter()
            .map(|(name, value)| (name.as_str(), value))
            .collect();
        write_settings(&settings, sql);
    }

    /// Writes `name = value, ...`.
    pub(crate) fn write_list(&self, sql: &mut String) {
        for (i, (name, value)) in self.0.iter().enumerate() {
            sql.push_str(if i == 0 { "" } else { ", " });
            sql.push_str(name);
            sql.push_str(" = ");
            value.write(sql);
        }
    }
}
