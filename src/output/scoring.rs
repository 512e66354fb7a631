use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, AtomicU64};

use verbond_backend::{CodebookLine, Measure};

use super::backend::{Backend, OutputError};
use super::opening::{Contents, OpenError, Opened, OutputRequest, PluginSite, PreparedOutput, open, prepare};
use super::run::{RunError, RunReport, RunSettings, run};
use super::table::{ResultColumns, Results};
use crate::files::Input;
use crate::instrument::{Instrument, Norms};
use crate::responses::{Answers, Format, OnBad, ReadError, ReadOptions, RowCopier};
use crate::score::Plan;
use crate::source::Diagnostic;

/// Answers that are scored into outputs.
///
/// One pass will do, unless rows are left out that repeat others: which those are is known at the end of a pass only,
/// so then there is another one without them.
pub struct Scoring<'a> {
    /// The measure.
    pub instrument: &'a Instrument,
    /// What scores are set beside.
    pub norms: Option<&'a Norms>,
    /// Where the answers are. One that is passed over twice can be read twice.
    pub input: &'a Input,
    /// How the answers are written.
    pub format: Format,
    /// How they are read.
    pub options: &'a ReadOptions,
    /// The outputs that were asked for.
    pub requests: &'a [OutputRequest],
    /// Where their plugins are.
    pub site: PluginSite<'a>,
    /// The measure as backends are told of it, with FHIRPath or without.
    pub measure: &'a dyn Fn(bool) -> Measure,
    /// Whether every output holds answers.
    pub answers: bool,
    /// Whether every output holds causes of missing answers.
    pub causes: bool,
    /// The columns that are wanted alone; all where there is none.
    pub columns: &'a [String],
    /// Set from outside to stop.
    pub stop: &'a AtomicBool,
    /// Rows scored so far, for whoever shows progress.
    pub progress: &'a AtomicU64,
}

/// What came of it.
pub struct ScoredOutputs {
    /// The run that counts.
    pub report: RunReport,
    /// The outputs, complete beside their places as far as the report says so.
    pub backends: Vec<Box<dyn Backend>>,
    /// Copies rows of the answers as they stand.
    pub copier: RowCopier,
    /// What a person is told where the system cannot confine plugins.
    pub unconfined: Option<&'static str>,
    /// What is said of columns that are carried along under another name.
    pub renamed: Option<Diagnostic>,
    /// What the columns of the outputs mean.
    pub codebook: Vec<CodebookLine>,
}

/// Why nothing was scored.
#[derive(Debug, thiserror::Error)]
pub enum ScoringError {
    /// An output cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The run failed.
    #[error(transparent)]
    Run(#[from] RunError),
}

impl From<ReadError> for ScoringError {
    fn from(error: ReadError) -> Self {
        Self::Run(error.into())
    }
}

impl<'a> Scoring<'a> {
    /// The answers with their columns, of which no row has been read yet.
    ///
    /// # Errors
    /// Where there is nothing to read, or it is not of this form.
    pub fn answers(&self) -> Result<Answers<'a>, ReadError> {
        #[cfg(feature = "parquet")]
        if let (Format::Parquet, Some(path)) = (self.format, self.input.path()) {
            return Answers::open_parquet(self.instrument, crate::files::open(path)?, self.options);
        }
        Answers::open(self.instrument, self.input.open()?, self.format, self.options)
    }

    /// Scores answers whose columns were looked at, in as many passes as it takes.
    ///
    /// # Errors
    /// Where an output cannot be opened, the answers cannot be read on, or it is stopped. Nothing is left behind then.
    pub fn run(&self, first: Answers<'a>) -> Result<ScoredOutputs, ScoringError> {
        let mut next = Some(first);
        let mut leave_out = HashSet::new();
        loop {
            let mut answers = next.take().map_or_else(|| self.answers(), Ok)?;
            let scored = self.pass(&mut answers, leave_out.clone())?;
            if self.options.on_bad != OnBad::Skip || scored.report.repeats.is_empty() {
                return Ok(scored);
            }
            scored.backends.into_iter().for_each(Backend::abandon);
            leave_out.extend(scored.report.repeats);
        }
    }

    fn pass(&self, answers: &mut Answers<'a>, leave_out: HashSet<u64>) -> Result<ScoredOutputs, ScoringError> {
        let outputs = prepare(self.requests, &self.site)?;
        let wants_answers = outputs.iter().any(PreparedOutput::takes_answers);
        let (with_answers, with_causes) = (self.answers || wants_answers, self.causes || wants_answers);
        let columns = ResultColumns::of(&answers.reader.columns, with_answers, with_causes);
        let columns = ResultColumns { written: self.answers, ..columns };
        let results = Results::with_norms(self.instrument, columns, self.norms);
        let measure = (self.measure)(outputs.iter().any(PreparedOutput::wants_fhirpath));
        let contents = Contents {
            schema: results.schema(),
            measure: &measure,
            answers: self.answers,
            causes: self.causes,
            columns: self.columns,
            alone: self.requests.len() == 1,
        };
        let codebook = contents.codebook(&outputs)?;
        let Opened { mut backends, unconfined } = open(outputs, &contents)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let settings = RunSettings {
            on_bad: self.options.on_bad,
            leave_out,
            stop: self.stop,
            progress: self.progress,
            threads,
            caller: self.options.caller,
        };
        let plan = Plan::new(self.instrument);
        match run(answers, &plan, &results, &mut backends, &settings, &mut || Ok(Box::new(tempfile::tempfile()?))) {
            Ok(report) => {
                let (copier, renamed) = (answers.copier(), results.renamed());
                Ok(ScoredOutputs { report, backends, copier, unconfined, renamed, codebook })
            }
            Err(error) => {
                backends.into_iter().for_each(Backend::abandon);
                Err(error.into())
            }
        }
    }
}

/// Puts the outputs that are whole in their places: one that fails never spoils another.
pub fn publish(backends: Vec<Box<dyn Backend>>, failures: &mut BTreeMap<usize, OutputError>) {
    for (at, backend) in backends.into_iter().enumerate() {
        match failures.entry(at) {
            Entry::Occupied(_) => backend.abandon(),
            Entry::Vacant(whole) => {
                if let Err(error) = backend.publish() {
                    whole.insert(error);
                }
            }
        }
    }
}
