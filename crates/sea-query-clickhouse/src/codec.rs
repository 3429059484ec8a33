//! How the values of a column are compressed.
//!
//! Source: <https://clickhouse.com/docs/sql-reference/statements/create/table#column_compression_codec>.

use std::fmt::Write;

use crate::{collect::push, error::BuildError, literal::write_string};

/// A codec of a column, with its parameters. Several form a [`CodecChain`].
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/create/table#column_compression_codec>.
///
/// ```
/// use sea_query_clickhouse::{codec::Codec, prelude::*};
///
/// let column = ClickHouseColumnDef::new("at", DataType::DateTime(None)).codec([Codec::delta(4), Codec::zstd(3)]);
/// assert_eq!(
///     ClickHouseTable::alter("event").modify_column(column).to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` MODIFY COLUMN `at` DateTime CODEC(Delta(4), ZSTD(3))"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Codec {
    /// `NONE`: the bytes as they are.
    None,
    /// `Default`: what the server's configuration says, or the setting `default_compression_codec` of the table.
    Default,
    /// `LZ4`: fast.
    Lz4,
    /// `LZ4HC(level)`: slower to write, as fast to read. The level is 1 to 12.
    Lz4Hc(Option<u8>),
    /// `ZSTD(level)`: smaller. The level is 1 to 22.
    Zstd {
        /// The level, 1 if not given.
        level: Option<u8>,
        /// The binary logarithm of the window for matches far apart; it needs a level.
        window_log: Option<u8>,
    },
    /// `ZXC(level)`: very fast to read. The level is 1 to 7.
    Zxc(Option<u8>),
    /// `Delta(bytes)`: differences of neighbours. The width is 1, 2, 4 or 8 bytes, by default the type's.
    Delta(Option<u8>),
    /// `DoubleDelta(bytes)`: differences of differences, for counters and times. The width is 1, 2, 4 or 8 bytes.
    DoubleDelta(Option<u8>),
    /// `GCD`: division by the greatest common divisor, for steps of one size.
    Gcd,
    /// `Gorilla(bytes)`: XOR with the neighbour, for floating point numbers that change slowly.
    Gorilla(Option<u8>),
    /// `FPC(level, float_size)`: prediction of floating point numbers. The level is 1 to 28, the size 4 or 8 bytes.
    Fpc {
        /// The level.
        level: u8,
        /// The size of a number in bytes.
        float_size: Option<u8>,
    },
    /// `ALP`: lossless compression of floating point numbers; needs the setting `allow_experimental_codecs`.
    Alp,
    /// `T64('byte')` or `T64('bit')`: crops the high bits that a block of 64 values does not use.
    T64 {
        /// Whether it transposes bits, and not whole bytes.
        bits: bool,
    },
    /// `AES_128_GCM_SIV`: encryption by the key of the server's configuration.
    Aes128GcmSiv,
    /// `AES_256_GCM_SIV`: encryption by the key of the server's configuration.
    Aes256GcmSiv,
    /// Any other codec: its name and its parameters, such as `Quantized('rabitq', 128)`.
    Custom {
        /// The name: letters, digits and `_`.
        name: String,
        /// The parameters.
        parameters: Vec<CodecParameter>,
    },
}

/// A parameter of a [`Codec::Custom`].
///
/// ```
/// use sea_query_clickhouse::{codec::{Codec, CodecParameter}, prelude::*};
///
/// let codec = Codec::Custom {
///     name: "Quantized".to_owned(),
///     parameters: vec![CodecParameter::Text("rabitq".to_owned()), CodecParameter::Number(128)],
/// };
/// let column = ClickHouseColumnDef::new("v", DataType::array(DataType::Float32)).codec(codec);
/// assert_eq!(
///     ClickHouseTable::alter("event").modify_column(column).to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` MODIFY COLUMN `v` Array(Float32) CODEC(Quantized('rabitq', 128))"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodecParameter {
    /// A whole number.
    Number(u64),
    /// A text.
    Text(String),
}

impl Codec {
    /// `Delta(bytes)`
    pub fn delta(bytes: u8) -> Self {
        Self::Delta(Some(bytes))
    }

    /// `DoubleDelta(bytes)`
    pub fn double_delta(bytes: u8) -> Self {
        Self::DoubleDelta(Some(bytes))
    }

    /// `ZSTD(level)`
    pub fn zstd(level: u8) -> Self {
        Self::Zstd {
            level: Some(level),
            window_log: None,
        }
    }

