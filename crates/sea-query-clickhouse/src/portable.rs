//! SeaQuery's portable column types and tables, as a ClickHouse user would declare them.
//!
//! | SeaQuery | ClickHouse |
//! |---|---|
//! | `Char`, `String`, `Text`, `Binary`, `VarBinary`, `Blob` | `String` |
//! | `TinyInteger` ... `BigInteger` | `Int8` ... `Int64` |
//! | `TinyUnsigned` ... `BigUnsigned` | `UInt8` ... `UInt64` |
//! | `Float`, `Double` | `Float32`, `Float64` |
//! | `Decimal(p, s)`, `Decimal` | `Decimal(p, s)`, `Decimal(38, 10)` |
//! | `Money(p, s)`, `Money` | `Decimal(p, s)`, `Decimal(19, 4)` |
//! | `Date` | `Date32` |
//! | `DateTime`, `Timestamp`, `TimestampWithTimeZone` | `DateTime64(9, 'UTC')` |
//! | `Time` | `Time64(9)` |
//! | `Year` | `UInt16` |
//! | `Boolean` | `Bool` |
//! | `Json`, `JsonBinary` | `JSON` |
//! | `Uuid` | `UUID` |
//! | `Enum` | `Enum8`, with more than 127 names `Enum16`; numbered from 1 |
//! | `Array(T)`, `Vector` | `Array(T)`, `Array(Float32)` |
//! | `Custom` | the type of that name |
//!
//! A column that may be NULL is `Nullable`, as in SQL where nothing else is said; primary keys, arrays, tuples, states of
//! aggregates and types that only the server knows are not. AUTO_INCREMENT is left to whoever inserts: ClickHouse counts no rows. FOREIGN KEY is
//! written, and means nothing to the server, so neither do its actions.

use std::borrow::Cow;

use sea_query::{
    ColumnDef, ColumnType, Expr, Index, IndexBuilder, IndexCreateStatement, MysqlQueryBuilder,
    TableCreateStatement as PortableCreate, TableRef,
};

use crate::{
    ClickHouseColumnDef, ClickHouseTable, Engine,
    build::Target,
    collect::{check_parts, table_parts},
    column::DefaultKind,
    constraint::TableConstraint,
    context::{Context, Placement},
    error::BuildError,
    render::Renderer,
    table::{TableCreateStatement, columns::Constraint},
    types::DataType,
};

/// The type that a portable type stands for.
pub(crate) fn data_type(column: &str, portable: &ColumnType) -> Result<DataType, BuildError> {
    let lacking = |name: &'static str, way_out: &str| {
        BuildError::unsupported(
            name,
            format!("column `{column}`: ClickHouse has no such type; {way_out}"),
        )
    };
    Ok(match portable {
        ColumnType::Char(_)
        | ColumnType::String(_)
        | ColumnType::Text
        | ColumnType::Blob
        | ColumnType::Binary(_)
        | ColumnType::VarBinary(_) => DataType::String,
        ColumnType::TinyInteger => DataType::Int8,
        ColumnType::SmallInteger => DataType::Int16,
        ColumnType::Integer => DataType::Int32,
        ColumnType::BigInteger => DataType::Int64,
        ColumnType::TinyUnsigned => DataType::UInt8,
        ColumnType::SmallUnsigned | ColumnType::Year => DataType::UInt16,
        ColumnType::Unsigned => DataType::UInt32,
        ColumnType::BigUnsigned => DataType::UInt64,
        ColumnType::Float => DataType::Float32,
        ColumnType::Double => DataType::Float64,
        ColumnType::Decimal(size) => decimal(column, size.unwrap_or((38, 10)))?,
        ColumnType::Money(size) => decimal(column, size.unwrap_or((19, 4)))?,
        ColumnType::DateTime | ColumnType::Timestamp | ColumnType::TimestampWithTimeZone => {
            DataType::date_time64_in(9, "UTC")
        }
        ColumnType::Time => DataType::Time64(9),
        ColumnType::Date => DataType::Date32,
        ColumnType::Boolean => DataType::Bool,
        ColumnType::Json | ColumnType::JsonBinary => DataType::Json,
        ColumnType::Uuid => DataType::Uuid,
        ColumnType::Custom(name) => match enum_names(&name.inner()) {
            Some(names) => enumeration(column, names)?,
            None => name.inner().parse().map_err(|error| {
                BuildError::invalid(name.to_string(), format!("column `{column}`: {error}"))
            })?,
        },
        ColumnType::Enum { variants, .. } => enumeration(
            column,
            variants.iter().map(|variant| variant.to_string()).collect(),
        )?,
        ColumnType::Array(element) => DataType::array(data_type(column, element)?),
        ColumnType::Vector(_) => DataType::array(DataType::Float32),
        ColumnType::Interval(..) => return Err(lacking("INTERVAL", "store a number of seconds")),
        ColumnType::Bit(_) | ColumnType::VarBit(_) => {
            return Err(lacking("BIT", "use an unsigned integer or a string"));
        }
        ColumnType::Cidr => return Err(lacking("CIDR", "use a string")),
        ColumnType::Inet => return Err(lacking("INET", "name it: custom type `IPv4` or `IPv6`")),
        ColumnType::MacAddr => return Err(lacking("MACADDR", "use a string, or UInt64 with MACNumToString")),
        ColumnType::LTree => return Err(lacking("LTREE", "use a string or an array of strings")),
        _ => return Err(lacking("column type", "name it as a custom type")),
    })
}

