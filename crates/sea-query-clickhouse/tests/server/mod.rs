//! A ClickHouse server for the tests: a database of its own for each, and a minimal client over HTTP.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicU32, Ordering},
};

use sea_query::QueryStatementWriter;
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseSql, ClickHouseStatement, Target, build_clickhouse,
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A database that lives as long as this value, unless it is another's.
pub struct Server {
    address: String,
    user: String,
    password: String,
    database: String,
    owned: bool,
}

impl Server {
    /// A new database on the server of `CLICKHOUSE_URL`.
    pub fn new() -> Self {
        let Ok(url) = std::env::var("CLICKHOUSE_URL") else {
            panic!("run the tests with cargo xtask test, or set CLICKHOUSE_URL");
        };
        let mut server = Self::at(&url, Self::next_database());
        server.owned = true;
        let create = format!("CREATE DATABASE {}", server.database);
        server
            .send("", &create, &[], &[])
            .expect("a database for the test");
        server
    }

    /// The server of a URL, with a database that somebody else makes and drops.
    pub fn at(url: &str, database: String) -> Self {
        let (_, rest) = url.split_once("://").expect("a URL begins with a scheme");
        let (login, place) = rest.rsplit_once('@').unwrap_or(("default:", rest));
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let address = place.split(['/', '?']).next().expect("a URL has a host");
        Self {
            address: address.to_owned(),
            user: user.to_owned(),
            password: password.to_owned(),
            database,
            owned: false,
        }
    }

