//! The file of an entity.

use std::collections::{BTreeMap, BTreeSet};

use sea_query::TableRef;
use sea_query_clickhouse::{DataType, definition::TableSource, table::TableCreateStatement};

use super::{
    EntityFormat, EntityGenerator,
    catalogue::Object,
    dictionary, distributed,
    field::Fields,
    name::{Names, camel, raw},
    view,
};

/// Of the entities of a database, the name of the module of each table.
pub(super) type Modules = [(String, String)];

/// The file of an entity, and what could not be written into it.
pub(super) struct Model {
    pub(super) text: String,
    pub(super) left_out: Vec<String>,
}

/// A column and its field.
struct Field {
    column: String,
    /// The name without `r#`.
    name: String,
    code: String,
    attributes: Vec<String>,
    is_key: bool,
}

/// The code of an entity, as far as it is known.
#[derive(Default)]
pub(super) struct Declaration {
    /// The attributes `clickhouse` of the model; without any the entity declares nothing.
    pub(super) attributes: Option<Vec<String>>,
    /// Those of each column, by its name.
    pub(super) columns: BTreeMap<String, Vec<String>>,
    /// Whether the types of the columns are declared.
    pub(super) has_types: bool,
    pub(super) imports: BTreeSet<String>,
    pub(super) left_out: Vec<String>,
    /// The columns by which the rows are sorted.
    pub(super) key: Vec<String>,
}

impl Declaration {
    /// That of a table.
    pub(super) fn table(
        table: &TableCreateStatement,
        path: &dyn Fn(&str) -> Option<String>,
        entity: &dyn Fn(&TableRef) -> Option<String>,
    ) -> Self {
        Self {
            has_types: true,
            ..Self::of(&table.to_rust(path, entity))
        }
    }

    /// That of what the dialect writes, without the types of the columns.
    pub(super) fn of(source: &TableSource) -> Self {
        let attributes = source.attributes();
        Self {
            attributes: (!attributes.is_empty()).then(|| attributes.to_vec()),
            columns: source
                .column_names()
                .iter()
                .cloned()
                .zip(source.columns().iter().cloned())
                .collect(),
            has_types: false,
            imports: source.imports().map(import).collect(),
            left_out: source.left_out().to_vec(),
            key: source.sorting_columns().to_vec(),
        }
    }

    /// None, and why.
    pub(super) fn none(reason: impl ToString) -> Self {
        Self {
            left_out: vec![reason.to_string()],
            ..Self::default()
        }
    }
}

/// The path of what the dialect names, in a program that depends on SeaORM and this crate alone.
pub(super) fn import(path: &str) -> String {
    match path.strip_prefix("sea_query::") {
        Some(name) => format!("sea_orm::sea_query::{name}"),
        None => format!("sea_orm_clickhouse::{path}"),
    }
}

