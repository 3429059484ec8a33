//! The code of a skip index.

use super::{Writer, clause::part, text};
use crate::{SkipIndex, SkipIndexType, definition::expression::arguments, parser::Parser};

impl Writer<'_> {
    pub(super) fn index(&mut self, index: &SkipIndex) {
        let expr = self.alone_or_list(&index.expr);
        let mut parts = vec![
            format!("name = {}", text(&index.name.to_string())),
            format!("expr = {expr}"),
            format!("type = SkipIndexType::{}", index_type(&index.index_type)),
        ];
        parts.extend(
            index
                .granularity
                .map(|granules| format!("granularity = {granules}")),
        );
        self.attribute(format!("index({})", parts.join(", ")));
    }
}

/// The variant.
fn index_type(index_type: &SkipIndexType) -> String {
    match index_type {
        SkipIndexType::MinMax => "MinMax".to_owned(),
        SkipIndexType::Hypothesis => "Hypothesis".to_owned(),
        SkipIndexType::Set(rows) => format!("Set({rows})"),
        SkipIndexType::BloomFilter(None) => "BloomFilter(None)".to_owned(),
        SkipIndexType::BloomFilter(Some(rate)) => format!("BloomFilter(Some({rate:?}))"),
        SkipIndexType::NGramBf {
            n,
            size,
            hashes,
            seed,
        } => format!("NGramBf {{ n: {n}, size: {size}, hashes: {hashes}, seed: {seed} }}"),
        SkipIndexType::TokenBf { size, hashes, seed } => {
            format!("TokenBf {{ size: {size}, hashes: {hashes}, seed: {seed} }}")
        }
        SkipIndexType::SparseGrams {
            min_length,
            max_length,
            min_cutoff_length,
            size,
            hashes,
            seed,
        } => format!(
            "SparseGrams {{ min_length: {min_length}, max_length: {max_length}, min_cutoff_length: \
             {min_cutoff_length:?}, size: {size}, hashes: {hashes}, seed: {seed} }}"
        ),
        other => {
            let sql = part(|renderer, sql| other.write(renderer, sql));
            let mut parser = Parser {
                text: &sql,
                position: 0,
            };
            let name = parser.word();
            let parameters: Vec<_> = arguments(&mut parser)
                .unwrap_or_default()
                .into_iter()
                .map(|parameter| format!("{}.into()", text(parameter)))
                .collect();
            format!(
                "Custom {{ name: {}.into(), parameters: vec![{}] }}",
                text(name),
                parameters.join(", ")
            )
        }
    }
}
