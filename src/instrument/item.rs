use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::{AllotmentIx, Condition, GridIx, InformantIx, NONE, ScaleIx, plain};

/// A question.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Its name in answers and keys.
    pub name: String,
    /// What can be answered.
    pub kind: Kind,
    /// Whether its keyed value is `min + max - answer`.
    pub reversed: bool,
    /// Whether a person may leave it out.
    pub optional: bool,
    /// When it is asked; always, if there is no condition.
    pub asked_when: Option<Condition>,
    /// That condition as the file writes it.
    pub asked_key: Option<String>,
    /// What it counts for, as an answer, where its condition does not hold: an answer on its scale; of whole numbers and
    /// decimals also another number.
    pub otherwise: Option<f64>,
    /// Who is asked, by position of the informant.
    pub asked_of: Vec<bool>,
    /// The question.
    pub wording: Wording,
    /// The grid that it is a row of.
    pub grid: Option<GridIx>,
    /// The allotment that it is a member of.
    pub member_of: Option<AllotmentIx>,
    /// The texts at the ends of a line.
    pub ends: Option<(String, String)>,
    /// Notes for whoever reads the file; what it is in the form that it came in from stands among them
    /// ([`super::in_form`]).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

impl Item {
    /// Whether `answered` and `asked` count it. What people may add in their own words, and need not, is left out of
    /// both: whoever adds nothing has answered everything.
    pub fn is_counted(&self) -> bool {
        !(self.optional && self.kind.is_text())
    }

    /// Whether every informant is asked this.
    pub fn is_for_all(&self) -> bool {
        !self.asked_of.contains(&false)
    }

    /// Whether an informant is asked this at all.
    pub fn is_for(&self, informant: InformantIx) -> bool {
        self.asked_of.get(informant.0).copied().unwrap_or(false)
    }
}

/// A text by informant, at the position of the informant; `None` where there is none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Wording(pub Vec<Option<String>>);

impl Wording {
    /// The text for an informant.
    pub fn of(&self, informant: InformantIx) -> Option<&str> {
        self.0.get(informant.0).and_then(Option::as_deref)
    }

    /// The text for an informant as it is shown where nothing is known for its placeholders.
    pub fn plain(&self, informant: InformantIx) -> Option<Cow<'_, str>> {
        self.of(informant).map(plain)
    }

    /// The same, if it is the same for everyone who has one.
    pub fn common_plain(&self) -> Option<Cow<'_, str>> {
        self.common().map(plain)
    }

    /// The text, if it is the same for everyone who has one.
    pub fn common(&self) -> Option<&str> {
        let mut texts = self.0.iter().flatten();
        let first = texts.next()?;
        texts.all(|text| text == first).then_some(first)
    }
}

/// What can be answered. Every answer is a number inside the engine.
#[derive(Clone, Debug, Serialize)]
pub enum Kind {
    /// A point of a scale.
    Scale(ScaleIx),
    /// A whole number within limits, both included.
    Whole(f64, f64),
    /// A number within limits, both included.
    Decimal(f64, f64),
    /// A text of so many characters at most; its number is its length.
    Text(usize),
    /// A date; its number is the days since 1970-01-01.
    Date,
    /// A time of day; its number is the minutes since midnight.
    Time,
    /// Any of these; its number has one bit for each. Whether `none` of them is an answer that can be given.
    #[serde(serialize_with = "listed")]
    Choices(Vec<Choice>, bool),
}

impl Kind {
    /// The scale that it is answered on.
    pub fn scale(&self) -> Option<ScaleIx> {
        match self {
            Self::Scale(scale) => Some(*scale),
            Self::Whole(..) | Self::Decimal(..) | Self::Text(_) | Self::Date | Self::Time | Self::Choices(..) => None,
        }
    }

    /// The choices of which any can be answered.
    pub fn choices(&self) -> Option<&[Choice]> {
        match self {
            Self::Choices(choices, _) => Some(choices),
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) | Self::Text(_) | Self::Date | Self::Time => None,
        }
    }

    /// Whether it is answered in one's own words.
    pub fn is_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) | Self::Date | Self::Time | Self::Choices(..) => false,
        }
    }

    /// Whether there is a lowest and a highest answer, so that it can be reversed and have texts at its ends.
    pub fn has_ends(&self) -> bool {
        match self {
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => true,
            Self::Text(_) | Self::Date | Self::Time | Self::Choices(..) => false,
        }
    }

    /// Whether an answer is one number wherever answers are kept: programs of others hold texts, dates, times and sets
    /// as words.
    pub fn is_one_number(&self) -> bool {
        match self {
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) => true,
            Self::Text(_) | Self::Date | Self::Time | Self::Choices(..) => false,
        }
    }

    /// Whether it need not be used by any score: a text, or a date that is there to be read.
    pub fn is_unscored(&self) -> bool {
        match self {
            Self::Text(_) | Self::Date => true,
            Self::Scale(_) | Self::Whole(..) | Self::Decimal(..) | Self::Time | Self::Choices(..) => false,
        }
    }
}

/// Choices in a list, `none` as its last where it can be said.
fn listed<S: Serializer>(choices: &[Choice], or_none: &bool, serializer: S) -> Result<S::Ok, S::Error> {
    let none = or_none.then(|| Choice { name: NONE.to_owned(), label: None });
    serializer.collect_seq(choices.iter().chain(none.as_ref()))
}

/// The greatest number that names a choice.
const GREATEST_CHOICE: f64 = 9999.0;

/// Whether a word is a number that can name a choice: whole, not negative, and as numbers are always written, since other
/// programs make names of columns of it.
pub fn is_choice_number(word: &str) -> bool {
    let is_digits = !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    is_digits && word.parse::<f64>().is_ok_and(|number| number <= GREATEST_CHOICE && number.to_string() == word)
}

/// A choice of an item.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name in answers.
    pub name: String,
    /// What people read.
    pub label: Option<String>,
}

impl Choice {
    /// Its number, where its name is one.
    pub fn number(&self) -> Option<f64> {
        is_choice_number(&self.name).then(|| self.name.parse().ok()).flatten()
    }

    /// What people read; its name, if the file does not say.
    pub fn text(&self) -> String {
        self.label.clone().unwrap_or_else(|| self.name.replace('_', " "))
    }
}
