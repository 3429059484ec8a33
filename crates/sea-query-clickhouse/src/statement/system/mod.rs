mod cache;
mod operation;
mod replica;

pub use cache::{Activity, Cache, Protocol};
pub use replica::DropReplica;

use sea_query::{IntoTableRef, TableRef};

use super::{
    BackupPlace,
    options::{Options, statement, write_list, write_name, write_object, write_objects, write_word},
};
use crate::{error::BuildError, literal::write_string, render::Renderer};

/// `SYSTEM`: what an operator tells a running server to do.
///
/// `SYSTEM UNFREEZE` is [`Unfreeze`](super::Unfreeze), `SYSTEM DROP REPLICA` is [`DropReplica`].
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/system>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Activity, System}};
///
/// let sql = |system: System| system.to_string(ClickHouseQueryBuilder);
/// assert_eq!(sql(System::reload_config().on_cluster("main")), "SYSTEM RELOAD CONFIG ON CLUSTER `main`");
/// assert_eq!(sql(System::stop(Activity::Merges)), "SYSTEM STOP MERGES");
/// assert_eq!(sql(System::flush_logs_of(["query_log", "part_log"])), "SYSTEM FLUSH LOGS `query_log`, `part_log`");
/// assert_eq!(sql(System::sync_replica_strict(("shop", "sale"))), "SYSTEM SYNC REPLICA `shop`.`sale` STRICT");
/// assert_eq!(sql(System::custom("DROP FUTURE CACHE").text("all of it")), "SYSTEM DROP FUTURE CACHE 'all of it'");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct System {
    words: String,
    pieces: Vec<Piece>,
    /// What the caller has added.
    added: Vec<Piece>,
    takes: Takes,
    cluster: Cluster,
    options: Options,
}

/// What a caller may add.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Nothing,
    Table,
    TableOrVolume,
    Exceptions,
    Anything,
}

/// Where the server reads ON CLUSTER.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cluster {
    BeforeArguments,
    AfterArguments,
    Nowhere,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(&'static str),
    Text(String),
    Texts(Vec<String>),
    Name(String),
    Number(u64),
    Table(TableRef),
    Tables(Vec<TableRef>),
    Volume(String, String),
    Protocols(Vec<Protocol>),
    Except(Vec<Protocol>),
    Place(BackupPlace),
}

impl Piece {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match self {
            Self::Words(words) => sql.push_str(words),
            Self::Text(text) => write_string(sql, text),
            Self::Texts(texts) if texts.is_empty() => {
                return Err(BuildError::invalid("SYSTEM", "the list is empty"));
            }
            Self::Texts(texts) => {
                return write_list(texts, sql, |text, sql| {
                    write_string(sql, text);
                    Ok(())
                });
            }
            Self::Name(name) => return write_name(name, "SYSTEM", sql),
            Self::Number(number) => sql.push_str(&number.to_string()),
            Self::Table(table) => return write_object(renderer, table, sql),
            // Without a name the server would do it to all of them.
            Self::Tables(tables) if tables.is_empty() => {
                return Err(BuildError::invalid(
                    "SYSTEM",
                    "it names no table; the method without `_of` is about all of them",
                ));
            }
            Self::Tables(tables) => return write_objects(renderer, tables, sql),
            Self::Volume(policy, volume) => {
                sql.push_str("ON VOLUME ");
                write_name(policy, "ON VOLUME", sql)?;
                sql.push('.');
                return write_name(volume, "ON VOLUME", sql);
            }
            Self::Protocols(protocols) => return write_protocols(protocols, sql),
            Self::Except(protocols) if protocols.is_empty() => {
                return Err(BuildError::invalid("EXCEPT", "it names no protocol"));
            }
            Self::Except(protocols) => {
                sql.push_str("EXCEPT ");
                return write_protocols(protocols, sql);
            }
            Self::Place(place) => return place.write(renderer, sql),
        }
        Ok(())
    }
}

fn write_protocols(protocols: &[Protocol], sql: &mut String) -> Result<(), BuildError> {
    write_list(protocols, sql, |protocol, sql| {
        sql.push_str(protocol.words());
        if let Protocol::Custom(name) = protocol {
            sql.push(' ');
            write_string(sql, name);
        }
        Ok(())
    })
}

impl System {
    fn new(words: impl Into<String>, pieces: impl IntoIterator<Item = Piece>) -> Self {
        Self {
            words: words.into(),
            pieces: pieces.into_iter().collect(),
            added: Vec::new(),
            takes: Takes::Nothing,
            cluster: Cluster::BeforeArguments,
            options: Options::default(),
        }
    }

    fn nowhere(self) -> Self {
        Self {
            cluster: Cluster::Nowhere,
            ..self
        }
    }

    fn takes(activity: Activity) -> Takes {
        match activity {
            Activity::Merges => Takes::TableOrVolume,
            Activity::ReplicatedDdlQueries => Takes::Nothing,
            _ => Takes::Table,
        }
    }

