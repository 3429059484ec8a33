//! Parts of a table in another order, or aggregated, from which queries are answered.

use sea_query::{DynIden, Expr, IntoIden, QuotedBuilder, SelectStatement};

use crate::{
    SettingValue, capability::Feature, collect::write_projection, error::BuildError, literal::is_word,
    render::Renderer, table::setting::Settings,
};

/// A projection: rows of the table in another order or aggregated, kept with each part.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/projection>.
///
/// ```
/// use sea_query::{Expr, Func, Query};
/// use sea_query_clickhouse::{prelude::*, projection::Projection};
///
/// let per_day = Query::select()
///     .column("day")
///     .expr(Func::cust("sum").arg(Expr::col("bytes")))
///     .group_by_col("day")
///     .to_owned();
/// let alter = ClickHouseTable::alter("event").add_projection(Projection::new("per_day", per_day));
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `event` ADD PROJECTION `per_day` (SELECT `day`, sum(`bytes`) GROUP BY `day`)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Projection {
    name: DynIden,
    pub(crate) source: Source,
    pub(crate) settings: Settings,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    Select(Box<SelectStatement>),
    /// A SELECT as a server prints it.
    Text(String),
    Index {
        expr: Box<Expr>,
        index_type: String,
    },
}

impl Projection {
    /// A projection of what a query without FROM gives: it has WITH, a select list, WHERE, and GROUP BY or ORDER BY, all
    /// of it ascending. Anything else is refused when the statement is built.
    pub fn new(name: impl IntoIden, select: SelectStatement) -> Self {
        Self {
            name: name.into_iden(),
            source: Source::Select(Box::new(select)),
            settings: Settings::default(),
        }
    }

    /// `INDEX expr TYPE basic`: a secondary index, which keeps the order of `expr` and where its rows are.
    ///
    /// ```
    /// use sea_query::Expr;
    /// use sea_query_clickhouse::{prelude::*, projection::Projection};
    ///
    /// let alter = ClickHouseTable::alter("event").add_projection(Projection::index("by_port", Expr::col("port")));
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` ADD PROJECTION `by_port` INDEX `port` TYPE basic"
    /// );
    /// ```
    pub fn index(name: impl IntoIden, expr: impl Into<Expr>) -> Self {
        Self {
            name: name.into_iden(),
            source: Source::Index {
                expr: Box::new(expr.into()),
                index_type: "basic".to_owned(),
            },
            settings: Settings::default(),
        }
    }

    /// A projection of a SELECT that a server has printed.
    pub(crate) fn text(name: impl IntoIden, select: &str) -> Self {
        Self {
            name: name.into_iden(),
            source: Source::Text(select.to_owned()),
            settings: Settings::default(),
        }
    }

    /// Another type of a projection that is an [index](Self::index): letters, digits and `_`.
    pub fn index_type(mut self, name: impl Into<String>) -> Self {
        if let Source::Index { index_type, .. } = &mut self.source {
            *index_type = name.into();
        }
        self
    }

    /// `WITH SETTINGS (name = value)`, such as `index_granularity`; a later value of a name replaces an earlier one.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings.set(name.into(), value.into());
        self
    }

    pub(crate) fn name(&self) -> String {
        self.name.to_string()
    }

    fn check(&self) -> Result<(), BuildError> {
        if let Source::Index { index_type, .. } = &self.source
            && !is_word(index_type)
        {
            return Err(BuildError::invalid(
                "PROJECTION",
                format!(
                    "`{}` is not a type of an index: letters, digits and _ only",
                    index_type.escape_debug()
                ),
            ));
        }
        self.settings.check()
    }

    /// Writes the name and what it keeps.
    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        if let Err(error) = self.check() {
            renderer.context.refuse(error);
        }
        renderer.context.check(Feature::Projection);
        renderer.prepare_iden(&self.name, sql);
        match &self.source {
            Source::Select(select) => {
                sql.push_str(" (");
                renderer
                    .context
                    .nested(|| write_projection(renderer, select, sql));
                sql.push(')');
            }
            Source::Text(select) => {
                sql.push_str(" (");
                sql.push_str(select);
                sql.push(')');
            }
            Source::Index { expr, index_type } => {
                renderer.context.check(Feature::ProjectionIndex);
                sql.push_str(" INDEX ");
                renderer.write_typed_expr(expr, sql);
                sql.push_str(" TYPE ");
                sql.push_str(index_type);
            }
        }
        if !self.settings.is_empty() {
            renderer.context.check(Feature::ProjectionSettings);
            sql.push_str(" WITH SETTINGS (");
            self.settings.write_list(sql);
            sql.push(')');
        }
    }
}
