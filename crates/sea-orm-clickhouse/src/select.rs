//! The entity lane: rows read without SeaORM's `ProxyRow`, exact in types, order and keys.

use std::{marker::PhantomData, sync::Arc};

use futures_util::{Stream, stream::try_unfold};
use sea_orm::{
    ActiveModelTrait, DbErr, EntityTrait, FromQueryResult, Iterable, JsonValue, TryGetableMany, TryIntoModel,
};
use sea_query::{Iden, SelectStatement, Value};

use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    expectation::Expectation,
    json::{JsonOptions, JsonReader},
    registry::{EntityFields, Registry},
    result::{FromClickHouseRow, RowFields, RowValues, caught},
    row::{RowPlan, Rows, positional},
    source::Source,
};

/// A select of the entity lane; its rows are read as `R`.
#[derive(Clone, Debug)]
pub struct ClickHouseSelect<R> {
    source: Source,
    /// For rows that are JSON.
    json: Arc<JsonOptions>,
    row: PhantomData<fn() -> R>,
}

/// Rows of which it is still to be said what they are read as: [`into_row`](ClickHouseSelect::into_row),
/// [`into_json`](ClickHouseSelect::into_json), [`into_tuple`](ClickHouseSelect::into_tuple) or
/// [`into_model`](ClickHouseSelect::into_model).
#[derive(Debug)]
pub struct OpenRow(());

/// What a row of the entity lane is read as. It is sealed.
pub trait ClickHouseRow: sealed::Read {}

impl<R: sealed::Read> ClickHouseRow for R {}

pub(crate) mod sealed {
    use sea_orm::DbErr;
    use sea_query::{SelectStatement, Value};

    use super::{Arc, Expectation, JsonOptions, Registry, RowPlan};

    #[allow(unreachable_pub, missing_docs, private_interfaces)]
    pub trait Read: Send + 'static {
        type Item: Send;
        /// What is found out of the columns once, for all rows.
        type Reader: Send;

        /// `select` is `None` of statements whose columns are not followed.
        fn expectation(select: Option<&SelectStatement>, registry: &Registry) -> Expectation {
            select.map_or(Expectation::Unknown, |select| {
                Expectation::of_select(select, registry)
            })
        }

        /// As [`expectation`](Self::expectation), by the options of JSON.
        fn expectation_by(
            json: &Arc<JsonOptions>,
            select: Option<&SelectStatement>,
            registry: &Registry,
        ) -> Expectation {
            let _ = json;
            Self::expectation(select, registry)
        }

        fn reader(plan: &RowPlan) -> Self::Reader;

        /// As [`reader`](Self::reader), by the options of JSON.
        fn reader_by(json: &JsonOptions, plan: &RowPlan) -> Self::Reader {
            let _ = json;
            Self::reader(plan)
        }

        fn read(reader: &Self::Reader, plan: &RowPlan, values: Vec<Value>) -> Result<Self::Item, DbErr>;
    }
}

/// Rows as models of an entity.
#[derive(Debug)]
pub struct ModelRow<E>(PhantomData<fn() -> E>);

#[allow(private_interfaces)]
impl<E> sealed::Read for ModelRow<E>
where
    E: EntityTrait,
    E::Model: Send,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    type Item = E::Model;
    type Reader = Vec<Option<E::Column>>;

    fn expectation(select: Option<&SelectStatement>, _: &Registry) -> Expectation {
        select.map_or(Expectation::Unknown, |select| {
            Expectation::of_entity(select, EntityFields::of::<E>())
        })
    }

    fn reader(plan: &RowPlan) -> Self::Reader {
        let column_of = |name: &String| E::Column::iter().find(|column| column.unquoted() == name);
        plan.names.iter().map(column_of).collect()
    }

    fn read(columns: &Self::Reader, _: &RowPlan, values: Vec<Value>) -> Result<Self::Item, DbErr> {
        let mut model = <E::ActiveModel as ActiveModelTrait>::default();
        for (column, value) in columns.iter().zip(values) {
            let Some(column) = column else { continue };
            if matches!(value, Value::Array(..)) {
                caught(|| model.try_set(*column, value)).ok_or_else(|| {
                    DbErr::Type(format!(
                        "column `{}` of `{}` holds a list with a value that the field's type lacks; add it to the type, or \
                         read the column as what the server has",
                        column.unquoted(),
                        E::default().table_name()
                    ))
                })??;
            } else {
                model.try_set(*column, value)?;
            }
        }
        model.try_into_model().map_err(|error| match error {
            DbErr::AttrNotSet(column) => DbErr::Type(format!(
                "column `{column}` of `{}` is not in the result; select it, or read the rows by `into_tuple` or \
                 `into_model`",
                E::default().table_name()
            )),
            error => error,
        })
    }
}

