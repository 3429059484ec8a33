//! Every row of the table of features: the statement that needs it is refused by the version before, and written for the
//! first that has it.

mod statement;

use sea_query::{Expr, ExprTrait, Query};
use sea_query_clickhouse::{
    BuildErrorKind, ClickHouseStatement, Feature, ServerVersion, Support, Target, build_clickhouse,
};
use statement::{ids, statements};

use crate::server::Server;

fn before(since: ServerVersion) -> ServerVersion {
    match since.minor() {
        1 => ServerVersion::new(since.major() - 1, 12, 9),
        minor => ServerVersion::new(since.major(), minor - 1, 9),
    }
}

#[test]
fn every_feature_has_its_first_version() {
    for feature in Feature::ALL {
        let since = feature.since();
        let before = before(since);
        for statement in statements(*feature) {
            let build = |version| build_clickhouse(&*statement, &Target::default().version(version));
            let new = match build(since) {
                Ok(new) => new,
                Err(error) => panic!("{feature:?} in {since}: {error}"),
            };
            // From here on nothing is emulated: the text is that for a server of unknown version.
            if since >= Feature::MutationParameters.since() {
                let any = build_clickhouse(&*statement, &Target::default()).unwrap();
                assert_eq!(new.sql, any.sql, "{feature:?}");
            }
            let old = build(before);
            match feature.support(before) {
                Support::TooOld { since } => {
                    let error = match old {
                        Ok(old) => panic!("{feature:?} in {before}: {}", old.sql),
                        Err(error) => error,
                    };
                    assert_eq!(error.kind(), BuildErrorKind::ServerTooOld, "{feature:?}");
                    assert_eq!(
                        error.to_string(),
                        format!(
                            "{}: the server is ClickHouse {before}, this needs {since} or later",
                            feature.clause()
                        )
                    );
                }
                Support::Emulated { .. } => assert_ne!(old.unwrap().sql, new.sql, "{feature:?}"),
                other => panic!("{feature:?} in {before}: {other:?}"),
            }
            assert_eq!(feature.support(since), Support::Supported);
        }
    }
}

#[test]
fn the_server_parses_every_statement() {
    let s = Server::new();
    for feature in Feature::ALL {
        for statement in statements(*feature) {
            let mut built = build_clickhouse(&*statement, &Target::default()).unwrap();
            built.sql = format!("EXPLAIN AST {}", built.sql);
            s.run_built(&built);
        }
    }
}

/// Debian's server of 2018 knows no parameters: it gets the values in the text.
#[test]
fn old_servers_get_literals_for_parameters() {
    let built = |statement: &dyn ClickHouseStatement, version| {
        let built = build_clickhouse(statement, &Target::default().version(version)).unwrap();
        assert_eq!(built.parameters.is_empty(), !built.sql.contains('{'));
        built.sql
    };
    let select = ids()
        .and_where(Expr::col("id").is_in([1, 2]))
        .and_where(Expr::col("name").eq("it's"))
        .to_owned();
    assert_eq!(
        built(&select, ServerVersion::new(18, 16, 1)),
        r"SELECT `id` FROM `t` WHERE `id` IN (1, 2) AND `name` = 'it\'s'"
    );
    assert_eq!(
        built(&select, ServerVersion::new(20, 8, 0)),
        "SELECT `id` FROM `t` WHERE `id` IN {p0:Array(Int32)} AND `name` = {p1:String}"
    );
    let update = Query::update()
        .table("t")
        .value("a", 1)
        .and_where(Expr::col("id").eq(2))
        .to_owned();
    assert_eq!(
        built(&update, ServerVersion::new(20, 12, 0)),
        "ALTER TABLE `t` UPDATE `a` = 1 WHERE `id` = 2"
    );
    assert_eq!(
        built(&update, ServerVersion::new(21, 1, 0)),
        "ALTER TABLE `t` UPDATE `a` = {p0:Int32} WHERE `id` = {p1:Int32}"
    );
}

#[test]
fn the_table_is_in_the_order_of_its_groups_without_doubles() {
    let mut clauses: Vec<_> = Feature::ALL.iter().map(|feature| feature.clause()).collect();
    clauses.sort_unstable();
    let all = clauses.len();
    clauses.dedup();
    assert_eq!(clauses.len(), all, "two features are written alike");
    for feature in Feature::ALL {
        let since = feature.since();
        assert!(
            since >= ServerVersion::new(20, 8, 0) && since <= ServerVersion::new(26, 7, 0),
            "{feature:?}"
        );
        assert!((1..=12).contains(&since.minor()), "{feature:?}");
    }
}
