//! Administrations that come twice are found whatever memory there is.

use std::collections::HashMap;
use std::io::Cursor;

use proptest::prelude::*;
use verbond::output::{Repeats, Run};
use verbond::responses::Key;

/// A fingerprint spread over all bits, as those of answers are.
fn fingerprint(of: u16) -> u128 {
    u128::from(of).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
}

proptest! {
    #[test]
    fn repeats_are_found_in_any_room(
        kinds in proptest::collection::vec(0_u16..60, 0..400),
        room in 1_usize..500,
        stretch in 1_usize..50,
        most in 0_usize..30,
    ) {
        let rows: Vec<(u64, u16)> = (2..).zip(kinds).collect();
        let mut first: HashMap<u16, u64> = HashMap::new();
        let expected: Vec<(u64, u64)> = rows
            .iter()
            .filter_map(|(row, kind)| {
                let earlier = *first.entry(*kind).or_insert(*row);
                (earlier != *row).then_some((*row, earlier))
            })
            .collect();
        let mut runs = 0;
        let mut new_run = || {
            runs += 1;
            Ok(Box::new(Cursor::new(Vec::new())) as Box<dyn Run>)
        };
        let mut repeats = Repeats::with_room(room, &mut new_run);
        for rows in rows.chunks(stretch) {
            let keys: Vec<Key> = rows.iter().map(|(row, kind)| Key::new(fingerprint(*kind), *row)).collect();
            repeats.add(&keys).map_err(|error| TestCaseError::fail(error.to_string()))?;
        }
        let (found, count) = repeats.find(most).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(count, expected.len() as u64);
        prop_assert_eq!(found, expected.into_iter().take(most).collect::<Vec<_>>());
        prop_assert!(rows.len() < room.max(stretch) || runs > 0, "nothing was written away");
    }
}
