//! Rows of a result that are no models: the derive `FromClickHouseRow`, and tuples.

use chrono::NaiveDate;
use futures_util::TryStreamExt;
use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake},
    everything,
    library::{author, book, books, library},
    reading::{self, Level, Quality, readings},
};
use sea_orm::{
    ConnectionTrait, DbBackend, JoinType, QueryOrder, QuerySelect, QueryTrait, Statement,
    entity::prelude::*,
    sea_query::{CommonTableExpression, ExprTrait, Func, Query, WithClause},
};
use sea_orm_clickhouse::{ClickHouseConnection, FromClickHouseRow, IntoClickHouseSelect};
use sea_query_clickhouse::query::ClickHouseSelectStatementExt;
use serde_json::json;
use time::macros::date;

/// SQL text with its parameters.
fn sql(text: &str, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::MySql, text, values)
}

async fn rows<R: FromClickHouseRow>(db: &ClickHouseConnection, text: &str) -> Vec<R> {
    let rows = sql(text, []).clickhouse().into_row::<R>().all(db).await;
    rows.unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[derive(Clone, Debug, PartialEq, FromClickHouseRow)]
struct Shelf {
    title: String,
    sold: u64,
    pages: i64,
    published: Option<NaiveDate>,
}

fn shelf() -> [Shelf; 3] {
    let row = |title: &str, sold, pages, published: Option<&str>| Shelf {
        title: title.to_owned(),
        sold,
        pages,
        published: published.map(|day| day.parse().unwrap()),
    };
    [
        row("The Dispossessed", u64::MAX, 341, Some("1974-05-01")),
        row("Beowulf", 7, 200, None),
        row("Lost", 0, 1, Some("2000-01-01")),
    ]
}

#[tokio::test]
async fn a_struct_is_read_by_name_from_whatever_can_be_selected() {
    let TestDatabase { ref db, .. } = library().await;
    // Columns that no field asks for are not looked at; the order does not matter, and UInt16 widens to i64.
    let all = books().clickhouse().into_row::<Shelf>().all(db).await.unwrap();
    assert_eq!(all, shelf());
    let one = books().clickhouse().into_row::<Shelf>().one(db).await.unwrap();
    assert_eq!(one, Some(shelf()[0].clone()));
    let nothing = books().filter(book::Column::Id.gt(100));
    assert_eq!(
        nothing.clickhouse().into_row::<Shelf>().one(db).await.unwrap(),
        None
    );

    let select = books().into_query();
    assert_eq!(
        select
            .clone()
            .clickhouse()
            .into_row::<Shelf>()
            .all(db)
            .await
            .unwrap(),
        shelf()
    );
    let cte = CommonTableExpression::new()
        .query(select)
        .table_name("shelf")
        .to_owned();
    let with = Query::select()
        .column(sea_orm::sea_query::Asterisk)
        .from("shelf")
        .to_owned()
        .with(WithClause::new().cte(cte).to_owned());
    assert_eq!(
        with.clone()
            .clickhouse()
            .into_row::<Shelf>()
            .all(db)
            .await
            .unwrap(),
        shelf()
    );
    assert_eq!(
        with.clickhouse().into_row::<Shelf>().one(db).await.unwrap(),
        Some(shelf()[0].clone())
    );

    let text = "SELECT * FROM book WHERE sold < ? OR title = ? ORDER BY id";
    let raw = || sql(text, [8.into(), "The Dispossessed".into()]).clickhouse();
    assert_eq!(raw().into_row::<Shelf>().all(db).await.unwrap(), shelf());
    assert_eq!(
        raw().into_row::<Shelf>().one(db).await.unwrap(),
        Some(shelf()[0].clone())
    );
    let streamed = raw().into_row::<Shelf>().stream(db).await.unwrap();
    assert_eq!(streamed.try_collect::<Vec<_>>().await.unwrap(), shelf());
    let json = sql("SELECT title, pages FROM book WHERE id = ?", [2.into()]);
    assert_eq!(
        json.clickhouse().into_json().all(db).await.unwrap(),
        [json!({"title": "Beowulf", "pages": 200})]
    );
}

#[tokio::test]
async fn the_selects_of_several_entities_are_read_as_rows() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Book {
        id: i32,
        title: String,
    }
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Author {
        name: String,
        born: NaiveDate,
        prizes: Vec<String>,
    }
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Pair {
        #[clickhouse(nested, prefix = "A_")]
        book: Book,
        #[clickhouse(nested, prefix = "B_")]
        author: Option<Author>,
    }
    let test = library().await;
    let pairs = books()
        .find_also_related(author::Entity)
        .clickhouse()
        .into_row::<Pair>()
        .all(&test.db)
        .await
        .unwrap();
    let titles: Vec<_> = pairs
        .iter()
        .map(|pair| {
            (
                pair.book.id,
                pair.author.as_ref().map(|author| author.name.as_str()),
            )
        })
        .collect();
    assert_eq!(titles, [(1, Some("Le Guin")), (2, None), (3, None)]);
    assert_eq!(
        pairs[0].author,
        Some(Author {
            name: "Le Guin".into(),
            born: "1929-10-21".parse().unwrap(),
            prizes: vec!["Hugo".into(), "Nebula".into()],
        })
    );
    let many = books().find_with_related(author::Entity);
    assert_eq!(
        many.clickhouse().into_row::<Pair>().all(&test.db).await.unwrap(),
        pairs
    );

    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Three {
        #[clickhouse(rename = "A_name")]
        bakery: String,
        #[clickhouse(rename = "B_name")]
        cake: Option<String>,
        #[clickhouse(rename = "C_name")]
        baker: Option<String>,
    }
    let test = bakeries().await;
    let three = bakery::Entity::find()
        .find_also_related(cake::Entity)
        .find_also(bakery::Entity, baker::Entity)
        .filter(bakery::Column::Id.ne(1))
        .order_by_asc(bakery::Column::Id)
        .clickhouse()
        .into_row::<Three>()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(three.len(), 2);
    assert_eq!(
        (
            three[0].bakery.as_str(),
            &three[0].cake,
            three[1].baker.as_deref()
        ),
        ("Corner", &None, None)
    );
}

