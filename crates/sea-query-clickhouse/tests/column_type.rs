use chrono::NaiveDate;
use sea_query::{Expr, ExprTrait, Query, TableName};
use sea_query_clickhouse::{ColumnTypes, DataType, Target, build_clickhouse};

use crate::server::Server;

struct Types;

impl ColumnTypes for Types {
    fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
        if table.1.inner() != "typed" {
            return None;
        }
        let name = match column {
            "day" => "Date",
            "at" => "DateTime",
            "at3" => "DateTime64(3, 'Europe/Berlin')",
            "key" => "UUID",
            "ip" => "IPv4",
            "ip6" => "Nullable(IPv6)",
            "price" => "Decimal(10, 2)",
            "hash" => "UInt256",
            "sum" => "Nullable(Int128)",
            _ => return None,
        };
        name.parse().ok()
    }
}

fn typed() -> Server {
    Server::with(&[
        "CREATE TABLE typed (day Date, at DateTime, at3 DateTime64(3, 'Europe/Berlin'), key UUID, ip IPv4, ip6 Nullable(IPv6), \
         price Decimal(10, 2)) ENGINE = MergeTree ORDER BY (day, key)",
        "INSERT INTO typed VALUES ('2024-05-01', '2024-05-01 10:00:00', '2024-05-01 12:00:00.123', \
         '01234567-89ab-cdef-0123-456789abcdef', '10.0.0.1', '2001:db8::1', 12.34)",
    ])
}

#[test]
fn whole_numbers_are_integers_beside_a_wide_integer() {
    let most = "115792089237316195423570985008687907853269984665640564039457584007913129639935";
    let s = Server::with(&[
        "CREATE TABLE typed (hash UInt256, sum Nullable(Int128)) ENGINE = MergeTree ORDER BY hash",
        &format!("INSERT INTO typed VALUES ({most}, -5), (7, NULL)"),
    ]);
    let target = Target::default().columns(&Types);
    let check = |condition: Expr, text: &str| {
        let query = Query::select()
            .expr(Expr::cust("count()"))
            .from("typed")
            .and_where(condition)
            .to_owned();
        let built = build_clickhouse(&query, &target).unwrap();
        assert_eq!(built.sql, format!("SELECT count() FROM `typed` WHERE {text}"));
        assert_eq!(s.run_built(&built), "1\n", "{:?}", built.parameters);
    };
    let big = |text: &str| text.parse::<bigdecimal::BigDecimal>().unwrap();
    check(Expr::col("hash").eq(big("7.0")), "`hash` = {p0:UInt256}");
    check(Expr::col("hash").eq(big(most)), "`hash` = {p0:UInt256}");
    check(
        Expr::col("hash").is_in([big("7"), big("8")]),
        "`hash` IN {p0:Array(UInt256)}",
    );
    let seven = rust_decimal::Decimal::new(70, 1);
    check(Expr::col("hash").lte(seven), "`hash` <= {p0:UInt256}");
    check(Expr::col("sum").eq(big("-5")), "`sum` = {p0:Int128}");
    // What the column cannot hold has a wider type.
    let least = "-57896044618658097711785492504343953926634992332820282019728792003956564819968";
    check(Expr::col("sum").gt(big(least)), "`sum` > {p0:Int256}");
    check(Expr::col("sum").lt(big(most)), "`sum` < {p0:UInt256}");
    check(Expr::col("sum").lt(big("-4.5")), "`sum` < {p0:Decimal(38, 1)}");
}

