use std::borrow::Cow;

use typed_index_collections::TiSlice;

use super::{Choice, Day, Given, Kind, Known, KnownKind, Notation, Range, Scale, ScaleIx, ScaleSteps, TimeOfDay, Unfit};

/// Bytes of a letter in UTF-8, at the most.
const LETTER_BYTES: usize = 4;

/// What can be answered to an item, or known of a case: the one place that knows of every kind which values there are,
/// how they are read, told of and written.
#[derive(Clone, Copy, Debug)]
pub enum Domain<'a> {
    /// What a scale offers.
    Scale(&'a Scale),
    /// A whole number within limits, both included.
    Whole(f64, f64),
    /// A number within limits, both included.
    Decimal(f64, f64),
    /// A text of so many characters at most; its number is its length.
    Text(usize),
    /// A day; its number is the days since 1970-01-01.
    Date,
    /// A time of day; its number is the minutes since midnight.
    Time,
    /// Any of these; the number has a bit for each. Whether `none` of them can be said.
    Choices(&'a [Choice], bool),
    /// One of these; its number is the position.
    OneOf(&'a [String]),
}

/// Answers of a scale that are listed where people are told what there is; of more the lowest and the highest are
/// named.
const LISTED: usize = 12;
/// The visible non-answer in files of answers.
pub const NONE: &str = "none";

impl Kind {
    /// What can be answered; the scales are those of the instrument.
    pub fn domain<'a>(&'a self, scales: &'a TiSlice<ScaleIx, Scale>) -> Domain<'a> {
        match self {
            Self::Scale(scale) => Domain::Scale(&scales[*scale]),
            Self::Whole(low, high) => Domain::Whole(*low, *high),
            Self::Decimal(low, high) => Domain::Decimal(*low, *high),
            Self::Text(most) => Domain::Text(*most),
            Self::Date => Domain::Date,
            Self::Time => Domain::Time,
            Self::Choices(choices, or_none) => Domain::Choices(choices, *or_none),
        }
    }
}

impl KnownKind {
    /// What can be known.
    pub fn domain(&self) -> Domain<'_> {
        match self {
            Self::Whole(low, high) => Domain::Whole(*low, *high),
            Self::Decimal(low, high) => Domain::Decimal(*low, *high),
            Self::OneOf(words) => Domain::OneOf(words),
            Self::Date => Domain::Date,
        }
    }

    /// The words that it can be; none where it is a number.
    pub fn words(&self) -> &[String] {
        match self {
            Self::OneOf(words) => words,
            Self::Whole(..) | Self::Decimal(..) | Self::Date => &[],
        }
    }

    /// A value as people write it; empty where there is none.
    pub fn in_words(&self, value: f64) -> String {
        let given = if value.is_nan() { Given::Missing } else { Given::Value(value) };
        self.domain().write(given).unwrap_or_default()
    }
}

impl Known {
    /// What can be known.
    pub fn domain(&self) -> Domain<'_> {
        self.kind.domain()
    }
}

