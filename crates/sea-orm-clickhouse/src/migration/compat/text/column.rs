//! Definitions of columns.

use sea_query::{Alias, Check, ColumnDef, ColumnType, Expr, IntoIden, StringLen};

use super::cursor::Cursor;

/// What comes after the type of a column, or after the column.
const AFTER_TYPE: [&str; 12] = [
    " NULL",
    " NOT NULL",
    " DEFAULT ",
    " GENERATED ALWAYS AS (",
    " PRIMARY KEY",
    " AUTO_INCREMENT",
    " UNIQUE",
    " CHECK (",
    " CONSTRAINT `",
    " COMMENT '",
    ", ",
    " )",
];

/// The definition of a column.
#[derive(Debug)]
pub(in super::super) struct Column {
    pub(in super::super) name: String,
    data_type: Option<ColumnType>,
    nullable: Option<bool>,
    default: Option<Expr>,
    generated: Option<(Expr, bool)>,
    primary_key: bool,
    auto_increment: bool,
    pub(in super::super) unique: bool,
    check: Option<Check>,
    extra: Option<String>,
    comment: Option<String>,
}

impl Column {
    /// SeaQuery's definition of the column.
    pub(in super::super) fn definition(&self) -> ColumnDef {
        let name = Alias::new(&self.name);
        let mut column = match &self.data_type {
            Some(data_type) => ColumnDef::new_with_type(name, data_type.clone()),
            None => ColumnDef::new(name),
        };
        match self.nullable {
            Some(true) => column.null(),
            Some(false) => column.not_null(),
            None => &mut column,
        };
        if let Some(default) = &self.default {
            column.default(default.clone());
        }
        if let Some((expr, stored)) = &self.generated {
            column.generated(expr.clone(), *stored);
        }
        if self.primary_key {
            column.primary_key();
        }
        if self.auto_increment {
            column.auto_increment();
        }
        if self.unique {
            column.unique_key();
        }
        if let Some(check) = &self.check {
            column.check(check.clone());
        }
        if let Some(extra) = &self.extra {
            column.extra(extra);
        }
        if let Some(comment) = &self.comment {
            column.comment(comment);
        }
        column
    }

    /// Gives it the type that its text stands for, which may say less.
    pub(in super::super) fn set_type(&mut self, data_type: Option<ColumnType>) {
        self.data_type = data_type;
    }

    /// Whether a DEFAULT is declared.
    pub(in super::super) fn has_default(&self) -> bool {
        self.default.is_some() || self.generated.is_some()
    }

    /// Reads a definition.
    pub(super) fn read(text: &mut Cursor<'_>) -> Option<Self> {
        let name = text.name()?;
        let data_type = data_type(text)?;
        let nullable = if text.eat(" NOT NULL") {
            Some(false)
        } else {
            text.eat(" NULL").then_some(true)
        };
        let default = if text.eat(" DEFAULT ") {
            Some(default(text)?)
        } else {
            None
        };
        let generated = if text.eat(" GENERATED ALWAYS AS (") {
            let expr = text.expr()?;
            let stored = text.eat(") STORED");
            if !stored {
                text.expect(") VIRTUAL")?;
            }
            Some((expr, stored))
        } else {
            None
        };
        let primary_key = text.eat(" PRIMARY KEY");
        let auto_increment = text.eat(" AUTO_INCREMENT");
        let unique = text.eat(" UNIQUE");
        let check = if text.is_next(" CHECK (") || text.is_next(" CONSTRAINT `") {
            text.expect(" ")?;
            Some(check(text)?)
        } else {
            None
        };
        let ends_here = |text: &Cursor<'_>| {
            text.rest().is_empty() || [", ", " )", " COMMENT '"].iter().any(|end| text.is_next(end))
        };
        let extra = if ends_here(text) {
            None
        } else {
            text.expect(" ")?;
            Some(text.raw(&[", ", " )", " COMMENT '"])?.to_owned())
        };
        let comment = if text.eat(" COMMENT ") {
            Some(text.text()?)
        } else {
            None
        };
        Some(Self {
            name,
            data_type,
            nullable,
            default,
            generated,
            primary_key,
            auto_increment,
            unique,
            check,
            extra,
            comment,
        })
    }
}

