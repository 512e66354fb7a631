//! What differs between two versions of a measure in meaning.

mod asking;
mod items;
mod media;
mod parts;
mod results;

use serde::Serialize;

use super::sameness::Sameness;
use crate::instrument::{Bands, BandsIx, Instrument, ScoreIx, Version};

/// What differs between two versions of a measure in meaning, whatever their files look like.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// The earlier one, as `id@version`.
    pub before: String,
    /// The later one.
    pub after: String,
    /// What changed, in the order of a measure.
    pub changes: Vec<Change>,
    /// For each score of either version, whether the two compare.
    pub scores: Vec<ScoreVerdict>,
    /// The step of the version that all of it calls for.
    pub calls_for: VersionStep,
    /// The step that the two versions make.
    pub makes: VersionStep,
}

/// A step from a version to the next, from none to the greatest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum VersionStep {
    /// Nothing differs.
    #[default]
    None,
    /// Wording, or a typo.
    Patch,
    /// New things; scores of both compare.
    Minor,
    /// Scores of both do not compare.
    Major,
}

/// Something that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// What it is: `measure`, `informant`, `known`, `page`, `item`, `score`, `table`, `helper`, `bands`, `category`, `alert`, `refuse`, `feedback` or
    /// `compare`;
    /// of schedules `ask`, `remind` or `schedule`.
    pub of: &'static str,
    /// Its name in the later version, or in the earlier one where it is gone.
    pub name: String,
    /// What happened to it, as `added`, `dropped`, `renamed`, `reworded`.
    pub what: &'static str,
    /// How it was before, where that can be shown.
    pub before: Option<String>,
    /// How it is now.
    pub after: Option<String>,
    /// The step that this alone calls for.
    pub calls_for: VersionStep,
}

/// Whether a score of two versions means the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ScoreVerdict {
    /// Its name.
    pub name: String,
    /// Whether values of both can be set beside each other.
    pub comparable: bool,
    /// Why, or why not.
    pub why: String,
}

impl VersionStep {
    /// The word for people.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }

    /// The step between two full versions. Below 1.0.0 nothing is settled, so there the second number counts as the
    /// first.
    pub fn between(before: &Version, after: &Version) -> Self {
        let (one, two) = (before.numbers(), after.numbers());
        let first = one.iter().zip(two).position(|(one, two)| one != two);
        let unsettled = one.first() == Some(&0) && two.first() == Some(&0);
        match (first, unsettled) {
            (None, _) => Self::None,
            (Some(0), _) | (Some(1), true) => Self::Major,
            (Some(1), false) => Self::Minor,
            (Some(_), true) => Self::Minor,
            (Some(_), false) => Self::Patch,
        }
    }
}

impl Change {
    /// A change that is shown as it was and as it is, where the two look different.
    pub(super) fn new(
        of: &'static str,
        name: &str,
        what: &'static str,
        both: Option<(String, String)>,
        calls_for: VersionStep,
    ) -> Self {
        let (before, after) = both.filter(|(before, after)| before != after).unzip();
        Self { of, name: name.to_owned(), what, before, after, calls_for }
    }
}

/// Compares two versions of a measure.
pub fn difference(before: &Instrument, after: &Instrument) -> Difference {
    let mut comparison = Comparison { before, after, same: Sameness::between(before, after), changes: vec![] };
    comparison.head();
    comparison.informants();
    comparison.known();
    comparison.known_texts();
    comparison.pages();
    comparison.items();
    comparison.media();
    comparison.order();
    let scores = comparison.scores();
    comparison.parts(&scores);
    comparison.bands();
    comparison.alerts();
    comparison.refusals();
    comparison.feedback();
    comparison.compares();
    let changes = comparison.changes;
    Difference {
        before: before.reference(),
        after: after.reference(),
        calls_for: changes.iter().map(|change| change.calls_for).max().unwrap_or_default(),
        makes: VersionStep::between(&before.version, &after.version),
        changes,
        scores,
    }
}

/// For each score of a later version the score of an earlier one that its values can be set beside: the same key on the
/// same answers.
pub fn scores_beside(before: &Instrument, after: &Instrument) -> Vec<Option<ScoreIx>> {
    Sameness::between(before, after).scores_beside()
}

/// For each category of a later version the one of an earlier that gives the same words to the same answers; nothing for
/// bands, which follow their scores.
pub fn categories_beside(before: &Instrument, after: &Instrument) -> Vec<Option<BandsIx>> {
    let same = Sameness::between(before, after);
    let beside = |new: &Bands| {
        let is = |old: &Bands| new.stretches().is_none() && same.now(&old.name) == new.name && same.bands(old, new);
        before.bands.position(is)
    };
    after.bands.iter().map(beside).collect()
}

struct Comparison<'a> {
    before: &'a Instrument,
    after: &'a Instrument,
    same: Sameness<'a>,
    changes: Vec<Change>,
}

impl<'a> Comparison<'a> {
    fn add(&mut self, of: &'static str, name: &str, what: &'static str, calls_for: VersionStep) {
        self.show(of, name, what, None, calls_for);
    }

    fn show(&mut self, of: &'static str, name: &str, what: &'static str, both: Option<(String, String)>, calls_for: VersionStep) {
        self.changes.push(Change::new(of, name, what, both, calls_for));
    }

    /// Shows what is not the same.
    fn unless_same(&mut self, of: &'static str, name: &str, what: &'static str, both: (String, String), calls_for: VersionStep) {
        if both.0 != both.1 {
            self.show(of, name, what, Some(both), calls_for);
        }
    }

    /// The name that a thing of the earlier version has now.
    fn now<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.same.now(name)
    }

    /// Tells of the things of one kind that came or went, by their names, and gives the pairs that are in both.
    fn paired<T>(
        &mut self,
        of: impl Fn(&'a T) -> &'static str,
        (before, after): (&'a [T], &'a [T]),
        name: impl Fn(&'a T) -> &'a str,
        dropped: VersionStep,
    ) -> Vec<(&'a T, &'a T)> {
        let mut pairs = Vec::new();
        for old in before {
            let now = self.now(name(old)).to_owned();
            match after.iter().find(|new| name(new) == now) {
                None => self.add(of(old), name(old), "dropped", dropped),
                Some(new) => {
                    if name(old) != now {
                        self.show(of(old), &now, "renamed", Some((name(old).to_owned(), now.clone())), VersionStep::Minor);
                    }
                    pairs.push((old, new));
                }
            }
        }
        let is_new = |new: &&T| !pairs.iter().any(|(_, there)| std::ptr::eq(*there, *new));
        let added: Vec<&'a T> = after.iter().filter(is_new).collect();
        added.into_iter().for_each(|new| self.add(of(new), name(new), "added", VersionStep::Minor));
        pairs
    }
}
