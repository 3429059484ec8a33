//! What SeaORM's documentation calls advanced queries, and what of it the other tests do not have.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake},
    reading::{self, readings},
};
use rust_decimal::Decimal;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, RelationTrait, Set,
    sea_query::{
        CommonTableExpression, Condition, Expr, FrameType, Func, IntoCondition, NullOrdering, Order, Query,
        SelectStatement, SubQueryStatement, UnionType, WindowStatement, WithClause,
    },
};

/// A node of a tree.
mod node {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "node")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub parent_id: Option<i64>,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id")]
        Parent,
    }

    pub struct Children;

    impl Linked for Children {
        type FromEntity = Entity;
        type ToEntity = Entity;

        fn link(&self) -> Vec<RelationDef> {
            vec![Relation::Parent.def().rev()]
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn tree() -> TestDatabase {
    let test = TestDatabase::new().await;
    let schema = test.db.get_schema_builder().register(node::Entity);
    schema.apply(&test.db).await.unwrap();
    let nodes = [
        (1, None, "root"),
        (2, Some(1), "left"),
        (3, Some(1), "right"),
        (4, Some(2), "leaf"),
        (5, None, "other"),
    ];
    node::Entity::insert_many(nodes.map(|(id, parent_id, name)| node::ActiveModel {
        id: Set(id),
        parent_id: Set(parent_id),
        name: Set(name.into()),
    }))
    .exec(&test.db)
    .await
    .unwrap();
    test
}

fn sub_query(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(select)))
}

#[tokio::test]
async fn a_sub_query_is_a_column_of_its_own_and_of_each_row() {
    let test = bakeries().await;
    let dearest = Query::select()
        .expr(Expr::col(cake::Column::Price).max())
        .from(cake::Entity)
        .to_owned();
    let bakers = Query::select()
        .expr(Expr::col((baker::Entity, baker::Column::Id)).count())
        .from(baker::Entity)
        .and_where(
            Expr::col((baker::Entity, baker::Column::BakeryId)).equals((bakery::Entity, bakery::Column::Id)),
        )
        .to_owned();
    let rows: Vec<(String, Option<Decimal>, i64)> = bakery::Entity::find()
        .select_only()
        .column(bakery::Column::Name)
        .expr_as(sub_query(dearest), "dearest")
        .expr_as(sub_query(bakers), "bakers")
        .order_by_asc(bakery::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    let thirty = Some(Decimal::new(30, 0));
    assert_eq!(
        rows,
        [("Sea", 2), ("Corner", 1), ("Empty", 0)].map(|(name, bakers)| (name.to_owned(), thirty, bakers))
    );
}

#[tokio::test]
async fn a_common_table_expression_calls_itself() {
    let test = tree().await;
    let numbers = CommonTableExpression::new()
        .table_name("numbers")
        .column("n")
        .query(
            Query::select()
                .expr_as(1i64, "n")
                .union(
                    UnionType::All,
                    Query::select()
                        .expr(Expr::col("n").add(1))
                        .from("numbers")
                        .and_where(Expr::col("n").lt(5))
                        .to_owned(),
                )
                .to_owned(),
        )
        .to_owned();
    let with = Query::select()
        .expr_as(Expr::col("n").sum(), "total")
        .from("numbers")
        .to_owned()
        .with(WithClause::new().recursive(true).cte(numbers).to_owned());
    let row = test.db.query_one(&with).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "total").unwrap(), 15);
}

#[tokio::test]
async fn a_tree_is_walked_from_a_node_down() {
    let test = tree().await;
    let below = CommonTableExpression::new()
        .table_name("below")
        .columns(["id", "name", "depth"])
        .query(
            Query::select()
                .columns([node::Column::Id, node::Column::Name])
                .expr(Expr::val(0i64))
                .from(node::Entity)
                .and_where(Expr::col(node::Column::Id).eq(1))
                .union(
                    UnionType::All,
                    Query::select()
                        .columns([
                            (node::Entity, node::Column::Id),
                            (node::Entity, node::Column::Name),
                        ])
                        .expr(Expr::col(("below", "depth")).add(1))
                        .from(node::Entity)
                        .inner_join(
                            "below",
                            Expr::col((node::Entity, node::Column::ParentId)).equals(("below", "id")),
                        )
                        .to_owned(),
                )
                .to_owned(),
        )
        .to_owned();
    let with = Query::select()
        .columns(["name", "depth"])
        .from("below")
        .order_by("depth", Order::Asc)
        .order_by("name", Order::Asc)
        .to_owned()
        .with(WithClause::new().recursive(true).cte(below).to_owned());
    let rows = test.db.query_all(&with).await.unwrap();
    let rows: Vec<(String, i64)> = rows
        .iter()
        .map(|row| {
            (
                row.try_get("", "name").unwrap(),
                row.try_get("", "depth").unwrap(),
            )
        })
        .collect();
    assert_eq!(
        rows,
        [("root", 0), ("left", 1), ("right", 1), ("leaf", 2)].map(|(name, depth)| (name.to_owned(), depth))
    );
}

