use crate::server::Server;
use sea_query::extension::postgres::PgExpr;
use sea_query::*;
use sea_query_clickhouse::{
    aggregate::over,
    func::{self, array},
    prelude::*,
    query::*,
    *,
};

fn show<S: ClickHouseStatement>(s: &Server, name: &str, q: &S, text: String) {
    println!("== {name}\n  {text}");
    match build_clickhouse(q, &Target::default()) {
        Err(e) => println!("  REFUSED {e}"),
        Ok(b) => {
            let mut raw = ClickHouseSql::raw(text.clone());
            raw.requirements = b.requirements.clone();
            let a = s.try_run_built(&b);
            let c = s.try_run_built(&raw);
            let cut = |r: &Result<String, String>| match r {
                Ok(x) => x.trim().replace('\n', " | "),
                Err(x) => format!("ERR {}", x.chars().take(250).collect::<String>()),
            };
            if a == c {
                println!("  = {}", cut(&a));
            } else {
                println!("  BUILT {}\n  -> {}\n  TEXT -> {}", b.sql, cut(&a), cut(&c));
            }
        }
    }
}
macro_rules! probe {
    ($s:ident, $name:literal, $q:expr) => {{
        let q = $q.to_owned();
        let t = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            q.to_string(ClickHouseQueryBuilder)
        }))
        .unwrap_or_else(|_| "PANIC".into());
        show(&$s, $name, &q, t);
    }};
}

