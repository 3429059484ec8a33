//! The types inside of a type.

use super::DataType;

impl DataType {
    /// Visits the type and then every type inside of it.
    pub(crate) fn walk(&self, visit: &mut impl FnMut(&Self)) {
        visit(self);
        match self {
            Self::Nullable(inner)
            | Self::LowCardinality(inner)
            | Self::Array(inner)
            | Self::QBit(inner, ..) => inner.walk(visit),
            Self::Map(key, value) => {
                key.walk(visit);
                value.walk(visit);
            }
            Self::Tuple(elements) => elements.iter().for_each(|(_, element)| element.walk(visit)),
            Self::Nested(elements) => elements.iter().for_each(|(_, element)| element.walk(visit)),
            Self::Variant(elements) => elements.iter().for_each(|element| element.walk(visit)),
            Self::JsonWith(hints) => hints.paths.iter().for_each(|(_, of)| of.walk(visit)),
            Self::SimpleAggregateFunction(function) | Self::AggregateFunction(function) => {
                function
                    .arguments()
                    .iter()
                    .for_each(|argument| argument.walk(visit));
            }
            _ => {}
        }
    }
}