#[tokio::test]
async fn seaorms_hidden_recursive_links_lack_a_word_and_are_an_error() {
    let test = tree().await;
    let error = node::Entity::find()
        .filter(node::Column::Id.eq(2))
        .find_with_linked_recursive(node::Children)
        .all(&test.db)
        .await
        .unwrap_err();
    let error = sea_orm_clickhouse::ClickHouseError::from_db_err(&error).unwrap();
    assert_eq!(error.name(), Some("UNKNOWN_TABLE"));
    assert!(error.message().contains("'cte'"), "{error}");
}

#[tokio::test]
async fn a_count_of_related_rows_is_zero_where_there_are_none() {
    let test = bakeries().await;
    let bakers = || {
        sub_query(
            Query::select()
                .expr(Func::count(Expr::col((baker::Entity, baker::Column::Id))))
                .from(baker::Entity)
                .and_where(
                    Expr::col((baker::Entity, baker::Column::BakeryId))
                        .equals((bakery::Entity, bakery::Column::Id)),
                )
                .to_owned(),
        )
    };
    let names = async |condition: Expr| -> Vec<String> {
        bakery::Entity::find()
            .select_only()
            .column(bakery::Column::Name)
            .filter(condition)
            .order_by_asc(bakery::Column::Id)
            .into_tuple()
            .all(&test.db)
            .await
            .unwrap()
    };
    assert_eq!(names(bakers().eq(0)).await, ["Empty"]);
    assert_eq!(names(bakers().lt(2)).await, ["Corner", "Empty"]);
    assert_eq!(names(bakers().is_null()).await, [""; 0]);
    // A sub-query of a set stays one.
    let ids = Query::select()
        .expr(Func::count(Expr::col(baker::Column::Id)))
        .from(baker::Entity)
        .and_where(Expr::col(baker::Column::Id).lte(3))
        .to_owned();
    assert_eq!(names(bakery::Column::Id.in_subquery(ids)).await, ["Empty"]);
}

#[tokio::test]
async fn windows_number_and_add_up_the_rows_of_a_partition() {
    let test = readings().await;
    let mut select = reading::Entity::find()
        .select_only()
        .column(reading::Column::Station)
        .column(reading::Column::Number)
        .filter(reading::Column::Station.is_in(["a", "b"]))
        .filter(reading::Column::Number.lte(2))
        .order_by_asc(reading::Column::Station)
        .order_by_asc(reading::Column::Number);
    QueryTrait::query(&mut select)
        .expr_window_as(
            Func::cust("row_number"),
            WindowStatement::partition_by(reading::Column::Station)
                .order_by(reading::Column::Number, Order::Desc)
                .to_owned(),
            "place",
        )
        .expr_window_name_as(Expr::col(reading::Column::Value).sum(), "running", "so_far")
        .window(
            "running",
            WindowStatement::partition_by(reading::Column::Station)
                .order_by(reading::Column::Number, Order::Asc)
                .frame_between(
                    FrameType::Rows,
                    sea_orm::sea_query::Frame::UnboundedPreceding,
                    sea_orm::sea_query::Frame::CurrentRow,
                )
                .to_owned(),
        );
    let rows: Vec<(String, i32, i64, Option<f64>)> = select.into_tuple().all(&test.db).await.unwrap();
    let expected = [
        ("a", 1, 2, 1.5),
        ("a", 2, 1, 4.5),
        ("b", 1, 2, 1.5),
        ("b", 2, 1, 4.5),
    ];
    assert_eq!(
        rows,
        expected.map(|(station, number, place, sum)| (station.to_owned(), number, place, Some(sum)))
    );
}

fn cakes_with(join: JoinType, relation: RelationDef) -> sea_orm::Select<cake::Entity> {
    cake::Entity::find()
        .join(join, relation)
        .select_only()
        .column(cake::Column::Name)
        .column_as(bakery::Column::Name, "bakery")
        .order_by_asc(cake::Column::Id)
}

