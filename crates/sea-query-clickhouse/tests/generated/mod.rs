//! Statements by the thousand, out of SeaQuery's tree at random: what was written must mean what was built.

mod expr;
mod random;
mod select;

use sea_query::{Order, Query, TableName};
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseSql, ColumnTypes, DataType, Parameter, Target, build_clickhouse,
};

use self::{
    expr::{HOSTILE, Names, Twin},
    random::Random,
};
use crate::server::Server;

/// The types of the columns of the table.
struct Table;

impl ColumnTypes for Table {
    fn data_type(&self, table: &TableName, column: &str) -> Option<DataType> {
        let name = match column {
            _ if *table != TableName::from("t") => return None,
            "id" | "a" => "Int32",
            "b" => "Int64",
            "n" => "Nullable(Int32)",
            "s" => "String",
            "m" => "Nullable(String)",
            "list" => "Array(Int32)",
            HOSTILE => "Int16",
            _ => return None,
        };
        name.parse().ok()
    }
}

fn server() -> Server {
    let hostile = HOSTILE.replace('\\', "\\\\").replace('`', "\\`");
    Server::with(&[
        &format!(
            "CREATE TABLE t (id Int32, a Int32, b Int64, n Nullable(Int32), `{hostile}` Int16, s String, \
             m Nullable(String), list Array(Int32)) ENGINE = ReplacingMergeTree ORDER BY id"
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
        build_clickhouse(&query, &Target::default().columns(&Table)).unwrap(),
        ClickHouseSql::raw(query.to_string(ClickHouseQueryBuilder)),
        ClickHouseSql::raw(parenthesised),
    ];
    let answers = forms.each_ref().map(|form| server.try_run_built(form));
    if let [Ok(built), Ok(typed), Ok(text), Ok(parenthesised)] = &answers
        && built == text
        && typed == text
        && text == parenthesised
    {
        return;
    }
    if let [only] = twins {
        panic!(
            "{}\n{answers:#?}\n{:?}",
            forms.map(|form| form.sql).join("\n"),
            only.expr
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
    for _ in 0..20 {
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

/// The literal that a parameter stands for.
fn literal(parameter: &Parameter) -> String {
    match parameter.data_type {
        DataType::String => format!("'{}'", parameter.text.replace('\'', "\\'")),
        _ => parameter.text.clone(),
    }
}

/// The built form with its parameters put in.
fn put_in(built: &ClickHouseSql) -> String {
    let places: Vec<_> = built
        .parameters
        .iter()
        .map(|parameter| {
            (
                format!("{{{}:{}}}", parameter.name, parameter.data_type),
                parameter,
            )
        })
        .collect();
    let (mut sql, mut rest) = (String::new(), built.sql.as_str());
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        sql.push_str(before);
        rest = match places.iter().find(|(place, _)| from.starts_with(place)) {
            None => {
                sql.push('{');
                &from[1..]
            }
            Some((place, parameter)) => {
                match (&parameter.data_type, before.ends_with("IN ")) {
                    // The values of a list.
                    (DataType::Array(_), true) => {
                        sql.push_str(&format!("({})", &parameter.text[1..parameter.text.len() - 1]));
                    }
                    _ => sql.push_str(&literal(parameter)),
                }
                &from[place.len()..]
            }
        };
    }
    sql + rest
}

/// The trees of statements as the server writes them, asked in one go.
fn trees(server: &Server, statements: &[String]) -> Vec<String> {
    let quoted: Vec<_> = statements
        .iter()
        .map(|statement| format!("'{}'", statement.replace('\\', "\\\\").replace('\'', "\\'")))
        .collect();
    let sql = format!(
        "SELECT ifNull(formatQuerySingleLineOrNull(arrayJoin([{}])), 'not parsed')",
        quoted.join(", ")
    );
    let answer = server.run_built(&ClickHouseSql::raw(sql));
    answer.lines().map(str::to_owned).collect()
}

#[test]
fn queries_with_parameters_are_the_queries_without() {
    let server = server();
    let mut random = Random::new(0xc11c);
    let (mut texts, mut filled) = (Vec::new(), Vec::new());
    for i in 0..1_000 {
        let query = select::sorted(select::select(&mut random, 3), 3);
        let target = match i % 2 {
            0 => Target::default(),
            _ => Target::default().columns(&Table),
        };
        let built = build_clickhouse(&query, &target).unwrap();
        let mut text = ClickHouseSql::raw(query.to_string(ClickHouseQueryBuilder));
        text.requirements = built.requirements.clone();
        texts.push(text.sql.clone());
        filled.push(put_in(&built));
        if i % 9 > 0 {
            continue;
        }
        let answers = [&built, &text].map(|form| server.try_run_built(form));
        if let [Ok(built), Ok(text)] = &answers
            && built == text
        {
            continue;
        }
        panic!(
            "{}\n{:?}\n{}\n{answers:#?}",
            built.sql, built.parameters, text.sql
        );
    }
    for (texts, filled) in texts.chunks(200).zip(filled.chunks(200)) {
        let (texts, filled) = (trees(&server, texts), trees(&server, filled));
        assert_eq!(texts.len(), filled.len());
        for (text, filled) in texts.iter().zip(&filled) {
            assert_ne!(text, "not parsed");
            assert_eq!(text, filled);
        }
    }
}
