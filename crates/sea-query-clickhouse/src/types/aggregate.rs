//! The aggregate function of a type that holds its states.

use std::fmt::{self, Display, Formatter, Write};

use super::{
    DataType,
    print::{identifier, quoted},
};

/// The function of an `AggregateFunction` or `SimpleAggregateFunction`.
///
/// ```
/// use sea_query_clickhouse::types::{AggregateType, DataType};
///
/// let function = AggregateType::new("topK", [DataType::String]).parameters([10]);
/// assert_eq!(DataType::aggregate_function(function).to_string(), "AggregateFunction(topK(10), String)");
/// ```
///
/// See [AggregateFunction](https://clickhouse.com/docs/sql-reference/data-types/aggregatefunction).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AggregateType {
    pub(super) version: Option<u32>,
    pub(super) function: String,
    pub(super) parameters: Vec<AggregateParameter>,
    pub(super) arguments: Vec<DataType>,
}

impl AggregateType {
    /// A function, with its combinators in its name (`sumIf`), and the types of its arguments.
    #[must_use]
    pub fn new(function: impl Into<String>, arguments: impl IntoIterator<Item = DataType>) -> Self {
        Self {
            version: None,
            function: function.into(),
            parameters: Vec::new(),
            arguments: arguments.into_iter().collect(),
        }
    }

    /// The parameters of a parametric function: `quantile(0.9)`.
    #[must_use]
    pub fn parameters<P: Into<AggregateParameter>>(
        mut self,
        parameters: impl IntoIterator<Item = P>,
    ) -> Self {
        self.parameters = parameters.into_iter().map(Into::into).collect();
        self
    }

    /// The version of the state's format, for the few functions that had another one before.
    #[must_use]
    pub fn version(mut self, version: u32) -> Self {
        self.version = Some(version);
        self
    }

    /// The name of the function.
    #[must_use]
    pub fn function(&self) -> &str {
        &self.function
    }

    /// The types of the arguments.
    #[must_use]
    pub fn arguments(&self) -> &[DataType] {
        &self.arguments
    }
}

impl Display for AggregateType {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(version) = self.version {
            write!(f, "{version}, ")?;
        }
        identifier(f, &self.function)?;
        for (i, parameter) in self.parameters.iter().enumerate() {
            f.write_str(if i == 0 { "(" } else { ", " })?;
            f.write_str(&parameter.0)?;
        }
        f.write_str(if self.parameters.is_empty() { "" } else { ")" })?;
        for argument in &self.arguments {
            write!(f, ", {argument}")?;
        }
        Ok(())
    }
}

/// A parameter of an aggregate function: a number, a text, or an array of them.
///
/// ```
/// use sea_query_clickhouse::types::AggregateParameter;
///
/// assert_eq!(AggregateParameter::from("it's").to_string(), r"'it\'s'");
/// assert_eq!(AggregateParameter::array([1, 4, 8]).to_string(), "[1, 4, 8]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AggregateParameter(pub(super) String);

impl AggregateParameter {
    /// An array of parameters.
    #[must_use]
    pub fn array<P: Into<Self>>(elements: impl IntoIterator<Item = P>) -> Self {
        let mut text = String::from("[");
        for (i, element) in elements.into_iter().enumerate() {
            text.push_str(if i == 0 { "" } else { ", " });
            text.push_str(&element.into().0);
        }
        text.push(']');
        Self(text)
    }
}

impl Display for AggregateParameter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {
        $(impl From<$number> for AggregateParameter {
            fn from(number: $number) -> Self {
                Self(number.to_string())
            }
        })*
    };
}

numbers!(i32, i64, u32, u64, f64);

impl From<&str> for AggregateParameter {
    fn from(text: &str) -> Self {
        let mut out = String::new();
        // Writing into a String does not fail.
        let _ = write!(out, "{}", Quoted(text));
        Self(out)
    }
}

impl From<String> for AggregateParameter {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        quoted(f, self.0, '\'')
    }
}
