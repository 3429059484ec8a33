use sea_query::{DeleteStatement, Expr, ExprTrait, Func, Keyword, Order, Query, UpdateStatement, Value};
use sea_query_clickhouse::{Target, build_clickhouse, connection::Mutation, prelude::*};

use crate::{select::events, server::Server};

#[track_caller]
fn update(server: &Server, statement: &mut UpdateStatement, text: &str, rows: &str) {
    statement.setting("mutations_sync", 1);
    server.check(statement, &format!("{text} SETTINGS mutations_sync = 1"), "");
    assert_eq!(
        server
            .run("SELECT id, port, name, score FROM event ORDER BY id")
            .trim_end(),
        rows
    );
}

#[test]
fn updates() {
    let s = events();
    let event = || Query::update().table("event").take();
    update(
        &s,
        event()
            .value("port", 8080)
            .value("name", "it's")
            .and_where(Expr::col("id").eq(2)),
        r"ALTER TABLE `event` UPDATE `port` = 8080, `name` = 'it\'s' WHERE `id` = 2",
        "1\t53\tdns\t0.5\n2\t8080\tit\\'s\t\\N\n3\t443\thttps\t2.5\n4\t53\tdns\t1",
    );
    update(
        &s,
        event()
            .value("score", Value::Double(None))
            .and_where(Expr::col(("event", "id")).is_in([1, 4])),
        "ALTER TABLE `event` UPDATE `score` = NULL WHERE `event`.`id` IN (1, 4)",
        "1\t53\tdns\t\\N\n2\t8080\tit\\'s\t\\N\n3\t443\thttps\t2.5\n4\t53\tdns\t\\N",
    );
    update(
        &s,
        event()
            .value(
                "score",
                Expr::case(Expr::col("port").gt(100), 1.5).finally(Expr::Keyword(Keyword::Null)),
            )
            .value(
                "name",
                Expr::cust_with_exprs("concat(?, '!')", [Expr::col("name")]),
            )
            .and_where(Expr::col("id").in_subquery(Query::select().column("event_id").from("host").take())),
        "ALTER TABLE `event` UPDATE `score` = (CASE WHEN (`port` > 100) THEN 1.5 ELSE NULL END), \
         `name` = concat(`name`, '!') WHERE `id` IN (SELECT `event_id` FROM `host`)",
        // It ran twice: once built, once as text.
        "1\t53\tdns!!\t\\N\n2\t8080\tit\\'s\t\\N\n3\t443\thttps!!\t1.5\n4\t53\tdns\t\\N",
    );
    let highest = Query::select()
        .expr(Func::cust("max").arg(Expr::col("event_id")))
        .from("host")
        .take();
    update(
        &s,
        event()
            .value("port", Expr::SubQuery(None, Box::new(highest.into())))
            .all_rows(),
        "ALTER TABLE `event` UPDATE `port` = (SELECT max(`event_id`) FROM `host`) WHERE 1",
        "1\t9\tdns!!\t\\N\n2\t9\tit\\'s\t\\N\n3\t9\thttps!!\t1.5\n4\t9\tdns\t\\N",
    );
}

#[test]
fn deletes() {
    let s = events();
    s.check(
        Query::delete()
            .from_table("event")
            .and_where(Expr::col("name").eq("dns"))
            .setting("mutations_sync", 1),
        "ALTER TABLE `event` DELETE WHERE `name` = 'dns' SETTINGS mutations_sync = 1",
        "",
    );
    assert_eq!(s.run("SELECT id FROM event ORDER BY id"), "2\n3\n");
    s.check(
        Query::delete()
            .from_table("event")
            .all_rows()
            .setting("mutations_sync", 1),
        "ALTER TABLE `event` DELETE WHERE 1 SETTINGS mutations_sync = 1",
        "",
    );
    assert_eq!(s.run("SELECT count() FROM event"), "0\n");
    assert_eq!(
        Query::delete()
            .from_table(("db", "t"))
            .on_cluster("a")
            .all_rows()
            .on_cluster("it`s")
            .to_string(ClickHouseQueryBuilder),
        r"ALTER TABLE `db`.`t` ON CLUSTER `it\`s` DELETE WHERE 1"
    );
}

