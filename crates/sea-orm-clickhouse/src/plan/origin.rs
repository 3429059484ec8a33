//! What a step is made of: the statement is made of it, and the Rust that makes the same one.

use sea_query::{Expr, Func, Query, SimpleExpr, TableName};
use sea_query_clickhouse::{
    ClickHouseTable, SettingValue, Target, build_clickhouse,
    definition::expression,
    func::other::current_database,
    query::{ClickHouseInsertStatementExt, TableFunction},
    statement::{Exchange, System},
    table::{ColumnPosition, TableCreateStatement},
    view::ViewAlterStatement,
};

use super::{action::Action, statement::PlanStatement};
use crate::{entity::read_only::ReadOnlyStatement, error::ClickHouseError};

/// The setting by which each shard of a cluster runs an INSERT SELECT by itself.
const EACH_SHARD: &str = "parallel_distributed_insert_select";

/// A column whose values are copied, and what stands for NULL.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Copied {
    pub(super) name: String,
    pub(super) from: String,
    pub(super) fill: Option<Expr>,
}

impl Copied {
    fn expr(&self) -> SimpleExpr {
        let from = Expr::col(self.from.clone());
        match &self.fill {
            Some(value) => Func::cust("ifNull").args([from, value.clone()]).into(),
            None => from,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Origin {
    Create(Box<TableCreateStatement>),
    Object(ReadOnlyStatement),
    /// Another query of a materialized view.
    ModifyQuery(Box<ViewAlterStatement>),
    Alter {
        table: TableName,
        cluster: Option<String>,
        actions: Vec<Action>,
        /// Whether it waits until the parts of all replicas are written.
        waits: bool,
    },
    Copy {
        from: TableName,
        to: TableName,
        columns: Vec<Copied>,
        /// The cluster on whose every shard it runs.
        cluster: Option<String>,
    },
    /// All replicas have the rows of the table.
    Sync {
        table: TableName,
        /// Its database. The other servers of a cluster do not know that of the connection.
        database: String,
        cluster: Option<String>,
    },
    Exchange {
        table: TableName,
        other: TableName,
        cluster: Option<String>,
    },
    Drop {
        table: TableName,
        cluster: Option<String>,
    },
}

impl Origin {
    pub(super) fn statement(&self) -> Result<PlanStatement, ClickHouseError> {
        Ok(match self {
            Self::Create(create) => PlanStatement::Create(create.clone()),
            Self::Object(ReadOnlyStatement::View(view)) => PlanStatement::CreateView(view.clone()),
            Self::Object(ReadOnlyStatement::Dictionary(dictionary)) => {
                PlanStatement::CreateDictionary(dictionary.clone())
            }
            Self::ModifyQuery(alter) => PlanStatement::AlterView(alter.clone()),
            Self::Alter {
                table,
                cluster,
                actions,
                waits,
            } => {
                let mut alter = ClickHouseTable::alter(table.clone());
                if let Some(cluster) = cluster {
                    alter = alter.on_cluster(cluster.clone());
                }
                alter = actions.iter().fold(alter, |alter, action| action.add(alter));
                if *waits {
                    alter = alter.setting("mutations_sync", 2);
                }
                PlanStatement::Alter(Box::new(alter))
            }
            Self::Copy {
                from,
                to,
                columns,
                cluster,
            } => {
                let mut select = Query::select();
                select.exprs(columns.iter().map(Copied::expr));
                let mut insert = Query::insert();
                insert.columns(columns.iter().map(|column| column.name.clone()));
                match cluster {
                    None => {
                        select.from(from.clone());
                        insert.into_table(to.clone());
                    }
                    Some(cluster) => {
                        select.from(of_cluster(cluster, from));
                        insert.into_table(of_cluster(cluster, to));
                        // Each shard copies its own rows into its own table.
                        insert.settings([(EACH_SHARD, SettingValue::Int(2))]);
                    }
                }
                insert
                    .select_from(select)
                    .map_err(|error| ClickHouseError::build(error.to_string()))?
                    // All partitions are written at once.
                    .settings([("max_partitions_per_insert_block", SettingValue::Int(0))]);
                PlanStatement::Copy(Box::new(insert))
            }
            Self::Sync {
                table,
                database,
                cluster,
            } => PlanStatement::Sync(Box::new(match (cluster, &table.0) {
                (None, _) => System::sync_replica(table.clone()),
                (Some(cluster), Some(_)) => System::sync_replica(table.clone()).on_cluster(cluster.clone()),
                (Some(cluster), None) => {
                    let named = (database.clone(), table.1.clone());
                    System::sync_replica(named).on_cluster(cluster.clone())
                }
            })),
            Self::Exchange {
                table,
                other,
                cluster,
            } => {
                let exchange = Exchange::tables(table.clone(), other.clone());
                PlanStatement::Exchange(Box::new(match cluster {
                    Some(cluster) => exchange.on_cluster(cluster.clone()),
                    None => exchange,
                }))
            }
            Self::Drop { table, cluster } => {
                let drop = ClickHouseTable::drop(table.clone());
                PlanStatement::Drop(Box::new(match cluster {
                    Some(cluster) => drop.on_cluster(cluster.clone()),
                    None => drop,
                }))
            }
        })
    }

    /// The statement as Rust, with the names of `sea_orm_clickhouse::migration::prelude`.
    pub(super) fn source(&self) -> Result<String, ClickHouseError> {
        let execute = |statement: String| format!("manager.clickhouse().execute(&{statement}).await?;");
        Ok(match self {
            // What has no form of its own as text runs as that.
            Self::Object(_) | Self::ModifyQuery(_) => {
                let built = self.statement()?.build(&Target::default())?;
                if built.requirements.secrets {
                    return Err(ClickHouseError::unsupported(
                        "a password would stand in the text of the migration; write it by hand, or run the plan",
                    ));
                }
                format!(
                    "manager.get_connection().execute_unprepared({}).await?;",
                    string(&built.sql)
                )
            }
            Self::Create(create) => {
                let sql = build_clickhouse(&**create, &Target::default())?.sql;
                let read: TableCreateStatement = sql
                    .parse()
                    .map_err(|error| ClickHouseError::build(format!("CREATE TABLE, read back: {error}")))?;
                if build_clickhouse(&read, &Target::default())?.sql != sql {
                    return Err(ClickHouseError::unsupported(format!(
                        "the table cannot be written as the text of a migration, as it is read back otherwise; write the \
                         migration by hand: {sql}"
                    )));
                }
                execute(format!("definition::<TableCreateStatement>({})?", string(&sql)))
            }
            Self::Alter {
                table,
                cluster,
                actions,
                waits,
            } => {
                let mut alter = format!("ClickHouseTable::alter({})", name(table));
                alter.push_str(&on_cluster(cluster.as_deref()));
                for action in actions {
                    alter.push_str(&format!("\n    .{}", action.source()?));
                }
                if *waits {
                    alter.push_str("\n    .setting(\"mutations_sync\", 2)");
                }
                execute(alter)
            }
            Self::Copy {
                from,
                to,
                columns,
                cluster,
            } => {
                let mut select = String::from("Query::select()");
                for column in columns {
                    match &column.fill {
                        None => select.push_str(&format!(".column({})", string(&column.from))),
                        Some(_) => select.push_str(&format!(
                            ".expr(Expr::cust({}))",
                            string(&expression(&column.expr())?)
                        )),
                    }
                }
                let names: Vec<String> = columns.iter().map(|column| string(&column.name)).collect();
                let (to, from, each) = match cluster {
                    None => (name(to), name(from), String::new()),
                    Some(cluster) => (
                        of_cluster_source(cluster, to),
                        of_cluster_source(cluster, from),
                        format!("({}, 2), ", string(EACH_SHARD)),
                    ),
                };
                format!(
                    "manager\n    .execute(\n        Query::insert()\n            .into_table({to})\n            .columns([{}])\n            \
                     .select_from({select}.from({from}).to_owned())\n            \
                     .map_err(|error| DbErr::Migration(error.to_string()))?\n            \
                     .settings([{each}(\"max_partitions_per_insert_block\", 0)])\n            .to_owned(),\n    )\n    .await?;",
                    names.join(", "),
                )
            }
            Self::Sync { table, cluster, .. } => {
                let of_connection = format!(
                    "(manager.clickhouse().database(), {})",
                    string(&table.1.to_string())
                );
                let named = match (cluster, &table.0) {
                    (Some(_), None) => of_connection,
                    _ => name(table),
                };
                execute(format!(
                    "System::sync_replica({named}){}",
                    on_cluster(cluster.as_deref())
                ))
            }
            Self::Exchange {
                table,
                other,
                cluster,
            } => execute(format!(
                "ClickHouseTable::exchange({}, {}){}",
                name(table),
                name(other),
                on_cluster(cluster.as_deref())
            )),
            Self::Drop { table, cluster } => execute(format!(
                "ClickHouseTable::drop({}){}",
                name(table),
                on_cluster(cluster.as_deref())
            )),
        })
    }
}

/// The tables of a name on the shards of a cluster.
fn of_cluster(cluster: &str, table: &TableName) -> TableFunction {
    match &table.0 {
        Some(schema) => TableFunction::cluster(cluster, schema.1.clone(), table.1.clone()),
        None => TableFunction::new("cluster")
            .arg(cluster)
            .arg_expr(current_database())
            .arg(table.1.to_string()),
    }
}

/// The same as Rust.
fn of_cluster_source(cluster: &str, table: &TableName) -> String {
    let (cluster, name) = (string(cluster), string(&table.1.to_string()));
    match &table.0 {
        Some(schema) => format!(
            "TableFunction::cluster({cluster}, {}, {name})",
            string(&schema.1.to_string())
        ),
        None => {
            format!("TableFunction::new(\"cluster\").arg({cluster}).arg_expr(current_database()).arg({name})")
        }
    }
}

fn on_cluster(cluster: Option<&str>) -> String {
    cluster.map_or_else(String::new, |cluster| format!(".on_cluster({})", string(cluster)))
}

fn name(table: &TableName) -> String {
    match &table.0 {
        Some(schema) => format!(
            "({}, {})",
            string(&schema.1.to_string()),
            string(&table.1.to_string())
        ),
        None => string(&table.1.to_string()),
    }
}

/// A text as Rust.
pub(super) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// The value of a setting as Rust.
pub(super) fn value(value: &SettingValue) -> String {
    match value {
        SettingValue::Bool(value) => format!("{value}"),
        SettingValue::Int(value) => format!("{value}_i64"),
        SettingValue::UInt(value) => format!("{value}_u64"),
        SettingValue::Float(value) => format!("{value:?}_f64"),
        SettingValue::String(text) => string(text),
        other => format!("{other:?}"),
    }
}

/// The place of a column as Rust.
pub(super) fn position(position: &ColumnPosition) -> String {
    match position {
        ColumnPosition::First => "ColumnPosition::First".to_owned(),
        ColumnPosition::After(name) => format!("ColumnPosition::After({}.into())", string(name)),
        _ => "ColumnPosition::Last".to_owned(),
    }
}
