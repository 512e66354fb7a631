use serde::Serialize;

use super::{Expression, Literal, Text, Word};
use crate::source::Span;

/// One item, or a run of items that share everything but the name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// Its name or names.
    pub run: Run,
    /// What can be answered; within `items on …` that of the group.
    pub kind: Kind,
    /// Where `reversed` stands.
    pub reversed: Option<Span>,
    /// Where `optional` stands.
    pub optional: Option<Span>,
    /// Where `unscored` stands.
    pub unscored: Option<Span>,
    /// When it is asked, if not always.
    pub asked_when: Option<AskedWhen>,
    /// `otherwise 0`, without a condition of its own.
    pub counted_as: Option<Word>,
    /// Who is asked, if not everyone.
    pub only_for: Option<Vec<Word>>,
    /// What it says.
    pub text: ItemText,
    /// The grid of `items on … in a grid` that it is a row of.
    pub grid: Option<Grid>,
    /// The whole entry.
    #[serde(skip)]
    pub span: Span,
}

/// `in a grid`, of one of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// Whether it is the first row, so that two grids one after the other are not one.
    pub is_first: bool,
    /// The words, which all rows share.
    #[serde(skip)]
    pub span: Span,
}

/// `q1`, or `q1 to q12`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    /// The first or only name.
    pub first: Word,
    /// The last name of a run.
    pub last: Option<Word>,
}

impl Run {
    /// Where it stands.
    pub fn span(&self) -> Span {
        self.last.as_ref().map_or(self.first.span, |last| self.first.span.to(last.span))
    }
}

/// What can be answered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Kind {
    /// `on agreement`
    Scale(Word),
    /// `as whole 0 to 60`
    Whole(Literal, Literal),
    /// `as decimal 0 to 10`
    Decimal(Literal, Literal),
    /// `as text up to 500`
    Text(Literal),
    /// `as date`
    Date,
    /// `as time`
    Time,
    /// `as ranking of a, b, c`
    Ranking(Vec<Word>),
    /// `as shares of 10 among a, b`
    Shares(Literal, Vec<Word>),
    /// `as choices a, b`, and whether `or none` stands behind it
    Choices(Vec<Word>, bool),
}

impl Kind {
    /// Those that are ranked, or that share; nothing where each answer stands by itself.
    pub fn members(&self) -> Option<&[Word]> {
        match self {
            Self::Ranking(members) | Self::Shares(_, members) => Some(members),
            Self::Scale(_)
            | Self::Whole(..)
            | Self::Decimal(..)
            | Self::Text(_)
            | Self::Date
            | Self::Time
            | Self::Choices(..) => None,
        }
    }
}

/// `asked when judged >= 4, otherwise 0`
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AskedWhen {
    /// The condition.
    pub condition: Expression,
    /// What the item counts for where the condition does not hold.
    pub otherwise: Option<Word>,
}

/// A text, the same for all informants or one for each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Wording {
    /// The same for all.
    One(Text),
    /// One for each.
    ByInformant(Vec<(Word, Text)>),
}

/// What is shown or played beside a text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Beside {
    /// `picture "full.svg" alt "A full glass"`
    Picture {
        /// The name of its file.
        file: Text,
        /// What is said in its place; absent where the file does not say, which is wrong.
        alt: Option<Text>,
    },
    /// `audio "full.mp3"`, with the name of its file.
    Audio(Text),
}

impl Beside {
    /// The name of the file.
    pub fn file(&self) -> &Text {
        match self {
            Self::Picture { file, .. } | Self::Audio(file) => file,
        }
    }
}

/// What an item says.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ItemText {
    /// The question.
    pub wording: Option<Wording>,
    /// The texts at the ends of a line.
    pub ends: Vec<(Text, Text)>,
    /// Texts of choices.
    pub choices: Vec<(Word, Text)>,
    /// What is shown or played with the question.
    pub beside: Vec<Beside>,
    /// What is shown or played with choices.
    pub choices_beside: Vec<(Word, Beside)>,
    /// Notes for whoever reads the file.
    pub notes: Vec<Text>,
}
