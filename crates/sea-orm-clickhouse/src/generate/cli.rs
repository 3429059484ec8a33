//! The program `sea-orm-clickhouse`.

use std::{env, error::Error, ffi::OsString, path::PathBuf, process::ExitCode, time::Duration};

use clap::{ArgAction, Args, Parser, Subcommand};

use super::{BannerVersion, DateTimeCrate, EntityFormat, EntityGenerator, Prelude, Serde};
use crate::{
    command::{self, DiffArguments, MigrateArguments},
    connection::ClickHouse,
    options::ClickHouseConnectOptions,
};

#[derive(Debug, Parser)]
#[command(version, about = "ClickHouse for SeaORM")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compare the entities of a migration crate with the database, and print what makes it the same
    Diff(Box<Diff>),
    Migrate(MigrateArguments),
    /// Codegen related commands
    Generate {
        #[command(subcommand)]
        command: GenerateCommand,
    },
}

/// What the program of the migration crate takes.
#[derive(Debug, Args)]
#[allow(dead_code)]
struct Diff {
    #[command(flatten)]
    arguments: DiffArguments,

    /// Database URL
    #[arg(short = 'u', long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,

    /// Show debug messages
    #[arg(short = 'v', long)]
    verbose: bool,

    /// Seconds to wait for another process that migrates
    #[arg(long)]
    lock_timeout: Option<u64>,
}

#[derive(Debug, Subcommand)]
enum GenerateCommand {
    /// Generate entity
    Entity(Box<Entity>),
}

#[derive(Debug, Args)]
struct Entity {
    /// Database URL
    #[arg(short = 'u', long, env = "DATABASE_URL", hide_env_values = true)]
    database_url: String,

    /// Which format to generate entity files in (compact, dense)
    #[arg(long, conflicts_with = "compact_format")]
    entity_format: Option<String>,

    /// Generate entity file of compact format
    #[arg(long)]
    compact_format: bool,

    /// Refused: its columns are of portable types
    #[arg(long)]
    expanded_format: bool,

    /// Refused: its models have no SeaORM
    #[arg(long)]
    frontend_format: bool,

    /// The database, in the place of that of the URL
    #[arg(short = 's', long, env = "DATABASE_SCHEMA")]
    database_schema: Option<String>,

    /// The maximum amount of connections to use when connecting to the database
    #[arg(long)]
    max_connections: Option<u32>,

    /// Acquire timeout in seconds of the connection used for schema discovery
    #[arg(long)]
    acquire_timeout: Option<u64>,

    /// Entity file output directory
    #[arg(short = 'o', long, default_value = "./")]
    output_dir: PathBuf,

    /// Generate entity file for specified tables only (comma separated)
    #[arg(
        short = 't',
        long,
        value_delimiter = ',',
        conflicts_with = "include_hidden_tables"
    )]
    tables: Vec<String>,

    /// Skip generating entity file for specified tables (comma separated)
    #[arg(
        long,
        value_delimiter = ',',
        default_values = super::OF_MIGRATIONS
    )]
    ignore_tables: Vec<String>,

    /// Generate entity file for hidden tables (i.e. table name starts with an underscore)
    #[arg(long)]
    include_hidden_tables: bool,

    /// Generate prelude.rs file
    #[arg(long, value_enum, default_value_t)]
    with_prelude: Prelude,

    /// Derive serde's traits for the entity
    #[arg(long, value_enum, default_value_t)]
    with_serde: Serde,

    /// Skip the primary key fields during deserialization, by `#[serde(skip_deserializing)]`
    #[arg(long)]
    serde_skip_deserializing_primary_key: bool,

    /// Skip the fields of hidden columns (i.e. column name starts with an underscore), by `#[serde(skip)]`
    #[arg(long)]
    serde_skip_hidden_column: bool,

    /// The datetime crate to use for generating entities
    #[arg(long, value_enum, default_value_t)]
    date_time_crate: DateTimeCrate,

    /// The primitive type to use for big integer (i64; i32 is refused)
    #[arg(long, default_value = "i64")]
    big_integer_type: String,

    /// Derive the Copy trait on generated enums
    #[arg(long)]
    with_copy_enums: bool,

    /// Generate index file as `lib.rs` instead of `mod.rs`
    #[arg(short = 'l', long)]
    lib: bool,

    /// Add extra derive macros to generated model struct (comma separated)
    #[arg(long)]
    model_extra_derives: Vec<String>,

    /// Add extra attributes to generated model struct (comma separated), no need for `#[]`
    #[arg(long)]
    model_extra_attributes: Vec<String>,

    /// Add extra derive macros to generated enums (comma separated)
    #[arg(long)]
    enum_extra_derives: Vec<String>,

    /// Add extra attributes to generated enums (comma separated), no need for `#[]`
    #[arg(long)]
    enum_extra_attributes: Vec<String>,

    /// Refused: SeaORM writes the enum of columns itself
    #[arg(long)]
    column_extra_derives: Vec<String>,

    /// Refused: Seaography asks for relations
    #[arg(long)]
    seaography: bool,

    /// Generate empty ActiveModelBehavior impls
    #[arg(
        long,
        default_value = "true",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true,
        action = ArgAction::Set
    )]
    impl_active_model_behavior: bool,

    /// Refused: files are written anew
    #[arg(
        long = "experimental-preserve-user-modifications",
        alias = "preserve-user-modifications",
        default_value = "false",
        default_missing_value = "true",
        num_args = 0..=1,
        require_equals = true,
        action = ArgAction::Set
    )]
    preserve_user_modifications: bool,

    /// How the version is displayed in the top banner of the generated file
    #[arg(long, value_enum, default_value_t)]
    banner_version: BannerVersion,

    /// Refused: there are no relations to draw
    #[arg(long)]
    er_diagram: bool,

    /// The cluster that the entities name
    #[arg(long)]
    cluster: Option<String>,
}

