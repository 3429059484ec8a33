//! Entities written from what is in a database: what `sea-orm-clickhouse generate entity` does.
//!
//! Each table becomes a file with an entity that declares it: types, engine, keys, partitions, indexes, projections,
//! constraints, TTL, codecs, defaults and comments as attributes of the derive
//! [`ClickHouseEntity`](macro@crate::ClickHouseEntity), so that
//! [`check_declared`](crate::ClickHouseConnection::check_declared) finds no difference between the two. Views and
//! materialized views declare their query, how they are refreshed and whose rights they have; dictionaries their source,
//! layout, lifetime and attributes, for
//! [`check_declared_dictionary`](crate::ClickHouseConnection::check_declared_dictionary). A Distributed table names the
//! entity of its local tables. What cannot be declared is named in the file and in [`GeneratedEntities::left_out`].
//!
//! ```no_run
//! use sea_orm_clickhouse::{ClickHouse, generate::{EntityGenerator, Serde}};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let db = ClickHouse::connect("clickhouse://app:secret@127.0.0.1:8123/analytics").await?;
//! let entities = EntityGenerator::new().with_serde(Serde::Both).generate(&db).await?;
//! for sentence in entities.left_out() {
//!     eprintln!("{sentence}");
//! }
//! entities.write("src/entity".as_ref())?;
//! # Ok(())
//! # }
//! ```

mod catalogue;
pub mod cli;
mod dictionary;
mod distributed;
mod field;
mod index;
mod model;
mod name;
mod option;
mod view;

use std::{fs, io, path::Path};

use crate::{connection::ClickHouseConnection, error::ClickHouseError};
use catalogue::Object;
use name::Names;
pub use option::{BannerVersion, DateTimeCrate, EntityFormat, Prelude, Serde};

/// Writes entities. Without options these are the entities of all tables, views and dictionaries of the database of the connection,
/// but for those of SeaORM's migrations and those whose names begin with `_`.
#[derive(Clone, Debug)]
pub struct EntityGenerator {
    tables: Vec<String>,
    ignored: Vec<String>,
    hidden: bool,
    lib: bool,
    prelude: Prelude,
    with_serde: Serde,
    date_time_crate: DateTimeCrate,
    copy_enums: bool,
    format: EntityFormat,
    banner: BannerVersion,
    skip_primary_key: bool,
    skip_hidden_columns: bool,
    no_behavior: bool,
    cluster: Option<String>,
    model_derives: Vec<String>,
    model_attributes: Vec<String>,
    enum_derives: Vec<String>,
    enum_attributes: Vec<String>,
}

/// The tables that migrations keep.
const OF_MIGRATIONS: [&str; 3] = [
    "seaql_migrations",
    "seaql_migrations_log",
    "seaql_migrations_lock",
];

impl Default for EntityGenerator {
    fn default() -> Self {
        Self {
            tables: Vec::new(),
            ignored: OF_MIGRATIONS.map(str::to_owned).to_vec(),
            hidden: false,
            lib: false,
            prelude: Prelude::default(),
            with_serde: Serde::default(),
            date_time_crate: DateTimeCrate::default(),
            copy_enums: false,
            format: EntityFormat::default(),
            banner: BannerVersion::default(),
            skip_primary_key: false,
            skip_hidden_columns: false,
            no_behavior: false,
            cluster: None,
            model_derives: Vec::new(),
            model_attributes: Vec::new(),
            enum_derives: Vec::new(),
            enum_attributes: Vec::new(),
        }
    }
}

