//! Models saved with those that belong to them: the active models of SeaORM 2 with fields for relations.

use integration_tests::blog::{
    actor, attachment, comment, film, film_actor, post, post_tag, profile, staff, tables, tag, user,
    user_follower,
};
use sea_orm::{DbErr, EntityLoaderTrait, IntoActiveModel, QueryOrder, Set, Unchanged, entity::prelude::*};
use sea_orm_clickhouse::ClickHouseConnection;

async fn tags_of(db: &ClickHouseConnection, post: i32) -> Vec<String> {
    let post = post::Entity::load()
        .filter_by_id(post)
        .with(tag::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let mut tags: Vec<String> = post.tags.into_iter().map(|tag| tag.tag).collect();
    tags.sort();
    tags
}

async fn titles(db: &ClickHouseConnection) -> Vec<String> {
    let posts = post::Entity::find().order_by_asc(post::COLUMN.title);
    let posts = posts.all(db).await.unwrap();
    posts.into_iter().map(|post| post.title).collect()
}

async fn alan(db: &ClickHouseConnection) -> user::ActiveModelEx {
    user::ActiveModel::builder()
        .set_name("Alan")
        .set_profile(profile::ActiveModel::builder().set_picture("alan.jpg"))
        .add_post(post::ActiveModel::builder().set_title("one"))
        .add_post(post::ActiveModel::builder().set_title("two"))
        .save(db)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_model_is_saved_with_the_one_it_belongs_to() {
    let test = tables().await;
    let db = &test.db;
    let post = post::ActiveModel::builder()
        .set_title("first")
        .set_author(user::ActiveModel::builder().set_name("Bob"))
        .save(db)
        .await
        .unwrap();
    assert_eq!(post.id, Unchanged(1));
    assert_eq!(post.user_id, Unchanged(1));
    let author = post.author.into_option().unwrap();
    let again = post::ActiveModel::builder()
        .set_title("second")
        .set_author(author)
        .insert(db)
        .await
        .unwrap();
    assert_eq!(again.user_id, 1);
    assert_eq!(user::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_model_is_saved_with_its_one_and_its_many() {
    let test = tables().await;
    let db = &test.db;
    let user = alan(db).await;
    let id = user.id.clone().unwrap();
    assert_eq!(user.profile.as_ref().unwrap().user_id, Unchanged(id));
    assert!(
        user.posts
            .as_slice()
            .iter()
            .all(|post| post.user_id == Unchanged(id))
    );
    assert_eq!(titles(db).await, ["one", "two"]);
    let read = user::Entity::load()
        .filter_by_id(id)
        .with(profile::Entity)
        .with(post::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read.profile.as_ref().unwrap().picture, "alan.jpg");
    assert_eq!(read.posts.len(), 2);
}

#[tokio::test]
async fn a_changed_child_is_updated_and_an_unchanged_one_is_left() {
    let test = tables().await;
    let db = &test.db;
    let mut user = alan(db).await;
    user.posts[0].title = Set("one!".into());
    user.profile.as_mut().unwrap().picture = Set("new.jpg".into());
    user.save(db).await.unwrap();
    assert_eq!(titles(db).await, ["one!", "two"]);
    let profiles = profile::Entity::find().all(db).await.unwrap();
    assert_eq!(profiles.len(), 1);
    assert_eq!(profiles[0].picture, "new.jpg");
}

#[tokio::test]
async fn children_are_appended_or_replaced() {
    let test = tables().await;
    let db = &test.db;
    let mut user = alan(db).await;
    user.posts = ActiveHasMany::Append(vec![post::ActiveModel::builder().set_title("three")]);
    let mut user = user.save(db).await.unwrap();
    assert_eq!(titles(db).await, ["one", "three", "two"]);
    let kept = user.posts.as_slice()[0].clone();
    user.posts
        .replace_all([kept, post::ActiveModel::builder().set_title("four")]);
    let mut user = user.save(db).await.unwrap();
    assert_eq!(titles(db).await, ["four", "three"]);
    user.posts.replace_all([]);
    user.save(db).await.unwrap();
    assert!(titles(db).await.is_empty());
}

#[tokio::test]
async fn children_that_may_be_without_a_parent_are_let_go_and_not_deleted() {
    let test = tables().await;
    let db = &test.db;
    let post = post::ActiveModel::builder()
        .set_title("with files")
        .set_author(user::ActiveModel::builder().set_name("Bob"))
        .add_attachment(attachment::ActiveModel::builder().set_file("a"))
        .save(db)
        .await
        .unwrap();
    let mut post = post;
    post.attachments
        .replace_all([attachment::ActiveModel::builder().set_file("b")]);
    let post = post.save(db).await.unwrap();
    let id = post.id.unwrap();
    let files: Vec<(String, Option<i32>)> = attachment::Entity::find()
        .order_by_asc(attachment::COLUMN.file)
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|attachment| (attachment.file, attachment.post_id))
        .collect();
    assert_eq!(files, [("a".to_owned(), None), ("b".to_owned(), Some(id))]);
}

#[tokio::test]
async fn the_one_of_a_model_is_replaced_and_cleared() {
    let test = tables().await;
    let db = &test.db;
    let user = alan(db).await;
    let user = user
        .set_profile(profile::ActiveModel::builder().set_picture("second.jpg"))
        .save(db)
        .await
        .unwrap();
    let pictures: Vec<String> = profile::Entity::find()
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|profile| profile.picture)
        .collect();
    assert_eq!(pictures, ["second.jpg"]);
    user.clear_profile().save(db).await.unwrap();
    assert_eq!(profile::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn many_to_many_saves_insert_the_links_that_are_missing() {
    let test = tables().await;
    let db = &test.db;
    let day = tag::ActiveModel {
        tag: Set("day".into()),
        ..Default::default()
    };
    let day = day.insert(db).await.unwrap();
    let post = post::ActiveModel::builder()
        .set_title("tagged")
        .set_author(user::ActiveModel::builder().set_name("Bob"))
        .add_tag(day.clone().into_active_model())
        .add_tag(tag::ActiveModel::builder().set_tag("pet"))
        .save(db)
        .await
        .unwrap();
    let id = post.id.clone().unwrap();
    assert_eq!(tags_of(db, id).await, ["day", "pet"]);

    let post = post.save(db).await.unwrap();
    let mut post = post.save(db).await.unwrap();
    assert_eq!(
        post_tag::Entity::find().count(db).await.unwrap(),
        2,
        "no link twice"
    );

    post.tags.push(tag::ActiveModel::builder().set_tag("food"));
    let mut post = post.save(db).await.unwrap();
    assert_eq!(tags_of(db, id).await, ["day", "food", "pet"]);
    assert_eq!(post_tag::Entity::find().count(db).await.unwrap(), 3);

    post.tags = ActiveHasMany::Replace(vec![
        day.into_active_model().into_ex(),
        tag::ActiveModel::builder().set_tag("sun"),
    ]);
    let mut post = post.save(db).await.unwrap();
    assert_eq!(tags_of(db, id).await, ["day", "sun"]);
    assert_eq!(post_tag::Entity::find().count(db).await.unwrap(), 2);
    assert_eq!(tag::Entity::find().count(db).await.unwrap(), 4, "the tags stay");

    post.tags.replace_all([]);
    post.save(db).await.unwrap();
    assert_eq!(post_tag::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_junction_with_a_key_of_its_own_has_each_link_once() {
    let test = tables().await;
    let db = &test.db;
    let film = film::ActiveModel::builder()
        .set_title("Mission")
        .add_actor(actor::ActiveModel::builder().set_name("Tom"))
        .add_actor(actor::ActiveModel::builder().set_name("Ben"))
        .save(db)
        .await
        .unwrap();
    let film = film.save(db).await.unwrap();
    let links = film_actor::Entity::find().order_by_asc(film_actor::COLUMN.id);
    let links: Vec<(i32, i32)> = links
        .all(db)
        .await
        .unwrap()
        .into_iter()
        .map(|link| (link.id, link.film_id))
        .collect();
    assert_eq!(links, [(1, 1), (2, 1)], "keys are made for links too");

    let tom = actor::Entity::load()
        .filter_by_id(1)
        .with(film::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(tom.films.len(), 1);
    film::ActiveModelEx {
        title: Set("Galaxy".into()),
        actors: ActiveHasMany::Replace(vec![tom.into_active_model()]),
        ..Default::default()
    }
    .save(db)
    .await
    .unwrap();
    let tom = actor::Entity::load()
        .filter_by_id(1)
        .with(film::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(tom.films.len(), 2);

    assert_eq!(
        film.delete(db).await.unwrap().rows_affected,
        3,
        "the film and its links"
    );
    let tom = actor::Entity::load()
        .filter_by_id(1)
        .with(film::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let films: Vec<&str> = tom.films.iter().map(|film| film.title.as_str()).collect();
    assert_eq!(films, ["Galaxy"]);
}

#[tokio::test]
async fn a_table_links_to_itself() {
    let test = tables().await;
    let db = &test.db;
    let new = |name: &str| user::ActiveModel::builder().set_name(name);
    let alice = new("Alice").save(db).await.unwrap();
    let bob = new("Bob").save(db).await.unwrap();
    let sam = new("Sam").save(db).await.unwrap();
    let alice = alice.add_follower(bob.clone()).save(db).await.unwrap();
    sam.clone().add_following(alice).save(db).await.unwrap();
    bob.add_follower(sam).save(db).await.unwrap();

    let users = user::Entity::load()
        .with(user_follower::Entity)
        .with(user_follower::Entity::REVERSE)
        .order_by_asc(user::COLUMN.name)
        .all(db)
        .await
        .unwrap();
    let seen: Vec<(&str, usize, usize)> = users
        .iter()
        .map(|user| (user.name.as_str(), user.followers.len(), user.following.len()))
        .collect();
    assert_eq!(seen, [("Alice", 2, 0), ("Bob", 1, 1), ("Sam", 0, 2)]);

    let alice = user::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    assert_eq!(alice.cascade_delete(db).await.unwrap().rows_affected, 3);
    assert_eq!(user_follower::Entity::find().count(db).await.unwrap(), 1);
}

#[tokio::test]
async fn a_table_belongs_to_itself() {
    let test = tables().await;
    let db = &test.db;
    let alan = staff::ActiveModel::builder()
        .set_name("Alan")
        .insert(db)
        .await
        .unwrap();
    let ben = staff::ActiveModel::builder()
        .set_name("Ben")
        .set_reports_to(alan.clone())
        .insert(db)
        .await
        .unwrap();
    assert_eq!(ben.reports_to_id, Some(alan.id));
    let alice = staff::ActiveModel::builder()
        .set_name("Alice")
        .insert(db)
        .await
        .unwrap();
    let alan = alan.into_active_model().add_manage(alice).save(db).await.unwrap();

    let staff = staff::Entity::load()
        .with(staff::Relation::ReportsTo)
        .with(staff::Relation::Manages)
        .order_by_asc(staff::COLUMN.id)
        .all(db)
        .await
        .unwrap();
    let seen: Vec<(&str, Option<&str>, usize)> = staff
        .iter()
        .map(|person| {
            let above = person.reports_to.as_ref().map(|above| above.name.as_str());
            (person.name.as_str(), above, person.manages.len())
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Alan", None, 2),
            ("Ben", Some("Alan"), 0),
            ("Alice", Some("Alan"), 0)
        ]
    );

    alan.delete(db).await.unwrap();
    let left = staff::Entity::find().all(db).await.unwrap();
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|person| person.reports_to_id.is_none()));
}

#[tokio::test]
async fn a_deletion_reaches_what_belongs_to_the_model() {
    let test = tables().await;
    let db = &test.db;
    let user = alan(db).await;
    let mut user = user;
    user.posts[0]
        .tags
        .push(tag::ActiveModel::builder().set_tag("day"));
    user.posts[0]
        .attachments
        .push(attachment::ActiveModel::builder().set_file("kept"));
    user.posts[0].title = Set("one".into());
    let user = user.save(db).await.unwrap();
    comment::ActiveModel {
        comment: Set("nice".into()),
        user_id: Set(1),
        post_id: Set(1),
        ..Default::default()
    }
    .insert(db)
    .await
    .unwrap();
    let other = user::ActiveModel::builder()
        .set_name("Other")
        .add_post(post::ActiveModel::builder().set_title("other"))
        .insert(db)
        .await
        .unwrap();

    let deleted = user.delete(db).await.unwrap();
    // user, profile, two posts, a comment and a link
    assert_eq!(deleted.rows_affected, 6);
    let users = user::Entity::find().all(db).await.unwrap();
    assert_eq!(users.iter().map(|user| user.id).collect::<Vec<_>>(), [other.id]);
    assert_eq!(titles(db).await, ["other"]);
    assert_eq!(profile::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(post_tag::Entity::find().count(db).await.unwrap(), 0);
    let kept = attachment::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(kept.post_id, None);
}

#[tokio::test]
async fn a_model_without_its_children_is_deleted_alone() {
    let test = tables().await;
    let db = &test.db;
    alan(db).await;
    let user = user::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    // No foreign key stands in the way, as one would elsewhere.
    assert_eq!(user.delete(db).await.unwrap().rows_affected, 1);
    assert_eq!(post::Entity::find().count(db).await.unwrap(), 2);
    let orphans = post::Entity::load().with(user::Entity).all(db).await.unwrap();
    assert!(orphans.iter().all(|post| post.author.as_ref().is_none()));
}

#[tokio::test]
async fn two_relations_to_one_table_set_their_own_columns() {
    let test = tables().await;
    let db = &test.db;
    let alice = user::ActiveModel::builder()
        .set_name("Alice")
        .save(db)
        .await
        .unwrap();
    let bob = user::ActiveModel::builder()
        .set_name("Bob")
        .save(db)
        .await
        .unwrap();
    let link = user_follower::ActiveModelEx {
        user: ActiveBelongsTo::set(alice),
        follower: ActiveBelongsTo::set(bob),
        ..Default::default()
    };
    let link = link.insert(db).await.unwrap();
    assert_eq!((link.user_id, link.follower_id), (1, 2));
}

#[tokio::test]
async fn an_optional_parent_is_cleared() {
    let test = tables().await;
    let db = &test.db;
    let file = attachment::ActiveModel::builder()
        .set_file("a")
        .set_post(
            post::ActiveModel::builder()
                .set_title("one")
                .set_author(user::ActiveModel::builder().set_name("Bob")),
        )
        .save(db)
        .await
        .unwrap();
    assert_eq!(file.post_id, Unchanged(Some(1)));
    let cleared = file.clear_post().save(db).await.unwrap();
    assert_eq!(cleared.post_id, Unchanged(None));
    let stored = attachment::Entity::find().one(db).await.unwrap().unwrap();
    assert_eq!(stored.post_id, None);
}

#[tokio::test]
async fn a_save_of_nothing_changed_writes_nothing() {
    let test = tables().await;
    let db = &test.db;
    let user = alan(db).await;
    let again = user.clone().save(db).await.unwrap();
    assert_eq!(again, user);
    let stored = user::Entity::find_by_id(1).one(db).await.unwrap().unwrap();
    let updated = stored.clone().into_active_model().update(db).await.unwrap();
    assert_eq!(updated, stored);
    let missing = user::ActiveModel {
        id: Unchanged(77),
        name: Set("x".into()),
    };
    assert_eq!(missing.save(db).await.unwrap_err(), DbErr::RecordNotUpdated);
}
