//! Several Distributed tables in one query, which the server refuses without `distributed_product_mode` (error 288).

use sea_orm::{
    ExprTrait, JoinType, LoaderTrait, QueryOrder, QuerySelect, QueryTrait, entity::prelude::*,
    sea_query::Query,
};
use sea_orm_clickhouse::{
    ClickHouse, ClickHouseConnectOptions, ClickHouseError, ClickHouseErrorKind, ClickHouseQueryExt,
    IntoClickHouseSelect,
};
use sea_query_clickhouse::{prelude::ClickHouseInExt, query::Join};

use crate::{
    Cluster,
    entities::{event, events, visit, visits},
};

fn hosts(visits: &[visit::Model]) -> String {
    let mut hosts: Vec<&str> = visits.iter().map(|visit| visit.host.as_str()).collect();
    hosts.sort_unstable();
    hosts.concat()
}

#[tokio::test]
async fn relations_of_distributed_entities_are_followed() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let db = cluster.node(1);
    let also = event::Entity::find()
        .find_also_related(visit::Entity)
        .order_by_asc(event::Column::Id)
        .order_by_asc(visit::Column::Id)
        .all(db)
        .await
        .unwrap();
    let also: Vec<_> = also
        .into_iter()
        .map(|(event, visit)| (event.id, visit.map(|visit| visit.host)))
        .collect();
    let host = |host: &str| Some(host.to_owned());
    assert_eq!(
        also,
        [
            (1, host("a")),
            (1, host("b")),
            (2, host("c")),
            (3, None),
            (4, None)
        ]
    );
    let with = event::Entity::find()
        .find_with_related(visit::Entity)
        .order_by_asc(event::Column::Id)
        .all(db)
        .await
        .unwrap();
    let with: Vec<_> = with
        .iter()
        .map(|(event, visits)| (event.id, hosts(visits)))
        .collect();
    let expected = [
        (1, "ab".to_owned()),
        (2, "c".to_owned()),
        (3, String::new()),
        (4, String::new()),
    ];
    assert_eq!(with, expected);

    let all = event::Entity::find()
        .order_by_asc(event::Column::Id)
        .all(db)
        .await
        .unwrap();
    let loaded = all.load_many(visit::Entity, db).await.unwrap();
    assert_eq!(
        loaded.iter().map(|visits| hosts(visits)).collect::<Vec<_>>(),
        ["ab", "c", "", ""]
    );
    assert_eq!(
        hosts(&all[0].find_related(visit::Entity).all(db).await.unwrap()),
        "ab"
    );
}

#[tokio::test]
async fn joins_and_sub_queries_read_all_shards() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let db = cluster.node(3);
    let visited = || {
        visit::Entity::find()
            .select_only()
            .column(visit::Column::EventId)
            .into_query()
    };
    let find = || event::Entity::find().order_by_asc(event::Column::Id);
    let ids = |events: Vec<event::Model>| events.iter().map(|event| event.id).collect::<Vec<_>>();

    let joined = find().join(JoinType::InnerJoin, event::Relation::Visit.def());
    assert_eq!(joined.count(db).await.unwrap(), 3);
    let found = find().filter(event::Column::Id.in_subquery(visited()));
    assert_eq!(ids(found.clone().all(db).await.unwrap()), [1, 2]);
    assert_eq!(ids(found.clone().clickhouse().all(db).await.unwrap()), [1, 2]);
    assert_eq!(found.clone().count(db).await.unwrap(), 2);
    assert_eq!(ids(found.paginate(db, 1).fetch_page(1).await.unwrap()), [2]);
    let not = find().filter(event::Column::Id.not_in_subquery(visited()));
    assert_eq!(ids(not.all(db).await.unwrap()), [3, 4]);
    let highest = Query::select()
        .expr(visit::Column::EventId.max())
        .from(visit::Entity)
        .and_where(visit::Column::EventId.lt(9))
        .to_owned();
    let scalar = find().filter(
        Expr::col((event::Entity, event::Column::Id)).eq(Expr::SubQuery(None, Box::new(highest.into()))),
    );
    assert_eq!(ids(scalar.all(db).await.unwrap()), [2]);
    // A setting of the user's own stands.
    let denied = find()
        .filter(event::Column::Id.in_subquery(visited()))
        .setting("distributed_product_mode", "deny")
        .all(db)
        .await
        .unwrap_err();
    assert_eq!(
        ClickHouseError::from_db_err(&denied).unwrap().name(),
        Some("DISTRIBUTED_IN_JOIN_SUBQUERY_DENIED")
    );
    let mut options = db.options().clone();
    options.setting("distributed_product_mode", "local");
    let local = ClickHouse::connect(options).await.unwrap();
    // Each shard looks among its own visits: of event 1 the two are in different shards, of event 2 the one is in the other.
    let found = find()
        .filter(event::Column::Id.in_subquery(visited()))
        .all(&local)
        .await
        .unwrap();
    assert_eq!(ids(found), [1]);
}

