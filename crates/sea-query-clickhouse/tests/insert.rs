use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Keyword, OnConflict, Order, Query, Value, WithClause,
};
use sea_query_clickhouse::{
    Target, build_clickhouse,
    connection::{Cell, InsertSource, insert_native},
    prelude::*,
};

use crate::{select::events, server::Server};

fn table() -> Server {
    Server::with(&[
        "CREATE TABLE t (id UInt32, name String DEFAULT 'none', at DateTime64(3, 'UTC') DEFAULT 0) ENGINE = Memory",
    ])
}

#[track_caller]
fn check(server: &Server, insert: &sea_query::InsertStatement, text: &str, rows: &str) {
    assert_eq!(insert.to_string(ClickHouseQueryBuilder), text);
    server.run("TRUNCATE TABLE t");
    server.answer(insert, &Target::default());
    assert_eq!(server.run("SELECT id, name FROM t ORDER BY id").trim_end(), rows);
}

#[test]
fn values() {
    let s = table();
    check(
        &s,
        Query::insert()
            .into_table("t")
            .columns(["id", "name"])
            .values_panic([1.into(), "it's".into()])
            .values_panic([2.into(), "\\".into()]),
        r"INSERT INTO `t` (`id`, `name`) VALUES (1, 'it\'s'), (2, '\\')",
        "1\tit\\'s\n2\t\\\\",
    );
    check(
        &s,
        Query::insert()
            .into_table("t")
            .columns(["id", "name"])
            .values_panic([Expr::val(1).add(2), Expr::Keyword(Keyword::Default)]),
        "INSERT INTO `t` (`id`, `name`) VALUES (1 + 2, DEFAULT)",
        "3\tnone",
    );
    check(
        &s,
        Query::insert()
            .into_table("t")
            .columns(["id"])
            .values_panic([1.into()])
            .settings([("async_insert", 0)]),
        "INSERT INTO `t` (`id`) SETTINGS async_insert = 0 VALUES (1)",
        "1\tnone",
    );
}

#[test]
fn from_a_select() {
    let s = events();
    s.run("CREATE TABLE t (id UInt32, name String) ENGINE = Memory");
    let select = || {
        Query::select()
            .column("id")
            .column("name")
            .from("event")
            .and_where(Expr::col("id").lte(2))
            .take()
    };
    check(
        &s,
        Query::insert()
            .into_table("t")
            .columns(["id", "name"])
            .select_from(select().setting("max_threads", 1).take())
            .unwrap(),
        "INSERT INTO `t` (`id`, `name`) SELECT `id`, `name` FROM `event` WHERE `id` <= 2 SETTINGS max_threads = 1",
        "1\tdns\n2\thttp",
    );
    check(
        &s,
        Query::insert()
            .into_table("t")
            .columns(["id", "name"])
            .settings([("max_insert_threads", 1)])
            .select_from(select())
            .unwrap(),
        "INSERT INTO `t` (`id`, `name`) SETTINGS max_insert_threads = 1 SELECT `id`, `name` FROM `event` WHERE `id` <= 2",
        "1\tdns\n2\thttp",
    );
    let with = || {
        let cte = CommonTableExpression::new()
            .table_name("x")
            .query(select())
            .to_owned();
        WithClause::new().cte(cte).to_owned()
    };
    let from_x = || Query::select().column("id").column("name").from("x").take();
    let text = "INSERT INTO `t` (`id`, `name`) WITH `x` AS (SELECT `id`, `name` FROM `event` WHERE `id` <= 2) SELECT `id`, `name` FROM `x`";
    let mut insert = Query::insert();
    insert
        .into_table("t")
        .columns(["id", "name"])
        .select_from(from_x())
        .unwrap();
    let prefixed = insert.clone().with(with());
    assert_eq!(prefixed.to_string(ClickHouseQueryBuilder), text);
    s.run("TRUNCATE TABLE t");
    s.answer(&prefixed, &Target::default());
    assert_eq!(s.run("SELECT count() FROM t"), "2\n");
    check(&s, insert.with_cte(with()), text, "1\tdns\n2\thttp");
}

#[test]
fn refusals() {
    let refused = |insert: &sea_query::InsertStatement| {
        build_clickhouse(insert, &Target::default())
            .unwrap_err()
            .to_string()
    };
    let row = || {
        Query::insert()
            .into_table("t")
            .columns(["id"])
            .values_panic([1.into()])
            .take()
    };
    assert_eq!(
        refused(row().replace()),
        "REPLACE: ClickHouse has no unique keys to replace by; a table of the ReplacingMergeTree engine keeps the last row \
         of a sorting key"
    );
    let conflict = "ON CONFLICT: ClickHouse has no unique keys to conflict with; a table of the ReplacingMergeTree engine \
                    keeps the last row of a sorting key";
    assert_eq!(
        refused(row().on_conflict(OnConflict::column("id").update_column("id").to_owned())),
        conflict
    );
    assert_eq!(
        refused(row().on_conflict(OnConflict::column("id").do_nothing().to_owned())),
        conflict
    );
    assert_eq!(
        refused(row().on_conflict(OnConflict::new().do_nothing().to_owned())),
        conflict
    );
    assert_eq!(
        refused(row().returning_col("id")),
        "RETURNING: ClickHouse's INSERT returns no rows; read them back with a SELECT"
    );
    assert_eq!(
        refused(Query::insert().into_table("t").or_default_values()),
        "DEFAULT VALUES: ClickHouse needs at least one column; name one and give it `Keyword::Default`"
    );
    assert_eq!(
        refused(Query::insert().into_table("t").columns(["a"])),
        "INSERT: it has no rows: neither VALUES nor a SELECT; rows of VALUES that set no column are none, so name one \
         and give it `Keyword::Default`"
    );
    assert_eq!(
        refused(Query::insert().columns(["a"]).values_panic([1.into()])),
        "INSERT: it must name one table, without an alias"
    );
    assert_eq!(
        refused(row().settings([("a b", 1)])),
        "SETTINGS: `a b` is not the name of a setting: letters, digits and _ only"
    );
}

