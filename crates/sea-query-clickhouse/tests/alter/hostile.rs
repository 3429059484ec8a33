use sea_query::{Expr, ExprTrait, Order, Query};
use sea_query_clickhouse::{
    Target,
    constraint::TableConstraint,
    partition::Partition,
    prelude::*,
    projection::Projection,
    statistics::Statistics,
    table::{ColumnPosition, ColumnProperty},
    ttl::Ttl,
};

use crate::server::Server;

#[test]
fn hostile_settings() {
    let s = Server::with(&["CREATE TABLE t (id UInt32) ENGINE = MergeTree ORDER BY id"]);
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    let quoted = r#"'` \' " \\ \n -- /* {p:String} ? $1 naïve'"#;
    s.check_parsed(
        &ClickHouseTable::alter("t")
            .modify_setting("storage_policy", hostile)
            .setting("log_comment", hostile),
        &format!("ALTER TABLE `t` MODIFY SETTING storage_policy = {quoted} SETTINGS log_comment = {quoted}"),
    );
    let error = s.try_run(
        &ClickHouseTable::alter("t")
            .modify_setting("storage_policy", hostile)
            .to_string(ClickHouseQueryBuilder),
    );
    assert!(error.unwrap_err().contains("Unknown storage policy"));
    s.check_table(
        &ClickHouseTable::alter("t")
            .add_column(
                ClickHouseColumnDef::new("a", DataType::String),
                ColumnPosition::Last,
            )
            .setting("log_comment", hostile),
        &format!("ALTER TABLE `t` ADD COLUMN `a` String SETTINGS log_comment = {quoted}"),
    );
    s.check_parsed(
        &ClickHouseTable::create("u")
            .col(ClickHouseColumnDef::new("a", DataType::String).setting("max_compress_block_size", hostile))
            .engine(Engine::merge_tree())
            .order_by(["a"])
            .setting("storage_policy", hostile),
        &format!(
            "CREATE TABLE `u` (`a` String SETTINGS (max_compress_block_size = {quoted})) ENGINE = MergeTree \
             ORDER BY `a` SETTINGS storage_policy = {quoted}"
        ),
    );
}

#[test]
fn hostile_names_everywhere() {
    let s = Server::new();
    let hostile = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";
    let target = Target::default();
    let select = Query::select()
        .column(hostile)
        .order_by(hostile, Order::Asc)
        .to_owned();
    let create = ClickHouseTable::create((s.database().to_owned(), hostile))
        .col(ClickHouseColumnDef::new(hostile, DataType::String))
        .col(ClickHouseColumnDef::new("n", DataType::UInt64))
        .index(SkipIndex::new(hostile, Expr::col(hostile), SkipIndexType::MinMax))
        .projection(Projection::new(hostile, select))
        .constraint(TableConstraint::check(hostile, Expr::col(hostile).ne("")))
        .engine(Engine::merge_tree())
        .partition_by(Expr::col(hostile))
        .order_by([hostile])
        .ttl(Ttl::new(Expr::cust("toDateTime(n)")).delete_where(Expr::col(hostile).eq(hostile)));
    s.answer(&create, &target);
    let quoted = r#"'` \' " \\ \n -- /* {p:String} ? $1 naïve'"#;
    let name = r#"`\` ' " \\ \n -- /* {p:String} ? $1 naïve`"#;
    s.run(&format!("INSERT INTO {name} VALUES ({quoted}, 4000000000)"));
    let count = |table: &str, column: &str| {
        s.run(&format!(
            "SELECT count() FROM system.{table} WHERE database = currentDatabase() AND {column} = {quoted}"
        ))
    };
    assert_eq!(count("data_skipping_indices", "name"), "1\n");
    assert_eq!(count("projections", "name"), "1\n");
    assert_eq!(count("columns", "name"), "1\n");
    assert_eq!(count("tables", "name"), "1\n");
    let t = || ClickHouseTable::alter(hostile);
    let partition = || Partition::of(hostile);
    for alter in [
        t().materialize_index(hostile).in_partition(partition()),
        t().clear_index(hostile).in_partition(partition()),
        t().drop_index(hostile),
        t().materialize_projection(hostile).in_partition(partition()),
        t().clear_projection(hostile).in_partition(partition()),
        t().drop_projection(hostile),
        t().drop_constraint(hostile),
        t().modify_ttl([Ttl::new(Expr::cust("toDateTime(n)")).delete_where(Expr::col(hostile).ne(hostile))]),
        t().add_statistics([hostile], [Statistics::Uniq]),
        t().materialize_statistics([hostile]),
        t().drop_statistics([hostile]),
        t().comment_column(hostile, hostile),
        t().modify_column(
            ClickHouseColumnDef::new("n", DataType::UInt64)
                .default(Expr::cust("1"))
                .comment(hostile),
        ),
        t().remove_property("n", ColumnProperty::Comment),
        t().detach_partition(partition()),
        t().attach_partition(partition()),
        t().drop_partition(partition()),
    ] {
        s.answer(&alter, &target);
        s.wait_for_mutations(&hostile.replace('\\', r"\\").replace('\'', r"\'"));
    }
    assert_eq!(count("data_skipping_indices", "name"), "0\n");
    assert_eq!(count("projections", "name"), "0\n");
    assert_eq!(s.run(&format!("SELECT count() FROM {name}")), "0\n");
    for alter in [
        t().on_cluster(hostile).unfreeze(hostile),
        t().fetch_partition(Partition::id(hostile), hostile),
        t().detach_part(hostile)
            .move_part_to_disk(hostile, hostile)
            .move_part_to_volume(hostile, hostile),
        t().replace_partition_from(partition(), (hostile, hostile))
            .move_partition_to_table(partition(), hostile),
        t().rename_column(hostile, hostile).modify_order_by([hostile]),
    ] {
        s.run(&format!(
            "EXPLAIN AST {}",
            alter.to_string(ClickHouseQueryBuilder)
        ));
    }
}
