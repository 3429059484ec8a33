//! Entities that are written from a database: the files in `entity` are those of the tables of `tables.sql`. A test
//! generates them again, and fails where a byte differs; with `UPDATE_ENTITIES=1` it writes them.

#[rustfmt::skip]
#[allow(unused_imports)]
mod entity;
#[rustfmt::skip]
#[allow(unused_imports)]
mod entity_dense;
#[rustfmt::skip]
#[allow(unused_imports)]
mod entity_time;
mod option;

use std::{fs, path::PathBuf};

use integration_tests::TestDatabase;
use sea_orm::{ConnectionTrait, EntityTrait};
use sea_orm_clickhouse::{
    ClickHouseDictionaryEntity, ClickHouseEntity, ClickHouseViewEntity, DifferenceKind, TableCheck,
    generate::{DateTimeCrate, EntityFormat, EntityGenerator, GeneratedEntities, Prelude},
};
use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseView};

/// What the files have in the place of the name of the database.
const DATABASE: &str = "shop";

async fn database() -> TestDatabase {
    let database = TestDatabase::new().await;
    for statement in include_str!("tables.sql").lines() {
        database
            .db
            .execute_unprepared(statement.trim_end_matches(';'))
            .await
            .unwrap();
    }
    database
}

async fn generated(database: &TestDatabase) -> GeneratedEntities {
    EntityGenerator::new().generate(&database.db).await.unwrap()
}

/// Compares files with those of a folder.
fn compare(database: &TestDatabase, entities: &GeneratedEntities, folder: &str) {
    let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "generate", folder]
        .iter()
        .collect();
    for (name, text) in entities.files() {
        let text = text.replace(database.name(), DATABASE);
        let path = folder.join(name);
        if std::env::var_os("UPDATE_ENTITIES").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let known = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(known, text, "{name}: run this test with UPDATE_ENTITIES=1");
    }
    let known = fs::read_dir(folder).unwrap().count();
    assert_eq!(known, entities.files().len());
}

#[tokio::test]
async fn the_generated_files_are_those_that_are_compiled_here() {
    let database = database().await;
    compare(&database, &generated(&database).await, "entity");

    let by_time = EntityGenerator::new()
        .tables(["moment", "state", "kind"])
        .date_time_crate(DateTimeCrate::Time)
        .with_copy_enums()
        .with_prelude(Prelude::AllAllowUnusedImports);
    compare(
        &database,
        &by_time.generate(&database.db).await.unwrap(),
        "entity_time",
    );

    let dense = EntityGenerator::new()
        .tables(["event", "composite", "kind", "host_of", "dns", "stored"])
        .format(EntityFormat::Dense)
        .with_prelude(Prelude::None);
    compare(
        &database,
        &dense.generate(&database.db).await.unwrap(),
        "entity_dense",
    );
}

#[tokio::test]
async fn a_table_does_not_differ_from_its_entity_of_the_crate_time() {
    let database = database().await;
    // There are two entities of each of these tables in this program.
    database.db.register::<entity_time::moment::Entity>();
    database.db.register::<entity_time::state::Entity>();
    database.db.register::<entity_time::kind::Entity>();
    let mut found = Vec::new();
    let db = &database.db;
    found.extend(unexpected(
        &db.check_declared::<entity_time::moment::Entity>().await.unwrap(),
    ));
    found.extend(unexpected(
        &db.check_declared::<entity_time::state::Entity>().await.unwrap(),
    ));
    found.extend(unexpected(
        &db.check_declared::<entity_time::kind::Entity>().await.unwrap(),
    ));
    assert_eq!(found, [] as [&str; 0]);
}

