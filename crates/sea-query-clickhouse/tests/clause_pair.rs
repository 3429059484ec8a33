//! Every pair of clauses on one SELECT: the server parses it, and neither is lost.

use sea_query::{
    Asterisk, CommonTableExpression, Cond, Expr, ExprTrait, Func, NullOrdering, Order, Query,
    SelectStatement, UnionType, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    ClickHouseQueryBuilder, ClickHouseSql, Target, build_clickhouse,
    prelude::*,
    query::{Columns, Interpolate, Join, Limit, OrderBy, TableFunction, WithFill},
};

use crate::server::Server;

/// The name of a clause, what sets it, and what it must write.
type Clause = (&'static str, fn(&mut SelectStatement), &'static str);

fn arm() -> SelectStatement {
    Query::select().column(Asterisk).from("other").to_owned()
}

#[rustfmt::skip]
const CLAUSES: &[Clause] = &[
    ("cte", |q| { q.with_cte(WithClause::new().cte(CommonTableExpression::new().table_name("c").query(arm()).to_owned()).to_owned()); },
        "`c` AS (SELECT * FROM `other`)"),
    ("recursive cte", |q| { q.with_cte(WithClause::new().recursive(true).cte(CommonTableExpression::new().table_name("c").query(arm()).to_owned()).to_owned()); },
        "WITH RECURSIVE "),
    ("with expression", |q| { q.with_expr("low", 7); }, "7 AS `low`"),
    ("distinct", |q| { q.distinct(); }, "SELECT DISTINCT "),
    ("distinct on", |q| { q.distinct_on(["k"]); }, "SELECT DISTINCT ON (`k`) "),
    ("distinct on expressions", |q| { q.distinct_on_exprs([Expr::col("k").add(1)]); }, "SELECT DISTINCT ON (`k` + 1) "),
    ("columns", |q| { q.expr(Columns::matching("^k").except(["x"])); }, "COLUMNS('^k') EXCEPT (`x`)"),
    ("window item", |q| { q.expr_window_as(Func::cust("rank"), WindowStatement::partition_by("k"), "r"); }, "rank() OVER (PARTITION BY `k`) AS `r`"),
    ("second table", |q| { q.from(TableFunction::numbers(3).alias("n")); }, ", numbers(3) AS `n`"),
    ("final", |q| { q.final_(); }, " FINAL"),
    ("final of a joined table", |q| { q.join_with(Join::new("f").final_().using(["id"])); }, " INNER JOIN `f` FINAL USING (`id`)"),
    ("sample", |q| { q.sample_offset(0.1, 0.5); }, " SAMPLE 0.1 OFFSET 0.5"),
    ("join", |q| { q.left_join("l", Expr::col(("l", "id")).equals(("t", "id"))); }, " LEFT JOIN `l` ON `l`.`id` = `t`.`id`"),
    ("join using", |q| { q.join_with(Join::new("u").any().left().using(["id", "k"])); }, " LEFT ANY JOIN `u` USING (`id`, `k`)"),
    ("global join", |q| { q.join_with(Join::new("g").global().using(["id"])); }, " GLOBAL INNER JOIN `g` USING (`id`)"),
    ("cross join", |q| { q.join_with(Join::new("x").cross()); }, " CROSS JOIN `x`"),
    ("paste join", |q| { q.join_with(Join::new("p").paste()); }, " PASTE JOIN `p`"),
    ("array join", |q| { q.array_join([Expr::col("tags")]); }, " ARRAY JOIN `tags`"),
    ("left array join", |q| { q.left_array_join([Expr::col("more")]); }, " LEFT ARRAY JOIN `more`"),
    ("prewhere", |q| { q.prewhere(Expr::col("p").gt(1).or(Expr::col("p").lt(0))); }, "`p` > 1 OR `p` < 0"),
    ("where", |q| { q.cond_where(Cond::any().add(Expr::col("w").eq(1)).add(Expr::col("w").eq(2))); }, "`w` = 1 OR `w` = 2"),
    ("group by", |q| { q.group_by_col("k"); }, " GROUP BY `k`"),
    ("group by all", |q| { q.group_by_all(); }, " GROUP BY ALL"),
    ("grouping sets", |q| { q.grouping_sets([vec![Expr::col("k")], vec![]]); }, " GROUP BY GROUPING SETS ((`k`), ())"),
    ("rollup", |q| { q.group_by_col("k").with_rollup(); }, " WITH ROLLUP"),
    ("cube", |q| { q.group_by_col("k").with_cube(); }, " WITH CUBE"),
    ("totals", |q| { q.with_totals(); }, " WITH TOTALS"),
    ("having", |q| { q.and_having(Expr::col("h").gt(1)); }, "`h` > 1"),
    ("window", |q| { q.window("v", WindowStatement::new().order_by("k", Order::Asc).to_owned()); }, "`v` AS (ORDER BY `k` ASC)"),
    ("second window", |q| { q.window_with("v2", WindowStatement::partition_by("k")); }, "`v2` AS (PARTITION BY `k`)"),
    ("qualify", |q| { q.qualify(Expr::col("q").eq(1)); }, " QUALIFY `q` = 1"),
    ("union", |q| { q.union(UnionType::Distinct, arm().order_by("z", Order::Asc).limit(2).take()); }, " UNION DISTINCT (SELECT * FROM `other` ORDER BY `z` ASC LIMIT 2)"),
    ("except", |q| { q.union(UnionType::Except, arm().setting("max_threads", 3).take()); }, " EXCEPT DISTINCT (SELECT * FROM `other` SETTINGS max_threads = 3)"),
    ("intersect", |q| { q.union(UnionType::Intersect, arm().final_().take()); }, " INTERSECT DISTINCT (SELECT * FROM `other` FINAL)"),
    ("order by", |q| { q.order_by_with_nulls("o", Order::Desc, NullOrdering::First); }, "`o` DESC NULLS FIRST"),
    ("order by position", |q| { q.order_by_expr(Expr::val(1), Order::Asc); }, "1 ASC"),
    ("order by all", |q| { q.order_by_all(Order::Desc, None); }, " ORDER BY ALL DESC"),
    ("fill", |q| { q.order_by_with(OrderBy::new(Expr::col("fl")).collate("en").fill(WithFill::new().from(1).to(5).step(2))); }, "`fl` ASC COLLATE 'en' WITH FILL FROM 1 TO 5 STEP 2"),
    ("interpolate", |q| { q.order_by_with(OrderBy::new(Expr::col("n")).fill(WithFill::new())).interpolate([Interpolate::with("i", Expr::col("i").add(1))]); }, " INTERPOLATE (`i` AS `i` + 1)"),
    ("limit by", |q| { q.limit_by(2, [Expr::col("b")]); }, " LIMIT 2 BY `b`"),
    ("limit by offset", |q| { q.limit_by_offset(3, 4, [Expr::col("b")]); }, " LIMIT 3 OFFSET 4 BY `b`"),
    ("limit by all", |q| { q.limit_by_all(6); }, " LIMIT 6 BY ALL"),
    ("limit", |q| { q.limit(8); }, " LIMIT 8"),
    ("offset", |q| { q.offset(9); }, " OFFSET 9"),
    ("limit from the end", |q| { q.limit_with(Limit::last(5)); }, " LIMIT -5"),
    ("offset of a share", |q| { q.offset_with(0.25); }, " OFFSET 0.25"),
    ("ties", |q| { q.order_by("o", Order::Asc).limit(8).with_ties(); }, " WITH TIES"),
    ("setting", |q| { q.setting("max_block_size", 77); }, "max_block_size = 77"),
    ("second setting", |q| { q.setting("max_threads", 2); }, "max_threads = 2"),
    ("format", |q| { q.format("JSON"); }, " FORMAT JSON"),
];

