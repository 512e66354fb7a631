use serde::Serialize;

use crate::instrument::Figures;

/// A change this many standard errors of a difference away from none is more than chance explains: 5 % of changes by chance alone are.
const CRITICAL: f64 = 1.96;
/// Below this a score is too unreliable to follow a single person by (Nunnally & Bernstein 1994, chapter 7, ask for more still).
pub const LOW_RELIABILITY: f64 = 0.7;

/// A change of a score between two administrations of one informant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// From what.
    pub from: f64,
    /// To what.
    pub to: f64,
    /// Whether it is more than chance explains.
    pub verdict: Verdict,
}

/// Whether a change is more than chance explains.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It could be told.
    Told(Reliable),
    /// It cannot be told, and why.
    Untold(NoVerdict),
}

/// A change set beside what chance explains.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliable {
    /// The reliable change index: the change over the standard error of a difference.
    pub index: f64,
    /// Whether it is more than chance explains.
    pub is_reliable: bool,
    /// The least change that is.
    pub least: f64,
    /// The reliability of the score, where that is low.
    pub low_reliability: Option<f64>,
}

/// Why it cannot be told whether a change is more than chance explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoVerdict {
    /// There are no norms.
    NoNorms,
    /// No group of the norms fits the case.
    NoGroup,
    /// The norms give no standard deviation of the score.
    NoSpread,
    /// The norms give no reliability of the score.
    NoReliability,
}

impl NoVerdict {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoNorms => "no norms were given, so chance cannot be told from change",
            Self::NoGroup => "no group of the norms fits this case, so chance cannot be told from change",
            Self::NoSpread => "the norms give no standard deviation of this score, so chance cannot be told from change",
            Self::NoReliability => "the reliability of this score is not known, so chance cannot be told from change",
        }
    }
}

impl Change {
    /// The verdict in words.
    pub fn words(&self) -> String {
        let direction = if self.to < self.from { "lower" } else { "higher" };
        match self.verdict {
            Verdict::Untold(why) => why.words().to_owned(),
            Verdict::Told(reliable) => {
                if reliable.is_reliable {
                    format!("{direction} by more than chance explains")
                } else if self.to == self.from {
                    "the same".to_owned()
                } else {
                    format!("{direction}, but no more than chance explains")
                }
            }
        }
    }

    /// What to bear in mind with the verdict, in words: a score that is too unreliable to follow one person by.
    pub fn caution(&self) -> Option<String> {
        let Verdict::Told(Reliable { low_reliability: Some(reliability), .. }) = self.verdict else { return None };
        Some(format!("the reliability of this score is {reliability}, too low to follow one person by it"))
    }

    /// Whether it is a reliable change for the lower.
    pub fn is_reliably_lower(&self) -> bool {
        matches!(self.verdict, Verdict::Told(reliable) if reliable.is_reliable) && self.to < self.from
    }
}

/// Reliable change after Jacobson & Truax (1991, Journal of Consulting and Clinical Psychology 59, 12-19): the difference over
/// `sqrt(2) SD sqrt(1 - reliability)`, more than chance explains beyond 1.96.
pub fn reliable_change(from: f64, to: f64, figures: &Figures) -> Verdict {
    let Some(sd) = figures.sd.filter(|sd| *sd > 0.0) else { return Verdict::Untold(NoVerdict::NoSpread) };
    let Some(reliability) = figures.reliability else { return Verdict::Untold(NoVerdict::NoReliability) };
    let error = std::f64::consts::SQRT_2 * sd * (1.0 - reliability).max(0.0).sqrt();
    // A score without error changes reliably as soon as it changes.
    let index = if error > 0.0 { (to - from) / error } else { (to - from) * f64::INFINITY };
    let index = if index.is_nan() { 0.0 } else { index };
    Verdict::Told(Reliable {
        index,
        is_reliable: index.abs() > CRITICAL,
        least: CRITICAL * error,
        low_reliability: Some(reliability).filter(|reliability| *reliability < LOW_RELIABILITY),
    })
}
