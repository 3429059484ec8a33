//! What an engine refuses, by the sentence.

mod integration;
mod parameter;

use sea_query_clickhouse::{Target, build_clickhouse, engine::*, prelude::*, table::TableCreateStatement};

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
