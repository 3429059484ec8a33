//! Columns and fields.

use integration_tests::TestDatabase;
use sea_orm::EntityTrait;
use sea_orm_clickhouse::{DifferenceKind, Effect};

use crate::{SORTED, about, only, run, visit};

const REST: &str = "name String, note Nullable(String)";

#[tokio::test]
async fn columns_without_a_field_are_harmless_where_inserts_have_a_value_for_them() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let harmless = [
        (
            "more UInt8 DEFAULT 7",
            Some("column `more` (UInt8) has no field; inserts of the entity give it its DEFAULT"),
        ),
        (
            "more LowCardinality(Nullable(String))",
            Some(
                "column `more` (LowCardinality(Nullable(String))) has no field; inserts of the entity give it NULL",
            ),
        ),
        ("more UInt8 MATERIALIZED port", None),
        ("more UInt8 ALIAS port", None),
    ];
    for (more, sentence) in harmless {
        let check = visit(db, &format!("id Int64, port Int32, {REST}, {more}"), SORTED).await;
        let found: Vec<String> = check.differences().iter().map(ToString::to_string).collect();
        assert_eq!(found, Vec::from_iter(sentence), "{check}");
        assert!(check.is_ok());
    }
    let check = visit(
        db,
        &format!("id Int64, port Int32, {REST}, more Array(UInt8)"),
        SORTED,
    )
    .await;
    assert_eq!(
        about(only(&check)),
        (
            DifferenceKind::ExtraColumn,
            Some("more"),
            Effect::None,
            Effect::All
        )
    );
    assert_eq!(only(&check).found(), Some("Array(UInt8)"));
}

#[tokio::test]
async fn a_narrower_column_and_a_wider_one_are_told_apart() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.register::<crate::visit::Entity>();
    // The field is an i32.
    let check = visit(db, &format!("id Int64, port Int16, {REST}"), SORTED).await;
    assert_eq!(
        only(&check).to_string(),
        "not every value of the field fits its column: value -2147483648 does not fit column `port` of type Int16: it \
         holds -32768 to 32767"
    );
    assert_eq!(
        about(only(&check)),
        (DifferenceKind::Range, Some("port"), Effect::None, Effect::Some)
    );
    let check = visit(db, &format!("id Int64, port Int64, {REST}"), SORTED).await;
    assert_eq!(
        about(only(&check)),
        (DifferenceKind::Type, Some("port"), Effect::All, Effect::None)
    );
    assert_eq!(
        (only(&check).expected(), only(&check).found()),
        (Some("i32 (Int)"), Some("Int64"))
    );
    // A UInt64 is read into an i64 value by value, and written likewise.
    let check = visit(db, &format!("id UInt64, port Int32, {REST}"), SORTED).await;
    let [read, written] = check.differences() else {
        panic!("{check}");
    };
    assert_eq!(
        about(read),
        (DifferenceKind::Range, Some("id"), Effect::Some, Effect::None)
    );
    assert_eq!(
        about(written),
        (DifferenceKind::Range, Some("id"), Effect::None, Effect::Some)
    );
    assert!(
        read.to_string()
            .contains("value 18446744073709551615 does not fit"),
        "{read}"
    );
    assert!(
        written
            .to_string()
            .contains("value -9223372036854775808 does not fit"),
        "{written}"
    );
}

#[tokio::test]
async fn null_on_one_side_alone_is_told() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for data_type in ["Nullable(Int32)", "LowCardinality(Nullable(Int32))"] {
        let columns = format!("id Int64, port {data_type}, {REST}");
        let settings = "MergeTree ORDER BY id SETTINGS index_granularity = 8192";
        run(db, "DROP TABLE IF EXISTS visit SYNC").await;
        run(
            db,
            &format!("CREATE TABLE visit ({columns}) ENGINE = {settings} SETTINGS allow_suspicious_low_cardinality_types = 1"),
        )
        .await;
        let check = crate::check::<crate::visit::Entity>(db).await;
        assert_eq!(
            only(&check).to_string(),
            format!(
                "a NULL would be an error of its read: NULL in column `port` of type {data_type}: the field expects i32 \
                 (Int); make it an Option, or select ifNull(port, ...)"
            )
        );
        assert_eq!(
            about(only(&check)),
            (
                DifferenceKind::Nullability,
                Some("port"),
                Effect::Some,
                Effect::None
            )
        );
    }
    let check = visit(db, "id Int64, port Int32, name String, note String", SORTED).await;
    assert_eq!(
        about(only(&check)),
        (
            DifferenceKind::Nullability,
            Some("note"),
            Effect::None,
            Effect::Some
        )
    );
    assert_eq!(
        only(&check).to_string(),
        "None of the field is refused by its column: NULL in column `note` of type String: write a value, or declare the \
         column Nullable(String)"
    );
}

