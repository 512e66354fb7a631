//! Any bytes are read as a structure of LimeSurvey without a panic, and a measure that comes of it is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::from_limesurvey;
use verbond::source::SourceFile;

fuzz_target!(|bytes: &[u8]| {
    let Ok(imported) = from_limesurvey(bytes) else { return };
    assert!(verbond::check_text(&SourceFile::new("imported", imported.instrument)).found.is_some());
});
