use sea_query::{DynIden, IntoIden, QueryBuilder, QuotedBuilder, SelectStatement};

use crate::{
    ClickHouseSql, build::build_with, context::Placement, error::BuildError,
    query::ClickHouseSelectStatementExt, render::Renderer, statement::options::write_list,
};

/// Writes ` AS SELECT ...`.
pub(super) fn write_query(
    renderer: &Renderer<'_>,
    query: &SelectStatement,
    sql: &mut String,
) -> Result<(), BuildError> {
    sql.push_str(" AS ");
    write_select(renderer, query, sql)
}

/// Writes the query of a view, with all values in place: a placeholder would make a parametrised view. Its meaning is
/// the same whoever reads the view: what a connection sends along with a query of its own is said in the query here.
pub(super) fn write_select(
    renderer: &Renderer<'_>,
    query: &SelectStatement,
    sql: &mut String,
) -> Result<(), BuildError> {
    let built = build(renderer, query)?;
    if built.requirements.join_use_nulls {
        let mut query = query.clone();
        query.setting("join_use_nulls", 1);
        sql.push_str(&build(renderer, &query)?.sql);
    } else {
        sql.push_str(&built.sql);
    }
    Ok(())
}

fn build(renderer: &Renderer<'_>, query: &SelectStatement) -> Result<ClickHouseSql, BuildError> {
    let parameters = renderer.context.takes_view_parameters();
    build_with(renderer.context.target, Placement::Literals, |renderer, sql| {
        let context = renderer.context;
        let mut write = || context.nested(|| renderer.prepare_select_statement(query, sql));
        if parameters {
            context.in_view(write);
        } else {
            write();
        }
    })
}

pub(super) fn idens<I, C>(names: I) -> Vec<DynIden>
where
    I: IntoIterator<Item = C>,
    C: IntoIden,
{
    names.into_iter().map(IntoIden::into_iden).collect()
}

/// Writes ` (a, b)`, the names of the columns of a view.
pub(super) fn write_names(
    renderer: &Renderer<'_>,
    names: &[DynIden],
    sql: &mut String,
) -> Result<(), BuildError> {
    sql.push_str(" (");
    write_list(names, sql, |name, sql| {
        renderer.prepare_iden(name, sql);
        Ok(())
    })?;
    sql.push(')');
    Ok(())
}
