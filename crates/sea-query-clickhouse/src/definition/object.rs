//! A definition that a server printed, to be made again where it is missing.

use std::{
    fmt::{self, Display, Formatter},
    str::FromStr,
};

use sea_query::TableName;
use uuid::Uuid;

use super::{DefinitionError, read_of};
use crate::{
    error::BuildError,
    lexer::{Token, tokens},
    parser::{Parsed, Parser},
    render::Renderer,
    statement::options::{Options, statement, write_object},
};

/// What a definition is of; in the order in which they are made, since those at the end read from those before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ObjectKind {
    /// `TABLE`
    Table,
    /// `DICTIONARY`
    Dictionary,
    /// `VIEW`
    View,
    /// `MATERIALIZED VIEW`
    MaterializedView,
    /// `WINDOW VIEW`
    WindowView,
}

impl ObjectKind {
    fn noun(self) -> &'static str {
        match self {
            Self::Table => "TABLE",
            Self::Dictionary => "DICTIONARY",
            Self::View => "VIEW",
            Self::MaterializedView => "MATERIALIZED VIEW",
            Self::WindowView => "WINDOW VIEW",
        }
    }
}

/// As in a sentence: `materialized view`.
impl Display for ObjectKind {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.noun().to_ascii_lowercase())
    }
}

/// The definition of a table, view or dictionary that a server printed, to be made again on another one as it stands.
///
/// What it is, its name and its UUID are read; the rest is kept as the server wrote it, so that nothing is lost that is not read
/// back elsewhere. A replicated table whose path has `{uuid}`, and a view with a table of its own, must be made with the UUID of its
/// siblings to be their replica. The server prints that in `create_table_query` of `system.tables` where the setting
/// `show_table_uuid_in_table_create_query_if_not_nil` is 1.
///
/// Source: [`system.tables`](https://clickhouse.com/docs/operations/system-tables/tables), and
/// [Distributed DDL](https://clickhouse.com/docs/sql-reference/distributed-ddl).
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, definition::{ObjectDefinition, ObjectKind}};
///
/// let printed = "CREATE MATERIALIZED VIEW shop.daily UUID '511fe779-c2f5-49d6-ac10-6dded65d4ba2' TO INNER UUID \
///                '358c30f2-5cb7-45f0-99ba-8af828011c40' (`day` Date, `n` UInt64) ENGINE = ReplicatedSummingMergeTree \
///                ORDER BY day AS SELECT day, count() AS n FROM shop.event GROUP BY day";
/// let view: ObjectDefinition = printed.parse()?;
/// assert_eq!(view.kind(), ObjectKind::MaterializedView);
/// assert_eq!(
///     view.if_not_exists().on_cluster("main").to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW IF NOT EXISTS `shop`.`daily` UUID '511fe779-c2f5-49d6-ac10-6dded65d4ba2' \
///      ON CLUSTER `main` TO INNER UUID '358c30f2-5cb7-45f0-99ba-8af828011c40' (`day` Date, `n` UInt64) \
///      ENGINE = ReplicatedSummingMergeTree ORDER BY day AS SELECT day, count() AS n FROM shop.event GROUP BY day"
/// );
/// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ObjectDefinition {
    kind: ObjectKind,
    name: TableName,
    uuid: Option<Uuid>,
    /// What comes after ON CLUSTER.
    rest: String,
    options: Options,
}

impl ObjectDefinition {
    /// What it is of.
    pub fn kind(&self) -> ObjectKind {
        self.kind
    }

    /// The name, without its database.
    pub fn name(&self) -> String {
        self.name.1.to_string()
    }

    /// The UUID, where the server printed it.
    pub fn get_uuid(&self) -> Option<Uuid> {
        self.uuid
    }

    /// Whether the server hides a password in it, so that it cannot be made again by this text.
    ///
    /// ```
    /// use sea_query_clickhouse::definition::ObjectDefinition;
    ///
    /// let printed = "CREATE TABLE t (a Int8) ENGINE = MySQL('db:3306', 'shop', 'event', 'reader', '[HIDDEN]')";
    /// assert!(printed.parse::<ObjectDefinition>()?.hides_a_secret());
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn hides_a_secret(&self) -> bool {
        self.rest.contains("[HIDDEN]")
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.hides_a_secret() {
            return Err(BuildError::invalid(
                "CREATE",
                format!(
                    "the server hides a password in the definition of `{}`, which would be made with another one",
                    self.name().escape_debug()
                ),
            ));
        }
        self.options.write_create(renderer, self.kind.noun(), sql)?;
        write_object(renderer, &self.name.clone().into(), sql)?;
        if let Some(uuid) = self.uuid {
            sql.push_str(&format!(" UUID '{uuid}'"));
        }
        self.options.write_cluster(renderer, sql)?;
        sql.push(' ');
        sql.push_str(&self.rest);
        Ok(())
    }
}

statement!(ObjectDefinition {
    if_not_exists,
    on_cluster,
});

/// What `SHOW CREATE`, or `create_table_query` of `system.tables`, has.
impl FromStr for ObjectDefinition {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_of("object", text, Parser::definition)
    }
}

impl Parser<'_> {
    fn definition(&mut self) -> Parsed<ObjectDefinition> {
        if !self.take_words(&["CREATE"]) {
            return Err("CREATE is expected");
        }
        let kind = if self.take_words(&["TABLE"]) {
            ObjectKind::Table
        } else if self.take_words(&["DICTIONARY"]) {
            ObjectKind::Dictionary
        } else if self.take_words(&["VIEW"]) {
            ObjectKind::View
        } else if self.take_words(&["MATERIALIZED", "VIEW"]) {
            ObjectKind::MaterializedView
        } else if self.take_words(&["WINDOW", "VIEW"]) {
            ObjectKind::WindowView
        } else {
            return Err("TABLE, VIEW or DICTIONARY is expected");
        };
        let name = self.name()?;
        let uuid = match self.take_words(&["UUID"]) {
            true => Some(self.string()?.parse().map_err(|_| "a UUID is expected")?),
            false => None,
        };
        self.skip_space();
        let rest = self.rest().trim_end();
        if rest.is_empty() {
            return Err("the definition is expected");
        }
        if tokens(rest).any(|(token, _)| token == Token::Separator) {
            return Err("the text is not of one statement");
        }
        self.position = self.text.len();
        Ok(ObjectDefinition {
            kind,
            name,
            uuid,
            rest: rest.to_owned(),
            options: Options::default(),
        })
    }
}
