use sea_query::{Func, Query};
use sea_query_clickhouse::{engine::*, prelude::*};

use super::{check, check_made, table};
use crate::server::Server;

#[test]
fn special_engines() {
    let s = Server::with(&["CREATE TABLE other (id UInt64, name String) ENGINE = MergeTree ORDER BY id"]);
    let database = s.database().to_owned();
    for (engine, text) in [
        (Engine::Memory, "Memory".to_owned()),
        (Engine::StripeLog, "StripeLog".to_owned()),
        (Engine::TinyLog, "TinyLog".to_owned()),
        (Engine::Log, "Log".to_owned()),
        (Engine::Set, "Set".to_owned()),
        (
            BoundedMemory::new().rows(1, 2).bytes(3, 4).compress(true).into(),
            "Memory SETTINGS min_rows_to_keep = 1, max_rows_to_keep = 2, min_bytes_to_keep = 3, \
             max_bytes_to_keep = 4, compress = 1"
                .to_owned(),
        ),
        (GenerateRandom::new().into(), "GenerateRandom".to_owned()),
        (
            GenerateRandom::seeded(1)
                .max_string_length(2)
                .max_array_length(3)
                .into(),
            "GenerateRandom(1, 2, 3)".to_owned(),
        ),
        (File::new("CSV").into(), "File('CSV')".to_owned()),
        (
            Merge::new(&database, "^other$").into(),
            format!("Merge('{database}', '^other$')"),
        ),
        (
            Merge::in_databases("^dialect_", "^other$").into(),
            "Merge(REGEXP('^dialect_'), '^other$')".to_owned(),
        ),
        (
            Executable::new("a.sh 1", "CSV")
                .input(Query::select().column("name").from("other").to_owned())
                .into(),
            "Executable('a.sh 1', 'CSV', (SELECT `name` FROM `other`))".to_owned(),
        ),
        (
            Executable::new("a.sh", "CSV").pool(2).into(),
            "ExecutablePool('a.sh', 'CSV') SETTINGS pool_size = 2".to_owned(),
        ),
    ] {
        let shown = text.replace('`', "");
        check_made(
            &s,
            &table(engine),
            &text,
            shown.split_once(" SETTINGS").map_or(&*shown, |(head, _)| head),
        );
    }
    check_made(&s, &table(Engine::Null), "Null", "Null");
    check_made(
        &s,
        &table(Buffer::new(&database, "other", 2)),
        &format!("Buffer('{database}', 'other', 2, 10, 100, 10000, 1000000, 10000000, 100000000)"),
        &format!("Buffer('{database}', 'other', 2, 10, 100, 10000, 1000000, 10000000, 100000000)"),
    );
    let flush = Limits {
        seconds: 1,
        rows: 2,
        bytes: 3,
    };
    check_made(
        &s,
        &table(Buffer::new("", "other", 1).flush(flush)),
        "Buffer('', 'other', 1, 10, 100, 10000, 1000000, 10000000, 100000000, 1, 2, 3)",
        &format!("Buffer('{database}', 'other', 1, 10,"),
    );
    check_made(
        &s,
        &table(Merge::in_current_database("^o")),
        "Merge(currentDatabase(), '^o')",
        "Merge(",
    );
    for (join, words) in [
        (Join::any_left(["id"]), "ANY, LEFT"),
        (Join::any_inner(["id"]), "ANY, INNER"),
        (Join::any_right(["id"]), "ANY, RIGHT"),
        (Join::all_left(["id"]), "ALL, LEFT"),
        (Join::all_inner(["id"]), "ALL, INNER"),
        (Join::all_right(["id"]), "ALL, RIGHT"),
        (Join::all_full(["id"]), "ALL, FULL"),
        (Join::semi_left(["id"]), "SEMI, LEFT"),
        (Join::anti_left(["id"]), "ANTI, LEFT"),
    ] {
        let text = format!("Join({words}, `id`)");
        check_made(&s, &table(join), &text, &format!("Join({words}, id)"));
    }
    let alias = |engine: Alias| ClickHouseTable::create("t").engine(engine);
    check_made(
        &s,
        &alias(Alias::new(&database, "other")),
        &format!("Alias('{database}', 'other')"),
        "Alias(",
    );
    check_made(
        &s,
        &alias(Alias::in_same_database("other")),
        "Alias('other')",
        "Alias(",
    );
    let json = ClickHouseTable::create("t").col(ClickHouseColumnDef::new("a", DataType::String));
    check_made(
        &s,
        &json.clone().engine(FuzzJson::new("[1]").seed(7)),
        "FuzzJSON('[1]', 7)",
        "FuzzJSON('[1]', 7)",
    );
    check_made(
        &s,
        &json.engine(FuzzQuery::new("SELECT 1").max_length(9).seed(7)),
        "FuzzQuery('SELECT 1', 9, 7)",
        "FuzzQuery('SELECT 1', 9, 7)",
    );
    check(
        &s,
        &table(
            Distributed::new("main", "d", "t")
                .sharding_key(Func::cust("rand"))
                .policy("fast"),
        ),
        "Distributed('main', 'd', 't', rand(), 'fast')",
    );
    check(
        &s,
        &table(Distributed::in_current_database("main", "t")),
        "Distributed('main', currentDatabase(), 't')",
    );
    s.run("CREATE DICTIONARY dict (id UInt64, name String) PRIMARY KEY id SOURCE(NULL()) LAYOUT(FLAT()) LIFETIME(0)");
    let name = format!("{database}.dict");
    check_made(
        &s,
        &table(Dictionary::new(&name)),
        &format!("Dictionary('{name}')"),
        "Dictionary(",
    );
}

#[test]
fn engines_with_a_key() {
    let s = Server::new();
    let keyed = |engine: Engine| table(engine).primary_key(["id"]);
    check_made(
        &s,
        &keyed(EmbeddedRocksDb::new().into()),
        "EmbeddedRocksDB PRIMARY KEY `id`",
        "EmbeddedRocksDB PRIMARY KEY id",
    );
    check_made(
        &s,
        &keyed(EmbeddedRocksDb::new().ttl_seconds(60).into()),
        "EmbeddedRocksDB(60) PRIMARY KEY `id`",
        "EmbeddedRocksDB(60) PRIMARY KEY id",
    );
    check_made(
        &s,
        &keyed(Redis::new("localhost:9").pool_size(2).into()),
        "Redis('localhost:9', 0, '', 2) PRIMARY KEY `id`",
        "Redis('localhost:9', 0,",
    );
    for (engine, text) in [
        (
            Engine::from(EmbeddedRocksDb::new().directory("d")),
            "EmbeddedRocksDB(0, 'd', 0)",
        ),
        (
            EmbeddedRocksDb::new().read_only("d").into(),
            "EmbeddedRocksDB(0, 'd', 1)",
        ),
        (KeeperMap::new("/k").keys_limit(5).into(), "KeeperMap('/k', 5)"),
        (
            Redis::new("r").database(2).password("letmein").into(),
            "Redis('r', 2, 'letmein')",
        ),
        (
            MaterializedPostgreSql::new("p", "d", "t", "reader", "letmein").into(),
            "MaterializedPostgreSQL('p', 'd', 't', 'reader', 'letmein')",
        ),
        (Collection::new("Redis", "conf").into(), "Redis(`conf`)"),
    ] {
        assert!(!format!("{engine:?}").contains("letmein"), "{engine:?}");
        check(&s, &keyed(engine), &format!("{text} PRIMARY KEY `id`"));
    }
}