#[test]
fn parameters_take_the_type_of_the_column() {
    let s = typed();
    let target = Target::default().columns(&Types);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let at3 = day.and_hms_milli_opt(10, 0, 0, 123).unwrap().and_utc();
    let check = |condition: Expr, text: &str| {
        let query = Query::select()
            .expr(Expr::cust("count()"))
            .from("typed")
            .and_where(condition)
            .to_owned();
        let built = build_clickhouse(&query, &target).unwrap();
        assert_eq!(built.sql, format!("SELECT count() FROM `typed` WHERE {text}"));
        assert_eq!(s.run_built(&built), "1\n", "{:?}", built.parameters);
    };
    check(Expr::col("day").eq(day), "`day` = {p0:Date}");
    check(Expr::val(day).eq(Expr::col("day")), "{p0:Date} = `day`");
    check(
        Expr::col("day").ne(NaiveDate::from_ymd_opt(1960, 1, 1).unwrap()),
        "`day` <> {p0:Date32}",
    );
    check(
        Expr::col("day").between(day, day),
        "`day` BETWEEN {p0:Date} AND {p1:Date}",
    );
    check(Expr::col("day").is_in([day]), "`day` IN {p0:Array(Date)}");
    check(
        Expr::col(("typed", "at3")).eq(at3),
        "`typed`.`at3` = {p0:DateTime64(3, 'UTC')}",
    );
    check(
        Expr::col("at3").lt(day.and_hms_micro_opt(10, 0, 0, 123_001).unwrap()),
        "`at3` < {p0:DateTime64(6, 'UTC')}",
    );
    check(
        Expr::col("at").lte(day.and_hms_opt(23, 0, 0).unwrap()),
        "`at` <= {p0:DateTime('UTC')}",
    );
    check(
        Expr::col("at").lte(at3.checked_add_days(chrono::Days::new(1)).unwrap()),
        "`at` <= {p0:DateTime64(6, 'UTC')}",
    );
    check(
        Expr::col("key").eq("01234567-89ab-cdef-0123-456789abcdef"),
        "`key` = {p0:UUID}",
    );
    check(
        Expr::col("key").is_in(["01234567-89ab-cdef-0123-456789abcdef"]),
        "`key` IN {p0:Array(UUID)}",
    );
    check(Expr::col("ip").eq("10.0.0.1"), "`ip` = {p0:IPv4}");
    check(Expr::col("ip6").eq("2001:db8::1"), "`ip6` = {p0:IPv6}");
    check(
        Expr::col("price").eq("12.340".parse::<rust_decimal::Decimal>().unwrap()),
        "`price` = {p0:Decimal(10, 2)}",
    );
    check(
        Expr::col("price").eq("12.34".parse::<bigdecimal::BigDecimal>().unwrap()),
        "`price` = {p0:Decimal(10, 2)}",
    );
    // What the column cannot hold is compared as what it is, beside a list too.
    let decimal = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
    check(
        Expr::col("price").ne(decimal("12.341")),
        "`price` <> {p0:Decimal(38, 3)}",
    );
    check(
        Expr::col("price").is_in([decimal("12.34"), decimal("12.341")]),
        "(`price` IN {p0:Array(Decimal(10, 2))} OR `price` = {p1:Decimal(38, 3)})",
    );
    check(
        Expr::col("price").is_not_in([decimal("1"), decimal("12.341")]),
        "(`price` NOT IN {p0:Array(Decimal(10, 2))} AND `price` <> {p1:Decimal(38, 3)})",
    );
    check(Expr::col("price").gt(12), "`price` > {p0:Decimal(10, 2)}");
    check(Expr::col("price").eq(12.34), "`price` = {p0:Decimal(10, 2)}");
    check(
        Expr::tuple([Expr::col("day"), Expr::col("price")])
            .in_tuples([(day, decimal("12.34")), (day, decimal("12.341"))]),
        "((`day`, `price`) IN (({p0:Date}, {p1:Decimal(10, 2)})) OR (`day` = {p2:Date} AND `price` = {p3:Decimal(38, 3)}))",
    );
}

