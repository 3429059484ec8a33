//! All events into an empty table, in batches of 100,000.

use sea_orm::{EntityTrait, IntoActiveModel};

use super::{Group, measured};
use crate::{
    environment::SINK,
    event::{OfficialEvent, declared},
};

const BATCH: usize = 100_000;

/// The rows are built before each run, and are not part of it. The table that takes them keeps none.
pub fn batches() -> Group {
    Group {
        name: "insert",
        expected: |e| Box::pin(async move { Ok(e.rows) }),
        paths: vec![
            measured!("official, insert", None, |e| {
                let client = e.official.clone().with_database(SINK);
                for batch in e.official_events.chunks(BATCH) {
                    let mut insert = client.insert::<OfficialEvent>("event").await?;
                    for event in batch {
                        insert.write(event).await?;
                    }
                    insert.end().await?;
                }
                Ok(e.official_events.len() as u64)
            }),
            measured!("insert_many", Some(3.5), |e| {
                let mut written = 0;
                for batch in e.events.chunks(BATCH) {
                    let models = batch.iter().map(|event| event.clone().into_active_model());
                    written += declared::Entity::insert_many(models)
                        .exec_without_returning(&e.sink)
                        .await?;
                }
                Ok(written)
            }),
        ],
    }
}
