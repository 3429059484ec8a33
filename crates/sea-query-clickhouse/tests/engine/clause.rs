use sea_query::Expr;
use sea_query_clickhouse::{Target, build_clickhouse, engine::*, prelude::*};

use super::{table, text};
use crate::server::Server;

/// Every method that is a setting, by a server that refuses a setting that it does not know.
#[test]
fn settings_are_those_of_the_server() {
    let s = Server::new();
    let kafka = Kafka::new(["localhost:9"], ["a"], "g", "CSV")
        .security_protocol("plaintext")
        .sasl_mechanism("PLAIN")
        .aws_region("eu-west-1")
        .sasl_username("u")
        .sasl_password("p")
        .autodetect_client_rack("")
        .schema("")
        .schema_registry_skip_bytes(0)
        .num_consumers(1)
        .max_block_size(10)
        .skip_broken_messages(1)
        .commit_every_batch(true)
        .client_id("c")
        .poll_timeout_ms(10)
        .poll_max_batch_size(10)
        .flush_interval_ms(10)
        .consumer_reschedule_ms(10)
        .thread_per_consumer(true)
        .handle_error_mode(ErrorMode::Default)
        .commit_on_select(false)
        .consumer_acquire_timeout_ms(10)
        .max_rows_per_message(1)
        .compression_codec("lz4")
        .compression_level(1)
        .map_virtual_columns_on_write(false);
    s.run(&text(&table(kafka)));
    s.run("DROP TABLE t SYNC");
    let queue = |mode| {
        S3Queue::new(S3::new("http://localhost:9/bucket/a/*").format("CSV"), mode)
            .keeper_path("/q")
            .loading_retries(1)
            .processing_threads(1)
            .parallel_inserts(false)
            .log(true)
            .polling_min_timeout_ms(1)
            .polling_max_timeout_ms(2)
            .polling_backoff_ms(1)
            .after_processing(AfterProcessing::Delete)
    };
    let azure = AzureBlobStorage::new("http://localhost:9/a", "cont", "a/*")
        .account("a", "a2V5")
        .format("CSV");
    let keeper = [
        queue(QueueMode::Ordered)
            .last_processed_path("a")
            .buckets(2)
            .into(),
        queue(QueueMode::Unordered)
            .tracked_files_limit(5)
            .tracked_file_ttl_seconds(5)
            .into(),
        S3Queue::new(
            S3::new("http://localhost:9/bucket/a/*").format("CSV"),
            QueueMode::Ordered,
        )
        .move_to_bucket("http://localhost:9/done/", "id", "secret")
        .into(),
        Engine::from(AzureQueue::new(azure, QueueMode::Ordered).move_to_container("c", "done")),
    ];
    for engine in keeper {
        // It gets as far as Keeper, which this server does not have.
        let error = s.try_run(&text(&table(engine))).unwrap_err();
        assert!(error.contains("Zookeeper"), "{error}");
    }
    let log = FileLog::new("no_such_file", "CSV")
        .poll_timeout_ms(1)
        .poll_max_batch_size(1)
        .max_block_size(1)
        .max_threads(1)
        .watch_backoff_init_ms(1)
        .watch_backoff_max_ms(2)
        .watch_backoff_factor(2)
        .handle_error_mode(ErrorMode::Stream);
    let error = s.try_run(&text(&table(log))).unwrap_err();
    assert!(error.contains("neither a regular file"), "{error}");
    let series = TimeSeries::new()
        .id_generator("sipHash64(metric_name, all_tags)")
        .use_all_tags_column_to_generate_id(true)
        .store_min_time_and_max_time(true)
        .aggregate_min_time_and_max_time(true)
        .filter_by_min_time_and_max_time(true);
    let create = ClickHouseTable::create("t")
        .engine(series)
        .setting("allow_experimental_time_series_table", 1);
    s.run(&text(&create));
}

/// What an engine takes is compared with what the server says that it takes.
#[test]
fn clauses_are_those_of_the_server() {
    let s = Server::new();
    let engines = s.run(
        "SELECT name, supports_sort_order, supports_ttl, supports_skipping_indices, supports_settings, \
         supports_projections = supports_skipping_indices FROM system.table_engines",
    );
    assert!(engines.lines().count() > 70, "{engines}");
    for line in engines.lines() {
        let fields: Vec<_> = line.split('\t').collect();
        let [name, keys, ttl, indexes, settings, agree] = fields.as_slice() else {
            panic!("{line}");
        };
        assert_eq!(*agree, "1", "{name}");
        let engine = || table(Custom::new(*name));
        let index = SkipIndex::new("i", Expr::col("id"), SkipIndexType::MinMax);
        for (clause, supported, create) in [
            ("ORDER BY", keys, engine().order_by(["id"])),
            ("PARTITION BY", keys, engine().partition_by(Expr::col("id"))),
            ("TTL", ttl, engine().ttl(Expr::cust("toDate(id)"))),
            ("INDEX", indexes, engine().index(index)),
            ("SETTINGS", settings, engine().setting("a", 1)),
        ] {
            let built = build_clickhouse(&create, &Target::default());
            assert_eq!(built.is_ok(), *supported == "1", "{name}: {clause}: {built:?}");
        }
    }
}
