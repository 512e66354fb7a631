use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;

use super::backend::{Backend, Encoded, Encoder, OutputError};
use super::repeats::{Repeats, Run};
use super::summary::Summary;
use super::table::Results;
use crate::responses::{Answers, Block, BlockReader, BlockSource, Caller, Evidence, Faults, OnBad, ReadError, Repeat, SHOWN};
use crate::score::Plan;
use crate::source::{Diagnostic, codes};

/// What a run needs to know besides its answers and outputs.
pub struct RunSettings<'a> {
    /// What to do with what cannot be right.
    pub on_bad: OnBad,
    /// Rows that are left out: repeats that a first run found.
    pub leave_out: std::collections::HashSet<u64>,
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
    /// Rows scored so far, for whoever shows progress.
    pub progress: &'a AtomicU64,
    /// Threads that read and score.
    pub threads: usize,
    /// Who is told what is wrong.
    pub caller: Caller,
}

/// What a run came to.
#[derive(Debug)]
pub struct RunReport {
    /// The results in figures.
    pub summary: Summary,
    /// What is wrong with the answers.
    pub faults: Faults,
    /// Cells that became missing because they could not be right.
    pub made_missing: u64,
    /// Rows of CSV in which nothing stands, which were passed over.
    pub empty_rows: u64,
    /// Rows that were left out, as the user counts them.
    pub rejected: Vec<u64>,
    /// Rows that repeat an earlier one.
    pub repeats: Vec<u64>,
    /// Outputs that failed, by their positions; the others are complete.
    pub failures: BTreeMap<usize, OutputError>,
    /// What readers of an output should know of it, with its position.
    pub remarks: Vec<(usize, Diagnostic)>,
    /// Names in later records that the instrument does not know.
    pub late_unknown: std::collections::BTreeSet<String>,
    /// What only the answers as a whole show.
    pub evidence: Evidence,
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The answers cannot be read on.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Sorted runs for finding repeats cannot be kept.
    #[error("temporary files cannot be written: {0}")]
    Temporary(#[source] io::Error),
    /// It was stopped from outside.
    #[error("stopped")]
    Stopped,
    /// The results do not form a table.
    #[error("the results cannot be put together: {0}")]
    Results(#[from] arrow_schema::ArrowError),
}

/// Blocks that are on the way at a time, for each thread that scores: one that it works on, and one on either side of
/// it.
const BLOCKS_PER_THREAD: usize = 3;

/// A block that was read and scored.
struct Scored {
    filled: crate::responses::RowParser,
    batch: Option<RecordBatch>,
    texts: Vec<Option<Result<Encoded, OutputError>>>,
    summary: Summary,
}

/// Reads answers, scores them and hands the results to the backends, which are finished or left to be abandoned by the
/// caller.
///
/// One thread reads blocks, `threads` of them parse and score, this one writes in the order of the answers. However
/// long one block takes, no more than three for each thread are in memory: a block is read only when one that was read
/// before has been written.
///
/// # Errors
/// Where answers cannot be read on, or an output fails, or it is stopped. Faults of rows are in the report.
pub fn run(
    answers: &mut Answers<'_>,
    plan: &Plan<'_>,
    results: &Results<'_>,
    backends: &mut [Box<dyn Backend>],
    settings: &RunSettings<'_>,
    new_run: &mut dyn FnMut() -> io::Result<Box<dyn Run>>,
) -> Result<RunReport, RunError> {
    let encoders: Vec<Option<Arc<dyn Encoder>>> = backends.iter().map(|backend| backend.encoder()).collect();
    let wants_batches = encoders.iter().any(Option::is_none);
    let (reader, source) = answers.split();
    let worker = Worker { reader: &reader, plan, results, encoders: &encoders, wants_batches, settings };
    let mut collector = Collector::new(&worker, backends, new_run);
    if source.is_short() {
        alone(source, &worker, &mut collector)?;
    } else {
        together(source, &worker, &mut collector)?;
    }
    if settings.stop.load(Ordering::Relaxed) {
        return Err(RunError::Stopped);
    }
    collector.end()
}

/// Reads, scores and collects in this thread: for one block others would only have to be begun.
fn alone(source: BlockSource<'_, '_>, worker: &Worker<'_, '_>, collector: &mut Collector<'_>) -> Result<(), RunError> {
    let mut collected = Ok(());
    source.for_each(&mut |block| {
        collected = worker.score(&block).map_err(RunError::from).and_then(|scored| collector.take(scored));
        if collected.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    collected
}

/// Reads in one thread, scores in several, and collects in this one.
fn together(source: BlockSource<'_, '_>, worker: &Worker<'_, '_>, collector: &mut Collector<'_>) -> Result<(), RunError> {
    let settings = worker.settings;
    let broken = AtomicBool::new(false);
    let stopped = || settings.stop.load(Ordering::Relaxed) || broken.load(Ordering::Relaxed);
    // After the first block, each is read with a permit, which comes back when a block has been written.
    let most = settings.threads.max(1) * BLOCKS_PER_THREAD;
    let (give_permit, permits) = sync_channel::<()>(most);
    for _ in 1..most {
        // There is room for each, and somebody to take it.
        let _ = give_permit.send(());
    }
    let (send_jobs, jobs) = sync_channel::<(u64, Block)>(most);
    let jobs = Mutex::new(jobs);
    let (send_done, done) = sync_channel(most);
    std::thread::scope(|scope| {
        let reading = scope.spawn(move || {
            let mut sequence = 0;
            source.for_each(&mut |block| {
                let sent = !stopped() && send_jobs.send((sequence, block)).is_ok() && permits.recv().is_ok();
                sequence += 1;
                if sent { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })
        });
        for _ in 0..settings.threads {
            let (jobs, send_done) = (&jobs, send_done.clone());
            scope.spawn(move || worker.work(jobs, &send_done));
        }
        drop(send_done);
        let collected = collector.collect(&done, &give_permit);
        // Without permits the reading ends.
        drop(give_permit);
        if collected.is_err() {
            broken.store(true, Ordering::Relaxed);
        }
        // Workers that still hold a block must be able to hand it over before they see the end.
        while done.recv().is_ok() {}
        let read = reading.join().unwrap_or_else(|_| Err(ReadError::Io(io::Error::other("the reading thread failed"))));
        collected?;
        Ok(read?)
    })
}

struct Worker<'w, 'a> {
    reader: &'w BlockReader<'w, 'a>,
    plan: &'w Plan<'a>,
    results: &'w Results<'a>,
    encoders: &'w [Option<Arc<dyn Encoder>>],
    wants_batches: bool,
    settings: &'w RunSettings<'w>,
}

type Done = (u64, Result<Scored, arrow_schema::ArrowError>);

impl Worker<'_, '_> {
    fn work(&self, jobs: &Mutex<Receiver<(u64, Block)>>, done: &SyncSender<Done>) {
        loop {
            let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok((sequence, block)) = job else { return };
            if done.send((sequence, self.score(&block))).is_err() {
                return;
            }
        }
    }

    fn score(&self, block: &Block) -> Result<Scored, arrow_schema::ArrowError> {
        let mut filled = self.reader.read(block);
        self.plan.refuse(self.reader.rows(), &mut filled);
        if !self.settings.leave_out.is_empty() {
            let again = filled.leave_out(&self.settings.leave_out);
            filled.rejected.extend(again);
        }
        let mut table = std::mem::take(&mut filled.table);
        let who = self.results.identity(&mut table);
        let informants = std::mem::take(&mut table.informants);
        table.informants.clone_from(&informants);
        let rows = table.rows as u64;
        let scored = self.plan.score(table);
        let summary = Summary::of(self.plan.instrument(), &informants, &scored);
        let is_wanted = self.settings.on_bad != OnBad::Error || filled.faults.total() == 0;
        let batch = if is_wanted && !self.encoders.is_empty() { Some(self.results.batch(who, scored)?) } else { None };
        let text = |encoder: &Option<Arc<dyn Encoder>>| {
            encoder.as_ref().zip(batch.as_ref()).map(|(encoder, batch)| encoder.encode(batch))
        };
        let texts = self.encoders.iter().map(text).collect();
        self.settings.progress.fetch_add(rows, Ordering::Relaxed);
        Ok(Scored { filled, texts, summary, batch: batch.filter(|_| self.wants_batches) })
    }
}

/// Puts what the workers did in order and hands it on.
struct Collector<'c> {
    backends: &'c mut [Box<dyn Backend>],
    settings: &'c RunSettings<'c>,
    repeats: Repeats<'c>,
    /// How the program that wrote the answers tells administrations apart.
    apart: Option<&'c str>,
    report: RunReport,
}

impl<'c> Collector<'c> {
    fn new(
        worker: &Worker<'c, '_>,
        backends: &'c mut [Box<dyn Backend>],
        new_run: &'c mut dyn FnMut() -> io::Result<Box<dyn Run>>,
    ) -> Self {
        let report = RunReport {
            summary: Summary::blank(worker.plan.instrument()),
            faults: Faults::default(),
            made_missing: 0,
            empty_rows: 0,
            rejected: vec![],
            repeats: vec![],
            failures: BTreeMap::new(),
            remarks: vec![],
            late_unknown: std::collections::BTreeSet::new(),
            evidence: Evidence::default(),
        };
        let (settings, apart) = (worker.settings, worker.reader.rows().told_apart_by());
        Self { backends, settings, repeats: Repeats::new(new_run), apart, report }
    }

    fn collect(&mut self, done: &Receiver<Done>, give_permit: &SyncSender<()>) -> Result<(), RunError> {
        let mut waiting: BTreeMap<u64, Scored> = BTreeMap::new();
        let mut next = 0;
        for (sequence, scored) in done {
            waiting.insert(sequence, scored?);
            while let Some(scored) = waiting.remove(&next) {
                next += 1;
                self.take(scored)?;
                // One that nobody waits for means that all has been read.
                let _ = give_permit.send(());
            }
            if self.settings.stop.load(Ordering::Relaxed) {
                return Err(RunError::Stopped);
            }
        }
        Ok(())
    }

    fn take(&mut self, scored: Scored) -> Result<(), RunError> {
        let Scored { filled, batch, texts, summary } = scored;
        self.report.summary.join(&summary);
        self.report.faults.append(filled.faults);
        self.report.made_missing += filled.made_missing;
        self.report.empty_rows += filled.empty_rows;
        self.report.late_unknown.extend(filled.late_unknown);
        self.report.evidence.join(filled.evidence);
        if self.settings.on_bad == OnBad::Skip {
            self.report.rejected.extend(filled.rejected);
        }
        self.repeats.add(&filled.keys).map_err(RunError::Temporary)?;
        // Once something is wrong nothing will be written; the rest is only read to say what else is wrong.
        if self.settings.on_bad != OnBad::Skip && self.report.faults.total() > 0 {
            return Ok(());
        }
        for (at, (backend, text)) in self.backends.iter_mut().zip(texts).enumerate() {
            if self.report.failures.contains_key(&at) {
                continue;
            }
            let written = match (text, &batch) {
                (Some(text), _) => text.and_then(|text| backend.write_encoded(text)),
                (None, Some(batch)) if batch.num_rows() > 0 => backend.write(batch),
                _ => Ok(()),
            };
            if let Err(error) = written {
                self.report.failures.insert(at, error);
            }
        }
        Ok(())
    }

    fn end(self) -> Result<RunReport, RunError> {
        let Self { backends, settings, repeats, apart, mut report } = self;
        if let Some(fault) = report.evidence.fault(settings.caller) {
            return Err(RunError::Read(ReadError::Fault(Box::new(fault))));
        }
        let most = if settings.on_bad == OnBad::Skip { usize::MAX } else { SHOWN };
        let (found, count) = repeats.find(most).map_err(RunError::Temporary)?;
        add_repeats(&mut report.faults, &found, count, apart);
        report.repeats = found.into_iter().map(|(row, _)| row).collect();
        let usable = match settings.on_bad {
            OnBad::Skip => report.repeats.is_empty(),
            OnBad::Error | OnBad::Missing => report.faults.total() == 0,
        };
        if usable {
            for (at, backend) in
                backends.iter_mut().enumerate().filter(|(at, _)| !report.failures.contains_key(at)).collect::<Vec<_>>()
            {
                match backend.finish() {
                    Ok(remarks) => report.remarks.extend(remarks.into_iter().map(|remark| (at, remark))),
                    Err(error) => drop(report.failures.insert(at, error)),
                }
            }
        }
        Ok(report)
    }
}

/// Adds the rows that [`Repeats::find`] found to what is wrong: the first are shown, the others counted.
/// `apart` is as of [`Repeat::diagnostic`].
pub fn add_repeats(faults: &mut Faults, found: &[(u64, u64)], count: u64, apart: Option<&str>) {
    for (row, first) in found.iter().take(SHOWN) {
        faults.add(repeat_diagnostic(*row, *first, apart));
    }
    if count > SHOWN as u64 {
        *faults.counts.entry(codes::SAME_ADMINISTRATION_TWICE.name).or_default() += count - SHOWN as u64;
    }
}

/// The diagnostic about a row that repeats an earlier one. `apart` is as of [`Repeat::diagnostic`].
pub fn repeat_diagnostic(row: u64, first: u64, apart: Option<&str>) -> Diagnostic {
    Repeat { row, first, batch: None }.diagnostic(apart)
}
