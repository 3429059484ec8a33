use std::cell::RefCell;

use sea_query::{
    DynIden, Expr, InsertStatement, OnConflict, OnConflictIdentifier, QueryBuilder, QuotedBuilder,
    ReturningClause, SelectInto, SelectStatement, SqlWriter, TableRef, Value, WithClause,
};

use super::{
    Void,
    conflict::{do_nothing_on, targets_of},
    lexical, nested_by_renderer, push,
    select::write_select,
};
use crate::{
    capability::Feature, clause::Clause, error::BuildError, query::write_names, render::Renderer,
    types::DataType,
};

/// An INSERT, taken apart.
#[derive(Default)]
pub(crate) struct InsertParts {
    pub(crate) with: Option<WithClause>,
    pub(crate) replace: bool,
    pub(crate) table: Option<TableRef>,
    pub(crate) columns: Vec<DynIden>,
    /// The cells of VALUES, row after row.
    pub(crate) cells: Vec<Expr>,
    pub(crate) select: Option<SelectStatement>,
    /// Rows of `or_default_values`, which name no column.
    pub(crate) default_rows: usize,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) on_conflict: bool,
    /// The columns of an ON CONFLICT that is nothing but `DO NOTHING` for these.
    pub(crate) do_nothing_on: Option<Vec<DynIden>>,
    pub(crate) returning: Option<ReturningClause>,
}

/// Takes an INSERT apart; errors are left in the renderer's context.
pub(crate) fn insert_parts(renderer: &Renderer<'_>, insert: &InsertStatement) -> InsertParts {
    let collector = InsertCollector {
        renderer,
        parts: RefCell::default(),
    };
    collector.prepare_insert_statement(insert, &mut Void);
    collector.parts.into_inner()
}

/// Writes an INSERT as text, with its values as literals.
pub(crate) fn write_insert(renderer: &Renderer<'_>, insert: &InsertStatement, sql: &mut impl SqlWriter) {
    write_insert_parts(renderer, &insert_parts(renderer, insert), sql);
}

/// Writes the parts of an INSERT as text.
pub(crate) fn write_insert_parts(renderer: &Renderer<'_>, parts: &InsertParts, sql: &mut impl SqlWriter) {
    parts.refuse(renderer);
    if parts.returning.is_some() {
        renderer.context.refuse(BuildError::unsupported(
            "RETURNING",
            "ClickHouse's INSERT returns no rows; read them back with a SELECT",
        ));
    }
    parts.write(renderer, sql);
}

impl InsertParts {
    pub(crate) fn has(&self, is: fn(&Clause) -> bool) -> bool {
        self.clauses.iter().any(is)
    }

    /// Refuses what ClickHouse's INSERT does not have.
    pub(crate) fn refuse(&self, renderer: &Renderer<'_>) {
        if self.replace {
            renderer.context.refuse(BuildError::unsupported(
                "REPLACE",
                "ClickHouse has no unique keys to replace by; a table of the ReplacingMergeTree engine keeps the \
                 last row of a sorting key",
            ));
        }
        if self.on_conflict {
            renderer.context.refuse(BuildError::unsupported(
                "ON CONFLICT",
                "ClickHouse has no unique keys to conflict with; a table of the ReplacingMergeTree engine keeps \
                 the last row of a sorting key",
            ));
        }
    }

