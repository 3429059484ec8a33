use sea_query::{Alias, Expr, Func, Query, SelectStatement};
use sea_query_clickhouse::{
    BuildErrorKind, Target, build_clickhouse,
    partition::Partition,
    prelude::*,
    query::{OrderBy, TableFunction},
};

use super::{TEXTS, server, string, untouched};

/// Where the grammar takes no quotes, a text that is no word is refused.
#[test]
fn words_are_refused() {
    let refused = |query: &SelectStatement, clause: &str, text: &str| {
        let error = build_clickhouse(query, &Target::default()).unwrap_err();
        assert_eq!(error.kind(), BuildErrorKind::Invalid, "{text:?}");
        assert_eq!(error.clause(), clause, "{text:?}");
        assert!(!error.to_string().contains(['\n', '\0']), "{text:?}");
    };
    let words = ["NULL", "SELECT"];
    for text in TEXTS.iter().filter(|text| !words.contains(text)) {
        let query = || Query::select().column("a").from("t").to_owned();
        refused(query().setting(*text, 1), "SETTINGS", text);
        refused(
            query().setting(format!("max_threads = 1, {text}"), 1),
            "SETTINGS",
            text,
        );
        refused(query().format(*text), "FORMAT", text);
        refused(query().format(format!("CSV {text}")), "FORMAT", text);
    }
}

/// Where nothing of that name can be, the server says so of exactly that name, and does nothing.
#[test]
fn unknown_names_stay_in_their_quotes() {
    let s = server();
    for text in TEXTS {
        // Two of them are words that mean something without quotes.
        if ["NULL", "SELECT"].contains(text) {
            continue;
        }
        for query in [
            Query::select()
                .expr(Func::cust(Alias::new(*text)).arg(1))
                .to_owned(),
            Query::select()
                .column("a")
                .from(TableFunction::new(*text).arg(1))
                .to_owned(),
            Query::select().column(*text).from("sentinel").to_owned(),
            Query::select().column("a").from(*text).to_owned(),
            Query::select()
                .column("a")
                .from("sentinel")
                .order_by_with(OrderBy::new(Expr::cust("toString(a)")).collate(*text))
                .to_owned(),
        ] {
            let sql = query.to_string(ClickHouseQueryBuilder);
            let error = s.try_run(&sql).unwrap_err();
            // 62 is a syntax error.
            assert!(!error.contains("Code: 62"), "{text:?}: {error}");
        }
        // Names of clusters, partitions and files: parsed, not run.
        let mutation = Query::delete()
            .from_table("sentinel")
            .on_cluster(*text)
            .in_partition(Partition::id(*text))
            .all_rows()
            .to_owned();
        let ast = s.run(&format!(
            "EXPLAIN AST {}",
            mutation.to_string(ClickHouseQueryBuilder)
        ));
        assert!(ast.starts_with("AlterQuery"), "{text:?}: {ast}");
        let formatted = s.run(&format!(
            "SELECT hex(formatQuerySingleLine({}))",
            string(&mutation.to_string(ClickHouseQueryBuilder))
        ));
        let again = s.run(&format!(
            "SELECT hex(formatQuerySingleLine(formatQuerySingleLine({})))",
            string(&mutation.to_string(ClickHouseQueryBuilder))
        ));
        assert_eq!(formatted, again, "{text:?}");
    }
    untouched(&s, 1);
}
