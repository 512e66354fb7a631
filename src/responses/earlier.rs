use std::collections::HashMap;
use std::collections::hash_map::Entry;

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
    /// The rows of a further batch that repeat one of its own or of an earlier batch. Nothing is remembered yet.
    pub fn repeats<'k>(&self, keys: impl Iterator<Item = &'k Key>) -> Vec<Repeat> {
        let mut here = HashMap::new();
        let repeat = |key: &Key| {
            let row = key.row();
            if let Some(First { batch, row: first }) = self.first.get(&key.administration()) {
                return Some(Repeat { row, first: *first, batch: Some(*batch) });
            }
            match here.entry(key.administration()) {
                Entry::Occupied(first) => Some(Repeat { row, first: *first.get(), batch: None }),
                Entry::Vacant(vacant) => {
                    vacant.insert(row);
                    None
                }
            }
        };
        keys.filter_map(repeat).collect()
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
