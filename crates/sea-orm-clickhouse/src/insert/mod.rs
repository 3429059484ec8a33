//! INSERT: checked and encoded here, in the table's own types.

mod values;

use std::collections::HashMap;

use bytes::Bytes;
use sea_orm::QueryResult;
use sea_query::{InsertStatement, TableRef, Value};
use sea_query_clickhouse::{
    SettingValue,
    connection::{Cell, InsertSource},
    structured::of_json,
};

use crate::{
    connection::{ClickHouseConnection, request},
    distributed::insert_settings,
    error::ClickHouseError,
    id, link,
    native::{BlockEncoder, has_structure, states_as_strings},
    returning,
    table::{Default, Table, Tables},
    transfer,
    transport::{Data, Request},
};

pub(crate) use values::{Made, Values};

/// With these settings on, the server changes JSON that it is sent: texts that look like dates, and truth values among
/// numbers or texts.
pub(crate) const JSON_AS_IT_IS: [&str; 4] = [
    "input_format_try_infer_dates",
    "input_format_try_infer_datetimes",
    "input_format_json_read_bools_as_numbers",
    "input_format_json_read_bools_as_strings",
];

/// What an INSERT did.
pub(crate) struct Inserted {
    pub(crate) count: u64,
    /// What RETURNING asked for.
    pub(crate) rows: Vec<QueryResult>,
    /// What was made, of rows that are not sent.
    #[cfg_attr(
        not(feature = "migration"),
        expect(dead_code, reason = "migrations alone send rows again")
    )]
    pub(crate) made: Made,
}

