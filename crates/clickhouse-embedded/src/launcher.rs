//! The program that runs the engine. It is carried inside the library and written to the cache folder when needed.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::error::EmbeddedError;
use crate::{cache, hash};

static PROGRAM: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/launcher"));

/// The exit codes of launcher/main.rs.
pub(crate) const LOCKED: i32 = 81;
pub(crate) const NOT_LOADED: i32 = 82;
pub(crate) const NO_ENTRY_POINT: i32 = 83;

pub(crate) struct Launch<'a> {
    pub(crate) library: &'a Path,
    pub(crate) lock: &'a Path,
    /// Removed by the launcher when the parent dies.
    pub(crate) runtime: &'a Path,
    pub(crate) working_dir: &'a Path,
    pub(crate) output: &'a Path,
    pub(crate) arguments: Vec<std::ffi::OsString>,
}

impl Launch<'_> {
    pub(crate) fn spawn(&self) -> Result<Child, EmbeddedError> {
        let program = program()?;
        let output = File::options()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(self.output)
            .map_err(EmbeddedError::io("create the file", self.output))?;
        let mut command = Command::new(&program);
        command
            .arg(self.library)
            .arg(self.lock)
            .arg(self.runtime)
            .args(&self.arguments)
            .current_dir(self.working_dir)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(output)
            // Ctrl-C in a terminal goes to the whole foreground group; when the server ends is the parent's decision.
            .process_group(0);
        for (name, _) in std::env::vars_os() {
            // ClickHouse's programs read some of these, and CLICKHOUSE_URL may carry a password.
            if name.as_encoded_bytes().starts_with(b"CLICKHOUSE_") {
                command.env_remove(name);
            }
        }
        spawn_new_program(&mut command).map_err(EmbeddedError::io("run", &program))
    }
}

/// A program that was just written may still be open for writing in a child that another thread is forking.
fn spawn_new_program(command: &mut Command) -> std::io::Result<Child> {
    for _ in 0..50 {
        match command.spawn() {
            Err(error) if error.kind() == ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(Duration::from_millis(10));
            }
            result => return result,
        }
    }
    command.spawn()
}

/// The launcher's path; its name carries the hash of its content, so versions do not disturb each other.
fn program() -> Result<PathBuf, EmbeddedError> {
    let folder = cache::subfolder("launcher")?;
    let hash = hash::of_bytes(PROGRAM);
    let path = folder.join(format!("launcher-{}", hash.get(..16).unwrap_or(&hash)));
    if fs::read(&path).is_ok_and(|found| found == PROGRAM) {
        return Ok(path);
    }
    let write = || {
        let mut file = tempfile::Builder::new()
            .prefix(".launcher-")
            .tempfile_in(&folder)?;
        file.write_all(PROGRAM)?;
        file.as_file()
            .set_permissions(fs::Permissions::from_mode(0o755))?;
        file.persist(&path).map_err(|error| error.error)?;
        Ok(())
    };
    write().map_err(EmbeddedError::io("write", &path))?;
    Ok(path)
}
