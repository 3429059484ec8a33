use sea_query::{Asterisk, Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    prelude::*,
    query::{ArrayJoin, Join, TableFunction},
};

use crate::server::Server;

fn trades() -> Server {
    Server::with(&[
        "CREATE TABLE trade (symbol String, at UInt32, price UInt32) ENGINE = MergeTree ORDER BY (symbol, at)",
        "CREATE TABLE quote (symbol String, at UInt32, bid UInt32, version UInt8) \
         ENGINE = ReplacingMergeTree(version) ORDER BY (symbol, at, intHash32(at)) SAMPLE BY intHash32(at)",
        "SYSTEM STOP MERGES quote",
        "INSERT INTO trade VALUES ('a', 10, 100), ('a', 20, 200), ('b', 10, 300), ('c', 10, 400)",
        "INSERT INTO quote VALUES ('a', 5, 1, 1), ('a', 15, 2, 1), ('b', 10, 3, 1)",
        "INSERT INTO quote VALUES ('b', 10, 4, 2)",
    ])
}

fn prices() -> SelectStatement {
    Query::select()
        .column(("t", "price"))
        .from_as("trade", "t")
        .order_by(("t", "price"), Order::Asc)
        .to_owned()
}

fn symbols() -> Expr {
    Expr::col(("t", "symbol")).equals(("q", "symbol"))
}

fn earlier() -> Expr {
    Expr::col(("t", "at")).gte(Expr::col(("q", "at")))
}

#[test]
fn strictness_and_kind() {
    let s = trades();
    let check = |join: Join, text: &str, answer: &str| {
        s.check(
            prices().join_with(join.alias("q")),
            &format!("SELECT `t`.`price` FROM `trade` AS `t` {text} ORDER BY `t`.`price` ASC"),
            answer,
        );
    };
    let quote = || Join::new("quote").on(symbols());
    let text = |kind: &str| format!("{kind} JOIN `quote` AS `q` ON `t`.`symbol` = `q`.`symbol`");
    check(quote(), &text("INNER"), "100\n100\n200\n200\n300\n300");
    check(quote().all(), &text("INNER ALL"), "100\n100\n200\n200\n300\n300");
    check(quote().any(), &text("INNER ANY"), "100\n300");
    check(quote().left().any(), &text("LEFT ANY"), "100\n200\n300\n400");
    check(quote().right().any(), &text("RIGHT ANY"), "100\n100\n300\n300");
    check(quote().full(), &text("FULL"), "100\n100\n200\n200\n300\n300\n400");
    check(quote().left().semi(), &text("LEFT SEMI"), "100\n200\n300");
    check(quote().left().anti(), &text("LEFT ANTI"), "400");
    check(quote().right().semi(), &text("RIGHT SEMI"), "100\n100\n300\n300");
    check(
        quote().global().left().any(),
        &text("GLOBAL LEFT ANY"),
        "100\n200\n300\n400",
    );
    check(
        Join::new("quote").using(["symbol"]).any().left(),
        "LEFT ANY JOIN `quote` AS `q` USING (`symbol`)",
        "100\n200\n300\n400",
    );
    check(
        Join::new("quote").cross(),
        "CROSS JOIN `quote` AS `q`",
        "100\n100\n100\n100\n200\n200\n200\n200\n300\n300\n300\n300\n400\n400\n400\n400",
    );
    check(
        Join::new("quote").global().using(["symbol", "at"]).asof().left(),
        "GLOBAL LEFT ASOF JOIN `quote` AS `q` USING (`symbol`, `at`)",
        "100\n200\n300\n400",
    );
}

#[test]
fn asof_takes_the_nearest_row() {
    let s = trades();
    let mut query = prices();
    query.column(("q", "bid")).join_with(
        Join::new("quote")
            .alias("q")
            .left()
            .asof()
            .final_()
            .on(symbols())
            .on(earlier()),
    );
    s.check(
        &query,
        "SELECT `t`.`price`, `q`.`bid` FROM `trade` AS `t` LEFT ASOF JOIN `quote` AS `q` FINAL \
         ON `t`.`symbol` = `q`.`symbol` AND `t`.`at` >= `q`.`at` ORDER BY `t`.`price` ASC",
        "100\t1\n200\t2\n300\t4\n400\t\\N",
    );
    assert!(
        build_clickhouse(&query, &Target::default())
            .unwrap()
            .requirements
            .join_use_nulls
    );
}

