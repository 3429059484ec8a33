//! Relations of other kinds than by one key: by several columns, with conditions, two to one table, to itself.

use integration_tests::{
    TestDatabase,
    bakery::{baker, bakeries, bakery, cake, cakes_bakers},
};
use sea_orm::{
    ActiveModelTrait, Condition, EntityTrait, IntoActiveModel, JoinType, Linked, LoaderTrait, ModelTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, RelationDef, RelationTrait, Set,
    entity::prelude::*,
    sea_query::{CommonTableExpression, Expr, ExprTrait, IntoCondition, Order, Query, UnionType, WithClause},
};

mod room {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "room")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub house: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: String,
        pub beds: i32,
        #[sea_orm(has_many)]
        pub guests: HasMany<super::guest::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod guest {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "guest")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub house: i32,
        pub number: Option<String>,
        #[sea_orm(belongs_to, from = "(house, number)", to = "(house, number)")]
        pub room: BelongsTo<Option<super::room::Entity>>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A shop with two workers of different duties.
mod shop {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "corner_shop")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        pub manager_id: i32,
        pub cashier_id: i32,
        #[sea_orm(belongs_to, relation_enum = "Manager", from = "manager_id", to = "id")]
        pub manager: BelongsTo<super::worker::Entity>,
        #[sea_orm(belongs_to, relation_enum = "Cashier", from = "cashier_id", to = "id")]
        pub cashier: BelongsTo<super::worker::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

mod worker {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "worker")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub name: String,
        #[sea_orm(has_many, relation_enum = "ManagerOf", via_rel = "Manager")]
        pub manager_of: HasMany<super::shop::Entity>,
        #[sea_orm(has_many, relation_enum = "CashierOf", via_rel = "Cashier")]
        pub cashier_of: HasMany<super::shop::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A node with the one before it.
mod node {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::ClickHouseEntity;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "node")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub before: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(belongs_to = "Entity", from = "Column::Before", to = "Column::Id")]
        Before,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelatedEntity)]
    pub enum RelatedEntity {
        #[sea_orm(entity = "Entity", def = "Relation::Before.def()")]
        Before,
    }

    impl ActiveModelBehavior for ActiveModel {}

    pub struct Before;

    impl Linked for Before {
        type FromEntity = Entity;
        type ToEntity = Entity;

        fn link(&self) -> Vec<RelationDef> {
            vec![Relation::Before.def()]
        }
    }
}

#[tokio::test]
async fn several_columns_relate_models() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(room::Entity)
        .register(guest::Entity)
        .apply(db)
        .await
        .unwrap();
    let room = |house: i32, number: &str| {
        room::ActiveModel::builder()
            .set_house(house)
            .set_number(number)
            .set_beds(2)
    };
    let first = room(1, "1a")
        .add_guest(guest::ActiveModel::builder())
        .insert(db)
        .await
        .unwrap();
    assert_eq!(first.guests[0].number.as_deref(), Some("1a"));
    room(1, "2").insert(db).await.unwrap();
    room(2, "1a").insert(db).await.unwrap();
    for (house, number) in [(2, Some("1a")), (1, None), (1, Some("none"))] {
        let guest = guest::ActiveModel {
            house: Set(house),
            number: Set(number.map(str::to_owned)),
            ..Default::default()
        };
        guest.insert(db).await.unwrap();
    }
    let guests = guest::Entity::find()
        .order_by_asc(guest::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let key = |room: &Option<room::Model>| room.as_ref().map(|room| (room.house, room.number.clone()));
    let expected = [Some((1, "1a".to_owned())), Some((2, "1a".to_owned())), None, None];
    let rooms = guests.load_one(room::Entity, db).await.unwrap();
    assert_eq!(rooms.iter().map(key).collect::<Vec<_>>(), expected);
    let pairs = guest::Entity::find()
        .find_also_related(room::Entity)
        .order_by_asc(guest::COLUMN.id);
    let pairs = pairs.all(db).await.unwrap();
    assert_eq!(
        pairs.iter().map(|(_, room)| key(room)).collect::<Vec<_>>(),
        expected
    );
    let loaded = guest::Entity::load()
        .with(room::Entity)
        .order_by_asc(guest::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let found: Vec<bool> = loaded.iter().map(|guest| guest.room.as_ref().is_some()).collect();
    assert_eq!(found, [true, true, false, false]);

    let rooms = room::Entity::find()
        .order_by_asc(room::COLUMN.house)
        .order_by_asc(room::COLUMN.number);
    let rooms = rooms.all(db).await.unwrap();
    let guests = rooms.load_many(guest::Entity, db).await.unwrap();
    assert_eq!(guests.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 1]);
    let of_second = rooms[2].find_related(guest::Entity).all(db).await.unwrap();
    assert_eq!(of_second.iter().map(|guest| guest.id).collect::<Vec<_>>(), [2]);

    // Only the part that may be NULL is cleared.
    let first = guest::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let cleared = first
        .into_active_model()
        .into_ex()
        .clear_room()
        .update(db)
        .await
        .unwrap();
    assert_eq!((cleared.house, cleared.number), (1, None));
    let deleted = rooms[2].clone().cascade_delete(db).await.unwrap();
    assert_eq!(
        deleted.rows_affected, 2,
        "SeaORM frees a guest only when all columns may be NULL"
    );
    assert_eq!(guest::Entity::find_by_id(2).one(db).await.unwrap(), None);
}

