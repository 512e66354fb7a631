use std::collections::BTreeMap;
use std::sync::Arc;

use typed_index_collections::TiVec;

use super::informants::WordedFor;
use super::options::Caller;
use super::widths::Widths;
use crate::instrument::{Instrument, ScaleIx};
use crate::source::{Diagnostic, Place, codes};

/// Answers to a scale from which it can be told that another program counted its points from 1.
const ENOUGH: u64 = 6;

/// What only answers as a whole show: how decimals are separated, and whether points are counted as the measure does.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Rows that a condition left out.
    pub filtered_rows: u64,
    /// The codes that were declared to mean "no answer".
    declared: Vec<SeenCode>,
    /// Rows of those who only looked: never sent, and without answers.
    pub unsent_rows: u64,
    /// How many cells rows have.
    pub(super) widths: Widths,
    point: Sign,
    comma: Sign,
    /// By columns: a date with the day first, and one with the month first.
    dates: BTreeMap<Option<String>, [Option<NumberCell>; 2]>,
    /// Headings for some informants alone.
    pub(super) worded: Option<WordedFor>,
    /// By scales that begin at 0.
    scales: TiVec<ScaleIx, Points>,
}

/// A number that was written with a sign for its decimals, or a date of numbers.
#[derive(Clone, Debug)]
struct NumberCell {
    row: u64,
    column: Option<String>,
    cell: String,
}

/// A code that was declared to mean "no answer", and whether a cell has it.
#[derive(Clone, Debug)]
pub(super) struct SeenCode {
    text: Arc<str>,
    is_news: bool,
    is_seen: bool,
}

impl SeenCode {
    /// One that no cell has yet, and whether it is news where none ever has.
    pub(super) fn unseen(text: &str, is_news: bool) -> Self {
        Self { text: text.into(), is_news, is_seen: false }
    }
}

/// What was seen of a sign in numbers.
#[derive(Clone, Debug, Default)]
struct Sign {
    /// The first number that has it.
    first: Option<NumberCell>,
    /// The first in which it could separate thousands as well.
    either: Option<NumberCell>,
    /// Whether a number shows that it separates decimals.
    is_shown: bool,
}

impl Sign {
    fn join(&mut self, later: Self) {
        self.first = self.first.take().or(later.first);
        self.either = self.either.take().or(later.either);
        self.is_shown |= later.is_shown;
    }
}

/// What was seen of a scale that begins at 0.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Points {
    /// Answers, as long as the lowest point is not among them.
    pub answers: u64,
    /// Whether the lowest point is among them.
    pub has_lowest: bool,
}

impl Evidence {
    /// What is known of answers of which nothing is read, but the codes for "no answer" that were said of them.
    pub(super) fn beginning(declared: &[SeenCode]) -> Self {
        Self { declared: declared.to_vec(), ..Self::default() }
    }

    /// Takes that a cell has one of these codes.
    pub(super) fn declared(&mut self, at: usize) {
        if let Some(code) = self.declared.get_mut(at) {
            code.is_seen = true;
        }
    }

    /// Takes that a number was written with a point or a comma, and whether that could separate thousands.
    pub(super) fn decimal(&mut self, row: u64, column: Option<&str>, cell: &str, is_either: bool) {
        let seen = if cell.contains(',') { &mut self.comma } else { &mut self.point };
        seen.is_shown |= !is_either;
        let number = || NumberCell { row, column: column.map(str::to_owned), cell: cell.to_owned() };
        seen.first.get_or_insert_with(number);
        if is_either {
            seen.either.get_or_insert_with(number);
        }
    }

    /// Takes that a date was written with the day before the month, or after it.
    pub(super) fn date(&mut self, row: u64, column: Option<&str>, cell: &str, is_day_first: bool) {
        let seen = &mut self.dates.entry(column.map(str::to_owned)).or_default()[usize::from(!is_day_first)];
        if seen.is_none() {
            *seen = Some(NumberCell { row, column: column.map(str::to_owned), cell: cell.to_owned() });
        }
    }

    /// What was seen of a scale.
    pub(super) fn scale(&mut self, scale: ScaleIx) -> &mut Points {
        if self.scales.len() <= scale.0 {
            self.scales.resize(scale.0 + 1, Points::default());
        }
        &mut self.scales[scale]
    }

