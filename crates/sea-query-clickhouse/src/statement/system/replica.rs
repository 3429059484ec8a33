use sea_query::{IntoTableRef, TableRef};

use crate::{
    error::BuildError,
    literal::write_string,
    render::Renderer,
    statement::options::{Options, statement, write_name, write_object},
};

/// `SYSTEM DROP REPLICA` and `SYSTEM DROP DATABASE REPLICA`: removes from Keeper what is known of a replica that is
/// gone.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/system#drop-replica>.
///
/// ```
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::DropReplica};
///
/// let drop = DropReplica::named("r2").from_table(("shop", "sale"));
/// assert_eq!(drop.to_string(ClickHouseQueryBuilder), "SYSTEM DROP REPLICA 'r2' FROM TABLE `shop`.`sale`");
/// let drop = DropReplica::of_database("r2").from_shard("s1").from_database("shop").with_tables();
/// assert_eq!(
///     drop.to_string(ClickHouseQueryBuilder),
///     "SYSTEM DROP DATABASE REPLICA 'r2' FROM SHARD 's1' FROM DATABASE `shop` WITH TABLES"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct DropReplica {
    of_database: bool,
    name: String,
    shard: Option<String>,
    from: Option<From>,
    with_tables: bool,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum From {
    Table(TableRef),
    Database(String),
    Path(String),
}

impl DropReplica {
    /// `SYSTEM DROP REPLICA 'name'`: of the replicated tables; of all of them, where nothing is named.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            of_database: false,
            name: name.into(),
            shard: None,
            from: None,
            with_tables: false,
            options: Options::default(),
        }
    }

    /// `SYSTEM DROP DATABASE REPLICA 'name'`: of Replicated databases; of all of them, where nothing is named.
    pub fn of_database(name: impl Into<String>) -> Self {
        Self {
            of_database: true,
            ..Self::named(name)
        }
    }

    /// `FROM SHARD 'name'`
    pub fn from_shard(mut self, name: impl Into<String>) -> Self {
        self.shard = Some(name.into());
        self
    }

    /// `FROM TABLE name`
    pub fn from_table(mut self, table: impl IntoTableRef) -> Self {
        self.from = Some(From::Table(table.into_table_ref()));
        self
    }

    /// `FROM DATABASE name`
    pub fn from_database(mut self, name: impl Into<String>) -> Self {
        self.from = Some(From::Database(name.into()));
        self
    }

    /// `FROM ZKPATH 'path'`: by its path in Keeper, where the table or database is gone.
    pub fn from_zk_path(mut self, path: impl Into<String>) -> Self {
        self.from = Some(From::Path(path.into()));
        self
    }

    /// `WITH TABLES`: of the database's tables as well.
    pub fn with_tables(mut self) -> Self {
        self.with_tables = true;
        self
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        sql.push_str(if self.of_database {
            "SYSTEM DROP DATABASE REPLICA"
        } else {
            "SYSTEM DROP REPLICA"
        });
        self.options.write_own_cluster(sql)?;
        sql.push(' ');
        write_string(sql, &self.name);
        if let Some(shard) = &self.shard {
            sql.push_str(" FROM SHARD ");
            write_string(sql, shard);
        }
        match &self.from {
            None => {}
            Some(From::Table(_)) if self.of_database => {
                return Err(BuildError::invalid(
                    "FROM TABLE",
                    "a replica of a database is in a database, not in a table",
                ));
            }
            Some(From::Table(table)) => {
                self.options.check_database(table)?;
                sql.push_str(" FROM TABLE ");
                write_object(renderer, table, sql)?;
            }
            Some(From::Database(name)) => {
                sql.push_str(" FROM DATABASE ");
                write_name(name, "FROM DATABASE", sql)?;
            }
            Some(From::Path(path)) => {
                sql.push_str(" FROM ZKPATH ");
                write_string(sql, path);
            }
        }
        if self.with_tables {
            if !self.of_database || self.from.is_none() {
                return Err(BuildError::invalid(
                    "WITH TABLES",
                    "only a replica of a database that is named has tables",
                ));
            }
            sql.push_str(" WITH TABLES");
        }
        Ok(())
    }
}

statement!(DropReplica { on_cluster });
