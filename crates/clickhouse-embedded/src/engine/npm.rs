//! One file of an npm package, fetched by the ordinary npm client.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::read::GzDecoder;
use tempfile::TempDir;

use super::stamp;
use crate::cache;
use crate::error::{EmbeddedError, Kind};
use crate::hash::{self, HashingReader};

const POLL: Duration = Duration::from_millis(100);
const CHUNK: usize = 1 << 20;

/// What an installation does at the moment. All numbers are bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Progress {
    /// Another process installs the same file: this one waits for it.
    Waiting,
    /// npm fetches the package.
    Downloading {
        /// What has arrived.
        done: u64,
        /// The size of the package.
        total: u64,
    },
    /// The file is unpacked and its hash computed.
    Unpacking {
        /// What has been unpacked.
        done: u64,
        /// The size of the file.
        total: u64,
    },
}

/// One file inside one version of an npm package, pinned by its hash.
#[derive(Debug, Clone, Copy)]
pub struct NpmFile {
    /// The name of the package, with its scope.
    pub package: &'static str,
    /// The exact version.
    pub version: &'static str,
    /// The path inside the archive, which starts with `package/`.
    pub member: &'static str,
    /// The SHA-256 of the file in lower-case hex.
    pub sha256: &'static str,
    /// The size of the file in bytes.
    pub size: u64,
    /// The size of the package's archive in bytes; used for progress only.
    pub archive_size: u64,
}

impl NpmFile {
    /// Installs the file into the folder `name` of the cache folder, unless it is there, and gives its path.
    ///
    /// # Errors
    ///
    /// As for [`Engine::install`](crate::Engine::install).
    pub fn fetch(&self, name: &str, progress: impl FnMut(Progress)) -> Result<PathBuf, EmbeddedError> {
        let file = Path::new(self.member).file_name().unwrap_or(self.member.as_ref());
        let path = cache::folder()?.join(name).join(self.version).join(file);
        self.install(&path, progress)?;
        Ok(path)
    }

    /// Whether the file is there and is the pinned one; false when it is not there.
    pub(crate) fn verify(&self, path: &Path) -> Result<bool, EmbeddedError> {
        if stamp::matches(path, self.sha256) {
            return Ok(true);
        }
        if !path.is_file() {
            return Ok(false);
        }
        let found = hash::of_file(path).map_err(EmbeddedError::io("read", path))?;
        self.compare(path, found)?;
        // The stamp only saves time: without it the next start verifies again.
        let _ = stamp::write(path, self.sha256);
        Ok(true)
    }

    pub(crate) fn install(
        &self,
        path: &Path,
        mut progress: impl FnMut(Progress),
    ) -> Result<(), EmbeddedError> {
        if stamp::matches(path, self.sha256) {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(EmbeddedError::io("create the folder", folder))?;
        let _lock = lock(&folder.join("install.lock"), &mut progress)?;
        // The process that had the lock may have installed it; a file that has been tampered with is an error.
        if self.verify(path)? {
            return Ok(());
        }
        remove_leftovers(folder);
        let work = tempfile::Builder::new()
            .prefix(LEFTOVER)
            .tempdir_in(folder)
            .map_err(EmbeddedError::io("create a folder in", folder))?;
        let archive = self.download(&work, &mut progress)?;
        let unpacked = work.path().join("unpacked");
        self.unpack(&archive, &unpacked, &mut progress)?;
        fs::rename(&unpacked, path).map_err(EmbeddedError::io("create", path))?;
        stamp::write(path, self.sha256).map_err(EmbeddedError::io("write next to", path))
    }

    fn download(
        &self,
        work: &TempDir,
        progress: &mut impl FnMut(Progress),
    ) -> Result<PathBuf, EmbeddedError> {
        let package = format!("{}@{}", self.package, self.version);
        let failed = |reason: String| {
            EmbeddedError::from(Kind::Npm {
                package: package.clone(),
                reason,
            })
        };
        let errors = work.path().join("npm-errors");
        let output = File::create(&errors).map_err(EmbeddedError::io("create", &errors))?;
        let mut npm = Command::new("npm")
            .args(["pack", &package, "--loglevel=error", "--cache"])
            // A cache of its own shows how much has arrived, and leaves no copy of the package behind.
            .arg(work.path().join("cache"))
            .current_dir(work.path())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(output)
            .spawn()
            .map_err(|error| match error.kind() {
                ErrorKind::NotFound => Kind::NpmMissing.into(),
                _ => EmbeddedError::io("run", Path::new("npm"))(error),
            })?;
        let total = self.archive_size;
        let status = loop {
            match npm.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) => {}
                Err(error) => {
                    let _ = npm.kill();
                    return Err(EmbeddedError::io("wait for", Path::new("npm"))(error));
                }
            }
            // The archive is copied out of the cache at the end: both together are more than the whole.
            progress(Progress::Downloading {
                done: size_of(&work.path().join("cache")).min(total),
                total,
            });
            std::thread::sleep(POLL);
        };
        if !status.success() {
            return Err(failed(npm_error(
                &fs::read_to_string(&errors).unwrap_or_default(),
            )));
        }
        progress(Progress::Downloading { done: total, total });
        let archive = fs::read_dir(work.path())
            .map_err(EmbeddedError::io("read", work.path()))?
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .find(|path| path.extension().is_some_and(|extension| extension == "tgz"));
        archive.ok_or_else(|| failed("it left no archive".to_owned()))
    }

    fn unpack(
        &self,
        archive: &Path,
        to: &Path,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), EmbeddedError> {
        let unreadable = || EmbeddedError::io("read the package", archive);
        let mut tar = tar::Archive::new(GzDecoder::new(File::open(archive).map_err(unreadable())?));
        for entry in tar.entries().map_err(unreadable())? {
            let mut entry = entry.map_err(unreadable())?;
            if entry.path_bytes() != self.member.as_bytes() {
                continue;
            }
            let mut reader = HashingReader::new(&mut entry);
            let mut file = File::create(to).map_err(EmbeddedError::io("create", to))?;
            copy(&mut reader, &mut file, |done| {
                progress(Progress::Unpacking {
                    done,
                    total: self.size,
                })
            })
            .map_err(EmbeddedError::io("unpack the package into", to))?;
            return self.compare(to, reader.finish());
        }
        Err(Kind::NoMember {
            package: self.package.to_owned(),
            member: self.member.to_owned(),
        }
        .into())
    }

    fn compare(&self, path: &Path, found: String) -> Result<(), EmbeddedError> {
        if found == self.sha256 {
            return Ok(());
        }
        Err(Kind::HashMismatch {
            path: path.to_owned(),
            expected: self.sha256.to_owned(),
            found,
        }
        .into())
    }
}

