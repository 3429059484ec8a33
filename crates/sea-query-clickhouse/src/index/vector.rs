use super::SkipIndexType;
use crate::{capability::Feature, error::BuildError, render::Renderer};

/// A `vector_similarity` index: which vectors are near to which.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/annindexes>.
///
/// ```
/// use sea_query::Expr;
/// use sea_query_clickhouse::{index::{Distance, Quantization, VectorSimilarity}, prelude::*};
///
/// let index = VectorSimilarity::new(Distance::Cosine, 1536).hnsw(Quantization::BFloat16, 64, 128);
/// let alter = ClickHouseTable::alter("page").add_index(SkipIndex::new("near", Expr::col("vector"), index));
/// assert_eq!(
///     alter.to_string(ClickHouseQueryBuilder),
///     "ALTER TABLE `page` ADD INDEX `near` `vector` \
///      TYPE vector_similarity('hnsw', 'cosineDistance', 1536, 'bf16', 64, 128)"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VectorSimilarity {
    distance: Distance,
    dimensions: u64,
    hnsw: Option<(Quantization, u64, u64)>,
}

/// What near means.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/annindexes#creating-a-vector-similarity-index>.
///
/// ```
/// use sea_query_clickhouse::index::Distance;
///
/// assert_ne!(Distance::L2, Distance::Cosine);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Distance {
    /// `L2Distance`: the length of the difference.
    L2,
    /// `cosineDistance`: the angle.
    Cosine,
    /// `dotProduct`: the largest product.
    DotProduct,
}

/// How a number of a vector is kept in the index.
///
/// Source: <https://clickhouse.com/docs/engines/table-engines/mergetree-family/annindexes#quantization>.
///
/// ```
/// use sea_query_clickhouse::index::Quantization;
///
/// assert_ne!(Quantization::BFloat16, Quantization::Int8);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Quantization {
    /// `f64`
    Float64,
    /// `f32`
    Float32,
    /// `f16`
    Float16,
    /// `bf16`, the default.
    BFloat16,
    /// `i8`
    Int8,
    /// `b1`: one bit.
    Binary,
}

impl VectorSimilarity {
    /// An HNSW index of vectors with `dimensions` numbers each.
    pub fn new(distance: Distance, dimensions: u64) -> Self {
        Self {
            distance,
            dimensions,
            hnsw: None,
        }
    }

    /// How numbers are kept, `hnsw_max_connections_per_layer` (32 by default, as 0), and
    /// `hnsw_candidate_list_size_for_construction` (128 by default, as 0).
    pub fn hnsw(mut self, quantization: Quantization, connections: u64, candidates: u64) -> Self {
        self.hnsw = Some((quantization, connections, candidates));
        self
    }

    pub(super) fn check(&self) -> Result<(), BuildError> {
        if self.dimensions == 0 {
            return Err(BuildError::invalid(
                "vector_similarity",
                "a vector has at least one dimension",
            ));
        }
        match self.hnsw {
            Some((Quantization::Binary, ..)) if self.distance != Distance::Cosine => {
                Err(BuildError::invalid(
                    "vector_similarity",
                    "one bit a number, `b1`, goes with the cosine distance alone",
                ))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn write(&self, renderer: &Renderer<'_>, sql: &mut String) {
        renderer.context.check(Feature::VectorSimilarityIndex);
        let distance = match self.distance {
            Distance::L2 => "L2Distance",
            Distance::Cosine => "cosineDistance",
            Distance::DotProduct => "dotProduct",
        };
        sql.push_str(&format!(
            "vector_similarity('hnsw', '{distance}', {}",
            self.dimensions
        ));
        if let Some((quantization, connections, candidates)) = self.hnsw {
            let quantization = match quantization {
                Quantization::Float64 => "f64",
                Quantization::Float32 => "f32",
                Quantization::Float16 => "f16",
                Quantization::BFloat16 => "bf16",
                Quantization::Int8 => "i8",
                Quantization::Binary => "b1",
            };
            sql.push_str(&format!(", '{quantization}', {connections}, {candidates}"));
        }
        sql.push(')');
    }
}

impl From<VectorSimilarity> for SkipIndexType {
    fn from(index: VectorSimilarity) -> Self {
        Self::VectorSimilarity(index)
    }
}
