use crate::instrument::{Domain, Given, Instrument, Item, Known, Notation, Unfit};

/// Reads the cells of one column: what [`Domain`] says, and quickly where a cell is a digit.
#[derive(Clone, Debug)]
pub struct CellReader<'a> {
    domain: Domain<'a>,
    /// What a cell of one digit means, since most answers are one; NaN where it is no answer.
    digits: [f64; 10],
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
        Self { domain, digits: std::array::from_fn(answer) }
    }

    /// Takes digits that stand for no answer out of the fast way.
    pub fn without_digits(mut self, missing: &[String]) -> Self {
        for digit in 0..10_usize {
            if missing.contains(&digit.to_string()) {
                self.digits[digit] = f64::NAN;
            }
        }
        self
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
        match self.digits.get(digit) {
            Some(answer) if digit as f64 == value => !answer.is_nan(),
            Some(_) | None => self.domain.number(value).is_ok(),
        }
    }

    /// What a cell says.
    ///
    /// # Errors
    /// Why it is no answer.
    pub fn read(&self, cell: &str, notation: &Notation) -> Result<Given, Unfit> {
        self.domain.read(cell, notation)
    }

    /// What can stand in a cell, for people.
    pub fn possible(&self) -> String {
        let separated = match self.domain {
            Domain::Choices(_) => ", separated by `;`",
            Domain::Scale(_) | Domain::Whole(..) | Domain::Decimal(..) | Domain::Text(_) => "",
            Domain::Date | Domain::Time | Domain::OneOf(_) => "",
        };
        format!("{}{separated}, or nothing", self.domain.describe())
    }
}