    /// Adds what a later stretch shows.
    pub fn join(&mut self, later: Self) {
        self.filtered_rows += later.filtered_rows;
        if self.declared.is_empty() {
            self.declared = later.declared;
        } else {
            self.declared.iter_mut().zip(&later.declared).for_each(|(code, later)| code.is_seen |= later.is_seen);
        }
        self.unsent_rows += later.unsent_rows;
        match (&mut self.worded, later.worded) {
            (Some(worded), Some(later)) => worded.join(later),
            (worded @ None, later) => *worded = later,
            (Some(_), None) => {}
        }
        self.widths.join(later.widths);
        self.point.join(later.point);
        self.comma.join(later.comma);
        for (column, [day, month]) in later.dates {
            let seen = self.dates.entry(column).or_default();
            seen[0] = seen[0].take().or(day);
            seen[1] = seen[1].take().or(month);
        }
        for (scale, points) in later.scales.into_iter_enumerated() {
            let seen = self.scale(scale);
            seen.answers += points.answers;
            seen.has_lowest |= points.has_lowest;
        }
    }

    /// What rows contradict each other in: numbers with a point and with a comma, dates with the day and with the month
    /// first, how many cells they have.
    pub fn fault(&self, caller: Caller) -> Option<Diagnostic> {
        self.widths
            .fault()
            .or_else(|| self.mixed_numbers())
            .or_else(|| self.either_number(caller))
            .or_else(|| self.mixed_dates(caller))
    }

    /// A number whose sign could separate thousands, where no other number of the file shows that it does not.
    fn either_number(&self, caller: Caller) -> Option<Diagnostic> {
        let sign = [&self.point, &self.comma].into_iter().find(|sign| sign.either.is_some() && !sign.is_shown)?;
        let number = sign.either.as_ref()?;
        let (whole, rest) = number.cell.split_once(['.', ','])?;
        let message = format!("`{}` can be {whole}.{rest} or {whole}{rest}, and no other number here shows which", number.cell);
        let place = Place::Cell { row: number.row, column: number.column.clone(), found: Some(number.cell.clone()) };
        Some(Diagnostic::new(&codes::NOT_A_NUMBER, place, message).help(caller.decimals()))
    }

    /// Dates with the day first beside others with the month first: nobody knows the day of those that could be either.
    fn mixed_dates(&self, caller: Caller) -> Option<Diagnostic> {
        let (day, month) = self.dates.values().find_map(|[day, month]| Some((day.as_ref()?, month.as_ref()?)))?;
        let message =
            format!("`{}` has the day first, and row {} has `{}` with the month first", day.cell, month.row, month.cell);
        let place = Place::Cell { row: day.row, column: day.column.clone(), found: Some(day.cell.clone()) };
        let help = format!("write all dates of a column alike; where one of the two is a slip, {}", caller.dates());
        Some(Diagnostic::new(&codes::NOT_A_DATE, place, message).help(help))
    }

    /// Numbers with a point beside others with a comma: nobody knows which of the signs separates thousands.
    fn mixed_numbers(&self) -> Option<Diagnostic> {
        let (point, comma) = (self.point.first.as_ref()?, self.comma.first.as_ref()?);
        let message = format!("`{}` has a point, and row {} has `{}` with a comma", point.cell, comma.row, comma.cell);
        let place = Place::Cell { row: point.row, column: point.column.clone(), found: Some(point.cell.clone()) };
        Some(Diagnostic::new(&codes::NOT_A_NUMBER, place, message).help("write all numbers of the file alike"))
    }

    /// Scales that begin at 0 and of which nobody chose the 0, as where another program counted their points from 1; and
    /// codes for "no answer" that no answer has.
    pub fn notes(&self, instrument: &Instrument, caller: Caller) -> Vec<Diagnostic> {
        let shifted = self.scales.iter_enumerated().filter(|(_, points)| !points.has_lowest && points.answers >= ENOUGH);
        let note = |(scale, points): (ScaleIx, &Points)| {
            let scale = instrument.scales.get(scale)?;
            let highest = scale.range()?.max;
            let message = format!("of {} answers on the scale `{}` none is 0", points.answers, scale.name);
            let help = format!(
                "if the program counted from 1 to {}, each answer is one too high: {}",
                highest + 1.0,
                caller.counting(1)
            );
            Some(Diagnostic::new(&codes::COUNTED_FROM_ONE, Place::File, message).help(help))
        };
        let worded = self.worded.iter().filter_map(|worded| worded.warning(instrument, caller));
        shifted.filter_map(note).chain(worded).chain(self.unseen_codes()).collect()
    }

    fn unseen_codes(&self) -> Option<Diagnostic> {
        let unseen = self.declared.iter().filter(|code| code.is_news && !code.is_seen);
        let unseen: Vec<String> = unseen.map(|code| format!("`{}`", code.text)).collect();
        let message = match &unseen[..] {
            [] => return None,
            [one] => format!("{one} is to mean that there is no answer, and stands in no cell that is read"),
            several => format!("{} are to mean that there is no answer, and stand in no cell that is read", several.join(", ")),
        };
        let help = "look how the file writes what was not answered; where it has no such cells, nothing need be done";
        Some(Diagnostic::new(&codes::MISSING_NEVER_STANDS, Place::File, message).help(help))
    }
}
