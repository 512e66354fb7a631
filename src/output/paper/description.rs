use serde::Serialize;

use super::shown::Shown;
use crate::output::letterhead::Letterhead;

/// A paper form as whoever holds it sees it: its words and the room for answers, sheet by sheet. Whatever writes it
/// down, as HTML or as PDF, says this and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PaperSheets {
    /// The language of all words.
    pub language: String,
    /// Whether it is read from right to left.
    pub is_right_to_left: bool,
    /// Whether each question stands alone in large letters; else questions on one scale stand in a grid.
    pub is_large: bool,
    /// The sheets of paper that it goes on.
    pub paper: PaperSize,
    /// Whose paper it is.
    pub letterhead: Letterhead,
    /// What stands at the top of the first sheet.
    pub head: Head,
    /// How it is filled in.
    pub filling_in: FillingIn,
    /// The sheets, of which there is one at least.
    pub sheets: Vec<Sheet>,
}

/// Sheets of paper that there are in shops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    /// 210 × 297 mm (ISO 216).
    #[default]
    A4,
    /// 8.5 × 11 inches, 215.9 × 279.4 mm (ANSI A).
    Letter,
}

impl PaperSize {
    /// Height of a sheet, in mm.
    pub fn height(self) -> f64 {
        match self {
            Self::A4 => 297.0,
            Self::Letter => 279.4,
        }
    }
}

/// What stands at the top of the first sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Head {
    /// What the measure is called.
    pub title: String,
    /// Who fills it in.
    pub who: String,
    /// What staff write: each with its name and the lengths of its parts in letters.
    pub boxes: Vec<(String, Vec<usize>)>,
}

/// How the form is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FillingIn {
    /// The heading.
    pub heading: String,
    /// The picture beside what the first part says of itself.
    pub picture: Option<Shown>,
    /// What is said of it, a paragraph each.
    pub sentences: Vec<String>,
    /// An example; nothing where no question has a scale of points.
    pub example: Option<Example>,
}

/// Answers of which the last has a cross.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Example {
    /// What is said over them.
    pub caption: String,
    /// Their words.
    pub answers: Vec<String>,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// What stands on it, in order.
    pub blocks: Vec<Block>,
    /// What stands under it.
    pub end: End,
    /// At its foot: its number among the sheets, and what is printed on it, which is written from left to right.
    pub foot: (String, String),
}

/// What stands under the questions of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// That it goes on.
    GoesOn(String),
    /// That this was all.
    Thanks(String),
}

/// Part of a sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// The title of a part of the measure, and what is said of it.
    Part {
        /// The title.
        title: String,
        /// What is said of it.
        intro: Introduction,
    },
    /// Questions on one scale.
    Grid(Grid),
    /// A question by itself.
    Question(Question),
}

/// What is said of a part of the measure; empty where nothing is.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Introduction {
    /// The picture beside it.
    pub picture: Option<Shown>,
    /// What is said, a paragraph each.
    pub sentences: Vec<String>,
}

/// Questions on one scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    /// What is said over it.
    pub intro: Introduction,
    /// The title of the part that it begins.
    pub title: Option<String>,
    /// The answers, a column each.
    pub answers: Vec<Answer>,
    /// What whoever enters the paper types for each answer.
    pub codes: String,
    /// The questions, a row each.
    pub rows: Vec<Row>,
}

/// A question in a grid.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// Its number on the paper.
    pub number: usize,
    /// The picture beside the question.
    pub picture: Option<Shown>,
    /// The question.
    pub question: String,
    /// What is said beside it.
    pub asides: Vec<String>,
    /// Its name in the measure, for whoever enters it.
    pub name: String,
}

/// A question by itself.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Question {
    /// Its number on the paper.
    pub number: usize,
    /// The picture beside the question.
    pub picture: Option<Shown>,
    /// The question.
    pub question: String,
    /// What is said beside it.
    pub asides: Vec<String>,
    /// Where the answer goes.
    pub room: Room,
    /// Its name in the measure, and what whoever enters the paper types.
    pub entry: (String, String),
}

/// An answer that is chosen.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Answer {
    /// The picture beside its words.
    pub picture: Option<Shown>,
    /// Its words; its code where it has none.
    pub words: String,
    /// Whether it is the visible non-answer, which stands apart.
    pub is_none: bool,
}

/// What is chosen, ranked, or given a share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Choice {
    /// The picture beside its words.
    pub picture: Option<Shown>,
    /// Its words.
    pub words: String,
}

/// Where an answer goes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// A circle for each answer, of which one has a cross.
    Circles(Vec<Answer>),
    /// A line of 100 mm with what its ends mean, for one stroke.
    Line {
        /// What the low end means.
        low: String,
        /// What the high end means.
        high: String,
    },
    /// A square for each choice.
    Choices(Vec<Choice>),
    /// Boxes for letters or digits, in parts of so many.
    Boxes {
        /// The lengths of the parts.
        parts: Vec<usize>,
        /// What stands between the parts.
        between: &'static str,
        /// What is said after them; empty where nothing is.
        after: String,
    },
    /// Boxes for so many digits before each of those that are ranked, or that share.
    Dealt {
        /// The boxes of each.
        digits: usize,
        /// Those themselves.
        members: Vec<Choice>,
    },
    /// So many lines to write on.
    Rules(usize),
}
