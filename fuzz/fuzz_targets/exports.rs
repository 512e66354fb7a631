//! Any bytes are read as the export of every program that is known without a panic, and matched; the first byte chooses
//! the program, the second the form. What is read is written, and scores to as many rows.
#![no_main]

mod guarded;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use verbond::responses::{Answers, Format, Matching, OnBad, ReadOptions, Role, Shape};
use verbond::score::Plan;

fuzz_target!(|bytes: &[u8]| {
    let [shape, format, bytes @ ..] = bytes else { return };
    let shape = Shape::ALL.get(usize::from(*shape) % (Shape::ALL.len() + 1)).map(|(_, shape)| *shape);
    let format =
        [Format::Csv, Format::Json, Format::JsonLines, Format::Spreadsheet, Format::Statistics][usize::from(*format) % 5];
    let options = ReadOptions { shape, keep: true, words: true, on_bad: OnBad::Missing, ..ReadOptions::default() };
    let instrument = guarded::measure("minirt", include_str!("../../tests/data/answers/sym.instrument"));
    let input = || Box::new(Cursor::new(bytes.to_vec()));
    let _ = Matching::of(instrument, input(), format, &options);
    let Ok(mut answers) = Answers::open(instrument, input(), format, &options) else { return };
    let copier = answers.copier();
    let plan = Plan::new(instrument);
    let (reader, source) = answers.split();
    let _ = source.for_each(&mut |block| {
        let filled = reader.read(&block);
        let rows = filled.table.rows;
        for row in 0..rows {
            for item in instrument.items.keys() {
                let _ = reader.rows().written(&filled.table, row, Role::Item(item));
            }
        }
        let scored = plan.score(filled.table);
        assert!(scored.scores.iter().all(|column| column.len() == rows));
        ControlFlow::Continue(())
    });
    let _ = copier.copy(input(), &HashSet::from([1, 2]), &mut std::io::sink());
});