#[tokio::test]
async fn two_relations_lead_to_one_table() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(worker::Entity)
        .register(shop::Entity)
        .apply(db)
        .await
        .unwrap();
    for name in ["Bob", "Alice"] {
        worker::ActiveModel::builder()
            .set_name(name)
            .insert(db)
            .await
            .unwrap();
    }
    shop::ActiveModel {
        name: Set("Yum".into()),
        manager_id: Set(1),
        cashier_id: Set(2),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    let yum = shop::Entity::load()
        .with((shop::Relation::Manager, worker::Relation::ManagerOf))
        .with(shop::Relation::Cashier)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(yum.manager.as_ref().unwrap().name, "Bob");
    assert_eq!(yum.manager.as_ref().unwrap().manager_of.len(), 1);
    assert_eq!(yum.cashier.as_ref().unwrap().name, "Alice");
    let workers = worker::Entity::load()
        .with(worker::Relation::ManagerOf)
        .with(worker::Relation::CashierOf)
        .order_by_asc(worker::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let duties: Vec<(usize, usize)> = workers
        .iter()
        .map(|worker| (worker.manager_of.len(), worker.cashier_of.len()))
        .collect();
    assert_eq!(duties, [(1, 0), (0, 1)]);
    let names: Vec<(String, String)> = shop::Entity::find()
        .join_as(JoinType::InnerJoin, shop::Relation::Manager.def(), "manager")
        .join_as(JoinType::InnerJoin, shop::Relation::Cashier.def(), "cashier")
        .select_only()
        .column_as(Expr::col(("manager", worker::Column::Name)), "manager_name")
        .column_as(Expr::col(("cashier", worker::Column::Name)), "cashier_name")
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(names, [("Bob".into(), "Alice".into())]);
}

#[tokio::test]
async fn a_table_is_linked_to_itself() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(node::Entity)
        .apply(db)
        .await
        .unwrap();
    let id = |n: u128| Uuid::from_u128(n);
    let nodes =
        [(1, None), (2, Some(1)), (3, None)].map(|(n, before): (u128, Option<u128>)| node::ActiveModel {
            id: Set(id(n)),
            before: Set(before.map(id)),
        });
    node::Entity::insert_many(nodes).exec(db).await.unwrap();
    let pairs = node::Entity::find()
        .find_also_linked(node::Before)
        .order_by_asc(node::Column::Id)
        .all(db)
        .await
        .unwrap();
    let before: Vec<Option<Uuid>> = pairs
        .iter()
        .map(|(_, before)| before.as_ref().map(|node| node.id))
        .collect();
    assert_eq!(before, [None, Some(id(1)), None]);
    let second = &pairs[1].0;
    assert_eq!(
        second.find_linked(node::Before).all(db).await.unwrap(),
        [pairs[0].0.clone()]
    );
    assert!(
        pairs[0]
            .0
            .find_linked(node::Before)
            .all(db)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(format!("{:?}", node::RelatedEntity::Before), "Before");
}

#[tokio::test]
async fn a_chain_within_a_table_is_followed_by_a_recursive_query() {
    let test = TestDatabase::new().await;
    let db = &test.db;
    db.get_schema_builder()
        .register(node::Entity)
        .apply(db)
        .await
        .unwrap();
    let id = |n: u128| Uuid::from_u128(n);
    let nodes = [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(3)), (9, None)];
    let nodes = nodes.map(|(n, before): (u128, Option<u128>)| node::ActiveModel {
        id: Set(id(n)),
        before: Set(before.map(id)),
    });
    node::Entity::insert_many(nodes).exec(db).await.unwrap();
    // SeaORM writes WITH without RECURSIVE, which the server refuses.
    let fourth = node::Entity::find_by_id(id(4)).one(db).await.unwrap().unwrap();
    for refused in [
        fourth.find_linked_recursive(node::Before),
        node::Entity::find().find_with_linked_recursive(node::Before),
    ] {
        let error = refused.all(db).await.unwrap_err().to_string();
        assert!(
            error.contains("UNKNOWN_TABLE") && error.contains("'cte'"),
            "{error}"
        );
    }
    let step = Query::select()
        .columns([("n", node::Column::Id), ("n", node::Column::Before)])
        .from_as(node::Entity, "n")
        .inner_join(
            "chain",
            Expr::col(("n", node::Column::Id)).equals(("chain", node::Column::Before)),
        )
        .to_owned();
    let first = Query::select()
        .columns([node::Column::Id, node::Column::Before])
        .from(node::Entity)
        .and_where(Expr::col(node::Column::Id).eq(id(4)))
        .union(UnionType::All, step)
        .to_owned();
    let chain = CommonTableExpression::new()
        .table_name("chain")
        .query(first)
        .to_owned();
    let all = Query::select()
        .column(node::Column::Id)
        .from("chain")
        .order_by(node::Column::Id, Order::Asc)
        .to_owned()
        .with(WithClause::new().recursive(true).cte(chain).to_owned());
    let rows = db.query_all(&all).await.unwrap();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.try_get("", "id").unwrap()).collect();
    assert_eq!(ids, [id(1), id(2), id(3), id(4)]);
}