#[tokio::test]
async fn a_table_does_not_differ_from_its_entity_of_the_dense_format() {
    let database = database().await;
    let db = &database.db;
    // There are two entities of each of these tables in this program.
    db.register::<entity_dense::event::Entity>();
    db.register::<entity_dense::composite::Entity>();
    db.register::<entity_dense::kind::Entity>();
    let mut found = Vec::new();
    found.extend(unexpected(
        &db.check_declared::<entity_dense::event::Entity>().await.unwrap(),
    ));
    found.extend(unexpected(
        &db.check_declared::<entity_dense::composite::Entity>()
            .await
            .unwrap(),
    ));
    found.extend(unexpected(
        &db.check_declared::<entity_dense::kind::Entity>().await.unwrap(),
    ));
    found.extend(unexpected(
        &db.check_declared_dictionary::<entity_dense::host_of::Entity>()
            .await
            .unwrap(),
    ));
    assert_eq!(found, [] as [&str; 0]);
    assert_eq!(
        entity_dense::dns::Entity::create_view()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        entity::dns::Entity::create_view()
            .unwrap()
            .to_string(ClickHouseQueryBuilder)
    );
}

#[tokio::test]
async fn views_are_read_by_their_generated_entities() {
    let database = database().await;
    let db = &database.db;
    let insert = "INSERT INTO event (id, protocol, host, port, body) VALUES (1, 'DNS', 'a', 53, 'text')";
    db.execute_unprepared(insert).await.unwrap();
    let mut found = Vec::new();
    found.extend(unexpected(&db.check::<entity::dns::Entity>().await.unwrap()));
    found.extend(unexpected(&db.check::<entity::hosts::Entity>().await.unwrap()));
    found.extend(unexpected(
        &db.check::<entity::to_summed::Entity>().await.unwrap(),
    ));
    found.extend(unexpected(&db.check::<entity::traffic::Entity>().await.unwrap()));
    assert_eq!(found, [] as [&str; 0]);

    let host = entity::dns::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!((host.id, host.port), (1, 53));
    let hosts = entity::hosts::Entity::find().all(db).await.unwrap();
    assert_eq!(
        hosts,
        [entity::hosts::Model {
            host: "a".into(),
            n: 1
        }]
    );
    let traffic = entity::traffic::Entity::find().all(db).await.unwrap();
    assert_eq!(traffic, [entity::traffic::Model { port: 53, bytes: 4 }]);

    // What they declare is what there is, but for the name of the database.
    let sql = entity::hosts::Entity::create_view()
        .unwrap()
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(
        sql,
        "CREATE VIEW `hosts` AS SELECT * FROM (WITH 53 AS dns_port SELECT host, count() AS n FROM shop.event WHERE \
         port = dns_port GROUP BY host)"
    );
    let sql = entity::to_summed::Entity::create_view()
        .unwrap()
        .to_string(ClickHouseQueryBuilder);
    assert_eq!(
        sql,
        "CREATE MATERIALIZED VIEW `to_summed` TO `summed_one` AS SELECT port, toUInt64(count()) AS bytes FROM \
         shop.event GROUP BY port"
    );
}

/// What differs but for what the tables of the test are: values that their columns or fields do not hold, columns
/// that the server computes, engines that do not take every statement, and tables that are not sorted.
fn unexpected(check: &TableCheck) -> Vec<String> {
    let inherent = [
        DifferenceKind::Range,
        DifferenceKind::Computed,
        DifferenceKind::Engine,
        DifferenceKind::Key,
    ];
    let differences = check.differences().iter();
    differences
        .filter(|difference| !inherent.contains(&difference.kind()))
        .map(|difference| format!("{}: {difference}", check.table()))
        .collect()
}

macro_rules! tables {
    ($($module:ident),* $(,)?) => {
        #[tokio::test]
        async fn a_table_does_not_differ_from_its_generated_entity() {
            let database = database().await;
            let mut found = Vec::new();
            $(
                let check = database.db.check_declared::<entity::$module::Entity>().await.unwrap();
                found.extend(unexpected(&check));
            )*
            assert_eq!(found, [] as [&str; 0]);
        }

        #[tokio::test]
        async fn a_table_made_by_its_generated_entity_generates_the_same_entity() {
            let (database, again) = (database().await, TestDatabase::new().await);
            $(
                again
                    .db
                    .execute_clickhouse(&entity::$module::Entity::create_table().unwrap())
                    .await
                    .unwrap();
            )*
            let (first, second) = (generated(&database).await, generated(&again).await);
            let mut compared = 0;
            for (name, text) in second.files() {
                if ["mod.rs", "prelude.rs"].contains(&name.as_str()) {
                    continue;
                }
                let (_, known) = first.files().iter().find(|(known, _)| known == name).unwrap();
                assert_eq!(known.replace(database.name(), DATABASE), *text, "{name}");
                compared += 1;
            }
            assert_eq!(compared, [$(stringify!($module)),*].len());
        }
    };
}

