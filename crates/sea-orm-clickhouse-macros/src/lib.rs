//! The derives of `sea-orm-clickhouse`.

mod entity;
mod row;
mod structured;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Registers the entity of a model for every connection of the program, so that its columns are read exactly as the
/// types of its fields. It stands beside SeaORM's `DeriveEntityModel`, on the model.
///
/// With an attribute `clickhouse` on the model or on one of its fields it implements the trait of the same name too: the
/// entity declares its table. Without any it does not, so that the trait, or that of views or dictionaries, can be
/// implemented by hand; the registration knows of it.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
/// #[sea_orm(table_name = "event")]
/// #[clickhouse(engine = Engine::merge_tree(), order_by = [Column::Protocol, Column::Id])]
/// pub struct Model {
///     #[sea_orm(primary_key, auto_increment = false)]
///     pub id: i64,
///     #[clickhouse(low_cardinality)]
///     pub protocol: String,
/// }
/// ```
///
/// What stands after `=` are expressions of Rust, in the scope of the model. Where one of the table is meant, it is a
/// column of the entity (`Column::Id`), a function of the dialect, or what else `sea_query::Expr` is made from; one of a column
/// alone is `Expr::col(Column::Id)` among the arguments of a function.
///
/// | attribute of the model | what it declares |
/// |---|---|
/// | `engine = Engine::replacing_merge_tree_by("version")` | `ENGINE`; without it `MergeTree` |
/// | `order_by = [Column::A, (Column::B, Order::Desc)]` | `ORDER BY`: one expression, or several in brackets, none for no order, each with a direction or without; without it the primary key |
/// | `partition_by = to_yyyymm(Expr::col(Column::At))` | `PARTITION BY`, one or several |
/// | `primary_key = [Column::A]` | `PRIMARY KEY`, one or several |
/// | `sample_by = Column::Hash` | `SAMPLE BY` |
/// | `ttl = Ttl::new(..).to_volume("slow")` | `TTL`: a rule or an expression, one or several |
/// | `settings(index_granularity = 1024)` | `SETTINGS` |
/// | `index(name = "by_port", expr = Column::Port, type = SkipIndexType::MinMax, granularity = 4)` | a skip index; it may stand several times |
/// | `projection(name = "by_port", select = .., settings(..))` | a projection of a `SelectStatement`; it may stand several times |
/// | `projection(name = "by_port", index = Column::Port)` | one that is an index of an expression |
/// | `constraint(name = "has_port", check = Column::Port.gt(0))` | a constraint that is checked, or assumed by `assume`; it may stand several times |
/// | `cluster = "events"` | `ON CLUSTER` |
/// | `distributed(local = event_local::Entity, cluster = "events", sharding_key = Column::Id, policy = "..")` | the engine `Distributed` over the tables of another entity that declares its own, and `ON CLUSTER` of that cluster; a field without attributes of its own has the type and default that the local entity declares |
///
/// The comment of a table, view or dictionary is SeaORM's `#[sea_orm(comment = "..")]`.
///
/// An entity over a view or dictionary is only read. Its trait is `ClickHouseViewEntity` or `ClickHouseDictionaryEntity`. What
/// it is made of is the attribute that it begins with:
///
/// | attribute of the model | what it declares |
/// |---|---|
/// | `view = event::Entity::find().filter(..)` | a view: a select of SeaORM or a `SelectStatement`, whose columns have the names of the model's |
/// | `materialized_view = ..` | a materialized view; its own table has the attributes of a table, and those of its columns |
/// | `to = total::Entity` | of a materialized view: the entity whose table takes the rows, in place of one of its own |
/// | `refresh = Refresh::every(..)` | of a materialized view: `REFRESH` |
/// | `populate`, `empty` | of a materialized view: `POPULATE`, `EMPTY` |
/// | `sql_security = SqlSecurity::Invoker` | of views: `SQL SECURITY` |
/// | `dictionary = source::ClickHouse::table("service_row")` | a dictionary by its source; its key is the primary key of the model |
/// | `layout = Hashed::new()` | of a dictionary: `LAYOUT` |
/// | `lifetime = 300`, `lifetime = (300, 360)` | of a dictionary: `LIFETIME`, in seconds |
/// | `range = (Column::First, Column::Last)` | of a dictionary: `RANGE` |
/// | `settings(..)`, `cluster = ".."` | `SETTINGS` of a dictionary, `ON CLUSTER` of all |
///
/// | attribute of a field | what it declares |
/// |---|---|
/// | `type = "DateTime64(3, 'UTC')"` | the type, by its name or as a `DataType`; a field that is an `Option` makes it Nullable |
/// | `low_cardinality` | `LowCardinality` of the type |
/// | `default = now()` | `DEFAULT` |
/// | `materialized = ..`, `alias = ..` | `MATERIALIZED`, `ALIAS`: an INSERT leaves it out, see the trait's `insertable` |
/// | `ephemeral`, `ephemeral = ..` | `EPHEMERAL`: no SELECT can name it, so an entity that has such a field is only inserted |
/// | `codec = [Codec::delta(4), Codec::zstd(1)]` | `CODEC`, also as a text: `"Delta(4), ZSTD(1)"` |
/// | `ttl = ..` | `TTL` of the column |
/// | `comment = ".."` | `COMMENT`, in the place of SeaORM's |
/// | `statistics = [Statistics::Uniq]` | `STATISTICS` |
/// | `settings(max_compress_block_size = 65536)` | `SETTINGS` of the column |
///
/// | attribute of a field of a dictionary | what it declares |
/// |---|---|
/// | `type = ".."` | the type, as of a column |
/// | `default = "unknown"` | `DEFAULT`: a value, for a key that is not there |
/// | `expression = upper(Expr::col("label"))` | `EXPRESSION`: what the source is asked for |
/// | `hierarchical`, `bidirectional`, `injective`, `is_object_id` | the words of these names |
#[proc_macro_derive(ClickHouseEntity, attributes(clickhouse))]
pub fn derive_clickhouse_entity(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input);
    entity::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes a struct with named fields the type of a field, `Tuple(a A, b B, ...)`, and a `Vec` of it one of `Nested(...)`
