//! A field of an entity against the column of its name.

use std::mem::discriminant;

use sea_orm::{ColumnTrait, EntityTrait};
use sea_query::{ArrayType, ColumnDef, ColumnType, Value};
use sea_query_clickhouse::{
    ClickHouseColumnDef, DataType,
    structured::{element_type, null},
};

use super::{
    difference::{Difference, DifferenceKind, Effect},
    sample,
    server::Found,
};
use crate::{
    native::{ColumnPlan, NativeError, Target, has_structure, null_of, plain, rust_name, states_as_strings},
    registry::EntityFields,
    table::{Default, Table, TableColumn},
};

/// What an entity says of one column.
pub(super) struct Field {
    name: String,
    target: Target,
    /// What SeaORM's own lane reads the column as, where the entity is registered.
    registered: Option<Target>,
    declared: ColumnType,
    /// The type that the column has in a table made from the entity.
    data_type: Option<DataType>,
}

impl Field {
    pub(super) fn new<E: EntityTrait>(
        name: &str,
        column: E::Column,
        target: Target,
        registered: Option<&EntityFields>,
    ) -> Self {
        let definition = column.def();
        let declared = definition.get_column_type().clone();
        let mut portable = ColumnDef::new_with_type(name.to_owned(), declared.clone());
        if !definition.is_null() {
            portable.not_null();
        }
        let data_type = ClickHouseColumnDef::from_portable(&portable).ok();
        Self {
            name: name.to_owned(),
            target,
            registered: registered.and_then(|fields| fields.target(name, false)),
            declared,
            data_type: data_type.map(|column| column.data_type().clone()),
        }
    }

    /// The Rust type, for messages; that of ClickHouse where SeaQuery has none.
    fn rust_type(&self) -> String {
        match &self.target {
            Target::Exact {
                variant,
                array_depth,
                nullable,
                ..
            } => {
                let name = match element_type(variant) {
                    Some(data_type) => data_type.to_string(),
                    None => rust_name(variant),
                };
                let field = format!(
                    "{}{name}{}",
                    "Vec<".repeat(*array_depth),
                    ">".repeat(*array_depth)
                );
                if *nullable {
                    format!("Option of {field}")
                } else {
                    field
                }
            }
            _ => String::new(),
        }
    }

    fn about(&self, kind: DifferenceKind, sentence: impl Into<String>, column: &TableColumn) -> Difference {
        Difference::new(kind, sentence)
            .of_column(&self.name)
            .with_expected(self.rust_type())
            .with_found(&column.data_type)
    }

    /// The column is not there.
    pub(super) fn missing(&self, table: &Table, is_field: impl Fn(&str) -> bool) -> Difference {
        let others: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .filter(|name| !is_field(name))
            .collect();
        let data_type = match &self.data_type {
            Some(data_type) => format!(", for example as {data_type}"),
            None => String::new(),
        };
        let way_out = if others.is_empty() {
            format!("add it{data_type}, or let the field be ignored")
        } else {
            format!(
                "add it{data_type}, or correct its column_name: no field has `{}`",
                others.join("`, `")
            )
        };
        Difference::new(
            DifferenceKind::MissingColumn,
            format!(
                "column `{}` ({}) is not in the table; {way_out}",
                self.name,
                self.rust_type()
            ),
        )
        .of_column(&self.name)
        .with_expected(self.rust_type())
        .on_reading(Effect::All)
        .on_writing(Effect::All)
    }

    /// All that differs between the field and its column.
    pub(super) fn differences(&self, column: &TableColumn, found: &Found) -> Vec<Difference> {
        let mut differences = Vec::new();
        if let Default::Computed(_) = column.default {
            let sentence = format!(
                "column `{}` is always computed by the server, and an INSERT that gives it a value is refused; leave it \
                 NotSet, or declare it with DEFAULT",
                self.name
            );
            differences.push(
                self.about(DifferenceKind::Computed, sentence, column)
                    .on_writing(Effect::Some),
            );
        }
        if found.ephemeral.contains(&self.name) {
            let sentence = format!(
                "column `{}` is EPHEMERAL: an INSERT takes it and no SELECT has it; declare it with DEFAULT, or let the \
                 field be ignored",
                self.name
            );
            differences.push(
                self.about(DifferenceKind::Computed, sentence, column)
                    .on_reading(Effect::All),
            );
        }
        let reading = self.reading(column);
        let mut writing = match column.default {
            Default::Computed(_) => Vec::new(),
            _ => self.writing(column),
        };
        differences.extend(reading.into_iter().map(|mut difference| {
            // What is refused on both ways is one difference.
            let same = writing.iter().position(|other| other.kind == difference.kind);
            if let Some(other) = same
                && difference.kind == DifferenceKind::Type
            {
                difference.writing = writing.remove(other).writing;
            }
            difference
        }));
        differences.extend(writing);
        differences.extend(self.enum_names(column));
        differences.extend(self.registration(column));
        differences
    }