#[test]
fn final_and_sample_of_each_table() {
    let s = trades();
    s.check(
        prices().join_with(Join::new("quote").alias("q").final_().sample(1.0).on(symbols())),
        "SELECT `t`.`price` FROM `trade` AS `t` INNER JOIN `quote` AS `q` FINAL SAMPLE 1 \
         ON `t`.`symbol` = `q`.`symbol` ORDER BY `t`.`price` ASC",
        "100\n100\n200\n200\n300",
    );
    s.check(
        prices()
            .join_as(JoinType::InnerJoin, "quote", "q", symbols())
            .final_of("q")
            .sample_offset_of("q", 1.0, 0.0),
        "SELECT `t`.`price` FROM `trade` AS `t` INNER JOIN `quote` AS `q` FINAL SAMPLE 1 OFFSET 0 \
         ON `t`.`symbol` = `q`.`symbol` ORDER BY `t`.`price` ASC",
        "100\n100\n200\n200\n300",
    );
    s.check(
        Query::select()
            .expr(Expr::cust("count()"))
            .from("trade")
            .from_as("quote", "q")
            .final_of("q")
            .sample_of("q", 1.0),
        "SELECT count() FROM `trade`, `quote` AS `q` FINAL SAMPLE 1",
        "12",
    );
    // Each query has its own.
    let inner = Query::select()
        .column("bid")
        .from("quote")
        .final_of("quote")
        .to_owned();
    s.check(
        Query::select()
            .expr(Expr::cust("count()"))
            .from("quote")
            .and_where(Expr::col("bid").in_subquery(inner)),
        "SELECT count() FROM `quote` WHERE `bid` IN (SELECT `bid` FROM `quote` FINAL)",
        "3",
    );
}

#[test]
fn paste_joins_by_place() {
    let s = trades();
    let numbers = |first: u64| {
        Query::select()
            .column("number")
            .from(TableFunction::numbers_from(first, 2, 1))
            .to_owned()
    };
    s.check(
        Query::select()
            .column(Asterisk)
            .from_subquery(numbers(0), "a")
            .join_with(Join::subquery(numbers(10), "b").paste()),
        "SELECT * FROM (SELECT `number` FROM numbers(0, 2, 1)) AS `a` \
         PASTE JOIN (SELECT `number` FROM numbers(10, 2, 1)) AS `b`",
        "0\t10\n1\t11",
    );
}

#[test]
fn array_joins() {
    let s = Server::with(&[
        "CREATE TABLE event (id UInt8, tags Array(String), ports Array(UInt16)) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE host (id UInt8, name String) ENGINE = MergeTree ORDER BY id",
        "INSERT INTO event VALUES (1, ['x', 'y'], [53, 80]), (2, [], [])",
        "INSERT INTO host VALUES (1, 'one'), (2, 'two')",
    ]);
    let events = || {
        Query::select()
            .column("id")
            .from("event")
            .order_by("id", Order::Asc)
            .to_owned()
    };
    s.check(
        events().column("tags").array_join([Expr::col("tags")]),
        "SELECT `id`, `tags` FROM `event` ARRAY JOIN `tags` ORDER BY `id` ASC",
        "1\tx\n1\ty",
    );
    s.check(
        events().column("tag").column("n").left_array_join([
            ArrayJoin::new(Expr::col("tags")).alias("tag"),
            ArrayJoin::new(Expr::cust("arrayEnumerate(tags)")).alias("n"),
        ]),
        "SELECT `id`, `tag`, `n` FROM `event` LEFT ARRAY JOIN `tags` AS `tag`, arrayEnumerate(tags) AS `n` \
         ORDER BY `id` ASC",
        "1\tx\t1\n1\ty\t2\n2\t\t0",
    );
    // In the order of the calls, among other joins.
    s.check(
        Query::select()
            .column(("h", "name"))
            .column("tag")
            .from_as("event", "e")
            .array_join([ArrayJoin::new(Expr::col(("e", "tags"))).alias("tag")])
            .join_with(
                Join::new("host")
                    .alias("h")
                    .on(Expr::col(("e", "id")).equals(("h", "id"))),
            )
            .order_by("tag", Order::Asc),
        "SELECT `h`.`name`, `tag` FROM `event` AS `e` ARRAY JOIN `e`.`tags` AS `tag` \
         INNER JOIN `host` AS `h` ON `e`.`id` = `h`.`id` ORDER BY `tag` ASC",
        "one\tx\none\ty",
    );
    // The element is not compared as the array that the column of its name is.
    struct Columns;
    impl sea_query_clickhouse::ColumnTypes for Columns {
        fn data_type(&self, _: &sea_query::TableName, column: &str) -> Option<DataType> {
            (column == "ports").then(|| DataType::array(DataType::UInt16))
        }
    }
    let query = events()
        .array_join([Expr::col("ports")])
        .and_where(Expr::col("ports").eq(53))
        .to_owned();
    let target = Target::default().columns(&Columns);
    assert_eq!(
        build_clickhouse(&query, &target).unwrap().sql,
        "SELECT `id` FROM `event` ARRAY JOIN `ports` WHERE `ports` = {p0:Int32} ORDER BY `id` ASC"
    );
    assert_eq!(s.answer(&query, &target), "1\n");
}

