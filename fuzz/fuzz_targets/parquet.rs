//! Any bytes are read as answers in Parquet without a panic that is not caught; the last byte says whether all columns
//! are kept. A panic of the library is caught by Verbond, so what is looked for is memory, time and crashes.
#![no_main]

mod guarded;

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use verbond::responses::{Answers, Format, OnBad, ReadOptions};

fuzz_target!(|bytes: &[u8]| {
    let instrument = guarded::measure("wai-sr", include_str!("../../instruments/wai-sr/1.0.0.instrument"));
    let keep = bytes.last().is_some_and(|last| last % 2 == 0);
    let options = ReadOptions { keep, on_bad: OnBad::Missing, ..ReadOptions::default() };
    let open = || Answers::open(instrument, Box::new(Cursor::new(bytes.to_vec())), Format::Parquet, &options);
    let Ok(mut answers) = open() else { return };
    let copier = answers.copier();
    let (reader, source) = answers.split();
    let _ = source.for_each(&mut |block| {
        let _ = reader.read(&block);
        ControlFlow::Continue(())
    });
    let rows = HashSet::from([1, 2]);
    let _ = copier.copy(Box::new(Cursor::new(bytes.to_vec())), &rows, &mut std::io::sink());
});
