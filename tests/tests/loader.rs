//! Loading what belongs to models that are there: the loaders of SeaORM, and its entity loader.

use integration_tests::{
    bakery_dense::{self, baker, bakery, cake, cakes_bakers, customer, lineitem, order},
    blog::{self, post, profile, staff, tag, user, user_follower},
};
use sea_orm::{
    EntityLoaderTrait, LoaderTrait, QueryOrder, Set,
    compound::{EntityLoaderWithSelf, EntityLoaderWithSelfRev},
    entity::prelude::*,
};
use sea_orm_clickhouse::{ClickHouseConnection, ClickHouseQueryExt};

/// Two bakeries, of which the first has two bakers; three cakes, two of them baked, and one of no bakery; an order.
async fn bakeries() -> integration_tests::TestDatabase {
    let test = bakery_dense::tables().await;
    let db = &test.db;
    let baker = |name: &str| {
        baker::ActiveModel::builder()
            .set_name(name)
            .set_contact_details(serde_json::json!({}))
    };
    let cake = |name: &str| {
        cake::ActiveModel::builder()
            .set_name(name)
            .set_price(Decimal::ONE)
    };
    let sea = bakery::ActiveModel::builder()
        .set_name("Sea")
        .set_profit_margin(1.5)
        .add_baker(baker("Jane"))
        .add_baker(baker("Peter"))
        .insert(db)
        .await
        .unwrap();
    let lake = bakery::ActiveModel::builder()
        .set_name("Lake")
        .set_profit_margin(2.5)
        .insert(db)
        .await
        .unwrap();
    for (name, bakery) in [
        ("Cheese", Some(sea.id)),
        ("Coffee", Some(lake.id)),
        ("Apple", None),
    ] {
        cake(name).set_bakery_id(bakery).insert(db).await.unwrap();
    }
    let links = [(1, 1), (1, 2), (2, 2)].map(|(cake_id, baker_id)| cakes_bakers::ActiveModel {
        cake_id: Set(cake_id),
        baker_id: Set(baker_id),
    });
    cakes_bakers::Entity::insert_many(links).exec(db).await.unwrap();
    order::ActiveModel::builder()
        .set_total(Decimal::from(10))
        .set_bakery_id(sea.id)
        .set_placed_at("2020-01-01T00:00:00Z".parse::<DateTimeUtc>().unwrap())
        .set_customer(
            customer::ActiveModel::builder()
                .set_name("Bob")
                .set_notes(Some("sweet".into())),
        )
        .add_lineitem(
            lineitem::ActiveModel::builder()
                .set_price(Decimal::TWO)
                .set_quantity(2)
                .set_cake_id(1),
        )
        .add_lineitem(
            lineitem::ActiveModel::builder()
                .set_price(Decimal::TEN)
                .set_quantity(1)
                .set_cake_id(2),
        )
        .insert(db)
        .await
        .unwrap();
    test
}

/// Those who follow, by name: Bob and Sam follow Alice, Sam follows Bob.
async fn followers() -> integration_tests::TestDatabase {
    let test = blog::tables().await;
    let db = &test.db;
    for name in ["Alice", "Bob", "Sam"] {
        user::ActiveModel::builder()
            .set_name(name)
            .set_profile(profile::ActiveModel::builder().set_picture(format!("{name}.jpg")))
            .insert(db)
            .await
            .unwrap();
    }
    let links = [(1, 2), (1, 3), (2, 3)].map(|(user_id, follower_id)| user_follower::ActiveModel {
        user_id: Set(user_id),
        follower_id: Set(follower_id),
    });
    user_follower::Entity::insert_many(links).exec(db).await.unwrap();
    test
}

fn sorted<T: Ord>(values: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort();
    values
}

async fn cakes(db: &ClickHouseConnection) -> Vec<cake::Model> {
    cake::Entity::find()
        .order_by_asc(cake::COLUMN.id)
        .all(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn loaders_find_one_many_and_those_behind_a_junction() {
    let test = bakeries().await;
    let db = &test.db;
    let cakes = cakes(db).await;
    let of = cakes.load_one(bakery::Entity, db).await.unwrap();
    let of: Vec<Option<&str>> = of
        .iter()
        .map(|of| of.as_ref().map(|of| of.name.as_str()))
        .collect();
    assert_eq!(of, [Some("Sea"), Some("Lake"), None]);
    let items = cakes.load_many(lineitem::Entity, db).await.unwrap();
    assert_eq!(items.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1, 0]);
    for bakers in [
        cakes.load_many(baker::Entity, db).await.unwrap(),
        cakes
            .load_many_to_many(baker::Entity, cakes_bakers::Entity, db)
            .await
            .unwrap(),
    ] {
        let ids: Vec<Vec<i32>> = bakers
            .iter()
            .map(|bakers| sorted(bakers.iter().map(|baker| baker.id)))
            .collect();
        assert_eq!(ids, [vec![1, 2], vec![2], vec![]]);
    }
    let nothing: Vec<cake::Model> = Vec::new();
    assert!(nothing.load_one(bakery::Entity, db).await.unwrap().is_empty());
    assert!(nothing.load_many(baker::Entity, db).await.unwrap().is_empty());
}

#[tokio::test]
async fn loaders_take_selects_with_conditions_orders_and_clauses() {
    let test = bakeries().await;
    let db = &test.db;
    let cakes = cakes(db).await;
    let bakers = cakes
        .load_many(
            baker::Entity::find()
                .order_by_desc(baker::COLUMN.id)
                .setting("max_threads", 1),
            db,
        )
        .await
        .unwrap();
    assert_eq!(bakers[0].iter().map(|baker| baker.id).collect::<Vec<_>>(), [2, 1]);
    let bakers = cakes
        .load_many(baker::Entity::find().filter(baker::COLUMN.name.eq("Jane")), db)
        .await
        .unwrap();
    assert_eq!(bakers.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0, 0]);
    let of = cakes
        .load_one(bakery::Entity::find().filter(bakery::COLUMN.name.eq("Lake")), db)
        .await
        .unwrap();
    assert_eq!(
        of.iter().map(Option::is_some).collect::<Vec<_>>(),
        [false, true, false]
    );
}

