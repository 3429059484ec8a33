use sea_orm::{DbBackend, EntityTrait, Iterable, PrimaryKeyToColumn, Schema};
use sea_query::Iden;
use sea_query_clickhouse::{
    BuildError, ClickHouseDictionary,
    dictionary::{DictionaryAttribute, DictionaryCreateStatement},
    table::TableCreateStatement,
};

/// Tables and dictionaries from entities.
#[derive(Clone, Copy, Debug)]
pub struct ClickHouseSchema;

impl ClickHouseSchema {
    /// The table of an entity: a MergeTree sorted by its primary key, to which engine, keys, partitions, indexes and
    /// settings are added. A field's ClickHouse type is named by SeaORM's `column_type` attribute; without it, it is the
    /// one of the portable types.
    ///
    /// # Errors
    ///
    /// When the entity has what ClickHouse lacks, such as a unique column.
    ///
    /// ```
    /// mod event {
    ///     use sea_orm::entity::prelude::*;
    ///
    ///     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    ///     #[sea_orm(table_name = "event")]
    ///     pub struct Model {
    ///         #[sea_orm(primary_key, auto_increment = false)]
    ///         pub id: i64,
    ///         #[sea_orm(column_type = r#"custom("LowCardinality(String)")"#)]
    ///         pub protocol: String,
    ///         #[sea_orm(column_type = r#"custom("Date")"#)]
    ///         pub day: Date,
    ///     }
    ///
    ///     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    ///     pub enum Relation {}
    ///
    ///     impl ActiveModelBehavior for ActiveModel {}
    /// }
    ///
    /// use sea_orm::sea_query::Expr;
    /// use sea_orm_clickhouse::ClickHouseSchema;
    /// use sea_query_clickhouse::ClickHouseQueryBuilder;
    ///
    /// let table = ClickHouseSchema::create_table_from_entity(event::Entity)?
    ///     .partition_by(Expr::cust("toYYYYMM(day)"))
    ///     .order_by(["protocol", "id"]);
    /// assert_eq!(
    ///     table.to_string(ClickHouseQueryBuilder),
    ///     "CREATE TABLE `event` (`id` Int64, `protocol` LowCardinality(String), `day` Date) \
    ///      ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY (`protocol`, `id`)"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn create_table_from_entity<E: EntityTrait>(entity: E) -> Result<TableCreateStatement, BuildError> {
        Self::with_types(entity, &[])
    }

    /// The dictionary of an entity: its columns as attributes, its primary key as the key, to which source, layout and
    /// lifetime are added.
    ///
    /// # Errors
    ///
    /// When the entity has what a dictionary lacks, such as a default that is an expression, or the comment of a column.
    ///
    /// ```
    /// # mod service {
    /// #     use sea_orm::entity::prelude::*;
    /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    /// #     #[sea_orm(table_name = "service")]
    /// #     pub struct Model {
    /// #         #[sea_orm(primary_key, auto_increment = false)]
    /// #         pub port: u64,
    /// #         pub name: String,
    /// #     }
    /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    /// #     pub enum Relation {}
    /// #     impl ActiveModelBehavior for ActiveModel {}
    /// # }
    /// use sea_orm_clickhouse::ClickHouseSchema;
    /// use sea_query_clickhouse::{ClickHouseQueryBuilder, dictionary::{layout::Flat, source}};
    ///
    /// let dictionary = ClickHouseSchema::create_dictionary_from_entity(service::Entity)?
    ///     .source(source::ClickHouse::table("service_row"))
    ///     .layout(Flat::new())
    ///     .lifetime(300);
    /// assert_eq!(
    ///     dictionary.to_string(ClickHouseQueryBuilder),
    ///     "CREATE DICTIONARY `service` (`port` UInt64, `name` String) PRIMARY KEY `port` \
    ///      SOURCE(CLICKHOUSE(table 'service_row')) LAYOUT(FLAT()) LIFETIME(300)"
    /// );
    /// # Ok::<(), sea_query_clickhouse::BuildError>(())
    /// ```
    pub fn create_dictionary_from_entity<E: EntityTrait>(
        entity: E,
    ) -> Result<DictionaryCreateStatement, BuildError> {
        Self::dictionary_with_types(entity, &[])
    }

    /// The dictionary of an entity, with types of ClickHouse for the columns that name one.
    pub(crate) fn dictionary_with_types<E: EntityTrait>(
        entity: E,
        types: &[(E::Column, String)],
    ) -> Result<DictionaryCreateStatement, BuildError> {
        let key = E::PrimaryKey::iter().map(|key| key.into_column().unquoted().to_owned());
        let mut dictionary = ClickHouseDictionary::create(entity.table_ref()).primary_key(key);
        if let Some(comment) = entity.comment() {
            dictionary = dictionary.comment(comment);
        }
        for column in Self::with_types(entity, types)?.get_columns() {
            dictionary = dictionary.attribute(DictionaryAttribute::from_column(column)?);
        }
        Ok(dictionary)
    }

    /// The table of an entity, with types of ClickHouse for the columns that name one.
    pub(crate) fn with_types<E: EntityTrait>(
        entity: E,
        types: &[(E::Column, String)],
    ) -> Result<TableCreateStatement, BuildError> {
        let types: Vec<(&str, &str)> = types
            .iter()
            .map(|(column, data_type)| (column.unquoted(), data_type.as_str()))
            .collect();
        let portable = Schema::new(DbBackend::MySql).create_table_from_entity(entity);
        TableCreateStatement::from_portable_with_types(&portable, &types)
    }
}
