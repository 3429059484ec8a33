use sea_query::{IntoTableRef, TableRef};

use super::options::{Options, statement, write_list, write_name, write_names, write_object, write_objects};
use crate::{
    Feature,
    argument::{Argument, write_call},
    error::BuildError,
    partition::Partition,
    render::Renderer,
    table::setting::Settings,
};

/// Where a backup is written to and read from.
///
/// Source: <https://clickhouse.com/docs/operations/backup#command-summary>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Backup, BackupPlace}};
///
/// let place = BackupPlace::s3("https://bucket.s3.amazonaws.com/2024", "key", "secret");
/// assert!(!format!("{place:?}").contains("secret"));
/// assert_eq!(
///     Backup::database("shop").to(place).to_string(ClickHouseQueryBuilder),
///     "BACKUP DATABASE `shop` TO S3('https://bucket.s3.amazonaws.com/2024', 'key', 'secret')"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct BackupPlace {
    engine: String,
    arguments: Vec<Argument>,
}

impl BackupPlace {
    /// `File('path')`: in a directory that the server's configuration allows.
    pub fn file(path: impl Into<String>) -> Self {
        Self::custom("File", [Argument::value(path.into())])
    }

    /// `Disk('disk', 'path')`: on a disk of the server's configuration.
    pub fn disk(disk: impl Into<String>, path: impl Into<String>) -> Self {
        Self::custom(
            "Disk",
            [Argument::value(disk.into()), Argument::value(path.into())],
        )
    }

    /// `S3('endpoint', 'key', 'secret')`
    pub fn s3(endpoint: impl Into<String>, key: impl Into<String>, secret: impl Into<String>) -> Self {
        Self::custom(
            "S3",
            [
                Argument::value(endpoint.into()),
                Argument::secret(key),
                Argument::secret(secret),
            ],
        )
    }

    /// `S3(collection, 'path')`: endpoint and keys are in a named collection.
    pub fn s3_collection(collection: impl Into<String>, path: impl Into<String>) -> Self {
        Self::custom("S3", [Argument::name(collection), Argument::value(path.into())])
    }

    /// `AzureBlobStorage('connection string', 'container', 'path')`
    pub fn azure(
        connection: impl Into<String>,
        container: impl Into<String>,
        path: impl Into<String>,
    ) -> Self {
        Self::custom(
            "AzureBlobStorage",
            [
                Argument::secret(connection),
                Argument::value(container.into()),
                Argument::value(path.into()),
            ],
        )
    }

    /// `Memory('name')`: in the memory of the session, for tests.
    pub fn memory(name: impl Into<String>) -> Self {
        Self::custom("Memory", [Argument::value(name.into())])
    }

    /// `Null`: nowhere, to measure.
    pub fn null() -> Self {
        Self::custom("Null", [])
    }

    /// Any other engine: its name, and its arguments.
    pub fn custom(engine: impl Into<String>, arguments: impl IntoIterator<Item = Argument>) -> Self {
        Self {
            engine: engine.into(),
            arguments: arguments.into_iter().collect(),
        }
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        write_call(&self.engine, &self.arguments, renderer, sql)
    }
}

/// What a backup holds, or what is restored of it.
#[derive(Clone, Debug, PartialEq)]
struct Element {
    what: What,
    alias: Option<TableRef>,
    partitions: Vec<Partition>,
    except_tables: Vec<TableRef>,
    except_databases: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Object(&'static str, TableRef),
    Database(String),
    All,
}

impl Element {
    fn new(what: What) -> Self {
        Self {
            what,
            alias: None,
            partitions: Vec::new(),
            except_tables: Vec::new(),
            except_databases: Vec::new(),
        }
    }

    fn has_exceptions(&self) -> bool {
        !self.except_tables.is_empty() || !self.except_databases.is_empty()
    }

    fn check_databases(&self, options: &Options) -> Result<(), BuildError> {
        match &self.what {
            What::Object("TEMPORARY TABLE", _) => Ok(()),
            What::Object(_, object) => std::iter::once(object)
                .chain(&self.alias)
                .try_for_each(|object| options.check_database(object)),
            What::Database(_) | What::All => Ok(()),
        }
    }

