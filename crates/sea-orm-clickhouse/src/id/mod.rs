//! Primary keys that an INSERT leaves out. ClickHouse has no AUTO_INCREMENT, so they are made by an [`IdGenerator`]: the
//! entity's, else the connection's, else by the type of the column. A column with a DEFAULT keeps it.

mod number;
mod sequence;
mod server;
mod snowflake;

use std::{
    collections::HashMap,
    env,
    error::Error,
    fmt,
    sync::{Arc, PoisonError, RwLock},
};

use sea_orm::EntityTrait;
use sea_query::{TableRef, Value};
use sea_query_clickhouse::{DataType, connection::Cell};
use uuid::Uuid;

use self::sequence::Sequences;
pub use self::snowflake::Snowflake;
use crate::{
    connection::ClickHouseConnection,
    error::ClickHouseError,
    insert::{Values, table_name},
    options::ClickHouseConnectOptions,
    registry::{EntityFields, key},
    table::{Default, Table},
};

/// The environment variable that names the worker where the options do not.
const WORKER_ID: &str = "CLICKHOUSE_WORKER_ID";

/// Makes primary keys that an INSERT leaves out.
///
/// A key is made where it is not set, the entity is registered, its key is one column, and that column is not nullable
/// and has no DEFAULT in the table. The generator of the [entity](ClickHouseConnection::set_id_generator_of) is asked
/// first, then that of the [connection](ClickHouseConnection::set_id_generator); what both leave is made by the type of
/// the column:
///
/// | column | key |
/// |---|---|
/// | Int64, UInt64, and the integers of 128 and 256 bits | a [`Snowflake`] where there is a worker id; else the server's own [`generateSnowflakeID`](https://clickhouse.com/docs/sql-reference/functions/uuid-functions#generateSnowflakeID), at the price of one SELECT for all rows of an INSERT |
/// | UUID | version 7, in ascending order within the process |
/// | integers of 32 bits and fewer | the highest value of the table and one, counted up by the connection. Two processes that insert at once can make the same: meant for small tables |
/// | any other | none: the INSERT is refused |
///
/// The worker id, 0 to 1023, is the option [`worker_id`](ClickHouseConnectOptions::worker_id) of the connection, or the
/// environment variable `CLICKHOUSE_WORKER_ID`. It is never made up: two processes with the same would make the same
/// keys, and nobody would notice.
///
/// The keys are in the models that `insert`, `insert_many` and `save` return, in the order of the rows, and nothing is read
/// back for it.
///
/// ```
/// use std::error::Error;
///
/// use sea_orm::{Value, prelude::async_trait::async_trait};
/// use sea_orm_clickhouse::{IdGenerator, IdRequest};
///
/// /// Random keys of 16 letters and digits, for columns of text.
/// struct Letters;
///
/// #[async_trait]
/// impl IdGenerator for Letters {
///     async fn generate(&self, request: &IdRequest<'_>) -> Result<Option<Vec<Value>>, Box<dyn Error + Send + Sync>> {
///         if request.data_type().to_string() != "String" {
///             return Ok(None);
///         }
///         let ids = (0..request.count()).map(|_| {
///             let id: String = uuid::Uuid::new_v4().simple().to_string();
///             Value::from(&id[..16])
///         });
///         Ok(Some(ids.collect()))
///     }
/// }
///
/// # fn example(db: &sea_orm_clickhouse::ClickHouseConnection) {
/// db.set_id_generator(Letters);
/// # }
/// ```
#[async_trait::async_trait]
pub trait IdGenerator: Send + Sync + 'static {
    /// As many keys as the request [counts](IdRequest::count), in the order of the rows that get them; `None` leaves the
    /// column to the next generator. It is called by many tasks at once.
    ///
    /// Whole numbers of any type become what the field takes; anything else must be of the field's own variant.
    ///
    /// # Errors
    ///
    /// Any error ends the INSERT before a row is sent. So does another number of keys than was asked for, a NULL, and a
    /// key that the column does not hold.
    async fn generate(
        &self,
        request: &IdRequest<'_>,
    ) -> Result<Option<Vec<Value>>, Box<dyn Error + Send + Sync>>;
}

