//! Any text is read as gettext PO without a panic, and what was read is read again from what is written of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::{from_po, to_po};

fuzz_target!(|text: &str| {
    let Ok(sheet) = from_po(text) else { return };
    let again = from_po(&to_po(&sheet)).expect("what was written is read");
    assert_eq!(again.lines.len(), sheet.lines.len());
});
