//! Lookups of columns, on values that would mean something else as a pattern, a path or a range.

use chrono::NaiveDate;
use integration_tests::{
    TestDatabase,
    telemetry::{service, trace, traces},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Statement,
    sea_query::{Expr, IntoCondition},
};
use sea_orm_clickhouse::{
    ClickHouseColumnExt, ClickHouseError,
    sea_query_clickhouse::{
        ClickHouseQueryBuilder, DataType,
        query::{ClickHouseDateTimeExt, ClickHouseLookupExt},
    },
};
use trace::Column::{Address, At, Body, Day, Labels, Name, Note, Point, State, Tags};

async fn found(test: &TestDatabase, condition: impl IntoCondition) -> Vec<i64> {
    trace::Entity::find()
        .select_only()
        .column(trace::Column::Id)
        .filter(condition.into_condition())
        .order_by_asc(trace::Column::Id)
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap()
}

/// Each lookup with the rows that it finds.
async fn check<const N: usize>(lookups: [(Expr, &[i64]); N]) {
    let test = traces().await;
    for (lookup, ids) in lookups {
        let sql = format!("{lookup:?}");
        assert_eq!(found(&test, lookup).await, ids, "{sql}");
    }
}

#[tokio::test]
async fn texts_are_looked_up_as_they_are() {
    check([
        (Name.iexact("ÄPFEL 50% OFF"), &[1]),
        (Name.has_substring("50%"), &[1]),
        (Name.icontains("PFEL 50%"), &[1]),
        (Name.has_prefix("Äpfel"), &[1]),
        (Name.has_prefix("Äpfel%"), &[]),
        (Name.istarts_with("ÄPFEL"), &[1, 2]),
        (Name.has_suffix("off\\"), &[2]),
        (Name.iends_with("OFF"), &[1]),
        (Name.matches_regex(r"^.pfel 50\d"), &[2]),
        (Name.imatches_regex("^äPFEL"), &[1, 2]),
        (Name.has_substring("'s `7`"), &[3]),
        (Note.has_substring("_"), &[1]),
        // NULL is no match, and neither is its contrary.
        (Note.has_prefix("a"), &[1]),
        (Note.has_prefix("a").not(), &[3]),
        (Note.empty(), &[3]),
        (Note.not_empty(), &[1]),
        (Note.length().eq(3), &[1]),
    ])
    .await;
}

#[tokio::test]
async fn hostile_texts_find_themselves_alone() {
    let test = traces().await;
    let texts = [
        "it's",
        "`",
        "\"",
        "\\",
        "\n",
        "--",
        "/*",
        "{p0:String}",
        "?",
        "$1",
        "%",
        "_",
        "a\\%b",
        "\u{0}",
        "é",
    ]
    .map(|text| format!("<{text}>"));
    let model = trace::Entity::find_by_id(3).one(&test.db).await.unwrap().unwrap();
    let rows = (100..).zip(&texts).map(|(id, text)| {
        let name = text.clone();
        trace::Model {
            id,
            name,
            ..model.clone()
        }
        .into_active_model()
    });
    trace::Entity::insert_many(rows)
        .exec_without_returning(&test.db)
        .await
        .unwrap();
    for (id, text) in (100..).zip(&texts) {
        let lookups = Condition::all()
            .add(Name.has_substring(text))
            .add(Name.icontains(text))
            .add(Name.has_prefix(text.as_str()))
            .add(Name.istarts_with(text))
            .add(Name.has_suffix(text.as_str()))
            .add(Name.iends_with(text))
            .add(Name.iexact(text.as_str()));
        assert_eq!(found(&test, lookups).await, [id], "{text:?}");
        let any = Condition::any()
            .add(Name.has_substring(text))
            .add(Name.istarts_with(text))
            .add(Name.iends_with(text));
        assert_eq!(found(&test, any).await, [id], "{text:?}");
    }
}

#[tokio::test]
async fn arrays_are_looked_into() {
    check([
        (Tags.has_element("x"), &[1, 3]),
        (Tags.has_element("it's"), &[]),
        (Tags.has_any(["dns", "y"]), &[1, 3]),
        (Tags.has_any(Vec::<String>::new()), &[]),
        (Tags.has_all(["y", "x"]), &[3]),
        (Tags.has_all(Vec::<String>::new()), &[1, 2, 3]),
        (Tags.contained_by(["dns", "x"]), &[1, 2]),
        (Tags.length().gte(2), &[1, 3]),
        (Tags.empty(), &[2]),
        (Tags.not_empty(), &[1, 3]),
        (Tags.element(1).eq("dns"), &[1]),
        (Tags.element(-1).eq("y"), &[3]),
        // Outside of the array there is the default, or NULL.
        (Tags.element(3).eq(""), &[1, 2]),
        (Tags.element_or_null(3).is_null(), &[1, 2]),
        (Tags.slice(1, 2).has_element("y"), &[3]),
        (Tags.element(1).has_prefix("d"), &[1]),
    ])
    .await;
}

