//! Integers, floats, Bool, Decimal and the numbers of Enums, from and to every field type that holds them.

use integration_tests::{TestDatabase, column_entity};
use rust_decimal::Decimal;
use sea_orm::{IntoActiveModel, prelude::*};

column_entity!(tiny, [i8]);
column_entity!(small, [i16]);
column_entity!(int, [i32]);
column_entity!(big, [i64]);
column_entity!(optional_big, [Option<i64>]);
column_entity!(tiny_unsigned, [u8]);
column_entity!(small_unsigned, [u16]);
column_entity!(unsigned, [u32]);
column_entity!(big_unsigned, [u64]);
column_entity!(optional_big_unsigned, [Option<u64>]);
column_entity!(boolean, [bool]);
column_entity!(optional_boolean, [Option<bool>]);
column_entity!(float, [f32]);
column_entity!(double, [f64]);
column_entity!(optional_double, [Option<f64>]);
column_entity!(string, [String]);
column_entity!(decimal, [Decimal]);
column_entity!(optional_decimal, [Option<Decimal>]);
column_entity!(big_decimal, [BigDecimal]);
column_entity!(optional_big_decimal, [Option<BigDecimal>]);
column_entity!(ints, [Vec<i32>]);
column_entity!(optional_ints, [Option<Vec<i32>>]);
column_entity!(unsigneds, [Vec<u32>]);
column_entity!(bigs, [Vec<i64>]);
column_entity!(doubles, [Vec<f64>]);
column_entity!(booleans, [Vec<bool>]);
column_entity!(decimals, [Vec<Decimal>]);

#[tokio::test]
async fn integers_are_exact_to_the_ends_of_their_ranges() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    tiny::check(db, "Int8", &[0, i8::MIN, i8::MAX]).await;
    small::check(db, "Int16", &[0, i16::MIN, i16::MAX]).await;
    int::check(db, "Int32", &[0, i32::MIN, i32::MAX]).await;
    big::check(db, "Int64", &[0, i64::MIN, i64::MAX]).await;
    tiny_unsigned::check(db, "UInt8", &[0, u8::MAX]).await;
    small_unsigned::check(db, "UInt16", &[0, u16::MAX]).await;
    unsigned::check(db, "UInt32", &[0, u32::MAX]).await;
    big_unsigned::check(db, "UInt64", &[0, u64::MAX, 1 << 63]).await;
}

#[tokio::test]
async fn integers_widen_to_the_field() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    int::check(db, "Int8", &[-128, 127]).await;
    int::check(db, "UInt16", &[0, 65_535]).await;
    big::check(db, "UInt32", &[0, u32::MAX.into()]).await;
    big::check(db, "UInt64", &[0, i64::MAX]).await;
    big_unsigned::check(db, "UInt8", &[0, 255]).await;
    unsigned::check(db, "UInt16", &[0, 65_535]).await;
}

#[tokio::test]
async fn nullable_and_low_cardinality_integers_keep_null_and_value_apart() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let values = [Some(0), None, Some(-1), None, Some(i64::MAX)];
    optional_big::check(db, "Nullable(Int64)", &values).await;
    optional_big::check(db, "Nullable(Int64)", &[None, None]).await;
    optional_big::check(db, "Int64", &[Some(3), Some(4)]).await;
    optional_big_unsigned::check(db, "Nullable(UInt64)", &[Some(u64::MAX), None]).await;
    big::check(db, "Nullable(Int64)", &[1, 2]).await;
    optional_boolean::check(db, "Nullable(Bool)", &[Some(true), Some(false), None]).await;
    optional_boolean::check(db, "Nullable(UInt8)", &[Some(true), Some(false), None]).await;
}

#[tokio::test]
async fn booleans_are_bool_or_uint8() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    boolean::check(db, "Bool", &[true, false, true]).await;
    boolean::check(db, "UInt8", &[true, false]).await;
}

#[tokio::test]
async fn floats_are_exact_with_infinity_and_nan() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    float::check(
        db,
        "Float32",
        &[0.1, -3.4e38, f32::MIN_POSITIVE, 16_777_216.0, f32::INFINITY],
    )
    .await;
    double::check(
        db,
        "Float64",
        &[
            0.1,
            1e-308,
            1.7e308,
            -2.5,
            f64::NEG_INFINITY,
            9_007_199_254_740_993.0,
        ],
    )
    .await;
    double::check_unfiltered(db, "Float64", &[f64::NAN, -0.0]).await;
    double::check(db, "Float32", &[0.5, -1.25]).await;
    optional_double::check(db, "Nullable(Float64)", &[Some(1.5), None]).await;
}

