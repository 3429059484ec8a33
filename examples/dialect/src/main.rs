//! The dialect alone, without SeaORM: SeaQuery's statements are built and sent by the official client.
//!
//! `CLICKHOUSE_URL=clickhouse://user:password@host:8123/database cargo run -p dialect`; `cargo xtask test` runs it as a
//! test.

use std::{env, error::Error};

use clickhouse::{Client, Compression};
use sea_query::{Expr, ExprTrait, Order, Query};
use sea_query_clickhouse::{
    ClickHouseStatement, ServerVersion,
    aggregate::{count, sum, uniq},
    codec::Codec,
    engine::MergeTree,
    func::date_time::{to_start_of_hour, to_yyyymm},
    prelude::*,
    statement::ShowCreate,
    table::TableCreateStatement,
    view::Storage,
};
use url::Url;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    run("dialect_event", "dialect_traffic").await
}

async fn run(event: &'static str, traffic: &'static str) -> Result<(), Box<dyn Error>> {
    let client = client(&Url::parse(&env::var("CLICKHOUSE_URL")?)?)?;
    let version: ServerVersion = client
        .query("SELECT version()")
        .fetch_one::<String>()
        .await?
        .parse()?;
    let server = Server {
        client,
        target: Target::default().version(version),
    };

    for table in [traffic, event] {
        server
            .run(&ClickHouseTable::drop(table).if_exists().sync())
            .await?;
    }
    let table = ClickHouseTable::create(event)
        .col(ClickHouseColumnDef::new("at", DataType::date_time()).codec([Codec::delta(4), Codec::zstd(1)]))
        .col(ClickHouseColumnDef::new(
            "protocol",
            DataType::String.low_cardinality(),
        ))
        .col(ClickHouseColumnDef::new("host", DataType::IPv4))
        .col(ClickHouseColumnDef::new("bytes", DataType::UInt64))
        .engine(Engine::merge_tree())
        .partition_by(to_yyyymm(Expr::col("at")))
        .order_by(["protocol", "at"])
        .index(SkipIndex::new(
            "by_host",
            Expr::col("host"),
            SkipIndexType::BloomFilter(None),
        ));
    server.run(&table).await?;

    // The view keeps states, to which each INSERT into the table adds.
    let by_hour = Query::select()
        .expr_as(to_start_of_hour(Expr::col("at")), "hour")
        .expr_as(sum(Expr::col("bytes")).state(), "bytes")
        .expr_as(uniq([Expr::col("host")]).state(), "hosts")
        .from(event)
        .group_by_col("hour")
        .to_owned();
    let storage = Storage::new(Engine::MergeTree(MergeTree::Aggregating)).order_by(["hour"]);
    server
        .run(&ClickHouseView::create_materialized(traffic, by_hour).engine(storage))
        .await?;

    let mut insert = Query::insert();
    insert
        .into_table(event)
        .columns(["at", "protocol", "host", "bytes"]);
    for (at, protocol, host, bytes) in [
        ("2026-07-01 10:01:00", "DNS", "10.0.0.1", 64u64),
        ("2026-07-01 10:02:00", "DNS", "10.0.0.2", 128),
        ("2026-07-01 11:03:00", "HTTP", "10.0.0.1", 4096),
    ] {
        insert.values([at.into(), protocol.into(), host.into(), bytes.into()])?;
    }
    server.run(&insert).await?;

    let busy = Query::select()
        .expr(sum(Expr::col("bytes")).merge())
        .expr(uniq([Expr::col("hosts")]).merge())
        .from(traffic)
        .group_by_col("hour")
        .order_by("hour", Order::Asc)
        .to_owned();
    assert_eq!(server.ask(&busy).await?, "192\t2\n4096\t1\n");

    // The texts of the list are one parameter, an array.
    let dns = Query::select()
        .expr(count().if_(Expr::col("bytes").gt(100)))
        .from(event)
        .prewhere(Expr::col("protocol").is_in(["DNS", "it's"]))
        .setting("max_threads", 2)
        .to_owned();
    assert_eq!(server.ask(&dns).await?, "1\n");

    let update = Query::update()
        .table(event)
        .value("bytes", Expr::col("bytes").mul(2))
        .and_where(Expr::col("protocol").eq("DNS"))
        .setting("mutations_sync", 2)
        .to_owned();
    server.run(&update).await?;
    let total = Query::select()
        .expr(sum(Expr::col("bytes")))
        .from(event)
        .to_owned();
    assert_eq!(server.ask(&total).await?, "4480\n");

    // What the server made of the table is the same statement again.
    let printed = server.ask(&ShowCreate::table(event)).await?;
    let read: TableCreateStatement = printed.trim_end().parse()?;
    println!("{}", read.to_string(ClickHouseQueryBuilder));

    for table in [traffic, event] {
        server.run(&ClickHouseTable::drop(table).sync()).await?;
    }
    Ok(())
}

struct Server {
    client: Client,
    target: Target<'static>,
}

impl Server {
    fn query(
        &self,
        statement: &impl ClickHouseStatement,
    ) -> Result<clickhouse::query::Query, Box<dyn Error>> {
        let built = build_clickhouse(statement, &self.target)?;
        println!("{}", built.sql);
        let mut query = self.client.query_raw(&built.sql);
        // The texts are what the server reads: `Query::param` would escape them once more.
        for parameter in built.parameters {
            query = query.with_setting(format!("param_{}", parameter.name), parameter.text);
        }
        if built.requirements.join_use_nulls {
            query = query.with_setting("join_use_nulls", "1");
        }
        Ok(query)
    }

    async fn run(&self, statement: &impl ClickHouseStatement) -> Result<(), Box<dyn Error>> {
        Ok(self.query(statement)?.execute().await?)
    }

    async fn ask(&self, statement: &impl ClickHouseStatement) -> Result<String, Box<dyn Error>> {
        let answer = self.query(statement)?.fetch_bytes("TSVRaw")?.collect().await?;
        Ok(String::from_utf8(answer.to_vec())?)
    }
}

fn client(url: &Url) -> Result<Client, Box<dyn Error>> {
    let host = url.host_str().ok_or("CLICKHOUSE_URL names no host")?;
    let database = url.path().trim_start_matches('/');
    Ok(Client::default()
        .with_url(format!("http://{host}:{}", url.port().unwrap_or(8123)))
        .with_user(url.username())
        .with_password(url.password().unwrap_or_default())
        .with_database(if database.is_empty() { "default" } else { database })
        .with_compression(Compression::None))
}

#[cfg(test)]
mod tests {
    #[tokio::test]
    async fn the_example_runs() -> Result<(), Box<dyn std::error::Error>> {
        super::run("dialect_test_event", "dialect_test_traffic").await
    }
}
