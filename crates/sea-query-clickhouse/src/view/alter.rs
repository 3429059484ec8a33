use sea_query::{SelectStatement, TableRef};

use super::{Refresh, SqlSecurity, query::write_select};
use crate::{
    Feature,
    error::BuildError,
    literal::write_string,
    render::Renderer,
    statement::options::{Options, statement, write_list, write_object},
};

/// `ALTER TABLE` of a view; several actions are one statement.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/view>.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{prelude::*, view::SqlSecurity};
///
/// let query = Query::select().column("id").from("event").to_owned();
/// let alter = ClickHouseView::alter("ids").modify_query(query).modify_sql_security(SqlSecurity::CurrentUser);
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `ids` MODIFY DEFINER = CURRENT_USER SQL SECURITY DEFINER, MODIFY QUERY SELECT `id` FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct ViewAlterStatement {
    view: TableRef,
    actions: Vec<Action>,
    query: Option<SelectStatement>,
    options: Options,
}

#[derive(Clone, Debug, PartialEq)]
enum Action {
    Refresh(Box<Refresh>),
    Security(SqlSecurity),
    Comment(String),
}

impl ViewAlterStatement {
    pub(super) fn new(view: TableRef) -> Self {
        Self {
            view,
            actions: Vec::new(),
            query: None,
            options: Options::default(),
        }
    }

    fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }

    /// `MODIFY QUERY`: another query for a materialized view. The rows that are stored stay as they are. It is written
    /// after all other actions, as the grammar has it.
    pub fn modify_query(mut self, query: SelectStatement) -> Self {
        self.query = Some(query);
        self
    }

    /// `MODIFY REFRESH`: another schedule for a refreshable materialized view, in place of all that the old one said.
    pub fn modify_refresh(self, refresh: Refresh) -> Self {
        self.action(Action::Refresh(Box::new(refresh)))
    }

    /// `MODIFY SQL SECURITY`: with whose rights the query reads its tables.
    pub fn modify_sql_security(self, security: SqlSecurity) -> Self {
        self.action(Action::Security(security))
    }

    /// `MODIFY COMMENT`
    pub fn modify_comment(self, text: impl Into<String>) -> Self {
        self.action(Action::Comment(text.into()))
    }

    fn render(&self, renderer: &Renderer<'_>, sql: &mut String) -> Result<(), BuildError> {
        if self.actions.is_empty() && self.query.is_none() {
            return Err(BuildError::invalid("ALTER TABLE", "it has no action"));
        }
        sql.push_str("ALTER TABLE ");
        write_object(renderer, &self.view, sql)?;
        self.options.write_cluster(renderer, sql)?;
        sql.push(' ');
        write_list(&self.actions, sql, |action, sql| {
            sql.push_str("MODIFY ");
            match action {
                Action::Refresh(refresh) => refresh.write(renderer, sql),
                Action::Security(security) => {
                    renderer.context.check(Feature::SqlSecurity);
                    security.write(sql)
                }
                Action::Comment(text) => {
                    sql.push_str("COMMENT ");
                    write_string(sql, text);
                    Ok(())
                }
            }
        })?;
        if let Some(query) = &self.query {
            sql.push_str(if self.actions.is_empty() { "" } else { ", " });
            sql.push_str("MODIFY QUERY ");
            write_select(renderer, query, sql)?;
        }
        Ok(())
    }
}

statement!(ViewAlterStatement { on_cluster });
