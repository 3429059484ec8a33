//! The engine's configuration files.
//!
//! Passwords travel in these files, readable by their owner alone, and never in arguments or the environment.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::error::{EmbeddedError, Kind};
use crate::hash;

/// The user that the server is made for.
pub(crate) const APP: &str = "app";
/// The user as which the engine itself logs in; it can do nothing but keep the listener running.
pub(crate) const DEFAULT: &str = "default";

/// Where `libchdb` differs from a stock server. `system.settings` of both shows it.
const STOCK: [(&str, &str); 7] = [
    ("allow_introspection_functions", "0"),
    ("implicit_select", "0"),
    ("mutations_sync", "0"),
    ("output_format_arrow_use_native_writer", "1"),
    ("output_format_pretty_max_rows", "1000"),
    ("output_format_pretty_max_value_width", "10000"),
    ("storage_file_read_method", "pread"),
];

/// What, set in the default profile, would end the query that keeps the listener running. That query runs with the
/// settings of the server's own profile, which is the default one without these.
const UNLIMITED: [&str; 6] = [
    "readonly",
    "max_execution_time",
    "max_memory_usage",
    "max_memory_usage_for_user",
    "max_rows_to_read",
    "max_bytes_to_read",
];

pub(crate) struct Config<'a> {
    pub(crate) password: &'a str,
    pub(crate) users: &'a [(String, String)],
    pub(crate) settings: &'a [(String, String)],
    pub(crate) server_overlays: &'a [String],
    pub(crate) users_overlays: &'a [String],
}

/// The files and folders of one run.
pub(crate) struct Files {
    pub(crate) config: PathBuf,
    pub(crate) log: PathBuf,
    /// What the process prints: errors from before the log is open.
    pub(crate) output: PathBuf,
    /// Empty: the engine loads a `config.xml` that it finds where it runs.
    pub(crate) working_dir: PathBuf,
}

impl Config<'_> {
    /// Writes everything below `runtime`, which is private already.
    pub(crate) fn write(&self, runtime: &Path) -> Result<Files, EmbeddedError> {
        let files = Files {
            config: runtime.join("server.xml"),
            log: runtime.join("server.log"),
            output: runtime.join("output.log"),
            working_dir: runtime.join("work"),
        };
        private_folder(&files.working_dir)?;
        let users = runtime.join("users.xml");
        private_file(&files.config, &server_xml(&files.log, &users)?)?;
        private_file(&users, &self.users_xml())?;
        write_overlays(&runtime.join("server.d"), self.server_overlays)?;
        write_overlays(&runtime.join("users.d"), self.users_overlays)?;
        Ok(files)
    }

    fn users_xml(&self) -> String {
        let mut settings: BTreeMap<&str, &str> = STOCK.into_iter().collect();
        settings.extend(
            self.settings
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        );
        let profile: String = settings
            .iter()
            .map(|(name, value)| element(name, value))
            .collect();
        let unlimited: String = UNLIMITED.iter().map(|name| element(name, "0")).collect();
        let users: String = self
            .users
            .iter()
            .map(|(name, password)| user(name, password))
            .collect();
        format!(
            "<clickhouse>\n\
             <profiles>\n<default>\n{profile}</default>\n<listener>\n<profile>default</profile>\n{unlimited}</listener>\n</profiles>\n\
             <quotas><default/></quotas>\n\
             <users>\n\
             <default><password/>{LOOPBACK}<profile>listener</profile><quota>default</quota><grants>\
             <query>GRANT SYSTEM LISTEN ON *.*</query>\
             <query>GRANT SELECT ON system.one</query>\
             <query>GRANT SELECT ON system.numbers</query>\
             </grants></default>\n\
             {app}{users}\
             </users>\n\
             </clickhouse>\n",
            app = user(APP, self.password),
        )
    }
}

const LOOPBACK: &str = "<networks><ip>127.0.0.1</ip><ip>::1</ip></networks>";

fn user(name: &str, password: &str) -> String {
    format!(
        "<{name}><password_sha256_hex>{hash}</password_sha256_hex>{LOOPBACK}\
         <profile>default</profile><quota>default</quota>\
         <access_management>1</access_management><named_collection_control>1</named_collection_control>\
         <show_named_collections>1</show_named_collections>\
         <show_named_collections_secrets>1</show_named_collections_secrets></{name}>\n",
        hash = hash::of_bytes(password.as_bytes()),
    )
}