#[tokio::test]
async fn a_nested_row_is_none_only_where_a_join_found_nothing() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Inner {
        number: i32,
        text: Option<String>,
    }
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Deep {
        #[clickhouse(nested)]
        inner: Option<Inner>,
        more: Option<i32>,
    }
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Outer {
        #[clickhouse(nested)]
        deep: Option<Deep>,
        last: i64,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let outer = |number: &str, text: &str, more: &str| {
        format!("SELECT {number} AS number, {text} AS text, {more} AS more, toInt64(9) AS last")
    };
    let int = |number: i32| format!("toNullable(toInt32({number}))");
    let null = "CAST(NULL AS Nullable(Int32))".to_owned();
    let no_text = "CAST(NULL AS Nullable(String))";
    let deep = |inner, more| Outer {
        deep: Some(Deep { inner, more }),
        last: 9,
    };
    let number = |number, text: Option<&str>| {
        Some(Inner {
            number,
            text: text.map(str::to_owned),
        })
    };
    for (select, expected) in [
        (
            outer(&int(1), "'x'", &int(2)),
            deep(number(1, Some("x")), Some(2)),
        ),
        (outer(&int(1), no_text, &null), deep(number(1, None), None)),
        (outer("toInt32(1)", no_text, &null), deep(number(1, None), None)),
        (outer(&null, no_text, &int(2)), deep(None, Some(2))),
        (outer(&null, no_text, &null), Outer { deep: None, last: 9 }),
    ] {
        assert_eq!(rows::<Outer>(db, &select).await, [expected], "{select}");
    }
    let select = outer(&null, "'x'", &int(2));
    let error = sql(&select, []).clickhouse().into_row::<Outer>().all(db).await;
    let error = error.unwrap_err().to_string();
    assert!(
        error.contains(
            "field `number` of `Inner`: NULL in column `number` of type Nullable(Int32), but the field is no Option; make \
             it an Option, or select ifNull(..)"
        ),
        "{error}"
    );
    // A whole row may be absent too.
    let left = "SELECT b.x AS x, b.y AS y FROM (SELECT 1 AS k) AS a LEFT JOIN (SELECT 2 AS k, 3 AS x, 'y' AS y) AS b \
                ON a.k = b.k SETTINGS join_use_nulls = 1";
    assert_eq!(rows::<Option<(u8, String)>>(db, left).await, [None]);
}