/// The names of `ENUM('a', 'b')`, as SeaORM's schema writes the type of an enum for MySQL: as they are, without escapes.
fn enum_names(name: &str) -> Option<Vec<String>> {
    let names = name.strip_prefix("ENUM('")?.strip_suffix("')")?;
    Some(names.split("', '").map(str::to_owned).collect())
}

fn enumeration(column: &str, names: Vec<String>) -> Result<DataType, BuildError> {
    match names.len() {
        0..=127 => Ok(DataType::enum8(names.into_iter().zip(1..=127))),
        128..=0x7fff => Ok(DataType::enum16(names.into_iter().zip(1..=i16::MAX))),
        count => Err(BuildError::invalid(
            "Enum16",
            format!("column `{column}`: it has {count} names, and room for 32767 from 1 on"),
        )),
    }
}

fn decimal(column: &str, (precision, scale): (u32, u32)) -> Result<DataType, BuildError> {
    match (u8::try_from(precision), u8::try_from(scale)) {
        (Ok(precision @ 1..=76), Ok(scale)) if scale <= precision => Ok(DataType::decimal(precision, scale)),
        _ => Err(BuildError::invalid(
            format!("Decimal({precision}, {scale})"),
            format!("column `{column}`: a precision is 1 to 76 digits, and the scale not more than it"),
        )),
    }
}

/// The column that a portable definition stands for, outside of a table that would take its CHECK.
pub(crate) fn lone_column(definition: &ColumnDef) -> Result<ClickHouseColumnDef, BuildError> {
    if definition.get_column_spec().check.is_some() {
        return Err(BuildError::unsupported(
            "CHECK",
            format!(
                "column `{}`: ClickHouse's columns have no checks, its tables have; declare it in `Table::create()`",
                definition.get_column_name()
            ),
        ));
    }
    column(definition)
}

/// The column that a portable definition stands for.
fn column(column: &ColumnDef) -> Result<ClickHouseColumnDef, BuildError> {
    let name = column.get_column_name();
    let spec = column.get_column_spec();
    let Some(portable) = column.get_column_type() else {
        return Err(BuildError::invalid("column", format!("`{name}` has no type")));
    };
    let mut exact = data_type(&name, portable)?;
    // Of a type without a variant here, only the server knows whether it can be NULL, and a tuple needs a setting for it.
    let valid = exact.unwrap_low_cardinality().is_valid_in_nullable();
    let may_be_null = valid
        && !matches!(
            exact,
            DataType::Custom(_)
                | DataType::Tuple(_)
                | DataType::Point
                | DataType::QBit(..)
                | DataType::SimpleAggregateFunction(_)
        );
    let wanted = spec.nullable.unwrap_or(!spec.primary_key && may_be_null);
    if wanted && !exact.is_nullable() {
        if !valid {
            return Err(BuildError::unsupported(
                "NULL",
                format!(
                    "column `{name}` is {exact}, which cannot be NULL in ClickHouse; declare it NOT NULL"
                ),
            ));
        }
        exact = exact.nullable();
    }
    if spec.unique {
        return Err(BuildError::unsupported(
            "UNIQUE",
            format!(
                "column `{name}`: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the \
                 last row of a sorting key"
            ),
        ));
    }
    if let Some(extra) = &spec.extra {
        return Err(BuildError::unsupported(
            "extra text",
            format!("column `{name}`: `{extra}` is not read; set codec and TTL by `ClickHouseColumnDef`"),
        ));
    }
    let mut definition = ClickHouseColumnDef::new(name.clone(), exact);
    definition.comment.clone_from(&spec.comment);
    definition.default = match (&spec.default, &spec.generated) {
        (Some(default), None) => Some((DefaultKind::Default, default.clone())),
        (None, Some(generated)) => {
            let kind = if generated.stored {
                DefaultKind::Materialized
            } else {
                DefaultKind::Alias
            };
            Some((kind, generated.expr.clone()))
        }
        (None, None) => None,
        (Some(_), Some(_)) => {
            return Err(BuildError::invalid(
                "DEFAULT",
                format!("column `{name}` is generated and has a default"),
            ));
        }
    };
    Ok(definition)
}

