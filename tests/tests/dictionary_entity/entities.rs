//! The entities: tables, and dictionaries that are loaded from them.

use integration_tests::server_url;
use sea_orm::sea_query::Expr;
use sea_orm_clickhouse::{BuildError, prelude::*};
use sea_query_clickhouse::dictionary::{DictionaryCreateStatement, DictionarySource, layout::Hashed, source};

/// A table of this server, read with the rights of the user of the tests.
fn rows_of(table: &str) -> source::ClickHouse {
    let url = server_url();
    let password = url.password().unwrap_or_default();
    source::ClickHouse::table(table)
        .user(url.username())
        .password(password)
}

pub mod row {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "dictionary_row")]
    #[clickhouse]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub port: u64,
        pub label: String,
        pub parent: u64,
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod service {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::{dictionary::layout::Hashed, func::string::upper};

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "dictionary_service", comment = "services by port")]
    #[clickhouse(
        dictionary = super::rows_of("dictionary_row"),
        layout = Hashed::new(),
        lifetime = (0, 0),
        settings(max_threads = 1)
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub port: u64,
        #[clickhouse(expression = upper(Expr::col("label")), injective)]
        pub name: String,
        #[clickhouse(default = 7, hierarchical)]
        pub parent: u64,
        #[clickhouse(type = "String")]
        pub note: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(has_many = "super::flow::Entity")]
        Flow,
    }

    impl Related<super::flow::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Flow.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod flow {
    use sea_orm::entity::prelude::*;
    use sea_orm_clickhouse::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "dictionary_flow")]
    #[clickhouse]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        pub port: u64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::service::Entity",
            from = "Column::Port",
            to = "super::service::Column::Port"
        )]
        Service,
    }

    impl Related<super::service::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Service.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A key of two columns, with a range, of some rows.
pub mod price {
    use sea_orm::{ExprTrait, entity::prelude::*};
    use sea_orm_clickhouse::prelude::*;
    use sea_query_clickhouse::dictionary::layout::RangeHashed;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
    #[sea_orm(table_name = "dictionary_price")]
    #[clickhouse(
        dictionary = super::rows_of("dictionary_price_row").where_(Expr::col("price").gt(0.0)),
        layout = RangeHashed::new().complex_key(),
        range = (Column::First, Column::Last),
        lifetime = 300
    )]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub shop: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub item: i64,
        #[clickhouse(type = "Date")]
        pub first: Date,
        #[clickhouse(type = "Date")]
        pub last: Date,
        pub price: f64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

macro_rules! entity {
    ($name:ident, $table:literal, $(#[$attribute:meta])* { $($(#[$of_field:meta])* $field:ident: $type:ty),* }) => {
        pub mod $name {
            use sea_orm::entity::prelude::*;
            use sea_orm_clickhouse::ClickHouseEntity;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel, ClickHouseEntity)]
            #[sea_orm(table_name = $table)]
            $(#[$attribute])*
            pub struct Model {
                #[sea_orm(primary_key, auto_increment = false)]
                pub port: u64,
                $($(#[$of_field])* pub $field: $type,)*
            }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

entity!(by_hand, "dictionary_by_hand", { label: String });
entity!(unread, "dictionary_unread", { label: String });
entity!(
    commented,
    "dictionary_commented",
    #[clickhouse(dictionary = super::rows_of("t"), layout = super::Hashed::new(), lifetime = 0)]
    { #[sea_orm(comment = "a text")] label: String }
);

impl ClickHouseDictionaryEntity for by_hand::Entity {
    fn create_dictionary() -> Result<DictionaryCreateStatement, BuildError> {
        Ok(ClickHouseSchema::create_dictionary_from_entity(Self)?
            .change_attribute("label", |label| label.default("none"))?
            .source(rows_of("dictionary_row"))
            .layout(Hashed::new())
            .lifetime(0))
    }
}

impl ClickHouseDictionaryEntity for unread::Entity {
    fn create_dictionary() -> Result<DictionaryCreateStatement, BuildError> {
        Ok(ClickHouseSchema::create_dictionary_from_entity(Self)?
            .change_attribute("label", |label| label.expression(Expr::cust("1 +")))?
            .source(DictionarySource::from(rows_of("t")).secret("credentials", "hunter2"))
            .layout(Hashed::new())
            .lifetime(0))
    }
}
