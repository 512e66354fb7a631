use crate::instrument::{Instrument, Item, Kind, Known, KnownKind, Scale};

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// An answer, as a number.
    Value(f64),
    /// No answer.
    Empty,
    /// The visible non-answer.
    None,
    /// A number that is not an answer.
    OffScale,
    /// Something that is not a number.
    NotANumber,
    /// A word that is not one of the choices.
    NotAChoice,
    /// Not a date in the calendar.
    NotADate,
    /// A text that is too long.
    TooLong,
}

/// Reads the cells of one column.
#[derive(Clone, Debug)]
pub struct CellReader<'a> {
    accepts: Accepts<'a>,
    has_none: bool,
    /// What a cell of one digit means, since most answers are one; NaN where it is no answer.
    digits: [f64; 10],
}

#[derive(Clone, Debug)]
enum Accepts<'a> {
    Scale(&'a Scale),
    Whole(f64, f64),
    Decimal(f64, f64),
    Text(usize),
    Date,
    Choices(Vec<&'a str>),
    OneOf(&'a [String]),
}

/// How numbers are written, and what stands for no answer.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    /// A comma may separate decimals.
    pub decimal_comma: bool,
    /// Cells that mean "no answer", besides empty ones.
    pub missing: Vec<String>,
}

impl Notation {
    /// A number; not `inf`, not `nan`, not hexadecimal.
    pub fn number(&self, text: &str) -> Option<f64> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E'));
        if !plain {
            return None;
        }
        if self.decimal_comma && text.contains(',') {
            let swapped = text.replace(',', ".");
            return if text.contains('.') { None } else { swapped.parse().ok() };
        }
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Whether a cell means "no answer".
    pub fn is_missing(&self, cell: &str) -> bool {
        cell.is_empty() || self.missing.iter().any(|word| word == cell)
    }
}

impl<'a> CellReader<'a> {
    /// A reader of answers to an item.
    pub fn of_item(instrument: &'a Instrument, item: &'a Item) -> Self {
        let accepts = match &item.kind {
            Kind::Scale(scale) => Accepts::Scale(&instrument.scales[scale.0]),
            Kind::Whole(low, high) => Accepts::Whole(*low, *high),
            Kind::Decimal(low, high) => Accepts::Decimal(*low, *high),
            Kind::Text(most) => Accepts::Text(*most),
            Kind::Date => Accepts::Date,
            Kind::Choices(choices) => Accepts::Choices(choices.iter().map(|choice| choice.name.as_str()).collect()),
        };
        let has_none = matches!(&accepts, Accepts::Scale(scale) if scale.none.is_some());
        Self::new(accepts, has_none)
    }

    /// A reader of a known fact.
    pub fn of_known(known: &'a Known) -> Self {
        let accepts = match &known.kind {
            KnownKind::Whole(low, high) => Accepts::Whole(*low, *high),
            KnownKind::Decimal(low, high) => Accepts::Decimal(*low, *high),
            KnownKind::OneOf(values) => Accepts::OneOf(values),
        };
        Self::new(accepts, false)
    }

    fn new(accepts: Accepts<'a>, has_none: bool) -> Self {
        let mut reader = Self { accepts, has_none, digits: [f64::NAN; 10] };
        if reader.takes_numbers() {
            for digit in 0..10_u8 {
                let value = f64::from(digit);
                if reader.accept(value) == Reading::Value(value) {
                    reader.digits[usize::from(digit)] = value;
                }
            }
        }
        reader
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

    /// What a cell of one digit means, where that is an answer.
    #[inline]
    pub fn digit(&self, byte: u8) -> Option<f64> {
        self.digits.get(usize::from(byte.wrapping_sub(b'0'))).copied().filter(|value| !value.is_nan())
    }

    /// Whether answers are numbers.
    pub fn takes_numbers(&self) -> bool {
        matches!(self.accepts, Accepts::Scale(_) | Accepts::Whole(..) | Accepts::Decimal(..))
    }

    /// Whether a number is an answer.
    #[inline]
    pub fn is_answer(&self, value: f64) -> bool {
        let digit = value as usize;
        match self.digits.get(digit) {
            Some(answer) if digit as f64 == value => !answer.is_nan(),
            _ => matches!(self.accept(value), Reading::Value(_)),
        }
    }

    /// Judges a number.
    pub fn accept(&self, value: f64) -> Reading {
        let fits = match &self.accepts {
            Accepts::Scale(scale) => scale.accepts(value),
            Accepts::Whole(low, high) => value >= *low && value <= *high && value.fract() == 0.0,
            Accepts::Decimal(low, high) => value >= *low && value <= *high,
            Accepts::Text(_) | Accepts::Date | Accepts::Choices(_) | Accepts::OneOf(_) => {
                return Reading::NotAChoice;
            }
        };
        if fits { Reading::Value(value) } else { Reading::OffScale }
    }

    /// What a cell says.
    pub fn read(&self, cell: &str, notation: &Notation) -> Reading {
        let cell = cell.trim();
        if notation.is_missing(cell) {
            return Reading::Empty;
        }
        if self.has_none && cell == "none" {
            return Reading::None;
        }
        match &self.accepts {
            Accepts::Text(most) => {
                let length = cell.chars().count();
                if length <= *most { Reading::Value(length as f64) } else { Reading::TooLong }
            }
            Accepts::Date => days(cell).map_or(Reading::NotADate, |days| Reading::Value(f64::from(days))),
            Accepts::Choices(names) => choices(cell, names),
            Accepts::OneOf(values) => {
                values.iter().position(|value| value == cell).map_or(Reading::NotAChoice, |at| Reading::Value(at as f64))
            }
            _ => notation.number(cell).map_or(Reading::NotANumber, |value| self.accept(value)),
        }
    }

    /// What can stand in a cell, for people.
    pub fn possible(&self) -> String {
        let none = if self.has_none { ", `none`" } else { "" };
        match &self.accepts {
            Accepts::Scale(scale) => match scale.answers(12) {
                Some(answers) => {
                    let answers: Vec<String> = answers.iter().map(f64::to_string).collect();
                    format!("{}{none} or nothing", answers.join(", "))
                }
                None => format!("{}{none} or nothing", scale.range()),
            },
            Accepts::Whole(low, high) => format!("a whole number from {low} to {high}, or nothing"),
            Accepts::Decimal(low, high) => format!("a number from {low} to {high}, or nothing"),
            Accepts::Text(most) => format!("a text of up to {most} characters, or nothing"),
            Accepts::Date => "a date such as 2026-11-24, or nothing".to_owned(),
            Accepts::Choices(names) => {
                format!("any of {}, separated by `;`, or nothing", names.join(", "))
            }
            Accepts::OneOf(values) => format!("one of {}, or nothing", values.join(", ")),
        }
    }
}

/// Several choices in one cell, as bits by position.
fn choices(cell: &str, names: &[&str]) -> Reading {
    let mut bits = 0_u64;
    for word in cell.split([';', ',', '|', ' ']).filter(|word| !word.is_empty()) {
        match names.iter().position(|name| *name == word) {
            Some(position) => bits |= 1 << position,
            None => return Reading::NotAChoice,
        }
    }
    Reading::Value(bits as f64)
}

/// A date: `2026-11-24`, with or without a time, or `24-11-2026` as Dutch Excel writes it.
pub fn date(cell: &str) -> Option<jiff::civil::Date> {
    let date = cell.split(['T', ' ']).next()?;
    date.parse().ok().or_else(|| jiff::civil::Date::strptime("%d-%m-%Y", date).ok())
}

/// A date as days since 1970-01-01.
pub fn days(cell: &str) -> Option<i32> {
    date(cell)?.since(jiff::civil::date(1970, 1, 1)).ok().map(|span| span.get_days())
}
