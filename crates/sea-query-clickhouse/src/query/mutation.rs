use sea_query::{DeleteStatement, UpdateStatement};

use crate::clause::{Clause, SettingValue};

macro_rules! mutation_clauses {
    ($(#[$doc:meta])* $trait:ident for $statement:ident, $example:literal, $head:literal) => {
        $(#[$doc])*
        ///
        /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter#mutations>.
        pub trait $trait {
            /// Confirms that a statement without a condition is meant for every row of the table.
            ///
            /// ```
            /// use sea_query::Query;
            /// use sea_query_clickhouse::prelude::*;
            ///
            #[doc = concat!("let statement = ", $example, ".all_rows().to_owned();")]
            /// assert_eq!(
            ///     statement.to_string(ClickHouseQueryBuilder),
            #[doc = concat!("    \"ALTER TABLE `event` ", $head, " WHERE 1\"")]
            /// );
            /// ```
            fn all_rows(&mut self) -> &mut Self;

            /// `ON CLUSTER name`: on every node of the cluster.
            fn on_cluster(&mut self, name: impl Into<String>) -> &mut Self;

            /// `SETTINGS name = value`, such as `mutations_sync`; a later value of a name replaces an earlier one.
            fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self;
        }

        impl $trait for $statement {
            fn all_rows(&mut self) -> &mut Self {
                self.and_where(Clause::AllRows.into_expr())
            }

            fn on_cluster(&mut self, name: impl Into<String>) -> &mut Self {
                self.and_where(Clause::OnCluster(name.into()).into_expr())
            }

            fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self {
                self.and_where(Clause::Setting(name.into(), value.into()).into_expr())
            }
        }
    };
}

mutation_clauses! {
    /// ClickHouse's clauses on an UPDATE, which is a mutation: it rewrites parts of the table in the background.
    ClickHouseUpdateStatementExt for UpdateStatement,
    "Query::update().table(\"event\").value(\"port\", 0)", "UPDATE `port` = 0"
}

mutation_clauses! {
    /// ClickHouse's clauses on a DELETE, which is a mutation: it rewrites parts of the table in the background.
    ClickHouseDeleteStatementExt for DeleteStatement,
    "Query::delete().from_table(\"event\")", "DELETE"
}