    /// A name for a database that no other test has.
    pub fn next_database() -> String {
        format!(
            "dialect_{}_{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        )
    }

    /// A database with the given statements run in it.
    pub fn with(statements: &[&str]) -> Self {
        let server = Self::new();
        for statement in statements {
            server.run(statement);
        }
        server
    }

    pub fn database(&self) -> &str {
        &self.database
    }

    /// The user and the password, for what connects on its own.
    pub fn login(&self) -> (&str, &str) {
        (&self.user, &self.password)
    }

    /// The TSV that finished SQL gives.
    #[track_caller]
    pub fn run(&self, sql: &str) -> String {
        match self.try_run(sql) {
            Ok(answer) => answer,
            Err(error) => panic!("{error}\n  {sql}"),
        }
    }

    /// The TSV that finished SQL gives, or the server's error.
    pub fn try_run(&self, sql: &str) -> Result<String, String> {
        self.send(&self.database, sql, &[], &[])
    }

    /// The TSV that finished SQL gives in the user's own database.
    #[track_caller]
    pub fn run_outside(&self, sql: &str) -> String {
        match self.try_run_outside(sql) {
            Ok(answer) => answer,
            Err(error) => panic!("{error}\n  {sql}"),
        }
    }

    pub fn try_run_outside(&self, sql: &str) -> Result<String, String> {
        self.send("", sql, &[], &[])
    }

    /// The TSV of built SQL, sent with its parameters.
    #[track_caller]
    pub fn run_built(&self, built: &ClickHouseSql) -> String {
        match self.try_run_built(built) {
            Ok(answer) => answer,
            Err(error) => panic!("{error}\n  {}\n  {:?}", built.sql, built.parameters),
        }
    }

    pub fn try_run_built(&self, built: &ClickHouseSql) -> Result<String, String> {
        let parameters: Vec<_> = built
            .parameters
            .iter()
            .map(|parameter| (format!("param_{}", parameter.name), parameter.text.as_str()))
            .collect();
        let mut settings = vec![("max_query_size", "10000000")];
        if built.requirements.join_use_nulls {
            settings.push(("join_use_nulls", "1"));
        }
        self.send(&self.database, &built.sql, &parameters, &settings)
    }

    /// The TSV of finished SQL with the parameter `p0`, or the server's error.
    pub fn send_parameter(&self, sql: &str, text: &str) -> Result<String, String> {
        self.send(&self.database, sql, &[("param_p0".to_owned(), text)], &[])
    }

    /// The TSV of a statement, built for `target`.
    #[track_caller]
    pub fn answer<S: ClickHouseStatement + ?Sized>(&self, statement: &S, target: &Target<'_>) -> String {
        match build_clickhouse(statement, target) {
            Ok(built) => self.run_built(&built),
            Err(error) => panic!("{error}"),
        }
    }

    /// Checks the text of a statement, and that its text and its built form give the same answer.
    #[track_caller]
    pub fn check<S>(&self, statement: &S, text: &str, answer: &str)
    where
        S: ClickHouseStatement + QueryStatementWriter,
    {
        assert_eq!(statement.to_string(ClickHouseQueryBuilder), text);
        let built = match build_clickhouse(statement, &Target::default()) {
            Ok(built) => built,
            Err(error) => panic!("{error}"),
        };
        assert_eq!(
            self.run_built(&built).trim_end_matches('\n'),
            answer,
            "{}",
            built.sql
        );
        let mut literal = ClickHouseSql::raw(text);
        literal.requirements = built.requirements;
        assert_eq!(self.run_built(&literal).trim_end_matches('\n'), answer, "{text}");
    }

    /// Checks the text of a statement about a table, and runs it.
    #[track_caller]
    pub fn check_table<S: ClickHouseStatement>(&self, statement: &S, text: &str) {
        let built = match build_clickhouse(statement, &Target::default()) {
            Ok(built) => built,
            Err(error) => panic!("{error}"),
        };
        assert_eq!(built.sql, text);
        assert!(built.parameters.is_empty());
        self.run_built(&built);
    }

    /// Checks the text of a statement, and that the server's parser takes it.
    #[track_caller]
    pub fn check_parsed<S: ClickHouseStatement>(&self, statement: &S, text: &str) {
        let built = match build_clickhouse(statement, &Target::default()) {
            Ok(built) => built,
            Err(error) => panic!("{error}"),
        };
        assert_eq!(built.sql, text);
        self.parses(text);
    }

    /// Checks that the server can parse finished SQL, without running it, and returns its syntax tree.
    #[track_caller]
    pub fn parses(&self, sql: &str) -> String {
        self.run(&format!("EXPLAIN AST {sql}"))
    }

    /// Waits until the table's mutations are done.
    pub fn wait_for_mutations(&self, table: &str) {
        let open = format!(
            "SELECT count() FROM system.mutations WHERE database = currentDatabase() AND table = '{table}' AND NOT is_done"
        );
        for _ in 0..200 {
            if self.run(&open) == "0\n" {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the mutations of {table} take more than ten seconds");
    }

    fn send(
        &self,
        database: &str,
        sql: &str,
        parameters: &[(String, &str)],
        settings: &[(&str, &str)],
    ) -> Result<String, String> {
        const BOUNDARY: &str = "----a-boundary-that-no-test-has-in-its-text";
        let mut path = format!("/?wait_end_of_query=1&database={database}");
        if !self.owned {
            // A node that is gone shall not be waited for as long as the server would.
            path.push_str("&distributed_ddl_task_timeout=60");
        }
        for (name, value) in settings {
            path.push_str(&format!("&{name}={value}"));
        }
        let mut body = Vec::new();
        let content_type = if parameters.is_empty() {
            body.extend_from_slice(sql.as_bytes());
            "text/plain".to_owned()
        } else {
            let query = ("query".to_owned(), sql);
            for (name, text) in std::iter::once(&query).chain(parameters) {
                let head = format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n"
                );
                body.extend_from_slice(head.as_bytes());
            }
            body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
            format!("multipart/form-data; boundary={BOUNDARY}")
        };
        // HTTP/1.0: the answer ends with the connection, in one piece.
        let head = format!(
            "POST {path} HTTP/1.0\r\nHost: {}\r\nX-ClickHouse-User: {}\r\nX-ClickHouse-Key: {}\r\n\
             Content-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            self.address,
            self.user,
            self.password,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address)
            .map_err(|error| format!("{} does not answer: {error}", self.address))?;
        let mut answer = Vec::new();
        stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(&body))
            .and_then(|()| stream.read_to_end(&mut answer))
            .map_err(|error| error.to_string())?;
        let answer = String::from_utf8_lossy(&answer);
        let (head, body) = answer
            .split_once("\r\n\r\n")
            .ok_or_else(|| format!("not HTTP: {answer}"))?;
        if head.split(' ').nth(1) == Some("200") {
            Ok(body.to_owned())
        } else {
            Err(body.to_owned())
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if !self.owned {
            return;
        }
        let _ = self.send(
            "",
            &format!("DROP DATABASE IF EXISTS {} SYNC", self.database),
            &[],
            &[],
        );
    }
}
