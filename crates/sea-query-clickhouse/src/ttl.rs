//! What happens to rows when they are old.
//!
//! Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#table_engine-mergetree-ttl>.

use sea_query::{DynIden, Expr, IntoIden, QueryBuilder, QuotedBuilder};

use crate::{codec::CodecChain, error::BuildError, literal::write_string, render::Renderer};

/// One rule of a table's TTL: when rows are old, by an expression that gives a date or a time, and what then happens
/// to them. An expression alone is a rule that deletes them.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/mergetree#mergetree-table-ttl>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Func};
/// use sea_query_clickhouse::{codec::Codec, prelude::*, ttl::Ttl};
///
/// let table = ClickHouseTable::alter("event").modify_ttl([
///     Ttl::new(Expr::cust("day + INTERVAL 1 WEEK")).recompress(Codec::zstd(17)),
///     Ttl::new(Expr::cust("day + INTERVAL 1 MONTH")).to_volume("slow"),
///     Ttl::new(Expr::cust("day + INTERVAL 1 YEAR")).delete_where(Expr::col("kind").ne("audit")),
///     Ttl::new(Expr::cust("day + INTERVAL 2 YEAR")).group_by(["kind"]).set("n", Func::cust("sum").arg(Expr::col("n"))),
/// ]);
/// assert_eq!(
///     table.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` MODIFY TTL day + INTERVAL 1 WEEK RECOMPRESS CODEC(ZSTD(17)), \
///      day + INTERVAL 1 MONTH TO VOLUME 'slow', \
///      day + INTERVAL 1 YEAR DELETE WHERE `kind` <> 'audit', \
///      day + INTERVAL 2 YEAR GROUP BY `kind` SET `n` = sum(`n`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Ttl {
    pub(crate) expr: Expr,
    pub(crate) action: Action,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Action {
    /// Nothing is said, which deletes.
    None,
    Delete(Option<Expr>),
    Move {
        keyword: &'static str,
        name: String,
        if_exists: bool,
    },
    Recompress(CodecChain),
    GroupBy {
        keys: Vec<Expr>,
        assignments: Vec<(DynIden, Expr)>,
    },
}

impl Ttl {
    /// Rows for which `expr`, a date or a time, lies in the past are deleted by a merge.
    pub fn new(expr: impl Into<Expr>) -> Self {
        Self {
            expr: expr.into(),
            action: Action::None,
        }
    }

    /// `DELETE`: says what is done anyway.
    pub fn delete(mut self) -> Self {
        self.action = Action::Delete(None);
        self
    }

    /// `DELETE WHERE condition`: deletes of the old rows those that the condition is true for.
    pub fn delete_where(mut self, condition: impl Into<Expr>) -> Self {
        self.action = Action::Delete(Some(condition.into()));
        self
    }

    /// `TO DISK 'name'`: moves parts whose rows are all old to a disk of the storage policy.
    pub fn to_disk(self, name: impl Into<String>) -> Self {
        self.moved("TO DISK ", name.into(), false)
    }

    /// `TO DISK IF EXISTS 'name'`: of the replicas, those that have the disk move the part.
    pub fn to_disk_if_exists(self, name: impl Into<String>) -> Self {
        self.moved("TO DISK ", name.into(), true)
    }

    /// `TO VOLUME 'name'`: moves parts whose rows are all old to a volume of the storage policy.
    pub fn to_volume(self, name: impl Into<String>) -> Self {
        self.moved("TO VOLUME ", name.into(), false)
    }

    /// `TO VOLUME IF EXISTS 'name'`: of the replicas, those that have the volume move the part.
    pub fn to_volume_if_exists(self, name: impl Into<String>) -> Self {
        self.moved("TO VOLUME ", name.into(), true)
    }

    /// `RECOMPRESS CODEC(chain)`: compresses parts whose rows are all old in another way.
    pub fn recompress(mut self, chain: impl Into<CodecChain>) -> Self {
        self.action = Action::Recompress(chain.into());
        self
    }

