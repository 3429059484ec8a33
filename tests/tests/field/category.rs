//! Enum8 and Enum16.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryOrder, QuerySelect,
    Set,
    entity::prelude::{DeriveActiveEnum, EnumIter},
};
use sea_orm_clickhouse::prelude::*;
use thing::Column::{Fruit, Mood};

use super::{check, entity, error_name};

/// Their order is that of their numbers, which is not that of their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "fruit")]
pub enum Kind {
    #[sea_orm(string_value = "peach")]
    Peach,
    #[sea_orm(string_value = "banana")]
    Banana,
    #[sea_orm(string_value = "九转大肠")]
    Dish,
}

entity!(thing, "thing", {
    fruit: Kind,
    mood: Option<String>,
});

async fn things() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            "CREATE TABLE thing (id Int64, fruit Enum16('peach' = -300, 'banana' = 2, '九转大肠' = 30000),
                 mood Nullable(Enum8('Smile 😀' = 1, 'it''s' = -128, 'a%b' = 127))) ENGINE = MergeTree ORDER BY id",
        )
        .await
        .unwrap();
    let thing = |id, fruit, mood: Option<&str>| thing::Model {
        id,
        fruit,
        mood: mood.map(Into::into),
    };
    test.insert([
        thing(1, Kind::Peach, Some("Smile 😀")),
        thing(2, Kind::Banana, Some("it's")),
        thing(3, Kind::Dish, None),
        thing(4, Kind::Dish, Some("a%b")),
    ])
    .await;
    test
}

#[tokio::test]
async fn an_enum_is_found_by_its_variant_its_name_and_lists_of_them() {
    let test = things().await;
    check::<thing::Entity, _>(
        &test.db,
        [
            (Fruit.eq(Kind::Dish), &[3, 4]),
            (Fruit.eq("banana"), &[2]),
            (Fruit.ne(Kind::Dish), &[1, 2]),
            (Fruit.is_in([Kind::Peach, Kind::Banana]), &[1, 2]),
            (Fruit.is_not_in([Kind::Peach]), &[2, 3, 4]),
            (Mood.eq("it's"), &[2]),
            (Mood.eq("a%b"), &[4]),
            (Mood.is_null(), &[3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn enums_are_ordered_by_their_numbers() {
    let test = things().await;
    check::<thing::Entity, _>(
        &test.db,
        [
            (Fruit.lt(Kind::Dish), &[1, 2]),
            (Fruit.gte(Kind::Banana), &[2, 3, 4]),
            (Fruit.lt(Kind::Banana), &[1]),
            (Mood.lt("Smile 😀"), &[2]),
        ],
    )
    .await;
    let kinds: Vec<Kind> = thing::Entity::find()
        .select_only()
        .column(Fruit)
        .distinct()
        .order_by_desc(Fruit)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(kinds, [Kind::Dish, Kind::Banana, Kind::Peach]);
}

#[tokio::test]
async fn names_of_enums_are_looked_up_as_texts() {
    let test = things().await;
    check::<thing::Entity, _>(
        &test.db,
        [
            (Mood.istarts_with("smile"), &[1]),
            (Fruit.has_substring("转大"), &[3, 4]),
            (Mood.has_substring("%"), &[4]),
            (Fruit.matches_regex("^ban"), &[2]),
            (Fruit.to_text().has_prefix("ban"), &[2]),
            (Fruit.to_text().has_suffix("h"), &[1]),
            (Mood.to_text().iexact("IT'S"), &[2]),
        ],
    )
    .await;
}

#[tokio::test]
async fn one_enum_is_changed_and_a_name_that_it_lacks_is_refused() {
    let test = things().await;
    let mut thing = thing::Entity::find_by_id(2)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    thing.fruit = Set(Kind::Peach);
    assert_eq!(thing.clone().update(&test.db).await.unwrap().fruit, Kind::Peach);
    thing.mood = Set(Some("sad".into()));
    let error = thing.update(&test.db).await.unwrap_err().to_string();
    assert!(error.contains("`mood`") && error.contains("sad"), "{error}");
    let stored = thing::Entity::find_by_id(2).one(&test.db).await.unwrap().unwrap();
    assert_eq!(
        (stored.fruit, stored.mood.as_deref()),
        (Kind::Peach, Some("it's"))
    );
}

#[tokio::test]
async fn a_name_that_the_enum_lacks_finds_no_row_and_its_contrary_is_an_error() {
    let test = things().await;
    check::<thing::Entity, _>(
        &test.db,
        [
            (Fruit.eq("pear"), &[]),
            (Fruit.is_in(["pear", "banana"]), &[2]),
            (Mood.eq("sad"), &[]),
        ],
    )
    .await;
    use sea_orm::QueryFilter;
    let error = thing::Entity::find()
        .filter(Fruit.ne("pear"))
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(error_name(&error), "UNKNOWN_ELEMENT_OF_ENUM", "{error}");
}
