//! The values of one row, taken one field after the other.

use std::{
    any::TypeId,
    panic::{AssertUnwindSafe, catch_unwind},
};

use sea_query::{OptionEnum, Value, ValueType};
use serde_json::Value as Json;

use super::FromClickHouseRow;
use crate::{error::ClickHouseError, row::RowPlan};

/// How much of a value an error repeats.
const SHOWN: usize = 64;

/// The values of a row in the order of its fields.
#[derive(Debug)]
pub struct RowValues<'a> {
    plan: &'a RowPlan,
    values: std::vec::IntoIter<Value>,
    field: usize,
    group: usize,
}

impl<'a> RowValues<'a> {
    pub(crate) fn new(plan: &'a RowPlan, values: Vec<Value>) -> Self {
        Self {
            plan,
            values: values.into_iter(),
            field: 0,
            group: 0,
        }
    }

    /// Whether the column of the next field is not in the result. Then the field is passed over.
    #[doc(hidden)]
    pub fn is_absent(&mut self) -> bool {
        let absent = !self.is_there(self.field);
        self.field += usize::from(absent);
        absent
    }

    fn is_there(&self, field: usize) -> bool {
        self.plan
            .picks()
            .and_then(|picks| picks.data_type(field))
            .is_some()
    }

    /// The value of the next field.
    #[doc(hidden)]
    pub fn value<T: ValueType>(&mut self) -> Result<T, ClickHouseError> {
        let value = self.next()?;
        let read = if value.is_some() || T::is_option() {
            self.read_value(value)
        } else {
            Err(self.null())
        };
        self.field += 1;
        read
    }

    /// The list of the next field.
    #[doc(hidden)]
    pub fn list<T: ValueType>(&mut self) -> Result<Vec<T>, ClickHouseError> {
        let list = self.elements();
        let list = list.and_then(|list| list.ok_or_else(|| self.null()));
        self.field += 1;
        list
    }

    /// The list of the next field, or NULL.
    #[doc(hidden)]
    pub fn optional_list<T: ValueType>(&mut self) -> Result<Option<Vec<T>>, ClickHouseError> {
        let list = self.elements();
        self.field += 1;
        list
    }

    fn read_value<T: ValueType>(&self, value: Value) -> Result<T, ClickHouseError> {
        let kept = may_refuse::<T>(&value).then(|| value.clone());
        let read = match value {
            list @ Value::Array(..) => caught(|| T::try_from(list).ok()).flatten(),
            value => T::try_from(value).ok(),
        };
        read.ok_or_else(|| self.unfit::<T>(kept.as_ref()))
    }

    fn elements<T: ValueType>(&mut self) -> Result<Option<Vec<T>>, ClickHouseError> {
        match self.next()? {
            Value::Array(_, Some(elements)) => elements
                .into_iter()
                .map(|element| self.read_value(element))
                .collect::<Result<_, _>>()
                .map(Some),
            value if value.is_some() => Err(self.unfit::<T>(Some(&value))),
            _ => Ok(None),
        }
    }

    pub(super) fn optional<R: FromClickHouseRow>(&mut self) -> Result<Option<R>, ClickHouseError> {
        let Some((group, picks)) = self
            .plan
            .fields()
            .and_then(|fields| fields.group(self.group))
            .zip(self.plan.picks())
        else {
            return R::read(self).map(Some);
        };
        let there = (self.field..group.end).filter(|field| self.is_there(*field));
        let mut count = 0;
        let mut told = false;
        for (field, value) in there.zip(self.values.as_slice()) {
            count += 1;
            if picks.tells_absence(field) {
                told = true;
                if value.is_some() {
                    self.group += 1;
                    return R::read(self).map(Some);
                }
            }
        }
        if !told {
            self.group += 1;
            return R::read(self).map(Some);
        }
        self.values.by_ref().take(count).for_each(drop);
        self.field = group.end;
        self.group = group.next;
        Ok(None)
    }

    fn next(&mut self) -> Result<Value, ClickHouseError> {
        self.values.next().ok_or_else(|| {
            ClickHouseError::type_error(format!(
                "{}: the row has no value for it; the row is read in another order than its fields are described",
                self.context()
            ))
        })
    }

    fn unfit<T: ValueType>(&self, value: Option<&Value>) -> ClickHouseError {
        let holds = match value {
            Some(value) => format!("{}, which is no value of {}", shown(value), T::type_name()),
            None => "a list with an element that the type of the field lacks".to_owned(),
        };
        ClickHouseError::type_error(format!(
            "{}: {} holds {holds}; add it to the type, or read the column as what the server has",
            self.context(),
            self.column()
        ))
    }

    fn null(&self) -> ClickHouseError {
        ClickHouseError::type_error(format!(
            "{}: NULL in {}, but the field is no Option; make it an Option, or select ifNull(..)",
            self.context(),
            self.column()
        ))
    }

    fn context(&self) -> String {
        self.plan
            .fields()
            .map(|fields| fields.context(self.field))
            .unwrap_or_default()
    }

    fn column(&self) -> String {
        let column = self.plan.picks().and_then(|picks| {
            let position = picks.columns.get(self.field).copied().flatten()?;
            Some((self.plan.names.get(position)?, picks.data_type(self.field)?))
        });
        match column {
            Some((name, data_type)) => format!("column `{name}` of type {data_type}"),
            None => "its column".to_owned(),
        }
    }
}

/// SeaQuery's `Vec<T>` panics over an element that is no `T`, such as the unknown value of an enum: that is `None` here.
pub(crate) fn caught<R>(read: impl FnOnce() -> R) -> Option<R> {
    catch_unwind(AssertUnwindSafe(read)).ok()
}

/// Whether a type may have fewer values than its column, as enums, newtypes and structs from JSON have. A list is not
/// copied for the sake of an error.
fn may_refuse<T>(value: &Value) -> bool {
    let id = typeid::of::<T>();
    let takes_all = [
        TypeId::of::<String>(),
        TypeId::of::<Option<String>>(),
        TypeId::of::<Vec<u8>>(),
        TypeId::of::<Option<Vec<u8>>>(),
        TypeId::of::<Json>(),
        TypeId::of::<Option<Json>>(),
    ];
    !takes_all.contains(&id) && !matches!(value, Value::Array(..))
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(Some(text)) => format!("'{}'", cut(text)),
        Value::Enum(OptionEnum::Some(value)) => format!("'{}'", cut(&value.value)),
        Value::Json(Some(json)) => cut(&json.to_string()),
        value => cut(&value.to_string()),
    }
}

fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
