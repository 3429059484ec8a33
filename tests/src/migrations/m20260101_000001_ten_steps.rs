use sea_orm::{ActiveValue::Set, entity::prelude::*};
use sea_orm_clickhouse::{
    migration::{prelude::*, schema::*},
    sea_query_clickhouse::table::ColumnPosition,
};

use super::after;

/// How many steps `up` has.
pub const STEPS: u32 = 10;

pub mod host {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "host")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
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
    #[clickhouse(order_by = [Column::Host, Column::Id])]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub host: i64,
        pub port: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        manager
            .create_table(
                Table::create()
                    .table("host")
                    .col(big_integer("id").primary_key())
                    .col(string("name"))
                    .to_owned(),
            )
            .await?;
        after(1);
        let first = host::ActiveModel {
            name: Set("first".to_owned()),
            ..Default::default()
        };
        let first = first.insert(db).await?;
        after(2);
        manager.clickhouse().create_table::<event::Entity>().await?;
        after(3);
        let events = (1..=100).map(|id| event::ActiveModel {
            id: Set(id),
            host: Set(first.id),
            port: Set(53),
        });
        event::Entity::insert_many(events).exec(db).await?;
        after(4);
        let add = ClickHouseTable::alter("event")
            .add_column(
                ClickHouseColumnDef::new("protocol", DataType::String),
                ColumnPosition::Last,
            )
            .rename_column("port", "server_port");
        manager.clickhouse().execute(&add).await?;
        after(5);
        let update = Query::update()
            .table("event")
            .value("protocol", "DNS")
            .and_where(Expr::col("server_port").eq(53))
            .to_owned();
        manager.execute(update).await?;
        after(6);
        let index = SkipIndex::new("by_protocol", Expr::col("protocol"), SkipIndexType::Set(10));
        manager
            .clickhouse()
            .execute(&ClickHouseTable::alter("event").add_index(index))
            .await?;
        after(7);
        let delete = Query::delete()
            .from_table("event")
            .and_where(Expr::col("id").gt(90))
            .to_owned();
        manager.execute(delete).await?;
        after(8);
        manager
            .clickhouse()
            .execute(&ClickHouseTable::rename("host", "server"))
            .await?;
        after(9);
        manager
            .step("names in upper case", async |db| {
                db.execute_unprepared("ALTER TABLE server UPDATE name = upper(name) WHERE 1")
                    .await?;
                Ok(())
            })
            .await?;
        after(STEPS);
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.clickhouse().drop_table::<event::Entity>().await?;
        manager.drop_table(Table::drop().table("server").to_owned()).await
    }
}
