//! A process that is killed.

use std::{
    process::Stdio,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use futures_util::{StreamExt, stream};
use integration_tests::{TestDatabase, migrations::STEPS};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
};

use super::command::{command, run, said, schema, text};

async fn counts(test: &TestDatabase) -> (i64, i64, String) {
    let sql = "SELECT (SELECT count() FROM event) AS events, (SELECT count() FROM server) AS servers, \
               (SELECT any(name) FROM server) AS name";
    let row = test
        .db
        .query_one_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap()
        .unwrap();
    let number = |name| row.try_get("", name).unwrap();
    (
        number("events"),
        number("servers"),
        row.try_get("", "name").unwrap(),
    )
}

#[tokio::test]
async fn a_process_that_is_killed_after_any_step_is_finished_by_the_next_run() {
    let whole = TestDatabase::new().await;
    said(whole.url().as_str(), &["up"]);
    let expected = (schema(&whole).await, counts(&whole).await);
    assert_eq!(expected.1, (90, 1, "FIRST".to_owned()));

    for step in 1..=STEPS {
        let test = TestDatabase::new().await;
        let url = test.url().to_string();
        let killed = command(&url, &["up"])
            .env("KILL_AFTER", step.to_string())
            .output()
            .unwrap();
        assert_eq!(killed.status.code(), None, "killed after step {step}");
        let status = said(&url, &["status"]);
        assert!(
            status.contains(&format!("Stopped in `up` after {step} steps")),
            "{status}"
        );

        said(&url, &["unlock"]);
        let up = said(&url, &["up"]);
        assert!(up.contains("from where it stopped"), "{up}");
        assert_eq!(
            (schema(&test).await, counts(&test).await),
            expected,
            "killed after step {step}"
        );
    }
}

/// A proxy in front of the server, which keeps the answer number `last` to itself and says so.
async fn proxy(server: String, last: usize) -> (u16, Arc<Notify>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (reached, answers) = (Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let told = reached.clone();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let (server, answers, told) = (server.clone(), answers.clone(), told.clone());
            tokio::spawn(async move {
                let upstream = TcpStream::connect(&server).await.unwrap();
                let (mut from_client, mut to_client) = client.into_split();
                let (mut from_server, mut to_server) = upstream.into_split();
                tokio::spawn(async move { tokio::io::copy(&mut from_client, &mut to_server).await });
                let mut buffer = vec![0; 65536];
                while let Ok(length @ 1..) = from_server.read(&mut buffer).await {
                    let answer = &buffer[..length];
                    if answer.starts_with(b"HTTP/1.1") && answers.fetch_add(1, Ordering::SeqCst) + 1 == last {
                        told.notify_one();
                        std::future::pending::<()>().await;
                    }
                    if to_client.write_all(answer).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    (port, reached)
}

/// Kills `up` when the server has answered its request number `last` and it has not heard of it; whether it came that far.
async fn killed_at(test: &TestDatabase, last: usize) -> bool {
    let mut url = test.url();
    let server = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap());
    let (port, reached) = proxy(server, last).await;
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(port)).unwrap();
    let mut process = tokio::process::Command::from(command(url.as_str(), &["up"]))
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    tokio::select! {
        ended = process.wait() => {
            assert!(ended.unwrap().success());
            false
        }
        () = reached.notified() => {
            process.kill().await.unwrap();
            true
        }
    }
}

/// Runs `up` until it is through; what the log cannot know is looked up in the table, as a person would.
async fn finish(test: &TestDatabase) {
    let url = test.url().to_string();
    run(&url, &["unlock"]);
    for _ in 0..2 {
        let up = run(&url, &["up"]);
        if up.status.success() {
            return;
        }
        let error = text(&up.stderr);
        assert!(
            error.contains("UPDATE a second time would do it twice"),
            "{error}"
        );
        let sql = "SELECT countIf(protocol = 'DNS') AS updated FROM event";
        let row = test
            .db
            .query_one_raw(Statement::from_string(DbBackend::MySql, sql))
            .await;
        let updated: i64 = row.unwrap().unwrap().try_get("", "updated").unwrap();
        let truth = if updated > 0 {
            "--step-applied"
        } else {
            "--step-pending"
        };
        said(&url, &["repair", "m20260101_000001_ten_steps", truth]);
    }
    said(&url, &["up"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_process_that_is_killed_after_any_request_is_finished_by_the_next_run() {
    let whole = TestDatabase::new().await;
    said(whole.url().as_str(), &["up"]);
    let expected = (schema(&whole).await, counts(&whole).await);

    let mut requests = 0;
    let mut runs = stream::iter(1..)
        .map(async |last| {
            let test = TestDatabase::new().await;
            let killed = killed_at(&test, last).await;
            if killed {
                finish(&test).await;
            }
            ((schema(&test).await, counts(&test).await), killed, last)
        })
        .buffered(3);
    while let Some((found, killed, last)) = runs.next().await {
        assert_eq!(found, expected, "killed after request {last}");
        if !killed {
            break;
        }
        requests = last;
    }
    assert!(requests > 5 * STEPS as usize, "{requests}");
}