/// What is done with the rows of an INSERT.
#[cfg_attr(
    not(feature = "migration"),
    expect(dead_code, reason = "migrations alone send rows again")
)]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sending<'a> {
    /// They are sent.
    Now,
    /// They are sent, with what was made before.
    With(&'a Made),
    /// They are not sent: what is made, or was made before, is asked for.
    Never(Option<&'a Made>),
    /// They were sent before, with what was made, when the table may have been another.
    Before(&'a Made),
}

/// Runs an INSERT.
pub(crate) async fn run(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
) -> Result<Inserted, ClickHouseError> {
    run_with(db, insert, Sending::Now, None).await
}

/// Runs an INSERT, or says what it would do. The key is the column that is made where no entity of the table is registered.
pub(crate) async fn run_with(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
    sending: Sending<'_>,
    key_column: Option<&String>,
) -> Result<Inserted, ClickHouseError> {
    let (source, key) = source_of(db, insert)?;
    if let Some(table) = source.table() {
        db.registry().check_writable(table, "INSERT")?;
    }
    let returning = source.returning()?.unwrap_or_default();
    let unknown = source.is_select() || source.is_into_function();
    // Without rows the build says so.
    if unknown || !source.has_values() {
        if unknown && !returning.is_empty() {
            return Err(ClickHouseError::unsupported(
                "RETURNING: the rows of INSERT ... SELECT, and of INSERT INTO FUNCTION, are not known here; insert \
                 without returning, and read them",
            ));
        }
        let written = match sending {
            Sending::Never(_) | Sending::Before(_) => 0,
            _ => transfer::run(db, &source).await?,
        };
        return Ok(Inserted {
            count: written,
            rows: Vec::new(),
            made: Made::default(),
        });
    }
    let Some(table_ref) = source.table() else {
        return Err(ClickHouseError::build("INSERT: it names no table"));
    };
    if let Sending::Before(made) = sending {
        let mut values = Values::new(&source);
        values.set_made(made);
        return Ok(Inserted {
            count: values.rows as u64,
            rows: returning::rows(db, table_ref, &returning, &values, &HashMap::new())?,
            made: Made::default(),
        });
    }
    let (mut table, mut fresh) = Tables::find(db, table_ref).await?;
    loop {
        let mut values = Values::new(&source);
        check_columns(&values, &table)?;
        let fields = table_name(table_ref).and_then(|name| db.registry().find(name));
        values.leave_out_nulls(&table, fields.as_deref());
        let allowed = asks_for(db, &source, "input_format_null_as_default") == Some(true);
        values.nulls_as_defaults(&table, allowed)?;
        if let Some(key) = &key {
            link::leave_out_known(db, table_ref, key, &mut values).await?;
            if values.rows == 0 {
                return Ok(Inserted {
                    count: 0,
                    rows: Vec::new(),
                    made: Made::default(),
                });
            }
        }
        if let Sending::With(made) | Sending::Never(Some(made)) = sending {
            values.set_made(made);
        }
        let open = match sending {
            Sending::Never(_) => values.open(&table),
            _ => Vec::new(),
        };
        id::generate(db, table_ref, &table, &returning, key_column, &mut values).await?;
        let computed = returning::defaults(db, table_ref, &table, &returning, &mut values).await?;
        let is_set = |name: &str| {
            let cells = values.column(name);
            cells.is_some_and(|cells| !cells.contains(&Cell::Default))
        };
        let way_out = match fields {
            Some(_) => "",
            None => "; the key of an entity that is registered is made",
        };
        check_missing(&table, is_set, way_out)?;
        let rows = returning::rows(db, table_ref, &returning, &values, &computed)?;
        if let Sending::Never(_) = sending {
            return Ok(Inserted {
                count: values.rows as u64,
                rows,
                made: Made {
                    columns: values.made(open),
                    computed: !computed.is_empty(),
                },
            });
        }
        match send(db, insert, &source, &table, &values).await {
            // The table may have changed since it was described.
            Err(error) if !fresh && is_about_the_table(&error) => {
                db.tables().forget_all();
                (table, fresh) = Tables::find(db, table_ref).await?;
            }
            sent => {
                sent?;
                return Ok(Inserted {
                    count: values.rows as u64,
                    rows,
                    made: Made::default(),
                });
            }
        }
    }
}

/// The rows of an INSERT; for one of links the key by which those are left out that are there.
fn source_of(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
) -> Result<(InsertSource, Option<Vec<String>>), ClickHouseError> {
    if let Some((source, key)) = InsertSource::of_missing(insert, &db.target())? {
        let columns: Vec<String> = source.columns().iter().map(ToString::to_string).collect();
        if source.has_values() && link::is_of_links(db, source.table(), &columns, &key) {
            return Ok((source, Some(key)));
        }
    }
    Ok((InsertSource::new(insert, &db.target())?, None))
}

/// Whether the INSERT or the connection sets this setting to true; nothing where neither names it.
pub(crate) fn asks_for(db: &ClickHouseConnection, source: &InsertSource, setting: &str) -> Option<bool> {
    match source.setting(setting) {
        Some(value) => Some(matches!(
            value,
            SettingValue::Bool(true) | SettingValue::Int(1) | SettingValue::UInt(1)
        )),
        None => {
            let mut settings = db.options().get_settings().iter().rev();
            let (_, value) = settings.find(|(name, _)| name == setting)?;
            Some(value == "1")
        }
    }
}

fn is_about_the_table(error: &ClickHouseError) -> bool {
    matches!(
        error.name(),
        Some(
            "NO_SUCH_COLUMN_IN_TABLE"
                | "NOT_FOUND_COLUMN_IN_BLOCK"
                | "TYPE_MISMATCH"
                | "CANNOT_CONVERT_TYPE"
                | "UNKNOWN_TABLE"
                | "UNKNOWN_IDENTIFIER"
                | "THERE_IS_NO_COLUMN"
        )
    )
}

fn check_columns(values: &Values, table: &Table) -> Result<(), ClickHouseError> {
    for name in &values.columns {
        let Some(column) = table.column(name) else {
            let known: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            return Err(ClickHouseError::type_error(format!(
                "table `{}` has no column `{name}`; its columns are {}",
                table.name,
                known.join(", ")
            )));
        };
        if matches!(column.default, Default::Computed(_)) {
            return Err(ClickHouseError::type_error(format!(
                "column `{name}` of table `{}` is always computed by the server; leave it out of the INSERT",
                table.name
            )));
        }
    }
    Ok(())
}

/// A column that an INSERT leaves out gets its DEFAULT or NULL; the server would also make up a zero.
pub(crate) fn check_missing(
    table: &Table,
    is_set: impl Fn(&str) -> bool,
    way_out: &str,
) -> Result<(), ClickHouseError> {
    for column in &table.columns {
        if column.must_be_set() && !is_set(&column.name) {
            return Err(ClickHouseError::type_error(format!(
                "column `{}` ({}) of table `{}` is not set and has no DEFAULT; ClickHouse would store the zero of its \
                 type. Set it, or declare the column with DEFAULT or as Nullable{way_out}",
                column.name, column.data_type, table.name,
            )));
        }
    }
    Ok(())
}

async fn send(
    db: &ClickHouseConnection,
    insert: &InsertStatement,
    source: &InsertSource,
    table: &Table,
    values: &Values,
) -> Result<(), ClickHouseError> {
    if values.has_exprs() {
        // The server evaluates the expressions; what is plain beside them is checked all the same.
        for (name, cells) in values.columns.iter().zip(&values.cells) {
            check_cells(table, name, cells)?;
        }
        let mut source = InsertSource::new(insert, &db.target())?;
        for (name, cells) in values.columns.iter().zip(&values.cells) {
            let data_type = &described(table, name)?.data_type;
            let made: Option<Vec<Value>> = cells
                .iter()
                .map(|cell| match cell {
                    Cell::Value(Value::Json(Some(json))) if has_structure(data_type) => {
                        of_json(data_type, json).ok()
                    }
                    Cell::Value(value) => Some(value.clone()),
                    _ => None,
                })
                .collect();
            if let Some(made) = made {
                source.set(name, &made);
            }
        }
        let built = db.with_types(|target| Ok(source.build(target)?)).await?;
        return db.write_with(built, insert_settings(db, &source)).await.map(drop);
    }
    // Rows that leave other columns to their DEFAULT are other statements: Native has no word for it.
    let mut groups: Vec<(Vec<bool>, Vec<usize>)> = Vec::new();
    let mut places: HashMap<Vec<bool>, usize> = HashMap::new();
    for row in 0..values.rows {
        let given: Vec<bool> = values
            .cells
            .iter()
            .map(|cells| cells.get(row).is_some_and(|cell| *cell != Cell::Default))
            .collect();
        let place = *places.entry(given.clone()).or_insert_with(|| {
            groups.push((given, Vec::new()));
            groups.len() - 1
        });
        if let Some((_, rows)) = groups.get_mut(place) {
            rows.push(row);
        }
    }
    for (given, rows) in &groups {
        let mut columns = Vec::new();
        let mut encoder = BlockEncoder::new(given.iter().filter(|given| **given).count(), rows.len());
        for ((name, cells), _) in values
            .columns
            .iter()
            .zip(&values.cells)
            .zip(given)
            .filter(|(_, given)| **given)
        {
            let data_type = &described(table, name)?.data_type;
            let sent = states_as_strings(data_type).unwrap_or_else(|| data_type.clone());
            let cells = rows.iter().filter_map(|row| match cells.get(*row) {
                Some(Cell::Value(value)) => Some(value),
                _ => None,
            });
            encoder.column(name, &sent, cells)?;
            columns.push((name.as_str(), data_type, sent));
        }
        if columns.is_empty() {
            return Err(ClickHouseError::build(
                "INSERT: a row leaves every column to its DEFAULT; ClickHouse needs at least one value",
            ));
        }
        let built = if columns.iter().all(|(_, data_type, sent)| *data_type == sent) {
            let names: Vec<&str> = columns.iter().map(|(name, ..)| *name).collect();
            source.build_native(&names, &db.target())?
        } else {
            let columns: Vec<_> = columns
                .iter()
                .map(|(name, of, sent)| (*name, *of, sent))
                .collect();
            source.build_native_cast(&columns, &db.target())?
        };
        let mut request = request(Request::write(built.sql.as_str()), &built);
        request.data = Some(Data::Bytes(Bytes::from(encoder.finish())));
        // A type that was changed since the table was described is an error, and not converted in silence.
        request
            .settings
            .push(("input_format_native_allow_types_conversion".into(), "0".into()));
        if table.has_json() {
            request
                .settings
                .extend(JSON_AS_IT_IS.map(|setting| (setting.to_owned(), "0".to_owned())));
        }
        request.settings.extend(insert_settings(db, source));
        if values.rows > 1 && !source.sets("async_insert") {
            request.settings.push(("async_insert".into(), "0".into()));
        }
        db.send_write(request).await?;
    }
    Ok(())
}

/// Whether the column takes the values that are among the cells.
pub(crate) fn check_cells(table: &Table, name: &str, cells: &[Cell]) -> Result<(), ClickHouseError> {
    let values: Vec<&Value> = cells
        .iter()
        .filter_map(|cell| match cell {
            Cell::Value(value) => Some(value),
            _ => None,
        })
        .collect();
    let data_type = &described(table, name)?.data_type;
    // A state has no literal.
    if let (Some(_), false) = (states_as_strings(data_type), values.is_empty()) {
        return Err(ClickHouseError::unsupported(format!(
            "column `{name}` of type {data_type} takes no plain value in an UPDATE, nor in an INSERT that has \
             expressions; write an expression of this type, for example of a function with -State"
        )));
    }
    Ok(BlockEncoder::new(1, values.len()).column(name, data_type, values)?)
}

fn described<'t>(table: &'t Table, name: &str) -> Result<&'t crate::table::TableColumn, ClickHouseError> {
    table
        .column(name)
        .ok_or_else(|| ClickHouseError::type_error(format!("table `{}` has no column `{name}`", table.name)))
}

/// The name of a table, for messages and keys.
pub(crate) fn table_name(table: &TableRef) -> Option<&sea_query::TableName> {
    match table {
        TableRef::Table(name, _) => Some(name),
        _ => None,
    }
}