/// Of these a statement has one: the later replaces the earlier.
const SETTERS: [&[&str]; 4] = [
    &["cte", "recursive cte"],
    &["distinct", "distinct on"],
    &["limit by", "limit by offset"],
    &["limit", "ties"],
];

/// The pairs that contradict each other, and the clause that the sentence begins with.
const REFUSED: &[(&str, &str, &str)] = &[
    ("distinct on", "limit by all", "DISTINCT ON"),
    ("distinct on expressions", "limit by all", "DISTINCT ON"),
    ("limit by", "limit by all", "LIMIT BY"),
    ("limit by offset", "limit by all", "LIMIT BY"),
    ("distinct", "distinct on expressions", "DISTINCT ON"),
    ("distinct on", "distinct on expressions", "DISTINCT ON"),
    ("distinct on", "limit by", "DISTINCT ON"),
    ("distinct on", "limit by offset", "DISTINCT ON"),
    ("distinct on", "ties", "WITH TIES"),
    ("distinct on expressions", "limit by", "DISTINCT ON"),
    ("distinct on expressions", "limit by offset", "DISTINCT ON"),
    ("distinct on expressions", "ties", "WITH TIES"),
    ("group by", "group by all", "GROUP BY"),
    ("group by", "grouping sets", "GROUP BY"),
    ("group by all", "grouping sets", "GROUP BY"),
    ("group by all", "rollup", "GROUP BY"),
    ("group by all", "cube", "GROUP BY"),
    ("grouping sets", "rollup", "GROUP BY"),
    ("grouping sets", "cube", "GROUP BY"),
    ("grouping sets", "totals", "WITH TOTALS"),
    ("rollup", "cube", "WITH CUBE"),
    ("order by", "order by all", "ORDER BY ALL"),
    ("order by position", "order by all", "ORDER BY ALL"),
    ("order by all", "fill", "ORDER BY ALL"),
    ("order by all", "interpolate", "ORDER BY ALL"),
    ("order by all", "ties", "ORDER BY ALL"),
    ("limit", "limit from the end", "LIMIT"),
    ("offset", "limit from the end", "OFFSET"),
    ("offset", "offset of a share", "LIMIT"),
    ("limit from the end", "ties", "LIMIT"),
];

