use sea_query::{
    Expr, QueryBuilder, QuotedBuilder, SqlWriter, TableAlterStatement, TableCreateStatement,
    TableDropStatement, TableRenameStatement, TableTruncateStatement,
};

use super::Renderer;
use crate::{
    ClickHouseColumnDef, ClickHouseTable, Feature, SkipIndex,
    build::sealed::Write,
    collect::{drop_parts, push, truncate_table},
    column::DefaultKind,
    error::BuildError,
    literal::write_string,
    portable,
    statistics::write_kinds,
    table::columns::Constraint,
};

impl Renderer<'_> {
    pub(crate) fn write_column(&self, column: &ClickHouseColumnDef, sql: &mut String) {
        self.check_type(&column.data_type);
        if let Err(error) = column.check() {
            self.context.refuse(error);
        }
        self.prepare_iden(&column.name, sql);
        if !column.inferred {
            push(sql, " ");
            push(sql, &column.data_type.to_string());
        }
        if let Some(collation) = &column.collation {
            push(sql, " COLLATE ");
            push(sql, collation);
        }
        push(
            sql,
            match column.null {
                None => "",
                Some(true) => " NULL",
                Some(false) => " NOT NULL",
            },
        );
        if column.ephemeral || matches!(column.default, Some((DefaultKind::Ephemeral, _))) {
            self.context.check(Feature::EphemeralColumn);
        }
        if column.ephemeral {
            self.context.check(Feature::EphemeralWithoutDefault);
            push(sql, " EPHEMERAL");
        }
        if let Some((kind, expr)) = &column.default {
            push(sql, kind.keyword());
            self.prepare_expr(expr, sql);
        }
        if let Some(comment) = &column.comment {
            push(sql, " COMMENT ");
            write_string(sql, comment);
        }
        if let Some(codec) = &column.codec {
            push(sql, " ");
            codec.write(sql);
        }
        if !column.statistics.is_empty() {
            self.context.check(Feature::ColumnStatistics);
            push(sql, " STATISTICS(");
            if let Err(error) = write_kinds(&column.statistics, sql) {
                self.context.refuse(error);
            }
            push(sql, ")");
        }
        if let Some(ttl) = &column.ttl {
            push(sql, " TTL ");
            self.prepare_expr(ttl, sql);
        }
        if column.primary_key {
            self.context.check(Feature::ColumnPrimaryKey);
            push(sql, " PRIMARY KEY");
        }
        if !column.settings.is_empty() {
            self.context.check(Feature::ColumnSettings);
            push(sql, " SETTINGS (");
            column.settings.write_list(sql);
            push(sql, ")");
        }
    }

    /// Writes an expression before the keyword TYPE, where an operator would have to be in parentheses.
    pub(crate) fn write_typed_expr(&self, expr: &Expr, sql: &mut String) {
        let plain = matches!(
            expr,
            Expr::Column(_) | Expr::FunctionCall(_) | Expr::Tuple(_) | Expr::Custom(_)
        );
        push(sql, if plain { "" } else { "(" });
        self.prepare_expr(expr, sql);
        push(sql, if plain { "" } else { ")" });
    }

    pub(crate) fn write_index(&self, index: &SkipIndex, sql: &mut String) {
        self.prepare_iden(&index.name, sql);
        push(sql, " ");
        self.write_typed_expr(&index.expr, sql);
        self.write_index_type(index, sql);
    }

    /// Writes ` TYPE ...` of an index, and its granularity.
    pub(crate) fn write_index_type(&self, index: &SkipIndex, sql: &mut String) {
        if let Err(error) = index.check() {
            self.context.refuse(error);
        }
        push(sql, " TYPE ");
        index.index_type.write(self, sql);
        if let Some(granularity) = index.granularity {
            push(sql, &format!(" GRANULARITY {granularity}"));
        }
    }

    pub(crate) fn write_constraint(&self, constraint: &Constraint, sql: &mut String) {
        match constraint {
            Constraint::Named(constraint) => {
                push(sql, "CONSTRAINT ");
                constraint.write(self, sql);
            }
            // The server parses the constraint and forgets it; a name for it is a syntax error there.
            Constraint::ForeignKey {
                columns,
                table,
                references,
            } => {
                push(sql, "FOREIGN KEY ");
                self.write_names(columns, sql);
                push(sql, " REFERENCES ");
                self.prepare_table_ref(table, sql);
                push(sql, " ");
                self.write_names(references, sql);
            }
        }
    }

    fn write_names(&self, names: &[String], sql: &mut String) {
        push(sql, "(");
        for (i, name) in names.iter().enumerate() {
            push(sql, if i == 0 { "" } else { ", " });
            self.write_name(name, sql);
        }
        push(sql, ")");
    }

    pub(crate) fn prepare_table_create_statement(
        &self,
        create: &TableCreateStatement,
        sql: &mut impl SqlWriter,
    ) {
        match portable::table(self, create, &[]) {
            Ok(table) => self.write_portable(&table, sql),
            Err(error) => self.context.refuse(error),
        }
    }

    /// Writes the statement that a portable one stands for.
    fn write_portable(&self, statement: &impl Write, sql: &mut impl SqlWriter) {
        let mut text = String::new();
        self.context.with_literals(|| statement.write(self, &mut text));
        push(sql, &text);
    }

    pub(crate) fn prepare_table_drop_statement(&self, drop: &TableDropStatement, sql: &mut impl SqlWriter) {
        let (tables, if_exists) = drop_parts(self, drop);
        let mut tables = tables.into_iter();
        let Some(first) = tables.next() else {
            return self
                .context
                .refuse(BuildError::invalid("DROP TABLE", "it names no table"));
        };
        let drop = tables.fold(ClickHouseTable::drop(first), |drop, table| drop.and(table));
        self.write_portable(&if if_exists { drop.if_exists() } else { drop }, sql);
    }

    pub(crate) fn prepare_table_truncate_statement(
        &self,
        truncate: &TableTruncateStatement,
        sql: &mut impl SqlWriter,
    ) {
        match truncate_table(self, truncate) {
            Some(table) => self.write_portable(&ClickHouseTable::truncate(table), sql),
            None => self
                .context
                .refuse(BuildError::invalid("TRUNCATE TABLE", "it names no table")),
        }
    }

    pub(crate) fn prepare_table_alter_statement(&self, _: &TableAlterStatement, _: &mut impl SqlWriter) {
        self.context.refuse(BuildError::unsupported(
            "ALTER TABLE",
            "SeaQuery keeps the actions of its statement to itself; use `ClickHouseTable::alter`",
        ));
    }

    pub(crate) fn prepare_table_rename_statement(&self, _: &TableRenameStatement, _: &mut impl SqlWriter) {
        self.context.refuse(BuildError::unsupported(
            "RENAME TABLE",
            "SeaQuery keeps the names of its statement to itself; use `ClickHouseTable::rename`",
        ));
    }
}