#[test]
fn hostile_names_stay_in_their_quotes() {
    let s = Server::with(&[
        r"CREATE TABLE `a\`\\ FINAL` (`x\`y` UInt8, arr Array(UInt8)) ENGINE = ReplacingMergeTree ORDER BY `x\`y`",
        r"INSERT INTO `a\`\\ FINAL` VALUES (1, [7])",
    ]);
    s.check(
        Query::select()
            .column("e`l--")
            .from_as(r"a`\ FINAL", "t`")
            .join_with(Join::new(r"a`\ FINAL").alias("u`").using(["x`y"]).final_())
            .array_join([ArrayJoin::new(Expr::col(("t`", "arr"))).alias("e`l--")])
            .final_of("t`"),
        r"SELECT `e\`l--` FROM `a\`\\ FINAL` AS `t\`` FINAL INNER JOIN `a\`\\ FINAL` AS `u\`` FINAL USING (`x\`y`) ARRAY JOIN `t\``.`arr` AS `e\`l--`",
        "7",
    );
}

#[test]
fn joins_that_mean_nothing_are_refused() {
    let refused = |join: Join, sentence: &str| {
        let error = build_clickhouse(prices().join_with(join), &Target::default()).unwrap_err();
        assert_eq!(error.to_string(), format!("JOIN: {sentence}"));
    };
    let quote = || Join::new("quote").alias("q").on(symbols());
    refused(
        quote().using(["symbol"]),
        "it has both ON and USING; keep one of the two",
    );
    refused(
        quote().cross(),
        "CROSS and PASTE joins take neither a condition nor a strictness; drop them",
    );
    refused(
        Join::new("quote").paste().any(),
        "CROSS and PASTE joins take neither a condition nor a strictness; drop them",
    );
    refused(
        Join::new("quote"),
        "it has no condition: add `.on(..)` or `.using(..)`, or say `.cross()`",
    );
    refused(
        quote().semi(),
        "SEMI and ANTI are kinds of LEFT and RIGHT joins; add `.left()` or `.right()`",
    );
    refused(
        quote().right().asof(),
        "ASOF joins are inner or LEFT; swap the tables",
    );
    refused(
        quote().asof(),
        "an ASOF join needs one inequality (>, >=, <, <=) in its condition, by which the nearest row is chosen",
    );
    refused(
        quote().full().any(),
        "ClickHouse has no ANY FULL joins; group the sides before the join",
    );
    let error = build_clickhouse(prices().final_of("q"), &Target::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "FINAL: `q` is neither a table nor an alias in FROM and JOIN of this SELECT"
    );
    let query = Query::select()
        .expr(1)
        .join_with(Join::new("quote").cross())
        .to_owned();
    let error = build_clickhouse(&query, &Target::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "JOIN: it joins to nothing; name a table by `.from(..)`"
    );
}

#[test]
fn another_backend_fails_on_a_join_of_clickhouse() {
    let text = |select: &SelectStatement| select.to_string(sea_query::MysqlQueryBuilder);
    assert!(text(prices().join_with(Join::new("quote").cross())).contains("clickhouse_clause('JOIN'"));
    assert!(text(prices().array_join([Expr::col("tags")])).contains("`clickhouse_clause`"));
}