    /// `GROUP BY columns`: makes one row of the old rows that have these columns in common; they are the beginning of
    /// the primary key. [`set`](Self::set) says how; a column without one keeps any of its values.
    pub fn group_by<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.group_by_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `GROUP BY expressions`: as [`group_by`](Self::group_by), where the primary key has expressions.
    pub fn group_by_exprs<E: Into<Expr>>(mut self, exprs: impl IntoIterator<Item = E>) -> Self {
        self.action = Action::GroupBy {
            keys: exprs.into_iter().map(Into::into).collect(),
            assignments: Vec::new(),
        };
        self
    }

    /// `SET column = expr`, with an aggregate over the rows that become one. It follows
    /// [`group_by`](Self::group_by); without it the statement is refused when it is built.
    pub fn set(mut self, column: impl IntoIden, expr: impl Into<Expr>) -> Self {
        let assignment = (column.into_iden(), expr.into());
        match &mut self.action {
            Action::GroupBy { assignments, .. } => assignments.push(assignment),
            _ => {
                self.action = Action::GroupBy {
                    keys: Vec::new(),
                    assignments: vec![assignment],
                }
            }
        }
        self
    }

    fn moved(mut self, keyword: &'static str, name: String, if_exists: bool) -> Self {
        self.action = Action::Move {
            keyword,
            name,
            if_exists,
        };
        self
    }

    /// Whether it takes rows away: by DELETE, or by GROUP BY, which makes one of several.
    pub fn removes_rows(&self) -> bool {
        matches!(
            self.action,
            Action::None | Action::Delete(_) | Action::GroupBy { .. }
        )
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        renderer.prepare_expr(&self.expr, sql);
        match &self.action {
            Action::None => {}
            Action::Delete(condition) => {
                sql.push_str(" DELETE");
                if let Some(condition) = condition {
                    sql.push_str(" WHERE ");
                    renderer.prepare_expr(condition, sql);
                }
            }
            Action::Move {
                keyword,
                name,
                if_exists,
            } => {
                sql.push(' ');
                sql.push_str(keyword);
                sql.push_str(if *if_exists { "IF EXISTS " } else { "" });
                write_string(sql, name);
            }
            Action::Recompress(chain) => {
                if let Err(error) = chain.check() {
                    renderer.context.refuse(error);
                }
                sql.push_str(" RECOMPRESS ");
                chain.write(sql);
            }
            Action::GroupBy { keys, .. } if keys.is_empty() => renderer.context.refuse(BuildError::invalid(
                "TTL",
                "SET needs a GROUP BY with columns before it; call `group_by` first",
            )),
            Action::GroupBy { keys, assignments } => {
                for (i, key) in keys.iter().enumerate() {
                    sql.push_str(if i == 0 { " GROUP BY " } else { ", " });
                    renderer.prepare_expr(key, sql);
                }
                for (i, (column, expr)) in assignments.iter().enumerate() {
                    sql.push_str(if i == 0 { " SET " } else { ", " });
                    renderer.prepare_iden(column, sql);
                    sql.push_str(" = ");
                    renderer.prepare_expr(expr, sql);
                }
            }
        }
    }
}

impl<E: Into<Expr>> From<E> for Ttl {
    fn from(expr: E) -> Self {
        Self::new(expr)
    }
}

/// Writes rules, separated by commas.
pub(crate) fn write_rules(renderer: &Renderer<'_>, rules: &[Ttl], sql: &mut String) {
    for (i, rule) in rules.iter().enumerate() {
        sql.push_str(if i == 0 { "" } else { ", " });
        rule.write(renderer, sql);
        let is_open = matches!(&rule.action, Action::GroupBy { assignments, .. } if assignments.is_empty());
        if is_open && i + 1 < rules.len() {
            renderer.context.refuse(BuildError::invalid(
                "TTL",
                "the rule after a GROUP BY without SET would be one more of its columns; make it the last, or add a `set`",
            ));
        }
    }
}
