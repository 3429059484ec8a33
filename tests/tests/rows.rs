//! Results and tables of unusual shape: names that are hostile or not unique, a thousand columns, none at all, no rows.

use futures_util::{StreamExt, TryStreamExt};
use integration_tests::{
    TestDatabase,
    bakery::{bakery, cake, create_tables},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, JsonValue,
    PaginatorTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect, Statement, StreamTrait,
    sea_query::{ColumnDef, Expr, ExprTrait, Func, InsertStatement, Query, SelectStatement, Table},
};
use sea_orm_clickhouse::{
    ClickHouseConnection, ClickHouseError, ClickHouseErrorKind, FromClickHouseRow, IntoClickHouseSelect,
};
use serde_json::json;

const MYSQL: DbBackend = DbBackend::MySql;
const WIDTH: usize = 1000;

/// Names that end a name, a text or a statement, begin a comment, or are a placeholder, where quoting is forgotten.
const HOSTILE: [&str; 36] = [
    "select",
    "FROM",
    "null",
    "true",
    "distinct",
    "*",
    "1",
    "1a",
    "a b",
    " ",
    "it's",
    "a`b",
    "``",
    "a\"b",
    "back\\slash",
    "\\",
    "\\`",
    "semi;colon",
    "-- no comment",
    "# none",
    "/* none */",
    "?",
    "$1",
    "??",
    "{p0:Int8}",
    "%s",
    "line\nbreak",
    "tab\tand\rreturn",
    "bell\u{7}",
    "größe",
    "列",
    "🦀",
    "\u{202e}right to left",
    "a.b",
    "`) FROM system.one; DROP TABLE hostile",
    "x AS y, `z",
];

mod hostile {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "hostile; `table")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false, column_name = "it's `the` \\ key; --")]
        pub id: i32,
        #[sea_orm(column_name = "{p0:Int8}")]
        pub parameter: String,
        #[sea_orm(column_name = "?")]
        pub mark: Option<i64>,
        #[sea_orm(column_name = "line\nbreak")]
        pub line: String,
        #[sea_orm(column_name = "null")]
        pub null: bool,
        #[sea_orm(column_name = "1")]
        pub one: u8,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

async fn make_table(db: &ClickHouseConnection, table: &'static str, names: &[String]) {
    let mut create = Table::create();
    create.table(table);
    for (position, name) in names.iter().enumerate() {
        let mut column = ColumnDef::new(name.clone());
        column.big_integer().not_null();
        if position == 0 {
            column.primary_key();
        }
        create.col(&mut column);
    }
    db.execute(&create).await.unwrap();
}

fn insert(table: &'static str, names: &[String], rows: &[i64]) -> InsertStatement {
    let mut insert = Query::insert();
    insert.into_table(table).columns(names.iter().cloned());
    for row in rows {
        let values = (0..names.len() as i64).map(|position| Expr::val(row + position));
        insert.values_panic(values);
    }
    insert
}

fn select(table: &'static str, names: &[String]) -> SelectStatement {
    let mut select = Query::select();
    select.from(table).columns(names.iter().cloned());
    select
}

fn assert_row(row: &QueryResult, names: &[String], first: i64) {
    for (position, name) in names.iter().enumerate() {
        let expected = first + position as i64;
        assert_eq!(
            row.try_get::<i64>("", name).unwrap(),
            expected,
            "by name {name:?}"
        );
        assert_eq!(
            row.try_get_by_index::<i64>(position).unwrap(),
            expected,
            "at {position}"
        );
    }
}

#[tokio::test]
async fn hostile_names_are_names() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let names = HOSTILE.map(str::to_owned);
    make_table(db, "hostile", &names).await;
    db.execute(&insert("hostile", &names, &[0, 100])).await.unwrap();
    for (position, name) in names.iter().enumerate() {
        let mut by_name = select("hostile", &names);
        by_name.and_where(Expr::col(name.clone()).eq(100 + position as i64));
        let rows = db.query_all(&by_name).await.unwrap();
        assert_eq!(rows.len(), 1, "filtered by {name:?}");
        assert_row(&rows[0], &names, 100);
    }
    let mut aliased = Query::select();
    aliased.from("hostile").and_where(Expr::col("select").eq(0));
    for (position, name) in names.iter().enumerate() {
        // The alias of one column is the name of another.
        let other = &names[(position + 1) % names.len()];
        aliased.expr_as(Expr::col(("hostile", other.clone())), name.clone());
    }
    let row = db.query_one(&aliased).await.unwrap();
    // An alias hides the column of that name, also in WHERE: `select` is the column after it there.
    assert!(row.is_none(), "the condition is on the alias");
}

