//! JSON columns: whole, by their paths, and their functions.

use document::Column::{Body, Id};
use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set,
};
use sea_orm_clickhouse::{
    IntoClickHouseSelect,
    prelude::*,
    sea_query_clickhouse::func::json::{
        dynamic_type, is_valid_json, json_all_paths, json_length, json_merge_patch, to_json_string,
    },
    types::Map,
};
use serde_json::{Value, json};

use super::{check, entity, found};

entity!(document, "document", #[clickhouse(order_by = Column::Id)] {
    body: Json,
});

async fn documents() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<document::Entity>().await;
    let bodies = [
        json!({"a": {"b": 1, "c": "x"}, "list": [1, 2, 3], "kind": "first"}),
        json!({"a": {"b": "one"}, "objects": [{"e": 5}, {"e": 6}], "kind": "second"}),
        json!({"a": {"b": 2.5}, "flag": true, "kind": "first"}),
        json!({}),
    ];
    let models = (1..).zip(bodies).map(|(id, body)| document::Model { id, body });
    test.insert(models).await;
    test
}

#[tokio::test]
async fn a_whole_document_is_found_in_any_order_of_its_members() {
    let test = documents().await;
    let same: Value =
        serde_json::from_str(r#"{"kind": "first", "list": [1, 2, 3], "a": {"c": "x", "b": 1}}"#).unwrap();
    check::<document::Entity, _>(
        &test.db,
        [
            (Body.eq(same), &[1]),
            (Body.eq(json!({"a": {"b": 1}})), &[]),
            (Body.eq(json!({})), &[4]),
        ],
    )
    .await;
}

/// The server takes a text that looks like a date for one, when it reads the text of a document.
#[tokio::test]
async fn a_document_with_texts_that_look_like_dates_is_found() {
    let test = documents().await;
    let body = json!({
        "day": "2024-01-01",
        "at": {"it's": "2024-01-01 10:00:00", "then `x`": "2024-01-01T10:00:00Z"},
        "list": ["2024-01-01", null, "x"],
        "number": "1",
    });
    test.insert([document::Model {
        id: 5,
        body: body.clone(),
    }])
    .await;
    assert_eq!(
        found::<document::Entity>(&test.db, Body.eq(body.clone())).await,
        [5]
    );
    let changed = document::Entity::update_many()
        .col_expr(Id, 6.into())
        .filter(Body.eq(body.clone()))
        .exec(&test.db)
        .await
        .unwrap_err();
    assert!(
        changed
            .to_string()
            .contains("a JSON column compared with a document"),
        "{changed}"
    );
    let deleted = document::Entity::delete_many()
        .filter(Body.eq(body))
        .exec(&test.db)
        .await
        .unwrap_err();
    assert!(
        deleted.to_string().contains("compare paths of the column"),
        "{deleted}"
    );
}

#[tokio::test]
async fn paths_are_compared_by_the_type_that_is_named() {
    let test = documents().await;
    let number = || Body.typed_path("a.b", &DataType::Int64);
    let text = |path: &str| Body.typed_path(path, &DataType::String);
    check::<document::Entity, _>(
        &test.db,
        [
            (number().eq(1), &[1]),
            (number().gt(0), &[1]),
            (Body.typed_path("a.b", &DataType::Float64).lt(3), &[3]),
            (text("a.b").eq("one"), &[2]),
            (text("kind").is_in(["first", "none"]), &[1, 3]),
            (text("kind").ne("first"), &[2]),
            (text("kind").istarts_with("FIR"), &[1, 3]),
            (Body.typed_path("flag", &DataType::Bool).eq(true), &[3]),
            // Whatever it is, as a text.
            (Body.json_path_as(["a", "b"], &DataType::String).eq("2.5"), &[3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn what_a_document_has_and_lacks_is_asked_by_path() {
    let test = documents().await;
    check::<document::Entity, _>(
        &test.db,
        [
            (Body.path("a.c").is_not_null(), &[1]),
            (Body.path("a.c").is_null(), &[2, 3, 4]),
            (Body.has_json_path(["a"]), &[1, 2, 3]),
            (Body.has_json_path(["a", "b"]), &[1, 2, 3]),
            (Body.has_json_path(["a", "none"]), &[]),
            (
                Body.has_json_path(["list"]).or(Body.has_json_path(["flag"])),
                &[1, 3],
            ),
            (
                Body.has_json_path(["list"]).and(Body.has_json_path(["flag"])),
                &[],
            ),
        ],
    )
    .await;
}

#[tokio::test]
async fn arrays_of_documents_are_looked_into() {
    let test = documents().await;
    let numbers = DataType::Array(Box::new(DataType::Nullable(Box::new(DataType::Int64))));
    check::<document::Entity, _>(
        &test.db,
        [
            (
                Body.typed_path("objects[].e", &DataType::Int64).has_element(6),
                &[2],
            ),
            (
                Body.typed_path("objects[].e", &DataType::Int64).element(1).eq(5),
                &[2],
            ),
            (Body.path("objects[]").length().eq(2), &[2]),
            (Body.typed_path("list", &numbers).has_element(3), &[1]),
            (Body.typed_path("list", &numbers).element(-1).eq(3), &[1]),
        ],
    )
    .await;
}

#[tokio::test]
async fn a_member_that_is_null_is_not_there() {
    let test = documents().await;
    test.insert([document::Model {
        id: 5,
        body: json!({"none": null, "some": 0}),
    }])
    .await;
    check::<document::Entity, _>(
        &test.db,
        [
            (Body.has_json_path(["none"]).and(Id.eq(5)), &[]),
            (Body.has_json_path(["some"]), &[5]),
        ],
    )
    .await;
    let stored = document::Entity::find_by_id(5)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored.body, json!({"some": 0}));
}

#[tokio::test]
async fn documents_are_ordered_and_grouped_by_a_path() {
    let test = documents().await;
    let kind = || Body.typed_path("kind", &DataType::String);
    let kinds: Vec<(Option<String>, i64)> = document::Entity::find()
        .select_only()
        .column_as(kind(), "kind")
        .column_as(Id.count(), "documents")
        .group_by(kind())
        .order_by_desc(Id.count())
        .order_by_asc(kind())
        .clickhouse()
        .into_row::<(Option<String>, i64)>()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        kinds,
        [(Some("first".into()), 2), (Some("second".into()), 1), (None, 1)]
    );
}

#[tokio::test]
async fn a_document_is_replaced_by_an_update() {
    let test = documents().await;
    let mut document = document::Entity::find_by_id(1)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    document.body = Set(json!({"it's": {"new": ["x", "y"]}}));
    let updated = document.update(&test.db).await.unwrap();
    assert_eq!(updated.body, json!({"it's": {"new": ["x", "y"]}}));
    let stored = document::Entity::find_by_id(1)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(stored, updated);
    assert_eq!(
        found::<document::Entity>(&test.db, Body.has_json_path(["it's", "new"])).await,
        [1]
    );
}

#[tokio::test]
async fn paths_types_and_texts_of_a_document_are_selected() {
    let test = documents().await;
    type Row = (Vec<String>, String, String, bool, i64);
    let row = document::Entity::find()
        .select_only()
        .expr_as(json_all_paths(Body.into_expr()), "paths")
        .expr_as(dynamic_type(Body.path("a.b")), "type")
        .expr_as(to_json_string(Body.into_expr()), "text")
        .expr_as(is_valid_json("{"), "valid")
        .expr_as(json_length(to_json_string(Body.into_expr()), ["list"]), "length")
        .filter(Id.eq(1))
        .clickhouse()
        .into_row::<Row>()
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.0, ["a.b", "a.c", "kind", "list"]);
    assert_eq!((row.1.as_str(), row.3, row.4), ("Int64", false, 3));
    assert_eq!(
        serde_json::from_str::<Value>(&row.2).unwrap()["a"],
        json!({"b": 1, "c": "x"})
    );
    let merged: String = document::Entity::find()
        .select_only()
        .expr_as(json_merge_patch([r#"{"a": 1}"#, r#"{"a": 2, "b": 3}"#]), "merged")
        .filter(Id.eq(1))
        .into_tuple()
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(merged, r#"{"a":2,"b":3}"#);
    let types: Vec<Map<String, String>> = document::Entity::find()
        .select_only()
        .expr_as(
            sea_orm_clickhouse::sea_query_clickhouse::func::json::json_all_paths_with_types(Body.into_expr()),
            "types",
        )
        .order_by_asc(Id)
        .clickhouse()
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        types[2],
        Map::from(
            [("a.b", "Float64"), ("flag", "Bool"), ("kind", "String")]
                .map(|(path, of)| (path.to_owned(), of.to_owned()))
        )
    );
}
