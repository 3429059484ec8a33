//! The field types of this crate where SeaORM uses fields: keys, relations, filters, cursors, updates, newtypes, structs.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveValue::Set, Condition, DerivePartialModel, FromQueryResult, IntoActiveModel, LoaderTrait,
    PaginatorTrait, QueryOrder, QuerySelect, entity::prelude::*, sea_query::Expr,
};
use sea_orm_clickhouse::{
    ClickHouseEntity, ClickHouseSchema, IntoClickHouseSelect,
    types::{Array, IPv6, Int128, Map, Point, Tuple, UInt256},
};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Eq, DeriveValueType)]
pub struct Wei(pub UInt256);

#[derive(Clone, Debug, PartialEq, DeriveValueType)]
pub struct Labels(pub Map<String, i64>);

mod wallet {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "field_wallet")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Int128,
        pub balance: Wei,
        pub seen_from: Option<IPv6>,
        pub labels: Labels,
        pub ports: Array<u64>,
        pub place: Point,
        #[sea_orm(has_many)]
        pub transfers: HasMany<super::transfer::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod transfer {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "field_transfer")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub from: IPv6,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: u32,
        pub wallet_id: Int128,
        pub route: Vec<Tuple<(String, u16)>>,
        #[sea_orm(belongs_to, from = "wallet_id", to = "id")]
        pub wallet: HasOne<super::wallet::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

fn wallet(id: i128) -> wallet::Model {
    wallet::Model {
        id: Int128(id),
        balance: Wei(
            "115792089237316195423570985008687907853269984665640564039457584007913129639935"
                .parse()
                .unwrap(),
        ),
        seen_from: (id != 0).then(|| "2001:db8::1".parse().unwrap()),
        labels: Labels([("it's".to_owned(), (id % 100) as i64), ("b".to_owned(), -1)].into()),
        ports: Array(vec![u64::MAX, 53]),
        place: Point {
            x: 1.5,
            y: f64::NEG_INFINITY,
        },
    }
}

async fn filled() -> TestDatabase {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_clickhouse(&ClickHouseSchema::create_table_from_entity(wallet::Entity).unwrap())
        .await
        .unwrap();
    db.execute_clickhouse(&ClickHouseSchema::create_table_from_entity(transfer::Entity).unwrap())
        .await
        .unwrap();
    let wallets = [i128::MIN, -1, 0, i128::MAX].map(|id| wallet(id).into_active_model());
    wallet::Entity::insert_many(wallets)
        .exec_without_returning(db)
        .await
        .unwrap();
    let transfers = (0..4).map(|number| transfer::ActiveModel {
        from: Set(if number < 2 {
            "::1".parse().unwrap()
        } else {
            "::2".parse().unwrap()
        }),
        number: Set(number),
        wallet_id: Set(Int128(i128::MAX)),
        route: Set(vec![Tuple(("hop".into(), number as u16))]),
    });
    transfer::Entity::insert_many(transfers)
        .exec_without_returning(db)
        .await
        .unwrap();
    test
}

#[tokio::test]
async fn keys_filters_and_cursors() {
    let test = filled().await;
    let db = &test.db;
    let found = wallet::Entity::find_by_id(Int128(i128::MIN))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found, wallet(i128::MIN));
    let by_balance = wallet::Column::Balance.eq(wallet(1).balance);
    assert_eq!(
        wallet::Entity::find().filter(by_balance).count(db).await.unwrap(),
        4
    );
    let some = wallet::Column::Id.is_in([Int128(-1), Int128(i128::MAX), Int128(7)]);
    assert_eq!(wallet::Entity::find().filter(some).count(db).await.unwrap(), 2);
    let addresses = wallet::Column::SeenFrom.is_in(["2001:db8::1".parse::<IPv6>().unwrap()]);
    assert_eq!(
        wallet::Entity::find().filter(addresses).count(db).await.unwrap(),
        3
    );
    let none = wallet::Column::SeenFrom.is_null();
    assert_eq!(
        wallet::Entity::find().filter(none).all(db).await.unwrap(),
        [wallet(0)]
    );
    let labels = wallet::Column::Labels.eq(wallet(-1).labels);
    let point = wallet::Column::Place.eq(wallet(0).place);
    let both = Condition::all().add(labels).add(point);
    assert_eq!(
        wallet::Entity::find().filter(both).all(db).await.unwrap(),
        [wallet(-1)]
    );
    let ports = wallet::Column::Ports.eq(wallet(0).ports);
    assert_eq!(wallet::Entity::find().filter(ports).count(db).await.unwrap(), 4);

    let mut cursor = wallet::Entity::find().cursor_by(wallet::Column::Id);
    let page = cursor.after(Int128(-1)).first(1).all(db).await.unwrap();
    assert_eq!(page, [wallet(0)]);
    let mut cursor = transfer::Entity::find().cursor_by((transfer::Column::From, transfer::Column::Number));
    let page = cursor
        .after(("::1".parse::<IPv6>().unwrap(), 1u32))
        .first(1)
        .all(db)
        .await
        .unwrap();
    assert_eq!((page.len(), page[0].number), (1, 2));
}

