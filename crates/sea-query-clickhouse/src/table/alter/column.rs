use sea_query::IntoIden;

use super::{
    ColumnPosition, ColumnProperty, TableAlterStatement,
    action::{Action, Part, Takes, name},
};
use crate::{ClickHouseColumnDef, Feature, SettingValue, table::setting::Settings};

fn defined(keyword: &'static str, takes: Takes, column: ClickHouseColumnDef) -> Action {
    let is_open = column.ephemeral && column.comment.is_none();
    let mut action = Action::new(keyword, takes, [Part::Column(Box::new(column))]);
    action.is_open = is_open;
    action
}

/// Columns.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/column>.
impl TableAlterStatement {
    /// `ADD COLUMN`
    pub fn add_column(self, column: ClickHouseColumnDef, position: ColumnPosition) -> Self {
        let mut action = defined("ADD COLUMN", Takes::ADDED, column);
        action.position = position;
        self.action(action)
    }

    /// `ADD COLUMN IF NOT EXISTS`
    pub fn add_column_if_not_exists(self, column: ClickHouseColumnDef, position: ColumnPosition) -> Self {
        self.add_column(column, position).if_not_exists()
    }

    /// `MODIFY COLUMN`: a new type, default, codec, TTL, comment, and with [`first`](Self::first) or
    /// [`after`](Self::after) a new place. What the definition does not say stays as it is.
    pub fn modify_column(self, column: ClickHouseColumnDef) -> Self {
        self.action(defined("MODIFY COLUMN", Takes::MODIFIED, column))
    }

    /// `MODIFY COLUMN ... REMOVE property`
    pub fn remove_property(self, column: impl IntoIden, property: ColumnProperty) -> Self {
        self.action(Action::new(
            "MODIFY COLUMN",
            Takes::IF_EXISTS,
            [name(column), Part::Keyword(property.keyword())],
        ))
    }

    /// `MODIFY COLUMN ... MODIFY SETTING name = value, ...`: settings of a column, such as `max_compress_block_size`.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let alter = ClickHouseTable::alter("event")
    ///     .modify_column_setting("body", [("max_compress_block_size", 65536), ("min_compress_block_size", 4096)]);
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` MODIFY COLUMN `body` MODIFY SETTING max_compress_block_size = 65536, \
    ///      min_compress_block_size = 4096"
    /// );
    /// ```
    pub fn modify_column_setting<N, V>(
        self,
        column: impl IntoIden,
        settings: impl IntoIterator<Item = (N, V)>,
    ) -> Self
    where
        N: Into<String>,
        V: Into<SettingValue>,
    {
        let mut changed = Settings::default();
        for (name, value) in settings {
            changed.set(name.into(), value.into());
        }
        let parts = [
            name(column),
            Part::Keyword("MODIFY SETTING"),
            Part::Settings(changed),
        ];
        self.action(
            Action::new("MODIFY COLUMN", Takes::IF_EXISTS, parts)
                .list()
                .since(Feature::ColumnSettings),
        )
    }

    /// `MODIFY COLUMN ... RESET SETTING name, ...`: settings of a column are the table's again.
    pub fn reset_column_setting<N: Into<String>>(
        self,
        column: impl IntoIden,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        let parts = [
            name(column),
            Part::Keyword("RESET SETTING"),
            Part::SettingNames(names.into_iter().map(Into::into).collect()),
        ];
        self.action(
            Action::new("MODIFY COLUMN", Takes::IF_EXISTS, parts)
                .list()
                .since(Feature::ColumnSettings),
        )
    }

    /// `MODIFY COLUMN ... ADD ENUM VALUES (names)`: more names for an Enum column, with the numbers after its largest.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let alter = ClickHouseTable::alter("event").add_enum_values("kind", ["quic", "it's"]);
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     r"ALTER TABLE `event` MODIFY COLUMN `kind` ADD ENUM VALUES ('quic', 'it\'s')"
    /// );
    /// ```
    pub fn add_enum_values<N: Into<String>>(
        self,
        column: impl IntoIden,
        names: impl IntoIterator<Item = N>,
    ) -> Self {
        self.enum_values(
            column,
            names.into_iter().map(|name| (name.into(), None)).collect(),
        )
    }

    /// `MODIFY COLUMN ... ADD ENUM VALUES ('name' = number, ...)`: more names for an Enum column, with their numbers.
    pub fn add_numbered_enum_values<N: Into<String>>(
        self,
        column: impl IntoIden,
        values: impl IntoIterator<Item = (N, i16)>,
    ) -> Self {
        let values = values
            .into_iter()
            .map(|(name, number)| (name.into(), Some(number)));
        self.enum_values(column, values.collect())
    }

    fn enum_values(self, column: impl IntoIden, values: Vec<(String, Option<i16>)>) -> Self {
        let parts = [
            name(column),
            Part::Keyword("ADD ENUM VALUES"),
            Part::EnumValues(values),
        ];
        self.action(Action::new("MODIFY COLUMN", Takes::IF_EXISTS, parts).since(Feature::AddEnumValues))
    }

    /// `COMMENT COLUMN ... 'text'`; an empty text takes the comment away.
    pub fn comment_column(self, column: impl IntoIden, text: impl Into<String>) -> Self {
        self.action(Action::new(
            "COMMENT COLUMN",
            Takes::IF_EXISTS,
            [name(column), Part::Text(text.into())],
        ))
    }

    /// `RENAME COLUMN from TO to`
    pub fn rename_column(self, from: impl IntoIden, to: impl IntoIden) -> Self {
        self.action(Action::new(
            "RENAME COLUMN",
            Takes::IF_EXISTS,
            [name(from), Part::Keyword("TO"), name(to)],
        ))
    }

    /// `DROP COLUMN`
    pub fn drop_column(self, column: impl IntoIden) -> Self {
        self.named("DROP COLUMN", Takes::IF_EXISTS, column)
    }

    /// `DROP COLUMN IF EXISTS`
    pub fn drop_column_if_exists(self, column: impl IntoIden) -> Self {
        self.drop_column(column).if_exists()
    }

    /// `CLEAR COLUMN`: resets the values to the default, of all rows or [of a partition](Self::in_partition).
    pub fn clear_column(self, column: impl IntoIden) -> Self {
        self.named("CLEAR COLUMN", Takes::EXISTS_AND_PARTITION, column)
    }

    /// `MATERIALIZE COLUMN`: computes the default, or what is materialized, for the parts that are there. A mutation.
    pub fn materialize_column(self, column: impl IntoIden) -> Self {
        self.named("MATERIALIZE COLUMN", Takes::PARTITION, column)
    }
}
