//! What the fields of entities expect, so that a column is read as the very variant that its field takes.

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

use sea_orm::{
    ColumnTrait, EntityTrait, Iterable, ModelTrait, PrimaryKeyToColumn, PrimaryKeyTrait, RelationTrait,
};
use sea_query::{ArrayType, ColumnType, Iden, TableName, TableRef, Value, ValueType};
use sea_query_clickhouse::{DataType, structured::element_type};

use crate::{
    distributed::Local,
    entity::{ClickHouseEntity, read_only::ReadOnly},
    error::ClickHouseError,
    native::{Target, null_of},
    registration::Registration,
};

/// The columns of an entity and what their fields take.
#[derive(Clone, Debug)]
pub(crate) struct EntityFields {
    entity: TypeId,
    pub(crate) schema: Option<String>,
    pub(crate) table: String,
    targets: HashMap<String, Target>,
    primary_key: Vec<String>,
    /// Whether a key that is not set is one to be made.
    makes_key: bool,
    /// The columns of each relation that the entity belongs to another by.
    belongs: Vec<Vec<String>>,
    /// The local tables, where the entity declares a Distributed one.
    pub(crate) local: Option<Local>,
    /// What it is where no row is written to it.
    read_only: Option<ReadOnly>,
}

impl EntityFields {
    /// Those of an entity that declares its table; a declaration that cannot be built is told where it is used.
    pub(crate) fn declared<E: ClickHouseEntity>() -> Self {
        let declared = E::create_table().ok();
        Self {
            local: declared.as_ref().and_then(Local::of),
            ..Self::of::<E>()
        }
    }

    pub(crate) fn of<E: EntityTrait>() -> Self {
        let entity = E::default();
        let primary_key: Vec<String> = E::PrimaryKey::iter()
            .map(|key| key.into_column().unquoted().to_owned())
            .collect();
        let targets = E::Column::iter()
            .map(|column| {
                let definition = column.def();
                let variant = <E::Model as ModelTrait>::get_value_type(column);
                let target = target(variant, definition.get_column_type(), definition.is_null());
                (column.unquoted().to_owned(), target)
            })
            .collect();
        let mut belongs: Vec<Vec<String>> = Vec::new();
        for relation in E::Relation::iter().map(|relation| relation.def()) {
            let columns: Vec<String> = relation
                .from_col
                .into_iter()
                .map(|column| column.to_string())
                .collect();
            if !relation.is_owner && !belongs.contains(&columns) {
                belongs.push(columns);
            }
        }
        Self {
            belongs,
            entity: TypeId::of::<E>(),
            read_only: KINDS.get(&TypeId::of::<E>()).copied().flatten(),
            schema: entity.schema_name().map(str::to_owned),
            table: entity.table_name().to_owned(),
            targets,
            local: None,
            makes_key: primary_key.len() == 1 || <E::PrimaryKey as PrimaryKeyTrait>::auto_increment(),
            primary_key,
        }
    }

    /// What the values of an INSERT tell of the fields that they come from.
    #[cfg(feature = "migration")]
    pub(crate) fn of_values<'v>(
        table: &TableName,
        values: impl IntoIterator<Item = (String, &'v Value)>,
    ) -> Self {
        let targets = values.into_iter().map(|(column, value)| {
            let (variant, array_depth) = match value {
                Value::Array(variant, _) => (variant.clone(), 1),
                value => (value.array_type(), 0),
            };
            let target = Target::Exact {
                variant,
                array_depth,
                nullable: true,
                null_elements: false,
            };
            (column, target)
        });
        Self {
            schema: table.0.as_ref().map(|schema| schema.1.to_string()),
            table: table.1.to_string(),
            targets: targets.collect(),
            primary_key: Vec::new(),
            makes_key: false,
            belongs: Vec::new(),
            local: None,
            entity: TypeId::of::<Self>(),
            read_only: None,
        }
    }

    /// These fields, of a view or dictionary.
    pub(crate) fn read_only(mut self, read_only: ReadOnly) -> Self {
        self.read_only = Some(read_only);
        self
    }

    /// What the entity is where no row is written to it: by itself, or by what is registered for it.
    pub(crate) fn get_read_only(&self, registered: Option<&Self>) -> Option<ReadOnly> {
        let registered = registered.filter(|registered| registered.entity == self.entity);
        self.read_only.or_else(|| registered?.read_only)
    }

    /// What the field of a column takes; under an outer join it may be NULL although the field is no `Option`,
    /// because SeaORM then makes the whole model `None`.
    pub(crate) fn target(&self, column: &str, open: bool) -> Option<Target> {
        let target = self.targets.get(column)?.clone();
        Some(match target {
            Target::Exact {
                variant,
                array_depth,
                nullable,
                null_elements,
            } => Target::Exact {
                variant,
                array_depth,
                nullable: nullable || open,
                null_elements,
            },
            other => other,
        })
    }

