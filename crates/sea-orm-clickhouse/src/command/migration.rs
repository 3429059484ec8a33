//! The program of a migration crate, run by cargo as `sea-orm-cli migrate` runs it.

use std::{
    env,
    ffi::OsString,
    io,
    path::Path,
    process::{Command, ExitCode},
};

use clap::Args;

/// Where `sea-orm-cli` looks for the migration crate.
const MIGRATION_DIR: &str = "./migration";

/// Run a command of the migration crate, as `sea-orm-cli migrate` does
#[derive(Debug, Args)]
pub(crate) struct MigrateArguments {
    /// Migration crate directory
    #[arg(short = 'd', long, env = "MIGRATION_DIR", value_name = "DIR")]
    pub(crate) migration_dir: Option<String>,

    /// The command and its arguments; `help` lists them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) arguments: Vec<OsString>,
}

/// Runs the migration crate of the directory with arguments; its exit code is the answer.
pub(crate) fn run(
    directory: Option<&str>,
    arguments: impl IntoIterator<Item = OsString>,
) -> io::Result<ExitCode> {
    let directory = directory.unwrap_or(MIGRATION_DIR);
    let manifest = Path::new(directory).join("Cargo.toml");
    if !manifest.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::NotFound,
            format!(
                "there is no migration crate: `{}` is not there; name its directory by -d, or make one by `sea-orm-cli migrate \
                 init`",
                manifest.display()
            ),
        ));
    }
    // What runs this program names its own cargo, if it is one.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--manifest-path"])
        .arg(&manifest)
        .arg("--")
        .args(arguments)
        .env("MIGRATION_DIR", directory)
        .status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
