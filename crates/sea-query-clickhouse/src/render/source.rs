//! What stands in FROM and JOIN.

use sea_query::{DynIden, Func, FunctionCall, QueryBuilder, QuotedBuilder, SqlWriter, TableRef};

use super::Renderer;
use crate::{capability::Feature, clause::Clause, collect::push, error::BuildError};

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
                self.context.nested(|| self.prepare_select_statement(query, sql));
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
                self.write_table_function(call, sql);
                self.write_alias(Some(alias), sql);
            }
            _ => self.refuse(
                "FROM",
                "ClickHouse takes a table, a sub-query, a table function or values",
            ),
        }
    }

    pub(crate) fn write_table_function(&self, call: &FunctionCall, sql: &mut impl SqlWriter) {
        if Clause::is_carried_by(call) {
            return match Clause::from_call(call) {
                Ok(Clause::View(database, name, args)) => {
                    self.context.check(Feature::ParametrizedView);
                    match database {
                        Some(database) => {
                            self.write_name(&database, sql);
                            push(sql, ".");
                            self.write_name(&name, sql);
                        }
                        None => self.write_word_or_name(&name, sql),
                    }
                    self.write_function_arguments(&Func::cust(name).args(args), sql);
                }
                Ok(clause) => self.context.refuse(clause.misplaced()),
                Err(error) => self.context.refuse(error),
            };
        }
        self.write_function_name(call.get_func(), sql);
        self.write_function_arguments(call, sql);
    }

    fn write_alias(&self, alias: Option<&DynIden>, sql: &mut impl SqlWriter) {
        // A table function may go without, which SeaQuery's tree has no place for.
        if let Some(alias) = alias.filter(|alias| !alias.inner().is_empty()) {
            push(sql, " AS ");
            self.prepare_iden(alias, sql);
        }
    }
}
