use sea_query::{
    BinOper, Expr, ExprTrait, IntoTableRef, SchemaName, SelectStatement, SubQueryStatement, TableName,
    TableRef,
};

/// IN with a whole table, and its GLOBAL forms, in which the list is computed once and sent to every shard.
///
/// Source: <https://clickhouse.com/docs/sql-reference/operators/in#distributed-subqueries>.
///
/// ```
/// use sea_query::{Expr, Query};
/// use sea_query_clickhouse::prelude::*;
///
/// let ids = Query::select().column("user_id").from("visit").to_owned();
/// let query = Query::select().column("name").from("user").and_where(Expr::col("id").global_in(ids)).to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT `name` FROM `user` WHERE `id` GLOBAL IN (SELECT `user_id` FROM `visit`)"
/// );
/// ```
pub trait ClickHouseInExt: Into<Expr> {
    /// `expr GLOBAL IN (SELECT ...)`
    fn global_in(self, query: SelectStatement) -> Expr {
        oper(self, "GLOBAL IN", subquery(query))
    }

    /// `expr GLOBAL NOT IN (SELECT ...)`
    fn global_not_in(self, query: SelectStatement) -> Expr {
        oper(self, "GLOBAL NOT IN", subquery(query))
    }

    /// `expr IN table`: as one of the values of a table, which may be of the engine Set.
    fn in_table(self, table: impl IntoTableRef) -> Expr {
        oper(self, "IN", name(table))
    }

    /// `expr NOT IN table`
    fn not_in_table(self, table: impl IntoTableRef) -> Expr {
        oper(self, "NOT IN", name(table))
    }

    /// `expr GLOBAL IN table`
    fn global_in_table(self, table: impl IntoTableRef) -> Expr {
        oper(self, "GLOBAL IN", name(table))
    }

    /// `expr GLOBAL NOT IN table`
    fn global_not_in_table(self, table: impl IntoTableRef) -> Expr {
        oper(self, "GLOBAL NOT IN", name(table))
    }
}

impl<T: Into<Expr>> ClickHouseInExt for T {}

fn oper(left: impl Into<Expr>, operator: &'static str, right: Expr) -> Expr {
    left.into().binary(BinOper::Custom(operator), right)
}

fn subquery(query: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(query)))
}

/// A table where an expression stands is written as a column of its database.
fn name(table: impl IntoTableRef) -> Expr {
    match table.into_table_ref() {
        TableRef::Table(TableName(None, name), _) => Expr::col(name),
        TableRef::Table(TableName(Some(SchemaName(None, database)), name), _) => Expr::col((database, name)),
        TableRef::SubQuery(query, _) => subquery(*query),
        other => subquery(
            sea_query::Query::select()
                .column(sea_query::Asterisk)
                .from(other)
                .take(),
        ),
    }
}
