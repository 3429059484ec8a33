//! Statements that are not about the rows or the shape of a table.

mod attach;
mod backup;
mod check;
mod describe;
mod exchange;
mod exists;
mod explain;
mod function;
mod interval;
mod kill;
mod named_collection;
mod optimize;
pub(crate) mod options;
mod parallel;
mod rename;
mod set;
mod show;
mod system;
mod table_override;
mod truncate;
mod unfreeze;
mod workload;

pub use attach::{Attach, Detach, Undrop};
pub use backup::{Backup, BackupPlace, Restore};
pub use check::Check;
pub use describe::Describe;
pub use exchange::Exchange;
pub use exists::Exists;
pub use explain::{Explain, ExplainCurrentTransaction};
pub use function::{ClickHouseFunction, FunctionCreateStatement, FunctionDropStatement};
pub use interval::Interval;
pub use kill::Kill;
pub use named_collection::{
    ClickHouseNamedCollection, NamedCollectionAlterStatement, NamedCollectionCreateStatement,
    NamedCollectionDropStatement, Override,
};
pub use optimize::Optimize;
pub use parallel::Parallel;
pub use rename::Rename;
pub use set::{Set, SetTimeZone, Use};
pub use show::{Show, ShowCreate, ShowGrants};
pub use system::{Activity, Cache, DropReplica, Protocol, System};
pub use table_override::{ExplainTableOverride, TableOverride};
pub use truncate::Truncate;
pub use unfreeze::Unfreeze;
pub use workload::{
    ClickHouseResource, ClickHouseWorkload, Operation, ResourceCreateStatement, SchedulingDropStatement,
    WorkloadCreateStatement,
};
