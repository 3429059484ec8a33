//! Hand-made bytes: what a block is made of, and what is not one.

use bytes::Bytes;

use super::data_type;
use crate::native::{Block, BlockDecoder, ColumnData, NativeError};

pub(super) fn decoded(bytes: &[u8]) -> Vec<Block> {
    decoded_in([bytes]).unwrap()
}

pub(super) fn decoded_in<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<Block>, NativeError> {
    let mut decoder = BlockDecoder::new();
    let mut blocks = Vec::new();
    for chunk in chunks {
        decoder.feed(Bytes::copy_from_slice(chunk));
        while let Some(block) = decoder.next_block()? {
            blocks.push(block);
        }
    }
    decoder.finish()?;
    Ok(blocks)
}

#[test]
fn reads_a_block_byte_by_byte() {
    let bytes = b"\x02\x03\x01n\x05UInt8\x01\x02\x03\x01s\x06String\x00\x01a\x02bc";
    let blocks = decoded(bytes);
    assert_eq!(blocks.len(), 1);
    let block = &blocks[0];
    assert_eq!(block.rows, 3);
    assert_eq!(block.header.position("s"), Some(1));
    assert_eq!(block.header.columns[0].data_type, data_type("UInt8"));
    assert_eq!(block.columns[0], ColumnData::UInt8(vec![1, 2, 3]));
    let ColumnData::String(strings) = &block.columns[1] else {
        panic!()
    };
    assert_eq!(
        (strings.get(0), strings.get(1), strings.get(2)),
        (&b""[..], &b"a"[..], &b"bc"[..])
    );
    assert_eq!(decoded_in(bytes.chunks(1)).unwrap(), blocks);
}

#[test]
fn an_empty_body_has_no_blocks() {
    assert_eq!(decoded(b""), []);
    assert_eq!(decoded(b"\0\0"), []);
}

#[test]
fn blocks_share_one_header() {
    let blocks = decoded(b"\x01\x01\x01n\x05UInt8\x01\x01\x01\x01n\x05UInt8\x02");
    assert!(std::sync::Arc::ptr_eq(&blocks[0].header, &blocks[1].header));
}

#[test]
fn refuses_what_is_no_block() {
    let low = "\u{1}\u{1}\u{1}l\u{16}LowCardinality(String)".as_bytes();
    let low_with = |rest: &[u64]| {
        let mut bytes = low.to_vec();
        rest.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
        bytes
    };
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (b"\x00\x05".to_vec(), "rows but no columns"),
        (
            b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f".to_vec(),
            "more than 64 bits",
        ),
        (b"\x01\x01\xff\xff\xff\x7f".to_vec(), "claims to be"),
        (b"\x01\x01\x01n\x05Int8(\x01".to_vec(), "is not a ClickHouse type"),
        (b"\x01\x01\x01n\x02\xff\xff\x01".to_vec(), "is not UTF-8"),
        (
            b"\x01\x01\x01n\x05UInt8\x01\x01\x01\x01n\x04Int8\x01".to_vec(),
            "changes its name or type",
        ),
        (
            b"\x01\x01\x01n\x05UInt8\x01\x02\x01\x01n\x05UInt8\x01".to_vec(),
            "number of columns changes",
        ),
        (
            b"\x01\x02\x01a\x0cArray(UInt8)\x02\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\x01".to_vec(),
            "ends of an Array",
        ),
        (low_with(&[2]), "unknown version"),
        (low_with(&[1, 0x700]), "unknown flags"),
        (low_with(&[1, 0x604]), "unknown flags"),
        (low_with(&[1, 0x600, 1 << 40]), "claims 1099511627776 keys"),
        (low_with(&[1, 0x600, 0, 7]), "7 indexes for 1 rows"),
        (low_with(&[1, 0x603, 0, 1, 5]), "outside of its dictionary"),
    ];
    for (bytes, reason) in cases {
        for size in [1, bytes.len()] {
            let error = decoded_in(bytes.chunks(size)).unwrap_err().to_string();
            assert!(error.contains(reason), "{error} for {reason}");
        }
    }
}

#[test]
fn unsupported_types_name_column_and_way_out() {
    for server_type in [
        "QBit(Int8, 8)",
        "FixedString(0)",
        "Nullable(Array(UInt8))",
        "Nullable(Dynamic)",
        "Unheard(Of)",
    ] {
        let mut bytes = b"\x01\x00\x01m".to_vec();
        bytes.push(server_type.len() as u8);
        bytes.extend(server_type.as_bytes());
        let error = decoded_in([bytes.as_slice()]).unwrap_err();
        assert_eq!(error.column(), Some("m"));
        assert_eq!(
            error.to_string(),
            format!("type {server_type} of column `m` cannot be read yet; CAST it, for example toString(m)")
        );
    }
}

#[test]
fn states_name_the_ways_to_read_them() {
    let server_type = "Map(String, AggregateFunction(sum, UInt64))";
    let bytes = [b"\x01\x00\x01m\x2b", server_type.as_bytes()].concat();
    assert_eq!(
        decoded_in([bytes.as_slice()]).unwrap_err().to_string(),
        "column `m` of type Map(String, AggregateFunction(sum, UInt64)) holds states that only the server can take apart: \
         select finalizeAggregation(m) for their results, or CAST(m, 'String') for their bytes"
    );
}

/// Lengths that the input only claims allocate nothing: these would need exabytes.
#[test]
fn claimed_lengths_are_not_believed() {
    let rows = b"\xff\xff\xff\xff\xff\xff\xff\xff\x0f";
    for (server_type, rest) in [
        ("UInt64", &b""[..]),
        ("String", &b"\xff\xff\xff\xff\xff\xff\xff\xff\x0fabc"[..]),
        ("FixedString(4)", &b"abcd"[..]),
        ("Array(Nullable(UUID))", &b"\xff\xff\xff\xff\xff\xff\xff\x0f"[..]),
        (
            "LowCardinality(String)",
            &b"\x01\0\0\0\0\0\0\0\0\x06\0\0\0\0\0\0\xff\xff\xff\xff\0\0\0\0"[..],
        ),
    ] {
        let mut bytes = vec![1];
        bytes.extend(rows);
        bytes.extend([1, b'c', server_type.len() as u8]);
        bytes.extend(server_type.as_bytes());
        bytes.extend(rest);
        let error = decoded_in([bytes.as_slice()]).unwrap_err();
        assert!(
            matches!(
                error,
                NativeError::Truncated { .. } | NativeError::Malformed { .. }
            ),
            "{error}"
        );
    }
    let long = b"\x01\x01\x01s\x06String\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01abc";
    assert!(matches!(
        decoded_in([&long[..]]),
        Err(NativeError::Truncated { .. } | NativeError::Malformed { .. })
    ));
}

/// Any bytes whatever: an error or blocks, never a panic.
#[test]
fn damaged_bytes_do_not_panic() {
    let whole = b"\x03\x02\x01a\x1dArray(LowCardinality(String))\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x02\0\0\0\0\0\0\0\
        \0\x06\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01x\x02\0\0\0\0\0\0\0\0\0\
        \x01n\x10Nullable(String)\x01\0\0\x01y\x01e\x0eEnum8('a' = 1)\x01\x01";
    assert_eq!(decoded(whole)[0].rows, 2);
    for at in 0..whole.len() {
        for byte in [0, 1, 2, 0x7f, 0x80, 0xff] {
            let mut damaged = whole.to_vec();
            damaged[at] = byte;
            let _ = decoded_in(damaged.chunks(7));
        }
    }
}
