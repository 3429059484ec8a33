//! The arguments of `diff`.

use clap::Args;

/// Compare the entities of the program with the database, and print what makes it the same
#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0, or with --check 1 where anything differs and 2 where it cannot be compared; 1 after an error."
)]
#[cfg_attr(not(feature = "migration"), allow(dead_code))]
pub(crate) struct DiffArguments {
    /// Migration crate directory
    #[arg(short = 'd', long, env = "MIGRATION_DIR", value_name = "DIR")]
    pub(crate) migration_dir: Option<String>,

    /// Print the plan, and exit with 1 if anything differs
    #[arg(long, conflicts_with_all = ["apply", "write"])]
    pub(crate) check: bool,

    /// Run the plan
    #[arg(long, conflicts_with = "write")]
    pub(crate) apply: bool,

    /// Write the plan as a new migration of this name
    #[arg(long, value_name = "NAME")]
    pub(crate) write: Option<String>,

    /// Allow what is lost, by its name in the plan
    #[arg(long, value_name = "LOSS")]
    pub(crate) allow_loss: Vec<String>,

    /// Allow to copy the rows of tables that ALTER TABLE cannot change
    #[arg(long)]
    pub(crate) allow_rebuild: bool,

    /// Drop the old table that was kept when TABLE was rebuilt
    #[arg(long, value_name = "TABLE")]
    pub(crate) confirm: Vec<String>,

    /// Drop a column that is not declared
    #[arg(long, value_name = "TABLE.COLUMN")]
    pub(crate) drop_column: Vec<String>,

    /// Rename a column, which is to be declared by the new name
    #[arg(long, value_name = "TABLE.OLD=NEW")]
    pub(crate) rename_column: Vec<String>,

    /// Drop a table that is not declared
    #[arg(long, value_name = "TABLE")]
    pub(crate) drop_table: Vec<String>,

    /// What NULL becomes in a column that is declared without it: an expression of SQL
    #[arg(long, value_name = "TABLE.COLUMN=VALUE")]
    pub(crate) fill: Vec<String>,

    /// Reset a setting that a table has and its entity does not declare
    #[arg(long, value_name = "TABLE.SETTING")]
    pub(crate) reset_setting: Vec<String>,

    /// Write the values of added columns into the parts that are there
    #[arg(long)]
    pub(crate) materialize: bool,
}
