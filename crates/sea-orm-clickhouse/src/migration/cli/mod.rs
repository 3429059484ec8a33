//! The commands of a migration crate: those of `sea-orm-cli migrate`, and what only ClickHouse needs.

mod diff;

use std::{
    env,
    error::Error,
    future::Future,
    io::{self, IsTerminal},
    process::exit,
    time::Duration,
};

use clap::{Args, Parser, Subcommand};
use sea_orm_cli::{run_migrate_generate, run_migrate_init};
use tracing_subscriber::{EnvFilter, prelude::*};

use super::{MigrationRunner, MigratorTrait, PlannedMigration, Repair, cluster};
use crate::{
    command::DiffArguments,
    connection::{ClickHouse, ClickHouseConnection},
    error::ClickHouseError,
    options::ClickHouseConnectOptions,
};

const MIGRATION_DIR: &str = "./";

const OF_SEA_ORM: &str = "the migrations of this crate are SeaORM's own, and a plan is written for the runner of \
                          `sea_orm_clickhouse`: use its `migration::prelude` in `lib.rs`, and `run_cli(Migrator)` without \
                          `SeaOrm` in `main.rs`; or run the plan by `--apply`";

#[derive(Debug, Parser)]
#[command(version, about = "Migrations of a ClickHouse database")]
struct Cli {
    /// Show debug messages
    #[arg(short = 'v', long, global = true)]
    verbose: bool,

    /// Ignored: ClickHouse has no schemas within a database
    #[arg(short = 's', long, global = true, env = "DATABASE_SCHEMA", hide = true)]
    database_schema: Option<String>,

    /// Database URL
    #[arg(
        short = 'u',
        long,
        global = true,
        env = "DATABASE_URL",
        hide_env_values = true
    )]
    database_url: Option<String>,

    /// Seconds to wait for another process that migrates
    #[arg(long, global = true, default_value_t = 600)]
    lock_timeout: u64,

    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Initialize migration directory
    Init,
    /// Generate a new, empty migration
    Generate {
        /// Name of the new migration
        migration_name: String,
        /// Name the file by UTC, as by default
        #[arg(long, conflicts_with = "local_time")]
        universal_time: bool,
        /// Name the file by the local time
        #[arg(long)]
        local_time: bool,
    },
    /// Drop all tables from the database, then reapply all migrations
    Fresh,
    /// Rollback all applied migrations, then reapply all migrations
    Refresh,
    /// Rollback all applied migrations
    Reset,
    /// Check the status of all migrations
    Status,
    /// Apply pending migrations
    Up {
        /// Number of pending migrations to apply
        #[arg(short, long)]
        num: Option<u32>,
        /// Print the SQL, and run nothing
        #[arg(long)]
        dry_run: bool,
        /// Mark as applied, and run nothing
        #[arg(long, conflicts_with = "dry_run")]
        fake: bool,
    },
    /// Rollback applied migrations
    Down {
        /// Number of applied migrations to be rolled back
        #[arg(short, long, default_value_t = 1)]
        num: u32,
    },
    /// Print the SQL that `up` would run
    Plan {
        /// Number of pending migrations
        #[arg(short, long)]
        num: Option<u32>,
    },
    Diff(Box<DiffArguments>),
    /// Say what is true of a migration that stopped
    Repair {
        /// Name of the migration
        migration_name: String,
        #[command(flatten)]
        truth: Truth,
    },
    /// Keep everyone from migrating, until `unlock`
    Lock,
    /// Take the lock away, whoever holds it
    Unlock,
}

