//! The statements that need each feature.

use sea_query::{
    CommonTableExpression, Expr, ExprTrait, Func, Keyword, LikeExpr, NullOrdering, Order, Query,
    SelectStatement, UnionType, WindowStatement, WithClause,
};
use sea_query_clickhouse::{
    ClickHouseStatement, Feature, access,
    constraint::TableConstraint,
    dictionary::{
        DictionaryAttribute, Layout,
        layout::{NaiveBayes, RegexpTree, Tokens},
        source,
    },
    engine::{AzureBlobStorage, AzureQueue, Custom, Paimon, QueueMode, S3, S3Queue, TimeSeries, YtSaurus},
    func::conversion::{accurate_cast, cast},
    index::{Distance, HypotheticalIndex, TextIndex, Tokenizer, VectorSimilarity},
    partition::Partition,
    prelude::*,
    projection::Projection,
    query::{Columns, Interpolate, Join, Limit, OrderBy, TableFunction, WithFill},
    statement::{
        Backup, BackupPlace, Check, ClickHouseFunction, Exists, ExplainTableOverride, Interval,
        NamedCollection, Optimize, Parallel, Restore, Set, System, Workload,
    },
    statistics::Statistics,
    table::TableAlterStatement,
    types::{IntervalUnit, JsonType},
    view::{MaterializedViewCreateStatement, Refresh, SqlSecurity},
};

pub(super) type Statement = Box<dyn ClickHouseStatement>;

pub(super) fn ids() -> SelectStatement {
    Query::select().column("id").from("t").to_owned()
}

fn of(change: impl FnOnce(&mut SelectStatement)) -> Statement {
    let mut query = ids();
    change(&mut query);
    Box::new(query)
}

fn with(cte: &CommonTableExpression, recursive: bool) -> Statement {
    let with = WithClause::new().recursive(recursive).cte(cte.clone()).to_owned();
    of(|query| {
        query.with_cte(with);
    })
}

fn cte() -> CommonTableExpression {
    CommonTableExpression::new()
        .table_name("x")
        .query(ids())
        .to_owned()
}

fn alter() -> TableAlterStatement {
    ClickHouseTable::alter("t")
}

fn projection() -> Projection {
    Projection::new(
        "p",
        Query::select().column("a").order_by("a", Order::Asc).to_owned(),
    )
}

fn materialized() -> MaterializedViewCreateStatement {
    ClickHouseView::create_materialized("v", ids()).to("target")
}

fn daily() -> Refresh {
    Refresh::every(Interval::new(1, IntervalUnit::Day))
}

fn dictionary(layout: impl Into<Layout>) -> Statement {
    Box::new(
        ClickHouseDictionary::create("d")
            .attribute(DictionaryAttribute::new("ngram", DataType::String))
            .attribute(DictionaryAttribute::new("class", DataType::UInt32).default(0))
            .primary_key(["ngram"])
            .source(source::YamlRegExpTree::new("tree.yaml"))
            .layout(layout)
            .lifetime(0),
    )
}

fn column(column: ClickHouseColumnDef) -> Statement {
    Box::new(
        ClickHouseTable::create("t")
            .col(ClickHouseColumnDef::new("stored", DataType::UInt8))
            .col(column)
            .engine(Engine::merge_tree())
            .order_by_exprs([]),
    )
}

/// A type as that of a column, inside of others, and in casts.
fn typed(data_type: DataType) -> Vec<Statement> {
    let inside = DataType::named_tuple([("a", DataType::array(data_type.clone()))]);
    let name = data_type.to_string();
    vec![
        column(ClickHouseColumnDef::new("c", data_type.clone())),
        column(ClickHouseColumnDef::new("c", inside)),
        of(|query| {
            query.expr(Expr::col("c").cast_as(sea_query::Alias::new(name.clone())));
        }),
        of(|query| {
            query.expr(Func::cast_as_quoted(
                Expr::col("c"),
                sea_query::Alias::new(format!("{name}[]")),
            ));
        }),
        of(|query| {
            query.expr(cast(Expr::col("c"), &data_type));
        }),
        of(|query| {
            query.expr(accurate_cast(Expr::col("c"), &data_type));
        }),
    ]
}

fn engine(engine: Engine) -> Statement {
    let has_keys = matches!(engine, Engine::MergeTree(_) | Engine::Replicated { .. });
    let table = ClickHouseTable::create("t")
        .col(ClickHouseColumnDef::new("c", DataType::String))
        .engine(engine);
    Box::new(if has_keys { table.order_by_exprs([]) } else { table })
}

