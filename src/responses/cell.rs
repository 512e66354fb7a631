use std::sync::Arc;

use super::declared::DeclaredWord;
use super::labels::{Alike, Labels, word_of, yes_or_no};
use super::options::Positions;
use crate::instrument::{Domain, Given, Instrument, Item, Known, Notation, Point, Unfit};

/// Bytes of a cell that can be an answer, other than a text of its own: more than the labels of all choices of an item
/// have. A file of a few kilobytes can hold a megabyte in each of its rows.
const LONGEST: usize = 64 << 10;

/// Reads the cells of one column: what [`Domain`] says, what people read of it, and quickly where a cell is a digit.
#[derive(Clone, Debug)]
pub struct CellReader<'a> {
    domain: Domain<'a>,
    /// What a cell of one digit means, since most answers are one; NaN where it is no answer.
    digits: [f64; 10],
    labels: Arc<Labels>,
    /// Cells that somebody declared to be no answer, and their numbers where answers are such.
    declared: Vec<(DeclaredWord, Option<f64>)>,
    positions: Option<Positions>,
}

/// What stands before a code that has no label, in a file where the labels of other codes are points of other numbers;
/// no text has it.
pub(super) const UNLABELLED: char = '\u{FDD1}';

/// What stands before the name of a cell whose formula was never computed, as workbooks are read.
#[cfg(feature = "spreadsheets")]
pub(super) use super::workbook::UNCOMPUTED;
/// Without workbooks there are none.
#[cfg(not(feature = "spreadsheets"))]
pub(super) const UNCOMPUTED: char = '\u{FDD2}';

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum CellContent {
    /// An answer, the visible non-answer, or nothing.
    Given(Given),
    /// A code that was declared to mean that there is no answer: which of them.
    DeclaredMissing(usize),
}

/// Why a cell is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFault {
    /// It is none of the answers.
    Unfit(Unfit),
    /// It is a label of several answers.
    Alike,
    /// It is a code without a label, among codes whose labels are points of other numbers.
    Unlabelled,
    /// It is a formula of a workbook that was never computed.
    Uncomputed,
    /// It is a date of which nobody knows the day from the month.
    EitherDay,
    /// It is a code such as `A1`, which is the first of its list or the second, and nobody knows which.
    EitherPoint,
}

impl From<Alike> for CellFault {
    fn from(Alike: Alike) -> Self {
        Self::Alike
    }
}

impl<'a> CellReader<'a> {
    /// A reader of answers to an item.
    pub fn of_item(instrument: &'a Instrument, item: &'a Item) -> Self {
        Self::new(instrument.domain_of(item))
    }

    /// A reader of a known fact.
    pub fn of_known(known: &'a Known) -> Self {
        Self::new(known.domain())
    }

    fn new(domain: Domain<'a>) -> Self {
        let answer = |digit: usize| domain.number(digit as f64).ok().and_then(Given::value).unwrap_or(f64::NAN);
        let digits = std::array::from_fn(answer);
        Self { domain, digits, labels: Arc::default(), declared: vec![], positions: None }
    }

    /// Knows what people read of the answers too.
    #[must_use]
    pub(super) fn with_labels(mut self, labels: Arc<Labels>) -> Self {
        self.labels = labels;
        self
    }

    /// Knows how the points of a scale are written by their positions. A number is no longer the point itself where the
    /// first is 0.
    #[must_use]
    pub(super) fn with_positions(mut self, positions: Option<Positions>) -> Self {
        let is_word = matches!(self.domain, Domain::OneOf(_));
        let fits = |positions: &Positions| self.points().is_some() || (is_word && *positions == Positions::Codes);
        self.positions = positions.filter(fits);
        if self.writes_positions() {
            self.digits = [f64::NAN; 10];
        }
        self
    }

    /// Whether a number is the position of a point, and not the point.
    fn writes_positions(&self) -> bool {
        match self.positions {
            Some(Positions::FromZero | Positions::FromOne) => true,
            Some(Positions::Codes) | None => false,
        }
    }

