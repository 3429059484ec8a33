use sea_query::{DynIden, Expr, IntoIden, QuotedBuilder, Value};

use crate::{
    ClickHouseColumnDef, DataType,
    column::DefaultKind,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    statement::options::{write_expr, write_list},
};

/// An attribute of a dictionary, or a part of its key: a name, a type, and what stands for a key that is not there.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/dictionary/attributes>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, layout::Flat, source}, prelude::*};
///
/// let create = ClickHouseDictionary::create("region")
///     .attribute(DictionaryAttribute::new("id", DataType::UInt64))
///     .attribute(DictionaryAttribute::new("parent", DataType::UInt64).default(0).hierarchical())
///     .attribute(DictionaryAttribute::new("name", DataType::String).expression(Expr::cust("upper(name)")).injective())
///     .primary_key(["id"])
///     .source(source::ClickHouse::table("regions"))
///     .layout(Flat::new())
///     .lifetime(0);
/// assert_eq!(
///     create.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `region` (`id` UInt64, `parent` UInt64 DEFAULT 0 HIERARCHICAL, \
///      `name` String EXPRESSION upper(name) INJECTIVE) PRIMARY KEY `id` \
///      SOURCE(CLICKHOUSE(table 'regions')) LAYOUT(FLAT()) LIFETIME(0)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DictionaryAttribute {
    pub(crate) name: DynIden,
    pub(crate) data_type: DataType,
    pub(crate) default: Option<Value>,
    pub(crate) expression: Option<Expr>,
    pub(crate) hierarchical: bool,
    pub(crate) bidirectional: bool,
    pub(crate) injective: bool,
    pub(crate) object_id: bool,
}

impl DictionaryAttribute {
    /// An attribute of `data_type`.
    pub fn new(name: impl IntoIden, data_type: DataType) -> Self {
        Self {
            name: name.into_iden(),
            data_type,
            default: None,
            expression: None,
            hierarchical: false,
            bidirectional: false,
            injective: false,
            object_id: false,
        }
    }