#[tokio::test]
async fn a_tuple_is_read_by_position_whatever_the_names() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Pair<A, B>(A, B);
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Nested(
        #[clickhouse(nested)] Pair<i32, String>,
        #[clickhouse(skip)] u8,
        i64,
    );
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let text = "SELECT toInt32(7) AS z, 'b' AS a, toInt64(-1) AS m";
    assert_eq!(
        rows::<(i32, String, i64)>(db, text).await,
        [(7, "b".to_owned(), -1)]
    );
    assert_eq!(
        rows::<Nested>(db, text).await,
        [Nested(Pair(7, "b".to_owned()), 0, -1)]
    );
    assert_eq!(rows::<(i64,)>(db, "SELECT count() FROM numbers(5)").await, [(5,)]);
    // Two columns of one name.
    let twice = "SELECT a.x, b.x FROM (SELECT 1 AS x) AS a CROSS JOIN (SELECT 'two' AS x) AS b";
    assert_eq!(rows::<(u8, String)>(db, twice).await, [(1, "two".to_owned())]);
    let twelve = "SELECT toInt32(1), toInt32(2), toInt32(3), toInt32(4), toInt32(5), toInt32(6), toInt32(7), toInt32(8), \
                  toInt32(9), toInt32(10), toInt32(11), 'twelve'";
    type Twelve = (i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32, String);
    assert_eq!(
        rows::<Twelve>(db, twelve).await,
        [(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "twelve".to_owned())]
    );
}

#[tokio::test]
async fn attributes_rename_skip_and_allow_absence() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Row<T> {
        #[clickhouse(rename = "count()")]
        count: u64,
        r#type: T,
        #[clickhouse(default)]
        absent: Vec<String>,
        #[clickhouse(default)]
        present: Option<i16>,
        #[clickhouse(skip)]
        skipped: Option<std::time::Duration>,
        list: Vec<T>,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let text =
        "SELECT count(), 'x' AS type, toInt16(3) AS present, ['a', 'b'] AS list, 1 AS other FROM numbers(3)";
    assert_eq!(
        rows::<Row<String>>(db, text).await,
        [Row {
            count: 3,
            r#type: "x".to_owned(),
            absent: vec![],
            present: Some(3),
            skipped: None,
            list: vec!["a".to_owned(), "b".to_owned()],
        }]
    );
}

#[tokio::test]
async fn a_field_of_every_kind_is_read_as_the_model_reads_it() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute_clickhouse(&everything::exact_table()).await.unwrap();
    let models = [everything::full(), everything::sparse(2)];
    let inserts = models
        .iter()
        .cloned()
        .map(sea_orm::IntoActiveModel::into_active_model);
    everything::Entity::insert_many(inserts).exec(db).await.unwrap();
    let select = || everything::Entity::find().order_by_asc(everything::Column::Id);
    let stored = select().clickhouse().all(db).await.unwrap();
    let read = select()
        .clickhouse()
        .into_row::<everything::Model>()
        .all(db)
        .await
        .unwrap();
    assert_eq!(read, stored);
    let raw = "SELECT * FROM everything ORDER BY id";
    assert_eq!(rows::<everything::Model>(db, raw).await, stored);
}

#[tokio::test]
async fn elements_that_may_be_null_are_options() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Row {
        numbers: Vec<Option<i32>>,
        words: Vec<Option<String>>,
    }
    let text = "SELECT [toInt32(1), NULL] AS numbers, ['a', NULL] AS words";
    assert_eq!(
        rows::<Row>(db, text).await,
        [Row {
            numbers: vec![Some(1), None],
            words: vec![Some("a".to_owned()), None],
        }]
    );
    assert_eq!(
        rows::<(Vec<Option<i32>>, Vec<Option<String>>)>(db, text).await,
        [(vec![Some(1), None], vec![Some("a".to_owned()), None])]
    );
}

