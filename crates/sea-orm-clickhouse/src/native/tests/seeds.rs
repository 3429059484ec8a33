//! The seeds of the fuzz targets: real responses that are kept as files.

use std::path::Path;

use bytes::Bytes;

use crate::fuzzing::{decode, read};

/// What of them the codec does not read yet.
const UNREAD: [&str; 1] = ["states"];

#[test]
fn the_seeds_are_read_in_any_chunks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/native_decoder");
    let mut seeds = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let body = Bytes::from(std::fs::read(file.path()).unwrap());
        seeds += 1;
        let whole = read([body.clone()], 0);
        if !UNREAD.contains(&name.as_str()) {
            assert_eq!(whole.error, None, "{name}");
            assert_eq!((whole.blocks, whole.rows), (2, 7), "{name}");
            assert_eq!(decode([body.clone()]).rows, 7, "{name}");
        }
        let bytes = || (0..body.len()).map(|at| body.slice(at..at + 1));
        for variant in 0..29 {
            let whole = read([body.clone()], variant);
            assert_eq!(read(bytes(), variant), whole, "{name} as variant {variant}");
        }
    }
    assert!(seeds > 20, "there are only {seeds} seeds");
}
