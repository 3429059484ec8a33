use sea_query::{Expr, ExprTrait, Func, Keyword, LikeExpr, Query, Value};
use sea_query_clickhouse::{
    BuildErrorKind, ClickHouseStatement, ColumnTypes, Target, build_clickhouse, prelude::*,
    query::TableFunction,
};

use super::{build, count, granules, keyed};
use crate::server::Server;

#[test]
fn a_list_of_5000_values_is_one_parameter_and_uses_the_index() {
    let s = keyed();
    let list: Vec<u32> = (0..5000).collect();
    let query = count().and_where(Expr::col("a").is_in(list)).to_owned();
    let built = build(&query);
    assert_eq!(
        built.sql,
        "SELECT count() FROM `t` WHERE `a` IN {p0:Array(UInt32)}"
    );
    assert_eq!(built.parameters.len(), 1);
    assert_eq!(s.run_built(&built), "50000\n");
    let (left, all) = granules(&s, &built);
    assert!(left <= 501 && all == 1000, "{left}/{all}");
}

#[test]
fn a_string_of_200_kilobytes_is_a_literal() {
    let s = Server::new();
    let long = "it's \\ ".repeat(30_000);
    let query = Query::select()
        .expr(
            Func::cust("cityHash64")
                .arg(Expr::val(long.as_str()))
                .eq(Func::cust("cityHash64").arg(Expr::val(long.as_str()))),
        )
        .expr(Func::cust("length").arg(long.as_str()))
        .to_owned();
    let built = build(&query);
    assert!(built.parameters.is_empty(), "no field of a form takes as much");
    assert_eq!(s.run_built(&built), format!("1\t{}\n", long.len()));
}

#[test]
fn more_than_a_thousand_values_are_literals_from_some_on() {
    let s = Server::new();
    let mut query = Query::select();
    query.exprs((0..1_200u32).map(Expr::val));
    let built = build(&query);
    assert!(built.parameters.len() < 1000, "a form has a thousand fields");
    assert_eq!(s.run_built(&built).split('\t').count(), 1200);
}

#[test]
fn parameters_stand_only_where_the_server_takes_them() {
    let s = Server::with(&[
        "CREATE TABLE sampled (a UInt32) ENGINE = MergeTree ORDER BY a SAMPLE BY a",
        "INSERT INTO sampled SELECT number FROM numbers(10)",
    ]);
    let none = |statement: &dyn ClickHouseStatement| {
        let built = build(statement);
        assert!(built.parameters.is_empty(), "{}", built.sql);
        s.run_built(&built)
    };
    // SAMPLE.
    none(
        Query::select()
            .column("a")
            .from("sampled")
            .sample_offset(0.5, 0.1),
    );
    assert!(
        s.send_parameter("SELECT a FROM sampled SAMPLE {p0:Float64}", "0.5")
            .is_err(),
        "else SAMPLE could have a parameter"
    );
    // LIKE ... ESCAPE: the escape is a literal, the pattern need not be.
    let like = Query::select()
        .expr(Expr::val("a%").like(LikeExpr::new("a|%").escape('|')))
        .to_owned();
    let built = build(&like);
    assert_eq!(built.sql, "SELECT {p0:String} LIKE {p1:String} ESCAPE '|'");
    assert_eq!(s.run_built(&built), "1\n");
    // The arguments of a skip index, ON CLUSTER and the defaults of columns.
    let table = ClickHouseTable::create("x")
        .col(ClickHouseColumnDef::new("a", DataType::String).default(Expr::val("it's")))
        .index(SkipIndex::new(
            "i",
            Expr::col("a").eq("it's"),
            SkipIndexType::BloomFilter(Some(0.01)),
        ))
        .engine(Engine::merge_tree())
        .order_by(["a"])
        .ttl(Expr::cust_with_values("toDate(?) + length(a)", ["2099-01-01"]));
    none(&table);
    let cluster = build(
        Query::delete()
            .from_table("x")
            .on_cluster("c")
            .and_where(Expr::col("a").eq("b")),
    );
    assert_eq!(
        cluster.sql,
        "ALTER TABLE `x` ON CLUSTER `c` DELETE WHERE `a` = {p0:String}"
    );
    // The constants of orders, limits and table functions.
    none(
        Query::select()
            .column("a")
            .from("sampled")
            .limit_with(2u64)
            .limit_by(1u64, [Expr::col("a")]),
    );
    none(Query::select().column("number").from(TableFunction::numbers(2)));
}

