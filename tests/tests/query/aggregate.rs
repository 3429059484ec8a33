//! ClickHouse's own aggregates of an entity, as they are asked for by columns.

use integration_tests::TestDatabase;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Asterisk, Expr},
};
use sea_orm_clickhouse::{
    IntoClickHouseSelect,
    sea_query_clickhouse::aggregate::{
        Aggregate, any_last, arg_max, arg_min, group_array, quantile, stddev_pop, uniq, uniq_combined,
        uniq_combined64, uniq_exact, uniq_hll12, var_pop,
    },
};
use watch::Column::{Day, Episode, Show, Viewer};

mod watch {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "watch")]
    #[clickhouse(order_by = (Column::Show, Column::Episode))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub show: String,
        pub episode: String,
        pub viewer: String,
        #[clickhouse(type = "Date")]
        pub day: Date,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Show, episode, viewer, day of May.
const WATCHED: [(&str, &str, &str, u32); 9] = [
    ("Kings", "1", "ann", 19),
    ("Kings", "1", "ann", 20),
    ("Kings", "1", "bob", 20),
    ("Kings", "2", "ann", 21),
    ("Queens", "1", "ann", 19),
    ("Queens", "1", "bob", 20),
    ("Queens", "1", "cy", 21),
    ("Queens", "2", "cy", 22),
    ("Queens", "2", "cy", 23),
];

async fn watched() -> TestDatabase {
    let test = TestDatabase::new().await;
    test.create_declared::<watch::Entity>().await;
    let rows = (1..)
        .zip(WATCHED)
        .map(|(id, (show, episode, viewer, day))| watch::Model {
            id,
            show: show.into(),
            episode: episode.into(),
            viewer: viewer.into(),
            day: chrono::NaiveDate::from_ymd_opt(2022, 5, day).unwrap(),
        });
    test.insert(rows).await;
    test
}

/// The value of an aggregate for each episode of each show, in order.
async fn of_episodes<T: sea_orm::TryGetable>(test: &TestDatabase, aggregate: impl Into<Expr>) -> Vec<T> {
    watch::Entity::find()
        .select_only()
        .expr_as(aggregate, "value")
        .group_by(Show)
        .group_by(Episode)
        .order_by_asc(Show)
        .order_by_asc(Episode)
        .into_tuple::<T>()
        .all(&test.db)
        .await
        .unwrap()
}

#[tokio::test]
async fn every_uniq_counts_values_combinations_and_rows() {
    let test = watched().await;
    let viewer = || [Viewer.into_expr()];
    let both = || [Viewer.into_expr(), Day.into_expr()];
    let all = || [Expr::col(Asterisk)];
    type Function = fn(Vec<Expr>) -> Aggregate;
    let functions: [(&str, Function); 5] = [
        ("uniq", |args| uniq(args)),
        ("uniqExact", |args| uniq_exact(args)),
        ("uniqCombined", |args| uniq_combined(args)),
        ("uniqCombined64", |args| uniq_combined64(args)),
        ("uniqHLL12", |args| uniq_hll12(args)),
    ];
    for (name, function) in functions {
        let counts = of_episodes::<i64>(&test, function(viewer().into())).await;
        assert_eq!(counts, [2, 1, 3, 1], "{name} of a column");
        let counts = of_episodes::<i64>(&test, function(both().into())).await;
        assert_eq!(counts, [3, 1, 3, 2], "{name} of two columns");
        let counts = of_episodes::<i64>(&test, function(all().into())).await;
        assert_eq!(counts, [3, 1, 3, 2], "{name} of all columns");
        let first = function(viewer().into()).if_(Episode.eq("1"));
        assert_eq!(
            of_episodes::<i64>(&test, first).await,
            [2, 0, 3, 0],
            "{name} of some rows"
        );
    }
}

#[tokio::test]
async fn argmax_has_the_type_of_what_it_gives() {
    let test = watched().await;
    let last =
        of_episodes::<chrono::NaiveDate>(&test, arg_max(Day.into_expr(), watch::Column::Id.into_expr()))
            .await;
    assert_eq!(last[0], chrono::NaiveDate::from_ymd_opt(2022, 5, 20).unwrap());
    let viewer = of_episodes::<String>(&test, arg_max(Viewer.into_expr(), Day.into_expr())).await;
    assert_eq!(viewer[1..], ["ann", "cy", "cy"]);
    let viewer = of_episodes::<String>(&test, arg_min(Viewer.into_expr(), Day.into_expr())).await;
    assert_eq!(viewer, ["ann", "ann", "ann", "cy"]);
    let rows: Vec<(String, i64)> = watch::Entity::find()
        .select_only()
        .column(Show)
        .expr_as(arg_max(watch::Column::Id.into_expr(), Day.into_expr()), "last")
        .group_by(Show)
        .order_by_asc(Show)
        .clickhouse()
        .into_row::<(String, i64)>()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, [("Kings".to_owned(), 4), ("Queens".to_owned(), 9)]);
}

#[tokio::test]
async fn any_value_of_a_group_is_one_of_its_values() {
    let test = watched().await;
    let any = of_episodes::<String>(&test, any_last(Viewer.into_expr())).await;
    assert_eq!((any[1].as_str(), any[3].as_str()), ("ann", "cy"));
    assert!(["ann", "bob"].contains(&any[0].as_str()));
    let lists = of_episodes::<Vec<String>>(&test, group_array(Viewer.into_expr()).distinct()).await;
    let mut first = lists[0].clone();
    first.sort();
    assert_eq!(first, ["ann", "bob"]);
}

#[tokio::test]
async fn aggregates_are_read_into_structs_filtered_and_ordered_by() {
    #[derive(Debug, PartialEq, FromQueryResult)]
    struct Watched {
        show: String,
        viewers: i64,
        days: f64,
    }
    let test = watched().await;
    let viewers = || Expr::from(uniq_exact([Viewer.into_expr()]));
    let rows = watch::Entity::find()
        .select_only()
        .column(Show)
        .expr_as(viewers(), "viewers")
        .expr_as(quantile(0.5, Expr::cust("toDayOfMonth(day)")), "days")
        .group_by(Show)
        .having(viewers().gte(2))
        .order_by_desc(Expr::col("viewers"))
        .into_model::<Watched>()
        .all(&test.db)
        .await
        .unwrap();
    let watched = |show: &str, viewers, days| Watched {
        show: show.into(),
        viewers,
        days,
    };
    assert_eq!(rows, [watched("Queens", 3, 21.0), watched("Kings", 2, 20.0)]);
}

#[tokio::test]
async fn deviations_of_groups_and_of_nothing() {
    let test = watched().await;
    let day = || Expr::cust("toDayOfMonth(day)");
    assert_eq!(
        of_episodes::<f64>(&test, stddev_pop(day())).await[1..],
        [0.0, (2.0_f64 / 3.0).sqrt(), 0.5]
    );
    assert_eq!(of_episodes::<f64>(&test, var_pop(day())).await[3], 0.25);
    let none = |aggregate: Aggregate| {
        watch::Entity::find()
            .select_only()
            .expr_as(aggregate, "value")
            .filter(Show.eq("none"))
    };
    let deviation = none(stddev_pop(day()))
        .into_tuple::<f64>()
        .one(&test.db)
        .await
        .unwrap();
    assert!(
        deviation.unwrap().is_nan(),
        "the server's own function gives NaN for no rows"
    );
    let deviation = none(stddev_pop(day()).or_null());
    assert_eq!(
        deviation.into_tuple::<Option<f64>>().one(&test.db).await.unwrap(),
        Some(None)
    );
}
