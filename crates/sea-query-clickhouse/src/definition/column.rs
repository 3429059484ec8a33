//! A column of a table.

use super::expression::{Stop, items};
use crate::{
    ClickHouseColumnDef,
    codec::{Codec, CodecChain},
    parser::{Parsed, Parser},
    statistics::Statistics,
};

/// What ends an expression of a column.
const STOPS: &[Stop] = &[
    (&["COMMENT"], Some('\'')),
    (&["CODEC"], Some('(')),
    (&["STATISTICS"], Some('(')),
    (&["TTL"], None),
    (&["COLLATE"], None),
    (&["PRIMARY", "KEY"], None),
    (&["SETTINGS"], Some('(')),
];

impl Parser<'_> {
    pub(super) fn column(&mut self) -> Parsed<ClickHouseColumnDef> {
        let name = self.identifier()?;
        let mut column = ClickHouseColumnDef::new(name, self.data_type(0)?);
        loop {
            if self.take_words(&["NOT", "NULL"]) {
                column = column.not_null();
            } else if self.take_words(&["NULL"]) {
                column = column.null();
            } else if self.take_words(&["DEFAULT"]) {
                column = column.default(self.expression(STOPS)?);
            } else if self.take_words(&["MATERIALIZED"]) {
                column = column.materialized(self.expression(STOPS)?);
            } else if self.take_words(&["ALIAS"]) {
                column = column.alias(self.expression(STOPS)?);
            } else if self.take_words(&["EPHEMERAL"]) {
                // Without an expression the server prints the default of the type.
                column = match self.expression(STOPS) {
                    Ok(expr) => column.ephemeral_or(expr),
                    Err(_) => column.ephemeral(),
                };
            } else if self.take_words(&["COMMENT"]) {
                column = column.comment(self.string()?);
            } else if self.take_words(&["CODEC"]) {
                column = column.codec(self.codec()?);
            } else if self.take_words(&["STATISTICS"]) {
                column = column.statistics(self.statistics()?);
            } else if self.take_words(&["TTL"]) {
                column = column.ttl(self.expression(STOPS)?);
            } else if self.take_words(&["COLLATE"]) {
                column = column.collate(self.word());
            } else if self.take_words(&["PRIMARY", "KEY"]) {
                column = column.primary_key();
            } else if self.take_words(&["SETTINGS"]) {
                self.expect('(', "`(` is expected")?;
                for (name, value) in self.settings()? {
                    column = column.setting(name, value);
                }
                self.expect(')', "`)` is expected")?;
            } else {
                return Ok(column);
            }
        }
    }

    /// What stands in the parentheses of CODEC.
    pub(super) fn codec(&mut self) -> Parsed<CodecChain> {
        self.skip_space();
        let start = self.position;
        self.skip_arguments()?;
        let text = self.text.get(start + 1..self.position.saturating_sub(1));
        Ok(chain(text.unwrap_or_default()))
    }

    fn statistics(&mut self) -> Parsed<Vec<Statistics>> {
        self.arguments(|parser| {
            let mut kinds = vec![Statistics::named(parser.word())];
            while parser.take(',') {
                kinds.push(Statistics::named(parser.word()));
            }
            Ok(kinds)
        })
    }
}

/// The codecs of a chain, or the text where one of them is not known.
fn chain(text: &str) -> CodecChain {
    let typed: Option<Vec<_>> = items(text)
        .ok()
        .and_then(|links| links.into_iter().map(known_codec).collect());
    typed.map_or_else(|| text.into(), CodecChain::from)
}

fn known_codec(text: &str) -> Option<Codec> {
    let (name, parameters) = match text.split_once('(') {
        Some((name, rest)) => (name, items(rest.strip_suffix(')')?).ok()?),
        None => (text, Vec::new()),
    };
    let numbers: Option<Vec<u8>> = parameters.iter().map(|number| number.parse().ok()).collect();
    Some(match (name, numbers.as_deref(), parameters.as_slice()) {
        ("NONE", Some([]), _) => Codec::None,
        ("Default", Some([]), _) => Codec::Default,
        ("LZ4", Some([]), _) => Codec::Lz4,
        ("LZ4HC", Some([]), _) => Codec::Lz4Hc(None),
        ("LZ4HC", Some([level]), _) => Codec::Lz4Hc(Some(*level)),
        ("ZSTD", Some([]), _) => Codec::Zstd {
            level: None,
            window_log: None,
        },
        ("ZSTD", Some([level, rest @ ..]), _) if rest.len() < 2 => Codec::Zstd {
            level: Some(*level),
            window_log: rest.first().copied(),
        },
        ("Delta", Some([]), _) => Codec::Delta(None),
        ("Delta", Some([bytes]), _) => Codec::Delta(Some(*bytes)),
        ("DoubleDelta", Some([]), _) => Codec::DoubleDelta(None),
        ("DoubleDelta", Some([bytes]), _) => Codec::DoubleDelta(Some(*bytes)),
        ("GCD", Some([]), _) => Codec::Gcd,
        ("Gorilla", Some([]), _) => Codec::Gorilla(None),
        ("Gorilla", Some([bytes]), _) => Codec::Gorilla(Some(*bytes)),
        ("FPC", Some([level, rest @ ..]), _) if rest.len() < 2 => Codec::Fpc {
            level: *level,
            float_size: rest.first().copied(),
        },
        ("ALP", Some([]), _) => Codec::Alp,
        ("T64", _, ["'bit'"]) => Codec::T64 { bits: true },
        ("T64", _, [] | ["'byte'"]) => Codec::T64 { bits: false },
        ("AES_128_GCM_SIV", Some([]), _) => Codec::Aes128GcmSiv,
        ("AES_256_GCM_SIV", Some([]), _) => Codec::Aes256GcmSiv,
        _ => return None,
    })
}