#[tokio::test]
async fn decimals_of_every_width_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    decimal::check(
        db,
        "Decimal32(4)",
        &[dec("-99999.9999"), dec("0.0001"), dec("1.5000")],
    )
    .await;
    decimal::check(db, "Decimal64(2)", &[dec("9999999999999999.99"), dec("-0.01")]).await;
    decimal::check(
        db,
        "Decimal128(10)",
        &[dec("123456789012345678.0123456789"), dec("0.0000000001")],
    )
    .await;
    decimal::check(db, "Decimal(28, 28)", &[dec("0.1234567890123456789012345678")]).await;
    optional_decimal::check(db, "Nullable(Decimal(18, 3))", &[Some(dec("1.250")), None]).await;
    let big = |text: &str| text.parse::<BigDecimal>().unwrap();
    big_decimal::check(
        db,
        "Decimal128(38)",
        &[
            big("0.99999999999999999999999999999999999999"),
            big("-0.10000000000000000000000000000000000000"),
        ],
    )
    .await;
    big_decimal::check(
        db,
        "Decimal(38, 0)",
        &[big("99999999999999999999999999999999999999")],
    )
    .await;
    big_decimal::check(db, "Decimal64(4)", &[big("12345678901234.5678")]).await;
}

#[tokio::test]
async fn integers_of_256_bits_and_decimals_of_76_digits_are_exact() {
    let TestDatabase { ref db, .. } =
        TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    let big = |text: &str| text.parse::<BigDecimal>().unwrap();
    let low = big("-57896044618658097711785492504343953926634992332820282019728792003956564819968");
    let high = big("57896044618658097711785492504343953926634992332820282019728792003956564819967");
    let most = big("115792089237316195423570985008687907853269984665640564039457584007913129639935");
    big_decimal::check(db, "Int256", &[low.clone(), big("0"), big("-1"), high]).await;
    // Beside a Decimal, the server refuses a row of 2^255 and more.
    big_decimal::check_unfiltered(db, "UInt256", &[big("0"), most.clone()]).await;
    let some = [Some(most.clone()), None, Some(big("7"))];
    optional_big_decimal::check_unfiltered(db, "Nullable(UInt256)", &some).await;
    optional_big_decimal::check_unfiltered(db, "LowCardinality(Nullable(UInt256))", &some).await;
    string::check_unfiltered(db, "UInt256", &["0".to_owned(), most.to_string()]).await;
    decimal::check(db, "Int256", &[Decimal::MIN, Decimal::ONE]).await;

    let nines = "9".repeat(76);
    big_decimal::check(db, "Decimal(76, 0)", &[big(&nines), big(&format!("-{nines}"))]).await;
    let fraction = big(&format!("-0.{nines}"));
    big_decimal::check(db, "Decimal256(76)", &[fraction]).await;
    let text = "123456789012345678901234567890123456.7890";
    optional_big_decimal::check(db, "Nullable(Decimal(40, 4))", &[Some(big(text)), None]).await;
    // Of 40 digits after the point, a Decimal keeps the 28 that it has room for.
    let room = |mantissa| Decimal::from_i128_with_scale(mantissa, 28);
    decimal::check(db, "Decimal(76, 40)", &[room(-15 * 10_i128.pow(27)), room(1)]).await;

    big_decimal::create(db, "UInt256").await;
    let beyond = most + 1;
    refused(
        big_decimal::insert(db, beyond).await,
        &["`value`", "UInt256", "it holds 0 to"],
    );
    refused(
        big_decimal::insert(db, low).await,
        &["`value`", "UInt256", "it holds 0 to"],
    );
    assert_eq!(
        big_decimal::Entity::find().count(db).await.unwrap(),
        0,
        "nothing was sent"
    );
}