fn custom_engine(name: &str) -> Statement {
    engine(Custom::new(name).into())
}

fn filled() -> SelectStatement {
    ids()
        .order_by_with(OrderBy::new(Expr::col("id")).fill(WithFill::new()))
        .to_owned()
}

fn union(kind: UnionType) -> Statement {
    of(|query| {
        query.union(kind, ids());
    })
}

fn update() -> sea_query::UpdateStatement {
    Query::update().table("t").value("a", 1).all_rows().to_owned()
}

fn delete() -> sea_query::DeleteStatement {
    Query::delete().from_table("t").all_rows().to_owned()
}

pub(super) fn statements(feature: Feature) -> Vec<Statement> {
    let one = |statement: Statement| vec![statement];
    match feature {
        Feature::Parameters => vec![
            of(|query| {
                query.and_where(Expr::col("id").eq(1));
            }),
            of(|query| {
                query.and_where(Expr::col("id").is_in([1, 2]));
            }),
        ],
        Feature::MutationParameters => vec![
            Box::new(update()),
            Box::new(
                Query::delete()
                    .from_table("t")
                    .and_where(Expr::col("id").eq(1))
                    .to_owned(),
            ),
        ],
        Feature::InsertDefault => one(Box::new(
            Query::insert()
                .into_table("t")
                .columns(["a"])
                .values_panic([Expr::Keyword(Keyword::Default)])
                .to_owned(),
        )),
        Feature::CommonTableExpression => one(with(&cte(), false)),
        Feature::MaterializedCte => one(with(cte().materialized(true), false)),
        Feature::RecursiveCte => one(with(&cte(), true)),
        Feature::DistinctOn => vec![
            of(|query| {
                query.distinct_on(["id"]);
            }),
            of(|query| {
                query.distinct_on_exprs([Expr::col("id").modulo(2)]);
            }),
        ],
        Feature::ColumnsApply => vec![
            of(|query| {
                query.expr(Columns::all().apply("max"));
            }),
            of(|query| {
                query.expr(Columns::all().apply_lambda("x", Expr::col("x").add(1)));
            }),
        ],
        Feature::LikeEscape => one(of(|query| {
            query.and_where(Expr::col("id").like(LikeExpr::new("a").escape('|')));
        })),
        Feature::IsNotDistinctFrom => one(of(|query| {
            query.and_where(Expr::col("id").is(true));
        })),
        Feature::Exists => one(of(|query| {
            query.and_where(Expr::exists(ids()));
        })),
        Feature::AnyAll => vec![
            of(|query| {
                query.and_where(Expr::col("id").eq(Expr::any(ids())));
            }),
            of(|query| {
                query.and_where(Expr::col("id").eq(Expr::all(ids())));
            }),
        ],
        Feature::RandCanonical => one(of(|query| {
            query.expr(Func::random());
        })),
        Feature::WindowFunctions => vec![
            of(|query| {
                query.expr_window(Expr::cust("count()"), WindowStatement::new());
            }),
            of(|query| {
                query
                    .expr_window_name(Expr::cust("count()"), "w")
                    .window("w", WindowStatement::new());
            }),
        ],
        Feature::ValuesTable => one(Box::new(
            Query::select().column("a").from_values([(1, 2)], "v").to_owned(),
        )),
        Feature::ViewFunction => one(Box::new(
            Query::select()
                .column("a")
                .from(TableFunction::view(ids()))
                .to_owned(),
        )),
        Feature::ParametrizedView => [
            TableFunction::parametrized_view("v"),
            TableFunction::parametrized_view_of("d", "v"),
        ]
        .map(|view| Box::new(Query::select().column("a").from(view).to_owned()) as Statement)
        .into(),
        Feature::PasteJoin => one(of(|query| {
            query.join_with(Join::new("u").paste());
        })),
        Feature::GroupByAll => one(of(|query| {
            query.group_by_all();
        })),
        Feature::GroupingSets => one(of(|query| {
            query.grouping_sets([vec![Expr::col("id")], vec![]]);
        })),
        Feature::Qualify => one(of(|query| {
            query.qualify(Expr::col("id").gt(Expr::col("a")));
        })),
        Feature::UnionDistinct => one(union(UnionType::Distinct)),
        Feature::IntersectExcept => vec![union(UnionType::Intersect), union(UnionType::Except)],
        Feature::OrderByAll => one(of(|query| {
            query.order_by_all(Order::Desc, Some(NullOrdering::Last));
        })),
        Feature::Interpolate => one(Box::new(
            filled().interpolate([Interpolate::keep("a")]).to_owned(),
        )),
        Feature::FillStaleness => one(of(|query| {
            let fill = WithFill::new().staleness(Expr::val(3));
            query.order_by_with(OrderBy::new(Expr::col("id")).fill(fill));
        })),
        Feature::NegativeLimit => vec![
            of(|query| {
                query.limit_with(Limit::last(1));
            }),
            of(|query| {
                query.offset_with(Limit::last(1));
            }),
        ],
        Feature::NegativeLimitBy => vec![
            of(|query| {
                query.limit_by(Limit::last(1), [Expr::col("id")]);
            }),
            of(|query| {
                query.limit_by_offset(1u64, Limit::last(1), [Expr::col("id")]);
            }),
        ],
        Feature::LimitByAll => one(of(|query| {
            query.limit_by_all(1);
        })),
        Feature::FractionalLimit => one(of(|query| {
            query.limit_with(Limit::share(0.5));
        })),
        Feature::InsertExcept => one(Box::new(
            Query::insert()
                .into_table("t")
                .except_columns(["a"])
                .rows_from(ids())
                .to_owned(),
        )),
        Feature::MutationPartition => vec![
            Box::new(update().in_partition(Partition::id("1")).to_owned()),
            Box::new(delete().in_partition(Partition::id("1")).to_owned()),
        ],
        Feature::LightweightDelete => one(Box::new(delete().lightweight().to_owned())),
        Feature::LightweightDeletePartition => one(Box::new(
            delete().lightweight().in_partition(Partition::id("1")).to_owned(),
        )),
        Feature::LightweightUpdate => one(Box::new(update().lightweight().to_owned())),
        Feature::WideNumbers => [
            DataType::Int128,
            DataType::Int256,
            DataType::UInt256,
            DataType::decimal(39, 2),
        ]
        .into_iter()
        .flat_map(typed)
        .collect(),
        Feature::UInt128 => typed(DataType::UInt128),
        Feature::Bool => {
            let mut statements = typed(DataType::Bool);
            statements.push(of(|query| {
                query.and_where(Expr::val(true));
            }));
            statements
        }
        Feature::Date32 => typed(DataType::Date32),
        Feature::Time => [DataType::Time, DataType::Time64(3)]
            .into_iter()
            .flat_map(typed)
            .collect(),
        Feature::BFloat16 => typed(DataType::BFloat16),
        Feature::Map => typed(DataType::Map(
            Box::new(DataType::String),
            Box::new(DataType::UInt8),
        )),
        Feature::Object => typed(DataType::Object("json".to_owned())),
        Feature::Json => {
            let mut statements = typed(DataType::Json);
            statements.extend(typed(DataType::json_with(
                JsonType::new().path("a", DataType::String),
            )));
            statements
        }
        Feature::Variant => typed(DataType::variant([DataType::String, DataType::UInt8])),
        Feature::Dynamic => typed(DataType::Dynamic(None)),
        Feature::LineString => typed(DataType::LineString),
        Feature::MultiLineString => typed(DataType::MultiLineString),
        Feature::Geometry => typed(DataType::Geometry),
        Feature::QBit => typed(DataType::qbit(DataType::Float32, 8)),
        Feature::NullableTuple => typed(DataType::named_tuple([("a", DataType::String)]).nullable()),
        Feature::EphemeralColumn => one(column(
            ClickHouseColumnDef::new("c", DataType::String).ephemeral_or(""),
        )),
        Feature::EphemeralWithoutDefault => one(column(
            ClickHouseColumnDef::new("c", DataType::String).ephemeral(),
        )),
        Feature::ColumnPrimaryKey => one(Box::new(
            ClickHouseTable::create("t")
                .col(ClickHouseColumnDef::new("c", DataType::String).primary_key())
                .engine(Engine::merge_tree())
                .order_by(["c"]),
        )),
        Feature::ColumnStatistics => one(column(
            ClickHouseColumnDef::new("c", DataType::UInt8).statistics([Statistics::TDigest]),
        )),
        Feature::ColumnSettings => one(column(
            ClickHouseColumnDef::new("c", DataType::UInt8).setting("min_compress_block_size", 1),
        )),
        Feature::TableComment => one(Box::new(
            ClickHouseTable::create("t")
                .col(ClickHouseColumnDef::new("c", DataType::String))
                .engine(Engine::Memory)
                .comment("a"),
        )),
        Feature::VectorSimilarityIndex => one(Box::new(ClickHouseTable::alter("t").add_index(
            SkipIndex::new("i", Expr::col("c"), VectorSimilarity::new(Distance::L2, 8)),
        ))),
        Feature::TextIndex => one(Box::new(ClickHouseTable::alter("t").add_index(SkipIndex::new(
            "i",
            Expr::col("c"),
            TextIndex::new(Tokenizer::SplitByNonAlpha),
        )))),
        Feature::CoalescingMergeTree => vec![
            engine(Engine::MergeTree(
                sea_query_clickhouse::engine::MergeTree::Coalescing { columns: Vec::new() },
            )),
            engine(
                Engine::MergeTree(sea_query_clickhouse::engine::MergeTree::Coalescing {
                    columns: Vec::new(),
                })
                .replicated(),
            ),
            custom_engine("CoalescingMergeTree"),
            custom_engine("ReplicatedCoalescingMergeTree"),
        ],
        Feature::AliasEngine => vec![
            engine(sea_query_clickhouse::engine::Alias::new("d", "t").into()),
            custom_engine("Alias"),
        ],
        Feature::TimeSeries => vec![custom_engine("TimeSeries"), engine(TimeSeries::new().into())],
        Feature::S3Queue => vec![
            custom_engine("S3Queue"),
            engine(S3Queue::new(S3::new("u"), QueueMode::Ordered).into()),
        ],
        Feature::AzureQueue => vec![
            custom_engine("AzureQueue"),
            engine(AzureQueue::new(AzureBlobStorage::new("u", "c", "p"), QueueMode::Ordered).into()),
        ],
        Feature::PaimonEngine => vec![custom_engine("PaimonHDFS"), engine(Paimon::local("p").into())],
        Feature::YtSaurusEngine => {
            vec![
                custom_engine("YTsaurus"),
                engine(YtSaurus::new("u", "//t", "k").into()),
            ]
        }
        Feature::DropTables => one(Box::new(sea_query::Table::drop().table("a").table("b").take())),
        Feature::NamedCollections => vec![
            Box::new(NamedCollection::create("c").value("a", "b")),
            Box::new(NamedCollection::alter("c").value("a", "b")),
            Box::new(NamedCollection::drop("c")),
        ],
        Feature::SqlFunctions => vec![
            Box::new(ClickHouseFunction::create("f", ["x"], Expr::col("x"))),
            Box::new(ClickHouseFunction::drop("f")),
        ],
        Feature::TableOverride => one(Box::new(
            ExplainTableOverride::new(Func::cust("mysql").arg("a")).order_by(Expr::col("id")),
        )),
        Feature::CheckDatabase => one(Box::new(Check::database("d"))),
        Feature::CheckAllTables => one(Box::new(Check::all_tables())),
        Feature::Backup => vec![
            Box::new(Backup::table("t").to(BackupPlace::disk("d", "p"))),
            Box::new(Restore::table("t").from(BackupPlace::disk("d", "p"))),
        ],
        Feature::DeduplicateBy => vec![
            Box::new(Optimize::table("t").deduplicate_by(["a"])),
            Box::new(Optimize::table("t").deduplicate_except(["a"])),
            Box::new(Optimize::table("t").deduplicate_matching("a")),
        ],
        Feature::SetDefault => one(Box::new(Set::default_of("max_threads"))),
        Feature::ExistsDatabase => one(Box::new(Exists::database("d"))),
        Feature::Assume => one(Box::new(
            alter().add_constraint(TableConstraint::assume("c", Expr::col("a"))),
        )),
        Feature::Projection => one(Box::new(alter().add_projection(projection()))),
        Feature::ProjectionSettings => one(Box::new(
            alter().add_projection(projection().setting("index_granularity", 100)),
        )),
        Feature::ProjectionWhere => one(Box::new(
            alter().add_projection(Projection::new(
                "p",
                Query::select()
                    .column("a")
                    .and_where(Expr::col("a").gt(1))
                    .to_owned(),
            )),
        )),
        Feature::ProjectionIndex => one(Box::new(
            alter().add_projection(Projection::index("p", Expr::col("a"))),
        )),
        Feature::UndropTable => one(Box::new(ClickHouseTable::undrop("t"))),
        Feature::DetachPermanently => one(Box::new(ClickHouseTable::detach("t").permanently())),
        Feature::AttachAsReplicated => vec![
            Box::new(ClickHouseTable::attach("t").as_replicated()),
            Box::new(ClickHouseTable::attach("t").as_not_replicated()),
        ],
        Feature::ReverseSortingKey => one(Box::new(
            ClickHouseTable::create("t")
                .col(ClickHouseColumnDef::new("a", DataType::UInt8))
                .engine(Engine::merge_tree())
                .order_by_expr(Expr::col("a"), Order::Desc),
        )),
        Feature::TextIndexPostprocessor => one(Box::new(alter().add_index(SkipIndex::new(
            "i",
            Expr::col("a"),
            TextIndex::new(Tokenizer::Array).postprocessor(Func::cust("lower").arg(Expr::col("a"))),
        )))),
        Feature::TextIndexPhraseSearch => one(Box::new(alter().add_index(SkipIndex::new(
            "i",
            Expr::col("a"),
            TextIndex::new(Tokenizer::Array).support_phrase_search(true),
        )))),
        Feature::CloneAs => one(Box::new(ClickHouseTable::create("t").clone_as("u"))),
        Feature::EmptyAsSelect => one(Box::new(
            ClickHouseTable::create("t")
                .engine(Engine::Memory)
                .empty_as_select(ids()),
        )),
        Feature::DropIfEmpty => one(Box::new(ClickHouseTable::drop("t").if_empty())),
        Feature::AlterExecute => one(Box::new(alter().execute(Func::cust("expire_snapshots").arg("a")))),
        Feature::HypotheticalIndex => vec![
            Box::new(HypotheticalIndex::create(
                "t",
                SkipIndex::new("i", Expr::col("a"), SkipIndexType::MinMax),
            )),
            Box::new(HypotheticalIndex::drop("t", "i")),
            Box::new(HypotheticalIndex::drop_all()),
        ],
        Feature::AddEnumValues => vec![
            Box::new(alter().add_enum_values("a", ["x"])),
            Box::new(alter().add_numbered_enum_values("a", [("x", 1)])),
        ],
        Feature::AlterParentheses => one(Box::new(alter().modify_setting("a", 1).drop_column("a"))),
        Feature::ApplyDeletedMask => one(Box::new(alter().apply_deleted_mask())),
        Feature::ApplyPatches => one(Box::new(alter().apply_patches())),
        Feature::RewriteParts => one(Box::new(alter().rewrite_parts())),
        Feature::ForgetPartition => one(Box::new(alter().forget_partition(Partition::id("a")))),
        Feature::ModifyConstraint => one(Box::new(
            alter().modify_constraint(TableConstraint::check("c", Expr::col("a"))),
        )),
        Feature::MaskingPolicies => one(Box::new(
            access::ClickHouseMaskingPolicy::create("p")
                .on("t")
                .update("a", 1)
                .to("u"),
        )),
        Feature::Workloads => one(Box::new(Workload::create("w"))),
        Feature::AuthenticationMethods => one(Box::new(
            access::ClickHouseUser::alter("u").add_identified(access::Authentication::ldap("s")),
        )),
        Feature::WildcardGrants => one(Box::new(
            access::Grant::privileges(
                [access::Privilege::SELECT],
                access::Scope::databases_beginning_with("d"),
            )
            .to("u"),
        )),
        Feature::CheckGrant => one(Box::new(access::CheckGrant::privileges(
            [access::Privilege::SELECT],
            access::Scope::all(),
        ))),
        Feature::ExecuteAs => one(Box::new(access::ExecuteAs::user("u"))),
        Feature::ParallelWith => {
            static RELOADS: std::sync::LazyLock<[System; 2]> =
                std::sync::LazyLock::new(|| [System::reload_config(), System::reload_users()]);
            one(Box::new(Parallel::new(&RELOADS[0]).with(&RELOADS[1])))
        }
        Feature::SqlSecurity => one(Box::new(
            ClickHouseView::create("v", ids()).sql_security(SqlSecurity::None),
        )),
        Feature::TemporaryView => one(Box::new(ClickHouseView::create("v", ids()).temporary())),
        Feature::RefreshableView => vec![
            Box::new(materialized().refresh(daily())),
            Box::new(ClickHouseView::alter("v").modify_refresh(daily())),
        ],
        Feature::RefreshDependsOn => one(Box::new(materialized().refresh(Refresh::depending_on("w")))),
        Feature::ReplaceMaterializedView => one(Box::new(materialized().or_replace())),
        Feature::WindowView => one(Box::new(
            ClickHouseView::create_window(
                "v",
                Query::select()
                    .expr(Func::cust("count"))
                    .from("t")
                    .group_by_col("id")
                    .add_group_by([Expr::cust("tumble(at, INTERVAL 1 MINUTE)")])
                    .take(),
            )
            .to("target"),
        )),
        Feature::NaiveBayesLayout => one(dictionary(NaiveBayes::new("class", 1, Tokens::Token))),
        Feature::RegexpTreeLayout => one(dictionary(RegexpTree::new())),
        other => panic!("no statement here uses {other:?}"),
    }
}
