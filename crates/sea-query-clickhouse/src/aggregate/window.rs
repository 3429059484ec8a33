//! A function over a window as an expression, which SeaQuery has in the select list only.

use sea_query::{
    Expr, Func, FunctionCall, IntoIden, OverStatement, Query, SelectExpr, SelectStatement, SubQueryStatement,
    WindowSelectType, WindowStatement,
};

use crate::clause::Clause;

/// The name of the function node that carries it. A builder of another database writes it as a function, which its
/// server does not know.
const CARRIER: &str = "clickhouse_over";

/// `call OVER (window)` or `call OVER name` as an expression: in ORDER BY and QUALIFY, in arithmetic, inside of other
/// functions. In the select list, SeaQuery's `expr_window` does the same.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Order, Query, WindowSelectType, WindowStatement};
/// use sea_query_clickhouse::{aggregate::{lag, over}, prelude::*};
///
/// let window = WindowStatement::new().order_by("at", Order::Asc).take();
/// let change = Expr::col("price").sub(over(lag([Expr::col("price")]), WindowSelectType::Query(window)));
/// assert_eq!(
///     Query::select().expr(change).from("t").to_string(ClickHouseQueryBuilder),
///     "SELECT `price` - lag(`price`) OVER (ORDER BY `at` ASC) FROM `t`"
/// );
/// ```
///
/// Source: <https://clickhouse.com/docs/sql-reference/window-functions>.
pub fn over(call: impl Into<Expr>, window: WindowSelectType) -> Expr {
    // A SELECT is the only node of SeaQuery that holds a window.
    let select = Query::select()
        .expr(SelectExpr {
            expr: call.into(),
            alias: None,
            window: Some(window),
        })
        .to_owned();
    Expr::FunctionCall(Func::cust(CARRIER).arg(Expr::SubQuery(None, Box::new(select.into()))))
}

/// A window that starts from a named one: it has its partitions, and its order where it has one, and adds an order or
/// a frame.
///
/// ```
/// use sea_query::{Expr, ExprTrait, Order, OrderedStatement, Query, WindowStatement};
/// use sea_query_clickhouse::{aggregate::window_of, prelude::*};
///
/// let window = window_of("w").order_by("at", Order::Asc).take();
/// let query = Query::select()
///     .expr_window(Expr::col("bytes").sum(), window)
///     .from("event")
///     .window("w", WindowStatement::partition_by("port"))
///     .to_owned();
/// assert_eq!(
///     query.to_string(ClickHouseQueryBuilder),
///     "SELECT sumOrNull(`bytes`) OVER (`w` ORDER BY `at` ASC) FROM `event` WINDOW `w` AS (PARTITION BY `port`)"
/// );
/// ```
///
/// Source: <https://clickhouse.com/docs/sql-reference/window-functions>.
pub fn window_of(name: impl IntoIden) -> WindowStatement {
    let mut window = WindowStatement::new();
    window.add_partition_by(Clause::WindowOf(name.into_iden().to_string()).into_expr());
    window
}

/// Whether a function call carries a function over a window.
pub(crate) fn is_over(call: &FunctionCall) -> bool {
    matches!(call.get_func(), Func::Custom(name) if name.inner() == CARRIER)
}

/// The SELECT whose only item is the function over its window.
pub(crate) fn over_parts(call: &FunctionCall) -> Option<&SelectStatement> {
    match call.get_args() {
        [Expr::SubQuery(None, query)] => match &**query {
            SubQueryStatement::SelectStatement(select) => Some(select),
            _ => None,
        },
        _ => None,
    }
}
