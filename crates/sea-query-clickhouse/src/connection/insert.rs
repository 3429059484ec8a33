//! The rows of an INSERT as values, so that a connection can encode them itself.

use sea_query::{ColumnRef, DynIden, Expr, InsertStatement, Keyword, ReturningClause, TableRef, Value};

use super::mutation::column_name;
use crate::{
    SettingValue,
    build::{ClickHouseSql, Target, build_with},
    clause::{Clause, check_setting, write_settings},
    collect::{InsertParts, insert_parts, select_lists, write_insert_target},
    context::{Context, Placement},
    error::BuildError,
    literal::{write_identifier, write_string},
    render::{Renderer, plain_value},
    types::DataType,
};

/// An INSERT, taken apart.
///
/// ```
/// use sea_query::Query;
/// use sea_query_clickhouse::{Target, connection::{Cell, InsertSource}};
///
/// let insert = Query::insert().into_table("event").columns(["id"]).values_panic([7.into()]).to_owned();
/// let target = Target::default();
/// let source = InsertSource::new(&insert, &target)?;
/// assert_eq!(source.cells(), [Cell::Value(7.into())]);
/// assert_eq!(source.build_native(&["id"], &target)?.sql, "INSERT INTO `event` (`id`) FORMAT Native");
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
pub struct InsertSource {
    parts: InsertParts,
}

/// One cell of the VALUES of an INSERT.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Keyword, Query};
/// use sea_query_clickhouse::{Target, connection::{Cell, InsertSource}};
///
/// let row = [7.into(), Expr::Keyword(Keyword::Default), Expr::val(1).add(2)];
/// let insert = Query::insert().into_table("event").columns(["id", "at", "n"]).values_panic(row).to_owned();
/// let source = InsertSource::new(&insert, &Target::default())?;
/// assert_eq!(source.cells(), [Cell::Value(7.into()), Cell::Default, Cell::Expr]);
/// # Ok::<(), sea_query_clickhouse::BuildError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// A value.
    Value(Value),
    /// `DEFAULT`: what the table declares.
    Default,
    /// An expression that the server must evaluate.
    Expr,
}

impl Cell {
    pub(crate) fn of(expr: &Expr) -> Self {
        match expr {
            Expr::Keyword(Keyword::Default) => Self::Default,
            Expr::Keyword(Keyword::Null) => Self::Value(Value::String(None)),
            Expr::Constant(value) => Self::Value(value.clone()),
            expr => plain_value(expr).map_or(Self::Expr, |value| Self::Value(value.clone())),
        }
    }
}

impl InsertSource {
    /// Takes an INSERT apart.
    ///
    /// # Errors
    ///
    /// When it has what ClickHouse lacks: REPLACE or ON CONFLICT.
    pub fn new(insert: &InsertStatement, target: &Target<'_>) -> Result<Self, BuildError> {
        let context = Context::new(target, Placement::Literals);
        let renderer = Renderer::new(&context);
        let parts = insert_parts(&renderer, insert);
        parts.refuse(&renderer);
        if parts.table.is_none() {
            context.refuse(BuildError::invalid("INSERT", "it names no table"));
        }
        context.finish()?;
        Ok(Self { parts })
    }

