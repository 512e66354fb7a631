use serde::Serialize;

use crate::phrases::Phrases;

/// Whether a change is reliable: more than measurement error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It could be told.
    Told(Reliable),
    /// It cannot be told, and why.
    Unknown(NoVerdict),
}

impl Verdict {
    /// Whether the change is known to be reliable.
    pub fn is_reliable(self) -> bool {
        match self {
            Self::Told(reliable) => reliable.is_reliable,
            Self::Unknown(_) => false,
        }
    }
}

/// A change set beside measurement error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliable {
    /// The reliable change index: the change over the standard error of a difference. Nothing where the norms give the
    /// least change that is reliable.
    pub index: Option<f64>,
    /// Whether it is reliable.
    pub is_reliable: bool,
    /// The least change that is.
    pub least: f64,
    /// What became of whoever answered, where the norms say which side of a cut-off is functional.
    pub outcome: Option<Outcome>,
}

/// What became of whoever answered (Jacobson & Truax 1991, Journal of Consulting and Clinical Psychology 59, 12-19).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Reliably better, and across the cut-off to the functional side.
    Recovered,
    /// Reliably better, and not across the cut-off.
    Improved,
    /// No reliable change.
    Unchanged,
    /// Reliably worse.
    Deteriorated,
}

impl Outcome {
    /// All of them, the best first.
    pub const ALL: [Self; 4] = [Self::Recovered, Self::Improved, Self::Unchanged, Self::Deteriorated];

    /// In a word.
    pub fn words(self, phrases: &Phrases) -> String {
        phrases.say(match self {
            Self::Recovered => "outcome-recovered",
            Self::Improved => "outcome-improved",
            Self::Unchanged => "outcome-unchanged",
            Self::Deteriorated => "outcome-deteriorated",
        })
    }
}

/// Why it cannot be told whether a change is reliable.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoVerdict {
    /// There are no norms.
    NoNorms,
    /// The norms are simulated, and the site does not judge by such.
    Simulated,
    /// No group of the norms fits the case.
    NoGroup,
    /// The norms give no standard deviation of the score.
    NoSpread,
    /// The norms give no reliability of the score.
    NoReliability,
    /// The reliability of the score is too low to judge one person by.
    LowReliability {
        /// The reliability, as the norms give it.
        reliability: f64,
        /// The least that the site asks for.
        least: f64,
    },
}

impl NoVerdict {
    /// In words.
    pub fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::NoNorms => phrases.say("no-norms"),
            Self::Simulated => phrases.say("simulated-norms"),
            Self::NoGroup => phrases.say("no-group"),
            Self::NoSpread => phrases.say("no-spread"),
            Self::NoReliability => phrases.say("no-reliability"),
            Self::LowReliability { reliability, least } => {
                let told = [("reliability", reliability), ("least", least)];
                phrases.with("low-reliability", told.map(|(name, value)| (name, phrases.written(&value.to_string()).into())))
            }
        }
    }
}
