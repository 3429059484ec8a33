//! Dictionaries ON CLUSTER.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{
    Target,
    dictionary::{
        DictionaryAttribute,
        layout::{Flat, Hashed},
        source,
    },
    func::dictionary::dict_get,
    prelude::*,
    statement::{Attach, Detach, Exchange, System},
};

use super::Cluster;

#[test]
fn a_dictionary_lives() {
    let Some(c) = Cluster::new() else { return };
    c.make_table("t");
    let create = |name: &'static str| {
        ClickHouseDictionary::create(name)
            .on_cluster(c.name())
            .attribute(DictionaryAttribute::new("id", DataType::UInt64))
            .attribute(DictionaryAttribute::new("name", DataType::String).default("it's \\"))
            .primary_key(["id"])
            .source(source::ClickHouse::table("t").db(c.database()))
            .lifetime(0)
    };
    c.run(&create("d").layout(Flat::new()).comment("it's"));
    c.catalogue("d", "engine, comment", "Dictionary\tit's");
    let get = |id: u64, dictionary: &str| {
        let name = format!("{}.{dictionary}", c.database());
        let query = Query::select()
            .expr(dict_get(name, "name", Expr::val(id)))
            .to_owned();
        let answer = |node: &crate::server::Server| node.answer(&query, &Target::default()).trim().to_owned();
        c.nodes().iter().map(answer).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(get(1, "d"), r"a a it\'s \\ it\'s \\");
    c.node(0).run("INSERT INTO t VALUES (4, 'd')");
    c.sync("t");
    assert_eq!(get(4, "d"), r"it\'s \\ it\'s \\ it\'s \\ it\'s \\");
    c.run(&System::reload_dictionary(c.at("d")).on_cluster(c.name()));
    assert_eq!(get(4, "d"), r"d d it\'s \\ it\'s \\");
    c.run(&create("d").or_replace().layout(Hashed::new()));
    c.catalogue("d", "create_table_query LIKE '%LAYOUT(HASHED())%'", "1");
    c.run(&create("e").if_not_exists().layout(Flat::new()));
    c.run(&Exchange::dictionaries("d", "e").on_cluster(c.name()));
    c.catalogue("e", "create_table_query LIKE '%LAYOUT(HASHED())%'", "1");
    c.run(&ClickHouseDictionary::rename("e", "f").on_cluster(c.name()));
    assert_eq!(get(1, "f"), r"a a it\'s \\ it\'s \\");
    c.run(&Detach::dictionary("f").on_cluster(c.name()));
    c.tables("d,t");
    c.run(&Attach::dictionary("f").on_cluster(c.name()));
    c.tables("d,f,t");
    c.run(
        &ClickHouseDictionary::drop("d")
            .if_exists()
            .on_cluster(c.name())
            .sync(),
    );
    c.run(&ClickHouseDictionary::drop(c.at("f")).on_cluster(c.name()).sync());
    c.tables("t");
}