impl Entity {
    /// Why a flag of `sea-orm-cli` is refused.
    fn refusal(&self) -> Option<String> {
        let format = self.entity_format.as_deref();
        let refused = [
            (
                self.expanded_format || format == Some("expanded"),
                "the expanded format lists its columns with portable types, and has no place for those of ClickHouse, for \
                 engine, keys and defaults; take compact or dense",
            ),
            (
                self.frontend_format || format == Some("frontend"),
                "the frontend format has no SeaORM in it, and the types of many columns are those of this crate; take compact \
                 or dense",
            ),
            (
                self.big_integer_type != "i64",
                "--big-integer-type: an Int64 does not fit another field than an i64",
            ),
            (
                !self.column_extra_derives.is_empty(),
                "--column-extra-derives: DeriveEntityModel writes the enum of columns; there is no place for more derives in \
                 the compact and dense formats",
            ),
            (
                self.seaography,
                "--seaography: its enum of related entities is made from foreign keys, which ClickHouse does not have",
            ),
            (
                self.preserve_user_modifications,
                "--experimental-preserve-user-modifications: every file is written anew; keep what you add in files of your \
                 own, and ActiveModelBehavior there by --impl-active-model-behavior=false",
            ),
            (
                self.er_diagram,
                "--er-diagram: its lines are foreign keys, which ClickHouse does not have",
            ),
        ];
        if let Some((_, sentence)) = refused.iter().find(|(is_asked, _)| *is_asked) {
            return Some((*sentence).to_owned());
        }
        match format {
            None | Some("compact" | "dense") => None,
            Some(other) => Some(format!(
                "--entity-format: there are compact and dense, not {other}"
            )),
        }
    }

    fn generator(&self) -> EntityGenerator {
        let format = match self.entity_format.as_deref() {
            Some("dense") => EntityFormat::Dense,
            _ => EntityFormat::Compact,
        };
        let mut generator = EntityGenerator::new()
            .tables(&self.tables)
            .ignore_tables(&self.ignore_tables)
            .format(format)
            .banner_version(self.banner_version)
            .with_prelude(self.with_prelude)
            .with_serde(self.with_serde)
            .date_time_crate(self.date_time_crate)
            .model_extra_derives(separated(&self.model_extra_derives))
            .model_extra_attributes(separated(&self.model_extra_attributes))
            .enum_extra_derives(separated(&self.enum_extra_derives))
            .enum_extra_attributes(separated(&self.enum_extra_attributes));
        if self.include_hidden_tables {
            generator = generator.include_hidden_tables();
        }
        if self.lib {
            generator = generator.lib();
        }
        if self.with_copy_enums {
            generator = generator.with_copy_enums();
        }
        if self.serde_skip_deserializing_primary_key {
            generator = generator.serde_skip_deserializing_primary_key();
        }
        if self.serde_skip_hidden_column {
            generator = generator.serde_skip_hidden_column();
        }
        if !self.impl_active_model_behavior {
            generator = generator.without_active_model_behavior();
        }
        match &self.cluster {
            Some(cluster) => generator.cluster(cluster),
            None => generator,
        }
    }

    async fn run(&self) -> Result<(), Box<dyn Error>> {
        if let Some(sentence) = self.refusal() {
            return Err(sentence.into());
        }
        let mut options: ClickHouseConnectOptions = self.database_url.parse()?;
        if let Some(connections) = self.max_connections {
            options.max_connections(connections);
        }
        if let Some(seconds) = self.acquire_timeout {
            options.acquire_timeout(Duration::from_secs(seconds));
        }
        if let Some(database) = &self.database_schema {
            options.database(database);
        }
        let db = ClickHouse::connect(options).await?;
        let entities = self.generator().generate(&db).await?;
        for sentence in entities.left_out() {
            eprintln!("warning: {sentence}");
        }
        entities.write(&self.output_dir)?;
        for (name, _) in entities.files() {
            println!("{}", self.output_dir.join(name).display());
        }
        Ok(())
    }
}

