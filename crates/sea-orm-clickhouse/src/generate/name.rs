//! Names of tables, columns and values as names of Rust.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// The keywords that can be names with `r#`.
const RAW: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Names that a module, field or variant cannot have at all, or that the generated code has for something else.
const TAKEN: &[&str] = &["self", "super", "crate", "prelude", "mod", "lib", "main", "_"];

/// What the files of entities name without a path.
const IN_SCOPE: &[&str] = &[
    "ActiveModel",
    "Value",
    "SqlSecurity",
    "Refresh",
    "Layout",
    "IntervalUnit",
    "Interval",
    "DictionarySource",
    "ArrayType",
    "Argument",
    "BigDecimal",
    "Column",
    "Custom",
    "Date",
    "DateTimeUtc",
    "Decimal",
    "Distributed",
    "Engine",
    "Entity",
    "Expr",
    "Func",
    "Json",
    "MergeTree",
    "Model",
    "Option",
    "Order",
    "PrimaryKey",
    "Query",
    "Relation",
    "Replication",
    "SkipIndexType",
    "Statistics",
    "String",
    "Time",
    "TimeDate",
    "TimeTime",
    "TimeDateTimeWithTimeZone",
    "Ttl",
    "Uuid",
    "Vec",
    "EnumIter",
];

/// Names that are given once each.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Each in the form of a type, which tells fewer apart.
    given: Vec<String>,
}

impl Names {
    /// A name in the form of a module or field, without `r#`: that of `text`, with `prefix` where it cannot begin so.
    pub(super) fn value(&mut self, text: &str, prefix: &str) -> String {
        let snake = readable(text).to_snake_case();
        let is_first = snake.starts_with(char::is_alphabetic);
        let name = match snake.as_str() {
            "" => prefix.to_owned(),
            taken if TAKEN.contains(&taken) || !is_first => format!("{prefix}_{taken}"),
            free => free.to_owned(),
        };
        self.unique(name, "_")
    }

    /// A name in the form of a type or variant.
    pub(super) fn variant(&mut self, text: &str, prefix: &str) -> String {
        let camel = readable(text).to_upper_camel_case();
        let name = match camel.as_str() {
            "" => prefix.to_owned(),
            "Self" => format!("{prefix}Self"),
            camel if !camel.starts_with(char::is_alphabetic) => format!("{prefix}{camel}"),
            free => free.to_owned(),
        };
        self.unique(name, "N")
    }

    /// The name of a type of a file.
    pub(super) fn of_type(&mut self, text: &str) -> String {
        let name = readable(text).to_upper_camel_case();
        let name = match IN_SCOPE.contains(&name.as_str()) {
            true => format!("{name}Value"),
            false => name,
        };
        self.unique(name, "N")
    }

    fn unique(&mut self, name: String, separator: &str) -> String {
        let mut unique = name.clone();
        let mut number = 2;
        while self.given.contains(&unique.to_upper_camel_case()) {
            unique = format!("{name}{separator}{number}");
            number += 1;
        }
        self.given.push(unique.to_upper_camel_case());
        unique
    }
}

/// The name as it stands in code.
pub(super) fn raw(name: &str) -> String {
    match RAW.contains(&name) {
        true => format!("r#{name}"),
        false => name.to_owned(),
    }
}

/// The form of a type.
pub(super) fn camel(name: &str) -> String {
    name.to_upper_camel_case()
}

/// The letters, digits and `_` of a text.
fn readable(text: &str) -> String {
    let is_readable = |letter: char| letter.is_alphabetic() || letter.is_ascii_digit();
    let letters = text.chars();
    letters
        .map(|letter| if is_readable(letter) { letter } else { '_' })
        .collect()
}
