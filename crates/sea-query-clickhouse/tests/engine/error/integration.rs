use sea_query::Expr;
use sea_query_clickhouse::{Target, build_clickhouse, engine::*, prelude::*};

use super::{refused, table};

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
