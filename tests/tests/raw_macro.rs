//! SQL text with values in their places, by `raw_sql!`.

use integration_tests::bakery::{bakeries, bakery, cake};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, raw_sql};
use sea_orm_clickhouse::IntoClickHouseSelect;

#[derive(Debug, PartialEq, FromQueryResult)]
struct CakeOf {
    id: i32,
    name: String,
    #[sea_orm(nested)]
    bakery: Option<BakeryOf>,
}

#[derive(Debug, PartialEq, FromQueryResult)]
struct BakeryOf {
    #[sea_orm(alias = "bakery_id")]
    id: i32,
    #[sea_orm(alias = "bakery_name")]
    name: String,
}

struct Wanted {
    name: &'static str,
    range: Range,
}

struct Range {
    low: f64,
    high: f64,
}

#[tokio::test]
async fn values_lists_and_members_stand_in_the_text() {
    let test = bakeries().await;
    let wanted = Wanted {
        name: "%e%",
        range: Range { low: 5.0, high: 11.0 },
    };
    let ids = [1, 2, 3];
    let rows = bakery::Entity::find()
        .from_raw_sql(raw_sql!(
            MySql,
            r#"SELECT * FROM bakery WHERE name LIKE {wanted.name} AND id IN ({..ids})
                AND profit_margin BETWEEN {wanted.range.low} AND {wanted.range.high} ORDER BY id"#
        ))
        .all(&test.db)
        .await
        .unwrap();
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Sea", "Corner"]);
    // The macro's other placeholders are taken as well.
    let rows = bakery::Entity::find()
        .from_raw_sql(raw_sql!(
            Postgres,
            r#"SELECT * FROM "bakery" WHERE "name" = {wanted.name} OR "id" IN ({..ids}) ORDER BY "id" DESC"#
        ))
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 3);
    let none: [i32; 0] = [];
    let rows = test
        .db
        .query_all_raw(raw_sql!(
            MySql,
            "SELECT id FROM bakery WHERE id IN ({..none}) OR name = {wanted.name}"
        ))
        .await
        .unwrap();
    assert!(rows.is_empty());
}

#[tokio::test]
async fn nested_structs_and_pages_come_of_the_text() {
    let test = bakeries().await;
    let price = 5;
    let statement = || {
        raw_sql!(
            MySql,
            r#"SELECT cake.id AS id, cake.name AS name, bakery.id AS bakery_id, bakery.name AS bakery_name
                FROM cake LEFT JOIN bakery ON cake.bakery_id = bakery.id
                WHERE cake.price > {price} ORDER BY cake.id SETTINGS join_use_nulls = 1"#
        )
    };
    let cakes = CakeOf::find_by_statement(statement())
        .all(&test.db)
        .await
        .unwrap();
    let sea = || {
        Some(BakeryOf {
            id: 1,
            name: "Sea".into(),
        })
    };
    let expected = [(1, "Mud", sea()), (2, "Plum", sea()), (3, "Lost", None)];
    assert_eq!(
        cakes,
        expected.map(|(id, name, bakery)| CakeOf {
            id,
            name: name.into(),
            bakery
        })
    );
    let rows: Vec<(i32, String, Option<i32>, Option<String>)> =
        statement().clickhouse().into_row().all(&test.db).await.unwrap();
    assert_eq!(rows[2], (3, "Lost".into(), None, None));
    let limit = 2;
    let pages = bakery::Entity::find()
        .from_raw_sql(raw_sql!(
            MySql,
            "SELECT * FROM bakery WHERE id <= {limit} ORDER BY id"
        ))
        .paginate(&test.db, 1);
    assert_eq!(pages.num_items().await.unwrap(), 2);
    assert_eq!(pages.fetch_page(1).await.unwrap()[0].name, "Corner");
}

#[tokio::test]
async fn rows_are_written_by_the_text() {
    let test = bakeries().await;
    let rows = vec![(10, "ten", 1.0), (11, "it's", 2.5)];
    let written = test
        .db
        .execute_raw(raw_sql!(
            MySql,
            "INSERT INTO bakery (id, name, profit_margin) VALUES {..(rows.0:2),}"
        ))
        .await
        .unwrap();
    assert_eq!(written.rows_affected(), 2);
    let (name, id) = ("twelve", 12);
    test.db
        .execute_raw(raw_sql!(
            MySql,
            "INSERT INTO bakery (id, name, profit_margin) SELECT {id}, {name}, 3.5"
        ))
        .await
        .unwrap();
    let names: Vec<String> = bakery::Entity::find()
        .from_raw_sql(raw_sql!(MySql, "SELECT * FROM bakery WHERE id >= 10 ORDER BY id"))
        .all(&test.db)
        .await
        .unwrap()
        .into_iter()
        .map(|row| row.name)
        .collect();
    assert_eq!(names, ["ten", "it's", "twelve"]);
    assert_eq!(cake::Entity::find().count(&test.db).await.unwrap(), 3);
}
