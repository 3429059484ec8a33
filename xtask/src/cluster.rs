//! The cluster that `cargo xtask test cluster` runs on: one that is given, or that of `compose.yaml`.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Stdio;

use tokio::process::Command;

use crate::Error;
use crate::child::{self, Outcome};
use crate::signal::{Request, Signals};

const URLS: &str = "CLICKHOUSE_CLUSTER_URLS";
const PASSWORD: &str = "CLICKHOUSE_PASSWORD";
/// Its own, so that what somebody has started of `compose.yaml` stays.
const PROJECT: &str = "sea-orm-clickhouse-tests";
/// In the order in which the tests number them.
const NODES: [&str; 4] = ["node-1-1", "node-1-2", "node-2-1", "node-2-2"];
/// A program that a container engine brings compose with.
const ENGINES: [&str; 2] = ["docker", "podman"];

const NONE: &str = "\
the tests of a cluster need one. Either set CLICKHOUSE_CLUSTER_URLS to the nodes of one, two shards of two replicas, separated by \
commas and with the replicas of a shard side by side, and CLICKHOUSE_CLUSTER_NAME to its name; or install docker or podman with \
compose, and this task starts the one of compose.yaml";

/// The nodes that the user already has.
pub(crate) fn given_urls() -> Option<String> {
    std::env::var(URLS).ok().filter(|urls| !urls.is_empty())
}

/// The containers of `compose.yaml`.
pub(crate) struct Compose {
    engine: &'static str,
    password: String,
}

impl Compose {
    /// The container engine that is there.
    pub(crate) async fn find() -> Result<Self, Error> {
        for engine in ENGINES {
            let mut version = Command::new(engine);
            version
                .args(["compose", "version"])
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null());
            if version.status().await.is_ok_and(|status| status.success()) {
                let given = std::env::var(PASSWORD).ok().filter(|given| !given.is_empty());
                return Ok(Self {
                    engine,
                    password: given.unwrap_or_else(made_up),
                });
            }
        }
        Err(NONE.into())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.engine);
        command
            .args(["compose", "--project-name", PROJECT, "--profile", "cluster"])
            .args(arguments)
            .current_dir(crate::root())
            .env(PASSWORD, &self.password)
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Starts all nodes, and waits until they are well. What was asked for meanwhile, where it was to end.
    pub(crate) async fn up(&self, signals: &mut Signals) -> Result<Option<Request>, Error> {
        match child::run(self.command(&["up", "--wait", "balancer"]), signals).await? {
            Outcome::Ended(status) if status.success() => Ok(None),
            Outcome::Ended(_) => Err(format!(
                "{} compose did not start the cluster of compose.yaml, see above",
                self.engine
            )
            .into()),
            Outcome::Interrupted(request) => Ok(Some(request)),
        }
    }

    /// What the tests are told of the cluster. `folder` gets the program by which they stop a node.
    pub(crate) async fn variables(&self, folder: &Path) -> Result<Vec<(&'static str, String)>, Error> {
        let mut urls = Vec::new();
        for node in NODES {
            let output = self.command(&["port", node, "8123"]).output().await?;
            let address = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            if !output.status.success() || address.is_empty() {
                return Err(format!("{} compose does not tell the port of {node}", self.engine).into());
            }
            urls.push(format!("http://app:{}@{address}", self.password));
        }
        let control = folder.join("control");
        let mut file = std::fs::File::create(&control)?;
        file.write_all(self.control().as_bytes())?;
        file.set_permissions(std::fs::Permissions::from_mode(0o700))?;
        Ok(vec![
            (URLS, urls.join(",")),
            ("CLICKHOUSE_CLUSTER_NAME", "cluster".to_owned()),
            ("CLICKHOUSE_CLUSTER_CONTROL", control.display().to_string()),
            (PASSWORD, self.password.clone()),
        ])
    }

    /// `kill N` and `start N` of the nodes, numbered from 1.
    fn control(&self) -> String {
        let nodes = NODES.join(" ");
        let folder = crate::root()
            .join("compose.yaml")
            .display()
            .to_string()
            .replace('\'', "'\\''");
        let compose = format!(
            "{} compose --file '{folder}' --project-name {PROJECT} --profile cluster",
            self.engine
        );
        format!(
            "#!/bin/sh\n\
             action=$1 number=$2\n\
             set -- {nodes}\n\
             shift $((number - 1))\n\
             case $action in\n\
             kill) exec {compose} kill \"$1\" ;;\n\
             start) exec {compose} up --wait --no-recreate \"$1\" ;;\n\
             *) exit 2 ;;\n\
             esac\n"
        )
    }

    /// Removes the containers and their data.
    pub(crate) async fn down(&self) -> Result<(), Error> {
        let status = self
            .command(&["down", "--volumes", "--timeout", "5"])
            .status()
            .await?;
        if status.success() {
            return Ok(());
        }
        Err(format!(
            "{0} compose did not take the cluster down; do it by `{0} compose --project-name {PROJECT} --profile cluster down --volumes`",
            self.engine
        )
        .into())
    }
}

/// A password for containers that live as long as the tests.
fn made_up() -> String {
    let half = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", half(), half())
}