#[test]
fn probe() {
    std::panic::set_hook(Box::new(|_| {}));
    let s = Server::with(&[
        "CREATE TABLE t (id UInt32, k UInt8, v Nullable(Int32), u UInt64, name String, tags Array(String), m Map(String, UInt32), at DateTime) ENGINE=MergeTree ORDER BY id",
        "INSERT INTO t VALUES (1,1,10,18446744073709551000,'a',['x','y'],{'a':1},'2024-01-01 00:00:00'),(2,1,NULL,2,'b',[],{},'2024-01-02 00:00:00'),(3,2,30,3,'c',['z'],{'b':2},'2024-01-03 00:00:00')",
    ]);
    for st in [
        "CREATE TABLE big (id UInt32, e Enum8('it\\'s'=1,'b'=2), n Nested(a UInt8, b String), m Map(String, UInt32), tu Tuple(x Int32, y String), j JSON, ar Array(Nullable(Int32)), d DateTime DEFAULT now(), s String) ENGINE=MergeTree ORDER BY id SETTINGS enable_block_number_column=1, enable_block_offset_column=1",
    ] {
        s.run(st);
    }
    let vals = |f: &dyn Fn(&mut InsertStatement)| {
        let mut i = Query::insert();
        i.into_table("big");
        f(&mut i);
        i
    };
    probe!(
        s,
        "nested",
        vals(&|i| {
            i.columns(["id", "n.a", "n.b"]).values_panic([
                1.into(),
                vec![1, 2].into(),
                vec!["x", "y"].into(),
            ]);
        })
    );
    probe!(
        s,
        "map tuple json",
        vals(&|i| {
            i.columns(["id", "m", "tu", "j", "ar", "e"]).values_panic([
                1.into(),
                Expr::cust("map('a', 1)"),
                Expr::tuple([Expr::val(1), Expr::val("it's")]),
                Expr::val(serde_json::json!({"a": {"b": 1}})),
                Expr::val(Value::Array(
                    ArrayType::Int,
                    Some(Box::new(vec![1.into(), Value::Int(None)])),
                )),
                "it's".into(),
            ]);
        })
    );
    probe!(
        s,
        "exprs",
        vals(&|i| {
            i.columns(["id", "s", "d"]).values_panic([
                Expr::val(1).add(1),
                Func::upper("a").into(),
                Expr::Keyword(Keyword::Default),
            ]);
        })
    );
    probe!(
        s,
        "null in non-null",
        vals(&|i| {
            i.columns(["id", "s"])
                .values_panic([1.into(), Expr::val(Value::String(None))]);
        })
    );
    probe!(
        s,
        "subquery in values",
        vals(&|i| {
            i.columns(["id", "s"]).values_panic([
                Expr::SubQuery(
                    None,
                    Box::new(
                        Query::select()
                            .expr(Expr::col("id").max())
                            .from("t")
                            .to_owned()
                            .into(),
                    ),
                ),
                "x".into(),
            ]);
        })
    );
    let sel = || {
        Query::select()
            .columns(["id", "name"])
            .from("t")
            .and_where(Expr::col("id").gt(1))
            .to_owned()
    };
    probe!(
        s,
        "insert select",
        vals(&|i| {
            i.columns(["id", "s"]).select_from(sel()).unwrap();
        })
    );
    probe!(
        s,
        "insert select settings both",
        vals(&|i| {
            i.columns(["id", "s"])
                .select_from(sel().setting("max_threads", 1).to_owned())
                .unwrap()
                .settings([("max_block_size", 5)]);
        })
    );
    probe!(
        s,
        "insert select cte",
        vals(&|i| {
            i.columns(["id", "s"])
                .select_from(
                    Query::select()
                        .columns(["id", "name"])
                        .from("c")
                        .with_cte(
                            WithClause::new()
                                .cte(
                                    CommonTableExpression::new()
                                        .table_name("c")
                                        .query(sel())
                                        .to_owned(),
                                )
                                .to_owned(),
                        )
                        .to_owned(),
                )
                .unwrap();
        })
    );
    let ins = vals(&|i| {
        i.columns(["id", "s"])
            .select_from(Query::select().columns(["id", "name"]).from("c").to_owned())
            .unwrap()
            .settings([("max_block_size", 5)]);
    });
    probe!(
        s,
        "with insert",
        ins.with(
            WithClause::new()
                .cte(
                    CommonTableExpression::new()
                        .table_name("c")
                        .query(sel())
                        .to_owned()
                )
                .to_owned()
        )
    );
    probe!(
        s,
        "insert select union",
        vals(&|i| {
            i.columns(["id", "s"])
                .select_from(
                    sel()
                        .union(UnionType::All, sel())
                        .order_by("id", Order::Asc)
                        .limit(1)
                        .to_owned(),
                )
                .unwrap();
        })
    );
    probe!(
        s,
        "insert select with_expr",
        vals(&|i| {
            i.columns(["id", "s"])
                .select_from(
                    Query::select()
                        .expr(Expr::col("x"))
                        .column("name")
                        .from("t")
                        .with_expr("x", 5)
                        .to_owned(),
                )
                .unwrap();
        })
    );
    println!("{}", s.run("SELECT * EXCEPT d FROM big ORDER BY id, s"));
    probe!(
        s,
        "update subquery",
        Query::update()
            .table("big")
            .value(
                "s",
                Expr::SubQuery(
                    None,
                    Box::new(
                        Query::select()
                            .expr(Func::cust("max").arg(Expr::col("name")))
                            .from("t")
                            .to_owned()
                            .into()
                    )
                )
            )
            .and_where(Expr::col("id").in_subquery(Query::select().column("id").from("t").to_owned()))
            .setting("mutations_sync", 2)
    );
    probe!(
        s,
        "update case",
        Query::update()
            .table("big")
            .value(
                "s",
                Expr::case(Expr::col("id").eq(1), "one").finally(Expr::col("s"))
            )
            .all_rows()
            .setting("mutations_sync", 2)
    );
    probe!(
        s,
        "update light",
        Query::update()
            .table("big")
            .value("s", Func::upper(Expr::col("s")))
            .and_where(Expr::col("id").eq(2))
            .lightweight()
    );
    probe!(
        s,
        "update qualified",
        Query::update()
            .table("big")
            .value("s", "q")
            .and_where(Expr::col(("big", "id")).eq(2))
            .setting("mutations_sync", 2)
    );
    probe!(
        s,
        "update light qualified",
        Query::update()
            .table("big")
            .value("s", "q")
            .and_where(Expr::col(("big", "id")).eq(2))
            .lightweight()
    );
    probe!(
        s,
        "delete light partition",
        Query::delete()
            .from_table("big")
            .in_partition(sea_query_clickhouse::partition::Partition::All)
            .and_where(Expr::col("id").eq(3))
            .lightweight()
    );
    probe!(
        s,
        "delete light tuple()",
        Query::delete()
            .from_table("big")
            .in_partition(sea_query_clickhouse::partition::Partition::Values(vec![]))
            .and_where(Expr::col("id").eq(3))
            .lightweight()
    );
    probe!(
        s,
        "delete alter id",
        Query::delete()
            .from_table("big")
            .in_partition(sea_query_clickhouse::partition::Partition::Id("all".into()))
            .and_where(Expr::col("id").eq(3))
            .setting("mutations_sync", 2)
    );
    probe!(
        s,
        "delete exists correlated",
        Query::delete()
            .from_table("big")
            .and_where(Expr::exists(
                Query::select()
                    .expr(Expr::val(1))
                    .from_as("t", "x")
                    .and_where(Expr::col(("x", "id")).eq(99))
                    .to_owned()
            ))
            .setting("mutations_sync", 2)
    );
    probe!(
        s,
        "delete in list",
        Query::delete()
            .from_table("big")
            .and_where(Expr::col("id").is_in([7, 8]))
            .lightweight()
    );
    probe!(
        s,
        "delete cond any",
        Query::delete()
            .from_table("big")
            .cond_where(Cond::any())
            .lightweight()
    );
    probe!(
        s,
        "delete not in empty",
        Query::delete()
            .from_table("big")
            .and_where(Expr::col("id").is_not_in(Vec::<i32>::new()))
            .lightweight()
    );
    probe!(
        s,
        "recursive i32",
        Query::select().column("n").from("r").with_cte(
            WithClause::new()
                .recursive(true)
                .cte(
                    CommonTableExpression::new()
                        .table_name("r")
                        .query(
                            Query::select()
                                .expr_as(Expr::val(1), "n")
                                .union(
                                    UnionType::All,
                                    Query::select()
                                        .expr(Expr::col("n").add(1))
                                        .from("r")
                                        .and_where(Expr::col("n").lt(3))
                                        .to_owned()
                                )
                                .to_owned()
                        )
                        .to_owned()
                )
                .to_owned()
        )
    );
    probe!(
        s,
        "order by cast str",
        Query::select()
            .column("id")
            .from("t")
            .order_by_expr(Expr::col("u").rem_(), Order::Asc)
    );
}
trait Rem {
    fn rem_(self) -> Expr;
}
impl Rem for Expr {
    fn rem_(self) -> Expr {
        self.modulo(10).mul(-1).add(5).div(2)
    }
}
