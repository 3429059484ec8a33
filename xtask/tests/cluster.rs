//! How `cargo xtask test cluster` comes to a cluster, with a container engine and a cargo that only write down what they are asked.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

struct Programs {
    folder: tempfile::TempDir,
}

const DOCKER: &str = r#"
echo "$(basename "$0") $*" >>"$LOG"
case "$*" in
*" port node-1-1 8123") echo 127.0.0.1:9121 ;;
*" port node-1-2 8123") echo 127.0.0.1:9122 ;;
*" port node-2-1 8123") echo 127.0.0.1:9124 ;;
*" port node-2-2 8123") echo 127.0.0.1:9125 ;;
esac
"#;

/// Finds the programs of the operating system too, but no container engine.
const CARGO: &str = r#"
case "$*" in
"nextest run"*)
  echo "cargo with $CLICKHOUSE_CLUSTER_URLS of $CLICKHOUSE_CLUSTER_NAME, $CLICKHOUSE_URL" >>"$LOG"
  echo "cargo $*" >>"$LOG"
  if [ -n "$CLICKHOUSE_CLUSTER_CONTROL" ]; then "$CLICKHOUSE_CLUSTER_CONTROL" kill 3; "$CLICKHOUSE_CLUSTER_CONTROL" start 4; fi
  eval "$DURING"
  echo "     Summary [   0.1s] 2 tests run: 2 passed, 5 skipped" >&2 ;;
"nextest list --list-type=binaries-only"*) echo "integration-tests::cluster" ;;
esac
"#;

impl Programs {
    fn new(programs: &[(&str, &str)]) -> Self {
        let made = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, script) in programs.iter().chain(&[("cargo", CARGO)]) {
            let path = made.path(name);
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        for program in ["sh", "sleep", "basename"] {
            let found = ["/bin", "/usr/bin"]
                .iter()
                .map(|folder| Path::new(folder).join(program));
            let found = found.into_iter().find(|path| path.exists()).unwrap();
            std::os::unix::fs::symlink(found, made.path(program)).unwrap();
        }
        made
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(["test", "cluster"])
            .env("PATH", self.folder.path())
            .env("CARGO", self.path("cargo"))
            .env("LOG", self.path("log"))
            .env("CLICKHOUSE_PASSWORD", "chosen")
            .env_remove("CLICKHOUSE_URL")
            .env_remove("CLICKHOUSE_CLUSTER_URLS")
            .env_remove("CLICKHOUSE_CLUSTER_NAME")
            .env_remove("CLICKHOUSE_CLUSTER_CONTROL")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// What the programs were asked, without what all have in common.
    fn log(&self) -> Vec<String> {
        let log = std::fs::read_to_string(self.path("log")).unwrap_or_default();
        let common = "compose --project-name sea-orm-clickhouse-tests --profile cluster ";
        let file = format!(
            "compose --file {} --project-name sea-orm-clickhouse-tests --profile cluster ",
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .parent()
                .unwrap()
                .join("compose.yaml")
                .display()
        );
        log.lines()
            .map(|line| line.replace(common, "").replace(&file, "control: "))
            .collect()
    }
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const NODES: &str = "http://app:chosen@127.0.0.1:9121,http://app:chosen@127.0.0.1:9122,http://app:chosen@127.0.0.1:9124,\
                     http://app:chosen@127.0.0.1:9125";

#[test]
fn a_cluster_is_started_told_to_the_tests_and_taken_down() {
    for engine in ["docker", "podman"] {
        let programs = Programs::new(&[(engine, DOCKER)]);
        let output = programs.command().output().unwrap();
        assert!(output.status.success(), "{}", error(&output));
        let asked = |text: &str| format!("{engine} {text}");
        assert_eq!(
            programs.log(),
            [
                asked("compose version"),
                asked("up --wait balancer"),
                asked("port node-1-1 8123"),
                asked("port node-1-2 8123"),
                asked("port node-2-1 8123"),
                asked("port node-2-2 8123"),
                format!("cargo with {NODES} of cluster, http://app:chosen@127.0.0.1:9121"),
                "cargo nextest run --no-fail-fast --workspace --all-features -E test(~cluster) + binary(~cluster)".to_owned(),
                asked("control: kill node-2-1"),
                asked("control: up --wait --no-recreate node-2-2"),
                asked("down --volumes --timeout 5"),
            ]
        );
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("2 passed"), "{said}");
    }
}

#[test]
fn a_cluster_that_does_not_start_is_taken_down_too() {
    let script = format!("{DOCKER}\ncase \"$*\" in *balancer) exit 1 ;; esac");
    let programs = Programs::new(&[("docker", &script)]);
    let output = programs.command().output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let sentence = "error: docker compose did not start the cluster of compose.yaml, see above";
    assert_eq!(error(&output).trim(), sentence);
    assert_eq!(
        programs.log(),
        [
            "docker compose version",
            "docker up --wait balancer",
            "docker down --volumes --timeout 5"
        ]
    );
}

#[test]
fn an_interrupt_takes_the_cluster_down() {
    let programs = Programs::new(&[("docker", DOCKER)]);
    let child = programs.command().env("DURING", "sleep 60").spawn().unwrap();
    let began = Instant::now();
    while !programs
        .log()
        .iter()
        .any(|line| line.contains("node-2-2") && line.contains("control"))
    {
        assert!(began.elapsed() < Duration::from_secs(60), "{:?}", programs.log());
        std::thread::sleep(Duration::from_millis(50));
    }
    let killed = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(killed.success());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130), "{}", error(&output));
    assert_eq!(
        programs.log().last().unwrap(),
        "docker down --volumes --timeout 5"
    );
}

#[test]
fn a_given_cluster_is_used_as_it_is() {
    let programs = Programs::new(&[("docker", DOCKER)]);
    let output = programs
        .command()
        .env(
            "CLICKHOUSE_CLUSTER_URLS",
            "http://a:1,http://b:2,http://c:3,http://d:4",
        )
        .env("CLICKHOUSE_CLUSTER_NAME", "events")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", error(&output));
    assert_eq!(
        programs.log(),
        [
            "cargo with http://a:1,http://b:2,http://c:3,http://d:4 of events, http://a:1",
            "cargo nextest run --no-fail-fast --workspace --all-features -E test(~cluster) + binary(~cluster)",
        ]
    );
}

#[test]
fn without_a_cluster_and_a_container_engine_the_way_to_one_is_said() {
    let programs = Programs::new(&[]);
    let output = programs.command().output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        error(&output).trim(),
        "error: the tests of a cluster need one. Either set CLICKHOUSE_CLUSTER_URLS to the nodes of one, two shards of two replicas, \
         separated by commas and with the replicas of a shard side by side, and CLICKHOUSE_CLUSTER_NAME to its name; or install \
         docker or podman with compose, and this task starts the one of compose.yaml"
    );
    assert_eq!(programs.log(), [""; 0]);
}
