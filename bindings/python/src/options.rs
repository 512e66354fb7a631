use std::collections::BTreeMap;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use verbond::responses::{Caller, OnBad, ReadOptions};

/// How answers are written, as Python says it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    map: BTreeMap<String, String>,
    missing: Vec<String>,
    on_bad: String,
    pub keep: bool,
}

impl Options {
    /// The same, as the readers take it.
    ///
    /// # Errors
    /// Where `on_bad` is no word for what to do.
    pub fn read(self) -> PyResult<ReadOptions> {
        let on_bad = match self.on_bad.as_str() {
            "error" => OnBad::Error,
            "missing" => OnBad::Missing,
            "skip" => OnBad::Skip,
            other => {
                let message = format!("on_bad={other:?} is not known: say \"error\", \"missing\" or \"skip\"");
                return Err(PyValueError::new_err(message));
            }
        };
        Ok(ReadOptions {
            map: self.map.into_iter().collect(),
            missing: self.missing,
            keep: self.keep,
            on_bad,
            caller: Caller::Python,
            ..ReadOptions::default()
        })
    }
}
