use std::cmp::Ordering;

use serde::Serialize;

use super::verdict::{Outcome, Verdict};
use crate::instrument::rounding;
use crate::phrases::Phrases;

/// A change of a score between two administrations of one informant.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Change {
    /// From what.
    pub from: f64,
    /// To what.
    pub to: f64,
    /// Whether it is reliable: more than measurement error.
    pub verdict: Verdict,
}

impl Change {
    /// The verdict in words.
    pub fn words(&self, phrases: &Phrases) -> String {
        let reliable = match self.verdict {
            Verdict::Unknown(why) => return why.words(phrases),
            Verdict::Told(reliable) => reliable,
        };
        let change = phrases.say(match (rounding::order(self.to, self.from), reliable.is_reliable) {
            (Ordering::Less, true) => "lower-reliably",
            (Ordering::Less, false) => "lower-not-reliably",
            (Ordering::Greater, true) => "higher-reliably",
            (Ordering::Greater, false) => "higher-not-reliably",
            (Ordering::Equal, _) => "unchanged",
        });
        match reliable.outcome {
            Some(outcome) => format!("{}: {change}", outcome.words(phrases)),
            None => change,
        }
    }

    /// What became of whoever answered, where the norms say which side of a cut-off is functional.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.verdict {
            Verdict::Told(reliable) => reliable.outcome,
            Verdict::Unknown(_) => None,
        }
    }

    /// Whether it is a reliable change for the lower.
    pub fn is_reliably_lower(&self) -> bool {
        self.verdict.is_reliable() && rounding::below(self.to, self.from)
    }
}
