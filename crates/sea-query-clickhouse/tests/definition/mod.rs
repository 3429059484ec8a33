//! What is built, made on a server, printed by it and read back is what was built.

mod clause;
mod dictionary;
mod difference;
mod engine;
mod object;
mod source;
mod view;

use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseTable, DataType, Target, prelude::ClickHouseColumnDef,
    table::TableCreateStatement,
};

use crate::server::Server;

fn column(name: &str, data_type: &str) -> ClickHouseColumnDef {
    ClickHouseColumnDef::new(name.to_owned(), data_type.parse::<DataType>().unwrap())
}

fn read(text: &str) -> TableCreateStatement {
    match text.parse() {
        Ok(table) => table,
        Err(error) => panic!("{error}\n{text}"),
    }
}

/// What `SHOW CREATE TABLE` prints.
fn shown(server: &Server, table: &str) -> String {
    let text = server.run(&format!("SHOW CREATE TABLE `{table}` FORMAT TSVRaw"));
    text.trim_end().to_owned()
}

/// Makes the table `t` and reads it back. The text that is read back makes the same table, of which the server prints
/// the same again.
#[track_caller]
fn round_trip(server: &Server, table: &TableCreateStatement) -> TableCreateStatement {
    server.answer(table, &Target::default());
    let printed = shown(server, "t");
    let read_back = read(&printed);
    server.run("DROP TABLE t SYNC");
    server.answer(&read_back, &Target::default());
    assert_eq!(shown(server, "t"), printed);
    server.run("DROP TABLE t SYNC");
    read_back
}

/// The text of a statement without the database and the setting that the server adds to each table.
fn text(server: &Server, table: &TableCreateStatement) -> String {
    table
        .to_string(ClickHouseQueryBuilder)
        .replacen(&format!("`{}`.`t`", server.database()), "`t`", 1)
        .replace(" SETTINGS index_granularity = 8192", "")
        .replace(", index_granularity = 8192", "")
}

fn event() -> TableCreateStatement {
    ClickHouseTable::create("t")
        .col(column("id", "UInt64"))
        .col(column("sign", "Int8"))
        .col(column("version", "UInt32"))
        .col(column("n", "UInt64"))
        .col(column("m", "UInt64"))
}

#[test]
fn what_is_not_a_table_is_refused_with_its_place() {
    for (text, sentence) in [
        (
            "",
            "the definition of the table cannot be read at byte 0: CREATE is expected",
        ),
        (
            "CREATE VIEW v AS SELECT 1",
            "the definition of the table cannot be read at byte 6, before ` VIEW v AS SELECT 1`: TABLE is expected; \
             views and dictionaries have statements of their own",
        ),
        (
            "CREATE TABLE t (a Int8) ENGINE = Memory FREEZE",
            "the definition of the table cannot be read at byte 40, before `FREEZE`: the text goes on with what is not \
             known here",
        ),
        (
            "CREATE TABLE t (a Int8 DEFAULT (1) ENGINE = Memory",
            "the definition of the table cannot be read at byte 50: `,` or `)` is expected",
        ),
        (
            "CREATE TABLE t (a Int8) ENGINE = MergeTree ORDER BY a SETTINGS disk = disk(type = 'local')",
            "the definition of the table cannot be read at byte 70, before `disk(type = 'local')`: a number, a truth value or a text is expected",
        ),
    ] {
        match text.parse::<TableCreateStatement>() {
            Err(error) => assert_eq!(error.to_string(), sentence),
            Ok(table) => panic!("{table:?}"),
        }
    }
}

#[test]
fn a_text_that_breaks_off_is_an_error_wherever_it_does() {
    let whole = "CREATE TABLE d.`t\\`é` (`a` DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'x' CODEC(Delta(8), ZSTD(1)) \
                 TTL a + toIntervalDay(1) SETTINGS (max_compress_block_size = 1), INDEX i lower(b) TYPE ngrambf_v1(1, 2, 3, 4) \
                 GRANULARITY 1, PROJECTION p (SELECT a GROUP BY a) WITH SETTINGS (index_granularity = 1), CONSTRAINT c CHECK \
                 a > 'é') ENGINE = ReplicatedSummingMergeTree('/p', 'r', (a, b)) PARTITION BY toYYYYMM(a) ORDER BY (a, b DESC) \
                 TTL a TO DISK 'd', a GROUP BY b SET c = max(c) SETTINGS s = 1.5 COMMENT 'é'";
    assert!(whole.parse::<TableCreateStatement>().is_ok());
    let end_of_columns = whole.find(") ENGINE").unwrap();
    for (at, _) in whole.char_indices() {
        let result = whole[..at].parse::<TableCreateStatement>();
        // What is whole before the engine, and before a clause, is a table.
        if at <= end_of_columns {
            assert!(result.is_err(), "{}", &whole[..at]);
        }
    }
}
