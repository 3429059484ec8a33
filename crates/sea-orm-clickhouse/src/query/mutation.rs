use sea_orm::QueryTrait;
use sea_query::{DeleteStatement, UpdateStatement};
use sea_query_clickhouse::{
    SettingValue,
    partition::Partition,
    query::{ClickHouseDeleteStatementExt, ClickHouseUpdateStatementExt},
};

/// How long a mutation is waited for.
///
/// Source: <https://clickhouse.com/docs/operations/settings/settings#mutations_sync>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MutationsSync {
    /// 0: not at all. Rows are read as they were, for a while.
    Nothing,
    /// 1: until this server has done it.
    ThisServer,
    /// 2: until all replicas have done it; a table without replicas is waited for all the same. The default of a connection.
    AllReplicas,
}

impl From<MutationsSync> for SettingValue {
    fn from(sync: MutationsSync) -> Self {
        Self::Int(match sync {
            MutationsSync::Nothing => 0,
            MutationsSync::ThisServer => 1,
            MutationsSync::AllReplicas => 2,
        })
    }
}

macro_rules! mutation_clauses {
    (
        $(#[$doc:meta])* $trait:ident of $dialect:ident for $statement:ident:
        $entity:literal, $alter:literal, $light:literal, $on_cluster:literal, { $($own:tt)* }
    ) => {
        $(#[$doc])*
        ///
        /// ```
        /// use sea_orm::{entity::prelude::*, QueryFilter, QueryTrait};
        #[doc = concat!("use sea_orm_clickhouse::{MutationsSync, ", stringify!($trait), "};")]
        /// use sea_query_clickhouse::{ClickHouseQueryBuilder, partition::Partition};
        ///
        /// # mod event {
        /// #     use sea_orm::entity::prelude::*;
        /// #     #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
        /// #     #[sea_orm(table_name = "event")]
        /// #     pub struct Model {
        /// #         #[sea_orm(primary_key, auto_increment = false)]
        /// #         pub id: i64,
        /// #         pub port: i32,
        /// #     }
        /// #     #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
        /// #     pub enum Relation {}
        /// #     impl ActiveModelBehavior for ActiveModel {}
        /// # }
        #[doc = concat!("let change = || ", $entity, ";")]
        /// let one = || change().filter(event::Column::Id.eq(1));
        /// for (change, sql) in [
        #[doc = concat!("    (change().all_rows(), \"", $alter, " WHERE 1\"),")]
        #[doc = concat!("    (one().mutation(), \"", $alter, " WHERE `event`.`id` = 1\"),")]
        #[doc = concat!("    (one().lightweight(), \"", $light, " WHERE `event`.`id` = 1\"),")]
        ///     (
        ///         one().in_partition(Partition::of(202401)),
        #[doc = concat!("        \"", $alter, " IN PARTITION tuple(202401) WHERE `event`.`id` = 1\",")]
        ///     ),
        #[doc = concat!("    (one().on_cluster(\"c\"), \"", $on_cluster, " WHERE `event`.`id` = 1\"),")]
        ///     (
        ///         one().mutations_sync(MutationsSync::Nothing),
        #[doc = concat!("        \"", $alter, " WHERE `event`.`id` = 1 SETTINGS mutations_sync = 0\",")]
        ///     ),
        ///     (
        ///         one().settings([("mutations_sync", 1), ("max_threads", 2)]),
        #[doc = concat!("        \"", $alter, " WHERE `event`.`id` = 1 SETTINGS mutations_sync = 1, max_threads = 2\",")]
        ///     ),
        /// ] {
        ///     assert_eq!(change.as_query().to_string(ClickHouseQueryBuilder), sql);
        /// }
        /// ```
        pub trait $trait: Sized {
            #[doc = concat!("Every row of the table: see [`", stringify!($dialect), "::all_rows`].")]
            fn all_rows(self) -> Self;

            #[doc = concat!("`ON CLUSTER name`: see [`", stringify!($dialect), "::on_cluster`].")]
            fn on_cluster(self, name: impl Into<String>) -> Self;

            #[doc = concat!("`IN PARTITION ...`: see [`", stringify!($dialect), "::in_partition`].")]
            fn in_partition(self, partition: Partition) -> Self;

            #[doc = concat!("The form that marks rows: see [`", stringify!($dialect), "::lightweight`].")]
            fn lightweight(self) -> Self;

            #[doc = concat!("The form that rewrites parts: see [`", stringify!($dialect), "::mutation`].")]
            fn mutation(self) -> Self;

            #[doc = concat!("`SETTINGS name = value`: see [`", stringify!($dialect), "::setting`].")]
            fn setting(self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self;

            /// `SETTINGS name = value, ...`, one after the other.
            fn settings<N, V>(self, settings: impl IntoIterator<Item = (N, V)>) -> Self
            where
                N: Into<String>,
                V: Into<SettingValue>,
            {
                settings
                    .into_iter()
                    .fold(self, |statement, (name, value)| statement.setting(name, value))
            }

            /// How long the mutation is waited for, in place of what the connection does. The lightweight forms have
            /// their own: an UPDATE is always waited for.
            fn mutations_sync(self, sync: MutationsSync) -> Self {
                self.setting("mutations_sync", sync)
            }

            $($own)*
        }

        impl<Q> $trait for Q
        where
            Q: QueryTrait<QueryStatement = $statement>,
        {
            fn all_rows(mut self) -> Self {
                self.query().all_rows();
                self
            }

            fn on_cluster(mut self, name: impl Into<String>) -> Self {
                self.query().on_cluster(name);
                self
            }

            fn in_partition(mut self, partition: Partition) -> Self {
                self.query().in_partition(partition);
                self
            }

            fn lightweight(mut self) -> Self {
                self.query().lightweight();
                self
            }

            fn mutation(mut self) -> Self {
                self.query().mutation();
                self
            }

            fn setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
                $dialect::setting(self.query(), name, value);
                self
            }
        }
    };
}

mutation_clauses! {
    /// ClickHouse's clauses on SeaORM's updates: `Entity::update_many`, and `Entity::update(..).validate()?`.
    ClickHouseUpdateExt of ClickHouseUpdateStatementExt for UpdateStatement:
    "event::Entity::update_many().col_expr(event::Column::Port, Expr::value(0))",
    "ALTER TABLE `event` UPDATE `port` = 0", "UPDATE `event` SET `port` = 0",
    "ALTER TABLE `event` ON CLUSTER `c` UPDATE `port` = 0", {}
}

mutation_clauses! {
    /// ClickHouse's clauses on SeaORM's deletes: `Entity::delete_many`, and `Entity::delete(..).validate()?`.
    ClickHouseDeleteExt of ClickHouseDeleteStatementExt for DeleteStatement:
    "event::Entity::delete_many()", "ALTER TABLE `event` DELETE", "DELETE FROM `event`",
    "ALTER TABLE `event` ON CLUSTER `c` DELETE", {
        /// How long the lightweight form is waited for: by default until all replicas have done it; since ClickHouse 24.4.
        ///
        /// Source: <https://clickhouse.com/docs/operations/settings/settings#lightweight_deletes_sync>.
        fn lightweight_deletes_sync(self, sync: MutationsSync) -> Self {
            self.setting("lightweight_deletes_sync", sync)
        }
    }
}
