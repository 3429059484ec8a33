use std::cell::RefCell;

use sea_query::{
    Check, ColumnDef, ColumnType, DynIden, Expr, ForeignKeyBuilder, ForeignKeyCreateStatement,
    ForeignKeyDropStatement, IndexBuilder, IndexCreateStatement, IndexDropStatement, Mode, MysqlQueryBuilder,
    PartitionBy, PartitionValues, QueryBuilder, SelectInto, SqlWriter, TableAlterStatement, TableBuilder,
    TableCreateStatement, TableDropOpt, TableDropStatement, TableRef, TableRenameStatement,
    TableTruncateStatement, Value,
};

use super::{lexical, nested_by_renderer, written};
use crate::{error::BuildError, render::Renderer};

/// SeaQuery's portable CREATE TABLE, taken apart.
#[derive(Default)]
pub(crate) struct TableParts {
    pub(crate) temporary: bool,
    pub(crate) if_not_exists: bool,
    pub(crate) columns: Vec<ColumnDef>,
    pub(crate) indexes: Vec<IndexCreateStatement>,
    pub(crate) checks: Vec<(Option<DynIden>, Expr)>,
    /// The tables of a DROP or TRUNCATE.
    pub(crate) tables: Vec<TableRef>,
}

/// Takes a portable CREATE TABLE apart; what ClickHouse lacks is refused in the renderer's context.
pub(crate) fn table_parts(renderer: &Renderer<'_>, create: &TableCreateStatement) -> TableParts {
    let collector = TableCollector::new(renderer);
    collector.prepare_table_create_statement(create, &mut String::new());
    if create.get_extra().is_some() {
        collector.refuse(
            "extra text",
            "set engine, keys and settings by `ClickHouseTable::create`",
        );
    }
    if collector.parts.borrow().tables.len() > 1 {
        collector.refuse(
            "PARTITION OF",
            "ClickHouse makes partitions by itself, by `partition_by` of `ClickHouseTable`",
        );
    }
    collector.parts.into_inner()
}

/// Takes a portable DROP TABLE apart.
pub(crate) fn drop_parts(renderer: &Renderer<'_>, drop: &TableDropStatement) -> (Vec<TableRef>, bool) {
    let collector = TableCollector::new(renderer);
    let mut text = String::new();
    collector.prepare_table_drop_statement(drop, &mut text);
    // Names are kept and not written, so the keywords are all that is there.
    (
        collector.parts.into_inner().tables,
        text.starts_with("DROP TABLE IF EXISTS "),
    )
}

/// The table of a portable TRUNCATE TABLE.
pub(crate) fn truncate_table(renderer: &Renderer<'_>, truncate: &TableTruncateStatement) -> Option<TableRef> {
    let collector = TableCollector::new(renderer);
    collector.prepare_table_truncate_statement(truncate, &mut String::new());
    collector.parts.into_inner().tables.pop()
}

/// The name and expression of a check.
pub(crate) fn check_parts(renderer: &Renderer<'_>, check: &Check) -> Option<(Option<DynIden>, Expr)> {
    let collector = TableCollector::new(renderer);
    collector.prepare_check_constraint(check, &mut String::new());
    collector.parts.into_inner().checks.pop()
}

struct TableCollector<'a> {
    renderer: &'a Renderer<'a>,
    parts: RefCell<TableParts>,
    check_name: RefCell<Option<DynIden>>,
}

impl<'a> TableCollector<'a> {
    fn new(renderer: &'a Renderer<'a>) -> Self {
        Self {
            renderer,
            parts: RefCell::default(),
            check_name: RefCell::default(),
        }
    }

    fn refuse(&self, clause: &'static str, sentence: &'static str) {
        self.renderer
            .context
            .refuse(BuildError::unsupported(clause, sentence));
    }

    /// Of the identifiers that SeaQuery writes itself, the names of checks are met.
    fn keep_check_name(&self, name: &DynIden) {
        self.check_name.replace(Some(name.clone()));
    }
}