    /// The table, if it has the column.
    pub(crate) fn table_of(&self, column: &str) -> Option<&str> {
        self.targets.contains_key(column).then_some(self.table.as_str())
    }

    /// The NULL that the field of a column takes.
    pub(crate) fn null(&self, column: &str) -> Option<Value> {
        match self.targets.get(column)? {
            Target::Exact {
                variant,
                array_depth: 0,
                ..
            } => null_of(variant),
            Target::Exact { variant, .. } => Some(Value::Array(variant.clone(), None)),
            _ => None,
        }
    }

    /// The variant of a field that is no array.
    pub(crate) fn variant(&self, column: &str) -> Option<&ArrayType> {
        match self.targets.get(column)? {
            Target::Exact {
                variant,
                array_depth: 0,
                ..
            } => Some(variant),
            _ => None,
        }
    }

    /// The columns of the primary key that are made when they are not set: no part of a key of several columns is.
    pub(crate) fn made_key(&self) -> &[String] {
        if self.makes_key { &self.primary_key } else { &[] }
    }

    /// The columns of the primary key.
    pub(crate) fn primary_key(&self) -> &[String] {
        &self.primary_key
    }

    /// Whether an INSERT of these columns links others: it sets those of two relations that the entity belongs by.
    pub(crate) fn is_junction(&self, columns: &[String]) -> bool {
        let is_set = |belongs: &&Vec<String>| belongs.iter().all(|column| columns.contains(column));
        self.belongs.iter().filter(is_set).count() > 1
    }

    /// Whether the field of a column is no `Option`, so that a NULL for it is what SeaORM puts for a value that only
    /// other rows of the same INSERT have.
    pub(crate) fn requires(&self, column: &str) -> bool {
        matches!(
            self.targets.get(column),
            Some(Target::Exact { nullable: false, .. })
        )
    }
}

/// The arrays around a type of `types`. A `Nested` is an array of tuples.
fn structured_depth(column_type: &ColumnType, field: &DataType) -> usize {
    fn arrays(data_type: &DataType) -> usize {
        match data_type {
            DataType::Array(element) => 1 + arrays(element),
            DataType::Nested(_) => 1,
            _ => 0,
        }
    }
    match column_type {
        ColumnType::Array(element) => 1 + structured_depth(element, field),
        ColumnType::Custom(name) => {
            let declared = name.inner().parse::<DataType>().unwrap_or(DataType::Nothing);
            arrays(&declared).saturating_sub(arrays(field))
        }
        _ => 0,
    }
}

/// What a field takes, from what SeaORM says of it.
fn target(variant: ArrayType, column_type: &ColumnType, nullable: bool) -> Target {
    let array_depth = match element_type(&variant) {
        Some(field) => structured_depth(column_type, &field),
        None => array_depth(column_type, &variant),
    };
    Target::Exact {
        array_depth,
        nullable,
        null_elements: has_null_elements(column_type),
        variant,
    }
}

/// What a field of the type takes that is no column of an entity.
pub(crate) fn target_of<T: ValueType>() -> Target {
    let mut target = target(T::array_type(), &T::column_type(), T::is_option());
    if let Target::Exact {
        variant,
        array_depth: 1..,
        null_elements,
        ..
    } = &mut target
    {
        // The column type is that of the elements without their Option.
        *null_elements |= null_of(variant).is_some_and(|null| {
            T::try_from(Value::Array(variant.clone(), Some(Box::new(vec![null])))).is_ok()
        });
    }
    target
}

fn array_depth(column_type: &ColumnType, variant: &ArrayType) -> usize {
    match column_type {
        ColumnType::Array(element) => 1 + array_depth(element, variant),
        ColumnType::Vector(_) => 1,
        ColumnType::Custom(name) => {
            let mut depth = 0;
            let mut data_type = name.inner().parse::<DataType>().unwrap_or(DataType::Nothing);
            while let DataType::Array(element) = data_type {
                data_type = *element;
                depth += 1;
            }
            // An Array(UInt8) is a `Vec<u8>` of the variant Bytes, which is no array to SeaORM.
            let bytes = *variant == ArrayType::Bytes && data_type == DataType::UInt8;
            depth - usize::from(bytes && depth > 0)
        }
        _ => 0,
    }
}

/// Whether the entity names the type of an array of `Nullable`, which no portable column type can say: then its field is
/// of a type that takes NULL among its elements.
fn has_null_elements(column_type: &ColumnType) -> bool {
    let ColumnType::Custom(name) = column_type else {
        return false;
    };
    let mut data_type = name.inner().parse::<DataType>().unwrap_or(DataType::Nothing);
    let mut is_array = false;
    while let DataType::Array(element) = data_type {
        data_type = *element;
        is_array = true;
    }
    is_array && data_type.is_nullable()
}

