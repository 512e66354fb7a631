use super::verdict::NoVerdict;
use crate::phrases::Phrases;

/// Why some changes are not judged: each reason once, with the scores that it is about.
#[derive(Debug, Default)]
pub(super) struct Reasons(Vec<(NoVerdict, Vec<String>)>);

impl Reasons {
    /// Adds a score that is not judged.
    pub fn add(&mut self, why: NoVerdict, score: String) {
        match self.0.iter_mut().find(|(there, _)| *there == why) {
            Some((_, scores)) => scores.push(score),
            None => self.0.push((why, vec![score])),
        }
    }

    /// A line each.
    pub fn lines(self, phrases: &Phrases) -> Vec<String> {
        self.0.into_iter().map(|(why, scores)| format!("? {}: {}", why.words(phrases), scores.join(", "))).collect()
    }
}
