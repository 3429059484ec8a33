mod element;
mod place;

use element::{Element, What, write_elements};
pub use place::BackupPlace;
use sea_query::IntoTableRef;

use super::options::{Options, statement};
use crate::{
    Feature, engine::argument::Argument, error::BuildError, partition::Partition, render::Renderer,
    table::setting::Settings,
};

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
                self.options.write_own_cluster(sql)?;
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