#[test]
fn default_among_values_is_written_for_each_row() {
    let s = Server::with(&["CREATE TABLE d (a UInt8, b String DEFAULT 'x') ENGINE = Memory"]);
    let insert = Query::insert()
        .into_table("d")
        .columns(["a", "b"])
        .values_panic([1u8.into(), Expr::Keyword(Keyword::Default)])
        .values_panic([2u8.into(), "it's".into()])
        .values_panic([3u8.into(), Expr::Keyword(Keyword::Default)])
        .to_owned();
    let built = build(&insert);
    assert_eq!(
        built.sql,
        r"INSERT INTO `d` (`a`, `b`) VALUES (1, DEFAULT), (2, 'it\'s'), (3, DEFAULT)"
    );
    s.run_built(&built);
    assert_eq!(s.run("SELECT * FROM d ORDER BY a"), "1\tx\n2\tit\\'s\n3\tx\n");
}

#[test]
fn ranges_and_scales_of_parameters_are_checked_here() {
    struct Columns;
    impl ColumnTypes for Columns {
        fn data_type(&self, _: &sea_query::TableName, column: &str) -> Option<DataType> {
            Some(match column {
                "small" => DataType::Int8,
                "unsigned" => DataType::UInt8,
                "money" => DataType::decimal(9, 2),
                "day" => DataType::Date,
                _ => return None,
            })
        }
    }
    let s = Server::new();
    assert_eq!(s.send_parameter("SELECT {p0:Int8}", "300").unwrap(), "44\n");
    let built = |column: &'static str, value: Value| {
        let query = Query::select()
            .column("a")
            .from("t")
            .and_where(Expr::col(column).eq(value))
            .to_owned();
        build_clickhouse(&query, &Target::default().columns(&Columns))
    };
    let parameter = |column, value: Value| {
        let built = built(column, value).unwrap();
        let [parameter] = built.parameters.as_slice() else {
            panic!("{}", built.sql);
        };
        (parameter.data_type.to_string(), parameter.text.clone())
    };
    // What the column cannot hold has a type that can, in which the server compares it exactly.
    assert_eq!(
        parameter("small", 300i64.into()),
        ("Int64".to_owned(), "300".to_owned())
    );
    assert_eq!(
        parameter("small", 300i16.into()),
        ("Int16".to_owned(), "300".to_owned())
    );
    assert_eq!(
        parameter("small", u64::MAX.into()),
        ("UInt64".to_owned(), u64::MAX.to_string())
    );
    assert_eq!(
        parameter("unsigned", (-1i64).into()),
        ("Int64".to_owned(), "-1".to_owned())
    );
    let third = rust_decimal::Decimal::new(12345, 4);
    let (data_type, text) = parameter("money", third.into());
    assert_eq!((data_type.as_str(), text.as_str()), ("Decimal(38, 4)", "1.2345"));
    let old = chrono::NaiveDate::from_ymd_opt(1960, 1, 1).unwrap();
    assert_eq!(
        s.send_parameter("SELECT {p0:Date}", "1960-01-01").unwrap(),
        "1970-01-01\n"
    );
    assert_eq!(
        parameter("day", old.into()),
        ("Date32".to_owned(), "1960-01-01".to_owned())
    );
    // What no type holds is refused.
    let year = chrono::NaiveDate::from_ymd_opt(3000, 1, 1).unwrap();
    let error = build_clickhouse(
        &Query::select().expr(Expr::val(year)).to_owned(),
        &Target::default(),
    )
    .unwrap_err();
    assert_eq!(error.kind(), BuildErrorKind::Value);
}
