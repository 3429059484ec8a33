//! The official client as a witness: what SeaORM inserted, it reads as the same, and the other way round.
//!
//! Enums are numbers there, Decimals whole numbers, JSON is a text, and a Variant an enum whose members stand in the
//! server's order. What its schema validation (0.15.3) has no form for is not compared: Decimal of more than 38 digits,
//! QBit, Dynamic, Geometry and the states of aggregates. A Variant that is NULL it reads, but writes with the byte of a
//! Nullable in front, which the server refuses (error 117). It reads no
//! names of a Tuple, and so no Nested.

mod number;
mod row;
mod structure;
mod text;
mod time;

/// A test that the values of a column are the same for both: of a type, as a field of ours and as one of theirs.
#[macro_export]
macro_rules! agrees {
    (
        $test:ident, $data_type:expr,
        $(#[$ours_attribute:meta])* ours: $ours:ty,
        $(#[$theirs_attribute:meta])* theirs: $theirs:ty,
        [$($pair:expr),+ $(,)?]
    ) => {
        mod $test {
            #[allow(unused_imports)]
            use super::*;
            use clickhouse::Row;
            use integration_tests::{TestDatabase, column_entity};
            use sea_orm::{ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _, QueryOrder as _};
            use sea_orm_clickhouse::IntoClickHouseSelect as _;
            use serde::{Deserialize, Serialize};

            column_entity!(our, $(#[$ours_attribute])* [$ours]);

            #[derive(Clone, Debug, Row, Serialize, Deserialize)]
            struct Theirs {
                id: i32,
                $(#[$theirs_attribute])*
                value: $theirs,
            }

            #[tokio::test]
            async fn agrees() {
                let test = TestDatabase::new().await;
                let (db, client) = (&test.db, test.db.client().unwrap());
                let (ours, theirs): (Vec<$ours>, Vec<$theirs>) = [$($pair),+].into_iter().unzip();
                let ours: Vec<_> = (0..).zip(ours).map(|(id, value)| our::Model { id, value }).collect();
                let theirs: Vec<_> = (0..).zip(theirs).map(|(id, value)| Theirs { id, value }).collect();

                our::create(db, $data_type).await;
                let rows = ours.iter().map(|model| model.clone().into_active_model());
                our::Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
                let rows = client.query("SELECT ?fields FROM one_column ORDER BY id");
                let read = rows.fetch_all::<Theirs>().await.unwrap();
                // The text tells -0.0 from 0.0 and takes NaN for NaN.
                assert_eq!(format!("{read:?}"), format!("{theirs:?}"), "{}: theirs of ours", $data_type);

                db.execute_unprepared("TRUNCATE TABLE one_column").await.unwrap();
                let mut insert = client.insert::<Theirs>("one_column").await.unwrap();
                for row in &theirs {
                    insert.write(row).await.unwrap();
                }
                insert.end().await.unwrap();
                let read = || our::Entity::find().order_by_asc(our::Column::Id);
                for read in [read().all(db).await.unwrap(), read().clickhouse().all(db).await.unwrap()] {
                    assert_eq!(format!("{read:?}"), format!("{ours:?}"), "{}: ours of theirs", $data_type);
                }
            }
        }
    };
}

/// The same for a type that is one Rust type for both.
#[macro_export]
macro_rules! agrees_as_it_is {
    ($test:ident, $data_type:expr, $field:ty, [$($value:expr),+ $(,)?]) => {
        $crate::agrees!($test, $data_type, ours: $field, theirs: $field, [$(($value, $value)),+]);
    };
}
