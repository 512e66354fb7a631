use std::sync::atomic::{AtomicU64, Ordering};

/// How far an analysis has come, for whoever waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    rows: AtomicU64,
    done: AtomicU64,
    expected: AtomicU64,
}

impl Progress {
    /// Administrations that were taken in.
    pub fn rows(&self) -> u64 {
        self.rows.load(Ordering::Relaxed)
    }

    /// Parts of the analysis that are done, and how many there are as far as that is known; none before it begins.
    pub fn parts(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.expected.load(Ordering::Relaxed))
    }

    pub(super) fn took(&self, rows: u64) {
        self.rows.fetch_add(rows, Ordering::Relaxed);
    }

    pub(super) fn expect(&self, parts: u64) {
        self.expected.fetch_add(parts, Ordering::Relaxed);
    }

    /// Counts a part as done.
    pub(super) fn after<T>(&self, done: T) -> T {
        self.done.fetch_add(1, Ordering::Relaxed);
        done
    }
}
