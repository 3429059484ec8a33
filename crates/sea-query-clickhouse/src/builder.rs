use std::fmt::Write;

use sea_query::{
    BinOper, ColumnDef, ColumnType, DeleteStatement, DynIden, EscapeBuilder, ExplainStatement, Expr,
    ForeignKeyBuilder, ForeignKeyCreateStatement, ForeignKeyDropStatement, GenericBuilder, IndexBuilder,
    IndexCreateStatement, IndexDropStatement, InsertStatement, Mode, Oper, OperLeftAssocDecider,
    PrecedenceDecider, QueryBuilder, Quote, QuotedBuilder, SchemaBuilder, SelectInto, SelectStatement,
    SqlWriter, SubQueryStatement, TableAlterStatement, TableBuilder, TableCreateStatement,
    TableDropStatement, TableRef, TableRefBuilder, TableRenameStatement, TableTruncateStatement,
    UpdateStatement, Value, WithQuery,
};

use crate::{
    build::Target,
    context::{Context, Placement},
    error::BuildError,
    portable::{self, refused_index},
    render::Renderer,
};

/// ClickHouse's dialect wherever SeaQuery takes a builder: `to_string`, `build`, `to_owned` statements of others.
///
/// Values are written in place by `to_string` and left as `?` by `build`. It takes an UPDATE or DELETE without a
/// condition only if it says [`all_rows`](crate::query::ClickHouseDeleteStatementExt::all_rows).
///
/// # Panics
///
/// SeaQuery's builders cannot return an error. Where ClickHouse has no such clause, this one panics with the
/// sentence that [`build_clickhouse`](crate::build_clickhouse) returns as an error. A connection never uses it.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// let update = Query::update().table("event").value("port", 53).and_where(Expr::col("id").eq(1)).to_owned();
/// assert_eq!(update.to_string(ClickHouseQueryBuilder), "ALTER TABLE `event` UPDATE `port` = 53 WHERE `id` = 1");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ClickHouseQueryBuilder;

/// The value, or a panic with the error's sentence.
#[allow(clippy::panic)]
pub(crate) fn or_panic<T>(result: Result<T, BuildError>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => panic!("{error}"),
    }
}

/// Runs `write` with a renderer that hands values to SeaQuery's writer.
fn render(write: impl FnOnce(&Renderer<'_>)) {
    let target = Target::default();
    let context = Context::new(&target, Placement::Writer);
    write(&Renderer::new(&context));
    or_panic(context.finish());
}

fn refuse(error: BuildError) {
    or_panic::<()>(Err(error));
}

impl QuotedBuilder for ClickHouseQueryBuilder {
    fn quote(&self) -> Quote {
        Quote::new(b'`')
    }

    fn prepare_iden(&self, iden: &DynIden, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_iden(iden, sql));
    }
}

impl EscapeBuilder for ClickHouseQueryBuilder {
    fn needs_escape(&self, text: &str) -> bool {
        crate::literal::needs_escape(text)
    }

    fn unescape_string(&self, text: &str) -> String {
        crate::literal::unescape(text)
    }

    fn write_escaped(&self, sql: &mut impl Write, text: &str) {
        let mut quoted = String::new();
        crate::literal::write_string(&mut quoted, text);
        let _ = sql.write_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
    }
}

impl TableRefBuilder for ClickHouseQueryBuilder {}

impl OperLeftAssocDecider for ClickHouseQueryBuilder {
    fn well_known_left_associative(&self, op: &BinOper) -> bool {
        sea_query::MysqlQueryBuilder.well_known_left_associative(op)
    }
}

impl PrecedenceDecider for ClickHouseQueryBuilder {
    fn inner_expr_well_known_greater_precedence(&self, inner: &Expr, outer: &Oper) -> bool {
        sea_query::MysqlQueryBuilder.inner_expr_well_known_greater_precedence(inner, outer)
    }
}

