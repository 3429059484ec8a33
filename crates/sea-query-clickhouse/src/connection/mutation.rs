//! The rows that an UPDATE or DELETE will reach.
//!
//! A mutation returns neither a count nor rows. One SELECT before it, with the assigned expressions in the place of
//! their columns, gives both; reading back by the same condition would be wrong where SET touches it.

use sea_query::{
    ColumnRef, DeleteStatement, Expr, ExprTrait, Func, Query, ReturningClause, SelectStatement, TableName,
    TableRef, UpdateStatement,
};

use super::insert::Cell;
use crate::{
    build::{ClickHouseSql, Target, build_with},
    clause::Clause,
    collect::{Local, MutationParts, delete_parts, update_parts, write_mutation},
    context::{Context, Placement},
    error::BuildError,
    partition::Partition,
    render::Renderer,
    types::DataType,
};

/// An UPDATE or DELETE, taken apart.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{ClickHouseQueryBuilder, Target, connection::Mutation};
///
/// let update = Query::update().table("event").value("port", 53).and_where(Expr::col("id").eq(1)).to_owned();
/// let target = Target::default();
/// let mut mutation = Mutation::update(&update, &target)?;
/// assert_eq!(
///     mutation.count().to_string(ClickHouseQueryBuilder),
///     "SELECT count() AS `rows` FROM `event` WHERE `id` = 1"
/// );
/// assert_eq!(mutation.build()?.sql, "ALTER TABLE `event` UPDATE `port` = {p0:Int32} WHERE `id` = {p1:Int32}");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub struct Mutation<'a> {
    parts: MutationParts,
    target: &'a Target<'a>,
}

impl<'a> Mutation<'a> {
    /// Takes an UPDATE apart.
    ///
    /// # Errors
    ///
    /// When it has what ClickHouse's mutations lack: joins, ORDER BY, LIMIT, WITH.
    pub fn update(update: &UpdateStatement, target: &'a Target<'a>) -> Result<Self, BuildError> {
        Self::new(target, |renderer| update_parts(renderer, update))
    }

    /// Takes a DELETE apart.
    ///
    /// # Errors
    ///
    /// When it has what ClickHouse's mutations lack: ORDER BY, LIMIT, WITH.
    pub fn delete(delete: &DeleteStatement, target: &'a Target<'a>) -> Result<Self, BuildError> {
        Self::new(target, |renderer| delete_parts(renderer, delete))
    }

    fn new(
        target: &'a Target<'a>,
        parts: impl FnOnce(&Renderer<'_>) -> MutationParts,
    ) -> Result<Self, BuildError> {
        let context = Context::new(target, Placement::Parameters);
        let parts = parts(&Renderer::new(&context));
        context.finish()?;
        Ok(Self { parts, target })
    }

    /// The same for the tables that a Distributed table is over, on all servers of a cluster. What is assigned and the
    /// condition name their columns; [`count`](Self::count), [`exists`](Self::exists) and [`rows`](Self::rows) stay those of the
    /// Distributed table.
    ///
    /// The build then refuses a sub-query and IN PARTITION by values.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, Target, connection::Mutation};
    ///
    /// let delete = Query::delete().from_table("event").and_where(Expr::col(("event", "id")).eq(1)).to_owned();
    /// let target = Target::default();
    /// let mut mutation = Mutation::delete(&delete, &target)?.on_local(("analytics", "event_local"), "main");
    /// assert_eq!(
    ///     mutation.count().to_string(ClickHouseQueryBuilder),
    ///     "SELECT count() AS `rows` FROM `event` WHERE `event`.`id` = 1"
    /// );
    /// assert_eq!(
    ///     mutation.build()?.sql,
    ///     "ALTER TABLE `analytics`.`event_local` ON CLUSTER `main` DELETE WHERE `event_local`.`id` = {p0:Int32}"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn on_local(mut self, table: impl Into<TableName>, cluster: impl Into<String>) -> Self {
        self.parts.local = Some(Local {
            table: table.into(),
            cluster: cluster.into(),
        });
        self
    }

    /// The SQL of the mutation, without its RETURNING clause.
    ///
    /// # Errors
    ///
    /// As [`build_clickhouse`](crate::build_clickhouse).
    pub fn build(&mut self) -> Result<ClickHouseSql, BuildError> {
        self.parts.returning = None;
        build_with(self.target, Placement::Parameters, |renderer, sql| {
            write_mutation(renderer, &self.parts, sql);
        })
    }

    /// The table that is changed.
    pub fn table(&self) -> Option<&TableRef> {
        self.parts.table.as_ref()
    }

    /// The columns that an UPDATE assigns, and what it assigns to them.
    pub fn assignments(&self) -> Vec<(String, Cell)> {
        self.parts
            .assignments
            .iter()
            .map(|(column, expr)| (column.to_string(), Cell::of(expr)))
            .collect()
    }

