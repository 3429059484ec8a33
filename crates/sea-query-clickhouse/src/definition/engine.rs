//! The engine of a table.

use super::expression::{arguments, expr, items, name};
use crate::{
    Engine,
    engine::argument::Argument,
    engine::{
        Alias, BoundedMemory, Buffer, Credentials, Dictionary, Distributed, EmbeddedRocksDb, File,
        GenerateRandom, Hdfs, Join, KeeperMap, Limits, Merge, MergeTree, Replication, S3, Url,
    },
    parser::{Parsed, Parser},
    table::setting::Settings,
};

/// What `default_replica_path` and `default_replica_name` are where the server's configuration says nothing else.
const DEFAULT_REPLICA: (&str, &str) = ("/clickhouse/tables/{uuid}/{shard}", "{replica}");

impl Parser<'_> {
    pub(super) fn engine(&mut self) -> Parsed<Engine> {
        let name = self.identifier()?;
        let parameters = arguments(self)?;
        Ok(known_engine(&name, &parameters)
            .unwrap_or_else(|| Engine::custom(name, parameters.into_iter().map(argument))))
    }
}

/// A parameter as it is: a text, a number, or an expression.
fn argument(text: &str) -> Argument {
    match (string(text), text.parse::<u64>()) {
        (Some(text), _) => Argument::value(text),
        (None, Ok(number)) => Argument::value(number),
        (None, Err(_)) => Argument::expr(expr(text)),
    }
}

/// The text that a literal stands for.
pub(super) fn string(text: &str) -> Option<String> {
    let mut parser = Parser { text, position: 0 };
    let value = parser.quoted('\'').ok()?;
    (parser.position == text.len()).then_some(value)
}

fn known_engine(engine: &str, parameters: &[&str]) -> Option<Engine> {
    if let Some(family) = engine.strip_suffix("MergeTree") {
        return merge_tree(family, parameters);
    }
    Some(match (engine, parameters) {
        ("Memory", []) => Engine::Memory,
        ("Null", []) => Engine::Null,
        ("StripeLog", []) => Engine::StripeLog,
        ("TinyLog", []) => Engine::TinyLog,
        ("Log", []) => Engine::Log,
        ("Set", []) => Engine::Set,
        ("Distributed", [cluster, database, table, rest @ ..]) if rest.len() < 3 => {
            let mut engine = Distributed::new(string(cluster)?, string(database)?, string(table)?);
            if let Some(key) = rest.first() {
                engine = engine.sharding_key(expr(key));
            }
            if let Some(policy) = rest.get(1) {
                engine = engine.policy(string(policy)?);
            }
            engine.into()
        }
        ("Buffer", [database, table, layers, limits @ ..]) => {
            let limits = numbers(limits)?;
            let limit = |seconds, rows, bytes| Limits { seconds, rows, bytes };
            let engine = Buffer::new(string(database)?, string(table)?, layers.parse().ok()?);
            match *limits.as_slice() {
                [a, b, c, d, e, f] => engine.min(limit(a, c, e)).max(limit(b, d, f)),
                [a, b, c, d, e, f, g, h, i] => engine
                    .min(limit(a, c, e))
                    .max(limit(b, d, f))
                    .flush(limit(g, h, i)),
                _ => return None,
            }
            .into()
        }
        ("Merge", [database, tables]) => Merge::new(string(database)?, string(tables)?).into(),
        ("Dictionary", [dictionary]) => {
            Dictionary::new(string(dictionary).or_else(|| name(dictionary))?).into()
        }
        ("Alias", [database, table]) => Alias::new(string(database)?, string(table)?).into(),
        ("Join", [strictness, kind, keys @ ..]) => {
            let keys: Vec<_> = keys.iter().map(|key| name(key)).collect::<Option<_>>()?;
            match (name(strictness)?.as_str(), *kind) {
                ("ANY", "LEFT") => Join::any_left(keys),
                ("ANY", "INNER") => Join::any_inner(keys),
                ("ANY", "RIGHT") => Join::any_right(keys),
                ("ALL", "LEFT") => Join::all_left(keys),
                ("ALL", "INNER") => Join::all_inner(keys),
                ("ALL", "RIGHT") => Join::all_right(keys),
                ("ALL", "FULL") => Join::all_full(keys),
                ("SEMI", "LEFT") => Join::semi_left(keys),
                ("ANTI", "LEFT") => Join::anti_left(keys),
                _ => return None,
            }
            .into()
        }
        ("File", [format, rest @ ..]) => {
            let [path, compression] = texts(rest)?;
            let engine = File::new(string(format)?);
            let engine = path.into_iter().fold(engine, File::path);
            compression.into_iter().fold(engine, File::compression).into()
        }
        ("URL", [url, rest @ ..]) => {
            let [format, compression] = texts(rest)?;
            let engine = format.into_iter().fold(Url::new(string(url)?), Url::format);
            compression.into_iter().fold(engine, Url::compression).into()
        }
        ("HDFS", [uri, rest @ ..]) => {
            let [format, compression] = texts(rest)?;
            let engine = format.into_iter().fold(Hdfs::new(string(uri)?), Hdfs::format);
            compression.into_iter().fold(engine, Hdfs::compression).into()
        }
        ("S3", [url, rest @ ..]) => {
            let engine = S3::new(string(url)?);
            let (engine, rest) = match rest {
                // The server prints the keyword as a text.
                ["NOSIGN" | "'NOSIGN'", rest @ ..] => (engine.credentials(Credentials::NoSign), rest),
                // Two texts after the address may be a key and its secret.
                [_, _, ..] => return None,
                rest => (engine, rest),
            };
            let [format, compression] = texts(rest)?;
            let engine = format.into_iter().fold(engine, S3::format);
            compression.into_iter().fold(engine, S3::compression).into()
        }
        ("KeeperMap", [path, rest @ ..]) => {
            let engine = KeeperMap::new(string(path)?);
            match numbers(rest)?.as_slice() {
                [] => engine,
                &[limit] => engine.keys_limit(limit),
                _ => return None,
            }
            .into()
        }
        ("EmbeddedRocksDB", []) => EmbeddedRocksDb::new().into(),
        ("EmbeddedRocksDB", [seconds, directory @ ..]) => {
            let engine = EmbeddedRocksDb::new().ttl_seconds(seconds.parse().ok()?);
            match directory {
                [] => engine,
                [path, "0"] => engine.directory(string(path)?),
                [path, "1"] => engine.read_only(string(path)?),
                _ => return None,
            }
            .into()
        }
        ("GenerateRandom", parameters) => match *numbers(parameters)?.as_slice() {
            [] => GenerateRandom::new(),
            [seed] => GenerateRandom::seeded(seed),
            [seed, text] => GenerateRandom::seeded(seed).max_string_length(text),
            [seed, text, array] => GenerateRandom::seeded(seed)
                .max_string_length(text)
                .max_array_length(array),
            _ => return None,
        }
        .into(),
        _ => return None,
    })
}

