//! An entity with a field of every kind, written by every way of SeaORM's and read by every lane.

use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    everything::{ActiveModel, Column, Entity, Model, exact_table, full, sparse},
};
use sea_orm::{
    ActiveValue::NotSet, ConnectionTrait, DbBackend, IntoActiveModel, QueryOrder, QuerySelect, Schema,
    entity::prelude::*,
};
use sea_orm_clickhouse::{ClickHouseConnection, IntoClickHouseSelect};
use serde_json::json;
use time::macros::{date, datetime};

fn same(what: &str, found: &[Model], expected: &[Model]) {
    assert_eq!(found.len(), expected.len(), "{what}: rows");
    for (found, expected) in found.iter().zip(expected) {
        let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
        for (found, expected) in found.lines().zip(expected.lines()) {
            assert_eq!(found, expected, "{what}");
        }
        assert_eq!(found, expected, "{what}");
    }
}

async fn written_and_read_by_every_way(db: &ClickHouseConnection) {
    let inserted = full().into_active_model().insert(db).await.unwrap();
    same("insert returned", &[inserted], &[full()]);
    let many = [sparse(2), Model { id: 3, ..full() }, sparse(4)];
    let rows = Entity::insert_many(many.clone().map(IntoActiveModel::into_active_model))
        .exec_with_returning(db)
        .await
        .unwrap();
    same("insert_many returned", &rows, &many);
    let saved = ActiveModel {
        id: NotSet,
        ..sparse(0).into_active_model().reset_all()
    }
    .save(db)
    .await
    .unwrap();
    let id = *saved.id.as_ref();
    assert!(id > 1 << 40, "a generated key: {id}");

    let mut expected = vec![full()];
    expected.extend(many);
    expected.push(sparse(id));
    let all = || Entity::find().order_by_asc(Column::Id);
    same("the plain lane", &all().all(db).await.unwrap(), &expected);
    same(
        "a plain stream",
        &all()
            .stream(db)
            .await
            .unwrap()
            .try_collect::<Vec<_>>()
            .await
            .unwrap(),
        &expected,
    );
    same(
        "the entity lane",
        &all().clickhouse().all(db).await.unwrap(),
        &expected,
    );
    let streamed = all()
        .clickhouse()
        .stream(db)
        .await
        .unwrap()
        .try_collect::<Vec<_>>()
        .await
        .unwrap();
    same("a stream of the entity lane", &streamed, &expected);
    let one = all().clickhouse().one(db).await.unwrap();
    same("one of the entity lane", one.as_slice(), &expected[..1]);
    let page = sea_orm::PaginatorTrait::paginate(all(), db, 2)
        .fetch_page(1)
        .await
        .unwrap();
    same("a page", &page, &expected[2..4]);

    // Everything changes, from all to nothing and back.
    let cleared = Model { id: 3, ..sparse(3) }.into_active_model().reset_all();
    same(
        "update returned",
        &[cleared.update(db).await.unwrap()],
        &[sparse(3)],
    );
    let filled = Model { id, ..full() }
        .into_active_model()
        .reset_all()
        .save(db)
        .await
        .unwrap();
    assert_eq!(filled.name.as_ref(), &full().name);
    expected[2] = sparse(3);
    expected[4] = Model { id, ..full() };
    same("the rows after updates", &all().all(db).await.unwrap(), &expected);

    let deleted = Entity::delete_many()
        .filter(Column::Id.eq(1))
        .exec_with_returning(db)
        .await
        .unwrap();
    same("delete returned", &deleted, &expected[..1]);
}

#[tokio::test]
async fn an_entity_of_every_type_lives_in_a_table_of_exact_types() {
    let test = TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    test.db.execute_clickhouse(&exact_table()).await.unwrap();
    written_and_read_by_every_way(&test.db).await;
}

#[tokio::test]
async fn an_entity_of_every_type_lives_in_the_table_that_seaorm_makes_of_it() {
    let test = TestDatabase::new().await;
    let table = Schema::new(DbBackend::MySql).create_table_from_entity(Entity);
    test.db.execute(&table).await.unwrap();
    written_and_read_by_every_way(&test.db).await;
}

