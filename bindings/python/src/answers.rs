use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use verbond::instrument::Instrument;
use verbond::responses::{Columns, OnBad, ReadOptions, ResponseTable, batch_reader, read_batch};
use verbond::{Diagnostic as Found, ScoreError};

use crate::diagnostic::{AnswersError, Diagnostic, refusal};
use crate::frame::Frame;

/// Reads a frame for what looks at answers over time or all together, a stretch after the other.
///
/// # Errors
/// Where anything is wrong with the answers, and nobody said what to do then.
pub fn read(
    py: Python<'_>,
    instrument: &Instrument,
    frame: &Frame,
    options: &ReadOptions,
    mut take: impl FnMut(&Columns, ResponseTable) + Send,
) -> PyResult<Vec<Diagnostic>> {
    let found = py.detach(|| {
        let (mut reader, mut said) = batch_reader(instrument, &frame.schema, options)?;
        reader.tell_all();
        let (mut first, mut stretches) = (1, Vec::new());
        for batch in &frame.batches {
            let mut stretch = read_batch(&reader, batch, first);
            first += batch.num_rows() as u64;
            said.append(&mut stretch.faults.shown);
            said.append(&mut stretch.mended);
            stretches.push(stretch);
        }
        if options.on_bad != OnBad::Skip && said.iter().any(Found::is_error) {
            return Err(said);
        }
        stretches.into_iter().for_each(|stretch| take(&reader.columns, stretch.table));
        Ok(said)
    });
    found.map(|said| said.iter().map(Diagnostic::of).collect()).map_err(|said| refused(py, &said))
}

/// Answers that cannot be used, as an exception.
pub fn refused(py: Python<'_>, found: &[Found]) -> PyErr {
    let errors = found.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let head = match errors {
        1 => "the answers have an error, so none were used".to_owned(),
        count => format!("the answers have {count} errors, so none were used"),
    };
    refusal::<AnswersError>(py, &head, found.iter().map(Diagnostic::of).collect())
}

/// What a scorer says when it does not score, as an exception.
pub fn not_scored(py: Python<'_>, error: &ScoreError) -> PyErr {
    match error.diagnostics() {
        [] => PyOSError::new_err(error.to_string()),
        found => refused(py, found),
    }
}
