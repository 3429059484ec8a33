use sea_orm_migration::{
    prelude::*,
    sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryFilter, entity::prelude::*},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();

        let first = post::ActiveModel {
            title: Set("Hello".to_owned()),
            body: Set("World".to_owned()),
            ..Default::default()
        }
        .insert(db)
        .await?;
        assert_eq!(first.author, "it's unknown");

        post::Entity::insert_many(["Second", "Third"].map(|title| post::ActiveModel {
            title: Set(title.to_owned()),
            body: Set(format!("after {}", first.id)),
            ..Default::default()
        }))
        .exec(db)
        .await?;

        post::ActiveModel {
            author: Set("Ada".to_owned()),
            ..first.into()
        }
        .update(db)
        .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        post::Entity::delete_many()
            .filter(post::Column::Title.is_in(["Hello", "Second", "Third"]))
            .exec(db)
            .await?;
        Ok(())
    }
}

mod post {
    use sea_orm_migration::sea_orm::{self, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "post")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub title: String,
        pub body: String,
        pub author: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
