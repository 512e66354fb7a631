//! Administrations that come twice are found whatever memory there is.

use std::collections::HashMap;
use std::io::Cursor;

use proptest::prelude::*;
use verbond::output::{Repeats, Run};
use verbond::responses::Key;

use crate::program::{folder, put, run};

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

/// Whatever reads answers refuses the same administration twice, in any form of file, or keeps the first of the two.
#[test]
fn nobody_takes_an_administration_twice() {
    let folder = folder();
    let head = "case,occasion,informant,date,plain,why,word,kept,relied,open,judged,laugh,heard,goals,against\n";
    let rows: String = (1..=3)
        .flat_map(|case| {
            (1..=2).map(move |occasion| format!("c{case},{occasion},client,2026-0{occasion}-15,4,4,4,4,4,4,2,4,80,4,2\n"))
        })
        .collect();
    let again = "c1,1,client,2026-03-15,1,1,1,1,1,1,5,1,5,1,5\n";
    let once = put(&folder, "once.csv", &format!("{head}{rows}"));
    let twice = put(&folder, "twice.csv", &format!("{head}{rows}{again}"));
    for command in ["follow", "team", "analyse"] {
        let whole = run(&[command, "alliance-monitor", &once]);
        assert_eq!(whole.code, 0, "{command}: {}", whole.stderr);
        for on_bad in ["error", "missing"] {
            let refused = run(&[command, "alliance-monitor", &twice, "--on-bad", on_bad]);
            assert_eq!((refused.code, refused.stdout.as_str()), (1, ""), "{command}: {}", refused.stderr);
            let is_said = refused.stderr.contains("error[V0706]") && refused.stderr.contains("row 8");
            let words = "the same case, occasion and informant as row 2";
            assert!(is_said && refused.stderr.contains(words), "{command}: {}", refused.stderr);
        }
        let skipped = run(&[command, "alliance-monitor", &twice, "--on-bad", "skip"]);
        assert_eq!((skipped.code, skipped.stdout), (0, whole.stdout), "{command}: {}", skipped.stderr);
        assert_eq!(skipped.stderr, "note: 1 row repeats an earlier one and was left out\n");
    }
}
