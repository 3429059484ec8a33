use sea_query::{Expr, FunctionCall, IntoIden};

use super::{
    TableAlterStatement,
    action::{Action, Part, Takes},
};
use crate::{Feature, SettingValue, table::setting::Settings, ttl::Ttl};

/// Keys, TTL, settings and comment of the table.
impl TableAlterStatement {
    /// `MODIFY ORDER BY (columns)`: a new sorting key, of which the columns of the primary key are the beginning. To
    /// it the server adds only columns that the same statement adds. None at all is `tuple()`.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/order-by>.
    pub fn modify_order_by<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.modify_order_by_exprs(columns.into_iter().map(|column| Expr::col(column.into_iden())))
    }

    /// `MODIFY ORDER BY (expressions)`: as [`modify_order_by`](Self::modify_order_by).
    pub fn modify_order_by_exprs(self, exprs: impl IntoIterator<Item = Expr>) -> Self {
        let key = Part::Key(exprs.into_iter().collect());
        self.action(Action::new("MODIFY ORDER BY", Takes::NOTHING, [key]))
    }

    /// `MODIFY SAMPLE BY expr`: an unsigned integer of the primary key.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/sample-by>.
    pub fn modify_sample_by(self, expr: impl Into<Expr>) -> Self {
        let expr = Part::Expr(Box::new(expr.into()));
        self.action(Action::new("MODIFY SAMPLE BY", Takes::NOTHING, [expr]))
    }

    /// `REMOVE SAMPLE BY`
    pub fn remove_sample_by(self) -> Self {
        self.action(Action::new("REMOVE SAMPLE BY", Takes::NOTHING, []))
    }

    /// `MODIFY TTL rules`: these rules and no others.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/ttl>.
    pub fn modify_ttl<T: Into<Ttl>>(self, rules: impl IntoIterator<Item = T>) -> Self {
        let rules = Part::Rules(rules.into_iter().map(Into::into).collect());
        self.action(Action::new("MODIFY TTL", Takes::NOTHING, [rules]).list())
    }

    /// `REMOVE TTL`
    pub fn remove_ttl(self) -> Self {
        self.action(Action::new("REMOVE TTL", Takes::NOTHING, []))
    }

    /// `MATERIALIZE TTL`: applies the rules to the parts that are there. A mutation.
    pub fn materialize_ttl(self) -> Self {
        self.action(Action::new("MATERIALIZE TTL", Takes::PARTITION, []))
    }

    /// `MODIFY SETTING name = value`: a setting of the table; called again, another one. [`setting`](Self::setting) is
    /// about the statement.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/setting>.
    pub fn modify_setting(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        const KEYWORD: &str = "MODIFY SETTING";
        let (name, value) = (name.into(), value.into());
        if let Some(settings) = self
            .actions
            .last_mut()
            .and_then(|last| last.settings_mut(KEYWORD))
        {
            settings.set(name, value);
            return self;
        }
        let mut settings = Settings::default();
        settings.set(name, value);
        self.action(Action::new(KEYWORD, Takes::NOTHING, [Part::Settings(settings)]).list())
    }

    /// `RESET SETTING name, ...`: settings of the table are the server's again.
    pub fn reset_setting<N: Into<String>>(self, names: impl IntoIterator<Item = N>) -> Self {
        let names = Part::SettingNames(names.into_iter().map(Into::into).collect());
        self.action(Action::new("RESET SETTING", Takes::NOTHING, [names]).list())
    }

    /// `MODIFY COMMENT 'text'`; an empty text takes the comment away.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/comment>.
    pub fn modify_comment(self, text: impl Into<String>) -> Self {
        self.action(Action::new(
            "MODIFY COMMENT",
            Takes::NOTHING,
            [Part::Text(text.into())],
        ))
    }
}

/// Rows of the parts that are there.
impl TableAlterStatement {
    /// `UPDATE column = expr, ... WHERE condition`: rewrites the parts with rows that match; the condition
    /// `Expr::val(true)` matches all. A mutation, as SeaQuery's `Query::update()` is, that other actions can stand beside.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/update>.
    ///
    /// ```
    /// use sea_query::{Expr, ExprTrait};
    /// use sea_query_clickhouse::{partition::Partition, prelude::*};
    ///
    /// let alter = ClickHouseTable::alter("event")
    ///     .update([("bytes", Expr::col("bytes").mul(8))], Expr::col("port").eq(53))
    ///     .in_partition(Partition::of(202401))
    ///     .delete(Expr::col("port").eq(0))
    ///     .modify_comment("bits");
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` UPDATE `bytes` = `bytes` * 8 IN PARTITION tuple(202401) WHERE `port` = 53, \
    ///      DELETE WHERE `port` = 0, MODIFY COMMENT 'bits'"
    /// );
    /// ```
    pub fn update<C: IntoIden, E: Into<Expr>>(
        self,
        assignments: impl IntoIterator<Item = (C, E)>,
        condition: impl Into<Expr>,
    ) -> Self {
        let assignments = assignments
            .into_iter()
            .map(|(column, expr)| (column.into_iden(), expr.into()))
            .collect();
        self.action(Action::mutation("UPDATE", assignments, condition.into()))
    }

    /// `DELETE WHERE condition`: rewrites the parts with rows that match, without them. A mutation.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/delete>.
    pub fn delete(self, condition: impl Into<Expr>) -> Self {
        self.action(Action::mutation("DELETE", Vec::new(), condition.into()))
    }

    /// `APPLY DELETED MASK`: removes the rows that `DELETE FROM` has marked. A mutation.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/apply-deleted-mask>.
    pub fn apply_deleted_mask(self) -> Self {
        self.action(Action::new("APPLY DELETED MASK", Takes::PARTITION, []).since(Feature::ApplyDeletedMask))
    }

    /// `APPLY PATCHES`: writes what `UPDATE ... SET` has kept beside the parts into them. A mutation.
    ///
    /// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/apply-patches>.
    pub fn apply_patches(self) -> Self {
        self.action(Action::new("APPLY PATCHES", Takes::PARTITION, []).since(Feature::ApplyPatches))
    }

    /// `REWRITE PARTS`: writes the parts again, with the settings that the table has now. A mutation.
    pub fn rewrite_parts(self) -> Self {
        self.action(Action::new("REWRITE PARTS", Takes::PARTITION, []).since(Feature::RewriteParts))
    }

    /// `EXECUTE command(..)`: a command of the table's engine, such as `expire_snapshots` of Iceberg.
    ///
    /// Source: <https://clickhouse.com/docs/engines/table-engines/integrations/iceberg>.
    ///
    /// ```
    /// use sea_query::Func;
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let alter = ClickHouseTable::alter("lake").execute(Func::cust("expire_snapshots").arg("2024-06-01 00:00:00"));
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `lake` EXECUTE expire_snapshots('2024-06-01 00:00:00')"
    /// );
    /// ```
    pub fn execute(self, command: FunctionCall) -> Self {
        let command = Part::Expr(Box::new(command.into()));
        self.action(Action::new("EXECUTE", Takes::NOTHING, [command]).since(Feature::AlterExecute))
    }
}
