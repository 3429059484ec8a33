//! What a row of the entity lane is read as.

use std::{marker::PhantomData, sync::Arc};

use sea_orm::{DbErr, EntityTrait, JsonValue, TryIntoModel};
use sea_query::{SelectStatement, Value};

use super::model::ModelReader;
use crate::{
    expectation::Expectation,
    json::{JsonOptions, JsonReader},
    registry::{EntityFields, Registry},
    result::{FromClickHouseRow, RowFields, RowValues},
    row::RowPlan,
};

/// Rows of which it is still to be said what they are read as: [`into_row`](super::ClickHouseSelect::into_row),
/// [`into_json`](super::ClickHouseSelect::into_json), [`into_tuple`](super::ClickHouseSelect::into_tuple) or
/// [`into_model`](super::ClickHouseSelect::into_model).
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
        fn expectation(select: Option<&SelectStatement>, registry: &Registry) -> Expectation;

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
    type Reader = ModelReader<E>;

    fn expectation(select: Option<&SelectStatement>, _: &Registry) -> Expectation {
        select.map_or(Expectation::Unknown, |select| {
            Expectation::of_entity(select, EntityFields::of::<E>())
        })
    }

    fn reader(plan: &RowPlan) -> Self::Reader {
        ModelReader::new(plan, "")
    }

    fn read(reader: &Self::Reader, _: &RowPlan, mut values: Vec<Value>) -> Result<Self::Item, DbErr> {
        reader.model(&mut values)
    }
}

/// Rows as JSON objects.
#[derive(Debug)]
pub struct JsonRow(());

#[allow(private_interfaces)]
impl sealed::Read for JsonRow {
    type Item = JsonValue;
    type Reader = JsonReader;

    fn expectation(select: Option<&SelectStatement>, registry: &Registry) -> Expectation {
        select.map_or(Expectation::Unknown, |select| {
            Expectation::of_select(select, registry)
        })
    }

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

/// Rows as a row of the derive, a tuple or a single value, as strict as a model.
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
