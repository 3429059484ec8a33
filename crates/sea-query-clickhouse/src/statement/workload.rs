use super::options::{Options, statement, write_list, write_name};
use crate::{
    Feature, SettingValue, clause::check_setting, error::BuildError, literal::write_identifier,
    render::Renderer,
};

/// Where statements about workloads begin: how queries share the resources of a server.
///
/// Source: <https://clickhouse.com/docs/operations/workload-scheduling>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseWorkload};
///
/// let create = ClickHouseWorkload::create("reports").parent("all").setting("priority", 3).setting_for("max_requests", 5, "network");
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE WORKLOAD `reports` IN `all` SETTINGS priority = 3, max_requests = 5 FOR `network`"
/// );
/// assert_eq!(ClickHouseWorkload::drop("reports").to_string(ClickHouseQueryBuilder), "DROP WORKLOAD `reports`");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseWorkload;

impl ClickHouseWorkload {
    /// `CREATE WORKLOAD`
    pub fn create(name: impl Into<String>) -> WorkloadCreateStatement {
        WorkloadCreateStatement {
            name: name.into(),
            parent: None,
            settings: Vec::new(),
            options: Options::default(),
        }
    }

    /// `DROP WORKLOAD`
    pub fn drop(name: impl Into<String>) -> SchedulingDropStatement {
        SchedulingDropStatement {
            noun: "WORKLOAD",
            name: name.into(),
            options: Options::default(),
        }
    }
}

/// Where statements about resources begin: what workloads share.
///
/// Source: <https://clickhouse.com/docs/operations/workload-scheduling>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{ClickHouseResource, Operation}};
///
/// let create = ClickHouseResource::create("network", [Operation::ReadDisk("s3".into()), Operation::WriteAnyDisk]);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE RESOURCE `network` (READ DISK `s3`, WRITE ANY DISK)"
/// );
/// assert_eq!(
///     ClickHouseResource::drop("network").if_exists().to_string(ClickHouseQueryBuilder),
///     "DROP RESOURCE IF EXISTS `network`"
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseResource;

impl ClickHouseResource {
    /// `CREATE RESOURCE name (operations)`
    pub fn create(
        name: impl Into<String>,
        operations: impl IntoIterator<Item = Operation>,
    ) -> ResourceCreateStatement {
        ResourceCreateStatement {
            name: name.into(),
            operations: operations.into_iter().collect(),
            options: Options::default(),
        }
    }

    /// `DROP RESOURCE`
    pub fn drop(name: impl Into<String>) -> SchedulingDropStatement {
        SchedulingDropStatement {
            noun: "RESOURCE",
            name: name.into(),
            options: Options::default(),
        }
    }
}

/// What uses a resource.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{ClickHouseResource, Operation}};
///
/// let create = ClickHouseResource::create("places", [Operation::Query]);
/// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE RESOURCE `places` (QUERY)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Operation {
    /// `READ DISK name`
    ReadDisk(String),
    /// `WRITE DISK name`
    WriteDisk(String),
    /// `READ ANY DISK`
    ReadAnyDisk,
    /// `WRITE ANY DISK`
    WriteAnyDisk,
    /// `MASTER THREAD`: the first thread of a query.
    MasterThread,
    /// `WORKER THREAD`: the other threads of a query.
    WorkerThread,
    /// `QUERY`: the places of queries that run.
    Query,
    /// `MEMORY RESERVATION`
    MemoryReservation,
}

/// `CREATE WORKLOAD`
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseWorkload};
///
/// let create = ClickHouseWorkload::create("all").or_replace().on_cluster("main");
/// assert_eq!(create.to_string(ClickHouseQueryBuilder), "CREATE OR REPLACE WORKLOAD `all` ON CLUSTER `main`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WorkloadCreateStatement {
    name: String,
    parent: Option<String>,
    settings: Vec<(String, SettingValue, Option<String>)>,
    options: Options,
}

