use super::*;
use sea_orm_clickhouse::sea_query_clickhouse::constraint::TableConstraint;

const BROKEN: &str = "INSERT INTO pet VALUES (3, '50% off', -1)";

migrator!(Check, |manager|
    up {
        let grown = Expr::col("age").gte(0).or(Expr::col("name").eq("nobody"));
        let percent = Expr::col("name").not_like("%off");
        let alter = ClickHouseTable::alter("pet")
            .add_constraint(TableConstraint::check("age_is_no_debt", grown))
            .add_constraint(TableConstraint::check("no_sale", percent));
        manager.clickhouse().execute(&alter).await
    }
    down {
        let alter = ClickHouseTable::alter("pet").drop_constraint("age_is_no_debt").drop_constraint("no_sale");
        manager.clickhouse().execute(&alter).await
    }
);

async fn broken(test: &TestDatabase, values: &str) -> String {
    let insert = format!("INSERT INTO pet VALUES {values}");
    let error = test.db.execute_unprepared(&insert).await.unwrap_err().to_string();
    assert!(error.contains("VIOLATED_CONSTRAINT"), "{error}");
    error
}

#[tokio::test]
async fn checks_with_or_and_percent_signs_are_added_and_removed() {
    let test = pets().await;
    Check::up(&test.db, None).await.unwrap();
    assert!(broken(&test, "(3, 'Cid', -1)").await.contains("age_is_no_debt"));
    assert!(broken(&test, "(3, '50% off', 1)").await.contains("no_sale"));
    test.db
        .execute_unprepared("INSERT INTO pet VALUES (3, 'nobody', -1)")
        .await
        .unwrap();
    Check::down(&test.db, None).await.unwrap();
    test.db.execute_unprepared(BROKEN).await.unwrap();
    assert_eq!(rows(&test, "SELECT count() FROM pet").await, ["4"]);
}

migrator!(Late, |manager|
    up {
        let check = TableConstraint::check("named", Expr::col("name").ne("Ada"));
        manager.clickhouse().execute(&ClickHouseTable::alter("pet").add_constraint(check)).await
    }
    down {
        manager.alter_table(Table::alter().table("pet").drop_constraint("named").to_owned()).await
    }
);

#[tokio::test]
async fn a_check_is_of_rows_from_now_on_and_a_portable_statement_drops_it() {
    let test = pets().await;
    Late::up(&test.db, None).await.unwrap();
    assert_eq!(
        rows(&test, "SELECT name FROM pet ORDER BY id").await,
        ["Ada", "Bob"]
    );
    broken(&test, "(3, 'Ada', 1)").await;
    Late::down(&test.db, None).await.unwrap();
    test.db
        .execute_unprepared("INSERT INTO pet VALUES (3, 'Ada', 1)")
        .await
        .unwrap();
    assert_eq!(rows(&test, "SELECT count() FROM pet").await, ["3"]);
}
