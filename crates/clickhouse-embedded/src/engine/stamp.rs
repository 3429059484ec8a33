//! What a verified file looked like, so that hundreds of megabytes are not hashed at every start.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

pub(crate) fn matches(file: &Path, sha256: &str) -> bool {
    let Ok(metadata) = fs::metadata(file) else {
        return false;
    };
    fs::read_to_string(path(file)).is_ok_and(|found| found == text(&metadata, sha256))
}

pub(crate) fn write(file: &Path, sha256: &str) -> io::Result<()> {
    fs::write(path(file), text(&fs::metadata(file)?, sha256))
}

fn path(file: &Path) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(".verified");
    name.into()
}

fn text(metadata: &Metadata, sha256: &str) -> String {
    let modified = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let nanoseconds = modified.map_or(0, |time| time.as_nanos());
    format!("{sha256} {} {nanoseconds}\n", metadata.len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    #[test]
    fn a_changed_file_does_not_match() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("engine");
        std::fs::write(&file, b"one").unwrap();
        assert!(!super::matches(&file, "abc"));
        super::write(&file, "abc").unwrap();
        assert!(super::matches(&file, "abc"));
        assert!(!super::matches(&file, "def"));
        std::fs::write(&file, b"other").unwrap();
        assert!(!super::matches(&file, "abc"));
    }
}
