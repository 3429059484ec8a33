use sea_query::{DeleteStatement, UpdateStatement};

use crate::{
    build::MutationKind,
    clause::{Clause, SettingValue},
    partition::Partition,
};

macro_rules! mutation_clauses {
    ($(#[$doc:meta])* $trait:ident for $statement:ident, $example:literal, $head:literal, $light:literal) => {
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

            /// `ON CLUSTER name`: on every node of the cluster. A query in the condition names its tables with their
            /// database: the nodes look for others in their default database.
            fn on_cluster(&mut self, name: impl Into<String>) -> &mut Self;

            /// `IN PARTITION ...`: the rows of one partition alone; see [`Partition`].
            fn in_partition(&mut self, partition: Partition) -> &mut Self;

            /// The lightweight form of this statement, whatever the [`Target`](crate::Target) says; see
            /// [`MutationKind::Lightweight`].
            ///
            /// ```
            /// use sea_query::Query;
            /// use sea_query_clickhouse::prelude::*;
            ///
            #[doc = concat!("let statement = ", $example, ".all_rows().lightweight().to_owned();")]
            /// assert_eq!(
            ///     statement.to_string(ClickHouseQueryBuilder),
            #[doc = concat!("    \"", $light, " WHERE 1\"")]
            /// );
            /// ```
            fn lightweight(&mut self) -> &mut Self;

            /// The mutation `ALTER TABLE ...`, whatever the [`Target`](crate::Target) says; see
            /// [`MutationKind::Alter`].
            fn mutation(&mut self) -> &mut Self;

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

            fn in_partition(&mut self, partition: Partition) -> &mut Self {
                self.and_where(Clause::InPartition(partition).into_expr())
            }

            fn lightweight(&mut self) -> &mut Self {
                self.and_where(Clause::Mutation(MutationKind::Lightweight).into_expr())
            }

            fn mutation(&mut self) -> &mut Self {
                self.and_where(Clause::Mutation(MutationKind::Alter).into_expr())
            }

            fn setting(&mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> &mut Self {
                self.and_where(Clause::Setting(name.into(), value.into()).into_expr())
            }
        }
    };
}

mutation_clauses! {
    /// ClickHouse's clauses on an UPDATE, which rewrites parts of the table (a mutation) or marks rows in them (lightweight).
    ClickHouseUpdateStatementExt for UpdateStatement,
    "Query::update().table(\"event\").value(\"port\", 0)", "UPDATE `port` = 0",
    "UPDATE `event` SET `port` = 0"
}

mutation_clauses! {
    /// ClickHouse's clauses on a DELETE, which rewrites parts of the table (a mutation) or marks rows in them (lightweight).
    ClickHouseDeleteStatementExt for DeleteStatement,
    "Query::delete().from_table(\"event\")", "DELETE", "DELETE FROM `event`"
}
