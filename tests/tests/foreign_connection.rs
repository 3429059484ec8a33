//! Entities of ClickHouse on SeaORM's own connections, which stay what they are.

use std::sync::{Arc, Mutex};

use integration_tests::bakery::{baker, bakery, cake};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Database, DatabaseBackend, DatabaseConnection, DbBackend, DbErr,
    EntityTrait, MockDatabase, MockExecResult, PaginatorTrait, ProxyDatabaseTrait, ProxyExecResult, ProxyRow,
    QueryFilter, QueryTrait, Set, Statement, TransactionTrait, debug_query,
};
use sea_orm_clickhouse::ClickHouseQueryExt;

fn sea() -> bakery::Model {
    bakery::Model {
        id: 1,
        name: "Sea".into(),
        profit_margin: 10.5,
    }
}

#[tokio::test]
async fn a_mock_answers_entities_with_our_derive() {
    let db: DatabaseConnection = MockDatabase::new(DatabaseBackend::Postgres)
        .append_query_results([[sea()], [sea()]])
        .append_exec_results([MockExecResult {
            last_insert_id: 0,
            rows_affected: 1,
        }])
        .into_connection();
    let found = bakery::Entity::find()
        .filter(bakery::Column::Name.eq("Sea"))
        .one(&db)
        .await
        .unwrap();
    assert_eq!(found, Some(sea()));
    let inserted = bakery::ActiveModel {
        id: Set(1),
        name: Set("Sea".into()),
        profit_margin: Set(10.5),
    };
    assert_eq!(inserted.insert(&db).await.unwrap(), sea());
    let deleted = bakery::Entity::delete_by_id(1).exec(&db).await.unwrap();
    assert_eq!(deleted.rows_affected, 1);
    let log: Vec<String> = db
        .into_transaction_log()
        .iter()
        .flat_map(|transaction| transaction.statements().iter().map(ToString::to_string))
        .collect();
    assert_eq!(
        log,
        [
            r#"SELECT "bakery"."id", "bakery"."name", "bakery"."profit_margin" FROM "bakery" WHERE "bakery"."name" = 'Sea' LIMIT 1"#,
            r#"INSERT INTO "bakery" ("id", "name", "profit_margin") VALUES (1, 'Sea', 10.5) RETURNING "id", "name", "profit_margin""#,
            r#"DELETE FROM "bakery" WHERE "bakery"."id" = 1"#,
        ]
    );
}

/// Answers every query with one bakery, and remembers what it was asked.
#[derive(Debug, Default)]
struct OneBakery(Mutex<Vec<String>>);

#[async_trait::async_trait]
impl ProxyDatabaseTrait for OneBakery {
    async fn query(&self, statement: Statement) -> Result<Vec<ProxyRow>, DbErr> {
        let counts = statement.sql.contains("COUNT(*)");
        self.0.lock().unwrap().push(statement.sql);
        let columns = match counts {
            true => vec![("num_items".to_owned(), 1i64.into())],
            false => vec![
                ("id".to_owned(), 1i32.into()),
                ("name".to_owned(), "Sea".into()),
                ("profit_margin".to_owned(), 10.5f64.into()),
            ],
        };
        Ok(vec![ProxyRow::new(columns.into_iter().collect())])
    }

    async fn execute(&self, statement: Statement) -> Result<ProxyExecResult, DbErr> {
        self.0.lock().unwrap().push(statement.sql);
        Ok(ProxyExecResult::new(0, 3))
    }
}

#[tokio::test]
async fn a_proxy_answers_entities_with_our_derive() {
    let proxy: Arc<Box<dyn ProxyDatabaseTrait>> = Arc::new(Box::new(OneBakery::default()));
    let db = Database::connect_proxy(DbBackend::MySql, proxy).await.unwrap();
    assert_eq!(bakery::Entity::find().all(&db).await.unwrap(), [sea()]);
    assert_eq!(bakery::Entity::find().count(&db).await.unwrap(), 1);
    let updated = bakery::Entity::update_many()
        .col_expr(bakery::Column::Name, "x".into())
        .exec(&db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 3);
    let transaction = db.begin().await.unwrap();
    assert_eq!(
        bakery::Entity::find().one(&transaction).await.unwrap(),
        Some(sea())
    );
    transaction.rollback().await.unwrap();
}

#[test]
fn statements_without_clauses_are_those_of_the_other_databases() {
    let select = cake::Entity::find()
        .left_join(bakery::Entity)
        .filter(cake::Column::Id.gt(1));
    assert_eq!(
        debug_query!(&select, DbBackend::Sqlite),
        r#"SELECT "cake"."id", "cake"."name", "cake"."price", "cake"."bakery_id", "cake"."gluten_free", "cake"."serial" FROM "cake" LEFT JOIN "bakery" ON "cake"."bakery_id" = "bakery"."id" WHERE "cake"."id" > 1"#
    );
    let statement = baker::Entity::delete_many()
        .filter(baker::Column::Id.is_in([1, 2]))
        .build(DbBackend::MySql);
    assert_eq!(statement.sql, "DELETE FROM `baker` WHERE `baker`.`id` IN (?, ?)");
    assert_eq!(statement.values.unwrap().0.len(), 2);
}

#[test]
fn a_clause_of_clickhouse_is_in_the_statement_of_another_database_which_refuses_it() {
    let select = bakery::Entity::find().final_();
    let text = select.build(DbBackend::Postgres).to_string();
    assert!(text.contains("WHERE clickhouse"), "{text}");
    assert!(!text.contains(" FINAL"), "{text}");
}
