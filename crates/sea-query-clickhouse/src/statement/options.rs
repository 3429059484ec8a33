use sea_query::{Expr, QueryBuilder, TableRef, TableRefBuilder};

use crate::{
    ClickHouseQueryBuilder, SettingValue, Target,
    build::{build_with, sealed::Write},
    context::Placement,
    error::BuildError,
    literal::{is_word, write_identifier, write_string},
    render::Renderer,
    table::setting::Settings,
};

/// The clauses that statements of many kinds have.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Options {
    pub(crate) or_replace: bool,
    pub(crate) if_not_exists: bool,
    pub(crate) if_exists: bool,
    pub(crate) sync: bool,
    pub(crate) cluster: Option<String>,
    pub(crate) settings: Settings,
    pub(crate) comment: Option<String>,
    pub(crate) format: Option<String>,
}

impl Options {
    /// Writes `CREATE [OR REPLACE] noun [IF NOT EXISTS] `.
    pub(crate) fn write_create(
        &self,
        renderer: &Renderer<'_>,
        noun: &str,
        sql: &mut String,
    ) -> Result<(), BuildError> {
        if self.or_replace && self.if_not_exists {
            return Err(BuildError::invalid(
                format!("CREATE {noun}"),
                "OR REPLACE and IF NOT EXISTS exclude each other",
            ));
        }
        sql.push_str(if self.or_replace {
            "CREATE OR REPLACE "
        } else {
            "CREATE "
        });
        sql.push_str(noun);
        let again = renderer.context.target.repeatable && !self.or_replace;
        sql.push_str(if self.if_not_exists || again {
            " IF NOT EXISTS "
        } else {
            " "
        });
        Ok(())
    }

    /// Writes `verb [IF EXISTS] `.
    pub(crate) fn write_verb(&self, renderer: &Renderer<'_>, verb: &str, sql: &mut String) {
        sql.push_str(verb);
        let again = renderer.context.target.repeatable
            && ["DROP ", "RENAME "].iter().any(|again| verb.starts_with(again));
        sql.push_str(if self.if_exists || again {
            " IF EXISTS "
        } else {
            " "
        });
    }

    /// Writes ` ON CLUSTER name` of the statement, or else of the target.
    pub(crate) fn write_cluster(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        write_cluster(self.cluster.as_deref().or(renderer.context.target.cluster), sql)
    }

    /// Writes ` ON CLUSTER name` of the statement alone, for those that define nothing.
    pub(crate) fn write_own_cluster(&self, sql: &mut String) -> Result<(), BuildError> {
        write_cluster(self.cluster.as_deref(), sql)
    }

