//! What `SHOW CREATE VIEW` prints, read back.

use std::str::FromStr;

use sea_query::{Expr, Query, SelectStatement, TableRef};

use super::{DefinitionError, read_of};
use crate::{
    ClickHouseTable, ClickHouseView,
    parser::{Parsed, Parser},
    statement::Interval,
    table::TableCreateStatement,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh, SqlSecurity, ViewCreateStatement},
};

/// The view that `SHOW CREATE VIEW` prints; its query comes back as its text.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, view::ViewCreateStatement};
///
/// let printed = "CREATE VIEW shop.dns (`id` Int64) DEFINER = app SQL SECURITY DEFINER AS SELECT id FROM shop.event";
/// let view: ViewCreateStatement = printed.parse()?;
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE VIEW `shop`.`dns` DEFINER = `app` SQL SECURITY DEFINER AS SELECT id FROM shop.event"
/// );
/// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
/// ```
impl FromStr for ViewCreateStatement {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_of("view", text, Parser::view)
    }
}

/// The materialized view that `SHOW CREATE VIEW` prints; its query comes back as its text, and the columns of the table of
/// `TO`, which that table has, do not.
///
/// ```
/// use sea_query_clickhouse::{prelude::*, view::MaterializedViewCreateStatement};
///
/// let printed = "CREATE MATERIALIZED VIEW shop.ports REFRESH EVERY 1 DAY OFFSET 2 HOUR APPEND TO shop.port (`n` UInt64) \
///                SQL SECURITY NONE COMMENT 'by day' AS SELECT count() AS n FROM shop.event";
/// let view: MaterializedViewCreateStatement = printed.parse()?;
/// assert_eq!(
///     view.to_string(ClickHouseQueryBuilder),
///     "CREATE MATERIALIZED VIEW `shop`.`ports` REFRESH EVERY 1 DAY OFFSET 2 HOUR APPEND TO `shop`.`port` \
///      SQL SECURITY NONE AS SELECT count() AS n FROM shop.event COMMENT 'by day'"
/// );
/// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
/// ```
impl FromStr for MaterializedViewCreateStatement {
    type Err = DefinitionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read_of("view", text, Parser::materialized_view)
    }
}

/// What stands before the clauses of a view.
struct Start {
    or_replace: bool,
    if_not_exists: bool,
    name: TableRef,
    cluster: Option<String>,
}

/// What stands before the query of any view.
struct End {
    security: Option<SqlSecurity>,
    comment: Option<String>,
    query: SelectStatement,
}

