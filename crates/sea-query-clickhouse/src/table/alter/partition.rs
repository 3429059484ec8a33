use sea_query::IntoTableRef;

use super::{
    TableAlterStatement,
    action::{Action, Part, Takes},
};
use crate::{Feature, partition::Partition};

fn table(keyword: &'static str, table: impl IntoTableRef) -> [Part; 2] {
    [Part::Keyword(keyword), Part::Table(table.into_table_ref())]
}

fn text(keyword: &'static str, text: impl Into<String>) -> [Part; 2] {
    [Part::Keyword(keyword), Part::Text(text.into())]
}

/// Partitions and parts. A partition is all rows with one value of the partition key; a part is a directory of files with
/// some of them, as `system.parts` and `system.detached_parts` name it.
///
/// Source: <https://clickhouse.com/docs/sql-reference/statements/alter/partition>.
impl TableAlterStatement {
    fn partition(
        self,
        keyword: &'static str,
        partition: Partition,
        parts: impl IntoIterator<Item = Part>,
    ) -> Self {
        let parts = std::iter::once(Part::Partition(partition)).chain(parts);
        self.action(Action::new(keyword, Takes::NOTHING, parts))
    }

    fn of_part(
        self,
        keyword: &'static str,
        part: impl Into<String>,
        parts: impl IntoIterator<Item = Part>,
    ) -> Self {
        let parts = std::iter::once(Part::Text(part.into())).chain(parts);
        self.action(Action::new(keyword, Takes::NOTHING, parts))
    }

    /// `DETACH PARTITION`: moves its parts to the directory `detached`, where the server forgets them.
    pub fn detach_partition(self, partition: Partition) -> Self {
        self.partition("DETACH PARTITION", partition, [])
    }

    /// `DETACH PART`
    pub fn detach_part(self, part: impl Into<String>) -> Self {
        self.of_part("DETACH PART", part, [])
    }

    /// `DROP PARTITION`: removes its rows at once; the files go in about ten minutes.
    pub fn drop_partition(self, partition: Partition) -> Self {
        self.partition("DROP PARTITION", partition, [])
    }

    /// `DROP PART`
    pub fn drop_part(self, part: impl Into<String>) -> Self {
        self.of_part("DROP PART", part, [])
    }

    /// `DROP DETACHED PARTITION`: removes its parts from the directory `detached`. The server wants the setting
    /// `allow_drop_detached`.
    pub fn drop_detached_partition(self, partition: Partition) -> Self {
        self.partition("DROP DETACHED PARTITION", partition, [])
    }

    /// `DROP DETACHED PART`: the server wants the setting `allow_drop_detached`.
    ///
    /// ```
    /// use sea_query_clickhouse::prelude::*;
    ///
    /// let alter = ClickHouseTable::alter("event").drop_detached_part("all_1_1_0").setting("allow_drop_detached", 1);
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` DROP DETACHED PART 'all_1_1_0' SETTINGS allow_drop_detached = 1"
    /// );
    /// ```
    pub fn drop_detached_part(self, part: impl Into<String>) -> Self {
        self.of_part("DROP DETACHED PART", part, [])
    }

    /// `FORGET PARTITION`: removes what Keeper knows of an empty partition of a replicated table.
    pub fn forget_partition(self, partition: Partition) -> Self {
        let action = Action::new("FORGET PARTITION", Takes::NOTHING, [Part::Partition(partition)]);
        self.action(action.since(Feature::ForgetPartition))
    }

    /// `ATTACH PARTITION`: brings its parts back from the directory `detached`.
    pub fn attach_partition(self, partition: Partition) -> Self {
        self.partition("ATTACH PARTITION", partition, [])
    }

    /// `ATTACH PART`
    pub fn attach_part(self, part: impl Into<String>) -> Self {
        self.of_part("ATTACH PART", part, [])
    }

    /// `ATTACH PARTITION ... FROM table`: adds the rows of another table of the same structure, which keeps them. The
    /// keys must be the same in their text: the server takes `ORDER BY (id)`, as it is written here, and `ORDER BY id` for
    /// different ones.
    pub fn attach_partition_from(self, partition: Partition, from: impl IntoTableRef) -> Self {
        self.partition("ATTACH PARTITION", partition, table("FROM", from))
    }

