//! Every table engine: its text, whether the server parses it, and whether it makes a table of it.

use sea_query::{Expr, Func, Query};
use sea_query_clickhouse::{
    Target, argument::Argument, build_clickhouse, engine::*, prelude::*, table::TableCreateStatement,
};

use crate::server::Server;

const HOSTILE: &str = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";

fn table(engine: impl Into<Engine>) -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("id", DataType::UInt64))
        .col(ClickHouseColumnDef::new("name", DataType::String))
        .engine(engine)
}

#[track_caller]
fn text(table: &TableCreateStatement) -> String {
    match build_clickhouse(table, &Target::default()) {
        Ok(built) => built.sql,
        Err(error) => panic!("{error}"),
    }
}

/// The syntax tree that the server parses. It refuses SETTINGS of an engine that it does not have before it parses them,
/// so that another one stands in for those that this server was built without.
#[track_caller]
fn tree(s: &Server, sql: &str) -> String {
    let missing = ["RabbitMQ", "NATS", "Anything"];
    let sql = missing.iter().fold(sql.to_owned(), |sql, name| {
        sql.replacen(&format!(") ENGINE = {name}"), ") ENGINE = Kafka", 1)
    });
    s.parses(&sql)
}

/// Checks what stands after `ENGINE = `, and that the server parses it.
#[track_caller]
fn check(s: &Server, table: &TableCreateStatement, engine: &str) -> String {
    let sql = text(table);
    let (_, shown) = sql.split_once(" ENGINE = ").expect("a statement with an engine");
    assert_eq!(shown, engine);
    tree(s, &sql);
    sql
}

