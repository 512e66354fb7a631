use serde::Serialize;

use super::{InformantIx, Instrument, KnownIx, ScoreIx, Version};

/// Norms of a measure in a population, checked against it.
#[derive(Clone, Debug, Serialize)]
pub struct Norms {
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

impl Norms {
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
}

impl NormEntry {
    /// The score that it is about.
    pub fn score(&self) -> ScoreIx {
        match self {
            Self::Figures(score, _) | Self::Percentiles(score, _) => *score,
            Self::CutOff(cut_off) => cut_off.score,
        }
    }

    /// Its figures, where it gives any.
    pub fn figures(&self) -> Option<&Figures> {
        match self {
            Self::Figures(_, figures) => Some(figures),
            Self::CutOff(_) | Self::Percentiles(..) => None,
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
    /// What a person should do.
    pub sentence: String,
}
