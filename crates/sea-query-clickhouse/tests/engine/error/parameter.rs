use sea_query_clickhouse::{Target, build_clickhouse, engine::*};

use super::{keyed, refused, table};

#[test]
fn merge_tree() {
    let engine = |engine: MergeTree| table(Engine::MergeTree(engine)).order_by(["id"]);
    for (create, sentence) in [
        (
            engine(MergeTree::Replacing {
                version: None,
                is_deleted: Some("d".into()),
            }),
            "ReplacingMergeTree: is_deleted needs a version column before it",
        ),
        (
            engine(MergeTree::Replacing {
                version: Some("d".into()),
                is_deleted: Some("d".into()),
            }),
            "ReplacingMergeTree: the version and is_deleted are two columns",
        ),
        (
            engine(MergeTree::VersionedCollapsing {
                sign: "d".into(),
                version: "d".into(),
            }),
            "VersionedCollapsingMergeTree: the sign and the version are two columns",
        ),
        (
            engine(MergeTree::Collapsing { sign: String::new() }),
            "argument: the name is empty",
        ),
        (
            engine(MergeTree::Graphite {
                section: String::new(),
            }),
            "GraphiteMergeTree: the section is empty",
        ),
        (
            table(Engine::merge_tree().replicated_by(Replication::at("", "r"))).order_by(["id"]),
            "Replicated: the path and the name of the replica are not empty",
        ),
    ] {
        assert_eq!(refused(create), sentence);
    }
}

