use sea_query::IntoIden;

use super::{
    TableAlterStatement,
    action::{Action, Part, Takes},
};
use crate::{
    Feature, SkipIndex, constraint::TableConstraint, projection::Projection, statistics::Statistics,
};

fn names<C: IntoIden>(names: impl IntoIterator<Item = C>) -> Part {
    let names = names
        .into_iter()
        .map(|name| name.into_iden().inner().into_owned());
    Part::Names(names.collect())
}

/// Indexes.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/skipping-index>.
impl TableAlterStatement {
    /// `ADD INDEX`: of new parts; `materialize_index` builds it for the old ones.
    pub fn add_index(self, index: SkipIndex) -> Self {
        self.action(Action::new(
            "ADD INDEX",
            Takes::ADDED,
            [Part::Index(Box::new(index))],
        ))
    }

    /// `MATERIALIZE INDEX`: builds an index for the parts that are there. A mutation.
    pub fn materialize_index(self, index: impl IntoIden) -> Self {
        self.named("MATERIALIZE INDEX", Takes::EXISTS_AND_PARTITION, index)
    }

    /// `CLEAR INDEX`: removes an index from the parts that are there.
    pub fn clear_index(self, index: impl IntoIden) -> Self {
        self.named("CLEAR INDEX", Takes::EXISTS_AND_PARTITION, index)
    }

    /// `DROP INDEX`
    pub fn drop_index(self, index: impl IntoIden) -> Self {
        self.named("DROP INDEX", Takes::IF_EXISTS, index)
    }
}

/// Projections.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/projection>.
impl TableAlterStatement {
    /// `ADD PROJECTION`: of new parts; `materialize_projection` builds it for the old ones.
    pub fn add_projection(self, projection: Projection) -> Self {
        self.action(Action::new(
            "ADD PROJECTION",
            Takes::ADDED,
            [Part::Projection(Box::new(projection))],
        ))
    }

    /// `MATERIALIZE PROJECTION`: builds a projection for the parts that are there. A mutation.
    pub fn materialize_projection(self, projection: impl IntoIden) -> Self {
        self.named("MATERIALIZE PROJECTION", Takes::EXISTS_AND_PARTITION, projection)
    }

    /// `CLEAR PROJECTION`: removes a projection from the parts that are there.
    pub fn clear_projection(self, projection: impl IntoIden) -> Self {
        self.named("CLEAR PROJECTION", Takes::EXISTS_AND_PARTITION, projection)
    }

    /// `DROP PROJECTION`
    pub fn drop_projection(self, projection: impl IntoIden) -> Self {
        self.named("DROP PROJECTION", Takes::IF_EXISTS, projection)
    }
}

/// Constraints.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/constraint>.
impl TableAlterStatement {
    /// `ADD CONSTRAINT`: of rows that are inserted from now on; those that are there are not checked.
    pub fn add_constraint(self, constraint: TableConstraint) -> Self {
        self.action(Action::new(
            "ADD CONSTRAINT",
            Takes::IF_NOT_EXISTS,
            [Part::Constraint(Box::new(constraint))],
        ))
    }

    /// `MODIFY CONSTRAINT`: what the constraint of this name says from now on.
    pub fn modify_constraint(self, constraint: TableConstraint) -> Self {
        self.action(
            Action::new(
                "MODIFY CONSTRAINT",
                Takes::IF_EXISTS,
                [Part::Constraint(Box::new(constraint))],
            )
            .since(Feature::ModifyConstraint),
        )
    }

    /// `DROP CONSTRAINT`
    pub fn drop_constraint(self, constraint: impl IntoIden) -> Self {
        self.named("DROP CONSTRAINT", Takes::IF_EXISTS, constraint)
    }
}

/// Statistics of columns.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/statistics>.
impl TableAlterStatement {
    fn statistics(self, keyword: &'static str, takes: Takes, parts: impl IntoIterator<Item = Part>) -> Self {
        self.action(
            Action::new(keyword, takes, parts)
                .list()
                .since(Feature::ColumnStatistics),
        )
    }

    /// `ADD STATISTICS columns TYPE kinds`: of new parts; `materialize_statistics` collects them for the old ones.
    pub fn add_statistics<C: IntoIden>(
        self,
        columns: impl IntoIterator<Item = C>,
        kinds: impl IntoIterator<Item = Statistics>,
    ) -> Self {
        let kinds = Part::Kinds(kinds.into_iter().collect());
        self.statistics(
            "ADD STATISTICS",
            Takes::IF_NOT_EXISTS,
            [names(columns), Part::Keyword("TYPE"), kinds],
        )
    }

    /// `MODIFY STATISTICS columns TYPE kinds`: these kinds and no others.
    pub fn modify_statistics<C: IntoIden>(
        self,
        columns: impl IntoIterator<Item = C>,
        kinds: impl IntoIterator<Item = Statistics>,
    ) -> Self {
        let kinds = Part::Kinds(kinds.into_iter().collect());
        self.statistics(
            "MODIFY STATISTICS",
            Takes::NOTHING,
            [names(columns), Part::Keyword("TYPE"), kinds],
        )
    }

    /// `DROP STATISTICS columns`: the columns have none, and what is collected is removed.
    pub fn drop_statistics<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.statistics("DROP STATISTICS", Takes::IF_EXISTS, [names(columns)])
    }

    /// `CLEAR STATISTICS columns`: what is collected is removed; new parts still have them.
    pub fn clear_statistics<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.statistics("CLEAR STATISTICS", Takes::EXISTS_AND_PARTITION, [names(columns)])
    }

    /// `CLEAR STATISTICS ALL`: of all columns.
    pub fn clear_all_statistics(self) -> Self {
        self.statistics("CLEAR STATISTICS ALL", Takes::PARTITION, [])
    }

    /// `MATERIALIZE STATISTICS columns`: collects them for the parts that are there. A mutation.
    pub fn materialize_statistics<C: IntoIden>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.statistics(
            "MATERIALIZE STATISTICS",
            Takes::EXISTS_AND_PARTITION,
            [names(columns)],
        )
    }

    /// `MATERIALIZE STATISTICS ALL`: of all columns that have any.
    pub fn materialize_all_statistics(self) -> Self {
        self.statistics("MATERIALIZE STATISTICS ALL", Takes::PARTITION, [])
    }
}
