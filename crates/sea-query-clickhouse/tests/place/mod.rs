//! Every clause of SELECT in every place where a query stands: the outermost, a sub-query, a common table expression and
//! an arm of a union, each alone.

mod group;
mod order;
mod source;
mod table_function;

use sea_query::{Asterisk, CommonTableExpression, Query, SelectStatement, UnionType, WithClause};
use sea_query_clickhouse::{ClickHouseSql, Target, build_clickhouse, prelude::*, query::TableFunction};

use crate::server::Server;

fn server() -> Server {
    Server::with(&[
        "CREATE TABLE e (id UInt32, k UInt8, v Nullable(Int32), name String, tags Array(String), version UInt8) \
         ENGINE = ReplacingMergeTree(version) ORDER BY id SAMPLE BY id",
        "SYSTEM STOP MERGES e",
        "INSERT INTO e VALUES (1, 1, 10, 'a', ['x', 'y'], 1), (2, 1, NULL, 'b', [], 1), (3, 2, 30, 'c', ['z'], 1)",
        "INSERT INTO e VALUES (3, 2, 31, 'd', ['z'], 2)",
        "CREATE TABLE o (id UInt32, at UInt32, w UInt8) ENGINE = MergeTree ORDER BY (id, at)",
        "INSERT INTO o VALUES (1, 0, 7), (1, 1, 8), (3, 9, 9)",
        "CREATE VIEW above AS SELECT id FROM e WHERE id > {low:UInt32}",
    ])
}

/// The rows without their order.
fn sorted(answer: &str) -> Vec<&str> {
    let mut rows: Vec<_> = answer.split('\n').filter(|row| !row.is_empty()).collect();
    rows.sort_unstable();
    rows
}

pub(super) struct Places {
    pub(super) s: Server,
}

impl Places {
    /// Checks the text and the rows of a query in each place.
    #[track_caller]
    pub(super) fn check(&self, query: &SelectStatement, text: &str, rows: &str) {
        self.one(query, text, rows);
        let sub_query = Query::select()
            .column(Asterisk)
            .from_subquery(query.clone(), "q")
            .to_owned();
        let inside = format!("SELECT * FROM ({text}) AS `q`");
        self.one(&sub_query, &inside, rows);
        let cte = CommonTableExpression::new()
            .table_name("q")
            .query(query.clone())
            .to_owned();
        let with = Query::select()
            .column(Asterisk)
            .from("q")
            .with_cte(WithClause::new().cte(cte).to_owned())
            .to_owned();
        self.one(&with, &format!("WITH `q` AS ({text}) SELECT * FROM `q`"), rows);
        let mut union = sub_query;
        union.union(UnionType::All, query.clone());
        self.one(
            &union,
            &format!("{inside} UNION ALL ({text})"),
            &format!("{rows}\n{rows}"),
        );
    }

    /// Checks a query by its literals and by its parameters.
    #[track_caller]
    pub(super) fn one(&self, query: &SelectStatement, text: &str, rows: &str) {
        assert_eq!(query.to_string(ClickHouseQueryBuilder), text);
        let built = build_clickhouse(query, &Target::default()).unwrap();
        let mut literal = ClickHouseSql::raw(text);
        literal.requirements = built.requirements.clone();
        for sql in [built, literal] {
            assert_eq!(sorted(&self.s.run_built(&sql)), sorted(rows), "{}", sql.sql);
        }
    }
}

pub(super) fn places() -> Places {
    Places { s: server() }
}

pub(super) fn ids() -> SelectStatement {
    Query::select().column("id").from("e").to_owned()
}

pub(super) fn numbers(count: u64) -> SelectStatement {
    Query::select()
        .column("number")
        .from(TableFunction::numbers(count))
        .to_owned()
}
