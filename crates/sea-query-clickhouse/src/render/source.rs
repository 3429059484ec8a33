//! What stands in FROM and JOIN.

use sea_query::{DynIden, QueryBuilder, QuotedBuilder, SqlWriter, TableRef};

use super::Renderer;
use crate::{capability::Feature, collect::push, error::BuildError};

impl Renderer<'_> {
    pub(crate) fn write_table_ref(&self, table: &TableRef, sql: &mut impl SqlWriter) {
        match table {
            TableRef::Table(name, alias) => {
                if let Some(sea_query::SchemaName(Some(database), _)) = &name.0 {
                    self.context.refuse(BuildError::unsupported(
                        "table name",
                        format!(
                            "`{}` has three parts; ClickHouse's tables are named database.table",
                            database.0
                        ),
                    ));
                }
                sea_query::TableRefBuilder::prepare_table_name(self, name, sql);
                self.write_alias(alias.as_ref(), sql);
            }
            TableRef::SubQuery(query, alias) => {
                push(sql, "(");
                self.prepare_select_statement(query, sql);
                push(sql, ")");
                self.write_alias(Some(alias), sql);
            }
            TableRef::ValuesList(values, alias) => {
                self.context.check(Feature::ValuesTable);
                push(sql, "(");
                self.prepare_values_list(values, sql);
                push(sql, ")");
                self.write_alias(Some(alias), sql);
            }
            TableRef::FunctionCall(call, alias) => {
                self.prepare_function_name(call.get_func(), sql);
                self.prepare_function_arguments(call, sql);
                self.write_alias(Some(alias), sql);
            }
            _ => self.refuse(
                "FROM",
                "ClickHouse takes a table, a sub-query, a table function or values",
            ),
        }
    }

    fn write_alias(&self, alias: Option<&DynIden>, sql: &mut impl SqlWriter) {
        if let Some(alias) = alias {
            push(sql, " AS ");
            self.prepare_iden(alias, sql);
        }
    }
}