impl Parser<'_> {
    fn view(&mut self) -> Parsed<ViewCreateStatement> {
        let start = self.view_start(&["VIEW"])?;
        // The columns with their types, then their names alone where the statement had these. The query has both.
        while self.take('(') {
            self.position -= 1;
            self.skip_arguments()?;
        }
        let end = self.view_end()?;
        let mut view = ClickHouseView::create(start.name, end.query);
        if start.or_replace {
            view = view.or_replace();
        }
        if start.if_not_exists {
            view = view.if_not_exists();
        }
        if let Some(cluster) = start.cluster {
            view = view.on_cluster(cluster);
        }
        if let Some(security) = end.security {
            view = view.sql_security(security);
        }
        if let Some(comment) = end.comment {
            view = view.comment(comment);
        }
        Ok(view)
    }

    fn materialized_view(&mut self) -> Parsed<MaterializedViewCreateStatement> {
        let start = self.view_start(&["MATERIALIZED", "VIEW"])?;
        let refresh = match self.take_words(&["REFRESH"]) {
            true => Some(self.refresh()?),
            false => None,
        };
        let target = match self.take_words(&["TO"]) {
            true => Some(self.object()?),
            false => None,
        };
        let mut table = ClickHouseTable::create(start.name.clone());
        if self.take('(') {
            table = self.elements(table)?;
        }
        let table = self.storage(table)?;
        let end = self.view_end()?;
        let mut view = ClickHouseView::create_materialized(start.name, end.query);
        view = match (target, table) {
            (Some(target), _) => view.to(target),
            (None, Some(table)) => view
                .inner_table(table)
                .map_err(|_| "the table of a view is expected")?,
            (None, None) => return Err("TO or ENGINE is expected"),
        };
        if let Some(refresh) = refresh {
            view = view.refresh(refresh);
        }
        if start.or_replace {
            view = view.or_replace();
        }
        if start.if_not_exists {
            view = view.if_not_exists();
        }
        if let Some(cluster) = start.cluster {
            view = view.on_cluster(cluster);
        }
        if let Some(security) = end.security {
            view = view.sql_security(security);
        }
        if let Some(comment) = end.comment {
            view = view.comment(comment);
        }
        Ok(view)
    }

    fn view_start(&mut self, words: &[&str]) -> Parsed<Start> {
        if !self.take_words(&["CREATE"]) {
            return Err("CREATE is expected");
        }
        let or_replace = self.take_words(&["OR", "REPLACE"]);
        if !self.take_words(words) {
            return Err("a view of another kind is expected");
        }
        let if_not_exists = self.take_words(&["IF", "NOT", "EXISTS"]);
        let name = self.object()?;
        if self.take_words(&["UUID"]) {
            self.string()?;
        }
        let cluster = match self.take_words(&["ON", "CLUSTER"]) {
            true => Some(self.identifier()?),
            false => None,
        };
        Ok(Start {
            or_replace,
            if_not_exists,
            name,
            cluster,
        })
    }

    /// The engine with its clauses, where there is one.
    fn storage(&mut self, table: TableCreateStatement) -> Parsed<Option<TableCreateStatement>> {
        if !self.take_words(&["ENGINE"]) {
            return Ok(None);
        }
        self.expect('=', "`=` is expected")?;
        let engine = self.engine()?;
        self.clauses(table.engine(engine)).map(Some)
    }

    fn view_end(&mut self) -> Parsed<End> {
        let (mut security, mut comment) = (None, None);
        loop {
            if self.take_words(&["DEFINER"]) {
                self.expect('=', "`=` is expected")?;
                let definer = self.definer()?;
                security = Some(match definer.as_str() {
                    "CURRENT_USER" => SqlSecurity::CurrentUser,
                    _ => SqlSecurity::User(definer),
                });
            } else if self.take_words(&["SQL", "SECURITY", "DEFINER"]) {
                security = security.or(Some(SqlSecurity::Definer));
            } else if self.take_words(&["SQL", "SECURITY", "INVOKER"]) {
                security = Some(SqlSecurity::Invoker);
            } else if self.take_words(&["SQL", "SECURITY", "NONE"]) {
                security = Some(SqlSecurity::None);
            } else if self.take_words(&["COMMENT"]) {
                comment = Some(self.string()?);
            } else if self.take_words(&["AS"]) {
                let query = select(self.rest().trim().trim_end_matches(';'));
                self.position = self.text.len();
                return Ok(End {
                    security,
                    comment,
                    query,
                });
            } else {
                return Err("AS and the query are expected");
            }
        }
    }

    fn definer(&mut self) -> Parsed<String> {
        self.skip_space();
        match self.peek() {
            Some('\'') => self.string(),
            _ => self.identifier(),
        }
    }

    fn refresh(&mut self) -> Parsed<Refresh> {
        let schedule = if self.take_words(&["EVERY"]) {
            Some(Refresh::every(self.interval()?))
        } else if self.take_words(&["AFTER"]) {
            Some(Refresh::after(self.interval()?))
        } else {
            None
        };
        let mut refresh = match schedule {
            Some(refresh) => refresh,
            None if self.take_words(&["DEPENDS", "ON"]) => self.dependencies(None)?,
            None => return Err("EVERY, AFTER or DEPENDS ON is expected"),
        };
        loop {
            refresh = if self.take_words(&["OFFSET"]) {
                refresh.offset(self.interval()?)
            } else if self.take_words(&["RANDOMIZE", "FOR"]) {
                refresh.randomize_for(self.interval()?)
            } else if self.take_words(&["DEPENDS", "ON"]) {
                self.dependencies(Some(refresh))?
            } else if self.take_words(&["SETTINGS"]) {
                let settings = self.settings()?.into_iter();
                settings.fold(refresh, |refresh, (name, value)| refresh.setting(name, value))
            } else if self.take_words(&["APPEND"]) {
                refresh.append()
            } else {
                return Ok(refresh);
            };
        }
    }

    fn dependencies(&mut self, refresh: Option<Refresh>) -> Parsed<Refresh> {
        let first = self.object()?;
        let mut refresh = match refresh {
            Some(refresh) => refresh.depends_on(first),
            None => Refresh::depending_on(first),
        };
        while self.take(',') {
            refresh = refresh.depends_on(self.object()?);
        }
        Ok(refresh)
    }

    /// `1 DAY 2 HOUR`
    fn interval(&mut self) -> Parsed<Interval> {
        let mut interval: Option<Interval> = None;
        loop {
            let start = self.position;
            let Ok(count) = self.number() else {
                self.position = start;
                return interval.ok_or("a number and its unit are expected");
            };
            let unit = unit(self.word()).ok_or("a unit of time is expected")?;
            interval = Some(match interval {
                Some(interval) => interval.and(count, unit),
                None => Interval::new(count, unit),
            });
        }
    }
}

fn unit(word: &str) -> Option<IntervalUnit> {
    Some(match word {
        "SECOND" => IntervalUnit::Second,
        "MINUTE" => IntervalUnit::Minute,
        "HOUR" => IntervalUnit::Hour,
        "DAY" => IntervalUnit::Day,
        "WEEK" => IntervalUnit::Week,
        "MONTH" => IntervalUnit::Month,
        "QUARTER" => IntervalUnit::Quarter,
        "YEAR" => IntervalUnit::Year,
        _ => return None,
    })
}

/// A query that is kept as its text.
fn select(sql: &str) -> SelectStatement {
    Query::select().expr(Expr::cust(as_expression(sql))).to_owned()
}

/// A query as the expression of a SELECT that is the same: what comes after its own SELECT, or all of one that begins with WITH or is a
/// union in parentheses.
pub(super) fn as_expression(sql: &str) -> String {
    let rest = sql.strip_prefix("SELECT ");
    match rest.or_else(|| sql.strip_prefix("SELECT\n")) {
        Some(rest) => rest.to_owned(),
        None => format!("* FROM ({sql})"),
    }
}
