//! Any text is checked without a panic; one that can be laid out keeps its words, and laying it out again changes
//! nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::source::{SourceFile, Style, render};
use verbond::syntax::{format, parse};

fuzz_target!(|text: &str| {
    let file = SourceFile::new("fuzz", text);
    for diagnostic in verbond::check_text(&file).diagnostics {
        let _ = render(&file, &diagnostic, Style::Plain);
    }
    if let Ok(once) = format(&file) {
        let again = SourceFile::new("fuzz", once.as_str());
        assert_eq!(parse(&file).fingerprint, parse(&again).fingerprint);
        assert_eq!(format(&again).as_deref(), Ok(once.as_str()));
    }
});
