//! Of types, columns, indexes and engines.

use sea_query::Expr;
use sea_query_clickhouse::{
    Feature,
    engine::{AzureBlobStorage, AzureQueue, Paimon, QueueMode, S3, S3Queue, TimeSeries, YtSaurus},
    index::{Distance, TextIndex, Tokenizer, VectorSimilarity},
    prelude::*,
    statistics::Statistics,
    types::JsonType,
};

use super::{Statement, column, custom_engine, engine, of, typed};

pub(super) fn statements(feature: Feature) -> Option<Vec<Statement>> {
    let one = |statement: Statement| vec![statement];
    Some(match feature {
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
        _ => return None,
    })
}
