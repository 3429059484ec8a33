//! Definitions that are made again as they stand.

use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseStatement, Target, build_clickhouse,
    definition::{ObjectDefinition, ObjectKind},
};

use crate::server::Server;

#[track_caller]
fn read(text: &str) -> ObjectDefinition {
    match text.parse() {
        Ok(definition) => definition,
        Err(error) => panic!("{error}\n{text}"),
    }
}

fn refusal(text: &str) -> String {
    text.parse::<ObjectDefinition>().unwrap_err().to_string()
}

#[test]
fn every_kind_is_written_with_if_not_exists_uuid_and_cluster_where_its_grammar_has_them() {
    let uuid = "5be668c6-3747-4944-a20d-d812323414d5";
    for (kind, noun, name) in [
        (ObjectKind::Table, "TABLE", "table"),
        (ObjectKind::Dictionary, "DICTIONARY", "dictionary"),
        (ObjectKind::View, "VIEW", "view"),
        (
            ObjectKind::MaterializedView,
            "MATERIALIZED VIEW",
            "materialized view",
        ),
        (ObjectKind::WindowView, "WINDOW VIEW", "window view"),
    ] {
        let definition = read(&format!(
            "CREATE {noun} d.`a b` UUID '{uuid}' (`x` Int8) AND 'so; on'"
        ));
        assert_eq!(definition.kind(), kind);
        assert_eq!(definition.kind().to_string(), name);
        assert_eq!(definition.name(), "a b");
        assert_eq!(definition.get_uuid().unwrap().to_string(), uuid);
        assert_eq!(
            definition
                .if_not_exists()
                .on_cluster("main")
                .to_string(ClickHouseQueryBuilder),
            format!(
                "CREATE {noun} IF NOT EXISTS `d`.`a b` UUID '{uuid}' ON CLUSTER `main` (`x` Int8) AND 'so; on'"
            )
        );
    }
    let bare = read("CREATE VIEW v AS SELECT 1");
    assert_eq!(
        bare.to_string(ClickHouseQueryBuilder),
        "CREATE VIEW `v` AS SELECT 1"
    );
    let target = Target::default().on_cluster("main");
    assert_eq!(
        build_clickhouse(&bare, &target).unwrap().sql,
        "CREATE VIEW `v` ON CLUSTER `main` AS SELECT 1"
    );
}

/// The parameters of a view, the ternary operator and names with quotes are the server's text.
#[test]
fn what_comes_after_the_name_stays_as_it_is() {
    let rest = "AS SELECT x ? 1 : 2, '{p0:Int8} ''' FROM `d`.`it\\`s` WHERE id = {id:UInt64} -- $1";
    let text = read(&format!("CREATE VIEW d.`it\\`s` {rest}")).to_string(ClickHouseQueryBuilder);
    assert_eq!(text, format!("CREATE VIEW `d`.`it\\`s` {rest}"));
}

#[test]
fn what_is_no_definition_of_one_object_is_refused_with_its_place() {
    for (text, sentence) in [
        (
            "DROP TABLE t",
            "the definition of the object cannot be read at byte 0, before `DROP TABLE t`: CREATE is expected",
        ),
        (
            "CREATE DATABASE d ENGINE = Atomic",
            "the definition of the object cannot be read at byte 6, before ` DATABASE d ENGINE = Atomic`: TABLE, VIEW or \
             DICTIONARY is expected",
        ),
        (
            "CREATE TABLE d.t",
            "the definition of the object cannot be read at byte 16: the definition is expected",
        ),
        (
            "CREATE TABLE t UUID 'x' (a Int8) ENGINE = Memory",
            "the definition of the object cannot be read at byte 23, before ` (a Int8) ENGINE = Memory`: a UUID is expected",
        ),
        (
            "CREATE TABLE t (a Int8) ENGINE = Memory; DROP TABLE u",
            "the definition of the object cannot be read at byte 15, before `(a Int8) ENGINE = Memory; DROP TABLE u`: the \
             text is not of one statement",
        ),
    ] {
        assert_eq!(refusal(text), sentence);
    }
}

#[test]
fn a_definition_whose_password_is_hidden_is_not_made() {
    let definition = read("CREATE TABLE t (a Int8) ENGINE = MySQL('db:3306', 'd', 't', 'u', '[HIDDEN]')");
    assert_eq!(
        build_clickhouse(&definition, &Target::default())
            .unwrap_err()
            .to_string(),
        "CREATE: the server hides a password in the definition of `t`, which would be made with another one"
    );
}

/// What the server prints of every kind makes the same thing again, with its UUID.
#[test]
fn what_a_server_prints_is_made_again() {
    let server = Server::with(&[
        "CREATE TABLE `a \\`b` (id UInt64, s String DEFAULT 'x; \\'y', INDEX i s TYPE bloom_filter GRANULARITY 1) ENGINE = \
         MergeTree ORDER BY id COMMENT 'c'",
        "CREATE VIEW v AS SELECT id, id > 1 ? 'a' : 'b' AS t FROM `a \\`b` WHERE id = {id:UInt64}",
        "CREATE MATERIALIZED VIEW m ENGINE = SummingMergeTree ORDER BY s AS SELECT s, count() AS n FROM `a \\`b` GROUP BY s",
        "CREATE MATERIALIZED VIEW r REFRESH EVERY 1 HOUR APPEND ENGINE = MergeTree ORDER BY s AS SELECT s FROM `a \\`b`",
        "CREATE DICTIONARY d (id UInt64, s String DEFAULT '') PRIMARY KEY id SOURCE(CLICKHOUSE(TABLE 'a `b')) \
         LAYOUT(FLAT()) LIFETIME(0)",
    ]);
    let printed = |name: &str| {
        server
            .run(&format!(
                "SELECT create_table_query FROM system.tables WHERE database = currentDatabase() AND name = '{name}' \
                 SETTINGS show_table_uuid_in_table_create_query_if_not_nil = 1 FORMAT TSVRaw"
            ))
            .trim_end()
            .to_owned()
    };
    let names = ["a `b", "v", "m", "r", "d"];
    let before = names.map(printed);
    for drop in ["DICTIONARY d", "VIEW r", "VIEW m", "VIEW v", "TABLE `a \\`b`"] {
        server.run(&format!("DROP {drop} SYNC"));
    }
    for (name, before) in names.into_iter().zip(before) {
        let definition = read(&before).if_not_exists();
        assert!(definition.get_uuid().is_some(), "{before}");
        made(&server, &definition);
        assert_eq!(printed(name), before);
        // There is one already.
        made(&server, &definition);
    }
}

#[track_caller]
fn made(server: &Server, statement: &impl ClickHouseStatement) {
    server.answer(statement, &Target::default());
}
