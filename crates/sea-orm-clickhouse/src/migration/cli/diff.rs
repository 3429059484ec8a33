//! The command `diff`: the entities of the program against the database.

use std::{
    collections::BTreeSet,
    error::Error,
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

use sea_orm_cli::run_migrate_generate;
use sea_query::Expr;

use super::super::{MigrationRunner, MigrationStatus};
use crate::{
    command::DiffArguments,
    connection::ClickHouseConnection,
    error::ClickHouseError,
    plan::{Diff, MigrationPlan, Voice},
};

/// What cannot be compared, for `--check`.
const TROUBLE: i32 = 2;

/// Runs the command; what the process ends with.
pub(super) async fn run(
    arguments: &DiffArguments,
    db: &ClickHouseConnection,
    runner: &MigrationRunner,
    default_dir: &str,
) -> Result<i32, Box<dyn Error>> {
    let plan = plan(arguments, db).await?;
    print!("{}", plan.text(Voice::Command));
    if arguments.check {
        return Ok(i32::from(!plan.is_empty()));
    }
    if plan.is_empty() {
        return Ok(0);
    }
    if arguments.apply {
        refuse(&plan)?;
        apply(arguments, db, runner).await?;
    } else if let Some(name) = &arguments.write {
        refuse(&plan)?;
        let directory = arguments.migration_dir.as_deref().unwrap_or(default_dir);
        write(&plan, name, directory, runner).await?;
    } else {
        let obstacles = plan.obstacles(Voice::Command);
        if !plan.refusals().is_empty() {
            return Err(does_not_run(&obstacles).into());
        }
        eprintln!("\nNothing was changed. `--apply` runs the plan, `--write NAME` writes it as a migration.");
        if !obstacles.is_empty() {
            eprintln!("Either needs more flags:\n- {}", obstacles.join("\n- "));
        }
    }
    Ok(0)
}

/// What the process ends with after an error.
pub(super) fn code(arguments: &DiffArguments) -> i32 {
    if arguments.check { TROUBLE } else { 1 }
}

async fn plan(arguments: &DiffArguments, db: &ClickHouseConnection) -> Result<MigrationPlan, Box<dyn Error>> {
    let mut plan = asked(arguments, MigrationPlan::diff_program(db))?.await?;
    for name in &arguments.allow_loss {
        plan = plan.allow_loss(name);
    }
    Ok(match arguments.allow_rebuild {
        true => plan.allow_rebuild(),
        false => plan,
    })
}

/// The comparison with what the flags ask for beside it.
fn asked<'a>(arguments: &DiffArguments, mut diff: Diff<'a>) -> Result<Diff<'a>, String> {
    let tables = diff.names();
    for table in &arguments.drop_table {
        diff = diff.drop_table(table);
    }
    for table in &arguments.confirm {
        diff = diff.confirm(table);
    }
    for text in &arguments.drop_column {
        let (table, column) = part("--drop-column TABLE.COLUMN", text, &tables)?;
        diff = diff.drop_column(table, column);
    }
    for text in &arguments.rename_column {
        let form = "--rename-column TABLE.OLD=NEW";
        let (from, to) = assigned(form, text)?;
        let (table, from) = part(form, from, &tables)?;
        diff = diff.rename_column(table, from, to);
    }
    for text in &arguments.fill {
        let form = "--fill TABLE.COLUMN=VALUE";
        let (column, value) = assigned(form, text)?;
        let (table, column) = part(form, column, &tables)?;
        diff = diff.fill(table, column, Expr::cust(value.to_owned()));
    }
    for text in &arguments.reset_setting {
        let (table, name) = part("--reset-setting TABLE.SETTING", text, &tables)?;
        diff = diff.reset_setting(table, name);
    }
    Ok(match arguments.materialize {
        true => diff.materialize(),
        false => diff,
    })
}

/// The table and what is of it. Both may have a point in their names.
fn part<'t>(form: &str, text: &'t str, tables: &[String]) -> Result<(&'t str, &'t str), String> {
    let of = |table: &String| text.strip_prefix(table.as_str())?.strip_prefix('.').map(str::len);
    let known = tables
        .iter()
        .filter_map(|table| Some((of(table)?, table.len())))
        .min();
    let (table, part) = match known {
        Some((_, length)) => text.split_at(length),
        None => text.split_at(text.find('.').ok_or_else(|| malformed(form, text))?),
    };
    match part.strip_prefix('.') {
        Some(part) if !table.is_empty() && !part.is_empty() => Ok((table, part)),
        _ => Err(malformed(form, text)),
    }
}

