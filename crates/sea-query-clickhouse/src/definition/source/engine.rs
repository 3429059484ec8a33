//! The code of an engine.

use super::{HIDDEN, Writer, list, text};
use crate::{
    Engine, SettingValue,
    definition::{difference::written, engine::string, expression::name},
    engine::{MergeTree, Replication},
};

impl Writer<'_> {
    /// The code of the engine, and the settings that are parameters of it.
    pub(super) fn engine(&mut self, engine: &Engine) -> (String, Vec<(String, SettingValue)>) {
        let plain = |name: &str| (format!("Engine::{name}"), Vec::new());
        match engine {
            Engine::MergeTree(engine) => (self.merge_tree(engine), Vec::new()),
            Engine::Replicated { engine, replication } => {
                let engine = self.merge_tree(engine);
                let replicated = match replication {
                    Replication::Default => "replicated()".to_owned(),
                    Replication::At { path, replica } => {
                        self.import("sea_query_clickhouse::engine::Replication");
                        let (path, replica) = (text(path), text(replica));
                        format!(
                            "replicated_by(Replication::At {{ path: {path}.into(), replica: {replica}.into() }})"
                        )
                    }
                    Replication::Shared => {
                        self.import("sea_query_clickhouse::engine::Replication");
                        "replicated_by(Replication::Shared)".to_owned()
                    }
                };
                (format!("{engine}.{replicated}"), Vec::new())
            }
            Engine::Memory => plain("Memory"),
            Engine::Null => plain("Null"),
            Engine::StripeLog => plain("StripeLog"),
            Engine::TinyLog => plain("TinyLog"),
            Engine::Log => plain("Log"),
            Engine::Set => plain("Set"),
            other => self.by_name(other),
        }
    }

    fn by_name(&mut self, engine: &Engine) -> (String, Vec<(String, SettingValue)>) {
        let definition = match engine.definition() {
            Ok(definition) => definition,
            Err(error) => {
                self.left_out(format!("the engine: {error}"));
                return ("Engine::Null".to_owned(), Vec::new());
            }
        };
        let mut parameters = Vec::new();
        for argument in definition.arguments() {
            let sql = written(|renderer, sql| {
                if let Err(error) = argument.write(renderer, sql) {
                    renderer.context.refuse(error);
                }
            });
            match sql {
                Ok(sql) => parameters.push(sql),
                Err(error) => {
                    self.left_out(format!("a parameter of the engine {}: {error}", definition.name))
                }
            }
        }
        if parameters.iter().any(|parameter| parameter.contains(HIDDEN)) {
            self.left_out(format!(
                "a secret of the engine {}, which the server does not show: put it in the place of `{HIDDEN}`",
                definition.name
            ));
        }
        let settings = definition.settings.iter().cloned().collect();
        let code = match (engine, parameters.as_slice()) {
            (Engine::Distributed(_), [cluster, database, table, rest @ ..]) => {
                self.import("sea_query_clickhouse::engine::Distributed");
                let texts: Vec<_> = [cluster, database, table]
                    .into_iter()
                    .map(|parameter| text(&string(parameter).unwrap_or_else(|| parameter.clone())))
                    .collect();
                let mut code = format!("Distributed::new({})", texts.join(", "));
                if let Some(key) = rest.first() {
                    let key = self.expr_text(key);
                    code.push_str(&format!(".sharding_key({key})"));
                }
                if let Some(policy) = rest.get(1).and_then(|policy| string(policy)) {
                    code.push_str(&format!(".policy({})", text(&policy)));
                }
                code
            }
            // Those with a primary key and no sorting key.
            (Engine::EmbeddedRocksDb(_), parameters) => {
                self.import("sea_query_clickhouse::engine::EmbeddedRocksDb");
                let mut code = "EmbeddedRocksDb::new()".to_owned();
                if let Some(seconds) = parameters.first() {
                    code.push_str(&format!(".ttl_seconds({seconds})"));
                }
                if let Some(path) = parameters.get(1).and_then(|path| string(path)) {
                    let is_read_only = parameters.get(2).is_some_and(|flag| flag == "1");
                    let method = if is_read_only { "read_only" } else { "directory" };
                    code.push_str(&format!(".{method}({})", text(&path)));
                }
                code
            }
            (Engine::KeeperMap(_), [path, limit @ ..]) => {
                self.import("sea_query_clickhouse::engine::KeeperMap");
                let path = string(path).unwrap_or_else(|| path.clone());
                let limit = limit
                    .first()
                    .map_or(String::new(), |limit| format!(".keys_limit({limit})"));
                format!("KeeperMap::new({}){limit}", text(&path))
            }
            // Its limits are settings of the table.
            (Engine::BoundedMemory(_), _) => "Engine::Memory".to_owned(),
            // Without a parameter the type of the list would not be known.
            (_, []) => {
                self.import("sea_query_clickhouse::engine::Custom");
                format!("Custom::new({})", text(&definition.name))
            }
            (_, parameters) => {
                self.import("sea_query_clickhouse::engine::Argument");
                let parameters: Vec<_> = parameters.iter().map(|sql| self.argument(sql)).collect();
                format!(
                    "Engine::custom({}, {})",
                    text(&definition.name),
                    list(&parameters)
                )
            }
        };
        (code, settings)
    }

    /// `distributed(local = .., cluster = .., sharding_key = .., policy = ..)`
    pub(super) fn distributed(&mut self, engine: &Engine, local: &str) {
        let Engine::Distributed(engine) = engine else {
            return;
        };
        let mut code = format!(
            "distributed(local = {local}, cluster = {}",
            text(engine.get_cluster())
        );
        if let Some(key) = &engine.sharding_key {
            let key = self.alone(key);
            code.push_str(&format!(", sharding_key = {key}"));
        }
        if let Some(policy) = &engine.policy {
            code.push_str(&format!(", policy = {}", text(policy)));
        }
        code.push(')');
        self.attribute(code);
    }

    fn argument(&mut self, sql: &str) -> String {
        if let Some(value) = string(sql).filter(|_| !sql.contains("\\x")) {
            format!("Argument::value({})", text(&value))
        } else if sql.parse::<u32>().is_ok() {
            format!("Argument::value({sql})")
        } else if let Some(name) = name(sql).filter(|_| sql.starts_with('`')) {
            format!("Argument::name({})", text(&name))
        } else {
            format!("Argument::expr(Expr::cust({}))", text(sql))
        }
    }

    fn merge_tree(&mut self, engine: &MergeTree) -> String {
        let columns = |columns: &[String]| {
            let columns: Vec<_> = columns
                .iter()
                .map(|column| format!("{}.into()", text(column)))
                .collect();
            columns.join(", ")
        };
        let code = match engine {
            MergeTree::Plain => return "Engine::merge_tree()".to_owned(),
            MergeTree::Replacing { version: None, .. } => return "Engine::replacing_merge_tree()".to_owned(),
            MergeTree::Replacing {
                version: Some(version),
                is_deleted: None,
            } => return format!("Engine::replacing_merge_tree_by({})", text(version)),
            MergeTree::Replacing {
                version: Some(version),
                is_deleted: Some(is_deleted),
            } => {
                return format!(
                    "Engine::replacing_merge_tree_deleted({}, {})",
                    text(version),
                    text(is_deleted)
                );
            }
            MergeTree::Aggregating => "MergeTree::Aggregating".to_owned(),
            MergeTree::Summing { columns: summed } => {
                format!("MergeTree::Summing {{ columns: vec![{}] }}", columns(summed))
            }
            MergeTree::Coalescing { columns: kept } => {
                format!("MergeTree::Coalescing {{ columns: vec![{}] }}", columns(kept))
            }
            MergeTree::Collapsing { sign } => {
                format!("MergeTree::Collapsing {{ sign: {}.into() }}", text(sign))
            }
            MergeTree::VersionedCollapsing { sign, version } => format!(
                "MergeTree::VersionedCollapsing {{ sign: {}.into(), version: {}.into() }}",
                text(sign),
                text(version)
            ),
            MergeTree::Graphite { section } => {
                format!("MergeTree::Graphite {{ section: {}.into() }}", text(section))
            }
        };
        self.import("sea_query_clickhouse::engine::MergeTree");
        format!("Engine::from({code})")
    }
}