#[tokio::test]
async fn a_join_takes_conditions_of_its_own() {
    let test = bakeries().await;
    let of_bakery = |name: &'static str| {
        cake::Relation::Bakery
            .def()
            .on_condition(move |_, right| Expr::col((right, bakery::Column::Name)).eq(name).into_condition())
    };
    let rows = async |join, relation| -> Vec<(String, Option<String>)> {
        cakes_with(join, relation)
            .into_tuple()
            .all(&test.db)
            .await
            .unwrap()
    };
    let owned = |rows: &[(&str, Option<&str>)]| -> Vec<(String, Option<String>)> {
        rows.iter()
            .map(|(cake, bakery)| ((*cake).to_owned(), bakery.map(str::to_owned)))
            .collect()
    };
    let sea = owned(&[("Mud", Some("Sea")), ("Plum", Some("Sea")), ("Lost", None)]);
    assert_eq!(rows(JoinType::LeftJoin, of_bakery("Sea")).await, sea);
    assert_eq!(rows(JoinType::InnerJoin, of_bakery("Sea")).await, sea[..2]);
    let none = owned(&[("Mud", None), ("Plum", None), ("Lost", None)]);
    assert_eq!(rows(JoinType::LeftJoin, of_bakery("Corner")).await, none);
    assert_eq!(rows(JoinType::InnerJoin, of_bakery("Corner")).await, []);

    // Any of the two: the bakery of the cake, or that of the name.
    let any = of_bakery("Corner").condition_type(sea_orm::sea_query::ConditionType::Any);
    let mut found = rows(JoinType::InnerJoin, any).await;
    found.sort();
    let expected = owned(&[
        ("Lost", Some("Corner")),
        ("Mud", Some("Corner")),
        ("Mud", Some("Sea")),
        ("Plum", Some("Corner")),
        ("Plum", Some("Sea")),
    ]);
    assert_eq!(found, expected);
}

#[tokio::test]
async fn tables_join_twice_under_aliases() {
    let test = bakeries().await;
    let rows: Vec<(String, String, String)> = bakery::Entity::find()
        .join_as(JoinType::InnerJoin, bakery::Relation::Baker.def(), "one")
        .join_as(
            JoinType::InnerJoin,
            bakery::Relation::Baker.def().on_condition(|_, right| {
                Expr::col((right, baker::Column::Id))
                    .gt(Expr::col(("one", baker::Column::Id)))
                    .into_condition()
            }),
            "two",
        )
        .select_only()
        .column(bakery::Column::Name)
        .tbl_col_as(("one", baker::Column::Name), "first")
        .tbl_col_as(("two", baker::Column::Name), "second")
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows, [("Sea".to_owned(), "Bob".to_owned(), "Bea".to_owned())]);
    let reversed: Vec<String> = baker::Entity::find()
        .join_as_rev(JoinType::InnerJoin, bakery::Relation::Baker.def(), "home")
        .filter(Expr::col(("home", bakery::Column::Name)).eq("Corner"))
        .select_only()
        .column(baker::Column::Name)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(reversed, ["Cy"]);
}

#[tokio::test]
async fn rows_that_have_related_ones_are_found_without_joining_them() {
    let test = bakeries().await;
    let names = async |select: sea_orm::Select<bakery::Entity>| -> Vec<String> {
        let models = select
            .order_by_asc(bakery::Column::Id)
            .all(&test.db)
            .await
            .unwrap();
        models.into_iter().map(|model| model.name).collect()
    };
    let all = bakery::Entity::find().has_related(baker::Entity, Condition::all());
    assert_eq!(names(all).await, ["Sea", "Corner"]);
    let of_cy = bakery::Entity::find().has_related(baker::Entity, baker::Column::Name.eq("Cy"));
    assert_eq!(names(of_cy).await, ["Corner"]);
    // Over the table between them.
    let cakes = cake::Entity::find()
        .has_related(baker::Entity, baker::Column::Name.eq("Bea"))
        .all(&test.db)
        .await
        .unwrap();
    let cakes: Vec<_> = cakes.iter().map(|cake| cake.name.as_str()).collect();
    assert_eq!(cakes, ["Mud"]);
}

