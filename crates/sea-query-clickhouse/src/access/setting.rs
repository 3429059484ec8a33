use crate::{
    SettingValue,
    clause::check_setting,
    error::BuildError,
    statement::options::{write_list, write_name, write_word},
};

/// A setting of a user, role or profile, and what they may change it to.
///
/// Source: <https://clickhouse.com/docs/operations/settings/constraints-on-settings>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, access::{ClickHouseRole, ProfileSetting}};
///
/// let create = ClickHouseRole::create("analyst")
///     .setting("max_execution_time", 60)
///     .setting_with(ProfileSetting::new("max_memory_usage").value(1_000_000).min(1).max(5_000_000).writable())
///     .setting_with(ProfileSetting::new("readonly").constant());
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE ROLE `analyst` SETTINGS max_execution_time = 60, max_memory_usage = 1000000 MIN 1 MAX 5000000 WRITABLE, \
///      readonly CONST"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileSetting {
    name: String,
    value: Option<SettingValue>,
    min: Option<SettingValue>,
    max: Option<SettingValue>,
    change: Option<&'static str>,
}

impl ProfileSetting {
    /// The setting of this name, as yet without a value or a constraint.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            value: None,
            min: None,
            max: None,
            change: None,
        }
    }

    /// `= value`
    pub fn value(mut self, value: impl Into<SettingValue>) -> Self {
        self.value = Some(value.into());
        self
    }

    /// `MIN value`
    pub fn min(mut self, value: impl Into<SettingValue>) -> Self {
        self.min = Some(value.into());
        self
    }

    /// `MAX value`
    pub fn max(mut self, value: impl Into<SettingValue>) -> Self {
        self.max = Some(value.into());
        self
    }

    /// `CONST`: it may not be changed.
    pub fn constant(mut self) -> Self {
        self.change = Some(" CONST");
        self
    }

    /// `WRITABLE`: it may be changed, also where the profile that it inherits says CONST.
    pub fn writable(mut self) -> Self {
        self.change = Some(" WRITABLE");
        self
    }

    /// `CHANGEABLE_IN_READONLY`: it may be changed within its limits, also by who has `readonly = 1`.
    pub fn changeable_in_readonly(mut self) -> Self {
        self.change = Some(" CHANGEABLE_IN_READONLY");
        self
    }

    fn write(&self, sql: &mut String) -> Result<(), BuildError> {
        write_word(&self.name, "SETTINGS", sql)?;
        let parts = [(" = ", &self.value), (" MIN ", &self.min), (" MAX ", &self.max)];
        for (keyword, value) in parts {
            if let Some(value) = value {
                check_setting(&self.name, value)?;
                sql.push_str(keyword);
                value.write(sql);
            }
        }
        sql.push_str(self.change.unwrap_or_default());
        if parts.iter().all(|(_, value)| value.is_none()) && self.change.is_none() {
            return Err(BuildError::invalid(
                "SETTINGS",
                format!("{} has neither a value nor a constraint", self.name),
            ));
        }
        Ok(())
    }
}

/// The settings and profiles that a user, role or profile has.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ProfileElements {
    settings: Vec<ProfileSetting>,
    profiles: Vec<String>,
}

impl ProfileElements {
    /// A later one of a name replaces an earlier one.
    pub(super) fn set(&mut self, setting: ProfileSetting) {
        self.settings.retain(|known| known.name != setting.name);
        self.settings.push(setting);
    }

    pub(super) fn profile(&mut self, name: String) {
        self.profiles.push(name);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.settings.is_empty() && self.profiles.is_empty()
    }

    /// Writes ` SETTINGS ...`, where there are any; the keyword before a profile is PROFILE or INHERIT.
    pub(super) fn write(&self, keyword: &str, sql: &mut String) -> Result<(), BuildError> {
        if self.is_empty() {
            return Ok(());
        }
        sql.push_str(" SETTINGS ");
        write_list(&self.settings, sql, |setting, sql| setting.write(sql))?;
        for (i, profile) in self.profiles.iter().enumerate() {
            let first = i == 0 && self.settings.is_empty();
            sql.push_str(if first { "" } else { ", " });
            sql.push_str(keyword);
            sql.push(' ');
            write_name(profile, "PROFILE", sql)?;
        }
        Ok(())
    }
}