impl QueryBuilder for ClickHouseQueryBuilder {
    fn prepare_select_statement(&self, select: &SelectStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_select_statement(select, sql));
    }

    fn prepare_insert_statement(&self, insert: &InsertStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_insert_statement(insert, sql));
    }

    fn prepare_update_statement(&self, update: &UpdateStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_update_statement(update, sql));
    }

    fn prepare_delete_statement(&self, delete: &DeleteStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_delete_statement(delete, sql));
    }

    fn prepare_with_query(&self, query: &WithQuery, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_with_query(query, sql));
    }

    fn prepare_query_statement(&self, query: &SubQueryStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_query_statement(query, sql));
    }

    fn prepare_explain_statement(&self, explain: &ExplainStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_explain_statement(explain, sql));
    }

    fn prepare_select_into(&self, into: &SelectInto, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_select_into(into, sql));
    }

    fn prepare_expr(&self, expr: &Expr, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_expr(expr, sql));
    }

    fn prepare_value(&self, value: Value, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_value(value, sql));
    }

    fn write_value(&self, sql: &mut impl Write, value: &Value) -> std::fmt::Result {
        let mut result = Ok(());
        render(|renderer| result = renderer.write_value(sql, value));
        result
    }
}

impl TableBuilder for ClickHouseQueryBuilder {
    fn prepare_table_create_statement(&self, create: &TableCreateStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_table_create_statement(create, sql));
    }

    fn prepare_column_def(&self, column: &ColumnDef, sql: &mut impl SqlWriter) {
        let mut text = String::new();
        let column = or_panic(portable::lone_column(column));
        render(|renderer| {
            renderer
                .context
                .with_literals(|| renderer.write_column(&column, &mut text))
        });
        crate::collect::push(sql, &text);
    }

    fn prepare_column_type(&self, column_type: &ColumnType, sql: &mut impl SqlWriter) {
        crate::collect::push(sql, &or_panic(portable::data_type("", column_type)).to_string());
    }

    fn column_spec_auto_increment_keyword(&self) -> &str {
        ""
    }

    fn prepare_table_drop_statement(&self, drop: &TableDropStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_table_drop_statement(drop, sql));
    }

    fn prepare_table_truncate_statement(&self, truncate: &TableTruncateStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_table_truncate_statement(truncate, sql));
    }

    fn prepare_table_alter_statement(&self, alter: &TableAlterStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_table_alter_statement(alter, sql));
    }

    fn prepare_table_rename_statement(&self, rename: &TableRenameStatement, sql: &mut impl SqlWriter) {
        render(|renderer| renderer.prepare_table_rename_statement(rename, sql));
    }
}

impl IndexBuilder for ClickHouseQueryBuilder {
    fn prepare_index_create_statement(&self, create: &IndexCreateStatement, _: &mut impl SqlWriter) {
        refuse(refused_index(
            create.get_index_spec().get_name(),
            create.is_unique_key(),
        ));
    }

    fn prepare_table_ref_index_stmt(&self, table: &TableRef, sql: &mut impl SqlWriter) {
        self.prepare_table_ref(table, sql);
    }

    fn prepare_index_drop_statement(&self, _: &IndexDropStatement, _: &mut impl SqlWriter) {
        refuse(BuildError::unsupported(
            "DROP INDEX",
            "use `ClickHouseTable::alter(..).drop_index(..)`",
        ));
    }

    fn prepare_index_prefix(&self, _: &IndexCreateStatement, _: &mut impl SqlWriter) {}
}

impl ForeignKeyBuilder for ClickHouseQueryBuilder {
    fn prepare_table_ref_fk_stmt(&self, table: &TableRef, sql: &mut impl SqlWriter) {
        self.prepare_table_ref(table, sql);
    }

    fn prepare_foreign_key_drop_statement_internal(
        &self,
        _: &ForeignKeyDropStatement,
        _: &mut impl SqlWriter,
        _: Mode,
    ) {
        refuse(BuildError::unsupported(
            "DROP FOREIGN KEY",
            "ClickHouse keeps no foreign keys; leave it out",
        ));
    }

    fn prepare_foreign_key_create_statement_internal(
        &self,
        _: &ForeignKeyCreateStatement,
        _: &mut impl SqlWriter,
        _: Mode,
    ) {
        refuse(BuildError::unsupported(
            "ADD FOREIGN KEY",
            "ClickHouse keeps no foreign keys; leave it out",
        ));
    }
}

impl SchemaBuilder for ClickHouseQueryBuilder {}

impl GenericBuilder for ClickHouseQueryBuilder {}