/// The same, and that the server makes the table and shows it with this engine again.
#[track_caller]
fn check_made(s: &Server, table: &TableCreateStatement, engine: &str, shown: &str) {
    let sql = check(s, table, engine);
    s.run(&sql);
    let made = s.run("SHOW CREATE TABLE t FORMAT TSVRaw");
    let made = made.split_whitespace().collect::<Vec<_>>().join(" ");
    let made = made.replace("( ", "(").replace(" )", ")").replace('`', "");
    assert!(made.contains(&format!("ENGINE = {shown}")), "{made}");
    s.run("DROP TABLE t SYNC");
}

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
fn engines_of_other_systems() {
    let s = Server::new();
    let login = ("reader", "letmein");
    for (engine, text) in [
        (
            Engine::from(
                Remote::new("localhost:9", "d", "t")
                    .login(login.0, login.1)
                    .sharding_key(Expr::col("id")),
            ),
            "Remote('localhost:9', 'd', 't', 'reader', 'letmein', `id`)",
        ),
        (
            Remote::new("localhost:9", "d", "t").secure().into(),
            "RemoteSecure('localhost:9', 'd', 't')",
        ),
        (
            MySql::new("localhost:9", "d", "t", login.0, login.1)
                .replace(true)
                .into(),
            "MySQL('localhost:9', 'd', 't', 'reader', 'letmein', 1)",
        ),
        (
            PostgreSql::new("localhost:9", "d", "t", login.0, login.1)
                .schema("crm")
                .on_conflict("ON CONFLICT DO NOTHING")
                .into(),
            "PostgreSQL('localhost:9', 'd', 't', 'reader', 'letmein', 'crm', 'ON CONFLICT DO NOTHING')",
        ),
        (
            MongoDb::new("localhost:9", "d", "t", login.0, login.1)
                .options("ssl=true")
                .oid_columns("_id")
                .into(),
            "MongoDB('localhost:9', 'd', 't', 'reader', 'letmein', 'ssl=true', '_id')",
        ),
        (Odbc::new("DSN=a", "d", "t").into(), "ODBC('DSN=a', 'd', 't')"),
        (Jdbc::new("a", "d", "t").into(), "JDBC('a', 'd', 't')"),
        (
            Url::new("http://localhost:9/")
                .format("CSV")
                .compression("gzip")
                .header("A", "letmein")
                .into(),
            "URL('http://localhost:9/', 'CSV', 'gzip', headers('A' = 'letmein'))",
        ),
        (
            Hdfs::new("hdfs://localhost:9/a")
                .format("CSV")
                .compression("gzip")
                .into(),
            "HDFS('hdfs://localhost:9/a', 'CSV', 'gzip')",
        ),
        (
            S3::new("http://localhost:9/bucket/a.csv")
                .credentials(Credentials::session("id", "letmein", "letmein"))
                .format("CSV")
                .into(),
            "S3('http://localhost:9/bucket/a.csv', 'id', 'letmein', 'letmein', 'CSV')",
        ),
        (
            S3::new("http://localhost:9/bucket/a.csv")
                .flavor(S3Flavor::Gcs)
                .format("CSV")
                .header("A", "letmein")
                .into(),
            "GCS('http://localhost:9/bucket/a.csv', 'CSV', headers('A' = 'letmein'))",
        ),
        (
            AzureBlobStorage::new("http://localhost:9/a", "cont", "a.csv")
                .account("a", "a2V5")
                .format("CSV")
                .into(),
            "AzureBlobStorage('http://localhost:9/a', 'cont', 'a.csv', 'a', 'a2V5', 'CSV')",
        ),
        (
            Hudi::s3(S3::new("http://localhost:9/bucket/").credentials(Credentials::NoSign)).into(),
            "Hudi('http://localhost:9/bucket/', NOSIGN)",
        ),
        (
            Kafka::new(["localhost:9"], ["a"], "g", "CSV")
                .sasl_password("letmein")
                .handle_error_mode(ErrorMode::Stream)
                .into(),
            "Kafka SETTINGS kafka_broker_list = 'localhost:9', kafka_topic_list = 'a', kafka_group_name = 'g', \
             kafka_format = 'CSV', kafka_handle_error_mode = 'stream', kafka_sasl_password = 'letmein'",
        ),
    ] {
        assert!(!format!("{engine:?}").contains("letmein"), "{engine:?}");
        let name = text.split(['(', ' ']).next().unwrap_or_default();
        check_made(&s, &table(engine), text, name);
    }
    for (engine, text) in [
        (Engine::from(Sqlite::new("a.db", "t")), "SQLite('a.db', 't')"),
        (
            S3::new("u")
                .credentials(Credentials::Role("r".into()))
                .flavor(S3Flavor::Oss)
                .into(),
            "OSS('u', extra_credentials(`role_arn` = 'r'))",
        ),
        (
            S3::new("u")
                .format("CSV")
                .partition_strategy("hive")
                .flavor(S3Flavor::Cosn)
                .into(),
            "COSN('u', 'CSV', `partition_strategy` = 'hive')",
        ),
        (Iceberg::s3(S3::new("u")).into(), "IcebergS3('u')"),
        (
            Iceberg::azure(AzureBlobStorage::new("u", "c", "p")).into(),
            "IcebergAzure('u', 'c', 'p')",
        ),
        (Iceberg::hdfs(Hdfs::new("u")).into(), "IcebergHDFS('u')"),
        (Iceberg::local("p").into(), "IcebergLocal('p')"),
        (
            Iceberg::on_disk("d", "p").into(),
            "Iceberg('p') SETTINGS disk = 'd'",
        ),
        (DeltaLake::s3(S3::new("u")).into(), "DeltaLakeS3('u')"),
        (
            DeltaLake::azure(AzureBlobStorage::new("u", "c", "p")).into(),
            "DeltaLakeAzure('u', 'c', 'p')",
        ),
        (DeltaLake::local("p").into(), "DeltaLakeLocal('p')"),
        (
            DeltaLake::on_disk("d", "p").into(),
            "DeltaLake('p') SETTINGS disk = 'd'",
        ),
        (Paimon::s3(S3::new("u")).into(), "PaimonS3('u')"),
        (
            Paimon::azure(AzureBlobStorage::new("u", "c", "p")).into(),
            "PaimonAzure('u', 'c', 'p')",
        ),
        (Paimon::hdfs(Hdfs::new("u")).into(), "PaimonHDFS('u')"),
        (Paimon::local("p").into(), "PaimonLocal('p')"),
        (
            Paimon::on_disk("d", "p").into(),
            "Paimon('p') SETTINGS disk = 'd'",
        ),
        (
            S3Queue::new(S3::new("u").format("CSV"), QueueMode::Unordered)
                .move_to_bucket("v", "id", "letmein")
                .tracked_files_limit(10)
                .into(),
            "S3Queue('u', 'CSV') SETTINGS mode = 'unordered', after_processing = 'move', \
             after_processing_move_uri = 'v', after_processing_move_access_key_id = 'id', tracked_files_limit = 10, \
             after_processing_move_secret_access_key = 'letmein'",
        ),
        (
            S3Queue::new(S3::new("u"), QueueMode::Ordered)
                .after_processing(AfterProcessing::Tag {
                    key: "k".into(),
                    value: "v".into(),
                })
                .buckets(4)
                .keeper_path("/q")
                .into(),
            "S3Queue('u') SETTINGS mode = 'ordered', after_processing = 'tag', after_processing_tag_key = 'k', \
             after_processing_tag_value = 'v', buckets = 4, keeper_path = '/q'",
        ),
        (
            AzureQueue::new(AzureBlobStorage::new("u", "c", "p"), QueueMode::Unordered)
                .move_to_container("letmein", "done")
                .into(),
            "AzureQueue('u', 'c', 'p') SETTINGS mode = 'unordered', after_processing = 'move', \
             after_processing_move_container = 'done', after_processing_move_connection_string = 'letmein'",
        ),
        (
            AzureQueue::new(AzureBlobStorage::new("u", "c", "p"), QueueMode::Ordered)
                .after_processing(AfterProcessing::MoveToPrefix("done/".into()))
                .into(),
            "AzureQueue('u', 'c', 'p') SETTINGS mode = 'ordered', after_processing = 'move', \
             after_processing_move_prefix = 'done/'",
        ),
        (
            FileLog::new("a", "CSV").poll_timeout_ms(1).into(),
            "FileLog('a', 'CSV') SETTINGS poll_timeout_ms = 1",
        ),
        (
            RabbitMq::by_url("amqp://reader:letmein@rabbit", "e", "CSV")
                .queue_consume(true)
                .into(),
            "RabbitMQ SETTINGS rabbitmq_address = 'amqp://reader:letmein@rabbit', rabbitmq_exchange_name = 'e', \
             rabbitmq_format = 'CSV', rabbitmq_queue_consume = 1",
        ),
        (
            Nats::of_cluster(["a:1", "b:2"], ["s", "t.>"], "CSV")
                .login("reader", "letmein")
                .into(),
            "NATS SETTINGS nats_server_list = 'a:1,b:2', nats_subjects = 's,t.>', nats_format = 'CSV', \
             nats_username = 'reader', nats_password = 'letmein'",
        ),
        (ArrowFlight::new("a", "d").into(), "ArrowFlight('a', 'd')"),
        (
            YtSaurus::new("u", "//t", "letmein").into(),
            "YTsaurus('u', '//t', 'letmein')",
        ),
        (
            Collection::new("Kafka", "conf")
                .with("kafka_format", "CSV")
                .with("kafka_format", "TSV")
                .into(),
            "Kafka(`conf`, `kafka_format` = 'TSV')",
        ),
        (
            Custom::new("Anything")
                .arg(7)
                .arg(1.5)
                .arg(Argument::expr(Func::cust("rand")))
                .arg(Argument::names(["a", "b"]))
                .arg(Argument::call("f", [Argument::text_pair("k", "v")]))
                .arg(Argument::query(Query::select().expr(Expr::val(1)).to_owned()))
                .arg(Argument::secret("letmein"))
                .setting("s", "v")
                .into(),
            "Anything(7, 1.5, rand(), (`a`, `b`), f('k' = 'v'), (SELECT 1), 'letmein') SETTINGS s = 'v'",
        ),
    ] {
        assert!(!format!("{engine:?}").contains("letmein"), "{engine:?}");
        check(&s, &table(engine), text);
    }
}

