//! The FAA's bird strikes as a SeaORM entity on ClickHouse: the table is made from the entity, all rows are inserted,
//! queried through plain SeaORM and with ClickHouse's clauses, and changed by mutations.
//!
//! `cargo xtask demo` starts a server, fetches the data and runs this. By hand it needs `CLICKHOUSE_URL`, a server, and
//! `BIRDSTRIKES_CSV`, the path of `birdstrikes.csv` from the package `vega-datasets`.

mod report;
mod strike;

use std::{env, error::Error, process::ExitCode};

use futures_util::TryStreamExt;
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, ExprTrait},
};
use sea_orm_clickhouse::{prelude::*, sea_query_clickhouse::ClickHouseQueryBuilder};
use strike::{Column, Damage, Entity, Line, Model};

/// Rows of one INSERT.
const BATCH: usize = 5_000;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let url = env::var("CLICKHOUSE_URL").map_err(|_| "CLICKHOUSE_URL is not set; run `cargo xtask demo`")?;
    let file =
        env::var("BIRDSTRIKES_CSV").map_err(|_| "BIRDSTRIKES_CSV is not set; run `cargo xtask demo`")?;
    let db = ClickHouse::connect(url.as_str()).await?;
    println!("Connected to ClickHouse {}.", db.server_version());

    db.execute_clickhouse(&ClickHouseTable::drop(Entity).if_exists().sync())
        .await?;
    load(&db, &file).await?;
    query(&db).await?;
    use_clickhouse(&db).await?;
    change(&db).await?;
    db.execute_clickhouse(&ClickHouseTable::drop(Entity).sync())
        .await?;
    Ok(())
}

async fn load(db: &ClickHouseConnection, file: &str) -> Result<(), Box<dyn Error>> {
    let table = strike::table()?;
    report::text(
        "The table, from the entity",
        &table.to_string(ClickHouseQueryBuilder),
    );
    db.execute_clickhouse(&table).await?;

    let mut models = Vec::new();
    for (id, line) in (1..).zip(csv::Reader::from_path(file)?.into_deserialize::<Line>()) {
        models.push(line?.into_model(id));
    }
    for batch in models.chunks(BATCH) {
        Entity::insert_many(batch.iter().cloned().map(Model::into_active_model))
            .exec(db)
            .await?;
    }
    let count = Entity::find().count(db).await?;
    report::text(
        "All rows of the file",
        &format!("{count} rows inserted by insert_many, {BATCH} at a time"),
    );
    Ok(())
}

async fn query(db: &ClickHouseConnection) -> Result<(), Box<dyn Error>> {
    let find = Entity::find()
        .filter(Column::Damage.eq(Damage::Substantial))
        .order_by_desc(Column::Cost)
        .limit(5);
    report::sql(
        "Filter: the most expensive of substantial damage",
        find.as_query(),
    );
    report::table(
        ["day", "airport", "aircraft", "species", "cost", "speed"],
        find.all(db).await?.into_iter().map(row),
    );

    let group = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "strikes")
        .column_as(Column::Cost.sum(), "total")
        .column_as(Column::Speed.max(), "fastest")
        .group_by(Column::State)
        .order_by(Expr::col("strikes"), Order::Desc)
        .limit(5);
    report::sql(
        "Group by with aggregates: strikes and cost by state",
        group.as_query(),
    );
    let groups: Vec<(String, i64, Option<f64>, Option<f64>)> = group.into_tuple().all(db).await?;
    report::table(
        ["state", "strikes", "total", "fastest"],
        groups.into_iter().map(|(state, strikes, total, fastest)| {
            [
                state,
                strikes.to_string(),
                dollars(total.unwrap_or_default()),
                knots(fastest),
            ]
        }),
    );

    let find = Entity::find()
        .filter(Column::Species.contains("goose"))
        .order_by_asc(Column::Id);
    let pages = find.clone().paginate(db, 4);
    let totals = pages.num_items_and_pages().await?;
    report::sql(
        &format!(
            "Paginate: page 2 of {}, {} rows with a goose",
            totals.number_of_pages, totals.number_of_items
        ),
        find.as_query(),
    );
    report::table(
        ["day", "airport", "aircraft", "species", "cost", "speed"],
        pages.fetch_page(1).await?.into_iter().map(row),
    );

    let find = Entity::find().filter(Column::Cost.gt(0));
    report::sql("Stream: the rows as they arrive", find.as_query());
    let mut strikes = find.stream(db).await?;
    let (mut count, mut cost) = (0u32, 0.0);
    while let Some(strike) = strikes.try_next().await? {
        count += 1;
        cost += strike.cost;
    }
    report::table(
        ["rows streamed", "their cost"],
        [[count.to_string(), dollars(cost)]],
    );
    Ok(())
}

async fn use_clickhouse(db: &ClickHouseConnection) -> Result<(), Box<dyn Error>> {
    // A row with the key of another is a correction: FINAL reads the later one.
    let Some(mut corrected) = Entity::find_by_id(1u32).one(db).await? else {
        return Err("the first row is not there".into());
    };
    corrected.cost = 1_234.0;
    Entity::insert(corrected.into_active_model()).exec(db).await?;
    let find = Entity::find().filter(Column::Id.eq(1)).final_();
    report::sql(
        "FINAL: the row, as it was corrected by a later insert",
        find.as_query(),
    );
    report::table(
        ["day", "airport", "aircraft", "species", "cost", "speed"],
        find.all(db).await?.into_iter().map(row),
    );

    let find = Entity::find()
        .prewhere(Column::State.eq("Texas"))
        .filter(Expr::col(Column::Speed).gt(200))
        .order_by_desc(Column::Speed)
        .limit(3)
        .setting("max_threads", 2)
        .setting("optimize_move_to_prewhere", 0);
    report::sql("PREWHERE and SETTINGS", find.as_query());
    let rows = find.clickhouse().all(db).await?;
    report::table(
        ["day", "airport", "aircraft", "species", "cost", "speed"],
        rows.into_iter().map(row),
    );
    Ok(())
}

async fn change(db: &ClickHouseConnection) -> Result<(), Box<dyn Error>> {
    let update = Entity::update_many()
        .col_expr(Column::Cost, Expr::col(Column::Cost).mul(2))
        .filter(Column::Damage.eq(Damage::Minor))
        .filter(Column::Cost.gt(0));
    report::sql("Update, as a mutation", update.as_query());
    let updated = update.exec(db).await?.rows_affected;

    let delete = Entity::delete_many().filter(Column::Species.contains("Unknown"));
    report::table(["rows updated"], [[updated.to_string()]]);
    report::sql("Delete, as a mutation", delete.as_query());
    let deleted = delete.exec(db).await?.rows_affected;
    let left = Entity::find().final_().count(db).await?;
    report::table(
        ["rows deleted", "rows left"],
        [[deleted.to_string(), left.to_string()]],
    );
    Ok(())
}

fn row(strike: Model) -> [String; 6] {
    let Model {
        day,
        airport,
        aircraft,
        species,
        cost,
        speed,
        ..
    } = strike;
    [
        day.to_string(),
        airport,
        aircraft,
        species,
        dollars(cost),
        knots(speed),
    ]
}

fn dollars(cost: f64) -> String {
    format!("$ {cost:.0}")
}

fn knots(speed: Option<f64>) -> String {
    speed.map_or_else(|| "unknown".into(), |speed| format!("{speed} kn"))
}