    fn write(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        match &self.what {
            What::Object(kind, object) => {
                sql.push_str(kind);
                sql.push(' ');
                write_object(renderer, object, sql)?;
                if self.has_exceptions() {
                    return Err(BuildError::invalid(
                        "EXCEPT",
                        "only `all` and `database` leave tables out",
                    ));
                }
            }
            What::Database(name) => {
                sql.push_str("DATABASE ");
                write_name(name, "DATABASE", sql)?;
            }
            What::All => sql.push_str("ALL"),
        }
        match (&self.alias, &self.what) {
            (None, _) => {}
            (Some(alias), What::Object(..)) => {
                sql.push_str(" AS ");
                write_object(renderer, alias, sql)?;
            }
            (Some(TableRef::Table(name, None)), What::Database(_)) if name.0.is_none() => {
                sql.push_str(" AS ");
                write_name(&name.1.inner(), "DATABASE", sql)?;
            }
            (Some(_), What::Database(_)) => {
                return Err(BuildError::invalid(
                    "AS",
                    "a database has one name, without another before it",
                ));
            }
            (Some(_), What::All) => {
                return Err(BuildError::invalid(
                    "AS",
                    "everything has no name that could be another",
                ));
            }
        }
        if !self.partitions.is_empty() {
            if !matches!(self.what, What::Object("TABLE", _)) {
                return Err(BuildError::invalid("PARTITIONS", "only a table has partitions"));
            }
            sql.push_str(" PARTITIONS ");
            write_list(&self.partitions, sql, |partition, sql| {
                partition.write(renderer, sql);
                Ok(())
            })?;
        }
        if !self.except_databases.is_empty() {
            if !matches!(self.what, What::All) {
                return Err(BuildError::invalid(
                    "EXCEPT DATABASES",
                    "only `all` leaves databases out",
                ));
            }
            sql.push_str(" EXCEPT DATABASES ");
            write_names(&self.except_databases, "EXCEPT DATABASES", sql)?;
        }
        if !self.except_tables.is_empty() {
            sql.push_str(" EXCEPT TABLES ");
            write_objects(renderer, &self.except_tables, sql)?;
        }
        Ok(())
    }
}

macro_rules! backup {
    (
        $(#[$doc:meta])*
        $type:ident, $verb:literal, $preposition:literal, $place:ident, $(#[$place_doc:meta])*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $type {
            elements: Vec<Element>,
            place: Option<BackupPlace>,
            base: Option<BackupPlace>,
            asynchronous: bool,
            secret_settings: Vec<(String, Argument)>,
            options: Options,
        }

        impl $type {
            fn new(what: What) -> Self {
                Self {
                    elements: vec![Element::new(what)],
                    place: None,
                    base: None,
                    asynchronous: false,
                    secret_settings: Vec::new(),
                    options: Options::default(),
                }
            }

            /// A table.
            pub fn table(table: impl IntoTableRef) -> Self {
                Self::new(What::Object("TABLE", table.into_table_ref()))
            }

            /// A database with all that is in it.
            pub fn database(name: impl Into<String>) -> Self {
                Self::new(What::Database(name.into()))
            }

            /// Everything.
            pub fn all() -> Self {
                Self::new(What::All)
            }

            fn and(mut self, what: What) -> Self {
                self.elements.push(Element::new(what));
                self
            }

            fn last(mut self, change: impl FnOnce(&mut Element)) -> Self {
                if let Some(element) = self.elements.last_mut() {
                    change(element);
                }
                self
            }

            /// A table more.
            pub fn and_table(self, table: impl IntoTableRef) -> Self {
                self.and(What::Object("TABLE", table.into_table_ref()))
            }

            /// A temporary table more.
            pub fn and_temporary_table(self, table: impl IntoTableRef) -> Self {
                self.and(What::Object("TEMPORARY TABLE", table.into_table_ref()))
            }

            /// A dictionary more.
            pub fn and_dictionary(self, dictionary: impl IntoTableRef) -> Self {
                self.and(What::Object("DICTIONARY", dictionary.into_table_ref()))
            }

            /// A view more.
            pub fn and_view(self, view: impl IntoTableRef) -> Self {
                self.and(What::Object("VIEW", view.into_table_ref()))
            }

            /// A database more.
            pub fn and_database(self, name: impl Into<String>) -> Self {
                self.and(What::Database(name.into()))
            }

            /// `AS name`: the one that was named last has another name on the other side. A database takes a name
            /// without a dot.
            pub fn as_(self, name: impl IntoTableRef) -> Self {
                let name = name.into_table_ref();
                self.last(|element| element.alias = Some(name))
            }

            /// `PARTITIONS ...`: of the table that was named last, these partitions alone.
            pub fn partitions(self, partitions: impl IntoIterator<Item = Partition>) -> Self {
                self.last(|element| element.partitions.extend(partitions))
            }

            /// `EXCEPT TABLES ...`: of everything, or of the database that was named last, without these tables.
            pub fn except_tables<I, T>(self, tables: I) -> Self
            where
                I: IntoIterator<Item = T>,
                T: IntoTableRef,
            {
                let tables = tables.into_iter().map(IntoTableRef::into_table_ref);
                self.last(|element| element.except_tables.extend(tables))
            }

            /// `EXCEPT DATABASES ...`: everything but these databases.
            pub fn except_databases<I, D>(self, databases: I) -> Self
            where
                I: IntoIterator<Item = D>,
                D: Into<String>,
            {
                let databases = databases.into_iter().map(Into::into);
                self.last(|element| element.except_databases.extend(databases))
            }

            $(#[$place_doc])*
            pub fn $place(mut self, place: BackupPlace) -> Self {
                self.place = Some(place);
                self
            }

            /// `SETTINGS base_backup = ...`: the backup that this one builds upon.
            pub fn base_backup(mut self, place: BackupPlace) -> Self {
                self.base = Some(place);
                self
            }

            /// `SETTINGS password = '...'`: of the archive. It is not shown by `Debug`.
            pub fn password(mut self, password: impl Into<String>) -> Self {
                self.secret_settings = vec![("password".to_owned(), Argument::secret(password))];
                self
            }

            /// `ASYNC`: returns at once with an id, by which `system.backups` tells how far it is.
            pub fn asynchronous(mut self) -> Self {
                self.asynchronous = true;
                self
            }

            fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
                renderer.context.check(Feature::Backup);
                let Some(place) = &self.place else {
                    return Err(BuildError::invalid($verb, concat!("it has no ", $preposition, ": name the place of the backup")));
                };
                sql.push_str($verb);
                sql.push(' ');
                write_elements(&self.elements, renderer, sql)?;
                for element in &self.elements {
                    element.check_databases(&self.options)?;
                }
                self.options.write_cluster(sql)?;
                sql.push_str(concat!(" ", $preposition, " "));
                place.write(renderer, sql)?;
                write_backup_settings(
                    self.base.as_ref(),
                    &self.secret_settings,
                    &self.options.settings,
                    renderer,
                    sql,
                )?;
                sql.push_str(if self.asynchronous { " ASYNC" } else { "" });
                self.options.write_format(renderer, sql)
            }
        }

        statement!($type { on_cluster, setting, format });
    };
}

backup! {
    /// `BACKUP`: writes tables, databases or everything to a place outside of the server's data.
    ///
    /// Source: <https://clickhouse.com/docs/operations/backup>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{Backup, BackupPlace}};
    ///
    /// let backup = Backup::table(("shop", "event"))
    ///     .and_database("logs")
    ///     .except_tables([("logs", "debug")])
    ///     .to(BackupPlace::disk("backups", "monday.zip"))
    ///     .base_backup(BackupPlace::disk("backups", "sunday.zip"))
    ///     .setting("compression_method", "lzma")
    ///     .asynchronous();
    /// assert_eq!(
    ///     backup.to_string(ClickHouseQueryBuilder),
    ///     "BACKUP TABLE `shop`.`event`, DATABASE `logs` EXCEPT TABLES `logs`.`debug` TO Disk('backups', 'monday.zip') \
    ///      SETTINGS base_backup = Disk('backups', 'sunday.zip'), compression_method = 'lzma' ASYNC"
    /// );
    /// ```
    Backup, "BACKUP", "TO", to,
    /// `TO ...`: where the backup is written.
}

backup! {
    /// `RESTORE`: brings back what a backup holds.
    ///
    /// Source: <https://clickhouse.com/docs/operations/backup>.
    ///
    /// ```
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::{BackupPlace, Restore}};
    ///
    /// let restore = Restore::table("event")
    ///     .as_("event_restored")
    ///     .from(BackupPlace::disk("backups", "monday.zip"))
    ///     .setting("structure_only", true);
    /// assert_eq!(
    ///     restore.to_string(ClickHouseQueryBuilder),
    ///     "RESTORE TABLE `event` AS `event_restored` FROM Disk('backups', 'monday.zip') SETTINGS structure_only = 1"
    /// );
    /// ```
    Restore, "RESTORE", "FROM", from,
    /// `FROM ...`: where the backup lies.
}

fn write_elements(elements: &[Element], renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
    // The server reads whatever follows EXCEPT TABLES as one table more, so that it has to come last.
    let (open, closed): (Vec<_>, Vec<_>) = elements.iter().partition(|element| element.has_exceptions());
    if open.len() > 1 {
        return Err(BuildError::unsupported(
            "EXCEPT",
            "the server takes exceptions in one element of a statement; back up the others by a statement of their own",
        ));
    }
    let ordered: Vec<_> = closed.into_iter().chain(open).collect();
    write_list(&ordered, sql, |element, sql| element.write(renderer, sql))
}

fn write_backup_settings(
    base: Option<&BackupPlace>,
    secrets: &[(String, Argument)],
    settings: &Settings,
    renderer: &Renderer<'_>,
    sql: &mut String,
) -> Result<(), BuildError> {
    let mut keyword = " SETTINGS ";
    let mut begin = |name: &str, sql: &mut String| {
        sql.push_str(std::mem::replace(&mut keyword, ", "));
        sql.push_str(name);
        sql.push_str(" = ");
    };
    if let Some(base) = base {
        begin("base_backup", sql);
        base.write(renderer, sql)?;
    }
    for (name, value) in secrets {
        begin(name, sql);
        value.write(renderer, sql)?;
    }
    settings.check()?;
    for (name, value) in settings.iter() {
        begin(name, sql);
        value.write(sql);
    }
    Ok(())
}

/// `SYSTEM UNFREEZE WITH NAME`: removes what `ALTER TABLE ... FREEZE WITH NAME` has kept, of all tables.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/system#unfreeze>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Unfreeze};
///
/// assert_eq!(Unfreeze::named("monday").to_string(ClickHouseQueryBuilder), "SYSTEM UNFREEZE WITH NAME 'monday'");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unfreeze {
    name: String,
}

impl Unfreeze {
    /// What was frozen under `name`.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into() }
    }

    fn render(&self, _: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str("SYSTEM UNFREEZE WITH NAME ");
        crate::literal::write_string(sql, &self.name);
        Ok(())
    }
}

statement!(Unfreeze {});