impl WorkloadCreateStatement {
    /// `IN parent`: the workload of which it is a part; one alone has none.
    pub fn parent(mut self, name: impl Into<String>) -> Self {
        self.parent = Some(name.into());
        self
    }

    /// `SETTINGS name = value`, of all resources.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.push((name.into(), value.into(), None));
        self
    }

    /// `SETTINGS name = value FOR resource`
    pub fn setting_for(
        mut self,
        name: impl Into<String>,
        value: impl Into<SettingValue>,
        resource: impl Into<String>,
    ) -> Self {
        self.settings
            .push((name.into(), value.into(), Some(resource.into())));
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::Workloads);
        self.options.write_create(renderer, "WORKLOAD", sql)?;
        write_name(&self.name, "WORKLOAD", sql)?;
        self.options.write_cluster(renderer, sql)?;
        if let Some(parent) = &self.parent {
            sql.push_str(" IN ");
            write_name(parent, "IN", sql)?;
        }
        sql.push_str(if self.settings.is_empty() {
            ""
        } else {
            " SETTINGS "
        });
        write_list(&self.settings, sql, |(name, value, resource), sql| {
            check_setting(name, value)?;
            sql.push_str(name);
            sql.push_str(" = ");
            value.write(sql);
            if let Some(resource) = resource {
                sql.push_str(" FOR ");
                write_name(resource, "FOR", sql)?;
            }
            Ok(())
        })
    }
}

statement!(WorkloadCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `CREATE RESOURCE`
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{ClickHouseResource, Operation}};
///
/// let create = ClickHouseResource::create("cpu", [Operation::MasterThread, Operation::WorkerThread]).if_not_exists();
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE RESOURCE IF NOT EXISTS `cpu` (MASTER THREAD, WORKER THREAD)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceCreateStatement {
    name: String,
    operations: Vec<Operation>,
    options: Options,
}

impl ResourceCreateStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::Workloads);
        if self.operations.is_empty() {
            return Err(BuildError::invalid(
                "CREATE RESOURCE",
                "it names no operation that uses the resource",
            ));
        }
        self.options.write_create(renderer, "RESOURCE", sql)?;
        write_name(&self.name, "RESOURCE", sql)?;
        self.options.write_cluster(renderer, sql)?;
        sql.push_str(" (");
        write_list(&self.operations, sql, |operation, sql| {
            let (words, disk) = match operation {
                Operation::ReadDisk(disk) => ("READ DISK ", Some(disk)),
                Operation::WriteDisk(disk) => ("WRITE DISK ", Some(disk)),
                Operation::ReadAnyDisk => ("READ ANY DISK", None),
                Operation::WriteAnyDisk => ("WRITE ANY DISK", None),
                Operation::MasterThread => ("MASTER THREAD", None),
                Operation::WorkerThread => ("WORKER THREAD", None),
                Operation::Query => ("QUERY", None),
                Operation::MemoryReservation => ("MEMORY RESERVATION", None),
            };
            sql.push_str(words);
            if let Some(disk) = disk {
                write_identifier(sql, disk);
            }
            Ok(())
        })?;
        sql.push(')');
        Ok(())
    }
}

statement!(ResourceCreateStatement {
    or_replace,
    if_not_exists,
    on_cluster
});

/// `DROP WORKLOAD` and `DROP RESOURCE`
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::ClickHouseWorkload};
///
/// let drop = ClickHouseWorkload::drop("reports").if_exists().on_cluster("main");
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "DROP WORKLOAD IF EXISTS `reports` ON CLUSTER `main`");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SchedulingDropStatement {
    noun: &'static str,
    name: String,
    options: Options,
}

impl SchedulingDropStatement {
    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        renderer.context.check(Feature::Workloads);
        self.options
            .write_verb(renderer, &format!("DROP {}", self.noun), sql);
        write_name(&self.name, self.noun, sql)?;
        self.options.write_cluster(renderer, sql)
    }
}

statement!(SchedulingDropStatement {
    if_exists,
    on_cluster
});