    /// Takes an INSERT apart that has `ON CONFLICT (columns) DO NOTHING` as SeaORM writes it for a primary key, and gives
    /// these columns: the caller leaves out the rows that the table has, for ClickHouse does not know them. `None` for
    /// every other INSERT.
    ///
    /// ```
    /// use sea_query::{OnConflict, Query};
    /// use sea_query_clickhouse::{Target, connection::InsertSource};
    ///
    /// let key = ["cake_id", "baker_id"];
    /// let mut insert = Query::insert();
    /// insert.into_table("cakes_bakers").columns(key).values_panic([1.into(), 2.into()]);
    /// assert!(InsertSource::of_missing(&insert, &Target::default())?.is_none());
    ///
    /// insert.on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned());
    /// let found = InsertSource::of_missing(&insert, &Target::default())?;
    /// assert_eq!(found.map(|(_, columns)| columns), Some(key.map(str::to_owned).to_vec()));
    /// assert!(InsertSource::new(&insert, &Target::default()).is_err());
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new), for all but the ON CONFLICT.
    pub fn of_missing(
        insert: &InsertStatement,
        target: &Target<'_>,
    ) -> Result<Option<(Self, Vec<String>)>, BuildError> {
        let context = Context::new(target, Placement::Literals);
        let renderer = Renderer::new(&context);
        let mut parts = insert_parts(&renderer, insert);
        let Some(columns) = parts.do_nothing_on.take() else {
            return Ok(None);
        };
        parts.on_conflict = false;
        parts.refuse(&renderer);
        context.finish()?;
        let columns = columns.iter().map(ToString::to_string).collect();
        Ok(Some((Self { parts }, columns)))
    }

    /// The table that takes the rows.
    pub fn table(&self) -> Option<&TableRef> {
        self.parts.table.as_ref()
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[DynIden] {
        &self.parts.columns
    }

    /// Whether the rows come from a SELECT, and not from VALUES.
    pub fn is_select(&self) -> bool {
        self.parts.select.is_some() || self.parts.has(|clause| matches!(clause, Clause::Rows(_)))
    }

    /// Whether it writes a column of the table, of those that an INSERT without a list of columns writes.
    pub fn writes(&self, column: &str) -> bool {
        let except = Clause::last(&self.parts.clauses, |clause| matches!(clause, Clause::Except(_)));
        match except {
            Some(Clause::Except(columns)) => columns.iter().all(|left_out| left_out != column),
            _ if self.parts.columns.is_empty() => true,
            _ => self.parts.columns.iter().any(|named| named.inner() == column),
        }
    }

    /// The plain values among what the SELECT of an INSERT selects, each with the place of its column among the `width`
    /// that the INSERT writes: the server would convert them to the types of the columns without a check. Those of the
    /// other arms of a UNION are among them; what stands behind `*`, or comes out of a sub-query, is not known.
    ///
    /// ```
    /// use sea_query::{Asterisk, Expr, ExprTrait, Query};
    /// use sea_query_clickhouse::{Target, connection::InsertSource};
    ///
    /// let select = Query::select().column("id").expr(300).expr(Expr::val(1).add(2)).from("event").to_owned();
    /// let mut insert = Query::insert();
    /// insert.into_table("copy").columns(["id", "port", "n"]).select_from(select).unwrap();
    /// let source = InsertSource::new(&insert, &Target::default())?;
    /// assert_eq!(source.selected_values(3), [(1, 300.into())]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn selected_values(&self, width: usize) -> Vec<(usize, Value)> {
        let rows = Clause::last(&self.parts.clauses, |clause| matches!(clause, Clause::Rows(_)));
        let select = match (&self.parts.select, rows) {
            (Some(select), _) => select,
            (None, Some(Clause::Rows(rows))) => rows,
            _ => return Vec::new(),
        };
        let target = Target::default();
        let context = Context::new(&target, Placement::Literals);
        let mut values = Vec::new();
        for list in select_lists(&Renderer::new(&context), select) {
            // Where all columns of the server's answer are in the list, each of its items is one of them.
            let is_whole = list.len() == width && !list.iter().any(|item| is_all(&item.expr));
            let known = list
                .iter()
                .take_while(|item| is_whole || is_one_column(&item.expr))
                .enumerate();
            values.extend(known.filter_map(|(place, item)| match Cell::of(&item.expr) {
                Cell::Value(value) => Some((place, value)),
                _ => None,
            }));
        }
        values
    }

    /// Whether the rows go to a table function (`INSERT INTO FUNCTION`), which has no table to describe.
    pub fn is_into_function(&self) -> bool {
        matches!(self.parts.table, Some(TableRef::FunctionCall(..)))
    }

    /// How many rows of `DEFAULT VALUES` there are, which name no column.
    pub fn default_rows(&self) -> usize {
        self.parts.default_rows
    }

    /// The names of the columns that RETURNING asks for; `None` when it asks for none.
    ///
    /// # Errors
    ///
    /// When it asks for something else than columns.
    pub fn returning(&self) -> Result<Option<Vec<String>>, BuildError> {
        let exprs = match &self.parts.returning {
            None => return Ok(None),
            Some(ReturningClause::All) => {
                return Err(BuildError::unsupported(
                    "RETURNING",
                    "name the columns instead of `*`",
                ));
            }
            Some(ReturningClause::Columns(columns)) => columns.iter().cloned().map(Expr::Column).collect(),
            Some(ReturningClause::Exprs(exprs)) => exprs.clone(),
        };
        exprs
            .iter()
            .map(|expr| {
                column_name(expr).ok_or_else(|| {
                    BuildError::unsupported(
                        "RETURNING",
                        "an INSERT can return columns by their names alone, and no cast of one; insert without returning, and \
                         read the rows",
                    )
                })
            })
            .collect::<Result<_, _>>()
            .map(Some)
    }

    /// Whether there are rows of VALUES, or of `DEFAULT VALUES`.
    pub fn has_values(&self) -> bool {
        !self.parts.cells.is_empty() || self.parts.default_rows > 0
    }

    /// The cells of VALUES, row after row; each row has as many as there are columns.
    pub fn cells(&self) -> Vec<Cell> {
        self.parts.cells.iter().map(Cell::of).collect()
    }

    /// Gives a column its values, one for each row, also where the INSERT leaves it out.
    pub fn set(&mut self, column: &str, values: &[Value]) {
        let width = self.parts.columns.len();
        let place = self
            .parts
            .columns
            .iter()
            .position(|known| known.inner() == column);
        let cells = std::mem::take(&mut self.parts.cells);
        if place.is_none() {
            self.parts.columns.push(DynIden::from(column.to_owned()));
        }
        let mut values = values.iter().cloned().map(Expr::Value);
        for (i, cell) in cells.into_iter().enumerate() {
            let here = i.checked_rem(width);
            self.parts.cells.push(match place {
                Some(place) if here == Some(place) => values.next().unwrap_or(cell),
                _ => cell,
            });
            if place.is_none() && here.is_some_and(|here| here + 1 == width) {
                self.parts.cells.extend(values.next());
            }
        }
    }

    /// The INSERT as text, with its values as literals and without its RETURNING clause.
    ///
    /// # Errors
    ///
    /// As [`build_clickhouse`](crate::build_clickhouse).
    pub fn build(&self, target: &Target<'_>) -> Result<ClickHouseSql, BuildError> {
        build_with(target, Placement::Literals, |renderer, sql| {
            self.parts.write(renderer, sql);
        })
    }

    /// Whether the statement sets `setting` itself.
    pub fn sets(&self, setting: &str) -> bool {
        self.setting(setting).is_some()
    }

    /// What the statement itself sets `setting` to.
    pub fn setting(&self, setting: &str) -> Option<&SettingValue> {
        self.parts.clauses.iter().rev().find_map(|clause| match clause {
            Clause::Setting(name, value) if name == setting => Some(value),
            _ => None,
        })
    }

    /// `INSERT INTO table (columns) SETTINGS ... FORMAT Native`, whose rows follow as the request's body.
    ///
    /// # Errors
    ///
    /// When the table is not named plainly.
    pub fn build_native(&self, columns: &[&str], target: &Target<'_>) -> Result<ClickHouseSql, BuildError> {
        let Some(table) = &self.parts.table else {
            return Err(BuildError::invalid("INSERT", "it names no table"));
        };
        insert_native(table, columns, &self.settings(), target)
    }

    /// As [`build_native`](Self::build_native), for rows in which a column is sent as another type than its own: the
    /// states of aggregate functions as strings. For each column its name, its type and the type that is sent.
    ///
    /// ```
    /// use sea_query::Query;
    /// use sea_query_clickhouse::{DataType, Target, connection::InsertSource};
    ///
    /// let insert = Query::insert().into_table("daily").columns(["users"]).values_panic(["".into()]).to_owned();
    /// let target = Target::default();
    /// let state: DataType = "AggregateFunction(uniq, UInt64)".parse().unwrap();
    /// let source = InsertSource::new(&insert, &target)?;
    /// assert_eq!(
    ///     source.build_native_cast(&[("users", &state, &DataType::String)], &target)?.sql,
    ///     "INSERT INTO `daily` (`users`) SELECT CAST(`users`, 'AggregateFunction(uniq, UInt64)') \
    ///      FROM input('`users` String') FORMAT Native"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the table is not named plainly.
    pub fn build_native_cast(
        &self,
        columns: &[(&str, &DataType, &DataType)],
        target: &Target<'_>,
    ) -> Result<ClickHouseSql, BuildError> {
        let Some(table) = &self.parts.table else {
            return Err(BuildError::invalid("INSERT", "it names no table"));
        };
        let settings = self.settings();
        build_with(target, Placement::Literals, |renderer, sql| {
            let names = columns.iter().map(|(name, ..)| *name);
            write_native_target(renderer, table, names, &settings, sql);
            let mut structure = String::new();
            for (i, (name, data_type, sent)) in columns.iter().enumerate() {
                sql.push_str(if i == 0 { " SELECT " } else { ", " });
                if data_type == sent {
                    renderer.write_name(name, sql);
                } else {
                    sql.push_str("CAST(");
                    renderer.write_name(name, sql);
                    sql.push_str(", ");
                    write_string(sql, &data_type.to_string());
                    sql.push(')');
                }
                if i > 0 {
                    structure.push_str(", ");
                }
                write_identifier(&mut structure, name);
                structure.push(' ');
                structure.push_str(&sent.to_string());
            }
            sql.push_str(" FROM input(");
            write_string(sql, &structure);
            sql.push_str(") FORMAT Native");
        })
    }

    fn settings(&self) -> Vec<(String, SettingValue)> {
        let settings = self.parts.clauses.iter().filter_map(|clause| match clause {
            Clause::Setting(name, value) => Some((name.clone(), value.clone())),
            _ => None,
        });
        settings.collect()
    }
}

