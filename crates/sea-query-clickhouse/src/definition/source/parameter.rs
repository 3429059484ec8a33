//! The code of the source and the layout of a dictionary.

use super::{HIDDEN, Writer, text, whole};
use crate::{
    SettingValue,
    definition::difference::written,
    dictionary::{
        DictionarySource, Layout,
        layout::Key,
        parameter::{Parameter, Parameters},
    },
};

/// What a method takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Secret,
    Number,
    Float,
    Flag,
    Name,
    /// A query, as a statement.
    Query,
    /// A condition, as an expression.
    Condition,
}

/// The type of a source or layout: how it begins, each beginning with the keys that it takes, and its methods.
struct Known {
    path: &'static str,
    beginnings: &'static [(&'static str, &'static [(&'static str, Kind)])],
    /// The method of a key, where it has another name than the key.
    methods: &'static [(&'static str, Kind)],
}

const TABLE: (&str, &[(&str, Kind)]) = ("table", &[("table", Kind::Text)]);
const COLLECTION: (&str, &[(&str, Kind)]) = ("named_collection", &[("name", Kind::Name)]);

const CLICKHOUSE: Known = Known {
    path: "source::ClickHouse",
    beginnings: &[TABLE, ("query", &[("query", Kind::Query)]), COLLECTION],
    methods: &[
        ("host", Kind::Text),
        ("port", Kind::Number),
        ("user", Kind::Text),
        ("password", Kind::Secret),
        ("db", Kind::Text),
        ("secure", Kind::Flag),
        ("where", Kind::Condition),
        ("invalidate_query", Kind::Text),
        ("update_field", Kind::Text),
        ("update_lag", Kind::Number),
    ],
};

/// What MySQL and PostgreSQL have.
const OF_DATABASES: &[(&str, Kind)] = &[
    ("host", Kind::Text),
    ("port", Kind::Number),
    ("user", Kind::Text),
    ("password", Kind::Secret),
    ("db", Kind::Text),
    ("where", Kind::Text),
    ("invalidate_query", Kind::Text),
    ("background_reconnect", Kind::Flag),
    ("update_field", Kind::Text),
    ("update_lag", Kind::Number),
    // Each of these is of one of them, and refused by the server for the other.
    ("socket", Kind::Text),
    ("fail_on_connection_loss", Kind::Flag),
    ("enable_compression", Kind::Flag),
    ("schema", Kind::Text),
];

const OF_REPLICAS: &[(&str, Kind)] = &[
    ("port", Kind::Number),
    ("user", Kind::Text),
    ("password", Kind::Secret),
    ("priority", Kind::Number),
];

const OF_CACHES: &[(&str, Kind)] = &[
    ("ALLOW_READ_EXPIRED_KEYS", Kind::Flag),
    ("MAX_UPDATE_QUEUE_SIZE", Kind::Number),
    ("UPDATE_QUEUE_PUSH_TIMEOUT_MILLISECONDS", Kind::Number),
    ("QUERY_WAIT_TIMEOUT_MILLISECONDS", Kind::Number),
    ("MAX_THREADS_FOR_UPDATES", Kind::Number),
    ("STRICT_MAX_LIFETIME_SECONDS", Kind::Number),
    ("BLOCK_SIZE", Kind::Number),
    ("FILE_SIZE", Kind::Number),
    ("READ_BUFFER_SIZE", Kind::Number),
    ("WRITE_BUFFER_SIZE", Kind::Number),
];

/// The sources with types that say more than [`DictionarySource::custom`].
fn known_source(name: &str) -> Option<Known> {
    Some(match name.to_uppercase().as_str() {
        "CLICKHOUSE" => CLICKHOUSE,
        "MYSQL" => Known {
            path: "source::MySql",
            beginnings: &[TABLE, ("query", &[("query", Kind::Text)]), COLLECTION],
            methods: OF_DATABASES,
        },
        "POSTGRESQL" => Known {
            path: "source::PostgreSql",
            beginnings: &[TABLE, ("query", &[("query", Kind::Text)]), COLLECTION],
            methods: OF_DATABASES,
        },
        "MONGODB" => Known {
            path: "source::MongoDb",
            beginnings: &[
                COLLECTION,
                (
                    "new",
                    &[
                        ("host", Kind::Text),
                        ("db", Kind::Text),
                        ("collection", Kind::Text),
                    ],
                ),
            ],
            methods: &[
                ("port", Kind::Number),
                ("user", Kind::Text),
                ("password", Kind::Secret),
                ("options", Kind::Text),
            ],
        },
        "HTTP" => Known {
            path: "source::Http",
            beginnings: &[("new", &[("url", Kind::Text), ("format", Kind::Text)])],
            methods: &[("update_field", Kind::Text), ("update_lag", Kind::Number)],
        },
        "FILE" => Known {
            path: "source::File",
            beginnings: &[("new", &[("path", Kind::Text), ("format", Kind::Text)])],
            methods: &[],
        },
        "NULL" => Known {
            path: "DictionarySource",
            beginnings: &[("null", &[])],
            methods: &[],
        },
        _ => return None,
    })
}