#[tokio::test]
async fn aggregates_and_their_combinators_are_read_by_their_types() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Station {
        station: String,
        readings: i64,
        exact: u64,
        highest: Option<i32>,
        sum: Option<i64>,
        mean: Option<f64>,
        good: u64,
        sum_good: f64,
        distinct: u64,
        qualities: Vec<Quality>,
        levels: Vec<Level>,
        first: f64,
        best: i32,
        quantiles: Vec<f64>,
        share: f64,
    }
    let test = readings().await;
    let rows = reading::Entity::find()
        .select_only()
        .column(reading::Column::Station)
        .column_as(reading::Column::Number.count(), "readings")
        .column_as(Expr::cust("count()"), "exact")
        .column_as(reading::Column::Number.max(), "highest")
        .column_as(reading::Column::Number.sum(), "sum")
        .expr_as(Func::avg(Expr::col(reading::Column::Value)), "mean")
        .expr_as(Expr::cust("countIf(quality = 'good')"), "good")
        .expr_as(Expr::cust("sumIf(value, quality = 'good')"), "sum_good")
        .expr_as(Expr::cust("uniqExact(quality)"), "distinct")
        .expr_as(Expr::cust("arraySort(groupUniqArray(quality))"), "qualities")
        .expr_as(
            Expr::cust("arraySort(groupArray(assumeNotNull(level)))"),
            "levels",
        )
        .expr_as(Expr::cust("argMin(value, number)"), "first")
        .expr_as(Expr::cust("argMax(number, value)"), "best")
        .expr_as(Expr::cust("quantilesExact(0.5, 1)(value)"), "quantiles")
        .expr_as(Expr::cust("avg(quality = 'bad')"), "share")
        .filter(
            reading::Column::Level
                .is_not_null()
                .or(reading::Column::Number.eq(4)),
        )
        .group_by(reading::Column::Station)
        .order_by_asc(reading::Column::Station)
        .clickhouse()
        .into_row::<Station>()
        .all(&test.db)
        .await;
    // A reading without a level has level 0 under assumeNotNull, which is no value of the enum: said, not guessed.
    let error = rows.unwrap_err().to_string();
    assert!(
        error.contains("field `levels` of `Station`: column `levels` of type Array(Int8) holds 0, which is no value of Level"),
        "{error}"
    );
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Few {
        readings: i64,
        exact: u64,
        highest: Option<i32>,
        sum: Option<i64>,
        mean: Option<f64>,
        qualities: Vec<Quality>,
        levels: Vec<Level>,
        quantiles: Vec<f64>,
    }
    let few = reading::Entity::find()
        .select_only()
        .column_as(reading::Column::Number.count(), "readings")
        .column_as(Expr::cust("count()"), "exact")
        .column_as(reading::Column::Number.max(), "highest")
        .column_as(reading::Column::Number.sum(), "sum")
        .expr_as(Func::avg(Expr::col(reading::Column::Value)), "mean")
        .expr_as(Expr::cust("arraySort(groupUniqArray(quality))"), "qualities")
        .expr_as(Expr::cust("arraySort(groupUniqArray(level))"), "levels")
        .expr_as(Expr::cust("quantilesExact(0.5, 1)(value)"), "quantiles")
        .clickhouse()
        .into_row::<Few>()
        .one(&test.db)
        .await
        .unwrap();
    assert_eq!(
        few,
        Some(Few {
            readings: 12,
            exact: 12,
            highest: Some(4),
            sum: Some(30),
            mean: Some(3.75),
            qualities: vec![Quality::Good, Quality::Bad],
            levels: vec![Level::Low, Level::High],
            quantiles: vec![4.5, 6.0],
        })
    );
}

