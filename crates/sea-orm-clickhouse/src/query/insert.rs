use sea_orm::QueryTrait;
use sea_query::InsertStatement;
use sea_query_clickhouse::{SettingValue, query::ClickHouseInsertStatementExt};

/// ClickHouse's settings on SeaORM's inserts: `Entity::insert`, `Entity::insert_many` and what is made of them.
///
/// ```
/// use sea_orm::{entity::prelude::*, QueryTrait, Set};
/// use sea_orm_clickhouse::ClickHouseInsertExt;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
///
/// # mod event {
/// #     use sea_orm::entity::prelude::*;
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
/// #     #[sea_orm(table_name = "event")]
/// #     pub struct Model {
/// #         #[sea_orm(primary_key, auto_increment = false)]
/// #         pub id: i64,
/// #     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// let insert = || event::Entity::insert(event::ActiveModel { id: Set(1) });
/// for (insert, settings) in [
///     (insert().setting("insert_quorum", 2), "insert_quorum = 2"),
///     (
///         insert().settings([("max_insert_threads", 4), ("insert_quorum", 2)]),
///         "max_insert_threads = 4, insert_quorum = 2",
///     ),
///     (insert().async_insert(true), "async_insert = 1"),
///     (
///         insert().async_insert(true).wait_for_async_insert(false),
///         "async_insert = 1, wait_for_async_insert = 0",
///     ),
///     (insert().insert_deduplication_token("batch 7"), "insert_deduplication_token = 'batch 7'"),
/// ] {
///     assert_eq!(
///         insert.as_query().to_string(ClickHouseQueryBuilder),
///         format!("INSERT INTO `event` (`id`) SETTINGS {settings} VALUES (1)")
///     );
/// }
/// ```
pub trait ClickHouseInsertExt: Sized {
    /// `SETTINGS name = value, ...`: see [`ClickHouseInsertStatementExt::settings`].
    fn settings<N, V>(self, settings: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<SettingValue>;

    /// `SETTINGS name = value`; a later value of a name replaces an earlier one.
    fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        self.settings([(name, value)])
    }

    /// Whether the server collects the rows of several inserts into one part. An insert of several rows is sent with
    /// `async_insert = 0` unless this says otherwise; one of a single row leaves it to the server, which collects since
    /// ClickHouse 26.2.
    ///
    /// Source: <https://clickhouse.com/docs/optimize/asynchronous-inserts>.
    fn async_insert(self, on: bool) -> Self {
        self.setting("async_insert", on)
    }

    /// Whether an asynchronous insert is answered when its rows are stored, as it is by default. Without, it is answered when the
    /// server has taken them: an error on the way into the table is seen by nobody.
    ///
    /// Source: <https://clickhouse.com/docs/optimize/asynchronous-inserts#return-modes>.
    fn wait_for_async_insert(self, on: bool) -> Self {
        self.setting("wait_for_async_insert", on)
    }

    /// A name for the rows of this insert: a later one of the same name is left out by the server, whatever its rows,
    /// so that it can be sent again after an error of the network. The table must keep names: a replicated one does,
    /// another with the setting `non_replicated_deduplication_window`.
    ///
    /// The number of rows that SeaORM is told is that of the statement, also where the server left them out.
    ///
    /// Source: <https://clickhouse.com/docs/guides/developer/deduplicating-inserts-on-retries>.
    fn insert_deduplication_token(self, token: impl Into<String>) -> Self {
        self.setting("insert_deduplication_token", token.into())
    }
}

impl<Q> ClickHouseInsertExt for Q
where
    Q: QueryTrait<QueryStatement = InsertStatement>,
{
    fn settings<N, V>(mut self, settings: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<SettingValue>,
    {
        self.query().settings(settings);
        self
    }
}
