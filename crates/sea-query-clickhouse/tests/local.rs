//! UPDATE and DELETE of a Distributed table, as they go to its local tables.

use sea_query::{DeleteStatement, Expr, ExprTrait, Func, Query, UpdateStatement};
use sea_query_clickhouse::{
    Target, build_clickhouse, connection::Mutation, partition::Partition, prelude::*,
};

fn update(change: impl FnOnce(&mut UpdateStatement)) -> Result<String, String> {
    let mut update = Query::update();
    update.table("event").and_where(Expr::col(("event", "id")).eq(1));
    change(&mut update);
    let target = Target::default();
    Mutation::update(&update, &target)
        .and_then(|mutation| mutation.on_local(("db", "event_local"), "main").build())
        .map(|built| built.sql)
        .map_err(|error| error.to_string())
}

fn delete(delete: &DeleteStatement) -> String {
    let target = Target::default();
    let mut mutation = Mutation::delete(delete, &target)
        .unwrap()
        .on_local(("db", "event_local"), "main");
    mutation.build().unwrap().sql
}

#[test]
fn columns_are_those_of_the_local_table() {
    assert_eq!(
        update(|update| {
            update.value("port", Expr::col(("event", "port")).add(Expr::col("n")));
        }),
        Ok(
            "ALTER TABLE `db`.`event_local` ON CLUSTER `main` UPDATE `port` = `event_local`.`port` + `n` \
             WHERE `event_local`.`id` = {p0:Int32}"
                .to_owned()
        )
    );
    // By its database too; a column of another table stays what it is, for the server to refuse.
    let mut statement = Query::delete();
    statement
        .from_table(("app", "event"))
        .and_where(Expr::col(("app", "event", "id")).eq(1))
        .and_where(
            Func::cust("has")
                .arg(Expr::col(("event", "tags")))
                .arg("x")
                .into(),
        )
        .and_where(Expr::col(("other", "id")).is_null());
    assert_eq!(
        delete(&statement),
        "ALTER TABLE `db`.`event_local` ON CLUSTER `main` DELETE WHERE `event_local`.`id` = {p0:Int32} \
         AND has(`event_local`.`tags`, {p1:String}) AND `other`.`id` IS NULL"
    );
}

#[test]
fn clauses_of_the_statement_stay() {
    let mut statement = Query::delete();
    statement
        .from_table("event")
        .and_where(Expr::col("id").eq(1))
        .lightweight()
        .setting("lightweight_deletes_sync", 1);
    assert_eq!(
        delete(&statement),
        "DELETE FROM `db`.`event_local` ON CLUSTER `main` WHERE `id` = {p0:Int32} SETTINGS lightweight_deletes_sync = 1"
    );
    let mut statement = Query::delete();
    statement
        .from_table("event")
        .all_rows()
        .in_partition(Partition::id("2"))
        .on_cluster("other");
    assert_eq!(
        delete(&statement),
        "ALTER TABLE `db`.`event_local` ON CLUSTER `other` DELETE IN PARTITION ID '2' WHERE 1"
    );
    // Without the local table it is what it was.
    assert_eq!(
        build_clickhouse(&statement, &Target::default()).unwrap().sql,
        "ALTER TABLE `event` ON CLUSTER `other` DELETE IN PARTITION ID '2' WHERE 1"
    );
}

#[test]
fn what_each_server_would_do_by_itself_is_refused() {
    let sub_query = "sub-query: each server of the cluster would run it by itself while others change the rows that it reads; \
                     read its values first and put them into the condition, or change the entity of the local table, with \
                     `.on_cluster(..)`";
    let ids = || Query::select().column("id").from("event").to_owned();
    assert_eq!(
        update(|update| {
            update
                .value("port", 1)
                .and_where(Expr::col("id").in_subquery(ids()));
        }),
        Err(sub_query.to_owned())
    );
    assert_eq!(
        update(|update| {
            update.value("port", Expr::SubQuery(None, Box::new(ids().into())));
        }),
        Err(sub_query.to_owned())
    );
    assert_eq!(
        update(|update| {
            update.value("port", Expr::col("port").add(1)).lightweight();
        }),
        Err(
            "lightweight UPDATE: ON CLUSTER it is run once by every replica, so that `n = n + 1` would add 2 where there are \
             two; assign values, or leave out `.lightweight()`"
                .to_owned()
        )
    );
    // Of any table, which may be a replicated one.
    let mut plain = Query::update();
    plain
        .table("event_local")
        .value("port", Expr::col("port").add(1))
        .all_rows()
        .lightweight()
        .on_cluster("main");
    let error = build_clickhouse(&plain, &Target::default()).unwrap_err();
    assert_eq!(error.clause(), "lightweight UPDATE");
    assert_eq!(
        update(|update| {
            update.value("port", 1).in_partition(Partition::of(2));
        }),
        Err(
            "IN PARTITION: a Distributed table, by which the rows are counted, does not know the values of a partition; name it \
             by `Partition::id(..)`"
                .to_owned()
        )
    );
}
