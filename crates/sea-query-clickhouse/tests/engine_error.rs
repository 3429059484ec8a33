//! What an engine refuses, by the sentence.

use sea_query::Expr;
use sea_query_clickhouse::{
    Target, argument::Argument, build_clickhouse, engine::*, prelude::*, table::TableCreateStatement,
};

fn table(engine: impl Into<Engine>) -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .engine(engine)
}

#[track_caller]
fn refused(create: TableCreateStatement) -> String {
    match build_clickhouse(&create, &Target::default()) {
        Ok(built) => panic!("built: {}", built.sql),
        Err(error) => error.to_string(),
    }
}

fn keyed(engine: impl Into<Engine>) -> TableCreateStatement {
    table(engine).primary_key(["id"])
}

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
fn lakes_queues_and_streams() {
    let kafka = |brokers: &[&str]| Kafka::new(brokers.to_vec(), ["t"], "g", "CSV");
    let queue = |mode| S3Queue::new(S3::new("u"), mode);
    for (create, sentence) in [
        (
            table(Iceberg::s3(S3::new("u").flavor(S3Flavor::Gcs))),
            "IcebergS3: it has no flavours; any object storage with S3's interface is reached by its address",
        ),
        (
            table(Hudi::s3(S3::new("u").partition_strategy("hive"))),
            "Hudi: partition_strategy is a parameter of S3 alone",
        ),
        (table(DeltaLake::local("")), "DeltaLakeLocal: the path is empty"),
        (table(Paimon::on_disk("", "p")), "Paimon: disk is empty"),
        (
            table(queue(QueueMode::Unordered).buckets(2)),
            "S3Queue: buckets is a setting of the ordered mode",
        ),
        (
            table(queue(QueueMode::Ordered).tracked_files_limit(2)),
            "S3Queue: tracked_files_limit is a setting of the unordered mode",
        ),
        (
            table(
                queue(QueueMode::Ordered)
                    .polling_min_timeout_ms(2)
                    .polling_max_timeout_ms(1),
            ),
            "S3Queue: polling_min_timeout_ms is above polling_max_timeout_ms",
        ),
        (
            table(queue(QueueMode::Ordered).after_processing(AfterProcessing::Move)),
            "S3Queue: there is no place to move files to; `move_to_bucket` names one",
        ),
        (
            table(
                queue(QueueMode::Ordered)
                    .move_to_bucket("u", "k", "s")
                    .after_processing(AfterProcessing::Delete),
            ),
            "S3Queue: a place to move files to is given, and after_processing does not move them",
        ),
        (
            table(queue(QueueMode::Ordered).after_processing(AfterProcessing::MoveToPrefix(String::new()))),
            "S3Queue: after_processing_move_prefix is empty",
        ),
        (table(FileLog::new("", "CSV")), "FileLog: the path is empty"),
        (
            table(
                FileLog::new("a", "CSV")
                    .watch_backoff_init_ms(2)
                    .watch_backoff_max_ms(1),
            ),
            "FileLog: the first pause is above the longest one",
        ),
        (
            table(kafka(&[])),
            "Kafka: kafka_broker_list is empty, or one of it is",
        ),
        (
            table(kafka(&["a,b"])),
            "Kafka: `a,b` of kafka_broker_list has a comma",
        ),
        (
            table(Kafka::new(["a"], ["t"], "", "CSV")),
            "Kafka: kafka_group_name is empty",
        ),
        (
            table(kafka(&["a"]).keeper_path("/k")),
            "Kafka: kafka_keeper_path and kafka_replica_name need each other",
        ),
        (
            table(RabbitMq::by_url("amqp://a", "e", "CSV").login("u", "p")),
            "RabbitMQ: the user and the password stand in the address already",
        ),
        (
            table(RabbitMq::new("a", "", "CSV")),
            "RabbitMQ: rabbitmq_exchange_name is empty",
        ),
        (
            table(RabbitMq::new("a", "e", "CSV").routing_keys([""])),
            "RabbitMQ: rabbitmq_routing_key_list is empty, or one of it is",
        ),
        (
            table(Nats::new("a", ["s"], "CSV").login("u", "p").token("t")),
            "NATS: a user, a token and a file of credentials exclude each other",
        ),
        (
            table(Nats::new("a", ["s"], "CSV").stream("s")),
            "NATS: nats_stream and nats_consumer_name need each other",
        ),
    ] {
        assert_eq!(refused(create), sentence);
    }
}