    fn points(&self) -> Option<&'a [Point]> {
        match self.domain {
            Domain::Scale(scale) => scale.points(),
            Domain::Whole(..)
            | Domain::Decimal(..)
            | Domain::Text(_)
            | Domain::Date
            | Domain::Time
            | Domain::Choices(..)
            | Domain::OneOf(_) => None,
        }
    }

    /// The point that a cell names by its position.
    fn by_position(&self, cell: &str) -> Option<f64> {
        let code = number_of_code(cell);
        // Programs whose numbers all have decimals write `2.0`.
        let whole = || {
            let cell = cell
                .split_once(['.', ','])
                .filter(|(_, zeros)| zeros.bytes().all(|byte| byte == b'0'))
                .map_or(cell, |(whole, _)| whole);
            cell.parse::<usize>().ok().or(code)
        };
        let value = |at: usize| self.points()?.get(at).map(|point| point.value);
        match self.positions? {
            Positions::FromZero => value(whole()?),
            Positions::FromOne => value(whole()?.checked_sub(1)?),
            Positions::Codes if cell.starts_with("AO") => value(code?.checked_sub(1)?),
            // The first where the list begins with `A1`, and the second where it begins with `A0`: only where its number is
            // that of the point as well, both come to the same.
            Positions::Codes => value(code?.checked_sub(1)?).filter(|value| code.is_some_and(|code| code as f64 == *value)),
        }
    }

    /// Why a cell that names no point by its position is none by its code: it is one of a list of which nobody knows where
    /// it begins, or it is beyond the points.
    fn fault_of_code(&self, cell: &str) -> Option<CellFault> {
        let code = number_of_code(cell).filter(|_| self.positions.is_some())?;
        let is_either = !cell.starts_with("AO") && self.points().is_some_and(|points| code <= points.len());
        let is_said = self.positions != Some(Positions::Codes);
        Some(if is_either && !is_said { CellFault::EitherPoint } else { CellFault::Unfit(Unfit::OffScale) })
    }

    /// The word that a cell names by its position, as the codes of a list do that have numbers only.
    fn word_by_position(&self, cell: &str) -> Option<Given> {
        let is_of_codes = matches!(self.positions, Some(Positions::Codes));
        let at = cell.parse::<usize>().ok().filter(|_| is_of_codes)? as f64;
        self.domain.accepts(at).then_some(Given::Value(at))
    }

    /// Takes cells for no answer that were declared to be none.
    #[must_use]
    pub(super) fn with_declared(mut self, declared: Vec<DeclaredWord>, notation: &Notation) -> Self {
        let takes_numbers = self.domain.takes_numbers();
        let number = |word: &str| notation.number(word).filter(|_| takes_numbers);
        let numbered = |declared: DeclaredWord| (declared.clone(), number(&declared.word));
        self.declared = declared.into_iter().map(numbered).collect();
        for digit in 0..self.digits.len() {
            if self.is_declared_number(digit as f64) {
                self.digits[digit] = f64::NAN;
            }
        }
        self
    }

    /// Whether it is answered in one's own words.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.domain, Domain::Text(_))
    }

    /// What can be answered.
    pub fn domain(&self) -> Domain<'a> {
        self.domain
    }

    /// What a cell of one digit means, where that is an answer.
    #[inline]
    pub fn digit(&self, byte: u8) -> Option<f64> {
        self.digits.get(usize::from(byte.wrapping_sub(b'0'))).copied().filter(|value| !value.is_nan())
    }

    /// Whether a number is an answer.
    #[inline]
    pub fn is_answer(&self, value: f64) -> bool {
        let digit = value as usize;
        if self.writes_positions() {
            return false;
        }
        match self.digits.get(digit) {
            Some(answer) if digit as f64 == value => !answer.is_nan(),
            Some(_) | None => !self.is_declared_number(value) && self.domain.number(value).is_ok(),
        }
    }

    /// What a cell says, in a row that was answered in this language.
    ///
    /// # Errors
    /// Why it is no answer.
    pub fn read(&self, cell: &str, notation: &Notation, language: &str) -> Result<CellContent, CellFault> {
        let cell = cell.trim();
        if cell.is_empty() {
            return Ok(CellContent::Given(Given::Missing));
        }
        if let Some(at) = self.declared_at(cell, notation) {
            return Ok(CellContent::DeclaredMissing(at));
        }
        if cell.starts_with(UNLABELLED) {
            return Err(CellFault::Unlabelled);
        }
        if cell.starts_with(UNCOMPUTED) {
            return Err(CellFault::Uncomputed);
        }
        if cell.len() > LONGEST && !self.is_text() {
            return Err(CellFault::Unfit(self.domain.unlike()));
        }
        // Where the codes of a list are known, they say more than their numbers.
        let of_list = || matches!(self.labels.find(cell, language), Ok(Some(_)));
        if let Some(value) = self.by_position(cell).filter(|_| self.positions != Some(Positions::Codes) || !of_list()) {
            return Ok(CellContent::Given(Given::Value(value)));
        }
        if let Some(fault) = self.fault_of_code(cell).filter(|_| !of_list()) {
            return Err(fault);
        }
        let unfit = match self.domain.read(cell, notation) {
            // Where positions are written, a number that is none is no point either.
            Ok(Given::Value(_)) if self.writes_positions() => Unfit::OffScale,
            Ok(given) => return Ok(CellContent::Given(given)),
            Err(Unfit::NotADate) if notation.is_either(cell) => return Err(CellFault::EitherDay),
            Err(unfit) => unfit,
        };
        let label = match self.domain {
            Domain::Scale(_) => self.labels.find(cell, language)?.or_else(|| self.truth(cell)),
            Domain::Choices(..) => self.labels.chosen(cell)?.map(|bits| Given::Value(bits as f64)),
            Domain::OneOf(_) => match word_of(self.domain, cell).map(Given::Value).or_else(|| self.word_by_position(cell)) {
                Some(word) => Some(word),
                None => self.labels.find(cell, language)?,
            },
            Domain::Whole(..) | Domain::Decimal(..) | Domain::Text(_) | Domain::Date | Domain::Time => None,
        };
        label.map(CellContent::Given).ok_or(CellFault::Unfit(unfit))
    }

    /// The point that is true or false, where 1 is yes and 0 is no: SurveyJS, FHIR, R and Arrow say so of a question that
    /// is answered with the two, and LimeSurvey writes `Y` and `N`.
    fn truth(&self, cell: &str) -> Option<Given> {
        let [no, yes] = self.points()? else { return None };
        let is_true = match cell {
            "Y" | "N" if self.positions == Some(Positions::Codes) => cell == "Y",
            _ if cell.eq_ignore_ascii_case("true") => true,
            _ if cell.eq_ignore_ascii_case("false") => false,
            _ => return None,
        };
        let says = |point: &Point| point.label.as_deref().and_then(yes_or_no);
        // Where the anchors are yes and no, a letter is the anchor that it stands for, whatever its number.
        if let (1, Some(first), Some(second)) = (cell.len(), says(no), says(yes))
            && first != second
        {
            return Some(Given::Value(if first == is_true { no.value } else { yes.value }));
        }
        let turned = |point: &Point, is_yes: bool| point.label.as_deref().and_then(yes_or_no) == Some(is_yes);
        let is_plain = (no.value, yes.value) == (0.0, 1.0) && no.word.is_none() && yes.word.is_none();
        (is_plain && !turned(no, true) && !turned(yes, false)).then_some(Given::Value(f64::from(u8::from(is_true))))
    }

    /// Whether some cells are declared to be no answer.
    pub(super) fn has_declared(&self) -> bool {
        !self.declared.is_empty()
    }

    fn is_declared_number(&self, value: f64) -> bool {
        self.declared.iter().any(|(_, number)| *number == Some(value))
    }

    /// Which of the codes that mean "no answer" a cell is, as a word or as a number.
    pub(super) fn declared_at(&self, cell: &str, notation: &Notation) -> Option<usize> {
        let by_word = self.declared.iter().find(|(declared, _)| declared.word == cell);
        let by_number = || {
            let number = notation.number(cell).filter(|_| self.declared.iter().any(|(_, number)| number.is_some()))?;
            self.declared.iter().find(|(_, declared)| *declared == Some(number))
        };
        by_word.or_else(by_number).map(|(declared, _)| declared.at)
    }

    /// Whether a cell says that a choice was made, by its name, its label, or yes or no.
    pub(super) fn is_chosen(&self, cell: &str, choice: usize) -> Option<bool> {
        if cell.len() > LONGEST {
            return None;
        }
        yes_or_no(cell).or_else(|| self.labels.is_of_choice(cell, choice).then_some(true))
    }

    /// Whether a cell says that none of the choices was made, by that word, or yes or no.
    pub(super) fn is_none_chosen(&self, cell: &str) -> Option<bool> {
        yes_or_no(cell).or_else(|| self.labels.is_none(cell).then_some(true))
    }

    /// Whether the language of a row decides what a label stands for.
    pub(super) fn needs_language(&self) -> bool {
        self.labels.needs_language()
    }

    /// What can stand in a cell, for people.
    pub fn possible(&self) -> String {
        if let Some(positions) = self.possible_positions() {
            return positions;
        }
        let separated = match self.domain {
            Domain::Choices(..) => ", separated by `;`",
            Domain::Scale(_) | Domain::Whole(..) | Domain::Decimal(..) | Domain::Text(_) => "",
            Domain::Date | Domain::Time | Domain::OneOf(_) => "",
        };
        format!("{}{separated}, or nothing", self.domain.describe())
    }

    /// The same where points are written by their positions.
    fn possible_positions(&self) -> Option<String> {
        let points = self.points()?.len();
        let of_points = match self.positions? {
            Positions::FromZero => format!("0 to {}, for the points are counted from 0", points - 1),
            Positions::FromOne => format!("1 to {points}, for the points are counted from 1"),
            Positions::Codes => format!("`AO01` to `AO{points:02}`, which are the points in their order, or their numbers"),
        };
        let beyond = if self.domain.has_none() {
            "; of what is beyond nobody can tell whether it is `none`: write texts in its place, or `none`"
        } else {
            ""
        };
        Some(format!("{of_points}, or nothing{beyond}"))
    }
}

/// The number of a code of a list, as LimeSurvey makes them: `AO01`, `A1`.
fn number_of_code(cell: &str) -> Option<usize> {
    let number = cell.strip_prefix("AO").or_else(|| cell.strip_prefix('A'))?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}
