//! What `SHOW CREATE DICTIONARY` prints, read back.

mod difference;
mod parameter;

pub use difference::{DictionaryDifference, DictionaryPart};

use std::str::FromStr;

use sea_query::{ArrayType, DynIden, IntoIden, Value};

use super::{
    DefinitionError,
    engine::string,
    expression::{Stop, items},
    read_of,
};
use crate::{
    ClickHouseDictionary,
    dictionary::{DictionaryAttribute, DictionaryCreateStatement},
    parser::{Parsed, Parser},
};

/// What ends a value or an expression of an attribute.
const STOPS: &[Stop] = &[
    (&["DEFAULT"], None),
    (&["EXPRESSION"], None),
    (&["HIERARCHICAL"], None),
    (&["BIDIRECTIONAL"], None),
    (&["INJECTIVE"], None),
    (&["IS_OBJECT_ID"], None),
];

/// The dictionary that `SHOW CREATE DICTIONARY` prints. A password is the text `[HIDDEN]` there, which a server shows in its
/// place.
///
/// ```
/// use sea_query_clickhouse::{dictionary::DictionaryCreateStatement, prelude::*};
///
/// let printed = "CREATE DICTIONARY shop.service (`port` UInt64, `name` String DEFAULT 'unknown') PRIMARY KEY port \
///                SOURCE(CLICKHOUSE(TABLE 'service_row' USER 'loader')) LIFETIME(MIN 0 MAX 300) LAYOUT(HASHED())";
/// let dictionary: DictionaryCreateStatement = printed.parse()?;
/// assert_eq!(
///     dictionary.to_string(ClickHouseQueryBuilder),
///     "CREATE DICTIONARY `shop`.`service` (`port` UInt64, `name` String DEFAULT 'unknown') PRIMARY KEY `port` \
///      SOURCE(CLICKHOUSE(table 'service_row' user 'loader')) LAYOUT(HASHED()) LIFETIME(MIN 0 MAX 300)"
/// );
/// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
/// ```
impl FromStr for DictionaryCreateStatement {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_of("dictionary", text, Parser::dictionary)
    }
}

