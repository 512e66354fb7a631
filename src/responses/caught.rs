use std::cell::Cell;
use std::panic::AssertUnwindSafe;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread reads a file of which a panic is caught, so that it needs no words of its own.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Works on a file with a library that panics on some broken ones; nothing where it did. What was being read then must
/// not be used any more.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    GUARDED.set(true);
    let result = std::panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.ok()
}
