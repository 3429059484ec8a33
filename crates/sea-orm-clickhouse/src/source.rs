//! What the entity lane reads: selects of entities and of SeaQuery, and SQL text.

use sea_orm::{
    EntityTrait, QuerySelect, QueryTrait, Select, SelectFive, SelectFour, SelectSix, SelectThree, SelectTwo,
    SelectTwoMany, SelectTwoRequired, Statement, Topology, TryIntoModel,
};
use sea_query::{SelectStatement, WithQuery};
use sea_query_clickhouse::build_clickhouse;

use crate::{
    connection::{ClickHouseConnection, Totals},
    error::ClickHouseError,
    expectation::Expectation,
    row::Rows,
    select::{BothRow, ClickHouseSelect, GroupedRow, ModelRow, ModelsRow, OpenRow},
};

/// Turns a select into the entity lane: that of an entity, of several, of SeaQuery with and without WITH, and SQL text with
/// its parameters (`Statement`).
pub trait IntoClickHouseSelect {
    /// What a row is read as unless something else is said.
    type Row;

    /// This select, to be read by the entity lane: models by the types of their fields without registration, rows by the
    /// types of theirs, tuples by position, JSON under the very names of the select list.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #         pub name: String,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// use sea_orm::{entity::prelude::*, QuerySelect};
    /// use sea_orm_clickhouse::IntoClickHouseSelect;
    ///
    /// let models = event::Entity::find().clickhouse().all(&db).await?;
    /// let names: Vec<(String, i64)> = event::Entity::find()
    ///     .select_only()
    ///     .columns([event::Column::Name, event::Column::Id])
    ///     .clickhouse()
    ///     .into_tuple()
    ///     .all(&db)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    fn clickhouse(self) -> ClickHouseSelect<Self::Row>;
}

impl<E: EntityTrait> IntoClickHouseSelect for Select<E>
where
    E::ActiveModel: TryIntoModel<E::Model>,
{
    type Row = ModelRow<E>;

    fn clickhouse(self) -> ClickHouseSelect<ModelRow<E>> {
        ClickHouseSelect::of(Source::Select(Box::new(self.into_query())))
    }
}

macro_rules! select_of_several {
    ($type:ident<$($entity:ident),+ $(; $topology:ident)?> => $row:ty) => {
        impl<$($entity,)+ $($topology: Topology)?> IntoClickHouseSelect for $type<$($entity,)+ $($topology)?>
        where
            $($entity: EntityTrait,)+
        {
            type Row = $row;

            fn clickhouse(self) -> ClickHouseSelect<$row> {
                ClickHouseSelect::of(Source::Select(Box::new(self.into_query())))
            }
        }
    };
}

select_of_several!(SelectTwo<E, F> => ModelsRow<(E, F)>);
select_of_several!(SelectTwoRequired<E, F> => BothRow<E, F>);
select_of_several!(SelectTwoMany<E, F> => GroupedRow<(E, F)>);
select_of_several!(SelectThree<E, F, G; T> => ModelsRow<(E, F, G), T>);
select_of_several!(SelectFour<E, F, G, H; T> => ModelsRow<(E, F, G, H), T>);
select_of_several!(SelectFive<E, F, G, H, I; T> => ModelsRow<(E, F, G, H, I), T>);
select_of_several!(
    SelectSix<E, F, G, H, I, J; T> => ModelsRow<(E, F, G, H, I, J), T>
);

macro_rules! select_of_statement {
    ($type:ty, $statement:ident => $source:expr) => {
        impl IntoClickHouseSelect for $type {
            type Row = OpenRow;

            fn clickhouse(self) -> ClickHouseSelect<OpenRow> {
                let $statement = self;
                ClickHouseSelect::of($source)
            }
        }
    };
}

select_of_statement!(SelectStatement, select => Source::Select(Box::new(select)));
select_of_statement!(WithQuery, with => Source::With(Box::new(with)));
select_of_statement!(Statement, statement => Source::Raw(statement));

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Select(Box<SelectStatement>),
    With(Box<WithQuery>),
    Raw(Statement),
}

impl Source {
    /// The SELECT whose columns can be followed.
    pub(crate) fn select(&self) -> Option<&SelectStatement> {
        match self {
            Self::Select(select) => Some(select),
            _ => None,
        }
    }

    /// Other columns in the place of those of a SELECT.
    pub(crate) fn select_columns(&mut self, columns: impl FnOnce(Columns) -> Columns) {
        if let Self::Select(select) = self {
            let statement = std::mem::take(&mut **select);
            **select = columns(QuerySelect::select_only(Columns(statement))).0;
        }
    }

    /// Of a SELECT the first row alone.
    pub(crate) fn limit_one(&mut self) {
        if let Self::Select(select) = self {
            select.limit(1);
        }
    }

    /// Sends it, to read its rows with their totals.
    pub(crate) async fn totals(&self, db: &ClickHouseConnection) -> Result<Totals, ClickHouseError> {
        match self {
            Self::Select(select) => db.totals(&**select).await,
            Self::With(with) => db.totals(&**with).await,
            Self::Raw(statement) => db.raw_totals(statement).await,
        }
    }

    /// Sends it.
    pub(crate) async fn read(
        &self,
        db: &ClickHouseConnection,
        expectation: Expectation,
    ) -> Result<Rows, ClickHouseError> {
        match self {
            Self::Select(select) => db.read_select(select, expectation).await,
            Self::With(with) => {
                db.read(&build_clickhouse(&**with, &db.target())?, expectation)
                    .await
            }
            Self::Raw(statement) => db.read(&db.raw(statement)?, expectation).await,
        }
    }
}

/// A SELECT whose columns are told by SeaORM's partial models.
#[derive(Debug)]
pub(crate) struct Columns(SelectStatement);

impl QuerySelect for Columns {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}
