//! Any bytes are read as a data dictionary of REDCap without a panic, and a measure that comes of it is sound; the
//! first byte says whether the heading is there already.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbond::exchange::from_redcap;
use verbond::source::SourceFile;

const HEADING: &[u8] = b"Variable / Field Name,Form Name,Section Header,Field Type,Field Label,\"Choices, Calculations, OR Slider Labels\",Field Note,Text Validation Type OR Show Slider Number,Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field only if...),Required Field?,Custom Alignment,Question Number (surveys only),Matrix Group Name,Matrix Ranking?,Field Annotation\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let whole = if first % 2 == 0 { [HEADING, bytes].concat() } else { bytes.to_vec() };
    let Ok(imported) = from_redcap(&whole) else { return };
    for measure in imported {
        assert!(verbond::check_text(&SourceFile::new("imported", measure.instrument)).found.is_some());
    }
});
