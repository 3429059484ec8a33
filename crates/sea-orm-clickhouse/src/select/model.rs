//! Models out of the columns of a row.

use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, Iterable, TryIntoModel};
use sea_query::{Iden, Value};

use crate::{
    registry::EntityFields,
    result::{caught, tells_absence},
    row::RowPlan,
};

/// Which columns of a row make a model.
#[derive(Debug)]
pub struct ModelReader<E: EntityTrait> {
    prefix: &'static str,
    columns: Vec<ModelColumn<E::Column>>,
}

#[derive(Debug)]
struct ModelColumn<C> {
    position: usize,
    column: C,
    /// Whether the field is no `Option`.
    required: bool,
    /// Whether a NULL says that an outer join found nothing.
    tells_absence: bool,
}

impl<E> ModelReader<E>
where
    E: EntityTrait,
    E::ActiveModel: TryIntoModel<E::Model>,
{
    /// The columns whose names are the prefix and the name of the entity's column; of two with one name the first.
    pub(crate) fn new(plan: &RowPlan, prefix: &'static str) -> Self {
        let fields = EntityFields::of::<E>();
        let find = |column: E::Column| {
            let name = column.unquoted();
            let mut names = plan.names.iter();
            let position = names.position(|found| found.strip_prefix(prefix) == Some(name))?;
            Some(ModelColumn {
                position,
                required: fields.requires(name),
                tells_absence: plan.types.get(position).is_some_and(tells_absence),
                column,
            })
        };
        Self {
            prefix,
            columns: E::Column::iter().filter_map(find).collect(),
        }
    }

    /// The model, whose values are taken out of the row.
    pub(crate) fn model(&self, values: &mut [Value]) -> Result<E::Model, DbErr> {
        let mut model = <E::ActiveModel as ActiveModelTrait>::default();
        for column in &self.columns {
            let Some(value) = values.get_mut(column.position) else {
                continue;
            };
            let value = std::mem::replace(value, Value::Bool(None));
            if column.required && !value.is_some() {
                return Err(self.error(
                    column.column.unquoted(),
                    "holds NULL, but the field is no Option; make it an Option, or select ifNull(..)",
                ));
            }
            if matches!(value, Value::Array(..)) {
                caught(|| model.try_set(column.column, value)).ok_or_else(|| {
                    self.error(
                        column.column.unquoted(),
                        "holds a list with a value that the field's type lacks; add it to the type, or read the column as \
                         what the server has",
                    )
                })??;
            } else {
                model.try_set(column.column, value).map_err(|error| {
                    let what = format!(
                        "holds a value that the field's type lacks; add it to the type, or read the column as what the \
                         server has: {error}"
                    );
                    self.error(column.column.unquoted(), &what)
                })?;
            }
        }
        model.try_into_model().map_err(|error| match error {
            DbErr::AttrNotSet(column) => self.error(
                &column,
                "is not in the result; select it, or read the rows by `into_tuple` or `into_model`",
            ),
            error => error,
        })
    }

    /// The model, or `None` where an outer join found none: all columns are NULL.
    pub(crate) fn optional(&self, values: &mut [Value]) -> Result<Option<E::Model>, DbErr> {
        let mut telling = self
            .columns
            .iter()
            .filter(|column| column.tells_absence)
            .peekable();
        let is_told = telling.peek().is_some();
        let is_null =
            |column: &ModelColumn<_>| values.get(column.position).is_some_and(|value| !value.is_some());
        if is_told && telling.all(is_null) {
            return Ok(None);
        }
        self.model(values).map(Some)
    }

    fn error(&self, column: &str, sentence: &str) -> DbErr {
        DbErr::Type(format!(
            "column `{}{column}` of `{}` {sentence}",
            self.prefix,
            E::default().table_name()
        ))
    }
}