tables! {
    event, number, moment, odd_table, r#loop, table_self, kind, composite, shape, state, filled, packed, summed, summed_one,
    coalesced, collapsed, collapsed_by, replaced, unsorted, hashed, one_expression, memory, memory_bounded, null, log,
    tiny_log, stripe_log, set_of, joined, random, keyed, written, buffered, merged,
}

macro_rules! dictionaries {
    ($($module:ident),* $(,)?) => {
        #[tokio::test]
        async fn a_dictionary_does_not_differ_from_its_generated_entity_but_for_its_hidden_password() {
            let database = database().await;
            let mut found = Vec::new();
            $(
                let check = database.db.check_declared_dictionary::<entity::$module::Entity>().await.unwrap();
                found.extend(unexpected(&check));
            )*
            let way_out = "; CREATE OR REPLACE DICTIONARY makes it anew, or correct the declaration";
            assert_eq!(
                found,
                [
                    ("region", "`password` of SOURCE"),
                    ("by_web", "`credentials user` of SOURCE"),
                    ("by_web", "`credentials password` of SOURCE"),
                    ("by_replica", "`replica 2 password` of SOURCE"),
                    ("by_name", "`password` of SOURCE"),
                ]
                .map(|(name, part)| {
                    let hidden = if part.contains("user") { "'u'" } else { "'[HIDDEN]'" };
                    format!("{name}: {part} is not declared, and is {hidden}{way_out}")
                })
            );
        }

        #[tokio::test]
        async fn a_dictionary_made_by_its_generated_entity_generates_the_same_entity() {
            let (database, again) = (database().await, TestDatabase::new().await);
            $(
                again
                    .db
                    .execute_clickhouse(&entity::$module::Entity::create_dictionary().unwrap())
                    .await
                    .unwrap();
            )*
            compare_again(&database, &again, &[$(stringify!($module)),*]).await;
        }
    };
}

dictionaries! { service, host_of, region, by_web, by_replica, by_name, shape_only }

macro_rules! views {
    ($($module:ident),* $(,)?) => {
        #[tokio::test]
        async fn a_view_made_by_its_generated_entity_generates_the_same_entity() {
            let (database, again) = (database().await, database().await);
            let names = [$(stringify!($module)),*];
            $(
                let view = entity::$module::Entity::create_view().unwrap();
                again
                    .db
                    .execute_clickhouse(&ClickHouseView::drop(stringify!($module)).sync())
                    .await
                    .unwrap();
                let sql = view.to_string(ClickHouseQueryBuilder);
                // The name of the database is in the query.
                again.db.execute_unprepared(&sql.replace(&format!("{DATABASE}."), "")).await.unwrap();
            )*
            compare_again(&database, &again, &names).await;
        }
    };
}

views! { after_hourly, hourly, daily, stored, own, safe, traffic, to_summed, dns }

/// Compares the files of some objects of two databases, apart from what is hidden.
async fn compare_again(first: &TestDatabase, second: &TestDatabase, modules: &[&str]) {
    let (known, made) = (generated(first).await, generated(second).await);
    let text = |entities: &GeneratedEntities, database: &TestDatabase, module: &str| -> String {
        let name = format!("{module}.rs");
        let (_, text) = entities.files().iter().find(|(file, _)| *file == name).unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("// Not declared: the "));
        lines
            .filter(|line| !line.is_empty())
            .map(|line| line.replace(database.name(), DATABASE) + "\n")
            .collect()
    };
    for module in modules {
        assert_eq!(
            text(&known, first, module),
            text(&made, second, module),
            "{module}"
        );
    }
}
