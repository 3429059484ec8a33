//! Two definitions of a table, part by part.

use sea_query::{Expr, Order, TableRef};

use super::{
    expression,
    part::{PartDefinition, Said, TableDifference, TablePart},
};
use crate::{
    ClickHouseColumnDef, Engine,
    build::{Target, build_with},
    column::DefaultKind,
    context::Placement,
    engine::Replication,
    error::BuildError,
    literal::write_string,
    parser::Parser,
    render::Renderer,
    table::{
        TableCreateStatement,
        columns::Constraint,
        storage::{write_key, write_sorting_key},
    },
    ttl::write_rules,
    types::DataType,
};

type Part = (TablePart, Said);

/// Comparison.
impl TableCreateStatement {
    /// The table.
    pub fn get_table(&self) -> &TableRef {
        &self.table
    }

    /// The expressions by which the rows are sorted: ORDER BY, or where it is not said, PRIMARY KEY.
    pub fn get_sorting_key(&self) -> Vec<Expr> {
        self.sorting_key().into_iter().map(|(expr, _)| expr).collect()
    }

    /// All parts in which another definition of this table, such as that of a server, differs from this one: in the SQL
    /// of the part, so the expressions of both must be written in the same way. A server writes them in its own by
    /// [`formatQuery`](https://clickhouse.com/docs/sql-reference/functions/other-functions#formatquery).
    ///
    /// Of an engine outside of the MergeTree family the name alone is compared, and no setting: there may be passwords
    /// among its parameters. What is left to the server is no difference: settings that are not declared, the path of a Replicated engine, the
    /// width of a codec, the type of a column that is inferred, the granularity of a skip index, the two halves of a
    /// Nested column. Foreign keys are forgotten by it. Names of tables and ON CLUSTER are not compared.
    ///
    /// # Errors
    ///
    /// When a part cannot be built.
    ///
    /// ```
    /// use sea_query_clickhouse::{prelude::*, table::TableCreateStatement};
    ///
    /// let declared = ClickHouseTable::create("event")
    ///     .col(ClickHouseColumnDef::new("id", DataType::UInt64))
    ///     .engine(Engine::replacing_merge_tree())
    ///     .order_by(["id"]);
    /// let found: TableCreateStatement = "CREATE TABLE shop.event (`id` UInt32) ENGINE = MergeTree ORDER BY id \
    ///                                    SETTINGS index_granularity = 8192".parse()?;
    /// let differences: Vec<String> = declared.differences(&found)?.iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     differences,
    ///     [
    ///         "ENGINE is declared as ReplacingMergeTree, and is MergeTree",
    ///         "column `id` is declared as `id` UInt64, and is `id` UInt32",
    ///     ]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn differences(&self, found: &Self) -> Result<Vec<TableDifference>, BuildError> {
        let mut declared = self.clone();
        let mut found = found.clone();
        declared.flatten_nested(&found);
        declared.leave_to_server(&mut found);
        let (declared_parts, mut found_parts) = (declared.parts()?, found.parts()?);
        let mut differences = Vec::new();
        for (part, declared) in declared_parts {
            let position = found_parts.iter().position(|(other, _)| *other == part);
            let found = position.map(|position| found_parts.remove(position).1);
            if found.as_ref().map(|found| &found.sql) != Some(&declared.sql) {
                differences.push(TableDifference {
                    part,
                    declared: Some(declared),
                    found,
                });
            }
        }
        differences.extend(
            found_parts
                .into_iter()
                .filter(|(part, _)| !matches!(part, TablePart::Setting(_)))
                .map(|(part, found)| TableDifference {
                    part,
                    declared: None,
                    found: Some(found),
                }),
        );
        differences.extend(column_order(&declared, &found));
        Ok(differences)
    }

    fn sorting_key(&self) -> Vec<(Expr, Order)> {
        match self.storage.sorting_key() {
            Some(keys) => keys.to_vec(),
            None => self
                .said_primary_key()
                .into_iter()
                .map(|expr| (expr, Order::Asc))
                .collect(),
        }
    }

    fn said_primary_key(&self) -> Vec<Expr> {
        let columns = || {
            let columns = self.columns.columns.iter();
            columns
                .filter(|column| column.primary_key)
                .map(|column| Expr::col(column.name.clone()))
                .collect::<Vec<_>>()
        };
        match self.storage.written_primary_key() {
            none if none.is_empty() => columns(),
            said => said,
        }
    }

    /// Declares the columns into which the server takes a Nested one apart, where it did.
    fn flatten_nested(&mut self, found: &Self) {
        let has = |name: &str| found.columns.columns.iter().any(|column| column.name() == name);
        let columns = std::mem::take(&mut self.columns.columns);
        for column in columns {
            match &column.data_type {
                DataType::Nested(elements) if !has(&column.name()) => {
                    for (element, data_type) in elements {
                        let mut flat = column.clone();
                        flat.name = format!("{}.{element}", column.name()).into();
                        flat.data_type = DataType::array(data_type.clone());
                        self.columns.columns.push(flat);
                    }
                }
                _ => self.columns.columns.push(column),
            }
        }
    }

    /// Says in both definitions the same of what the declaration leaves to the server.
    fn leave_to_server(&mut self, found: &mut Self) {
        let primary_key = self.said_primary_key();
        if self.storage.primary_key.is_empty() {
            self.storage.primary_key = primary_key;
        }
        if let (
            Some(Engine::Replicated {
                replication: Replication::Default,
                ..
            }),
            Some(Engine::Replicated { replication, .. }),
        ) = (&self.storage.engine, &mut found.storage.engine)
            && !matches!(replication, Replication::Shared)
        {
            *replication = Replication::Default;
        }
        for column in self.columns.columns.iter_mut().chain(&mut found.columns.columns) {
            sort_enums(&mut column.data_type);
            bare_ephemeral(column);
            // The server has an order of its own.
            column.statistics.sort_by(|a, b| a.name().cmp(b.name()));
        }
        for column in &mut self.columns.columns {
            column.primary_key = false;
            // `a Int8 NULL` is `a Nullable(Int8)`.
            match column.null.take() {
                Some(true) if !column.data_type.is_nullable() && !column.inferred => {
                    column.data_type = column.data_type.clone().nullable();
                }
                _ => {}
            }
            let Some(other) = found
                .columns
                .columns
                .iter_mut()
                .find(|other| other.name() == column.name())
            else {
                continue;
            };
            other.inferred = column.inferred;
            if let (Some(codec), Some(other)) = (&mut column.codec, &other.codec) {
                codec.complete(other);
            }
        }
        for index in &mut self.columns.indexes {
            let mut others = found.columns.indexes.iter();
            if let Some(other) = others.find(|other| other.name == index.name)
                && index.granularity.is_none()
            {
                index.granularity = other.granularity;
            }
        }
    }

    fn parts(&self) -> Result<Vec<Part>, BuildError> {
        let mut parts = Vec::new();
        let storage = &self.storage;
        let mut say = |part, sql, definition| parts.push((part, Said { sql, definition }));
        if let Some(engine) = &storage.engine {
            let definition = engine.definition()?;
            let text = if engine.is_merge_tree() {
                written(|renderer, sql| definition.write(renderer, sql))?
            } else {
                definition.name.clone()
            };
            say(TablePart::Engine, text, PartDefinition::Clause);
            let settings = storage.settings.iter().filter(|_| engine.is_merge_tree());
            for (name, value) in settings {
                let mut text = String::new();
                value.write(&mut text);
                let definition = PartDefinition::Setting(value.clone());
                say(TablePart::Setting(name.clone()), text, definition);
            }
        }
        let key = |exprs: &[Expr]| written(|renderer, sql| write_key(renderer, exprs, sql));
        if !storage.partition_by.is_empty() {
            let text = key(&storage.partition_by)?;
            say(TablePart::PartitionBy, text, PartDefinition::Clause);
        }
        let sorting_key = self.sorting_key();
        if !sorting_key.is_empty() {
            let text = written(|renderer, sql| {
                // A direction that cannot be written is one that the statement cannot either.
                let _ = write_sorting_key(renderer, &sorting_key, sql);
            })?;
            say(TablePart::OrderBy, text, PartDefinition::Clause);
        }
        let primary_key = match self.said_primary_key() {
            said if !said.is_empty() => said,
            _ => self.get_sorting_key(),
        };
        if !primary_key.is_empty() {
            say(TablePart::PrimaryKey, key(&primary_key)?, PartDefinition::Clause);
        }
        if let Some(expr) = &storage.sample_by {
            let text = key(std::slice::from_ref(expr))?;
            say(TablePart::SampleBy, text, PartDefinition::Clause);
        }
        if !storage.ttl.is_empty() {
            let text = written(|renderer, sql| write_rules(renderer, &storage.ttl, sql))?;
            say(TablePart::Ttl, text, PartDefinition::Ttl(storage.ttl.clone()));
        }
        if let Some(comment) = self
            .options
            .comment
            .as_ref()
            .filter(|comment| !comment.is_empty())
        {
            let definition = PartDefinition::Comment(comment.clone());
            say(TablePart::Comment, format!("'{comment}'"), definition);
        }
        for column in &self.columns.columns {
            let definition = PartDefinition::Column(Box::new(column.clone()));
            say(TablePart::Column(column.name()), column.definition()?, definition);
        }
        for index in &self.columns.indexes {
            let definition = PartDefinition::Index(Box::new(index.clone()));
            say(
                TablePart::Index(index.name.to_string()),
                index.definition()?,
                definition,
            );
        }
        for constraint in &self.columns.constraints {
            if let Constraint::Named(named) = constraint {
                let expr = key(std::slice::from_ref(&named.expr))?;
                let keyword = named.keyword.trim_matches([' ', '(']);
                let text = format!("{keyword} {}", without_parentheses(&expr));
                let definition = PartDefinition::Constraint(Box::new(named.clone()));
                say(TablePart::Constraint(named.name.to_string()), text, definition);
            }
        }
        for projection in &self.columns.projections {
            let definition = PartDefinition::Projection(Box::new(projection.clone()));
            say(
                TablePart::Projection(projection.name()),
                projection.definition()?,
                definition,
            );
        }
        Ok(parts)
    }
}

