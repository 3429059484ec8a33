//! The entity lane: rows read without SeaORM's `ProxyRow`, exact in types, order and keys.

mod group;
mod model;
mod models;
mod row;
mod totals;

use std::{marker::PhantomData, sync::Arc};

use futures_util::{Stream, stream::try_unfold};
use sea_orm::{DbErr, EntityTrait, PartialModelTrait};
use sea_query::SelectStatement;

use crate::{
    connection::ClickHouseConnection, error::ClickHouseError, json::JsonOptions, result::FromClickHouseRow,
    row::Rows, source::Source,
};
use row::sealed;

pub use group::GroupedRow;
pub use models::{BothRow, ModelsRow};
pub use row::{ClickHouseRow, FieldRow, JsonRow, ModelRow, OpenRow};

/// A select of the entity lane; its rows are read as `R`.
#[derive(Clone, Debug)]
pub struct ClickHouseSelect<R> {
    source: Source,
    /// For rows that are JSON.
    json: Arc<JsonOptions>,
    row: PhantomData<fn() -> R>,
}

impl<R> ClickHouseSelect<R> {
    pub(crate) fn of(source: Source) -> Self {
        Self {
            source,
            json: Arc::default(),
            row: PhantomData,
        }
    }

    fn partial<P>(mut self) -> ClickHouseSelect<FieldRow<P>>
    where
        P: PartialModelTrait + FromClickHouseRow,
    {
        self.source.select_columns(P::select_cols);
        self.read_as()
    }

    fn read_as<S>(self) -> ClickHouseSelect<S> {
        ClickHouseSelect {
            source: self.source,
            json: self.json,
            row: PhantomData,
        }
    }

