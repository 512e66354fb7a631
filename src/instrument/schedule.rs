use std::collections::BTreeSet;

use serde::Serialize;
use typed_index_collections::{TiSlice, TiVec};

use super::{AskIx, Comparator, FactIx, Known, Language, SourceText, Version};

/// What a [`Schedule`] holds.
///
/// [`Schedule`]: super::Schedule
#[derive(Debug, Serialize)]
#[non_exhaustive]
pub struct ScheduleContent {
    /// Its id, as `supervision`.
    pub id: String,
    /// Its version.
    pub version: Version,
    /// SHA-256 over the tokens of its file, in lower-case hexadecimal.
    pub sha256: String,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub about: Option<String>,
    /// The language of its title.
    pub language: Language,
    /// Notes for whoever reads the file.
    pub notes: Vec<String>,
    /// What its measures may know of a case; conditions name facts by their position here.
    pub facts: TiVec<FactIx, Known>,
    /// What is asked, in the order of the file.
    pub asks: TiVec<AskIx, Ask>,
    /// When informants are reminded, one entry an informant at the most.
    pub reminders: Vec<Reminder>,
}

/// A measure that is asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// The id of the measure.
    pub measure: String,
    /// The versions of it that count; all, where the file names none.
    pub version: Option<Version>,
    /// Who is asked, by name.
    pub informants: Vec<String>,
    /// Of which cases; of all, where there is no condition.
    pub when: Option<FactCondition>,
    /// That condition as the file writes it.
    pub key: Option<String>,
    /// How often.
    pub rhythm: Rhythm,
}

/// How often somebody is asked, in days of 0 to 36,500.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rhythm {
    /// Days from the opening of the case to the due day of the first occasion.
    pub first: u16,
    /// Days from an occasion to the due day of the next, 1 at the least; `None` where there is one occasion only.
    pub then: Option<u16>,
    /// Days after the due day that are not late yet; `None` where nothing is ever late.
    pub late: Option<u16>,
    /// The last day on which anybody is asked, counted from the opening.
    pub until: Option<u16>,
}

/// When an informant is reminded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reminder {
    /// Who, by name.
    pub informant: String,
    /// Days from the due day, in rising order; those before it are negative.
    pub days: Vec<i32>,
}

/// A condition on what is known of a case. `and`, `or` and `not` follow Kleene (1952), as in measures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum FactCondition {
    /// A number compared; missing where the fact is.
    Compare(FactIx, Comparator, f64),
    /// Whether a fact is one of its words, at its position; missing where the fact is.
    Is(FactIx, usize),
    /// Whether a fact is missing; never missing itself.
    IsMissing(FactIx),
    /// Turned around.
    Not(Box<FactCondition>),
    /// Both.
    And(Box<FactCondition>, Box<FactCondition>),
    /// One at least.
    Or(Box<FactCondition>, Box<FactCondition>),
}

impl FactCondition {
    /// Whether it holds for a case, of which the facts are given at their positions; `None` where it is missing.
    pub fn holds(&self, facts: &TiSlice<FactIx, Option<f64>>) -> Option<bool> {
        let fact = |at: &FactIx| facts.get(*at).copied().flatten();
        match self {
            Self::Compare(at, comparator, bound) => fact(at).map(|value| comparator.holds(value, *bound)),
            Self::Is(at, word) => fact(at).map(|value| value == *word as f64),
            Self::IsMissing(at) => Some(fact(at).is_none()),
            Self::Not(of) => of.holds(facts).map(|holds| !holds),
            Self::And(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Some(false), _) | (_, Some(false)) => Some(false),
                (Some(true), Some(true)) => Some(true),
                (None, _) | (_, None) => None,
            },
            Self::Or(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                (None, _) | (_, None) => None,
            },
        }
    }

    /// The facts that it looks at.
    pub fn facts(&self) -> BTreeSet<FactIx> {
        let mut found = BTreeSet::new();
        self.each_comparison(&mut |part| match part {
            Self::Compare(at, ..) | Self::Is(at, _) | Self::IsMissing(at) => {
                found.insert(*at);
            }
            Self::Not(_) | Self::And(..) | Self::Or(..) => {}
        });
        found
    }

    /// Visits what `and`, `or` and `not` join.
    pub fn each_comparison(&self, visit: &mut dyn FnMut(&Self)) {
        match self {
            Self::Compare(..) | Self::Is(..) | Self::IsMissing(_) => visit(self),
            Self::Not(of) => of.each_comparison(visit),
            Self::And(left, right) | Self::Or(left, right) => {
                left.each_comparison(visit);
                right.each_comparison(visit);
            }
        }
    }
}

impl Ask {
    /// The measure as people name it: `ors 1.0`.
    pub fn of(&self) -> String {
        self.version.as_ref().map_or_else(|| self.measure.clone(), |version| format!("{} {version}", self.measure))
    }

    /// Whether an administration of a measure, in a full version of it, is what is asked for.
    pub fn takes(&self, measure: &str, version: &Version) -> bool {
        self.measure == measure && self.version.as_ref().is_none_or(|wanted| wanted.holds(version))
    }
}

impl ScheduleContent {
    /// `id@version`, as it is asked for on the command line.
    pub fn reference(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// Whether a reference names it: its id, or its id with a version that holds its own (`supervision@1.0`).
    pub fn is_named(&self, reference: &str) -> bool {
        match reference.split_once('@') {
            None => self.id == reference,
            Some((id, version)) => self.id == id && version.parse().is_ok_and(|version: Version| version.holds(&self.version)),
        }
    }

    /// The texts that people read and that can be translated.
    pub fn texts(&self) -> Vec<SourceText> {
        let text = |path: &str, text: &str| SourceText { path: path.to_owned(), text: Some(text.to_owned()) };
        let about = self.about.iter().map(|about| text("about", about));
        std::iter::once(text("title", &self.title)).chain(about).collect()
    }

    /// When an informant is reminded, in days from the due day.
    pub fn reminders_of(&self, informant: &str) -> &[i32] {
        let of = self.reminders.iter().find(|reminder| reminder.informant == informant);
        of.map_or(&[], |reminder| &reminder.days)
    }
}
