use sea_query_clickhouse::{
    prelude::*,
    types::{AggregateType, JsonType},
};

use super::{LEAVES, canonical, parsed};
use crate::server::Server;

/// A generator of numbers that gives the same ones in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

const NAMES: &[&str] = &[
    "a", "b c", "d`e", "f'g", "h\\i", "j.k", "select", "Nullable", "ü", "-- x", "{p:Int8}",
];

fn random_type(numbers: &mut Numbers, depth: usize) -> DataType {
    if depth == 0 {
        return parsed(LEAVES[numbers.below(LEAVES.len())]);
    }
    let mut inner = || random_type(numbers, depth - 1);
    let types: Vec<_> = (0..2).map(|_| inner()).collect();
    let [one, two] = <[DataType; 2]>::try_from(types).unwrap();
    let first = numbers.below(NAMES.len() - 1);
    let named = || [(NAMES[first], one.clone()), (NAMES[first + 1], two.clone())];
    match numbers.below(9) {
        0 => DataType::array(one),
        1 => DataType::tuple([one, two]),
        2 => DataType::named_tuple(named()),
        3 => DataType::map(DataType::String, one),
        4 if one.is_valid_in_nullable() => one.nullable(),
        5 if one.is_valid_in_low_cardinality() => one.low_cardinality(),
        6 if depth == 1 => DataType::nested(named()),
        7 => DataType::aggregate_function(AggregateType::new("groupArray", [one]).parameters([3])),
        8 => DataType::json_with(
            JsonType::new()
                .path("a.b", DataType::array(DataType::Int8))
                .skip(NAMES[first]),
        ),
        _ => DataType::array(two),
    }
}

/// Types that are made of types three deep: what the server prints for them is what we print.
#[test]
fn random_types_three_deep() {
    let s = Server::new();
    let mut numbers = Numbers(20_260_726);
    let mut taken = 0;
    for _ in 0..400 {
        let data_type = random_type(&mut numbers, 3);
        let text = data_type.to_string();
        assert_eq!(parsed(&text), data_type, "{text}");
        // Not all combinations exist; for those that do, the server agrees.
        let Ok(printed) = canonical(&s, &text, 0) else {
            continue;
        };
        taken += 1;
        assert_eq!(printed, text);
        let pretty = canonical(&s, &text, 1).unwrap();
        assert_eq!(parsed(&pretty), data_type, "{pretty}");
    }
    assert!(taken > 200, "the server took {taken} of 400 types");
}
