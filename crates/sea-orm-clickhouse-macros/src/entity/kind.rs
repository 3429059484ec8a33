//! What an entity is: a table, a view, a materialized view or a dictionary.

use proc_macro2::Span;
use syn::{Error, Expr, Path, Result, spanned::Spanned};

/// What the attributes of a model declare.
pub(super) enum Kind {
    Table,
    /// `view = query`
    View(Expr),
    /// `materialized_view = query`, with a table of its own or one of another entity.
    MaterializedView {
        query: Expr,
        to: Option<Expr>,
    },
    /// `dictionary = source`
    Dictionary(Expr),
}

/// The attributes of each kind, in the order of their sentence.
const TABLE: &[&str] = &[
    "engine",
    "order_by",
    "partition_by",
    "primary_key",
    "sample_by",
    "ttl",
    "settings",
    "index",
    "projection",
    "constraint",
    "cluster",
    "distributed",
];
const VIEW: &[&str] = &["view", "sql_security", "cluster"];
const MATERIALIZED_VIEW: &[&str] = &[
    "materialized_view",
    "refresh",
    "populate",
    "empty",
    "sql_security",
];
const MATERIALIZED_VIEW_TO: &[&str] = &[
    "materialized_view",
    "to",
    "refresh",
    "empty",
    "sql_security",
    "cluster",
];
const DICTIONARY: &[&str] = &["dictionary", "layout", "lifetime", "range", "settings", "cluster"];

impl Kind {
    /// Refuses the attributes of another kind.
    pub(super) fn check(&self, attributes: &[Path]) -> Result<()> {
        let (own, sentence): (&[&[&str]], _) = match self {
            Self::Table => (
                &[TABLE],
                "a table has the attributes engine, order_by, partition_by, primary_key, sample_by, ttl, settings(..), \
                 index(..), projection(..), constraint(..), cluster and distributed(..); a view begins with view or materialized_view, a \
                 dictionary with dictionary",
            ),
            Self::View(_) => (
                &[VIEW],
                "a view has the attributes view, sql_security and cluster",
            ),
            Self::MaterializedView { to: Some(_), .. } => (
                &[MATERIALIZED_VIEW_TO],
                "a materialized view with `to` has the attributes materialized_view, to, refresh, empty, sql_security and \
                 cluster; what else there is belongs to the table of the other entity",
            ),
            Self::MaterializedView { to: None, .. } => (
                &[MATERIALIZED_VIEW, TABLE],
                "a materialized view has the attributes materialized_view, refresh, populate, empty, sql_security and, \
                 without `to`, those of a table",
            ),
            Self::Dictionary(_) => (
                &[DICTIONARY],
                "a dictionary has the attributes dictionary, layout, lifetime, range, settings(..) and cluster",
            ),
        };
        let is_own = |path: &Path| {
            own.iter()
                .any(|names| names.iter().any(|name| path.is_ident(name)))
        };
        match attributes.iter().find(|path| !is_own(path)) {
            Some(other) => Err(Error::new(other.span(), sentence)),
            None => Ok(()),
        }
    }

    /// Refuses an attribute of a field where no column is declared.
    pub(super) fn check_column(&self, span: Span) -> Result<()> {
        match self {
            Self::View(_) => Err(Error::new(
                span,
                "the columns of a view are those of its query, of which nothing is declared here",
            )),
            Self::MaterializedView { to: Some(_), .. } => Err(Error::new(
                span,
                "the columns of a materialized view with `to` are declared by the other entity",
            )),
            _ => Ok(()),
        }
    }
}
