use super::moment::Moment;
use super::view::{CaseView, Gap, Thread};

/// What stands at an occasion in the line of an informant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueAt {
    /// The value.
    Value(f64),
    /// It was answered, and only the one who answered may see it.
    Confidential,
    /// Nothing: it was not answered, or the score cannot be told.
    Missing,
}

impl CaseView {
    /// What stands at an occasion in the line of an informant.
    pub fn value_at(&self, thread: &Thread, moment: &Moment) -> ValueAt {
        let found = thread.values.iter().find(|(name, _)| *name == moment.name).and_then(|(_, value)| *value);
        match found {
            Some(value) => ValueAt::Value(value),
            None if self.is_confidential(&thread.informant, &moment.name) => ValueAt::Confidential,
            None => ValueAt::Missing,
        }
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
            Self::Confidential | Self::Missing => None,
        }
    }
}
