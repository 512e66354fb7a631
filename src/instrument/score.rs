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

/// Names for stretches of a score.
#[derive(Clone, Debug, Serialize)]
pub struct Bands {
    /// Its name in results.
    pub name: String,
    /// The score.
    pub of: ScoreIx,
    /// In rising order; the first begins where the score does.
    pub bands: Vec<Band>,
}

/// A stretch of a score, from its lower bound to the next.
#[derive(Clone, Debug, Serialize)]
pub struct Band {
    /// Its name in results.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Its lower bound, which belongs to it.
    pub from: f64,
}

impl Bands {
    /// The position of the band that a value lies in. A value that falls short of a bound only by rounding reaches it.
    pub fn band_of(&self, value: f64) -> Option<usize> {
        self.bands.iter().rposition(|band| rounding::at_least(value, band.from))
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

/// A conversion table.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// From and to, rising in from.
    pub rows: Vec<(f64, f64)>,
}

impl Table {
    /// The value for an exact match, up to rounding in the last digits.
    pub fn look_up(&self, value: f64) -> Option<f64> {
        let at = self.rows.partition_point(|(from, _)| rounding::below(*from, value));
        self.rows.get(at).filter(|(from, _)| rounding::equal(*from, value)).map(|(_, to)| *to)
    }
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
