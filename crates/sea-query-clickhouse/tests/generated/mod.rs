//! Statements by the thousand, out of SeaQuery's tree at random: what was written must mean what was built.

mod expr;
mod random;

use sea_query::{Order, Query};
use sea_query_clickhouse::{ClickHouseQueryBuilder, ClickHouseSql, Target, build_clickhouse};

use self::{
    expr::{HOSTILE, Names, Twin},
    random::Random,
};
use crate::server::Server;

fn server() -> Server {
    let hostile = HOSTILE.replace('\\', "\\\\").replace('`', "\\`");
    Server::with(&[
        &format!(
            "CREATE TABLE t (id Int32, a Int32, b Int64, n Nullable(Int32), `{hostile}` Int16, s String, \
             m Nullable(String), list Array(Int32)) ENGINE = MergeTree ORDER BY id"
        ),
        "INSERT INTO t VALUES (1, 2, -3, NULL, 4, 'a', NULL, [1, 2]), (2, 0, 0, 0, 0, '', '', []), \
         (3, -5, 3000000000, 7, -1, 'abc', 'b%', [-1]), (4, 3, 4, 2, 1, 'Ä\\'; --', '\\\\', [5, 5, 5]), \
         (5, 255, -256, NULL, 300, 'a_c', 'a', [0])",
    ])
}

/// Evaluates expressions on every row: as built with parameters, as the text, and in parentheses throughout.
#[track_caller]
fn same_on_every_row(server: &Server, twins: &[Twin]) {
    let mut query = Query::select();
    query.column("id").from("t").order_by("id", Order::Asc);
    let mut parenthesised = String::from("SELECT id");
    for (i, twin) in twins.iter().enumerate() {
        query.expr_as(twin.expr.clone(), format!("e{i}"));
        parenthesised.push_str(&format!(", {} AS e{i}", twin.text));
    }
    parenthesised.push_str(" FROM t ORDER BY id");
    let built = build_clickhouse(&query, &Target::default()).unwrap();
    let forms = [
        built,
        ClickHouseSql::raw(query.to_string(ClickHouseQueryBuilder)),
        ClickHouseSql::raw(parenthesised),
    ];
    let answers = forms.each_ref().map(|form| server.try_run_built(form));
    if let [Ok(built), Ok(text), Ok(parenthesised)] = &answers
        && built == text
        && text == parenthesised
    {
        return;
    }
    if let [only] = twins {
        panic!(
            "{}\n{}\n{}\n{answers:#?}\n{:?}",
            forms[0].sql, forms[1].sql, forms[2].sql, only.expr
        );
    }
    twins
        .iter()
        .for_each(|twin| same_on_every_row(server, std::slice::from_ref(twin)));
    panic!("together they differ, alone they do not: {answers:#?}");
}

#[test]
fn expressions_mean_what_their_tree_says() {
    let server = server();
    let mut random = Random::new(0x5eed);
    for _ in 0..40 {
        let twins: Vec<Twin> = (0..50)
            .map(|i| {
                let names = &mut Names::of_table();
                match i % 3 {
                    0 => expr::number(&mut random, names, 4),
                    1 => expr::text(&mut random, names, 3),
                    _ => expr::condition(&mut random, names, 4),
                }
            })
            .collect();
        same_on_every_row(&server, &twins);
    }
}