/// The MergeTree table that a portable CREATE TABLE stands for, sorted by its primary key.
pub(crate) fn table(
    renderer: &Renderer<'_>,
    create: &PortableCreate,
    types: &[(&str, &str)],
) -> Result<TableCreateStatement, BuildError> {
    let parts = table_parts(renderer, create);
    let is_column = |name: &str| {
        let mut columns = parts.columns.iter();
        columns.any(|column| column.get_column_name() == name)
    };
    if let Some((name, data_type)) = types.iter().find(|(name, _)| !is_column(name)) {
        return Err(BuildError::invalid(
            (*data_type).to_owned(),
            format!("it is the type of column `{name}`, which the table does not have"),
        ));
    }
    let Some(name) = create.get_table_name() else {
        return Err(BuildError::invalid("CREATE TABLE", "it names no table"));
    };
    // On a cluster without replication each node would keep rows of its own.
    let engine = match renderer.context.target.cluster {
        Some(_) if !parts.temporary => Engine::merge_tree().replicated(),
        _ => Engine::merge_tree(),
    };
    let mut table = ClickHouseTable::create(name.clone()).engine(engine);
    if parts.if_not_exists {
        table = table.if_not_exists();
    }
    if parts.temporary {
        table = table.temporary();
    }
    if let Some(comment) = create.get_comment() {
        table = table.comment(comment);
    }
    let mut key: Vec<String> = Vec::new();
    for index in &parts.indexes {
        let spec = index.get_index_spec();
        if index.is_primary_key() {
            let names = spec.get_column_names();
            if !is_plain_key(index, &names) {
                return Err(BuildError::unsupported(
                    "PRIMARY KEY",
                    "of a portable table it is a list of columns; for expressions and orders use \
                     `ClickHouseTable::create(..).order_by_exprs(..)`",
                ));
            }
            key.extend(names);
        } else {
            return Err(refused_index(spec.get_name(), index.is_unique_key()));
        }
    }
    let mut checks = parts.checks;
    for definition in &parts.columns {
        let spec = definition.get_column_spec();
        let in_key = key.contains(&definition.get_column_name());
        let name = definition.get_column_name();
        let mut definition = if in_key && spec.nullable.is_none() {
            let mut definition = definition.clone();
            Cow::Owned(definition.not_null().take())
        } else {
            Cow::Borrowed(definition)
        };
        if let Some((_, data_type)) = types.iter().find(|(typed, _)| *typed == name) {
            definition.to_mut().custom((*data_type).to_owned());
        }
        if spec.primary_key && !in_key {
            key.push(definition.get_column_name());
        }
        checks.extend(spec.check.as_ref().and_then(|check| check_parts(renderer, check)));
        table = table.col(column(&definition)?);
    }
    for (i, (name, expr)) in checks.into_iter().enumerate() {
        let name = name.map_or_else(|| format!("check_{}", i + 1), |name| name.to_string());
        table
            .columns
            .constraints
            .push(Constraint::Named(TableConstraint::check(name, expr)));
    }
    for foreign_key in create.get_foreign_key_create_stmts() {
        let foreign_key = foreign_key.get_foreign_key();
        let Some(references @ TableRef::Table(..)) = foreign_key.get_ref_table() else {
            return Err(BuildError::invalid("FOREIGN KEY", "it references no table"));
        };
        table.columns.constraints.push(Constraint::ForeignKey {
            columns: foreign_key.get_columns(),
            table: references.clone(),
            references: foreign_key.get_ref_columns(),
        });
    }
    let mut table = table.order_by_exprs(key.into_iter().map(Expr::col));
    table.storage.is_portable_key = true;
    Ok(table)
}

