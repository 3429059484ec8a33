//! Entities written from what is in a database: what `sea-orm-clickhouse generate entity` does.
//!
//! Each table becomes a file with an entity that declares it: types, engine, keys, partitions, indexes, projections,
//! constraints, TTL, codecs, defaults and comments as attributes of the derive
//! [`ClickHouseEntity`](macro@crate::ClickHouseEntity), so that
//! [`check_declared`](crate::ClickHouseConnection::check_declared) finds no difference between the two. Views and
//! materialized views declare their query. What cannot be declared is named in the file and in
//! [`GeneratedEntities::left_out`].
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
mod view;

use std::{fs, io, path::Path};

use clap::ValueEnum;

use crate::{connection::ClickHouseConnection, error::ClickHouseError};
use catalogue::Object;
use name::Names;

/// The crate of dates and times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DateTimeCrate {
    /// `chrono`
    #[default]
    Chrono,
    /// `time`
    Time,
}

/// Which traits of serde a model derives. The types of ClickHouse alone, [`types`](crate::types), have none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Serde {
    /// None.
    #[default]
    None,
    /// `Serialize`
    Serialize,
    /// `Deserialize`
    Deserialize,
    /// Both.
    Both,
}

impl Serde {
    fn names(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Serialize => Some("Serialize"),
            Self::Deserialize => Some("Deserialize"),
            Self::Both => Some("Serialize, Deserialize"),
        }
    }
}

/// What is written into `prelude.rs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Prelude {
    /// Each entity by the name of its table.
    #[default]
    All,
    /// There is no such file.
    None,
    /// As `All`, without warnings of those that are not used.
    AllAllowUnusedImports,
}

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

    /// The cluster that each entity names, since the server does not tell on which a table was made.
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
        let index = index::modules(&written, self.prelude, left_out);
        entities
            .files
            .push((if self.lib { "lib.rs" } else { "mod.rs" }.to_owned(), index));
        if let Some(prelude) = index::prelude(&written, self.prelude) {
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
        attributes(&derives, &self.model_attributes)
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
