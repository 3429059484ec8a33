//! What a server is started with.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use crate::config;
use crate::error::{EmbeddedError, Kind};
use crate::hash;
use crate::server::EmbeddedServer;

/// How an [`EmbeddedServer`] is started; made by [`EmbeddedServer::builder`].
#[derive(Clone)]
#[must_use = "nothing runs until `start` is called and awaited"]
pub struct ServerBuilder {
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) http_port: Option<u16>,
    pub(crate) tcp_port: Option<u16>,
    pub(crate) password: Option<String>,
    pub(crate) users: Vec<(String, String)>,
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) server_overlays: Vec<String>,
    pub(crate) users_overlays: Vec<String>,
    pub(crate) library: Option<PathBuf>,
    pub(crate) start_timeout: Duration,
}

impl ServerBuilder {
    pub(crate) fn new() -> Self {
        Self {
            data_dir: None,
            http_port: None,
            tcp_port: None,
            password: None,
            users: Vec::new(),
            settings: Vec::new(),
            server_overlays: Vec::new(),
            users_overlays: Vec::new(),
            library: None,
            start_timeout: Duration::from_secs(60),
        }
    }

    /// Keeps the data in this folder, which is made when it is missing and stays when the server stops. One server at a
    /// time can use it. Without it the data lives in a temporary folder that goes with the server.
    pub fn data_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.data_dir = Some(path.into());
        self
    }

    /// The port of the HTTP interface on 127.0.0.1. Without it, or with 0, a free one is taken.
    pub fn http_port(mut self, port: u16) -> Self {
        self.http_port = (port != 0).then_some(port);
        self
    }

    /// The port of the native protocol on 127.0.0.1. Without it, or with 0, a free one is taken.
    pub fn tcp_port(mut self, port: u16) -> Self {
        self.tcp_port = (port != 0).then_some(port);
        self
    }

    /// The password of the user `app`. Without it one is generated.
    pub fn password(mut self, password: impl Into<String>) -> Self {
        self.password = Some(password.into());
        self
    }

    /// One more user with full access, for connections from the loopback address. Restrict users with
    /// [`users_config`](Self::users_config).
    pub fn user(mut self, name: impl Into<String>, password: impl Into<String>) -> Self {
        self.users.push((name.into(), password.into()));
        self
    }

    /// A setting of the default profile: what a session of any user starts with. The names are those of
    /// [ClickHouse's session settings](https://clickhouse.com/docs/operations/settings/settings).
    pub fn setting(mut self, name: impl Into<String>, value: impl ToString) -> Self {
        self.settings.push((name.into(), value.to_string()));
        self
    }

    /// XML that is merged into the server's configuration as a file of `config.d` would be, with or without the
    /// `<clickhouse>` element around it
    /// ([configuration files](https://clickhouse.com/docs/operations/configuration-files)).
    pub fn config(mut self, xml: impl Into<String>) -> Self {
        self.server_overlays.push(xml.into());
        self
    }

    /// XML that is merged into the configuration of users, profiles and quotas as a file of `users.d` would be.
    pub fn users_config(mut self, xml: impl Into<String>) -> Self {
        self.users_overlays.push(xml.into());
        self
    }

    /// The `libchdb` to run, instead of the one that [`Engine::locate`](crate::Engine::locate) finds.
    pub fn library(mut self, path: impl Into<PathBuf>) -> Self {
        self.library = Some(path.into());
        self
    }

    /// How long [`start`](Self::start) waits for the first answer: 60 seconds unless told, of which a second is used
    /// when the library is not in the page cache.
    pub fn start_timeout(mut self, limit: Duration) -> Self {
        self.start_timeout = limit;
        self
    }

    /// Starts the server and waits until it answers queries.
    ///
    /// # Errors
    ///
    /// See the questions of [`EmbeddedError`]; a server that ends or stays silent is reported with the end of its log.
    pub async fn start(mut self) -> Result<EmbeddedServer, EmbeddedError> {
        self.check()?;
        let password = match self.password.take() {
            Some(password) => password,
            None => generate_password()?,
        };
        EmbeddedServer::start(self, password).await
    }

    fn check(&self) -> Result<(), EmbeddedError> {
        let passwords = self
            .users
            .iter()
            .map(|(name, password)| (name.as_str(), password));
        for (user, password) in passwords.chain(self.password.iter().map(|password| (config::APP, password)))
        {
            check_password(user, password)?;
        }
        for (name, _) in &self.users {
            let option = || format!("the user name {name:?}");
            if name == config::APP || name == config::DEFAULT {
                let reason = "it is the server's own: set the password of app with `password`";
                return Err(Kind::Option {
                    option: option(),
                    reason,
                }
                .into());
            }
            if !is_element_name(name) {
                let reason = "letters, digits, _ and - after a first letter can be used";
                return Err(Kind::Option {
                    option: option(),
                    reason,
                }
                .into());
            }
            if self.users.iter().filter(|(other, _)| other == name).count() > 1 {
                return Err(Kind::Option {
                    option: option(),
                    reason: "it is given twice",
                }
                .into());
            }
        }
        for (name, _) in &self.settings {
            if !is_element_name(name) {
                let option = format!("the setting {name:?}");
                return Err(Kind::Option {
                    option,
                    reason: "no setting has such a name",
                }
                .into());
            }
        }
        Ok(())
    }
}