impl EntityGenerator {
    /// One without options.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only these tables; those whose names begin with `_` and those of migrations are among them if they are named.
    #[must_use]
    pub fn tables<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.tables = names.into_iter().map(Into::into).collect();
        self
    }

    /// Not these tables, in the place of those of migrations.
    #[must_use]
    pub fn ignore_tables<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.ignored = names.into_iter().map(Into::into).collect();
        self
    }

    /// Also tables whose names begin with `_`.
    #[must_use]
    pub fn include_hidden_tables(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The file of the modules is `lib.rs`, not `mod.rs`.
    #[must_use]
    pub fn lib(mut self) -> Self {
        self.lib = true;
        self
    }

    /// What is in `prelude.rs`.
    #[must_use]
    pub fn with_prelude(mut self, prelude: Prelude) -> Self {
        self.prelude = prelude;
        self
    }

    /// Which traits of serde models and enums derive.
    #[must_use]
    pub fn with_serde(mut self, traits: Serde) -> Self {
        self.with_serde = traits;
        self
    }

    /// The crate of dates and times.
    #[must_use]
    pub fn date_time_crate(mut self, name: DateTimeCrate) -> Self {
        self.date_time_crate = name;
        self
    }

    /// Enums derive `Copy`.
    #[must_use]
    pub fn with_copy_enums(mut self) -> Self {
        self.copy_enums = true;
        self
    }

    /// The format of the entities.
    #[must_use]
    pub fn format(mut self, format: EntityFormat) -> Self {
        self.format = format;
        self
    }

    /// How much of the version of this crate each file names in its first line.
    #[must_use]
    pub fn banner_version(mut self, version: BannerVersion) -> Self {
        self.banner = version;
        self
    }

    /// `#[serde(skip_deserializing)]` on the fields of the primary key, where [`Deserialize`](Serde::Deserialize) is derived.
    #[must_use]
    pub fn serde_skip_deserializing_primary_key(mut self) -> Self {
        self.skip_primary_key = true;
        self
    }

    /// `#[serde(skip)]` on the fields of columns whose names begin with `_`, where a trait of serde is derived.
    #[must_use]
    pub fn serde_skip_hidden_column(mut self) -> Self {
        self.skip_hidden_columns = true;
        self
    }

    /// Leaves `impl ActiveModelBehavior for ActiveModel` to the user, who has to write it elsewhere.
    #[must_use]
    pub fn without_active_model_behavior(mut self) -> Self {
        self.no_behavior = true;
        self
    }

    /// The cluster that each entity names, since the server does not tell on which a table was made. Without it a
    /// Distributed table and the tables that it is over name that of its engine.
    #[must_use]
    pub fn cluster(mut self, name: impl Into<String>) -> Self {
        self.cluster = Some(name.into());
        self
    }

    /// More derives of models, such as `ts_rs::TS`.
    #[must_use]
    pub fn model_extra_derives<N: Into<String>>(mut self, derives: impl IntoIterator<Item = N>) -> Self {
        self.model_derives = derives.into_iter().map(Into::into).collect();
        self
    }

    /// More attributes of models, without `#[]`.
    #[must_use]
    pub fn model_extra_attributes<N: Into<String>>(
        mut self,
        attributes: impl IntoIterator<Item = N>,
    ) -> Self {
        self.model_attributes = attributes.into_iter().map(Into::into).collect();
        self
    }

    /// More derives of enums.
    #[must_use]
    pub fn enum_extra_derives<N: Into<String>>(mut self, derives: impl IntoIterator<Item = N>) -> Self {
        self.enum_derives = derives.into_iter().map(Into::into).collect();
        self
    }

    /// More attributes of enums, without `#[]`.
    #[must_use]
    pub fn enum_extra_attributes<N: Into<String>>(mut self, attributes: impl IntoIterator<Item = N>) -> Self {
        self.enum_attributes = attributes.into_iter().map(Into::into).collect();
        self
    }

    /// The entities of the database of the connection.
    ///
    /// # Errors
    ///
    /// Those of the server, and a table that was named and is not there.
    pub async fn generate(&self, db: &ClickHouseConnection) -> Result<GeneratedEntities, ClickHouseError> {
        let objects = catalogue::objects(db).await?;
        if let Some(missing) = self
            .tables
            .iter()
            .find(|name| !objects.iter().any(|object| object.name == **name))
        {
            return Err(ClickHouseError::build(format!(
                "table `{missing}` does not exist in the database of the connection, or the user may not see it"
            )));
        }
        let wanted: Vec<&Object> = objects.iter().filter(|object| self.wants(object)).collect();
        let mut names = Names::default();
        let modules: Vec<(String, String)> = wanted
            .iter()
            .map(|object| (object.name.clone(), names.value(&object.name, "table")))
            .collect();
        let mut entities = GeneratedEntities::default();
        let mut written = Vec::new();
        for (object, (_, module)) in wanted.iter().zip(&modules) {
            let about = |sentence: String| format!("{}: {sentence}", object.name);
            match model::model(self, object, &objects, &modules, module) {
                Ok(model) => {
                    entities.files.push((format!("{module}.rs"), model.text));
                    entities.left_out.extend(model.left_out.into_iter().map(about));
                    written.push(module.as_str());
                }
                Err(reason) => entities.left_out.push(about(format!("no entity, {reason}"))),
            }
        }
        let left_out = &entities.left_out;
        let index = index::modules(self, &written, left_out);
        entities
            .files
            .push((if self.lib { "lib.rs" } else { "mod.rs" }.to_owned(), index));
        if let Some(prelude) = index::prelude(self, &written) {
            entities.files.push(("prelude.rs".to_owned(), prelude));
        }
        Ok(entities)
    }

    fn wants(&self, object: &Object) -> bool {
        if !self.tables.is_empty() {
            return self.tables.contains(&object.name);
        }
        !object.is_inner()
            && !self.ignored.contains(&object.name)
            && (self.hidden || !object.name.starts_with('_'))
    }

    /// The attributes of a model before those of its table.
    fn model_attributes(&self) -> String {
        let mut derives = vec![
            "Clone",
            "Debug",
            "PartialEq",
            "DeriveEntityModel",
            "ClickHouseEntity",
        ];
        derives.extend(self.with_serde.names());
        derives.extend(self.model_derives.iter().map(String::as_str));
        let attributes = attributes(&derives, &self.model_attributes);
        match self.format {
            EntityFormat::Compact => attributes,
            EntityFormat::Dense => format!("#[sea_orm::model]\n{attributes}"),
        }
    }

    /// The attribute of serde that a field has.
    fn serde_attribute(&self, column: &str, is_key: bool) -> Option<&'static str> {
        let reads = matches!(self.with_serde, Serde::Both | Serde::Deserialize);
        if column.starts_with('_') && self.skip_hidden_columns && self.with_serde != Serde::None {
            Some("#[serde(skip)]")
        } else if is_key && self.skip_primary_key && reads {
            Some("#[serde(skip_deserializing)]")
        } else {
            None
        }
    }

    fn enum_attributes(&self) -> String {
        let mut derives = vec![
            "Clone",
            "Debug",
            "PartialEq",
            "Eq",
            "EnumIter",
            "DeriveActiveEnum",
        ];
        derives.extend(self.copy_enums.then_some("Copy"));
        derives.extend(self.with_serde.names());
        derives.extend(self.enum_derives.iter().map(String::as_str));
        attributes(&derives, &self.enum_attributes)
    }

    fn struct_attributes(&self, derive: &str) -> String {
        let mut derives = vec!["Clone", "Debug", "PartialEq", derive];
        derives.extend(self.with_serde.names());
        attributes(&derives, &[])
    }
}

fn attributes(derives: &[&str], attributes: &[String]) -> String {
    let mut text = format!("#[derive({})]\n", derives.join(", "));
    for attribute in attributes {
        text.push_str(&format!("#[{attribute}]\n"));
    }
    text
}

/// The files of the entities of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GeneratedEntities {
    files: Vec<(String, String)>,
    left_out: Vec<String>,
}

impl GeneratedEntities {
    /// The files, each by its name in the folder.
    pub fn files(&self) -> &[(String, String)] {
        &self.files
    }

    /// What could not be written, each as a sentence that begins with the name of the table.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// Writes all files into a folder, which is made if it is not there. Files of these names are replaced, others stay.
    ///
    /// # Errors
    ///
    /// Those of the file system.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        self.files
            .iter()
            .try_for_each(|(name, text)| fs::write(folder.join(name), text))
    }
}