lexical!(TableCollector<'_>, keep_check_name);

impl QueryBuilder for TableCollector<'_> {
    nested_by_renderer!();

    /// Called with the expression of a check.
    fn prepare_expr(&self, expr: &Expr, _: &mut impl SqlWriter) {
        let name = self.check_name.take();
        self.parts.borrow_mut().checks.push((name, expr.clone()));
    }

    fn prepare_select_into(&self, _: &SelectInto, _: &mut impl SqlWriter) {}
    fn prepare_value(&self, _: Value, _: &mut impl SqlWriter) {}
}

impl IndexBuilder for TableCollector<'_> {
    fn prepare_table_index_expression(&self, index: &IndexCreateStatement, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().indexes.push(index.clone());
    }

    fn prepare_index_create_statement(&self, _: &IndexCreateStatement, _: &mut impl SqlWriter) {}
    fn prepare_table_ref_index_stmt(&self, _: &TableRef, _: &mut impl SqlWriter) {}
    fn prepare_index_drop_statement(&self, _: &IndexDropStatement, _: &mut impl SqlWriter) {}
    fn prepare_index_prefix(&self, _: &IndexCreateStatement, _: &mut impl SqlWriter) {}
}

impl ForeignKeyBuilder for TableCollector<'_> {
    fn prepare_table_ref_fk_stmt(&self, _: &TableRef, _: &mut impl SqlWriter) {}

    fn prepare_foreign_key_drop_statement_internal(
        &self,
        _: &ForeignKeyDropStatement,
        _: &mut impl SqlWriter,
        _: Mode,
    ) {
    }

    fn prepare_foreign_key_create_statement_internal(
        &self,
        _: &ForeignKeyCreateStatement,
        _: &mut impl SqlWriter,
        _: Mode,
    ) {
    }
}

impl TableBuilder for TableCollector<'_> {
    fn prepare_create_temporary_table(&self, create: &TableCreateStatement, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().temporary =
            written(|sql| MysqlQueryBuilder.prepare_create_temporary_table(create, sql));
    }

    fn prepare_create_table_if_not_exists(&self, create: &TableCreateStatement, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().if_not_exists =
            written(|sql| MysqlQueryBuilder.prepare_create_table_if_not_exists(create, sql));
    }

    fn prepare_table_ref_table_stmt(&self, table: &TableRef, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().tables.push(table.clone());
    }

    fn prepare_table_drop_opt(&self, _: &TableDropOpt, _: &mut impl SqlWriter) {
        self.refuse(
            "CASCADE/RESTRICT",
            "ClickHouse drops a table alone; drop the views that read from it by name",
        );
    }

    fn prepare_column_def(&self, column: &ColumnDef, _: &mut impl SqlWriter) {
        self.parts.borrow_mut().columns.push(column.clone());
    }

    fn prepare_column_type(&self, _: &ColumnType, _: &mut impl SqlWriter) {}

    fn column_spec_auto_increment_keyword(&self) -> &str {
        ""
    }

    fn prepare_table_opt(&self, create: &TableCreateStatement, _: &mut impl SqlWriter) {
        if written(|sql| MysqlQueryBuilder.prepare_table_opt_def(create, sql)) {
            self.refuse(
                "table options",
                "ENGINE, COLLATE and CHARACTER SET of other databases mean nothing here; set the engine by \
                 `ClickHouseTable::create(..).engine(..)`",
            );
        }
    }

    fn prepare_partition_by(&self, _: &PartitionBy, _: &mut impl SqlWriter) {
        self.refuse(
            "PARTITION BY",
            "set it by `ClickHouseTable::create(..).partition_by(..)`",
        );
    }

    fn prepare_partition_values(&self, _: &PartitionValues, _: &mut impl SqlWriter) {
        self.refuse(
            "PARTITION OF",
            "ClickHouse makes partitions by itself, by `partition_by` of `ClickHouseTable`",
        );
    }

    fn prepare_partition_definition(&self, _: &DynIden, _: Option<&PartitionValues>, _: &mut impl SqlWriter) {
        self.refuse(
            "PARTITION",
            "ClickHouse makes partitions by itself, by `partition_by` of `ClickHouseTable`",
        );
    }

    fn prepare_table_alter_statement(&self, _: &TableAlterStatement, _: &mut impl SqlWriter) {}
    fn prepare_table_rename_statement(&self, _: &TableRenameStatement, _: &mut impl SqlWriter) {}
}