#[tokio::test]
async fn an_entity_that_is_not_registered_is_exact_on_the_entity_lane() {
    mod twin {
        use sea_orm::entity::prelude::*;

        #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        #[sea_orm(table_name = "everything_of_nobody")]
        pub struct Model {
            #[sea_orm(primary_key, auto_increment = false)]
            pub id: i64,
            pub count: Option<i64>,
            pub day: Option<TimeDate>,
            pub at: TimeDateTimeWithTimeZone,
        }

        #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        pub enum Relation {}

        impl ActiveModelBehavior for ActiveModel {}
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_unprepared(
        "CREATE TABLE everything_of_nobody (id Int64, count Nullable(UInt64), day Nullable(Date), at DateTime) \
         ENGINE = MergeTree ORDER BY id",
    )
    .await
    .unwrap();
    let model = twin::Model {
        id: 1,
        count: Some(5),
        day: Some(date!(2024 - 02 - 29)),
        at: datetime!(2024-02-29 12:30 UTC),
    };
    twin::Entity::insert(model.clone().into_active_model())
        .exec_without_returning(db)
        .await
        .unwrap();
    assert_eq!(twin::Entity::find().clickhouse().all(db).await.unwrap(), [model]);
}

#[tokio::test]
async fn json_of_the_entity_lane_has_every_column_in_its_own_form() {
    let test = TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    let db = &test.db;
    db.execute_clickhouse(&exact_table()).await.unwrap();
    Entity::insert_many([full(), sparse(2)].map(IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    let rows = Entity::find()
        .order_by_asc(Column::Id)
        .clickhouse()
        .into_json()
        .all(db)
        .await
        .unwrap();
    assert_eq!(rows[0]["big_unsigned"], json!(u64::MAX));
    assert_eq!(rows[0]["float"], json!(0.1));
    assert_eq!(rows[0]["price"], json!("-12.3400"));
    assert_eq!(rows[0]["exact"], json!("0.12345678901234567890"));
    assert_eq!(rows[0]["utc"], json!("2024-02-29T12:30:00.002Z"));
    assert_eq!(rows[0]["time_day"], json!("2024-02-29"));
    assert_eq!(rows[0]["order by"], json!(""));
    assert_eq!(rows[0]["protocols"], json!(["http", "dns"]));
    assert_eq!(rows[0]["state"], json!("closed"));
    assert_eq!(rows[0]["code"], json!(300));
    assert_eq!(rows[0]["document"], json!({"a": {"b": [1, 2]}, "c": "x"}));
    assert_eq!(rows[0]["settings"], json!({"theme": "dark", "zoom": -3}));
    assert_eq!(rows[0]["ipv6"], json!("2001:db8::1"));
    assert_eq!(rows[0]["uuid"], json!("00112233-4455-6677-8899-aabbccddeeff"));
    let columns = <Column as sea_orm::Iterable>::iter().count();
    for row in &rows {
        assert_eq!(row.as_object().unwrap().len(), columns);
    }
    for name in [
        "int",
        "order by",
        "exact",
        "time_at",
        "optional_state",
        "optional_settings",
        "ipv6",
    ] {
        assert_eq!(rows[1][name], json!(null), "{name}");
    }
    assert_eq!(rows[1]["numbers"], json!([]));
}

#[tokio::test]
async fn plain_json_has_every_column() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute(&Schema::new(DbBackend::MySql).create_table_from_entity(Entity))
        .await
        .unwrap();
    // SeaQuery unwraps the bytes of what is no text.
    let text = |model| Model {
        bytes: b"text".to_vec(),
        ..model
    };
    let rows = [text(full()), text(sparse(2))].map(IntoActiveModel::into_active_model);
    Entity::insert_many(rows).exec(db).await.unwrap();
    let rows = Entity::find()
        .order_by_asc(Column::Id)
        .into_json()
        .all(db)
        .await
        .unwrap();
    for column in <Column as sea_orm::Iterable>::iter() {
        let name = sea_orm::Iden::unquoted(&column);
        assert!(rows.iter().all(|row| row.get(name).is_some()), "{name}: {rows:?}");
    }
    assert_eq!(rows[0]["big_unsigned"], json!(u64::MAX));
    assert_eq!(rows[1]["ipv6"], json!(null));
}

#[tokio::test]
async fn every_column_can_be_filtered_by_its_own_value() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute(&Schema::new(DbBackend::MySql).create_table_from_entity(Entity))
        .await
        .unwrap();
    Entity::insert_many([full(), sparse(2)].map(IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    for column in <Column as sea_orm::Iterable>::iter() {
        if matches!(column, Column::Document | Column::Settings) {
            continue; // JSON is not compared with text.
        }
        let value = full().get(column);
        let found = Entity::find()
            .filter(column.eq(value.clone()))
            .select_only()
            .column(Column::Id);
        let found: Vec<i64> = found.into_tuple().all(db).await.unwrap();
        assert!(found.contains(&1), "{column:?} = {value:?}");
        let among = Entity::find()
            .filter(column.is_in([value.clone()]))
            .select_only()
            .column(Column::Id);
        let among: Vec<i64> = among.into_tuple().all(db).await.unwrap();
        assert_eq!(found, among, "{column:?} IN ({value:?})");
    }
}