/// The entities of one connection: those of the program, and those that were registered on it.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    entities: RwLock<HashMap<String, Arc<EntityFields>>>,
}

/// The entities of the program, with what those are that are only read.
static KINDS: LazyLock<HashMap<TypeId, Option<ReadOnly>>> = LazyLock::new(|| {
    let registrations = inventory::iter::<Registration>.into_iter();
    registrations
        .map(|registration| ((registration.entity)(), registration.read_only))
        .collect()
});

/// The entities of the program by table. Where two of one table disagree about a field, neither is believed.
static SUBMITTED: LazyLock<HashMap<String, Arc<EntityFields>>> = LazyLock::new(|| {
    let mut entities: HashMap<String, EntityFields> = HashMap::new();
    for registration in inventory::iter::<Registration> {
        let fields = (registration.describe)();
        match entities.get_mut(&key(fields.schema.as_deref(), &fields.table)) {
            None => {
                entities.insert(key(fields.schema.as_deref(), &fields.table), fields);
            }
            Some(known) => {
                for columns in fields.belongs {
                    if !known.belongs.contains(&columns) {
                        known.belongs.push(columns);
                    }
                }
                if known.local.is_none() {
                    known.local.clone_from(&fields.local);
                }
                known.read_only = known.read_only.filter(|_| fields.read_only.is_some());
                for (column, target) in fields.targets {
                    if *known
                        .targets
                        .entry(column.clone())
                        .or_insert_with(|| target.clone())
                        != target
                    {
                        known.targets.remove(&column);
                    }
                }
            }
        }
    }
    entities
        .into_iter()
        .map(|(table, fields)| (table, Arc::new(fields)))
        .collect()
});

/// What the entity of a table is found by.
pub(crate) fn key(schema: Option<&str>, table: &str) -> String {
    format!("{}.{table}", schema.unwrap_or_default())
}

impl Registry {
    pub(crate) fn register<E: EntityTrait>(&self) {
        let mut fields = EntityFields::of::<E>();
        let submitted = SUBMITTED.get(&key(fields.schema.as_deref(), &fields.table));
        fields.local = submitted.and_then(|submitted| submitted.local.clone());
        self.insert(fields);
    }

    pub(crate) fn register_declared<E: ClickHouseEntity>(&self) {
        self.insert(EntityFields::declared::<E>());
    }

    /// Registers an entity that the program has not.
    pub(crate) fn register_new(&self, fields: EntityFields) {
        if !KINDS.contains_key(&fields.entity) {
            self.insert(fields);
        }
    }

    fn insert(&self, mut fields: EntityFields) {
        let key = key(fields.schema.as_deref(), &fields.table);
        let mut entities = self.entities.write().unwrap_or_else(PoisonError::into_inner);
        fields.read_only = fields.get_read_only(entities.get(&key).map(Arc::as_ref));
        entities.insert(key, Arc::new(fields));
    }

    /// Refuses a statement that writes to a view or dictionary.
    pub(crate) fn check_writable(&self, table: &TableRef, statement: &str) -> Result<(), ClickHouseError> {
        let TableRef::Table(name, _) = table else {
            return Ok(());
        };
        match self.find(name).and_then(|fields| fields.read_only) {
            Some(read_only) => Err(read_only.refusal(name, statement)),
            None => Ok(()),
        }
    }

    /// Adds fields to those that are known of their table.
    #[cfg(feature = "migration")]
    pub(crate) fn learn(&self, fields: EntityFields) {
        let mut entities = self.entities.write().unwrap_or_else(PoisonError::into_inner);
        let known = entities
            .entry(key(fields.schema.as_deref(), &fields.table))
            .or_insert_with(|| Arc::new(fields.clone()));
        Arc::make_mut(known).targets.extend(fields.targets);
    }

    /// These entities, and those of another for other tables.
    #[cfg(feature = "migration")]
    pub(crate) fn or(&self, other: &Self) -> Self {
        let mut entities = other
            .entities
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let own = self.entities.read().unwrap_or_else(PoisonError::into_inner);
        entities.extend(own.iter().map(|(key, fields)| (key.clone(), fields.clone())));
        Self {
            entities: RwLock::new(entities),
        }
    }

    /// The fields of a table's entity.
    pub(crate) fn find(&self, table: &TableName) -> Option<Arc<EntityFields>> {
        let schema = table.0.as_ref().map(|schema| schema.1.inner());
        let key = key(schema.as_deref(), &table.1.inner());
        let own = self
            .entities
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        own.or_else(|| SUBMITTED.get(&key).cloned())
    }
}
