//! A body in `FORMAT Native` gives the same rows in whatever chunks it arrives, and needs memory in proportion.

#![no_main]

use bytes::Bytes;
use libfuzzer_sys::fuzz_target;
use sea_orm_clickhouse::fuzzing;

use sea_orm_clickhouse_fuzz::Counting;

#[global_allocator]
static MEMORY: Counting = Counting::new();

/// What the decoder and an error take whatever the body is.
const FLOOR: usize = 64 << 10;
/// A type is a tree: of `Ring`, four letters and a comma, there are four vectors.
const HEADER_BYTE: usize = 400;

fuzz_target!(|body: &[u8]| {
    let whole = Bytes::copy_from_slice(body);
    let (peak, decoded) = MEMORY.peak_of(|| fuzzing::decode([whole.clone()]));
    assert!(
        peak <= 10 * body.len() + HEADER_BYTE * decoded.header + FLOOR,
        "{peak} bytes of memory for a body of {} bytes: {decoded:?}",
        body.len()
    );

    // The end of the body also says where it is cut, so that a seed is a response and nothing else.
    let mut decisions = body.iter().rev().map(|byte| usize::from(*byte));
    let mut decide = move || decisions.next().unwrap_or(0);
    let variant = decide();
    let mut cuts = [0; 3].map(|_| (decide() << 8 | decide()) % (body.len() + 1));
    cuts.sort_unstable();
    let [first, second, third] = cuts;
    let pieces = [0..first, first..second, second..third, third..body.len()];
    // Very small chunks too, but not for all of a long body.
    let small = 1 + decide() % 16;
    let last = pieces.len() - 1;
    let chunks = pieces.into_iter().enumerate().flat_map(|(index, piece)| {
        let piece = whole.slice(piece);
        let size = if index < last && piece.len() < 4096 {
            small
        } else {
            piece.len().max(1)
        };
        (0..piece.len())
            .step_by(size)
            .map(move |start| piece.slice(start..piece.len().min(start + size)))
            .collect::<Vec<_>>()
    });
    assert_eq!(
        fuzzing::read([whole.clone()], variant),
        fuzzing::read(chunks, variant),
        "cut at {cuts:?}, and into {small}"
    );
});