/// The engine Memory with those of the settings that are its limits, which are taken away from them.
pub(super) fn bounded_memory(settings: &mut Settings) -> Option<Engine> {
    let limit = |min, max| settings.number(min).zip(settings.number(max));
    let rows = limit("min_rows_to_keep", "max_rows_to_keep");
    let bytes = limit("min_bytes_to_keep", "max_bytes_to_keep");
    let mut engine = BoundedMemory::new();
    let mut taken = Vec::new();
    if let Some((min, max)) = rows {
        engine = engine.rows(min, max);
        taken.extend(["min_rows_to_keep", "max_rows_to_keep"]);
    }
    if let Some((min, max)) = bytes {
        engine = engine.bytes(min, max);
        taken.extend(["min_bytes_to_keep", "max_bytes_to_keep"]);
    }
    if settings.number("compress") == Some(1) {
        engine = engine.compress(true);
        taken.push("compress");
    }
    // Other limits than these two kinds of pairs are refused where they are written.
    engine.definition().ok().filter(|_| !taken.is_empty())?;
    settings.remove(&taken);
    Some(engine.into())
}

/// Up to two texts.
fn texts(parameters: &[&str]) -> Option<[Option<String>; 2]> {
    let text = |parameter: &&str| string(parameter).filter(|text| !text.is_empty());
    match parameters {
        [] => Some([None, None]),
        [one] => Some([Some(text(one)?), None]),
        [one, two] => Some([Some(text(one)?), Some(text(two)?)]),
        _ => None,
    }
}

fn numbers(parameters: &[&str]) -> Option<Vec<u64>> {
    parameters.iter().map(|text| text.parse().ok()).collect()
}

fn merge_tree(family: &str, parameters: &[&str]) -> Option<Engine> {
    let (replication, family, parameters) = if let Some(family) = family.strip_prefix("Shared") {
        // ClickHouse Cloud prints the path and the name of the replica, which it does not take.
        match parameters {
            [path, replica, rest @ ..] if string(path).is_some() && string(replica).is_some() => {
                (Some(Replication::Shared), family, rest)
            }
            all => (Some(Replication::Shared), family, all),
        }
    } else if let Some(family) = family.strip_prefix("Replicated") {
        match parameters {
            [path, replica, rest @ ..] if string(path).is_some() && string(replica).is_some() => {
                let (path, replica) = (string(path)?, string(replica)?);
                let replication = match (path.as_str(), replica.as_str()) == DEFAULT_REPLICA {
                    true => Replication::Default,
                    false => Replication::At { path, replica },
                };
                (Some(replication), family, rest)
            }
            all => (Some(Replication::Default), family, all),
        }
    } else {
        (None, family, parameters)
    };
    let columns = || -> Option<Vec<String>> {
        match parameters {
            [one] => match name(one) {
                Some(name) => Some(vec![name]),
                None => {
                    let list = one.strip_prefix('(')?.strip_suffix(')')?;
                    items(list).ok()?.into_iter().map(name).collect()
                }
            },
            [] => Some(Vec::new()),
            _ => None,
        }
    };
    let engine = match (family, parameters) {
        ("", []) => MergeTree::Plain,
        ("Aggregating", []) => MergeTree::Aggregating,
        ("Replacing", []) => MergeTree::Replacing {
            version: None,
            is_deleted: None,
        },
        ("Replacing", [version, rest @ ..]) if rest.len() < 2 => MergeTree::Replacing {
            version: Some(name(version)?),
            is_deleted: match rest.first() {
                Some(column) => Some(name(column)?),
                None => None,
            },
        },
        ("Summing", _) => MergeTree::Summing { columns: columns()? },
        ("Coalescing", _) => MergeTree::Coalescing { columns: columns()? },
        ("Collapsing", [sign]) => MergeTree::Collapsing { sign: name(sign)? },
        ("VersionedCollapsing", [sign, version]) => MergeTree::VersionedCollapsing {
            sign: name(sign)?,
            version: name(version)?,
        },
        ("Graphite", [section]) => MergeTree::Graphite {
            section: string(section)?,
        },
        _ => return None,
    };
    Some(match replication {
        None => Engine::MergeTree(engine),
        Some(replication) => engine.replicated_by(replication),
    })
}
