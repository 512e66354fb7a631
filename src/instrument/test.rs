use serde::Serialize;

use super::Day;
use super::{AlertIx, BandsIx, Given, HelperIx, InformantIx, ItemIx, KnownIx, ScoreIx};
use crate::source::Span;

/// A worked example inside the file.
#[derive(Clone, Debug, Serialize)]
pub struct Test {
    /// Its name.
    pub name: String,
    /// Who answers.
    pub informant: InformantIx,
    /// When it is answered, if the test says so.
    pub date: Option<Day>,
    /// What is answered; items that are not named are unanswered.
    pub answers: Vec<(ItemIx, Given)>,
    /// What is known; facts that are not named are missing.
    pub known: Vec<(KnownIx, f64)>,
    /// What must come out, each with its place in the file.
    pub expected: Vec<(Expectation, Span)>,
}

/// What a test expects.
#[derive(Clone, Debug, Serialize)]
pub enum Expectation {
    /// A score.
    Score(ScoreIx, Option<f64>, f64),
    /// A helper that is a number.
    Helper(HelperIx, Option<f64>, f64),
    /// Whether a helper that is a condition holds; `None` where it is missing.
    Holds(HelperIx, Option<bool>),
    /// The answer to an item as it counts, `otherwise` included.
    Item(ItemIx, Option<f64>, f64),
    /// The share of asked items that were answered.
    Answered(f64, f64),
    /// A band by its position, or none.
    Band(BandsIx, Option<usize>),
    /// An alert is raised.
    Alert(AlertIx),
    /// No alert is raised.
    NoAlert,
    /// An item is asked, or not.
    Asked(ItemIx, bool),
}