/// What an [`IdGenerator`] is asked for: the keys of one column for the rows of one INSERT.
#[derive(Clone, Copy)]
pub struct IdRequest<'a> {
    db: &'a ClickHouseConnection,
    table_ref: &'a TableRef,
    table: &'a Table,
    column: &'a str,
    data_type: &'a DataType,
    given: &'a [Cell],
    count: usize,
}

impl<'a> IdRequest<'a> {
    /// The connection that the INSERT runs on.
    pub fn connection(&self) -> &'a ClickHouseConnection {
        self.db
    }

    /// The name of the table, without its database.
    pub fn table(&self) -> &'a str {
        &self.table.name
    }

    /// The database of the table, where the entity names one by `schema_name`.
    pub fn database(&self) -> Option<String> {
        let schema = table_name(self.table_ref)?.0.as_ref()?;
        Some(schema.1.to_string())
    }

    /// The name of the column.
    pub fn column(&self) -> &'a str {
        self.column
    }

    /// The type of the column, as the server describes it.
    pub fn data_type(&self) -> &'a DataType {
        self.data_type
    }

    /// How many keys are asked for; at least one.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The keys that other rows of the same INSERT set themselves.
    pub fn given(&self) -> impl Iterator<Item = &'a Value> {
        self.given.iter().filter_map(|cell| match cell {
            Cell::Value(value) => Some(value),
            _ => None,
        })
    }
}

impl fmt::Debug for IdRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IdRequest")
            .field("table", &self.table())
            .field("column", &self.column)
            .field("data_type", &self.data_type)
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}

/// What a connection makes keys with.
#[derive(std::default::Default)]
pub(crate) struct Ids {
    of_connection: RwLock<Option<Arc<dyn IdGenerator>>>,
    of_tables: RwLock<HashMap<String, Arc<dyn IdGenerator>>>,
    snowflake: Option<Snowflake>,
    sequences: Sequences,
}

impl Ids {
    pub(crate) fn new(options: &ClickHouseConnectOptions) -> Result<Self, ClickHouseError> {
        let worker_id = match options.get_worker_id() {
            Some(worker_id) => Some(worker_id),
            None => worker_of_environment()?,
        };
        Ok(Self {
            snowflake: worker_id.map(Snowflake::new).transpose()?,
            ..Self::default()
        })
    }

    fn of(&self, table: &TableRef) -> [Option<Arc<dyn IdGenerator>>; 2] {
        let of_table = table_name(table).and_then(|name| {
            let schema = name.0.as_ref().map(|schema| schema.1.inner());
            let known = self.of_tables.read().unwrap_or_else(PoisonError::into_inner);
            known.get(&key(schema.as_deref(), &name.1.inner())).cloned()
        });
        let of_connection = self.of_connection.read().unwrap_or_else(PoisonError::into_inner);
        [of_table, of_connection.clone()]
    }
}

/// The worker id of the environment; an empty one is none.
fn worker_of_environment() -> Result<Option<u16>, ClickHouseError> {
    let Some(text) = env::var_os(WORKER_ID).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let text = text.to_string_lossy();
    text.parse().map(Some).map_err(|_| {
        ClickHouseError::configuration(format!(
            "the environment variable {WORKER_ID} is `{}`, but a worker id is a number from 0 to {}",
            text.escape_debug(),
            Snowflake::MAX_WORKER_ID
        ))
    })
}

impl ClickHouseConnection {
    /// Lets a generator make the keys that an INSERT leaves out, on this connection and its clones. What it leaves is made
    /// by the type of the column.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::{ClickHouse, Snowflake};
    ///
    /// let db = ClickHouse::connect("clickhouse://127.0.0.1/shop").await?;
    /// // The same as the option `worker_id=7`.
    /// db.set_id_generator(Snowflake::new(7)?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_id_generator(&self, generator: impl IdGenerator) -> &Self {
        let known = &self.ids().of_connection;
        *known.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(generator));
        self
    }

    /// Lets a generator make the keys of one entity, on this connection and its clones, and
    /// [registers](Self::register) the entity. It goes before the generator of the connection.
    ///
    /// ```no_run
    /// # mod event {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "event")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key)]
    /// #         pub id: i64,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm_clickhouse::ClickHouseError> {
    /// use sea_orm_clickhouse::Snowflake;
    ///
    /// db.set_id_generator_of::<event::Entity>(Snowflake::new(7)?);
    /// # Ok(())
    /// # }
    /// ```
    pub fn set_id_generator_of<E: EntityTrait>(&self, generator: impl IdGenerator) -> &Self {
        let entity = E::default();
        self.ids()
            .of_tables
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(
                key(entity.schema_name(), entity.table_name()),
                Arc::new(generator),
            );
        self.register::<E>()
    }
}

