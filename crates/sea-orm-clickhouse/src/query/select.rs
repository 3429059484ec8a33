use sea_orm::QueryTrait;
use sea_query::{Expr, IntoCondition, IntoIden, NullOrdering, Order, SelectStatement, WindowStatement};
use sea_query_clickhouse::{
    SettingValue,
    query::{ArrayJoin, ClickHouseSelectStatementExt, Interpolate, Join, Limit, OrderBy},
};

macro_rules! select_clauses {
    ($(#[$trait_doc:meta])* $trait:ident: $($(#[$doc:meta])* $name:ident $(<$generic:ident: $bound:path>)? ($($arg:ident: $type:ty),*);)*) => {
        $(#[$trait_doc])*
        pub trait $trait: Sized {
            $(
                $(#[$doc])*
                #[doc = concat!(" See [`ClickHouseSelectStatementExt::", stringify!($name), "`].")]
                fn $name $(<$generic: $bound>)? (self $(, $arg: $type)*) -> Self;
            )*

            /// `SETTINGS name = value, ...`, one after the other.
            fn settings<N, V>(self, settings: impl IntoIterator<Item = (N, V)>) -> Self
            where
                N: Into<String>,
                V: Into<SettingValue>,
            {
                settings
                    .into_iter()
                    .fold(self, |select, (name, value)| select.setting(name, value))
            }
        }

        impl<Q> $trait for Q
        where
            Q: QueryTrait<QueryStatement = SelectStatement>,
        {
            $(
                fn $name $(<$generic: $bound>)? (mut self $(, $arg: $type)*) -> Self {
                    ClickHouseSelectStatementExt::$name(self.query() $(, $arg)*);
                    self
                }
            )*
        }
    };
}

select_clauses! {
    /// ClickHouse's clauses on every select of SeaORM: `Entity::find()` and what is made of it by joins, relations and
    /// `select_only`.
    ///
    /// They hold in whatever way the select ends: `all`, `one`, `stream`, `count`, `exists`, `paginate`, `cursor_by`,
    /// as a loader's select and as a sub-query. Where SeaORM takes something out of the select that a clause needs,
    /// or adds what contradicts it, an error says so: `count`, `exists`, the totals of `paginate` and `cursor_by`
    /// drop ORDER BY, and with it the rows of WITH FILL and (but for a cursor, which has an order) the ties of WITH
    /// TIES; `one`, the pages of `paginate` and a cursor's `first` set a LIMIT beside that of [`limit_with`](Self::limit_with); `exists` drops the select
    /// list, whose aliases QUALIFY may name. LIMIT BY and DISTINCT ON take the first rows by the order of the cursor,
    /// where there is one.
    ///
    /// ```
    /// use sea_orm::{entity::prelude::*, ExprTrait, QueryOrder, QuerySelect, QueryTrait, sea_query::Order};
    /// use sea_orm_clickhouse::ClickHouseQueryExt;
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, query::{Interpolate, Join, Limit, OrderBy, WithFill}};
    ///
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #         pub port: i32,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// use event::Column::{Id, Port};
    /// let port = || Expr::col(Port.as_column_ref());
    /// let find = || event::Entity::find().select_only().column(Port);
    /// let quote = || Join::new("host").left().any().global().on(Expr::col(("host", "port")).equals(Port.as_column_ref()));
    /// for (select, sql) in [
    ///     (find().final_(), " FINAL"),
    ///     (find().join_with(quote().final_()), " GLOBAL LEFT ANY JOIN `host` FINAL ON `host`.`port` = `event`.`port`"),
    ///     (find().sample(0.1), " SAMPLE 0.1"),
    ///     (find().sample_offset(0.1, 0.5), " SAMPLE 0.1 OFFSET 0.5"),
    ///     (find().prewhere(Port.eq(53)), " PREWHERE `event`.`port` = 53"),
    ///     (find().array_join([Expr::col("tags")]), " ARRAY JOIN `tags`"),
    ///     (find().left_array_join([Expr::col("tags")]), " LEFT ARRAY JOIN `tags`"),
    ///     (find().group_by_all(), " GROUP BY ALL"),
    ///     (find().group_by(Port).with_rollup(), " GROUP BY `event`.`port` WITH ROLLUP"),
    ///     (find().group_by(Port).with_cube(), " GROUP BY `event`.`port` WITH CUBE"),
    ///     (find().grouping_sets([vec![port()], vec![]]), " GROUP BY GROUPING SETS ((`event`.`port`), ()) HAVING count() >= 0"),
    ///     (find().qualify(Expr::cust("count() OVER ()").gt(3)), " QUALIFY (count() OVER ()) > 3"),
    ///     (find().order_by_all(Order::Desc, None), " ORDER BY ALL DESC"),
    ///     (
    ///         find().order_by_with(OrderBy::new(port()).fill(WithFill::new())).interpolate([Interpolate::keep("id")]),
    ///         " ORDER BY `event`.`port` ASC WITH FILL INTERPOLATE (`id`)",
    ///     ),
    ///     (find().limit_by(2, [port()]), " LIMIT 2 BY `event`.`port`"),
    ///     (find().limit_by_offset(2, 1, [port()]), " LIMIT 2 OFFSET 1 BY `event`.`port`"),
    ///     (find().limit_by_all(2), " LIMIT 2 BY ALL"),
    ///     (find().limit_with(Limit::last(3)).offset_with(1), " LIMIT -3 OFFSET 1"),
    ///     (find().order_by_asc(Id).limit(3).with_ties(), " ORDER BY `event`.`id` ASC LIMIT 3 WITH TIES"),
    ///     (
    ///         find().settings([("max_threads", 4), ("max_block_size", 100)]),
    ///         " SETTINGS max_threads = 4, max_block_size = 100",
    ///     ),
    /// ] {
    ///     assert_eq!(
    ///         select.as_query().to_string(ClickHouseQueryBuilder),
    ///         format!("SELECT `event`.`port` FROM `event`{sql}")
    ///     );
    /// }
    /// assert_eq!(
    ///     find().distinct_on_exprs([port()]).with_expr("low", 1024).as_query().to_string(ClickHouseQueryBuilder),
    ///     "WITH 1024 AS `low` SELECT DISTINCT ON (`event`.`port`) `event`.`port` FROM `event`"
    /// );
    /// ```
    ClickHouseQueryExt:
    /// `FINAL`: rows as merges will leave them.
    final_();
    /// `FINAL` of a joined table.
    final_of(table: impl IntoIden);
    /// `SAMPLE ratio`.
    sample(ratio: f64);
    /// `SAMPLE ratio OFFSET offset`.
    sample_offset(ratio: f64, offset: f64);
    /// `SAMPLE` of a joined table.
    sample_of(table: impl IntoIden, ratio: f64);
    /// `SAMPLE ... OFFSET` of a joined table.
    sample_offset_of(table: impl IntoIden, ratio: f64, offset: f64);
    /// `WITH expr AS name`.
    with_expr(name: impl IntoIden, expr: impl Into<Expr>);
    /// `DISTINCT ON (exprs)`.
    distinct_on_exprs<E: Into<Expr>>(exprs: impl IntoIterator<Item = E>);
    /// A join with strictness, GLOBAL, FINAL or SAMPLE.
    join_with(join: Join);
    /// `ARRAY JOIN arrays`.
    array_join<A: Into<ArrayJoin>>(arrays: impl IntoIterator<Item = A>);
    /// `LEFT ARRAY JOIN arrays`.
    left_array_join<A: Into<ArrayJoin>>(arrays: impl IntoIterator<Item = A>);
    /// `PREWHERE condition`.
    prewhere(condition: impl IntoCondition);
    /// `GROUP BY ALL`.
    group_by_all();
    /// `GROUP BY GROUPING SETS (sets)`.
    grouping_sets(sets: impl IntoIterator<Item = Vec<Expr>>);
    /// `WITH ROLLUP`.
    with_rollup();
    /// `WITH CUBE`.
    with_cube();
    /// `WITH TOTALS`, which a connection refuses, as its format has no such row.
    with_totals();
    /// `WINDOW name AS (window)`.
    window_with(name: impl IntoIden, window: WindowStatement);
    /// `QUALIFY condition`.
    qualify(condition: impl IntoCondition);
    /// `ORDER BY ... COLLATE ... WITH FILL ...`.
    order_by_with(order: OrderBy);
    /// `ORDER BY ALL`.
    order_by_all(order: Order, nulls: Option<NullOrdering>);
    /// `INTERPOLATE (columns)`.
    interpolate(columns: impl IntoIterator<Item = Interpolate>);
    /// `LIMIT n BY exprs`.
    limit_by<E: Into<Expr>>(limit: impl Into<Limit>, exprs: impl IntoIterator<Item = E>);
    /// `LIMIT n OFFSET m BY exprs`.
    limit_by_offset<E: Into<Expr>>(limit: impl Into<Limit>, offset: impl Into<Limit>, exprs: impl IntoIterator<Item = E>);
    /// `LIMIT n BY ALL`.
    limit_by_all(limit: impl Into<Limit>);
    /// `LIMIT` from the end, or of a share.
    limit_with(limit: impl Into<Limit>);
    /// `OFFSET` from the end, or of a share.
    offset_with(offset: impl Into<Limit>);
    /// `WITH TIES` after LIMIT.
    with_ties();
    /// `SETTINGS name = value`.
    setting(name: impl Into<String>, value: impl Into<SettingValue>);
}