/// Whether the key is written as its columns alone: no prefix, order, expression, INCLUDE or condition.
fn is_plain_key(index: &IndexCreateStatement, names: &[String]) -> bool {
    let mut written = String::new();
    MysqlQueryBuilder.prepare_table_index_expression(index, &mut written);
    let mut expected = Index::create();
    expected.primary();
    if let Some(name) = index.get_index_spec().get_name() {
        expected.name(name);
    }
    for name in names {
        expected.col(name.clone());
    }
    let mut text = String::new();
    MysqlQueryBuilder.prepare_table_index_expression(&expected, &mut text);
    written == text
}

pub(crate) fn refused_index(name: Option<&str>, unique: bool) -> BuildError {
    let name = name.unwrap_or("without a name");
    if unique {
        BuildError::unsupported(
            "UNIQUE",
            format!(
                "index {name}: ClickHouse has no unique keys; a table of the ReplacingMergeTree engine keeps the last \
                 row of a sorting key"
            ),
        )
    } else {
        BuildError::unsupported(
            "INDEX",
            format!(
                "index {name}: ClickHouse finds rows by the sorting key and skips granules by typed indexes; add one \
                 by `ClickHouseTable::alter(..).add_index(SkipIndex::new(..))`"
            ),
        )
    }
}

impl TableCreateStatement {
    /// The table that a portable CREATE TABLE of SeaQuery stands for: a MergeTree sorted by its primary key, whose
    /// engine, keys and settings can then be set. Of an engine that does not sort, such as `Memory`, the primary key is
    /// left out, and of one that has a PRIMARY KEY and no ORDER BY, such as `KeeperMap`, it is that.
    ///
    /// # Errors
    ///
    /// When it has what ClickHouse lacks, such as a unique key.
    ///
    /// ```
    /// use sea_query::{ColumnDef, Table};
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, Engine, table::TableCreateStatement};
    ///
    /// let portable = Table::create()
    ///     .table("event")
    ///     .col(ColumnDef::new("id").big_integer().not_null().primary_key())
    ///     .col(ColumnDef::new("name").string())
    ///     .to_owned();
    /// let table = TableCreateStatement::from_portable(&portable)?.engine(Engine::replacing_merge_tree());
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64, `name` Nullable(String)) ENGINE = ReplacingMergeTree ORDER BY `id`"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn from_portable(create: &PortableCreate) -> Result<Self, BuildError> {
        Self::from_portable_with_types(create, &[])
    }

    /// As [`from_portable`](Self::from_portable), with types of ClickHouse, by their names, for columns whose portable
    /// type says less or has no counterpart. A column that may be NULL is `Nullable` as if its portable type were a
    /// custom one of that name.
    ///
    /// # Errors
    ///
    /// As [`from_portable`](Self::from_portable), and when the table has no such column or the name is not one of a type.
    ///
    /// ```
    /// use sea_query::{ColumnDef, Table};
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, table::TableCreateStatement};
    ///
    /// let portable = Table::create()
    ///     .table("event")
    ///     .col(ColumnDef::new("id").big_integer().not_null().primary_key())
    ///     .col(ColumnDef::new("host").inet())
    ///     .to_owned();
    /// let table = TableCreateStatement::from_portable_with_types(&portable, &[("host", "IPv6")])?;
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64, `host` Nullable(IPv6)) ENGINE = MergeTree ORDER BY `id`"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn from_portable_with_types(
        create: &PortableCreate,
        types: &[(&str, &str)],
    ) -> Result<Self, BuildError> {
        Self::portable(create, types, &Target::default())
    }

    /// As [`from_portable`](Self::from_portable), for where it is made: on a cluster the engine is replicated, so that not each node
    /// keeps rows of its own.
    ///
    /// # Errors
    ///
    /// As [`from_portable`](Self::from_portable).
    ///
    /// ```
    /// use sea_query::{ColumnDef, Table};
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, Target, table::TableCreateStatement};
    ///
    /// let portable = Table::create()
    ///     .table("event")
    ///     .col(ColumnDef::new("id").big_integer().primary_key())
    ///     .take();
    /// let table = TableCreateStatement::from_portable_for(&portable, &Target::default().on_cluster("main"))?;
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64) ENGINE = ReplicatedMergeTree ORDER BY `id`"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn from_portable_for(create: &PortableCreate, target: &Target<'_>) -> Result<Self, BuildError> {
        Self::portable(create, &[], target)
    }

    fn portable(
        create: &PortableCreate,
        types: &[(&str, &str)],
        target: &Target<'_>,
    ) -> Result<Self, BuildError> {
        let context = Context::new(target, Placement::Literals);
        let table = table(&Renderer::new(&context), create, types)?;
        context.finish()?;
        Ok(table)
    }
}
