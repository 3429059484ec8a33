//! What a node has otherwise than the others.

use std::fmt::{self, Display, Formatter};

/// What a node of the cluster has otherwise than the others, by [`MigrationRunner::gaps`](super::super::MigrationRunner::gaps).
///
/// ```
/// # fn example(gap: &sea_orm_clickhouse::migration::NodeGap) {
/// // 10.0.0.4:9000 lacks table `event`; `up` makes it there
/// println!("{gap}");
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NodeGap {
    /// Address and port of the node, as the configuration of the cluster has them.
    pub node: String,
    /// What it is about, as ``table `event` ``; `None` where it is the whole database.
    pub object: Option<String>,
    /// How it is.
    pub kind: GapKind,
}

/// How a node differs from the others of its cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GapKind {
    /// The node lacks it; `up` makes it there.
    Missing,
    /// The node lacks it, and it is not made there, for this reason.
    Unmade(String),
    /// The node has it by another definition than most.
    Differs,
    /// The node has it by another UUID than a replica of its shard, so that they share no rows.
    Apart,
    /// The node has it, and most do not.
    Extra,
    /// The node does not answer.
    Silent,
}

impl Display for NodeGap {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let node = &self.node;
        let object = self.object.as_deref().unwrap_or("the database");
        match &self.kind {
            GapKind::Missing => write!(f, "{node} lacks {object}; `up` makes it there"),
            GapKind::Unmade(reason) => {
                write!(f, "{node} lacks {object}, which `up` does not make: {reason}")
            }
            GapKind::Differs => write!(
                f,
                "{node} has {object} by another definition than most nodes of the cluster; nothing is changed there"
            ),
            GapKind::Apart => write!(
                f,
                "{node} has {object} by another UUID than a replica of its shard, so that they share no rows; drop the one that is \
                 wrong by hand, and `up` makes it anew"
            ),
            GapKind::Extra => write!(
                f,
                "{node} has {object}, which most nodes of the cluster lack; nothing is changed there"
            ),
            GapKind::Silent => write!(f, "{node} does not answer; what it lacks is not known"),
        }
    }
}
