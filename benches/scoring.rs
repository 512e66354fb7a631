//! Scoring a million administrations of a 12-item, 4-score measure: from memory to memory, and from CSV to CSV.
//!
//! `cargo bench` runs it; `benches/compare.py` sets whole processes beside polars.
#![allow(clippy::panic, clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on fails")]

use std::io::Cursor;
use std::sync::atomic::{AtomicBool, AtomicU64};
use std::sync::{Arc, OnceLock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use verbond::instrument::{InformantIx, Instrument};
use verbond::output::{
    Backend, CsvEncoder, CsvOptions, Destination, Readers, Replace, ResultColumns, Results, RunSettings, TextBackend,
};
use verbond::responses::{Answers, Caller, Format, MissingReason, OnBad, ReadOptions, ResponseTable};
use verbond::score::Plan;
use verbond::source::SourceFile;

const ROWS: usize = 1_000_000;

fn main() {
    divan::main();
}

fn instrument() -> Instrument {
    let text = include_str!("../instruments/wai-sr/1.0.0.instrument");
    verbond::check_text(&SourceFile::new("wai-sr", text)).found.unwrap()
}

/// A point from 1 to 5, or nothing in about 3 of 100; the same at every run.
fn answer(state: &mut u64) -> Option<u8> {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let draw = *state >> 33;
    (draw % 100 >= 3).then_some((draw / 100 % 5) as u8 + 1)
}

fn csv() -> &'static [u8] {
    static TEXT: OnceLock<Vec<u8>> = OnceLock::new();
    TEXT.get_or_init(|| {
        let mut text = b"case,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\n".to_vec();
        let mut state = 1;
        for row in 0..ROWS {
            text.extend_from_slice(format!("c{row}").as_bytes());
            for _ in 0..12 {
                text.push(b',');
                text.extend(answer(&mut state).map(|point| b'0' + point));
            }
            text.push(b'\n');
        }
        text
    })
}

#[divan::bench(sample_count = 10)]
fn memory_to_memory(bencher: Bencher) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let mut table = ResponseTable::unanswered(&instrument, ROWS);
    table.informants = vec![InformantIx(0); ROWS];
    let mut state = 1;
    for column in &mut table.items {
        for (value, cause) in column.values.iter_mut().zip(&mut column.causes) {
            if let Some(point) = answer(&mut state) {
                (*value, *cause) = (f64::from(point), MissingReason::Answered);
            }
        }
    }
    bencher.counter(ItemsCount::new(ROWS)).with_inputs(|| table.clone()).bench_values(|table| plan.score(table));
}

#[divan::bench(sample_count = 10)]
fn csv_to_csv(bencher: Bencher) {
    let instrument = instrument();
    let folder = tempfile::tempdir().unwrap();
    bencher.counter(BytesCount::of_slice(csv())).bench(|| {
        let plan = Plan::new(&instrument);
        let input = Box::new(Cursor::new(csv()));
        let mut answers =
            Answers::open(&instrument, input, Format::Csv, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"));
        let results = Results::new(&instrument, ResultColumns::of(&answers.reader.columns, false, false));
        let destination = Destination::file(&folder.path().join("scores.csv"), Replace::Never, Readers::Usual).unwrap();
        let backend =
            TextBackend::open(destination, Arc::new(CsvEncoder::new(&results.schema(), CsvOptions::default()))).unwrap();
        let mut backends: Vec<Box<dyn Backend>> = vec![Box::new(backend)];
        let (stop, progress) = (AtomicBool::new(false), AtomicU64::new(0));
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let settings = RunSettings {
            on_bad: OnBad::Error,
            leave_out: Default::default(),
            stop: &stop,
            progress: &progress,
            threads,
            caller: Caller::Program,
        };
        let report = verbond::output::run(&mut answers, &plan, &results, &mut backends, &settings, &mut || {
            Ok(Box::new(tempfile::tempfile()?))
        });
        assert_eq!(report.unwrap().summary.informants[0].rows, ROWS as u64);
    });
}
