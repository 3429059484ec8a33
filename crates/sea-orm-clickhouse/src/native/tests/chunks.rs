//! A real response, cut wherever it can be cut.

use super::bytes::{decoded, decoded_in};
use super::server::Server;
use crate::native::NativeError;

const EVERYTHING: &str = "SELECT number AS n, repeat('ä', number * 40) AS s, toFixedString('ab', 3) AS f, \
    toLowCardinality(if(number % 3 = 0, NULL, toString(number % 2))) AS l, [[number, 1], [], [number]] AS a, \
    [toLowCardinality('x'), toLowCardinality(toString(number))] AS al, CAST([] AS Array(LowCardinality(String))) AS el, \
    toUUID('00112233-4455-6677-8899-aabbccddeeff') AS u, toIPv6('::1') AS i, toDecimal128(-1, 3) AS d, \
    if(number % 2 = 0, NULL, number) AS m, NULL AS z, toDateTime64(number, 3, 'Europe/Berlin') AS t, [NULL, 'q'] AS na, \
    [CAST(concat('{\"n\":', toString(number), '}') AS JSON)] AS j, CAST(NULL AS Nullable(JSON(n UInt8))) AS jn, \
    CAST(number AS UInt128) AS w, CAST('01:02:03' AS Time64(3)) AS td, \
    CAST((number, (repeat('x', number), [number]), tuple()), 'Tuple(a UInt8, b Tuple(s LowCardinality(String), n \
    Array(UInt16)), e Tuple())') AS tu, map(toLowCardinality(toString(number)), [(1, NULL)]) AS ma, \
    [[(1., number)], []]::Polygon AS po, [tuple()] AS te \
    FROM numbers(7) SETTINGS max_block_size = 4";

#[test]
fn every_cut_gives_the_same_blocks() {
    let body = Server::from_environment().query(EVERYTHING);
    let whole = decoded(&body);
    assert_eq!(whole.iter().map(|block| block.rows).sum::<usize>(), 7);
    assert!(whole.len() > 1, "several blocks are wanted");
    for cut in 0..=body.len() {
        let (one, other) = body.split_at(cut);
        assert_eq!(decoded_in([one, other]).unwrap(), whole, "cut at {cut}");
    }
    for size in [1, 2, 3, 7, 64] {
        assert_eq!(decoded_in(body.chunks(size)).unwrap(), whole, "chunks of {size}");
    }
}

#[test]
fn every_truncation_is_an_error() {
    let body = Server::from_environment().query(EVERYTHING);
    let first_block = (1..body.len())
        .find(|end| decoded_in([&body[..*end]]).is_ok())
        .unwrap();
    for end in 1..body.len() {
        let result = decoded_in([&body[..end]]);
        if end == first_block {
            // Between two blocks the body is whole as far as the format knows.
            assert_eq!(result.unwrap().len(), 1);
        } else {
            assert!(
                matches!(result, Err(NativeError::Truncated { .. })),
                "truncated at {end}: {result:?}"
            );
        }
    }
}
