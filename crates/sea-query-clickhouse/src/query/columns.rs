use sea_query::{Expr, Func, IntoIden, QueryBuilder, SqlWriter};

use crate::{
    capability::Feature,
    clause::{Clause, record, words},
    collect::push,
    error::BuildError,
    literal::write_string,
    render::Renderer,
};

/// Columns of a select list, all or by a pattern, with what is done to them: EXCEPT, REPLACE, APPLY.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/select#select_modifiers>.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Query};
/// use sea_query_clickhouse::{prelude::*, query::Columns};
///
/// let mut query = Query::select();
/// query.from("event").expr(Columns::all().except(["password"]).replace("port", Expr::col("port").add(1)));
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT * EXCEPT (`password`) REPLACE (`port` + 1 AS `port`) FROM `event`"
/// );
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
    table: Option<String>,
    pattern: Option<String>,
    list: Option<Vec<String>>,
    changes: Vec<Change>,
}

record!(Columns {
    table,
    pattern,
    list,
    changes
});

#[derive(Clone, Copy, Debug, PartialEq)]
enum ChangeKind {
    Except,
    ExceptStrict,
    ExceptMatching,
    Replace,
    ReplaceStrict,
    Apply,
    ApplyLambda,
}

words!(ChangeKind {
    Except = " EXCEPT (",
    ExceptStrict = " EXCEPT STRICT (",
    ExceptMatching = " EXCEPT(",
    Replace = " REPLACE (",
    ReplaceStrict = " REPLACE STRICT (",
    Apply = " APPLY(",
    ApplyLambda = " APPLY( ->",
});

#[derive(Clone, Debug, PartialEq)]
struct Change {
    kind: ChangeKind,
    names: Vec<String>,
    exprs: Vec<Expr>,
}

record!(Change { kind, names, exprs });

impl Columns {
    fn new(pattern: Option<String>, list: Option<Vec<String>>) -> Self {
        Self {
            table: None,
            pattern,
            list,
            changes: Vec::new(),
        }
    }

    /// `*`
    pub fn all() -> Self {
        Self::new(None, None)
    }

    /// `COLUMNS('regex')`: the columns whose names have a match of a regular expression (RE2).
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{prelude::*, query::Columns};
    ///
    /// let mut query = Query::select();
    /// query.from("event").expr(Columns::matching("^port").apply("max"));
    /// assert_eq!(query.to_string(ClickHouseQueryBuilder), "SELECT COLUMNS('^port') APPLY(max) FROM `event`");
    /// ```
    pub fn matching(regex: impl Into<String>) -> Self {
        Self::new(Some(regex.into()), None)
    }

    /// `COLUMNS(a, b)`: the columns of these names.
    pub fn named<C: IntoIden>(columns: impl IntoIterator<Item = C>) -> Self {
        Self::new(None, Some(names(columns)))
    }

    /// The columns of one table among several.
    pub fn of(mut self, table: impl IntoIden) -> Self {
        self.table = Some(table.into_iden().to_string());
        self
    }

    fn change(mut self, kind: ChangeKind, names: Vec<String>, exprs: Vec<Expr>) -> Self {
        self.changes.push(Change { kind, names, exprs });
        self
    }