/// The entity of an object.
///
/// # Errors
///
/// Why there is none.
pub(super) fn model(
    options: &EntityGenerator,
    object: &Object,
    objects: &[Object],
    modules: &Modules,
    module: &str,
) -> Result<Model, String> {
    let mut names = Names::default();
    let of_columns: Vec<(String, String)> = object
        .columns
        .iter()
        .map(|(column, _)| (column.clone(), names.value(column, "column")))
        .collect();
    let mut types = Fields {
        options,
        entity: module.to_owned(),
        names: Names::default(),
        definitions: Vec::new(),
        has_types: false,
    };
    let mut left_out = Vec::new();
    let mut fields = Vec::new();
    let parsed: Vec<Option<DataType>> = object.columns.iter().map(|(_, name)| name.parse().ok()).collect();
    for (((column, type_name), data_type), (_, name)) in object.columns.iter().zip(&parsed).zip(&of_columns) {
        let field = match data_type {
            Some(data_type) => types.field(column, data_type),
            None => Err(format!("the type {type_name} is not known here")),
        };
        match field {
            Ok(field) => fields.push(Field {
                column: column.clone(),
                name: name.clone(),
                code: field.code,
                attributes: field.attribute.into_iter().collect(),
                is_key: field.is_key,
            }),
            Err(reason) => left_out.push(format!("column `{column}`: {reason}")),
        }
    }
    let has_field = |column: &str| fields.iter().any(|field| field.column == column);
    let path = |column: &str| -> Option<String> {
        let (_, name) = of_columns.iter().find(|(name, _)| name == column)?;
        has_field(column).then(|| format!("Column::{}", camel(name)))
    };
    let entity = |table: &TableRef| -> Option<String> {
        let TableRef::Table(name, _) = table else {
            return None;
        };
        let is_here = name
            .0
            .as_ref()
            .is_none_or(|schema| schema.1.to_string() == object.database);
        let name = name.1.to_string();
        let (_, module) = modules.iter().find(|(table, _)| *table == name)?;
        is_here.then(|| format!("super::{}::Entity", raw(module)))
    };
    let mut inherited = None;
    let mut declaration = match object.engine.as_str() {
        "View" => view::plain(object),
        "MaterializedView" => {
            let inner = objects
                .iter()
                .find(|other| other.is_inner() && other.name == object.target);
            view::materialized(object, inner, &path, &entity)
        }
        "Dictionary" => dictionary::declaration(object, &path),
        "WindowView" => Declaration::default(),
        _ => match object.create.parse::<TableCreateStatement>() {
            Ok(table) => {
                let declared = Declaration::table(&table, &path, &entity);
                inherited = distributed::inherited(&table, &object.database, objects).filter(|of| {
                    // What the derive takes from the local table where a field says nothing must be what is there.
                    let says = |field: &Field| {
                        let attributes = declared.columns.get(&field.column);
                        !field.attributes.is_empty() || attributes.is_some_and(|said| !said.is_empty())
                    };
                    fields
                        .iter()
                        .all(|field| says(field) || of.columns.contains(&field.column))
                });
                match inherited {
                    Some(_) => declared,
                    None => Declaration::table(&table, &path, &|_| None),
                }
            }
            Err(error) => Declaration::none(error),
        },
    };
    if let Some(of) = &inherited {
        declaration.key.clone_from(&of.key);
    }
    if declaration.attributes.is_none() {
        let by_hand = match object.engine.as_str() {
            "View" => "`ClickHouseViewEntity` with a `ViewCreateStatement`",
            "MaterializedView" => "`ClickHouseViewEntity` with a `MaterializedViewCreateStatement`",
            "WindowView" => "`ClickHouseViewEntity` with a `WindowViewCreateStatement`",
            "Dictionary" => "`ClickHouseDictionaryEntity` with a `DictionaryCreateStatement`",
            _ => "`ClickHouseEntity` with a `TableCreateStatement`",
        };
        left_out.push(format!(
            "the {} declares nothing: implement {by_hand} by hand. It is {}",
            object.engine, object.create
        ));
    }
    left_out.extend(declaration.left_out);
    if fields.is_empty() {
        return Err(match object.columns.is_empty() {
            true => "the server tells no columns: a view with parameters has some only when it is read with their values"
                .to_owned(),
            false => "no column has a field".to_owned(),
        });
    }
    let key = primary_key(&fields, &declaration.key).ok_or(
        "SeaORM needs a primary key, and no column can be one: all are Nullable, arrays, maps, tuples or the like",
    )?;
    for field in &mut fields {
        if inherited
            .as_ref()
            .is_some_and(|of| of.columns.contains(&field.column))
        {
            field.attributes.clear();
            continue;
        }
        let attributes = declaration.columns.get(&field.column);
        if !declaration.has_types {
            field.attributes.clear();
        }
        field.attributes.extend(attributes.into_iter().flatten().cloned());
    }
    if object.engine == "Dictionary" {
        in_order(&mut fields, &key);
    }
    let mut text = options.banner.banner();
    for sentence in &left_out {
        let sentence = sentence.replace('\n', " ");
        text.push_str(&format!("// Not declared: {sentence}\n"));
    }
    if !left_out.is_empty() {
        text.push('\n');
    }
    let mut imports = declaration.imports;
    imports.insert("sea_orm::entity::prelude::*".to_owned());
    imports.insert("sea_orm_clickhouse::prelude::*".to_owned());
    if types.has_types {
        imports.insert("sea_orm_clickhouse::types".to_owned());
    }
    for definition in &types.definitions {
        for derive in ["ClickHouseTuple", "ClickHouseVariant"] {
            if definition.contains(derive) {
                imports.insert(format!("sea_orm_clickhouse::{derive}"));
            }
        }
    }
    if let Some(traits) = options.with_serde.names() {
        for name in ["Deserialize", "Serialize"] {
            if traits.contains(name) {
                imports.insert(format!("serde::{name}"));
            }
        }
    }
    text.push_str(&uses(&imports));
    text.push('\n');
    text.push_str(&options.model_attributes());
    let comment = match object.comment.is_empty() {
        true => String::new(),
        false => format!(", comment = {:?}", object.comment),
    };
    text.push_str(&format!("#[sea_orm(table_name = {:?}{comment})]\n", object.name));
    if let Some(mut attributes) = declaration.attributes {
        let of_engine = || match inherited {
            // The attribute of the local table names it.
            Some(_) => None,
            None => distributed::cluster(&object.name, &object.database, objects),
        };
        if let Some(cluster) = options.cluster.clone().or_else(of_engine) {
            attributes.push(format!("cluster = {cluster:?}"));
        }
        text.push_str("#[clickhouse(\n");
        for attribute in attributes {
            text.push_str(&format!("    {attribute},\n"));
        }
        text.push_str(")]\n");
    }
    text.push_str("pub struct Model {\n");
    for field in &fields {
        let is_key = key.contains(&field.column);
        if let Some(attribute) = options.serde_attribute(&field.column, is_key) {
            text.push_str(&format!("    {attribute}\n"));
        }
        text.push_str(&of_field(field, is_key));
    }
    text.push_str("}\n");
    if options.format == EntityFormat::Compact {
        text.push_str("\n#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]\npub enum Relation {}\n");
    }
    if !options.no_behavior {
        text.push_str("\nimpl ActiveModelBehavior for ActiveModel {}\n");
    }
    for definition in &types.definitions {
        text.push('\n');
        text.push_str(definition);
    }
    Ok(Model { text, left_out })
}