#[test]
fn engines_with_a_key() {
    let s = Server::new();
    let keyed = |engine: Engine| table(engine).primary_key(["id"]);
    check_made(
        &s,
        &keyed(EmbeddedRocksDb::new().into()),
        "EmbeddedRocksDB PRIMARY KEY (`id`)",
        "EmbeddedRocksDB PRIMARY KEY (id)",
    );
    check_made(
        &s,
        &keyed(EmbeddedRocksDb::new().ttl_seconds(60).into()),
        "EmbeddedRocksDB(60) PRIMARY KEY (`id`)",
        "EmbeddedRocksDB(60) PRIMARY KEY (id)",
    );
    check_made(
        &s,
        &keyed(Redis::new("localhost:9").pool_size(2).into()),
        "Redis('localhost:9', 0, '', 2) PRIMARY KEY (`id`)",
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
        check(&s, &keyed(engine), &format!("{text} PRIMARY KEY (`id`)"));
    }
}

#[test]
fn time_series() {
    let s = Server::with(&[
        "CREATE TABLE family (metric_family_name String, type String, unit String, help String) \
         ENGINE = ReplacingMergeTree ORDER BY metric_family_name",
    ]);
    let samples = TimeSeriesTable::inner()
        .col(ClickHouseColumnDef::new("timestamp", DataType::date_time64(6)))
        .engine(Engine::merge_tree())
        .partition_by(Expr::cust("toYYYYMM(timestamp)"))
        .primary_key(["id"])
        .order_by(["id", "timestamp"])
        .ttl(Expr::cust("toDateTime(timestamp) + INTERVAL 1 YEAR"))
        .setting("index_granularity", 1024);
    let engine = TimeSeries::new()
        .tags_to_columns([("job", "job")])
        .store_min_time_and_max_time(false)
        .samples(samples)
        .metrics(TimeSeriesTable::table("family"));
    let create = ClickHouseTable::create("t")
        .engine(engine)
        .setting("allow_experimental_time_series_table", 1);
    let sql = check(
        &s,
        &create,
        "TimeSeries SETTINGS tags_to_columns = '{\\'job\\':\\'job\\'}', store_min_time_and_max_time = 0, \
         allow_experimental_time_series_table = 1 \
         DATA INNER COLUMNS (`timestamp` DateTime64(6)) \
         DATA INNER ENGINE = MergeTree PARTITION BY toYYYYMM(timestamp) PRIMARY KEY (`id`) \
         ORDER BY (`id`, `timestamp`) TTL toDateTime(timestamp) + INTERVAL 1 YEAR SETTINGS index_granularity = 1024 \
         METRICS `family`",
    );
    s.run(&sql);
    s.run(
        "INSERT INTO t (metric_name, tags, time_series, metric_family, type, unit, help) VALUES \
         ('cpu', {'job': 'node', 'host': 'a'}, [(toDateTime64('2100-01-01 00:00:00', 6), 0.5)], 'cpu', 'gauge', '', 'load')",
    );
    assert_eq!(s.run("SELECT value FROM timeSeriesSamples(t)"), "0.5\n");
    assert_eq!(
        s.run("SELECT job, tags['host'] FROM timeSeriesTags(t)"),
        "node\ta\n"
    );
    assert_eq!(s.run("SELECT help FROM family"), "load\n");
    s.run("DROP TABLE t SYNC");
}

