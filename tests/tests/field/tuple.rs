//! Tuples, with names and without.

use integration_tests::TestDatabase;
use pair::Column::{Named, Plain};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use sea_orm_clickhouse::{
    ClickHouseTuple,
    prelude::*,
    types::{IPv6, Tuple},
};

use super::{check, entity, error_name};

#[derive(Clone, Debug, PartialEq, ClickHouseTuple)]
pub struct Visit {
    pub number: i8,
    pub text: String,
    #[clickhouse(rename = "from where")]
    pub from: IPv6,
}

entity!(pair, "pair", #[clickhouse(order_by = Column::Id)] {
    plain: Tuple<(i8, String, IPv6)>,
    named: Visit,
});

fn visit(number: i8, text: &str) -> Visit {
    Visit {
        number,
        text: text.into(),
        from: "::ffff:3.4.5.6".parse().unwrap(),
    }
}

async fn pairs() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<pair::Entity>().await;
    let pair = |id, number, text: &str| pair::Model {
        id,
        plain: Tuple((number, text.into(), "::ffff:3.4.5.6".parse().unwrap())),
        named: visit(number, text),
    };
    test.insert([pair(1, 100, "test"), pair(2, -1, "it's `")]).await;
    test
}

#[tokio::test]
async fn a_whole_tuple_is_found_by_all_of_its_elements() {
    let test = pairs().await;
    let plain = |text: &str| Tuple((100_i8, text.to_owned(), "::ffff:3.4.5.6".parse::<IPv6>().unwrap()));
    check::<pair::Entity, _>(
        &test.db,
        [
            (Plain.eq(plain("test")), &[1]),
            (Plain.eq(plain("other")), &[]),
            (Named.eq(visit(-1, "it's `")), &[2]),
            (Named.ne(visit(-1, "it's `")), &[1]),
            (Plain.is_in([plain("test"), plain("none")]), &[1]),
        ],
    )
    .await;
}

#[tokio::test]
async fn elements_of_a_tuple_are_looked_up_by_their_types() {
    let test = pairs().await;
    check::<pair::Entity, _>(
        &test.db,
        [
            (Plain.tuple_element(2).eq("test"), &[1]),
            (Plain.tuple_element(1).gt(0), &[1]),
            (Plain.tuple_element(-1).to_text().has_substring("3.4"), &[1, 2]),
            (Named.element("text").iexact("TEST"), &[1]),
            (Named.element("number").lt(0), &[2]),
            (
                Named
                    .element("from where")
                    .eq("3.4.5.6".parse::<sea_orm_clickhouse::types::IPv4>().unwrap()),
                &[1, 2],
            ),
            (Named.tuple_element(2).has_suffix("`"), &[2]),
        ],
    )
    .await;
}

/// It is no row for others; here it is said.
#[tokio::test]
async fn a_tuple_of_another_length_is_an_error_and_not_nothing() {
    let test = pairs().await;
    let short = Plain.eq(Tuple((100_i8, "test".to_owned())));
    let error = pair::Entity::find()
        .filter(short)
        .all(&test.db)
        .await
        .unwrap_err();
    assert!(!error.to_string().is_empty());
    assert!(
        ["ILLEGAL_TYPE_OF_ARGUMENT", "TYPE_MISMATCH"].contains(&error_name(&error).as_str()),
        "{error}"
    );
}

#[tokio::test]
async fn a_name_that_a_tuple_lacks_is_an_error() {
    let test = pairs().await;
    let error = pair::Entity::find()
        .filter(Named.element("none").eq(1))
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(error_name(&error), "BAD_ARGUMENTS", "{error}");
}

#[tokio::test]
async fn elements_are_selected_and_whole_tuples_changed() {
    let test = pairs().await;
    let texts: Vec<String> = pair::Entity::find()
        .select_only()
        .column_as(Named.element("text"), "text")
        .order_by_asc(Named.element("number"))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(texts, ["it's `", "test"]);
    let mut pair = pair::Entity::find_by_id(1)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    pair.named = Set(visit(i8::MIN, ""));
    let updated = pair.update(&test.db).await.unwrap();
    let stored = pair::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    assert_eq!(updated, stored);
    assert_eq!(stored.named, visit(i8::MIN, ""));
}
