//! The statements that need each feature.

mod query;
mod server;
mod table;

use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Func, Order, Query, SelectStatement, UnionType, WithClause,
};
use sea_query_clickhouse::{
    ClickHouseStatement, Feature,
    dictionary::{DictionaryAttribute, Layout, source},
    engine::Custom,
    func::conversion::{accurate_cast, cast},
    prelude::*,
    projection::Projection,
    query::{OrderBy, WithFill},
    statement::Interval,
    table::TableAlterStatement,
    types::IntervalUnit,
    view::{MaterializedViewCreateStatement, Refresh},
};

pub(in crate::capability) type Statement = Box<dyn ClickHouseStatement>;

pub(in crate::capability) fn ids() -> SelectStatement {
    Query::select().column("id").from("t").to_owned()
}

fn of(change: impl FnOnce(&mut SelectStatement)) -> Statement {
    let mut query = ids();
    change(&mut query);
    Box::new(query)
}

fn with(cte: &CommonTableExpression, recursive: bool) -> Statement {
    let with = WithClause::new().recursive(recursive).cte(cte.clone()).to_owned();
    of(|query| {
        query.with_cte(with);
    })
}

fn cte() -> CommonTableExpression {
    CommonTableExpression::new()
        .table_name("x")
        .query(ids())
        .to_owned()
}

fn alter() -> TableAlterStatement {
    ClickHouseTable::alter("t")
}

fn projection() -> Projection {
    Projection::new(
        "p",
        Query::select().column("a").order_by("a", Order::Asc).to_owned(),
    )
}

fn materialized() -> MaterializedViewCreateStatement {
    ClickHouseView::create_materialized("v", ids()).to("target")
}

fn daily() -> Refresh {
    Refresh::every(Interval::new(1, IntervalUnit::Day))
}

fn dictionary(layout: impl Into<Layout>) -> Statement {
    Box::new(
        ClickHouseDictionary::create("d")
            .attribute(DictionaryAttribute::new("ngram", DataType::String))
            .attribute(DictionaryAttribute::new("class", DataType::UInt32).default(0))
            .primary_key(["ngram"])
            .source(source::YamlRegExpTree::new("tree.yaml"))
            .layout(layout)
            .lifetime(0),
    )
}

fn column(column: ClickHouseColumnDef) -> Statement {
    Box::new(
        ClickHouseTable::create("t")
            .col(ClickHouseColumnDef::new("stored", DataType::UInt8))
            .col(column)
            .engine(Engine::merge_tree())
            .order_by_exprs([]),
    )
}

/// A type as that of a column, inside of others, and in casts.
fn typed(data_type: DataType) -> Vec<Statement> {
    let inside = DataType::named_tuple([("a", DataType::array(data_type.clone()))]);
    let name = data_type.to_string();
    vec![
        column(ClickHouseColumnDef::new("c", data_type.clone())),
        column(ClickHouseColumnDef::new("c", inside)),
        of(|query| {
            query.expr(Expr::col("c").cast_as(sea_query::Alias::new(name.clone())));
        }),
        of(|query| {
            query.expr(Func::cast_as_quoted(
                Expr::col("c"),
                sea_query::Alias::new(format!("{name}[]")),
            ));
        }),
        of(|query| {
            query.expr(cast(Expr::col("c"), &data_type));
        }),
        of(|query| {
            query.expr(accurate_cast(Expr::col("c"), &data_type));
        }),
    ]
}

fn engine(engine: Engine) -> Statement {
    let has_keys = matches!(engine, Engine::MergeTree(_) | Engine::Replicated { .. });
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("c", DataType::String))
        .engine(engine);
    Box::new(if has_keys { table.order_by_exprs([]) } else { table })
}

fn custom_engine(name: &str) -> Statement {
    engine(Custom::new(name).into())
}

fn filled() -> SelectStatement {
    ids()
        .order_by_with(OrderBy::new(Expr::col("id")).fill(WithFill::new()))
        .to_owned()
}

fn union(kind: UnionType) -> Statement {
    of(|query| {
        query.union(kind, ids());
    })
}

fn update() -> sea_query::UpdateStatement {
    Query::update().table("t").value("a", 1).all_rows().to_owned()
}

fn delete() -> sea_query::DeleteStatement {
    Query::delete().from_table("t").all_rows().to_owned()
}
pub(in crate::capability) fn statements(feature: Feature) -> Vec<Statement> {
    let statements = query::statements(feature)
        .or_else(|| table::statements(feature))
        .or_else(|| server::statements(feature));
    match statements {
        Some(statements) => statements,
        None => panic!("no statement here uses {feature:?}"),
    }
}
