//! A definition as Rust code.

mod clause;
mod column;
mod dictionary;
mod engine;
mod expression;
mod index;
mod parameter;
mod projection;
mod view;

use std::collections::BTreeSet;

use sea_query::{IntoTableRef, TableRef};

use crate::{Engine, SettingValue, table::TableCreateStatement};

/// What a server prints in the place of a secret.
pub(super) const HIDDEN: &str = "[HIDDEN]";

/// The name that an expression has for a column in Rust.
type ColumnName<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The path of the entity of a table.
type EntityPath<'a> = &'a dyn Fn(&TableRef) -> Option<String>;

/// The Rust code that declares a table again, as the attributes that the derive `ClickHouseEntity` takes; see
/// [`TableCreateStatement::to_rust`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSource {
    attributes: Vec<String>,
    columns: Vec<Vec<String>>,
    column_names: Vec<String>,
    imports: BTreeSet<&'static str>,
    left_out: Vec<String>,
    sorting_columns: Vec<String>,
}

impl TableSource {
    /// The attributes of the table, such as `order_by = [Column::Id]`.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// The attributes of each column, in the order of [`get_columns`](TableCreateStatement::get_columns), such as
    /// `default = 53`. Name and type are not among them.
    pub fn columns(&self) -> &[Vec<String>] {
        &self.columns
    }

    /// The name of each of the [`columns`](Self::columns).
    pub fn column_names(&self) -> &[String] {
        &self.column_names
    }

    /// The paths of what the code names, such as `sea_query::Func`. `Engine`, `SkipIndexType` and `Expr` are taken to be
    /// there.
    pub fn imports(&self) -> impl Iterator<Item = &'static str> {
        self.imports.iter().copied()
    }

    /// The columns by which the rows are sorted, also those in an expression.
    pub fn sorting_columns(&self) -> &[String] {
        &self.sorting_columns
    }

    /// What the definition has and no attribute can say, each as a sentence.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }
}

/// Rust.
impl TableCreateStatement {
    /// The Rust code that declares the table again. `column` gives the path of a column, such as `Column::Id`; one
    /// without a path is named by its text. `entity` gives that of the entity of another table, of which a Distributed one
    /// names its local one. Columns, numbers, texts, truth values and calls of functions become
    /// expressions of SeaQuery, everything else `Expr::cust`. The comment of the table and what the server says of every
    /// table, `index_granularity = 8192`, are not in it.
    ///
    /// ```
    /// use sea_query_clickhouse::table::TableCreateStatement;
    ///
    /// let table: TableCreateStatement = "CREATE TABLE event (`at` DateTime DEFAULT now(), `port` UInt16 CODEC(T64, ZSTD(1))) \
    ///      ENGINE = ReplacingMergeTree(at) PARTITION BY toYYYYMM(at) ORDER BY (port, at DESC) \
    ///      TTL at + toIntervalDay(30)".parse()?;
    /// let source = table.to_rust(&|name| (name == "at").then(|| "Column::At".to_owned()), &|_| None);
    /// assert_eq!(
    ///     source.attributes(),
    ///     [
    ///         "engine = Engine::replacing_merge_tree_by(\"at\")",
    ///         "partition_by = [Func::cust(\"toYYYYMM\").arg(Expr::col(Column::At))]",
    ///         "order_by = [Expr::col(\"port\"), (Column::At, Order::Desc)]",
    ///         "ttl = [Expr::cust(\"at + toIntervalDay(30)\")]",
    ///     ]
    /// );
    /// assert_eq!(source.columns()[0], ["default = Func::cust(\"now\")"]);
    /// assert_eq!(source.columns()[1], ["codec = \"T64('byte'), ZSTD(1)\""]);
    /// assert_eq!(source.imports().collect::<Vec<_>>(), ["sea_query::Func", "sea_query::Order"]);
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn to_rust(
        &self,
        column: &dyn Fn(&str) -> Option<String>,
        entity: &dyn Fn(&TableRef) -> Option<String>,
    ) -> TableSource {
        let mut writer = Writer {
            column,
            entity,
            source: TableSource::default(),
        };
        writer.table(self);
        writer.source
    }
}

/// The code that is written.
struct Writer<'a> {
    column: ColumnName<'a>,
    entity: EntityPath<'a>,
    source: TableSource,
}

impl Writer<'_> {
    fn table(&mut self, table: &TableCreateStatement) {
        self.clauses(table);
        self.source.sorting_columns = table.sorting_columns();
        for index in &table.columns.indexes {
            self.index(index);
        }
        for projection in &table.columns.projections {
            self.projection(projection);
        }
        for constraint in &table.columns.constraints {
            self.constraint(constraint);
        }
        for column in &table.columns.columns {
            let attributes = self.column(column);
            self.source.columns.push(attributes);
            self.source.column_names.push(column.name());
        }
    }

    /// The path of the entity of the local tables of a Distributed one.
    fn local(&self, engine: &Engine) -> Option<String> {
        let Engine::Distributed(engine) = engine else {
            return None;
        };
        let database = engine.get_database()?.to_owned();
        (self.entity)(&(database, engine.get_table().to_owned()).into_table_ref())
    }

    fn attribute(&mut self, attribute: String) {
        self.source.attributes.push(attribute);
    }

    fn import(&mut self, path: &'static str) {
        self.source.imports.insert(path);
    }

    fn left_out(&mut self, sentence: String) {
        self.source.left_out.push(sentence);
    }
}

/// The code of a text.
fn text(text: &str) -> String {
    format!("{text:?}")
}

/// The code of a list.
fn list(items: &[String]) -> String {
    format!("[{}]", items.join(", "))
}

/// `settings(name = value, ..)`
fn settings<'a>(settings: impl IntoIterator<Item = &'a (String, SettingValue)>) -> Option<String> {
    let settings: Vec<_> = settings
        .into_iter()
        .map(|(name, value)| {
            let value = match value {
                SettingValue::Bool(on) => on.to_string(),
                SettingValue::Int(number) => whole(*number),
                SettingValue::UInt(number) => match i64::try_from(*number) {
                    Ok(number) => whole(number),
                    Err(_) => format!("{number}_u64"),
                },
                SettingValue::Float(number) => format!("{number:?}"),
                SettingValue::String(value) => text(value),
            };
            format!("{name} = {value}")
        })
        .collect();
    (!settings.is_empty()).then(|| format!("settings({})", settings.join(", ")))
}

/// The code of a whole number.
fn whole(number: i64) -> String {
    match i32::try_from(number) {
        Ok(_) => number.to_string(),
        Err(_) => format!("{number}_i64"),
    }
}
