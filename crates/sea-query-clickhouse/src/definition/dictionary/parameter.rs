//! The source and the layout of a dictionary.

use crate::{
    SettingValue,
    dictionary::{
        DictionarySource, Layout,
        layout::Key,
        parameter::{Parameter, Parameters},
    },
    parser::{Parsed, Parser},
};

/// The layouts whose key is one UInt64.
const OF_UINT64: [&str; 8] = [
    "FLAT",
    "HASHED",
    "SPARSE_HASHED",
    "HASHED_ARRAY",
    "RANGE_HASHED",
    "CACHE",
    "SSD_CACHE",
    "DIRECT",
];

/// Those whose key is one column of a type of their own.
const OF_ONE: [&str; 7] = [
    "IP_TRIE",
    "REGEXP_TREE",
    "POLYGON",
    "POLYGON_SIMPLE",
    "POLYGON_INDEX_EACH",
    "POLYGON_INDEX_CELL",
    "NAIVE_BAYES",
];

impl Parser<'_> {
    /// `CLICKHOUSE(TABLE 'event')`. A server prints the keys in capitals, whatever they were.
    pub(super) fn dictionary_source(&mut self) -> Parsed<DictionarySource> {
        let mut source = DictionarySource::custom(self.word());
        source.parameters = self.arguments(|parser| parser.parameters(str::to_lowercase))?;
        Ok(source)
    }

    /// `HASHED(SHARDS 4)`
    pub(super) fn dictionary_layout(&mut self) -> Parsed<Layout> {
        let name = self.word();
        let key = if OF_UINT64.contains(&name) {
            Key::UInt64
        } else if OF_ONE.contains(&name) {
            Key::One
        } else {
            Key::Complex
        };
        let case = match name {
            "NAIVE_BAYES" => str::to_lowercase,
            _ => str::to_uppercase,
        };
        let mut layout = Layout::custom(name, key);
        layout.parameters = self.arguments(|parser| parser.parameters(case))?;
        Ok(layout)
    }

    fn parameters(&mut self, case: fn(&str) -> String) -> Parsed<Parameters> {
        let mut parameters = Parameters::default();
        loop {
            self.skip_space();
            if matches!(self.peek(), Some(')') | None) {
                return Ok(parameters);
            }
            let key = case(&self.identifier()?);
            let parameter = self.value_of(&key, case)?;
            parameters.add(&key, parameter);
        }
    }

    fn value_of(&mut self, key: &str, case: fn(&str) -> String) -> Parsed<Parameter> {
        self.skip_space();
        Ok(match self.peek() {
            Some('\'') => Parameter::Value(SettingValue::String(self.string()?)),
            Some('(') => Parameter::Group(self.arguments(|parser| parser.parameters(case))?),
            Some('[') => Parameter::Pairs(self.pairs()?),
            Some(first) if first == '-' || first.is_ascii_digit() => Parameter::Value(self.digits()?),
            _ => match self.identifier()? {
                name if key == "name" => Parameter::Name(name),
                word if word == "true" => Parameter::Value(SettingValue::Bool(true)),
                word if word == "false" => Parameter::Value(SettingValue::Bool(false)),
                // A column, as UPDATE_FIELD may have it.
                name => Parameter::Value(SettingValue::String(name)),
            },
        })
    }

    /// `[(0, 0.6), (1, 0.4)]`
    fn pairs(&mut self) -> Parsed<Vec<(u32, f64)>> {
        self.expect('[', "`[` is expected")?;
        let mut pairs = Vec::new();
        loop {
            pairs.push(self.arguments(|parser| {
                let class = parser.number()?;
                parser.expect(',', "`,` is expected")?;
                let number = match parser.digits()? {
                    SettingValue::Float(number) => number,
                    #[allow(clippy::cast_precision_loss)]
                    SettingValue::Int(number) => number as f64,
                    _ => return Err("a number is expected"),
                };
                Ok((class, number))
            })?);
            if !self.take(',') {
                self.expect(']', "`]` is expected")?;
                return Ok(pairs);
            }
        }
    }
}