    /// Whether the statement sets how long it waits, by `mutations_sync`.
    pub fn sets(&self, setting: &str) -> bool {
        self.parts
            .clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Setting(name, _) if name == setting))
    }

    /// `SELECT count() ...`: the number of rows that it will reach.
    pub fn count(&self) -> SelectStatement {
        let mut select = self.select();
        select.expr_as(Func::cust("count"), "rows");
        select
    }

    /// `SELECT toUInt64(1) ... LIMIT 1`: whether it will reach any row.
    pub fn exists(&self) -> SelectStatement {
        let mut select = self.select();
        select.expr_as(Func::cust("toUInt64").arg(1), "rows").limit(1);
        select
    }

    /// The rows that RETURNING asks for, as they will be, with the names of their columns; `None` when it asks for
    /// none. The SELECT gives its columns other names, because in ClickHouse an alias hides the column of that name
    /// everywhere in the query, in the condition too.
    ///
    /// # Errors
    ///
    /// When RETURNING asks for `*`, or for an expression that is not a column.
    pub fn rows(&self) -> Result<Option<(SelectStatement, Vec<String>)>, BuildError> {
        let exprs: Vec<Expr> = match self.parts.returning.as_ref() {
            None => return Ok(None),
            Some(ReturningClause::All) => vec![Expr::Column(ColumnRef::Asterisk(None))],
            Some(ReturningClause::Columns(columns)) => columns.iter().cloned().map(Expr::Column).collect(),
            Some(ReturningClause::Exprs(exprs)) => exprs.clone(),
        };
        let mut named = Vec::with_capacity(exprs.len());
        for expr in exprs {
            let name = column_name(&expr).ok_or_else(|| {
                BuildError::unsupported(
                    "RETURNING",
                    "a mutation can return columns by their names, and no cast of one; name them, or change the rows without \
                     returning, and read them",
                )
            })?;
            named.push((name, expr));
        }
        let select = self.values_of(&named)?;
        let names = named.into_iter().map(|(name, _)| name).collect();
        Ok(Some((select, names)))
    }

    /// As [`rows`](Self::rows), for columns by their names, which are `returning_0`, `returning_1`, ... in the result.
    ///
    /// # Errors
    ///
    /// When an assigned value cannot be written.
    pub fn rows_of(&self, columns: &[&str]) -> Result<SelectStatement, BuildError> {
        let named = columns
            .iter()
            .map(|name| ((*name).to_owned(), Expr::col((*name).to_owned())));
        self.values_of(&named.collect::<Vec<_>>())
    }

    fn values_of(&self, columns: &[(String, Expr)]) -> Result<SelectStatement, BuildError> {
        let mut select = self.select();
        for (i, (name, expr)) in columns.iter().enumerate() {
            let assigned = self
                .parts
                .assignments
                .iter()
                .find(|(column, _)| *column.inner() == **name);
            let value = match assigned {
                // The server casts what is assigned to the type of the column.
                Some((_, assigned)) => {
                    let data_type = Func::cust("toTypeName").arg(expr.clone());
                    let assigned = self.typed(name, assigned)?.unwrap_or_else(|| assigned.clone());
                    Expr::FunctionCall(Func::cust("CAST").arg(assigned).arg(data_type))
                }
                None => expr.clone(),
            };
            select.expr_as(value, format!("returning_{i}"));
        }
        Ok(select)
    }

    /// A value as the type of the column that is set to it, where CAST could not make it from another: there is none
    /// between Time and Time64, none from a string of bytes to an array of them, none from UUID to FixedString.
    fn typed(&self, column: &str, assigned: &Expr) -> Result<Option<Expr>, BuildError> {
        let (Some(TableRef::Table(table, _)), Some(columns)) = (&self.parts.table, self.target.columns)
        else {
            return Ok(None);
        };
        let Cell::Value(value) = Cell::of(assigned) else {
            return Ok(None);
        };
        let data_type = columns.data_type(table, column);
        let Some(hint) = data_type.as_ref().map(DataType::value_type) else {
            return Ok(None);
        };
        let needs_type = matches!(
            hint,
            DataType::Time
                | DataType::Time64(_)
                | DataType::Array(_)
                | DataType::FixedString(_)
                | DataType::Tuple(_)
                | DataType::Map(_, _)
                | DataType::Nested(_)
                | DataType::QBit(..)
        );
        if !needs_type {
            return Ok(None);
        }
        let literal = build_with(self.target, Placement::Literals, |renderer, sql| {
            renderer.write_parameter(&value, Some(hint), sql);
        })?;
        Ok(Some(Expr::cust(literal.sql)))
    }

    fn select(&self) -> SelectStatement {
        let mut select = Query::select();
        if let Some(table) = &self.parts.table {
            select.from(table.clone());
        }
        if let Some(condition) = &self.parts.condition {
            select.and_where(condition.clone());
        }
        if let Some(Clause::InPartition(partition)) = Clause::last(&self.parts.clauses, |clause| {
            matches!(clause, Clause::InPartition(_))
        }) {
            select.and_where_option(in_partition(partition));
        }
        select
    }
}

/// What IN PARTITION says, as a condition; `None` where it says nothing.
fn in_partition(partition: &Partition) -> Option<Expr> {
    match partition {
        Partition::Values(values) if !values.is_empty() => {
            let constants = values.iter().cloned().map(|value| match value {
                Expr::Value(value) => Expr::Constant(value),
                value => value,
            });
            Some(Expr::col("_partition_value").eq(Func::cust("tuple").args(constants)))
        }
        Partition::Id(id) => Some(Expr::col("_partition_id").eq(id.as_str())),
        _ => None,
    }
}

/// The name of the column that an expression is.
pub(super) fn column_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Column(ColumnRef::Column(name)) => Some(name.1.to_string()),
        Expr::AsEnum(_, inner) => column_name(inner),
        _ => None,
    }
}
