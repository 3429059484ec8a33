/// What JSON has no word of its own for, and how it is written; see
/// [`into_json_with`](crate::ClickHouseSelect::into_json_with).
///
/// ```no_run
/// # mod event {
/// #     use sea_orm::entity::prelude::*;
/// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
/// #     #[sea_orm(table_name = "event")]
/// #     pub struct Model {
/// #         #[sea_orm(primary_key, auto_increment = false)]
/// #         pub id: i64,
/// #     }
/// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
/// #     pub enum Relation {}
/// #     impl ActiveModelBehavior for ActiveModel {}
/// # }
/// # async fn example(db: sea_orm_clickhouse::ClickHouseConnection) -> Result<(), sea_orm::DbErr> {
/// use sea_orm::entity::prelude::*;
/// use sea_orm_clickhouse::{IntoClickHouseSelect, JsonFloat, JsonOptions};
///
/// let options = JsonOptions::new()
///     .big_integers_as_strings()
///     .not_a_number(JsonFloat::Null)
///     .base64(["payload"]);
/// let rows = event::Entity::find().clickhouse().into_json_with(options).all(&db).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JsonOptions {
    big_integers_as_strings: bool,
    not_a_number: JsonFloat,
    base64: Vec<String>,
}

/// What stands for NaN and the infinities, which JSON does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonFloat {
    /// Nothing: such a value is an error that names its column.
    #[default]
    Error,
    /// `null`, which then cannot be told from NULL. The server's own JSON formats do so.
    Null,
    /// The strings `"NaN"`, `"Infinity"` and `"-Infinity"`, which `Number()` of JavaScript and `float()` of Python read.
    Text,
}

/// The options as they hold for one column.
#[derive(Clone, Copy)]
pub(super) struct ColumnOptions {
    pub(super) big_integers_as_strings: bool,
    pub(super) not_a_number: JsonFloat,
    pub(super) base64: bool,
    /// Whether bytes are an error.
    pub(super) texts_alone: bool,
}

impl JsonOptions {
    /// Numbers as numbers, NaN and the infinities as errors, texts as texts: what
    /// [`into_json`](crate::ClickHouseSelect::into_json) does.
    pub fn new() -> Self {
        Self::default()
    }

    /// Integers of 64 bits as strings: Int64, UInt64 and Interval, wherever they stand. JavaScript reads every number of
    /// JSON as a float of 64 bits, which rounds integers beyond 2^53. It is the type that decides and not the value, so
    /// that a column is of one kind in all rows. Int128 and wider are strings without it too. What is in a JSON column
    /// stays as it is.
    pub fn big_integers_as_strings(mut self) -> Self {
        self.big_integers_as_strings = true;
        self
    }

    /// What stands for NaN and the infinities; an error unless it is said.
    pub fn not_a_number(mut self, float: JsonFloat) -> Self {
        self.not_a_number = float;
        self
    }

    /// Columns of the result whose Strings and FixedStrings are bytes: they are written in base64, also within arrays,
    /// tuples and maps. In other columns a String that is not UTF-8 is an error. A column whose field is a `Vec<u8>` of a
    /// registered entity needs no mention.
    pub fn base64<N: Into<String>>(mut self, columns: impl IntoIterator<Item = N>) -> Self {
        self.base64.extend(columns.into_iter().map(Into::into));
        self
    }

    pub(super) fn of_column(&self, name: &str) -> ColumnOptions {
        ColumnOptions {
            big_integers_as_strings: self.big_integers_as_strings,
            not_a_number: self.not_a_number,
            base64: self.base64.iter().any(|column| column == name),
            texts_alone: false,
        }
    }
}