    /// `LZ4HC(level)`
    pub fn lz4hc(level: u8) -> Self {
        Self::Lz4Hc(Some(level))
    }

    fn name(&self) -> &str {
        match self {
            Self::None => "NONE",
            Self::Default => "Default",
            Self::Lz4 => "LZ4",
            Self::Lz4Hc(_) => "LZ4HC",
            Self::Zstd { .. } => "ZSTD",
            Self::Zxc(_) => "ZXC",
            Self::Delta(_) => "Delta",
            Self::DoubleDelta(_) => "DoubleDelta",
            Self::Gcd => "GCD",
            Self::Gorilla(_) => "Gorilla",
            Self::Fpc { .. } => "FPC",
            Self::Alp => "ALP",
            Self::T64 { .. } => "T64",
            Self::Aes128GcmSiv => "AES_128_GCM_SIV",
            Self::Aes256GcmSiv => "AES_256_GCM_SIV",
            Self::Custom { name, .. } => name,
        }
    }

    fn check(&self) -> Result<(), BuildError> {
        let range = |what: &str, value: Option<u8>, range: std::ops::RangeInclusive<u8>| match value {
            Some(value) if !range.contains(&value) => Err(BuildError::invalid(
                self.name().to_owned(),
                format!(
                    "the {what} {value} is not one of {} to {}",
                    range.start(),
                    range.end()
                ),
            )),
            _ => Ok(()),
        };
        match self {
            Self::Lz4Hc(level) => range("level", *level, 1..=12),
            Self::Zxc(level) => range("level", *level, 1..=7),
            Self::Zstd {
                level: None,
                window_log: Some(_),
            } => Err(BuildError::invalid("ZSTD", "a window needs a level before it")),
            Self::Zstd { level, window_log } => {
                range("level", *level, 1..=22)?;
                range("logarithm of the window", *window_log, 10..=31)
            }
            Self::Delta(bytes) | Self::DoubleDelta(bytes) | Self::Gorilla(bytes) => match bytes {
                None | Some(1 | 2 | 4 | 8) => Ok(()),
                Some(bytes) => Err(BuildError::invalid(
                    self.name().to_owned(),
                    format!("the width of {bytes} bytes is not 1, 2, 4 or 8"),
                )),
            },
            Self::Fpc { level, float_size } => {
                range("level", Some(*level), 1..=28)?;
                match float_size {
                    None | Some(4 | 8) => Ok(()),
                    Some(size) => Err(BuildError::invalid(
                        "FPC",
                        format!("the size of {size} bytes is not 4 or 8"),
                    )),
                }
            }
            Self::Custom { name, .. } if !crate::literal::is_word(name) => Err(BuildError::invalid(
                "CODEC",
                format!(
                    "`{}` is not the name of a codec: letters, digits and _ only",
                    name.escape_debug()
                ),
            )),
            _ => Ok(()),
        }
    }

    fn write(&self, sql: &mut (impl Write + ?Sized)) {
        push(sql, self.name());
        match self {
            Self::Lz4Hc(Some(number))
            | Self::Zxc(Some(number))
            | Self::Delta(Some(number))
            | Self::DoubleDelta(Some(number))
            | Self::Gorilla(Some(number))
            | Self::Zstd {
                level: Some(number),
                window_log: None,
            }
            | Self::Fpc {
                level: number,
                float_size: None,
            } => push(sql, &format!("({number})")),
            Self::Zstd {
                level: Some(first),
                window_log: Some(second),
            }
            | Self::Fpc {
                level: first,
                float_size: Some(second),
            } => push(sql, &format!("({first}, {second})")),
            Self::T64 { bits } => push(sql, if *bits { "('bit')" } else { "('byte')" }),
            Self::Custom { parameters, .. } if !parameters.is_empty() => {
                for (i, parameter) in parameters.iter().enumerate() {
                    push(sql, if i == 0 { "(" } else { ", " });
                    match parameter {
                        CodecParameter::Number(number) => push(sql, &number.to_string()),
                        CodecParameter::Text(text) => write_string(sql, text),
                    }
                }
                push(sql, ")");
            }
            _ => {}
        }
    }
}

