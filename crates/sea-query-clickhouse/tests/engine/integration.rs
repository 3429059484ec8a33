use sea_query::{Expr, Func, Query};
use sea_query_clickhouse::engine::*;

use super::{check, check_made, table, text};
use crate::server::Server;

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