impl Domain<'_> {
    /// Whether people write the answer as a number, at least some of them.
    pub fn takes_numbers(self) -> bool {
        match self {
            Self::Scale(scale) => scale.range().is_some(),
            Self::Whole(..) | Self::Decimal(..) => true,
            Self::Text(_) | Self::Date | Self::Time | Self::Choices(..) | Self::OneOf(_) => false,
        }
    }

    /// Whether several answers may be given at once.
    pub fn takes_several(self) -> bool {
        match self {
            Self::Choices(..) => true,
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) | Self::Text(_) | Self::Date | Self::Time | Self::OneOf(_) => {
                false
            }
        }
    }

    /// Whether there is a visible non-answer.
    pub fn has_none(self) -> bool {
        match self {
            Self::Scale(scale) => scale.none.is_some(),
            Self::Choices(_, or_none) => or_none,
            Self::Whole(..) | Self::Decimal(..) | Self::Text(_) | Self::Date | Self::Time | Self::OneOf(_) => false,
        }
    }

    /// Whether a number stands for a value, whatever people write for it.
    pub fn accepts(self, value: f64) -> bool {
        let counts = |most: f64| value >= 0.0 && value <= most && value.fract() == 0.0;
        match self {
            Self::Scale(scale) => scale.accepts(value),
            Self::Whole(low, high) => value >= low && value <= high && value.fract() == 0.0,
            Self::Decimal(low, high) => value >= low && value <= high,
            Self::Text(most) => counts(most as f64),
            Self::Date => day(value).is_some(),
            Self::Time => TimeOfDay::counted(value).is_some(),
            Self::Choices(choices, _) => counts(((1_u64 << choices.len()) - 1) as f64),
            Self::OneOf(words) => counts(words.len() as f64 - 1.0),
        }
    }

    /// The lowest and highest value, where values are numbers.
    pub fn range(self) -> Option<Range> {
        match self {
            Self::Scale(scale) => scale.range(),
            Self::Whole(low, high) => Some(Range::whole(low, high)),
            Self::Decimal(low, high) => Some(Range::between(low, high)),
            Self::Text(_) | Self::Date | Self::Time | Self::Choices(..) | Self::OneOf(_) => None,
        }
    }

    /// What a cell of a file of answers, or an answer that was typed, says.
    ///
    /// # Errors
    /// Why it is no answer.
    pub fn read(self, cell: &str, notation: &Notation) -> Result<Given, Unfit> {
        let cell = cell.trim();
        if notation.is_missing(cell) {
            return Ok(Given::Missing);
        }
        match self {
            Self::Scale(_) | Self::Choices(..) if self.has_none() && cell == NONE => self.none(),
            Self::Scale(scale) if scale.has_words() => match self.names([cell]) {
                Ok(given) => Ok(given),
                Err(unfit) => notation.number(cell).map_or(Err(unfit), |value| self.number(value)),
            },
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => {
                notation.number(cell).map_or(Err(Unfit::NotANumber), |value| self.number(value))
            }
            Self::Text(_) => self.text(cell),
            Self::Date => notation.day(cell).map_or(Err(Unfit::NotADate), |day| Ok(Given::Value(f64::from(day.count())))),
            Self::Time => notation.time(cell).map_or(Err(Unfit::NotATime), |time| Ok(Given::Value(time.minutes()))),
            Self::Choices(..) => self.names(cell.split([';', ',', '|', ' ']).filter(|word| !word.is_empty())),
            Self::OneOf(_) => self.names([cell]),
        }
    }

    /// A number that was given.
    ///
    /// # Errors
    /// Where it is none of the answers, or answers are not written as numbers.
    pub fn number(self, value: f64) -> Result<Given, Unfit> {
        match self {
            Self::Scale(scale) if scale.has_number(value) => Ok(Given::Value(value)),
            Self::Whole(..) | Self::Decimal(..) if self.accepts(value) => Ok(Given::Value(value)),
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => Err(Unfit::OffScale),
            Self::Text(_) => Err(Unfit::TooLong),
            Self::Date => Err(Unfit::NotADate),
            Self::Time => Err(Unfit::NotATime),
            Self::Choices(..) => self.names([value.to_string().as_str()]),
            Self::OneOf(_) => Err(Unfit::NotAChoice),
        }
    }

    /// A text that was given.
    ///
    /// # Errors
    /// Where it is too long, or answers are no texts.
    pub fn text(self, text: &str) -> Result<Given, Unfit> {
        match self {
            Self::Text(most) => {
                // A file of a few kilobytes can hold a megabyte in each of its rows: what has more bytes than so many
                // letters is not counted.
                if text.len() > most.saturating_mul(LETTER_BYTES) {
                    return Err(Unfit::TooLong);
                }
                // A line that ends as Windows ends it ends once.
                let length = text.chars().count() - text.matches("\r\n").count();
                if length <= most { Ok(Given::Value(length as f64)) } else { Err(Unfit::TooLong) }
            }
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => Err(Unfit::NotANumber),
            Self::Date => Err(Unfit::NotADate),
            Self::Time => Err(Unfit::NotATime),
            Self::Choices(..) | Self::OneOf(_) => Err(Unfit::NotAChoice),
        }
    }

    /// Why something that is longer than any answer is none.
    pub fn unlike(self) -> Unfit {
        match self {
            Self::Scale(_) => Unfit::OffScale,
            Self::Whole(..) | Self::Decimal(..) => Unfit::NotANumber,
            Self::Text(_) => Unfit::TooLong,
            Self::Date => Unfit::NotADate,
            Self::Time => Unfit::NotATime,
            Self::Choices(..) | Self::OneOf(_) => Unfit::NotAChoice,
        }
    }

    /// A day that was given, as ISO 8601 writes it.
    ///
    /// # Errors
    /// Where the calendar does not have it, or answers are no days.
    pub fn date(self, text: &str) -> Result<Given, Unfit> {
        match self {
            Self::Date => Day::iso(text).map_or(Err(Unfit::NotADate), |day| Ok(Given::Value(f64::from(day.count())))),
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => Err(Unfit::NotANumber),
            Self::Text(_) => Err(Unfit::TooLong),
            Self::Time => Err(Unfit::NotATime),
            Self::Choices(..) | Self::OneOf(_) => Err(Unfit::NotAChoice),
        }
    }

    /// A time of day that was given, as `23:30`.
    ///
    /// # Errors
    /// Where no clock shows it, or answers are no times.
    pub fn time(self, text: &str) -> Result<Given, Unfit> {
        match self {
            Self::Time => self.read(text, &Notation::default()),
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => Err(Unfit::NotANumber),
            Self::Text(_) => Err(Unfit::TooLong),
            Self::Date => Err(Unfit::NotADate),
            Self::Choices(..) | Self::OneOf(_) => Err(Unfit::NotAChoice),
        }
    }

    /// Names that were given: any of the choices, or the one word.
    ///
    /// # Errors
    /// Where there is none of a name, or answers are no names.
    pub fn names<'n>(self, names: impl IntoIterator<Item = &'n str>) -> Result<Given, Unfit> {
        let mut names = names.into_iter();
        match self {
            Self::Choices(choices, _) => {
                let place = |name: &str| choices.iter().position(|choice| choice.name == name).ok_or(Unfit::NotAChoice);
                let bits = names.try_fold(0_u64, |bits, name| place(name).map(|at| bits | 1 << at))?;
                Ok(Given::Value(bits as f64))
            }
            Self::OneOf(words) => {
                let at = names.next().and_then(|name| words.iter().position(|word| word == name));
                at.filter(|_| names.next().is_none()).map(|at| Given::Value(at as f64)).ok_or(Unfit::NotAChoice)
            }
            Self::Scale(scale) if scale.has_words() => {
                let word = names.next().filter(|_| names.next().is_none());
                let points = scale.points().unwrap_or_default();
                let point = points.iter().find(|point| point.word.is_some() && point.word.as_deref() == word);
                point.map(|point| Given::Value(point.value)).ok_or(Unfit::NotAChoice)
            }
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => Err(Unfit::NotANumber),
            Self::Text(_) => Err(Unfit::TooLong),
            Self::Date => Err(Unfit::NotADate),
            Self::Time => Err(Unfit::NotATime),
        }
    }

    /// What `none` says, where it can be said: the visible non-answer of a scale, or that none of the choices was chosen,
    /// which is an answer.
    ///
    /// # Errors
    /// Where it cannot.
    pub fn none(self) -> Result<Given, Unfit> {
        match self {
            Self::Choices(_, true) => Ok(Given::Value(0.0)),
            Self::Scale(_) if self.has_none() => Ok(Given::None),
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) | Self::Text(_) => Err(Unfit::NotAChoice),
            Self::Date | Self::Time | Self::Choices(_, false) | Self::OneOf(_) => Err(Unfit::NotAChoice),
        }
    }

    /// What was given, as a file of answers has it, so that [`Domain::read`] reads it back. `None` where a number does
    /// not tell it: of a text only the length is known; and where the number is no value.
    pub fn write(self, given: Given) -> Option<String> {
        let value = match given {
            Given::Missing => return Some(String::new()),
            Given::None => return matches!(self.none(), Ok(Given::None)).then(|| NONE.to_owned()),
            Given::Value(value) if self.accepts(value) => value,
            Given::Value(_) => return None,
        };
        match self {
            Self::Scale(scale) => scale.code_of(value).map(Cow::into_owned),
            Self::Whole(..) | Self::Decimal(..) => Some(value.to_string()),
            Self::Text(_) => None,
            Self::Date => day(value).map(|day| day.to_string()),
            Self::Time => TimeOfDay::counted(value).map(|time| time.to_string()),
            // That nothing of it was chosen is an answer too, and not an empty cell.
            Self::Choices(_, true) if value == 0.0 => Some(NONE.to_owned()),
            Self::Choices(_, false) if value == 0.0 => Some(";".to_owned()),
            Self::Choices(choices, _) => {
                let chosen = choices.iter().enumerate().filter(|(at, _)| value as u64 >> at & 1 == 1);
                Some(chosen.map(|(_, choice)| choice.name.as_str()).collect::<Vec<_>>().join(";"))
            }
            Self::OneOf(words) => words.get(value as usize).cloned(),
        }
    }

    /// What can be written, in words and without anchors: `1, 2, 3, "none"`, limits, a kind, or names.
    pub fn describe(self) -> String {
        match self {
            Self::Scale(scale) => {
                let none = if self.has_none() { format!(", `{NONE}`") } else { String::new() };
                let range = || match &scale.steps {
                    ScaleSteps::Line { min, max, step } => format!("{min} to {max} in steps of {step}"),
                    ScaleSteps::Points(_) => scale.range().map_or_else(String::new, |range| range.to_string()),
                };
                format!("{}{none}", scale.codes(LISTED).map_or_else(range, |codes| codes.join(", ")))
            }
            Self::Choices(choices, or_none) => {
                let none = if or_none { format!(", or `{NONE}`") } else { String::new() };
                format!("any of {}{none}", names_of(choices).join(", "))
            }
            Self::Date => "a date such as 2026-11-24".to_owned(),
            Self::Time => "a time of day such as 23:30".to_owned(),
            Self::Text(most) => format!("a text of up to {most} characters"),
            Self::Whole(..) | Self::Decimal(..) | Self::OneOf(_) => self.in_words(),
        }
    }

    /// What can be answered, in words: points with their anchors, limits, or a kind.
    pub fn in_words(self) -> String {
        match self {
            Self::Scale(scale) => scale.in_words(),
            Self::Whole(low, high) => format!("a whole number from {low} to {high}"),
            Self::Decimal(low, high) => format!("a number from {low} to {high}"),
            Self::Text(most) => format!("a text of {most} characters"),
            Self::Date => "a date".to_owned(),
            Self::Time => "a time of day".to_owned(),
            Self::Choices(choices, or_none) => {
                let choices: Vec<String> = choices.iter().map(|choice| format!("{} {}", choice.name, choice.text())).collect();
                format!("any of {}{}", choices.join(", "), if or_none { ", or none" } else { "" })
            }
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
        }
    }
}

fn names_of(choices: &[Choice]) -> Vec<&str> {
    choices.iter().map(|choice| choice.name.as_str()).collect()
}

/// The day that a number stands for.
fn day(value: f64) -> Option<Day> {
    let is_count = value.fract() == 0.0 && (f64::from(i32::MIN)..=f64::from(i32::MAX)).contains(&value);
    is_count.then_some(value as i32).and_then(Day::counted)
}

#[cfg(test)]
mod tests;
