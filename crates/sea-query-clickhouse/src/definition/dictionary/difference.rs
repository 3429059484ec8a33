//! Two definitions of a dictionary, part by part.

use std::fmt::{self, Display, Formatter};

use crate::{
    SettingValue,
    definition::{difference::written, source::HIDDEN},
    dictionary::{
        DictionaryCreateStatement,
        parameter::{Parameter, Parameters},
    },
    error::BuildError,
};

/// A part of `CREATE DICTIONARY`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DictionaryPart {
    /// An attribute, or a part of the key: its type, default, expression and words.
    Attribute(String),
    /// `PRIMARY KEY`
    PrimaryKey,
    /// The name of the source.
    Source,
    /// A parameter of the source; one of a group has the name of the group before its own.
    SourceParameter(String),
    /// The name of the layout.
    Layout,
    /// A parameter of the layout.
    LayoutParameter(String),
    /// `LIFETIME`
    Lifetime,
    /// `RANGE`
    Range,
    /// A setting of the queries that load the rows.
    Setting(String),
    /// `COMMENT`
    Comment,
}

impl Display for DictionaryPart {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(name) => write!(f, "attribute `{name}`"),
            Self::PrimaryKey => f.write_str("PRIMARY KEY"),
            Self::Source => f.write_str("SOURCE"),
            Self::SourceParameter(key) => write!(f, "`{key}` of SOURCE"),
            Self::Layout => f.write_str("LAYOUT"),
            Self::LayoutParameter(key) => write!(f, "`{key}` of LAYOUT"),
            Self::Lifetime => f.write_str("LIFETIME"),
            Self::Range => f.write_str("RANGE"),
            Self::Setting(name) => write!(f, "setting `{name}`"),
            Self::Comment => f.write_str("COMMENT"),
        }
    }
}

/// A part of a dictionary that two definitions have otherwise; see
/// [`DictionaryCreateStatement::differences`](crate::dictionary::DictionaryCreateStatement::differences).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DictionaryDifference {
    part: DictionaryPart,
    declared: Option<String>,
    found: Option<String>,
}

impl DictionaryDifference {
    /// The part.
    pub fn part(&self) -> &DictionaryPart {
        &self.part
    }

    /// The SQL of the part in the declaration, a secret as `'[HIDDEN]'`; `None` where it lacks it.
    pub fn declared(&self) -> Option<&str> {
        self.declared.as_deref()
    }

    /// The SQL of the part in the other definition; `None` where it lacks it.
    pub fn found(&self) -> Option<&str> {
        self.found.as_deref()
    }
}

/// What is declared, and what there is.
impl Display for DictionaryDifference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let part = &self.part;
        match (self.declared(), self.found()) {
            (Some(declared), Some(found)) => write!(f, "{part} is declared as {declared}, and is {found}"),
            (Some(declared), None) => write!(f, "{part} is declared as {declared}, and is not there"),
            (None, Some(found)) => write!(f, "{part} is not declared, and is {found}"),
            (None, None) => write!(f, "{part} is the same"),
        }
    }
}

/// Comparison.
impl DictionaryCreateStatement {
    /// All parts in which another definition of this dictionary, such as that of a server, differs from this one: in the
    /// SQL of the part, so the expressions of attributes must be written in the same way. What a server hides is the same as
    /// any text that is there. The order of the attributes, the name and ON CLUSTER are not compared.
    ///
    /// # Errors
    ///
    /// When a part cannot be built.
    ///
    /// ```
    /// use sea_query_clickhouse::{dictionary::{DictionaryAttribute, DictionaryCreateStatement, layout::Flat, source}, prelude::*};
    ///
    /// let declared = ClickHouseDictionary::create("service")
    ///     .attribute(DictionaryAttribute::new("port", DataType::UInt64))
    ///     .primary_key(["port"])
    ///     .source(source::ClickHouse::table("service_row").user("loader").password("s3cr3t"))
    ///     .layout(Flat::new())
    ///     .lifetime(300);
    /// let found: DictionaryCreateStatement = "CREATE DICTIONARY shop.service (`port` UInt64) PRIMARY KEY port \
    ///     SOURCE(CLICKHOUSE(TABLE 'service_row' USER 'other' PASSWORD '[HIDDEN]')) LIFETIME(MIN 0 MAX 300) LAYOUT(HASHED())"
    ///     .parse()?;
    /// let differences: Vec<String> = declared.differences(&found)?.iter().map(ToString::to_string).collect();
    /// assert_eq!(
    ///     differences,
    ///     [
    ///         "`user` of SOURCE is declared as 'loader', and is 'other'",
    ///         "LAYOUT is declared as FLAT, and is HASHED",
    ///     ]
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn differences(&self, found: &Self) -> Result<Vec<DictionaryDifference>, BuildError> {
        let (declared_parts, mut found_parts) = (self.parts()?, found.parts()?);
        let mut differences = Vec::new();
        for (part, declared) in declared_parts {
            let position = found_parts.iter().position(|(other, _)| *other == part);
            let found = position.map(|position| found_parts.remove(position).1);
            let is_same = match (&part, &found) {
                (_, None) => false,
                // What is hidden may be any text, of which the server shows what is around it.
                (DictionaryPart::SourceParameter(_), Some(found)) if found.text.contains(HIDDEN) => {
                    hides(&found.text, &declared.text)
                }
                (_, Some(found)) => found.text == declared.text,
            };
            if !is_same {
                differences.push(DictionaryDifference {
                    part,
                    declared: Some(declared.shown()),
                    found: found.map(Said::shown),
                });
            }
        }
        differences.extend(found_parts.into_iter().map(|(part, found)| DictionaryDifference {
            part,
            declared: None,
            found: Some(found.shown()),
        }));
        Ok(differences)
    }

