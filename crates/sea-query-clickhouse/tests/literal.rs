use sea_query::{EscapeBuilder, Expr, Func, Query, QueryBuilder, Value};
use sea_query_clickhouse::prelude::*;

use crate::server::Server;

#[test]
fn every_character_survives_a_literal() {
    let s = Server::new();
    let text: String = (0u32..0x250)
        .chain(0x2000..0x2070)
        .chain([0xfeff, 0x1f980])
        .filter_map(char::from_u32)
        .collect();
    let sql = Query::select()
        .expr(Func::cust("hex").arg(text.as_str()))
        .to_string(ClickHouseQueryBuilder);
    let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(s.run(&sql).trim_end(), hex);
}

#[test]
fn hostile_texts_stay_texts() {
    let s = Server::new();
    for text in [
        "it's",
        "\\",
        "\\'",
        "';--",
        "\0",
        "$$",
        "${x}",
        "{p0:Int8}",
        "/*",
        "x'41'",
        "\r\n",
        "''",
        "\\\\'",
    ] {
        let table = ClickHouseTable::create("t")
            .col(
                ClickHouseColumnDef::new("a", DataType::enum8([(text, 1)]))
                    .comment(text)
                    .default(Expr::val(text)),
            )
            .engine(Engine::merge_tree())
            .order_by([] as [&str; 0])
            .comment(text);
        s.answer(&table, &Default::default());
        s.answer(
            Query::insert()
                .into_table("t")
                .columns(["a"])
                .values_panic([text.into()]),
            &Default::default(),
        );
        let hex: String = text.bytes().map(|byte| format!("{byte:02X}")).collect();
        assert_eq!(
            s.run("SELECT hex(toString(a)) FROM t").trim_end(),
            hex,
            "{text:?}"
        );
        assert_eq!(
            s.run("SELECT hex(comment) FROM system.tables WHERE database = currentDatabase()")
                .trim_end(),
            hex
        );
        assert_eq!(
            s.run("SELECT hex(comment) FROM system.columns WHERE database = currentDatabase()")
                .trim_end(),
            hex
        );
        s.run("DROP TABLE t SYNC");
    }
}

#[test]
fn the_builder_escapes_for_others_too() {
    let builder = ClickHouseQueryBuilder;
    let text = "a'b\\c\nd\x0ce\x1a\"`";
    assert_eq!(builder.escape_string(text), "a\\'b\\\\c\\nd\\fe\x1a\"`");
    assert_eq!(builder.unescape_string(&builder.escape_string(text)), text);
    assert!(builder.needs_escape("\x0c") && !builder.needs_escape("\x1a\""));
    assert_eq!(builder.value_to_string(&Value::from("it's")), r"'it\'s'");
    assert_eq!(builder.value_to_string(&Value::from(vec![0u8, 255])), "x'00FF'");
    assert_eq!(builder.value_to_string(&Value::Int(None)), "NULL");
    assert_eq!(
        sea_query::inject_parameters("a = ? AND b = '?'", &["it's".into()], &builder),
        r"a = 'it\'s' AND b = '?'"
    );
}
