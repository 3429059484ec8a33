//! Entities that declare their table: what the server makes of each attribute, and rows that go there and back.

use integration_tests::TestDatabase;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, EntityTrait, IntoActiveModel, QueryOrder, Schema, Set,
    Statement,
    prelude::{DateTimeUtc, Expr},
};
use sea_orm_clickhouse::{BuildError, ClickHouseConnection, DifferenceKind, TableCheck, prelude::*};
use sea_query_clickhouse::{ClickHouseQueryBuilder, table::TableCreateStatement};

/// Every attribute there is, but for the cluster and what is ephemeral.
mod event {
    use sea_orm::{ExprTrait, Order, entity::prelude::*, sea_query::Query};
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::{
        aggregate::count,
        codec::Codec,
        func::{
            conversion::{to_date, to_interval_day, to_interval_year},
            date_time::{now, to_yyyymm},
            hash::int_hash32,
            string::lower,
        },
        statistics::Statistics,
        ttl::Ttl,
    };

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event", comment = "what happened")]
    #[clickhouse(
        engine = Engine::replacing_merge_tree_by("version"),
        partition_by = (to_yyyymm(Expr::col(Column::At)), Column::Port),
        primary_key = [Column::Protocol, int_hash32(Expr::col(Column::Id))],
        order_by = [Column::Protocol, int_hash32(Expr::col(Column::Id)), Column::Id, (Column::At, Order::Desc)],
        sample_by = int_hash32(Expr::col(Column::Id)),
        ttl = [
            Ttl::new(Expr::col(Column::At).add(to_interval_year(30))).delete_where(Column::Port.eq(80)),
            Expr::col(Column::At).add(to_interval_year(60)),
        ],
        settings(index_granularity = 1024, deduplicate_merge_projection_mode = "drop"),
        index(name = "by_port", expr = Column::Port, type = SkipIndexType::MinMax, granularity = 4),
        index(name = "by_both", expr = [Column::Port, Column::Version], type = SkipIndexType::Set(100)),
        projection(
            name = "ports",
            select = Query::select()
                .column(Column::Port)
                .expr(count())
                .group_by_col(Column::Port)
                .to_owned()
        ),
        constraint(name = "has_port", check = Column::Port.gt(0)),
        constraint(name = "is_lower", assume = Expr::expr(lower(Expr::col(Column::Host))).eq(Column::Host.into_expr())),
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        #[clickhouse(low_cardinality)]
        pub protocol: String,
        #[clickhouse(low_cardinality, comment = "it's a note")]
        pub note: Option<String>,
        #[clickhouse(default = 53, codec = [Codec::T64 { bits: false }, Codec::zstd(1)], statistics = [Statistics::MinMax, Statistics::Uniq])]
        pub port: u16,
        #[sea_orm(comment = "SeaORM's")]
        pub host: String,
        #[clickhouse(
            ttl = Expr::col(Column::At).add(to_interval_day(3650)),
            codec = Codec::zstd(3),
            settings(max_compress_block_size = 65536)
        )]
        pub body: String,
        #[clickhouse(type = "DateTime('UTC')", default = now())]
        pub at: DateTimeUtc,
        #[clickhouse(type = DataType::date_time64_in(3, "UTC"))]
        pub seen: Option<DateTimeUtc>,
        #[clickhouse(type = "Date", materialized = to_date(Expr::col(Column::At)))]
        pub day: Date,
        #[clickhouse(alias = lower(Expr::col(Column::Host)))]
        pub key: String,
        pub version: u32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Types that portable tables have no word for, and a field whose column has another name.
mod visit {
    use sea_orm::{entity::prelude::*, prelude::IpNetwork};
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "visit")]
    #[clickhouse(cluster = "events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        #[sea_orm(column_name = "client address", enum_name = "Client")]
        #[clickhouse(type = "IPv6")]
        pub address: IpNetwork,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What the attributes declare, and other engines.
