//! What the entity of a dictionary declares.

use sea_query_clickhouse::{Target, build_clickhouse, dictionary::DictionaryCreateStatement};

use super::{catalogue::Object, model::Declaration};

/// A dictionary; of one that the server made and this crate does not make, why.
pub(super) fn declaration(object: &Object, path: &dyn Fn(&str) -> Option<String>) -> Declaration {
    let dictionary = match object.create.parse::<DictionaryCreateStatement>() {
        Ok(dictionary) => dictionary,
        Err(error) => return Declaration::none(error),
    };
    if let Err(error) = build_clickhouse(&dictionary, &Target::default()) {
        return Declaration::none(error);
    }
    let source = dictionary.to_rust(path);
    let key = source.sorting_columns();
    if let Some(unsaid) = key.iter().find(|column| path(column).is_none()) {
        return Declaration::none(format!("its key `{unsaid}` has no field"));
    }
    Declaration {
        has_types: true,
        ..Declaration::of(&source)
    }
}
