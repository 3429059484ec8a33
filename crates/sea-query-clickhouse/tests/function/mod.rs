//! Functions: the portable ones, and the answers of those of the catalogue, chapter by chapter.

use sea_query::{Expr, Query};
use sea_query_clickhouse::{DataType, Target, build_clickhouse, func, prelude::*};

use crate::server::Server;

/// A table of calls, what they are written as, and their answers, which are the same for literals and for bound values.
macro_rules! answers {
    ($($call:expr => $text:literal => $answer:literal;)*) => {
        crate::function::check_all([$((sea_query::Expr::from($call), $text, $answer)),*])
    };
}

mod array;
mod conversion;
mod date_time;
mod dictionary;
mod geo;
mod hash;
mod nested;
mod number;
mod other;
mod portable;
mod regression;
mod setting;
mod text;
mod url;

/// The files of the tables, for the test that none of the functions is forgotten.
const TABLES: &[&str] = &[
    include_str!("array.rs"),
    include_str!("conversion.rs"),
    include_str!("date_time.rs"),
    include_str!("dictionary.rs"),
    include_str!("geo.rs"),
    include_str!("hash.rs"),
    include_str!("nested.rs"),
    include_str!("number.rs"),
    include_str!("other.rs"),
    include_str!("setting.rs"),
    include_str!("text.rs"),
    include_str!("url.rs"),
];

/// The functions that no table runs, and why.
const NOT_RUN: &[(&[&str], &str)] = &[
    (
        &["aiClassify", "aiEmbed", "aiExtract", "aiGenerate", "aiTranslate"],
        "they ask a language model over the network",
    ),
    (
        &[
            "regionHierarchy",
            "regionIn",
            "regionToArea",
            "regionToCity",
            "regionToContinent",
            "regionToCountry",
            "regionToDistrict",
            "regionToName",
            "regionToPopulation",
            "regionToTopContinent",
        ],
        "they need a geobase in the server's configuration",
    ),
    (
        &[
            "cutToFirstSignificantSubdomainCustom",
            "cutToFirstSignificantSubdomainCustomRFC",
            "cutToFirstSignificantSubdomainCustomWithWWW",
            "cutToFirstSignificantSubdomainCustomWithWWWRFC",
            "firstSignificantSubdomainCustom",
            "firstSignificantSubdomainCustomRFC",
            "getMacro",
        ],
        "they need a list of domains, or a macro, in the server's configuration",
    ),
    (
        &[
            "naiveBayesClassifier",
            "naiveBayesClassifierWithAllProbs",
            "naiveBayesClassifierWithProb",
            "catboostEvaluate",
            "evalMLMethod",
        ],
        "they need a model",
    ),
    (
        &["generateULID", "ULIDStringToDateTime"],
        "a server can be built without the ULID library",
    ),
    (
        &[
            "transactionLatestSnapshot",
            "transactionOldestSnapshot",
            "generateSerialID",
        ],
        "they need Keeper",
    ),
    (&["file"], "it reads a file of the server"),
    (
        &["joinGet", "joinGetOrNull"],
        "they need a table of the engine Join",
    ),
    (&["dictGetAll"], "it needs a dictionary of regular expressions"),
    (
        &[
            "timeSeriesCopyTag",
            "timeSeriesCopyTags",
            "timeSeriesExtractTag",
            "timeSeriesGroupToSamplingKey",
            "timeSeriesGroupToTags",
            "timeSeriesIdToGroup",
            "timeSeriesIdToTags",
            "timeSeriesJoinTags",
            "timeSeriesRemoveAllTagsExcept",
            "timeSeriesRemoveTag",
            "timeSeriesRemoveTags",
            "timeSeriesReplaceTag",
        ],
        "they work on groups that the server makes while it answers a PromQL query",
    ),
    (
        &[
            "cosineDistanceTransposedQuantized",
            "dotProductTransposedQuantized",
            "L2DistanceTransposedQuantized",
        ],
        "they take codes that only `quantizeBFloat16ToInt8` in a table makes",
    ),
    (
        &[
            "h3GetDestinationIndexFromUnidirectionalEdge",
            "h3GetOriginIndexFromUnidirectionalEdge",
            "h3PolygonToCellsWithContainment",
        ],
        "the indexes of their examples are refused by the H3 of this server",
    ),
];

/// A function that is added to the catalogue is run, or is one that a test cannot run.
#[test]
fn every_function_is_run() {
    let mut missing: Vec<_> = func::catalogue()
        .map(|function| function.name)
        .filter(|name| {
            let quoted = format!("\"{name}\"");
            let called = format!("{name}(");
            let run = |table: &&str| table.contains(&called) || table.contains(&quoted);
            !TABLES.iter().any(run) && !NOT_RUN.iter().any(|(names, _)| names.contains(name))
        })
        .collect();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:?}");
}

pub fn data_type(name: &str) -> DataType {
    name.parse().unwrap()
}

/// Runs all, so that one answer that has changed does not hide the next.
#[track_caller]
pub fn check_all(cases: impl IntoIterator<Item = (Expr, &'static str, &'static str)>) {
    let s = Server::new();
    let mut wrong = Vec::new();
    for (expr, text, answer) in cases {
        let query = Query::select().expr(expr).take();
        let written = query.to_string(ClickHouseQueryBuilder);
        if written != format!("SELECT {text}") {
            wrong.push(format!("text\t{text}\t{written}"));
            continue;
        }
        let literal = s.try_run(&written).unwrap_or_else(|error| error);
        let literal = literal.trim_end_matches('\n');
        if literal != answer {
            wrong.push(format!("literal\t{text}\t{literal}"));
        }
        let bound = build_clickhouse(&query, &Target::default())
            .map_err(|error| error.to_string())
            .and_then(|built| s.try_run_built(&built))
            .unwrap_or_else(|error| error);
        let bound = bound.trim_end_matches('\n');
        if bound != answer {
            wrong.push(format!("bound\t{text}\t{bound}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