pub(super) fn written(write: impl Fn(&Renderer<'_>, &mut String)) -> Result<String, BuildError> {
    build_with(&Target::default(), Placement::Literals, write).map(|built| built.sql)
}

/// EPHEMERAL without an expression, as which ALTER TABLE keeps the default of the type.
fn bare_ephemeral(column: &mut ClickHouseColumnDef) {
    let Some((DefaultKind::Ephemeral, expr)) = &column.default else {
        return;
    };
    let mut default = "defaultValueOfTypeName(".to_owned();
    write_string(&mut default, &column.data_type.to_string());
    default.push(')');
    if expression(expr).is_ok_and(|text| text == default) {
        column.default = None;
        column.ephemeral = true;
    }
}

/// The names of an Enum in the order of their numbers, as the server prints them.
fn sort_enums(data_type: &mut DataType) {
    match data_type {
        DataType::Enum8(names) => names.sort_by_key(|(_, number)| *number),
        DataType::Enum16(names) => names.sort_by_key(|(_, number)| *number),
        DataType::Nullable(inner) | DataType::LowCardinality(inner) | DataType::Array(inner) => {
            sort_enums(inner)
        }
        DataType::Map(key, value) => {
            sort_enums(key);
            sort_enums(value);
        }
        DataType::Tuple(elements) => elements.iter_mut().for_each(|(_, element)| sort_enums(element)),
        DataType::Nested(elements) => elements.iter_mut().for_each(|(_, element)| sort_enums(element)),
        DataType::Variant(elements) => elements.iter_mut().for_each(sort_enums),
        _ => {}
    }
}

/// An expression without the parentheses around the whole of it, which it has where it was written with some.
pub(super) fn without_parentheses(text: &str) -> &str {
    let mut parser = Parser { text, position: 0 };
    let whole = text.starts_with('(') && parser.skip_arguments().is_ok() && parser.rest().is_empty();
    match text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        Some(inner) if whole => without_parentheses(inner),
        _ => text,
    }
}

fn column_order(declared: &TableCreateStatement, found: &TableCreateStatement) -> Option<TableDifference> {
    let names = |table: &TableCreateStatement| -> Vec<String> {
        table.columns.columns.iter().map(|column| column.name()).collect()
    };
    let (declared, found) = (names(declared), names(found));
    let common = |these: &[String], others: &[String]| -> Vec<String> {
        these
            .iter()
            .filter(|name| others.contains(name))
            .cloned()
            .collect()
    };
    let (declared, found) = (common(&declared, &found), common(&found, &declared));
    let said = |names: Vec<String>| Said {
        sql: names.join(", "),
        definition: PartDefinition::Columns(names),
    };
    (declared != found).then(|| TableDifference {
        part: TablePart::ColumnOrder,
        declared: Some(said(declared)),
        found: Some(said(found)),
    })
}
