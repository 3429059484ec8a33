mod access;
mod create;
mod pattern;

pub use access::ShowGrants;
pub use create::ShowCreate;
pub(crate) use pattern::Pattern;

use sea_query::{Expr, ExprTrait, IntoTableRef, TableRef};

use super::options::{Options, statement, write_expr, write_name, write_object};
use crate::{error::BuildError, render::Renderer};

/// `SHOW`: lists what there is.
///
/// `SHOW CREATE` is [`ShowCreate`], `SHOW GRANTS` is [`ShowGrants`].
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/show>.
///
/// ```
/// use sea_query::{Expr, ExprTrait};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, statement::Show};
///
/// let sql = |show: Show| show.to_string(ClickHouseQueryBuilder);
/// assert_eq!(sql(Show::databases().not_ilike("tmp_%").limit(10)), "SHOW DATABASES NOT ILIKE 'tmp_%' LIMIT 10");
/// assert_eq!(
///     sql(Show::tables().full().from("shop").and_where(Expr::col("name").ne("sale"))),
///     "SHOW FULL TABLES FROM `shop` WHERE `name` <> 'sale'"
/// );
/// assert_eq!(sql(Show::columns(("shop", "sale")).extended()), "SHOW EXTENDED COLUMNS FROM `shop`.`sale`");
/// assert_eq!(sql(Show::changed_settings().like("max%")), "SHOW CHANGED SETTINGS LIKE 'max%'");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Show {
    noun: &'static str,
    subject: Option<Subject>,
    on: Option<TableRef>,
    takes: Takes,
    extended: bool,
    full: bool,
    database: Option<String>,
    pattern: Option<Pattern>,
    condition: Option<Box<Expr>>,
    limit: Option<u64>,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    Table(TableRef),
    Name(String),
}

/// The clauses that a kind of SHOW has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Takes {
    extended: bool,
    full: bool,
    database: bool,
    pattern: bool,
    not: bool,
    condition: bool,
    limit: bool,
    needs_pattern: bool,
    on: bool,
}

const NOTHING: Takes = Takes {
    extended: false,
    full: false,
    database: false,
    pattern: false,
    not: false,
    condition: false,
    limit: false,
    needs_pattern: false,
    on: false,
};
const LIST: Takes = Takes {
    pattern: true,
    not: true,
    limit: true,
    ..NOTHING
};
const TABLES: Takes = Takes {
    full: true,
    database: true,
    condition: true,
    ..LIST
};
const COLUMNS: Takes = Takes {
    extended: true,
    full: true,
    condition: true,
    ..LIST
};
const INDEX: Takes = Takes {
    extended: true,
    condition: true,
    ..NOTHING
};
const FUNCTIONS: Takes = Takes {
    pattern: true,
    ..NOTHING
};
const SETTINGS: Takes = Takes {
    needs_pattern: true,
    ..FUNCTIONS
};
const POLICIES: Takes = Takes { on: true, ..NOTHING };

