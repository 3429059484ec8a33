//! The entities: tables, and views of every kind over them.

use sea_orm::sea_query::Query;
use sea_orm_clickhouse::{BuildError, prelude::*};
use sea_query_clickhouse::view::ViewCreateStatement;

pub mod host {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_host")]
    #[clickhouse]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::dns::Entity")]
        Dns,
    }

    impl Related<super::dns::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Dns.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod event {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_event")]
    #[clickhouse]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub host_id: i64,
        pub port: u16,
        pub bytes: u64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A view of some rows and some columns.
pub mod dns {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    use super::event;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_dns", comment = "events of port 53")]
    #[clickhouse(view = event::Entity::find().filter(event::Column::Port.eq(53)))]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub host_id: i64,
        pub bytes: Option<u64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::host::Entity",
            from = "Column::HostId",
            to = "super::host::Column::Id"
        )]
        Host,
    }

    impl Related<super::host::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Host.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A view over a join, of a statement of SeaQuery, and its missing side.
pub mod named {
    use sea_orm::{
        entity::prelude::*,
        sea_query::{ExprTrait, Query},
    };
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::view::SqlSecurity;

    use super::{event, host};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_named")]
    #[clickhouse(
        view = Query::select()
            .expr_as(Expr::col((event::Entity, event::Column::Id)), "id")
            .expr_as(Expr::col((host::Entity, host::Column::Name)), "name")
            .from(event::Entity)
            .left_join(
                host::Entity,
                Expr::col((event::Entity, event::Column::HostId)).equals((host::Entity, host::Column::Id))
            )
            .to_owned(),
        sql_security = SqlSecurity::Invoker
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub name: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A materialized view with a table of its own, declared as a table is.
pub mod traffic {
    use sea_orm::{QuerySelect, entity::prelude::*};
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::{aggregate::sum, engine::MergeTree, func::date_time::now};

    use super::event;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_traffic", comment = "bytes by port")]
    #[clickhouse(
        materialized_view = event::Entity::find()
            .select_only()
            .column(event::Column::Port)
            .expr_as(sum(Expr::col(event::Column::Bytes)), "bytes")
            .group_by(event::Column::Port),
        engine = MergeTree::Summing { columns: vec![] },
        order_by = Column::Port,
        settings(index_granularity = 1024),
        index(name = "by_bytes", expr = Column::Bytes, type = SkipIndexType::MinMax)
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub port: u16,
        #[clickhouse(codec = "T64, ZSTD(1)")]
        pub bytes: u64,
        #[clickhouse(type = "DateTime('UTC')", default = now())]
        pub stored: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The table of states, which is one like others.
pub mod total {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::{prelude::*, types::AggregateState};
    use sea_query_clickhouse::engine::MergeTree;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_total")]
    #[clickhouse(engine = MergeTree::Aggregating, order_by = Column::Port)]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub port: u16,
        #[clickhouse(type = "SimpleAggregateFunction(sum, UInt64)")]
        pub bytes: u64,
        #[clickhouse(type = "AggregateFunction(uniqExact, Int64)")]
        pub hosts: AggregateState,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What fills it.
pub mod into_total {
    use sea_orm::{QuerySelect, entity::prelude::*};
    use sea_orm_clickhouse::{prelude::*, types::AggregateState};
    use sea_query_clickhouse::aggregate::{sum, uniq_exact};

    use super::event;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_into_total")]
    #[clickhouse(
        materialized_view = event::Entity::find()
            .select_only()
            .column(event::Column::Port)
            .expr_as(sum(Expr::col(event::Column::Bytes)), "bytes")
            .expr_as(uniq_exact([Expr::col(event::Column::HostId)]).state(), "hosts")
            .group_by(event::Column::Port),
        to = super::total::Entity
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub port: u16,
        pub bytes: u64,
        pub hosts: AggregateState,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A refreshable one.
pub mod hourly {
    use sea_orm::{QuerySelect, entity::prelude::*};
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::{aggregate::count, statement::Interval, types::IntervalUnit, view::Refresh};

    use super::event;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "view_hourly")]
    #[clickhouse(
        materialized_view = event::Entity::find()
            .select_only()
            .column(event::Column::HostId)
            .expr_as(count(), "events")
            .group_by(event::Column::HostId),
        refresh = Refresh::every(Interval::new(1, IntervalUnit::Year)),
        empty
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub host_id: i64,
        pub events: u64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

macro_rules! entity {
    ($name:ident, $table:literal, [$($derive:ident)?], $(#[$attribute:meta])* { $($(#[$of_field:meta])* $field:ident: $type:ty),* }) => {
        pub mod $name {
            use sea_orm::entity::prelude::*;
            #[allow(unused_imports)]
            use sea_orm_clickhouse::{ClickHouseEntity, prelude::*};

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel $(, $derive)?)]
            #[sea_orm(table_name = $table)]
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

entity!(by_hand, "view_by_hand", [ClickHouseEntity], { bytes: u64 });
entity!(stranger, "view_stranger", [], { bytes: Option<u64> });
entity!(lacking, "view_lacking", [ClickHouseEntity], #[clickhouse(view = super::event::Entity::find())] { name: String });
entity!(
    unfilled,
    "view_unfilled",
    [ClickHouseEntity],
    #[clickhouse(materialized_view = super::event::Entity::find())] { name: String }
);
entity!(
    populated,
    "view_populated",
    [ClickHouseEntity],
    #[clickhouse(materialized_view = super::some_columns(), populate)] { bytes: u64 }
);
entity!(table_by_hand, "view_table_by_hand", [], { bytes: Option<u64> });

pub fn some_columns() -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .columns([event::Column::Id, event::Column::Bytes])
        .from(event::Entity)
        .to_owned()
}

impl ClickHouseViewEntity for by_hand::Entity {
    type View = ViewCreateStatement;

    fn create_view() -> Result<ViewCreateStatement, BuildError> {
        Ok(ClickHouseView::create("view_by_hand", some_columns()))
    }
}

impl ClickHouseViewEntity for stranger::Entity {
    type View = ViewCreateStatement;

    fn create_view() -> Result<ViewCreateStatement, BuildError> {
        Ok(ClickHouseView::create("view_stranger", some_columns()))
    }
}

impl ClickHouseEntity for table_by_hand::Entity {}