#[tokio::test]
async fn conditions_of_a_relation_stand_in_its_join() {
    /// From a bakery to its dear cakes.
    struct DearCakes;

    impl Linked for DearCakes {
        type FromEntity = bakery::Entity;
        type ToEntity = cake::Entity;

        fn link(&self) -> Vec<RelationDef> {
            vec![bakery::Relation::Cake.def().on_condition(|_, cake| {
                Expr::col((cake, cake::Column::Price))
                    .gt(Decimal::from(15))
                    .into_condition()
            })]
        }
    }
    let test = bakeries().await;
    let db = &test.db;
    let dear = bakery::Entity::find()
        .find_with_linked(DearCakes)
        .order_by_asc(bakery::Column::Id)
        .all(db)
        .await
        .unwrap();
    let cakes: Vec<Vec<&str>> = dear
        .iter()
        .map(|(_, cakes)| cakes.iter().map(|cake| cake.name.as_str()).collect())
        .collect();
    assert_eq!(cakes, [vec!["Plum"], vec![], vec![]]);
    let joined = bakery::Entity::find()
        .join(
            JoinType::LeftJoin,
            bakery::Relation::Baker.def().on_condition(|_, baker| {
                Condition::all().add(Expr::col((baker, baker::Column::Name)).eq("Bea"))
            }),
        )
        .filter(baker::Column::Id.is_null())
        .count(db)
        .await
        .unwrap();
    assert_eq!(joined, 2, "the bakeries without a Bea");
}

#[tokio::test]
async fn junctions_are_passed_in_selects() {
    let test = bakeries().await;
    let db = &test.db;
    let with = cake::Entity::find()
        .find_with_related(baker::Entity)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        with.iter().map(|(_, bakers)| bakers.len()).collect::<Vec<_>>(),
        [2, 1, 0]
    );
    let also = baker::Entity::find()
        .find_also_related(cake::Entity)
        .order_by_asc(baker::Column::Id)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    let pairs: Vec<(i32, Option<i32>)> = also
        .iter()
        .map(|(baker, cake)| (baker.id, cake.as_ref().map(|cake| cake.id)))
        .collect();
    assert_eq!(
        pairs,
        [(1, Some(1)), (1, Some(2)), (2, Some(1)), (3, None), (4, None)]
    );
    let inner = baker::Entity::find()
        .inner_join(cake::Entity)
        .count(db)
        .await
        .unwrap();
    assert_eq!(inner, 3);
    let bob = baker::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let cakes = bob
        .find_related(cake::Entity)
        .order_by_asc(cake::Column::Id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(
        cakes.iter().map(|cake| cake.name.as_str()).collect::<Vec<_>>(),
        ["Mud", "Plum"]
    );
    let without: Vec<String> = baker::Entity::find()
        .join(JoinType::LeftJoin, cakes_bakers::Relation::Baker.def().rev())
        .select_only()
        .column(baker::Column::Name)
        .filter(cakes_bakers::Column::CakeId.is_null())
        .order_by_asc(baker::Column::Id)
        .into_tuple()
        .all(db)
        .await
        .unwrap();
    assert_eq!(without, ["Cy", "Free"]);
}