macro_rules! shows {
    ($($(#[$doc:meta])* $name:ident => $noun:literal, $takes:ident;)*) => {
        $(
            #[doc = concat!("`SHOW ", $noun, "`: ")]
            $(#[$doc])*
            pub fn $name() -> Self {
                Self::new($noun, $takes)
            }
        )*
    };
}

impl Show {
    fn new(noun: &'static str, takes: Takes) -> Self {
        Self {
            noun,
            subject: None,
            on: None,
            takes,
            extended: false,
            full: false,
            database: None,
            pattern: None,
            condition: None,
            limit: None,
            options: Options::default(),
        }
    }

    fn of(self, subject: Subject) -> Self {
        Self {
            subject: Some(subject),
            ..self
        }
    }

    shows! {
        /// the databases.
        databases => "DATABASES", LIST;
        /// the tables of a database.
        tables => "TABLES", TABLES;
        /// the temporary tables of the session.
        temporary_tables => "TEMPORARY TABLES", TABLES;
        /// the dictionaries of a database.
        dictionaries => "DICTIONARIES", TABLES;
        /// the functions.
        functions => "FUNCTIONS", FUNCTIONS;
        /// the queries that run.
        processlist => "PROCESSLIST", NOTHING;
        /// the settings whose names are like a pattern.
        settings => "SETTINGS", SETTINGS;
        /// the settings that differ from their default, and whose names are like a pattern.
        changed_settings => "CHANGED SETTINGS", SETTINGS;
        /// the table engines.
        engines => "ENGINES", NOTHING;
        /// the clusters.
        clusters => "CLUSTERS", LIST;
        /// the caches of remote files.
        filesystem_caches => "FILESYSTEM CACHES", NOTHING;
        /// the merges that run.
        merges => "MERGES", LIST;
        /// the privileges that the server knows.
        privileges => "PRIVILEGES", NOTHING;
        /// all statements that make the users, roles, policies, quotas and profiles.
        access => "ACCESS", NOTHING;
        /// the users.
        users => "USERS", NOTHING;
        /// the roles.
        roles => "ROLES", NOTHING;
        /// the roles that are active in the session.
        current_roles => "CURRENT ROLES", NOTHING;
        /// the roles that are active in the session, and those that these have.
        enabled_roles => "ENABLED ROLES", NOTHING;
        /// the settings profiles.
        profiles => "SETTINGS PROFILES", NOTHING;
        /// the row policies.
        row_policies => "ROW POLICIES", POLICIES;
        /// the masking policies.
        masking_policies => "MASKING POLICIES", POLICIES;
        /// the quotas.
        quotas => "QUOTAS", NOTHING;
        /// how much of its quota the user has used.
        quota => "QUOTA", NOTHING;
    }

    /// `SHOW COLUMNS FROM table`: the columns, as MySQL shows them.
    pub fn columns(table: impl IntoTableRef) -> Self {
        Self::new("COLUMNS", COLUMNS).of(Subject::Table(table.into_table_ref()))
    }

    /// `SHOW INDEX FROM table`: the indexes, as MySQL shows them.
    pub fn index(table: impl IntoTableRef) -> Self {
        Self::new("INDEX", INDEX).of(Subject::Table(table.into_table_ref()))
    }

    /// `SHOW SETTING name`: its value.
    pub fn setting_value(name: impl Into<String>) -> Self {
        Self::new("SETTING", NOTHING).of(Subject::Name(name.into()))
    }

    /// `SHOW CLUSTER name`: the nodes of a cluster.
    pub fn cluster(name: impl Into<String>) -> Self {
        Self::new("CLUSTER", NOTHING).of(Subject::Name(name.into()))
    }

    /// `EXTENDED`: also what is hidden, of columns and indexes.
    pub fn extended(mut self) -> Self {
        self.extended = true;
        self
    }

    /// `FULL`: with more columns, of tables and columns.
    pub fn full(mut self) -> Self {
        self.full = true;
        self
    }

    /// `FROM database`
    pub fn from(mut self, database: impl Into<String>) -> Self {
        self.database = Some(database.into());
        self
    }

    /// `ON table`, of policies.
    pub fn on(mut self, table: impl IntoTableRef) -> Self {
        self.on = Some(table.into_table_ref());
        self
    }

    /// `LIKE 'pattern'`
    pub fn like(self, pattern: impl Into<String>) -> Self {
        self.pattern("LIKE", pattern)
    }

    /// `NOT LIKE 'pattern'`
    pub fn not_like(self, pattern: impl Into<String>) -> Self {
        self.pattern("NOT LIKE", pattern)
    }

    /// `ILIKE 'pattern'`: without regard to case.
    pub fn ilike(self, pattern: impl Into<String>) -> Self {
        self.pattern("ILIKE", pattern)
    }

    /// `NOT ILIKE 'pattern'`
    pub fn not_ilike(self, pattern: impl Into<String>) -> Self {
        self.pattern("NOT ILIKE", pattern)
    }

    fn pattern(mut self, keyword: &'static str, pattern: impl Into<String>) -> Self {
        self.pattern = Some(Pattern::new(keyword, pattern));
        self
    }

    /// `WHERE condition`, of the columns of the answer. Values in it are literals.
    pub fn and_where(mut self, condition: impl Into<Expr>) -> Self {
        let condition = condition.into();
        self.condition = Some(Box::new(match self.condition {
            Some(before) => before.and(condition),
            None => condition,
        }));
        self
    }

    /// `LIMIT n`
    pub fn limit(mut self, rows: u64) -> Self {
        self.limit = Some(rows);
        self
    }

    fn check(&self) -> Result<(), BuildError> {
        let Takes { pattern, not, .. } = self.takes;
        let negated = self
            .pattern
            .as_ref()
            .is_some_and(|pattern| pattern.keyword.starts_with("NOT"));
        let clauses = [
            ("EXTENDED", self.extended, self.takes.extended),
            ("FULL", self.full, self.takes.full),
            ("FROM", self.database.is_some(), self.takes.database),
            ("LIKE", self.pattern.is_some(), pattern),
            ("NOT LIKE", negated, not),
            ("WHERE", self.condition.is_some(), self.takes.condition),
            ("LIMIT", self.limit.is_some(), self.takes.limit),
            ("ON", self.on.is_some(), self.takes.on),
        ];
        for (clause, is_set, is_taken) in clauses {
            if is_set && !is_taken {
                return Err(BuildError::unsupported(
                    format!("SHOW {}", self.noun),
                    format!("the server has no {clause} in this statement"),
                ));
            }
        }
        if self.pattern.is_some() && self.condition.is_some() {
            return Err(BuildError::unsupported(
                "WHERE",
                "the server takes LIKE or WHERE, not both; write the pattern into the condition",
            ));
        }
        if self.takes.needs_pattern && self.pattern.is_none() {
            return Err(BuildError::invalid(
                format!("SHOW {}", self.noun),
                "the server wants a pattern; `like(\"%\")` shows all",
            ));
        }
        Ok(())
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        self.check()?;
        sql.push_str("SHOW ");
        sql.push_str(if self.extended { "EXTENDED " } else { "" });
        sql.push_str(if self.full { "FULL " } else { "" });
        sql.push_str(self.noun);
        match &self.subject {
            None => {}
            Some(Subject::Table(table)) => {
                sql.push_str(" FROM ");
                write_object(renderer, table, sql)?;
            }
            Some(Subject::Name(name)) => {
                sql.push(' ');
                write_name(name, self.noun, sql)?;
            }
        }
        if let Some(table) = &self.on {
            sql.push_str(" ON ");
            write_object(renderer, table, sql)?;
        }
        if let Some(database) = &self.database {
            sql.push_str(" FROM ");
            write_name(database, "FROM", sql)?;
        }
        if let Some(pattern) = &self.pattern {
            pattern.write(sql);
        }
        if let Some(condition) = &self.condition {
            sql.push_str(" WHERE ");
            write_expr(renderer, condition, sql);
        }
        if let Some(limit) = self.limit {
            sql.push_str(&format!(" LIMIT {limit}"));
        }
        self.options.write_format(renderer, sql)?;
        self.options.write_settings(sql)
    }
}

statement!(Show { format, setting });
