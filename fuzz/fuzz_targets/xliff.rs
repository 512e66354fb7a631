//! Any text is read as XLIFF without a panic, and what was read is read again from what is written of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::{from_xliff, to_xliff};

fuzz_target!(|text: &str| {
    let Ok(sheet) = from_xliff(text) else { return };
    let Ok(written) = to_xliff(&sheet) else { return };
    let again = from_xliff(&written).expect("what was written is read");
    assert_eq!(again.lines.len(), sheet.lines.len());
});