    /// Refuses a table without its database on a cluster, for the statements in which the server does not name it: each
    /// of the other nodes would take its own default database.
    pub(crate) fn check_database(&self, table: &TableRef) -> Result<(), BuildError> {
        match table {
            TableRef::Table(name, _) if self.cluster.is_some() && name.0.is_none() => {
                Err(BuildError::invalid(
                    "ON CLUSTER",
                    format!(
                        "the nodes look for `{0}` in their default database; name the database too: \
                         (\"database\", \"{0}\")",
                        name.1.inner().escape_debug()
                    ),
                ))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn write_sync(&self, sql: &mut String) {
        sql.push_str(if self.sync { " SYNC" } else { "" });
    }

    pub(crate) fn write_comment(&self, sql: &mut String) {
        if let Some(comment) = &self.comment {
            sql.push_str(" COMMENT ");
            write_string(sql, comment);
        }
    }

    pub(crate) fn write_settings(&self, sql: &mut String) -> Result<(), BuildError> {
        self.settings.check()?;
        self.settings.write(sql);
        Ok(())
    }

    /// Writes ` FORMAT name`, and lets the connection know of it.
    pub(crate) fn write_format(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        let Some(format) = &self.format else { return Ok(()) };
        renderer
            .context
            .require(|requirements| requirements.format = Some(format.clone()));
        sql.push_str(" FORMAT ");
        write_word(format, "FORMAT", sql)
    }

    pub(crate) fn set(&mut self, name: String, value: SettingValue) {
        self.settings.set(name, value);
    }
}

fn write_cluster(cluster: Option<&str>, sql: &mut String) -> Result<(), BuildError> {
    let Some(cluster) = cluster else {
        return Ok(());
    };
    if cluster.is_empty() {
        return Err(BuildError::invalid(
            "ON CLUSTER",
            "the name of the cluster is empty",
        ));
    }
    sql.push_str(" ON CLUSTER ");
    write_identifier(sql, cluster);
    Ok(())
}

/// Writes a name that the grammar takes only without quotes.
pub(crate) fn write_word(word: &str, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
    if !is_word(word) {
        return Err(BuildError::invalid(
            clause,
            format!(
                "`{}` is not a name that can stand here: letters, digits and _ only",
                word.escape_debug()
            ),
        ));
    }
    sql.push_str(word);
    Ok(())
}

/// Writes a name between backticks; no object of ClickHouse has an empty one.
pub(crate) fn write_name(name: &str, clause: &'static str, sql: &mut String) -> Result<(), BuildError> {
    if name.is_empty() {
        return Err(BuildError::invalid(clause, "the name is empty"));
    }
    write_identifier(sql, name);
    Ok(())
}

/// Writes names between backticks, separated by commas.
pub(crate) fn write_names(
    names: &[String],
    clause: &'static str,
    sql: &mut String,
) -> Result<(), BuildError> {
    if names.is_empty() {
        return Err(BuildError::invalid(clause, "it names nothing"));
    }
    write_list(names, sql, |name, sql| write_name(name, clause, sql))
}

/// Writes `items`, separated by commas.
pub(crate) fn write_list<T>(
    items: &[T],
    sql: &mut String,
    mut write: impl FnMut(&T, &mut String) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    for (i, item) in items.iter().enumerate() {
        sql.push_str(if i == 0 { "" } else { ", " });
        write(item, sql)?;
    }
    Ok(())
}

/// Writes the name of a table, view or dictionary that a statement is about.
pub(crate) fn write_object(
    renderer: &Renderer<'_>,
    object: &TableRef,
    sql: &mut String,
) -> Result<(), BuildError> {
    match object {
        TableRef::Table(name, None) => {
            renderer.prepare_table_name(name, sql);
            Ok(())
        }
        _ => Err(BuildError::invalid(
            "name",
            "the statement is about a table, view or dictionary by its name, without an alias",
        )),
    }
}

/// Writes the names of tables, views or dictionaries, separated by commas.
pub(crate) fn write_objects(
    renderer: &Renderer<'_>,
    objects: &[TableRef],
    sql: &mut String,
) -> Result<(), BuildError> {
    write_list(objects, sql, |object, sql| write_object(renderer, object, sql))
}

/// Writes an expression with all its values in place.
pub(crate) fn write_expr(renderer: &Renderer<'_>, expr: &Expr, sql: &mut String) {
    renderer
        .context
        .with_literals(|| renderer.prepare_expr(expr, sql));
}

/// Writes a statement with its values in place, for tests and logs.
///
/// # Panics
///
/// Where [`build_clickhouse`](crate::build_clickhouse) returns an error, as SeaQuery's own `to_string` does.
pub(crate) fn to_string(statement: &(impl Write + ?Sized), _: ClickHouseQueryBuilder) -> String {
    let built = build_with(&Target::default(), Placement::Literals, |renderer, sql| {
        statement.write(renderer, sql);
    });
    crate::builder::or_panic(built).sql
}

/// One method of a statement that has [`Options`].
macro_rules! clause {
    (or_replace) => {
        /// `OR REPLACE`: takes the place of the one that has the name.
        pub fn or_replace(mut self) -> Self {
            self.options.or_replace = true;
            self
        }
    };
    (if_not_exists) => {
        /// `IF NOT EXISTS`
        pub fn if_not_exists(mut self) -> Self {
            self.options.if_not_exists = true;
            self
        }
    };
    (if_exists) => {
        /// `IF EXISTS`
        pub fn if_exists(mut self) -> Self {
            self.options.if_exists = true;
            self
        }
    };
    (on_cluster) => {
        /// `ON CLUSTER name`: on every node of the cluster.
        pub fn on_cluster(mut self, name: impl Into<String>) -> Self {
            self.options.cluster = Some(name.into());
            self
        }
    };
    (sync) => {
        /// `SYNC`: returns when it is done, and not when it has begun.
        pub fn sync(mut self) -> Self {
            self.options.sync = true;
            self
        }
    };
    (comment) => {
        /// `COMMENT 'text'`
        pub fn comment(mut self, text: impl Into<String>) -> Self {
            self.options.comment = Some(text.into());
            self
        }
    };
    (setting) => {
        /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
        pub fn setting(mut self, name: impl Into<String>, value: impl Into<crate::SettingValue>) -> Self {
            self.options.set(name.into(), value.into());
            self
        }
    };
    (format) => {
        /// `FORMAT name`: the [format](https://clickhouse.com/docs/interfaces/formats) of the answer.
        pub fn format(mut self, name: impl Into<String>) -> Self {
            self.options.format = Some(name.into());
            self
        }
    };
}
pub(crate) use clause;

/// Makes a type with a method `render` a statement: its clauses, `to_string`, and the way into
/// [`build_clickhouse`](crate::build_clickhouse). Its values are literals, or as `$placement` says.
macro_rules! statement {
    ([$($generics:tt)*] $type:ty { $($clause:ident),* $(,)? } |$statement:ident| $placement:expr) => {
        impl<$($generics)*> $type {
            $(crate::statement::options::clause!($clause);)*

            /// The SQL with its values in place, for tests and logs.
            ///
            /// # Panics
            ///
            /// Where [`build_clickhouse`](crate::build_clickhouse) returns an error.
            pub fn to_string(&self, builder: crate::ClickHouseQueryBuilder) -> String {
                crate::statement::options::to_string(self, builder)
            }
        }

        impl<$($generics)*> crate::build::sealed::Write for $type {
            fn placement(&self) -> crate::context::Placement {
                let $statement = self;
                $placement
            }

            fn write(&self, renderer: &crate::render::Renderer<'_>, sql: &mut String) {
                if let Err(error) = self.render(renderer, sql) {
                    renderer.context.refuse(error);
                }
            }
        }
    };
    ($type:ty { $($clause:ident),* $(,)? }) => {
        crate::statement::options::statement!(
            [] $type { $($clause),* } |_statement| crate::context::Placement::Literals
        );
    };
}
pub(crate) use statement;