    /// `REPLACE PARTITION ... FROM table`: the rows of another table of the same structure take the place of this
    /// table's.
    pub fn replace_partition_from(self, partition: Partition, from: impl IntoTableRef) -> Self {
        self.partition("REPLACE PARTITION", partition, table("FROM", from))
    }

    /// `MOVE PARTITION ... TO TABLE table`: the rows go to another table of the same structure.
    pub fn move_partition_to_table(self, partition: Partition, to: impl IntoTableRef) -> Self {
        self.partition("MOVE PARTITION", partition, table("TO TABLE", to))
    }

    /// `MOVE PARTITION ... TO DISK 'name'`
    pub fn move_partition_to_disk(self, partition: Partition, disk: impl Into<String>) -> Self {
        self.partition("MOVE PARTITION", partition, text("TO DISK", disk))
    }

    /// `MOVE PARTITION ... TO VOLUME 'name'`
    pub fn move_partition_to_volume(self, partition: Partition, volume: impl Into<String>) -> Self {
        self.partition("MOVE PARTITION", partition, text("TO VOLUME", volume))
    }

    /// `MOVE PART ... TO DISK 'name'`
    pub fn move_part_to_disk(self, part: impl Into<String>, disk: impl Into<String>) -> Self {
        self.of_part("MOVE PART", part, text("TO DISK", disk))
    }

    /// `MOVE PART ... TO VOLUME 'name'`
    pub fn move_part_to_volume(self, part: impl Into<String>, volume: impl Into<String>) -> Self {
        self.of_part("MOVE PART", part, text("TO VOLUME", volume))
    }

    /// `MOVE PART ... TO SHARD 'path'`: to another shard, by its path in Keeper. The server wants the setting
    /// `part_moves_between_shards_enable` of the table.
    pub fn move_part_to_shard(self, part: impl Into<String>, path: impl Into<String>) -> Self {
        self.of_part("MOVE PART", part, text("TO SHARD", path))
    }

    /// `FREEZE`: keeps hard links to the files of all partitions in the directory `shadow`.
    pub fn freeze(self) -> Self {
        self.action(Action::new("FREEZE", Takes::NAME, []))
    }

    /// `FREEZE PARTITION`: keeps hard links to the files of a partition in the directory `shadow`.
    ///
    /// ```
    /// use sea_query_clickhouse::{partition::Partition, prelude::*};
    ///
    /// let alter = ClickHouseTable::alter("event").freeze_partition(Partition::of(202401)).with_name("monday");
    /// assert_eq!(
    ///     alter.to_string(ClickHouseQueryBuilder),
    ///     "ALTER TABLE `event` FREEZE PARTITION tuple(202401) WITH NAME 'monday'"
    /// );
    /// ```
    pub fn freeze_partition(self, partition: Partition) -> Self {
        self.action(Action::new(
            "FREEZE PARTITION",
            Takes::NAME,
            [Part::Partition(partition)],
        ))
    }

    /// `WITH NAME 'name'` of the FREEZE before: the name of its directory, which is a number otherwise.
    pub fn with_name(self, name: impl Into<String>) -> Self {
        self.modify(
            "WITH NAME",
            |takes| takes.name,
            |action| {
                action.takes = Takes::NOTHING;
                text("WITH NAME", name)
                    .into_iter()
                    .for_each(|part| action.part(part));
            },
        )
    }

    /// `UNFREEZE WITH NAME 'name'`: removes what was frozen under the name, of all partitions.
    pub fn unfreeze(self, name: impl Into<String>) -> Self {
        self.action(Action::new("UNFREEZE", Takes::NOTHING, text("WITH NAME", name)))
    }

    /// `UNFREEZE PARTITION ... WITH NAME 'name'`
    pub fn unfreeze_partition(self, partition: Partition, name: impl Into<String>) -> Self {
        self.partition("UNFREEZE PARTITION", partition, text("WITH NAME", name))
    }

    /// `FETCH PARTITION ... FROM 'path'`: downloads it from another shard, by its path in Keeper, to the directory
    /// `detached`.
    pub fn fetch_partition(self, partition: Partition, path: impl Into<String>) -> Self {
        self.partition("FETCH PARTITION", partition, text("FROM", path))
    }

    /// `FETCH PART ... FROM 'path'`
    pub fn fetch_part(self, part: impl Into<String>, path: impl Into<String>) -> Self {
        self.of_part("FETCH PART", part, text("FROM", path))
    }
}
