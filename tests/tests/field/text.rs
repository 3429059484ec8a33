//! String and FixedString.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, Set,
    sea_query::{Expr, Func},
};
use sea_orm_clickhouse::{prelude::*, sea_query_clickhouse::func::string::upper};
use word::Column::{Fixed, Id, Note, Text};

use super::{check, entity, found};

entity!(word, "word", #[clickhouse(order_by = Column::Id)] {
    text: String,
    #[clickhouse(type = "FixedString(10)")]
    fixed: String,
    #[clickhouse(low_cardinality)]
    note: Option<String>,
});

// The same bytes, with those that fill a FixedString up.
entity!(raw, "word", {
    #[sea_orm(column_type = "VarBinary(StringLen::None)")]
    fixed: Vec<u8>,
});

async fn words() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<word::Entity>().await;
    let word = |id, text: &str, note: Option<&str>| word::Model {
        id,
        text: text.into(),
        fixed: text.into(),
        note: note.map(Into::into),
    };
    test.insert([
        word(1, "Quick fox!", Some("Smile 😀")),
        word(2, "lower", None),
        word(3, "我们", Some("我们的爱")),
        word(4, "", Some("")),
    ])
    .await;
    test
}

#[tokio::test]
async fn a_fixed_string_is_read_as_text_without_the_bytes_that_fill_it_up_and_as_bytes_with_them() {
    let test = words().await;
    let word = word::Entity::find_by_id(2).one(&test.db).await.unwrap().unwrap();
    assert_eq!(word.fixed, "lower");
    let raw = raw::Entity::find_by_id(2)
        .clickhouse()
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(raw.fixed, b"lower\0\0\0\0\0");
    let chinese = word::Entity::find_by_id(3).one(&test.db).await.unwrap().unwrap();
    assert_eq!(chinese.fixed, "我们", "the length is counted in bytes");
}

#[tokio::test]
async fn a_text_of_more_bytes_than_its_fixed_string_is_refused() {
    let test = words().await;
    let mut word = word::Entity::find_by_id(3)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    word.fixed = Set("我们的爱".into());
    let error = word.update(&test.db).await.unwrap_err().to_string();
    assert!(
        error.contains("`fixed`") && error.contains("FixedString(10)"),
        "{error}"
    );
    let stored = word::Entity::find_by_id(3).one(&test.db).await.unwrap().unwrap();
    assert_eq!(stored.fixed, "我们");
}

#[tokio::test]
async fn a_function_of_a_column_is_assigned_to_it() {
    let test = words().await;
    word::Entity::update_many()
        .col_expr(Text, Func::upper(Text.into_expr()).into())
        .col_expr(Fixed, upper(Fixed.into_expr()).into())
        .col_expr(Note, Func::upper(Note.into_expr()).into())
        .exec(&test.db)
        .await
        .unwrap();
    let word = word::Entity::find_by_id(2).one(&test.db).await.unwrap().unwrap();
    assert_eq!(
        (word.text.as_str(), word.fixed.as_str(), word.note),
        ("LOWER", "LOWER", None)
    );
    let fox = word::Entity::find_by_id(1).one(&test.db).await.unwrap().unwrap();
    assert_eq!(
        (fox.text.as_str(), fox.note.as_deref()),
        ("QUICK FOX!", Some("SMILE 😀"))
    );
}

#[tokio::test]
async fn lookups_of_texts_know_case_and_every_script() {
    let test = words().await;
    check::<word::Entity, _>(
        &test.db,
        [
            (Text.istarts_with("quick"), &[1]),
            (Text.has_prefix("quick"), &[]),
            (Text.iexact("QUICK FOX!"), &[1]),
            (Text.iends_with("FOX!"), &[1]),
            (Text.icontains("LOW"), &[2]),
            (Text.matches_regex("^.{2}$"), &[3]),
            (Text.imatches_regex("^QUICK"), &[1]),
            (Text.eq(""), &[4]),
            (Text.empty(), &[4]),
            (Note.has_prefix("我们"), &[3]),
            (Note.has_suffix("😀"), &[1]),
            (Note.icontains("SMILE"), &[1]),
            (Note.eq(""), &[4]),
            (Note.is_null(), &[2]),
            (Note.ne(""), &[1, 3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn the_beginning_of_a_fixed_string_and_the_whole_are_found() {
    let test = words().await;
    check::<word::Entity, _>(
        &test.db,
        [
            (Fixed.eq("lower"), &[2]),
            (Fixed.is_in(["lower", "我们", "none"]), &[2, 3]),
            (Fixed.has_prefix("low"), &[2]),
            (Fixed.istarts_with("QUICK"), &[1]),
            (Fixed.icontains("WER"), &[2]),
            (Fixed.has_substring("们"), &[3]),
            (Fixed.eq(""), &[4]),
        ],
    )
    .await;
}

/// The server takes the NUL bytes for a part of the text there.
#[tokio::test]
async fn the_end_of_a_fixed_string_is_found_in_its_text() {
    let test = words().await;
    check::<word::Entity, _>(
        &test.db,
        [
            (Fixed.has_suffix("ower"), &[]),
            (Fixed.to_text().has_suffix("ower"), &[2]),
            (Fixed.to_text().iends_with("OWER"), &[2]),
            (Fixed.to_text().iexact("LOWER"), &[2]),
            (Fixed.to_text().matches_regex("er$"), &[2]),
            (Fixed.to_text().length().eq(5), &[2]),
            (Fixed.length().eq(10), &[1, 2, 3, 4]),
            (Fixed.to_text().empty(), &[4]),
        ],
    )
    .await;
}

#[tokio::test]
async fn texts_are_compared_with_columns_and_expressions() {
    let test = words().await;
    let same = Text.into_expr().eq(Fixed.into_expr());
    assert_eq!(found::<word::Entity>(&test.db, same).await, [1, 2, 3, 4]);
    let starts = Text.has_prefix(Func::lower(Expr::val("LOW")));
    assert_eq!(found::<word::Entity>(&test.db, starts).await, [2]);
    let in_note = Note.has_prefix(Text.into_expr()).and(Id.gt(1)).and(Text.ne(""));
    assert_eq!(found::<word::Entity>(&test.db, in_note).await, [3]);
}

#[tokio::test]
async fn a_number_beside_a_text_is_an_error_and_not_its_digits() {
    use sea_orm::QueryFilter;
    let test = words().await;
    let error = word::Entity::find()
        .filter(Text.eq(9))
        .all(&test.db)
        .await
        .unwrap_err();
    assert_eq!(super::error_name(&error), "NO_COMMON_TYPE", "{error}");
    assert_eq!(
        found::<word::Entity>(&test.db, Text.eq("9")).await,
        [] as [i64; 0]
    );
}

/// The pattern was cast to the type of the column, and filled up with NUL bytes.
#[tokio::test]
async fn a_pattern_in_any_case_beside_a_fixed_string_was_one() {
    use sea_orm::sea_query::extension::postgres::PgExpr;
    let test = words().await;
    check::<word::Entity, _>(
        &test.db,
        [
            (PgExpr::ilike(Fixed.into_expr(), "QUI%"), &[1]),
            (PgExpr::not_ilike(Fixed.into_expr(), "QUI%"), &[2, 3, 4]),
            (Fixed.like("Qui%"), &[1]),
        ],
    )
    .await;
}
