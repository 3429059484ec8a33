//! The fields of a row, and which columns of a result they are read from.

use sea_query::{ColumnType, ValueType};
use sea_query_clickhouse::{DataType, structured::element_type};

use super::FromClickHouseRow;
use crate::{error::ClickHouseError, native::Target, registry::target_of};

/// How many columns of a result an error names.
const SHOWN: usize = 24;

/// What a row wants of a result, in the order in which it is read.
#[derive(Debug, Default)]
pub struct RowFields {
    fields: Vec<RowField>,
    groups: Vec<Group>,
    prefix: String,
}

/// One field that has a column.
#[derive(Debug)]
struct RowField {
    row: String,
    name: String,
    /// The name of the column; by position there is none.
    column: Option<String>,
    target: Target,
    /// The type of `types` that the field is of, where the target is only what carries it.
    own_type: Option<String>,
    may_be_absent: bool,
}

/// The fields of a row that may not be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// The field after them.
    pub(super) end: usize,
    /// The group after those within this one.
    pub(super) next: usize,
}

impl RowFields {
    pub(crate) fn of<R: FromClickHouseRow>() -> Self {
        let mut fields = Self::default();
        R::fields(&mut fields);
        fields
    }

    #[doc(hidden)]
    pub fn named<T: ValueType>(&mut self, row: &str, name: &str, column: &str, may_be_absent: bool) {
        let column = Some(format!("{}{column}", self.prefix));
        self.push::<T>(row, name, column, may_be_absent);
    }

    #[doc(hidden)]
    pub fn positional<T: ValueType>(&mut self, row: &str, name: &str) {
        self.push::<T>(row, name, None, false);
    }

    fn push<T: ValueType>(&mut self, row: &str, name: &str, column: Option<String>, may_be_absent: bool) {
        self.fields.push(RowField {
            row: row.to_owned(),
            name: name.to_owned(),
            column,
            target: target_of::<T>(),
            own_type: own_type::<T>(),
            may_be_absent,
        });
    }

    #[doc(hidden)]
    pub fn nested<R: FromClickHouseRow>(&mut self, prefix: &str) {
        let outer = self.prefix.len();
        self.prefix.push_str(prefix);
        R::fields(self);
        self.prefix.truncate(outer);
    }

    pub(super) fn optional<R: FromClickHouseRow>(&mut self) {
        let (first, group) = (self.fields.len(), self.groups.len());
        self.groups.push(Group {
            end: first,
            next: group,
        });
        R::fields(self);
        let (end, next) = (self.fields.len(), self.groups.len());
        for field in self.fields.iter_mut().skip(first) {
            if let Target::Exact { nullable, .. } = &mut field.target {
                *nullable = true;
            }
        }
        if let Some(group) = self.groups.get_mut(group) {
            *group = Group { end, next };
        }
    }

    pub(super) fn group(&self, index: usize) -> Option<Group> {
        self.groups.get(index).copied()
    }

    /// What the column of a field is read as.
    pub(crate) fn target(&self, field: usize) -> Target {
        self.fields
            .get(field)
            .map_or(Target::Default, |field| field.target.clone())
    }

    pub(crate) fn own_type(&self, field: usize) -> Option<&str> {
        self.fields.get(field)?.own_type.as_deref()
    }

    /// The field as an error names it.
    pub(crate) fn context(&self, field: usize) -> String {
        match self.fields.get(field) {
            Some(field) if field.name.is_empty() => format!("`{}`", field.row),
            Some(field) => format!("field `{}` of `{}`", field.name, field.row),
            None => String::new(),
        }
    }

    /// Finds the column of each field among those of a result.
    pub(crate) fn pick(&self, names: &[String], types: Vec<DataType>) -> Result<RowPicks, ClickHouseError> {
        let by_position = self.fields.iter().any(|field| field.column.is_none());
        if by_position && self.fields.len() != names.len() {
            let row = self.fields.first().map_or("a row", |field| &field.row);
            return Err(ClickHouseError::type_error(format!(
                "`{row}` is read by position and has {}, but the result has {}: select as many columns as the row has \
                 fields, or read it by name into a struct with names",
                counted(self.fields.len(), "field"),
                listed(names)
            )));
        }
        let columns = self
            .fields
            .iter()
            .enumerate()
            .map(|(position, field)| match &field.column {
                None => Ok(Some(position)),
                Some(column) => field.find(column, names),
            })
            .collect::<Result<_, _>>()?;
        Ok(RowPicks { columns, types })
    }
}

/// The types of `types` have the name of their column's type.
fn own_type<T: ValueType>() -> Option<String> {
    let ColumnType::Custom(name) = T::column_type() else {
        return None;
    };
    let own = T::type_name();
    let own = own
        .strip_prefix("Option<")
        .map_or(&*own, |own| own.trim_end_matches('>'));
    (element_type(&T::array_type()).is_none() && name.inner() == own).then(|| own.to_owned())
}

impl RowField {
    fn find(&self, column: &str, names: &[String]) -> Result<Option<usize>, ClickHouseError> {
        let mut found = names
            .iter()
            .enumerate()
            .filter(|(_, name)| *name == column)
            .map(|(position, _)| position);
        let (first, others) = (found.next(), found.count());
        match first {
            Some(position) if others == 0 => Ok(Some(position)),
            None if self.may_be_absent => Ok(None),
            None => Err(ClickHouseError::type_error(format!(
                "field `{}` of `{}`: column `{column}` is not in the result, which has {}; select it under that name, \
                 name another with #[clickhouse(rename = \"..\")], or allow that it is absent with \
                 #[clickhouse(default)]",
                self.name,
                self.row,
                listed(names)
            ))),
            Some(_) => Err(ClickHouseError::type_error(format!(
                "field `{}` of `{}`: column `{column}` is {} times in the result; give all but one an alias, or read \
                 the row by position into a tuple",
                self.name,
                self.row,
                others + 1
            ))),
        }
    }
}

/// The columns of a result that the fields of a row are read from.
#[derive(Debug)]
pub(crate) struct RowPicks {
    /// For each field its column, unless it is absent and may be.
    pub(crate) columns: Vec<Option<usize>>,
    types: Vec<DataType>,
}

impl RowPicks {
    /// The type of a field's column.
    pub(crate) fn data_type(&self, field: usize) -> Option<&DataType> {
        self.types.get(self.columns.get(field).copied().flatten()?)
    }

    pub(super) fn tells_absence(&self, field: usize) -> bool {
        self.data_type(field).is_some_and(tells_absence)
    }
}

/// Whether a NULL of a column says that an outer join found nothing. These types have no Nullable, tuples in older servers:
/// their columns have an empty value then.
pub(crate) fn tells_absence(data_type: &DataType) -> bool {
    !matches!(
        data_type,
        DataType::Array(_)
            | DataType::Map(..)
            | DataType::Nested(..)
            | DataType::Tuple(_)
            | DataType::Point
            | DataType::Ring
            | DataType::LineString
            | DataType::MultiLineString
            | DataType::Polygon
            | DataType::MultiPolygon
            | DataType::AggregateFunction(_)
    )
}

fn counted(count: usize, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {what}{plural}")
}

fn listed(names: &[String]) -> String {
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} ({}{more})", counted(names.len(), "column"), shown.join(", "))
}