/// Gives the primary key its values where the INSERT leaves it out. Of an entity that is not registered the key is the one that
/// is given here, or else what RETURNING asks for alone.
pub(crate) async fn generate(
    db: &ClickHouseConnection,
    table_ref: &TableRef,
    table: &Table,
    returning: &[String],
    key: Option<&String>,
    values: &mut Values,
) -> Result<(), ClickHouseError> {
    let fields = table_name(table_ref).and_then(|name| db.registry().find(name));
    let keys = match (&fields, key) {
        (Some(fields), _) => fields.made_key(),
        (None, Some(key)) => std::slice::from_ref(key),
        // SeaORM's `exec` asks for the primary key alone; `exec_with_returning` asks for all columns.
        (None, None) if returning.len() == 1 && table.columns.len() > 1 => returning,
        (None, None) => &[],
    };
    for name in keys {
        let given = values.column(name).unwrap_or_default();
        let set = |cell: &&Cell| **cell != Cell::Default;
        let count = values.rows - given.iter().filter(set).count();
        let Some(column) = table.column(name).filter(|_| count > 0) else {
            continue;
        };
        if column.default != Default::None || column.data_type.is_nullable() {
            continue;
        }
        let request = IdRequest {
            db,
            table_ref,
            table,
            column: name,
            data_type: &column.data_type,
            given,
            count,
        };
        let Some(made) = make(&request).await? else {
            continue;
        };
        let mut made = checked(&request, fields.as_deref(), made)?.into_iter();
        let cells = match values.column(name) {
            None => made.map(Cell::Value).collect(),
            Some(given) => given
                .iter()
                .map(|cell| match cell {
                    Cell::Default => made.next().map_or(Cell::Default, Cell::Value),
                    set => set.clone(),
                })
                .collect(),
        };
        values.set(name, cells);
    }
    Ok(())
}

/// The keys of the first generator that makes some.
async fn make(request: &IdRequest<'_>) -> Result<Option<Vec<Value>>, ClickHouseError> {
    let ids = request.db.ids();
    for generator in ids.of(request.table_ref).into_iter().flatten() {
        let made = generator
            .generate(request)
            .await
            .map_err(|error| match error.downcast() {
                Ok(error) => *error,
                Err(error) => failed(request, &error.to_string()),
            })?;
        if made.is_some() {
            return Ok(made);
        }
    }
    Ok(match request.data_type.value_type() {
        DataType::Uuid => Some(
            (0..request.count)
                .map(|_| Value::Uuid(Some(Uuid::now_v7())))
                .collect(),
        ),
        data_type if snowflake::fits(data_type) => Some(match &ids.snowflake {
            Some(snowflake) => snowflake.ids(request.count).await?,
            None => server::snowflakes(request).await?,
        }),
        data_type => match sequence::limit(data_type) {
            Some(limit) => Some(ids.sequences.next(request, limit).await?),
            None => None,
        },
    })
}

/// The keys as the field takes them.
fn checked(
    request: &IdRequest<'_>,
    fields: Option<&EntityFields>,
    made: Vec<Value>,
) -> Result<Vec<Value>, ClickHouseError> {
    if made.len() != request.count {
        return Err(failed(
            request,
            &format!(
                "it made {} keys of the {} that were asked for",
                made.len(),
                request.count
            ),
        ));
    }
    let variant = fields.and_then(|fields| fields.variant(request.column));
    made.into_iter()
        .map(|value| match value.is_some() {
            true => number::in_field(value, variant, request),
            false => Err(failed(request, "it made a NULL")),
        })
        .collect()
}

fn failed(request: &IdRequest<'_>, sentence: &str) -> ClickHouseError {
    ClickHouseError::type_error(format!(
        "the id generator of column `{}` of table `{}` failed: {sentence}",
        request.column, request.table.name
    ))
}

#[cfg(test)]
mod tests;
