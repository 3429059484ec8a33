//! Of whole objects: tables, databases, views, dictionaries, access.

use sea_query::{Expr, ExprTrait, Func, Order, Query};
use sea_query_clickhouse::{
    Feature, access,
    constraint::TableConstraint,
    dictionary::layout::{NaiveBayes, RegexpTree, Tokens},
    index::{ClickHouseHypotheticalIndex, TextIndex, Tokenizer},
    partition::Partition,
    prelude::*,
    projection::Projection,
    statement::{
        Backup, BackupPlace, Check, ClickHouseFunction, ClickHouseNamedCollection, ClickHouseWorkload,
        Exists, ExplainTableOverride, Optimize, Parallel, Restore, Set, System,
    },
    view::{Refresh, SqlSecurity},
};

use super::{Statement, alter, daily, dictionary, ids, materialized, projection};

pub(super) fn statements(feature: Feature) -> Option<Vec<Statement>> {
    let one = |statement: Statement| vec![statement];
    Some(match feature {
        Feature::DropTables => one(Box::new(sea_query::Table::drop().table("a").table("b").take())),
        Feature::NamedCollections => vec![
            Box::new(ClickHouseNamedCollection::create("c").value("a", "b")),
            Box::new(ClickHouseNamedCollection::alter("c").value("a", "b")),
            Box::new(ClickHouseNamedCollection::drop("c")),
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
            Box::new(ClickHouseHypotheticalIndex::create(
                "t",
                SkipIndex::new("i", Expr::col("a"), SkipIndexType::MinMax),
            )),
            Box::new(ClickHouseHypotheticalIndex::drop("t", "i")),
            Box::new(ClickHouseHypotheticalIndex::drop_all()),
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
        Feature::Workloads => one(Box::new(ClickHouseWorkload::create("w"))),
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
        _ => return None,
    })
}
