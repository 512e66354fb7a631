//! Any bytes are read as answers without a panic; the first byte chooses the form.
#![no_main]

use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use verbond::Instrument;
use verbond::responses::{Answers, Format, OnBad, ReadOptions};
use verbond::score::Plan;
use verbond::source::SourceFile;

fn instrument() -> &'static Instrument {
    static INSTRUMENT: OnceLock<Instrument> = OnceLock::new();
    INSTRUMENT.get_or_init(|| {
        let text = include_str!("../../instruments/alliance-monitor/0.3.0.instrument");
        verbond::check_text(&SourceFile::new("alliance-monitor", text)).found.expect("it is sound")
    })
}

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let format = [Format::Csv, Format::Json, Format::JsonLines][usize::from(*first) % 3];
    let options = ReadOptions { keep: *first > 127, on_bad: OnBad::Missing, ..ReadOptions::default() };
    let Ok(mut answers) = Answers::open(instrument(), Box::new(Cursor::new(bytes.to_vec())), format, &options) else { return };
    let plan = Plan::new(instrument());
    let (reader, source) = answers.split();
    let _ = source.for_each(&mut |block| {
        let filled = reader.read(&block);
        let rows = filled.table.rows;
        let scored = plan.score(filled.table);
        assert!(scored.scores.iter().all(|column| column.len() == rows));
        ControlFlow::Continue(())
    });
});