/// `CHECK (expr)`, with or without a name.
pub(super) fn check(text: &mut Cursor<'_>) -> Option<Check> {
    let name = if text.eat("CONSTRAINT ") {
        let name = text.name()?;
        text.expect(" ")?;
        Some(name)
    } else {
        None
    };
    text.expect("CHECK (")?;
    let expr = text.expr()?;
    text.expect(")")?;
    Some(match name {
        Some(name) => Check::named(Alias::new(name).into_iden(), expr),
        None => Check::unnamed(expr),
    })
}

/// A literal or keyword, or anything else in parentheses.
fn default(text: &mut Cursor<'_>) -> Option<Expr> {
    if text.eat("(") {
        let expr = text.expr()?;
        text.expect(")")?;
        return Some(expr);
    }
    text.literal()
}

fn data_type(text: &mut Cursor<'_>) -> Option<Option<ColumnType>> {
    if text.rest().is_empty() || AFTER_TYPE.iter().any(|end| text.is_next(end)) {
        return Some(None);
    }
    text.expect(" ")?;
    let written = text
        .raw(&AFTER_TYPE)
        .filter(|written| written.trim() == *written)?;
    Some(Some(known_type(written).unwrap_or_else(|| {
        ColumnType::Custom(Alias::new(written).into_iden())
    })))
}

/// The type that is written so. `binary(16)` and `timestamp` are those of a UUID and of a date-time with a time zone too,
/// and the first is taken for the UUID.
fn known_type(written: &str) -> Option<ColumnType> {
    let (name, arguments) = match written.split_once('(') {
        Some((name, arguments)) => (name, Some(arguments.strip_suffix(')')?)),
        None => (written, None),
    };
    let length = || arguments?.parse::<u32>().ok();
    Some(match (name, arguments) {
        ("char", None) => ColumnType::Char(None),
        ("char", _) => ColumnType::Char(Some(length()?)),
        ("varchar", Some("255")) => ColumnType::String(StringLen::None),
        ("varchar", Some("65535")) => ColumnType::String(StringLen::Max),
        ("varchar", _) => ColumnType::String(StringLen::N(length()?)),
        ("text", None) => ColumnType::Text,
        ("tinyint", None) => ColumnType::TinyInteger,
        ("smallint", None) => ColumnType::SmallInteger,
        ("int", None) => ColumnType::Integer,
        ("bigint", None) => ColumnType::BigInteger,
        ("tinyint UNSIGNED", None) => ColumnType::TinyUnsigned,
        ("smallint UNSIGNED", None) => ColumnType::SmallUnsigned,
        ("int UNSIGNED", None) => ColumnType::Unsigned,
        ("bigint UNSIGNED", None) => ColumnType::BigUnsigned,
        ("float", None) => ColumnType::Float,
        ("double", None) => ColumnType::Double,
        ("decimal", None) => ColumnType::Decimal(None),
        ("decimal", Some(size)) => {
            let (precision, scale) = size.split_once(", ")?;
            ColumnType::Decimal(Some((precision.parse().ok()?, scale.parse().ok()?)))
        }
        ("datetime", None) => ColumnType::DateTime,
        ("timestamp", None) => ColumnType::Timestamp,
        ("time", None) => ColumnType::Time,
        ("date", None) => ColumnType::Date,
        ("year", None) => ColumnType::Year,
        ("unsupported", None) => ColumnType::Interval(None, None),
        ("binary", Some("16")) => ColumnType::Uuid,
        ("binary", _) => ColumnType::Binary(length()?),
        ("varbinary", Some("255")) => ColumnType::VarBinary(StringLen::None),
        ("varbinary", Some("65535")) => ColumnType::VarBinary(StringLen::Max),
        ("varbinary", _) => ColumnType::VarBinary(StringLen::N(length()?)),
        ("blob", None) => ColumnType::Blob,
        ("bit", None) => ColumnType::Bit(None),
        ("bit", _) => ColumnType::Bit(Some(length()?)),
        ("bool", None) => ColumnType::Boolean,
        ("json", None) => ColumnType::Json,
        ("ENUM", Some(variants)) => {
            let variants = variants.strip_prefix('\'')?.strip_suffix('\'')?;
            ColumnType::Enum {
                name: Alias::new("enum").into_iden(),
                variants: variants
                    .split("', '")
                    .map(|variant| Alias::new(variant).into_iden())
                    .collect(),
            }
        }
        _ => return None,
    })
}
