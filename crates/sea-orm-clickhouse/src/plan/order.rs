//! Where columns go.

use sea_query_clickhouse::table::ColumnPosition;

/// The places of columns, in the order in which they are to be put there: of those that are new, and of those that move.
/// `live` are the columns that there are, of which those that are not declared stay where they are.
pub(super) fn positions(declared: &[String], live: &[String]) -> Vec<(String, ColumnPosition)> {
    let stays = longest_ordered(declared, live);
    let mut now: Vec<String> = live
        .iter()
        .filter(|name| stays.contains(name) || !declared.contains(name))
        .cloned()
        .collect();
    let mut places = Vec::new();
    let mut before: Option<&String> = None;
    for name in declared {
        if !stays.contains(&name) {
            let at = before.map_or(0, |before| {
                now.iter()
                    .position(|other| other == before)
                    .map_or(now.len(), |at| at + 1)
            });
            let is_new = !live.contains(name);
            let place = match before {
                _ if at == now.len() && is_new => ColumnPosition::Last,
                Some(before) => ColumnPosition::After(before.clone()),
                None => ColumnPosition::First,
            };
            places.push((name.clone(), place));
            now.insert(at, name.clone());
        }
        before = Some(name);
    }
    places
}

/// The most columns of `live` that stand in the order of `declared`.
fn longest_ordered<'a>(declared: &'a [String], live: &[String]) -> Vec<&'a String> {
    let places: Vec<usize> = live
        .iter()
        .filter_map(|name| declared.iter().position(|other| other == name))
        .collect();
    // The longest ordered sequence that ends at each place.
    let mut best: Vec<Vec<usize>> = Vec::new();
    for (i, place) in places.iter().enumerate() {
        let before = best
            .iter()
            .take(i)
            .filter(|sequence| sequence.last() < Some(place));
        let mut sequence = before
            .max_by_key(|sequence| sequence.len())
            .cloned()
            .unwrap_or_default();
        sequence.push(*place);
        best.push(sequence);
    }
    let longest = best.into_iter().max_by_key(Vec::len).unwrap_or_default();
    longest
        .into_iter()
        .filter_map(|place| declared.get(place))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(declared: &[&str], live: &[&str]) -> Vec<String> {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        positions(&names(declared), &names(live))
            .into_iter()
            .map(|(name, place)| match place {
                ColumnPosition::First => format!("{name} first"),
                ColumnPosition::After(other) => format!("{name} after {other}"),
                _ => format!("{name} last"),
            })
            .collect()
    }

    #[test]
    fn as_few_columns_as_can_be_are_moved() {
        assert_eq!(of(&["a", "b"], &["a", "b"]), [] as [&str; 0]);
        assert_eq!(of(&["a", "b", "c"], &["b", "c", "a"]), ["a first"]);
        assert_eq!(of(&["b", "c", "a"], &["a", "b", "c"]), ["a after c"]);
        assert_eq!(of(&["a", "x", "b", "y"], &["a", "b"]), ["x after a", "y last"]);
        assert_eq!(of(&["x", "a"], &["a", "undeclared"]), ["x first"]);
        assert_eq!(
            of(&["a", "x", "y"], &["a", "undeclared"]),
            ["x after a", "y after x"]
        );
        assert_eq!(of(&["c", "b", "a"], &["a", "b", "c"]), ["b after c", "a after b"]);
    }
}
