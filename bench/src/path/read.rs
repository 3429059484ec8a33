//! Every row of the events.

use std::rc::Rc;

use futures_util::TryStreamExt;
use sea_orm::EntityTrait;
use sea_orm_clickhouse::IntoClickHouseSelect;

use super::{Answer, Group, measured};
use crate::{
    environment::Environment,
    event::{CHECK, Checked, OfficialEvent, check, declared, plain},
};

const SELECT: &str = "SELECT ?fields FROM event";

fn expected(environment: Rc<Environment>) -> Answer {
    Box::pin(async move {
        let query = environment
            .official
            .query(&format!("SELECT toUInt64({CHECK}) FROM event"));
        Ok(query.fetch_one::<u64>().await?)
    })
}

/// As a list.
pub fn all() -> Group {
    Group {
        name: "all rows",
        expected,
        paths: vec![
            measured!("official, fetch_all", None, |e| Ok(check(
                &e.official.query(SELECT).fetch_all::<OfficialEvent>().await?
            ))),
            measured!("official, fetch_all without validation", None, |e| {
                let client = e.official.clone().with_validation(false);
                Ok(check(&client.query(SELECT).fetch_all::<OfficialEvent>().await?))
            }),
            measured!("entity lane", Some(0.8), |e| Ok(check(
                &declared::Entity::find().clickhouse().all(&e.db).await?
            ))),
            measured!("entity lane, without the derive", Some(1.3), |e| Ok(check(
                &plain::Entity::find().clickhouse().all(&e.db).await?
            ))),
            measured!("plain find", Some(3.0), |e| Ok(check(
                &declared::Entity::find().all(&e.db).await?
            ))),
        ],
    }
}

/// One after another.
pub fn stream() -> Group {
    Group {
        name: "stream of rows",
        expected,
        paths: vec![
            measured!("official, fetch", None, |e| {
                let mut rows = e.official.query(SELECT).fetch::<OfficialEvent>()?;
                let mut sum = 0;
                while let Some(row) = rows.next().await? {
                    sum += row.check();
                }
                Ok(sum)
            }),
            measured!("entity lane, stream", Some(0.8), |e| {
                let rows = declared::Entity::find().clickhouse().stream(&e.db).await?;
                Ok(rows.try_fold(0, async |sum, row| Ok(sum + row.check())).await?)
            }),
        ],
    }
}
