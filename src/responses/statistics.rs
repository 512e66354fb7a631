use std::collections::{HashMap, HashSet};

use super::bytes_reader::Broken;
use super::grid::{Grid, GridRow};
use super::labels::{LanguageTexts, folded};
use super::options::ReadOptions;
use super::reader::ReadError;
use super::{dta, sav};
use crate::instrument::{Day, Instrument};
use crate::source::{Diagnostic, Place, codes};

pub(super) use super::table::DECLARED;
/// Cells of a file, at the most.
const CELLS: usize = 20_000_000;
/// Columns of a file, at the most.
pub(super) const COLUMNS: usize = 32_767;

/// A variable of a statistics file.
#[derive(Clone, Debug, Default)]
pub(super) struct Variable {
    pub name: String,
    /// Labels of values, by the bits of their numbers.
    pub labels: HashMap<u64, String>,
    pub kind: Kind,
}

/// What the numbers of a variable are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    Number,
    /// Days since 1970-01-01.
    Day,
    /// Minutes since midnight.
    Time,
}

/// What a case has of a variable.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Missing,
    Declared,
    Number(f64),
    Text(String),
}

/// A statistics file.
#[derive(Clone, Debug, Default)]
pub(super) struct Statistics {
    pub variables: Vec<Variable>,
    pub cases: Vec<Vec<Cell>>,
}

/// Whether so many cells are few enough to be held.
pub(super) fn within(cases: usize, variables: usize) -> Result<(), Broken> {
    let is_within = cases.checked_mul(variables.max(1)).is_some_and(|cells| cells <= CELLS);
    if is_within { Ok(()) } else { Err(Broken::because("it holds more than 20 million cells; write it as CSV or Parquet")) }
}

/// The answers of a file of SPSS or Stata.
pub(super) fn table(bytes: &[u8], instrument: &Instrument, options: &ReadOptions) -> Result<Grid, ReadError> {
    let read = if bytes.starts_with(b"$FL") { sav::read(bytes) } else { dta::read(bytes) };
    let Statistics { variables, cases } = read.map_err(|Broken(why)| {
        let message = format!("the answers are no file of SPSS or Stata that can be read: {why}");
        let diagnostic = Diagnostic::new(&codes::UNREADABLE_WORKBOOK, Place::File, message);
        ReadError::Fault(Box::new(diagnostic.help("write it again (Stata: `saveold`, version 13 or later), or as CSV")))
    })?;
    let anchors = anchors(instrument, options);
    let names = variables.iter().map(|variable| variable.name.clone()).collect();
    let cells = |case: Vec<Cell>| case.iter().zip(&variables).map(|(cell, of)| written(cell, of, &anchors)).collect();
    let rows = (1..).zip(cases).map(|(number, case)| GridRow { number, cells: cells(case) });
    Ok(Grid { names, rows: rows.collect(), left_out: 0 })
}

/// Every anchor of the measure, in any language: a value that is labelled with one is that point, whatever its number.
fn anchors(instrument: &Instrument, options: &ReadOptions) -> HashSet<String> {
    let own = LanguageTexts::from(instrument);
    let languages = std::iter::once(&own).chain(&options.languages);
    languages.flat_map(LanguageTexts::anchors).map(folded).collect()
}

fn written(cell: &Cell, of: &Variable, anchors: &HashSet<String>) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Declared => DECLARED.to_owned(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => match of.kind {
            Kind::Day => Day::counted(number.floor() as i32).map_or_else(|| number.to_string(), |day| day.to_string()),
            Kind::Time => format!("{:02}:{:02}", (number / 60.0).floor(), number.rem_euclid(60.0).floor()),
            Kind::Number => {
                let label = of.labels.get(&number.to_bits()).filter(|label| anchors.contains(&folded(label)));
                label.cloned().unwrap_or_else(|| number.to_string())
            }
        },
    }
}
