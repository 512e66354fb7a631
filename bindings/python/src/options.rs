use std::collections::BTreeMap;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use verbond::instrument::DateNotation;
use verbond::responses::{Caller, Filter, LanguageTexts, OnBad, Positions, ReadOptions};

/// How answers are written, as Python says it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Options {
    map: BTreeMap<String, String>,
    missing: Vec<String>,
    on_bad: String,
    pub keep: bool,
    #[pyo3(item("where"))]
    filter: Option<String>,
    date_format: Option<String>,
    decimal: Option<String>,
    count_from: Option<u8>,
}

fn unknown(argument: &str, value: &str, known: &str) -> PyErr {
    PyValueError::new_err(format!("{argument}={value:?} is not known: say {known}"))
}

impl Options {
    /// The same, as the readers take it, with the languages in which answers may be labelled.
    ///
    /// # Errors
    /// Where an argument is none that can be followed.
    pub fn read(self, languages: &[LanguageTexts]) -> PyResult<ReadOptions> {
        let on_bad = match self.on_bad.as_str() {
            "error" => OnBad::Error,
            "missing" => OnBad::Missing,
            "skip" => OnBad::Skip,
            other => return Err(unknown("on_bad", other, "\"error\", \"missing\" or \"skip\"")),
        };
        let dates = self.date_format.map(|format| {
            let known = "\"dmy\", \"mdy\", \"serial\", or a pattern such as \"%d/%m/%Y\"";
            DateNotation::parse(&format).ok_or_else(|| unknown("date_format", &format, known))
        });
        let decimal = self.decimal.map(|sign| match sign.as_str() {
            "comma" => Ok(true),
            "point" => Ok(false),
            other => Err(unknown("decimal", other, "\"comma\" or \"point\"")),
        });
        let positions = self.count_from.map(|first| match first {
            0 => Ok(Positions::FromZero),
            1 => Ok(Positions::FromOne),
            other => Err(unknown("count_from", &other.to_string(), "0 or 1")),
        });
        let filter = self.filter.map(|condition| {
            let failed = |error| PyValueError::new_err(format!("where={condition:?} cannot be read: {error}"));
            Filter::parse(&condition).map_err(failed)
        });
        Ok(ReadOptions {
            map: self.map.into_iter().collect(),
            missing: self.missing,
            keep: self.keep,
            filter: filter.transpose()?,
            dates: dates.transpose()?,
            decimal_comma: decimal.transpose()?,
            positions: positions.transpose()?,
            languages: languages.to_vec(),
            on_bad,
            caller: Caller::Python,
            ..ReadOptions::default()
        })
    }
}
