use std::collections::HashSet;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use self_cell::self_cell;

use super::builder::{ScorerBuilder, Settings};
use super::error::ScoreError;
use super::scored::Scored;
use crate::instrument::{Instrument, Norms};
use crate::output::{ResultColumns, Results};
use crate::responses::{Answers, Earlier, Evidence, Format, OnBad, Repeat, RowParser, RowReader, batch_reader, read_batch};
use crate::score::Plan;
use crate::source::{Diagnostic, Place, codes};

/// Scores batches of answers to one measure. It plans once, and is shared by threads.
///
/// An administration that comes twice, in one batch or in two, is found (V0706): the scorer remembers fingerprints of
/// case, occasion and informant of what it scored, 32 bytes each, and no answers. [`Scorer::forget`] lets it begin
/// anew.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let text = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/mood.instrument"));
/// use verbond::responses::{Format, OnBad};
/// use verbond::{Instrument, Scorer};
///
/// let scorer = Scorer::builder(Instrument::parse(text)?).map("calm", "Q1").missing("99").on_bad(OnBad::Skip).build()?;
/// let scored = scorer.score_text("case,Q1,glum\nc1,2,0\nc2,99,1\nc3,7,0\n", Format::Csv)?;
///
/// assert_eq!(scored.rows, [2, 3]);
/// assert_eq!(scored.rejected, [4]);
/// assert_eq!(scored.diagnostics[0].message, "`7` is not an answer to `calm`");
/// # Ok(())
/// # }
/// ```
pub struct Scorer {
    planned: PlannedMeasure,
    settings: Settings,
    earlier: Mutex<Earlier>,
}

/// What is scored.
#[derive(Debug)]
pub(super) struct Measure {
    pub instrument: Instrument,
    pub norms: Option<Norms>,
}

/// What is made once of a measure.
struct Planned<'a> {
    plan: Plan<'a>,
    /// The layout of the last batch, since most have the columns of the one before.
    layout: Mutex<Option<Arc<Layout<'a>>>>,
}

/// How batches with the same columns are read, and what their results look like.
struct Layout<'a> {
    schema: SchemaRef,
    reader: RowReader<'a>,
    results: Results<'a>,
    notes: Vec<Diagnostic>,
}

self_cell!(
    struct PlannedMeasure {
        owner: Measure,
        #[not_covariant]
        dependent: Planned,
    }
);

impl Scorer {
    /// A scorer of answers whose columns are named as the items are.
    pub fn new(instrument: Instrument) -> Self {
        Self::of(Measure { instrument, norms: None }, Settings::default())
    }

    /// A scorer that is told how answers are written, or which norms to use.
    pub fn builder(instrument: Instrument) -> ScorerBuilder {
        ScorerBuilder::new(instrument)
    }

    pub(super) fn of(measure: Measure, settings: Settings) -> Self {
        let planned =
            PlannedMeasure::new(measure, |measure| Planned { plan: Plan::new(&measure.instrument), layout: Mutex::new(None) });
        Self { planned, settings, earlier: Mutex::default() }
    }

    /// The measure that is scored.
    pub fn instrument(&self) -> &Instrument {
        &self.planned.borrow_owner().instrument
    }

    /// Scores a batch, whose columns are named as those of a file of answers: `case`, `occasion`, `informant`, `date`,
    /// `language`, known facts and items; numbers, texts and dates.
    ///
    /// # Errors
    /// Where anything is wrong with the answers, and nobody said what to do then; where a column that is needed is not
    /// there; where the scorer was told how a file is laid out, which a batch is not.
    pub fn score(&self, batch: &RecordBatch) -> Result<Scored, ScoreError> {
        self.score_batches(batch.schema_ref(), std::slice::from_ref(batch))?.in_one()
    }

    /// Scores the batches of one table, whose rows are counted through; the results come in batches too. With the
    /// feature `analyse` it takes all cores.
    ///
    /// # Errors
    /// As of [`Scorer::score`], and where a batch has other columns than the schema, or the same in another order: they
    /// are told apart by their places.
    pub fn score_batches(&self, schema: &SchemaRef, batches: &[RecordBatch]) -> Result<Scored<Vec<RecordBatch>>, ScoreError> {
        batches.iter().try_for_each(|batch| fit(batch.schema_ref(), schema)).map_err(ScoreError::Batches)?;
        self.planned.with_dependent(|measure, planned| {
            let layout = self.layout(measure, planned, schema)?;
            let read = |(first, stretch): (u64, RecordBatch)| {
                let mut filled = read_batch(&layout.reader, &stretch, first);
                planned.plan.refuse(&layout.reader, &mut filled);
                filled
            };
            let stretches = each(stretches_of(batches), read);
            self.finish(&planned.plan, &layout.results, layout.notes.clone(), stretches)
        })
    }