#[tokio::test]
async fn a_correlated_exists_and_a_union_in_a_list_are_refused_by_the_server() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let db = cluster.test().db();
    let exists = Query::select()
        .expr(Expr::val(1))
        .from(visit::Entity)
        .and_where(
            Expr::col((visit::Entity, visit::Column::EventId)).equals((event::Entity, event::Column::Id)),
        )
        .to_owned();
    let error = event::Entity::find()
        .filter(Expr::exists(exists))
        .all(db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("NOT_IMPLEMENTED"), "{error}");

    let union = || {
        let visited = |host: &str| {
            visit::Entity::find()
                .select_only()
                .column(visit::Column::EventId)
                .filter(visit::Column::Host.eq(host))
                .into_query()
        };
        visited("a")
            .union(sea_orm::sea_query::UnionType::All, visited("c"))
            .to_owned()
    };
    let error = event::Entity::find()
        .filter(event::Column::Id.in_subquery(union()))
        .all(db)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("BAD_ARGUMENTS"), "{error}");
    let found = event::Entity::find()
        .filter(Expr::col((event::Entity, event::Column::Id)).global_in(union()))
        .count(db)
        .await
        .unwrap();
    assert_eq!(found, 2);
}

/// A user with readonly = 1 may send no setting; GLOBAL in the query needs none.
#[tokio::test]
async fn a_reader_says_global() {
    let Some(cluster) = Cluster::new().await else {
        return;
    };
    events(&cluster).await;
    visits(&cluster).await;
    let mut options: ClickHouseConnectOptions = cluster.url().try_into().unwrap();
    options.user("reader").password("reader");
    let reader = ClickHouse::connect(options).await.unwrap();
    let visited = || {
        visit::Entity::find()
            .select_only()
            .column(visit::Column::EventId)
            .into_query()
    };
    assert_eq!(event::Entity::find().count(&reader).await.unwrap(), 4);
    let error = event::Entity::find()
        .filter(event::Column::Id.in_subquery(visited()))
        .all(&reader)
        .await
        .unwrap_err();
    let error = ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.kind(), ClickHouseErrorKind::Unsupported);
    assert!(
        error.to_string().contains(
            "a query of several Distributed tables needs the setting distributed_product_mode = 'global', which a user with \
             readonly = 1 may not send; give the user readonly = 2, or say GLOBAL in the query, by `Join::global()` and \
             `global_in(..)`"
        ),
        "{error}"
    );
    let global = event::Entity::find()
        .filter(Expr::col((event::Entity, event::Column::Id)).global_in(visited()))
        .all(&reader)
        .await
        .unwrap();
    assert_eq!(global.len(), 2);
    let on = Expr::col((event::Entity, event::Column::Id)).equals((visit::Entity, visit::Column::EventId));
    let joined = event::Entity::find().join_with(Join::new(visit::Entity).global().on(on));
    assert_eq!(joined.all(&reader).await.unwrap().len(), 3);
    // Two queries beside each other need nothing either.
    let sum = event::Entity::find()
        .select_only()
        .column(event::Column::Id)
        .into_query()
        .union(sea_orm::sea_query::UnionType::All, visited())
        .to_owned();
    use sea_orm::ConnectionTrait;
    assert_eq!(reader.query_all(&sum).await.unwrap().len(), 8);
}
