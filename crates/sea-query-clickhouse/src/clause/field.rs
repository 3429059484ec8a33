//! How the parts of a clause become arguments of the node that carries it, and come back.

use sea_query::{Expr, SelectStatement, SubQueryStatement, Value};

use super::SettingValue;
use crate::partition::Partition;

/// A part of a clause.
pub(crate) trait Field: Sized {
    fn into_field(self) -> Expr;
    fn from_field(expr: &Expr) -> Option<Self>;
}

macro_rules! constants {
    ($($type:ty => $variant:ident),*) => {
        $(impl Field for $type {
            fn into_field(self) -> Expr {
                Expr::Constant(self.into())
            }

            fn from_field(expr: &Expr) -> Option<Self> {
                match expr {
                    Expr::Constant(Value::$variant(Some(value))) => Some(value.clone()),
                    _ => None,
                }
            }
        })*
    };
}

constants!(bool => Bool, u64 => BigUnsigned, f64 => Double, String => String);

impl Field for Expr {
    fn into_field(self) -> Expr {
        self
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        Some(expr.clone())
    }
}

impl Field for SettingValue {
    fn into_field(self) -> Expr {
        Expr::Constant(self.into_value())
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Constant(value) => Self::from_value(value),
            _ => None,
        }
    }
}

impl Field for SelectStatement {
    fn into_field(self) -> Expr {
        Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(self)))
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::SubQuery(None, query) => match &**query {
                SubQueryStatement::SelectStatement(select) => Some(select.clone()),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<F: Field> Field for Box<F> {
    fn into_field(self) -> Expr {
        (*self).into_field()
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        F::from_field(expr).map(Self::new)
    }
}

impl Field for Partition {
    fn into_field(self) -> Expr {
        match self {
            Self::Values(values) => Some(values).into_field(),
            Self::Id(id) => id.into_field(),
            Self::All => None::<Expr>.into_field(),
        }
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match String::from_field(expr) {
            Some(id) => Some(Self::Id(id)),
            None => Some(Option::from_field(expr)?.map_or(Self::All, Self::Values)),
        }
    }
}

impl<F: Field> Field for Option<F> {
    fn into_field(self) -> Expr {
        Expr::Tuple(self.into_iter().map(F::into_field).collect())
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Tuple(items) => match items.as_slice() {
                [] => Some(None),
                [item] => F::from_field(item).map(Some),
                _ => None,
            },
            _ => None,
        }
    }
}

impl<F: Field> Field for Vec<F> {
    fn into_field(self) -> Expr {
        Expr::Tuple(self.into_iter().map(F::into_field).collect())
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Tuple(items) => items.iter().map(F::from_field).collect(),
            _ => None,
        }
    }
}

impl<A: Field, B: Field> Field for (A, B) {
    fn into_field(self) -> Expr {
        Expr::Tuple(vec![self.0.into_field(), self.1.into_field()])
    }

    fn from_field(expr: &Expr) -> Option<Self> {
        match expr {
            Expr::Tuple(items) => match items.as_slice() {
                [a, b] => A::from_field(a).zip(B::from_field(b)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// A struct whose parts are fields, as a tuple of them.
macro_rules! record {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl crate::clause::Field for $type {
            fn into_field(self) -> sea_query::Expr {
                sea_query::Expr::Tuple(vec![$(crate::clause::Field::into_field(self.$field)),*])
            }

            fn from_field(expr: &sea_query::Expr) -> Option<Self> {
                match expr {
                    sea_query::Expr::Tuple(items) => match items.as_slice() {
                        [$($field),*] => Some(Self { $($field: crate::clause::Field::from_field($field)?),* }),
                        _ => None,
                    },
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use record;

/// An enum of words, each as its text in SQL.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        impl $type {
            pub(crate) fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl crate::clause::Field for $type {
            fn into_field(self) -> sea_query::Expr {
                sea_query::Expr::Constant(self.word().into())
            }

            fn from_field(expr: &sea_query::Expr) -> Option<Self> {
                match expr {
                    sea_query::Expr::Constant(sea_query::Value::String(Some(word))) => match word.as_str() {
                        $($word => Some(Self::$variant),)*
                        _ => None,
                    },
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use words;
