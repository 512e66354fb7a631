use serde::Serialize;

/// What was given to an item, or is known of a case.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Given {
    /// A number: a point, a length, days, bits of choices, or a position.
    Value(f64),
    /// The visible non-answer.
    None,
    /// No answer.
    Missing,
}

impl Given {
    /// The number, where there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::None | Self::Missing => None,
        }
    }
}

/// Why something is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A number that is not among the answers.
    OffScale,
    /// Not a number.
    NotANumber,
    /// A word that is not one of the choices.
    NotAChoice,
    /// Not a day in the calendar.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// A text that is too long.
    TooLong,
}
