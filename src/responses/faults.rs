use std::collections::BTreeMap;

use crate::source::Diagnostic;

/// Diagnostics that are kept for showing; the rest is counted.
pub const SHOWN: usize = 20;

/// What is wrong with answers: the first diagnostics, and how many there are of each code.
#[derive(Clone, Debug)]
pub struct Faults {
    /// The first diagnostics, by row.
    pub shown: Vec<Diagnostic>,
    /// How many there are of each code, those that are shown included.
    pub counts: BTreeMap<&'static str, u64>,
    most: usize,
}

impl Default for Faults {
    fn default() -> Self {
        Self { shown: Vec::new(), counts: BTreeMap::new(), most: SHOWN }
    }
}

impl Faults {
    /// Faults of which every diagnostic is kept, for a program that looks at each.
    pub fn all() -> Self {
        Self { most: usize::MAX, ..Self::default() }
    }

    /// Adds a diagnostic.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        *self.counts.entry(diagnostic.code.name).or_default() += 1;
        if self.shown.len() < self.most {
            self.shown.push(diagnostic);
        }
    }

    /// Adds those of a later stretch.
    pub fn append(&mut self, later: Self) {
        for (code, count) in later.counts {
            *self.counts.entry(code).or_default() += count;
        }
        self.shown.extend(later.shown);
        self.shown.truncate(self.most);
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Those that are not shown.
    pub fn hidden(&self) -> u64 {
        self.total() - self.shown.len() as u64
    }
}
