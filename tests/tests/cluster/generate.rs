//! Entities that are written from the tables of a cluster: the files in `generated` are those of the tables here. With
//! `UPDATE_ENTITIES=1` the test writes them.

#[rustfmt::skip]
#[allow(unused_imports)]
mod generated;

use std::{fs, path::PathBuf};

use sea_orm_clickhouse::{ClickHouseEntity, generate::EntityGenerator};
use sea_query_clickhouse::ClickHouseQueryBuilder;

use crate::{Cluster, cluster_name};

/// What the files have in the place of the names of the database and the cluster.
const NAMES: (&str, &str) = ("shop", "main");

const TABLES: [&str; 6] = [
    "CREATE TABLE event_local ON CLUSTER 'main' (id Int64, protocol LowCardinality(String) CODEC(ZSTD(1)), port UInt16 \
     DEFAULT 53, version UInt32) ENGINE = ReplicatedReplacingMergeTree(version) PARTITION BY port ORDER BY (protocol, id)",
    "CREATE TABLE event ON CLUSTER 'main' AS event_local ENGINE = Distributed('main', currentDatabase(), 'event_local', \
     cityHash64(id))",
    "CREATE TABLE narrow ON CLUSTER 'main' (id Int64, port UInt16) ENGINE = Distributed('main', currentDatabase(), \
     'event_local')",
    "CREATE TABLE elsewhere ON CLUSTER 'main' (name String) ENGINE = Distributed('main', 'system', 'one', rand(), 'default')",
    "CREATE TABLE placed ON CLUSTER 'main' (id Int64) ENGINE = ReplicatedMergeTree('/tables/{uuid}/{shard}/placed', \
     '{replica}') ORDER BY id",
    "CREATE TABLE summed ON CLUSTER 'main' (id Int64, bytes UInt64) ENGINE = ReplicatedSummingMergeTree(bytes) ORDER BY id \
     SETTINGS index_granularity = 1024",
];

async fn cluster() -> Option<Cluster> {
    let cluster = Cluster::new().await?;
    for table in TABLES {
        cluster
            .run(&table.replace("'main'", &format!("'{}'", cluster_name())))
            .await;
    }
    Some(cluster)
}

#[tokio::test]
async fn the_generated_files_of_a_cluster_are_those_that_are_compiled_here() {
    let Some(cluster) = cluster().await else {
        return;
    };
    let folder: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "tests",
        "cluster",
        "generate",
        "generated",
    ]
    .iter()
    .collect();
    // The answer is that of every node.
    for node in cluster.nodes() {
        let entities = EntityGenerator::new().generate(node).await.unwrap();
        assert_eq!(entities.left_out(), [] as [&str; 0]);
        for (name, text) in entities.files() {
            let text = text
                .replace(cluster.test().name(), NAMES.0)
                .replace(&format!("{:?}", cluster_name()), &format!("{:?}", NAMES.1));
            let path = folder.join(name);
            if std::env::var_os("UPDATE_ENTITIES").is_some() {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&path, &text).unwrap();
            }
            let known = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(known, text, "{name}: run this test with UPDATE_ENTITIES=1");
        }
    }
}

#[tokio::test]
async fn a_table_of_a_cluster_does_not_differ_from_its_generated_entity() {
    let Some(cluster) = cluster().await else {
        return;
    };
    for node in cluster.nodes() {
        for check in [
            node.check_table(&generated::event_local::Entity::create_table().unwrap())
                .await,
            node.check_table(&generated::event::Entity::create_table().unwrap())
                .await,
            node.check_table(&generated::narrow::Entity::create_table().unwrap())
                .await,
            node.check_table(&generated::elsewhere::Entity::create_table().unwrap())
                .await,
            node.check_table(&generated::placed::Entity::create_table().unwrap())
                .await,
            node.check_table(&generated::summed::Entity::create_table().unwrap())
                .await,
        ] {
            let check = check.unwrap();
            assert_eq!(check.differences(), [], "{check}");
        }
    }
}

#[test]
fn a_generated_distributed_entity_is_made_over_its_generated_local_one() {
    assert_eq!(
        generated::event::Entity::create_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "CREATE TABLE `event` ON CLUSTER `main` (`id` Int64, `protocol` LowCardinality(String) CODEC(ZSTD(1)), `port` UInt16 \
         DEFAULT 53, `version` UInt32) ENGINE = Distributed('main', currentDatabase(), 'event_local', cityHash64(`id`))"
    );
    assert_eq!(
        generated::event_local::Entity::create_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "CREATE TABLE `event_local` ON CLUSTER `main` (`id` Int64, `protocol` LowCardinality(String) CODEC(ZSTD(1)), `port` \
         UInt16 DEFAULT 53, `version` UInt32) ENGINE = ReplicatedReplacingMergeTree(`version`) PARTITION BY `port` \
         ORDER BY (`protocol`, `id`)"
    );
    assert_eq!(
        generated::event::Entity::truncate_table()
            .unwrap()
            .to_string(ClickHouseQueryBuilder),
        "TRUNCATE TABLE `event_local` ON CLUSTER `main` SETTINGS alter_sync = 2"
    );
}
