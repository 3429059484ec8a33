//! The code of a dictionary.

use sea_query::{ArrayType, Value};

use super::{TableSource, Writer, expression::sql, settings, text, whole};
use crate::dictionary::{DictionaryAttribute, DictionaryCreateStatement};

/// Rust.
impl DictionaryCreateStatement {
    /// The Rust code that declares the dictionary again: of `columns` each is an attribute or a part of the key, and
    /// [`sorting_columns`](TableSource::sorting_columns) are the key in its order. `column` gives the path of a column. The
    /// comment is not in it. Without [`attributes`](TableSource::attributes) there is no code for the source or the layout,
    /// and [`left_out`](TableSource::left_out) says why.
    ///
    /// A secret that a server has hidden is not in the code, and `left_out` names the method by which it is added.
    ///
    /// ```
    /// use sea_query_clickhouse::dictionary::DictionaryCreateStatement;
    ///
    /// let dictionary: DictionaryCreateStatement = "CREATE DICTIONARY service (`port` UInt64, `name` String DEFAULT 'unknown') \
    ///      PRIMARY KEY port SOURCE(CLICKHOUSE(TABLE 'row' USER 'loader' PASSWORD '[HIDDEN]')) LIFETIME(MIN 0 MAX 300) \
    ///      LAYOUT(HASHED(SHARDS 4))".parse()?;
    /// let source = dictionary.to_rust(&|name| (name == "port").then(|| "Column::Port".to_owned()));
    /// assert_eq!(
    ///     source.attributes(),
    ///     [
    ///         "dictionary = source::ClickHouse::table(\"row\").user(\"loader\")",
    ///         "layout = layout::Hashed::new().shards(4)",
    ///         "lifetime = 300",
    ///     ]
    /// );
    /// assert_eq!(source.columns()[1], ["default = \"unknown\""]);
    /// assert_eq!(
    ///     source.left_out(),
    ///     ["the `password` of the source, which the server does not show: add `.password(..)` to the source"]
    /// );
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn to_rust(&self, column: &dyn Fn(&str) -> Option<String>) -> TableSource {
        let mut writer = Writer {
            column,
            entity: &|_| None,
            source: TableSource::default(),
        };
        writer.source.sorting_columns = self.key.iter().map(ToString::to_string).collect();
        for attribute in &self.attributes {
            let attributes = writer.attribute_of_dictionary(attribute);
            writer.source.columns.push(attributes);
            writer.source.column_names.push(attribute.name.to_string());
        }
        writer.dictionary_clauses(self);
        writer.source
    }
}

impl Writer<'_> {
    fn dictionary_clauses(&mut self, dictionary: &DictionaryCreateStatement) {
        let source = match &dictionary.source {
            Some(source) => self.dictionary_source(source),
            None => Err("it has no SOURCE".to_owned()),
        };
        let layout = match &dictionary.layout {
            Some(layout) => self.dictionary_layout(layout),
            None => Err("it has no LAYOUT".to_owned()),
        };
        let (source, layout) = match (source, layout) {
            (Ok(source), Ok(layout)) => (source, layout),
            (Err(reason), _) | (_, Err(reason)) => return self.left_out(reason),
        };
        self.attribute(format!("dictionary = {source}"));
        self.attribute(format!("layout = {layout}"));
        match dictionary.lifetime {
            None => {}
            Some((None | Some(0), max)) => self.attribute(format!("lifetime = {max}")),
            Some((Some(min), max)) => self.attribute(format!("lifetime = ({min}, {max})")),
        }
        if let Some((min, max)) = &dictionary.range {
            let [min, max] = [min, max].map(|end| {
                let name = end.to_string();
                (self.column)(&name).unwrap_or_else(|| text(&name))
            });
            self.attribute(format!("range = ({min}, {max})"));
        }
        self.source
            .attributes
            .extend(settings(dictionary.settings.iter()));
    }

    fn attribute_of_dictionary(&mut self, attribute: &DictionaryAttribute) -> Vec<String> {
        let mut attributes = Vec::new();
        if let Some(value) = &attribute.default {
            let code = self.value(value);
            attributes.push(format!("default = {code}"));
        }
        if let Some(expr) = &attribute.expression {
            let code = self.expr_text(&sql(expr));
            attributes.push(format!("expression = {code}"));
        }
        let words = [
            ("hierarchical", attribute.hierarchical),
            ("bidirectional", attribute.bidirectional),
            ("injective", attribute.injective),
            ("is_object_id", attribute.object_id),
        ];
        let said = words.into_iter().filter(|(_, said)| *said);
        attributes.extend(said.map(|(word, _)| word.to_owned()));
        attributes
    }

    /// The code of what becomes a value.
    fn value(&mut self, value: &Value) -> String {
        match value {
            Value::Bool(Some(on)) => on.to_string(),
            Value::Int(Some(number)) => number.to_string(),
            Value::BigInt(Some(number)) => whole(*number),
            Value::BigUnsigned(Some(number)) => format!("{number}_u64"),
            Value::Double(Some(number)) => format!("{number:?}"),
            Value::String(Some(value)) => text(value),
            Value::Array(of, Some(elements)) => {
                self.import("sea_query::ArrayType");
                self.import("sea_query::Value");
                let of = match of {
                    ArrayType::String => "String",
                    ArrayType::Bool => "Bool",
                    ArrayType::Double => "Double",
                    ArrayType::Int => "Int",
                    ArrayType::BigInt => "BigInt",
                    _ => "BigUnsigned",
                };
                let elements: Vec<_> = elements
                    .iter()
                    .map(|element| match element {
                        Value::Array(..) => self.value(element),
                        element => format!("Value::from({})", self.value(element)),
                    })
                    .collect();
                format!(
                    "Value::Array(ArrayType::{of}, Some(Box::new(vec![{}])))",
                    elements.join(", ")
                )
            }
            _ => "None::<String>".to_owned(),
        }
    }
}