/// What `Mutation` says beforehand is what the server does.
#[track_caller]
fn foretold(server: &Server, statement: &UpdateStatement) {
    let target = Target::default().unconditional_mutations();
    let mut mutation = Mutation::update(statement, &target).unwrap();
    let reached: usize = server.answer(&mutation.count(), &target).trim().parse().unwrap();
    assert_eq!(
        server.answer(&mutation.exists(), &target).trim() == "1",
        reached > 0
    );
    let (select, names) = mutation.rows().unwrap().unwrap();
    assert_eq!(names, ["id", "port", "score"]);
    let mut told: Vec<String> = server
        .answer(&select, &target)
        .lines()
        .map(str::to_owned)
        .collect();
    assert_eq!(told.len(), reached);
    let before = server.run("SELECT id, port, score FROM event ORDER BY id");
    let mut built = mutation.build().unwrap();
    built.sql.push_str(" SETTINGS mutations_sync = 1");
    server.run_built(&built);
    let after = server.run("SELECT id, port, score FROM event ORDER BY id");
    told.sort();
    for row in &told {
        assert!(after.lines().any(|line| line == row), "{row} in\n{after}");
    }
    let unchanged = before
        .lines()
        .filter(|line| !after.lines().any(|other| other == *line))
        .count();
    assert!(unchanged <= reached);
}

#[test]
fn the_rows_of_an_update_are_known_before_it() {
    let s = events();
    let event = || {
        Query::update()
            .table("event")
            .returning(Query::returning().columns(["id", "port", "score"]))
            .take()
    };
    foretold(
        &s,
        event()
            .value("port", Expr::col("port").add(1))
            .and_where(Expr::col("port").eq(53)),
    );
    foretold(
        &s,
        event()
            .value("score", Value::Double(None))
            .and_where(Expr::col("score").gt(0.6)),
    );
    foretold(
        &s,
        event()
            .value("score", 1)
            .value("port", 7)
            .and_where(Expr::col(("event", "id")).lte(2)),
    );
    foretold(
        &s,
        event()
            .value("port", Expr::col("id"))
            .value("score", Expr::col("port")),
    );
    foretold(&s, event().value("port", 1).and_where(Expr::col("id").eq(99)));
    // What does not fit wraps in the server's cast, there as here.
    foretold(&s, event().value("port", 65_537).and_where(Expr::col("id").eq(1)));
}

#[test]
fn the_rows_of_a_delete_are_known_before_it() {
    let s = events();
    let target = Target::default();
    let mut delete = Query::delete();
    delete
        .from_table("event")
        .and_where(Expr::col("port").eq(53))
        .returning_col("id")
        .setting("mutations_sync", 1);
    let mut mutation = Mutation::delete(&delete, &target).unwrap();
    assert!(mutation.sets("mutations_sync") && !mutation.sets("max_threads"));
    assert!(mutation.table().is_some());
    let (mut rows, names) = mutation.rows().unwrap().unwrap();
    assert_eq!(names, ["id"]);
    assert_eq!(s.answer(rows.order_by("id", Order::Asc), &target), "1\n4\n");
    assert_eq!(s.answer(&mutation.count(), &target), "2\n");
    s.run_built(&mutation.build().unwrap());
    assert_eq!(s.answer(&mutation.count(), &target), "0\n");
    assert_eq!(s.answer(&mutation.exists(), &target), "");
}

