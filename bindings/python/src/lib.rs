//! The part of the Python package `verbond` that is compiled: it reads measures, takes frames of any program through the
//! Arrow PyCapsule interface, and gives results back the same way. What a Python user holds is in `python/verbond`.

mod answers;
mod diagnostic;
mod dictionaries;
mod frame;
mod measure;
mod options;
mod scored;

use pyo3::prelude::*;

#[pymodule]
mod _verbond {
    #[pymodule_export]
    use crate::diagnostic::{AnswersError, Diagnostic, MeasureError, VerbondError};
    #[pymodule_export]
    use crate::measure::{Measure, check, load, parse};
    #[pymodule_export]
    use crate::scored::Scored;
}
