//! Rows with their totals.

use sea_orm::DbErr;

use super::{ClickHouseRow, ClickHouseSelect, FieldRow, Items};
use crate::{connection::ClickHouseConnection, error::ClickHouseError, result::FromClickHouseRow};

impl<R: ClickHouseRow> ClickHouseSelect<R> {
    /// All rows of a select [`with_totals`](crate::ClickHouseQueryExt::with_totals), and the totals as a row of the same kind.
    ///
    /// The totals are those of the server, by its settings `totals_mode` and what HAVING, LIMIT and ORDER BY mean for them;
    /// the columns of GROUP BY have the zero of their type in them. Rows and totals are of one answer, of one moment.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub id: i64,
    /// #         pub kind: String,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// use sea_orm::{entity::prelude::*, QuerySelect};
    /// use sea_orm_clickhouse::{ClickHouseQueryExt, IntoClickHouseSelect};
    ///
    /// let (kinds, (_, all)): (Vec<(String, i64)>, _) = event::Entity::find()
    ///     .select_only()
    ///     .column(event::Column::Kind)
    ///     .column_as(event::Column::Id.count(), "events")
    ///     .group_by(event::Column::Kind)
    ///     .with_totals()
    ///     .clickhouse()
    ///     .into_tuple::<(String, i64)>()
    ///     .all_with_totals(&db)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The server leaves the totals out of the Native format. So the rows come as text, with the totals behind them, and the
    /// server reads that text again to answer in Native: three requests in all, and the text of the rows is in memory. Every
    /// type is exact in it but Variant, Dynamic, JSON, Geometry and states of aggregate functions, which are refused.
    ///
    /// # Errors
    ///
    /// As [`one`](Self::one), and for a select without totals, a column of a type that a text does not hold exactly, and a
    /// user with `readonly = 1`, who may not send the settings.
    pub async fn all_with_totals(self, db: &ClickHouseConnection) -> Result<(Vec<R::Item>, R::Item), DbErr> {
        self.totals::<R>(db).await
    }

    /// As [`all_with_totals`](Self::all_with_totals), with the totals as another row: one without the columns of GROUP BY,
    /// whose zero may be no value of their fields' types.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// use sea_orm::{DbBackend, Statement};
    /// use sea_orm_clickhouse::{FromClickHouseRow, IntoClickHouseSelect};
    ///
    /// #[derive(FromClickHouseRow)]
    /// struct Totals {
    ///     events: u64,
    /// }
    ///
    /// let sql = "SELECT kind, count() AS events FROM event GROUP BY kind WITH TOTALS";
    /// let select = Statement::from_string(DbBackend::MySql, sql).clickhouse();
    /// let (kinds, totals) = select.into_json().all_with_totals_as::<Totals>(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`all_with_totals`](Self::all_with_totals).
    pub async fn all_with_totals_as<T: FromClickHouseRow>(
        self,
        db: &ClickHouseConnection,
    ) -> Result<(Vec<R::Item>, T), DbErr> {
        self.totals::<FieldRow<T>>(db).await
    }

    async fn totals<T: ClickHouseRow>(
        self,
        db: &ClickHouseConnection,
    ) -> Result<(Vec<R::Item>, T::Item), DbErr> {
        let text = self.source.totals(db).await?;
        let expectation = R::expectation_by(&self.json, self.as_query(), db.registry());
        let rows = db.rows_of_totals(&text, expectation).await?;
        let all = Items::<R>::new(rows, &self.json).all().await?;
        let expectation = T::expectation_by(&self.json, self.as_query(), db.registry());
        let row = db.row_of_totals(&text, expectation).await?;
        match Items::<T>::new(row, &self.json).next().await? {
            Some(totals) => Ok((all, totals)),
            None => Err(ClickHouseError::protocol("the server did not read the row of totals").into()),
        }
    }
}