    /// Rows as a struct with the derive [`FromClickHouseRow`](crate::FromClickHouseRow), or as a tuple, read as strictly as
    /// models are: a column that is not of its field's type is an error, also under an `Option`.
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
    /// use sea_orm_clickhouse::{FromClickHouseRow, IntoClickHouseSelect};
    ///
    /// #[derive(Debug, FromClickHouseRow)]
    /// struct Kind {
    ///     kind: String,
    ///     events: i64,
    ///     last: Option<i64>,
    /// }
    ///
    /// let kinds: Vec<Kind> = event::Entity::find()
    ///     .select_only()
    ///     .column(event::Column::Kind)
    ///     .column_as(event::Column::Id.count(), "events")
    ///     .column_as(event::Column::Id.max(), "last")
    ///     .group_by(event::Column::Kind)
    ///     .clickhouse()
    ///     .into_row()
    ///     .all(&db)
    ///     .await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn into_row<S: FromClickHouseRow>(self) -> ClickHouseSelect<FieldRow<S>> {
        self.read_as()
    }

    /// Rows by position: as a tuple of up to twelve values, as a single value (`i64`, `Option<String>`, ..), or as a tuple
    /// struct with the derive [`FromClickHouseRow`](crate::FromClickHouseRow). It has as many values as the result has
    /// columns, and is read as strictly as a model. A single value of a type of your own, such as an enum, is `(Kind,)`.
    ///
    /// ```no_run
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
    /// use sea_orm::{DbBackend, Statement};
    /// use sea_orm_clickhouse::IntoClickHouseSelect;
    ///
    /// let sql = |sql: &str| Statement::from_string(DbBackend::MySql, sql).clickhouse();
    /// let kinds: Vec<(String, Option<i64>)> =
    ///     sql("SELECT kind, max(size) FROM event GROUP BY kind").into_tuple().all(&db).await?;
    /// let newest: Option<i64> = sql("SELECT max(id) FROM event").into_tuple().one(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A row that is read by name is no tuple:
    ///
    /// ```compile_fail
    /// use sea_orm_clickhouse::{ClickHouseSelect, FieldRow, FromClickHouseRow, OpenRow};
    ///
    /// #[derive(FromClickHouseRow)]
    /// struct Named {
    ///     id: i64,
    /// }
    /// let ending: fn(ClickHouseSelect<OpenRow>) -> ClickHouseSelect<FieldRow<Named>> = ClickHouseSelect::into_tuple;
    /// ```
    pub fn into_tuple<T: FromClickHouseRow>(self) -> ClickHouseSelect<FieldRow<T>> {
        const {
            assert!(
                !T::BY_NAME,
                "a struct with names is read by its names: call `into_model` instead of `into_tuple`"
            );
        }
        self.read_as()
    }

    /// Rows as JSON objects, under the names of the select list; of two columns with one name the first stays.
    ///
    /// | ClickHouse | JSON |
    /// |---|---|
    /// | Bool | `true`, `false` |
    /// | Int8 to Int64, UInt8 to UInt64, Interval (of its unit) | a number with all its digits; of 64 bits by option a string |
    /// | Int128, UInt128, Int256, UInt256 | a string |
    /// | Float32, Float64, BFloat16 | a number; NaN and the infinities are an error, by option `null` or a string |
    /// | Decimal | a string with all digits of its scale: `"1.50"` |
    /// | String, FixedString (without the NUL bytes at its end) | a string; not UTF-8 is an error, by option base64 |
    /// | Enum8, Enum16 | the name, a string |
    /// | UUID, IPv4, IPv6 | a string |
    /// | Date, Date32 | a string: `"2020-01-02"` |
    /// | DateTime, DateTime64 | a string, in UTC: `"2020-01-02T03:04:05.678Z"` |
    /// | Time, Time64 | a string: `"03:04:05.678"`, `"-999:59:59"` |
    /// | Array, Nested, QBit, Ring, LineString, MultiLineString, Polygon, MultiPolygon | an array |
    /// | Tuple with names | an object |
    /// | Tuple without names, Point | an array |
    /// | Map | an object whose names are the texts of the keys; a key that is there twice is an error |
    /// | Map whose keys are arrays, tuples, maps or variants | an array of `[key, value]` |
    /// | Variant, Dynamic, Geometry | what its value is |
    /// | JSON | itself |
    /// | AggregateFunction | its state as a String, which is seldom UTF-8: base64 by option |
    /// | SimpleAggregateFunction, LowCardinality, Nullable | what is in it, or `null` |
    ///
    /// The field of a registered entity decides where it is something else in JSON: a `Vec<u8>` is base64, a `Json` or a
    /// struct of serde is the document in its String column, an enum with numbers is a number, a date-time has its field's
    /// offset or none.
    pub fn into_json(self) -> ClickHouseSelect<JsonRow> {
        self.read_as()
    }

    /// As [`into_json`](Self::into_json), with options.
    pub fn into_json_with(mut self, options: JsonOptions) -> ClickHouseSelect<JsonRow> {
        self.json = Arc::new(options);
        self.read_as()
    }

    /// Rows as a struct with the derive [`FromClickHouseRow`](crate::FromClickHouseRow), by the names of its fields. The model
    /// of an entity can have the derive too.
    ///
    /// SeaORM's `FromQueryResult` is not enough here: it says nothing of the types of the fields, and takes a column that
    /// does not fit an `Option`, or is missing, for NULL. Structs that have no other derive are read by SeaORM's own
    /// `into_model`, without `.clickhouse()`.
    ///
    /// ```compile_fail
    /// use sea_orm::FromQueryResult;
    /// use sea_orm_clickhouse::{ClickHouseSelect, OpenRow};
    ///
    /// #[derive(FromQueryResult)]
    /// struct Loose {
    ///     id: Option<i64>,
    /// }
    /// let ending = ClickHouseSelect::<OpenRow>::into_model::<Loose>;
    /// ```
    pub fn into_model<M: FromClickHouseRow>(self) -> ClickHouseSelect<FieldRow<M>> {
        const {
            assert!(
                M::BY_NAME,
                "a tuple is read by position: call `into_tuple` instead of `into_model`"
            );
        }
        self.read_as()
    }

    /// The SELECT that will run; `None` when it is a statement with WITH in front, or SQL text.
    pub fn as_query(&self) -> Option<&SelectStatement> {
        self.source.select()
    }
}

