//! Integers of 256 bits and Decimals of more than 38 digits: never rounded.

use bigdecimal::num_bigint::BigInt;
use sea_query::Value;

use super::Column;
use super::decimal::{Rescaled, rescale};
use crate::native::NativeError;
use crate::native::integer256::{Bytes256, signed_bytes, unsigned_bytes};

/// UInt256 has no number of more digits.
const LONGEST: usize = 78;
const INT256: &str = "-57896044618658097711785492504343953926634992332820282019728792003956564819968 to \
                      57896044618658097711785492504343953926634992332820282019728792003956564819967";
const UINT256: &str = "0 to 115792089237316195423570985008687907853269984665640564039457584007913129639935";

impl Column<'_> {
    pub(super) fn int256(&self, value: &Value) -> Result<Bytes256, NativeError> {
        self.integer256(value, INT256, signed_bytes)
    }

    pub(super) fn uint256(&self, value: &Value) -> Result<Bytes256, NativeError> {
        self.integer256(value, UINT256, unsigned_bytes)
    }

    fn integer256(
        &self,
        value: &Value,
        range: &str,
        bytes_of: impl Fn(&BigInt) -> Option<Bytes256>,
    ) -> Result<Bytes256, NativeError> {
        if let Value::String(Some(text)) = value {
            return integer(text).as_ref().and_then(bytes_of).ok_or_else(|| {
                self.out_of_range(
                    format!("'{text}'"),
                    format!("it is not the text of an integer from {range}"),
                )
            });
        }
        let (unscaled, value_scale, shown) = self.unscaled(value)?;
        let bytes = match rescale(unscaled, value_scale, 0) {
            Rescaled::Exact(number) => bytes_of(&number),
            Rescaled::TooLarge => None,
            Rescaled::Inexact => {
                return Err(self.out_of_range(shown, "it is no integer; round the value first"));
            }
        };
        bytes.ok_or_else(|| self.out_of_range(shown, format!("it holds {range}")))
    }
}

/// As the integers of Rust are parsed; `BigInt` itself would let `1_000` pass.
fn integer(text: &str) -> Option<BigInt> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if digits.trim_start_matches('0').len() > LONGEST {
        return None;
    }
    text.parse().ok()
}
