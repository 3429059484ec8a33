use sea_orm_clickhouse::migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let query = Query::select()
            .columns(["id", "protocol"])
            .from("event")
            .to_owned();
        manager
            .clickhouse()
            .execute(&ClickHouseView::create("dns", query))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.clickhouse().execute(&ClickHouseView::drop("dns")).await
    }
}
