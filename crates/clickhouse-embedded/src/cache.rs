//! The folder that outlives builds: engine, launcher, data sets.

use std::fs;
use std::path::PathBuf;

use etcetera::BaseStrategy;

use crate::error::{EmbeddedError, Kind};

/// `<cache>/sea-orm-clickhouse`, where `<cache>` is `XDG_CACHE_HOME` or the platform's default.
pub(crate) fn folder() -> Result<PathBuf, EmbeddedError> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| Kind::NoCacheDir)?;
    Ok(strategy.cache_dir().join("sea-orm-clickhouse"))
}

/// The same, with a folder below it that exists.
pub(crate) fn subfolder(name: &str) -> Result<PathBuf, EmbeddedError> {
    let path = folder()?.join(name);
    fs::create_dir_all(&path).map_err(EmbeddedError::io("create the folder", &path))?;
    Ok(path)
}
