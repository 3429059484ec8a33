//! One row by its key.

use std::rc::Rc;

use futures_util::{StreamExt, TryStreamExt, stream};
use sea_orm::EntityTrait;
use sea_orm_clickhouse::IntoClickHouseSelect;

use super::{Answer, Group};
use crate::{
    Error,
    environment::Environment,
    event::{CHECK, Checked, OfficialEvent, declared},
};

const ONE_AFTER_ANOTHER: u64 = 300;
const TOGETHER: u64 = 1_280;
const AT_ONCE: usize = 64;

async fn expected(environment: Rc<Environment>, rows: u64) -> Result<u64, Error> {
    let sql = format!("SELECT toUInt64({CHECK}) FROM event WHERE id % 7 = 0 AND id < 7 * ?");
    Ok(environment.official.query(&sql).bind(rows).fetch_one().await?)
}

async fn official(environment: &Environment, id: u64) -> Result<u64, Error> {
    let query = environment
        .official
        .query("SELECT ?fields FROM event WHERE id = ?");
    Ok(query.bind(id).fetch_one::<OfficialEvent>().await?.check())
}

async fn entity(environment: &Environment, id: u64) -> Result<u64, Error> {
    let row = declared::Entity::find_by_id(id)
        .clickhouse()
        .one(&environment.db)
        .await?;
    Ok(row.ok_or("there is no such row")?.check())
}

async fn plain(environment: &Environment, id: u64) -> Result<u64, Error> {
    let row = declared::Entity::find_by_id(id).one(&environment.db).await?;
    Ok(row.ok_or("there is no such row")?.check())
}

macro_rules! in_turn {
    ($read:ident) => {
        |environment| -> Answer {
            Box::pin(async move {
                let mut sum = 0;
                for id in 0..ONE_AFTER_ANOTHER {
                    sum += $read(&environment, id * 7).await?;
                }
                Ok(sum)
            })
        }
    };
}

macro_rules! at_once {
    ($read:ident) => {
        |environment| -> Answer {
            Box::pin(async move {
                let reads = stream::iter(0..TOGETHER).map(|id| $read(&environment, id * 7));
                reads
                    .buffer_unordered(AT_ONCE)
                    .try_fold(0, async |sum, check| Ok(sum + check))
                    .await
            })
        }
    };
}

/// One query after another.
pub fn one() -> Group {
    Group {
        name: "point query",
        expected: |e| Box::pin(expected(e, ONE_AFTER_ANOTHER)),
        paths: vec![
            path("official, point", None, in_turn!(official)),
            path("entity lane, point", Some(1.1), in_turn!(entity)),
            path("plain find, point", None, in_turn!(plain)),
        ],
    }
}

/// 64 at once: a rate of 0.9 is a time of 1 / 0.9.
pub fn concurrent() -> Group {
    Group {
        name: "64 concurrent point queries",
        expected: |e| Box::pin(expected(e, TOGETHER)),
        paths: vec![
            path("official, 64 points", None, at_once!(official)),
            path("entity lane, 64 points", Some(1.0 / 0.9), at_once!(entity)),
            path("plain find, 64 points", None, at_once!(plain)),
        ],
    }
}

fn path(name: &'static str, limit: Option<f64>, run: fn(Rc<Environment>) -> Answer) -> super::Path {
    super::Path { name, limit, run }
}
