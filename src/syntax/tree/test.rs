use serde::Serialize;

use super::{Literal, Run, Text, Word};
use crate::source::Span;

/// `test "…" { … }`
#[derive(Clone, Debug, Serialize)]
pub struct Test {
    /// Its name.
    pub name: Text,
    /// What is given.
    pub given: Vec<Given>,
    /// What is expected.
    pub expected: Vec<Expectation>,
}

/// `plain, word = 5`
#[derive(Clone, Debug, Serialize)]
pub struct Given {
    /// Items, known facts, `informant` or `date`.
    pub names: Vec<Run>,
    /// What is given for them.
    pub value: GivenValue,
    /// The value.
    #[serde(skip)]
    pub value_span: Span,
}

/// What a test gives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum GivenValue {
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A date.
    Date(String),
    /// A time of day.
    Time(String),
    /// Choices, the value of a known fact, or an informant.
    Names(Vec<Word>),
    /// What each of those gets that are ranked, or that share: `body 7, mind 3`.
    Dealt(Vec<(Word, Literal)>),
    /// No answer.
    Missing,
    /// The visible non-answer of the scale.
    None,
}

/// What a test expects.
#[derive(Clone, Debug, Serialize)]
pub enum Expectation {
    /// `expect total = 5 within 0.01`
    Value {
        /// A score, bands or an item; `None` stands for `answered`.
        name: Option<Word>,
        /// What it should be.
        value: ExpectedValue,
        /// The tolerance.
        within: Option<f64>,
        /// The whole expectation.
        #[serde(skip)]
        span: Span,
    },
    /// `expect alert distrust`
    Alert(Word),
    /// `expect no alert`
    NoAlert(#[serde(skip)] Span),
    /// `expect asked reason`
    Asked(Word),
    /// `expect not asked reason`
    NotAsked(Word),
}

/// The value that a test expects.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum ExpectedValue {
    /// A number.
    Number(f64),
    /// A band.
    Name(String),
    /// Missing.
    Missing,
}