/// The lines of `use`, one for each module.
fn uses(paths: &BTreeSet<String>) -> String {
    let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in paths {
        match path.rsplit_once("::") {
            Some((module, name)) => modules.entry(module).or_default().push(name),
            None => {
                modules.entry(path).or_default();
            }
        }
    }
    let lines = modules.into_iter().map(|(module, names)| match names.as_slice() {
        [] => format!("use {module};\n"),
        [name] => format!("use {module}::{name};\n"),
        names => format!("use {module}::{{{}}};\n", names.join(", ")),
    });
    lines.collect()
}

fn of_field(field: &Field, is_key: bool) -> String {
    let mut of_sea_orm = Vec::new();
    if is_key {
        of_sea_orm.extend(["primary_key".to_owned(), "auto_increment = false".to_owned()]);
    }
    if field.name != field.column {
        of_sea_orm.push(format!("column_name = {:?}", field.column));
    }
    let mut text = String::new();
    if !of_sea_orm.is_empty() {
        text.push_str(&format!("    #[sea_orm({})]\n", of_sea_orm.join(", ")));
    }
    if !field.attributes.is_empty() {
        text.push_str(&format!("    #[clickhouse({})]\n", field.attributes.join(", ")));
    }
    text.push_str(&format!("    pub {}: {},\n", raw(&field.name), field.code));
    text
}

/// Puts the fields of the key, which are where they are, into its order: that of a dictionary's key has a meaning.
fn in_order(fields: &mut [Field], key: &[String]) {
    for (i, column) in key.iter().enumerate() {
        let is_later = |field: &Field| key.get(i..).unwrap_or_default().contains(&field.column);
        let first = fields.iter().position(is_later);
        let own = fields.iter().position(|field| field.column == *column);
        if let (Some(first), Some(own)) = (first, own) {
            fields.swap(first, own);
        }
    }
}

/// The columns that the rows are sorted by, or the first column that can be a key of SeaORM.
fn primary_key(fields: &[Field], sorted: &[String]) -> Option<Vec<String>> {
    /// SeaORM's longest key.
    const LONGEST: usize = 12;
    let is_key = |column: &&String| {
        fields
            .iter()
            .any(|field| field.column == **column && field.is_key)
    };
    let key: Vec<_> = sorted.iter().filter(is_key).take(LONGEST).cloned().collect();
    if !key.is_empty() {
        return Some(key);
    }
    let is_stored = |field: &&Field| {
        let is_computed = |attribute: &String| {
            ["alias", "ephemeral", "materialized"]
                .iter()
                .any(|kind| attribute.starts_with(kind))
        };
        field.is_key && !field.attributes.iter().any(is_computed)
    };
    let first = fields.iter().find(is_stored)?;
    Some(vec![first.column.clone()])
}