#[tokio::test]
async fn loaders_go_on_from_what_was_loaded() {
    let test = bakeries().await;
    let db = &test.db;
    let orders = order::Entity::find().all(db).await.unwrap();
    let items = orders.load_many(lineitem::Entity, db).await.unwrap().concat();
    let cakes = items.load_one(cake::Entity, db).await.unwrap();
    let cakes: Vec<cake::Model> = cakes.into_iter().flatten().collect();
    assert_eq!(
        sorted(cakes.iter().map(|cake| cake.name.as_str())),
        ["Cheese", "Coffee"]
    );
    let of = cakes.load_one(bakery::Entity, db).await.unwrap();
    assert_eq!(
        sorted(of.iter().flatten().map(|of| of.name.as_str())),
        ["Lake", "Sea"]
    );
    let bakers = cakes.load_many(baker::Entity, db).await.unwrap();
    assert_eq!(sorted(bakers.iter().map(Vec::len)), [1, 2]);
}

#[tokio::test]
async fn loaders_find_those_of_the_same_table() {
    let test = followers().await;
    let db = &test.db;
    let users = user::Entity::find()
        .order_by_asc(user::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let followers = users.load_self_via(user_follower::Entity, db).await.unwrap();
    let ids: Vec<Vec<i32>> = followers
        .iter()
        .map(|users| sorted(users.iter().map(|user| user.id)))
        .collect();
    assert_eq!(ids, [vec![2, 3], vec![3], vec![]]);
    let following = users.load_self_via_rev(user_follower::Entity, db).await.unwrap();
    let ids: Vec<Vec<i32>> = following
        .iter()
        .map(|users| sorted(users.iter().map(|user| user.id)))
        .collect();
    assert_eq!(ids, [vec![], vec![1], vec![1, 2]]);

    staff::ActiveModel::builder()
        .set_name("Alan")
        .insert(db)
        .await
        .unwrap();
    staff::ActiveModel::builder()
        .set_name("Ben")
        .set_reports_to_id(Some(1))
        .insert(db)
        .await
        .unwrap();
    let people = staff::Entity::find()
        .order_by_asc(staff::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let above = people
        .load_self(staff::Entity, staff::Relation::ReportsTo, db)
        .await
        .unwrap();
    let above: Vec<Option<i32>> = above
        .iter()
        .map(|above| above.as_ref().map(|above| above.id))
        .collect();
    assert_eq!(above, [None, Some(1)]);
    let below = people
        .load_self_many(staff::Entity, staff::Relation::Manages, db)
        .await
        .unwrap();
    assert_eq!(below.iter().map(Vec::len).collect::<Vec<_>>(), [1, 0]);
}

#[tokio::test]
async fn the_entity_loader_reads_models_alone_or_with_others() {
    let test = bakeries().await;
    let db = &test.db;
    let alone = cake::Entity::load()
        .order_by_asc(cake::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    assert!(
        alone
            .iter()
            .all(|cake| cake.bakery.is_unloaded() && cake.bakers.is_empty())
    );
    let found = cake::Entity::load()
        .filter(cake::COLUMN.name.like("C%"))
        .order_by_desc(cake::COLUMN.name)
        .one(db)
        .await
        .unwrap();
    assert_eq!(found.map(|cake| cake.name), Some("Coffee".into()));

    let cakes = cake::Entity::load()
        .with(bakery::Entity)
        .with(baker::Entity)
        .order_by_asc(cake::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let seen: Vec<(&str, Option<&str>, Vec<&str>)> = cakes
        .iter()
        .map(|cake| {
            let of = cake.bakery.as_ref().map(|of| of.name.as_str());
            (
                cake.name.as_str(),
                of,
                sorted(cake.bakers.iter().map(|baker| baker.name.as_str())),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Cheese", Some("Sea"), vec!["Jane", "Peter"]),
            ("Coffee", Some("Lake"), vec!["Peter"]),
            ("Apple", None, vec![])
        ]
    );
    assert!(cakes[2].bakery.is_not_found());
    let one = cake::Entity::load()
        .filter_by_id(2)
        .with(bakery::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(one.bakery.unwrap().name, "Lake");
    assert!(
        cake::Entity::load()
            .filter_by_id(77)
            .one(db)
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn the_entity_loader_goes_through_several_relations() {
    let test = bakeries().await;
    let db = &test.db;
    let order = order::Entity::load()
        .with(customer::Entity)
        .with((bakery::Entity, baker::Entity))
        .with((lineitem::Entity, cake::Entity))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(order.customer.as_ref().unwrap().notes.as_deref(), Some("sweet"));
    assert_eq!(order.total, Decimal::from(10));
    let bakers = sorted(
        order
            .bakery
            .as_ref()
            .unwrap()
            .bakers
            .iter()
            .map(|baker| baker.name.as_str()),
    );
    assert_eq!(bakers, ["Jane", "Peter"]);
    let items = sorted(
        order
            .lineitems
            .iter()
            .map(|item| (item.price, item.cake.as_ref().unwrap().name.as_str())),
    );
    assert_eq!(items, [(Decimal::TWO, "Cheese"), (Decimal::TEN, "Coffee")]);
    let cakes = cake::Entity::load()
        .with((bakery::Entity, baker::Entity))
        .order_by_asc(cake::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    assert_eq!(cakes[0].bakery.as_ref().unwrap().bakers.len(), 2);
    assert!(cakes[1].bakery.as_ref().unwrap().bakers.is_empty());
}

#[tokio::test]
async fn the_entity_loader_reads_those_of_the_same_table() {
    let test = followers().await;
    let db = &test.db;
    let users = user::Entity::load()
        .with(profile::Entity)
        .with((user_follower::Entity, profile::Entity))
        .with((user_follower::EntityReverse, profile::Entity))
        .order_by_asc(user::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let pictures = |users: &HasMany<user::Entity>| {
        sorted(
            users
                .iter()
                .map(|user| user.profile.as_ref().unwrap().picture.clone()),
        )
    };
    assert_eq!(users[0].profile.as_ref().unwrap().picture, "Alice.jpg");
    assert_eq!(pictures(&users[0].followers), ["Bob.jpg", "Sam.jpg"]);
    assert_eq!(pictures(&users[2].following), ["Alice.jpg", "Bob.jpg"]);
    assert!(users[2].followers.is_empty());

    let of_alice = profile::Entity::load()
        .filter_by_id(1)
        .with(EntityLoaderWithSelf(user::Entity, user_follower::Entity))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(of_alice.user.as_ref().unwrap().followers.len(), 2);
    let of_sam = profile::Entity::load()
        .filter_by_id(3)
        .with(EntityLoaderWithSelfRev(
            user::Entity,
            user_follower::EntityReverse,
        ))
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(of_sam.user.as_ref().unwrap().following.len(), 2);
}

#[tokio::test]
async fn the_entity_loader_reads_pages() {
    let test = bakeries().await;
    let db = &test.db;
    let mut pages = cake::Entity::load()
        .with(bakery::Entity)
        .with(baker::Entity)
        .order_by_asc(cake::COLUMN.id)
        .paginate(db, 2);
    let first = pages.fetch_and_next().await.unwrap().unwrap();
    assert_eq!(
        first.iter().map(|cake| cake.bakers.len()).collect::<Vec<_>>(),
        [2, 1]
    );
    let second = pages.fetch_and_next().await.unwrap().unwrap();
    assert_eq!(second.len(), 1);
    assert!(second[0].bakery.is_not_found());
    assert!(pages.fetch_and_next().await.unwrap().is_none());
}

#[tokio::test]
async fn the_entity_loader_reads_what_is_behind_a_junction_of_many() {
    let test = blog::tables().await;
    let db = &test.db;
    let tag = |name: &str| tag::ActiveModel::builder().set_tag(name);
    let bob = user::ActiveModel::builder()
        .set_name("Bob")
        .insert(db)
        .await
        .unwrap();
    for (title, tags) in [("one", vec!["a", "b"]), ("two", vec!["c"]), ("three", vec![])] {
        let mut post = post::ActiveModel::builder().set_title(title).set_user_id(bob.id);
        for name in tags {
            post = post.add_tag(tag(name));
        }
        post.insert(db).await.unwrap();
    }
    let users = user::Entity::load()
        .with((post::Entity, tag::Entity))
        .all(db)
        .await
        .unwrap();
    let seen = sorted(users[0].posts.iter().map(|post| {
        (
            post.title.as_str(),
            sorted(post.tags.iter().map(|tag| tag.tag.as_str())),
        )
    }));
    assert_eq!(
        seen,
        [("one", vec!["a", "b"]), ("three", vec![]), ("two", vec!["c"])]
    );
}