/// The layouts with types, without what `COMPLEX_KEY_` begins.
fn known_layout(name: &str) -> Option<Known> {
    let of = |path, beginnings, methods| Known {
        path,
        beginnings,
        methods,
    };
    Some(match name {
        "FLAT" => of(
            "layout::Flat",
            &[("new", &[])],
            &[
                ("INITIAL_ARRAY_SIZE", Kind::Number),
                ("MAX_ARRAY_SIZE", Kind::Number),
            ],
        ),
        "HASHED" | "SPARSE_HASHED" => of(
            "layout::Hashed",
            if name == "HASHED" {
                &[("new", &[])]
            } else {
                &[("sparse", &[])]
            },
            &[
                ("SHARDS", Kind::Number),
                ("SHARD_LOAD_QUEUE_BACKLOG", Kind::Number),
                ("MAX_LOAD_FACTOR", Kind::Float),
            ],
        ),
        "HASHED_ARRAY" => of(
            "layout::HashedArray",
            &[("new", &[])],
            &[("SHARDS", Kind::Number)],
        ),
        "CACHE" => of(
            "layout::Cache",
            &[("new", &[("SIZE_IN_CELLS", Kind::Number)])],
            OF_CACHES,
        ),
        "SSD_CACHE" => of("layout::SsdCache", &[("new", &[("PATH", Kind::Text)])], OF_CACHES),
        "DIRECT" => of("layout::Direct", &[("new", &[])], &[]),
        "RANGE_HASHED" => of("layout::RangeHashed", &[("new", &[])], &[]),
        "IP_TRIE" => of(
            "layout::IpTrie",
            &[("new", &[])],
            &[("ACCESS_TO_KEY_FROM_ATTRIBUTES", Kind::Flag)],
        ),
        "REGEXP_TREE" => of("layout::RegexpTree", &[("new", &[])], &[]),
        _ => return None,
    })
}