macro_rules! entity {
    ($name:ident, $(#[$attribute:meta])* { $($(#[$of_field:meta])* $field:ident: $type:ty),* }) => {
        mod $name {
            use sea_orm::entity::prelude::*;
            #[allow(unused_imports)]
            use sea_orm_clickhouse::{ClickHouseEntity, prelude::*};
            #[allow(unused_imports)]
            use sea_query_clickhouse::func::string::lower;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = "small")]
            $(#[$attribute])*
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub id: i64,
                $($(#[$of_field])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

/// The form of SeaORM 2 in which relations are fields.
mod author {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "author")]
    #[clickhouse(order_by = [Column::Name, Column::Id])]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        #[clickhouse(low_cardinality)]
        pub name: String,
        #[sea_orm(has_many)]
        pub books: HasMany<super::book::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod book {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "book")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        #[clickhouse(codec = "Delta, ZSTD(1)")]
        pub author_id: i64,
        #[sea_orm(belongs_to, from = "author_id", to = "id")]
        pub author: HasOne<super::author::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

entity!(plain, #[clickhouse] { name: Option<String> });
entity!(memory, #[clickhouse(engine = Engine::Memory)] { name: String });
entity!(unsorted, #[clickhouse(order_by = [])] { name: String });
entity!(keyed, #[clickhouse(engine = sea_query_clickhouse::engine::EmbeddedRocksDb::new())] { name: String });
entity!(written, { #[clickhouse(default = lower("X"))] name: String });
entity!(by_hand, { name: String });
entity!(unknown, { #[clickhouse(type = "Array(String")] name: String });
entity!(doubtful, #[clickhouse(engine = Engine::Memory, order_by = Column::Id)] { name: String });

fn at(text: &str) -> DateTimeUtc {
    text.parse().unwrap()
}

fn model(id: i64) -> event::Model {
    event::Model {
        id,
        protocol: "DNS".into(),
        note: (id > 1).then(|| "seen".into()),
        port: 53,
        host: "Host.Example".into(),
        body: "text".into(),
        at: at("2026-01-02T03:04:05Z"),
        seen: Some(at("2026-01-02T03:04:05.678Z")),
        day: chrono::NaiveDate::from_ymd_opt(2026, 1, 2).unwrap(),
        key: "host.example".into(),
        version: 1,
    }
}

async fn run(db: &ClickHouseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

fn of_kind(check: &TableCheck, kind: DifferenceKind) -> Vec<String> {
    let differences = check.differences().iter().filter(|found| found.kind() == kind);
    differences.map(ToString::to_string).collect()
}

async fn texts(db: &ClickHouseConnection, sql: &str) -> Vec<String> {
    let rows = db
        .query_all_raw(Statement::from_string(DbBackend::MySql, sql))
        .await
        .unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn shown(db: &ClickHouseConnection, table: &str) -> String {
    let sql = format!(
        "SELECT formatQuerySingleLine(replaceOne(create_table_query, concat(database, '.'), '')) FROM system.tables \
         WHERE database = currentDatabase() AND name = '{table}'"
    );
    texts(db, &sql).await.concat()
}

fn sql(table: Result<TableCreateStatement, BuildError>) -> String {
    table.unwrap().to_string(ClickHouseQueryBuilder)
}

impl ClickHouseEntity for by_hand::Entity {
    fn create_table() -> Result<TableCreateStatement, BuildError> {
        Ok(ClickHouseSchema::create_table_from_entity(Self)?
            .change_col(by_hand::Column::Name, |column| {
                column.low_cardinality().comment("a name")
            })?
            .col(ClickHouseColumnDef::new("made", DataType::DateTime(None)).default(Expr::cust("now()")))
            .order_by([by_hand::Column::Name])
            .on_cluster("events"))
    }
}

#[tokio::test]
async fn every_attribute_is_in_the_table_that_is_made() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.create_table::<event::Entity>().await.unwrap();
    assert_eq!(
        shown(db, "event").await,
        "CREATE TABLE event (`id` Int64, `protocol` LowCardinality(String), `note` \
         LowCardinality(Nullable(String)) COMMENT 'it\\'s a note', `port` UInt16 DEFAULT 53 CODEC(T64, ZSTD(1)) \
         STATISTICS(uniq, minmax), `host` String COMMENT 'SeaORM\\'s', `body` String CODEC(ZSTD(3)) TTL at + \
         toIntervalDay(3650) SETTINGS (max_compress_block_size = 65536), `at` DateTime('UTC') DEFAULT now(), \
         `seen` Nullable(DateTime64(3, 'UTC')), `day` Date MATERIALIZED toDate(at), `key` String ALIAS \
         lower(host), `version` UInt32, INDEX by_port port TYPE minmax GRANULARITY 4, INDEX by_both (port, \
         version) TYPE set(100) GRANULARITY 1, CONSTRAINT has_port CHECK (port > 0), CONSTRAINT is_lower ASSUME \
         (lower(host) = host), PROJECTION ports (SELECT port, count(*) GROUP BY port)) ENGINE = \
         ReplacingMergeTree(version) PARTITION BY (toYYYYMM(at), port) PRIMARY KEY (protocol, intHash32(id)) ORDER \
         BY tuple(protocol, intHash32(id), id, at DESC) SAMPLE BY intHash32(id) TTL at + toIntervalYear(30) WHERE \
         port = 80, at + toIntervalYear(60) SETTINGS index_granularity = 1024, deduplicate_merge_projection_mode = \
         'drop' COMMENT 'what happened'"
    );
    let one = |sql: &'static str| async move { texts(db, sql).await.join("\n") };
    assert_eq!(
        one(
            "SELECT concat(engine, '|', partition_key, '|', sorting_key, '|', primary_key, '|', sampling_key, '|', comment) \
             FROM system.tables WHERE database = currentDatabase() AND name = 'event'"
        )
        .await,
        "ReplacingMergeTree|(toYYYYMM(at), port)|protocol, intHash32(id), id, at|protocol, intHash32(id)|\
         intHash32(id)|what happened"
    );
    assert_eq!(
        one(
            "SELECT concat(name, '|', type, '|', default_kind, '|', default_expression, '|', compression_codec, '|', \
             comment) FROM system.columns WHERE database = currentDatabase() AND table = 'event' ORDER BY position"
        )
        .await,
        "id|Int64||||\n\
         protocol|LowCardinality(String)||||\n\
         note|LowCardinality(Nullable(String))||||it's a note\n\
         port|UInt16|DEFAULT|53|CODEC(T64, ZSTD(1))|\n\
         host|String||||SeaORM's\n\
         body|String|||CODEC(ZSTD(3))|\n\
         at|DateTime('UTC')|DEFAULT|now()||\n\
         seen|Nullable(DateTime64(3, 'UTC'))||||\n\
         day|Date|MATERIALIZED|toDate(at)||\n\
         key|String|ALIAS|lower(host)||\n\
         version|UInt32||||"
    );
    assert_eq!(
        one(
            "SELECT concat(name, '|', type_full, '|', expr, '|', toString(granularity)) FROM \
             system.data_skipping_indices WHERE database = currentDatabase() AND table = 'event' \
             AND creation = 'Explicit' ORDER BY name"
        )
        .await,
        "by_both|set(100)|port, version|1\nby_port|minmax|port|4"
    );
    assert_eq!(
        one("SELECT concat(name, '|', query) FROM system.projections WHERE database = currentDatabase()")
            .await,
        "ports|SELECT port, count(*) GROUP BY port"
    );
}

#[tokio::test]
async fn rows_of_a_declared_entity_go_there_and_back() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.create_table::<event::Entity>().await.unwrap();
    let models: Vec<event::Model> = (1..=3).map(model).collect();
    event::Entity::insert(event::Entity::insertable(models[0].clone()).unwrap())
        .exec(db)
        .await
        .unwrap();
    let rest = models[1..]
        .iter()
        .cloned()
        .map(|model| event::Entity::insertable(model).unwrap());
    event::Entity::insert_many(rest).exec(db).await.unwrap();
    let all = || event::Entity::find().order_by_asc(event::Column::Id);
    assert_eq!(all().all(db).await.unwrap(), models);
    assert_eq!(all().clickhouse().all(db).await.unwrap(), models);

    // What the server computes is in the model that an insert gives back.
    let active = event::ActiveModel {
        id: Set(4),
        note: Set(Some("seen".into())),
        ..event::Entity::insertable(model(4)).unwrap().reset_all()
    };
    assert_eq!(active.insert(db).await.unwrap(), model(4));
    let sampled = event::Entity::find().sample(1.0).final_().all(db).await.unwrap();
    assert_eq!(sampled.len(), 4);
}

#[tokio::test]
async fn a_computed_column_that_is_set_is_refused() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.create_table::<event::Entity>().await.unwrap();
    let error = event::Entity::insert(model(1).into_active_model())
        .exec(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains(
            "column `day` of table `event` is always computed by the server; leave it out of the INSERT"
        ),
        "{error}"
    );
}

#[tokio::test]
async fn constraints_of_an_entity_are_checked_by_the_server() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.create_table::<event::Entity>().await.unwrap();
    let wrong = event::Model { port: 0, ..model(1) };
    let error = event::Entity::insert(event::Entity::insertable(wrong).unwrap())
        .exec(db)
        .await
        .unwrap_err()
        .to_string();
    assert!(error.contains("Constraint `has_port`"), "{error}");
}

#[tokio::test]
async fn a_declared_entity_is_checked_by_its_declaration_too() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let check = db.check_declared::<event::Entity>().await.unwrap();
    let kinds: Vec<DifferenceKind> = check.differences().iter().map(|found| found.kind()).collect();
    assert_eq!(kinds, [DifferenceKind::MissingTable], "{check}");

    db.create_table::<event::Entity>().await.unwrap();
    let check = db.check_declared::<event::Entity>().await.unwrap();
    assert!(check.is_ok(), "{check}");
    assert_eq!(of_kind(&check, DifferenceKind::Definition), [] as [&str; 0]);
    assert_eq!(
        of_kind(&check, DifferenceKind::Computed),
        [
            "column `day` is always computed by the server, and an INSERT that gives it a value is refused; leave it \
             NotSet, or declare it with DEFAULT",
            "column `key` is always computed by the server, and an INSERT that gives it a value is refused; leave it \
             NotSet, or declare it with DEFAULT",
        ]
    );

    for alter in [
        "DROP INDEX by_port",
        "MODIFY COLUMN port UInt16 DEFAULT 53 CODEC(LZ4)",
        "DROP COLUMN seen",
        "MODIFY COLUMN version UInt64",
    ] {
        run(db, &format!("ALTER TABLE event {alter}")).await;
    }
    let check = db.check_declared::<event::Entity>().await.unwrap();
    let missing = of_kind(&check, DifferenceKind::MissingColumn);
    assert_eq!(
        missing,
        [
            "column `seen` is declared as `seen` Nullable(DateTime64(3, 'UTC')), and is not there; ALTER TABLE ... ADD \
             COLUMN adds it, or drop it from the declaration"
        ]
    );
    assert!(!check.is_ok(), "{check}");
    assert_eq!(
        of_kind(&check, DifferenceKind::Definition),
        [
            "column `port` is declared as `port` UInt16 DEFAULT 53 CODEC(T64('byte'), ZSTD(1)) STATISTICS(minmax, uniq), \
             and is `port` UInt16 DEFAULT 53 CODEC(LZ4) STATISTICS(minmax, uniq); ALTER TABLE ... MODIFY COLUMN changes \
             it, or correct the declaration",
            "column `version` is declared as `version` UInt32, and is `version` UInt64; ALTER TABLE ... MODIFY COLUMN \
             changes it, or correct the declaration",
            "INDEX `by_port` is declared as `by_port` `port` TYPE minmax GRANULARITY 4, and is not there; ALTER TABLE \
             changes it, or correct the declaration",
        ]
    );

    run(db, "DROP TABLE event SYNC").await;
    run(
        db,
        "CREATE TABLE event (id Int64) ENGINE = MergeTree PARTITION BY id ORDER BY tuple()",
    )
    .await;
    let check = db.check_declared::<event::Entity>().await.unwrap();
    let text = check.to_string();
    for part in [
        "ENGINE is declared as ReplacingMergeTree(`version`), and is MergeTree",
        "PARTITION BY is declared as",
        "ORDER BY is declared as",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test]
async fn engines_that_do_not_sort_leave_the_primary_key_out() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.create_table::<memory::Entity>().await.unwrap();
    assert_eq!(
        shown(db, "small").await,
        "CREATE TABLE small (`id` Int64, `name` String) ENGINE = Memory"
    );
    let check = db
        .check_table(&memory::Entity::create_table().unwrap())
        .await
        .unwrap();
    assert_eq!(check.to_string(), "table `small` is as it was declared");
    db.execute_clickhouse(&memory::Entity::drop_table().unwrap())
        .await
        .unwrap();

    db.create_table::<unsorted::Entity>().await.unwrap();
    assert_eq!(
        texts(
            db,
            "SELECT sorting_key FROM system.tables WHERE name = 'small' AND database = currentDatabase()"
        )
        .await,
        [""]
    );
    assert_eq!(
        sql(keyed::Entity::create_table()),
        "CREATE TABLE `small` (`id` Int64, `name` String) ENGINE = EmbeddedRocksDB PRIMARY KEY `id`"
    );
    // What is said is not left out.
    assert_eq!(
        sea_query_clickhouse::build_clickhouse(
            &doubtful::Entity::create_table().unwrap(),
            &sea_query_clickhouse::Target::default()
        )
        .unwrap_err()
        .to_string(),
        "ORDER BY: the engine of the table does not take it; those of the MergeTree family do"
    );
}

#[tokio::test]
async fn statements_of_a_declared_entity_run() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let create = plain::Entity::create_table().unwrap().if_not_exists();
    for _ in 0..2 {
        db.execute_clickhouse(&create).await.unwrap();
    }
    let error = db.create_table::<plain::Entity>().await.unwrap_err();
    assert_eq!(error.name(), Some("TABLE_ALREADY_EXISTS"));
    plain::ActiveModel {
        id: Set(1),
        name: Set(None),
    }
    .insert(db)
    .await
    .unwrap();
    db.execute_clickhouse(&plain::Entity::truncate_table().unwrap())
        .await
        .unwrap();
    assert_eq!(plain::Entity::find().all(db).await.unwrap(), []);
    db.execute_clickhouse(&plain::Entity::drop_table().unwrap())
        .await
        .unwrap();
    assert_eq!(shown(db, "small").await, "");
}

#[tokio::test]
async fn the_portable_table_of_a_declared_entity_is_a_merge_tree() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    db.execute(&Schema::new(DbBackend::MySql).create_table_from_entity(event::Entity))
        .await
        .unwrap();
    assert_eq!(
        texts(db, "SELECT concat(engine, '|', sorting_key) FROM system.tables WHERE name = 'event' AND database = currentDatabase()").await,
        ["MergeTree|id"]
    );
}

#[tokio::test]
async fn a_type_without_a_portable_one_is_declared_and_read() {
    let TestDatabase { ref db, .. } = TestDatabase::new().await;
    let mut table = sql(visit::Entity::create_table());
    assert_eq!(
        table,
        "CREATE TABLE `visit` ON CLUSTER `events` (`id` Int64, `client address` IPv6) ENGINE = MergeTree ORDER BY `id`"
    );
    table = table.replace(" ON CLUSTER `events`", "");
    db.execute_unprepared(&table).await.unwrap();
    let model = visit::Model {
        id: 1,
        address: "2001:db8::1/128".parse().unwrap(),
    };
    visit::Entity::insert(model.clone().into_active_model())
        .exec(db)
        .await
        .unwrap();
    assert_eq!(visit::Entity::find().all(db).await.unwrap(), [model]);
}

#[test]
fn statements_of_an_entity_go_to_its_cluster() {
    assert_eq!(
        visit::Entity::drop_table()
            .unwrap()
            .if_exists()
            .to_string(ClickHouseQueryBuilder),
        "DROP TABLE IF EXISTS `visit` ON CLUSTER `events`"
    );
    assert_eq!(
        visit::Entity::truncate_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "TRUNCATE TABLE `visit` ON CLUSTER `events` SETTINGS alter_sync = 2"
    );
    assert_eq!(
        by_hand::Entity::truncate_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "TRUNCATE TABLE `small` ON CLUSTER `events` SETTINGS alter_sync = 2"
    );
}

#[test]
fn a_table_is_declared_by_hand_and_by_no_attribute() {
    assert_eq!(
        sql(by_hand::Entity::create_table()),
        "CREATE TABLE `small` ON CLUSTER `events` (`id` Int64, `name` LowCardinality(String) COMMENT 'a name', \
         `made` DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY `name`"
    );
    assert_eq!(
        sql(plain::Entity::create_table()),
        "CREATE TABLE `small` (`id` Int64, `name` Nullable(String)) ENGINE = MergeTree ORDER BY `id`"
    );
    assert_eq!(
        sql(author::Entity::create_table()),
        "CREATE TABLE `author` (`id` Int64, `name` LowCardinality(String)) ENGINE = MergeTree ORDER BY (`name`, `id`)"
    );
    assert_eq!(
        sql(book::Entity::create_table()),
        "CREATE TABLE `book` (`id` Int64, `author_id` Int64 CODEC(Delta, ZSTD(1)), \
         FOREIGN KEY (`author_id`) REFERENCES `author` (`id`)) ENGINE = MergeTree ORDER BY `id`"
    );
    assert_eq!(
        sql(written::Entity::create_table()),
        "CREATE TABLE `small` (`id` Int64, `name` String DEFAULT lower('X')) ENGINE = MergeTree ORDER BY `id`"
    );
}

#[test]
fn a_name_that_is_no_type_is_refused_with_its_column() {
    assert_eq!(
        unknown::Entity::create_table().unwrap_err().to_string(),
        "Array(String: column `name`: `Array(String` is not a ClickHouse type: `)` is expected at byte 12"
    );
    let table = plain::Entity::create_table().unwrap();
    assert_eq!(
        table
            .change_col("nmae", |column| column.low_cardinality())
            .unwrap_err()
            .to_string(),
        "column: the table has no column `nmae` that could be changed"
    );
}