/// What an ALTER does to the settings and profiles that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ProfileChanges {
    pub(super) replace: ProfileElements,
    pub(super) changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Add(ProfileSetting),
    Modify(ProfileSetting),
    Drop(String),
    AddProfile(String),
    DropProfile(String),
    DropAllSettings,
    DropAllProfiles,
}

impl ProfileChanges {
    pub(super) fn is_empty(&self) -> bool {
        self.replace.is_empty() && self.changes.is_empty()
    }

    pub(super) fn write(&self, keyword: &str, sql: &mut String) -> Result<(), BuildError> {
        if !self.replace.is_empty() && !self.changes.is_empty() {
            return Err(BuildError::invalid(
                "SETTINGS",
                "SETTINGS replaces all that there are; either replace them, or add, modify and drop some",
            ));
        }
        self.replace.write(keyword, sql)?;
        // Dropping all comes first, or it would take along what the statement adds.
        let all = |change: &&Change| matches!(change, Change::DropAllSettings | Change::DropAllProfiles);
        let first = self.changes.iter().filter(all);
        for change in first.chain(self.changes.iter().filter(|change| !all(change))) {
            match change {
                Change::Add(setting) => {
                    sql.push_str(" ADD SETTINGS ");
                    setting.write(sql)?;
                }
                Change::Modify(setting) => {
                    sql.push_str(" MODIFY SETTINGS ");
                    setting.write(sql)?;
                }
                Change::Drop(name) => {
                    sql.push_str(" DROP SETTINGS ");
                    write_word(name, "DROP SETTINGS", sql)?;
                }
                Change::AddProfile(name) => {
                    sql.push_str(" ADD PROFILES ");
                    write_name(name, "ADD PROFILES", sql)?;
                }
                Change::DropProfile(name) => {
                    sql.push_str(" DROP PROFILES ");
                    write_name(name, "DROP PROFILES", sql)?;
                }
                Change::DropAllSettings => sql.push_str(" DROP ALL SETTINGS"),
                Change::DropAllProfiles => sql.push_str(" DROP ALL PROFILES"),
            }
        }
        Ok(())
    }
}

/// The settings of a CREATE statement, whose field is `settings`.
macro_rules! elements {
    ($field:ident $(. $rest:ident)?) => {
        /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
        pub fn setting(self, name: impl Into<String>, value: impl Into<crate::SettingValue>) -> Self {
            self.setting_with(crate::access::ProfileSetting::new(name).value(value))
        }

        /// `SETTINGS name = value MIN ... MAX ...`: a setting with what it may be changed to.
        pub fn setting_with(mut self, setting: crate::access::ProfileSetting) -> Self {
            self.$field$(.$rest)?.set(setting);
            self
        }

        /// The settings of a profile, which those of this statement overrule.
        pub fn profile(mut self, name: impl Into<String>) -> Self {
            self.$field$(.$rest)?.profile(name.into());
            self
        }
    };
}
pub(super) use elements;

/// What an ALTER statement does to settings, in its field `changes`.
macro_rules! changes {
    () => {
        crate::access::setting::elements!(changes.replace);

        /// `ADD SETTINGS ...`
        pub fn add_setting(mut self, setting: crate::access::ProfileSetting) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::Add(setting));
            self
        }

        /// `MODIFY SETTINGS ...`
        pub fn modify_setting(mut self, setting: crate::access::ProfileSetting) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::Modify(setting));
            self
        }

        /// `DROP SETTINGS name`
        pub fn drop_setting(mut self, name: impl Into<String>) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::Drop(name.into()));
            self
        }

        /// `ADD PROFILES name`
        pub fn add_profile(mut self, name: impl Into<String>) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::AddProfile(name.into()));
            self
        }

        /// `DROP PROFILES name`
        pub fn drop_profile(mut self, name: impl Into<String>) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::DropProfile(name.into()));
            self
        }

        /// `DROP ALL SETTINGS`
        pub fn drop_all_settings(mut self) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::DropAllSettings);
            self
        }

        /// `DROP ALL PROFILES`
        pub fn drop_all_profiles(mut self) -> Self {
            self.changes
                .changes
                .push(crate::access::setting::Change::DropAllProfiles);
            self
        }
    };
}
pub(super) use changes;
