use std::collections::{HashMap, HashSet};

use super::bytes_reader::Broken;
use super::cell::UNLABELLED;
use super::columns::{Columns, Role};
use super::declared::Declared;
use super::grid::{Grid, GridRow};
use super::labels::{Alike, Labels, LanguageTexts, languages_of, word_of, yes_or_no};
use super::options::ReadOptions;
use super::reader::ReadError;
use super::{dta, sav};
use crate::instrument::{Day, Given, Instrument, Notation};
use crate::source::{Diagnostic, Place, codes};

pub(super) use super::table::DECLARED;
/// Cells of a file, at the most.
const CELLS: usize = 20_000_000;
/// Minutes of a day.
pub(super) const DAY_MINUTES: f64 = 1_440.0;
/// Columns of a file, at the most.
pub(super) const COLUMNS: usize = 32_767;

/// A variable of a statistics file.
#[derive(Clone, Debug, Default)]
pub(super) struct Variable {
    pub name: String,
    /// What it is called beside that.
    pub text: String,
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
    /// Minutes since the beginning of 1970-01-01.
    Moment,
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

/// The answers of a file of SPSS or Stata, and what each of its columns is called beside its name.
pub(super) fn table(bytes: &[u8], instrument: &Instrument, options: &ReadOptions) -> Result<(Grid, Vec<String>), ReadError> {
    read(bytes, instrument, options, false)
}

/// The same for whoever looks what each column is: values of all columns that are labelled with an anchor are written by
/// it, as they will be read once the column is known.
pub(super) fn looked_at(bytes: &[u8], instrument: &Instrument, options: &ReadOptions) -> Result<(Grid, Vec<String>), ReadError> {
    read(bytes, instrument, options, true)
}

fn read(
    bytes: &[u8],
    instrument: &Instrument,
    options: &ReadOptions,
    is_looked_at: bool,
) -> Result<(Grid, Vec<String>), ReadError> {
    let read = if bytes.starts_with(b"$FL") { sav::read(bytes) } else { dta::read(bytes) };
    let Statistics { variables, cases } = read.map_err(|Broken(why)| {
        let message = format!("the answers are no file of SPSS or Stata that can be read: {why}");
        let diagnostic = Diagnostic::new(&codes::UNREADABLE_WORKBOOK, Place::File, message);
        ReadError::Fault(Box::new(diagnostic.help("write it again (Stata: `saveold`, version 13 or later), or as CSV")))
    })?;
    let names: Vec<String> = variables.iter().map(|variable| variable.name.clone()).collect();
    let texts: Vec<String> = variables.iter().map(Variable::called).collect();
    let said = ReadOptions { texts: texts.clone(), ..options.clone() };
    let found = Columns::find(names.clone(), instrument, &said).0;
    let declared = Declared::new(instrument, &found, options).0;
    let notation = options.notation(false);
    let languages = languages_of(instrument, &options.languages);
    let of_scales = if is_looked_at { Labels::of_scales(instrument, &languages) } else { vec![] };
    let labels = |variable: &Variable, role: Role| match role {
        Role::Ignored => anchors_read(variable, &of_scales),
        Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language | Role::Item(_) | Role::Known(_) => {
            labels_read(variable, role, (instrument, &languages), (&declared, &notation))
        }
        Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part => {
            labels_read(variable, role, (instrument, &languages), (&declared, &notation))
        }
    };
    let columns = variables.iter().zip(&found.roles);
    let columns: Vec<StatisticsColumn<'_>> =
        columns.map(|(variable, role)| StatisticsColumn::new(variable, labels(variable, *role))).collect();
    let cells = |case: Vec<Cell>| case.iter().zip(&columns).map(|(cell, column)| column.written(cell)).collect();
    let rows = (1..).zip(cases).map(|(number, case)| GridRow { number, cells: cells(case) });
    Ok((Grid { names, rows: rows.collect(), ..Grid::default() }, texts))
}

impl Variable {
    /// What it is called beside its name: the label of its one value, as of a choice that was made or not, or its own.
    fn called(&self) -> String {
        let mut labels = self.labels.values().filter(|label| yes_or_no(label).is_none());
        match (labels.next(), labels.next(), self.labels.len()) {
            (Some(only), None, 1 | 2) => only.clone(),
            (_, _, _) => self.text.clone(),
        }
    }
}

/// What the labels of the values of a variable are in the measure.
struct LabelsRead {
    /// Values, by the bits of their numbers, that are written by their labels.
    by_label: HashSet<u64>,
    /// Whether a label is a point of another number than its value: then values without a label are nobody knows what.
    moves: bool,
    /// Numbers that mean that there is no answer.
    declared: Vec<f64>,
}

/// A value whose label is an answer is that answer, whatever its number.
fn labels_read(
    variable: &Variable,
    role: Role,
    (instrument, languages): (&Instrument, &[LanguageTexts]),
    (declared, notation): (&Declared<'_>, &Notation),
) -> LabelsRead {
    let mut read = LabelsRead { by_label: HashSet::new(), moves: false, declared: vec![] };
    match role {
        Role::Item(item) => {
            let item = &instrument.items[item];
            let declared = declared.of(role, instrument.domain_of(item), notation);
            read.declared = declared.iter().filter_map(|declared| notation.number(&declared.word)).collect();
            let labels = Labels::of_item(instrument, item, languages);
            for (bits, label) in &variable.labels {
                match labels.find(label, "") {
                    Ok(None) => continue,
                    Ok(Some(Given::Value(point))) => read.moves |= point != f64::from_bits(*bits),
                    Ok(Some(Given::None | Given::Missing)) | Err(Alike) => {}
                }
                read.by_label.insert(*bits);
            }
        }
        Role::Choice(item, choice) => {
            let labels = Labels::of_item(instrument, &instrument.items[item], languages);
            let says = |label: &str| yes_or_no(label).is_some() || labels.is_of_choice(label, choice);
            read.by_label.extend(variable.labels.iter().filter(|(_, label)| says(label)).map(|(bits, _)| *bits));
        }
        Role::NoneOf(_) => {
            let says = |label: &str| yes_or_no(label).is_some();
            read.by_label.extend(variable.labels.iter().filter(|(_, label)| says(label)).map(|(bits, _)| *bits));
        }
        Role::Known(known) => {
            let known = &instrument.known[known];
            let labels = Labels::of_known(known, languages);
            let is_word = |label: &str| word_of(known.domain(), label).is_some() || !matches!(labels.find(label, ""), Ok(None));
            read.by_label.extend(variable.labels.iter().filter(|(_, label)| is_word(label)).map(|(bits, _)| *bits));
        }
        Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => {}
        Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => {}
    }
    read
}

/// Values that are labelled with an anchor of some scale.
fn anchors_read(variable: &Variable, of_scales: &[Labels]) -> LabelsRead {
    let is_anchor = |label: &str| of_scales.iter().any(|labels| !matches!(labels.find(label, ""), Ok(None)));
    let by_label = variable.labels.iter().filter(|(_, label)| is_anchor(label)).map(|(bits, _)| *bits);
    LabelsRead { by_label: by_label.collect(), moves: false, declared: vec![] }
}

/// The day of so many days since 1970-01-01.
fn day_written(days: f64) -> Option<String> {
    Day::counted(days.floor() as i32).map(|day| day.to_string())
}

fn time_written(minutes: f64) -> String {
    format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes.rem_euclid(60.0).floor())
}

/// A variable, and how its values are written.
struct StatisticsColumn<'v> {
    of: &'v Variable,
    read: LabelsRead,
}

impl<'v> StatisticsColumn<'v> {
    fn new(of: &'v Variable, read: LabelsRead) -> Self {
        Self { of, read }
    }

    fn written(&self, cell: &Cell) -> String {
        match cell {
            Cell::Missing => String::new(),
            Cell::Declared => DECLARED.to_owned(),
            Cell::Text(text) => text.clone(),
            Cell::Number(number) => match self.of.kind {
                Kind::Day => day_written(*number).unwrap_or_else(|| number.to_string()),
                Kind::Moment => {
                    let day = day_written(number / DAY_MINUTES);
                    day.map_or_else(
                        || number.to_string(),
                        |day| format!("{day} {}", time_written(number.rem_euclid(DAY_MINUTES))),
                    )
                }
                Kind::Time => time_written(*number),
                Kind::Number => self.number(*number),
            },
        }
    }

    fn number(&self, number: f64) -> String {
        let bits = number.to_bits();
        match self.of.labels.get(&bits).filter(|_| self.read.by_label.contains(&bits)) {
            Some(label) => label.clone(),
            None if self.read.moves && !self.read.declared.contains(&number) => format!("{UNLABELLED}{number}"),
            None => number.to_string(),
        }
    }
}
