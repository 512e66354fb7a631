use std::cmp::Ordering;

use serde::Serialize;

use crate::instrument::{Figures, rounding};
use crate::phrases::Phrases;

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
    Unknown(NoVerdict),
}

impl Verdict {
    /// Whether the change is known to be more than chance explains.
    pub fn is_reliable(self) -> bool {
        match self {
            Self::Told(reliable) => reliable.is_reliable,
            Self::Unknown(_) => false,
        }
    }
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
    pub fn words(self, phrases: &Phrases) -> String {
        phrases.say(match self {
            Self::NoNorms => "no-norms",
            Self::NoGroup => "no-group",
            Self::NoSpread => "no-spread",
            Self::NoReliability => "no-reliability",
        })
    }
}

impl Change {
    /// The verdict in words.
    pub fn words(&self, phrases: &Phrases) -> String {
        let is_reliable = match self.verdict {
            Verdict::Unknown(why) => return why.words(phrases),
            Verdict::Told(reliable) => reliable.is_reliable,
        };
        phrases.say(match (rounding::order(self.to, self.from), is_reliable) {
            (Ordering::Less, true) => "lower-beyond-chance",
            (Ordering::Less, false) => "lower-within-chance",
            (Ordering::Greater, true) => "higher-beyond-chance",
            (Ordering::Greater, false) => "higher-within-chance",
            (Ordering::Equal, _) => "unchanged",
        })
    }

    /// What to bear in mind with the verdict, in words: a score that is too unreliable to follow one person by.
    pub fn caution(&self, phrases: &Phrases) -> Option<String> {
        let Verdict::Told(Reliable { low_reliability: Some(reliability), .. }) = self.verdict else { return None };
        Some(phrases.with("low-reliability", [("reliability", phrases.written(&reliability.to_string()).into())]))
    }

    /// Whether it is a reliable change for the lower.
    pub fn is_reliably_lower(&self) -> bool {
        self.verdict.is_reliable() && rounding::below(self.to, self.from)
    }
}

/// Reliable change after Jacobson & Truax (1991, Journal of Consulting and Clinical Psychology 59, 12-19): the difference over
/// `sqrt(2) SD sqrt(1 - reliability)`, more than chance explains beyond 1.96.
pub fn reliable_change(from: f64, to: f64, figures: &Figures) -> Verdict {
    let Some(sd) = figures.sd.filter(|sd| *sd > 0.0) else { return Verdict::Unknown(NoVerdict::NoSpread) };
    let Some(reliability) = figures.reliability else { return Verdict::Unknown(NoVerdict::NoReliability) };
    let error = std::f64::consts::SQRT_2 * sd * (1.0 - reliability).max(0.0).sqrt();
    // A score without error changes reliably as soon as it changes.
    let index = match (rounding::equal(from, to), error > 0.0) {
        (true, _) => 0.0,
        (false, true) => (to - from) / error,
        (false, false) => (to - from) * f64::INFINITY,
    };
    Verdict::Told(Reliable {
        index,
        is_reliable: index.abs() > CRITICAL,
        least: CRITICAL * error,
        low_reliability: Some(reliability).filter(|reliability| *reliability < LOW_RELIABILITY),
    })
}
