//! Texts and names that look like SQL, and SQL that SeaQuery does not write.

use sea_query::{Alias, ColumnDef, Expr, ExprTrait, MysqlQueryBuilder, Query, Table};

use super::{Alteration, Parsed, is_read, parse};

#[test]
fn hostile_texts_stay_texts() {
    for text in [
        "'",
        "\\",
        "\\'",
        "''); DROP TABLE `t`; --",
        "', `d` int NOT NULL DEFAULT '",
        " ) ENGINE=Memory",
        "`a` -- comment /* x */ # y",
        "x' COMMENT 'y",
        "?",
        "\0\u{8}\t\u{1a}\n\r\"",
        "ünïcödé \u{1f600}",
        "$$heredoc$$",
    ] {
        let column = ColumnDef::new("c").string().default(text).comment(text).take();
        let create = Table::create()
            .table("t")
            .col(column.clone())
            .comment(text)
            .take();
        let Parsed::CreateTable(table) = is_read(&create) else {
            panic!("not a table: {text}");
        };
        assert_eq!(table.columns.len(), 1, "{text}");
        let definition = table.columns[0].definition();
        let spec = definition.get_column_spec();
        assert_eq!(spec.comment.as_deref(), Some(text));
        assert_eq!(spec.default, Some(Expr::Constant(text.into())));
        assert_eq!(table.definition().get_comment().map(String::as_str), Some(text));

        let alter = Table::alter()
            .table("t")
            .add_column(column)
            .drop_column(Alias::new(text))
            .take();
        let Parsed::AlterTable(_, alterations) = is_read(&alter) else {
            panic!("not an ALTER TABLE: {text}");
        };
        assert!(
            matches!(&alterations[..], [Alteration::Add { .. }, Alteration::Drop(name)] if name == text),
            "{alterations:?}"
        );

        // In a condition it is a value, and as a literal a text.
        let delete = Query::delete()
            .from_table("t")
            .and_where(Expr::col(Alias::new(text)).eq(text))
            .and_where(Expr::col("a").eq(Expr::Constant(text.into())))
            .take();
        let Parsed::Delete(read) = is_read(&delete) else {
            panic!("not a DELETE: {text}");
        };
        assert_eq!(
            read.to_string(MysqlQueryBuilder),
            delete.to_string(MysqlQueryBuilder)
        );
    }
}

#[test]
fn hostile_names_stay_names() {
    for name in ["a`b", "`", "a b", "a.b", "a, `b` int", "?", "'", "--"] {
        let create = Table::create()
            .table(Alias::new(name))
            .col(ColumnDef::new(Alias::new(name)).integer())
            .take();
        let Parsed::CreateTable(table) = is_read(&create) else {
            panic!("not a table: {name}");
        };
        assert_eq!(table.columns.len(), 1);
        assert_eq!(table.columns[0].name, name);
    }
}

#[test]
fn what_is_not_written_as_seaquery_writes_it_is_not_read() {
    for sql in [
        "CREATE TABLE t (id UInt64) ENGINE = MergeTree ORDER BY id",
        "CREATE TABLE `t` (`id` UInt64) ENGINE = MergeTree ORDER BY `id`",
        "create table `t` ( `id` int )",
        "CREATE TABLE `t` ( `id` int );",
        "CREATE TABLE `t` ( `id` int ) ",
        "CREATE TABLE `t` ( `id` int  )",
        "CREATE TABLE `t` ( `id` int, )",
        "ALTER TABLE t DELETE WHERE id = 1",
        "ALTER TABLE `t` DELETE WHERE `id` = 1",
        "ALTER TABLE `t` ADD COLUMN `c` int AFTER `b`, ",
        "DROP TABLE `t` SYNC",
        "DROP TABLE t",
        "INSERT INTO `t` (`a`) VALUES (1), (2);",
        "INSERT INTO `t` (`a`) SELECT 1",
        "INSERT INTO `t` (`a`) VALUES (1) SETTINGS async_insert = 1",
        "DELETE FROM `t` WHERE `a` = 1; DROP TABLE `t`",
        "DELETE FROM `t` WHERE `a` = 1 -- all",
        "UPDATE `t` SET `a` = 1 WHERE `b` = /* c */ 2",
        "SELECT 1; SELECT 2",
        "SELECT `a` FROM `t` FINAL",
        "CREATE INDEX `i` ON `t` (`a`) TYPE minmax",
        "RENAME TABLE `a` TO `b`, `c` TO `d`",
        "TRUNCATE TABLE `a` SYNC",
        "",
        "CREATE TABLE `t",
        "CREATE TABLE `t` ( `c` varchar(255) DEFAULT '",
        "CREATE TABLE `t` ( `c` varchar(255) DEFAULT '\\",
        "DELETE FROM `t` WHERE ((((",
    ] {
        assert!(parse(sql, &[]).is_none(), "{sql}");
    }
    // A value too few and one too many.
    assert!(parse("DELETE FROM `t` WHERE `a` = ?", &[]).is_none());
    assert!(parse("DELETE FROM `t` WHERE `a` = ?", &[1.into(), 2.into()]).is_none());
}
