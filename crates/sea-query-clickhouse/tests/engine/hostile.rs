use sea_query::{Expr, Query};
use sea_query_clickhouse::{Target, build_clickhouse, engine::*, prelude::*, table::TableCreateStatement};

use super::{table, text, tree};
use crate::server::Server;

const HOSTILE: &str = "` ' \" \\ \n -- /* {p:String} ? $1 naïve";

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