impl fmt::Debug for ServerBuilder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Overlays and settings can carry secrets as passwords do.
        formatter
            .debug_struct("ServerBuilder")
            .field("data_dir", &self.data_dir)
            .field("http_port", &self.http_port)
            .field("tcp_port", &self.tcp_port)
            .field(
                "users",
                &self.users.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            )
            .field(
                "settings",
                &self.settings.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            )
            .field("library", &self.library)
            .field("start_timeout", &self.start_timeout)
            .finish_non_exhaustive()
    }
}

fn check_password(user: &str, password: &str) -> Result<(), EmbeddedError> {
    let option = || format!("the password of {user}");
    if password.is_empty() {
        return Err(Kind::Option {
            option: option(),
            reason: "it is empty",
        }
        .into());
    }
    if password.chars().any(char::is_control) || password.trim() != password {
        let reason = "it has control characters or surrounding spaces, which HTTP headers cannot carry";
        return Err(Kind::Option {
            option: option(),
            reason,
        }
        .into());
    }
    Ok(())
}

/// Names become XML elements. A dot would be a path to the engine's configuration reader.
fn is_element_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name
            .chars()
            .all(|other| other.is_ascii_alphanumeric() || matches!(other, '_' | '-'))
}

fn generate_password() -> Result<String, EmbeddedError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(Kind::Random)?;
    Ok(hash::hex(&bytes))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::ServerBuilder;

    #[test]
    fn names_that_cannot_be_written_are_refused() {
        for name in ["", "app", "default", "a b", "a.b", "a>b", "1a"] {
            let error = ServerBuilder::new()
                .user(name, "x")
                .check()
                .unwrap_err()
                .to_string();
            assert!(
                error.starts_with(&format!("the user name {name:?} cannot be used: ")),
                "{error}"
            );
        }
        assert!(ServerBuilder::new().setting("max threads", 1).check().is_err());
        assert!(
            ServerBuilder::new()
                .user("a", "x")
                .user("a", "y")
                .check()
                .is_err()
        );
        assert!(
            ServerBuilder::new()
                .user("read-only_2", "x")
                .setting("max_threads", 1)
                .check()
                .is_ok()
        );
    }

    #[test]
    fn passwords_that_cannot_be_sent_are_refused_without_being_shown() {
        for password in ["", "hunter2\r\nX-Evil: 1", " hunter2"] {
            let error = ServerBuilder::new()
                .password(password)
                .check()
                .unwrap_err()
                .to_string();
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_secret() {
        let builder = ServerBuilder::new()
            .password("hunter2")
            .user("reader", "hunter2")
            .setting("s3_key", "hunter2")
            .config("<x>hunter2</x>")
            .users_config("<x>hunter2</x>");
        let text = format!("{builder:?}");
        assert!(text.contains("reader") && !text.contains("hunter2"), "{text}");
    }
}
