use serde::Serialize;

use super::{InformantIx, Instrument, KnownIx, ScoreIx, Version, rounding};

/// What [`Norms`] hold.
///
/// [`Norms`]: super::Norms
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct NormsContent {
    /// Their id.
    pub id: String,
    /// Their version.
    pub version: Version,
    /// The measure.
    pub of: String,
    /// The versions of it they belong to.
    pub of_version: Version,
    /// Whom they were taken from.
    pub population: String,
    /// `simulated`, `provisional` or `published`.
    pub status: String,
    /// The groups, in the order of the file.
    pub groups: Vec<NormGroup>,
}

/// Below this reliability a score is too uncertain to judge one person by, unless a site decides otherwise (Nunnally &
/// Bernstein 1994, Psychometric Theory, p. 264 f., ask for more still).
pub const LEAST_RELIABILITY: f64 = 0.70;

impl NormsContent {
    /// Whether they are made up, to try things with.
    pub fn is_simulated(&self) -> bool {
        self.status == "simulated"
    }

    /// Whether they are for this instrument, in this version of it.
    pub fn fit(&self, instrument: &Instrument) -> bool {
        self.of == instrument.id && self.of_version.holds(&instrument.version)
    }
}

/// Norms of one informant, for cases that pass all tests.
#[derive(Clone, Debug, Serialize)]
pub struct NormGroup {
    /// Who answered.
    pub informant: InformantIx,
    /// Which cases.
    pub tests: Vec<(KnownIx, GroupTest)>,
    /// What is known of their scores.
    pub entries: Vec<NormEntry>,
}

/// A test on a known fact.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum GroupTest {
    /// Between two numbers, both included.
    Range(f64, f64),
    /// One of the values, by position.
    Value(usize),
}

/// What is known of a score in a group.
#[derive(Clone, Debug, Serialize)]
pub enum NormEntry {
    /// Figures.
    Figures(ScoreIx, Figures),
    /// A cut-off.
    CutOff(CutOff),
    /// Values with their percentiles, both rising.
    Percentiles(ScoreIx, Vec<(f64, f64)>),
    /// The least change of one person that is reliable, as it was published; above zero.
    ReliableChange(ScoreIx, f64),
}

impl NormEntry {
    /// The score that it is about.
    pub fn score(&self) -> ScoreIx {
        match self {
            Self::Figures(score, _) | Self::Percentiles(score, _) | Self::ReliableChange(score, _) => *score,
            Self::CutOff(cut_off) => cut_off.score,
        }
    }

    /// Its figures, where it gives any.
    pub fn figures(&self) -> Option<&Figures> {
        match self {
            Self::Figures(_, figures) => Some(figures),
            Self::CutOff(_) | Self::Percentiles(..) | Self::ReliableChange(..) => None,
        }
    }
}

/// Figures of a score in a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    /// Mean.
    pub mean: Option<f64>,
    /// Standard deviation.
    pub sd: Option<f64>,
    /// Reliability, from 0 to 1.
    pub reliability: Option<f64>,
    /// People in the sample.
    pub n: Option<f64>,
}

/// A value of a score that calls for something.
#[derive(Clone, Debug, Serialize)]
pub struct CutOff {
    /// The score.
    pub score: ScoreIx,
    /// Where it lies.
    pub at: f64,
    /// On which side those are who do well, where the norms say it.
    pub functional: Option<FunctionalSide>,
    /// What a person should do; nothing where it only parts those who do well from the others.
    pub sentence: Option<String>,
}

/// The side of a cut-off of those who do well. The cut-off itself is above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FunctionalSide {
    /// Lower scores are those of people who do well, as of complaints.
    Below,
    /// Higher ones are.
    Above,
}

impl FunctionalSide {
    /// The side of a word of the language.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Below, Self::Above].into_iter().find(|side| side.word() == word)
    }

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::Above => "above",
        }
    }

    /// Whether a score is on this side of a cut-off.
    pub fn holds(self, value: f64, cut_off: f64) -> bool {
        let is_above = rounding::at_least(value, cut_off);
        match self {
            Self::Below => !is_above,
            Self::Above => is_above,
        }
    }
}
