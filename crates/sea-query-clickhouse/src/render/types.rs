//! Types that not every server has.

use sea_query::{Expr, Func, FunctionCall, Value};

use super::Renderer;
use crate::{capability::Feature, types::DataType};

impl Renderer<'_> {
    /// Refuses a type, or one inside of it, that the server is too old for.
    pub(crate) fn check_type(&self, data_type: &DataType) {
        if self.context.target.version.is_none() {
            return;
        }
        data_type.walk(&mut |data_type| {
            if let Some(feature) = feature_of(data_type) {
                self.context.check(feature);
            }
        });
    }

    /// As [`check_type`](Self::check_type), of a type by its name, where it is one.
    pub(super) fn check_type_name(&self, name: &str) {
        if self.context.target.version.is_some()
            && let Ok(data_type) = name.parse()
        {
            self.check_type(&data_type);
        }
    }

    /// The types that the functions of conversion take as text.
    pub(super) fn check_cast(&self, call: &FunctionCall) {
        if let (Func::Custom(name), [_, Expr::Constant(Value::String(Some(data_type))), ..]) =
            (call.get_func(), call.get_args())
            && matches!(
                &*name.inner(),
                "CAST" | "accurateCast" | "accurateCastOrNull" | "accurateCastOrDefault" | "reinterpret"
            )
        {
            self.check_type_name(data_type);
        }
    }
}

fn feature_of(data_type: &DataType) -> Option<Feature> {
    Some(match data_type {
        DataType::Int128 | DataType::Int256 | DataType::UInt256 | DataType::Decimal(39.., _) => {
            Feature::WideNumbers
        }
        DataType::UInt128 => Feature::UInt128,
        DataType::Bool => Feature::Bool,
        DataType::Date32 => Feature::Date32,
        DataType::Time | DataType::Time64(_) => Feature::Time,
        DataType::BFloat16 => Feature::BFloat16,
        DataType::Map(..) => Feature::Map,
        DataType::Object(_) => Feature::Object,
        DataType::Json | DataType::JsonWith(_) => Feature::Json,
        DataType::Variant(_) => Feature::Variant,
        DataType::Dynamic(_) => Feature::Dynamic,
        DataType::LineString => Feature::LineString,
        DataType::MultiLineString => Feature::MultiLineString,
        DataType::Geometry => Feature::Geometry,
        DataType::QBit(..) => Feature::QBit,
        DataType::Nullable(inner) if matches!(**inner, DataType::Tuple(_)) => Feature::NullableTuple,
        _ => return None,
    })
}
