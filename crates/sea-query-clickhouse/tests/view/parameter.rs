use sea_query::{Expr, ExprTrait, Func, JoinType, Query};
use sea_query_clickhouse::{Target, build_clickhouse, prelude::*, query::TableFunction};

use super::{refused, server};

#[test]
fn a_parametrised_view_is_queried() {
    let s = server();
    let query = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::col("port").eq(ClickHouseView::parameter("port", DataType::UInt16)))
        .and_where(
            Func::cust("has")
                .arg(ClickHouseView::parameter(
                    "names",
                    DataType::array(DataType::String),
                ))
                .arg(Expr::col("name"))
                .into(),
        )
        .and_where(Expr::col("name").ne("x'y"))
        .to_owned();
    s.check_table(
        &ClickHouseView::create("by_port", query),
        "CREATE VIEW `by_port` AS SELECT `id` FROM `event` WHERE `port` = {port:UInt16} \
         AND has({names:Array(String)}, `name`) AND `name` <> 'x\\'y'",
    );
    let view = TableFunction::parametrized_view("by_port")
        .named("port", 53)
        .named("names", Expr::cust("['a', 'it\\'s']"));
    let read = Query::select().column("id").from(view).to_owned();
    assert_eq!(s.answer(&read, &Target::default()), "1\n");
}

#[test]
fn a_parameter_stands_wherever_an_expression_does() {
    let s = server();
    let parameter = |name: &str| ClickHouseView::parameter(name, DataType::Bool);
    let query = Query::select()
        .column(("event", "port"))
        .expr_as(ClickHouseView::parameter("label", DataType::String), "label")
        .from("event")
        .join(
            JoinType::InnerJoin,
            "service",
            Expr::col(("event", "port"))
                .equals(("service", "port"))
                .and(parameter("joined")),
        )
        .and_where(parameter("all"))
        .and_where(parameter("some").or(Expr::col(("event", "id")).gt(1)))
        .group_by_col(("event", "port"))
        .and_having(parameter("some"))
        .order_by_expr(parameter("all"), sea_query::Order::Asc)
        .to_owned();
    s.check_table(
        &ClickHouseView::create("v", query),
        "CREATE VIEW `v` AS SELECT `event`.`port`, {label:String} AS `label` FROM `event` \
         INNER JOIN `service` ON `event`.`port` = `service`.`port` AND {joined:Bool} \
         WHERE {all:Bool} AND ({some:Bool} OR `event`.`id` > 1) GROUP BY `event`.`port` HAVING {some:Bool} \
         ORDER BY {all:Bool} ASC",
    );
    assert_eq!(
        s.run("SELECT * FROM v(label = 'x', joined = true, all = true, some = true)"),
        "53\tx\n"
    );
    assert_eq!(
        s.run("SELECT * FROM v(label = 'x', joined = true, all = false, some = true)"),
        ""
    );
}

#[test]
fn a_parameter_stands_in_the_query_of_a_plain_view_alone() {
    let with = |name: &str| {
        let parameter = ClickHouseView::parameter(name, DataType::UInt16);
        Query::select()
            .column("id")
            .from("event")
            .and_where(Expr::col("port").eq(parameter))
            .to_owned()
    };
    let elsewhere = "view parameter: `p0` has a value only in the query of `ClickHouseView::create`; \
                     elsewhere put the value itself";
    refused(&with("p0"), elsewhere);
    refused(
        &ClickHouseView::create_materialized("m", with("p0")).to("t"),
        elsewhere,
    );
    refused(&ClickHouseView::alter("m").modify_query(with("p0")), elsewhere);
    refused(
        &ClickHouseView::create("v", with("a:UInt8} OR 1 --")),
        "view parameter: `a:UInt8} OR 1 --` is not the name of a parameter: letters, digits and _ only",
    );
    refused(
        &ClickHouseView::create("v", with("")),
        "view parameter: `` is not the name of a parameter: letters, digits and _ only",
    );
    let nested = Query::select()
        .column("id")
        .from_subquery(with("port"), "s")
        .to_owned();
    assert_eq!(
        ClickHouseView::create("v", nested).to_string(ClickHouseQueryBuilder),
        "CREATE VIEW `v` AS SELECT `id` FROM (SELECT `id` FROM `event` WHERE `port` = {port:UInt16}) AS `s`"
    );
}

#[test]
fn a_hand_made_parameter_cannot_leave_its_braces() {
    let carrier = Func::cust("clickhouse_clause")
        .args(["view parameter", "p", "UInt8} OR 1 = {q:UInt8"].map(Expr::val));
    let query = Query::select()
        .column("id")
        .from("event")
        .and_where(Expr::FunctionCall(carrier))
        .to_owned();
    assert!(build_clickhouse(&ClickHouseView::create("v", query), &Target::default()).is_err());
}
