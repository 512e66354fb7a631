use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::guard::Remembered;

/// How long it is known that a sheet was kept: longer than anybody leaves its page open in a day of work.
const KNOWN: Duration = Duration::from_secs(12 * 3600);
/// Sheets that are remembered at the most.
const MOST: usize = 10_000;

/// Sheets of paper that were kept, by a word that their page carries, so that a form which is sent twice, by a double
/// click or from an earlier page, is kept once. They are forgotten when the server ends.
pub(super) struct KeptSheets(Mutex<Remembered<String, bool>>);

impl Default for KeptSheets {
    fn default() -> Self {
        Self(Mutex::new(Remembered::new(MOST, KNOWN)))
    }
}

impl KeptSheets {
    /// Takes a sheet up to be kept. `false` where it is kept already, or is being kept at this moment.
    pub(super) fn take_up(&self, sheet: &str) -> bool {
        let mut sheets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        !std::mem::replace(sheets.entry(sheet.to_owned(), Instant::now()), true)
    }

    /// Gives a sheet back that could not be kept as it was.
    pub(super) fn give_back(&self, sheet: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).forget(&sheet.to_owned());
    }
}