#[test]
fn parameters() {
    let limits = |seconds| Limits {
        seconds,
        rows: 1,
        bytes: 1,
    };
    let none: [&str; 0] = [];
    for (create, sentence) in [
        (
            table(Join::any_left(none)),
            "Join: it is joined by at least one column",
        ),
        (
            table(BoundedMemory::new().rows(2, 1)),
            "Memory: min_rows_to_keep is above max_rows_to_keep, or that is 0",
        ),
        (
            table(BoundedMemory::new().bytes(0, 0)),
            "Memory: min_bytes_to_keep is above max_bytes_to_keep, or that is 0",
        ),
        (
            table(Buffer::new("d", "t", 0)),
            "Buffer: it has at least one layer",
        ),
        (
            table(Buffer::new("d", "t", 1).min(limits(2)).max(limits(1))),
            "Buffer: a lower limit is above its upper one",
        ),
        (table(Buffer::new("d", "", 1)), "Buffer: the table is empty"),
        (
            table(Distributed::new("", "d", "t")),
            "Distributed: the cluster is empty",
        ),
        (
            table(Distributed::new("c", "", "t")),
            "Distributed: the database is empty",
        ),
        (
            table(Distributed::new("c", "d", "t").policy("p")),
            "Distributed: the storage policy needs a sharding key before it",
        ),
        (
            table(Merge::new("d", "")),
            "Merge: the expression of the tables is empty",
        ),
        (
            table(Dictionary::new("")),
            "Dictionary: the name of the dictionary is empty",
        ),
        (
            table(Alias::in_same_database("a.b")),
            "Alias: a table with a dot in its name needs its database: `Alias::new`",
        ),
        (table(Alias::new("", "b")), "Alias: the database is empty"),
        (keyed(KeeperMap::new("")), "KeeperMap: the path is empty"),
        (
            table(KeeperMap::new("/a")),
            "PRIMARY KEY: a table of this engine has one; add `.primary_key([..])`",
        ),
        (
            keyed(EmbeddedRocksDb::new().directory("")),
            "EmbeddedRocksDB: the directory is empty",
        ),
        (keyed(Redis::new("")), "Redis: the address is empty"),
        (
            keyed(MaterializedPostgreSql::new("a", "d", "t", "", "p")),
            "MaterializedPostgreSQL: the user is empty",
        ),
        (
            table(
                MySql::new("a", "d", "t", "u", "p")
                    .replace(true)
                    .on_duplicate("UPDATE a = 1"),
            ),
            "MySQL: an insert is either REPLACE or has ON DUPLICATE KEY",
        ),
        (
            table(MySql::new("a", "d", "", "u", "p")),
            "MySQL: the table is empty",
        ),
        (
            table(PostgreSql::new("a", "d", "t", "u", "p").on_conflict("DO NOTHING")),
            "PostgreSQL: the clause on a conflict needs the schema before it",
        ),
        (
            table(MongoDb::new("a", "d", "t", "u", "p").oid_columns("_id")),
            "MongoDB: the columns of object ids needs the options before it",
        ),
        (table(Sqlite::new("", "t")), "SQLite: the path is empty"),
        (table(Odbc::new("a", "d", "")), "ODBC: the table is empty"),
        (table(File::new("")), "File: the format is empty"),
        (
            table(File::new("CSV").compression("gzip")),
            "File: the compression needs the path before it",
        ),
        (
            table(Url::new("u").compression("gzip")),
            "URL: the compression needs the format before it",
        ),
        (
            table(Url::new("u").header("", "v")),
            "URL: the name of a header is empty",
        ),
        (table(Hdfs::new("")), "HDFS: the address is empty"),
        (table(S3::new("")), "S3: the address is empty"),
        (
            table(S3::new("u").credentials(Credentials::key("", "s"))),
            "S3: the access key is empty",
        ),
        (
            table(S3::new("u").credentials(Credentials::Role(String::new()))),
            "S3: the name of the role is empty",
        ),
        (
            table(S3::new("u").partition_strategy("hive")),
            "S3: partition_strategy needs a format",
        ),
        (
            table(
                S3::new("u")
                    .format("CSV")
                    .header("a", "b")
                    .partition_strategy("hive"),
            ),
            "S3: partition_strategy excludes headers and a role",
        ),
        (
            table(AzureBlobStorage::new("", "c", "p")),
            "AzureBlobStorage: the connection is empty",
        ),
        (
            table(AzureBlobStorage::new("u", "c", "p").account("", "k")),
            "AzureBlobStorage: the account is empty",
        ),
        (
            table(Executable::new("", "CSV")),
            "Executable: the script is empty",
        ),
        (
            table(Executable::new("a", "CSV").pool(0)),
            "ExecutablePool: a pool has at least one process",
        ),
        (
            table(GenerateRandom::new().max_string_length(1)),
            "GenerateRandom: a length needs the parameters before it: the seed, then the length of strings",
        ),
        (table(FuzzJson::new("")), "FuzzJSON: the template is empty"),
        (
            table(FuzzQuery::new("a").seed(1)),
            "FuzzQuery: the seed needs the longest length before it",
        ),
        (table(Remote::new("", "d", "t")), "Remote: the address is empty"),
        (
            table(ArrowFlight::new("a", "")),
            "ArrowFlight: the data set is empty",
        ),
        (table(YtSaurus::new("a", "", "t")), "YTsaurus: the path is empty"),
    ] {
        assert_eq!(refused(create), sentence);
    }
}

#[test]
fn replicas_of_an_engine_that_has_none() {
    let sentence = |name: &str| {
        format!(
            "{name}: only engines of the MergeTree family have replicas; leave `replicated` out. An engine that is \
             given by its name says `Replicated` there"
        )
    };
    assert_eq!(refused(table(Engine::Memory.replicated())), sentence("Memory"));
    let by_name = Engine::custom("MergeTree", [] as [&str; 0]).replicated();
    assert_eq!(refused(table(by_name)), sentence("MergeTree"));
    let twice = Engine::Log
        .replicated()
        .replicated_by(Replication::at("/path", "one"));
    assert_eq!(refused(table(twice)), sentence("Log"));
    let again = Engine::merge_tree().replicated().replicated();
    assert!(build_clickhouse(&table(again).order_by(["id"]), &Target::default()).is_ok());
}