#[tokio::test]
async fn a_uint256_of_all_bits_is_found() {
    use sea_orm::sea_query::{Expr, ExprTrait};
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let most: BigDecimal = most.parse().unwrap();
    big_decimal::create(db, "UInt256").await;
    let rows = (1..).zip([most.clone(), 7.into()]);
    let rows = rows.map(|(id, value)| big_decimal::Model { id, value }.into_active_model());
    big_decimal::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await
        .unwrap();
    let is = |value: BigDecimal| {
        ExprTrait::eq(
            Expr::col(big_decimal::Column::Value),
            Expr::cust_with_values("toUInt256(?)", [value]),
        )
    };
    for (id, value) in [(1, most.clone()), (2, 7.into())] {
        let found = big_decimal::Entity::find()
            .filter(is(value.clone()))
            .all(db)
            .await
            .unwrap();
        assert_eq!(found, [big_decimal::Model { id, value }]);
    }
    let updated = big_decimal::Entity::update_many()
        .col_expr(big_decimal::Column::Value, Expr::val(most.clone() - 1))
        .filter(is(7.into()))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 1);
    let deleted = big_decimal::Entity::delete_many().filter(big_decimal::Column::Value.eq(most.clone()));
    assert_eq!(deleted.exec(db).await.unwrap().rows_affected, 1);
    let left = big_decimal::Entity::find().all(db).await.unwrap();
    assert_eq!(
        left,
        [big_decimal::Model {
            id: 2,
            value: most - 1
        }]
    );
}

#[tokio::test]
async fn bfloat16_and_intervals_are_exact() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let most = f32::from_bits(0x7f7f_0000);
    float::check_unfiltered(db, "BFloat16", &[0.0, -1.5, most, f32::INFINITY]).await;
    optional_double::check_unfiltered(db, "Nullable(BFloat16)", &[Some(0.25), None]).await;
    float::create(db, "BFloat16").await;
    refused(
        float::insert(db, 0.1).await,
        &["0.1", "`value`", "BFloat16", "rounded", "Float32"],
    );

    big::check_unfiltered(db, "IntervalDay", &[0, i64::MIN, i64::MAX]).await;
    optional_big::check_unfiltered(db, "Nullable(IntervalSecond)", &[Some(-1), None]).await;
}

#[tokio::test]
async fn arrays_of_numbers_keep_order_and_length() {
    let TestDatabase { ref db, .. } =
        TestDatabase::with_options("setting.allow_suspicious_low_cardinality_types=1").await;
    ints::check(db, "Array(Int32)", &[vec![3, 1, 2], vec![], vec![i32::MIN]]).await;
    ints::check(db, "Array(LowCardinality(Int32))", &[vec![3, 1, 3], vec![]]).await;
    unsigneds::check(db, "Array(UInt32)", &[vec![u32::MAX, 0], vec![]]).await;
    bigs::check(db, "Array(Int64)", &[vec![i64::MAX, i64::MIN], vec![]]).await;
    bigs::check_unfiltered(db, "Array(UInt64)", &[vec![i64::MAX, 0], vec![]]).await;
    doubles::check(db, "Array(Float64)", &[vec![0.1, -2.0], vec![]]).await;
    booleans::check(db, "Array(Bool)", &[vec![true, false], vec![]]).await;
    let dec = |text: &str| text.parse::<Decimal>().unwrap();
    decimals::check(
        db,
        "Array(Decimal(18, 4))",
        &[vec![dec("1.2345"), dec("-0.1000")], vec![]],
    )
    .await;
}

fn refused<T: std::fmt::Debug>(result: Result<T, DbErr>, parts: &[&str]) {
    let error = result.unwrap_err().to_string();
    for part in parts {
        assert!(error.contains(part), "{part} is missing in: {error}");
    }
}

#[tokio::test]
async fn a_number_beyond_its_column_is_refused_before_it_is_sent() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    int::create(db, "UInt8").await;
    refused(
        int::insert(db, 300).await,
        &["300", "`value`", "UInt8", "0 to 255"],
    );
    refused(int::insert(db, -1).await, &["-1", "`value`", "UInt8", "0 to 255"]);
    let many = [1, 300].map(|value| int::ActiveModel {
        id: sea_orm::Set(value),
        value: sea_orm::Set(value),
    });
    refused(
        int::Entity::insert_many(many).exec(db).await,
        &["300", "`value`", "UInt8", "0 to 255"],
    );
    assert_eq!(
        int::Entity::find().count(db).await.unwrap(),
        0,
        "nothing was sent"
    );

    big::create(db, "Int32").await;
    refused(
        big::insert(db, 1 << 40).await,
        &["1099511627776", "`value`", "Int32", "-2147483648 to 2147483647"],
    );
    decimal::create(db, "Decimal(5, 2)").await;
    refused(
        decimal::insert(db, Decimal::new(123_456, 2)).await,
        &["1234.56", "`value`", "Decimal(5, 2)"],
    );
    refused(
        decimal::insert(db, Decimal::new(1234, 3)).await,
        &["1.234", "`value`", "2 digits after the point"],
    );
    double::create(db, "Float32").await;
    refused(
        double::insert(db, 0.1).await,
        &["0.1", "`value`", "Float32", "rounded"],
    );
    optional_big::create(db, "Int64").await;
    refused(
        optional_big::insert(db, None).await,
        &["NULL", "`value`", "Int64", "Nullable(Int64)"],
    );
    ints::create(db, "Array(UInt8)").await;
    refused(
        ints::insert(db, vec![1, 256]).await,
        &["256", "`value`", "Array(UInt8)", "0 to 255"],
    );
}

