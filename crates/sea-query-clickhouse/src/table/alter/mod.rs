mod action;
mod column;
mod part;
mod partition;
mod whole;

pub use action::{ColumnPosition, ColumnProperty};

use action::{Action, Takes};
use sea_query::{IntoIden, TableRef};

use crate::{
    Feature,
    error::BuildError,
    partition::Partition,
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

/// `ALTER TABLE`; several actions go into one statement, which the server applies in their order.
///
/// What a method adds is an action; [`if_exists`](Self::if_exists), [`if_not_exists`](Self::if_not_exists),
/// [`first`](Self::first), [`after`](Self::after) and [`in_partition`](Self::in_partition) are about the action before
/// them. An action with a list, such as `MODIFY SETTING`, would take what follows for the rest of its list, so then
/// all actions are in parentheses.
///
/// UPDATE and DELETE of rows are SeaQuery's own statements: `Query::update()` and `Query::delete()`.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter>.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, table::ColumnPosition};
///
/// let alter = ClickHouseTable::alter("event")
///     .add_column(ClickHouseColumnDef::new("host", DataType::String), ColumnPosition::After("port".into()))
///     .modify_column(ClickHouseColumnDef::new("bytes", DataType::UInt64))
///     .rename_column("proto", "protocol")
///     .if_exists()
///     .drop_column("old");
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD COLUMN `host` String AFTER `port`, MODIFY COLUMN `bytes` UInt64, \
///      RENAME COLUMN IF EXISTS `proto` TO `protocol`, DROP COLUMN `old`"
/// );
/// assert_eq!(
///     ClickHouseTable::alter("event").modify_setting("ttl_only_drop_parts", 1).drop_column("old").to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` (MODIFY SETTING ttl_only_drop_parts = 1), (DROP COLUMN `old`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableAlterStatement {
    table: TableRef,
    actions: Vec<Action>,
    /// A modifier without an action that takes it.
    misplaced: Option<&'static str>,
    options: Options,
}

impl TableAlterStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            actions: Vec::new(),
            misplaced: None,
            options: Options::default(),
        }
    }

    /// How many of its actions drop a column, and how many there are.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let alter = ClickHouseTable::alter("event").drop_column("old").rename_column("proto", "protocol");
    /// assert_eq!(alter.dropped_columns(), (1, 2));
    /// ```
    pub fn dropped_columns(&self) -> (usize, usize) {
        let drops = |action: &&Action| action.keyword() == "DROP COLUMN";
        (self.actions.iter().filter(drops).count(), self.actions.len())
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    /// An action about what has this name.
    fn named(self, keyword: &'static str, takes: Takes, name: impl IntoIden) -> Self {
        self.action(Action::new(keyword, takes, [action::name(name)]))
    }

    /// Changes the last action, if it takes `modifier`.
    fn modify(
        mut self,
        modifier: &'static str,
        takes: fn(&Takes) -> bool,
        change: impl FnOnce(&mut Action),
    ) -> Self {
        match self.actions.last_mut() {
            Some(action) if takes(&action.takes) => change(action),
            _ => {
                self.misplaced.get_or_insert(modifier);
            }
        }
        self
    }

    /// `IF EXISTS`: the action before does nothing where there is no such column, index, projection or constraint.
    pub fn if_exists(self) -> Self {
        self.modify(
            "IF EXISTS",
            |takes| takes.if_exists,
            |action| action.condition = " IF EXISTS",
        )
    }

    /// `IF NOT EXISTS`: the action before does nothing where there is such a column, index, projection or constraint.
    pub fn if_not_exists(self) -> Self {
        self.modify(
            "IF NOT EXISTS",
            |takes| takes.if_not_exists,
            |action| action.condition = " IF NOT EXISTS",
        )
    }

    /// `FIRST`: the column, index or projection of the action before comes before all others.
    pub fn first(self) -> Self {
        self.at(ColumnPosition::First)
    }

    /// `AFTER name`: the column, index or projection of the action before comes after this one.
    pub fn after(self, name: impl IntoIden) -> Self {
        self.at(ColumnPosition::After(name.into_iden().inner().into_owned()))
    }

    fn at(self, position: ColumnPosition) -> Self {
        let modifier = if position == ColumnPosition::First {
            "FIRST"
        } else {
            "AFTER"
        };
        self.modify(
            modifier,
            |takes| takes.position,
            |action| action.position = position,
        )
    }

    /// `IN PARTITION ...`: the action before is about one partition alone.
    ///
    /// ```
    /// use sea_query_clickhouse::{partition::Partition, prelude::*};
    ///
    /// let alter = ClickHouseTable::alter("event").clear_column("host").in_partition(Partition::id("202401"));
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` CLEAR COLUMN `host` IN PARTITION ID '202401'"
    /// );
    /// ```
    pub fn in_partition(self, partition: Partition) -> Self {
        self.modify(
            "IN PARTITION",
            |takes| takes.partition,
            |action| action.partition = Some(partition),
        )
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if let Some(modifier) = self.misplaced {
            return Err(BuildError::invalid(
                modifier,
                "it follows an action that takes it, and the one before it does not",
            ));
        }
        let Some((last, all_but_last)) = self.actions.split_last() else {
            return Err(BuildError::invalid("ALTER TABLE", "it has no action"));
        };
        if self.options.cluster.is_some()
            && let Some(keyword) = self.actions.iter().find_map(Action::of_one_node)
        {
            return Err(BuildError::unsupported(
                "ON CLUSTER",
                format!(
                    "the server takes {keyword} on one node at a time, as it would bring the rows once for each \
                     replica; leave `on_cluster` out, and the other replicas take the rows over"
                ),
            ));
        }
        sql.push_str("ALTER TABLE ");
        write_object(renderer, &self.table, sql)?;
        self.options.write_cluster(renderer, sql)?;
        let is_followed = !self.options.settings.is_empty();
        let parentheses = all_but_last.iter().any(|action| action.is_list) || last.is_open && is_followed;
        if parentheses {
            renderer.context.check(Feature::AlterParentheses);
        }
        for (i, action) in self.actions.iter().enumerate() {
            sql.push_str(if i == 0 { " " } else { ", " });
            sql.push_str(if parentheses { "(" } else { "" });
            action.write(renderer, &self.table, sql)?;
            sql.push_str(if parentheses { ")" } else { "" });
        }
        self.options.write_settings(sql)
    }
}

statement!(TableAlterStatement { on_cluster, setting });