#[test]
fn refusals() {
    let update = |statement: &UpdateStatement| {
        build_clickhouse(statement, &Target::default())
            .unwrap_err()
            .to_string()
    };
    let delete = |statement: &DeleteStatement| {
        build_clickhouse(statement, &Target::default())
            .unwrap_err()
            .to_string()
    };
    let set = || {
        Query::update()
            .table("t")
            .value("a", 1)
            .and_where(Expr::col("id").eq(1))
            .take()
    };
    let rows = || {
        Query::delete()
            .from_table("t")
            .and_where(Expr::col("id").eq(1))
            .take()
    };
    let unconditional = "it has no condition and would reach every row of the table; say so by `.all_rows()`, or add a condition";
    assert_eq!(
        update(Query::update().table("t").value("a", 1)),
        format!("UPDATE: {unconditional}")
    );
    assert_eq!(
        delete(Query::delete().from_table("t")),
        format!("DELETE: {unconditional}")
    );
    let target = Target::default().unconditional_mutations();
    assert_eq!(
        build_clickhouse(Query::delete().from_table("t"), &target)
            .unwrap()
            .sql,
        "ALTER TABLE `t` DELETE WHERE 1"
    );
    assert_eq!(
        update(set().all_rows()),
        "all_rows(): the statement has a condition too; keep one of the two"
    );
    let order = "ORDER BY: ClickHouse's mutations have no order; choose the rows by a condition, such as \
                 `key IN (SELECT key ... ORDER BY ... LIMIT ...)`";
    assert_eq!(update(set().order_by("a", Order::Asc)), order);
    assert_eq!(delete(rows().order_by("a", Order::Asc)), order);
    let limit = "LIMIT: ClickHouse's mutations have no limit; choose the rows by a condition, such as \
                 `key IN (SELECT key ... LIMIT ...)`";
    assert_eq!(update(set().limit(1)), limit);
    assert_eq!(delete(rows().limit(1)), limit);
    assert_eq!(
        update(set().from("u")),
        "UPDATE ... FROM: ClickHouse's mutations have no joins; use a sub-query: `column IN (SELECT ...)` in the condition, \
         or a dictionary in the assigned expression"
    );
    let returning = "RETURNING: ClickHouse's mutations return no rows; SELECT them before the mutation";
    assert_eq!(update(set().returning_col("a")), returning);
    assert_eq!(delete(rows().returning_all()), returning);
    assert_eq!(
        update(Query::update().table("t").and_where(Expr::col("a").eq(1))),
        "UPDATE: it sets no column"
    );
    assert_eq!(
        update(Query::update().value("a", 1).all_rows()),
        "UPDATE: it must name one table, without an alias"
    );
    assert_eq!(
        delete(Query::delete().all_rows()),
        "DELETE: it must name one table, without an alias"
    );
    let mut carried = Query::select().column("a").from("t").take();
    carried.final_();
    let with = || {
        let cte = sea_query::CommonTableExpression::new()
            .table_name("x")
            .query(Query::select().column("a").from("t").take())
            .to_owned();
        sea_query::WithClause::new().cte(cte).to_owned()
    };
    let sentence = "WITH: ClickHouse's mutations take no WITH clause; put the sub-query into the condition";
    assert_eq!(update(set().with_cte(with())), sentence);
    assert_eq!(delete(rows().with_cte(with())), sentence);
    assert_eq!(
        build_clickhouse(&set().with(with()), &Target::default())
            .unwrap_err()
            .to_string(),
        sentence
    );
    assert_eq!(
        build_clickhouse(&rows().with(with()), &Target::default())
            .unwrap_err()
            .to_string(),
        sentence
    );
    let target = Target::default();
    let all = set().returning_all().take();
    assert!(Mutation::update(&all, &target).unwrap().rows().is_err());
}

#[test]
fn instants_keep_their_fraction() {
    // The server writes a mutation down with its parameters in place, and reads a fraction of a second back as another.
    let s = Server::with(&[
        "CREATE TABLE moment (id UInt8, at DateTime64(6, 'UTC'), day Date32, time Time64(6)) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO moment VALUES (1, 0, '2020-01-01', 0)",
    ]);
    let at = chrono::NaiveDate::from_ymd_opt(1950, 5, 6)
        .unwrap()
        .and_hms_micro_opt(7, 8, 9, 123_456)
        .unwrap();
    let later = chrono::NaiveDate::from_ymd_opt(2000, 1, 1)
        .unwrap()
        .and_hms_micro_opt(0, 0, 0, 5)
        .unwrap();
    s.answer(
        Query::update()
            .table("moment")
            .value("at", at)
            .value("day", at.date())
            .value("time", at.time())
            .and_where(Expr::col("at").lt(later))
            .setting("mutations_sync", 1),
        &Target::default(),
    );
    assert_eq!(
        s.run("SELECT at, day, time FROM moment"),
        "1950-05-06 07:08:09.123456\t1950-05-06\t07:08:09.123456\n"
    );
}