impl Command {
    /// Whether it changes nothing.
    fn only_looks(&self) -> bool {
        matches!(
            self,
            Self::Status | Self::Plan { .. } | Self::Up { dry_run: true, .. }
        )
    }
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Truth {
    /// All of it is applied
    #[arg(long)]
    applied: bool,
    /// Nothing of it is applied
    #[arg(long)]
    pending: bool,
    /// The step at which it stopped is applied
    #[arg(long)]
    step_applied: bool,
    /// The step at which it stopped is not applied
    #[arg(long)]
    step_pending: bool,
}

impl Truth {
    fn repair(&self) -> Repair {
        if self.applied {
            Repair::Applied
        } else if self.pending {
            Repair::Pending
        } else if self.step_applied {
            Repair::StepApplied
        } else {
            Repair::StepPending
        }
    }
}

/// Runs the command of the process' arguments: the whole `main` of a migration crate. The URL comes from `--database-url` or the
/// environment variable `DATABASE_URL`, also of a file `.env`.
///
/// The process ends with the code 1 after an error, which it prints. The command `diff` compares the entities of the program
/// with the database: a crate of entities is part of the program where something names it, as `use entity as _;` does.
pub async fn run_cli<M: MigratorTrait>(migrator: M) {
    run_cli_with_connection(migrator, async |url| ClickHouse::connect(url.as_str()).await).await;
}

/// As [`run_cli`], on a connection that the caller makes of the URL.
pub async fn run_cli_with_connection<M, F, R>(_: M, connect: F)
where
    M: MigratorTrait,
    F: FnOnce(String) -> R,
    R: Future<Output = Result<ClickHouseConnection, ClickHouseError>>,
{
    dotenvy::dotenv().ok();
    let cli = Cli::parse();
    let trouble = match &cli.command {
        Some(Command::Diff(arguments)) => diff::code(arguments),
        _ => 1,
    };
    // A future of all commands is too large for the stack of a program that is not optimized.
    match Box::pin(run::<M, F, R>(cli, connect)).await {
        Ok(0) => {}
        Ok(code) => exit(code),
        Err(error) => {
            eprintln!("{error}");
            exit(trouble);
        }
    }
}

/// What the process ends with, where no error says it.
async fn run<M, F, R>(cli: Cli, connect: F) -> Result<i32, Box<dyn Error>>
where
    M: MigratorTrait,
    F: FnOnce(String) -> R,
    R: Future<Output = Result<ClickHouseConnection, ClickHouseError>>,
{
    log(cli.verbose)?;
    let command = match cli.command {
        Some(Command::Init) => return run_migrate_init(MIGRATION_DIR).map(|()| 0),
        Some(Command::Generate {
            migration_name,
            local_time,
            universal_time: _,
        }) => return run_migrate_generate(MIGRATION_DIR, &migration_name, !local_time).map(|()| 0),
        Some(Command::Diff(arguments)) if arguments.write.is_some() && M::are_of_sea_orm() => {
            return Err(OF_SEA_ORM.into());
        }
        command => command,
    };
    let url = cli
        .database_url
        .ok_or("no database: set the environment variable DATABASE_URL, or give --database-url")?;
    if let Ok(options) = url.parse::<ClickHouseConnectOptions>() {
        // A node that joined the cluster later has no database to connect to.
        cluster::join(&options, !command.as_ref().is_some_and(Command::only_looks)).await?;
    }
    let db = connect(url).await?;
    let runner = MigrationRunner::new::<M>(&db).lock_timeout(Duration::from_secs(cli.lock_timeout));
    match command {
        Some(Command::Fresh) => runner.fresh().await?,
        Some(Command::Refresh) => runner.refresh().await?,
        Some(Command::Reset) => runner.reset().await?,
        Some(Command::Status) => {
            M::status(&db).await?;
            if let Some(holder) = runner.lock_holder().await? {
                let seconds = holder.age.as_secs();
                println!("Locked by {}, since {seconds} s", holder.owner);
            }
        }
        Some(
            Command::Up {
                num, dry_run: true, ..
            }
            | Command::Plan { num },
        ) => {
            for gap in runner.gaps().await? {
                println!("-- {gap}");
            }
            runner.plan(num).await?.iter().for_each(print);
        }
        Some(Command::Up { num, fake: true, .. }) => runner.fake(num).await?,
        Some(Command::Up { num, .. }) => runner.up(num).await?,
        Some(Command::Down { num }) => runner.down(Some(num)).await?,
        Some(Command::Diff(arguments)) => {
            return Box::pin(diff::run(&arguments, &db, &runner, MIGRATION_DIR)).await;
        }
        Some(Command::Repair {
            migration_name,
            truth,
        }) => runner.repair(&migration_name, truth.repair()).await?,
        Some(Command::Lock) => runner.lock().await?,
        Some(Command::Unlock) => match runner.unlock().await? {
            Some(holder) => println!("The lock of {} is gone", holder.owner),
            None => println!("There was no lock"),
        },
        None | Some(Command::Init | Command::Generate { .. }) => runner.up(None).await?,
    }
    Ok(0)
}

fn print(planned: &PlannedMigration) {
    println!("-- {}", planned.name);
    for statement in &planned.statements {
        println!("{statement};");
    }
    if let Some(error) = &planned.ends {
        println!("-- the plan ends here: {error}");
    }
}

/// The log of SeaORM's own runner.
fn log(verbose: bool) -> Result<(), Box<dyn Error>> {
    let filter = EnvFilter::try_new(if verbose {
        "debug"
    } else {
        "sea_orm_clickhouse::migration=info,sea_orm_clickhouse::plan=info"
    })?;
    let is_plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let layer = tracing_subscriber::fmt::layer().with_ansi(!is_plain && io::stdout().is_terminal());
    let registry = tracing_subscriber::registry().with(filter);
    if verbose {
        registry.with(layer).try_init()?;
    } else {
        registry
            .with(layer.with_target(false).with_level(false).without_time())
            .try_init()?;
    }
    Ok(())
}