fn is_all(expr: &Expr) -> bool {
    matches!(expr, Expr::Column(ColumnRef::Asterisk(_)))
}

/// Whether an item of a select list cannot be several columns, as SQL of one's own and functions such as `untuple` are.
fn is_one_column(expr: &Expr) -> bool {
    match expr {
        Expr::AsEnum(_, inner) => is_one_column(inner),
        Expr::Value(_) | Expr::Constant(_) | Expr::Keyword(_) | Expr::Binary(..) | Expr::Unary(..) => true,
        Expr::Column(_) => !is_all(expr),
        _ => false,
    }
}

/// `INSERT INTO table (columns) SETTINGS ... FORMAT Native`, whose rows follow as the request's body.
///
/// # Errors
///
/// When the table is not named plainly, or a setting's name is none.
pub fn insert_native(
    table: &TableRef,
    columns: &[&str],
    settings: &[(String, SettingValue)],
    target: &Target<'_>,
) -> Result<ClickHouseSql, BuildError> {
    build_with(target, Placement::Literals, |renderer, sql| {
        write_native_target(renderer, table, columns.iter().copied(), settings, sql);
        sql.push_str(" FORMAT Native");
    })
}

fn write_native_target<'n>(
    renderer: &Renderer<'_>,
    table: &TableRef,
    columns: impl Iterator<Item = &'n str>,
    settings: &[(String, SettingValue)],
    sql: &mut String,
) {
    sql.push_str("INSERT INTO ");
    write_insert_target(renderer, table, sql);
    for (i, column) in columns.enumerate() {
        sql.push_str(if i == 0 { " (" } else { ", " });
        renderer.write_name(column, sql);
    }
    sql.push(')');
    for (name, value) in settings {
        if let Err(error) = check_setting(name, value) {
            renderer.context.refuse(error);
        }
    }
    let settings: Vec<_> = settings
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .collect();
    write_settings(&settings, sql);
}
