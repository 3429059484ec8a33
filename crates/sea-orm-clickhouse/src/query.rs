use sea_orm::QueryTrait;
use sea_query::{DeleteStatement, InsertStatement, IntoCondition, SelectStatement, UpdateStatement};
use sea_query_clickhouse::{
    SettingValue,
    query::{
        ClickHouseDeleteStatementExt, ClickHouseInsertStatementExt, ClickHouseSelectStatementExt,
        ClickHouseUpdateStatementExt,
    },
};

/// ClickHouse's clauses on every select of SeaORM: `Entity::find()` and what is made of it by joins, relations and
/// `select_only`.
///
/// ```
/// use sea_orm::{entity::prelude::*, QueryTrait};
/// use sea_orm_clickhouse::ClickHouseQueryExt;
/// use sea_query_clickhouse::ClickHouseQueryBuilder;
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
/// let query = event::Entity::find().final_().prewhere(event::Column::Port.eq(53)).setting("max_threads", 4);
/// assert_eq!(
///     query.as_query().to_string(ClickHouseQueryBuilder),
///     "SELECT `event`.`id`, `event`.`port` FROM `event` FINAL PREWHERE `event`.`port` = 53 SETTINGS max_threads = 4"
/// );
/// ```
pub trait ClickHouseQueryExt: Sized {
    /// `FINAL`: rows as merges will leave them. See [`ClickHouseSelectStatementExt::final_`].
    fn final_(self) -> Self;

    /// `PREWHERE`: see [`ClickHouseSelectStatementExt::prewhere`].
    fn prewhere(self, condition: impl IntoCondition) -> Self;

    /// `SAMPLE`: see [`ClickHouseSelectStatementExt::sample`].
    fn sample(self, ratio: f64) -> Self;

    /// `SAMPLE ... OFFSET`: see [`ClickHouseSelectStatementExt::sample_offset`].
    fn sample_offset(self, ratio: f64, offset: f64) -> Self;

    /// `SETTINGS`: see [`ClickHouseSelectStatementExt::setting`].
    fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self;
}

impl<Q> ClickHouseQueryExt for Q
where
    Q: QueryTrait<QueryStatement = SelectStatement>,
{
    fn final_(mut self) -> Self {
        self.query().final_();
        self
    }

    fn prewhere(mut self, condition: impl IntoCondition) -> Self {
        self.query().prewhere(condition);
        self
    }

    fn sample(mut self, ratio: f64) -> Self {
        self.query().sample(ratio);
        self
    }

    fn sample_offset(mut self, ratio: f64, offset: f64) -> Self {
        self.query().sample_offset(ratio, offset);
        self
    }

    fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        ClickHouseSelectStatementExt::setting(self.query(), name, value);
        self
    }
}

/// Settings on SeaORM's inserts.
pub trait ClickHouseInsertExt: Sized {
    /// `SETTINGS`: see [`ClickHouseInsertStatementExt::settings`].
    fn settings<N, V>(self, settings: impl IntoIterator<Item = (N, V)>) -> Self
    where
        N: Into<String>,
        V: Into<SettingValue>;
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

/// Settings on SeaORM's updates.
pub trait ClickHouseUpdateExt: Sized {
    /// `SETTINGS`, such as `mutations_sync`: see [`ClickHouseUpdateStatementExt::setting`].
    fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self;
}

impl<Q> ClickHouseUpdateExt for Q
where
    Q: QueryTrait<QueryStatement = UpdateStatement>,
{
    fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        ClickHouseUpdateStatementExt::setting(self.query(), name, value);
        self
    }
}

/// Settings on SeaORM's deletes.
pub trait ClickHouseDeleteExt: Sized {
    /// `SETTINGS`, such as `mutations_sync`: see [`ClickHouseDeleteStatementExt::setting`].
    fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self;
}

impl<Q> ClickHouseDeleteExt for Q
where
    Q: QueryTrait<QueryStatement = DeleteStatement>,
{
    fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        ClickHouseDeleteStatementExt::setting(self.query(), name, value);
        self
    }
}
