//! Bytes that no server sends: they end in an error, and not in a hang, an overflow or memory without end.

use bytes::Bytes;
use sea_query_clickhouse::types::DataType;

use super::bytes::decoded_in;
use super::data_type;
use crate::fuzzing::read;
use crate::native::input::Input;
use crate::native::{ColumnData, NativeError};

fn varuint(mut number: usize, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// A block of one column, up to its values.
fn head(server_type: &str, rows: usize) -> Vec<u8> {
    let mut out = vec![1];
    varuint(rows, &mut out);
    out.extend(b"\x01c");
    varuint(server_type.len(), &mut out);
    out.extend(server_type.as_bytes());
    out
}

/// What stands in front of a Dynamic: the version, and its types.
fn dynamic(types: &[&str], out: &mut Vec<u8>) {
    out.extend(3_u64.to_le_bytes());
    varuint(types.len(), out);
    for of in types {
        varuint(of.len(), out);
        out.extend(of.as_bytes());
    }
}

#[test]
fn a_dynamic_in_a_dynamic_does_not_overflow_the_stack() {
    let mut body = head("Dynamic", 1);
    for _ in 0..100_000 {
        dynamic(&["Array(Dynamic)"], &mut body);
    }
    let error = decoded_in([body.as_slice()]).unwrap_err();
    assert!(error.to_string().contains("nested too deeply"), "{error}");

    // As deep as it may be, with a value in each: read, copied and dropped on the small stack of a thread.
    let mut body = head("Dynamic", 1);
    const LEVELS: usize = 50;
    for _ in 0..LEVELS {
        dynamic(&["Array(Dynamic)"], &mut body);
    }
    dynamic(&["UInt8"], &mut body);
    for _ in 0..LEVELS {
        body.push(0);
        body.extend(1_u64.to_le_bytes());
    }
    body.extend([0, 7]);
    let reading = read([Bytes::from(body)], 0);
    assert_eq!((reading.error, reading.rows), (None, 1));
}

#[test]
fn types_as_deep_as_they_may_be_do_not_overflow_the_stack() {
    for outer in [
        "Array(",
        "Tuple(a ",
        "Map(String, ",
        "Nested(a ",
        "Variant(String, ",
    ] {
        let nested = |depth: usize| format!("{}MultiPolygon{}", outer.repeat(depth), ")".repeat(depth));
        let depth = (1..200)
            .take_while(|depth| nested(*depth).parse::<DataType>().is_ok())
            .count();
        assert!(depth > 10, "only {depth} of {outer}");
        let of = nested(depth);
        for rows in [0, 1] {
            let mut body = head(&of, rows);
            if outer == "Variant(String, " {
                // The modes of all, and a row that is NULL.
                body.extend(vec![0; 8 * depth * rows]);
                body.extend(vec![0xff; rows]);
            } else {
                // An array of nothing, which is also that of the MultiPolygon.
                body.extend(vec![0; 8 * rows]);
            }
            let reading = read([Bytes::from(body)], 0);
            assert_eq!((reading.error, reading.rows), (None, rows), "{of}");
        }
    }
}

#[test]
fn a_qbit_of_millions_of_groups_is_no_endless_loop() {
    for vector in [
        "QBit(Float32, 4294967295)",
        "QBit(Float64, 4294967295, 1)",
        "QBit(BFloat16, 64, 12)",
    ] {
        let error = decoded_in([head(vector, 0).as_slice()]).unwrap_err();
        assert!(matches!(error, NativeError::UnsupportedType { .. }), "{error}");
    }
    // The longest of all: without rows there is nothing to do for its groups.
    let reading = read([Bytes::from(head("QBit(Float64, 134217720, 8)", 0))], 0);
    assert_eq!((reading.error, reading.blocks), (None, 1));
}

#[test]
fn the_types_of_a_dynamic_are_not_interpreted_again_for_each_row() {
    const ROWS: usize = 20_000;
    const TYPES: usize = 200;
    let mut body = head("Variant(Array(Dynamic))", ROWS);
    body.extend(0_u64.to_le_bytes());
    dynamic(&["Tuple(a Int8, b Int8, c Int8)"; TYPES], &mut body);
    body.extend([0; ROWS]);
    (1..=ROWS as u64).for_each(|end| body.extend(end.to_le_bytes()));
    body.extend([0; ROWS]);
    body.extend([1; 3 * ROWS]);
    let reading = read([Bytes::from(body)], 0);
    assert_eq!((reading.error, reading.rows), (None, ROWS));
}

#[test]
fn empty_strings_do_not_take_sixteen_times_their_bytes() {
    const RECEIVED: usize = 1_000_000;
    let mut column = ColumnData::new(&data_type("String")).unwrap();
    let mut input = Input::default();
    input.push(Bytes::from(vec![0; RECEIVED]));
    assert!(!column.fill(usize::MAX, &mut input).unwrap());
    let ColumnData::String(strings) = column else {
        panic!()
    };
    assert_eq!(strings.ends.len(), RECEIVED);
    assert!(
        strings.ends.capacity() <= RECEIVED / 8 * 9,
        "{}",
        strings.ends.capacity()
    );
}
