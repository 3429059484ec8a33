use super::options::{statement, write_name, write_word};
use crate::{
    SettingValue, clause::check_setting, error::BuildError, literal::write_string, render::Renderer,
};

/// `SET`: settings of the session. Over HTTP a session is what has a `session_id`.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/set>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Set};
///
/// assert_eq!(
///     Set::setting("max_threads", 4).and("join_use_nulls", true).to_string(ClickHouseQueryBuilder),
///     "SET max_threads = 4, join_use_nulls = 1"
/// );
/// assert_eq!(Set::default_of("max_threads").to_string(ClickHouseQueryBuilder), "SET max_threads = DEFAULT");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    settings: Vec<(String, Option<SettingValue>)>,
}

impl Set {
    fn new(name: String, value: Option<SettingValue>) -> Self {
        Self {
            settings: vec![(name, value)],
        }
    }

    /// `SET name = value`
    pub fn setting(name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        Self::new(name.into(), Some(value.into()))
    }

    /// `SET name = DEFAULT`: the value that the user's profile gives.
    pub fn default_of(name: impl Into<String>) -> Self {
        Self::new(name.into(), None)
    }

    /// `SET param_name = 'text'`: the value of the parameter `{name:Type}` in the queries of the session.
    pub fn parameter(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(
            format!("param_{}", name.into()),
            Some(SettingValue::String(text.into())),
        )
    }

    /// Sets another setting.
    pub fn and(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.push((name.into(), Some(value.into())));
        self
    }

    /// Gives another setting its default.
    pub fn and_default_of(mut self, name: impl Into<String>) -> Self {
        self.settings.push((name.into(), None));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        for (i, (name, value)) in self.settings.iter().enumerate() {
            sql.push_str(if i == 0 { "SET " } else { ", " });
            if let Some(value) = value {
                check_setting(name, value)?;
            }
            write_word(name, "SET", sql)?;
            sql.push_str(" = ");
            match value {
                Some(value) => value.write(sql),
                None => {
                    renderer.context.check(crate::Feature::SetDefault);
                    sql.push_str("DEFAULT");
                }
            }
        }
        Ok(())
    }
}

statement!(Set {});

/// `SET TIME ZONE`: the zone in which the session reads and writes times that have none.
///
/// Source: <https://clickhouse.com/docs/operations/settings/settings#session_timezone>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::SetTimeZone};
///
/// assert_eq!(SetTimeZone::to("Europe/Berlin").to_string(ClickHouseQueryBuilder), "SET TIME ZONE 'Europe/Berlin'");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SetTimeZone {
    zone: String,
}

impl SetTimeZone {
    /// The zone by its name in the IANA database.
    pub fn to(zone: impl Into<String>) -> Self {
        Self { zone: zone.into() }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SET TIME ZONE ");
        write_string(sql, &self.zone);
        Ok(())
    }
}

statement!(SetTimeZone {});

/// `USE`: the session's database.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/use>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Use};
///
/// assert_eq!(Use::database("shop").to_string(ClickHouseQueryBuilder), "USE `shop`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    database: String,
}

impl Use {
    /// Names without a database before them are in this one.
    pub fn database(name: impl Into<String>) -> Self {
        Self {
            database: name.into(),
        }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("USE ");
        write_name(&self.database, "USE", sql)
    }
}

statement!(Use {});
