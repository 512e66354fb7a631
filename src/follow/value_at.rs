use serde::Serialize;

use super::moment::Moment;
use super::view::{CaseView, Gap, Thread};
use crate::phrases::Phrases;

/// What stands at an occasion in the line of an informant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueAt {
    /// The value.
    Value(f64),
    /// There is no value that may be told yet, or at all.
    Untold(Untold),
    /// Nothing: it was not answered, or the score cannot be told.
    Missing,
}

/// Why nothing is told of what an informant answers at an occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Untold {
    /// It was answered, and only the one who answered may see it.
    Confidential,
    /// It was begun and is not finished.
    Unfinished,
}

impl Untold {
    /// In words.
    pub fn words(self, phrases: &Phrases) -> String {
        phrases.say(match self {
            Self::Confidential => "value-confidential",
            Self::Unfinished => "value-unfinished",
        })
    }
}

impl CaseView {
    /// What stands at an occasion in the line of an informant.
    pub fn value_at(&self, thread: &Thread, moment: &Moment) -> ValueAt {
        let found = thread.values.iter().find(|(name, _)| *name == moment.name).and_then(|(_, value)| *value);
        match (found, self.untold(&thread.informant, &moment.name)) {
            (Some(value), _) => ValueAt::Value(value),
            (None, Some(why)) => ValueAt::Untold(why),
            (None, None) => ValueAt::Missing,
        }
    }

    /// Why nothing is told of what an informant answers at an occasion, where there is a reason.
    pub fn untold(&self, informant: &str, occasion: &str) -> Option<Untold> {
        let is_unfinished = || self.unfinished.iter().any(|begun| begun.informant == informant && begun.occasion == occasion);
        if self.is_confidential(informant, occasion) {
            return Some(Untold::Confidential);
        }
        is_unfinished().then_some(Untold::Unfinished)
    }

    /// Whether only the one who answered may see what an informant answered at an occasion.
    pub fn is_confidential(&self, informant: &str, occasion: &str) -> bool {
        self.confidential.iter().any(|marked| marked.informant == informant && marked.occasion == occasion)
    }

    /// Where two informants part, those of one pair and one occasion together.
    pub fn gaps_of_each(&self) -> impl Iterator<Item = &[Gap]> {
        let same = |one: &Gap, other: &Gap| {
            (&one.occasion, &one.first.0, &one.second.0) == (&other.occasion, &other.first.0, &other.second.0)
        };
        self.gaps.chunk_by(same)
    }
}

impl ValueAt {
    /// The value, where there is one.
    pub fn value(self) -> Option<f64> {
        match self {
            Self::Value(value) => Some(value),
            Self::Untold(_) | Self::Missing => None,
        }
    }
}