impl Writer<'_> {
    /// The code of the source, or why there is none.
    pub(super) fn dictionary_source(&mut self, source: &DictionarySource) -> Result<String, String> {
        let typed = known_source(&source.name)
            .and_then(|known| self.typed(&known, &source.parameters))
            .inspect(|code| {
                self.import(match code.starts_with("source::") {
                    true => "sea_query_clickhouse::dictionary::source",
                    false => "sea_query_clickhouse::dictionary::DictionarySource",
                });
            });
        if let Some(code) = typed {
            self.name_secrets(&source.parameters, &code);
            return Ok(code);
        }
        let mut code = format!("DictionarySource::custom({})", text(&source.name));
        for (key, parameter) in source.parameters.iter() {
            let (method, value) = match parameter {
                Parameter::Value(SettingValue::String(hidden)) if hidden == HIDDEN => continue,
                Parameter::Value(value) => ("parameter", self.setting(value)),
                _ => return Err(unsaid("source", &source.name, key)),
            };
            code.push_str(&format!(".{method}({}, {value})", text(key)));
        }
        self.import("sea_query_clickhouse::dictionary::DictionarySource");
        self.name_secrets(&source.parameters, &code);
        Ok(code)
    }

    /// The code of the layout, or why there is none.
    pub(super) fn dictionary_layout(&mut self, layout: &Layout) -> Result<String, String> {
        let (plain, is_complex) = match layout.name.strip_prefix("COMPLEX_KEY_") {
            Some(name) => (name, true),
            None => (layout.name.as_str(), false),
        };
        let typed = match plain {
            "NAIVE_BAYES" => naive_bayes(&layout.parameters),
            name => known_layout(name).and_then(|known| self.typed(&known, &layout.parameters)),
        };
        if let Some(mut code) = typed {
            self.import("sea_query_clickhouse::dictionary::layout");
            if is_complex {
                code.push_str(".complex_key()");
            }
            return Ok(code);
        }
        self.import("sea_query_clickhouse::dictionary::Layout");
        self.import("sea_query_clickhouse::dictionary::layout");
        let key = match layout.key() {
            Key::UInt64 => "UInt64",
            Key::One => "One",
            Key::Complex => "Complex",
        };
        let mut code = format!("Layout::custom({}, layout::Key::{key})", text(&layout.name));
        for (key, parameter) in layout.parameters.iter() {
            let Parameter::Value(value) = parameter else {
                return Err(unsaid("layout", &layout.name, key));
            };
            code.push_str(&format!(".parameter({}, {})", text(key), self.setting(value)));
        }
        Ok(code)
    }

    /// The code by the methods of a type, where it has one for each parameter.
    fn typed(&mut self, known: &Known, parameters: &Parameters) -> Option<String> {
        let begins = |keys: &[(&str, Kind)]| {
            keys.iter().all(|(key, kind)| {
                let parameter = parameters.get(key);
                parameter.is_some_and(|parameter| argument(parameter, *kind).is_some())
            })
        };
        let (beginning, keys) = known.beginnings.iter().find(|(_, keys)| begins(keys))?;
        let arguments: Vec<String> = keys
            .iter()
            .filter_map(|(key, kind)| argument(parameters.get(key)?, *kind))
            .collect();
        let mut code = format!("{}::{beginning}({})", known.path, arguments.join(", "));
        let rest = parameters
            .iter()
            .filter(|(key, _)| !keys.iter().any(|(known, _)| known == key));
        for (key, parameter) in rest {
            match parameter {
                Parameter::Group(group) => code.push_str(&self.group(known, key, group)?),
                Parameter::Value(SettingValue::String(strategy)) if key == "RANGE_LOOKUP_STRATEGY" => {
                    let overlap = match strategy.as_str() {
                        "min" => "Min",
                        "max" => "Max",
                        _ => return None,
                    };
                    code.push_str(&format!(".overlap(layout::Overlap::{overlap})"));
                }
                parameter => {
                    let (_, kind) = known.methods.iter().find(|(name, _)| name == key)?;
                    code.push_str(&method(key, parameter, *kind)?);
                }
            }
        }
        if code.contains("Query::select()") {
            self.import("sea_query::Query");
        }
        Some(code)
    }

    /// The call for a group of parameters.
    fn group(&mut self, known: &Known, key: &str, group: &Parameters) -> Option<String> {
        let value = |key: &str| argument(group.get(key)?, Kind::Text);
        match (known.path, key) {
            ("source::MySql" | "source::PostgreSql", "replica") => {
                let mut code = format!("source::Replica::new({})", value("host")?);
                for (key, parameter) in group.iter().filter(|(key, _)| key != "host") {
                    let (_, kind) = OF_REPLICAS.iter().find(|(name, _)| name == key)?;
                    code.push_str(&method(key, parameter, *kind)?);
                }
                Some(format!(".replica({code})"))
            }
            ("source::Http", "credentials") => {
                let (user, password) = (value("user")?, value("password")?);
                Some(match password.contains(HIDDEN) {
                    true => String::new(),
                    false => format!(".credentials({user}, {password})"),
                })
            }
            ("source::Http", "headers") => {
                let headers = group.iter().map(|(_, header)| match header {
                    Parameter::Group(header) => {
                        let part = |key: &str| argument(header.get(key)?, Kind::Text);
                        Some(format!(".header({}, {})", part("name")?, part("value")?))
                    }
                    _ => None,
                });
                headers.collect()
            }
            _ => None,
        }
    }

    /// Names the secrets that are not in the code, or hidden in it.
    fn name_secrets(&mut self, parameters: &Parameters, code: &str) {
        for (key, parameter) in parameters.iter() {
            match parameter {
                Parameter::Value(SettingValue::String(value)) if value == HIDDEN => {
                    let call = match code.starts_with("DictionarySource") {
                        true => format!(".secret({key:?}, ..)"),
                        false => format!(".{key}(..)"),
                    };
                    self.left_out(format!(
                        "the `{key}` of the source, which the server does not show: add `{call}` to the source"
                    ));
                }
                Parameter::Value(SettingValue::String(value)) if value.contains(HIDDEN) => {
                    self.left_out(format!(
                        "the secret in the `{key}` of the source, which the server does not show: put it in the place of \
                         `{HIDDEN}`"
                    ));
                }
                Parameter::Group(group) => self.name_secret_of(key, group),
                _ => {}
            }
        }
    }

    fn name_secret_of(&mut self, key: &str, group: &Parameters) {
        let Some(Parameter::Value(SettingValue::String(password))) = group.get("password") else {
            return;
        };
        if !password.contains(HIDDEN) {
            return;
        }
        let of = |key: &str| match group.get(key) {
            Some(Parameter::Value(SettingValue::String(value))) => text(value),
            _ => "..".to_owned(),
        };
        self.left_out(match key {
            "credentials" => format!(
                "the `credentials` of the source, whose password the server does not show: add `.credentials({}, ..)` to the \
                 source",
                of("user")
            ),
            key => format!(
                "the `password` of the {key} {} of the source, which the server does not show: add `.password(..)` to it",
                of("host")
            ),
        });
    }

    /// The code of a value of a parameter.
    fn setting(&self, value: &SettingValue) -> String {
        match value {
            SettingValue::Bool(on) => on.to_string(),
            SettingValue::Int(number) => whole(*number),
            SettingValue::UInt(number) => format!("{number}_u64"),
            SettingValue::Float(number) => format!("{number:?}"),
            SettingValue::String(value) => text(value),
        }
    }
}

