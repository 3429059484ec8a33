//! The types of skip indexes. What is written in another way than ours stays as it is.

use super::{
    engine::string,
    expression::{arguments, expr, items},
};
use crate::{
    SkipIndexType,
    index::{Distance, PostingListCodec, Quantization, TextIndex, Tokenizer, VectorSimilarity},
    parser::Parser,
};

pub(super) fn known_index_type(name: &str, parameters: &[&str]) -> Option<SkipIndexType> {
    let number = |text: &&str| text.parse::<u64>().ok();
    let numbers = || parameters.iter().map(number).collect::<Option<Vec<_>>>();
    Some(match (name, parameters) {
        ("minmax", []) => SkipIndexType::MinMax,
        ("hypothesis", []) => SkipIndexType::Hypothesis,
        ("bloom_filter", []) => SkipIndexType::BloomFilter(None),
        ("bloom_filter", [rate]) => SkipIndexType::BloomFilter(Some(rate.parse().ok()?)),
        ("set", [rows]) => SkipIndexType::Set(number(rows)?),
        ("vector_similarity", parameters) => vector_similarity(parameters)?.into(),
        ("text", parameters) => text_index(parameters)?.into(),
        ("ngrambf_v1" | "tokenbf_v1" | "sparse_grams", _) => match (name, numbers()?.as_slice()) {
            ("ngrambf_v1", &[n, size, hashes, seed]) => SkipIndexType::NGramBf {
                n,
                size,
                hashes,
                seed,
            },
            ("tokenbf_v1", &[size, hashes, seed]) => SkipIndexType::TokenBf { size, hashes, seed },
            ("sparse_grams", &[min_length, max_length, ref rest @ .., size, hashes, seed])
                if rest.len() < 2 =>
            {
                SkipIndexType::SparseGrams {
                    min_length,
                    max_length,
                    min_cutoff_length: rest.first().copied(),
                    size,
                    hashes,
                    seed,
                }
            }
            _ => return None,
        },
        _ => return None,
    })
}

fn vector_similarity(parameters: &[&str]) -> Option<VectorSimilarity> {
    let (["'hnsw'", distance, dimensions], rest) = parameters.split_first_chunk::<3>()? else {
        return None;
    };
    let distance = match *distance {
        "'L2Distance'" => Distance::L2,
        "'cosineDistance'" => Distance::Cosine,
        "'dotProduct'" => Distance::DotProduct,
        _ => return None,
    };
    let index = VectorSimilarity::new(distance, dimensions.parse().ok()?);
    match rest {
        [] => Some(index),
        [quantization, connections, candidates] => {
            let quantization = match *quantization {
                "'f64'" => Quantization::Float64,
                "'f32'" => Quantization::Float32,
                "'f16'" => Quantization::Float16,
                "'bf16'" => Quantization::BFloat16,
                "'i8'" => Quantization::Int8,
                "'b1'" => Quantization::Binary,
                _ => return None,
            };
            Some(index.hnsw(quantization, connections.parse().ok()?, candidates.parse().ok()?))
        }
        _ => None,
    }
}

/// The parameters of a text index, in the order in which they are written.
const TEXT_PARAMETERS: &[&str] = &[
    "tokenizer",
    "preprocessor",
    "postprocessor",
    "support_phrase_search",
    "dictionary_block_size",
    "dictionary_block_frontcoding_compression",
    "posting_list_block_size",
    "posting_list_codec",
];

fn text_index(parameters: &[&str]) -> Option<TextIndex> {
    let (first, rest) = parameters.split_first()?;
    let mut index = TextIndex::new(tokenizer(first.strip_prefix("tokenizer = ")?)?);
    let mut known = TEXT_PARAMETERS.iter().skip(1);
    for parameter in rest {
        let (name, value) = parameter.split_once(" = ")?;
        // One that is not where we write it would be written elsewhere.
        known.find(|known| **known == name)?;
        let number = || value.parse::<u64>().ok();
        let flag = || match value {
            "0" => Some(false),
            "1" => Some(true),
            _ => None,
        };
        index = match name {
            "preprocessor" => index.preprocessor(expr(value)),
            "postprocessor" => index.postprocessor(expr(value)),
            "support_phrase_search" => index.support_phrase_search(flag()?),
            "dictionary_block_size" => index.dictionary_block_size(number()?),
            "dictionary_block_frontcoding_compression" => {
                index.dictionary_block_frontcoding_compression(flag()?)
            }
            "posting_list_block_size" => index.posting_list_block_size(number()?),
            "posting_list_codec" => index.posting_list_codec(match value {
                "'none'" => PostingListCodec::None,
                "'bitpacking'" => PostingListCodec::Bitpacking,
                _ => return None,
            }),
            _ => return None,
        };
    }
    Some(index)
}

fn tokenizer(text: &str) -> Option<Tokenizer> {
    let mut parser = Parser { text, position: 0 };
    let name = parser.word();
    let parameters = arguments(&mut parser).ok()?;
    if parser.position != text.len() {
        return None;
    }
    let number = |text: &str| text.parse::<u64>().ok();
    Some(match (name, parameters.as_slice()) {
        ("splitByNonAlpha", []) => Tokenizer::SplitByNonAlpha,
        ("splitByString", []) => Tokenizer::SplitByString(Vec::new()),
        ("splitByString", [list]) => {
            let list = list.strip_prefix('[')?.strip_suffix(']')?;
            let separators = items(list).ok()?.into_iter().map(string);
            Tokenizer::SplitByString(separators.collect::<Option<_>>()?)
        }
        ("asciiCJK", []) => Tokenizer::AsciiCjk,
        ("ngrams", []) => Tokenizer::Ngrams(None),
        ("ngrams", [length]) => Tokenizer::Ngrams(Some(length.parse().ok()?)),
        ("sparseGrams", [min, max, rest @ ..]) if rest.len() < 2 => Tokenizer::SparseGrams {
            min_length: number(min)?,
            max_length: number(max)?,
            min_cutoff_length: match rest.first() {
                Some(length) => Some(number(length)?),
                None => None,
            },
        },
        ("array", []) => Tokenizer::Array,
        _ => return None,
    })
}