#[tokio::test]
async fn an_entity_with_hostile_names_works_on_both_lanes() {
    use hostile::{Column, Entity, Model};
    let test = TestDatabase::new().await;
    let db = &test.db;
    let schema = sea_orm::Schema::new(MYSQL);
    db.execute(&schema.create_table_from_entity(Entity))
        .await
        .unwrap();
    let model = |id| Model {
        id,
        parameter: "{p1:String}".into(),
        mark: (id > 1).then_some(7),
        line: "a\nb".into(),
        null: true,
        one: 1,
    };
    let models = [1, 2, 3].map(model);
    Entity::insert_many(models.clone().map(sea_orm::IntoActiveModel::into_active_model))
        .exec(db)
        .await
        .unwrap();
    let find = || {
        Entity::find()
            .filter(Column::Parameter.eq("{p1:String}"))
            .filter(
                Condition::any()
                    .add(Column::Mark.is_null())
                    .add(Column::One.lt(2)),
            )
            .order_by_asc(Column::Id)
    };
    assert_eq!(find().all(db).await.unwrap(), models);
    assert_eq!(find().clickhouse().all(db).await.unwrap(), models);
    assert_eq!(find().count(db).await.unwrap(), 3);
    let mut changed: hostile::ActiveModel = models[0].clone().into();
    changed.mark = sea_orm::Set(Some(-1));
    let changed = sea_orm::ActiveModelTrait::update(changed, db).await.unwrap();
    assert_eq!(changed.mark, Some(-1));
    let json = find().clickhouse().into_json().one(db).await.unwrap().unwrap();
    assert_eq!(
        json,
        json!({"it's `the` \\ key; --": 1, "{p0:Int8}": "{p1:String}", "?": -1, "line\nbreak": "a\nb", "null": true, "1": 1})
    );
    let deleted = Entity::delete_many()
        .filter(Column::Line.eq("a\nb"))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 3);
}

#[tokio::test]
async fn columns_of_one_name_are_all_there_by_position() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let sql = "SELECT 'b' AS b, 1::Int64 AS a, 2::Int64 AS a, NULL::Nullable(Int32) AS b, 3::Int64 AS a";
    let statement = || Statement::from_string(MYSQL, sql.replace("2::Int64 AS a", "2::Int64 AS `a`"));
    // One name for different values is refused by the server within a list, but not over a join of sub-queries.
    let error = db.query_one_raw(statement()).await.unwrap_err();
    assert_eq!(ClickHouseError::from_db_err(&error).unwrap().code(), Some(179));

    let joined = "SELECT * FROM (SELECT 'b' AS b, 1::Int64 AS a) x, (SELECT 2::Int64 AS a, 1.5 AS b) y";
    let joined = || Statement::from_string(MYSQL, joined);
    let row = db.query_one_raw(joined()).await.unwrap().unwrap();
    assert_eq!(row.try_get_by_index::<String>(0).unwrap(), "b");
    assert_eq!(row.try_get_by_index::<i64>(1).unwrap(), 1);
    assert_eq!(row.try_get_by_index::<i64>(2).unwrap(), 2);
    assert_eq!(row.try_get_by_index::<f64>(3).unwrap(), 1.5);

    create_tables(db).await;
    let bakery = bakery::ActiveModel {
        id: sea_orm::Set(1),
        name: sea_orm::Set("Sea".into()),
        profit_margin: sea_orm::Set(0.5),
    };
    bakery::Entity::insert(bakery).exec(db).await.unwrap();
    let twice = || {
        bakery::Entity::find().select_only().columns([
            bakery::Column::Name,
            bakery::Column::Id,
            bakery::Column::Id,
            bakery::Column::Name,
        ])
    };
    type Row = (String, i32, i32, String);
    let expected = [("Sea".to_owned(), 1, 1, "Sea".to_owned())];
    assert_eq!(twice().into_tuple::<Row>().all(db).await.unwrap(), expected);
    assert_eq!(
        twice().clickhouse().into_tuple::<Row>().all(db).await.unwrap(),
        expected
    );
    let streamed: Vec<Row> = twice()
        .into_tuple()
        .stream(db)
        .await
        .unwrap()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(streamed, expected);
    let json = twice().clickhouse().into_json().all(db).await.unwrap();
    assert_eq!(json, [json!({"name": "Sea", "id": 1})]);
}