#[test]
fn types_are_looked_up_in_scope() {
    let target = Target::default().columns(&Types);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let built = |query: &mut sea_query::SelectStatement| build_clickhouse(query, &target).unwrap().sql;
    use sea_query_clickhouse::prelude::*;
    assert_eq!(
        built(
            Query::select()
                .column("day")
                .from_as("typed", "t")
                .prewhere(Expr::col(("t", "day")).eq(day))
        ),
        "SELECT `day` FROM `typed` AS `t` PREWHERE `t`.`day` = {p0:Date}"
    );
    let other = Query::select()
        .column("day")
        .from_subquery(Query::select().column("day").from("x").take(), "x")
        .and_where(Expr::col("day").eq(day))
        .take();
    assert_eq!(
        built(
            Query::select()
                .column("day")
                .from("typed")
                .and_where(Expr::col("day").in_subquery(other))
        ),
        "SELECT `day` FROM `typed` WHERE `day` IN (SELECT `day` FROM (SELECT `day` FROM `x`) AS `x` \
         WHERE `day` = {p0:Date32})"
    );
    let correlated = Query::select()
        .column("id")
        .from("x")
        .and_where(Expr::col(("typed", "day")).eq(day))
        .take();
    assert_eq!(
        built(
            Query::select()
                .column("day")
                .from("typed")
                .and_where(Expr::exists(correlated))
        ),
        "SELECT `day` FROM `typed` WHERE EXISTS(SELECT `id` FROM `x` WHERE `typed`.`day` = {p0:Date})"
    );
}

#[test]
fn the_index_is_used() {
    let s = typed();
    let target = Target::default().columns(&Types);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    for condition in [
        Expr::col("day").eq(day),
        Expr::col("day").between(day, day),
        Expr::col("day").is_in([day, NaiveDate::from_ymd_opt(2024, 5, 2).unwrap()]),
    ] {
        let query = Query::select()
            .column("ip")
            .from("typed")
            .and_where(condition)
            .to_owned();
        for target in [&target, &Target::default()] {
            let mut built = build_clickhouse(&query, target).unwrap();
            built.sql = format!("EXPLAIN indexes = 1 {}", built.sql);
            let plan = s.run_built(&built);
            assert!(
                plan.contains("PrimaryKey") && plan.contains("day) in") | plan.contains("(day in"),
                "{}\n{plan}",
                built.sql
            );
        }
    }
}

#[test]
fn types_are_followed_into_sub_queries_and_hidden_by_names() {
    use sea_query::{Asterisk, CommonTableExpression, Func, WithClause};
    use sea_query_clickhouse::func::{array::array_exists, lambda};
    let target = Target::default().columns(&Types);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let typed = |column: &'static str, alias: &'static str| {
        Query::select()
            .expr_as(Expr::col(column), alias)
            .from("typed")
            .take()
    };
    let check = |query: &sea_query::SelectStatement, end: &str| {
        let sql = build_clickhouse(query, &target).unwrap().sql;
        assert!(sql.ends_with(end), "{sql}");
    };
    let from = |inner: sea_query::SelectStatement, condition: Expr| {
        Query::select()
            .column("id")
            .from_subquery(inner, "s")
            .and_where(condition)
            .take()
    };
    check(
        &from(typed("day", "d"), Expr::col("d").eq(day)),
        "`d` = {p0:Date}",
    );
    check(
        &from(typed("day", "d"), Expr::col(("s", "d")).eq(day)),
        "`s`.`d` = {p0:Date}",
    );
    check(
        &from(from(typed("day", "id"), Expr::val(true)), Expr::col("id").eq(day)),
        "`id` = {p1:Date}",
    );
    let all = Query::select().column(Asterisk).from("typed").take();
    check(&from(all, Expr::col("day").eq(day)), "`day` = {p0:Date}");
    let text = Query::select()
        .expr_as(Func::cust("toString").arg(Expr::col("day")), "day")
        .from("typed")
        .take();
    check(
        &from(text.clone(), Expr::col("day").eq(day)),
        "`day` = {p0:Date32}",
    );
    let mut aliased = text.clone();
    check(
        aliased.and_where(Expr::col("day").eq(day)),
        "WHERE `day` = {p0:Date32}",
    );
    // The table's column by its own name is not hidden.
    let mut qualified = text.clone();
    check(
        qualified.and_where(Expr::col(("typed", "day")).eq(day)),
        "WHERE `typed`.`day` = {p0:Date}",
    );
    let cte = CommonTableExpression::new()
        .table_name("typed")
        .query(text)
        .to_owned();
    let select = Query::select()
        .column("day")
        .from("typed")
        .and_where(Expr::col("day").eq(day))
        .take();
    let with = select.with(WithClause::new().cte(cte).to_owned());
    let sql = build_clickhouse(&with, &target).unwrap().sql;
    assert!(sql.ends_with("FROM `typed` WHERE `day` = {p0:Date32}"), "{sql}");
    // The parameter of a lambda hides the column of its name, and no other.
    let of = |parameter: &'static str| {
        Query::select()
            .column("id")
            .from("typed")
            .and_where(array_exists(lambda(parameter, Expr::col("day").eq(day)), [Expr::col("days")]).into())
            .take()
    };
    check(&of("x"), "arrayExists(`x` -> `day` = {p0:Date}, `days`)");
    check(&of("day"), "arrayExists(`day` -> `day` = {p0:Date32}, `days`)");
}

