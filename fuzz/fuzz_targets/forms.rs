//! Any bytes are read as a form of another program, or of a translator, without a panic; the first byte chooses which.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::{from_fhir, from_po, from_redcap, from_spreadsheet, from_xliff, from_xlsform};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let text = || String::from_utf8_lossy(bytes);
    match first % 6 {
        0 => drop(from_xlsform(bytes)),
        1 => drop(from_redcap(bytes)),
        2 => drop(from_fhir(bytes)),
        3 => drop(from_po(&text())),
        4 => drop(from_xliff(&text())),
        _ => drop(from_spreadsheet(bytes)),
    }
});
