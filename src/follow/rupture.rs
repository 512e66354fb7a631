use serde::Serialize;

use super::seen::SeenBy;
use super::view::Thread;
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
    /// Who saw it; whoever takes the case out of a store says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seen: Option<SeenBy>,
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

    /// What the rule sees in the values of a score, the last of which is that of now. It says since when, for what shows
    /// now may be old.
    pub(super) fn sees(&self, thread: &Thread, phrases: &Phrases) -> Option<String> {
        let there: Vec<(&str, f64)> = thread.values.iter().filter_map(|(name, value)| Some((name.as_str(), (*value)?))).collect();
        let ((_, now), earlier) = there.split_last()?;
        let when = |name: &str| thread.when(name, phrases);
        match self.trigger {
            Trigger::DropMoreThan(points) => {
                let (name, before) = earlier.last()?;
                rounding::above(before - now, points).then(|| {
                    let fall = thread.written_fall(*before, *now, points, phrases);
                    let told = [
                        ("fall", fall.by.into()),
                        ("since", when(name).into()),
                        ("from", fall.from.into()),
                        ("to", fall.to.into()),
                        ("points", phrases.written(&points.to_string()).into()),
                    ];
                    phrases.with("fell-by", told)
                })
            }
            Trigger::DropsInARow(times) => {
                let falls = there.windows(2).rev().take_while(|pair| rounding::below(pair[1].1, pair[0].1)).count();
                let (since, _) = there[there.len() - 1 - falls];
                let told = || phrases.with("fell-in-a-row", [("times", falls.into()), ("since", when(since).into())]);
                (times > 0 && falls >= times).then(told)
            }
            Trigger::BelowBest => {
                let best = thread.since_best.filter(|change| change.is_reliably_lower())?.from;
                let (name, _) = earlier.iter().find(|(_, value)| *value == best)?;
                let told = [("best", thread.written(best, phrases).into()), ("when", when(name).into())];
                Some(phrases.with("below-best", told))
            }
        }
    }
}

/// Where a score of an informant stands.
pub(super) type Place = (InformantIx, ScoreIx);