    fn listen(words: &'static str, protocol: Protocol) -> Self {
        Self {
            takes: if protocol.is_group() {
                Takes::Exceptions
            } else {
                Takes::Nothing
            },
            ..Self::new(words, [Piece::Protocols(vec![protocol])])
        }
    }

    fn piece(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self
    }

    fn words(self, words: &'static str) -> Self {
        self.piece(Piece::Words(words))
    }

    fn tables<I, T>(self, tables: I) -> Self
    where
        I: IntoIterator<Item = T>,
        T: IntoTableRef,
    {
        let tables = tables.into_iter().map(IntoTableRef::into_table_ref).collect();
        self.piece(Piece::Tables(tables))
    }

    fn add(mut self, piece: Piece) -> Self {
        self.added.push(piece);
        self
    }

    /// Of one table alone: of [`start`](Self::start), [`stop`](Self::stop), the primary keys and
    /// [`custom`](Self::custom).
    pub fn table(self, table: impl IntoTableRef) -> Self {
        self.add(Piece::Table(table.into_table_ref()))
    }

    /// `ON VOLUME policy.volume`: of [`start`](Self::start) and [`stop`](Self::stop) of merges, one volume.
    pub fn volume(self, policy: impl Into<String>, volume: impl Into<String>) -> Self {
        self.add(Piece::Volume(policy.into(), volume.into()))
    }

    /// `EXCEPT protocols`, of a group of protocols.
    pub fn except(self, protocols: impl IntoIterator<Item = Protocol>) -> Self {
        self.add(Piece::Except(protocols.into_iter().collect()))
    }

    /// A name between backticks, of [`custom`](Self::custom).
    pub fn name(self, name: impl Into<String>) -> Self {
        self.add(Piece::Name(name.into()))
    }

    /// A text between quotes, of [`custom`](Self::custom).
    pub fn text(self, text: impl Into<String>) -> Self {
        self.add(Piece::Text(text.into()))
    }

    /// A number, of [`custom`](Self::custom).
    pub fn number(self, number: u64) -> Self {
        self.add(Piece::Number(number))
    }

    /// Refuses what was added and the server does not read.
    fn check(&self) -> Result<(), BuildError> {
        let takes = |piece: &Piece| {
            matches!(
                (self.takes, piece),
                (Takes::Anything, _)
                    | (Takes::Table | Takes::TableOrVolume, Piece::Table(_))
                    | (Takes::TableOrVolume, Piece::Volume(..))
                    | (Takes::Exceptions, Piece::Except(_))
            )
        };
        let Some(piece) = self.added.iter().find(|piece| !takes(piece)) else {
            if self.takes != Takes::Anything && self.added.len() > 1 {
                return Err(BuildError::invalid(
                    "SYSTEM",
                    format!("{} is about one thing at a time", self.words),
                ));
            }
            return Ok(());
        };
        let what = match piece {
            Piece::Table(_) => "no table, or no other one",
            Piece::Volume(..) => "no volume",
            Piece::Except(_) => "no exceptions",
            _ => "nothing after it; `System::custom` does",
        };
        Err(BuildError::invalid(
            "SYSTEM",
            format!("{} takes {what}", self.words),
        ))
    }

    /// Refuses a table that is another one on each node. The tables of logs are in one database, and a dictionary of the
    /// configuration is in none.
    fn check_databases(&self) -> Result<(), BuildError> {
        if matches!(
            self.words.as_str(),
            "FLUSH LOGS" | "RELOAD DICTIONARY" | "UNLOAD DICTIONARY"
        ) {
            return Ok(());
        }
        let mut tables = self
            .pieces
            .iter()
            .chain(&self.added)
            .flat_map(|piece| match piece {
                Piece::Table(table) => std::slice::from_ref(table),
                Piece::Tables(tables) => tables,
                _ => &[],
            });
        tables.try_for_each(|table| self.options.check_database(table))
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.check()?;
        self.check_databases()?;
        sql.push_str("SYSTEM");
        for word in self.words.split(' ') {
            sql.push(' ');
            write_word(word, "SYSTEM", sql)?;
        }
        if self.cluster == Cluster::Nowhere && self.options.cluster.is_some() {
            return Err(BuildError::unsupported(
                "ON CLUSTER",
                format!("the server takes {} on one node at a time", self.words),
            ));
        }
        if self.cluster == Cluster::BeforeArguments {
            self.options.write_own_cluster(sql)?;
        }
        for piece in self.pieces.iter().chain(&self.added) {
            sql.push(' ');
            piece.write(renderer, sql)?;
        }
        if self.cluster == Cluster::AfterArguments {
            self.options.write_own_cluster(sql)?;
        }
        if !self.options.settings.is_empty() && self.words != "FLUSH DISTRIBUTED" {
            return Err(BuildError::unsupported(
                "SETTINGS",
                "only SYSTEM FLUSH DISTRIBUTED has settings of its own; send others with the request",
            ));
        }
        self.options.write_settings(sql)
    }
}

statement!(System { on_cluster, setting });
