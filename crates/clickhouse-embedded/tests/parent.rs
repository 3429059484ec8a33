//! The server dies with the process that started it.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod client;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use clickhouse_embedded::EmbeddedServer;
use client::{eventually, is_alive, kill, runtime_dir};

const ROLE: &str = "CLICKHOUSE_EMBEDDED_TEST_PARENT";

#[test]
fn the_death_of_the_parent_stops_the_server_and_removes_its_folder() {
    let mut parent = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "parent_that_gets_killed", "--nocapture"])
        .env(ROLE, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(parent.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let line = lines
        .into_iter()
        .find_map(|line| line.split_once("SERVING ").map(|(_, rest)| rest.to_owned()));
    let line = line.expect("the parent ended before its server ran");
    let (process, folder) = line.split_once(' ').unwrap();
    let process: u32 = process.parse().unwrap();
    assert!(is_alive(process) && Path::new(folder).is_dir());

    kill(parent.id());
    parent.wait().unwrap();
    eventually("the server has ended", || !is_alive(process));
    eventually("its folder is removed", || !Path::new(folder).exists());
}

/// Does nothing unless the test above runs it as a process of its own.
#[tokio::test]
async fn parent_that_gets_killed() {
    if std::env::var_os(ROLE).is_none() {
        return;
    }
    let server = EmbeddedServer::builder().start().await.unwrap();
    println!(
        "SERVING {} {}",
        server.process_id(),
        runtime_dir(&server).display()
    );
    std::future::pending::<()>().await;
}
