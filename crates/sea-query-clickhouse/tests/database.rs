//! Databases: engines, and the statements that make, change, rename and drop them.

use sea_query::{Expr, ExprTrait};
use sea_query_clickhouse::{
    ClickHouseColumnDef, ClickHouseStatement, DataType, Target, build_clickhouse,
    database::{ClickHouseDatabase, DatabaseEngine},
    engine::Argument,
    statement::TableOverride,
};

use crate::server::Server;

#[track_caller]
fn refused(statement: &(impl ClickHouseStatement + ?Sized), sentence: &str) {
    let error = build_clickhouse(statement, &Target::default()).unwrap_err();
    assert_eq!(error.to_string(), sentence);
}

/// A name that the server drops with the test, because it begins with the name of the test's own database.
fn name(server: &Server, suffix: &str) -> String {
    format!("{}_{suffix}", server.database())
}

#[test]
fn engines_are_read() {
    let server = Server::new();
    let engine = |engine: DatabaseEngine, text: &str| {
        server.check_parsed(
            &ClickHouseDatabase::create("d").engine(engine),
            &format!("CREATE DATABASE `d` ENGINE = {text}"),
        );
    };
    engine(DatabaseEngine::atomic(), "Atomic");
    engine(DatabaseEngine::lazy(60), "Lazy(60)");
    engine(DatabaseEngine::memory(), "Memory");
    engine(DatabaseEngine::ordinary(), "Ordinary");
    engine(DatabaseEngine::dictionary(), "Dictionary");
    engine(
        DatabaseEngine::replicated("/a/b", "{shard}", "{replica}"),
        "Replicated('/a/b', '{shard}', '{replica}')",
    );
    engine(DatabaseEngine::replicated_by_default(), "Replicated");
    engine(
        DatabaseEngine::mysql("h:3306", "d", "u", "it's"),
        r"MySQL('h:3306', 'd', 'u', 'it\'s')",
    );
    engine(
        DatabaseEngine::postgresql("h:5432", "d", "u", "p")
            .argument("public")
            .argument(1),
        "PostgreSQL('h:5432', 'd', 'u', 'p', 'public', 1)",
    );
    engine(
        DatabaseEngine::materialized_postgresql("h:5432", "d", "u", "p"),
        "MaterializedPostgreSQL('h:5432', 'd', 'u', 'p')",
    );
    engine(DatabaseEngine::sqlite("a.db"), "SQLite('a.db')");
    engine(
        DatabaseEngine::data_lake_catalog("http://h/x"),
        "DataLakeCatalog('http://h/x')",
    );
    engine(
        DatabaseEngine::backup(
            "shop",
            Argument::call("Disk", ["backups".into(), "monday".into()]),
        ),
        "Backup('shop', Disk('backups', 'monday'))",
    );
    engine(DatabaseEngine::filesystem("dir"), "Filesystem('dir')");
    engine(DatabaseEngine::s3("https://h/b"), "S3('https://h/b', 'NOSIGN')");
    engine(
        DatabaseEngine::s3_with_keys("https://h/b", "k", "s"),
        "S3('https://h/b', 'k', 's')",
    );
    engine(DatabaseEngine::hdfs("hdfs://h:9000"), "HDFS('hdfs://h:9000')");
    engine(
        DatabaseEngine::custom("New", [Argument::name("login"), Argument::pair("a", 1)]),
        "New(`login`, `a` = 1)",
    );
    refused(
        &ClickHouseDatabase::create("d").engine(DatabaseEngine::custom("A() --", [])),
        "ENGINE: `A() --` is not a name that can stand here: letters, digits and _ only",
    );
}

#[test]
fn passwords_do_not_show() {
    let create = ClickHouseDatabase::create("d")
        .engine(DatabaseEngine::mysql("h", "d", "u", "hush"))
        .secret_setting("catalog_credential", "hush");
    let s3 = DatabaseEngine::s3_with_keys("u", "hush", "hush");
    let postgres = DatabaseEngine::materialized_postgresql("h", "d", "u", "hush");
    for text in [format!("{create:?}"), format!("{s3:?}"), format!("{postgres:?}")] {
        assert!(!text.contains("hush"), "{text}");
    }
}

#[test]
fn a_database_lives() {
    let server = Server::new();
    let (a, b) = (name(&server, "a"), name(&server, "b"));
    let comment = "it's `a`\n-- \\ {p:String} ? $1 naïve";
    server.check_table(
        &ClickHouseDatabase::create(&a).if_not_exists().engine(DatabaseEngine::atomic()).comment(comment),
        &format!(
            r"CREATE DATABASE IF NOT EXISTS `{a}` ENGINE = Atomic COMMENT 'it\'s `a`\n-- \\ {{p:String}} ? $1 naïve'"
        ),
    );
    let ask = |what: &str, name: &str| {
        server.run(&format!(
            "SELECT {what} FROM system.databases WHERE name = '{name}' FORMAT TSVRaw"
        ))
    };
    assert_eq!(ask("engine, comment", &a), format!("Atomic\t{comment}\n"));
    server.check_table(
        &ClickHouseDatabase::alter(&a).modify_comment("new"),
        &format!("ALTER DATABASE `{a}` MODIFY COMMENT 'new'"),
    );
    assert_eq!(ask("comment", &a), "new\n");
    server.check_table(
        &ClickHouseDatabase::rename(&a, &b).if_exists(),
        &format!("RENAME DATABASE IF EXISTS `{a}` TO `{b}`"),
    );
    assert_eq!(ask("comment", &b), "new\n");
    server.check_table(
        &ClickHouseDatabase::drop(&b).if_exists().sync(),
        &format!("DROP DATABASE IF EXISTS `{b}` SYNC"),
    );
    assert_eq!(ask("count()", &b), "0\n");
}

