use std::sync::{Mutex, PoisonError};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::diagnostic::Diagnostic;
use crate::dictionaries::with_dictionaries;
use crate::frame::Frame;

/// The table of results, and what there is to say of the answers.
#[pyclass(frozen, module = "verbond._verbond")]
pub struct Scored {
    schema: SchemaRef,
    /// Each column is shared and not copied, so that it may be handed out more than once.
    batches: Vec<RecordBatch>,
    /// The row of the answers, from 1, that each row of the results comes from.
    #[pyo3(get)]
    rows: Vec<u64>,
    /// Rows that were left out.
    #[pyo3(get)]
    rejected: Vec<u64>,
    /// Cells that became missing because they could not be right.
    #[pyo3(get)]
    made_missing: u64,
    /// Answers to items that were not asked.
    #[pyo3(get)]
    not_asked_but_answered: u64,
    said: Mutex<Vec<Diagnostic>>,
}

impl Scored {
    /// The columns of the table.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// What a scorer gave.
    pub fn of(schema: SchemaRef, scored: verbond::Scored<Vec<RecordBatch>>) -> Self {
        let said = scored.diagnostics.iter().map(Diagnostic::of).collect();
        Self {
            schema,
            batches: scored.batch,
            rows: scored.rows,
            rejected: scored.rejected,
            made_missing: scored.made_missing,
            not_asked_but_answered: scored.not_asked_but_answered,
            said: Mutex::new(said),
        }
    }
}

#[pymethods]
impl Scored {
    /// The results as an Arrow stream.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets whoever gives a table decide whether it can give other types than it has.
        let _ = requested_schema;
        let results = with_dictionaries(&self.schema, self.batches.clone());
        let (schema, batches) = results.map_err(|error| PyValueError::new_err(error.to_string()))?;
        Frame::give(py, schema, batches)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Takes what was said of the answers; it is there once.
    fn take_diagnostics(&self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