impl Parser<'_> {
    fn dictionary(&mut self) -> Parsed<DictionaryCreateStatement> {
        if !self.take_words(&["CREATE"]) {
            return Err("CREATE is expected");
        }
        let or_replace = self.take_words(&["OR", "REPLACE"]);
        if !self.take_words(&["DICTIONARY"]) {
            return Err("DICTIONARY is expected");
        }
        let if_not_exists = self.take_words(&["IF", "NOT", "EXISTS"]);
        let mut dictionary = ClickHouseDictionary::create(self.object()?);
        if or_replace {
            dictionary = dictionary.or_replace();
        }
        if if_not_exists {
            dictionary = dictionary.if_not_exists();
        }
        if self.take_words(&["UUID"]) {
            self.string()?;
        }
        if self.take_words(&["ON", "CLUSTER"]) {
            dictionary = dictionary.on_cluster(self.identifier()?);
        }
        self.expect('(', "`(` is expected")?;
        loop {
            dictionary = dictionary.attribute(self.attribute()?);
            if !self.take(',') {
                break;
            }
        }
        self.expect(')', "`,` or `)` is expected")?;
        self.dictionary_clauses(dictionary)
    }

    fn dictionary_clauses(
        &mut self,
        mut dictionary: DictionaryCreateStatement,
    ) -> Parsed<DictionaryCreateStatement> {
        loop {
            dictionary = if self.take_words(&["PRIMARY", "KEY"]) {
                let names = self.key_names()?;
                dictionary.primary_key(names)
            } else if self.take_words(&["SOURCE"]) {
                let source = self.arguments(Self::dictionary_source)?;
                dictionary.source(source)
            } else if self.take_words(&["LAYOUT"]) {
                let layout = self.arguments(Self::dictionary_layout)?;
                dictionary.layout(layout)
            } else if self.take_words(&["LIFETIME"]) {
                let (min, max) = self.arguments(Self::lifetime)?;
                dictionary.lifetime_between(min, max)
            } else if self.take_words(&["RANGE"]) {
                let (min, max) = self.arguments(Self::range)?;
                dictionary.range(min, max)
            } else if self.take_words(&["SETTINGS"]) {
                let settings = self.arguments(Self::settings)?;
                settings
                    .into_iter()
                    .fold(dictionary, |dictionary, (name, value)| {
                        dictionary.setting(name, value)
                    })
            } else if self.take_words(&["COMMENT"]) {
                dictionary.comment(self.string()?)
            } else {
                return Ok(dictionary);
            };
        }
    }

    /// `a, b`, also in parentheses.
    fn key_names(&mut self) -> Parsed<Vec<DynIden>> {
        let in_parentheses = self.take('(');
        let mut names = vec![self.identifier()?.into_iden()];
        while self.take(',') {
            names.push(self.identifier()?.into_iden());
        }
        if in_parentheses {
            self.expect(')', "`)` is expected")?;
        }
        Ok(names)
    }

    fn attribute(&mut self) -> Parsed<DictionaryAttribute> {
        let name = self.identifier()?;
        let mut attribute = DictionaryAttribute::new(name, self.data_type(0)?);
        loop {
            attribute = if self.take_words(&["DEFAULT"]) {
                let text = self.expression_text(STOPS)?;
                attribute.default(value(text)?)
            } else if self.take_words(&["EXPRESSION"]) {
                attribute.expression(self.expression(STOPS)?)
            } else if self.take_words(&["HIERARCHICAL"]) {
                attribute.hierarchical()
            } else if self.take_words(&["BIDIRECTIONAL"]) {
                attribute.bidirectional()
            } else if self.take_words(&["INJECTIVE"]) {
                attribute.injective()
            } else if self.take_words(&["IS_OBJECT_ID"]) {
                attribute.is_object_id()
            } else {
                return Ok(attribute);
            };
        }
    }

    /// Seconds, of which a single number is the most.
    fn lifetime(&mut self) -> Parsed<(u64, u64)> {
        let (mut min, mut max) = (0, 0);
        loop {
            if self.take_words(&["MIN"]) {
                min = self.number()?;
            } else if self.take_words(&["MAX"]) {
                max = self.number()?;
            } else if let Ok(number) = self.number() {
                max = number;
            } else {
                return Ok((min, max));
            }
        }
    }

    fn range(&mut self) -> Parsed<(DynIden, DynIden)> {
        let (mut min, mut max) = (None, None);
        loop {
            if self.take_words(&["MIN"]) {
                min = Some(self.identifier()?.into_iden());
            } else if self.take_words(&["MAX"]) {
                max = Some(self.identifier()?.into_iden());
            } else {
                return min.zip(max).ok_or("MIN and MAX are expected");
            }
        }
    }
}

/// The value of a literal.
fn value(text: &str) -> Parsed<Value> {
    if let Some(text) = string(text) {
        return Ok(text.into());
    }
    if let Some(elements) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        let elements: Vec<Value> = match elements.trim() {
            "" => Vec::new(),
            elements => items(elements)?.into_iter().map(value).collect::<Parsed<_>>()?,
        };
        let of = elements.first().map_or(ArrayType::String, Value::array_type);
        return Ok(Value::Array(of, Some(Box::new(elements))));
    }
    if let Ok(number) = text.parse::<i32>() {
        return Ok(number.into());
    }
    if let Ok(number) = text.parse::<i64>() {
        return Ok(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Ok(number.into());
    }
    match text {
        "true" => Ok(true.into()),
        "false" => Ok(false.into()),
        "NULL" => Ok(Value::String(None)),
        _ => match text.parse::<f64>() {
            // A greater integer than 64 bits would be rounded.
            Ok(number) if number.is_finite() && text.contains(['.', 'e']) => Ok(number.into()),
            _ => Err("a number, a text, a truth value, NULL or an array of these is expected"),
        },
    }
}