#[test]
fn engines_that_this_server_runs() {
    let server = Server::new();
    let file = name(&server, "files");
    for (suffix, engine) in [
        ("memory", DatabaseEngine::memory()),
        ("dictionary", DatabaseEngine::dictionary()),
        ("s3", DatabaseEngine::s3("http://127.0.0.1:1/b")),
        ("files", DatabaseEngine::filesystem("")),
    ] {
        let database = name(&server, suffix);
        let create = ClickHouseDatabase::create(&database).engine(engine);
        server.run(&build_clickhouse(&create, &Target::default()).unwrap().sql);
        let drop = ClickHouseDatabase::drop(&database);
        server.check_table(&drop, &format!("DROP DATABASE `{database}`"));
    }
    assert_eq!(
        server.run(&format!(
            "SELECT count() FROM system.databases WHERE name = '{file}'"
        )),
        "0\n"
    );
}

#[test]
fn settings_clusters_and_ids() {
    let server = Server::new();
    let uuid = uuid::Uuid::from_u128(7);
    server.check_parsed(
        &ClickHouseDatabase::create("d")
            .uuid(uuid)
            .on_cluster("c")
            .engine(DatabaseEngine::replicated("/d", "s", "r"))
            .setting("max_broken_tables_ratio", 0.5)
            .setting("collection_name", "x")
            .secret_setting("catalog_credential", "a:b")
            .comment("x"),
        "CREATE DATABASE `d` UUID '00000000-0000-0000-0000-000000000007' ON CLUSTER `c` \
         ENGINE = Replicated('/d', 's', 'r') SETTINGS max_broken_tables_ratio = 0.5, collection_name = 'x', \
         catalog_credential = 'a:b' COMMENT 'x'",
    );
    server.check_parsed(
        &ClickHouseDatabase::create("d")
            .engine(DatabaseEngine::data_lake_catalog("http://h"))
            .secret_setting("catalog_credential", "a:b"),
        "CREATE DATABASE `d` ENGINE = DataLakeCatalog('http://h') SETTINGS catalog_credential = 'a:b'",
    );
    let postgres = || {
        ClickHouseDatabase::create("d").engine(DatabaseEngine::materialized_postgresql("h", "d", "u", "p"))
    };
    server.check_parsed(
        &postgres()
            .table_override(
                TableOverride::new("a`")
                    .col(ClickHouseColumnDef::new("x", DataType::Int8))
                    .order_by(Expr::col("x"))
                    .partition_by(Expr::col("y").eq("it's")),
            )
            .table_override(TableOverride::new("b").ttl(Expr::col("day")))
            .comment("x"),
        r"CREATE DATABASE `d` ENGINE = MaterializedPostgreSQL('h', 'd', 'u', 'p') COMMENT 'x' TABLE OVERRIDE `a\`` (COLUMNS (`x` Int8) ORDER BY `x` PARTITION BY `y` = 'it\'s'), TABLE OVERRIDE `b` (TTL `day`)",
    );
    refused(
        &postgres().table_override(TableOverride::new("a")),
        "TABLE OVERRIDE: it overrides nothing; name a column or a key",
    );
    server.check_parsed(
        &ClickHouseDatabase::alter("d")
            .on_cluster("c")
            .modify_setting("a", 1)
            .modify_setting("b", "x")
            .modify_setting("a", 2),
        "ALTER DATABASE `d` ON CLUSTER `c` MODIFY SETTING b = 'x', a = 2",
    );
    server.check_parsed(
        &ClickHouseDatabase::rename("a", "b").on_cluster("c"),
        "RENAME DATABASE `a` TO `b` ON CLUSTER `c`",
    );
    refused(
        &ClickHouseDatabase::create("d").setting("a", 1),
        "SETTINGS: settings of a database belong to its engine; name it by `engine(..)`",
    );
    refused(
        &ClickHouseDatabase::create("d")
            .engine(DatabaseEngine::atomic())
            .setting("a", 1)
            .secret_setting("a", "b"),
        "SETTINGS: a is set twice",
    );
    refused(
        &ClickHouseDatabase::create("d")
            .engine(DatabaseEngine::atomic())
            .secret_setting("a b", "b"),
        "SETTINGS: `a b` is not a name that can stand here: letters, digits and _ only",
    );
    refused(
        &ClickHouseDatabase::alter("d"),
        "ALTER DATABASE: it changes nothing; add `modify_setting(..)` or `modify_comment(..)`",
    );
    refused(
        &ClickHouseDatabase::alter("d")
            .modify_setting("a", 1)
            .modify_comment("x"),
        "ALTER DATABASE: the server takes settings or a comment in one statement, not both; make two of it",
    );
    refused(&ClickHouseDatabase::create(""), "DATABASE: the name is empty");
    refused(
        &ClickHouseDatabase::drop("d").on_cluster(""),
        "ON CLUSTER: the name of the cluster is empty",
    );
}
