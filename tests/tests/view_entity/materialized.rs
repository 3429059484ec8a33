//! Materialized views: of a table of their own, of that of another entity, refreshable.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use sea_orm_clickhouse::prelude::*;
use sea_query_clickhouse::{ClickHouseQueryBuilder, aggregate::uniq_exact, statement::System};

use super::{
    entities::{hourly, into_total, populated, total, traffic},
    fill, insert, network, refused,
};

#[tokio::test]
async fn a_materialized_view_of_its_own_table_fills_as_rows_are_inserted() {
    let TestDatabase { ref db, .. } = network().await;
    db.create_view::<traffic::Entity>().await.unwrap();
    fill(db).await;
    insert(db, &[(5, 1, 80, 5)]).await;
    let sums = || async {
        let rows = traffic::Entity::find()
            .final_()
            .order_by_asc(traffic::Column::Port)
            .all(db)
            .await
            .unwrap();
        rows.into_iter()
            .map(|row| (row.port, row.bytes))
            .collect::<Vec<_>>()
    };
    assert_eq!(sums().await, [(53, 80), (80, 25)]);
    let rows = traffic::Entity::find().clickhouse().all(db).await.unwrap();
    assert!(
        rows.iter()
            .all(|row| row.stored > sea_orm::prelude::DateTimeUtc::UNIX_EPOCH)
    );
    let model = traffic::Model {
        port: 1,
        bytes: 1,
        stored: rows[0].stored,
    };
    refused(
        model.into_active_model().insert(db).await,
        "INSERT: `view_traffic` is a materialized view, which the server fills; write to `view_event`, from which it selects",
    );
    assert_eq!(
        traffic::Entity::create_view()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "CREATE MATERIALIZED VIEW `view_traffic` (`port` UInt16, `bytes` UInt64 CODEC(T64, ZSTD(1)), \
         `stored` DateTime('UTC') DEFAULT now(), INDEX `by_bytes` `bytes` TYPE minmax) ENGINE = SummingMergeTree \
         ORDER BY `port` SETTINGS index_granularity = 1024 AS SELECT `view_event`.`port`, sum(`bytes`) AS `bytes` \
         FROM `view_event` GROUP BY `view_event`.`port` COMMENT 'bytes by port'"
    );
    assert!(
        db.check::<traffic::Entity>()
            .await
            .unwrap()
            .differences()
            .is_empty()
    );
}

#[tokio::test]
async fn a_populated_view_has_the_rows_that_were_there() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    db.create_view::<populated::Entity>().await.unwrap();
    insert(db, &[(5, 1, 80, 5)]).await;
    let rows = populated::Entity::find()
        .order_by_asc(populated::Column::Id)
        .all(db)
        .await
        .unwrap();
    let rows: Vec<_> = rows.iter().map(|row| (row.id, row.bytes)).collect();
    assert_eq!(rows, [(1, 10), (2, 20), (3, 30), (4, 40), (5, 5)]);
}

#[tokio::test]
async fn a_materialized_view_fills_the_table_of_another_entity() {
    let TestDatabase { ref db, .. } = network().await;
    db.create_table::<total::Entity>().await.unwrap();
    db.create_view::<into_total::Entity>().await.unwrap();
    fill(db).await;
    insert(db, &[(5, 1, 53, 5)]).await;
    let query = || {
        total::Entity::find()
            .select_only()
            .column(total::Column::Port)
            .expr_as(
                sea_query_clickhouse::aggregate::sum(Expr::col(total::Column::Bytes)),
                "bytes",
            )
            .expr_as(uniq_exact([Expr::col(total::Column::Hosts)]).merge(), "hosts")
            .group_by(total::Column::Port)
            .order_by_asc(total::Column::Port)
    };
    let rows: Vec<(u16, i64, i64)> = query().clickhouse().into_tuple().all(db).await.unwrap();
    assert_eq!(rows, [(53, 85, 3), (80, 20, 1)]);
    // The view reads the same rows, states too.
    let mut read = into_total::Entity::find().all(db).await.unwrap();
    let mut stored = total::Entity::find().all(db).await.unwrap();
    read.sort_by_key(|row| (row.port, row.bytes));
    stored.sort_by_key(|row| (row.port, row.bytes));
    assert_eq!(read.len(), stored.len());
    assert!(
        read.iter()
            .zip(&stored)
            .all(|(read, stored)| (read.port, read.bytes, &read.hosts)
                == (stored.port, stored.bytes, &stored.hosts))
    );
    refused(
        into_total::Entity::delete_many().exec(db).await,
        "DELETE: `view_into_total` is a materialized view, which the server fills; write to `view_event`, from which it \
         selects, or to `view_total`, where its rows are",
    );
    // The table itself is written like any other.
    total::Entity::delete_many()
        .filter(total::Column::Port.eq(80))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(
        query()
            .clickhouse()
            .into_tuple::<(u16, i64, i64)>()
            .all(db)
            .await
            .unwrap(),
        [(53, 85, 3)]
    );
    assert!(
        db.check::<into_total::Entity>()
            .await
            .unwrap()
            .differences()
            .is_empty()
    );
}

#[tokio::test]
async fn a_refreshable_view_runs_when_it_is_told() {
    let TestDatabase { ref db, .. } = network().await;
    fill(db).await;
    db.create_view::<hourly::Entity>().await.unwrap();
    assert_eq!(hourly::Entity::find().count(db).await.unwrap(), 0);
    db.execute_clickhouse(&System::refresh_view("view_hourly"))
        .await
        .unwrap();
    db.execute_clickhouse(&System::wait_view("view_hourly"))
        .await
        .unwrap();
    let rows = hourly::Entity::find()
        .order_by_asc(hourly::Column::HostId)
        .all(db)
        .await
        .unwrap();
    let rows: Vec<_> = rows.iter().map(|row| (row.host_id, row.events)).collect();
    assert_eq!(rows, [(1, 2), (2, 1), (9, 1)]);
}
