//! Getting the engine: a pinned package, fetched once.

mod npm;
mod stamp;

use std::path::PathBuf;

use crate::cache;
use crate::error::{EmbeddedError, Kind};

pub use npm::{NpmFile, Progress};

/// The package version of every platform.
const VERSION: &str = "26.7.3-stable.1";

/// The packages whose content is known, by operating system, processor and C library.
const PINNED: [(&str, NpmFile); 1] = [(
    "linux-x86_64-gnu",
    NpmFile {
        package: "@chdb/lib-linux-x64-gnu",
        version: VERSION,
        member: "package/libchdb.so",
        sha256: "36ad4e999882821ef13cf2d0f52c93f48e6ee1b4498b35a201c23ce4b8d15bf5",
        size: 566_330_096,
        archive_size: 177_817_999,
    },
)];

/// The engine that servers run: `libchdb`, ClickHouse as a shared library.
#[derive(Debug)]
pub struct Engine(());

impl Engine {
    /// The version of the engine's package, which is pinned together with the hash of its content.
    pub const VERSION: &str = VERSION;

    /// The path of the engine: the file that `CLICKHOUSE_ENGINE` names, or the installed one.
    ///
    /// A file in the cache folder whose size or time has changed since it was verified is verified again.
    ///
    /// # Errors
    ///
    /// [`EmbeddedError::is_missing_library`] when there is none, [`EmbeddedError::is_foreign_library`] when the installed
    /// file is not the pinned one any more.
    pub fn locate() -> Result<PathBuf, EmbeddedError> {
        if let Some(given) = given()? {
            return Ok(given);
        }
        let file = pinned().map_err(|_| Kind::NotInstalled)?;
        let path = library_path()?;
        if file.verify(&path)? {
            Ok(path)
        } else {
            Err(Kind::NotInstalled.into())
        }
    }

    /// Installs the pinned engine for this platform into the cache folder, unless it is there or `CLICKHOUSE_ENGINE` names
    /// one, and gives its path.
    ///
    /// It blocks for as long as 166 MB take to arrive and 566 MB to be unpacked and verified: call it where that does no
    /// harm, as in [`tokio::task::spawn_blocking`]. Two processes can call it at the same time; one of them fetches.
    ///
    /// # Errors
    ///
    /// When npm is missing or fails, when there is no package for the platform, when the content is not the pinned one.
    pub fn install(progress: impl FnMut(Progress)) -> Result<PathBuf, EmbeddedError> {
        if let Some(given) = given()? {
            return Ok(given);
        }
        let path = library_path()?;
        pinned()?.install(&path, progress)?;
        Ok(path)
    }
}

fn given() -> Result<Option<PathBuf>, EmbeddedError> {
    let Some(path) = std::env::var_os("CLICKHOUSE_ENGINE").filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let path = PathBuf::from(path);
    if !path.is_file() {
        return Err(Kind::MissingLibrary {
            path,
            origin: "CLICKHOUSE_ENGINE",
        }
        .into());
    }
    std::path::absolute(&path)
        .map(Some)
        .map_err(EmbeddedError::io("find the library", &path))
}

fn pinned() -> Result<&'static NpmFile, EmbeddedError> {
    let platform = platform();
    match PINNED.iter().find(|(name, _)| *name == platform) {
        Some((_, file)) => Ok(file),
        None => Err(Kind::NoPackage { platform }.into()),
    }
}

fn platform() -> String {
    let library = match () {
        () if cfg!(target_env = "gnu") => "-gnu",
        () if cfg!(target_env = "musl") => "-musl",
        () => "",
    };
    format!("{}-{}{library}", std::env::consts::OS, std::env::consts::ARCH)
}

fn library_path() -> Result<PathBuf, EmbeddedError> {
    Ok(cache::folder()?.join("engine").join(VERSION).join("libchdb.so"))
}

#[cfg(test)]
mod tests {
    use super::PINNED;

    #[test]
    fn every_pin_is_complete() {
        for (platform, file) in &PINNED {
            assert_eq!(file.sha256.len(), 64, "{platform}");
            assert!(
                file.package.starts_with("@chdb/lib-") && file.member.starts_with("package/"),
                "{platform}"
            );
        }
    }
}