#[test]
fn settings_do_not_hide_a_conflict() {
    let mut on_conflict = OnConflict::column("id");
    on_conflict.update_column("id");
    let mut insert = Query::insert()
        .into_table("t")
        .columns(["id"])
        .values_panic([1.into()])
        .take();
    insert.settings([("async_insert", 0)]).on_conflict(on_conflict);
    let error = build_clickhouse(&insert, &Target::default()).unwrap_err();
    assert_eq!(error.clause(), "ON CONFLICT");
}

#[test]
fn the_source_of_an_insert() {
    let target = Target::default();
    let insert = Query::insert()
        .into_table(("db", "t"))
        .columns(["id", "name"])
        .values_panic([1.into(), Expr::Keyword(Keyword::Default)])
        .values_panic([Expr::val(1).add(1), Expr::Constant("x".into())])
        .values_panic([Expr::Keyword(Keyword::Null), Expr::val("small").as_enum("size")])
        .settings([("async_insert", 0)])
        .returning_col("id")
        .take();
    let source = InsertSource::new(&insert, &target).unwrap();
    assert_eq!(
        source
            .columns()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["id", "name"]
    );
    assert!(!source.is_select() && source.default_rows() == 0);
    assert!(source.sets("async_insert") && !source.sets("insert_quorum"));
    assert_eq!(source.returning().unwrap(), Some(vec!["id".to_owned()]));
    assert_eq!(
        source.cells(),
        [
            Cell::Value(1.into()),
            Cell::Default,
            Cell::Expr,
            Cell::Value("x".into()),
            Cell::Value(Value::String(None)),
            Cell::Value("small".into())
        ]
    );
    assert_eq!(
        source.build_native(&["id", "na`me"], &target).unwrap().sql,
        r"INSERT INTO `db`.`t` (`id`, `na\`me`) SETTINGS async_insert = 0 FORMAT Native"
    );
    assert_eq!(
        source.build(&target).unwrap().sql,
        "INSERT INTO `db`.`t` (`id`, `name`) SETTINGS async_insert = 0 VALUES (1, DEFAULT), (1 + 1, 'x'), (NULL, 'small')"
    );
    let all = Query::insert()
        .into_table("t")
        .columns(["id"])
        .values_panic([1.into()])
        .returning_all()
        .take();
    assert!(InsertSource::new(&all, &target).unwrap().returning().is_err());
    let defaults = Query::insert().into_table("t").or_default_values_many(3).take();
    assert_eq!(InsertSource::new(&defaults, &target).unwrap().default_rows(), 3);
    assert!(InsertSource::new(&Query::insert(), &target).is_err());
    use sea_query::IntoTableRef;
    assert!(
        insert_native(
            &"t".into_table_ref(),
            &["a"],
            &[("a b".into(), 1.into())],
            &target
        )
        .is_err()
    );
}

#[test]
fn rows_of_a_native_insert() {
    let s = table();
    let mut insert = Query::insert();
    insert
        .into_table("t")
        .columns(["id", "name"])
        .values_panic([1.into(), "a".into()]);
    s.answer(&insert, &Target::default());
    s.check(
        Query::select()
            .column("name")
            .from("t")
            .order_by("id", Order::Asc),
        "SELECT `name` FROM `t` ORDER BY `id` ASC",
        "a",
    );
}

#[test]
fn settings_add_up() {
    let mut insert = Query::insert()
        .into_table("t")
        .columns(["id"])
        .values_panic([1.into()])
        .take();
    insert
        .settings([("async_insert", 0), ("insert_quorum", 2)])
        .settings([("insert_quorum", 3)]);
    assert_eq!(
        insert.to_string(ClickHouseQueryBuilder),
        "INSERT INTO `t` (`id`) SETTINGS async_insert = 0, insert_quorum = 3 VALUES (1)"
    );
    for on_conflict in [
        OnConflict::column("id").update_column("id").to_owned(),
        OnConflict::new().do_nothing().to_owned(),
    ] {
        let mut insert = Query::insert()
            .into_table("t")
            .columns(["id"])
            .values_panic([1.into()])
            .take();
        insert.on_conflict(on_conflict).settings([("async_insert", 0)]);
        let error = build_clickhouse(&insert, &Target::default()).unwrap_err();
        assert_eq!(error.clause(), "ON CONFLICT");
    }
}