#[tokio::test]
async fn an_update_beyond_its_column_is_refused_and_changes_nothing() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    int::create(db, "UInt8").await;
    let model = int::insert(db, 7).await.unwrap();
    let mut active = model.clone().into_active_model();
    active.value = sea_orm::Set(300);
    refused(active.update(db).await, &["300", "`value`", "UInt8", "0 to 255"]);
    let many = int::Entity::update_many()
        .col_expr(int::Column::Value, 300.into())
        .exec(db)
        .await;
    refused(many, &["300", "`value`", "UInt8", "0 to 255"]);
    assert_eq!(int::Entity::find().all(db).await.unwrap(), [model]);

    decimal::create(db, "Decimal(5, 2)").await;
    let mut active = decimal::insert(db, Decimal::new(150, 2))
        .await
        .unwrap()
        .into_active_model();
    active.value = sea_orm::Set(Decimal::new(1239, 3));
    refused(
        active.update(db).await,
        &["1.239", "`value`", "2 digits after the point"],
    );
    assert_eq!(
        decimal::Entity::find().one(db).await.unwrap().unwrap().value,
        Decimal::new(150, 2)
    );
}

#[tokio::test]
async fn a_number_that_the_field_cannot_hold_is_an_error_on_both_lanes() {
    use sea_orm_clickhouse::IntoClickHouseSelect;
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    big_unsigned::create(db, "UInt64").await;
    big_unsigned::insert(db, u64::MAX).await.unwrap();
    db.register::<big::Entity>();
    refused(
        big::Entity::find().all(db).await,
        &["18446744073709551615", "`value`", "UInt64", "i64"],
    );
    refused(
        big::Entity::find().clickhouse().all(db).await,
        &["18446744073709551615", "`value`", "UInt64"],
    );
    db.register::<int::Entity>();
    refused(
        int::Entity::find().all(db).await,
        &["`value`", "UInt64", "i32", "CAST"],
    );
    refused(
        int::Entity::find().clickhouse().all(db).await,
        &["`value`", "UInt64", "i32", "CAST"],
    );
}

#[tokio::test]
async fn a_null_among_the_elements_of_an_array_is_an_error_on_both_lanes() {
    use sea_orm::{ConnectionTrait, QuerySelect};
    use sea_orm_clickhouse::IntoClickHouseSelect;
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    ints::create(db, "Array(Nullable(Int32))").await;
    ints::insert(db, vec![1, 2]).await.unwrap();
    assert_eq!(ints::Entity::find().all(db).await.unwrap()[0].value, [1, 2]);
    db.execute_unprepared("INSERT INTO one_column VALUES (2, [1, NULL])")
        .await
        .unwrap();
    let parts = &["NULL", "`value`", "Array(Nullable(Int32))"];
    refused(ints::Entity::find().all(db).await, parts);
    refused(ints::Entity::find().clickhouse().all(db).await, parts);
    let tuples = || ints::Entity::find().select_only().column(ints::Column::Value);
    refused(tuples().into_tuple::<Vec<i32>>().all(db).await, parts);
    refused(
        tuples().clickhouse().into_tuple::<Vec<i32>>().all(db).await,
        parts,
    );
    db.register::<optional_ints::Entity>();
    refused(optional_ints::Entity::find().all(db).await, parts);
    refused(optional_ints::Entity::find().clickhouse().all(db).await, parts);
}

#[tokio::test]
async fn an_optional_array_is_refused_where_it_would_be_null() {
    use sea_orm::{ConnectionTrait, DbBackend, Schema};
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.register::<optional_ints::Entity>();
    let table = Schema::new(DbBackend::MySql).create_table_from_entity(optional_ints::Entity);
    db.execute(&table).await.unwrap();
    refused(
        optional_ints::insert(db, None).await,
        &["NULL", "`value`", "Array(Int32)", "empty array"],
    );
    optional_ints::insert(db, Some(vec![])).await.unwrap();
    assert_eq!(
        optional_ints::Entity::find()
            .one(db)
            .await
            .unwrap()
            .unwrap()
            .value,
        Some(vec![])
    );
}