#[tokio::test]
async fn a_thousand_columns_are_written_and_read() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    // Not in the order of their names.
    let names: Vec<String> = (0..WIDTH).map(|position| format!("c{position}")).collect();
    make_table(db, "wide", &names).await;

    let written = db.execute(&insert("wide", &names, &[0, 10_000])).await.unwrap();
    assert_eq!(written.rows_affected(), 2);
    let marks = vec!["?"; WIDTH].join(", ");
    let values = (0..WIDTH as i64).map(|position| (20_000 + position).into());
    let sql = format!("INSERT INTO wide ({}) VALUES ({marks})", names.join(", "));
    let raw = Statement::from_sql_and_values(MYSQL, sql, values);
    assert_eq!(db.execute_raw(raw).await.unwrap().rows_affected(), 1);

    let mut query = select("wide", &names);
    query.order_by("c0", sea_orm::Order::Asc);
    let rows = db.query_all(&query).await.unwrap();
    assert_eq!(rows.len(), 3);
    for (row, first) in rows.iter().zip([0, 10_000, 20_000]) {
        assert_row(row, &names, first);
    }
    let streamed: Vec<QueryResult> = db.stream(&query).await.unwrap().try_collect().await.unwrap();
    assert_row(&streamed[2], &names, 20_000);
    let mut star = Query::select();
    star.from("wide")
        .column(sea_orm::sea_query::Asterisk)
        .order_by("c0", sea_orm::Order::Desc);
    assert_row(&db.query_one(&star).await.unwrap().unwrap(), &names, 20_000);

    // Every value of a condition is a parameter, and there are more than a request may have.
    let mut all = select("wide", &names);
    for (position, name) in names.iter().enumerate() {
        all.and_where(Expr::col(name.clone()).eq(10_000 + position as i64));
    }
    let rows = db.query_all(&all).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_row(&rows[0], &names, 10_000);
    // With 100 pages of 10 columns the sum is there too.
    let mut sum = Query::select();
    sum.from("wide");
    for name in &names {
        sum.expr_as(Func::sum(Expr::col(name.clone())), format!("sum of {name}"));
    }
    let row = db.query_one(&sum).await.unwrap().unwrap();
    assert_eq!(row.try_get::<i64>("", "sum of c999").unwrap(), 30_000 + 3 * 999);
    assert_eq!(row.try_get_by_index::<i64>(999).unwrap(), 30_000 + 3 * 999);
}

mod wide {
    //! A thousand columns as JSON of the entity lane, and a model of some of them.
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "wide")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub c0: i64,
        pub c999: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[tokio::test]
async fn a_thousand_columns_are_read_by_the_entity_lane() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    let names: Vec<String> = (0..WIDTH).map(|position| format!("c{position}")).collect();
    make_table(db, "wide", &names).await;
    db.execute(&insert("wide", &names, &[5])).await.unwrap();
    let models = wide::Entity::find().clickhouse().all(db).await.unwrap();
    assert_eq!(models, [wide::Model { c0: 5, c999: 1004 }]);
    let all = || {
        let find = wide::Entity::find().select_only();
        names.iter().fold(find, |find, name| {
            find.column_as(Expr::col(name.clone()), name.clone())
        })
    };
    let json = all().clickhouse().into_json().one(db).await.unwrap().unwrap();
    let object = json.as_object().unwrap();
    assert_eq!(object.len(), WIDTH);
    for (position, name) in names.iter().enumerate() {
        assert_eq!(object[name], 5 + position);
    }
    #[derive(Debug, FromQueryResult, FromClickHouseRow, PartialEq)]
    struct Two {
        c500: i64,
        c1: i64,
    }
    let two = Two { c500: 505, c1: 6 };
    assert_eq!(
        all().clickhouse().into_model::<Two>().all(db).await.unwrap(),
        [two]
    );
    let two = Two { c500: 505, c1: 6 };
    assert_eq!(all().into_model::<Two>().all(db).await.unwrap(), [two]);
    let models = all().all(db).await.unwrap();
    assert_eq!(models, [wide::Model { c0: 5, c999: 1004 }]);
}