    /// The types of the columns, where the target knows them.
    fn column_types(&self, renderer: &Renderer<'_>) -> Vec<Option<DataType>> {
        let (Some(columns), Some(TableRef::Table(table, _))) = (renderer.context.target.columns, &self.table)
        else {
            return Vec::new();
        };
        let named = self.columns.iter();
        named
            .map(|column| columns.data_type(table, &column.inner()))
            .collect()
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        push(sql, "INSERT INTO ");
        match &self.table {
            Some(table) => write_insert_target(renderer, table, sql),
            None => renderer.context.refuse(BuildError::invalid(
                "INSERT",
                "it must name one table, without an alias",
            )),
        }
        if self.default_rows > 0 && self.columns.is_empty() {
            renderer.context.refuse(BuildError::unsupported(
                "DEFAULT VALUES",
                "ClickHouse needs at least one column; name one and give it `Keyword::Default`",
            ));
            return;
        }
        if !self.columns.is_empty() {
            push(sql, " (");
            for (i, column) in self.columns.iter().enumerate() {
                push(sql, if i == 0 { "" } else { ", " });
                renderer.prepare_iden(column, sql);
            }
            push(sql, ")");
        }
        let last = |is: fn(&Clause) -> bool| Clause::last(&self.clauses, is);
        if let Some(Clause::Except(columns)) = last(|clause| matches!(clause, Clause::Except(_))) {
            if !self.columns.is_empty() {
                renderer.context.refuse(BuildError::invalid(
                    "EXCEPT",
                    "the INSERT names its columns, and those that it leaves out; keep one of the two",
                ));
            }
            renderer.context.check(Feature::InsertExcept);
            push(sql, " (* EXCEPT (");
            write_names(renderer, columns, sql);
            push(sql, "))");
        }
        Clause::write_settings(&self.clauses, sql);
        let rows = match last(|clause| matches!(clause, Clause::Rows(_))) {
            Some(Clause::Rows(rows)) => Some(&**rows),
            _ => None,
        };
        let format = last(|clause| matches!(clause, Clause::Format(_)));
        let sources = [
            self.select.is_some(),
            rows.is_some(),
            format.is_some(),
            !self.cells.is_empty(),
        ];
        if sources.into_iter().filter(|has| *has).count() > 1 {
            renderer.context.refuse(BuildError::invalid(
                "INSERT",
                "its rows come from VALUES, a SELECT or a FORMAT; keep one of them",
            ));
        }
        if let Some(select) = self.select.as_ref().or(rows) {
            push(sql, " ");
            renderer
                .context
                .nested(|| write_select(renderer, self.with.as_ref(), select, sql));
            return;
        }
        if let Some(format @ Clause::Format(name)) = format {
            format.write(sql);
            return renderer
                .context
                .require(|requirements| requirements.format = Some(name.clone()));
        }
        if self.cells.is_empty() {
            renderer.context.refuse(BuildError::invalid(
                "INSERT",
                "it has no rows: neither VALUES nor a SELECT; rows of VALUES that set no column are none, so name one \
                 and give it `Keyword::Default`",
            ));
        }
        push(sql, " VALUES ");
        let width = self.columns.len().max(1);
        let hints = self.column_types(renderer);
        for (row, cells) in self.cells.chunks(width).enumerate() {
            push(sql, if row == 0 { "(" } else { ", (" });
            for (i, cell) in cells.iter().enumerate() {
                push(sql, if i == 0 { "" } else { ", " });
                renderer.write_operand(cell, hints.get(i).and_then(Option::as_ref), sql);
            }
            push(sql, ")");
        }
    }
}

/// Writes the table that takes the rows, or `FUNCTION` and the table function.
pub(crate) fn write_insert_target(renderer: &Renderer<'_>, table: &TableRef, sql: &mut impl SqlWriter) {
    match table {
        TableRef::Table(_, None) => renderer.prepare_table_ref(table, sql),
        TableRef::FunctionCall(call, alias) if alias.inner().is_empty() => {
            push(sql, "FUNCTION ");
            renderer
                .context
                .with_literals(|| renderer.write_table_function(call, sql));
        }
        _ => renderer.context.refuse(BuildError::invalid(
            "INSERT",
            "it must name one table, without an alias",
        )),
    }
}

struct InsertCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<InsertParts>,
}

impl InsertCollector<'_> {
    fn column(&self, column: &DynIden) {
        self.parts.borrow_mut().columns.push(column.clone());
    }
}

lexical!(InsertCollector<'_>, column);

impl QueryBuilder for InsertCollector<'_> {
    nested_by_renderer!();

    fn prepare_with_clause(&self, with: &WithClause, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().with = Some(with.clone());
    }

    fn prepare_insert(&self, replace: bool, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().replace = replace;
    }

    fn prepare_table_ref(&self, table: &TableRef, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().table = Some(table.clone());
    }

    fn insert_default_values(&self, rows: u32, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().default_rows = rows as usize;
    }

    fn prepare_expr(&self, cell: &Expr, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().cells.push(cell.clone());
    }

    fn prepare_select_statement(&self, select: &SelectStatement, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().select = Some(select.clone());
    }

    fn prepare_on_conflict(&self, on_conflict: &Option<OnConflict>, _: &mut impl SqlWriter) {
        if let Some(on_conflict) = on_conflict {
            self.parts.borrow_mut().do_nothing_on = do_nothing_on(self.renderer, on_conflict);
            for target in targets_of(self.renderer, on_conflict) {
                match target {
                    OnConflictIdentifier::Expr(Expr::FunctionCall(call)) if Clause::is_carried_by(&call) => {
                        match Clause::from_call(&call) {
                            Ok(
                                clause @ (Clause::Setting(..)
                                | Clause::Except(_)
                                | Clause::Rows(_)
                                | Clause::Format(_)),
                            ) => self.parts.borrow_mut().clauses.push(clause),
                            Ok(clause) => self.renderer.context.refuse(clause.misplaced()),
                            Err(error) => self.renderer.context.refuse(error),
                        }
                    }
                    _ => self.parts.borrow_mut().on_conflict = true,
                }
            }
            if self.parts.borrow().clauses.is_empty() {
                self.parts.borrow_mut().on_conflict = true;
            }
        }
    }

    fn prepare_returning(&self, returning: &Option<ReturningClause>, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().returning = returning.clone();
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}
