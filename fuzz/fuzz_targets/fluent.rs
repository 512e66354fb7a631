//! Any text is taken as a file of phrases without a panic, judged, and spoken.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::instrument::Language;
use verbond::phrases::{PhraseBook, check_phrases};
use verbond::source::{SourceFile, Style, render};

fuzz_target!(|text: &str| {
    let file = SourceFile::new("fuzz.ftl", text);
    for diagnostic in check_phrases(&file) {
        let _ = render(&file, &diagnostic, Style::Plain);
    }
    let Some(language) = Language::parse("so") else { return };
    let phrases = PhraseBook::default().with(language.clone(), text).in_language(&language);
    for id in ["next", "cases-attention", "fell-in-a-row"] {
        let _ = phrases.with(id, [("cases", 3.into()), ("attention", "x".into()), ("times", 2.into())]);
    }
});
