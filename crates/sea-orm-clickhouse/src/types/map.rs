//! Map(K, V).

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};

use sea_query::Value;
use sea_query_clickhouse::{DataType, structured::structured};

use super::{ClickHouseType, elements_of, field};
use crate::error::ClickHouseError;

/// `Map(K, V)`: pairs in the order in which they are stored. The server keeps that order, and keys that are there twice.
///
/// See [Map](https://clickhouse.com/docs/sql-reference/data-types/map).
///
/// ```
/// use std::collections::BTreeMap;
///
/// use sea_orm_clickhouse::types::{ClickHouseType, Map};
///
/// let labels: Map<String, u64> = [("a".to_owned(), 1), ("b".to_owned(), 2)].into();
/// assert_eq!(labels.get("b"), Some(&2));
/// assert_eq!(BTreeMap::from(labels).len(), 2);
/// assert_eq!(<Map<String, u64>>::data_type().to_string(), "Map(String, UInt64)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Map<K, V>(pub Vec<(K, V)>);

impl<K, V> Map<K, V> {
    /// The value of a key; of a key that is there twice, the first.
    pub fn get<Q>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
        Q: Eq + ?Sized,
    {
        self.iter()
            .find(|(known, _)| known.borrow() == key)
            .map(|(_, value)| value)
    }
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> std::ops::Deref for Map<K, V> {
    type Target = Vec<(K, V)>;

    fn deref(&self) -> &Vec<(K, V)> {
        &self.0
    }
}

impl<K, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

impl<K, V, const N: usize> From<[(K, V); N]> for Map<K, V> {
    fn from(pairs: [(K, V); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl<K, V> From<BTreeMap<K, V>> for Map<K, V> {
    fn from(map: BTreeMap<K, V>) -> Self {
        map.into_iter().collect()
    }
}

impl<K, V, S> From<HashMap<K, V, S>> for Map<K, V> {
    fn from(map: HashMap<K, V, S>) -> Self {
        map.into_iter().collect()
    }
}

/// Of a key that is there twice, the last stays.
impl<K: Ord, V> From<Map<K, V>> for BTreeMap<K, V> {
    fn from(map: Map<K, V>) -> Self {
        map.0.into_iter().collect()
    }
}

/// Of a key that is there twice, the last stays.
impl<K: Eq + Hash, V, S: BuildHasher + Default> From<Map<K, V>> for HashMap<K, V, S> {
    fn from(map: Map<K, V>) -> Self {
        map.0.into_iter().collect()
    }
}

impl<K: ClickHouseType, V: ClickHouseType> ClickHouseType for Map<K, V> {
    fn data_type() -> DataType {
        DataType::map(K::data_type(), V::data_type())
    }

    fn into_value(self) -> Value {
        let pairs = self.0.into_iter();
        let elements = pairs.flat_map(|(key, value)| [key.into_value(), value.into_value()]);
        structured(&Self::data_type(), elements.collect())
    }

    fn from_value(value: Value) -> Result<Self, ClickHouseError> {
        let mut elements = elements_of::<Self>(value)?;
        let mut pairs = Vec::with_capacity(elements.len() / 2);
        while let (Some(key), Some(value)) = (elements.next(), elements.next()) {
            pairs.push((K::from_value(key)?, V::from_value(value)?));
        }
        Ok(Self(pairs))
    }
}

field!(impl[K: ClickHouseType, V: ClickHouseType] Map<K, V>);