fn assigned<'t>(form: &str, text: &'t str) -> Result<(&'t str, &'t str), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => Ok((name, value)),
        _ => Err(malformed(form, text)),
    }
}

fn malformed(form: &str, text: &str) -> String {
    format!("`{form}` is expected, and there is `{text}`")
}

fn does_not_run(obstacles: &[String]) -> String {
    format!("the plan does not run:\n- {}", obstacles.join("\n- "))
}

fn refuse(plan: &MigrationPlan) -> Result<(), ClickHouseError> {
    let obstacles = plan.obstacles(Voice::Command);
    match obstacles.is_empty() {
        true => Ok(()),
        false => Err(ClickHouseError::unsupported(does_not_run(&obstacles))),
    }
}

/// Runs the plan while no other process migrates.
async fn apply(
    arguments: &DiffArguments,
    db: &ClickHouseConnection,
    runner: &MigrationRunner,
) -> Result<(), Box<dyn Error>> {
    let mut kept = Vec::new();
    runner
        .locked(async {
            // Another process may have changed the tables while this one waited.
            let plan = plan(arguments, db)
                .await
                .map_err(|error| ClickHouseError::unsupported(error.to_string()))?;
            refuse(&plan)?;
            kept = plan.rebuilt();
            plan.run(db).await
        })
        .await?;
    let left = plan(arguments, db).await?;
    if !left.is_empty() {
        return Err(format!(
            "the plan was applied, and this differs all the same:\n{}",
            left.text(Voice::Command)
        )
        .into());
    }
    println!("-- applied: nothing differs any more");
    for (table, old) in kept {
        println!(
            "-- `{old}` has the rows as they were; when those of `{table}` are right, drop it by `--confirm {table}`"
        );
    }
    Ok(())
}

/// Writes the plan as a migration of the crate, by the name and in the list that `generate` makes.
async fn write(
    plan: &MigrationPlan,
    name: &str,
    directory: &str,
    runner: &MigrationRunner,
) -> Result<(), Box<dyn Error>> {
    let pending = runner.status().await?.into_iter();
    let pending: Vec<String> = pending
        .filter(|(_, status)| !matches!(status, MigrationStatus::Applied(_)))
        .map(|(name, _)| name)
        .collect();
    if !pending.is_empty() {
        return Err(format!(
            "the database is behind the migrations, so what differs may be in them already; apply them first by `up`: {}",
            pending.join(", ")
        )
        .into());
    }
    let source = Path::new(directory).join("src");
    let source = if source.is_dir() {
        source
    } else {
        PathBuf::from(directory)
    };
    let list = ["lib.rs", "mod.rs"].map(|file| source.join(file));
    let Some(list) = list.iter().find(|file| file.is_file()) else {
        return Err(format!(
            "`{directory}` is no migration crate: there is no `src/lib.rs`; name its directory by -d"
        )
        .into());
    };
    let before = files(&source)?;
    run_migrate_generate(directory, name, true)?;
    let made: Vec<OsString> = files(&source)?.difference(&before).cloned().collect();
    let [file] = made.as_slice() else {
        return Err("a migration of that name was made in the same second; try again".into());
    };
    let file = source.join(file);
    let stem = file
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default();
    fs::write(&file, plan.migration(stem)?)?;
    if !fs::read_to_string(list)?.contains(&format!("Box::new({stem}::Migration)")) {
        return Err(format!(
            "`{}` is written, and the list of migrations in `{}` is not as `sea-orm-cli migrate init` made it; add \
             `Box::new({stem}::Migration)` to it by hand",
            file.display(),
            list.display()
        )
        .into());
    }
    println!("The plan is in `{}`; `up` runs it", file.display());
    Ok(())
}

fn files(directory: &Path) -> io::Result<BTreeSet<OsString>> {
    fs::read_dir(directory)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect()
}
