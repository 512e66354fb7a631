use serde::Serialize;

use super::{BandsIx, Condition, InformantIx, NumericExpr, Range, ScoreIx, Version, rounding};

/// A number computed from answers.
#[derive(Clone, Debug, Serialize)]
pub struct Score {
    /// Its name in results.
    pub name: String,
    /// What people read.
    pub label: String,
    /// How it is computed.
    pub number: NumericExpr,
    /// What it can be, proved from the key.
    pub range: Range,
    /// Its key as the file writes it.
    pub key: String,
}

/// One of several words, each with a label: names for stretches of a score, or for what conditions say.
#[derive(Clone, Debug, Serialize)]
pub struct Bands {
    /// Its name in results.
    pub name: String,
    /// What decides between the words.
    pub rule: BandsRule,
    /// The words: stretches of a score in rising order, entries of a category in the order of the file.
    pub bands: Vec<Band>,
}

/// What decides between words.
#[derive(Clone, Debug, Serialize)]
pub enum BandsRule {
    /// In which stretch a score lies.
    Stretches(Stretches),
    /// In which stretch of their group a score lies: what the groups are, and the conditions that come to the same.
    Groups(BandGroups, Vec<Case>),
    /// Which condition is the first that holds.
    Cases(Vec<Case>),
}

/// Stretches of a score that differ between groups of cases.
#[derive(Clone, Debug, Serialize)]
pub struct BandGroups {
    /// The score.
    pub of: ScoreIx,
    /// What the groups are told apart by.
    pub by: Vec<String>,
    /// The groups, in the order of the file; no case is in two.
    pub groups: Vec<BandGroup>,
}

/// The stretches of a group.
#[derive(Clone, Debug, Serialize)]
pub struct BandGroup {
    /// Whom it is for, as the file writes it.
    pub keys: String,
    /// Its stretches.
    pub stretches: Stretches,
}

impl BandGroups {
    /// Its groups as the language writes them; what stands behind the name of a word is given by its position.
    pub fn in_words(&self, word: impl Fn(usize, usize) -> String) -> String {
        let group = |(at, group): (usize, &BandGroup)| {
            let band = |band: usize| format!("{} {}", word(at, band), group.stretches.bound(band));
            let bands: Vec<String> = (0..group.stretches.from.len()).map(band).collect();
            format!("{} {{ {} }}", group.keys, bands.join(" "))
        };
        self.groups.iter().enumerate().map(group).collect::<Vec<_>>().join(" ")
    }
}

/// Stretches of a score, each from its lower bound to the next.
#[derive(Clone, Debug, Serialize)]
pub struct Stretches {
    /// The score; of norms the one that their number is made of.
    pub of: ScoreIx,
    /// Lower bounds, rising, at the positions of the bands; the first lies where the score begins, or below.
    pub from: Vec<f64>,
    /// Whether each band begins above its bound, which then belongs to the one before it.
    pub above: Vec<bool>,
}

/// A word.
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// Its name in results.
    pub name: String,
    /// What people read.
    pub label: String,
}

/// An entry of a category.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// The position of its word; `None` where it says that the category is missing.
    pub word: Option<usize>,
    /// When it is this, if no entry before it is; `None` where it is whatever is left.
    pub when: Option<Condition>,
    /// That condition as the file writes it; empty where there is none.
    pub key: String,
}

impl Stretches {
    /// The position of the band that a value lies in. A value that differs from a bound only by rounding is at it.
    pub fn band_of(&self, value: f64) -> Option<usize> {
        let reached = |at: usize| if self.is_above(at) { rounding::above } else { rounding::at_least };
        self.from.iter().enumerate().rposition(|(at, from)| reached(at)(value, *from))
    }

    /// Whether a band begins above its bound, so that the bound lies in the one before it.
    pub fn is_above(&self, at: usize) -> bool {
        self.above.get(at).copied().unwrap_or(false)
    }

    /// The bound of a band as the language writes it.
    pub fn bound(&self, at: usize) -> String {
        let word = if self.is_above(at) { "above" } else { "from" };
        format!("{word} {}", self.from.get(at).copied().unwrap_or(f64::NAN))
    }
}

impl Bands {
    /// The stretches, where it is made of some.
    pub fn stretches(&self) -> Option<&Stretches> {
        match &self.rule {
            BandsRule::Stretches(stretches) => Some(stretches),
            BandsRule::Cases(_) | BandsRule::Groups(..) => None,
        }
    }

    /// The score, where it is one that decides.
    pub fn score(&self) -> Option<ScoreIx> {
        match &self.rule {
            BandsRule::Stretches(stretches) => Some(stretches.of),
            BandsRule::Groups(groups, _) => Some(groups.of),
            BandsRule::Cases(_) => None,
        }
    }

    /// Where the label of a word is, in words: `bands level weak`.
    pub fn text_path(&self, band: &str) -> String {
        format!("{} {} {band}", self.word(), self.name)
    }

    /// The word of the language for it.
    pub fn word(&self) -> &'static str {
        match self.rule {
            BandsRule::Stretches(_) | BandsRule::Groups(..) => "bands",
            BandsRule::Cases(_) => "category",
        }
    }
}

/// A sentence for a person, raised by a condition.
#[derive(Clone, Debug, Serialize)]
pub struct Alert {
    /// Its name in results.
    pub name: String,
    /// The sentence.
    pub sentence: String,
    /// How grave it is.
    pub severity: AlertSeverity,
    /// When it is raised; missing does not raise it.
    pub when: Condition,
    /// That condition as the file writes it.
    pub key: String,
}

/// How grave an alert is, from the least to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertSeverity {
    /// Good to know.
    Mild,
    /// What an alert is that says nothing else.
    #[default]
    Ordinary,
    /// To be looked at before all others.
    Severe,
}

impl AlertSeverity {
    /// All of them, the most grave first.
    pub const ALL: [Self; 3] = [Self::Severe, Self::Ordinary, Self::Mild];

    /// The word of the language.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mild => "mild",
            Self::Ordinary => "ordinary",
            Self::Severe => "severe",
        }
    }

    /// The word, where it is not what every alert is.
    pub fn said(self) -> Option<&'static str> {
        (self != Self::Ordinary).then(|| self.word())
    }
}

/// What an informant reads once the questionnaire is answered: a sentence for each band.
#[derive(Clone, Debug, Serialize)]
pub struct Feedback {
    /// Who reads it.
    pub informant: InformantIx,
    /// The bands.
    pub of: BandsIx,
    /// The sentences, at the positions of the bands.
    pub sentences: Vec<String>,
}

/// Two informants beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct Compare {
    /// The one.
    pub first: InformantIx,
    /// The other.
    pub second: InformantIx,
    /// On which scores.
    pub on: Vec<ScoreIx>,
}

/// What became of the version before.
#[derive(Clone, Debug, Serialize)]
pub struct Follows {
    /// The version before.
    pub version: Version,
    /// The claims.
    pub claims: Vec<FollowsClaim>,
}

/// What became of a name of the version before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum FollowsClaim {
    /// Old name, new name.
    Renamed(String, String),
    /// A name that is gone.
    Dropped(String),
    /// A name that is new.
    Added(String),
    /// A score that means the same.
    Comparable(String),
    /// A score that means something else, and why.
    Changed(String, String),
}
