//! The table of features.

use super::ServerVersion;

macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident => $clause:literal, ($major:literal, $minor:literal);)*) => {
        /// A clause, type, engine or statement that not every ClickHouse has, with the first version that has it.
        ///
        /// | Feature | Written as | Since |
        /// |---|---|---|
        $(#[doc = concat!(
            "| [`", stringify!($feature), "`](Self::", stringify!($feature), ") | `", $clause, "` | ",
            $major, ".", $minor, " |"
        )])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Feature {
            $($(#[$doc])* $feature,)*
        }

        impl Feature {
            /// All features, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$feature,)*];

            /// How the feature is written in SQL.
            pub fn clause(self) -> &'static str {
                match self {
                    $(Self::$feature => $clause,)*
                }
            }

            /// The first version that has it.
            pub fn since(self) -> ServerVersion {
                match self {
                    $(Self::$feature => ServerVersion::new($major, $minor, 0),)*
                }
            }
        }
    };
}

features! {
    // Values

    /// Server-side parameters, `{name:Type}`. Servers before 20.8 get literals, so that this crate need not know more of
    /// them; no release before 19 has parameters.
    Parameters => "{name:Type}", (20, 8);
    /// Server-side parameters in UPDATE and DELETE
    /// ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/17563)). Older servers get literals.
    MutationParameters => "{name:Type} in UPDATE and DELETE", (21, 1);
    /// `DEFAULT` in the place of a value of an INSERT
    /// ([since 22.2](https://github.com/ClickHouse/ClickHouse/pull/33141)).
    InsertDefault => "DEFAULT", (22, 2);

    // SELECT

    /// `WITH name AS (SELECT ...)`, a name for a query
    /// ([since 20.10](https://github.com/ClickHouse/ClickHouse/pull/14771)).
    CommonTableExpression => "WITH name AS (SELECT ...)", (20, 10);
    /// `WITH name AS MATERIALIZED (...)`, evaluated once where the setting `enable_materialized_cte` is 1
    /// ([since 26.3](https://clickhouse.com/docs/reference/statements/select/with), as `system.settings_changes` says).
    MaterializedCte => "MATERIALIZED", (26, 3);
    /// `WITH RECURSIVE` ([since 24.4](https://clickhouse.com/docs/whats-new/changelog/2024)).
    RecursiveCte => "WITH RECURSIVE", (24, 4);
    /// `DISTINCT ON (...)` ([since 21.8](https://github.com/ClickHouse/ClickHouse/pull/25589)).
    DistinctOn => "DISTINCT ON", (21, 8);
    /// `* APPLY(function)` and `COLUMNS(...) APPLY(...)`
    /// ([since 20.9](https://github.com/ClickHouse/ClickHouse/pull/14233)).
    ColumnsApply => "APPLY", (20, 9);
    /// `LIKE ... ESCAPE` ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/99774)).
    LikeEscape => "ESCAPE", (26, 6);
    /// `IS TRUE` and the like, which are written as `isNotDistinctFrom` (since 23.8, as `system.functions` says).
    IsNotDistinctFrom => "isNotDistinctFrom", (23, 8);
    /// `EXISTS (SELECT ...)` ([since 21.11](https://github.com/ClickHouse/ClickHouse/pull/29731)).
    Exists => "EXISTS", (21, 11);
    /// `= ANY (SELECT ...)` and `= ALL (SELECT ...)`
    /// ([since 21.9](https://github.com/ClickHouse/ClickHouse/pull/24757)).
    AnyAll => "ANY and ALL", (21, 9);
    /// The portable function of a random number, which is written as `randCanonical`
    /// ([since 22.11](https://github.com/ClickHouse/ClickHouse/pull/43124)).
    RandCanonical => "randCanonical", (22, 11);
    /// `OVER (...)` and the WINDOW clause
    /// ([since 21.9](https://github.com/ClickHouse/ClickHouse/pull/33788)).
    WindowFunctions => "OVER", (21, 9);
    /// `(VALUES (1, 'a'), (2, 'b')) AS t` in place of a table
    /// ([since 26.4](https://github.com/ClickHouse/ClickHouse/pull/100143)).
    ValuesTable => "VALUES", (26, 4);
    /// A query as an argument of a table function: `view(SELECT ...)`
    /// ([since 20.9](https://github.com/ClickHouse/ClickHouse/pull/12567)).
    ViewFunction => "view(SELECT ...)", (20, 9);
    /// A view with parameters as a table function: `by_port(port = 53)`
    /// ([since 23.1](https://github.com/ClickHouse/ClickHouse/pull/41687)).
    ParametrizedView => "parametrised view", (23, 1);
    /// `PASTE JOIN` ([since 23.12](https://clickhouse.com/docs/whats-new/changelog/2023)).
    PasteJoin => "PASTE JOIN", (23, 12);
    /// `GROUP BY ALL` ([since 22.12](https://github.com/ClickHouse/ClickHouse/pull/42265)).
    GroupByAll => "GROUP BY ALL", (22, 12);
    /// `GROUP BY GROUPING SETS (...)` ([since 22.5](https://github.com/ClickHouse/ClickHouse/pull/33631)).
    GroupingSets => "GROUPING SETS", (22, 5);
    /// `QUALIFY` ([since 24.4](https://github.com/ClickHouse/ClickHouse/pull/62619)).
    Qualify => "QUALIFY", (24, 4);
    /// `UNION DISTINCT`, without which UNION means what the server's settings say
    /// ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/16338): the change log of 20.12 does not have it).
    UnionDistinct => "UNION DISTINCT", (21, 1);
    /// `INTERSECT DISTINCT` and `EXCEPT DISTINCT`; without the word they keep duplicates
    /// ([since 22.9](https://github.com/ClickHouse/ClickHouse/pull/40792)).
    IntersectExcept => "INTERSECT and EXCEPT", (22, 9);
    /// `ORDER BY ALL` ([since 23.12](https://github.com/ClickHouse/ClickHouse/pull/57875), as the change log of 24.2
    /// says).
    OrderByAll => "ORDER BY ALL", (23, 12);
    /// `INTERPOLATE` of ORDER BY ... WITH FILL
    /// ([since 22.4](https://github.com/ClickHouse/ClickHouse/pull/35349)).
    Interpolate => "INTERPOLATE", (22, 4);
    /// `WITH FILL ... STALENESS` ([since 24.11](https://github.com/ClickHouse/ClickHouse/pull/71151)).
    FillStaleness => "STALENESS", (24, 11);
    /// `LIMIT -n` and `OFFSET -n` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/88411)).
    NegativeLimit => "negative LIMIT", (25, 10);
    /// `LIMIT -n BY ...` ([since 26.5](https://github.com/ClickHouse/ClickHouse/pull/103222)).
    NegativeLimitBy => "negative LIMIT BY", (26, 5);
    /// `LIMIT n BY ALL` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/84079)).
    LimitByAll => "LIMIT BY ALL", (25, 10);
    /// `LIMIT 0.1` and `OFFSET 0.5` ([since 25.11](https://github.com/ClickHouse/ClickHouse/pull/88755)).
    FractionalLimit => "fractional LIMIT", (25, 11);

    // INSERT, UPDATE, DELETE

    /// `INSERT INTO t (* EXCEPT (a))` ([since 20.10](https://github.com/ClickHouse/ClickHouse/pull/14453)).
    InsertExcept => "INSERT INTO ... (* EXCEPT (...))", (20, 10);
    /// `IN PARTITION` of ALTER TABLE ... UPDATE and DELETE
    /// ([since 20.12](https://github.com/ClickHouse/ClickHouse/pull/13403)).
    MutationPartition => "IN PARTITION", (20, 12);
    /// `DELETE FROM`, without a setting that allows it
    /// ([since 23.3](https://clickhouse.com/docs/whats-new/changelog/2023)).
    LightweightDelete => "DELETE FROM", (23, 3);
    /// `DELETE FROM ... IN PARTITION` ([since 24.9](https://github.com/ClickHouse/ClickHouse/pull/67805)).
    LightweightDeletePartition => "DELETE FROM ... IN PARTITION", (24, 9);
    /// `UPDATE ... SET` ([since 25.7](https://github.com/ClickHouse/ClickHouse/pull/82004)), where the setting
    /// `allow_experimental_lightweight_update` is 1; since 25.8 without, as `system.settings_changes` says.
    LightweightUpdate => "UPDATE ... SET", (25, 7);

    // Types

    /// `Int128`, `Int256`, `UInt256` and decimals of more than 38 digits
    /// ([since 20.8](https://github.com/ClickHouse/ClickHouse/pull/13097); `system.functions` has `toDecimal256` since
    /// 20.8), where the setting `allow_experimental_bigint_types` is 1; since 21.6 without it.
    WideNumbers => "Int128, Int256, UInt256 and Decimal256", (20, 8);
    /// `UInt128` ([since 21.6](https://github.com/ClickHouse/ClickHouse/pull/23631)).
    UInt128 => "UInt128", (21, 6);
    /// `Bool` ([since 21.12](https://github.com/ClickHouse/ClickHouse/pull/31072)).
    Bool => "Bool", (21, 12);
    /// `Date32` ([since 21.9](https://github.com/ClickHouse/ClickHouse/issues/28765)).
    Date32 => "Date32", (21, 9);
    /// The types `Time` and `Time64`: since 25.6, where the setting `enable_time_time64_type` is 1, and since 25.12
    /// without it, as `system.settings_changes` says.
    Time => "Time64", (25, 6);
    /// `BFloat16`: since 24.11, where the setting `allow_experimental_bfloat16_type` is 1, and since 25.1 without it, as
    /// `system.settings_changes` says.
    BFloat16 => "BFloat16", (24, 11);
    /// `Map` ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/15806), as `system.functions` says of `map`).
    Map => "Map", (21, 1);
    /// `Object('json')`, the predecessor of JSON ([since 22.3](https://github.com/ClickHouse/ClickHouse/pull/23932)).
    Object => "Object", (22, 3);
    /// `JSON`: since 24.8, where the setting `allow_experimental_json_type` is 1, and since 25.3 without it, as
    /// `system.settings_changes` says.
    Json => "JSON", (24, 8);
    /// `Variant` ([since 24.1](https://github.com/ClickHouse/ClickHouse/pull/58047)), where the setting
    /// `allow_experimental_variant_type` is 1, and since 25.3 without it, as `system.settings_changes` says.
    Variant => "Variant", (24, 1);
    /// `Dynamic`: since 24.5, where the setting `allow_experimental_dynamic_type` is 1, and since 25.3 without it, as
    /// `system.settings_changes` says.
    Dynamic => "Dynamic", (24, 5);
    /// `LineString` ([not before 24.5](https://github.com/ClickHouse/ClickHouse/pull/62519), as the date of the pull
    /// request says).
    LineString => "LineString", (24, 5);
    /// `MultiLineString` ([since 24.8](https://github.com/ClickHouse/ClickHouse/pull/67647)).
    MultiLineString => "MultiLineString", (24, 8);
    /// `Geometry` as a type of its own ([since 25.11](https://github.com/ClickHouse/ClickHouse/pull/83344)).
    Geometry => "Geometry", (25, 11);
    /// `QBit`: since 25.10, where the setting `allow_experimental_qbit_type` is 1, and since 26.1 without it, as
    /// `system.settings_changes` says.
    QBit => "QBit", (25, 10);
    /// `Nullable(Tuple(...))`: since 26.1, where the setting `allow_experimental_nullable_tuple_type` is 1, as
    /// `system.settings_changes` says.
    NullableTuple => "Nullable(Tuple(...))", (26, 1);

    // Tables

    /// `EPHEMERAL expr` of a column ([since 22.2](https://github.com/ClickHouse/ClickHouse/pull/34424)).
    EphemeralColumn => "EPHEMERAL", (22, 2);
    /// `EPHEMERAL` without an expression ([since 22.4](https://github.com/ClickHouse/ClickHouse/pull/35706)).
    EphemeralWithoutDefault => "EPHEMERAL without an expression", (22, 4);
    /// `PRIMARY KEY` after a column ([since 20.11](https://github.com/ClickHouse/ClickHouse/pull/15823)).
    ColumnPrimaryKey => "PRIMARY KEY of a column", (20, 11);
    /// `STATISTICS(...)` of a column ([since 24.6](https://github.com/ClickHouse/ClickHouse/pull/59357)), where the setting
    /// `allow_experimental_statistics` is 1, and since 26.3 without it, as `system.settings_changes` says.
    ColumnStatistics => "STATISTICS", (24, 6);
    /// `SETTINGS (...)` of a column ([since 24.1](https://github.com/ClickHouse/ClickHouse/pull/55201)).
    ColumnSettings => "SETTINGS of a column", (24, 1);
    /// `COMMENT` of a table ([since 21.6](https://github.com/ClickHouse/ClickHouse/pull/23548)).
    TableComment => "COMMENT of a table", (21, 6);
    /// `CONSTRAINT ... ASSUME` ([since 21.12](https://github.com/ClickHouse/ClickHouse/pull/18787)).
    Assume => "ASSUME", (21, 12);
    /// `PROJECTION` ([since 21.6](https://github.com/ClickHouse/ClickHouse/pull/20202)).
    Projection => "PROJECTION", (21, 6);
    /// `PROJECTION ... WITH SETTINGS (...)` ([since 25.12](https://github.com/ClickHouse/ClickHouse/pull/90158)).
    ProjectionSettings => "PROJECTION ... WITH SETTINGS", (25, 12);
    /// `PROJECTION ... INDEX expr TYPE basic` ([since 26.1](https://github.com/ClickHouse/ClickHouse/pull/91844)).
    ProjectionIndex => "PROJECTION ... INDEX", (26, 1);
    /// A skip index of the type `vector_similarity`: since 24.8, where the setting
    /// `allow_experimental_vector_similarity_index` is 1, and since 25.8 without it, as `system.settings_changes` says.
    VectorSimilarityIndex => "vector_similarity", (24, 8);
    /// A skip index of the type `text` ([since 25.9](https://github.com/ClickHouse/ClickHouse/pull/86485) in the form that
    /// is written here), where the setting `allow_experimental_full_text_index` is 1, and since 26.2 without it, as
    /// `system.settings_changes` says.
    TextIndex => "text", (25, 9);
    /// The engine `CoalescingMergeTree` ([since 25.6](https://github.com/ClickHouse/ClickHouse/pull/79344)).
    CoalescingMergeTree => "CoalescingMergeTree", (25, 6);
    /// The engine `Alias` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/76569)), where from 25.11 on the
    /// setting `allow_experimental_alias_table_engine` must be 1, and
    /// [since 26.5](https://github.com/ClickHouse/ClickHouse/pull/103488) without it.
    AliasEngine => "Alias", (25, 10);
    /// The engine `TimeSeries`: since 24.8, where the setting `allow_experimental_time_series_table` is 1, as
    /// `system.settings_changes` says.
    TimeSeries => "TimeSeries", (24, 8);
    /// The engine `S3Queue` ([since 23.8](https://clickhouse.com/docs/whats-new/changelog/2023)).
    S3Queue => "S3Queue", (23, 8);
    /// The engine `AzureQueue` ([since 24.7](https://github.com/ClickHouse/ClickHouse/pull/65458)).
    AzureQueue => "AzureQueue", (24, 7);
    /// The engines `Paimon`, `PaimonS3`, `PaimonAzure`, `PaimonHDFS` and `PaimonLocal`
    /// ([since 26.5](https://github.com/ClickHouse/ClickHouse/pull/102343), as `system.settings_changes` says), where the
    /// setting `allow_experimental_paimon_storage_engine` is 1.
    PaimonEngine => "Paimon", (26, 5);
    /// The engine `YTsaurus` ([since 25.8](https://github.com/ClickHouse/ClickHouse/pull/77606), as
    /// `system.settings_changes` says), where the setting `allow_experimental_ytsaurus_table_engine` is 1.
    YtSaurusEngine => "YTsaurus", (25, 8);
    /// `DROP TABLE a, b` ([since 24.4](https://clickhouse.com/docs/whats-new/changelog/2024)).
    DropTables => "DROP TABLE of several tables", (24, 4);
    /// WHERE in a projection ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/102347)).
    ProjectionWhere => "WHERE of a PROJECTION", (26, 7);
    /// `ORDER BY (a DESC)` of a table: where the setting `allow_experimental_reverse_key` of the table is 1 since 24.12,
    /// as `system.settings_changes` says, and without it in 26.7.
    ReverseSortingKey => "ORDER BY ... DESC", (24, 12);
    /// `postprocessor` of a text index ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/108606)).
    TextIndexPostprocessor => "postprocessor of a text index", (26, 6);
    /// `support_phrase_search` of a text index ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/109900)).
    TextIndexPhraseSearch => "support_phrase_search of a text index", (26, 7);
    /// `CLONE AS` of a table ([since 24.10](https://github.com/ClickHouse/ClickHouse/pull/69091)).
    CloneAs => "CLONE AS", (24, 10);
    /// `EMPTY AS SELECT` of a table ([since 22.7](https://github.com/ClickHouse/ClickHouse/pull/38272)).
    EmptyAsSelect => "EMPTY AS SELECT", (22, 7);
    /// `DROP TABLE IF EMPTY` ([since 23.6](https://github.com/ClickHouse/ClickHouse/pull/48915)).
    DropIfEmpty => "IF EMPTY", (23, 6);
    /// `ATTACH TABLE ... AS REPLICATED` ([since 24.7](https://github.com/ClickHouse/ClickHouse/pull/65401)).
    AttachAsReplicated => "AS REPLICATED", (24, 7);
    /// `ALTER TABLE ... EXECUTE` of an Iceberg table ([since 26.3](https://github.com/ClickHouse/ClickHouse/pull/97904), as
    /// `system.settings_changes` says).
    AlterExecute => "EXECUTE", (26, 3);
    /// `CREATE HYPOTHETICAL INDEX` and `EXPLAIN WHATIF`
    /// ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/104608)).
    HypotheticalIndex => "HYPOTHETICAL INDEX", (26, 6);
    /// `ADD ENUM VALUES` ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/93830)).
    AddEnumValues => "ADD ENUM VALUES", (26, 6);
    /// Actions of ALTER TABLE in parentheses ([since 24.2](https://github.com/ClickHouse/ClickHouse/pull/59532)), which
    /// those need that are not the last and end with a list.
    AlterParentheses => "ALTER TABLE (...), (...)", (24, 2);
    /// `APPLY DELETED MASK` ([since 24.1](https://github.com/ClickHouse/ClickHouse/pull/57433)).
    ApplyDeletedMask => "APPLY DELETED MASK", (24, 1);
    /// `APPLY PATCHES`, with the updates that make patches
    /// ([since 25.7](https://github.com/ClickHouse/ClickHouse/pull/82004)).
    ApplyPatches => "APPLY PATCHES", (25, 7);
    /// `REWRITE PARTS` ([since 25.10](https://github.com/ClickHouse/ClickHouse/pull/87774)).
    RewriteParts => "REWRITE PARTS", (25, 10);
    /// `FORGET PARTITION` ([since 24.2](https://github.com/ClickHouse/ClickHouse/pull/59507)).
    ForgetPartition => "FORGET PARTITION", (24, 2);
    /// `MODIFY CONSTRAINT` ([since 26.7](https://github.com/ClickHouse/ClickHouse/pull/108768)).
    ModifyConstraint => "MODIFY CONSTRAINT", (26, 7);

    // Other statements

    /// `CREATE NAMED COLLECTION`, ALTER and DROP of them
    /// ([since 22.12](https://github.com/ClickHouse/ClickHouse/pull/43252)).
    NamedCollections => "NAMED COLLECTION", (22, 12);
    /// `CREATE FUNCTION` of a lambda, and DROP of it
    /// ([since 21.10](https://github.com/ClickHouse/ClickHouse/pull/27796)).
    SqlFunctions => "CREATE FUNCTION", (21, 10);
    /// `UNDROP TABLE` ([since 23.3](https://github.com/ClickHouse/ClickHouse/pull/47241)), where the setting
    /// `allow_experimental_undrop_table_query` is 1, and
    /// [since 23.9](https://github.com/ClickHouse/ClickHouse/pull/54754) without it.
    UndropTable => "UNDROP TABLE", (23, 3);
    /// `DETACH ... PERMANENTLY` ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/17642)).
    DetachPermanently => "DETACH ... PERMANENTLY", (21, 1);
    /// `EXPLAIN TABLE OVERRIDE` ([since 22.1](https://github.com/ClickHouse/ClickHouse/pull/32836)).
    TableOverride => "EXPLAIN TABLE OVERRIDE", (22, 1);
    /// `CHECK DATABASE` ([not before 26.2](https://github.com/ClickHouse/ClickHouse/pull/94690), as the date of the pull
    /// request says).
    CheckDatabase => "CHECK DATABASE", (26, 2);
    /// `CHECK ALL TABLES` ([since 23.11](https://github.com/ClickHouse/ClickHouse/pull/56022)).
    CheckAllTables => "CHECK ALL TABLES", (23, 11);
    /// `BACKUP` and `RESTORE` with an engine such as `Disk('backups', 'name')`
    /// ([since 21.12](https://github.com/ClickHouse/ClickHouse/blob/master/docs/changelogs/archive/v21.12.1.9017-prestable.md)).
    Backup => "BACKUP", (21, 12);
    /// `OPTIMIZE ... DEDUPLICATE BY` ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/17846)).
    DeduplicateBy => "DEDUPLICATE BY", (21, 1);
    /// `SET name = DEFAULT` ([since 22.10](https://github.com/ClickHouse/ClickHouse/pull/42187)).
    SetDefault => "SET ... = DEFAULT", (22, 10);
    /// `EXISTS DATABASE` ([since 21.1](https://github.com/ClickHouse/ClickHouse/pull/18458)).
    ExistsDatabase => "EXISTS DATABASE", (21, 1);
    /// `CREATE MASKING POLICY` ([since 25.12](https://github.com/ClickHouse/ClickHouse/pull/90552)), in ClickHouse
    /// Cloud alone.
    MaskingPolicies => "MASKING POLICY", (25, 12);
    /// `CREATE WORKLOAD` and `CREATE RESOURCE`
    /// ([since 24.11](https://github.com/ClickHouse/ClickHouse/pull/69187)).
    Workloads => "WORKLOAD", (24, 11);
    /// Several ways of a user to prove itself ([since 24.9](https://github.com/ClickHouse/ClickHouse/pull/65277)).
    AuthenticationMethods => "IDENTIFIED WITH several methods", (24, 9);
    /// Privileges on all whose names begin in one way
    /// ([since 24.10](https://github.com/ClickHouse/ClickHouse/pull/65311)).
    WildcardGrants => "GRANT ON prefix*", (24, 10);
    /// `CHECK GRANT` ([since 24.11](https://github.com/ClickHouse/ClickHouse/pull/68885)).
    CheckGrant => "CHECK GRANT", (24, 11);
    /// `EXECUTE AS` ([since 25.11](https://github.com/ClickHouse/ClickHouse/pull/70775)); the server's configuration
    /// must allow it before 26.3.
    ExecuteAs => "EXECUTE AS", (25, 11);
    /// `PARALLEL WITH` ([since 25.2](https://github.com/ClickHouse/ClickHouse/pull/74291)).
    ParallelWith => "PARALLEL WITH", (25, 2);

    // Views and dictionaries

    /// `DEFINER` and `SQL SECURITY` of a view ([since 24.2](https://github.com/ClickHouse/ClickHouse/pull/54901)).
    SqlSecurity => "SQL SECURITY", (24, 2);
    /// `CREATE TEMPORARY VIEW` ([since 25.9](https://github.com/ClickHouse/ClickHouse/pull/86432)).
    TemporaryView => "TEMPORARY VIEW", (25, 9);
    /// `REFRESH` of a materialized view: since 23.12, where the setting
    /// `allow_experimental_refreshable_materialized_view` is 1, and since 24.10 without it, as `system.settings_changes`
    /// says ([changelog](https://clickhouse.com/docs/whats-new/changelog/2024)).
    RefreshableView => "REFRESH", (23, 12);
    /// `REFRESH DEPENDS ON`, without a time or with AFTER ([since 26.6](https://github.com/ClickHouse/ClickHouse/pull/104440)).
    RefreshDependsOn => "REFRESH DEPENDS ON", (26, 6);
    /// `CREATE OR REPLACE MATERIALIZED VIEW` ([since 26.5](https://github.com/ClickHouse/ClickHouse/pull/100539)); older
    /// servers make a plain view of it.
    ReplaceMaterializedView => "OR REPLACE", (26, 5);
    /// `CREATE WINDOW VIEW`, where the setting `allow_experimental_window_view` is 1
    /// ([since 21.12](https://clickhouse.com/docs/whats-new/changelog/2021)).
    WindowView => "WINDOW VIEW", (21, 12);
    /// The layout NAIVE_BAYES of dictionaries (since 26.7, as `system.dictionary_layouts` says).
    NaiveBayesLayout => "NAIVE_BAYES", (26, 7);
    /// The layout REGEXP_TREE of dictionaries ([since 23.5](https://clickhouse.com/docs/whats-new/changelog/2023)).
    RegexpTreeLayout => "REGEXP_TREE", (23, 5);
}

impl Feature {
    /// Whether older servers get another form that means the same.
    pub(crate) fn is_emulated(self) -> bool {
        matches!(self, Self::Parameters | Self::MutationParameters)
    }
}
