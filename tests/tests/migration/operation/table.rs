use super::*;

migrator!(Create, |manager|
    up {
        let create = Table::create()
            .table("pet")
            .col(ColumnDef::new("id").big_integer().not_null().primary_key())
            .col(ColumnDef::new("name").string().not_null().default("it's").comment("as it is called"))
            .col(ColumnDef::new("born").date().null())
            .check(Expr::col("name").ne(""))
            .comment("pets and \"pests\"")
            .to_owned();
        manager.create_table(create).await
    }
    down {
        manager.drop_table(Table::drop().table("pet").to_owned()).await
    }
);

#[tokio::test]
async fn a_table_is_made_with_constraints_and_comments_and_dropped() {
    let test = TestDatabase::new().await;
    let manager = SchemaManager::new(&test.db);
    Create::up(&test.db, None).await.unwrap();
    assert_eq!(
        columns(&test, "pet").await,
        [
            "id Int64",
            "name String DEFAULT 'it\\'s' -- as it is called",
            "born Nullable(Date32)"
        ]
    );
    let comment = "SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = 'pet'";
    assert_eq!(rows(&test, comment).await, ["pets and \"pests\""]);
    test.db
        .execute_unprepared("INSERT INTO pet (id) VALUES (1)")
        .await
        .unwrap();
    assert_eq!(rows(&test, "SELECT * FROM pet").await, ["1|it's|NULL"]);
    let error = test
        .db
        .execute_unprepared("INSERT INTO pet (id, name) VALUES (2, '')")
        .await;
    assert!(error.unwrap_err().to_string().contains("VIOLATED_CONSTRAINT"));
    assert!(manager.has_table("pet").await.unwrap());
    assert!(manager.has_column("pet", "born").await.unwrap());
    assert!(!manager.has_column("pet", "died").await.unwrap());

    Create::down(&test.db, None).await.unwrap();
    assert!(!manager.has_table("pet").await.unwrap());
    assert!(!manager.has_column("pet", "born").await.unwrap());
}

migrator!(Rename, |manager|
    up { manager.rename_table(Table::rename().table("pet", "animal").to_owned()).await }
    down { manager.rename_table(Table::rename().table("animal", "pet").to_owned()).await }
);

#[tokio::test]
async fn a_table_is_renamed_with_its_rows_and_back() {
    let test = pets().await;
    let manager = SchemaManager::new(&test.db);
    Rename::up(&test.db, None).await.unwrap();
    assert!(!manager.has_table("pet").await.unwrap());
    assert_eq!(
        rows(&test, "SELECT * FROM animal ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
    Rename::down(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
}

migrator!(Empty, |manager|
    up { manager.truncate_table(Table::truncate().table("pet").to_owned()).await }
    down { manager.drop_table(Table::drop().table("none").if_exists().to_owned()).await }
);

#[tokio::test]
async fn a_table_is_emptied_and_one_that_is_not_there_is_dropped_if_it_exists() {
    let test = pets().await;
    Empty::up(&test.db, None).await.unwrap();
    assert!(rows(&test, "SELECT * FROM pet").await.is_empty());
    Empty::down(&test.db, None).await.unwrap();
}

migrator!(Keys, |manager|
    up {
        let create = Table::create()
            .table("owner")
            .col(ColumnDef::new("id").big_integer().not_null().primary_key())
            .col(ColumnDef::new("email").string().not_null().unique_key())
            .col(ColumnDef::new("token").binary_len(16).not_null())
            .col(ColumnDef::new("pet_id").big_integer().not_null())
            .index(Index::create().unique().name("one_email").col("email"))
            .index(Index::create().name("by_token").col("token"))
            .foreign_key(ForeignKey::create().name("of_pet").from("owner", "pet_id").to("pet", "id"))
            .to_owned();
        manager.create_table(create).await?;
        let key = ForeignKey::create().name("again").from("owner", "pet_id").to("pet", "id").to_owned();
        manager.create_foreign_key(key).await?;
        manager.create_index(Index::create().unique().name("u").table("owner").col("email").to_owned()).await
    }
    down {
        manager.drop_foreign_key(ForeignKey::drop().name("again").table("owner").to_owned()).await?;
        manager.drop_table(Table::drop().table("owner").to_owned()).await
    }
);

#[tokio::test]
async fn foreign_and_unique_keys_are_refused_or_left_out_by_option() {
    let test = pets().await;
    let error = refused::<Keys>(&test).await;
    assert!(
        error.contains("the foreign key `of_pet`: FOREIGN KEY: ClickHouse keeps no foreign keys"),
        "{error}"
    );
    assert!(error.contains("skip_foreign_keys=true"), "{error}");

    let test = TestDatabase::with_options("skip_foreign_keys=true").await;
    let error = refused::<Keys>(&test).await;
    assert!(error.contains("UNIQUE: ClickHouse has no unique keys"), "{error}");
    assert!(error.contains("skip_unique_keys=true"), "{error}");

    let test = TestDatabase::with_options("skip_foreign_keys=true&skip_unique_keys=true").await;
    Keys::up(&test.db, None).await.unwrap();
    // The type is the portable one, not what MySQL's text says of it.
    assert_eq!(
        columns(&test, "owner").await,
        ["id Int64", "email String", "token String", "pet_id Int64"]
    );
    let indexes = "SELECT name, type FROM system.data_skipping_indices WHERE database = currentDatabase()";
    assert_eq!(rows(&test, indexes).await, ["by_token|bloom_filter"]);
    Keys::down(&test.db, None).await.unwrap();
    assert!(!SchemaManager::new(&test.db).has_table("owner").await.unwrap());
}

migrator!(Types, |manager|
    up { manager.create_type(sea_orm::sea_query::extension::postgres::Type::create().as_enum("mood").values(["happy"]).to_owned()).await }
    down { manager.drop_type(sea_orm::sea_query::extension::postgres::Type::drop().name("mood").to_owned()).await }
);

#[tokio::test]
async fn an_enum_type_of_its_own_is_refused() {
    let test = TestDatabase::new().await;
    let error = refused::<Types>(&test).await;
    assert!(error.contains("an enum is declared with its column"), "{error}");
    let error = SchemaManager::new(&test.db);
    let drop = sea_orm::sea_query::extension::postgres::Type::drop()
        .name("mood")
        .to_owned();
    assert!(
        error
            .drop_type(drop)
            .await
            .unwrap_err()
            .to_string()
            .contains("an enum is declared with its column")
    );
}
