//! Rows, by entities that are not registered.

use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{
        ActiveModelTrait, ActiveValue::Set, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
        Statement, TransactionTrait, entity::prelude::*,
    },
};

use crate::Database;

mod author {
    use sea_orm_migration::sea_orm::{self, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "author")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub name: String,
        pub key: Uuid,
        pub active: bool,
        pub score: f64,
        pub note: Option<String>,
        pub photo: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::book::Entity")]
        Book,
    }

    impl Related<super::book::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Book.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod book {
    use sea_orm_migration::sea_orm::{self, entity::prelude::*};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "book")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub author_id: i64,
        pub title: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::author::Entity",
            from = "Column::AuthorId",
            to = "super::author::Column::Id"
        )]
        Author,
    }

    impl Related<super::author::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Author.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

async fn library() -> Database {
    let database = Database::new().await;
    let manager = database.manager();
    for table in [
        Table::create()
            .table("author")
            .col(big_pk_auto("id"))
            .col(string("name"))
            .col(uuid("key"))
            .col(boolean("active").default(true))
            .col(double("score"))
            .col(text_null("note"))
            .col(blob("photo"))
            .to_owned(),
        Table::create()
            .table("book")
            .col(pk_auto("id"))
            .col(big_integer("author_id"))
            .col(string("title"))
            .to_owned(),
    ] {
        manager.create_table(table).await.unwrap();
    }
    database
}

fn author(name: &str) -> author::ActiveModel {
    author::ActiveModel {
        name: Set(name.to_owned()),
        key: Set(Uuid::from_u128(5)),
        score: Set(0.5),
        photo: Set(vec![0, 255, b'\'']),
        ..Default::default()
    }
}

#[tokio::test]
async fn generated_ids_come_back() {
    let database = library().await;
    let db = &database.db;
    let first = author("it's ?").insert(db).await.unwrap();
    assert!(first.id > 0);
    assert_eq!(
        first,
        author::Model {
            id: first.id,
            name: "it's ?".to_owned(),
            key: Uuid::from_u128(5),
            active: true,
            score: 0.5,
            note: None,
            photo: vec![0, 255, b'\''],
        }
    );
    let inserted = author::Entity::insert_many([author("b"), author("c")])
        .exec(db)
        .await
        .unwrap();
    let last = author::Entity::find()
        .order_by_desc(author::Column::Id)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(inserted.last_insert_id, Some(last.id));
    assert_eq!(last.name, "c");

    // Of 32 bits they count.
    for (title, id) in [("x", 1), ("y", 2)] {
        let book = book::ActiveModel {
            author_id: Set(first.id),
            title: Set(title.to_owned()),
            ..Default::default()
        };
        assert_eq!(book.insert(db).await.unwrap().id, id);
    }
}

#[tokio::test]
async fn changes_are_counted_and_seen_at_once() {
    let database = library().await;
    let db = &database.db;
    author::Entity::insert_many(["a", "b", "c"].map(author))
        .exec(db)
        .await
        .unwrap();
    let updated = author::Entity::update_many()
        .col_expr(author::Column::Score, Expr::col(author::Column::Score).add(1))
        .col_expr(author::Column::Note, Expr::value("it's; -- `new`"))
        .filter(author::Column::Name.is_in(["a", "b"]))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(updated.rows_affected, 2);
    let notes = database
        .texts("SELECT ifNull(note, '') FROM author WHERE score = 1.5")
        .await;
    assert_eq!(notes, ["it's; -- `new`", "it's; -- `new`"]);

    let deleted = author::Entity::delete_many()
        .filter(author::Column::Note.is_null().or(author::Column::Name.like("b%")))
        .exec(db)
        .await
        .unwrap();
    assert_eq!(deleted.rows_affected, 2);
    assert_eq!(database.texts("SELECT name FROM author").await, ["a"]);
    // An operator that is not read goes as its text.
    let statement = Statement::from_sql_and_values(
        DbBackend::MySql,
        "DELETE FROM `author` WHERE `author`.`name` ILIKE ?",
        ["A".into()],
    );
    assert_eq!(db.execute_raw(statement).await.unwrap().rows_affected(), 1);
    assert!(database.texts("SELECT name FROM author").await.is_empty());
}

#[tokio::test]
async fn an_outer_join_gives_null_and_not_zeros() {
    let database = library().await;
    let db = &database.db;
    let with_book = author("a").insert(db).await.unwrap();
    author("b").insert(db).await.unwrap();
    book::ActiveModel {
        author_id: Set(with_book.id),
        title: Set("x".to_owned()),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    let rows = author::Entity::find()
        .find_also_related(book::Entity)
        .order_by_asc(author::Column::Name)
        .all(db)
        .await
        .unwrap();
    let titles: Vec<_> = rows
        .iter()
        .map(|(author, book)| {
            (
                author.name.as_str(),
                book.as_ref().map(|book| book.title.as_str()),
            )
        })
        .collect();
    assert_eq!(titles, [("a", Some("x")), ("b", None)]);
    // As text, too.
    let sql = "SELECT book.title AS title FROM author LEFT JOIN book ON book.author_id = author.id WHERE author.name = ?";
    let statement = Statement::from_sql_and_values(DbBackend::MySql, sql, ["b".into()]);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    assert_eq!(row.try_get::<Option<String>>("", "title").unwrap(), None);
    assert_eq!(author::Entity::find().count(db).await.unwrap(), 2);
}

/// A sum over no rows is NULL, as in MySQL.
#[tokio::test]
async fn an_aggregate_means_what_it_means_in_mysql() {
    let database = library().await;
    let select = Query::select()
        .expr_as(Func::sum(Expr::col("score")), "sum")
        .from("author")
        .to_owned();
    let row = database.db.query_one(&select).await.unwrap().unwrap();
    assert_eq!(row.try_get::<Option<f64>>("", "sum").unwrap(), None);
}

#[tokio::test]
async fn a_transaction_applies_each_statement() {
    let database = library().await;
    let transaction = database.db.begin().await.unwrap();
    author("a").insert(&transaction).await.unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!(database.texts("SELECT name FROM author").await, ["a"]);
}

#[tokio::test]
async fn several_statements_of_clickhouse_go_as_they_are() {
    let database = Database::new().await;
    let sql = "CREATE TABLE a (x UInt8, y String DEFAULT ';') ENGINE = MergeTree ORDER BY x; -- `?`\n\
               INSERT INTO a (x) VALUES (1), (2); ALTER TABLE a DELETE WHERE x = 1 SETTINGS mutations_sync = 1;";
    database
        .manager()
        .get_connection()
        .execute_unprepared(sql)
        .await
        .unwrap();
    assert_eq!(
        database.texts("SELECT concat(toString(x), y) FROM a").await,
        ["2;"]
    );
}