#[tokio::test]
async fn relations_by_such_keys() {
    let test = filled().await;
    let db = &test.db;
    let pairs = wallet::Entity::find()
        .find_with_related(transfer::Entity)
        .order_by_asc(wallet::Column::Id)
        .all(db)
        .await
        .unwrap();
    let counts: Vec<usize> = pairs.iter().map(|(_, transfers)| transfers.len()).collect();
    assert_eq!(counts, [0, 0, 0, 4]);
    assert_eq!(pairs[3].0, wallet(i128::MAX));
    assert_eq!(pairs[3].1[1].route, [Tuple(("hop".to_owned(), 1))]);
    let loaded = vec![wallet(0), wallet(i128::MAX)]
        .load_many(transfer::Entity, db)
        .await
        .unwrap();
    assert_eq!((loaded[0].len(), loaded[1].len()), (0, 4));
    let pairs = transfer::Entity::find()
        .find_also_related(wallet::Entity)
        .all(db)
        .await
        .unwrap();
    assert!(pairs.iter().all(|(_, wallet)| {
        wallet
            .as_ref()
            .is_some_and(|wallet| wallet.id == Int128(i128::MAX))
    }));
}

#[tokio::test]
async fn updates_and_deletes() {
    let test = filled().await;
    let db = &test.db;
    let mut active = wallet(0).into_active_model();
    active.labels = Set(Labels(Map::default()));
    active.balance = Set(Wei("7".parse().unwrap()));
    active.seen_from = Set(Some("::ffff:10.0.0.1".parse().unwrap()));
    active.place = Set(Point { x: f64::NAN, y: -0.0 });
    let updated = active.update(db).await.unwrap();
    let stored = wallet::Entity::find_by_id(Int128(0))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(format!("{updated:?}"), format!("{stored:?}"));
    assert_eq!(
        (stored.labels.0.len(), stored.balance.0.to_string()),
        (0, "7".to_owned())
    );

    let ports = Array(vec![1u64]);
    let result = wallet::Entity::update_many()
        .col_expr(wallet::Column::Ports, Expr::value(ports.clone()))
        .filter(wallet::Column::Id.lt(Int128(0)))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(result.rows_affected, 2);
    assert_eq!(
        wallet::Entity::find()
            .filter(wallet::Column::Ports.eq(ports))
            .count(db)
            .await
            .unwrap(),
        2
    );

    let deleted = wallet::Entity::delete_by_id(Int128(i128::MAX))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 1);
    let deleted = transfer::Entity::delete_many()
        .filter(transfer::Column::From.eq("::2".parse::<IPv6>().unwrap()))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct Seen {
    id: Int128,
    labels: Labels,
    place: Point,
}

#[derive(Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "wallet::Entity")]
struct Balance {
    id: Int128,
    balance: Wei,
    seen_from: Option<IPv6>,
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct Raw {
    id: Int128,
    seen_from: Option<IPv6>,
    labels: Map<String, i64>,
    sizes: Tuple<(u8, Option<String>)>,
    ports: Vec<Tuple<(u16, f64)>>,
}

#[tokio::test]
async fn structs_of_results() {
    let test = filled().await;
    let db = &test.db;
    let wallets = || wallet::Entity::find().order_by_asc(wallet::Column::Id);
    let seen: Vec<Seen> = wallets().into_model().all(db).await.unwrap();
    assert_eq!(
        seen[1],
        Seen {
            id: Int128(-1),
            labels: wallet(-1).labels,
            place: wallet(-1).place
        }
    );
    let balances: Vec<Balance> = wallets().into_partial_model().all(db).await.unwrap();
    assert_eq!(
        balances[2],
        Balance {
            id: Int128(0),
            balance: wallet(0).balance,
            seen_from: None
        }
    );
    // Of no entity: by the default mapping, which is JSON.
    let sql = "SELECT toInt128(5) AS id, toIPv6('::1') AS seen_from, map('a', 1) AS labels, (1, NULL) AS sizes, \
               [(53, 0.5)] AS ports";
    let raw = Raw::find_by_statement(sea_orm::Statement::from_string(sea_orm::DbBackend::MySql, sql));
    let expected = Raw {
        id: Int128(5),
        seen_from: Some("::1".parse().unwrap()),
        labels: [("a".to_owned(), 1)].into(),
        sizes: Tuple((1, None)),
        ports: vec![Tuple((53, 0.5))],
    };
    assert_eq!(raw.one(db).await.unwrap(), Some(expected));
    let bad = "SELECT toInt128(5) AS id, toIPv6('::1') AS seen_from, map('a', 'x') AS labels, (1, NULL) AS sizes, [] AS ports";
    let error = Raw::find_by_statement(sea_orm::Statement::from_string(sea_orm::DbBackend::MySql, bad))
        .one(db)
        .await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains("labels") && error.contains("\"x\" is no Int64"),
        "{error}"
    );
}

#[tokio::test]
async fn json_of_such_fields() {
    let test = filled().await;
    let rows = wallet::Entity::find()
        .filter(wallet::Column::Id.eq(Int128(-1)))
        .select_only()
        .columns([
            wallet::Column::Id,
            wallet::Column::Balance,
            wallet::Column::SeenFrom,
            wallet::Column::Labels,
            wallet::Column::Ports,
        ])
        .clickhouse()
        .into_json()
        .all(&test.db)
        .await
        .unwrap();
    let expected = json!({
        "id": "-1",
        "balance": "115792089237316195423570985008687907853269984665640564039457584007913129639935",
        "seen_from": "2001:db8::1",
        "labels": {"it's": -1, "b": -1},
        "ports": [u64::MAX, 53],
    });
    assert_eq!(rows, [expected]);
}
