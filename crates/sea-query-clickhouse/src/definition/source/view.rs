//! The code of a view.

use sea_query::{SelectStatement, TableRef};

use super::{TableSource, Writer, settings, text};
use crate::{
    ClickHouseTable,
    definition::{difference::written, view::as_expression},
    render::Renderer,
    statement::Interval,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh, Schedule, SqlSecurity, ViewCreateStatement},
};

/// Rust.
impl ViewCreateStatement {
    /// The Rust code that declares the view again, its query as a text. The comment is not in it.
    ///
    /// ```
    /// use sea_query_clickhouse::view::ViewCreateStatement;
    ///
    /// let view: ViewCreateStatement = "CREATE VIEW dns (`id` Int64) SQL SECURITY INVOKER AS SELECT id FROM event".parse()?;
    /// assert_eq!(
    ///     view.to_rust().attributes(),
    ///     [
    ///         "view = Query::select().expr(Expr::cust(\"id FROM event\")).to_owned()",
    ///         "sql_security = SqlSecurity::Invoker",
    ///     ]
    /// );
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn to_rust(&self) -> TableSource {
        let mut writer = Writer {
            column: &|_| None,
            entity: &|_| None,
            source: TableSource::default(),
        };
        writer.query("view", &self.query);
        writer.security(self.security.as_ref());
        writer.source
    }
}

/// Rust.
impl MaterializedViewCreateStatement {
    /// The Rust code that declares the view again, its query as a text. `column` gives the path of a column, `entity` that
    /// of the entity of a table. The comment is not in it. Without [`attributes`](TableSource::attributes) the table of TO
    /// has no entity, which [`left_out`](TableSource::left_out) says.
    ///
    /// ```
    /// use sea_query_clickhouse::view::MaterializedViewCreateStatement;
    ///
    /// let view: MaterializedViewCreateStatement = "CREATE MATERIALIZED VIEW ports REFRESH AFTER 1 HOUR (`n` UInt64) \
    ///      ENGINE = MergeTree ORDER BY n AS SELECT count() AS n FROM event".parse()?;
    /// let source = view.to_rust(&|_| Some("Column::N".to_owned()), &|_| None);
    /// assert_eq!(
    ///     source.attributes(),
    ///     [
    ///         "materialized_view = Query::select().expr(Expr::cust(\"count() AS n FROM event\")).to_owned()",
    ///         "refresh = Refresh::after(Interval::new(1, IntervalUnit::Hour))",
    ///         "engine = Engine::merge_tree()",
    ///         "order_by = [Column::N]",
    ///     ]
    /// );
    /// # Ok::<(), sea_query_clickhouse::definition::DefinitionError>(())
    /// ```
    pub fn to_rust(
        &self,
        column: &dyn Fn(&str) -> Option<String>,
        entity: &dyn Fn(&TableRef) -> Option<String>,
    ) -> TableSource {
        let mut writer = Writer {
            column,
            entity,
            source: TableSource::default(),
        };
        writer.query("materialized_view", &self.query);
        if let Some(target) = &self.to {
            match (writer.entity)(target) {
                Some(path) => writer.attribute(format!("to = {path}")),
                None => {
                    let sentence = format!(
                        "a view that writes to `{}`, which has no entity here",
                        named(target)
                    );
                    return TableSource {
                        left_out: vec![sentence],
                        ..TableSource::default()
                    };
                }
            }
        }
        if let Some(refresh) = &self.refresh {
            writer.refresh(refresh, &self.view);
        }
        writer.security(self.security.as_ref());
        if let Some(storage) = &self.storage {
            let mut table = ClickHouseTable::create(self.view.clone());
            table.columns = self.columns.clone();
            table.storage = storage.clone();
            writer.table(&table);
        }
        writer.source
    }

    /// The columns of the table of the view's own, where it names them.
    pub fn get_columns(&self) -> &[crate::ClickHouseColumnDef] {
        &self.columns.columns
    }
}