/// What stands between commas that are in no brackets.
fn separated(values: &[String]) -> Vec<String> {
    let mut items = Vec::new();
    for value in values {
        let (mut item, mut depth) = (String::new(), 0_usize);
        for letter in value.chars() {
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    items.push(std::mem::take(&mut item));
                    continue;
                }
                _ => {}
            }
            item.push(letter);
        }
        items.push(item);
    }
    let items = items.iter().map(|item| item.trim().to_owned());
    items.filter(|item| !item.is_empty()).collect()
}

/// Runs the command of the arguments of the program. What could not be generated goes to stderr as a warning; the
/// files that were written to stdout. An error is printed, and makes the exit code 1.
pub async fn run() -> ExitCode {
    dotenvy::dotenv().ok();
    // What the migration crate takes is checked here, and read there.
    let after = |name: &str| {
        let all = env::args_os().skip_while(move |argument| argument != name);
        all.collect::<Vec<OsString>>()
    };
    let done = match Cli::parse().command {
        Command::Diff(diff) => {
            let directory = diff.arguments.migration_dir.as_deref();
            command::run(directory, after("diff")).map_err(Box::from)
        }
        Command::Migrate(MigrateArguments {
            migration_dir,
            arguments,
        }) => command::run(migration_dir.as_deref(), arguments).map_err(Box::from),
        Command::Generate {
            command: GenerateCommand::Entity(entity),
        } => entity.run().await.map(|()| ExitCode::SUCCESS),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use clap::Parser;

    use super::{Cli, Command, Entity, GenerateCommand, separated};

    fn parsed(flags: &[&str]) -> Box<Entity> {
        let start = [
            "sea-orm-clickhouse",
            "generate",
            "entity",
            "-u",
            "clickhouse://h/d",
        ];
        let Command::Generate {
            command: GenerateCommand::Entity(entity),
        } = Cli::try_parse_from(start.iter().chain(flags)).unwrap().command
        else {
            panic!("{flags:?} is of `generate entity`");
        };
        entity
    }

    #[test]
    fn every_flag_of_sea_orm_cli_is_known() {
        for flags in [
            &["--entity-format", "compact"][..],
            &["--entity-format", "dense"],
            &["--compact-format"],
            &["--include-hidden-tables"],
            &["-t", "a,b"],
            &["--ignore-tables", "a,b"],
            &["--max-connections", "2"],
            &["--acquire-timeout", "5"],
            &["-o", "src"],
            &["-s", "analytics"],
            &["--with-prelude", "all-allow-unused-imports"],
            &["--with-serde", "both"],
            &["--serde-skip-deserializing-primary-key"],
            &["--serde-skip-hidden-column"],
            &["--with-copy-enums"],
            &["--date-time-crate", "time"],
            &["--big-integer-type", "i64"],
            &["-l"],
            &["--model-extra-derives", "a,b"],
            &["--model-extra-attributes", "a"],
            &["--enum-extra-derives", "a"],
            &["--enum-extra-attributes", "a"],
            &["--impl-active-model-behavior"],
            &["--impl-active-model-behavior=false"],
            &["--experimental-preserve-user-modifications=false"],
            &["--banner-version", "minor"],
        ] {
            assert_eq!(parsed(flags).refusal(), None, "{flags:?}");
        }
        for (flags, sentence) in [
            (
                &["--expanded-format"][..],
                "the expanded format lists its columns",
            ),
            (
                &["--entity-format", "expanded"],
                "the expanded format lists its columns",
            ),
            (&["--frontend-format"], "the frontend format has no SeaORM"),
            (
                &["--entity-format", "x"],
                "--entity-format: there are compact and dense, not x",
            ),
            (&["--big-integer-type", "i32"], "--big-integer-type: an Int64"),
            (&["--column-extra-derives", "Hash"], "--column-extra-derives: "),
            (&["--seaography"], "--seaography: "),
            (
                &["--preserve-user-modifications"],
                "--experimental-preserve-user-modifications: ",
            ),
            (&["--er-diagram"], "--er-diagram: "),
        ] {
            let refusal = parsed(flags).refusal().unwrap();
            assert!(refusal.starts_with(sentence), "{flags:?}: {refusal}");
        }
    }

    #[test]
    fn a_comma_in_parentheses_separates_nothing() {
        let values = [
            "cfg_attr(a, derive(B)), ts(export)".to_owned(),
            "c".to_owned(),
            String::new(),
        ];
        assert_eq!(separated(&values), ["cfg_attr(a, derive(B))", "ts(export)", "c"]);
    }
}
