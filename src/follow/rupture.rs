use serde::Serialize;

use super::change::Change;
use super::yardstick::Judging;
use crate::instrument::{InformantIx, ScoreIx, rounding};
use crate::phrases::Phrases;

/// What a site has decided on looking at cases.
#[derive(Clone, Debug, Default)]
pub struct SiteRules {
    /// When a course shows a sign of a rupture.
    pub ruptures: Vec<Rule>,
    /// When one person is judged by norms.
    pub judging: Judging,
}

/// A rule of the site that says when a course shows a sign of a rupture.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Name of the score.
    pub score: String,
    /// What the rule looks for.
    pub trigger: Trigger,
    /// Where the rule comes from: a publication, or whoever decided on it.
    pub source: String,
}

/// What a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trigger {
    /// The score is lower than at the occasion before by more than so many points.
    DropMoreThan(f64),
    /// The score fell so many times in a row.
    DropsInARow(usize),
    /// The score is reliably lower than the best that the case ever had.
    BelowBest,
}

/// A sign of a rupture at the last occasion.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sign {
    /// Who answered.
    pub informant: String,
    /// When.
    pub occasion: String,
    /// The name of the rule that sees it, as [`Rule::name`] makes it.
    pub rule: String,
    /// The score.
    pub score: String,
    /// What shows, in words.
    pub words: String,
    /// Where the rule comes from.
    pub source: String,
}

impl Rule {
    /// What the rule goes by where it is told from others, as `below-best of total`. It holds a blank, so that no alert
    /// has such a name.
    pub fn name(&self) -> String {
        let trigger = match self.trigger {
            Trigger::DropMoreThan(_) => "drop-more-than",
            Trigger::DropsInARow(_) => "drops-in-a-row",
            Trigger::BelowBest => "below-best",
        };
        format!("{trigger} of {}", self.score)
    }

    /// What the rule sees in the values of a score, the last of which is that of now. `since_best` is the change since
    /// the best of them.
    pub(super) fn sees(&self, values: &[f64], since_best: Option<&Change>, phrases: &Phrases) -> Option<String> {
        let (now, before) = (values.last()?, values.len().checked_sub(2).and_then(|at| values.get(at)));
        match self.trigger {
            Trigger::DropMoreThan(points) => {
                let fall = before? - now;
                rounding::above(fall, points).then(|| {
                    phrases.with(
                        "fell-by",
                        [("fall", phrases.short_number(fall).into()), ("points", phrases.written(&points.to_string()).into())],
                    )
                })
            }
            Trigger::DropsInARow(times) => {
                let falls = values.windows(2).rev().take_while(|pair| rounding::below(pair[1], pair[0])).count();
                (times > 0 && falls >= times).then(|| phrases.with("fell-in-a-row", [("times", falls.into())]))
            }
            Trigger::BelowBest => {
                let change = since_best.filter(|change| change.is_reliably_lower())?;
                Some(phrases.with("below-best", [("best", phrases.short_number(change.from).into())]))
            }
        }
    }
}

/// Where a score of an informant stands.
pub(super) type Place = (InformantIx, ScoreIx);
