//! Views that a server prints.

use sea_query_clickhouse::{
    ClickHouseQueryBuilder,
    view::{MaterializedViewCreateStatement, ViewCreateStatement},
};

#[test]
fn a_view_is_read_up_to_its_query() {
    for (printed, written) in [
        (
            "CREATE VIEW db.v (`a b` UInt64) AS SELECT id AS `a b` FROM db.t WHERE x = ' SQL SECURITY NONE AS SELECT '",
            "CREATE VIEW `db`.`v` AS SELECT id AS `a b` FROM db.t WHERE x = ' SQL SECURITY NONE AS SELECT '",
        ),
        (
            "CREATE VIEW v (`x` UInt64, `SQL SECURITY NONE` String) (x, `y)`) SQL SECURITY INVOKER COMMENT 'AS SELECT, it\\'s' AS \
             SELECT 1 AS x",
            "CREATE VIEW `v` SQL SECURITY INVOKER AS SELECT 1 AS x COMMENT 'AS SELECT, it\\'s'",
        ),
        (
            "CREATE OR REPLACE VIEW v ON CLUSTER main DEFINER = `some body` SQL SECURITY DEFINER AS\nSELECT\n    1 AS x",
            "CREATE OR REPLACE VIEW `v` ON CLUSTER `main` DEFINER = `some body` SQL SECURITY DEFINER AS SELECT 1 AS x",
        ),
        (
            "CREATE VIEW v (`x` UInt8) AS WITH 1 AS x SELECT x",
            "CREATE VIEW `v` AS SELECT * FROM (WITH 1 AS x SELECT x)",
        ),
    ] {
        let view: ViewCreateStatement = printed
            .parse()
            .unwrap_or_else(|error| panic!("{printed}: {error}"));
        let text = view.to_string(ClickHouseQueryBuilder);
        assert_eq!(text.replace("SELECT     1", "SELECT 1"), written);
    }
}

#[test]
fn a_materialized_view_is_read_with_its_schedule_and_its_table() {
    for (printed, written) in [
        (
            "CREATE MATERIALIZED VIEW db.v TO db.t (`port` UInt64 COMMENT 'REFRESH EVERY 1 DAY') AS SELECT port FROM db.e",
            "CREATE MATERIALIZED VIEW `db`.`v` TO `db`.`t` AS SELECT port FROM db.e",
        ),
        (
            "CREATE MATERIALIZED VIEW db.v REFRESH EVERY 1 DAY OFFSET 2 HOUR RANDOMIZE FOR 1 HOUR DEPENDS ON db.a, db.b SETTINGS \
             refresh_retries = 3 APPEND TO db.t (`n` UInt64) DEFINER = app SQL SECURITY DEFINER COMMENT 'x' AS SELECT 1 AS n",
            "CREATE MATERIALIZED VIEW `db`.`v` REFRESH EVERY 1 DAY OFFSET 2 HOUR RANDOMIZE FOR 1 HOUR DEPENDS ON `db`.`a`, \
             `db`.`b` SETTINGS refresh_retries = 3 APPEND TO `db`.`t` DEFINER = `app` SQL SECURITY DEFINER AS SELECT 1 AS n \
             COMMENT 'x'",
        ),
        (
            "CREATE MATERIALIZED VIEW v REFRESH AFTER 1 YEAR 1 MONTH SETTINGS refresh_retries = -1 (`n` UInt64 CODEC(ZSTD(2)), INDEX \
             i n TYPE minmax GRANULARITY 1) ENGINE = SummingMergeTree(n) PARTITION BY n % 4 ORDER BY n TTL d + toIntervalDay(1) \
             SETTINGS index_granularity = 100 SQL SECURITY NONE AS SELECT 1 AS n",
            "CREATE MATERIALIZED VIEW `v` REFRESH AFTER 1 YEAR 1 MONTH SETTINGS refresh_retries = -1 (`n` UInt64 CODEC(ZSTD(2)), \
             INDEX `i` `n` TYPE minmax GRANULARITY 1) ENGINE = SummingMergeTree(`n`) PARTITION BY n % 4 ORDER BY `n` TTL d + \
             toIntervalDay(1) SETTINGS index_granularity = 100 SQL SECURITY NONE AS SELECT 1 AS n",
        ),
        (
            "CREATE MATERIALIZED VIEW v REFRESH DEPENDS ON db.a (`n` UInt8) ENGINE = Memory AS SELECT 1 AS n",
            "CREATE MATERIALIZED VIEW `v` REFRESH DEPENDS ON `db`.`a` (`n` UInt8) ENGINE = Memory AS SELECT 1 AS n",
        ),
    ] {
        let view: MaterializedViewCreateStatement = printed
            .parse()
            .unwrap_or_else(|error| panic!("{printed}: {error}"));
        assert_eq!(view.to_string(ClickHouseQueryBuilder), written);
    }
}

#[test]
fn what_is_no_view_of_the_kind_is_an_error() {
    let error = "CREATE VIEW v AS SELECT 1"
        .parse::<MaterializedViewCreateStatement>()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the definition of the view cannot be read at byte 6, before ` VIEW v AS SELECT 1`: a view of another kind is expected"
    );
    let error = "CREATE MATERIALIZED VIEW v AS SELECT 1"
        .parse::<MaterializedViewCreateStatement>()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the definition of the view cannot be read at byte 38: TO or ENGINE is expected"
    );
    let error = "CREATE VIEW v SURPRISE AS SELECT 1"
        .parse::<ViewCreateStatement>()
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the definition of the view cannot be read at byte 14, before `SURPRISE AS SELECT 1`: AS and the query are expected"
    );
}

#[test]
fn the_own_database_is_not_named_where_a_view_depends_on_another() {
    let view: MaterializedViewCreateStatement =
        "CREATE MATERIALIZED VIEW db.v REFRESH AFTER 1 HOUR DEPENDS ON db.a, other.b TO db.t \
                                                 AS SELECT 1 AS n"
            .parse()
            .unwrap();
    let source = view.to_rust(&|_| None, &|_| Some("super::t::Entity".to_owned()));
    assert_eq!(
        source.attributes()[1..],
        [
            "to = super::t::Entity",
            "refresh = Refresh::after(Interval::new(1, IntervalUnit::Hour)).depends_on(\"a\").depends_on((\"other\", \"b\"))",
        ]
    );
    let nowhere = view.to_rust(&|_| None, &|_| None);
    assert_eq!(nowhere.attributes(), [] as [&str; 0]);
    assert_eq!(
        nowhere.left_out(),
        ["a view that writes to `db.t`, which has no entity here"]
    );
}
