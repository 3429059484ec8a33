use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::*;

migrator!(Raw, |manager|
    up {
        let sql = "INSERT INTO pet VALUES (3, 'a;b -- ''c''', 1); -- the third; it has a semicolon\n\
                   ALTER TABLE pet ADD COLUMN kind String DEFAULT 'cat'; /* and; */ ;";
        manager.get_connection().execute_unprepared(sql).await.map(drop)
    }
    down {
        manager.get_connection().execute_unprepared("ALTER TABLE pet DROP COLUMN kind; DELETE FROM pet WHERE id = 3").await.map(drop)
    }
);

#[tokio::test]
async fn several_statements_of_sql_are_a_step_each() {
    let test = pets().await;
    Raw::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3|cat", "2|Bob|NULL|cat", "3|a;b -- 'c'|1|cat"]
    );
    let steps = "SELECT count() FROM seaql_migrations_log WHERE event = 'step applied'";
    assert_eq!(rows(&test, steps).await, ["2"]);
    Raw::down(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
}

migrator!(Parameters, |manager|
    up {
        let values = ["50% ? $1 'off'".into(), 2.into()];
        let sql = "ALTER TABLE pet UPDATE name = ? WHERE id = ? SETTINGS mutations_sync = 2";
        let statement = sea_orm::Statement::from_sql_and_values(sea_orm::DbBackend::MySql, sql, values);
        manager.get_connection().execute_raw(statement).await.map(drop)
    }
);

#[tokio::test]
async fn sql_with_values_is_a_step() {
    let test = pets().await;
    Parameters::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT name FROM pet ORDER BY id").await,
        ["Ada", "50% ? $1 'off'"]
    );
}

migrator!(Data, |manager|
    up {
        let update = Query::update().table("pet").value("age", 9).and_where(Expr::col("age").is_null()).to_owned();
        manager.execute(update).await?;
        manager
            .step("names in upper case", async |db| {
                let names = db.query_all(Query::select().columns(["id", "name"]).from("pet")).await?;
                for row in names {
                    let (id, name): (i64, String) = (row.try_get("", "id")?, row.try_get("", "name")?);
                    let update = Query::update().table("pet").value("name", name.to_uppercase()).and_where(Expr::col("id").eq(id)).to_owned();
                    db.execute(&update).await?;
                }
                Ok(())
            })
            .await
    }
    down {
        let delete = Query::delete().from_table("pet").and_where(Expr::col("age").eq(9)).to_owned();
        manager.execute(delete).await
    }
);

#[tokio::test]
async fn data_is_changed_by_statements_and_by_steps_of_the_program() {
    let test = pets().await;
    Data::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|ADA|3", "2|BOB|9"]
    );
    Data::down(&test.db, None).await.unwrap();
    assert_eq!(rows(&test, "SELECT * FROM pet ORDER BY id").await, ["1|ADA|3"]);
}

migrator!(Asking, |manager|
    up {
        assert!(manager.has_table("pet").await? && manager.has_column("pet", "age").await?);
        if !manager.has_column("pet", "kind").await? {
            let kind = ColumnDef::new("kind").string().not_null().to_owned();
            manager.alter_table(Table::alter().table("pet").add_column(kind).to_owned()).await?;
        }
        if !manager.has_index("pet", "by_kind").await? {
            manager.create_index(Index::create().name("by_kind").table("pet").col("kind").to_owned()).await?;
        }
        let rows = manager.get_connection().query_all(Query::select().column("id").from("pet")).await?;
        assert_eq!(rows.len(), 2);
        Ok(())
    }
    down {
        if manager.has_index("pet", "by_kind").await? {
            manager.drop_index(Index::drop().name("by_kind").table("pet").to_owned()).await?;
        }
        manager.alter_table(Table::alter().table("pet").drop_column("kind").to_owned()).await
    }
);

#[tokio::test]
async fn a_migration_asks_for_tables_columns_indexes_and_rows() {
    let test = pets().await;
    Asking::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await[3..], ["kind String"]);
    Asking::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await.len(), 3);
    // Both are there already: nothing is done.
    test.db
        .execute_unprepared("ALTER TABLE pet ADD COLUMN kind String, ADD INDEX by_kind kind TYPE minmax")
        .await
        .unwrap();
    Asking::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await.len(), 4);
}

/// Without the derive, so that nobody has registered its key.
mod pet {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "pet")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        pub age: Option<i32>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

migrator!(ActiveModels, |manager|
    up {
        let db = manager.get_connection();
        let cleo = pet::ActiveModel { name: Set("Cleo".to_owned()), ..Default::default() }.insert(db).await?;
        assert!(cleo.id > 2);
        let cleo = pet::ActiveModel { age: Set(Some(5)), ..cleo.into() }.update(db).await?;
        assert_eq!(cleo.age, Some(5));
        Ok(())
    }
);

#[tokio::test]
async fn an_update_of_an_active_model_was_refused_for_its_returning_and_an_unregistered_key_was_not_made() {
    let test = pets().await;
    ActiveModels::up(&test.db, None).await.unwrap();
    let named = rows(&test, "SELECT name, age FROM pet WHERE id > 2").await;
    assert_eq!(named, ["Cleo|5"]);
}