    fn parts(&self) -> Result<Vec<(DictionaryPart, Said)>, BuildError> {
        let mut parts: Vec<(DictionaryPart, Said)> = Vec::new();
        for attribute in &self.attributes {
            let text = written(|renderer, sql| {
                let written = renderer
                    .context
                    .declaring(&self.dictionary, || attribute.write(renderer, sql));
                if let Err(error) = written {
                    renderer.context.refuse(error);
                }
            })?;
            parts.push((DictionaryPart::Attribute(attribute.name.to_string()), text.into()));
        }
        let key: Vec<String> = self.key.iter().map(ToString::to_string).collect();
        parts.push((DictionaryPart::PrimaryKey, key.join(", ").into()));
        if let Some(source) = &self.source {
            parts.push((DictionaryPart::Source, source.name.to_uppercase().into()));
            let parameters = parameters(&source.parameters, "")?;
            parts.extend(
                parameters
                    .into_iter()
                    .map(|(key, text)| (DictionaryPart::SourceParameter(key), text)),
            );
        }
        if let Some(layout) = &self.layout {
            parts.push((DictionaryPart::Layout, layout.name.to_uppercase().into()));
            let parameters = parameters(&layout.parameters, "")?;
            parts.extend(
                parameters
                    .into_iter()
                    .map(|(key, text)| (DictionaryPart::LayoutParameter(key), text)),
            );
        }
        if let Some((min, max)) = self.lifetime {
            let text = format!("MIN {} MAX {max}", min.unwrap_or_default());
            parts.push((DictionaryPart::Lifetime, text.into()));
        }
        if let Some((min, max)) = &self.range {
            parts.push((DictionaryPart::Range, format!("MIN {min} MAX {max}").into()));
        }
        for (name, value) in self.settings.iter() {
            let mut text = String::new();
            value.write(&mut text);
            parts.push((DictionaryPart::Setting(name.clone()), text.into()));
        }
        if let Some(comment) = self.options.comment.as_ref().filter(|text| !text.is_empty()) {
            parts.push((DictionaryPart::Comment, format!("'{comment}'").into()));
        }
        Ok(parts)
    }
}

/// The SQL of a part.
struct Said {
    text: String,
    is_secret: bool,
}

impl Said {
    fn shown(self) -> String {
        match self.is_secret {
            true => format!("'{HIDDEN}'"),
            false => self.text,
        }
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self {
            text,
            is_secret: false,
        }
    }
}

/// Each parameter with its SQL. One of a key that is there more than once has its number.
fn parameters(parameters: &Parameters, group: &str) -> Result<Vec<(String, Said)>, BuildError> {
    let mut named: Vec<(String, Said)> = Vec::new();
    for (i, (key, parameter)) in parameters.iter().enumerate() {
        let key = key.to_lowercase();
        let before = parameters.iter().take(i);
        let known = before
            .filter(|(other, _)| other.eq_ignore_ascii_case(&key))
            .count();
        let number = if known > 0 {
            format!(" {}", known + 1)
        } else {
            String::new()
        };
        let path = format!("{group}{key}{number}");
        match parameter {
            Parameter::Group(inner) => named.extend(self::parameters(inner, &format!("{path} "))?),
            // The server takes both for a number, and prints what was written.
            Parameter::Value(SettingValue::Bool(on)) => named.push((path, u8::from(*on).to_string().into())),
            other => {
                let text = written(|renderer, sql| {
                    if let Err(error) = other.write(&key, renderer, sql) {
                        renderer.context.refuse(error);
                    }
                })?;
                let said = Said {
                    text: text.trim_start().to_owned(),
                    is_secret: matches!(other, Parameter::Secret(_)),
                };
                named.push((path, said));
            }
        }
    }
    Ok(named)
}

/// Whether a text is one that the server shows like this.
fn hides(shown: &str, text: &str) -> bool {
    let around = shown.split_once(HIDDEN);
    around.is_some_and(|(start, end)| text.starts_with(start) && text.ends_with(end))
}