#[test]
fn tables_that_are_not_known_may_have_any_column() {
    struct OnlyTyped;
    impl ColumnTypes for OnlyTyped {
        fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
            Types.data_type(table, column)
        }

        fn knows(&self, table: &TableName) -> bool {
            table.1.inner() == "typed"
        }
    }
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let inner = Query::select()
        .column("id")
        .from("x")
        .and_where(Expr::col("day").eq(day))
        .take();
    let outer = Query::select()
        .column("id")
        .from("typed")
        .and_where(Expr::exists(inner))
        .take();
    let sql = |target| build_clickhouse(&outer, &target).unwrap().sql;
    assert!(sql(Target::default().columns(&OnlyTyped)).ends_with("`day` = {p0:Date32})"));
    assert!(sql(Target::default().columns(&Types)).ends_with("`day` = {p0:Date})"));
}

#[test]
fn a_list_of_what_fits_and_what_does_not_keeps_the_values() {
    let target = Target::default().columns(&Types);
    let day = NaiveDate::from_ymd_opt(2024, 5, 1).unwrap();
    let at = |nanoseconds| day.and_hms_nano_opt(10, 0, 0, nanoseconds).unwrap();
    let check = |condition: Expr, text: &str| {
        let query = Query::select()
            .column("id")
            .from("typed")
            .and_where(condition)
            .take();
        let built = build_clickhouse(&query, &target).unwrap();
        assert_eq!(built.sql, format!("SELECT `id` FROM `typed` WHERE {text}"));
    };
    check(
        Expr::col("at3").is_in([at(0), at(1000)]),
        "(`at3` IN {p0:Array(DateTime64(3, 'UTC'))} OR `at3` = {p1:DateTime64(6, 'UTC')})",
    );
    check(
        Expr::col("at3").is_not_in([at(1), at(1000)]),
        "(`at3` <> {p0:DateTime64(9, 'UTC')} AND `at3` <> {p1:DateTime64(6, 'UTC')})",
    );
    check(
        Expr::col("ip").is_in(["10.0.0.1", "2001:db8::1"]),
        "(`ip` IN {p0:Array(IPv4)} OR `ip` = {p1:IPv6})",
    );
    check(
        Expr::col("hash")
            .is_in([1u64, 2])
            .and(Expr::col("hash").is_in([-1, 2])),
        "`hash` IN {p0:Array(UInt256)} AND `hash` IN {p1:Array(Int32)}",
    );
    // Where an operator does not compare, the type of the column is not the value's.
    check(
        Expr::col("key").like("01234567-89ab-cdef-0123-456789abcdef"),
        "`key` LIKE {p0:String}",
    );
    check(
        Expr::col("price").mul(rust_decimal::Decimal::new(5, 1)).gt(1),
        "`price` * {p0:Decimal(38, 1)} > {p1:Int32}",
    );
}