    fn reading(&self, column: &TableColumn) -> Vec<Difference> {
        // States arrive as strings, a SimpleAggregateFunction as its argument.
        let strings = states_as_strings(&column.data_type);
        let (name, data_type) = (&self.name, &plain(strings.as_ref().unwrap_or(&column.data_type)));
        let plan = match ColumnPlan::new(name, data_type, &self.target) {
            Ok(plan) => plan,
            Err(error) => {
                return vec![
                    self.about(DifferenceKind::Type, error.to_string(), column)
                        .on_reading(Effect::All),
                ];
            }
        };
        let mut differences = Vec::new();
        for value in column_samples(data_type) {
            let Some(Err(error)) = sample::stored(name, data_type, &value).map(|data| plan.values(&data))
            else {
                continue;
            };
            let kind = match error {
                NativeError::Null { .. } => DifferenceKind::Nullability,
                _ if self.data_type.as_ref() == Some(data_type) => continue,
                _ => DifferenceKind::Range,
            };
            if differences.iter().any(|known: &Difference| known.kind == kind) {
                continue;
            }
            let sentence = match kind {
                DifferenceKind::Nullability => format!("a NULL would be an error of its read: {error}"),
                _ => format!("not every value of the column fits its field: {error}"),
            };
            differences.push(self.about(kind, sentence, column).on_reading(Effect::Some));
        }
        differences
    }

    fn writing(&self, column: &TableColumn) -> Vec<Difference> {
        let Target::Exact {
            variant,
            array_depth,
            nullable,
            ..
        } = &self.target
        else {
            return Vec::new();
        };
        let strings = states_as_strings(&column.data_type);
        let (name, data_type) = (&self.name, strings.as_ref().unwrap_or(&column.data_type));
        let mut differences: Vec<Difference> = Vec::new();
        let mut samples = sample::of_field(variant, &self.declared);
        for sample in &mut samples {
            sample.value = sample::in_arrays(sample.value.clone(), variant, *array_depth);
        }
        let no_value =
            element_type(variant).map_or_else(|| null_of(variant), |data_type| Some(null(&data_type)));
        if *nullable && let Some(null) = no_value {
            samples.push(sample::Sample {
                value: match array_depth {
                    0 => null,
                    _ => Value::Array(variant.clone(), None),
                },
                border: true,
            });
        }
        let is_enum = matches!(data_type.value_type(), DataType::Enum8(_) | DataType::Enum16(_));
        let has_names = sample::enum_names(&self.declared).is_some();
        for sample in samples {
            let Err(error) = sample::write(name, data_type, &sample.value) else {
                continue;
            };
            let (kind, effect) = match error {
                NativeError::TypeMismatch { .. } | NativeError::UnsupportedType { .. } => {
                    (DifferenceKind::Type, Effect::All)
                }
                NativeError::Null { .. } => (DifferenceKind::Nullability, Effect::Some),
                // Which numbers an enum of the program has is not known.
                _ if !sample.border || (is_enum && !has_names) => continue,
                _ if self.data_type.as_ref() == Some(data_type) => continue,
                _ => (DifferenceKind::Range, Effect::Some),
            };
            if differences.iter().any(|known| known.kind == kind) {
                continue;
            }
            let sentence = match kind {
                DifferenceKind::Type => error.to_string(),
                DifferenceKind::Nullability => format!("None of the field is refused by its column: {error}"),
                _ => format!("not every value of the field fits its column: {error}"),
            };
            differences.push(self.about(kind, sentence, column).on_writing(effect));
        }
        differences
    }

    /// Names of the column's Enum that the enum of the field does not have.
    fn enum_names(&self, column: &TableColumn) -> Option<Difference> {
        let known = sample::enum_names(&self.declared)?;
        let names: Vec<&String> = match inner(&column.data_type).1.value_type() {
            DataType::Enum8(names) => names.iter().map(|(name, _)| name).collect(),
            DataType::Enum16(names) => names.iter().map(|(name, _)| name).collect(),
            _ => return None,
        };
        let unknown: Vec<&str> = names
            .into_iter()
            .filter(|name| !known.contains(name))
            .map(String::as_str)
            .collect();
        (!unknown.is_empty()).then(|| {
            let sentence = format!(
                "column `{}` can hold `{}`, which the enum of the field does not have; add them to the enum",
                self.name,
                unknown.join("`, `")
            );
            self.about(DifferenceKind::Range, sentence, column)
                .on_reading(Effect::Some)
        })
    }