#[tokio::test]
async fn maps_and_tuples_are_looked_into() {
    check([
        (Labels.has_key("foo"), &[1, 3]),
        (Labels.has_key(""), &[1]),
        (Labels.has_key("it's"), &[]),
        (Labels.key("foo").eq(7), &[3]),
        (Labels.key("none").eq(0), &[1, 2, 3]),
        (Labels.key_or_null("foo").is_null(), &[2]),
        (Labels.has_value(2), &[1]),
        (Labels.map_keys().has_element(""), &[1]),
        (Labels.map_values().has_element(7), &[3]),
        (Labels.length().eq(2), &[1]),
        (Labels.empty(), &[2]),
        (Point.element("x").lt(0), &[2]),
        (Point.element("y z").eq("it's"), &[3]),
        (Point.tuple_element(2).has_prefix("o"), &[1]),
        (Point.tuple_element(-1).eq("zwei"), &[2]),
    ])
    .await;
}

#[tokio::test]
async fn paths_of_json_are_followed() {
    check([
        (Body.path("a.b").is_null(), &[3]),
        (Body.path("a.b").is_not_null(), &[1, 2]),
        (Body.path("nothing").is_not_null(), &[]),
        (Body.path("it's").is_not_null(), &[]),
        (Body.typed_path("a.b", &DataType::Int64).eq(5), &[1]),
        (Body.typed_path("a.b", &DataType::String).eq("five"), &[2]),
        // What is of another type is NULL.
        (Body.typed_path("a.b", &DataType::Int64).is_null(), &[2, 3]),
        (Body.typed_path("a.c", &DataType::String).icontains("EX"), &[1]),
        (Body.path("list[]").length().eq(2), &[1]),
        (Body.typed_path("list[].n", &DataType::Int64).has_element(2), &[1]),
        (Body.json_path(["a", "c"]).is_not_null(), &[1]),
        (Body.json_path_as(["a", "b"], &DataType::String).eq("5"), &[1]),
        (Body.has_json_path(["a"]), &[1, 2]),
        (Body.has_json_path(["a", "c"]), &[1]),
    ])
    .await;
}

#[tokio::test]
async fn addresses_and_enums_are_looked_up() {
    check([
        (Address.in_ip_range("10.0.0.0/8"), &[1]),
        // The server says of a NULL that it is in no range.
        (Address.in_ip_range("10.0.0.0/8").not(), &[2, 3]),
        (Address.to_text().has_prefix("192."), &[3]),
        (State.to_text().icontains("OPE"), &[1, 3]),
        (State.to_text().has_suffix("ed"), &[2]),
        (State.eq("closed"), &[2]),
    ])
    .await;
}

#[tokio::test]
async fn parts_of_dates_and_times_are_compared() {
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let at = |hour, minute| date(2024, 1, 31).and_hms_opt(hour, minute, 0).unwrap().and_utc();
    check([
        (At.to_year().eq(2024), &[1, 2]),
        (At.to_month().eq(2), &[2, 3]),
        (At.to_quarter().eq(1), &[1, 2, 3]),
        (At.to_iso_year().eq(2025), &[3]),
        (At.to_iso_week().eq(5), &[1, 2, 3]),
        (At.to_day_of_year().eq(31), &[1]),
        (At.to_day_of_month().eq(31), &[1]),
        (At.to_day_of_week().eq(3), &[1]),
        (At.to_hour().eq(23), &[1]),
        (At.to_minute().eq(30), &[1, 2, 3]),
        (At.to_second().eq(15), &[1]),
        (At.to_millisecond().eq(0), &[1, 2, 3]),
        (At.to_yyyymm().eq(202_402), &[2]),
        (At.to_yyyymmdd().eq(20_240_131), &[1]),
        (At.to_unix_timestamp().eq(at(23, 30).timestamp() + 15), &[1]),
        (At.to_date().eq(date(2024, 1, 31)), &[1]),
        (At.to_monday().eq(date(2024, 1, 29)), &[1, 2]),
        (At.to_last_day_of_month().eq(date(2024, 2, 29)), &[2]),
        (At.to_start_of_year().eq(date(2025, 1, 1)), &[3]),
        (At.to_start_of_iso_year().eq(date(2024, 1, 1)), &[1, 2]),
        (At.to_start_of_quarter().eq(date(2024, 1, 1)), &[1, 2]),
        (At.to_start_of_month().eq(date(2024, 2, 1)), &[2]),
        (At.to_start_of_week().eq(date(2024, 1, 28)), &[1, 2]),
        (At.to_start_of_day().eq(at(0, 0)), &[1]),
        (At.to_start_of_hour().eq(at(23, 0)), &[1]),
        (At.to_start_of_fifteen_minutes().eq(at(23, 30)), &[1]),
        (At.to_start_of_ten_minutes().eq(at(23, 30)), &[1]),
        (At.to_start_of_five_minutes().eq(at(23, 30)), &[1]),
        (At.to_start_of_minute().eq(at(23, 30)), &[1]),
        (At.date_trunc("week").eq(date(2024, 1, 29)), &[1, 2]),
        (
            At.to_start_of_interval(Expr::cust("INTERVAL 12 HOUR"))
                .eq(at(12, 0)),
            &[1],
        ),
        // Where it is half past eight of the next day.
        (At.to_timezone("Asia/Tokyo").to_hour().eq(8), &[1]),
        (At.to_timezone("Asia/Tokyo").to_month().eq(2), &[1, 2, 3]),
        (Day.to_year().eq(2024), &[1]),
        (Day.to_year().is_null(), &[2]),
        (Day.to_start_of_month().eq(date(2025, 2, 1)), &[3]),
    ])
    .await;
}

