//! Compiles the launcher, which the library carries inside itself: its users need no second install step.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=launcher/main.rs");
    println!("cargo::rerun-if-env-changed=DOCS_RS");
    println!("cargo::rerun-if-env-changed=RUSTC_LINKER");

    let launcher = PathBuf::from(std::env::var("OUT_DIR")?).join("launcher");
    let unix = std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "unix");
    if std::env::var_os("DOCS_RS").is_some() || !unix {
        // docs.rs documents targets for which it has no linker; the launcher is not run there.
        std::fs::write(&launcher, b"")?;
        return Ok(());
    }

    let mut rustc = Command::new(std::env::var("RUSTC")?);
    rustc
        .args(["--edition=2024", "--crate-name=launcher", "--crate-type=bin"])
        .args(["-Copt-level=3", "-Cpanic=abort", "-Cstrip=symbols"])
        .args(["--target", &std::env::var("TARGET")?])
        .arg("-o")
        .arg(&launcher)
        .arg("launcher/main.rs");
    if let Ok(linker) = std::env::var("RUSTC_LINKER") {
        rustc.arg(format!("-Clinker={linker}"));
    }
    let output = rustc.output()?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the launcher of the engine does not compile:\n{reason}").into());
    }
    Ok(())
}