#[tokio::test]
async fn columns_that_the_server_computes_are_told() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    for kind in ["MATERIALIZED", "ALIAS"] {
        let check = visit(
            db,
            &format!("id Int64, port Int32 {kind} toInt32(id), {REST}"),
            SORTED,
        )
        .await;
        assert_eq!(
            only(&check).to_string(),
            "column `port` is always computed by the server, and an INSERT that gives it a value is refused; leave it \
             NotSet, or declare it with DEFAULT"
        );
        assert_eq!(
            about(only(&check)),
            (DifferenceKind::Computed, Some("port"), Effect::None, Effect::Some)
        );
    }
    let check = visit(db, &format!("id Int64, port Int32 EPHEMERAL, {REST}"), SORTED).await;
    assert_eq!(
        about(only(&check)),
        (DifferenceKind::Computed, Some("port"), Effect::All, Effect::None)
    );
    run(db, "INSERT INTO visit (id, name) VALUES (1, 'a')").await;
    let error = crate::visit::Entity::find()
        .all(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("port"), "{error}");
}

mod odd {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "Enum", enum_name = "kind")]
    pub enum Kind {
        #[sea_orm(string_value = "a")]
        A,
        #[sea_orm(string_value = "it's")]
        Its,
    }

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "it's `a` \"table\"")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_name = "order by")]
        pub id: i64,
        #[sea_orm(column_name = "it's `x` \\ y")]
        pub kind: Kind,
        #[sea_orm(column_name = "ключ.🦀")]
        pub key: Vec<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn odd_names_and_enums_are_looked_at_as_any() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let table = r#"`it's \`a\` "table"`"#;
    let odd = |kind: &'static str| async move {
        run(db, &format!("DROP TABLE IF EXISTS {table} SYNC")).await;
        let columns = format!(r"`order by` Int64, `it's \`x\` \\ y` {kind}, `ключ.🦀` Array(Int32)");
        run(
            db,
            &format!("CREATE TABLE {table} ({columns}) ENGINE = ReplacingMergeTree ORDER BY `order by`"),
        )
        .await;
        crate::check::<odd::Entity>(db).await
    };
    let check = odd(r"Enum8('a' = 1, 'it\'s' = -2)").await;
    assert_eq!(check.differences(), [], "{check}");
    let check = odd(r"Enum8('a' = 1, 'it\'s' = -2, 'b' = 3, 'c' = 4)").await;
    assert_eq!(
        only(&check).to_string(),
        "column `it's `x` \\ y` can hold `b`, `c`, which the enum of the field does not have; add them to the enum"
    );
    assert_eq!(only(&check).reading(), Effect::Some);
    let check = odd("Enum8('a' = 1)").await;
    assert_eq!(
        only(&check).to_string(),
        "not every value of the field fits its column: value 'it's' does not fit column `it's `x` \\ y` of type Enum8('a' \
         = 1): the Enum has no such name; ALTER TABLE can add one"
    );
    assert_eq!(only(&check).writing(), Effect::Some);
}

mod registered {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "counter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub hits: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

mod unregistered {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "counter")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub hits: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn what_is_registered_is_what_the_plain_lane_reads() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    run(
        db,
        "CREATE TABLE counter (id Int64, hits Nullable(Int16)) ENGINE = MergeTree ORDER BY id",
    )
    .await;
    let narrow = DifferenceKind::Range;
    let kinds = |check: sea_orm_clickhouse::TableCheck| -> Vec<DifferenceKind> {
        check.differences().iter().map(|one| one.kind()).collect()
    };
    assert_eq!(kinds(crate::check::<registered::Entity>(db).await), [narrow]);
    let other = crate::check::<unregistered::Entity>(db).await;
    assert_eq!(
        other.differences()[1].to_string(),
        "column `hits`: another entity of this table is registered, whose field is of another type, so that SeaORM's own \
         lane reads it otherwise, under an Option as None; derive ClickHouseEntity, or call register of the connection"
    );
    assert_eq!(kinds(other), [narrow, DifferenceKind::Registration]);
    db.register::<unregistered::Entity>();
    assert_eq!(kinds(crate::check::<unregistered::Entity>(db).await), [narrow]);

    // An Int64 column of an entity that nobody registered, whose field is an i64, is read as that.
    let check = visit(db, &format!("id Int32, port Int32, {REST}"), SORTED).await;
    let [narrow, registration] = check.differences() else {
        panic!("{check}");
    };
    assert_eq!(narrow.kind(), DifferenceKind::Range);
    assert_eq!(
        registration.to_string(),
        "column `id`: the entity is not registered, and the type of the server is not that of the field, so that \
         SeaORM's own lane reads it otherwise, under an Option as None; derive ClickHouseEntity, or call register of the \
         connection"
    );
    db.register::<crate::visit::Entity>();
    let registered = crate::check::<crate::visit::Entity>(db).await;
    assert_eq!(only(&registered).kind(), DifferenceKind::Range);
}

#[tokio::test]
async fn a_simple_aggregate_function_was_told_to_be_of_another_type_than_its_field() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let columns = format!("id Int64, port SimpleAggregateFunction(max, Int32), {REST}");
    let check = visit(db, &columns, SORTED).await;
    let found: Vec<String> = check.differences().iter().map(ToString::to_string).collect();
    assert_eq!(found, [] as [&str; 0]);
}
