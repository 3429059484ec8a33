//! Numbers and truth values beside values of other types.

use integration_tests::TestDatabase;
use number::Column::{Boolean, Price, Ratio, Small, Wide};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, Set, prelude::Decimal,
};
use sea_orm_clickhouse::{prelude::*, types::UInt256};

use super::{check, entity};

entity!(number, "number", #[clickhouse(order_by = Column::Id)] {
    small: i8,
    wide: UInt256,
    #[clickhouse(type = "Decimal(18, 4)")]
    price: Option<Decimal>,
    ratio: f64,
    boolean: bool,
});

async fn numbers() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<number::Entity>().await;
    let number = |id, small, price: Option<&str>, ratio, boolean| number::Model {
        id,
        small,
        wide: small.unsigned_abs().to_string().parse().unwrap(),
        price: price.map(|price| price.parse().unwrap()),
        ratio,
        boolean,
    };
    test.insert([
        number(1, 101, Some("123.456"), 123.456, true),
        number(2, -7, Some("-0.0001"), f64::NAN, false),
        number(3, 0, None, f64::NEG_INFINITY, true),
    ])
    .await;
    test
}

/// All bits are set.
fn most() -> UInt256 {
    "115792089237316195423570985008687907853269984665640564039457584007913129639935"
        .parse()
        .unwrap()
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[tokio::test]
async fn numbers_are_ordered_beside_numbers_of_any_type() {
    let test = numbers().await;
    check::<number::Entity, _>(
        &test.db,
        [
            (Small.lt(99.9), &[2, 3]),
            (Small.gt(100.5), &[1]),
            (Small.gt(decimal("100.99")), &[1]),
            (Small.lt(300), &[1, 2, 3]),
            (Small.gt(-129), &[1, 2, 3]),
            (Small.between(-7.5, 0.5), &[2, 3]),
            (Wide.gte(7), &[1, 2]),
            (Price.lt(99.9), &[2]),
            (Price.gt(100), &[1]),
            (Price.eq(decimal("123.4560")), &[1]),
            (Price.eq(decimal("123.45601")), &[]),
            (Price.gt(decimal("123.45599")), &[1]),
            (Ratio.gt(decimal("100")), &[1]),
            (Ratio.lt(0), &[3]),
            (Ratio.eq(123.456), &[1]),
            // NaN is neither above nor below anything.
            (Ratio.gte(0).or(Ratio.lt(0)), &[1, 3]),
            (Ratio.into_expr().ne(Ratio.into_expr()), &[2]),
        ],
    )
    .await;
}

#[tokio::test]
async fn truth_values_are_found_by_themselves_by_numbers_and_by_their_text() {
    let test = numbers().await;
    check::<number::Entity, _>(
        &test.db,
        [
            (Boolean.eq(true), &[1, 3]),
            (Boolean.ne(true), &[2]),
            (Boolean.eq(1), &[1, 3]),
            (Boolean.is_in([false]), &[2]),
            (Boolean.into_expr(), &[1, 3]),
            (Boolean.into_expr().not(), &[2]),
            (Boolean.to_text().iexact("TRUE"), &[1, 3]),
        ],
    )
    .await;
}

#[tokio::test]
async fn every_number_is_changed_to_another_and_read_back() {
    let test = numbers().await;
    let mut number = number::Entity::find_by_id(3)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap()
        .into_active_model();
    number.small = Set(i8::MIN);
    number.wide = Set(most());
    number.price = Set(Some(decimal("99999999999999.9999")));
    number.ratio = Set(f64::MIN_POSITIVE);
    number.boolean = Set(false);
    let updated = number.update(&test.db).await.unwrap();
    let stored = number::Entity::find_by_id(3)
        .one(&test.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(updated, stored);
    assert_eq!(
        (stored.small, stored.wide, stored.boolean),
        (i8::MIN, most(), false)
    );
}

#[tokio::test]
async fn arithmetic_of_columns_is_compared_and_ordered_by() {
    let test = numbers().await;
    check::<number::Entity, _>(
        &test.db,
        [
            (Small.into_expr().mul(2).gt(200), &[1]),
            (Small.into_expr().modulo(2).eq(1), &[1]),
            (Price.into_expr().add(1).gt(124), &[1]),
            (Price.into_expr().is_null(), &[3]),
            (Small.into_expr().sub(Small.into_expr()).eq(0), &[1, 2, 3]),
        ],
    )
    .await;
}
