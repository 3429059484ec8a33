//! UPDATE and DELETE: mutations, which tell neither how many rows they reached nor which.

use sea_orm::QueryResult;
use sea_query::{DeleteStatement, SelectStatement, TableRef, UpdateStatement, Value};
use sea_query_clickhouse::{ClickHouseSql, connection::Mutation};

use crate::{
    computed,
    connection::{ClickHouseConnection, request},
    distributed::{Local, local_of},
    error::ClickHouseError,
    expectation::Expectation,
    insert, native,
    table::Tables,
    transport::Request,
};

/// A mutation with the SELECTs that tell what it will reach.
pub(crate) struct Change {
    table: Option<TableRef>,
    count: SelectStatement,
    exists: SelectStatement,
    rows: Option<(SelectStatement, Vec<String>)>,
    built: ClickHouseSql,
    sets_sync: bool,
    /// Of a Distributed table: it is sent whatever the SELECT before it has found, since that may have asked a replica which
    /// has not got the rows yet.
    on_local: bool,
    sets_output_mode: bool,
}

impl Change {
    /// An UPDATE, whose values are checked as those of an INSERT are: the server would store 300 as 44 in a UInt8.
    pub(crate) async fn update(
        db: &ClickHouseConnection,
        update: &UpdateStatement,
    ) -> Result<Self, ClickHouseError> {
        let (table, assignments) = {
            let target = db.target();
            let mutation = Mutation::update(update, &target)?;
            (mutation.table().cloned(), mutation.assignments())
        };
        let Some(table) = table else {
            return Err(ClickHouseError::build("UPDATE: it names no table"));
        };
        db.registry().check_writable(&table, "UPDATE")?;
        // Asked anew: the server checks nothing, so a type that was changed meanwhile would not be noticed.
        let described = Tables::renew(db, &table).await?;
        let local = local_of(db, Some(&table));
        for (column, cell) in &assignments {
            insert::check_cells(&described, column, std::slice::from_ref(cell))?;
        }
        db.with_types(|target| {
            let mutation = Mutation::update(update, target)?;
            let computed = computed::rows(&mutation, &described)?;
            let mut change = Self::new(db, mutation, local.as_ref())?;
            if let (Some((select, _)), Some(computed)) = (&mut change.rows, computed) {
                *select = computed;
            }
            Ok(change)
        })
        .await
    }

    pub(crate) async fn delete(
        db: &ClickHouseConnection,
        delete: &DeleteStatement,
    ) -> Result<Self, ClickHouseError> {
        let table = Mutation::delete(delete, &db.target())?.table().cloned();
        if let Some(table) = &table {
            db.registry().check_writable(table, "DELETE")?;
        }
        if let Some(TableRef::Table(table, _)) = &table {
            // As for an UPDATE: rows that a stale type finds are gone.
            db.tables().forget(table);
        }
        let local = local_of(db, table.as_ref());
        db.with_types(|target| Self::new(db, Mutation::delete(delete, target)?, local.as_ref()))
            .await
    }

    fn new(
        db: &ClickHouseConnection,
        mutation: Mutation<'_>,
        local: Option<&Local>,
    ) -> Result<Self, ClickHouseError> {
        let mut mutation = match local {
            Some(local) => mutation.on_local(local.name(db), &local.cluster),
            None => mutation,
        };
        // The build leaves RETURNING out.
        let rows = mutation.rows()?;
        let built = mutation.build()?;
        if built.requirements.documents {
            return Err(ClickHouseError::unsupported(
                "a JSON column compared with a document in an UPDATE or DELETE: a mutation runs without the settings by \
                 which a text that looks like a date stays a text; compare paths of the column, or its key",
            ));
        }
        Ok(Self {
            on_local: local.is_some(),
            sets_output_mode: mutation.sets("distributed_ddl_output_mode"),
            table: mutation.table().cloned(),
            count: mutation.count(),
            exists: mutation.exists(),
            rows,
            sets_sync: mutation.sets("mutations_sync"),
            built,
        })
    }

    async fn apply(self, db: &ClickHouseConnection) -> Result<(), ClickHouseError> {
        let mut request = request(Request::write(self.built.sql.as_str()), &self.built);
        if !self.sets_sync {
            // 2 waits for all replicas; a table without replicas is waited for all the same.
            let sync = db.options().get_mutations_sync().unwrap_or(2);
            request.settings.push(("mutations_sync".into(), sync.to_string()));
        }
        if self.on_local && !self.sets_output_mode {
            // What one server could not do is an error, and not a row of the answer.
            let setting = "distributed_ddl_output_mode";
            request.settings.push((setting.into(), "throw".into()));
        }
        db.send_write(request).await.map(drop)
    }
}

/// Runs a mutation; the number of rows that it reached. Without `count_rows` it is 1 for some and 0 for none, by a
/// SELECT that stops at the first row, so that SeaORM's "record not updated" stays true.
pub(crate) async fn run(db: &ClickHouseConnection, change: Change) -> Result<u64, ClickHouseError> {
    let select = if db.options().get_count_rows() {
        &change.count
    } else {
        &change.exists
    };
    let exact = native::Target::exact(sea_query::ArrayType::BigUnsigned, false);
    let rows = db.rows(select, Expectation::Positions(vec![exact])).await?;
    let reached = match rows.one().await?.as_ref().map(|(_, values)| values.as_slice()) {
        Some([Value::BigUnsigned(Some(reached))]) => *reached,
        None => 0,
        Some(other) => {
            return Err(ClickHouseError::protocol(format!(
                "a count of rows was answered by {other:?}"
            )));
        }
    };
    if reached > 0 || change.on_local {
        change.apply(db).await?;
    }
    Ok(reached)
}

/// Runs a mutation; the rows that it reached, as they are after it (an UPDATE) or were before it (a DELETE).
pub(crate) async fn run_returning(
    db: &ClickHouseConnection,
    change: Change,
) -> Result<Vec<QueryResult>, ClickHouseError> {
    let Some((select, names)) = &change.rows else {
        run(db, change).await?;
        return Ok(Vec::new());
    };
    let expectation = match &change.table {
        Some(TableRef::Table(table, _)) => Expectation::of_table(table, db.registry()),
        _ => Expectation::Unknown,
    };
    let names = names.iter().cloned().map(Some).collect();
    let expectation = Expectation::Renamed(names, Box::new(expectation));
    let rows = db.rows(select, expectation).await?.all().await?;
    if !rows.is_empty() || change.on_local {
        change.apply(db).await?;
    }
    Ok(rows)
}