impl Writer<'_> {
    fn query(&mut self, attribute: &str, query: &SelectStatement) {
        self.import("sea_query::Expr");
        self.import("sea_query::Query");
        let sql = written(|renderer: &Renderer<'_>, sql| {
            use sea_query::QueryBuilder;
            renderer.prepare_select_statement(query, sql);
        });
        let sql = match sql {
            Ok(sql) => sql,
            Err(error) => return self.left_out(format!("the query: {error}")),
        };
        self.attribute(format!(
            "{attribute} = Query::select().expr(Expr::cust({})).to_owned()",
            text(&as_expression(&sql))
        ));
    }

    fn security(&mut self, security: Option<&SqlSecurity>) {
        let Some(security) = security else {
            return;
        };
        self.import("sea_query_clickhouse::view::SqlSecurity");
        let code = match security {
            SqlSecurity::Definer => "Definer".to_owned(),
            SqlSecurity::CurrentUser => "CurrentUser".to_owned(),
            SqlSecurity::User(name) => format!("User({}.into())", text(name)),
            SqlSecurity::Invoker => "Invoker".to_owned(),
            SqlSecurity::None => "None".to_owned(),
        };
        self.attribute(format!("sql_security = SqlSecurity::{code}"));
    }

    fn refresh(&mut self, refresh: &Refresh, own: &TableRef) {
        self.import("sea_query_clickhouse::view::Refresh");
        let mut dependencies = refresh.dependencies.iter();
        let mut code = match &refresh.schedule {
            Schedule::Every(interval) => format!("Refresh::every({})", self.interval(interval)),
            Schedule::After(interval) => format!("Refresh::after({})", self.interval(interval)),
            Schedule::Dependencies => {
                let first = dependencies
                    .next()
                    .map(|view| object(view, own))
                    .unwrap_or_default();
                format!("Refresh::depending_on({first})")
            }
        };
        if let Some(interval) = &refresh.offset {
            code.push_str(&format!(".offset({})", self.interval(interval)));
        }
        if let Some(interval) = &refresh.spread {
            code.push_str(&format!(".randomize_for({})", self.interval(interval)));
        }
        for view in dependencies {
            code.push_str(&format!(".depends_on({})", object(view, own)));
        }
        for setting in refresh.settings.iter() {
            let said = settings([setting]).unwrap_or_default();
            let pair = said
                .strip_prefix("settings(")
                .and_then(|said| said.strip_suffix(')'))
                .and_then(|said| said.split_once(" = "));
            if let Some((name, value)) = pair {
                code.push_str(&format!(".setting({}, {value})", text(name)));
            }
        }
        if refresh.append {
            code.push_str(".append()");
        }
        self.attribute(format!("refresh = {code}"));
    }

    fn interval(&mut self, interval: &Interval) -> String {
        self.import("sea_query_clickhouse::statement::Interval");
        self.import("sea_query_clickhouse::types::IntervalUnit");
        let parts = interval.parts().iter().enumerate();
        parts
            .map(|(i, (count, unit))| {
                let unit = match unit {
                    IntervalUnit::Nanosecond => "Nanosecond",
                    IntervalUnit::Microsecond => "Microsecond",
                    IntervalUnit::Millisecond => "Millisecond",
                    IntervalUnit::Second => "Second",
                    IntervalUnit::Minute => "Minute",
                    IntervalUnit::Hour => "Hour",
                    IntervalUnit::Day => "Day",
                    IntervalUnit::Week => "Week",
                    IntervalUnit::Month => "Month",
                    IntervalUnit::Quarter => "Quarter",
                    IntervalUnit::Year => "Year",
                };
                let start = if i == 0 { "Interval::new" } else { ".and" };
                format!("{start}({count}, IntervalUnit::{unit})")
            })
            .collect()
    }
}

/// The name of a table as a message has it.
fn named(table: &TableRef) -> String {
    match table {
        TableRef::Table(name, _) => match &name.0 {
            Some(schema) => format!("{}.{}", schema.1, name.1),
            None => name.1.to_string(),
        },
        _ => String::new(),
    }
}

/// The code of the name of a view; its database is named where it is another than that of the own view.
fn object(view: &TableRef, own: &TableRef) -> String {
    let database = |view: &TableRef| match view {
        TableRef::Table(name, _) => name.0.clone(),
        _ => None,
    };
    match view {
        TableRef::Table(name, _) => match &name.0 {
            Some(schema) if database(view) != database(own) => {
                format!("({}, {})", text(&schema.1.to_string()), text(&name.1.to_string()))
            }
            _ => text(&name.1.to_string()),
        },
        _ => String::new(),
    }
}