const LEFTOVER: &str = ".install-";

/// Folders of installations that were killed; the caller holds the lock, so none is in use.
fn remove_leftovers(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(LEFTOVER.as_bytes())
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Waits for the lock, which is free again when the returned file is dropped or its process dies.
fn lock(path: &Path, progress: &mut impl FnMut(Progress)) -> Result<File, EmbeddedError> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(EmbeddedError::io("open the lock file", path))?;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => {
                progress(Progress::Waiting);
                std::thread::sleep(POLL);
            }
            Err(TryLockError::Error(error)) => return Err(EmbeddedError::io("lock", path)(error)),
        }
    }
}

fn copy(from: &mut impl Read, to: &mut impl Write, mut report: impl FnMut(u64)) -> io::Result<()> {
    let mut buffer = vec![0; CHUNK];
    let mut done = 0;
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        to.write_all(buffer.get(..count).unwrap_or_default())?;
        done += count as u64;
        report(done);
    }
}

/// The bytes of all files below a folder that npm is changing at the same time.
fn size_of(folder: &Path) -> u64 {
    fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| match entry.metadata() {
            Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
            Ok(metadata) => metadata.len(),
            Err(_) => 0,
        })
        .sum()
}

/// npm's first lines of an error, without the prefix and the pointer to its log, which goes with the folder.
fn npm_error(text: &str) -> String {
    let lines = text
        .lines()
        .filter_map(|line| line.strip_prefix("npm error").or(line.strip_prefix("npm ERR!")));
    let lines = lines
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("A complete log"));
    let shown: Vec<&str> = lines.take(4).collect();
    if shown.is_empty() {
        "it gave no reason".to_owned()
    } else {
        shown.join("; ")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const HELLO: NpmFile = NpmFile {
        package: "hello",
        version: "1.0.0",
        member: "package/hello.txt",
        sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        size: 5,
        archive_size: 0,
    };

    fn archive(folder: &Path, content: &[u8]) -> PathBuf {
        let path = folder.join("hello.tgz");
        let gzip = flate2::write::GzEncoder::new(File::create(&path).unwrap(), flate2::Compression::fast());
        let mut tar = tar::Builder::new(gzip);
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        tar.append_data(&mut header, "package/hello.txt", content)
            .unwrap();
        tar.into_inner().unwrap().finish().unwrap();
        path
    }

    #[test]
    fn the_pinned_file_is_unpacked() {
        let folder = tempfile::tempdir().unwrap();
        let mut seen = Vec::new();
        let to = folder.path().join("out");
        HELLO
            .unpack(&archive(folder.path(), b"hello"), &to, &mut |progress| {
                seen.push(progress)
            })
            .unwrap();
        assert_eq!(fs::read(to).unwrap(), b"hello");
        assert_eq!(seen, [Progress::Unpacking { done: 5, total: 5 }]);
    }

    #[test]
    fn another_content_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let to = folder.path().join("out");
        let error = HELLO
            .unpack(&archive(folder.path(), b"other"), &to, &mut |_| {})
            .unwrap_err();
        assert!(error.is_foreign_library(), "{error}");
        assert!(error.to_string().contains(HELLO.sha256), "{error}");
    }

    #[test]
    fn a_package_without_the_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = NpmFile {
            member: "package/else.txt",
            ..HELLO
        };
        let error = file.unpack(
            &archive(folder.path(), b"hello"),
            &folder.path().join("out"),
            &mut |_| {},
        );
        assert!(error.unwrap_err().to_string().contains("package/else.txt"));
    }

    #[test]
    fn an_installed_file_is_verified_once_and_again_when_it_changes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hello.txt");
        assert!(!HELLO.verify(&path).unwrap());
        fs::write(&path, "hello").unwrap();
        assert!(HELLO.verify(&path).unwrap());
        assert!(stamp::matches(&path, HELLO.sha256));
        fs::write(&path, "hell0!").unwrap();
        assert!(HELLO.verify(&path).unwrap_err().is_foreign_library());
    }

    #[test]
    fn the_reason_is_npms() {
        let text =
            "npm error code E404\nnpm error 404 Not Found\nnpm error\nnpm error A complete log of this run\n";
        assert_eq!(npm_error(text), "code E404; 404 Not Found");
        assert_eq!(npm_error(""), "it gave no reason");
    }
}