    /// Scores the text of a whole file: CSV with its header, an array of JSON objects, an object a line, or Parquet.
    ///
    /// # Errors
    /// As with [`Scorer::score`], and where the text is not of this form.
    pub fn score_text(&self, text: impl AsRef<[u8]>, format: Format) -> Result<Scored, ScoreError> {
        self.planned.with_dependent(|measure, planned| {
            let mut answers = Answers::open(&measure.instrument, Box::new(text.as_ref()), format, &self.settings.read)?;
            let notes = std::mem::take(&mut answers.diagnostics);
            if notes.iter().any(Diagnostic::is_error) {
                return Err(ScoreError::Answers { diagnostics: notes });
            }
            answers.reader.tell_all();
            let results = self.results(measure, &answers.reader);
            let (reader, source) = answers.split();
            let mut stretches = Vec::new();
            source.for_each(&mut |block| {
                let mut filled = reader.read(&block);
                planned.plan.refuse(reader.rows(), &mut filled);
                stretches.push(filled);
                ControlFlow::Continue(())
            })?;
            self.finish(&planned.plan, &results, notes, stretches)?.in_one()
        })
    }

    /// Forgets the administrations of earlier batches, so that they can come again.
    pub fn forget(&self) {
        *self.earlier.lock().unwrap_or_else(PoisonError::into_inner) = Earlier::default();
    }

    fn results<'a>(&self, measure: &'a Measure, reader: &RowReader<'_>) -> Results<'a> {
        let columns = ResultColumns::of(&reader.columns, self.settings.answers, self.settings.causes);
        Results::with_norms(&measure.instrument, columns, measure.norms.as_ref())
    }

    /// The layout of batches with these columns.
    fn layout<'a>(&self, measure: &'a Measure, planned: &Planned<'a>, schema: &SchemaRef) -> Result<Arc<Layout<'a>>, ScoreError> {
        let mut last = planned.layout.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(layout) = last.as_ref().filter(|layout| layout.schema == *schema) {
            return Ok(Arc::clone(layout));
        }
        if let Some(setting) = self.settings.read.of_files_alone() {
            return Err(ScoreError::OfFilesAlone(setting));
        }
        let (mut reader, notes) = batch_reader(&measure.instrument, schema, &self.settings.read)
            .map_err(|diagnostics| ScoreError::Answers { diagnostics })?;
        reader.tell_all();
        let results = self.results(measure, &reader);
        let layout = Arc::new(Layout { schema: Arc::clone(schema), reader, results, notes });
        *last = Some(Arc::clone(&layout));
        Ok(layout)
    }

    /// Judges stretches that were read, leaves out what is to be left out, and scores the rest.
    fn finish(
        &self,
        plan: &Plan<'_>,
        results: &Results<'_>,
        mut diagnostics: Vec<Diagnostic>,
        mut stretches: Vec<RowParser>,
    ) -> Result<Scored<Vec<RecordBatch>>, ScoreError> {
        let about_columns = diagnostics.len();
        diagnostics.extend(stretches.iter_mut().flat_map(|filled| std::mem::take(&mut filled.faults.shown)));
        diagnostics.extend(stretches.iter_mut().flat_map(|filled| std::mem::take(&mut filled.mended)));
        let mut evidence = Evidence::default();
        stretches.iter_mut().for_each(|filled| evidence.join(std::mem::take(&mut filled.evidence)));
        let caller = self.settings.read.caller;
        if let Some(fault) = evidence.fault(caller) {
            diagnostics.push(fault);
            return Err(ScoreError::Answers { diagnostics });
        }
        let mut earlier = self.earlier.lock().unwrap_or_else(PoisonError::into_inner);
        let repeats = earlier.repeats(stretches.iter().flat_map(|filled| &filled.keys));
        diagnostics.extend(repeats.iter().map(|repeat| repeat.diagnostic(None)));
        diagnostics[about_columns..].sort_by_key(Diagnostic::row);
        if self.settings.read.on_bad != OnBad::Skip && diagnostics.iter().any(Diagnostic::is_error) {
            return Err(ScoreError::Answers { diagnostics });
        }
        let rejected = leave_out(&mut stretches, &repeats);
        if !self.settings.forgets {
            earlier.remember(stretches.iter().flat_map(|filled| &filled.keys));
        }
        drop(earlier);
        diagnostics.extend(results.renamed());
        diagnostics.extend(unknown_later(&stretches));
        diagnostics.extend(evidence.notes(plan.instrument(), caller));
        let mut scored = Scored {
            batch: Vec::with_capacity(stretches.len()),
            rows: stretches.iter().flat_map(|filled| filled.row_numbers.iter().copied()).collect(),
            rejected,
            diagnostics,
            made_missing: stretches.iter().map(|filled| filled.made_missing).sum(),
            empty_rows: stretches.iter().map(|filled| filled.empty_rows).sum(),
            not_asked_but_answered: 0,
        };
        scored.compute(plan, results, stretches).map_err(ScoreError::Results)?;
        Ok(scored)
    }
}