/// The codecs of a column, each of which gets what the one before it made.
///
/// It is made of a [`Codec`], of several, or of a text such as `Delta, ZSTD(1)`, in which codecs are names with
/// numbers and strings as parameters.
///
/// ```
/// use sea_query_clickhouse::{codec::{Codec, CodecChain}, prelude::*};
///
/// let sql = |chain: CodecChain| {
///     let column = ClickHouseColumnDef::new("n", DataType::UInt64).codec(chain);
///     ClickHouseTable::alter("t").modify_column(column).to_string(ClickHouseQueryBuilder)
/// };
/// let expected = "ALTER TABLE `t` MODIFY COLUMN `n` UInt64 CODEC(Delta, ZSTD(1))";
/// assert_eq!(sql([Codec::Delta(None), Codec::zstd(1)].into()), expected);
/// assert_eq!(sql("Delta, ZSTD(1)".into()), expected);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecChain(Links);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Links {
    Typed(Vec<Codec>),
    Text(String),
}

impl Codec {
    fn complete(&mut self, printed: &Self) {
        match (self, printed) {
            (Self::Lz4Hc(own), Self::Lz4Hc(other))
            | (Self::Zxc(own), Self::Zxc(other))
            | (Self::Delta(own), Self::Delta(other))
            | (Self::DoubleDelta(own), Self::DoubleDelta(other))
            | (Self::Gorilla(own), Self::Gorilla(other)) => *own = own.or(*other),
            (Self::Zstd { level, .. }, Self::Zstd { level: other, .. }) => *level = level.or(*other),
            (
                Self::Fpc { float_size, .. },
                Self::Fpc {
                    float_size: other, ..
                },
            ) => {
                *float_size = float_size.or(*other);
            }
            _ => {}
        }
    }
}

impl CodecChain {
    pub(crate) fn check(&self) -> Result<(), BuildError> {
        match &self.0 {
            Links::Typed(codecs) if codecs.is_empty() => {
                Err(BuildError::invalid("CODEC", "the chain has no codec"))
            }
            Links::Typed(codecs) => {
                let lone = codecs.iter().find(|codec| matches!(codec, Codec::None));
                if lone.is_some() && codecs.len() > 1 {
                    return Err(BuildError::invalid("CODEC", "NONE stands alone"));
                }
                codecs.iter().try_for_each(Codec::check)
            }
            Links::Text(text) if is_chain(text) => Ok(()),
            Links::Text(text) => Err(BuildError::invalid(
                "CODEC",
                format!(
                    "`{}` is not a chain of codecs, such as `Delta, ZSTD(1)`",
                    text.escape_debug()
                ),
            )),
        }
    }

    /// Takes over the parameters that are left to the server, from the chain that it printed.
    pub(crate) fn complete(&mut self, printed: &Self) {
        if let (Links::Typed(codecs), Links::Typed(printed)) = (&mut self.0, &printed.0) {
            for (codec, printed) in codecs.iter_mut().zip(printed) {
                codec.complete(printed);
            }
        }
    }

    /// Writes `CODEC(chain)`.
    pub(crate) fn write(&self, sql: &mut (impl Write + ?Sized)) {
        push(sql, "CODEC(");
        self.write_chain(sql);
        push(sql, ")");
    }

    /// What stands in the parentheses.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        self.write_chain(&mut text);
        text
    }

    fn write_chain(&self, sql: &mut (impl Write + ?Sized)) {
        match &self.0 {
            Links::Typed(codecs) => {
                for (i, codec) in codecs.iter().enumerate() {
                    push(sql, if i == 0 { "" } else { ", " });
                    codec.write(sql);
                }
            }
            Links::Text(text) => push(sql, text),
        }
    }
}

/// Whether a text is names with parameters, from which nothing can leave the parentheses that go around it.
fn is_chain(text: &str) -> bool {
    let (mut depth, mut quoted) = (0_u32, false);
    for c in text.chars() {
        match c {
            '\'' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted && depth > 0 => depth -= 1,
            c if c.is_ascii_alphanumeric() || matches!(c, '_' | ',' | ' ' | '.') => {}
            _ => return false,
        }
    }
    depth == 0 && !quoted && !text.trim().is_empty()
}

impl From<Codec> for CodecChain {
    fn from(codec: Codec) -> Self {
        Self(Links::Typed(vec![codec]))
    }
}

impl From<Vec<Codec>> for CodecChain {
    fn from(codecs: Vec<Codec>) -> Self {
        Self(Links::Typed(codecs))
    }
}

impl<const N: usize> From<[Codec; N]> for CodecChain {
    fn from(codecs: [Codec; N]) -> Self {
        Self(Links::Typed(codecs.into()))
    }
}

impl From<&str> for CodecChain {
    fn from(text: &str) -> Self {
        Self(Links::Text(text.to_owned()))
    }
}

impl From<String> for CodecChain {
    fn from(text: String) -> Self {
        Self(Links::Text(text))
    }
}
