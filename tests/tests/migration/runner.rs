//! The runner in a program.

use std::time::Duration;

use integration_tests::{TestDatabase, migrations::Migrator};
use sea_orm_clickhouse::migration::{MigrationRunner, MigrationStatus, Repair, prelude::*};

fn runner<M: MigratorTrait>(test: &TestDatabase) -> MigrationRunner {
    MigrationRunner::new::<M>(&test.db).lock_timeout(Duration::from_secs(20))
}

/// A migrator of one migration, by its name and what it does.
macro_rules! migrator {
    ($migrator:ident, $name:literal, |$manager:ident| $up:block) => {
        struct $migrator;

        impl MigratorTrait for $migrator {
            fn migrations() -> Vec<Box<dyn MigrationTrait>> {
                struct Migration;

                impl MigrationName for Migration {
                    fn name(&self) -> &str {
                        $name
                    }
                }

                #[async_trait::async_trait]
                impl MigrationTrait for Migration {
                    async fn up(&self, $manager: &SchemaManager) -> Result<(), DbErr> $up
                }

                vec![Box::new(Migration)]
            }
        }
    };
}

async fn status<M: MigratorTrait>(test: &TestDatabase) -> MigrationStatus {
    runner::<M>(test).status().await.unwrap().remove(0).1
}

migrator!(Failing, "m1", |manager| {
    let create = Table::create()
        .table("host")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .to_owned();
    manager.create_table(create).await?;
    if manager.has_table("wanted").await? {
        return Ok(());
    }
    manager
        .clickhouse()
        .execute(&ClickHouseTable::alter("host").drop_column("nothing"))
        .await
});

// The same, with another second step.
migrator!(Repaired, "m1", |manager| {
    let create = Table::create()
        .table("host")
        .col(ColumnDef::new("id").big_integer().not_null().primary_key())
        .to_owned();
    manager.create_table(create).await?;
    manager
        .clickhouse()
        .execute(&ClickHouseTable::alter("host").modify_comment("of hosts"))
        .await
});

migrator!(Changed, "m1", |manager| {
    manager
        .clickhouse()
        .execute(&ClickHouseTable::create("other").as_table("host"))
        .await
});

#[tokio::test]
async fn a_migration_that_fails_goes_on_at_the_step_that_did() {
    let test = TestDatabase::new().await;
    let error = Failing::up(&test.db, None).await.unwrap_err().to_string();
    assert!(
        error.contains("migration 'm1'") && error.contains("nothing"),
        "{error}"
    );
    let MigrationStatus::Stopped {
        applied,
        statement,
        error,
        unknown,
        ..
    } = status::<Failing>(&test).await
    else {
        panic!("it stopped");
    };
    assert_eq!((applied, unknown), (1, false));
    assert_eq!(statement, "ALTER TABLE `host` DROP COLUMN `nothing`");
    assert!(error.contains("nothing"), "{error}");
    // The step that failed was written anew.
    let error = Changed::up(&test.db, None).await.unwrap_err().to_string();
    assert!(
        error.contains("has changed since a run of it stopped: its step 1 was"),
        "{error}"
    );
    let error = Repaired::up(&test.db, None).await.unwrap_err().to_string();
    assert!(error.contains("its step 2 was"), "{error}");
}

#[tokio::test]
async fn a_migration_that_stopped_is_repaired_by_hand() {
    let test = TestDatabase::new().await;
    Failing::up(&test.db, None).await.unwrap_err();
    let error = Failing::down(&test.db, None).await.unwrap_err().to_string();
    assert!(error.contains("migration 'm1' stopped in `up`"), "{error}");

    runner::<Failing>(&test)
        .repair("m1", Repair::StepApplied)
        .await
        .unwrap();
    Failing::up(&test.db, None).await.unwrap();
    assert!(matches!(
        status::<Failing>(&test).await,
        MigrationStatus::Applied(_)
    ));

    runner::<Failing>(&test)
        .repair("m1", Repair::Pending)
        .await
        .unwrap();
    assert_eq!(status::<Failing>(&test).await, MigrationStatus::Pending);
    let error = Failing::up(&test.db, None).await.unwrap_err().to_string();
    assert!(error.contains("TABLE_ALREADY_EXISTS"), "{error}");
    runner::<Failing>(&test)
        .repair("m1", Repair::Applied)
        .await
        .unwrap();
    let error = Failing::down(&test.db, None).await.unwrap_err().to_string();
    assert!(error.contains("migration 'm1' says no way back"), "{error}");
}

#[tokio::test]
async fn what_seaorms_own_runner_has_applied_is_applied() {
    let test = TestDatabase::new().await;
    test.db
        .execute_unprepared(
            "CREATE TABLE seaql_migrations (version String, applied_at Int64) ORDER BY version; \
             INSERT INTO seaql_migrations VALUES ('m20260101_000001_ten_steps', 1)",
        )
        .await
        .unwrap();
    let planned = runner::<Migrator>(&test).plan(None).await.unwrap();
    assert_eq!(planned.len(), 2, "a plan writes no log");
    runner::<Migrator>(&test).fake(Some(1)).await.unwrap();
    let statuses = runner::<Migrator>(&test).status().await.unwrap();
    assert!(
        statuses
            .iter()
            .all(|(_, status)| matches!(status, MigrationStatus::Applied(_))),
        "{statuses:?}"
    );
}

#[tokio::test]
async fn a_migration_whose_file_is_gone_is_an_error() {
    let test = TestDatabase::new().await;
    Migrator::up(&test.db, None).await.unwrap();
    let error = Failing::up(&test.db, None).await.unwrap_err().to_string();
    assert!(
        error.contains("Migration file of version 'm20260101_000001_ten_steps' is missing"),
        "{error}"
    );
}

#[tokio::test]
async fn a_run_whose_lock_is_taken_away_stops_before_its_next_step() {
    migrator!(Slow, "m1", |manager| {
        let create = |name: &'static str| {
            ClickHouseTable::create(name)
                .col(ClickHouseColumnDef::new("id", DataType::Int64))
                .engine(Engine::merge_tree())
                .order_by(["id"])
        };
        manager.clickhouse().execute(&create("a")).await?;
        for _ in 0..200 {
            if manager.has_table("go_on").await? {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        manager.clickhouse().execute(&create("b")).await
    });
    let test = TestDatabase::new().await;
    let db = test.db.clone();
    let run = tokio::spawn(async move { Slow::up(&db, None).await });
    let manager = SchemaManager::new(&test.db);
    while !manager.has_table("a").await.unwrap() {
        assert!(!run.is_finished(), "{:?}", run.await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let holder = runner::<Slow>(&test).unlock().await.unwrap().unwrap();
    assert!(holder.owner.starts_with("process "), "{holder:?}");
    test.db
        .execute_unprepared("CREATE TABLE go_on (id Int64) ORDER BY id")
        .await
        .unwrap();
    let error = run.await.unwrap().unwrap_err().to_string();
    assert!(error.contains("was taken away by `unlock`"), "{error}");
    assert!(!manager.has_table("b").await.unwrap());
}
