//! What `cargo xtask engine` says when it cannot install.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Output};

fn engine(environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command
        .arg("engine")
        .env_remove("CLICKHOUSE_ENGINE")
        .envs(environment.iter().copied());
    command.output().unwrap()
}

fn error(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
fn without_npm() {
    let cache = tempfile::tempdir().unwrap();
    let output = engine(&[
        ("PATH", "/nonexistent"),
        ("XDG_CACHE_HOME", cache.path().to_str().unwrap()),
    ]);
    assert_eq!(
        error(&output),
        "error: npm is not installed: install Node.js, or set CLICKHOUSE_ENGINE to a libchdb you have, or CLICKHOUSE_URL \
         to a server"
    );
}

#[test]
#[cfg(all(target_os = "linux", target_arch = "x86_64", target_env = "gnu"))]
fn with_an_npm_that_fails_or_brings_something_else() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let cache = folder.path().join("cache");
    let npm = folder.path().join("npm");
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let run = |script: &str| {
        std::fs::write(&npm, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&npm, std::fs::Permissions::from_mode(0o755)).unwrap();
        error(&engine(&[
            ("PATH", &path),
            ("XDG_CACHE_HOME", cache.to_str().unwrap()),
        ]))
    };
    let text = run("echo 'npm error code ENOTFOUND' >&2; exit 1");
    assert!(
        text.contains("npm could not fetch @chdb/") && text.contains("ENOTFOUND"),
        "{text}"
    );
    let text = run("exit 0");
    assert!(text.contains("it left no archive"), "{text}");
    let text = run("mkdir package; echo other > package/libchdb.so; tar czf engine.tgz package/libchdb.so");
    assert!(text.contains("sha256") && text.contains("is pinned"), "{text}");
    let text = run("mkdir package; echo other > package/else; tar czf engine.tgz package/else");
    assert!(text.contains("has no file package/libchdb.so"), "{text}");
    // Nothing of a failed installation stays.
    let left = std::fs::read_dir(cache.join("sea-orm-clickhouse/engine")).unwrap();
    for version in left {
        let files = std::fs::read_dir(version.unwrap().path())
            .unwrap()
            .map(|file| file.unwrap().file_name());
        assert_eq!(files.collect::<Vec<_>>(), ["install.lock"]);
    }
}

#[test]
fn with_a_wrong_path_to_an_engine() {
    let output = engine(&[("CLICKHOUSE_ENGINE", "/no/such/libchdb.so")]);
    let text = error(&output);
    assert!(
        text.contains("/no/such/libchdb.so") && text.contains("CLICKHOUSE_ENGINE"),
        "{text}"
    );
}
