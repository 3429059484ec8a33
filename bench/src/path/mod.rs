//! The paths that are measured, in groups: those of a group do the same work, and are measured in turn.

mod insert;
mod point;
mod read;
mod render;

use std::{future::Future, pin::Pin, rc::Rc};

use crate::{Error, environment::Environment};

/// What a path answers: what is compared with the group's expectation.
pub type Answer = Pin<Box<dyn Future<Output = Result<u64, Error>>>>;

/// One way to do the work of a group.
pub struct Path {
    /// Unique.
    pub name: &'static str,
    /// The most that its time may be of the peer's.
    pub limit: Option<f64>,
    pub run: fn(Rc<Environment>) -> Answer,
}

/// Paths that do the same work. The first is the peer of the others.
pub struct Group {
    pub name: &'static str,
    /// What each must answer.
    pub expected: fn(Rc<Environment>) -> Answer,
    pub paths: Vec<Path>,
}

/// A path by its name, its limit and its work.
macro_rules! measured {
    ($name:literal, $limit:expr, |$environment:ident| $work:expr) => {
        $crate::path::Path {
            name: $name,
            limit: $limit,
            run: |$environment| Box::pin(async move { $work }),
        }
    };
}
use measured;

/// All groups.
pub fn groups() -> Vec<Group> {
    vec![
        read::all(),
        read::stream(),
        insert::batches(),
        render::select(),
        point::one(),
        point::concurrent(),
    ]
}
