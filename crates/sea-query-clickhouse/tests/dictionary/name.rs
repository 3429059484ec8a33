use sea_query_clickhouse::{
    Target,
    dictionary::{
        DictionarySource, Layout,
        layout::{Hashed, Key, RangeHashed},
    },
    prelude::*,
    statement::Exchange,
};

use super::{attribute, empty, refused};
use crate::{
    server::Server,
    view::{HOSTILE, HOSTILE_NAME, HOSTILE_TEXT},
};

#[test]
fn drop_rename_exchange() {
    let s = Server::new();
    for name in ["d", "e"] {
        let create = ClickHouseDictionary::create(name)
            .attribute(attribute(name, DataType::UInt64))
            .primary_key([name])
            .source(DictionarySource::null())
            .layout(Hashed::new())
            .lifetime(0);
        s.answer(&create, &Target::default());
    }
    let names = "SELECT name FROM system.dictionaries WHERE database = currentDatabase() ORDER BY name";
    s.check_table(
        &Exchange::dictionaries("d", "e"),
        "EXCHANGE DICTIONARIES `d` AND `e`",
    );
    assert_eq!(
        s.run("SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'd'"),
        "e\n"
    );
    s.check_table(
        &ClickHouseDictionary::rename("d", HOSTILE).and("e", "f"),
        &format!("RENAME DICTIONARY `d` TO {HOSTILE_NAME}, `e` TO `f`"),
    );
    assert_eq!(s.run(&format!("SELECT count() FROM ({names})")), "2\n");
    s.check_parsed(
        &ClickHouseDictionary::rename(("a", "d"), ("b", "d"))
            .if_exists()
            .on_cluster("c"),
        "RENAME DICTIONARY IF EXISTS `a`.`d` TO `b`.`d` ON CLUSTER `c`",
    );
    s.check_table(
        &ClickHouseDictionary::drop(HOSTILE)
            .and("f")
            .and("x")
            .if_exists()
            .sync(),
        &format!("DROP DICTIONARY IF EXISTS {HOSTILE_NAME}, `f`, `x` SYNC"),
    );
    assert_eq!(s.run(names), "");
    s.check_parsed(
        &ClickHouseDictionary::drop(("a", "d")).on_cluster(HOSTILE),
        &format!("DROP DICTIONARY `a`.`d` ON CLUSTER {HOSTILE_NAME}"),
    );
}

#[test]
fn hostile_names_and_texts_stay_in_their_quotes() {
    let s = Server::new();
    let create = ClickHouseDictionary::create(HOSTILE)
        .attribute(attribute("k", DataType::UInt64))
        .attribute(attribute(HOSTILE, DataType::String).default(HOSTILE))
        .primary_key(["k"])
        .source(DictionarySource::null())
        .layout(Hashed::new())
        .lifetime(0)
        .setting("format_csv_delimiter", "'")
        .comment(HOSTILE);
    s.check_table(
        &create,
        &format!(
            "CREATE DICTIONARY {HOSTILE_NAME} (`k` UInt64, {HOSTILE_NAME} String DEFAULT {HOSTILE_TEXT}) \
             PRIMARY KEY `k` SOURCE(NULL()) LAYOUT(HASHED()) LIFETIME(0) \
             SETTINGS(format_csv_delimiter = '\\'') COMMENT {HOSTILE_TEXT}"
        ),
    );
    assert_eq!(s.run(&format!("SELECT count() FROM {HOSTILE_NAME}")), "0\n");
    s.check_parsed(
        &ClickHouseDictionary::create((HOSTILE, HOSTILE))
            .on_cluster(HOSTILE)
            .attribute(attribute(HOSTILE, DataType::UInt64))
            .primary_key([HOSTILE])
            .source(DictionarySource::custom("FILE").parameter("path", HOSTILE).secret("format", HOSTILE))
            .layout(RangeHashed::new().complex_key())
            .range(HOSTILE, HOSTILE)
            .lifetime(0),
        &format!(
            "CREATE DICTIONARY {HOSTILE_NAME}.{HOSTILE_NAME} ON CLUSTER {HOSTILE_NAME} ({HOSTILE_NAME} UInt64) \
             PRIMARY KEY {HOSTILE_NAME} SOURCE(FILE(path {HOSTILE_TEXT} format {HOSTILE_TEXT})) \
             LAYOUT(COMPLEX_KEY_RANGE_HASHED()) LIFETIME(0) RANGE(MIN {HOSTILE_NAME} MAX {HOSTILE_NAME})"
        ),
    );
    let word = |clause: &str, name: &str| {
        format!(
            "{clause}: `{}` is not a name that can stand here: letters, digits and _ only",
            name.escape_debug()
        )
    };
    for name in [HOSTILE, "a b", "", "1"] {
        let sourced = empty(Hashed::new()).lifetime(0);
        refused(
            &sourced.clone().source(DictionarySource::custom(name)),
            &word("SOURCE", name),
        );
        refused(
            &sourced.source(DictionarySource::custom("FILE").parameter(name, 1)),
            &word("DICTIONARY", name),
        );
        refused(
            &empty(Layout::custom(name, Key::Complex)).lifetime(0),
            &word("LAYOUT", name),
        );
        refused(
            &empty(Layout::custom("HASHED", Key::Complex).parameter(name, 1)).lifetime(0),
            &word("DICTIONARY", name),
        );
        refused(
            &empty(Hashed::new()).lifetime(0).setting(name, 1),
            &format!(
                "SETTINGS: `{}` is not the name of a setting: letters, digits and _ only",
                name.escape_debug()
            ),
        );
    }
}