/// The two schedule pools are 0 in the engine, and background writes of Distributed and Buffer tables then never
/// happen. The caches are a stock server's, smaller.
fn server_xml(log: &Path, users: &Path) -> Result<String, EmbeddedError> {
    Ok(format!(
        "<clickhouse>\n\
         <logger><log>{log}</log><size>10M</size><count>1</count><console>0</console></logger>\n\
         <send_crash_reports><enabled>false</enabled></send_crash_reports>\n\
         <users_config>{users}</users_config>\n\
         <default_profile>listener</default_profile>\n\
         <mark_cache_size>67108864</mark_cache_size>\n\
         <query_cache><max_size_in_bytes>67108864</max_size_in_bytes></query_cache>\n\
         <background_schedule_pool_size>16</background_schedule_pool_size>\n\
         <background_buffer_flush_schedule_pool_size>2</background_buffer_flush_schedule_pool_size>\n\
         <background_distributed_schedule_pool_size>2</background_distributed_schedule_pool_size>\n\
         <query_log><database>system</database><table>query_log</table>\
         <partition_by>toYYYYMM(event_date)</partition_by>\
         <flush_interval_milliseconds>7500</flush_interval_milliseconds></query_log>\n\
         </clickhouse>\n",
        log = escape(text(log)?),
        users = escape(text(users)?),
    ))
}

fn text(path: &Path) -> Result<&str, EmbeddedError> {
    let reason = "it is not UTF-8, and the configuration file must be";
    let option = format!("the temporary folder {}", path.display());
    path.to_str()
        .ok_or_else(|| Kind::Option { option, reason }.into())
}

fn write_overlays(folder: &Path, fragments: &[String]) -> Result<(), EmbeddedError> {
    if fragments.is_empty() {
        return Ok(());
    }
    private_folder(folder)?;
    for (number, fragment) in fragments.iter().enumerate() {
        let trimmed = fragment.trim_start();
        let whole = trimmed.starts_with("<?xml") || trimmed.starts_with("<clickhouse>");
        let document = if whole {
            trimmed.to_owned()
        } else {
            format!("<clickhouse>\n{fragment}\n</clickhouse>\n")
        };
        // The engine merges the files of the folder in the order of their names.
        private_file(&folder.join(format!("{number:04}.xml")), &document)?;
    }
    Ok(())
}

fn private_folder(path: &Path) -> Result<(), EmbeddedError> {
    DirBuilder::new()
        .mode(0o700)
        .create(path)
        .map_err(EmbeddedError::io("create the folder", path))
}

fn private_file(path: &Path, content: &str) -> Result<(), EmbeddedError> {
    File::options()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .and_then(|mut file| file.write_all(content.as_bytes()))
        .map_err(EmbeddedError::io("write", path))
}

/// The system tables' data from an earlier run, whose metadata the engine does not keep: it could not make its
/// `query_log` again where the old files are.
pub(crate) fn remove_stale_logs(data_dir: &Path) -> Result<(), EmbeddedError> {
    let folder = data_dir.join("data").join("system");
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(EmbeddedError::io("remove the old log tables in", &folder)(error))
        }
        _ => Ok(()),
    }
}

fn element(name: &str, value: &str) -> String {
    format!("<{name}>{}</{name}>\n", escape(value))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{Config, escape};

    fn users_xml(settings: &[(String, String)]) -> String {
        let users = [("reader".to_owned(), "hunter2".to_owned())];
        Config {
            password: "s3cret",
            users: &users,
            settings,
            server_overlays: &[],
            users_overlays: &[],
        }
        .users_xml()
    }

    #[test]
    fn passwords_are_written_as_hashes() {
        let xml = users_xml(&[]);
        assert!(!xml.contains("s3cret") && !xml.contains("hunter2"), "{xml}");
        assert!(xml.contains(
            "<reader><password_sha256_hex>f52fbd32b2b3b86ff88ef6c490628285f482af15ddcb29541f94bcf526a3f6c7<"
        ));
    }

    #[test]
    fn a_setting_replaces_the_stock_value() {
        let xml = users_xml(&[("mutations_sync".to_owned(), "2".to_owned())]);
        assert_eq!(xml.matches("<mutations_sync>").count(), 1);
        assert!(xml.contains("<mutations_sync>2</mutations_sync>"));
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(escape("a<b>&c"), "a&lt;b&gt;&amp;c");
    }
}