#[test]
fn time_series_collections_and_custom_engines() {
    let series = |samples: TimeSeriesTable| table(TimeSeries::new().samples(samples));
    let inner = TimeSeriesTable::inner;
    for (create, sentence) in [
        (
            series(inner().order_by(["id"])),
            "DATA INNER ENGINE: keys, TTL and SETTINGS need the engine before them",
        ),
        (
            series(inner().engine(Engine::Memory).order_by(["id"])),
            "DATA INNER ORDER BY: the engine of the table does not take it; those of the MergeTree family do",
        ),
        (
            series(inner().engine(Engine::Memory).ttl(Expr::col("timestamp"))),
            "DATA INNER TTL: the engine of the table does not take it; those of the MergeTree family do",
        ),
        (
            series(inner().engine(Engine::merge_tree())),
            "DATA INNER ORDER BY: a MergeTree table has a sorting key; for none, say so by `.order_by([] as [&str; 0])`",
        ),
        (
            series(TimeSeriesTable::table("there").order_by(["id"])),
            "DATA: a table that is there already has its columns and engine; leave them out, or the table",
        ),
        (
            series(inner().engine(TimeSeries::new())),
            "DATA INNER ENGINE: a table of a TimeSeries is not one itself",
        ),
        (
            table(TimeSeries::new().tags_to_columns([("", "a")])),
            "TimeSeries: a tag or its column in tags_to_columns is empty",
        ),
        (
            table(
                TimeSeries::new()
                    .store_min_time_and_max_time(false)
                    .filter_by_min_time_and_max_time(true),
            ),
            "TimeSeries: filter_by_min_time_and_max_time needs store_min_time_and_max_time",
        ),
        (
            table(Collection::new("S3", "")),
            "S3: the name of the collection is empty",
        ),
        (
            table(Collection::new("Log", "c")),
            "Log: it takes no named collection that is known here; `Engine::custom` takes any parameters",
        ),
        (
            table(Collection::new("S3", "c").with("", "v")),
            "argument: the name is empty",
        ),
        (
            table(Custom::new("a(")),
            "ENGINE: `a(` is not a name that can stand here: letters, digits and _ only",
        ),
        (
            table(Custom::new("A").arg(f64::NAN)),
            "argument: NaN is not a number",
        ),
        (
            table(Custom::new("A").arg(Argument::name(""))),
            "argument: the name is empty",
        ),
        (
            table(Custom::new("A").arg(Argument::call("f)", []))),
            "ENGINE: `f)` is not a name that can stand here: letters, digits and _ only",
        ),
        (
            table(Custom::new("A").setting("a b", 1)),
            "SETTINGS: `a b` is not the name of a setting: letters, digits and _ only",
        ),
    ] {
        assert_eq!(refused(create), sentence);
    }
}

#[test]
fn an_old_server_is_told_so() {
    for (engine, version, sentence) in [
        (
            Engine::from(TimeSeries::new()),
            "24.3",
            "TimeSeries: the server is ClickHouse 24.3.0, this needs 24.8.0 or later",
        ),
        (
            S3Queue::new(S3::new("u"), QueueMode::Ordered).into(),
            "23.3",
            "S3Queue: the server is ClickHouse 23.3.0, this needs 23.8.0 or later",
        ),
        (
            Paimon::local("p").into(),
            "26.3",
            "Paimon: the server is ClickHouse 26.3.0, this needs 26.5.0 or later",
        ),
        (
            Custom::new("YTsaurus").into(),
            "25.3",
            "YTsaurus: the server is ClickHouse 25.3.0, this needs 25.8.0 or later",
        ),
        (
            Alias::new("d", "t").into(),
            "25.3",
            "Alias: the server is ClickHouse 25.3.0, this needs 25.10.0 or later",
        ),
    ] {
        let mut target = Target::default();
        target.version = Some(version.parse().unwrap());
        let create = ClickHouseTable::create("t").col(ClickHouseColumnDef::new("id", DataType::UInt64));
        let error = build_clickhouse(&create.engine(engine), &target).unwrap_err();
        assert_eq!(error.to_string(), sentence);
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
