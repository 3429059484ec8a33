//! Parts of a column that are named: elements of arrays and tuples, paths of JSON.

use crate::{literal::write_identifier, types::DataType};

/// An element: of an array by its index, of a tuple by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Element {
    /// Counted from 1, and from -1 at the end.
    Index(i64),
    /// The name of an element of a tuple.
    Name(String),
}

impl From<i32> for Element {
    fn from(index: i32) -> Self {
        Self::Index(index.into())
    }
}

impl From<i64> for Element {
    fn from(index: i64) -> Self {
        Self::Index(index)
    }
}

impl From<&str> for Element {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Element {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

/// The name of the subcolumn at a path, in which `[]` is what the server's parser makes of it: ``.:`Array(JSON)` ``.
pub(super) fn subcolumn(path: &str) -> String {
    let mut name = String::with_capacity(path.len());
    for (i, key) in path.split('.').enumerate() {
        name.push_str(if i == 0 { "" } else { "." });
        let mut levels = 0;
        let mut key = key;
        while let Some(array) = key.strip_suffix("[]") {
            key = array;
            levels += 1;
        }
        name.push_str(key);
        if levels > 0 {
            let objects = format!("{}JSON{}", "Array(".repeat(levels), ")".repeat(levels));
            name = with_type(name, &objects);
        }
    }
    name
}

/// The subcolumn of the values of one type at a path.
pub(super) fn of_type(subcolumn: &str, data_type: &DataType) -> String {
    with_type(subcolumn.to_owned(), &data_type.to_string())
}

fn with_type(mut name: String, data_type: &str) -> String {
    name.push_str(".:");
    write_identifier(&mut name, data_type);
    name
}