#[tokio::test]
async fn rollups_are_rows_like_others_and_totals_are_refused_because_they_would_be_lost() {
    let test = readings().await;
    let mut totals = Query::select()
        .column("station")
        .expr_as(Func::count(Expr::col(sea_orm::sea_query::Asterisk)), "n")
        .from("reading")
        .group_by_col("station")
        .to_owned();
    totals.with_rollup();
    let mut found = totals
        .clickhouse()
        .into_row::<(String, i64)>()
        .all(&test.db)
        .await
        .unwrap();
    found.sort();
    let row = |station: &str, count| (station.to_owned(), count);
    assert_eq!(
        found,
        [row("", 12), row("a", 4), row("b", 4), row("c", 4)],
        "the sum over all stations has the default of its key"
    );
    let mut totals = Query::select()
        .column("station")
        .from("reading")
        .group_by_col("station")
        .to_owned();
    totals.with_totals();
    for error in [
        totals
            .clone()
            .clickhouse()
            .into_row::<(String,)>()
            .all(&test.db)
            .await
            .unwrap_err(),
        test.db.query_all(&totals).await.unwrap_err(),
    ] {
        assert!(
            error.to_string().contains(
                "WITH TOTALS: the server does not send the totals in the Native format, in which a connection reads rows; \
                 read them by `.clickhouse()` and `all_with_totals`, or use WITH ROLLUP, WITH CUBE or GROUPING SETS, whose \
                 totals are rows of the result"
            ),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_hundred_thousand_rows_are_streamed() {
    #[derive(Debug, FromClickHouseRow)]
    struct Row {
        number: u64,
        text: String,
        even: Option<u64>,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let text = "SELECT number, toString(number) AS text, if(number % 2 = 0, number, NULL) AS even \
                FROM numbers(100000) ORDER BY number";
    let stream = sql(text, [])
        .clickhouse()
        .into_row::<Row>()
        .stream(db)
        .await
        .unwrap();
    let mut stream = std::pin::pin!(stream);
    let mut next = 0;
    while let Some(row) = stream.try_next().await.unwrap() {
        assert_eq!(row.number, next);
        assert_eq!(row.text, next.to_string());
        assert_eq!(row.even, (next % 2 == 0).then_some(next));
        next += 1;
    }
    assert_eq!(next, 100_000);
}

#[tokio::test]
async fn a_row_without_columns_and_a_thousand_columns_are_read() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Nothing {
        #[clickhouse(skip)]
        nothing: u8,
    }
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Few {
        c0: u16,
        c999: u16,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let nothing = rows::<Nothing>(db, "SELECT number FROM numbers(3)").await;
    assert_eq!(nothing.len(), 3);
    let columns: Vec<_> = (0..1000).map(|i| format!("toUInt16({i}) AS c{i}")).collect();
    let text = format!("SELECT {}", columns.join(", "));
    assert_eq!(rows::<Few>(db, &text).await, [Few { c0: 0, c999: 999 }]);
}

#[tokio::test]
async fn columns_that_no_field_asks_for_need_not_be_readable() {
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Row {
        id: i32,
    }
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    // Not UTF-8, and a number that no SeaORM type of the default mapping has.
    let text = "SELECT toInt32(1) AS id, unhex('FF') AS bytes, toDecimal256(1, 70) AS wide";
    assert_eq!(rows::<Row>(db, text).await, [Row { id: 1 }]);
}

#[tokio::test]
async fn joins_give_the_names_of_the_list() {
    let TestDatabase { ref db, .. } = library().await;
    #[derive(Debug, PartialEq, FromClickHouseRow)]
    struct Row {
        title: String,
        name: Option<String>,
        born: Option<time::Date>,
    }
    let joined = books()
        .select_only()
        .column(book::Column::Title)
        .column(author::Column::Name)
        .column(author::Column::Born)
        .join(JoinType::LeftJoin, book::Relation::Author.def())
        .clickhouse()
        .into_row::<Row>()
        .all(db)
        .await
        .unwrap();
    assert_eq!(joined.len(), 3);
    assert_eq!(joined[0].born, Some(date!(1929 - 10 - 21)));
    assert_eq!(joined[1].name, None);
}
