//! Events and their visits: each a replicated table on every node, and a Distributed one over them.

pub mod event_local {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event_local")]
    #[clickhouse(
        engine = Engine::merge_tree().replicated(),
        partition_by = Column::Protocol,
        order_by = Column::Id,
        settings(enable_block_number_column = 1, enable_block_offset_column = 1),
        cluster = crate::cluster_name()
    )]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        #[clickhouse(low_cardinality)]
        pub protocol: String,
        #[clickhouse(codec = "T64")]
        pub port: u16,
        #[clickhouse(default = 7)]
        pub weight: i32,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod event {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "event")]
    #[clickhouse(distributed(
        local = super::event_local::Entity,
        cluster = crate::cluster_name(),
        sharding_key = Column::Id
    ))]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub protocol: String,
        pub port: u16,
        pub weight: i32,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::visit::Entity")]
        Visit,
    }

    impl Related<super::visit::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Visit.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod visit_local {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "visit_local")]
    #[clickhouse(engine = Engine::merge_tree().replicated(), cluster = crate::cluster_name())]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub event_id: i64,
        pub host: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Its table is declared by hand, and its shards are others than those of the events.
pub mod visit {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::{BuildError, prelude::*};
    use sea_query_clickhouse::{engine::Distributed, table::TableCreateStatement};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "visit")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub event_id: i64,
        pub host: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::event::Entity",
            from = "Column::EventId",
            to = "super::event::Column::Id"
        )]
        Event,
    }

    impl Related<super::event::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Event.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}

    impl ClickHouseEntity for Entity {
        fn create_table() -> Result<TableCreateStatement, BuildError> {
            let cluster = crate::cluster_name();
            let engine = Distributed::in_current_database(&cluster, "visit_local");
            Ok(ClickHouseSchema::create_table_from_entity(Self)?
                .engine(engine.sharding_key(Expr::col("id")))
                .on_cluster(cluster))
        }
    }
}

use crate::Cluster;

/// The tables of the events, with four of them: of even ids in the first shard, of odd ones in the second.
pub async fn events(cluster: &Cluster) -> Vec<event::Model> {
    let test = cluster.test();
    test.create_declared::<event_local::Entity>().await.unwrap();
    test.create_declared::<event::Entity>().await.unwrap();
    let models: Vec<_> = (1..=4)
        .map(|id| event::Model {
            id,
            protocol: if id < 3 { "DNS" } else { "TLS" }.to_owned(),
            port: 50 + id as u16,
            weight: 1,
            note: None,
        })
        .collect();
    test.insert(models.clone()).await.unwrap();
    models
}

/// The tables of the visits: two of event 1, one of event 2, one of none.
pub async fn visits(cluster: &Cluster) -> Vec<visit::Model> {
    let test = cluster.test();
    test.create_declared::<visit_local::Entity>().await.unwrap();
    test.create_declared::<visit::Entity>().await.unwrap();
    let models: Vec<_> = [(1, 1, "a"), (2, 1, "b"), (3, 2, "c"), (4, 9, "d")]
        .map(|(id, event_id, host)| visit::Model {
            id,
            event_id,
            host: host.to_owned(),
        })
        .into();
    test.insert(models.clone()).await.unwrap();
    models
}
