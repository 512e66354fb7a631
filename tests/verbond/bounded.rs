//! Memory of a run is bounded by construction, however long one block takes.

use std::fmt::Write as _;
use std::io::Cursor;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use arrow_array::RecordBatch;
use verbond::Diagnostic;
use verbond::output::{Backend, Encoded, Encoder, OutputError, ResultColumns, Results, RunSettings};
use verbond::responses::{Answers, Caller, Format, OnBad, ReadOptions};
use verbond::score::Plan;
use verbond::source::SourceFile;

const ROWS: usize = 30_000;
const THREADS: usize = 2;

/// Holds up the first block until no other comes any more.
struct HeldUp {
    encoded: AtomicUsize,
    while_held: AtomicUsize,
    is_first: AtomicBool,
}

impl Encoder for HeldUp {
    fn head(&self) -> Encoded {
        Encoded::default()
    }

    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError> {
        if self.is_first.swap(false, Ordering::SeqCst) {
            let mut before = usize::MAX;
            while before != self.encoded.load(Ordering::SeqCst) {
                before = self.encoded.load(Ordering::SeqCst);
                std::thread::sleep(Duration::from_millis(1500));
            }
            self.while_held.store(before, Ordering::SeqCst);
        } else {
            self.encoded.fetch_add(1, Ordering::SeqCst);
        }
        Ok(Encoded::plain(vec![0; batch.num_rows()], batch.num_rows()))
    }
}

/// Counts rows.
struct Counting(Arc<HeldUp>, Arc<AtomicUsize>);

impl Backend for Counting {
    fn write(&mut self, _: &RecordBatch) -> Result<(), OutputError> {
        Ok(())
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        Ok(Vec::new())
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        Ok(())
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        Some(Arc::clone(&self.0) as Arc<dyn Encoder>)
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<(), OutputError> {
        self.1.fetch_add(encoded.bytes.len(), Ordering::SeqCst);
        Ok(())
    }
}

#[test]
fn blocks_do_not_pile_up_behind_a_slow_one() {
    let text = include_str!("../../instruments/wai-sr/1.0.0.instrument");
    let instrument = verbond::check_text(&SourceFile::new("wai-sr", text)).found.expect("it is whole");
    let mut answers = String::from("case,q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12\n");
    for row in 0..ROWS {
        writeln!(answers, "c{row:0>240},1,2,3,4,5,1,2,3,4,5,1,2").expect("there is room");
    }
    let blocks = answers.len() / (1 << 18);
    assert!(blocks > 20, "only {blocks} blocks");
    let plan = Plan::new(&instrument);
    let mut answers =
        Answers::open(&instrument, Box::new(Cursor::new(answers)), Format::Csv, &ReadOptions::default()).expect("they open");
    let results = Results::new(&instrument, ResultColumns::of(&answers.reader.columns, false, false));
    let held =
        Arc::new(HeldUp { encoded: AtomicUsize::new(0), while_held: AtomicUsize::new(0), is_first: AtomicBool::new(true) });
    let written = Arc::new(AtomicUsize::new(0));
    let mut backends: Vec<Box<dyn Backend>> = vec![Box::new(Counting(Arc::clone(&held), Arc::clone(&written)))];
    let (stop, progress) = (AtomicBool::new(false), AtomicU64::new(0));
    let settings = RunSettings {
        on_bad: OnBad::Error,
        leave_out: Default::default(),
        stop: &stop,
        progress: &progress,
        threads: THREADS,
        caller: Caller::Program,
    };
    verbond::output::run(&mut answers, &plan, &results, &mut backends, &settings, &mut || Ok(Box::new(tempfile::tempfile()?)))
        .expect("it runs");
    assert_eq!(written.load(Ordering::SeqCst), ROWS);
    let piled = held.while_held.load(Ordering::SeqCst);
    assert!(piled <= THREADS * 3, "{piled} of {blocks} blocks waited for the first");
}
