//! The program `sea-orm-clickhouse`.

use std::{error::Error, path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use super::{DateTimeCrate, EntityGenerator, Prelude, Serde};
use crate::connection::ClickHouse;

#[derive(Debug, Parser)]
#[command(version, about = "ClickHouse for SeaORM")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Codegen related commands
    Generate {
        #[command(subcommand)]
        command: GenerateCommand,
    },
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

    /// The datetime crate to use for generating entities
    #[arg(long, value_enum, default_value_t)]
    date_time_crate: DateTimeCrate,

    /// Derive the Copy trait on generated enums
    #[arg(long)]
    with_copy_enums: bool,

    /// Generate index file as `lib.rs` instead of `mod.rs`
    #[arg(short = 'l', long)]
    lib: bool,

    /// Add extra derive macros to generated model struct
    #[arg(long, value_delimiter = ',')]
    model_extra_derives: Vec<String>,

    /// Add extra attributes to generated model struct, no need for `#[]`
    #[arg(long)]
    model_extra_attributes: Vec<String>,

    /// Add extra derive macros to generated enums
    #[arg(long, value_delimiter = ',')]
    enum_extra_derives: Vec<String>,

    /// Add extra attributes to generated enums, no need for `#[]`
    #[arg(long)]
    enum_extra_attributes: Vec<String>,

    /// The cluster that the entities name
    #[arg(long)]
    cluster: Option<String>,
}

impl Entity {
    fn generator(&self) -> EntityGenerator {
        let mut generator = EntityGenerator::new()
            .tables(&self.tables)
            .ignore_tables(&self.ignore_tables)
            .with_prelude(self.with_prelude)
            .with_serde(self.with_serde)
            .date_time_crate(self.date_time_crate)
            .model_extra_derives(&self.model_extra_derives)
            .model_extra_attributes(&self.model_extra_attributes)
            .enum_extra_derives(&self.enum_extra_derives)
            .enum_extra_attributes(&self.enum_extra_attributes);
        if self.include_hidden_tables {
            generator = generator.include_hidden_tables();
        }
        if self.lib {
            generator = generator.lib();
        }
        if self.with_copy_enums {
            generator = generator.with_copy_enums();
        }
        match &self.cluster {
            Some(cluster) => generator.cluster(cluster),
            None => generator,
        }
    }

    async fn run(&self) -> Result<(), Box<dyn Error>> {
        let db = ClickHouse::connect(self.database_url.as_str()).await?;
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

/// Runs the command of the arguments of the program. What could not be generated goes to stderr as a warning; the
/// files that were written to stdout. An error is printed, and makes the exit code 1.
pub async fn run() -> ExitCode {
    dotenvy::dotenv().ok();
    let Command::Generate {
        command: GenerateCommand::Entity(entity),
    } = Cli::parse().command;
    match entity.run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