#[tokio::test]
async fn both_of_two_related_rows_are_there_or_none() {
    let test = bakeries().await;
    let pairs = cake::Entity::find()
        .find_both_related(bakery::Entity)
        .order_by_asc(cake::Column::Id)
        .all(&test.db)
        .await
        .unwrap();
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(cake, bakery)| (cake.name.as_str(), bakery.name.as_str()))
        .collect();
    assert_eq!(pairs, [("Mud", "Sea"), ("Plum", "Sea")]);
    let missing = cake::Entity::find()
        .filter(cake::Column::Id.eq(99))
        .require_one(&test.db)
        .await
        .unwrap_err();
    assert!(
        matches!(missing, sea_orm::DbErr::RecordNotFound(_)),
        "{missing:?}"
    );
}

#[tokio::test]
async fn columns_are_left_out_and_nulls_come_first_or_last() {
    let test = bakeries().await;
    let names = async |nulls| -> Vec<String> {
        baker::Entity::find()
            .select_only()
            .column(baker::Column::Name)
            .order_by_with_nulls(baker::Column::BakeryId, Order::Asc, nulls)
            .order_by_asc(baker::Column::Name)
            .into_tuple()
            .all(&test.db)
            .await
            .unwrap()
    };
    assert_eq!(names(NullOrdering::First).await, ["Free", "Bea", "Bob", "Cy"]);
    assert_eq!(names(NullOrdering::Last).await, ["Bea", "Bob", "Cy", "Free"]);
    let json = bakery::Entity::find()
        .select_except([bakery::Column::ProfitMargin])
        .filter(bakery::Column::Id.eq(2))
        .into_json()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(json, Some(serde_json::json!({"id": 2, "name": "Corner"})));
}

#[tokio::test]
async fn one_row_is_kept_of_those_that_share_columns() {
    let test = readings().await;
    let rows = reading::Entity::find()
        .distinct_on([(reading::Entity, reading::Column::Station)])
        .order_by_asc(reading::Column::Station)
        .order_by_desc(reading::Column::Number)
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(reading::keys(&rows), [("a", 4), ("b", 4), ("c", 4)]);
}

#[tokio::test]
async fn expressions_of_ones_own_take_values_and_columns() {
    let test = readings().await;
    let count = async |condition: Expr| -> usize {
        let rows = reading::Entity::find()
            .filter(condition)
            .all(&test.db)
            .await
            .unwrap();
        rows.len()
    };
    let text = "number BETWEEN ? AND ?";
    assert_eq!(count(Expr::cust_with_values(text, [2, 3])).await, 6);
    let numbered = "number BETWEEN $2 AND $1";
    assert_eq!(count(Expr::cust_with_values(numbered, [3, 3])).await, 3);
    let column = Expr::col((reading::Entity, reading::Column::Value));
    assert_eq!(count(Expr::cust_with_expr("? > 5", column.clone())).await, 3);
    let both = [column, Expr::val(1.5)];
    assert_eq!(count(Expr::cust_with_exprs("? = ?", both)).await, 3);
    assert_eq!(count(Expr::cust("station = '?'")).await, 0);
    let none: Option<i32> = None;
    let rows = reading::Entity::find()
        .apply_if(Some("a"), |select, station| {
            select.filter(reading::Column::Station.eq(station))
        })
        .apply_if(none, |select, number| {
            select.filter(reading::Column::Number.eq(number))
        })
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(rows.len(), 4);
}

#[tokio::test]
async fn aggregates_of_nothing_are_null_and_their_groups_are_filtered() {
    let test = readings().await;
    type Sums = (Option<f64>, Option<f64>, Option<i32>, Option<i32>, i64);
    let sums = async |station: &str| -> Sums {
        reading::Entity::find()
            .filter(reading::Column::Station.eq(station))
            .select_only()
            .column_as(reading::Column::Value.sum(), "sum")
            .expr_as(Expr::col(reading::Column::Value).avg(), "avg")
            .column_as(reading::Column::Number.min(), "min")
            .column_as(reading::Column::Number.max(), "max")
            .column_as(reading::Column::Number.count(), "count")
            .into_tuple()
            .one(&test.db)
            .await
            .unwrap()
            .unwrap()
    };
    assert_eq!(sums("a").await, (Some(15.0), Some(3.75), Some(1), Some(4), 4));
    assert_eq!(sums("nowhere").await, (None, None, None, None, 0));
    let groups: Vec<(i32, i64)> = reading::Entity::find()
        .select_only()
        .column(reading::Column::Number)
        .column_as(reading::Column::Station.count(), "stations")
        .group_by(reading::Column::Number)
        .having(reading::Column::Value.max().gt(2.0))
        .having(Expr::col("stations").eq(3))
        .order_by_asc(reading::Column::Number)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(groups, [(2, 3), (3, 3), (4, 3)]);
}
