//! Any bytes are read as a FHIR Questionnaire without a panic, and a measure that comes of it is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::from_fhir;
use verbond::source::SourceFile;

fuzz_target!(|bytes: &[u8]| {
    let Ok(imported) = from_fhir(bytes) else { return };
    for measure in imported {
        assert!(verbond::check_text(&SourceFile::new("imported", measure.instrument)).found.is_some());
    }
});
