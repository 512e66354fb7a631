use std::collections::HashMap;

use super::fingerprints::Fingerprints;
use super::key::Key;
use crate::source::{Diagnostic, Place, codes};

/// The administrations of earlier batches, so that one that comes again is found in whichever batch it comes. It holds
/// 32 bytes for each, and no answers.
#[derive(Debug, Default)]
pub struct Earlier {
    first: HashMap<u128, First>,
    batches: u64,
}

#[derive(Clone, Copy, Debug)]
struct First {
    batch: u64,
    row: u64,
}

/// A row that repeats another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// Its number.
    pub row: u64,
    /// The number of the row that it repeats.
    pub first: u64,
    /// The batch of that row, from 1, where it is an earlier one.
    pub batch: Option<u64>,
}

impl Earlier {
    /// The rows of a further batch that repeat one of its own or of an earlier batch, in their order. Nothing is
    /// remembered yet.
    pub fn repeats<'k>(&self, keys: impl Iterator<Item = &'k Key> + Clone) -> Vec<Repeat> {
        if self.first.is_empty() && !Fingerprints::default().may_repeat(keys.clone()) {
            return vec![];
        }
        // Sorted, the keys of one administration stand together, the first row first; they take no more memory than they
        // are long, where a table of fingerprints grows by doubling.
        let mut sorted: Vec<Key> = keys.copied().collect();
        sorted.sort_unstable();
        let mut repeats = Vec::new();
        for alike in sorted.chunk_by(|one, other| one.administration() == other.administration()) {
            let Some((first, again)) = alike.split_first() else { continue };
            let before = if self.first.is_empty() { None } else { self.first.get(&first.administration()) };
            match before {
                Some(First { batch, row }) => {
                    repeats.extend(alike.iter().map(|key| Repeat { row: key.row(), first: *row, batch: Some(*batch) }));
                }
                None => repeats.extend(again.iter().map(|key| Repeat { row: key.row(), first: first.row(), batch: None })),
            }
        }
        repeats.sort_unstable_by_key(|repeat| repeat.row);
        repeats
    }

    /// Remembers the administrations of a batch.
    pub fn remember<'k>(&mut self, keys: impl Iterator<Item = &'k Key>) {
        self.batches += 1;
        let batch = self.batches;
        self.first.extend(keys.map(|key| (key.administration(), First { batch, row: key.row() })));
    }
}

impl Repeat {
    /// What is said of it. `apart` is how the program that wrote the answers tells administrations apart, where it does
    /// so by columns that were left aside.
    pub fn diagnostic(self, apart: Option<&str>) -> Diagnostic {
        let place = Place::Cell { row: self.row, column: None, found: None };
        let mut message = format!("the same case, occasion and informant as row {}", self.first);
        if let Some(batch) = self.batch {
            message.push_str(&format!(" of batch {batch}"));
        }
        let help = match apart {
            Some(apart) => format!("the file tells them apart by more than one column: say {apart}"),
            None => "delete one of the two, or tell them apart by `occasion`".to_owned(),
        };
        Diagnostic::new(&codes::SAME_ADMINISTRATION_TWICE, place, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_come_again_are_found_in_their_order() {
        let keys = |rows: &[(u128, u64)]| {
            rows.iter().map(|(administration, row)| Key::new(administration << 64, *row)).collect::<Vec<_>>()
        };
        let mut earlier = Earlier::default();
        let here = keys(&[(9, 1), (3, 2), (9, 3), (3, 4), (7, 5), (9, 6)]);
        let repeat = |row, first, batch| Repeat { row, first, batch };
        let found = earlier.repeats(here.iter());
        assert_eq!(found, [repeat(3, 1, None), repeat(4, 2, None), repeat(6, 1, None)]);
        earlier.remember(keys(&[(9, 1), (3, 2), (7, 5)]).iter());
        let later = keys(&[(8, 1), (7, 2), (9, 3), (8, 4), (9, 5)]);
        let found = earlier.repeats(later.iter());
        assert_eq!(found, [repeat(2, 5, Some(1)), repeat(3, 1, Some(1)), repeat(4, 1, None), repeat(5, 1, Some(1))]);
    }
}