impl<E: EntityTrait> ClickHouseSelect<ModelRow<E>> {
    /// The columns that a partial model names, read as strictly as a model. It has two derives: SeaORM's tells the columns,
    /// [`FromClickHouseRow`](crate::FromClickHouseRow) the types.
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
    /// use sea_orm::{DerivePartialModel, entity::prelude::*, sea_query::Func};
    /// use sea_orm_clickhouse::{FromClickHouseRow, IntoClickHouseSelect};
    ///
    /// #[derive(Debug, DerivePartialModel, FromClickHouseRow)]
    /// #[sea_orm(entity = "event::Entity")]
    /// struct Kind {
    ///     #[sea_orm(from_col = "kind")]
    ///     name: String,
    ///     #[sea_orm(from_expr = "Expr::from(Func::upper(Expr::col(event::Column::Kind)))")]
    ///     upper: String,
    /// }
    ///
    /// let kinds: Vec<Kind> = event::Entity::find().clickhouse().into_partial_model().all(&db).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The derive of SeaORM alone is not enough, for what it reads under an `Option` is `None` when it does not fit:
    ///
    /// ```compile_fail
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
    /// # use sea_orm::{DerivePartialModel, entity::prelude::*};
    /// # use sea_orm_clickhouse::IntoClickHouseSelect;
    /// #[derive(DerivePartialModel)]
    /// #[sea_orm(entity = "event::Entity")]
    /// struct Partial {
    ///     id: i64,
    /// }
    /// let select = event::Entity::find().clickhouse().into_partial_model::<Partial>();
    /// ```
    pub fn into_partial_model<P>(self) -> ClickHouseSelect<FieldRow<P>>
    where
        P: PartialModelTrait + FromClickHouseRow,
    {
        self.partial()
    }
}

impl<E, F> ClickHouseSelect<BothRow<E, F>> {
    /// The columns that a partial model names, one that has others nested in it, as of
    /// [`Entity::find`](ClickHouseSelect::into_partial_model).
    pub fn into_partial_model<P>(self) -> ClickHouseSelect<FieldRow<P>>
    where
        P: PartialModelTrait + FromClickHouseRow,
    {
        self.partial()
    }
}

impl<T, Topology> ClickHouseSelect<ModelsRow<T, Topology>> {
    /// The columns that a partial model names, one that has others nested in it, as of
    /// [`Entity::find`](ClickHouseSelect::into_partial_model).
    pub fn into_partial_model<P>(self) -> ClickHouseSelect<FieldRow<P>>
    where
        P: PartialModelTrait + FromClickHouseRow,
    {
        self.partial()
    }
}

impl<R: ClickHouseRow> ClickHouseSelect<R> {
    async fn items(&self, db: &ClickHouseConnection) -> Result<Items<R>, ClickHouseError> {
        let expectation = R::expectation_by(&self.json, self.as_query(), db.registry());
        // Not boxed, it would be a large part of the future of every function that reads.
        let rows = Box::pin(self.source.read(db, expectation)).await?;
        Ok(Items::new(rows, &self.json))
    }

    /// The first row. A limit of one is set, but in WITH and in SQL text, of whose rows the first is taken.
    ///
    /// # Errors
    ///
    /// When the statement cannot be built, the server refuses it, or a column does not fit its field.
    pub async fn one(mut self, db: &ClickHouseConnection) -> Result<Option<R::Item>, DbErr> {
        self.source.limit_one();
        let Items { rows, json, .. } = self.items(db).await?;
        match rows.one().await? {
            Some((plan, values)) => R::read(&R::reader_by(&json, &plan), &plan, values).map(Some),
            None => Ok(None),
        }
    }

    /// All rows.
    ///
    /// # Errors
    ///
    /// As [`one`](Self::one).
    pub async fn all(self, db: &ClickHouseConnection) -> Result<Vec<R::Item>, DbErr> {
        self.items(db).await?.all().await
    }

    /// The rows as they arrive. Dropping the stream frees its place in the pool at once.
    ///
    /// # Errors
    ///
    /// As [`one`](Self::one); an error in a later row is an item of the stream.
    pub async fn stream(
        self,
        db: &ClickHouseConnection,
    ) -> Result<impl Stream<Item = Result<R::Item, DbErr>> + Send + use<R>, DbErr> {
        let items = self.items(db).await?;
        Ok(try_unfold(items, |mut items| async move {
            Ok(items.next().await?.map(|item| (item, items)))
        }))
    }
}

/// The rows of a response, read as `R`.
struct Items<R: sealed::Read> {
    rows: Rows,
    json: Arc<JsonOptions>,
    reader: Option<R::Reader>,
}

impl<R: sealed::Read> Items<R> {
    fn new(rows: Rows, json: &Arc<JsonOptions>) -> Self {
        Self {
            rows,
            json: json.clone(),
            reader: None,
        }
    }

    async fn all(mut self) -> Result<Vec<R::Item>, DbErr> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await? {
            all.push(item);
        }
        Ok(all)
    }

    async fn next(&mut self) -> Result<Option<R::Item>, DbErr> {
        let Some((plan, values)) = self.rows.next().await? else {
            return Ok(None);
        };
        let reader = self.reader.get_or_insert_with(|| R::reader_by(&self.json, &plan));
        R::read(reader, &plan, values).map(Some)
    }
}