#[test]
fn a_named_collection_is_read() {
    let s = Server::new();
    let name = format!("{}_it's", s.database());
    let quoted = format!("`{}`", name.replace('\'', "\\'"));
    s.run(&format!(
        "CREATE NAMED COLLECTION {quoted} AS url = 'http://localhost:9/', format = 'CSV'"
    ));
    let sql = text(&table(
        Collection::new("URL", &name).with("compression_method", "gzip"),
    ));
    let made = s.try_run(&sql);
    let shown =
        s.try_run("SELECT engine_full FROM system.tables WHERE database = currentDatabase() AND name = 't'");
    s.run("DROP TABLE IF EXISTS t SYNC");
    s.run(&format!("DROP NAMED COLLECTION {quoted}"));
    made.unwrap();
    assert!(shown.unwrap().contains("compression_method = "));
}

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

/// All engines with one text in every parameter that is a text.
fn with_text(t: &str) -> Vec<TableCreateStatement> {
    let s3 = || {
        S3::new(t)
            .credentials(Credentials::session(t, t, t))
            .format(t)
            .compression(t)
            .header(t, t)
    };
    let azure = || {
        AzureBlobStorage::new(t, t, t)
            .account(t, t)
            .format(t)
            .compression(t)
    };
    let hdfs = || Hdfs::new(t).format(t).compression(t);
    let names = || vec![t.to_owned(), t.to_owned()];
    let engines: Vec<Engine> = vec![
        Engine::replacing_merge_tree_by(t),
        Engine::MergeTree(MergeTree::Summing { columns: names() }),
        Engine::MergeTree(MergeTree::Coalescing { columns: names() }),
        Engine::MergeTree(MergeTree::Collapsing { sign: t.into() }),
        Engine::MergeTree(MergeTree::Graphite { section: t.into() }),
        Engine::merge_tree().replicated_by(Replication::at(t, t)),
        Join::all_full([t, t]).into(),
        Distributed::new(t, t, t)
            .sharding_key(Expr::col(t.to_owned()))
            .policy(t)
            .into(),
        Buffer::new(t, t, 1).into(),
        Merge::new(t, t).into(),
        Merge::in_databases(t, t).into(),
        Dictionary::new(t).into(),
        Alias::new(t, t).into(),
        File::new(t).path(t).compression(t).into(),
        Url::new(t).format(t).compression(t).header(t, t).into(),
        hdfs().into(),
        s3().into(),
        S3::new(t).credentials(Credentials::Role(t.into())).into(),
        S3::new(t).format(t).partition_strategy(t).into(),
        azure().into(),
        MySql::new(t, t, t, t, t).on_duplicate(t).into(),
        PostgreSql::new(t, t, t, t, t).schema(t).on_conflict(t).into(),
        MaterializedPostgreSql::new(t, t, t, t, t).into(),
        MongoDb::new(t, t, t, t, t).options(t).oid_columns(t).into(),
        Redis::new(t).password(t).into(),
        Sqlite::new(t, t).into(),
        Odbc::new(t, t, t).into(),
        Jdbc::new(t, t, t).into(),
        KeeperMap::new(t).into(),
        EmbeddedRocksDb::new().directory(t).into(),
        Executable::new(t, t)
            .input(Query::select().expr(Expr::val(t)).to_owned())
            .into(),
        FuzzJson::new(t).into(),
        FuzzQuery::new(t).into(),
        Iceberg::s3(s3()).into(),
        Iceberg::azure(azure()).into(),
        Iceberg::hdfs(hdfs()).into(),
        Iceberg::local(t).into(),
        Iceberg::on_disk(t, t).into(),
        Hudi::s3(s3()).into(),
        S3Queue::new(s3(), QueueMode::Ordered)
            .move_to_bucket(t, t, t)
            .last_processed_path(t)
            .into(),
        AzureQueue::new(azure(), QueueMode::Ordered)
            .after_processing(AfterProcessing::Tag {
                key: t.into(),
                value: t.into(),
            })
            .into(),
        FileLog::new(t, t).into(),
        Kafka::new([t], [t], t, t)
            .sasl_username(t)
            .sasl_password(t)
            .schema(t)
            .client_id(t)
            .into(),
        RabbitMq::new(t, t, t)
            .login(t, t)
            .routing_keys([t])
            .queue_base(t)
            .into(),
        RabbitMq::by_url(t, t, t).into(),
        Nats::new(t, [t], t).token(t).stream(t).consumer_name(t).into(),
        TimeSeries::new()
            .tags_to_columns([(t, t)])
            .id_generator(t)
            .samples(TimeSeriesTable::table((t.to_owned(), t.to_owned())))
            .tags(TimeSeriesTable::inner().col(ClickHouseColumnDef::new(t.to_owned(), DataType::String)))
            .into(),
        Remote::new(t, t, t).login(t, t).into(),
        ArrowFlight::new(t, t).login(t, t).into(),
        YtSaurus::new(t, t, t).into(),
        Collection::new("S3", t).with(t, t).into(),
        Custom::new("Anything")
            .arg(t)
            .arg(Argument::name(t))
            .arg(Argument::secret(t))
            .arg(Argument::expr(Expr::val(t)))
            .arg(Argument::text_pair(t, t))
            .setting("a", t)
            .into(),
    ];
    engines
        .into_iter()
        .map(|engine| {
            let keyed = table(engine.clone()).primary_key(["id"]);
            // Not every engine has a key, and some must have one.
            if build_clickhouse(&keyed, &Target::default()).is_ok() {
                keyed
            } else {
                table(engine)
            }
        })
        .collect()
}

/// The kinds of the nodes of a syntax tree, without the texts and names in them.
fn shape(tree: &str) -> Vec<String> {
    let node = |line: &str| {
        let depth = line.len() - line.trim_start().len();
        let kind = line.split_whitespace().next().unwrap_or_default();
        format!("{depth} {kind}")
    };
    // An identifier is shown as it is: the line break in the hostile one begins a line of its own.
    tree.lines()
        .filter(|line| !line.trim_start().starts_with("-- /*"))
        .map(node)
        .collect()
}

#[test]
fn no_text_leaves_its_quotes() {
    let s = Server::new();
    for (plain, hostile) in with_text("plain").into_iter().zip(with_text(HOSTILE)) {
        let sql = text(&hostile);
        assert_eq!(shape(&tree(&s, &text(&plain))), shape(&tree(&s, &sql)), "{sql}");
    }
}