    /// `EXCEPT (columns)`: without these columns, where they exist.
    pub fn except<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.change(ChangeKind::Except, names(columns), Vec::new())
    }

    /// `EXCEPT STRICT (columns)`: without these columns, which must exist.
    pub fn except_strict<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.change(ChangeKind::ExceptStrict, names(columns), Vec::new())
    }

    /// `EXCEPT('regex')`: without the columns whose names have a match of a regular expression (RE2).
    pub fn except_matching(self, regex: impl Into<String>) -> Self {
        self.change(ChangeKind::ExceptMatching, vec![regex.into()], Vec::new())
    }

    /// `REPLACE (expr AS column)`: an expression in the place of a column, where it exists.
    pub fn replace(self, column: impl IntoIden, expr: impl Into<Expr>) -> Self {
        self.change(ChangeKind::Replace, names([column]), vec![expr.into()])
    }

    /// `REPLACE STRICT (expr AS column)`: an expression in the place of a column, which must exist.
    pub fn replace_strict(self, column: impl IntoIden, expr: impl Into<Expr>) -> Self {
        self.change(ChangeKind::ReplaceStrict, names([column]), vec![expr.into()])
    }

    /// `APPLY(function)`: a function of each column.
    pub fn apply(self, function: impl Into<String>) -> Self {
        self.apply_parametric::<Expr>(function, [])
    }

    /// `APPLY(function(parameters))`: a parametric function of each column, such as `quantile(0.9)`.
    pub fn apply_parametric<E: Into<Expr>>(
        self,
        function: impl Into<String>,
        parameters: impl IntoIterator<Item = E>,
    ) -> Self {
        let parameters = parameters.into_iter().map(E::into).collect();
        self.change(ChangeKind::Apply, vec![function.into()], parameters)
    }

    /// `APPLY(x -> expr)`: an expression of each column, in which the column is called `name`.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{prelude::*, query::Columns};
    ///
    /// let mut query = Query::select();
    /// query.from("event").expr(Columns::named(["a", "b"]).apply_lambda("x", Expr::col("x").add(1)));
    /// assert_eq!(
    ///     query.to_string(ClickHouseQueryBuilder),
    ///     "SELECT COLUMNS(`a`, `b`) APPLY(`x` -> `x` + 1) FROM `event`"
    /// );
    /// ```
    pub fn apply_lambda(self, name: impl IntoIden, expr: impl Into<Expr>) -> Self {
        self.change(ChangeKind::ApplyLambda, names([name]), vec![expr.into()])
    }

    pub(crate) fn write(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        if let Some(table) = &self.table {
            renderer.write_name(table, sql);
            push(sql, ".");
        }
        let without = |names: &Vec<String>| names.is_empty();
        let is_except =
            |change: &&Change| matches!(change.kind, ChangeKind::Except | ChangeKind::ExceptStrict);
        if self.list.as_ref().is_some_and(without)
            || self
                .changes
                .iter()
                .filter(is_except)
                .any(|change| without(&change.names))
        {
            renderer.context.refuse(BuildError::invalid(
                "COLUMNS",
                "a list of its columns is empty; name one, or drop the list",
            ));
        }
        match (&self.pattern, &self.list) {
            (Some(regex), _) => {
                push(sql, "COLUMNS(");
                write_string(sql, regex);
                push(sql, ")");
            }
            (None, None) => push(sql, "*"),
            (None, Some(list)) => {
                push(sql, "COLUMNS(");
                write_names(renderer, list, sql);
                push(sql, ")");
            }
        }
        for change in &self.changes {
            change.write(renderer, sql);
        }
    }
}

impl Change {
    fn write(&self, renderer: &Renderer<'_>, sql: &mut impl SqlWriter) {
        let Self { kind, names, exprs } = self;
        if matches!(kind, ChangeKind::Apply | ChangeKind::ApplyLambda) {
            renderer.context.check(Feature::ColumnsApply);
        }
        if *kind == ChangeKind::ApplyLambda {
            push(sql, " APPLY(");
            write_names(renderer, names, sql);
            push(sql, " -> ");
            // The server does not look for parameters here.
            renderer
                .context
                .with_literals(|| exprs.iter().for_each(|expr| renderer.prepare_expr(expr, sql)));
            return push(sql, ")");
        }
        push(sql, kind.word());
        match kind {
            ChangeKind::ExceptMatching => names.iter().for_each(|regex| write_string(sql, regex)),
            ChangeKind::Replace | ChangeKind::ReplaceStrict => {
                for (name, expr) in names.iter().zip(exprs) {
                    renderer.prepare_expr(expr, sql);
                    push(sql, " AS ");
                    renderer.write_name(name, sql);
                }
            }
            ChangeKind::Apply => {
                for name in names {
                    renderer.write_function_name(&Func::cust(name.clone()).get_func().clone(), sql);
                }
                // The parameters of a function are constants.
                renderer.context.with_literals(|| {
                    for (i, expr) in exprs.iter().enumerate() {
                        push(sql, if i == 0 { "(" } else { ", " });
                        renderer.prepare_expr(expr, sql);
                    }
                });
                push(sql, if exprs.is_empty() { "" } else { ")" });
            }
            _ => write_names(renderer, names, sql),
        }
        push(sql, ")");
    }
}

impl From<Columns> for Expr {
    fn from(columns: Columns) -> Self {
        Clause::Columns(columns).into_expr()
    }
}

fn names<C: IntoIden>(columns: impl IntoIterator<Item = C>) -> Vec<String> {
    columns
        .into_iter()
        .map(|column| column.into_iden().to_string())
        .collect()
}

/// Writes names with commas between.
pub(crate) fn write_names(renderer: &Renderer<'_>, names: &[String], sql: &mut impl SqlWriter) {
    for (i, name) in names.iter().enumerate() {
        push(sql, if i == 0 { "" } else { ", " });
        renderer.write_name(name, sql);
    }
}