    /// SeaORM's own lane reads a column as what is registered, or as the server's type.
    fn registration(&self, column: &TableColumn) -> Option<Difference> {
        let sentence = match &self.registered {
            Some(registered) if *registered == self.target => return None,
            Some(_) => "another entity of this table is registered, whose field is of another type",
            None if self.reads_by_default(column) => return None,
            None => "the entity is not registered, and the type of the server is not that of the field",
        };
        let sentence = format!(
            "column `{}`: {sentence}, so that SeaORM's own lane reads it otherwise, under an Option as None; derive \
             ClickHouseEntity, or call register of the connection",
            self.name
        );
        Some(
            self.about(DifferenceKind::Registration, sentence, column)
                .on_reading(Effect::Some),
        )
    }

    /// Whether the default mapping reads the column as the variant of the field.
    fn reads_by_default(&self, column: &TableColumn) -> bool {
        let Target::Exact {
            variant, array_depth, ..
        } = &self.target
        else {
            return true;
        };
        let data_type = &plain(&column.data_type);
        // What is not read at all is another difference.
        if ColumnPlan::new(&self.name, data_type, &self.target).is_err() {
            return true;
        }
        let Ok(plan) = ColumnPlan::new(&self.name, data_type, &Target::Default) else {
            return false;
        };
        let wanted = if *array_depth > 0 { None } else { null_of(variant) };
        let of_field = sample::of_field(variant, &self.declared)
            .into_iter()
            .map(|sample| sample::in_arrays(sample.value, variant, *array_depth));
        // A NULL is read as that of any type, and comes last.
        let read = column_samples(data_type)
            .into_iter()
            .filter(Value::is_some)
            .chain(of_field)
            .find_map(|value| sample::stored(&self.name, data_type, &value))
            .and_then(|data| plan.values(&data).ok()?.into_iter().next());
        match (read, wanted) {
            // SeaORM reads the text of an enum.
            (Some(Value::String(_)), _) if matches!(variant, ArrayType::Enum(_)) => true,
            (Some(Value::Array(element, _)), None) => {
                element == *variant || (element == ArrayType::String && matches!(variant, ArrayType::Enum(_)))
            }
            (Some(read), Some(wanted)) => discriminant(&read) == discriminant(&wanted),
            (Some(_), None) => false,
            // Nothing is known of it.
            (None, _) => true,
        }
    }
}

/// A column that no field has.
pub(super) fn extra(column: &TableColumn) -> Option<Difference> {
    let name = &column.name;
    let difference = |sentence: String| {
        Difference::new(DifferenceKind::ExtraColumn, sentence)
            .of_column(name)
            .with_found(&column.data_type)
    };
    if column.must_be_set() {
        let sentence = format!(
            "column `{name}` ({}) has no field, no DEFAULT and is not Nullable: inserts of the entity are refused, \
             because ClickHouse would store the zero of its type; add a field, or a DEFAULT",
            column.data_type
        );
        return Some(difference(sentence).on_writing(Effect::All));
    }
    // What the server computes is nobody's to give.
    if let Default::Computed(_) = column.default {
        return None;
    }
    let given = match column.default {
        Default::Expr(_) => "its DEFAULT",
        _ => "NULL",
    };
    Some(difference(format!(
        "column `{name}` ({}) has no field; inserts of the entity give it {given}",
        column.data_type
    )))
}

/// The values at the borders of a column, and NULL where there is one.
fn column_samples(data_type: &DataType) -> Vec<Value> {
    let (depth, element) = inner(data_type);
    if has_structure(data_type) {
        return Vec::from_iter(data_type.is_nullable().then_some(Value::Json(None)));
    }
    let mut samples = sample::of_column(element.value_type());
    if element.is_nullable() {
        samples.push(Value::String(None));
    }
    samples
        .into_iter()
        .map(|value| sample::in_arrays(value, &ArrayType::String, depth))
        .collect()
}

fn inner(data_type: &DataType) -> (usize, &DataType) {
    let (mut depth, mut inner) = (0, data_type);
    while let DataType::Array(element) = inner {
        depth += 1;
        inner = element;
    }
    (depth, inner)
}