    /// The attribute that a column of a table would be: its name, its type and its DEFAULT where that is a value.
    ///
    /// # Errors
    ///
    /// When more is said of the column, for which an attribute has no word: a codec, a TTL, a comment, an expression.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::DictionaryAttribute, prelude::*};
    ///
    /// let name = ClickHouseColumnDef::new("name", DataType::String);
    /// assert_eq!(
    ///     DictionaryAttribute::from_column(&name.clone().default("unknown"))?,
    ///     DictionaryAttribute::new("name", DataType::String).default("unknown")
    /// );
    /// assert_eq!(
    ///     DictionaryAttribute::from_column(&name.codec("ZSTD(1)")).unwrap_err().to_string(),
    ///     "CODEC: column `name`: an attribute of a dictionary has none; leave it out"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn from_column(column: &ClickHouseColumnDef) -> Result<Self, BuildError> {
        let attribute = Self::new(column.name.clone(), column.data_type.clone());
        let of_tables = [
            ("EPHEMERAL", column.ephemeral),
            ("CODEC", column.codec.is_some()),
            ("COLLATE", column.collation.is_some()),
            ("STATISTICS", !column.statistics.is_empty()),
            ("TTL", column.ttl.is_some()),
            ("COMMENT", column.comment.is_some()),
            ("SETTINGS", !column.settings.is_empty()),
        ];
        if let Some((clause, _)) = of_tables.into_iter().find(|(_, set)| *set) {
            return Err(BuildError::invalid(
                clause,
                format!(
                    "column `{}`: an attribute of a dictionary has none; leave it out",
                    column.name().escape_debug()
                ),
            ));
        }
        match &column.default {
            None => Ok(attribute),
            Some((DefaultKind::Default, Expr::Value(value))) => Ok(attribute.default(value.clone())),
            Some((kind, _)) => Err(BuildError::invalid(
                kind.keyword().trim(),
                format!(
                    "column `{}`: an attribute of a dictionary has a value as its DEFAULT, and an EXPRESSION for its source",
                    column.name().escape_debug()
                ),
            )),
        }
    }

    /// `DEFAULT value`: what a key has that is not there. A number, a text, a truth value, NULL, or an array of these;
    /// a value of another type is given as its text.
    pub fn default(mut self, value: impl Into<Value>) -> Self {
        self.default = Some(value.into());
        self
    }

    /// `EXPRESSION expr`: what the source is asked for in place of a column of the attribute's name.
    pub fn expression(mut self, expr: impl Into<Expr>) -> Self {
        self.expression = Some(expr.into());
        self
    }

    /// `HIERARCHICAL`: the value is the key of the parent.
    pub fn hierarchical(mut self) -> Self {
        self.hierarchical = true;
        self
    }

    /// `BIDIRECTIONAL`: the way down is stored with a hierarchy, which makes `dictGetChildren` and
    /// `dictGetDescendants` fast.
    pub fn bidirectional(mut self) -> Self {
        self.bidirectional = true;
        self
    }

    /// `INJECTIVE`: no two keys have one value, so GROUP BY may take the key for it.
    pub fn injective(mut self) -> Self {
        self.injective = true;
        self
    }

    /// `IS_OBJECT_ID`: MongoDB is asked for the key as an ObjectID.
    pub fn is_object_id(mut self) -> Self {
        self.object_id = true;
        self
    }

    /// Whether every value is a UInt64.
    pub(super) fn is_unsigned(&self) -> bool {
        matches!(
            self.data_type,
            DataType::UInt8 | DataType::UInt16 | DataType::UInt32 | DataType::UInt64
        )
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.bidirectional && !self.hierarchical {
            return Err(BuildError::invalid(
                "BIDIRECTIONAL",
                "only a hierarchy has two directions; say `hierarchical()` too",
            ));
        }
        renderer.prepare_iden(&self.name, sql);
        sql.push(' ');
        sql.push_str(&self.data_type.to_string());
        if let Some(value) = &self.default {
            sql.push_str(" DEFAULT ");
            write_default(value, sql)?;
        }
        if let Some(expr) = &self.expression {
            sql.push_str(" EXPRESSION ");
            write_expr(renderer, expr, sql);
        }
        sql.push_str(if self.hierarchical { " HIERARCHICAL" } else { "" });
        sql.push_str(if self.bidirectional { " BIDIRECTIONAL" } else { "" });
        sql.push_str(if self.injective { " INJECTIVE" } else { "" });
        sql.push_str(if self.object_id { " IS_OBJECT_ID" } else { "" });
        Ok(())
    }
}

/// Writes a value as the grammar takes it here: as a literal, without a function or a cast around it.
fn write_default(value: &Value, sql: &mut String) -> Result<(), BuildError> {
    match value {
        Value::Bool(Some(value)) => sql.push_str(if *value { "true" } else { "false" }),
        Value::TinyInt(Some(value)) => sql.push_str(&value.to_string()),
        Value::SmallInt(Some(value)) => sql.push_str(&value.to_string()),
        Value::Int(Some(value)) => sql.push_str(&value.to_string()),
        Value::BigInt(Some(value)) => sql.push_str(&value.to_string()),
        Value::TinyUnsigned(Some(value)) => sql.push_str(&value.to_string()),
        Value::SmallUnsigned(Some(value)) => sql.push_str(&value.to_string()),
        Value::Unsigned(Some(value)) => sql.push_str(&value.to_string()),
        Value::BigUnsigned(Some(value)) => sql.push_str(&value.to_string()),
        Value::Float(Some(value)) if value.is_finite() => sql.push_str(&value.to_string()),
        Value::Double(Some(value)) if value.is_finite() => sql.push_str(&value.to_string()),
        Value::String(Some(text)) => write_string(sql, text),
        Value::Char(Some(letter)) => write_string(sql, &letter.to_string()),
        Value::Array(_, Some(values)) => {
            sql.push('[');
            write_list(values, sql, write_default)?;
            sql.push(']');
        }
        value if *value == value.as_null() => sql.push_str("NULL"),
        _ => {
            return Err(BuildError::value(
                "DEFAULT",
                "the default of an attribute is a number, a text, a truth value, NULL or an array of these; give the \
                 value as its text",
            ));
        }
    }
    Ok(())
}