/// or `Array(Tuple(...))`. Its fields are of types that implement `ClickHouseType`; `#[clickhouse(rename = "...")]` gives
/// an element another name than its field has.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, ClickHouseTuple)]
/// pub struct Address {
///     pub street: String,
///     #[clickhouse(rename = "zip code")]
///     pub zip: Option<u32>,
/// }
/// ```
#[proc_macro_derive(ClickHouseTuple, attributes(clickhouse))]
pub fn derive_clickhouse_tuple(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input);
    structured::tuple(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes an enum the type of a field, `Variant(A, B, ...)`. Each of its variants holds one value, of a type that
/// implements `ClickHouseType`; NULL is an `Option` of the enum.
///
/// ```text
/// #[derive(Clone, Debug, PartialEq, ClickHouseVariant)]
/// pub enum Reading {
///     Number(f64),
///     Text(String),
/// }
/// ```
#[proc_macro_derive(ClickHouseVariant)]
pub fn derive_clickhouse_variant(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input);
    structured::variant(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes a struct a row of a result: the fields of a struct with names are read from the columns of their names, those
/// of a tuple struct by position. The trait of the same name says what is read as what.
///
/// | attribute of a field | what it does |
/// |---|---|
/// | `#[clickhouse(rename = "count()")]` | reads the column of that name |
/// | `#[clickhouse(default)]` | a column that is not in the result gives the default of the type |
/// | `#[clickhouse(skip)]` | reads no column, the field is the default of its type |
/// | `#[clickhouse(nested)]` | the field is a row of its own, whose columns are in the same result |
/// | `#[clickhouse(nested, prefix = "A_")]` | and whose columns have names that begin so |
///
/// Where these say nothing, SeaORM's attributes hold as in its own derives: `column_name`, `from_alias`, `nested`, `skip` and
/// `ignore`.
///
/// ```text
/// #[derive(FromClickHouseRow)]
/// struct Daily {
///     day: NaiveDate,
///     events: i64,
///     #[clickhouse(rename = "uniqExact(user)")]
///     users: u64,
/// }
/// ```
#[proc_macro_derive(FromClickHouseRow, attributes(clickhouse))]
pub fn derive_from_clickhouse_row(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input);
    row::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
