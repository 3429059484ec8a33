//! The server, its data, and a client of each kind.

use clickhouse::{Client, Compression};
use sea_orm::ConnectionTrait;
use sea_orm_clickhouse::{ClickHouse, ClickHouseConnection, IntoClickHouseSelect};
use url::Url;

use crate::{
    Error,
    event::{CREATE, FILL, OfficialEvent, declared},
};

/// The database with the rows.
const DATABASE: &str = "bench";
/// The database whose tables take rows and keep none.
pub const SINK: &str = "bench_sink";

/// What the paths run on.
pub struct Environment {
    pub rows: u64,
    pub db: ClickHouseConnection,
    pub sink: ClickHouseConnection,
    pub official: Client,
    /// The rows in the memory of who inserts them.
    pub events: Vec<declared::Model>,
    pub official_events: Vec<OfficialEvent>,
}

impl Environment {
    /// Makes the tables, unless they are there with that many rows.
    pub async fn fill(url: &str, rows: u64) -> Result<(), Error> {
        let admin = ClickHouse::connect(url).await?;
        for database in [DATABASE, SINK] {
            admin
                .execute_unprepared(&format!("CREATE DATABASE IF NOT EXISTS {database}"))
                .await?;
        }
        let db = connect(url, DATABASE).await?;
        db.execute_unprepared(&format!("DROP TABLE IF EXISTS event; {CREATE}"))
            .await?;
        db.execute_unprepared(&format!("{FILL}{rows})")).await?;
        db.execute_unprepared("OPTIMIZE TABLE event FINAL").await?;
        let sink = connect(url, SINK).await?;
        sink.execute_unprepared(&format!(
            "DROP TABLE IF EXISTS event; CREATE TABLE event AS {DATABASE}.event ENGINE = Null"
        ))
        .await?;
        Ok(())
    }

    /// The clients, and the rows to insert where they are needed.
    pub async fn new(url: &str, rows: u64, with_rows: bool) -> Result<Self, Error> {
        let parsed = Url::parse(url)?;
        let host = parsed.host_str().ok_or("the URL has no host")?;
        let port = parsed.port().unwrap_or(8123);
        let official = Client::default()
            .with_url(format!("http://{host}:{port}"))
            .with_user(parsed.username())
            .with_password(parsed.password().unwrap_or_default())
            .with_database(DATABASE)
            .with_compression(Compression::None);
        let db = connect(url, DATABASE).await?;
        let (mut events, mut official_events) = (Vec::new(), Vec::new());
        if with_rows {
            events = {
                use sea_orm::EntityTrait;
                declared::Entity::find().clickhouse().all(&db).await?
            };
            official_events = official
                .query("SELECT ?fields FROM event")
                .fetch_all::<OfficialEvent>()
                .await?;
        }
        Ok(Self {
            rows,
            sink: connect(url, SINK).await?,
            db,
            official,
            events,
            official_events,
        })
    }
}

async fn connect(url: &str, database: &str) -> Result<ClickHouseConnection, Error> {
    let mut url = Url::parse(url)?;
    url.set_path(database);
    Ok(ClickHouse::connect(url.as_str()).await?)
}
