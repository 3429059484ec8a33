use sea_query::{
    BinOper, CaseStatement, ColumnRef, CommonTableExpression, DeleteStatement, ExplainStatement, Expr, Frame,
    Func, FunctionCall, InsertStatement, JoinExpr, JoinType, LockClause, OrderExpr, PostgresQueryBuilder,
    QueryBuilder, QuotedBuilder, ReturningClause, SelectDistinct, SelectExpr, SelectInto, SelectStatement,
    SqlWriter, SubQueryOper, SubQueryStatement, TableRef, TypeRef, UnionType, UpdateStatement, Value, Values,
    WindowSelectType, WindowStatement, WithClause, WithQuery,
};

use super::Renderer;
use crate::{
    capability::Feature,
    collect::{
        delete_parts, insert_parts, push, update_parts, with_parts, write_insert, write_insert_parts,
        write_mutation, write_select, written,
    },
    error::BuildError,
    param::TypedValue,
};

impl Renderer<'_> {
    pub(super) fn refuse(&self, clause: &'static str, sentence: &'static str) {
        self.context.refuse(BuildError::unsupported(clause, sentence));
    }
}

impl QueryBuilder for Renderer<'_> {
    fn prepare_select_statement(&self, select: &SelectStatement, sql: &mut impl SqlWriter) {
        write_select(self, None, select, sql);
    }

    fn prepare_insert_statement(&self, insert: &InsertStatement, sql: &mut impl SqlWriter) {
        self.context.once("INSERT");
        write_insert(self, insert, sql);
    }

    fn prepare_update_statement(&self, update: &UpdateStatement, sql: &mut impl SqlWriter) {
        self.context.once("UPDATE");
        write_mutation(self, &update_parts(self, update), sql);
    }

    fn prepare_delete_statement(&self, delete: &DeleteStatement, sql: &mut impl SqlWriter) {
        write_mutation(self, &delete_parts(self, delete), sql);
    }

    fn prepare_query_statement(&self, query: &SubQueryStatement, sql: &mut impl SqlWriter) {
        match query {
            SubQueryStatement::SelectStatement(select) => {
                self.context.nested(|| self.prepare_select_statement(select, sql));
            }
            SubQueryStatement::InsertStatement(_)
            | SubQueryStatement::UpdateStatement(_)
            | SubQueryStatement::DeleteStatement(_) => self.refuse(
                "sub-query",
                "ClickHouse's statements that write return no rows to read from; run them on their own",
            ),
            SubQueryStatement::WithStatement(with) => {
                self.context.nested(|| self.prepare_with_query(with, sql));
            }
        }
    }

    fn prepare_with_query(&self, query: &WithQuery, sql: &mut impl SqlWriter) {
        let (with, query) = with_parts(self, query);
        match query {
            Some(SubQueryStatement::InsertStatement(insert)) => {
                let mut parts = insert_parts(self, &insert);
                if parts.with.is_some() || parts.select.is_none() {
                    self.refuse(
                        "WITH",
                        "before an INSERT it is for a SELECT that has no WITH of its own",
                    );
                }
                parts.with = with;
                write_insert_parts(self, &parts, sql);
            }
            Some(SubQueryStatement::UpdateStatement(_) | SubQueryStatement::DeleteStatement(_)) => self
                .refuse(
                    "WITH",
                    "ClickHouse's mutations take no WITH clause; put the sub-query into the condition",
                ),
            // The WITH of a query and the expressions that its SELECT names are one clause.
            Some(SubQueryStatement::SelectStatement(select)) => {
                write_select(self, with.as_ref(), &select, sql)
            }
            query => {
                if let Some(with) = &with {
                    self.prepare_with_clause(with, sql);
                }
                if let Some(query) = &query {
                    self.prepare_query_statement(query, sql);
                }
            }
        }
    }

    fn prepare_with_clause(&self, with: &WithClause, sql: &mut impl SqlWriter) {
        push(sql, "WITH ");
        push(sql, self.with_start(with));
        self.write_ctes(with, sql);
    }

    fn prepare_values_rows(&self, rows: &[Values], sql: &mut impl SqlWriter) {
        self.context.check(Feature::ValuesTable);
        push(sql, "VALUES ");
        for (i, Values(row)) in rows.iter().enumerate() {
            push(sql, if i == 0 { "(" } else { ", (" });
            for (i, value) in row.iter().enumerate() {
                push(sql, if i == 0 { "" } else { ", " });
                self.write_parameter(value, None, sql);
            }
            push(sql, ")");
        }
    }

    fn prepare_explain_statement(&self, _: &ExplainStatement, _: &mut impl SqlWriter) {
        self.refuse(
            "EXPLAIN",
            "SeaQuery's EXPLAIN has the options of other databases; prefix the SQL yourself",
        );
    }

    fn prepare_union_statement(&self, kind: UnionType, select: &SelectStatement, sql: &mut impl SqlWriter) {
        match kind {
            UnionType::Distinct => self.context.check(Feature::UnionDistinct),
            UnionType::Intersect | UnionType::Except => self.context.check(Feature::IntersectExcept),
            _ => {}
        }
        // Without the word, the server's union_default_mode decides, and EXCEPT keeps duplicates.
        push(
            sql,
            match kind {
                UnionType::Intersect => " INTERSECT DISTINCT (",
                UnionType::Distinct => " UNION DISTINCT (",
                UnionType::Except => " EXCEPT DISTINCT (",
                UnionType::All => " UNION ALL (",
                _ => return self.refuse("set operation", "ClickHouse knows UNION, INTERSECT and EXCEPT"),
            },
        );
        self.context.enter_arm();
        self.context.nested(|| self.prepare_select_statement(select, sql));
        push(sql, ")");
    }

    fn prepare_select_distinct(&self, distinct: &SelectDistinct, sql: &mut impl SqlWriter) {
        match distinct {
            SelectDistinct::All => push(sql, "ALL"),
            SelectDistinct::Distinct | SelectDistinct::DistinctRow => push(sql, "DISTINCT"),
            SelectDistinct::DistinctOn(columns) => {
                self.context.check(Feature::DistinctOn);
                push(sql, "DISTINCT ON (");
                for (i, column) in columns.iter().enumerate() {
                    push(sql, if i == 0 { "" } else { ", " });
                    self.prepare_column_ref(column, sql);
                }
                push(sql, ")");
            }
            _ => self.refuse("DISTINCT", "ClickHouse knows ALL, DISTINCT and DISTINCT ON"),
        }
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {
        self.refuse(
            "SELECT INTO",
            "ClickHouse writes `INSERT INTO ... SELECT` or `CREATE TABLE ... AS SELECT`",
        );
    }

    fn prepare_select_lock(&self, _: &LockClause, _: &mut impl SqlWriter) {
        self.refuse(
            "FOR UPDATE",
            "ClickHouse has no row locks: a SELECT reads a snapshot of the parts and blocks nobody; drop the lock",
        );
    }

    fn prepare_select_expr(&self, expr: &SelectExpr, sql: &mut impl SqlWriter) {
        let is_call = matches!(
            expr.expr,
            Expr::FunctionCall(_) | Expr::Custom(_) | Expr::CustomWithExpr(..)
        );
        if expr.window.is_some() && !is_call {
            self.refuse(
                "OVER",
                "it follows the call of a function; make the call by `aggregate::over`, and build the expression around it",
            );
        }
        self.prepare_expr(&expr.expr, sql);
        match &expr.window {
            None => {}
            Some(WindowSelectType::Name(name)) => {
                push(sql, " OVER ");
                self.prepare_iden(name, sql);
            }
            Some(WindowSelectType::Query(window)) => {
                push(sql, " OVER (");
                self.prepare_window_statement(window, sql);
                push(sql, ")");
            }
            Some(_) => self.refuse("OVER", "ClickHouse takes the name of a window or its definition"),
        }
        if let Some(alias) = &expr.alias {
            push(sql, " AS ");
            self.prepare_iden(alias, sql);
        }
    }

    fn prepare_window_statement(&self, window: &WindowStatement, sql: &mut impl SqlWriter) {
        self.context.check(Feature::WindowFunctions);
        self.write_window(window, sql);
    }

    fn prepare_join_expr(&self, join: &JoinExpr, sql: &mut impl SqlWriter) {
        self.write_join(join, sql, |_| ());
    }

    fn prepare_join_type(&self, join: &JoinType, sql: &mut impl SqlWriter) {
        match join {
            JoinType::LeftJoin | JoinType::RightJoin | JoinType::FullOuterJoin => {
                self.context
                    .require(|requirements| requirements.join_use_nulls = true);
            }
            JoinType::StraightJoin => {
                return self.refuse(
                    "STRAIGHT_JOIN",
                    "ClickHouse chooses the order of joins itself; use a plain JOIN",
                );
            }
            JoinType::Join | JoinType::CrossJoin | JoinType::InnerJoin => {}
        }
        self.prepare_join_type_common(join, sql);
    }

    fn prepare_table_ref(&self, table: &TableRef, sql: &mut impl SqlWriter) {
        self.write_table_ref(table, sql);
    }

    fn prepare_order_expr(&self, order: &OrderExpr, sql: &mut impl SqlWriter) {
        self.write_order(order, sql);
    }

    fn prepare_frame(&self, frame: &Frame, sql: &mut impl SqlWriter) {
        // The grammar takes a literal here, and SeaQuery writes none before the keyword.
        let bounded = |sql: &mut _, rows: u32, keyword| {
            push(sql, &rows.to_string());
            push(sql, keyword);
        };
        match *frame {
            Frame::UnboundedPreceding => push(sql, "UNBOUNDED PRECEDING"),
            Frame::Preceding(rows) => bounded(sql, rows, " PRECEDING"),
            Frame::CurrentRow => push(sql, "CURRENT ROW"),
            Frame::Following(rows) => bounded(sql, rows, " FOLLOWING"),
            Frame::UnboundedFollowing => push(sql, "UNBOUNDED FOLLOWING"),
        }
    }

    fn prepare_with_clause_recursive_options(&self, with: &WithClause, _: &mut impl SqlWriter) {
        self.context.check(Feature::RecursiveCte);
        if written(|sql| PostgresQueryBuilder.prepare_with_clause_recursive_options(with, sql)) {
            self.refuse(
                "SEARCH/CYCLE",
                "ClickHouse has no such options of WITH RECURSIVE; stop by a condition",
            );
        }
    }

    fn prepare_with_query_clause_materialization(
        &self,
        cte: &CommonTableExpression,
        sql: &mut impl SqlWriter,
    ) {
        let mut option = String::new();
        PostgresQueryBuilder.prepare_with_query_clause_materialization(cte, &mut option);
        match option.trim() {
            "" => {}
            "MATERIALIZED" => {
                self.context.check(Feature::MaterializedCte);
                push(sql, "MATERIALIZED ");
            }
            _ => self.refuse(
                "NOT MATERIALIZED",
                "ClickHouse inlines a CTE unless it is MATERIALIZED; drop the option",
            ),
        }
    }

    fn prepare_returning(&self, returning: &Option<ReturningClause>, _: &mut impl SqlWriter) {
        if returning.is_some() {
            self.refuse(
                "RETURNING",
                "ClickHouse's statements that write return no rows; SELECT them",
            );
        }
    }

    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        self.write_expr(expr, sql);
    }

    fn binary_expr(&self, left: &Expr, op: &BinOper, right: &Expr, sql: &mut impl SqlWriter) {
        self.write_binary(left, op, right, sql);
    }

    fn prepare_case_statement(&self, case: &CaseStatement, sql: &mut impl SqlWriter) {
        self.write_case(case, sql);
    }

    fn prepare_bin_oper(&self, op: &BinOper, sql: &mut impl SqlWriter) {
        self.write_operator(op, sql);
    }

    fn prepare_sub_query_oper(&self, oper: &SubQueryOper, sql: &mut impl SqlWriter) {
        self.context.check(match oper {
            SubQueryOper::Exists => Feature::Exists,
            _ => Feature::AnyAll,
        });
        push(
            sql,
            match oper {
                SubQueryOper::Exists => "EXISTS",
                SubQueryOper::Any | SubQueryOper::Some => "ANY",
                SubQueryOper::All => "ALL",
                _ => return self.refuse("sub-query operator", "ClickHouse knows EXISTS, ANY and ALL"),
            },
        );
    }

    fn prepare_function_name(&self, function: &Func, sql: &mut impl SqlWriter) {
        self.write_function_name(function, sql);
    }

    fn prepare_function_arguments(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        self.write_function_arguments(call, sql);
    }

    fn prepare_type_ref(&self, name: &TypeRef, sql: &mut impl SqlWriter) {
        self.write_type_ref(name, sql);
    }

    fn prepare_column_ref(&self, column: &ColumnRef, sql: &mut impl SqlWriter) {
        let (table, column) = match column {
            ColumnRef::Column(name) => (&name.0, Some(&name.1)),
            ColumnRef::Asterisk(table) => (table, None),
            _ => return self.refuse("column", "this form of column name is not known"),
        };
        if let Some(table) = table.as_ref().filter(|table| !self.context.declares(table)) {
            match self.context.local_of(table) {
                Some(local) => self.prepare_iden(&local, sql),
                None => sea_query::TableRefBuilder::prepare_table_name(self, table, sql),
            }
            push(sql, ".");
        }
        match column {
            Some(column) => self.prepare_iden(column, sql),
            None => push(sql, "*"),
        }
    }

    fn prepare_keyword(&self, keyword: &sea_query::Keyword, sql: &mut impl SqlWriter) {
        self.write_keyword(keyword, sql);
    }

    fn prepare_value(&self, value: Value, sql: &mut impl SqlWriter) {
        self.write_parameter(&value, None, sql);
    }

    fn write_value(&self, sql: &mut impl std::fmt::Write, value: &Value) -> std::fmt::Result {
        match TypedValue::new(value, None) {
            Ok(typed) => typed.write_literal(sql),
            Err(error) => self.context.refuse(error),
        }
        Ok(())
    }

    fn values_list_tuple_prefix(&self) -> &str {
        ""
    }

    fn prepare_output(&self, _: &Option<ReturningClause>, _: &mut impl SqlWriter) {}
}