impl Scored<Vec<RecordBatch>> {
    fn compute(&mut self, plan: &Plan<'_>, results: &Results<'_>, stretches: Vec<RowParser>) -> Result<(), ArrowError> {
        let compute = |mut filled: RowParser| {
            let who = results.identity(&mut filled.table);
            let scored = plan.score(filled.table);
            let not_asked_but_answered = scored.not_asked_but_answered;
            results.batch(who, scored).map(|batch| (not_asked_but_answered, batch))
        };
        for computed in each(stretches, compute) {
            let (not_asked_but_answered, batch) = computed?;
            self.not_asked_but_answered += not_asked_but_answered;
            self.batch.push(batch);
        }
        if self.batch.is_empty() {
            self.batch.push(RecordBatch::new_empty(results.schema()));
        }
        Ok(())
    }

    /// The same, with its batches put together to one.
    fn in_one(mut self) -> Result<Scored, ScoreError> {
        let batch = match self.batch.len() {
            1 => self.batch.remove(0),
            _ => concat_batches(&self.schema(), &self.batch).map_err(ScoreError::Results)?,
        };
        let Self { batch: _, rows, rejected, diagnostics, made_missing, empty_rows, not_asked_but_answered } = self;
        Ok(Scored { batch, rows, rejected, diagnostics, made_missing, empty_rows, not_asked_but_answered })
    }

    /// The columns of the results. There is one batch at least.
    pub fn schema(&self) -> SchemaRef {
        self.batch.first().map_or_else(|| Arc::new(Schema::empty()), RecordBatch::schema)
    }
}

/// Whether a batch has the columns of a schema, in their order and of their types.
fn fit(batch: &Schema, schema: &Schema) -> Result<(), ArrowError> {
    let columns =
        |of: &Schema| of.fields().iter().map(|field| (field.name().clone(), field.data_type().clone())).collect::<Vec<_>>();
    let (found, wanted) = (columns(batch), columns(schema));
    match found.iter().zip(&wanted).find(|(found, wanted)| found != wanted) {
        None if found.len() == wanted.len() => Ok(()),
        Some(((found, of), (wanted, as_said))) => {
            Err(ArrowError::SchemaError(format!("column `{found}` ({of}) stands where the schema has `{wanted}` ({as_said})")))
        }
        None => Err(ArrowError::SchemaError(format!("{} columns, where the schema has {}", found.len(), wanted.len()))),
    }
}

/// So many rows are read at once: enough to be worth a thread, few enough to be shared evenly.
const STRETCH: usize = 65_536;

/// The rows of batches in stretches, each with the number of its first row, from 1. Nothing is copied.
fn stretches_of(batches: &[RecordBatch]) -> Vec<(u64, RecordBatch)> {
    let (mut stretches, mut first) = (Vec::new(), 1);
    for batch in batches {
        for from in (0..batch.num_rows()).step_by(STRETCH) {
            let rows = STRETCH.min(batch.num_rows() - from);
            stretches.push((first, batch.slice(from, rows)));
            first += rows as u64;
        }
    }
    stretches
}

/// What comes of each, in their order; on all cores where threads belong to what was built.
#[cfg(feature = "analyse")]
use crate::analyse::each;

/// What comes of each, in their order.
#[cfg(not(feature = "analyse"))]
fn each<T, R>(all: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    all.into_iter().map(work).collect()
}

/// Leaves out the rows that repeat others. The numbers of all rows that are out, in order.
fn leave_out(stretches: &mut [RowParser], repeats: &[Repeat]) -> Vec<u64> {
    let again: HashSet<u64> = repeats.iter().map(|repeat| repeat.row).collect();
    let mut out: Vec<u64> = stretches.iter_mut().flat_map(|filled| std::mem::take(&mut filled.rejected)).collect();
    out.extend(stretches.iter_mut().flat_map(|filled| filled.leave_out(&again)));
    out.sort_unstable();
    out
}

/// A note about names that come up in later records only, which no header tells of.
fn unknown_later(stretches: &[RowParser]) -> Option<Diagnostic> {
    let names: Vec<String> = stretches.iter().flat_map(|filled| &filled.late_unknown).map(|name| format!("`{name}`")).collect();
    let message = format!("later records have names that the instrument does not know: {}; they are left out", names.join(", "));
    (!names.is_empty()).then(|| Diagnostic::new(&codes::UNKNOWN_COLUMN, Place::File, message))
}

impl fmt::Debug for Scorer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let norms = self.planned.borrow_owner().norms.as_ref().map(|norms| &norms.id);
        f.debug_struct("Scorer")
            .field("instrument", &self.instrument().reference())
            .field("norms", &norms)
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}
