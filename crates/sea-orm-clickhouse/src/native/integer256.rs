//! The 32 little-endian bytes of Int256, UInt256 and Decimal of more than 38 digits.

use bigdecimal::num_bigint::{BigInt, Sign};

/// The bytes of a value as they are stored.
pub(crate) type Bytes256 = [u8; 32];

/// Of Int256 and Decimal: two's complement.
pub(crate) fn signed(bytes: &Bytes256) -> BigInt {
    BigInt::from_signed_bytes_le(bytes)
}

/// Of UInt256.
pub(crate) fn unsigned(bytes: &Bytes256) -> BigInt {
    BigInt::from_bytes_le(Sign::Plus, bytes)
}

/// `None` for a number that Int256 cannot hold.
pub(crate) fn signed_bytes(number: &BigInt) -> Option<Bytes256> {
    let fill = if number.sign() == Sign::Minus { 0xff } else { 0 };
    padded(&number.to_signed_bytes_le(), fill)
}

/// `None` for a number that UInt256 cannot hold.
pub(crate) fn unsigned_bytes(number: &BigInt) -> Option<Bytes256> {
    let (sign, bytes) = number.to_bytes_le();
    (sign != Sign::Minus).then(|| padded(&bytes, 0))?
}

fn padded(bytes: &[u8], fill: u8) -> Option<Bytes256> {
    let mut all = [fill; 32];
    all.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(all)
}