#[tokio::test]
async fn a_select_of_no_columns_is_an_error() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    create_tables(db).await;
    let nothing = || bakery::Entity::find().select_only();
    for error in [
        nothing().into_json().all(db).await.map(drop).unwrap_err(),
        nothing().all(db).await.map(drop).unwrap_err(),
        nothing().clickhouse().all(db).await.map(drop).unwrap_err(),
        nothing()
            .clickhouse()
            .into_json()
            .one(db)
            .await
            .map(drop)
            .unwrap_err(),
        nothing().stream(db).await.map(drop).unwrap_err(),
    ] {
        let parsed = ClickHouseError::from_db_err(&error).unwrap();
        assert_eq!(parsed.kind(), ClickHouseErrorKind::Build, "{error}");
        assert!(
            parsed.message().contains("it selects nothing; name a column"),
            "{error}"
        );
    }
    let none = Statement::from_string(MYSQL, "SELECT COLUMNS('^none') FROM bakery");
    let error = db.query_all_raw(none).await.unwrap_err();
    assert_eq!(
        ClickHouseError::from_db_err(&error).unwrap().code(),
        Some(51),
        "{error}"
    );
}

#[tokio::test]
async fn no_rows_have_no_rows_in_any_shape() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    create_tables(db).await;
    let find = || bakery::Entity::find().filter(bakery::Column::Id.lt(0));
    assert!(find().all(db).await.unwrap().is_empty());
    assert!(find().one(db).await.unwrap().is_none());
    assert_eq!(find().count(db).await.unwrap(), 0);
    assert_eq!(find().stream(db).await.unwrap().count().await, 0);
    assert!(find().into_json().all(db).await.unwrap().is_empty());
    assert!(find().into_json().one(db).await.unwrap().is_none());
    let tuple = || {
        find()
            .select_only()
            .columns([bakery::Column::Name, bakery::Column::Id])
    };
    assert!(
        tuple()
            .into_tuple::<(String, i32)>()
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        tuple()
            .into_tuple::<(String, i32)>()
            .one(db)
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        find()
            .find_also_related(cake::Entity)
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        find()
            .find_with_related(cake::Entity)
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    let pages = find().paginate(db, 10);
    assert_eq!(pages.num_items_and_pages().await.unwrap().number_of_pages, 0);
    assert!(pages.fetch().await.unwrap().is_empty());
    let mut cursor = find().cursor_by(bakery::Column::Id);
    assert!(cursor.first(3).all(db).await.unwrap().is_empty());

    let lane = || find().clickhouse();
    assert!(lane().all(db).await.unwrap().is_empty());
    assert!(lane().one(db).await.unwrap().is_none());
    assert_eq!(lane().stream(db).await.unwrap().count().await, 0);
    assert!(lane().into_json().all(db).await.unwrap().is_empty());
    assert!(lane().into_json().one(db).await.unwrap().is_none());
    assert_eq!(lane().into_json().stream(db).await.unwrap().count().await, 0);
    let lane = || tuple().clickhouse().into_tuple::<(String, i32)>();
    assert!(lane().all(db).await.unwrap().is_empty());
    assert!(lane().one(db).await.unwrap().is_none());
    assert_eq!(lane().stream(db).await.unwrap().count().await, 0);

    let raw = || Statement::from_string(MYSQL, "SELECT * FROM bakery WHERE 0");
    assert!(db.query_all_raw(raw()).await.unwrap().is_empty());
    assert!(db.query_one_raw(raw()).await.unwrap().is_none());
    assert_eq!(db.stream_raw(raw()).await.unwrap().count().await, 0);
    assert!(
        JsonValue::find_by_statement(raw())
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    assert!(
        bakery::Entity::find()
            .from_raw_sql(raw())
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );

    // A mutation of no rows is none either; an aggregate of no rows is one row.
    let gone = bakery::Entity::delete_many().filter(bakery::Column::Id.lt(0));
    assert_eq!(gone.exec(db).await.unwrap().rows_affected, 0);
    let least = find().select_only().column_as(bakery::Column::Id.min(), "least");
    assert_eq!(least.into_tuple::<Option<i32>>().all(db).await.unwrap(), [None]);
}