/// Whether the server parses each of the statements, asked in one go.
fn parsed(server: &Server, statements: &[&str]) -> Vec<bool> {
    let quoted: Vec<_> = statements
        .iter()
        .map(|statement| format!("'{}'", statement.replace('\\', "\\\\").replace('\'', "\\'")))
        .collect();
    let sql = format!(
        "SELECT isNotNull(formatQuerySingleLineOrNull(arrayJoin([{}])))",
        quoted.join(", ")
    );
    let answer = server.run_built(&ClickHouseSql::raw(sql));
    answer.lines().map(|line| line == "1").collect()
}

#[test]
fn every_pair_of_clauses() {
    let server = Server::new();
    let mut texts = Vec::new();
    for (i, one) in CLAUSES.iter().enumerate() {
        for (j, other) in CLAUSES.iter().enumerate() {
            let replaces = SETTERS
                .iter()
                .any(|setter| setter.contains(&one.0) && setter.contains(&other.0));
            if i == j || replaces {
                continue;
            }
            let names = format!("{} + {}", one.0, other.0);
            let mut query = Query::select().column("k").from("t").to_owned();
            one.1(&mut query);
            other.1(&mut query);
            let built = build_clickhouse(&query, &Target::default()).map_err(|error| error.to_string());
            let (first, second) = if i < j { (one.0, other.0) } else { (other.0, one.0) };
            let refused = REFUSED.iter().find(|(a, b, _)| (*a, *b) == (first, second));
            match (built, refused) {
                (Ok(built), None) => {
                    let text = query.to_string(ClickHouseQueryBuilder);
                    for piece in [one.2, other.2] {
                        assert!(text.contains(piece), "{names}: {piece} is not in {text}");
                    }
                    texts.extend([text, built.sql].map(|text| (names.clone(), text)));
                }
                (Err(error), Some((.., clause))) if error.starts_with(clause) => {}
                (built, refused) => panic!("{names}: {built:?}, but {refused:?}"),
            }
        }
    }
    let statements: Vec<_> = texts.iter().map(|(_, text)| text.as_str()).collect();
    let parsed = parsed(&server, &statements);
    assert_eq!(parsed.len(), texts.len());
    let wrong: Vec<_> = texts.iter().zip(parsed).filter(|(_, parsed)| !parsed).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
