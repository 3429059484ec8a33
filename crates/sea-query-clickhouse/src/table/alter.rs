use sea_query::{DynIden, IntoIden, QuotedBuilder, TableRef};

use super::{write_cluster, write_table};
use crate::{
    ClickHouseColumnDef, ClickHouseQueryBuilder, SkipIndex, build::sealed::Write, context::Placement,
    error::BuildError, render::Renderer,
};

/// `ALTER TABLE`; several actions go into one statement, which the server applies as one change.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/column>.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, table::ColumnPosition};
///
/// let alter = ClickHouseTable::alter("event")
///     .add_column(ClickHouseColumnDef::new("host", DataType::String), ColumnPosition::After("port".into()))
///     .modify_column(ClickHouseColumnDef::new("bytes", DataType::UInt64))
///     .rename_column("proto", "protocol")
///     .drop_column("old");
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD COLUMN `host` String AFTER `port`, MODIFY COLUMN `bytes` UInt64, \
///      RENAME COLUMN `proto` TO `protocol`, DROP COLUMN `old`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct TableAlterStatement {
    table: TableRef,
    cluster: Option<String>,
    actions: Vec<Action>,
}

/// Where a new column stands among the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ColumnPosition {
    /// After all others.
    #[default]
    Last,
    /// Before all others.
    First,
    /// After the named one.
    After(String),
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    AddColumn {
        column: Box<ClickHouseColumnDef>,
        position: ColumnPosition,
        if_not_exists: bool,
    },
    ModifyColumn(Box<ClickHouseColumnDef>),
    RenameColumn(DynIden, DynIden),
    DropColumn {
        name: DynIden,
        if_exists: bool,
    },
    AddIndex(Box<SkipIndex>),
    MaterializeIndex(DynIden),
    DropIndex(DynIden),
}

impl TableAlterStatement {
    pub(crate) fn new(table: TableRef) -> Self {
        Self {
            table,
            cluster: None,
            actions: Vec::new(),
        }
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    /// `ON CLUSTER name`: on every node of the cluster.
    pub fn on_cluster(mut self, name: impl Into<String>) -> Self {
        self.cluster = Some(name.into());
        self
    }

    /// `ADD COLUMN`
    pub fn add_column(self, column: ClickHouseColumnDef, position: ColumnPosition) -> Self {
        self.action(Action::AddColumn {
            column: Box::new(column),
            position,
            if_not_exists: false,
        })
    }

    /// `ADD COLUMN IF NOT EXISTS`
    pub fn add_column_if_not_exists(self, column: ClickHouseColumnDef, position: ColumnPosition) -> Self {
        self.action(Action::AddColumn {
            column: Box::new(column),
            position,
            if_not_exists: true,
        })
    }

    /// `MODIFY COLUMN`: a new type, default, codec, TTL or comment.
    pub fn modify_column(self, column: ClickHouseColumnDef) -> Self {
        self.action(Action::ModifyColumn(Box::new(column)))
    }

    /// `RENAME COLUMN from TO to`
    pub fn rename_column(self, from: impl IntoIden, to: impl IntoIden) -> Self {
        self.action(Action::RenameColumn(from.into_iden(), to.into_iden()))
    }

    /// `DROP COLUMN`
    pub fn drop_column(self, name: impl IntoIden) -> Self {
        self.action(Action::DropColumn {
            name: name.into_iden(),
            if_exists: false,
        })
    }

    /// `DROP COLUMN IF EXISTS`
    pub fn drop_column_if_exists(self, name: impl IntoIden) -> Self {
        self.action(Action::DropColumn {
            name: name.into_iden(),
            if_exists: true,
        })
    }

    /// `ADD INDEX`: of new parts; `materialize_index` builds it for the old ones.
    pub fn add_index(self, index: SkipIndex) -> Self {
        self.action(Action::AddIndex(Box::new(index)))
    }

    /// `MATERIALIZE INDEX`: builds an index for the parts that are there. A mutation.
    pub fn materialize_index(self, name: impl IntoIden) -> Self {
        self.action(Action::MaterializeIndex(name.into_iden()))
    }

    /// `DROP INDEX`
    pub fn drop_index(self, name: impl IntoIden) -> Self {
        self.action(Action::DropIndex(name.into_iden()))
    }

    /// The SQL, for tests and logs.
    ///
    /// # Panics
    ///
    /// Where [`build_clickhouse`](crate::build_clickhouse) returns an error.
    pub fn to_string(&self, builder: ClickHouseQueryBuilder) -> String {
        super::to_string(self, builder)
    }
}

impl Write for TableAlterStatement {
    fn placement(&self) -> Placement {
        Placement::Literals
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if self.actions.is_empty() {
            return renderer
                .context
                .refuse(BuildError::invalid("ALTER TABLE", "it has no action"));
        }
        sql.push_str("ALTER TABLE ");
        write_table(renderer, &self.table, sql);
        write_cluster(renderer.context, self.cluster.as_ref(), sql);
        for (i, action) in self.actions.iter().enumerate() {
            sql.push_str(if i == 0 { " " } else { ", " });
            action.write(renderer, sql);
        }
    }
}

impl Action {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        let named = |sql: &mut String, keyword: &str, name: &DynIden| {
            sql.push_str(keyword);
            renderer.prepare_iden(name, sql);
        };
        match self {
            Self::AddColumn {
                column,
                position,
                if_not_exists,
            } => {
                sql.push_str(if *if_not_exists {
                    "ADD COLUMN IF NOT EXISTS "
                } else {
                    "ADD COLUMN "
                });
                renderer.write_column(column, sql);
                match position {
                    ColumnPosition::Last => {}
                    ColumnPosition::First => sql.push_str(" FIRST"),
                    ColumnPosition::After(column) => named(sql, " AFTER ", &column.clone().into()),
                }
            }
            Self::ModifyColumn(column) => {
                sql.push_str("MODIFY COLUMN ");
                renderer.write_column(column, sql);
            }
            Self::RenameColumn(from, to) => {
                named(sql, "RENAME COLUMN ", from);
                named(sql, " TO ", to);
            }
            Self::DropColumn {
                name,
                if_exists: true,
            } => named(sql, "DROP COLUMN IF EXISTS ", name),
            Self::DropColumn {
                name,
                if_exists: false,
            } => named(sql, "DROP COLUMN ", name),
            Self::AddIndex(index) => {
                sql.push_str("ADD INDEX ");
                renderer.write_index(index, sql);
            }
            Self::MaterializeIndex(name) => named(sql, "MATERIALIZE INDEX ", name),
            Self::DropIndex(name) => named(sql, "DROP INDEX ", name),
        }
    }
}