#[tokio::test]
async fn what_is_smaller_than_a_day_is_refused_of_a_date() {
    let test = traces().await;
    let error = trace::Entity::find()
        .filter(Day.to_start_of_hour().is_not_null())
        .count(&test.db)
        .await
        .unwrap_err();
    let name = ClickHouseError::from_db_err(&error).and_then(|error| error.name().map(str::to_owned));
    assert_eq!(name.as_deref(), Some("ILLEGAL_TYPE_OF_ARGUMENT"), "{error}");
}

/// A column without its table would be ambiguous, or be that of the other table.
#[tokio::test]
async fn lookups_of_joined_tables_know_whose_column_they_ask() {
    let test = traces().await;
    let both = trace::Entity::find()
        .inner_join(service::Entity)
        .filter(Tags.has_element("x"))
        .filter(service::Column::Tags.has_element("dns"))
        .filter(
            Condition::any()
                .add(Name.has_prefix("it's"))
                .add(service::Column::Name.has_prefix("none")),
        )
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(both.iter().map(|trace| trace.id).collect::<Vec<_>>(), [3]);
    let related = trace::Entity::find()
        .find_also_related(service::Entity)
        .filter(service::Column::Name.iends_with("NK"))
        .filter(Name.not_empty())
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(related.len(), 1);
    assert_eq!(related[0].1.as_ref().unwrap().name, "bank");
}

#[tokio::test]
async fn lookups_are_selected_grouped_and_ordered_by() {
    let test = traces().await;
    let rows: Vec<(u16, Option<String>, i64)> = trace::Entity::find()
        .select_only()
        .column_as(At.to_year(), "year")
        .column_as(Labels.map_keys().element_or_null(1), "key")
        .column_as(trace::Column::Id.count(), "traces")
        .group_by(At.to_year())
        .group_by(Labels.map_keys().element_or_null(1))
        .order_by_asc(At.to_year())
        .order_by_asc(Labels.map_keys().element_or_null(1))
        .into_tuple()
        .all(&test.db)
        .await
        .unwrap();
    assert_eq!(
        rows,
        [
            (2024, Some("foo".to_owned()), 1),
            (2024, None, 1),
            (2025, Some("foo".to_owned()), 1)
        ]
    );
}

/// A cast of the column, on every row, kept the index from being used.
#[tokio::test]
async fn a_prefix_is_found_by_the_primary_key() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.execute_unprepared(
        "CREATE TABLE service (id Int64, name String, tags Array(String)) ENGINE = MergeTree ORDER BY name
             SETTINGS index_granularity = 1;
         INSERT INTO service SELECT number, toString(number), [] FROM numbers(1000)",
    )
    .await
    .unwrap();
    let select = service::Entity::find().filter(service::Column::Name.has_prefix("77"));
    assert_eq!(select.clone().count(db).await.unwrap(), 11);
    let plan = format!(
        "EXPLAIN indexes = 1 {}",
        select.into_query().to_string(ClickHouseQueryBuilder)
    );
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::MySql, plan))
        .await
        .unwrap();
    let lines: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let granules = lines
        .iter()
        .filter_map(|line| line.trim().strip_prefix("Granules: ")?.strip_suffix("/1000"))
        .map(|read| read.parse::<u32>().unwrap())
        .min();
    assert!(granules.is_some_and(|read| read <= 12), "{lines:#?}");
}
