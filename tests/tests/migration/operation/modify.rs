use super::*;
use sea_orm_clickhouse::sea_query_clickhouse::table::ColumnProperty;

migrator!(Widen, |manager|
    up {
        let alter = Table::alter()
            .table("pet")
            .modify_column(ColumnDef::new("age").big_integer().null())
            .modify_column(ColumnDef::new("name").string().null())
            .to_owned();
        manager.alter_table(alter).await
    }
    down {
        let alter = Table::alter()
            .table("pet")
            .modify_column(ColumnDef::new("age").integer().null())
            .modify_column(ColumnDef::new("name").string().not_null().default(""))
            .to_owned();
        manager.alter_table(alter).await
    }
);

#[tokio::test]
async fn a_column_gets_another_type_and_may_be_null_and_back() {
    let test = pets().await;
    Widen::up(&test.db, None).await.unwrap();
    assert_eq!(
        columns(&test, "pet").await,
        ["id Int64", "name Nullable(String)", "age Nullable(Int64)"]
    );
    test.db
        .execute_unprepared("INSERT INTO pet VALUES (3, NULL, 3)")
        .await
        .unwrap();
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL", "3|NULL|3"]
    );
    Widen::down(&test.db, None).await.unwrap();
    assert_eq!(
        columns(&test, "pet").await[1..],
        ["name String DEFAULT ''", "age Nullable(Int32)"]
    );
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL", "3||3"]
    );
}

migrator!(Unfilled, |manager|
    up {
        let age = ColumnDef::new("age").integer().not_null().to_owned();
        manager.alter_table(Table::alter().table("pet").modify_column(age).to_owned()).await
    }
);

migrator!(Filled, |manager|
    up {
        let age = ColumnDef::new("age").integer().not_null().default(7).to_owned();
        manager.alter_table(Table::alter().table("pet").modify_column(age).to_owned()).await
    }
    down {
        let age = ColumnDef::new("age").integer().null().to_owned();
        manager.alter_table(Table::alter().table("pet").modify_column(age).to_owned()).await
    }
);

#[tokio::test]
async fn a_column_that_may_no_longer_be_null_wants_a_value_to_fill_in() {
    let test = pets().await;
    let error = refused::<Unfilled>(&test).await;
    assert!(error.contains("specify `DEFAULT` expression"), "{error}");
    assert_eq!(
        rows(&test, "SELECT age FROM pet ORDER BY id").await,
        ["3", "NULL"]
    );

    let test = pets().await;
    Filled::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await[2], "age Int32 DEFAULT 7");
    assert_eq!(rows(&test, "SELECT age FROM pet ORDER BY id").await, ["3", "7"]);
    Filled::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await[2], "age Nullable(Int32)");
    assert_eq!(rows(&test, "SELECT age FROM pet ORDER BY id").await, ["3", "7"]);
}

migrator!(KeepDefault, |manager|
    up {
        let name = ClickHouseColumnDef::new("name", DataType::low_cardinality(DataType::String));
        manager.clickhouse().execute(&ClickHouseTable::alter("book").modify_column(name)).await
    }
    down {
        manager.clickhouse().execute(&ClickHouseTable::alter("book").remove_property("name", ColumnProperty::Default)).await
    }
);

migrator!(LoseDefault, |manager|
    up {
        let name = ColumnDef::new("name").string().not_null().to_owned();
        manager.alter_table(Table::alter().table("book").modify_column(name).to_owned()).await
    }
    down {
        let name = ColumnDef::new("name").string().not_null().default("y").to_owned();
        manager.alter_table(Table::alter().table("book").modify_column(name).to_owned()).await
    }
);

const BOOKS: &str =
    "CREATE TABLE book (id Int64, name String DEFAULT 'x') ORDER BY id; INSERT INTO book (id) VALUES (1)";

#[tokio::test]
async fn clickhouses_own_statement_keeps_a_default_that_it_does_not_say() {
    let test = database(BOOKS).await;
    KeepDefault::up(&test.db, None).await.unwrap();
    assert_eq!(
        columns(&test, "book").await[1],
        "name LowCardinality(String) DEFAULT 'x'"
    );
    assert_eq!(rows(&test, "SELECT name FROM book").await, ["x"]);
    KeepDefault::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "book").await[1], "name LowCardinality(String)");
}

#[tokio::test]
async fn a_portable_statement_removes_a_default_that_it_does_not_say() {
    let test = database(BOOKS).await;
    LoseDefault::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "book").await[1], "name String");
    test.db
        .execute_unprepared("INSERT INTO book (id) VALUES (2)")
        .await
        .unwrap();
    LoseDefault::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "book").await[1], "name String DEFAULT 'y'");
    assert_eq!(rows(&test, "SELECT name FROM book ORDER BY id").await, ["x", ""]);
}

migrator!(KeyType, |manager|
    up {
        let id = ColumnDef::new("id").integer().not_null().to_owned();
        manager.alter_table(Table::alter().table("pet").modify_column(id).to_owned()).await
    }
);

migrator!(KeyName, |manager|
    up { manager.alter_table(Table::alter().table("pet").rename_column("id", "key").to_owned()).await }
);

migrator!(KeyGone, |manager|
    up { manager.alter_table(Table::alter().table("pet").drop_column("id").to_owned()).await }
);

#[tokio::test]
async fn a_column_of_the_key_is_refused_with_the_way_out() {
    for number in 0..2 {
        let test = pets().await;
        let error = match number {
            0 => refused::<KeyType>(&test).await,
            _ => refused::<KeyName>(&test).await,
        };
        assert!(error.contains("ALTER_OF_COLUMN_IS_FORBIDDEN"), "{error}");
        assert!(
            error.contains("swap the two by `ClickHouseTable::exchange(..)`"),
            "{error}"
        );
    }
    let test = pets().await;
    let error = refused::<KeyGone>(&test).await;
    assert!(error.contains("Missing columns: 'id'"), "{error}");
    assert_eq!(columns(&test, "pet").await.len(), 3);
}

migrator!(Rebuild, |manager|
    up {
        let create = ClickHouseTable::create("pet_new")
            .col(ClickHouseColumnDef::new("id", DataType::UInt32))
            .col(ClickHouseColumnDef::new("name", DataType::String))
            .col(ClickHouseColumnDef::new("age", DataType::Int32.nullable()))
            .engine(Engine::merge_tree())
            .order_by(["name", "id"]);
        manager.clickhouse().execute(&create).await?;
        let insert = Query::insert()
            .into_table("pet_new")
            .columns(["id", "name", "age"])
            .select_from(Query::select().columns(["id", "name", "age"]).from("pet").to_owned())
            .unwrap()
            .to_owned();
        manager.execute(insert).await?;
        manager.clickhouse().execute(&ClickHouseTable::exchange("pet", "pet_new")).await
    }
    down {
        manager.clickhouse().execute(&ClickHouseTable::exchange("pet", "pet_new")).await?;
        manager.drop_table(Table::drop().table("pet_new").to_owned()).await
    }
);

#[tokio::test]
async fn the_way_out_for_a_column_of_the_key_keeps_all_rows() {
    let test = pets().await;
    Rebuild::up(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await[0], "id UInt32");
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
    Rebuild::down(&test.db, None).await.unwrap();
    assert_eq!(columns(&test, "pet").await[0], "id Int64");
    assert_eq!(
        rows(&test, "SELECT * FROM pet ORDER BY id").await,
        ["1|Ada|3", "2|Bob|NULL"]
    );
}
