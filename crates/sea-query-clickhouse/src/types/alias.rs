//! The other names of types: those that ClickHouse takes from SQL and other databases.
//!
//! Source: `system.data_type_families`, and [Data types](https://clickhouse.com/docs/sql-reference/data-types).

/// The name of a type by another name of it, in any case of letters.
pub(super) fn canonical(name: &str) -> Option<&'static str> {
    ALIASES
        .iter()
        .find(|(alias, _)| alias.eq_ignore_ascii_case(name))
        .map(|(_, canonical)| *canonical)
}

/// The names of several words that begin with `word`, longest first: what follows the word, and the type.
pub(super) fn continuations(word: &str) -> impl Iterator<Item = (&'static [&'static str], &'static str)> {
    WORDS
        .iter()
        .filter(move |(first, _, _)| first.eq_ignore_ascii_case(word))
        .map(|(_, rest, canonical)| (*rest, *canonical))
}

/// Whether `SIGNED` or `UNSIGNED` may follow a name, also after its argument: `BIGINT(20) UNSIGNED`.
pub(super) fn takes_sign(name: &str) -> bool {
    [
        "TINYINT",
        "INT1",
        "SMALLINT",
        "MEDIUMINT",
        "INT",
        "INTEGER",
        "BIGINT",
    ]
    .iter()
    .any(|signed| signed.eq_ignore_ascii_case(name))
}

/// Whether a name is of one of the types `Int8` ... `UInt256`.
pub(super) fn is_integer(name: &str) -> bool {
    let bits = name.strip_prefix("UInt").or_else(|| name.strip_prefix("Int"));
    matches!(bits, Some("8" | "16" | "32" | "64" | "128" | "256"))
}

const ALIASES: &[(&str, &str)] = &[
    ("Bool", "Bool"),
    ("BOOLEAN", "Bool"),
    ("Date", "Date"),
    ("Date32", "Date32"),
    ("DateTime", "DateTime"),
    ("TIMESTAMP", "DateTime"),
    ("DateTime32", "DateTime32"),
    ("DateTime64", "DateTime64"),
    ("Time", "Time"),
    ("Time64", "Time64"),
    ("Decimal", "Decimal"),
    ("DEC", "Decimal"),
    ("FIXED", "Decimal"),
    ("NUMERIC", "Decimal"),
    ("Decimal32", "Decimal32"),
    ("Decimal64", "Decimal64"),
    ("Decimal128", "Decimal128"),
    ("Decimal256", "Decimal256"),
    ("Enum", "Enum"),
    ("JSON", "JSON"),
    ("BINARY", "FixedString"),
    ("FLOAT", "Float32"),
    ("REAL", "Float32"),
    ("SINGLE", "Float32"),
    ("DOUBLE", "Float64"),
    ("INET4", "IPv4"),
    ("INET6", "IPv6"),
    ("BYTE", "Int8"),
    ("INT1", "Int8"),
    ("TINYINT", "Int8"),
    ("SMALLINT", "Int16"),
    ("INT", "Int32"),
    ("INTEGER", "Int32"),
    ("MEDIUMINT", "Int32"),
    ("BIGINT", "Int64"),
    ("SIGNED", "Int64"),
    ("YEAR", "UInt16"),
    ("BIT", "UInt64"),
    ("SET", "UInt64"),
    ("UNSIGNED", "UInt64"),
    ("BLOB", "String"),
    ("BYTEA", "String"),
    ("CHAR", "String"),
    ("CHARACTER", "String"),
    ("CLOB", "String"),
    ("LONGBLOB", "String"),
    ("LONGTEXT", "String"),
    ("MEDIUMBLOB", "String"),
    ("MEDIUMTEXT", "String"),
    ("NCHAR", "String"),
    ("NVARCHAR", "String"),
    ("TEXT", "String"),
    ("TINYBLOB", "String"),
    ("TINYTEXT", "String"),
    ("VARBINARY", "String"),
    ("VARCHAR", "String"),
    ("VARCHAR2", "String"),
];

const WORDS: &[(&str, &[&str], &str)] = &[
    ("NATIONAL", &["CHARACTER", "LARGE", "OBJECT"], "String"),
    ("NATIONAL", &["CHARACTER", "VARYING"], "String"),
    ("NATIONAL", &["CHARACTER"], "String"),
    ("NATIONAL", &["CHAR", "VARYING"], "String"),
    ("NATIONAL", &["CHAR"], "String"),
    ("BINARY", &["LARGE", "OBJECT"], "String"),
    ("BINARY", &["VARYING"], "String"),
    ("CHARACTER", &["LARGE", "OBJECT"], "String"),
    ("CHARACTER", &["VARYING"], "String"),
    ("CHAR", &["LARGE", "OBJECT"], "String"),
    ("CHAR", &["VARYING"], "String"),
    ("NCHAR", &["LARGE", "OBJECT"], "String"),
    ("NCHAR", &["VARYING"], "String"),
    ("DOUBLE", &["PRECISION"], "Float64"),
];