/// Rows as a tuple, by position.
#[derive(Debug)]
pub struct TupleRow<T>(PhantomData<fn() -> T>);

#[allow(private_interfaces)]
impl<T: TryGetableMany + Send + 'static> sealed::Read for TupleRow<T> {
    type Item = T;
    type Reader = ();

    fn reader(_: &RowPlan) {}

    fn read((): &(), _: &RowPlan, values: Vec<Value>) -> Result<T, DbErr> {
        Ok(T::try_get_many_by_index(&positional(values))?)
    }
}

/// Rows as JSON objects.
#[derive(Debug)]
pub struct JsonRow(());

#[allow(private_interfaces)]
impl sealed::Read for JsonRow {
    type Item = JsonValue;
    type Reader = JsonReader;

    fn expectation_by(
        json: &Arc<JsonOptions>,
        select: Option<&SelectStatement>,
        registry: &Registry,
    ) -> Expectation {
        Expectation::Json(json.clone(), Box::new(Self::expectation(select, registry)))
    }

    fn reader(_: &RowPlan) -> JsonReader {
        JsonReader::new(&JsonOptions::default())
    }

    fn reader_by(json: &JsonOptions, _: &RowPlan) -> JsonReader {
        JsonReader::new(json)
    }

    fn read(reader: &JsonReader, plan: &RowPlan, values: Vec<Value>) -> Result<JsonValue, DbErr> {
        Ok(reader.object(plan, values)?)
    }
}

/// Rows as any result struct, by names.
#[derive(Debug)]
pub struct ResultRow<M>(PhantomData<fn() -> M>);

#[allow(private_interfaces)]
impl<M: FromQueryResult + Send + 'static> sealed::Read for ResultRow<M> {
    type Item = M;
    type Reader = ();

    fn reader(_: &RowPlan) {}

    fn read((): &(), plan: &RowPlan, values: Vec<Value>) -> Result<M, DbErr> {
        M::from_query_result(&plan.query_result(values), "")
    }
}

/// Rows as a row of the derive, or a tuple, as strict as a model.
#[derive(Debug)]
pub struct FieldRow<R>(PhantomData<fn() -> R>);

#[allow(private_interfaces)]
impl<R: FromClickHouseRow> sealed::Read for FieldRow<R> {
    type Item = R;
    type Reader = ();

    fn expectation(select: Option<&SelectStatement>, _: &Registry) -> Expectation {
        Expectation::of_fields(select, RowFields::of::<R>())
    }

    fn reader(_: &RowPlan) {}

    fn read((): &(), plan: &RowPlan, values: Vec<Value>) -> Result<R, DbErr> {
        R::read(&mut RowValues::new(plan, values)).map_err(DbErr::from)
    }
}

impl<R> ClickHouseSelect<R> {
    pub(crate) fn of(source: Source) -> Self {
        Self {
            source,
            json: Arc::default(),
            row: PhantomData,
        }
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

    /// Rows as the tuple `T`, each element the column at its position. Columns of registered entities are read exactly; for
    /// the others SeaORM's limits hold, as with [`into_model`](Self::into_model). `into_row` reads a tuple strictly.
    pub fn into_tuple<T: TryGetableMany + Send + 'static>(self) -> ClickHouseSelect<TupleRow<T>> {
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

    /// Rows as a result struct, by the names of its fields. Columns of registered entities are read exactly; for the
    /// others SeaORM's limits hold: under an `Option` a type that does not fit is read as `None`.
    pub fn into_model<M: FromQueryResult + Send + 'static>(self) -> ClickHouseSelect<ResultRow<M>> {
        self.read_as()
    }

    /// The SELECT that will run; `None` when it is a statement with WITH in front, or SQL text.
    pub fn as_query(&self) -> Option<&SelectStatement> {
        self.source.select()
    }
}

impl<R: ClickHouseRow> ClickHouseSelect<R> {
    async fn items(&self, db: &ClickHouseConnection) -> Result<Items<R>, ClickHouseError> {
        let expectation = R::expectation_by(&self.json, self.as_query(), db.registry());
        let rows = self.source.read(db, expectation).await?;
        Ok(Items {
            rows,
            json: self.json.clone(),
            reader: None,
        })
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
        let mut items = self.items(db).await?;
        let mut all = Vec::new();
        while let Some(item) = items.next().await? {
            all.push(item);
        }
        Ok(all)
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
    async fn next(&mut self) -> Result<Option<R::Item>, DbErr> {
        let Some((plan, values)) = self.rows.next().await? else {
            return Ok(None);
        };
        let reader = self.reader.get_or_insert_with(|| R::reader_by(&self.json, &plan));
        R::read(reader, &plan, values).map(Some)
    }
}
