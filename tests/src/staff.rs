//! Twelve employees of five departments, for window functions and groups.
#![allow(missing_docs, clippy::missing_panics_doc)]

use chrono::NaiveDate;

use crate::TestDatabase;

pub mod employee {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "employee")]
    #[clickhouse(order_by = Column::Id)]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
        pub salary: i32,
        pub department: String,
        #[clickhouse(type = "Date")]
        pub hired: Date,
        pub age: i32,
        pub bonus: Option<f64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Name, salary, department, year and month of hire, age.
type Row = (&'static str, i32, &'static str, (i32, u32), i32);

const STAFF: [Row; 12] = [
    ("Jones", 45_000, "Accounting", (2005, 11), 20),
    ("Williams", 37_000, "Accounting", (2009, 6), 20),
    ("Jenson", 45_000, "Accounting", (2008, 4), 20),
    ("Adams", 50_000, "Accounting", (2013, 7), 50),
    ("Smith", 55_000, "Sales", (2007, 6), 30),
    ("Brown", 53_000, "Sales", (2009, 9), 30),
    ("Johnson", 40_000, "Marketing", (2012, 3), 30),
    ("Smythe", 38_000, "Marketing", (2009, 10), 20),
    ("Wilkinson", 60_000, "IT", (2011, 3), 40),
    ("Moore", 34_000, "IT", (2013, 8), 40),
    ("Miller", 100_000, "Management", (2005, 6), 40),
    ("Jackson", 80_000, "Management", (2005, 7), 50),
];

/// The employees, numbered from 1; the last of a department has no bonus.
pub async fn staff() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<employee::Entity>().await;
    let models =
        (1..).zip(STAFF).map(
            |(id, (name, salary, department, (year, month), age))| employee::Model {
                id,
                name: name.into(),
                salary,
                department: department.into(),
                hired: NaiveDate::from_ymd_opt(year, month, 1).expect("a date"),
                age,
                bonus: (!["Adams", "Brown", "Smythe", "Moore", "Jackson"].contains(&name))
                    .then(|| f64::from(salary) / 400.0),
            },
        );
    test.insert(models).await;
    test
}