/// The call of the method of a key; nothing where the value is a secret that is hidden.
fn method(key: &str, parameter: &Parameter, kind: Kind) -> Option<String> {
    if kind == Kind::Secret
        && matches!(parameter, Parameter::Value(SettingValue::String(value)) if value == HIDDEN)
    {
        return Some(String::new());
    }
    let name = match key {
        "where" => "where_".to_owned(),
        key => key.to_lowercase(),
    };
    Some(format!(".{name}({})", argument(parameter, kind)?))
}

/// The code of an argument, where the parameter is of this kind.
fn argument(parameter: &Parameter, kind: Kind) -> Option<String> {
    let value = match (parameter, kind) {
        (Parameter::Name(name), Kind::Name) => return Some(text(name)),
        // What is built is a text on its way to the server, too.
        (Parameter::Query(_) | Parameter::Condition(_), _) => {
            let sql = written(|renderer, sql| {
                if let Err(error) = parameter.write("", renderer, sql) {
                    renderer.context.refuse(error);
                }
            });
            SettingValue::String(crate::definition::engine::string(sql.ok()?.trim_start())?)
        }
        (Parameter::Value(value), _) => value.clone(),
        _ => return None,
    };
    Some(match (value, kind) {
        (SettingValue::String(value), Kind::Text | Kind::Secret) => text(&value),
        (SettingValue::String(sql), Kind::Query) => {
            let rest = sql.strip_prefix("SELECT ")?;
            format!("Query::select().expr(Expr::cust({})).to_owned()", text(rest))
        }
        (SettingValue::String(sql), Kind::Condition) => format!("Expr::cust({})", text(&sql)),
        (SettingValue::Int(number), Kind::Number) if number >= 0 => number.to_string(),
        (SettingValue::UInt(number), Kind::Number) => number.to_string(),
        (SettingValue::Float(number), Kind::Float) => format!("{number:?}"),
        (SettingValue::Int(number), Kind::Float) => format!("{number}.0"),
        (SettingValue::Bool(on), Kind::Flag) => on.to_string(),
        (SettingValue::Int(number @ (0 | 1)), Kind::Flag) => (number == 1).to_string(),
        _ => return None,
    })
}

fn naive_bayes(parameters: &Parameters) -> Option<String> {
    let value = |key: &str| match parameters.get(key)? {
        Parameter::Value(SettingValue::String(value)) => Some(value.as_str()),
        _ => None,
    };
    let class = text(value("class_attribute")?);
    let n = argument(parameters.get("n")?, Kind::Number)?;
    let mode = match value("mode")? {
        "byte" => "Byte",
        "codepoint" => "Codepoint",
        "token" => "Token",
        _ => return None,
    };
    let mut code = format!("layout::NaiveBayes::new({class}, {n}, layout::Tokens::{mode})");
    for (key, parameter) in parameters.iter() {
        match (key.as_str(), parameter) {
            ("class_attribute" | "n" | "mode" | "priors", _) => {}
            ("priors_mode", _) => {
                let priors = match (value("priors_mode")?, parameters.get("priors")) {
                    ("proportional", None) => "Proportional".to_owned(),
                    ("uniform", None) => "Uniform".to_owned(),
                    ("explicit", Some(Parameter::Pairs(pairs))) => format!("Explicit(vec!{pairs:?})"),
                    _ => return None,
                };
                code.push_str(&format!(".priors(layout::Priors::{priors})"));
            }
            ("alpha", parameter) => code.push_str(&method(key, parameter, Kind::Float)?),
            ("start_token" | "end_token", parameter) => {
                code.push_str(&method(key, parameter, Kind::Text)?);
            }
            ("store_source", parameter) => code.push_str(&method(key, parameter, Kind::Flag)?),
            _ => return None,
        }
    }
    Some(code)
}

fn unsaid(of: &str, name: &str, key: &str) -> String {
    format!("`{key}` of the {of} {name}, for which there is no method")
}
